"""Method *exact* does not depend on the order of anything; hypothesis tries."""

from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from opinion import Analysis, Method, analyse, ballots_of, moments_of
from opinion.axes import axes_of
from opinion.ballots import Ballots
from opinion.partitions import analyse_parts, parts_in
from opinion.stability import adjusted_rand
from tests.opinion.conversations import columns, conversation, matrix

conversations = st.tuples(st.integers(2, 40), st.integers(1, 12), st.integers(0, 10**6), st.floats(0.2, 1))


def made(shape: tuple[int, int, int, float], turn: int = 0, rename: bool = False) -> Ballots:
    people, statements, seed, part = shape
    rows = list(zip(*columns(people, statements, seed=seed, part=part), strict=True))
    Random(turn).shuffle(rows)
    if rename:
        rows = [(f"someone else {who[1:]}", what, vote) for who, what, vote in rows]
    return ballots_of(*map(list, zip(*rows, strict=True)))


def by_name(analysis: Analysis) -> dict[str, tuple[int, float, float]]:
    found = zip(analysis.ids.tolist(), analysis.labels.tolist(), analysis.places.tolist(), strict=True)
    return {name.rsplit(" ")[-1].lstrip("p"): (group, *place) for name, group, place in found}


@settings(max_examples=30, deadline=None)
@given(conversations, st.integers(1, 10**6))
def test_the_order_of_votes_changes_nothing_to_the_last_bit(shape: tuple[int, int, int, float], turn: int) -> None:
    one, other = analyse(made(shape), stability_rounds=2), analyse(made(shape, turn), stability_rounds=2)
    assert by_name(one) == by_name(other)
    assert one.input_hash == other.input_hash
    assert one.results == other.results
    assert one.groups == other.groups


@settings(max_examples=30, deadline=None)
@given(conversations)
def test_renaming_participants_changes_nothing(shape: tuple[int, int, int, float]) -> None:
    one, other = analyse(made(shape), stability_rounds=0), analyse(made(shape, rename=True), stability_rounds=0)
    assert by_name(one) == by_name(other)
    assert one.groups == other.groups
    assert one.input_hash != other.input_hash


@settings(max_examples=20, deadline=None)
@given(st.integers(20, 40), st.integers(6, 12), st.integers(0, 10**6), st.integers(1, 10**6), st.sampled_from(Method))
def test_renaming_statements_changes_nothing_but_their_order(
    people: int, statements: int, seed: int, turn: int, method: Method
) -> None:
    """Sums over statements in another order may differ in the last bit, so groups must truly stand apart here."""
    who, what, votes = columns(people, statements, seed=seed, part=0.9)
    names = {name: f"t{i}" for i, name in enumerate(Random(turn).sample(sorted(set(what)), len(set(what))))}
    one = analyse(ballots_of(who, what, votes), method=method, stability_rounds=0)
    other = analyse(ballots_of(who, [names[name] for name in what], votes), method=method, stability_rounds=0)
    apart = sorted(one.grouping.silhouettes.values(), reverse=True)
    assume(one.axes.spreads[0] > 1.1 * one.axes.spreads[1] and [*apart, 0][0] > [*apart, 0][1] + 1e-3)
    assert np.abs(one.places) == pytest.approx(np.abs(other.places), abs=1e-6)
    assert adjusted_rand(one.labels + 1, other.labels + 1) == 1
    for name, renamed in names.items():
        assert one.of(name).agreement.agree == other.of(renamed).agreement.agree
        assert one.of(name).consensus == pytest.approx(other.of(renamed).consensus)


@settings(max_examples=15, deadline=None)
@given(conversations, st.integers(1, 6))
def test_votes_split_in_parts_of_people_are_the_whole_to_the_last_bit(
    tmp_path_factory: pytest.TempPathFactory, shape: tuple[int, int, int, float], parts: int
) -> None:
    ballots = made(shape)
    folder = tmp_path_factory.mktemp("parts")
    words = {1: "agree", 0: "pass", -1: "disagree"}
    rows: dict[int, list[str]] = {}
    for who, what, vote in zip(*columns(shape[0], shape[1], seed=shape[2], part=shape[3]), strict=True):
        rows.setdefault(int(who[1:]) % parts, []).append(f"{who},{what},{words[vote]}\n")
    for part, mine in rows.items():
        (folder / f"{part}.csv").write_text("voter,statement,choice\n" + "".join(mine), encoding="utf-8")
    whole, split = analyse(ballots, stability_rounds=1), analyse_parts(parts_in(folder), stability_rounds=1)
    assert by_name(split) == by_name(whole)
    assert (split.results, split.groups, split.input_hash) == (whole.results, whole.groups, whole.input_hash)


