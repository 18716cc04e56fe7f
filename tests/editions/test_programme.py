"""The programme of the day: decided in a draft, published together, and never changed afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from tests.concurrently import at_once, refusals
from weerklank.audit.models import AuditEvent
from weerklank.editions.actions import programme as actions
from weerklank.editions.models import Edition, ProgrammeDay, ProgrammeRelease, ProgrammeSession, Room, SessionKind
from weerklank.editions.programme import Programme, Slot, as_content, changes, of_content, parts_of_day, seal, warnings
from weerklank.editions.queries import programme as queries
from weerklank.editions.queries.planned import duties_of_plans
from weerklank.moves import Refusal

DAY = date(2027, 5, 20)
K = SessionKind


def slot(uid: str, hours: str = "", title: str = "", kind: SessionKind = K.SESSION, **more: str) -> Slot:
    begins, ends = (time.fromisoformat(hour) for hour in hours.split("-")) if hours else (None, None)
    return Slot(uid=uid, kind=kind, title=title or uid, begins=begins, ends=ends, **more)


def day(*slots: Slot, **more: object) -> Programme:
    return Programme(day=DAY, slots=slots, **more)


def sentences(*slots: Slot, **more: object) -> list[str]:
    return [one.sentence for one in warnings(day(*slots, **more))]


# --- What an organiser should see --------------------------------------------------------------------------------------


def test_two_in_one_room_at_once_is_said_and_one_after_the_other_is_not() -> None:
    one, other = slot("a", "10:00-10:45", room="Zaal 1"), slot("b", "10:30-11:00", room="Zaal 1")
    assert sentences(one, other) == ["In Zaal 1 staan er twee tegelijk: ‘10:00 a’ en ‘10:30 b’."]
    assert sentences(one, slot("b", "10:45-11:00", room="Zaal 1")) == []
    assert sentences(one, slot("b", "10:30-11:00", room="Zaal 2"), slot("c", "10:00-10:30")) == []


def test_a_table_round_of_more_than_forty_five_minutes_is_long() -> None:
    assert sentences(slot("a", "10:00-10:45", kind=K.TABLE_ROUND)) == []
    assert sentences(slot("a", "10:00-10:46", kind=K.TABLE_ROUND)) == [
        "‘10:00 a’ duurt 46 minuten. Een tafelronde van meer dan 45 minuten is lang voor kinderen."
    ]


@pytest.mark.parametrize(
    ("slots", "told"),
    [
        (["10:00-11:30"], []),
        (["10:00-11:00", "11:00-11:31"], ["Van 10:00 tot 11:31 is er geen pauze: 91 minuten."]),
        (["10:00-11:00", "11:05-12:00"], ["Van 10:00 tot 12:00 is er geen pauze: 120 minuten."]),
        (["10:00-11:00", "11:10-12:00"], []),
        (["10:00-11:00", "break 11:00-11:05", "11:05-12:00"], []),
        # a pause that others have while this goes on is no pause
        (["10:00-12:00", "break 11:00-11:15"], ["Van 10:00 tot 12:00 is er geen pauze: 120 minuten."]),
        (["10:00-11:00", "side_event 11:00-13:00"], []),
    ],
)
def test_more_than_ninety_minutes_without_a_break_is_long_for_children(slots: list[str], told: list[str]) -> None:
    made = []
    for number, words in enumerate(slots):
        kind, _, hours = words.rpartition(" ")
        made.append(slot(str(number), hours, kind=K(kind or "session"), audience="iemand"))
    end = " Kinderen hebben na 90 minuten een pauze nodig."
    assert sentences(*made) == [sentence + end for sentence in told]


def test_what_falls_outside_the_day_or_has_no_hour_or_no_audience_is_said() -> None:
    hours = {"opens": time(9), "closes": time(16)}
    assert sentences(slot("a", "08:30-09:10"), slot("b", "15:30-16:00"), **hours) == [
        "‘08:30 a’ valt buiten de dag, die van 09:00 tot 16:00 duurt."
    ]
    assert sentences(slot("c"), slot("d", "10:00-11:00", kind=K.SIDE_EVENT)) == [
        "Bij ‘10:00 d’ staat niet voor wie het is.",
        "‘c’ heeft nog geen tijd.",
    ]


# --- Between two releases ----------------------------------------------------------------------------------------------


def test_what_changed_is_said_in_the_order_of_the_day() -> None:
    before = day(
        slot("gone", "09:00-09:30", "Inloop"),
        slot("moved", "10:00-10:45", "Ronde 1", room="zaal 1"),
        slot("room", "11:00-11:45", "Ronde 2", room="zaal 1"),
        slot("name", "13:00-13:30", "Film", text="oud"),
        slot("same", "15:00-15:30", "Einde"),
    )
    after = day(
        slot("new", "09:30-10:00", "Welkom", room="hal"),
        slot("moved", "10:15-11:00", "Ronde 1", room="zaal 1"),
        slot("room", "11:00-11:45", "Ronde 2", room="zaal 2"),
        slot("name", "13:00-13:30", "Korte film", text="nieuw", language="Engels"),
        slot("same", "15:00-15:30", "Einde"),
        place="Utrecht",
    )
    assert changes(before, after) == (
        "De plaats is nu Utrecht.",
        "Vervalt: 09:00 Inloop.",
        "Nieuw: 09:30 Welkom (hal).",
        "Ronde 1: nu 10:15 tot 11:00 (was 10:00 tot 10:45).",
        "11:00 Ronde 2: naar zaal 2 (was zaal 1).",
        "13:00 Korte film heette eerst ‘Film’.",
        "13:00 Korte film: aangepast is de uitleg, de taal.",
    )
    assert changes(after, after) == ()


def test_a_release_keeps_a_programme_as_it_was() -> None:
    programme = day(
        slot("a", "10:00-10:45", "Ronde", K.TABLE_ROUND, room="zaal", access="ringleiding", meeting="nieuwspoort"),
        slot("b"),
        opens=time(9, 30),
        closes=time(16),
        note="Geen drempels.",
        place="Utrecht",
    )
    assert of_content(as_content(programme)) == programme
    assert of_content(as_content(Programme(day=None))) == Programme(day=None)


def test_the_day_is_read_under_its_parts_and_what_has_no_hour_comes_last() -> None:
    programme = day(slot("e", "18:00-19:00"), slot("later"), slot("b", "11:59-12:30"), slot("c", "12:00-12:30"))
    assert [(part.label, [one.uid for one in part.slots]) for part in parts_of_day(programme)] == [
        ("Ochtend", ["b"]),
        ("Middag", ["c"]),
        ("Avond", ["e"]),
        ("Tijd volgt nog", ["later"]),
    ]


# --- The draft, and publishing it --------------------------------------------------------------------------------------


@pytest.fixture
def dated(edition: Edition) -> Edition:
    edition.date, edition.place = DAY, "Utrecht"
    edition.save()
    return edition


@pytest.fixture
def plan(dated, cast, now):
    """Adds a part of the day."""

    def call(title="Ronde 1", begins=time(10), ends=time(10, 45), room=None, **more):
        known = {
            "kind": K.TABLE_ROUND, "led_by": "", "text": "", "access": "", "language": "", "audience": "",
            "side_event": None,
        }  # fmt: skip
        planned = actions.Planned(title=title, begins=begins, ends=ends, room=room, **known | more)
        return actions.add_session(edition_id=dated.pk, planned=planned, by=cast.organiser, now=now)

    return call


@pytest.fixture
def publish(dated, cast, now):
    def call(note="", by=None, at=None, **given):
        latest = queries.latest(dated)
        looked_at = {
            "after": latest.number if latest else 0,
            "seen": seal(queries.draft(Edition.objects.get(pk=dated.pk))),
        }
        return actions.publish(
            edition_id=dated.pk, note=note, by=by or cast.organiser, now=at or now, **looked_at | given
        )

    return call


def test_the_draft_is_nobodys_and_a_release_is_everybodys(plan, publish, dated, client):
    plan()
    address = "/dialoog/demonstratie/programma/"
    assert "Ronde 1" not in client.get(address).content.decode()
    release = publish("De eerste.")
    assert (release.number, release.published_on, str(release)) == (
        1, date(2026, 11, 20), "programma van Demonstratie-editie, uitgave 1",
    )  # fmt: skip
    assert "Ronde 1" in client.get(address).content.decode()
    plan("Ronde 2", time(11), time(11, 30))
    assert "Ronde 2" not in client.get(address).content.decode()
    event = AuditEvent.objects.get(action="programme.published")
    assert (event.action, event.note, event.public) == (
        "programme.published", "Uitgave 1 van het programma. De eerste.", True,
    )  # fmt: skip


def test_what_a_room_offers_stands_with_every_part_in_it(plan, dated):
    room = Room.objects.create(edition=dated, name="Zaal 2", access="ringleiding")
    plan(room=room, access="tolk gebarentaal")
    (only,) = queries.draft(dated).slots
    assert (only.room, only.all_access) == ("Zaal 2", "tolk gebarentaal · ringleiding")


def test_a_later_release_says_what_changed_and_the_number_decides_whatever_the_clock_says(plan, publish, dated, now):
    session = plan()
    publish()
    ProgrammeSession.objects.filter(pk=session.pk).update(begins=time(11), ends=time(11, 45))
    second = publish(at=now - timedelta(days=365))
    latest, first = queries.releases(dated)
    assert (latest.number, latest.is_latest, first.is_latest) == (2, True, False)
    assert latest.changes == ("Ronde 1: nu 11:00 tot 11:45 (was 10:00 tot 10:45).",)
    assert second.published_on == first.release.published_on
    ProgrammeSession.objects.filter(pk=session.pk).delete()
    plan("Slot", time(15), time(15, 30))
    publish()
    assert [gone.title for gone in queries.latest(dated).gone] == ["Ronde 1"]


def test_what_nobody_reads_yet_is_the_organisers_turn(plan, publish, dated, cast):
    plan()
    assert duties_of_plans(cast.organiser, DAY) == []
    publish()
    assert duties_of_plans(cast.organiser, DAY) == []
    plan("Ronde 2", time(11), time(11, 45))
    (duty,) = duties_of_plans(cast.organiser, DAY)
    assert (duty.label, duty.href, duty.count) == (
        "Demonstratie-editie: programma veranderd, niet gepubliceerd", PAGE, 1,
    )  # fmt: skip


def test_nothing_to_publish_is_refused_with_what_to_do(plan, publish, dated):
    with pytest.raises(Refusal, match="Er staat nog niets in het programma"):
        publish()
    plan()
    publish()
    with pytest.raises(Refusal, match="Er is niets veranderd sinds uitgave 1"):
        publish()
    with pytest.raises(Refusal, match="Er is net al een uitgave gepubliceerd door organiser"):
        publish(after=0)
    plan("Ronde 2", time(11), time(11, 45))
    with pytest.raises(Refusal, match="Iemand heeft het concept intussen veranderd"):
        publish(seen="0" * 64)
    for change, told in (
        ({"date": None}, "nog geen datum"),
        ({"state": "draft"}, "Kondig haar eerst aan"),
        ({"state": "closed"}, "gesloten"),
    ):
        Edition.objects.filter(pk=dated.pk).update(**change)
        with pytest.raises(Refusal, match=told):
            publish()


@pytest.mark.parametrize("deed", ["update", "delete", "replace"])
def test_the_database_itself_keeps_a_release_as_it_was(plan, publish, deed):
    plan()
    release = publish()
    with pytest.raises(DatabaseError), transaction.atomic():
        if deed == "update":
            ProgrammeRelease.objects.filter(pk=release.pk).update(note="anders")
        elif deed == "delete":
            ProgrammeRelease.objects.filter(pk=release.pk).delete()
        else:
            ProgrammeRelease.objects.create(
                edition=release.edition, number=1, published_on=DAY, content=release.content
            )
    assert ProgrammeRelease.objects.get().note == ""


@pytest.fixture
def releases_that_go(committed: None) -> Iterator[None]:
    """After the test the tables are emptied, which the guard of the releases would refuse."""
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'editions_programmerelease'"
            )
            guards = cursor.fetchall()
            for name, _ in guards:
                cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute("DELETE FROM editions_programmerelease")
            for _, sql in guards:
                cursor.execute(sql)


def test_two_who_publish_at_once_make_one_release(releases_that_go, plan, publish, cast):
    plan()
    said = at_once(lambda: publish(), lambda: publish(by=cast.admin, after=0))
    assert (len(refusals(said)), ProgrammeRelease.objects.count()) == (1, 1)
    assert "net al een uitgave gepubliceerd" in refusals(said)[0] or "niets veranderd" in refusals(said)[0]


# --- The pages ---------------------------------------------------------------------------------------------------------

PAGE = "/werk/edities/demonstratie/programma/"


@pytest.fixture
def organiser(cast):
    return cast.client("organiser")


def test_a_part_of_the_day_is_added_changed_and_removed_on_the_pages(organiser, dated):
    room = Room.objects.create(edition=dated, name="Zaal 1")
    typed = {"kind": "table_round", "title": "Ronde 1", "begins": "10:00", "ends": "10:45", "room": room.pk}
    assert organiser.post(f"{PAGE}erbij/", typed)["Location"] == PAGE
    session = ProgrammeSession.objects.get()
    assert (session.title, session.begins, session.room) == ("Ronde 1", time(10), room)
    answer = organiser.post(f"{PAGE}{session.pk}/", typed | {"title": "Tafels", "begins": "10.15", "room": ""})
    session.refresh_from_db()
    assert (answer.status_code, session.title, session.begins, session.room) == (302, "Tafels", time(10, 15), None)
    assert organiser.post(f"{PAGE}{session.pk}/weghalen/")["Location"] == PAGE
    assert ProgrammeSession.objects.count() == 0
    assert organiser.post(f"{PAGE}{session.pk}/weghalen/").status_code == 409


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"begins": "11:00", "ends": "10:00"}, "ends"),
        ({"begins": "", "ends": "10:00"}, "begins"),
        ({"begins": "25:00"}, "begins"),
        ({"title": ""}, "title"),
        ({"kind": "feest"}, "kind"),
        ({"room": "99999999999999999999"}, "room"),
        ({"text": "x" * 2001}, "text"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_stays_typed(organiser, dated, given, field):
    typed = {"kind": "session", "title": "Ronde 1", "begins": "10:00", "ends": "10:45", "led_by": "het panel"} | given
    answer = organiser.post(f"{PAGE}erbij/", typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert 'value="het panel"' in answer.content.decode()
    assert ProgrammeSession.objects.count() == 0


def test_a_room_or_meeting_of_somebody_else_is_no_choice(organiser, dated):
    other = Edition.objects.create(year=2027, slug="2027", title="Echt")
    elsewhere = Room.objects.create(edition=other, name="Zaal 9")
    answer = organiser.post(f"{PAGE}erbij/", {"kind": "session", "title": "x", "room": elsewhere.pk})
    assert list(answer.context["form"].errors) == ["room"]


def test_the_list_is_in_the_order_of_time_with_warnings_filters_and_a_file(organiser, plan, dated):
    plan("Later", time(13), time(14))
    plan("Eerder", time(9), time(9, 30), kind=K.PLENARY)
    plan("Ooit", None, None)
    page = organiser.get(PAGE)
    assert [row.slot.title for row in page.context["page"]] == ["Eerder", "Later", "Ooit"]
    assert "‘13:00 Later’ duurt 60 minuten." in page.content.decode()
    assert [row.slot.title for row in organiser.get(f"{PAGE}?soort=plenary").context["page"]] == ["Eerder"]
    assert [row.slot.title for row in organiser.get(f"{PAGE}?q=lat").context["page"]] == ["Later"]
    assert "Geen onderdeel gevonden" in organiser.get(f"{PAGE}?q=niets").content.decode()
    file = organiser.get(f"{PAGE}?csv").content.decode("utf-8-sig").splitlines()
    assert file[1] == "09:00,09:30,Eerder,met iedereen,,,,,,"


def test_the_hours_of_the_day_are_kept_and_cannot_run_backwards(organiser, dated):
    assert organiser.post(PAGE, {"opens": "09:30", "closes": "16:00", "note": "Geen drempels."}).status_code == 302
    answer = organiser.post(PAGE, {"opens": "16:00", "closes": "09:30", "note": "Blijft staan."})
    assert (answer.status_code, list(answer.context["day"].errors)) == (422, ["closes"])
    assert "Blijft staan." in answer.content.decode()
    assert ProgrammeDay.objects.values_list("opens", "closes", "note").get() == (
        time(9, 30),
        time(16),
        "Geen drempels.",
    )


def test_publishing_shows_what_changes_and_asks_again_after_somebody_elses_change(organiser, plan, dated):
    session = plan()
    form = organiser.get(f"{PAGE}publiceren/").context["form"]
    looked_at = {name: form.initial[name] for name in ("after", "seen")}
    ProgrammeSession.objects.filter(pk=session.pk).update(title="Anders")
    answer = organiser.post(f"{PAGE}publiceren/", looked_at | {"note": "Mijn woorden"})
    assert (answer.status_code, ProgrammeRelease.objects.count()) == (422, 0)
    assert "Mijn woorden" in answer.content.decode()
    again = answer.context["form"]
    sent = {name: again[name].value() for name in ("after", "seen", "note")}
    assert organiser.post(f"{PAGE}publiceren/", sent)["Location"] == PAGE
    assert ProgrammeRelease.objects.get().note == "Mijn woorden"
    assert "Het concept is gelijk aan uitgave 1." in organiser.get(PAGE).content.decode()


def test_rooms_are_added_changed_and_go_only_when_nothing_is_planned_there(organiser, plan, dated):
    rooms = reverse("editions-rooms", args=["demonstratie"])
    assert organiser.post(rooms, {"name": "Zaal 1", "access": "ringleiding"})["Location"] == rooms
    assert list(organiser.post(rooms, {"name": "zaal 1"}).context["form"].errors) == ["name"]
    room = Room.objects.get()
    plan(room=room)
    assert organiser.post(f"{rooms}{room.pk}/", {"name": "Grote zaal"}).status_code == 302
    refused = organiser.post(f"{rooms}{room.pk}/weghalen/")
    assert (refused.status_code, Room.objects.get().name) == (409, "Grote zaal")
    ProgrammeSession.objects.all().delete()
    assert organiser.post(f"{rooms}{room.pk}/weghalen/")["Location"] == rooms
    assert "Er is nog geen zaal." in organiser.get(rooms).content.decode()
    assert "zaal,toegankelijkheid" in organiser.get(f"{rooms}?csv").content.decode()
