"""Counting: from votes or raised hands to the results of one channel."""

from collections.abc import Iterable, Mapping

from opinion.agreement import Agreement, Results
from opinion.votes import Channel, Choice, HandTally, Vote


def tally(votes: Iterable[Vote], *, channel: Channel) -> Results:
    """Count the votes of one channel; of each voter and statement the last vote counts.

    *Last* is the one that comes later in `votes`: order the votes by the moment they were cast. Apart from
    that the order changes nothing. Statements come out sorted, whole numbers by size and before words.

    Raises ValueError for channel HANDS (see `tally_hands`) and for a choice that is not a Choice.
    """
    if channel is Channel.HANDS:
        raise ValueError("channel is hands; allowed: individual, open. Count hands with tally_hands")
    last = {(vote.statement, vote.voter): vote.choice for vote in votes}
    voters = len({voter for _, voter in last})
    counts: dict[str, list[int]] = {}
    agree, disagree, passed = Choice.AGREE, Choice.DISAGREE, Choice.PASS
    for (statement, _), choice in last.items():
        count = counts.get(statement)
        if count is None:
            count = counts[statement] = [0, 0, 0]
        if choice is agree:
            count[0] += 1
        elif choice is disagree:
            count[1] += 1
        elif choice is passed:
            count[2] += 1
        else:
            raise ValueError(f"choice is {choice!r}; allowed: agree, disagree, pass")
    agreements = (
        Agreement(statement, channel, agreed, disagreed, skipped, agreed + disagreed + skipped, voters)
        for statement, (agreed, disagreed, skipped) in counts.items()
    )
    return Results(channel, voters, tuple(sorted(agreements, key=_by_statement)))


def tally_hands(tallies: Iterable[HandTally]) -> Results:
    """Add up the hands of different groups; of each group and statement the last tally counts.

    Voters is the number of people in all groups together, each group at its fullest.
    """
    last = {(hands.statement, hands.group): hands for hands in tallies}
    voters = sum(_group_sizes(last).values())
    by_statement: dict[str, list[HandTally]] = {}
    for hands in last.values():
        by_statement.setdefault(hands.statement, []).append(hands)
    agreements = (
        Agreement(
            statement,
            Channel.HANDS,
            agree=sum(hands.agree for hands in groups),
            disagree=sum(hands.disagree for hands in groups),
            passed=sum(hands.passed for hands in groups),
            seen=sum(hands.present for hands in groups),
            voters=voters,
        )
        for statement, groups in by_statement.items()
    )
    return Results(Channel.HANDS, voters, tuple(sorted(agreements, key=_by_statement)))


def _group_sizes(last: Mapping[tuple[str, str], HandTally]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for (_, group), hands in last.items():
        sizes[group] = max(sizes.get(group, 0), hands.present)
    return sizes


def _by_statement(agreement: Agreement) -> tuple[bool, int, str]:
    return by_name(agreement.statement)


def by_name(statement: str) -> tuple[bool, int, str]:
    """Sorts "2" before "10" without turning a number of any length into an int."""
    is_number = statement.isascii() and statement.isdecimal()
    return (not is_number, len(statement) if is_number else 0, statement)


def in_order(statements: Iterable[str]) -> list[str]:
    """The same order, for thousands at once: whole numbers by size and before words."""
    numbers: list[str] = []
    words: list[str] = []
    for statement in statements:
        (numbers if statement.isascii() and statement.isdecimal() else words).append(statement)
    numbers.sort()
    numbers.sort(key=len)
    words.sort()
    return numbers + words