@settings(max_examples=30, deadline=None)
@given(conversations)
def test_what_was_given_is_as_it_was(shape: tuple[int, int, int, float]) -> None:
    given_ = columns(shape[0], shape[1], seed=shape[2], part=shape[3])
    arrays = [np.array([int(name[1:]) for name in column]) for column in given_[:2]] + [np.array(given_[2], np.int8)]
    before, lists = [array.copy() for array in arrays], tuple(column.copy() for column in given_)
    for votes in (given_, arrays):
        ballots = ballots_of(*votes)
        kept = ballots.codes.copy()
        analyse(ballots, stability_rounds=1)
        assert np.array_equal(kept, ballots.codes)
    assert given_ == lists
    assert all(np.array_equal(one, other) and one.flags.writeable for one, other in zip(arrays, before, strict=True))


@settings(max_examples=30, deadline=None)
@given(conversations, st.integers(0, 40))
def test_moments_of_parts_add_up_to_those_of_all(shape: tuple[int, int, int, float], at: int) -> None:
    ballots = made(shape)
    edge = min(at, ballots.n_participants)
    parts = [ballots.only(np.arange(edge)), ballots.only(np.arange(edge, ballots.n_participants))]
    together = moments_of(parts[1]) + moments_of(parts[0])
    assert together.same_as(moments_of(ballots))
    votes, voted = matrix(ballots)
    assert np.array_equal(together.products, votes.T @ votes)
    assert np.array_equal(together.crossed, votes.T @ voted)
    assert np.array_equal(together.voted, voted.T @ voted)


def test_moments_of_other_statements_cannot_be_added() -> None:
    with pytest.raises(ValueError) as refusal:
        moments_of(conversation(5, 3)) + moments_of(conversation(5, 4))
    assert str(refusal.value) == "moments are of 3 and 4 statements; allowed: the same"


def test_the_axes_are_those_of_the_dense_matrix() -> None:
    ballots = conversation(80, 20)
    votes, voted = matrix(ballots)
    centred = voted * (votes - votes.sum(axis=0) / voted.sum(axis=0))
    _, sizes, directions = np.linalg.svd(centred)
    for direct in (True, False):
        axes = axes_of(moments_of(ballots), np.ones(20, bool), direct=direct)
        assert np.abs((directions[:2] * axes.components).sum(axis=1)) == pytest.approx([1, 1], abs=1e-12)
        assert axes.spreads == pytest.approx(tuple(sizes[:2] ** 2))
        assert axes.total == pytest.approx(float((centred**2).sum()))


def test_everybody_stands_where_the_formula_puts_them() -> None:
    ballots = conversation(30, 10)
    votes, voted = matrix(ballots)
    analysis = analyse(ballots, stability_rounds=0)
    centred = voted * (votes - votes.sum(axis=0) / voted.sum(axis=0))
    reach = np.sqrt(10 / voted.sum(axis=1))
    assert analysis.places == pytest.approx(reach[:, None] * (centred @ analysis.axes.components.T), abs=1e-12)


def test_three_camps_are_three_groups_numbered_by_size() -> None:
    analysis = analyse(conversation(91, 20, part=0.9))
    assert sorted(analysis.group_sizes, reverse=True) == list(analysis.group_sizes)
    camps = np.array([int(name[1:]) % 3 for name in analysis.ids])
    assert adjusted_rand(analysis.labels, camps) > 0.95
    assert analysis.stability is not None
    assert analysis.stability.resampled[0] > 0.95
    assert analysis.stability.row_orders == (1.0, 1.0)


