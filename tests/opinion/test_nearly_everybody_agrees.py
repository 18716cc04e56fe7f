"""Votes in which there is hardly anything to tell apart get an analysis, by both methods and both engines."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opinion import Analysis, Engine, Method, analyse, ballots_of
from opinion.ballots import Ballots

SAME_PLACE = "everybody who voted often enough stands at the same place"


def all_said(people: int, statements: int, said: int = 1, otherwise: tuple[tuple[int, int], ...] = ()) -> Ballots:
    """Everybody the same on everything, but for these (participant, statement), who said the opposite or disagreed."""
    votes = np.full((people, statements), said)
    for who, what in otherwise:
        votes[who % people, what % statements] = -1
    return ballots_of(np.repeat(np.arange(people), statements), np.tile(np.arange(statements), people), votes.ravel())


def one_each(people: int, statements: int) -> Ballots:
    who = np.arange(people)
    return ballots_of(who, who % statements, np.where(who % 2, 1, -1))


def told(analysis: Analysis) -> tuple[object, ...]:
    return analysis.places.tobytes(), analysis.labels.tolist(), analysis.stability, analysis.results


@pytest.mark.parametrize("engine", [Engine.NUMPY, Engine.NUMBA])
@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("statements", [2, 16, 17, 20, 40])
@pytest.mark.parametrize("said", [1, 0, -1])
def test_everybody_alike_has_no_axes_and_no_groups(statements: int, said: int, method: Method, engine: Engine) -> None:
    found = analyse(all_said(30, statements, said), method=method, engine=engine)
    assert (found.grouping.n_groups, found.grouping.reason, found.axes.explained) == (0, SAME_PLACE, (0.0, 0.0))
    assert found.totals[:, said + 1].tolist() == [30] * statements


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2, 40),
    st.integers(1, 40),
    st.sampled_from([1, 0]),
    st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39)), max_size=4),
    st.sampled_from(Method),
)
def test_a_few_votes_otherwise_stop_nothing(
    people: int, statements: int, said: int, otherwise: list[tuple[int, int]], method: Method
) -> None:
    ballots = all_said(people, statements, said, tuple(otherwise))
    runs = [
        analyse(ballots, method=method, engine=engine, stability_rounds=5)
        for engine in (Engine.NUMPY, Engine.NUMBA, Engine.NUMPY)
    ]
    assert told(runs[0]) == told(runs[1]) == told(runs[2])
    assert np.isfinite(runs[0].places).all()
    assert runs[0].grouping.n_groups or runs[0].grouping.reason


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("otherwise", [(), ((0, 0),), ((0, 0), (1, 1))])
def test_more_statements_than_a_matrix_is_made_of(otherwise: tuple[tuple[int, int], ...], method: Method) -> None:
    found = analyse(all_said(6, 4_100, 1, otherwise), method=method, stability_rounds=2)
    assert bool(found.grouping.n_groups) == bool(otherwise)
    assert found.axes.total == pytest.approx(len(otherwise) * 20 / 6)


@pytest.mark.parametrize(("people", "statements"), [(100, 25), (100, 100), (30, 4_100), (1_000, 50)])
def test_people_with_one_vote_each_are_no_groups(people: int, statements: int) -> None:
    found = analyse(one_each(people, statements))
    reason = "no participants who voted on 4 statements or more (all, where there are fewer); groups need two or more"
    assert (found.groups, found.grouping.reason, found.n_without_group) == ((), reason, people)
    assert int(found.totals.sum()) == people
    assert analyse(one_each(people, statements), method=Method.POLIS).n_participants == people
