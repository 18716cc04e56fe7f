from dataclasses import replace

import numpy as np
import pytest

from opinion import ballots_of, differences, signs, without
from opinion.arrays import AnyArray
from opinion.ballots import Ballots
from opinion.manipulation import Kind, Sign
from tests.opinion.conversations import columns, conversation
from tests.opinion.polarised import Chance, Sheet, World, sheet


def joined(*rows: tuple[str, str, int], people: int = 90) -> Ballots:
    who, what, votes = columns(people, 20)
    more = list(zip(*rows, strict=True)) or [(), (), ()]
    return ballots_of([*who, *more[0]], [*what, *more[1]], [*votes, *more[2]])


CAMPAIGN = [(f"copy{i}", f"s{j}", 1 if j % 2 else -1) for i in range(12) for j in range(9)]
PASSERS = [(f"pass{i}", f"s{j}", 0) for i in range(6) for j in range(20)]
SINGLE = [(f"one{i}", "s5", 1) for i in range(25)]


def names(ballots: Ballots, participants: tuple[int, ...]) -> set[str]:
    return {ballots.names[number] for number in participants}


def test_an_ordinary_conversation_has_no_signs() -> None:
    assert signs(conversation(120, 20)) == ()


def test_a_campaign_of_copies_is_noticed() -> None:
    ballots = joined(*CAMPAIGN)
    (sign,) = signs(ballots)
    assert (sign.kind, sign.statement) == (Kind.COPIES, None)
    assert names(ballots, sign.participants) == {f"copy{i}" for i in range(12)}
    assert sign.log10_chance < -6
    assert sign.expected < 0.1


def test_people_who_agree_with_what_everybody_agrees_with_are_no_campaign() -> None:
    rows = [(f"p{i}", f"s{j}", 1) for i in range(200) for j in range(8)]
    assert signs(ballots_of(*map(list, zip(*rows, strict=True)))) == ()


def test_a_flood_of_passes_is_noticed() -> None:
    ballots = joined(*PASSERS)
    kinds = {sign.kind: sign for sign in signs(ballots)}
    assert names(ballots, kinds[Kind.PASSES].participants) == {f"pass{i}" for i in range(6)}


def test_where_everybody_passes_a_passer_is_ordinary() -> None:
    rows = [(f"p{i}", f"s{j}", 0) for i in range(4) for j in range(9)]
    assert signs(ballots_of(*map(list, zip(*rows, strict=True)))) == ()


def test_a_group_that_came_for_one_statement_is_noticed() -> None:
    ballots = joined(*SINGLE)
    (sign,) = signs(ballots)
    assert (sign.kind, sign.statement) == (Kind.SINGLE_STATEMENT, "s5")
    assert names(ballots, sign.participants) == {f"one{i}" for i in range(25)}


def test_a_first_statement_after_which_people_leave_is_no_campaign() -> None:
    ballots = joined()
    share = ballots.counts()[ballots.statements.index("s5")]
    leaving = [(f"gone{i}", "s5", -1 if i % share.sum() < share[0] else 1) for i in range(60)]
    assert [sign for sign in signs(joined(*leaving)) if sign.kind is Kind.SINGLE_STATEMENT] == []


def test_the_result_is_shown_with_and_without() -> None:
    ballots = joined(*SINGLE)
    noticed = signs(ballots)
    most = differences(ballots, noticed)[0]
    clean = joined()
    row = clean.counts()[clean.statements.index("s5")]
    assert most.statement == "s5"
    assert most.without == pytest.approx(row[2] / (row[0] + row[2]))
    assert most.answered_with == most.answered_without + 25
    assert most.change > 0.05
    assert without(ballots, noticed).fingerprint == clean.fingerprint


def test_a_statement_that_only_they_answered_has_no_share_without_them() -> None:
    ballots = ballots_of(["ann", "bo"], ["bus", "tree"], [1, 1])
    sign = Sign(Kind.COPIES, (0,), None, 0.0, -9.0)
    changed = {one.statement: one for one in differences(ballots, (sign,))}
    assert (changed["bus"].with_all, changed["bus"].without, changed["bus"].change) == (1.0, None, 0.0)


def test_nobody_left_is_refused() -> None:
    everybody = Sign(Kind.PASSES, (0, 1), None, 0.0, -9.0)
    with pytest.raises(ValueError) as refusal:
        without(ballots_of(["ann", "bo"], ["bus", "bus"], [0, 0]), (everybody,))
    assert str(refusal.value) == "signs hold all 2 participants; allowed: some left to analyse"


# -- few votes -------------------------------------------------------------------------------------------------


ASKED = ("everything", "seven, or fewer", "one to six", "three")


def short_sheet(people: int, asked: str, chance: Chance, statements: int = 8) -> Sheet:
    """Two to four camps, of whom everybody answers some statements by draw."""
    camps, loyal = int(chance.integers(2, 5)), float(chance.choice([0.8, 0.9, 0.95, 0.98]))
    made = sheet(World(people, statements, camps, loyal, "all", uneven=bool(chance.integers(2))), chance)
    most = {
        "everything": np.full(people, statements),
        "seven, or fewer": np.where(chance.random(people) < 0.5, 7, chance.integers(1, 8, people)),
        "one to six": chance.integers(1, 7, people),
        "three": np.full(people, 3),
    }[asked]
    return replace(made, seen=chance.random(made.votes.shape).argsort(axis=1).argsort(axis=1) < most[:, None])


