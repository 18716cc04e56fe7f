"""How often something was said stands there for each way in by itself; a group that speaks as one counts once."""

from __future__ import annotations

from datetime import date

import pytest

from weerklank.participation.models import Consultation, Contribution, EntryPoint
from weerklank.participation.queries import channels
from weerklank.participation.queries import coverage as coverage_queries
from weerklank.participation.queries.channels import Said, WayIn

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


def _way(consultation: Consultation, code: str | None, **extra: str) -> EntryPoint:
    return EntryPoint.objects.create(
        consultation=consultation, code=code, valid_from=date(2026, 11, 1), valid_to=date(2027, 1, 1), **extra
    )


def _says(consultation: Consultation, way: EntryPoint | None, times: int, **extra: object) -> None:
    name = f"{way.pk if way else 'nowhere'} {len(extra)}"
    Contribution.objects.bulk_create(
        Contribution(
            consultation=consultation,
            entry_point=way,
            original="Gratis zwemles.",
            received_on=DAY,
            submission_key=f"{name} {number}",
            **extra,
        )
        for number in range(times)
    )


@pytest.fixture
def said(consultation: Consultation) -> Consultation:
    organiser = _way(consultation, "BCDFGH")
    teacher = _way(consultation, "JKMNPQ", made_by="teacher", place="reception")
    _says(consultation, organiser, 23)
    _says(consultation, organiser, 1, kind="group", group_size=24)
    _says(consultation, teacher, 17)
    _says(consultation, _way(consultation, None, kind="open"), 41)
    return consultation


def test_each_way_in_has_its_own_count_and_a_group_counts_once(said: Consultation) -> None:
    found = channels.said_by(said.contributions.all())
    assert found == (
        Said(WayIn.CODE, False, 23),
        Said(WayIn.CODE, True, 1),
        Said(WayIn.SELF_MADE, False, 17),
        Said(WayIn.OPEN, False, 41),
    )
    assert channels.said_by(list(said.contributions.select_related("entry_point"))) == found


def test_in_words_everybody_reads_at_least_and_who_works_with_it_exactly(said: Consultation) -> None:
    found = channels.said_by(said.contributions.all())
    assert channels.at_least(found) == (
        "zeker 20 keer met een code van de organisator; "
        "een paar keer door een groep samen, met een code van de organisator; "
        "zeker 15 keer met een code die een begeleider zelf maakte; zeker 40 keer via de open link"
    )
    assert channels.exactly(found[:1]) == "23 keer met een code van de organisator"


def test_a_group_that_made_its_own_code_closes_no_gap_and_stands_beside_it(said: Consultation) -> None:
    said.coverage_targets.create(place="reception", wanted=1)
    (gap,) = coverage_queries.coverage(said).gaps
    assert (gap.place, gap.reached, gap.says, gap.self_reached, str(gap.self_sent)) == (
        "reception", 0, "nog niemand", 1, "17",
    )  # fmt: skip
    (dutch,) = coverage_queries.coverage(said).languages
    assert (dutch.says, dutch.says_of_self_made, dutch.says_of_the_open_link) == (
        "20 of meer", "10 of meer", "40 of meer",
    )  # fmt: skip
