import pytest

from opinion import ballots_of, differences, signs, without
from opinion.ballots import Ballots
from opinion.manipulation import Kind, Sign
from tests.opinion.conversations import columns, conversation


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