def voting(people: int, votes: tuple[int, ...], statements: int = 8) -> AnyArray:
    """So many people with exactly these votes, on the first statements."""
    rows = np.full((people, statements), 9)
    rows[:, : len(votes)] = votes
    return rows


def caught(made: Sheet, bots: AnyArray) -> Kind | None:
    """The kind of the sign that names nine in ten of them or more, and hardly anybody else."""
    honest, wanted = len(made.votes), len(bots)
    ballots = made.ballots(bots)
    for sign in signs(ballots):
        named = sum(int(ballots.participants[one]) >= honest for one in sign.participants)
        if named >= 0.9 * wanted and len(sign.participants) - named <= 0.2 * wanted + 0.02 * honest:
            return sign.kind
    return None


@pytest.mark.parametrize("asked", ASKED)
def test_honest_people_with_few_votes_are_accused_in_fewer_than_one_conversation_in_a_hundred(asked: str) -> None:
    chance = np.random.default_rng(len(asked))
    sheets = (short_sheet(people, asked, chance, size) for people in (60, 300, 2000) for size in (8, 12, 20) * 7)
    assert sum(bool(signs(made.ballots())) for made in sheets) <= 1


@pytest.mark.parametrize("honest", [60, 2000])
@pytest.mark.parametrize("votes", [(1, 1), (1, -1), (-1, 1, 1), (1, -1, 1, -1, 1, -1)])
@pytest.mark.parametrize("asked", ["everything", "seven, or fewer"])
def test_five_hundred_with_the_same_few_votes_are_noticed(honest: int, votes: tuple[int, ...], asked: str) -> None:
    chance = np.random.default_rng(len(votes))
    noticed = [caught(short_sheet(honest, asked, chance), voting(500, votes)) for _ in range(10)]
    assert noticed.count(Kind.COPIES) >= 9


@pytest.mark.parametrize("honest", [60, 2000])
@pytest.mark.parametrize("many", [2, 4, 5, 6, 8])
def test_a_hundred_passers_are_noticed_however_few_they_pass_on(honest: int, many: int) -> None:
    chance = np.random.default_rng(many)
    noticed = [caught(short_sheet(honest, "seven, or fewer", chance), voting(100, (0,) * many)) for _ in range(10)]
    assert noticed.count(Kind.PASSES) >= 9


@pytest.mark.parametrize("votes", [(1,), (-1,), (1, -1), (-1, -1)])
def test_fifty_who_answer_one_or_two_statements_alike_are_noticed(votes: tuple[int, ...]) -> None:
    # what nearly everybody says anyway cannot be told from a campaign for it
    chance = np.random.default_rng(3)
    noticed = [caught(mixed_sheet(300, chance), voting(50, votes)) for _ in range(10)]
    assert noticed.count(None) <= 1


def mixed_sheet(people: int, chance: Chance) -> Sheet:
    """People who differ about everything, half of them and half."""
    made = short_sheet(people, "seven, or fewer", chance)
    return replace(
        made, votes=np.where(chance.random(made.votes.shape) < 0.1, 0, chance.choice([-1, 1], made.votes.shape))
    )


def test_who_came_for_one_statement_is_noticed_though_it_answers_another_at_random() -> None:
    chance = np.random.default_rng(4)
    bots = voting(500, (1,))
    bots[np.arange(500), 1 + np.arange(500) % 7] = chance.choice([-1, 1], 500)
    assert caught(mixed_sheet(60, chance), bots) is Kind.SINGLE_STATEMENT


def test_people_who_are_all_asked_the_same_two_are_no_campaign() -> None:
    chance = np.random.default_rng(5)
    for _ in range(10):
        made = short_sheet(300, "everything", chance, statements=2)
        assert signs(made.ballots()) == ()


def test_the_same_people_are_not_named_twice() -> None:
    noticed = signs(joined(*PASSERS))
    assert [sign.kind for sign in noticed] == [Kind.PASSES]


def nearly(votes: AnyArray, otherwise: int, chance: Chance) -> AnyArray:
    """Of each row so many votes are changed."""
    rows = votes.copy()
    for row in rows:
        places = chance.permutation(np.flatnonzero(row != 9))[:otherwise]
        row[places] = (row[places] + 1 + chance.integers(1, 3, otherwise)) % 3 - 1
    return rows


@pytest.mark.parametrize("honest", [60, 2000])
@pytest.mark.parametrize(("asked", "otherwise"), [(14, 1), (14, 2), (7, 1)])
def test_fifty_who_vote_alike_but_for_one_vote_or_two_are_noticed(honest: int, asked: int, otherwise: int) -> None:
    # with seven votes some are by chance the very same, and told as copies
    chance, noticed = np.random.default_rng(asked + otherwise), 0
    for _ in range(8):
        made = short_sheet(honest, "everything", chance, statements=20)
        row = tuple(chance.choice([-1, 1], asked).tolist())
        ballots = made.ballots(nearly(voting(50, row, statements=20), otherwise, chance))
        near = [one for sign in signs(ballots) if sign.kind is Kind.NEAR_COPIES for one in sign.participants]
        noticed += len(near) >= 35 and min(ballots.participants[near]) >= honest
    assert noticed >= 7


def test_fifty_near_a_camp_of_whom_everybody_answered_the_same_are_not_told_from_it() -> None:
    chance = np.random.default_rng(6)
    made = sheet(World(300, 8, 3, 0.95, "all"), chance)
    assert signs(made.ballots(nearly(np.repeat(made.views[:1], 50, axis=0), 1, chance))) == ()
