"""What can be said of open counts: rounded, small numbers hidden, and so the same for everybody who has them.

A published outcome says nothing that does not follow from its own open counts by the functions here. Whoever has the
counts can therefore make every share, interval and sentence again, without the votes: see `opinion.repeating`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import permutations
from math import floor
from typing import Any

from opinion.agreement import Agreement
from opinion.publication import ROUNDING_ERROR, SMALLEST_MINIMUM, Published, PublishedShare
from opinion.shares import Interval

# of who answered: from here on almost everybody, also where chance put it as low as it can
NEARLY_ALL = 0.75
SIDES = ("agree", "disagree")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

Json = Mapping[str, Any]


class Stance(Enum):
    """What can be said of one statement, chance considered."""

    NEARLY_ALL_AGREE = "nearly_all_agree"
    NEARLY_ALL_DISAGREE = "nearly_all_disagree"
    MOST_AGREE = "most_agree"
    MOST_DISAGREE = "most_disagree"
    DIFFER = "differ"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Counted:
    """The open counts of one statement; None is hidden.

    nearly  "agree" or "disagree" where fewer than the minimum are on the other side, which hides both counts
    """

    statement: str
    agree: int | None
    disagree: int | None
    passed: int | None
    answered: int | None
    seen: int | None
    nearly: str | None = None

    def share(self, side: str) -> PublishedShare | None:
        """The share of who answered that is on this side."""
        count: int | None = getattr(self, side)
        return None if count is None or not self.answered else PublishedShare(count, self.answered)

    @property
    def at_least(self) -> float | None:
        """The least share of `nearly`: fewer than ten are on the other side of at least so many who answered."""
        return least_share(self.answered) if self.nearly and self.answered else None

    def range(self, level: float) -> tuple[float, float] | None:
        """Between what the share that agrees may lie; None when too few answered to tell."""
        if share := self.share("agree"):
            interval = share.interval(level=level)
            return interval.low, interval.high
        if (least := self.at_least) is None:
            return None
        return (least, 1.0) if self.nearly == "agree" else (0.0, 1.0 - least)

    def stance(self, level: float) -> Stance:
        """
        >>> Counted("bus", 80, 20, None, 100, 100).stance(0.95)
        <Stance.MOST_AGREE: 'most_agree'>
        >>> Counted("bus", None, None, None, 60, 60, nearly="agree").stance(0.95)
        <Stance.NEARLY_ALL_AGREE: 'nearly_all_agree'>
        """
        between = self.range(level)
        return Stance.TOO_FEW if between is None else stance_between(*between)


def stance_between(low: float, high: float) -> Stance:
    """What can be said when the share that agrees lies between these."""
    if low > 0.5:
        return Stance.NEARLY_ALL_AGREE if low >= NEARLY_ALL else Stance.MOST_AGREE
    if high < 0.5:
        return Stance.NEARLY_ALL_DISAGREE if high <= 1 - NEARLY_ALL else Stance.MOST_DISAGREE
    return Stance.DIFFER


def nearly(agreement: Agreement, shown: Published) -> str | None:
    """On which side almost everybody is, where the other side is too small to be counted in public."""
    if shown.agree is not None or shown.answered is None or least_share(shown.answered) is None:
        return None
    return "agree" if agreement.agree > agreement.disagree else "disagree"


def least_share(answered: int) -> float | None:
    """Nine on the other side, of as few as `answered` may be the rounding of; None when that tells nothing.

    >>> least_share(60), least_share(20)
    (0.8448275862068966, None)
    """
    fewest = answered - ROUNDING_ERROR
    return (fewest - (SMALLEST_MINIMUM - 1)) / fewest if fewest > 2 * SMALLEST_MINIMUM else None


def results_of(channel: Json, level: float) -> dict[str, Any]:
    """Everything that follows from the open counts of one channel."""
    everybody = counted_in(channel["statements"])
    groups = {group["group"]: counted_in(group["statements"]) for group in channel["groups"]}
    return {
        "channel": channel["channel"],
        "statements": [_told(one, level) for one in everybody],
        "groups": [
            {"group": number, "statements": [_told(one, level) for one in told]} for number, told in groups.items()
        ],
        **_patterns(everybody, groups, level),
    }


def sentences_of(channel: Json, level: float) -> Iterator[str]:
    """The same in words, a statement by its number: its words stand on the page of the question."""
    name = channel["channel"]
    for one in counted_in(channel["statements"]):
        yield f"{name}, statement {one.statement}: {_sentence(one, level)}"
    results = results_of(channel, level)
    for bridge in results["bridges"]:
        yield f"{name}, statement {bridge['statement']}: in every group most people {bridge['direction']}."
    for divide in results["divides"]:
        yes, no = LETTERS[divide["agreeing"] % 26], LETTERS[divide["disagreeing"] % 26]
        yield f"{name}, statement {divide['statement']}: most of group {yes} agree and most of group {no} disagree."
    for few in results["minority_positions"]:
        letter = LETTERS[few["group"] % 26]
        yield f"{name}, statement {few['statement']}: most of group {letter} {few['direction']}, most people do not."


def counted_in(rows: Sequence[Json]) -> tuple[Counted, ...]:
    return tuple(
        Counted(
            str(row["statement"]),
            row["agree"],
            row["disagree"],
            row["pass"],
            row["answered"],
            row["seen"],
            row.get("nearly"),
        )
        for row in rows
    )


def _told(one: Counted, level: float) -> dict[str, Any]:
    least = one.at_least
    return {
        "statement": one.statement,
        **{side: _share(one.share(side), level) for side in SIDES},
        "at_least": None if least is None else {"direction": one.nearly, "value": least},
        "stance": one.stance(level).value,
    }


def _share(share: PublishedShare | None, level: float) -> dict[str, Any] | None:
    if share is None:
        return None
    interval = share.interval(level=level)
    return {"value": share.value, "low": interval.low, "high": interval.high, "n": share.n}


def _patterns(
    everybody: Sequence[Counted], groups: Mapping[int, Sequence[Counted]], level: float
) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {"bridges": [], "divides": [], "minority_positions": []}
    for place, one in enumerate(everybody):
        sides = {number: _side(told[place], level) for number, told in groups.items()}
        overall = _side(one, level)
        for side in SIDES:
            if len(sides) > 1 and all(found_side == side for found_side in sides.values()):
                found["bridges"].append({"statement": one.statement, "direction": side})
        for yes, no in permutations(sides, 2):
            if sides[yes] == "agree" and sides[no] == "disagree":
                found["divides"].append({"statement": one.statement, "agreeing": yes, "disagreeing": no})
        found["minority_positions"] += [
            {"statement": one.statement, "group": number, "direction": side}
            for number, side in sides.items()
            if side and overall and side != overall
        ]
    return found


def _side(one: Counted, level: float) -> str | None:
    """The side on which surely most are."""
    between = one.range(level)
    if between is None:
        return None
    return "agree" if between[0] > 0.5 else "disagree" if between[1] < 0.5 else None


def _sentence(one: Counted, level: float) -> str:
    stance, share = one.stance(level), one.share("agree")
    if share:
        told = _percent(share.value, share.interval(level=level), share.n)
        return {
            Stance.NEARLY_ALL_AGREE: f"almost everybody agrees: {told}.",
            Stance.NEARLY_ALL_DISAGREE: f"almost everybody disagrees; {told} agree.",
            Stance.MOST_AGREE: f"most people agree: {told}.",
            Stance.MOST_DISAGREE: f"most people disagree; {told} agree.",
        }.get(stance, f"people differ, or chance may explain which side is larger; {told} agree.")
    if (least := one.at_least) is not None:
        return f"at least {floor(100 * least)}% of about {one.answered} {one.nearly}."
    return "too few answered to say anything."


def _percent(value: float, interval: Interval, n: int) -> str:
    return f"{value:.0%} ({interval.low:.0%} to {interval.high:.0%}) of about {n}"
