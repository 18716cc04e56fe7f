"""The organiser sees who is missing while the round is open, and nobody can be told from the numbers."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.conftest import Cast
from weerklank.audit.models import AuditEvent
from weerklank.moves import Refusal
from weerklank.participation.actions import coverage as actions
from weerklank.participation.models import (
    Consultation,
    Contribution,
    CoverageTarget,
    EntryPoint,
    HandTally,
    Place,
    Statement,
)
from weerklank.participation.queries import coverage as queries

pytestmark = pytest.mark.django_db
NONE = dict.fromkeys(Place.values, 0)


def _group(
    consultation: Consultation, place: str, *, code: str, uses: int = 0, said: int = 0, **extra: str
) -> EntryPoint:
    made = EntryPoint.objects.create(
        consultation=consultation,
        code=code,
        place=place,
        uses=uses,
        valid_from=date(2026, 11, 1),
        valid_to=date(2026, 12, 24),
    )
    for number in range(said):
        Contribution.objects.create(
            consultation=consultation,
            entry_point=made,
            original=f"Idee {number}",
            received_on=date(2026, 11, 20),
            submission_key=f"{code}-{number}",
            **extra,
        )
    return made


@pytest.fixture
def draft(consultation: Consultation) -> Consultation:
    consultation.state = "draft"
    consultation.save()
    return consultation


def test_a_target_is_set_before_children_take_part_and_stands_in_the_log(
    cast: Cast, draft: Consultation, now: datetime
) -> None:
    wanted = NONE | {"primary": 4, "closed_care": 1}
    actions.set_targets(consultation_id=draft.pk, wanted=wanted, by=cast.organiser, now=now)
    assert queries.wanted_per_place(draft) == {"primary": 4, "closed_care": 1}
    event = AuditEvent.objects.get(action="coverage.targets_set")
    assert event.note == "Groepen te horen: basisschool 4, gesloten jeugdhulp of detentie 1."
    actions.set_targets(consultation_id=draft.pk, wanted=wanted, by=cast.organiser, now=now)
    assert AuditEvent.objects.filter(action="coverage.targets_set").count() == 1
    actions.set_targets(consultation_id=draft.pk, wanted=NONE, by=cast.organiser, now=now)
    assert queries.wanted_per_place(draft) == {}


@pytest.mark.parametrize("state", ["open", "closed", "grouped", "fixed", "reported"])
def test_a_target_is_never_moved_once_children_take_part(
    cast: Cast, consultation: Consultation, now: datetime, state: str
) -> None:
    CoverageTarget.objects.create(consultation=consultation, place="primary", wanted=4)
    Consultation.objects.update(state=state)
    with pytest.raises(Refusal, match="het doel staat vast"):
        actions.set_targets(consultation_id=consultation.pk, wanted=NONE, by=cast.organiser, now=now)
    assert queries.wanted_per_place(consultation) == {"primary": 4}


@pytest.mark.parametrize("wanted", [{"castle": 1}, {"primary": -1}, {"primary": 2001}])
def test_a_target_that_cannot_be_is_refused(
    cast: Cast, draft: Consultation, now: datetime, wanted: dict[str, int]
) -> None:
    with pytest.raises(Refusal, match="een getal van 0"):
        actions.set_targets(consultation_id=draft.pk, wanted=wanted, by=cast.organiser, now=now)


def test_gaps_stand_first_and_a_group_that_never_used_its_code_did_not_take_part(
    consultation: Consultation, statements: list[Statement]
) -> None:
    for place, wanted in (("primary", 2), ("closed_care", 1), ("special", 3), ("youth_work", 1)):
        CoverageTarget.objects.create(consultation=consultation, place=place, wanted=wanted)
    _group(consultation, "primary", code="AAAAAA", uses=25, said=25)
    _group(consultation, "primary", code="BBBBBB", uses=20, said=12)
    _group(consultation, "special", code="CCCCCC", uses=8, said=6)
    _group(consultation, "closed_care", code="DDDDDD")
    hands = _group(consultation, "youth_work", code="EEEEEE")
    HandTally.objects.create(statement=statements[0], entry_point=hands, agree=12)
    found = queries.coverage(consultation)
    shown = [(row.place, row.wanted, row.made, row.reached, row.says, str(row.sent)) for row in found.places[:4]]
    assert shown == [
        ("special", 3, 1, 1, "nog 2 groepen", "minder dan 10"),
        ("closed_care", 1, 1, 0, "nog niemand", "0"),
        ("primary", 2, 2, 2, "gehaald", "37"),
        ("youth_work", 1, 1, 1, "gehaald", "0"),
    ]
    assert [row.place for row in found.gaps] == ["special", "closed_care"]


def test_the_open_link_stands_apart_and_is_nowhere_added(consultation: Consultation) -> None:
    _group(consultation, "primary", code="AAAAAA", uses=11, said=11)
    link = EntryPoint.objects.create(
        consultation=consultation, kind="open", valid_from=date(2026, 11, 1), valid_to=date(2027, 1, 1)
    )
    for number in range(40):
        Contribution.objects.create(
            consultation=consultation,
            entry_point=link,
            original="x",
            received_on=date(2026, 11, 20),
            submission_key=f"open-{number}",
        )
    found = queries.coverage(consultation)
    assert (str(found.by_open_link), [str(row.sent) for row in found.places if row.reached]) == ("40", ["11"])


@pytest.mark.parametrize(("count", "shown"), [(0, "0"), (1, "minder dan 10"), (9, "minder dan 10"), (10, "10")])
def test_between_none_and_ten_no_number_is_shown(count: int, shown: str) -> None:
    assert str(queries.tally(count)) == shown


def test_language_and_age_stand_there_where_children_were_asked(consultation: Consultation) -> None:
    _group(consultation, "primary", code="AAAAAA", uses=12, said=12)
    assert [(part.label, part.says) for part in queries.coverage(consultation).languages] == [
        ("Nederlands", "10 of meer")
    ]
    assert queries.coverage(consultation).ages == ()
    _group(consultation, "reception", code="BBBBBB", uses=3, said=3, original_language="uk", age_band="9-12")
    found = queries.coverage(consultation)
    assert [(part.label, part.says) for part in found.languages] == [
        ("Nederlands", "10 of meer"),
        ("Oekraïens", "minder dan 10"),
    ]
    assert [(part.label, str(part.sent)) for part in found.ages if part.sent.shown is None] == [
        ("9 tot 12", "minder dan 10")
    ]


def _address(consultation: Consultation) -> str:
    return f"/werk/raadplegingen/{consultation.slug}/wie-missen-we/"


def test_the_page_calls_to_invite_while_the_round_is_open(cast: Cast, consultation: Consultation) -> None:
    CoverageTarget.objects.create(consultation=consultation, place="closed_care", wanted=2)
    page = cast.client("organiser").get(_address(consultation)).content.decode()
    assert "Gesloten jeugdhulp of detentie: nog niemand. Er is nog geen code voor." in page
    assert "Maak een code en nodig uit" in page
    assert "Doel bewaren" not in page
    linked = cast.client("organiser").get(f"/werk/raadplegingen/{consultation.slug}/").content.decode()
    assert _address(consultation) in linked


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(cast: Cast, draft: Consultation) -> None:
    client = cast.client("organiser")
    refused = client.post(_address(draft), {"primary": "3", "special": "-2"})
    assert refused.status_code == 422
    assert 'value="3"' in refused.content.decode()
    assert CoverageTarget.objects.count() == 0
    assert client.post(_address(draft), {"primary": "3", "special": ""}).status_code == 302
    assert queries.wanted_per_place(draft) == {"primary": 3}
    assert 'value="3"' in client.get(_address(draft)).content.decode()


def test_a_form_that_stood_open_while_the_round_opened_changes_nothing(cast: Cast, consultation: Consultation) -> None:
    refused = cast.client("organiser").post(_address(consultation), {"primary": "3"})
    assert refused.status_code == 422
    assert "het doel staat vast" in refused.content.decode()
    assert CoverageTarget.objects.count() == 0


def test_the_list_is_there_as_a_file(cast: Cast, consultation: Consultation) -> None:
    CoverageTarget.objects.create(consultation=consultation, place="primary", wanted=2)
    _group(consultation, "primary", code="AAAAAA", uses=4, said=4)
    lines = cast.client("organiser").get(f"{_address(consultation)}?csv").getvalue().decode("utf-8-sig").splitlines()
    assert lines[0].replace('"', "").split(",") == [
        "soort plek", "groepen gewenst", "codes van de organisator", "groepen meegedaan", "ontbreken", "inbreng",
        "zelf gemaakte codes", "groepen meegedaan met een zelf gemaakte code", "inbreng met een zelf gemaakte code",
    ]  # fmt: skip
    assert lines[1].replace('"', "") == "basisschool,2,1,1,1,minder dan 10,0,0,0"


def test_an_open_question_leads_to_the_ones_whose_goal_can_still_be_set(cast: Cast, consultation: Consultation) -> None:
    Consultation.objects.create(
        edition=consultation.edition, edition_theme=consultation.edition_theme, slug="volgende", question="Wat nu?"
    )
    page = cast.client("organiser").get(_address(consultation)).content.decode()
    assert '<a href="/werk/raadplegingen/volgende/wie-missen-we/#doel">Wat nu?</a>' in page
    assert 'id="doel"' in cast.client("organiser").get("/werk/raadplegingen/volgende/wie-missen-we/").content.decode()


def test_somebody_elses_organiser_opens_nothing(cast: Cast, consultation: Consultation) -> None:
    assert cast.client("outsider").get(_address(consultation)).status_code in (403, 404)


def test_a_gap_is_a_duty_of_the_organiser_until_it_is_filled(
    cast: Cast, consultation: Consultation, now: datetime
) -> None:
    CoverageTarget.objects.create(consultation=consultation, place="closed_care", wanted=1)
    assert [(duty.count, duty.href) for duty in queries.duties(cast.organiser, now.date())] == [
        (1, _address(consultation))
    ]
    assert queries.duties(cast.moderator, now.date()) == []
    _group(consultation, "closed_care", code="AAAAAA", uses=3)
    assert queries.duties(cast.organiser, now.date()) == []
