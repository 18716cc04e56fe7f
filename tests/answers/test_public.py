from __future__ import annotations

from datetime import timedelta

import pytest

from tests.advices import stories
from tests.answers.conftest import EXPLANATION, Asked
from tests.conftest import TODAY, Cast
from weerklank.advices.models import Advice
from weerklank.answers.models import Addressee, Answer
from weerklank.answers.paths import path_of_advice, path_of_contribution
from weerklank.answers.queries import advices_of, loop_state, public_advice
from weerklank.editions.models import Edition, ThemeTable
from weerklank.web.path import Branch, Kind, Late, LoopsBack, Reached, Waiting, Withdrawn

pytestmark = pytest.mark.django_db


def states(path: object) -> list[tuple[Kind, type]]:
    return [(station.kind, type(station.state)) for station in path.stations]


def test_the_path_of_an_advice_waits_then_is_late_then_forks(asked: Asked, cast: Cast) -> None:
    waiting = path_of_advice(asked.advice, TODAY)
    assert states(waiting) == [
        (Kind.SAID, Reached),
        (Kind.TOGETHER, Reached),
        (Kind.ADVISED, Reached),
        (Kind.ANSWERED, Waiting),
        (Kind.ANSWERED, Waiting),
    ]
    late = path_of_advice(asked.advice, TODAY + timedelta(days=100))
    assert [station.state for station in late.stations[3:]] == [Late(9), Late(9)]


def test_the_path_goes_on_to_the_promise(asked: Asked, published: Answer) -> None:
    path = path_of_advice(asked.advice, TODAY)
    assert states(path)[3:] == [
        (Kind.ANSWERED, Branch),
        (Kind.ANSWERED, Waiting),
        (Kind.PROMISED, Reached),
        (Kind.DONE, Waiting),
    ]
    fork = path.stations[3].state
    assert isinstance(fork, Branch)
    assert (fork.in_part, EXPLANATION.startswith(fork.reason.rstrip("…"))) == (True, True)


def test_no_answer_loops_back(asked: Asked, published: Answer) -> None:
    Addressee.objects.filter(pk=asked.addressee.pk).update(state="clarification_due", clarification_due_on=TODAY)
    assert (Kind.ASKED_AGAIN, LoopsBack) in states(path_of_advice(asked.advice, TODAY))


def test_raised_before_runs_into_the_path(asked: Asked, table: ThemeTable, cast: Cast) -> None:
    asked.advice.raised_before = Advice.objects.create(
        number="2026-ARM-90", edition=asked.advice.edition, table=table, title="Eerder"
    )
    assert [earlier.year for earlier in path_of_advice(asked.advice, TODAY).earlier] == [2026]


def test_a_withdrawn_idea_ends_its_path(asked: Asked) -> None:
    asked.contribution.state = "withdrawn"
    assert states(path_of_contribution(asked.contribution, TODAY)) == [(Kind.SAID, Withdrawn)]


def test_a_path_of_an_idea_holds_none_of_its_words(asked: Asked, published: Answer) -> None:
    path = path_of_contribution(asked.contribution, TODAY)
    told = " ".join(station.sentence + station.detail for station in path.stations)
    assert asked.contribution.original not in told
    assert states(path)[:3] == [(Kind.SAID, Reached), (Kind.TOGETHER, Reached), (Kind.ADVISED, Reached)]


def test_a_draft_is_not_public(table: ThemeTable, cast: Cast) -> None:
    advice = stories.written(table, cast)
    assert public_advice(advice.number, TODAY) is None


def test_the_public_advice_tells_all_of_it(asked: Asked, published: Answer, edition: Edition) -> None:
    advice = public_advice(asked.advice.number, TODAY)
    assert advice is not None
    lead, other = advice.addressees
    assert (advice.parts, advice.theme, advice.handed_over_on, advice.times_raised) == (
        stories.PARTS,
        "Armoede",
        TODAY,
        1,
    )
    assert (lead.organisation, lead.state, other.state, len(other.answers)) == (
        "Ministerie A",
        "answered",
        "awaiting",
        0,
    )
    positions = lead.answers[0].positions
    assert [(row.position, row.reason_label, row.promises) for row in positions] == [
        ("follow", "", ("2026-a-01",)),
        ("deviate", "de wet laat het niet toe", ()),
    ]
    assert [promise.slug for promise in advice.promises] == ["2026-a-01"]
    assert [row.number for row in advices_of(edition, TODAY)] == [advice.number]
    assert stories.SECRET not in repr(advice)


def test_a_proposed_promise_is_not_public(asked: Asked, cast: Cast, whole: object) -> None:
    from tests.answers.conftest import submit
    from weerklank.answers.queries import commitments

    submit(asked, cast, whole)
    assert commitments(today=TODAY) == ()


def test_the_loop_counts_who_was_asked_by_the_day(asked: Asked, published: Answer) -> None:
    today = loop_state(TODAY)
    assert (today.asked, today.answered, today.late, today.waiting, today.next_deadline) == (
        2,
        1,
        0,
        1,
        asked.other.due_on,
    )
    later = loop_state(TODAY + timedelta(days=100))
    assert (later.late, later.waiting, later.next_deadline) == (1, 0, None)


def test_what_was_never_found_is_counted_apart(edition: Edition, cast: Cast, ministry: object) -> None:
    advice = Advice.objects.create(number="2023-1", edition=edition, title="Oud", state="handed_over", frozen_hash="x")
    Addressee.objects.create(advice=advice, organisation=ministry, state="not_found")
    state = loop_state(TODAY)
    assert (state.asked, state.not_found, state.late, loop_state(TODAY, demonstration=False).asked) == (1, 1, 0, 0)
