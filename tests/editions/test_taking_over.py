"""A new edition takes over the shape of an earlier one: looked at first, piece by piece, once, and never anybody."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.conftest import TODAY
from weerklank.accounts.models import Organisation
from weerklank.advices.models import Advice
from weerklank.answers.models import Addressee, CarriedOver
from weerklank.editions import actions, guards, taking_over
from weerklank.editions.door import Door, door_of
from weerklank.editions.models import Attendee, DayRegistration, Edition, EditionOrganiser
from weerklank.moves import Refusal
from weerklank.participation.actions import staff
from weerklank.participation.lifecycle import ConsultationState
from weerklank.participation.models import Consultation, CoverageTarget, EntryPlan, EntryPoint

NEW = reverse("editions-new")
TYPED = {
    "year": "2027", "title": "Dialoog 2027", "day": "2027-05-20", "place": "Utrecht", "answer_term_days": "70",
    "advice_word": "advies",
}  # fmt: skip


@pytest.fixture
def year(edition, edition_theme, consultation, entry_point, coalition, ministry, now) -> Edition:
    """A whole year: a question, codes, places, a fair choice, somebody who came, and an advice without an answer."""
    edition.date, edition.state, edition.answer_term_days = date(2026, 5, 20), "awaiting_answers", 84
    edition.save()
    EditionOrganiser.objects.create(edition=edition, organisation=coalition)
    edition.phase_dates.create(phase="collecting", begins_on=date(2026, 3, 1), changed_on=date(2026, 1, 1))
    edition.programme_sessions.create(kind="plenary", title="Welkom", led_by="Kim")
    EntryPoint.objects.create(
        consultation=consultation, code="BCD235", label="groep 7", valid_from=TODAY, valid_to=TODAY, max_uses=40
    )
    CoverageTarget.objects.create(consultation=consultation, place="primary", wanted=4)
    registration = DayRegistration.objects.create(
        edition=edition, opens_on=date(2026, 4, 1), closes_on=date(2026, 4, 30), reach="Kim, 06 12345678",
        choosing="lottery", erase_after_days=20,
    )  # fmt: skip
    registration.places.create(role="child", places=30)
    trait = registration.traits.create(name="Provincie", question="In welke provincie woon je?", order=1)
    trait.values.create(name="Utrecht", minimum=2, maximum=9)
    Attendee.objects.create(
        registration=registration, role="child", name="Noor", registered_on=TODAY, secret_digest="a", request_key="b"
    )
    advice = Advice.objects.create(
        number="2026-ARM-01", edition=edition, edition_theme=edition_theme, title="Een schoolreis voor iedereen",
        state="handed_over", frozen_hash="x" * 64,
    )  # fmt: skip
    Addressee.objects.create(advice=advice, organisation=ministry, lead=True, due_on=date(2026, 11, 1))
    return edition


@pytest.fixture
def made_up(cast):
    """The organiser is of the demonstration, as the edition that it organised is."""
    cast.organiser.is_demonstration = True
    cast.organiser.save()
    return cast.organiser


@pytest.fixture
def typed(year, coalition):
    return TYPED | {"previous": str(year.pk), "organisation": str(coalition.pk)}


def ticked_on(response) -> list[str]:
    return re.findall(r'name="neem" value="([^"]+)" checked', response.content.decode())


def test_one_looks_first_and_everything_is_ticked_and_nothing_is_made(made_up, cast, typed, consultation):
    response = cast.client("organiser").post(NEW, typed)
    assert response.status_code == 200
    assert [value.split(":")[0] for value in ticked_on(response)] == [
        "open", "themas", "fasen", "vragen", "toegangen", "programma", "aanmelden", "aanmelden", "aanmelden",
    ]  # fmt: skip
    page = response.content.decode()
    assert ("2 keer klas of groep" in page, "BCD234" in page, "groep 6" in page, "Noor" in page, "Kim" in page) == (
        True, False, False, False, False,
    )  # fmt: skip
    assert Edition.objects.filter(year=2027).count() == 0


def test_what_is_taken_over_is_the_shape_moved_with_the_day_and_never_anybody(made_up, cast, typed, year):
    client = cast.client("organiser")
    given = typed | {"neem": ticked_on(client.post(NEW, typed)), "doe": "maken"}
    assert client.post(NEW, given).status_code == 302
    edition = Edition.objects.get(year=2027)
    assert [(one.name, one.order) for one in edition.themes.all()] == [("Armoede", 1)]
    assert edition.phase_dates.get().begins_on == date(2027, 3, 1)
    (session,) = edition.programme_sessions.all()
    assert (session.title, session.led_by) == ("Welkom", "")
    own = DayRegistration.objects.get(edition=edition)
    assert (own.opens_on, own.closes_on, own.choosing, own.erase_after_days, own.reach) == (
        date(2027, 4, 1), date(2027, 4, 30), "lottery", 20, "",
    )  # fmt: skip
    assert [(one.role, one.places) for one in own.places.all()] == [("child", 30)]
    assert list(own.traits.values_list("name", "values__name", "values__minimum", "values__maximum")) == [
        ("Provincie", "Utrecht", 2, 9)
    ]
    assert own.attendees.count() == 0
    (asked,) = edition.consultations.all()
    assert (asked.state, asked.can_change, asked.frame_to_confirm, asked.closes_on, asked.panel_note) == (
        "draft", "Hoe school en sportclub over geld praten.", True, date(2028, 1, 31), "",
    )  # fmt: skip
    assert [(one.place, one.wanted) for one in asked.coverage_targets.all()] == [("primary", 4)]
    (plan,) = EntryPlan.objects.filter(edition=edition)
    assert (plan.kind, plan.mode, plan.number, plan.max_uses) == ("group", "own_device", 2, 40)
    assert EntryPoint.objects.filter(consultation=asked).count() == 0
    assert [row.addressee.advice.number for row in CarriedOver.objects.filter(into=edition)] == ["2026-ARM-01"]
    assert list(edition.roles.values_list("account", "role")) == [(made_up.pk, "organiser")]


def test_everything_can_be_left_behind_and_going_back_or_stopping_leaves_nothing(made_up, cast, typed):
    client = cast.client("organiser")
    back = client.post(NEW, typed | {"doe": "terug", "gezien": "1", "neem": ["fasen:collecting"]})
    assert (back.status_code, back.context["form"]["title"].value(), Edition.objects.count()) == (
        200,
        "Dialoog 2027",
        1,
    )
    assert 'name="neem" value="fasen:collecting"' in back.content.decode()
    again = client.post(NEW, typed | {"doe": "verder", "gezien": str(typed["previous"]), "neem": ["fasen:collecting"]})
    assert ticked_on(again) == ["fasen:collecting"]
    assert client.post(NEW, typed | {"doe": "maken"}).status_code == 302
    edition = Edition.objects.get(year=2027)
    counts = (
        edition.themes.count(),
        edition.consultations.count(),
        edition.phase_dates.count(),
        edition.carried_over.count(),
    )
    assert (counts, edition.answer_term_days) == ((0, 0, 0, 0), 70)


def test_twice_is_once_and_what_was_left_can_still_be_taken_later(made_up, cast, typed, year):
    client = cast.client("organiser")
    client.post(NEW, typed | {"doe": "maken", "neem": [f"themas:{year.themes.get().theme_id}"]})
    again = client.post(NEW, typed | {"doe": "maken"})
    assert (again.status_code, Edition.objects.filter(year=2027).count()) == (422, 1)
    edition = Edition.objects.get(year=2027)
    where = reverse("editions-take-over", args=[edition.slug])
    taken = {"neem": re.findall(r'name="neem" value="([^"]+)"', client.get(where).content.decode())}
    assert [value.split(":")[0] for value in taken["neem"]].count("themas") == 0
    assert client.post(where, taken).status_code == 302
    assert (edition.consultations.count(), edition.carried_over.count()) == (1, 1)
    second = client.post(where, taken)
    assert (second.status_code, edition.consultations.count(), edition.entry_plans.count()) == (302, 1, 1)
    assert re.findall(r'name="neem"', client.get(where).content.decode()) == []


def test_what_changed_since_one_looked_is_refused_and_nothing_is_made(made_up, year, coalition, now):
    with pytest.raises(Refusal) as refused:
        actions.create_edition(
            year=2027, title="D", day=None, place="", answer_term_days=91, advice_word="advies", organisation=coalition,
            previous=year, taken={"vragen": frozenset({"999999"})}, by=made_up, now=now,
        )  # fmt: skip
    assert refused.value.sentence.startswith("‘Raadplegingen’ is veranderd sinds u keek.")
    assert Edition.objects.filter(year=2027).count() == 0


def test_who_did_not_work_on_it_sees_no_codes_no_drafts_and_carries_nothing_over(cast, year, consultation):
    Consultation.objects.filter(pk=consultation.pk).update(state=ConsultationState.DRAFT)
    shift = actions.shift_of(previous=year, year=2027, day=None, by=cast.outsider)
    found = {one.piece.name: [item.blocked for item in one.items] for one in taking_over.offered(shift)}
    assert ("vragen" in found, "toegangen" in found, found["open"]) == (
        False, False, ["dat doet wie Demonstratie-editie organiseert"],
    )  # fmt: skip


def test_a_question_of_an_earlier_year_opens_only_after_somebody_said_that_its_frame_holds(cast, consultation, now):
    Consultation.objects.filter(pk=consultation.pk).update(
        state=ConsultationState.DRAFT, frame_to_confirm=True, panel_note="Het panel komt later."
    )
    client, where = cast.client("organiser"), f"/werk/raadplegingen/{consultation.slug}/"
    assert "Dit klopt ook dit jaar" in client.get(where).content.decode()
    with pytest.raises(Refusal):
        staff.move_consultation(consultation_id=consultation.pk, move="open", by=cast.organiser, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.filter(pk=consultation.pk).update(state=ConsultationState.OPEN)
    assert client.post(f"{where}klopt/").status_code == 302
    assert (
        staff.move_consultation(consultation_id=consultation.pk, move="open", by=cast.organiser, now=now).state
        == ConsultationState.OPEN
    )
    with pytest.raises(Refusal):
        staff.confirm_frame(consultation_id=consultation.pk, by=cast.organiser, now=now)


def test_a_kind_of_way_in_is_made_again_with_one_press_and_counted(cast, edition, consultation):
    plan = EntryPlan.objects.create(
        edition=edition, kind="group", mode="hands", language="en", place="primary", number=3, max_uses=28
    )
    client, where = cast.client("organiser"), f"/werk/raadplegingen/{consultation.slug}/toegangen/"
    form = client.get(f"{where}?als={plan.pk}").context["form"]
    assert [form[name].value() for name in ("kind", "mode", "language", "place", "max_uses")] == [
        "group", "hands", "en", "primary", 28,
    ]  # fmt: skip
    EntryPoint.objects.create(
        consultation=consultation,
        code="XYZ234",
        mode="hands",
        language="en",
        place="primary",
        valid_from=TODAY,
        valid_to=TODAY,
    )
    assert [(row.made, row.plan.number) for row in client.get(where).context["plans"]] == [(1, 3)]


def test_a_new_edition_begins_with_the_words_of_the_one_it_follows(made_up, cast, year, ministry):
    EditionOrganiser.objects.create(edition=year, organisation=ministry)
    form = cast.client("organiser").get(f"{NEW}?na={year.slug}").context["form"]
    assert [form[name].value() for name in ("year", "day", "answer_term_days", "previous")] == [
        2027, date(2027, 5, 20), 84, year.pk,
    ]  # fmt: skip
    assert (form["organisation"].value(), form["beside"].value()) == (
        Organisation.objects.get(slug="coalitie").pk, [ministry.pk],
    )  # fmt: skip


def test_what_cannot_begin_is_said_on_the_first_screen(made_up, cast, typed):
    answer = cast.client("organiser").post(NEW, typed | {"doe": "verder", "day": "2035-05-01"})
    assert (answer.status_code, answer.context["shift"], "day" in answer.context["form"].errors) == (422, None, True)


def test_the_ticks_of_one_edition_are_no_ticks_of_another(made_up, cast, typed):
    client = cast.client("organiser")
    all_of_it = ticked_on(client.post(NEW, typed))
    other = client.post(NEW, typed | {"doe": "verder", "gezien": "999999", "neem": ["fasen:collecting"]})
    assert ticked_on(other) == all_of_it


def test_signing_up_that_is_taken_over_begins_today_at_the_earliest_and_asks_whom_to_call(edition, cast, now):
    DayRegistration.objects.create(edition=edition, opens_on=date(2025, 1, 1), closes_on=date(2025, 2, 1), reach="x")
    next_one = Edition.objects.create(
        year=2027, slug="demonstratie-2027", title="Volgende", previous=edition, is_demonstration=True
    )
    taken = {"aanmelden": frozenset({"instellingen"})}
    actions.take_over(edition_id=next_one.pk, taken=taken, by=cast.organiser, now=now)
    own = DayRegistration.objects.get(edition=next_one)
    assert (own.opens_on, own.closes_on, own.reach) == (TODAY, TODAY, "")
    assert door_of(own, own.opens_on) is Door.NOT_SET
    assert "Bij het aanmelden staat nog niet waar mensen terechtkunnen met vragen." in [
        one.cause for one in guards.blockers(next_one, "announce")
    ]
