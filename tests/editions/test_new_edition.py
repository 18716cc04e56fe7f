"""A new edition begins on a page, with the organiser it needs and the themes of the year before."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
from django.urls import reverse

from tests.editions.conftest import DAY
from weerklank.accounts.models import Organisation
from weerklank.audit.models import AuditEvent
from weerklank.editions import actions, guards, taking_over
from weerklank.editions.models import Edition, EditionRole, ProgrammeDay
from weerklank.moves import Refusal

NEW = reverse("editions-new")


def all_of(previous, account, *, year=2027, day=DAY) -> taking_over.Taken:
    """Everything that the page would have ticked."""
    return taking_over.everything(actions.shift_of(previous=previous, year=year, day=day, by=account))


@pytest.fixture
def begin(cast, coalition, now):
    def call(by=None, **given):
        values = {
            "year": 2027, "title": "Dialoog 2027", "day": DAY, "place": "Utrecht", "answer_term_days": 91,
            "advice_word": "advies", "organisation": coalition, "previous": None,
        }  # fmt: skip
        return actions.create_edition(**values | given, by=by or cast.organiser, now=now)

    return call


@pytest.fixture
def typed(coalition):
    return {
        "year": "2027", "title": "Dialoog 2027", "day": "2027-05-20", "place": "Utrecht", "answer_term_days": "91",
        "advice_word": "actiepunt", "organisation": str(coalition.pk), "previous": "",
    }  # fmt: skip


def test_whoever_makes_an_edition_organises_it_and_both_stand_in_the_log(begin, cast):
    edition = begin()
    assert list(EditionRole.objects.filter(edition=edition).values_list("account", "role")) == [
        (cast.organiser.pk, "organiser")
    ]
    assert list(AuditEvent.objects.order_by("id").values_list("action", "actor", "note")) == [
        ("edition.created", "organiser (Coalitie)", "Georganiseerd door Coalitie."),
        ("role.given", "organiser (Coalitie)", "organiser is nu organisator."),
    ]


def test_a_new_edition_lacks_nothing_but_a_theme_to_be_announced(begin):
    assert [blocker.cause for blocker in guards.blockers(begin(), "announce")] == [
        "De editie heeft nog geen thema: zonder thema weet niemand waar het over gaat."
    ]


def test_a_second_edition_of_a_year_gets_a_number_behind_its_year(begin):
    titles = ("Dialoog 2027", "Regiodialoog", "Nog een")
    assert [begin(title=title).slug for title in titles] == ["2027", "2027-2", "2027-3"]


def test_what_is_made_up_never_takes_the_address_of_a_real_year(begin, cast):
    cast.organiser.is_demonstration = True
    cast.organiser.save()
    edition = begin()
    assert (edition.slug, edition.is_demonstration) == ("demonstratie-2027", True)
    begin_for_real = begin(by=cast.admin)
    assert (begin_for_real.slug, begin_for_real.is_demonstration) == ("2027", False)


def test_the_themes_of_the_year_before_come_along_in_its_words_and_order_but_not_its_sources(begin, previous, cast):
    edition = begin(previous=previous, taken=all_of(previous, cast.organiser))
    assert list(edition.themes.values_list("name", "order", "source_url")) == [
        ("Tijd om te spelen", 1, ""),
        ("Veilig zijn", 2, ""),
    ]
    assert begin(title="Zonder", previous=previous).themes.count() == 0


def test_pressed_twice_it_is_made_once(begin):
    begin()
    with pytest.raises(Refusal) as refused:
        begin(title="dialoog 2027")
    assert refused.value.sentence == (
        "Deze editie van 2027 is er al, op /werk/edities/2027/. Geef de nieuwe een andere titel."
    )
    assert Edition.objects.filter(year=2027).count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"day": DAY.replace(year=2029)}, "day"),
        ({"taken": {"themas": frozenset({"1"})}}, "previous"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(begin, given, field):
    with pytest.raises(Refusal) as refused:
        begin(**given)
    assert refused.value.field == field


def test_an_edition_follows_no_later_one_and_no_made_up_one(begin, previous, edition):
    for wrong, year in ((previous, 2024), (edition, 2027)):
        with pytest.raises(Refusal) as refused:
            begin(previous=wrong, year=year, day=None)
        assert refused.value.field == "previous"


@pytest.mark.parametrize("who", ["organiser", "admin"])
def test_an_organiser_or_a_manager_makes_an_edition_on_the_page(who, cast, typed, previous):
    client, given = cast.client(who), typed | {"previous": previous.pk}
    looked = client.post(NEW, given)
    assert (looked.status_code, Edition.objects.filter(year=2027).exists()) == (200, False)
    response = client.post(
        NEW, given | {"doe": "maken", "neem": re.findall(r'name="neem" value="([^"]+)"', looked.content.decode())}
    )
    edition = Edition.objects.get(slug="2027")
    assert (response.status_code, response["Location"]) == (302, "/werk/edities/2027/")
    assert (edition.title, edition.state, edition.advice_word, edition.themes.count()) == (
        "Dialoog 2027", "draft", "actiepunt", 2,
    )  # fmt: skip
    assert cast.client(who).get("/werk/edities/2027/themas/").status_code == 200


@pytest.mark.parametrize(
    "who", ["editor", "moderator", "analyst", "facilitator", "respondent", "panel_member", "outsider"]
)
def test_nobody_else_makes_an_edition(who, cast, typed):
    client = cast.client(who)
    assert (client.get(NEW).status_code, client.post(NEW, typed).status_code) == (403, 403)
    assert not Edition.objects.filter(year=2027).exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("year", ""), ("year", "0"), ("year", "99999999999999999999"), ("year", "２０２７x"), ("title", " "),
        ("title", "t" * 201), ("day", "2027-02-30"), ("day", "2029-05-20"), ("answer_term_days", "-1"),
        ("answer_term_days", "13"), ("advice_word", "bevel"), ("organisation", ""), ("organisation", "0"),
        ("previous", "999999"), ("previous", "x"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_the_rest_stays_typed(field, value, cast, typed):
    response = cast.client("organiser").post(NEW, typed | {field: value})
    form = response.context["form"]
    assert (response.status_code, list(form.errors)) == (422, [field])
    assert form["place"].value() == "Utrecht"
    assert not Edition.objects.filter(year=2027).exists()


def test_a_title_with_markup_is_shown_as_it_was_typed(cast, typed):
    cast.client("organiser").post(NEW, typed | {"title": "<script>x</script>"})
    page = cast.client("organiser").get("/werk/edities/2027/").content.decode()
    assert ("<script>x" in page, "&lt;script&gt;x" in page) == (False, True)


def test_somebody_of_a_demonstration_chooses_from_what_is_made_up_only(cast, previous, edition):
    Organisation.objects.create(slug="echt", name="Echte organisatie", kind="ngo")
    cast.organiser.is_demonstration = True
    cast.organiser.save()
    form = cast.client("organiser").get(NEW).context["form"]
    assert list(form.fields["previous"].queryset) == [edition]
    assert "Echte organisatie" not in [str(one) for one in form.fields["organisation"].queryset]


def test_the_new_edition_is_not_public_yet(cast, typed, client):
    cast.client("organiser").post(NEW, typed)
    assert client.get("/dialoog/2027/").status_code == 404


@pytest.fixture
def planned(previous) -> Edition:
    """The year before with hours, rooms, phases, and people who led it."""
    room = previous.rooms.create(name="Zaal 1", access="ringleiding")
    previous.programme_sessions.create(
        kind="table_round",
        title="Ronde 1",
        begins=time(10),
        ends=time(10, 45),
        room=room,
        led_by="Kim",
        text="Door Kim",
    )
    ProgrammeDay.objects.create(edition=previous, opens=time(9), closes=time(16), note="Vraag naar Kim.")
    previous.phase_dates.create(
        phase="collecting",
        begins_on=date(2024, 2, 29),
        ends_on=date(2025, 3, 1),
        changed_on=date(2024, 1, 1),
        sequence=4,
    )
    return previous


def test_the_shape_of_the_day_and_the_phases_come_along_so_many_years_later_and_nobody_does(begin, planned, cast):
    taken = all_of(planned, cast.organiser)
    edition = begin(previous=planned, taken={name: taken[name] for name in ("fasen", "programma")})
    (session,) = edition.programme_sessions.all()
    assert (session.kind, session.title, session.begins, session.ends) == (
        "table_round",
        "Ronde 1",
        time(10),
        time(10, 45),
    )
    assert (session.room, session.led_by, session.text, edition.rooms.count()) == (None, "", "", 0)
    assert session.uid != planned.programme_sessions.get().uid
    day = ProgrammeDay.objects.get(edition=edition)
    assert (day.opens, day.closes, day.note) == (time(9), time(16), "")
    (phase,) = edition.phase_dates.all()
    assert (phase.begins_on, phase.ends_on, phase.sequence) == (date(2026, 2, 28), date(2027, 3, 1), 0)
    assert (edition.themes.count(), edition.programme_releases.count(), edition.roles.count()) == (0, 0, 1)


def test_without_the_ticks_there_is_no_shape_to_take(begin, planned):
    edition = begin(previous=planned)
    assert (edition.programme_sessions.count(), edition.phase_dates.count()) == (0, 0)