def test_the_map_does_not_flip_from_one_run_to_the_next() -> None:
    before = analyse(conversation(60, 14), stability_rounds=0)
    more = conversation(60, 14, part=0.75)
    free, bound = (analyse(more, stability_rounds=0, previous=previous) for previous in (None, before.axes))
    assert ((bound.axes.components * before.axes.components).sum(axis=1) > 0).all()
    assert np.array_equal(np.abs(free.places), np.abs(bound.places))


def test_a_moderated_statement_is_counted_and_of_no_weight() -> None:
    ballots = conversation()
    out = analyse(ballots.moderating(["s3"]), stability_rounds=0)
    number = out.statements.index("s3")
    assert out.of("s3").moderated
    assert out.of("s3").agreement == analyse(ballots, stability_rounds=0).of("s3").agreement
    assert out.axes.components[:, number].tolist() == [0.0, 0.0]
    assert "s3" not in {told.statement for group in out.groups for told in group.representative}


def test_who_answered_too_little_is_in_no_group() -> None:
    people, statements, votes = columns()
    analysis = analyse(ballots_of([*people, "late"], [*statements, "s1"], [*votes, 1]), stability_rounds=0)
    assert dict(zip(analysis.ids, analysis.labels, strict=True))["late"] == -1
    assert analysis.n_without_group >= 1


@pytest.mark.parametrize("method", list(Method))
def test_the_same_seed_gives_the_same_result_and_says_how_it_was_made(method: Method) -> None:
    ballots = conversation()
    one, other = analyse(ballots, method=method, seed=5), analyse(ballots, method=method, seed=5)
    assert one.stability == other.stability
    assert np.array_equal(one.labels, other.labels)
    assert (one.method, one.seed, one.input_hash) == (method, 5, ballots.fingerprint)


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ((["ann"], ["bus"], [1]), "one participant; groups need two or more"),
        ((["a", "b", "c"], ["bus"] * 3, [1, 1, 1]), "everybody who voted often enough stands at the same place"),
        ((["a", "b", "c"], ["bus"] * 3, [0, 0, 0]), "everybody who voted often enough stands at the same place"),
    ],
)
def test_too_little_to_group_says_why_and_still_counts(
    method: Method, given: tuple[list[str], list[str], list[int]], reason: str
) -> None:
    analysis = analyse(ballots_of(*given), method=method)
    assert (analysis.groups, analysis.grouping.reason) == ((), reason)
    assert analysis.of("bus").agreement.seen == len(given[0])
    assert analysis.stability is None


@pytest.mark.parametrize("method", list(Method))
def test_one_statement_gives_a_line_of_people(method: Method) -> None:
    analysis = analyse(ballots_of(list("abcdefgh"), ["bus"] * 8, [1, 1, 1, 1, -1, -1, -1, -1]), method=method)
    assert analysis.places[:, 1].tolist() == [0.0] * 8
    assert sorted(analysis.group_sizes) == [4, 4]


@pytest.mark.parametrize("method", list(Method))
def test_very_many_people_with_one_vote_each_are_no_trouble(method: Method) -> None:
    n = 200_000
    people = np.arange(n)
    votes = np.where(people % 3 == 0, 1, -1)
    analysis = analyse(ballots_of(people, people % 10, votes), method=method, stability_rounds=0)
    assert analysis.n_participants == n
    assert sum(result.agreement.seen for result in analysis.results) == n


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"seed": -1}, "seed is -1; allowed: 0 or more"),
        ({"most_groups": 1}, "most_groups is 1; allowed: 2 or more"),
        ({"most_groups": 7, "method": Method.POLIS}, "most_groups is 7; allowed with method polis: 5"),
        ({"stability_rounds": -2}, "stability_rounds is -2; allowed: 0 or more"),
        ({"level": 2.0}, "level is 2.0; allowed: more than 0 and less than 1"),
        ({"threads": 0}, "threads is 0; allowed: 1 or more"),
    ],
)
def test_what_is_not_allowed_says_what_is(chosen: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:
        analyse(conversation(), **chosen)
    assert str(refusal.value) == sentence


def test_a_group_or_statement_that_is_not_there_is_refused() -> None:
    analysis = analyse(conversation(), stability_rounds=0)
    with pytest.raises(ValueError, match="group is 9; allowed: 0 to"):
        analysis.representative(9)
    with pytest.raises(KeyError, match="'moon' is not in the conversation"):
        analysis.of("moon")
