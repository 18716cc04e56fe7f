"""What people who come to the day do: signing up, a guardian's yes, places and lines per role, changing and staying away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.concurrently import at_once
from tests.conftest import NOW, TODAY
from weerklank.audit.models import AuditEvent
from weerklank.editions.actions import attending, line
from weerklank.editions.actions.attending import Told
from weerklank.editions.letters import letter
from weerklank.editions.links import (
    buddy_code,
    digest_of,
    find,
    find_for_guardian,
    guardian_secret,
    new_request_key,
    own_secret,
)
from weerklank.editions.models import Attendee, DayRegistration, EditionTheme, Selecting, Trait
from weerklank.moves import Refusal

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=8)


def comes(
    registration: DayRegistration,
    name: str = "Noor Bakker",
    *,
    role: str = "ministry",
    young: bool = False,
    **told: object,
) -> Attendee:
    given = Told(name=name, email=f"{name.split()[0].lower()}@voorbeeld.example")
    return attending.register(
        registration_id=registration.pk,
        role=role,
        is_under_16=young,
        told=replace(given, **told),
        request_key=new_request_key(),
        now=NOW,
    )


def agrees(row: Attendee) -> Attendee:
    return attending.agree(
        attendee=row, guardian_name="Ouder", guardian_phone="06", photo=True, now=NOW + timedelta(hours=1)
    )


def told_of(row: Attendee) -> list[str]:
    return list(row.messages.values_list("kind", flat=True))


def test_a_free_place_of_a_role_is_given_at_once(day: DayRegistration) -> None:
    row = comes(day)
    assert (row.state, row.place_in_line, row.registered_on, told_of(row)) == ("confirmed", 1, TODAY, ["confirmed"])


def test_full_is_full_for_that_role_alone(day: DayRegistration) -> None:
    states = [comes(day, name).state for name in ("A A", "B B", "C C")]
    assert states == ["confirmed", "confirmed", "waiting"]
    assert comes(day, "D D", role="organisation").state == "confirmed"


def test_the_same_form_sent_twice_is_one_registration(day: DayRegistration) -> None:
    key = new_request_key()
    rows = [
        attending.register(
            registration_id=day.pk,
            role="ministry",
            is_under_16=False,
            told=Told(name="Noor", email="noor@voorbeeld.example"),
            request_key=key,
            now=NOW,
        )
        for _ in range(2)
    ]
    assert (rows[0].pk, Attendee.objects.count(), told_of(rows[0])) == (rows[1].pk, 1, ["confirmed"])


def test_a_form_of_the_one_before_never_opens_another_registration(day: DayRegistration) -> None:
    key = new_request_key()
    rows = [
        attending.register(
            registration_id=day.pk,
            role="ministry",
            is_under_16=False,
            told=Told(name=name, email=f"{name}@voorbeeld.example"),
            request_key=key,
            now=NOW,
        )
        for name in ("Anna", "Bram")
    ]
    assert [row.name for row in rows] == ["Anna", "Bram"] == list(Attendee.objects.values_list("name", flat=True))


def test_whoever_tries_a_name_gets_the_same_answer_and_the_owner_hears_it_once_a_day(day: DayRegistration) -> None:
    row = comes(day)
    again = [comes(day, "NOOR bakker", email="Noor@Voorbeeld.example") for _ in range(2)]
    stranger = comes(day, "Iemand Anders", email="noor@voorbeeld.example")
    # the places are given in the order of arrival, to this name as to any other
    assert [one.state for one in (row, *again, stranger)] == ["confirmed", "confirmed", "waiting", "waiting"]
    assert (told_of(row), told_of(stranger)) == (["confirmed", "again"], ["waiting"])
    assert "Beide aanmeldingen staan nu." in letter(row, "again").body


def test_the_database_holds_no_link(day: DayRegistration) -> None:
    row = comes(day)
    kept = " ".join(str(value) for value in Attendee.objects.values().get().values())
    assert own_secret(row.pk) not in kept
    assert row.secret_digest == digest_of(own_secret(row.pk))
    assert find(own_secret(row.pk), day.edition.slug) == row
    assert find(own_secret(row.pk), "een-andere") is None


def test_who_is_under_sixteen_waits_for_a_guardian_and_then_comes(day: DayRegistration) -> None:
    child = comes(day, role="child", young=True)
    assert (child.state, told_of(child)) == ("consent_pending", ["consent"])
    child = agrees(child)
    assert (child.state, child.guardian_agreed_on, child.photo_guardian) == ("confirmed", TODAY, True)
    assert not child.may_be_photographed
    assert agrees(child).state == "confirmed"
    assert told_of(child) == ["consent", "confirmed"]


def test_a_guardian_who_says_no_ends_it_and_a_yes_after_that_is_refused(day: DayRegistration) -> None:
    child = comes(day, role="child", young=True)
    assert attending.decline(attendee=child, now=NOW).state == "cancelled"
    with pytest.raises(Refusal, match="afgemeld"):
        agrees(child)


def test_a_guardian_who_takes_back_a_yes_leaves_none(day: DayRegistration) -> None:
    child = agrees(comes(day, role="child", young=True))
    child = attending.decline(attendee=child, now=NOW)
    assert (child.state, child.guardian_agreed_on, child.photo_guardian) == ("cancelled", None, None)


def test_nobody_who_is_grown_up_is_asked_for_a_guardian(day: DayRegistration) -> None:
    assert comes(day, role="ministry", young=True).is_under_16 is False


def test_a_place_is_kept_a_week_for_a_guardian_who_has_not_answered(day: DayRegistration) -> None:
    first, second = comes(day, "A A", role="child", young=True), comes(day, "B B", role="child", young=True)
    assert agrees(second).state == "waiting"
    assert line.move_up(now=NOW + timedelta(days=7)) == 0
    assert line.move_up(now=LATER) == 1
    second.refresh_from_db()
    assert (second.state, told_of(second)) == ("confirmed", ["consent", "waiting", "place_free"])
    assert (
        attending.agree(attendee=first, guardian_name="O", guardian_phone="", photo=None, now=LATER).state == "waiting"
    )


def test_who_stays_away_makes_room_for_the_first_in_the_line_of_that_role(day: DayRegistration) -> None:
    rows = [comes(day, name) for name in ("A A", "B B", "C C", "D D")]
    other = comes(day, "E E", role="organisation")
    attending.cancel(attendee=rows[0], now=NOW)
    attending.cancel(attendee=rows[0], now=NOW)
    attending.cancel(attendee=other, now=NOW)
    states = [Attendee.objects.get(pk=row.pk).state for row in rows]
    assert states == ["cancelled", "confirmed", "confirmed", "waiting"]
    assert (told_of(rows[0]), told_of(rows[2])) == (["confirmed", "cancelled"], ["waiting", "place_free"])


def test_who_comes_after_all_stands_at_the_end_of_the_line(day: DayRegistration) -> None:
    first, _second, third = (comes(day, name) for name in ("A A", "B B", "C C"))
    attending.cancel(attendee=first, now=NOW)
    back = attending.come_back(attendee=first, now=NOW)
    third.refresh_from_db()
    assert (back.state, back.place_in_line, third.state) == ("waiting", 4, "confirmed")
    assert attending.come_back(attendee=back, now=NOW).place_in_line == 4


def test_a_child_that_comes_back_is_asked_for_again(day: DayRegistration) -> None:
    child = agrees(comes(day, role="child", young=True))
    attending.cancel(attendee=child, now=NOW)
    child = attending.come_back(attendee=child, now=NOW)
    assert (child.state, child.guardian_agreed_on) == ("consent_pending", None)


def test_before_a_lottery_everybody_is_registered_and_after_it_who_is_late_waits(
    day: DayRegistration, cast: object
) -> None:
    day.choosing = "lottery"
    day.save()
    rows = [comes(day, name) for name in ("A A", "B B", "C C")]
    child = comes(day, "K K", role="child", young=True)
    assert ([row.state for row in rows], told_of(rows[0])) == (["registered"] * 3, ["registered"])
    attending.cancel(attendee=rows[0], now=NOW)
    assert Attendee.objects.filter(state="confirmed").count() == 0
    organiser = cast.organiser
    selecting = Selecting.objects.create(
        registration=day, number=1, state="approved", seed="1", made_by=organiser, made_on=TODAY,
        approved_by=organiser, approved_on=TODAY,
    )  # fmt: skip
    assert agrees(child).state == "waiting"
    drawn = comes(day, "L L", role="young_person", young=True)
    selecting.numbers.create(attendee=drawn, number=1, is_drawn=True)
    assert (agrees(drawn).state, told_of(drawn)) == ("confirmed", ["consent", "confirmed"])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"opens_on": TODAY + timedelta(days=1)}, "Het kan vanaf 21 november 2026"),
        ({"closes_on": TODAY - timedelta(days=1)}, "Het kon tot en met 19 november 2026"),
        ({"entrance": "invitation"}, "alleen voor wie een uitnodiging kreeg"),
    ],
)
def test_a_door_that_is_not_open_says_why_and_takes_nobody(
    day: DayRegistration, change: dict[str, object], words: str
) -> None:
    DayRegistration.objects.update(**change)
    with pytest.raises(Refusal, match=words):
        comes(day)
    assert Attendee.objects.count() == 0


@pytest.mark.parametrize(("known", "words"), [(None, "nog niet bekend"), (TODAY - timedelta(days=1), "is geweest")])
def test_without_a_day_to_come_to_nobody_signs_up(day: DayRegistration, known: date | None, words: str) -> None:
    day.edition.date = known
    day.edition.save()
    with pytest.raises(Refusal, match=words):
        comes(day)


def test_a_role_without_places_is_no_role_of_this_day(day: DayRegistration) -> None:
    with pytest.raises(Refusal, match="Kies hierboven"):
        comes(day, role="parliament")


def test_an_invitation_opens_a_door_that_is_closed_to_others(day: DayRegistration) -> None:
    day.entrance = "invitation"
    day.save()
    invited = Attendee.objects.create(
        registration=day, role="child", name="Uitgenodigd", state="invited", registered_on=TODAY, place_in_line=1,
        secret_digest="d" * 64, request_key="k" * 64,
    )  # fmt: skip
    told = Told(name="Sem Visser", email="Ouder@voorbeeld.example", needs="een rustige plek")
    rows = [attending.accept(attendee=invited, is_under_16=True, told=told, now=NOW) for _ in range(2)]
    assert {(row.name, row.email, row.state) for row in rows} == {
        ("Sem Visser", "ouder@voorbeeld.example", "consent_pending")
    }
    assert told_of(rows[0]) == ["consent"]


def test_a_flood_is_stopped_until_somebody_looked(day: DayRegistration, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attending, "MOST_A_DAY", 2)
    comes(day, "A A"), comes(day, "B B")
    with pytest.raises(Refusal, match="Probeer het morgen weer"):
        comes(day, "C C")


def test_one_mailbox_is_not_filled_by_a_stranger(day: DayRegistration, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attending, "MOST_PER_ADDRESS", 2)
    for name in ("A A", "B B"):
        comes(day, name, role="child", young=True, email="zelfde@voorbeeld.example")
    with pytest.raises(Refusal, match="Probeer het morgen weer"):
        comes(day, "C C", role="child", young=True, email="Zelfde@voorbeeld.example")


def test_wishes_traits_and_a_buddy_are_written_down(day: DayRegistration, edition_theme: EditionTheme) -> None:
    trait = Trait.objects.create(registration=day, name="provincie", question="Waar woon je?")
    drenthe = trait.values.create(name="Drenthe")
    friend = comes(day, "Vriend V")
    row = comes(
        day,
        buddy_code=buddy_code(friend.pk).lower().replace("-", " "),
        household="groen",
        themes=(edition_theme.pk, edition_theme.pk, 999),
        traits={trait.pk: drenthe.pk, 999: 998},
    )
    assert (row.buddy, row.household) == (friend, "groen")
    assert [(wish.rank, wish.edition_theme) for wish in row.theme_wishes.all()] == [(1, edition_theme)]
    assert [(one.trait, one.value) for one in row.traits.all()] == [(trait, drenthe)]


@pytest.mark.parametrize("code", ["000-000", "geen code", "²²²-²²²"])
def test_a_code_that_nobody_has_is_said_at_its_field(day: DayRegistration, code: str) -> None:
    with pytest.raises(Refusal, match="kennen we niet") as refused:
        comes(day, buddy_code=code)
    assert (refused.value.field, Attendee.objects.count()) == ("buddy_code", 0)


def test_nobody_is_their_own_buddy(day: DayRegistration) -> None:
    row = comes(day)
    with pytest.raises(Refusal, match="eigen code"):
        attending.change(attendee=row, told=Told(name="Noor", buddy_code=buddy_code(row.pk)), now=NOW)


def test_other_needs_are_looked_at_again(day: DayRegistration) -> None:
    row = comes(day, needs="een rolstoelplek")
    Attendee.objects.update(needs_met="een plek bij de deur", needs_confirmed_on=TODAY)
    row = attending.change(attendee=row, told=Told(name="Noor", needs="een rolstoelplek"), now=NOW)
    assert row.needs_confirmed_on == TODAY
    row = attending.change(attendee=row, told=Told(name="Noor", needs="een tolk"), now=NOW)
    assert (row.needs, row.needs_confirmed_on, row.state) == ("een tolk", None, "confirmed")


def test_what_a_draw_was_made_with_does_not_change_after_the_last_day(day: DayRegistration) -> None:
    trait = Trait.objects.create(registration=day, name="provincie", question="Waar woon je?")
    drenthe, fryslan = (trait.values.create(name=name) for name in ("Drenthe", "Fryslân"))
    row = comes(day, traits={trait.pk: drenthe.pk})
    told = Told(name="Noor", badge_name="Noortje", traits={trait.pk: fryslan.pk})
    row = attending.change(attendee=row, told=told, now=NOW + timedelta(days=11))
    assert ([one.value for one in row.traits.all()], row.badge_name) == ([drenthe], "Noortje")


def test_after_the_day_nothing_changes_any_more(day: DayRegistration) -> None:
    row, child = comes(day), comes(day, "Sem S", role="child", young=True)
    after = NOW + timedelta(days=40)
    for act in (
        lambda: attending.cancel(attendee=row, now=after),
        lambda: attending.change(attendee=row, told=Told(name="Noor"), now=after),
        lambda: attending.agree(attendee=child, guardian_name="", guardian_phone="", photo=None, now=after),
    ):
        with pytest.raises(Refusal, match="de dag is geweest"):
            act()


def test_a_wrong_address_of_a_guardian_is_put_right_and_the_old_link_ends(day: DayRegistration) -> None:
    child = comes(day, role="child", young=True)
    old = guardian_secret(child)
    assert find_for_guardian(old, day.edition.slug) == child
    child = attending.ask_again(attendee=child, email="Goed@voorbeeld.example", now=NOW)
    assert (child.email, find_for_guardian(old, day.edition.slug)) == ("goed@voorbeeld.example", None)
    assert child.messages.filter(kind="consent", sent_on=None).count() == 1
    attending.ask_again(attendee=child, email="goed@voorbeeld.example", now=NOW)
    with pytest.raises(Refusal, match="een paar keer"):
        attending.ask_again(attendee=child, email="goed@voorbeeld.example", now=NOW)


@pytest.mark.parametrize("secret", ["", "geheim", "0" * 64, "g" * 64])
def test_a_link_that_nobody_gave_opens_nothing(day: DayRegistration, secret: str) -> None:
    comes(day)
    assert (find(secret, day.edition.slug), find_for_guardian(secret, day.edition.slug)) == (None, None)


def test_what_participants_do_stands_in_no_log(day: DayRegistration) -> None:
    before = AuditEvent.objects.count()
    row = agrees(comes(day, role="child", young=True))
    attending.change(attendee=row, told=Told(name="Noor"), now=NOW)
    attending.cancel(attendee=row, now=NOW)
    assert AuditEvent.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_the_last_place_at_once_one_gets_it(committed: None, day: DayRegistration) -> None:
    comes(day, "A A")
    rows = at_once(lambda: comes(day, "B B"), lambda: comes(day, "C C"))
    assert sorted(row.state for row in rows) == ["confirmed", "waiting"]
    assert sorted(row.place_in_line for row in rows) == [2, 3]


@pytest.mark.django_db(transaction=True)
def test_one_form_pressed_twice_at_once_is_one_registration(committed: None, day: DayRegistration) -> None:
    key = new_request_key()

    def press() -> Attendee:
        return attending.register(
            registration_id=day.pk, role="ministry", is_under_16=False, told=Told(name="N", email="n@voorbeeld.example"),
            request_key=key, now=NOW,
        )  # fmt: skip

    assert len({row.pk for row in at_once(press, press)}) == 1
    assert timezone.localdate(NOW) == Attendee.objects.get().registered_on


@pytest.mark.django_db(transaction=True)
def test_two_who_stay_away_at_once_make_room_for_two(committed: None, day: DayRegistration) -> None:
    rows = [comes(day, name) for name in ("A A", "B B", "C C", "D D", "E E")]
    at_once(*(lambda row=row: attending.cancel(attendee=row, now=NOW) for row in rows[:2]))
    states = [Attendee.objects.get(pk=row.pk).state for row in rows]
    assert states == ["cancelled", "cancelled", "confirmed", "confirmed", "waiting"]
    assert [told_of(row) for row in rows[2:]] == [["waiting", "place_free"], ["waiting", "place_free"], ["waiting"]]


@pytest.mark.django_db(transaction=True)
def test_a_yes_and_a_no_at_once_leave_one_that_the_page_tells(committed: None, day: DayRegistration) -> None:
    child = comes(day, "A A", role="child", young=True)
    at_once(lambda: agrees(child), lambda: attending.decline(attendee=child, now=NOW))
    child.refresh_from_db()
    assert (child.state, child.guardian_agreed_on) == ("cancelled", None)
