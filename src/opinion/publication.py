"""What may be shown: small numbers hidden, also from subtraction, and the rest rounded."""

from collections.abc import Sequence
from dataclasses import dataclass

from opinion.agreement import Agreement
from opinion.shares import Interval, wilson
from opinion.votes import Channel

SMALLEST_MINIMUM = 10
ROUNDED_TO = 5
ROUNDING_ERROR = ROUNDED_TO // 2
VOTERS_ROUNDED_DOWN_TO = 10
# a hidden number is known no better than a shown one: it may be any of so many
FEWEST_VALUES = ROUNDED_TO
FIGURES = ("agree", "disagree", "passed", "answered", "seen")
# a number and the two that it is the sum of
SUMS = (("answered", ("agree", "disagree")), ("seen", ("answered", "passed")))

Between = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PublishedShare:
    """A share of two published counts, both rounded, so that it tells nothing that the counts do not."""

    count: int
    n: int

    @property
    def value(self) -> float:
        return self.count / self.n

    def interval(self, *, level: float = 0.95) -> Interval:
        """Wilson intervals of every count and n that these may be the rounding of, taken together.

        Fewer who say so among more people lowers both ends, and the reverse raises them: two corners suffice.
        """
        most, fewest = self.n + ROUNDING_ERROR, self.n - ROUNDING_ERROR
        low = wilson(self.count - ROUNDING_ERROR, most, level=level).low
        high = wilson(min(self.count + ROUNDING_ERROR, fewest), fewest, level=level).high
        return Interval(low, high, level)


@dataclass(frozen=True, slots=True)
class Published:
    """What may be shown about one statement in one channel; None is hidden, never zero.

    Counts are rounded to the nearest five, each by itself, so that parts need not add up to their total.
    """

    statement: str
    channel: Channel
    minimum: int
    agree: int | None
    disagree: int | None
    passed: int | None
    answered: int | None
    seen: int | None

    @property
    def agree_of_answered(self) -> PublishedShare | None:
        return _share(self.agree, self.answered)

    @property
    def disagree_of_answered(self) -> PublishedShare | None:
        return _share(self.disagree, self.answered)

    @property
    def agree_of_seen(self) -> PublishedShare | None:
        return _share(self.agree, self.seen)

    @property
    def disagree_of_seen(self) -> PublishedShare | None:
        return _share(self.disagree, self.seen)

    @property
    def passed_of_seen(self) -> PublishedShare | None:
        return _share(self.passed, self.seen)


def publish(agreement: Agreement, *, minimum: int = SMALLEST_MINIMUM) -> Published:
    """Hide every figure about fewer than `minimum` people, and what would give it away by subtraction.

    * agree and disagree are shown together or not at all: `answered` minus the one is the other;
    * seen and passed are hidden when too few passed, or too few kept their hand down: where everyone present
      saw the statement, the number of voters minus the rest is them;
    * when too few answered, only seen is left;
    * zero is a small number too: "nobody disagreed" says what everybody thinks.

    What is shown is rounded to the nearest five and shares are shares of the rounded counts, so that no
    number appears at two precisions. A hidden number can be narrowed down but not pinned to one value (the
    tests try every small case). This protects one publication: publish at fixed moments, not after every
    vote, or the step from one rounding to the next tells the exact count.

    The practice follows Statistics Netherlands' table 85095NED (multiples of five, below ten hidden).

    Raises ValueError when minimum is not a multiple of five of at least ten.

    >>> from opinion.votes import Channel
    >>> bus = Agreement("bus", Channel.OPEN, agree=41, disagree=24, passed=3, seen=68, voters=80)
    >>> shown = publish(bus)
    >>> shown.agree, shown.disagree, shown.passed, shown.answered, shown.seen
    (40, 25, None, 65, None)
    """
    _check_minimum(minimum)
    enough = agreement.answered >= minimum
    both_sides = min(agreement.agree, agreement.disagree) >= minimum
    if enough:
        # In the other channels nobody can be silent, so that nought gives nothing away.
        can_be_silent = agreement.channel is Channel.HANDS
        fewest = min(agreement.passed, agreement.silent) if can_be_silent else agreement.passed
        show_seen = fewest >= minimum
    else:
        show_seen = agreement.seen >= minimum

    return Published(
        agreement.statement,
        agreement.channel,
        minimum,
        agree=_rounded(agreement.agree) if both_sides else None,
        disagree=_rounded(agreement.disagree) if both_sides else None,
        passed=_rounded(agreement.passed) if enough and show_seen else None,
        answered=_rounded(agreement.answered) if enough else None,
        seen=_rounded(agreement.seen) if show_seen else None,
    )


def publish_groups(
    everybody: Agreement, groups: Sequence[Agreement], *, minimum: int = SMALLEST_MINIMUM
) -> tuple[Published, ...]:
    """Each group as `publish` does; or all of them hidden, where the total minus the others would tell.

    What a group hides lies between bounds, and together with the other groups it makes the total. Where that leaves
    a small number fewer than five values, of every group nothing is shown: hiding one group more at a time would
    tell where it stopped, and so why. Whoever reads is taken to know the rules, how many of each group saw the
    statement, who stands in no group, and which side is the small one.

    Two groups of which nine agree are not shown beside a total of twenty, since only nine and nine make eighteen:

    >>> from opinion.votes import Channel
    >>> camp = Agreement("bus", Channel.OPEN, agree=9, disagree=31, passed=0, seen=40, voters=40)
    >>> everybody = Agreement("bus", Channel.OPEN, agree=18, disagree=62, passed=0, seen=80, voters=80)
    >>> [one.answered for one in publish_groups(everybody, [camp, camp])]
    [None, None]
    """
    shown = [publish(group, minimum=minimum) for group in groups]
    if _told_by_the_total(everybody, groups, shown, minimum):
        return tuple(_nothing(group, minimum) for group in groups)
    return tuple(shown)


def _told_by_the_total(
    everybody: Agreement, groups: Sequence[Agreement], shown: Sequence[Published], minimum: int
) -> bool:
    """Whether beside the others some small number of a group is left fewer values than by itself."""
    alone = [_between(group, one) for group, one in zip(groups, shown, strict=True)]
    together = _together(_between(everybody, publish(everybody, minimum=minimum)), alone, _in_none(everybody, groups))
    return any(
        getattr(group, figure) < minimum and _values(beside[figure]) < min(FEWEST_VALUES, _values(by_itself[figure]))
        for group, by_itself, beside in zip(groups, alone, together, strict=True)
        for figure in FIGURES
    )


def _values(between: Between) -> int:
    return between[1] - between[0] + 1


def _in_none(everybody: Agreement, groups: Sequence[Agreement]) -> dict[str, int]:
    return {figure: getattr(everybody, figure) - sum(getattr(group, figure) for group in groups) for figure in FIGURES}


def _between(agreement: Agreement, shown: Published) -> dict[str, Between]:
    """Between what every figure of one row may lie, for who has no other row."""
    few, seen = shown.minimum - 1, agreement.seen
    found = {"seen": (seen, seen)}
    for figure in FIGURES[:-1]:
        count, told = getattr(agreement, figure), getattr(shown, figure)
        if told is not None:
            found[figure] = max(told - ROUNDING_ERROR, shown.minimum), told + ROUNDING_ERROR
        else:
            found[figure] = (0, min(few, seen)) if count <= few else (0, seen)
    _add_up(found)
    return found


def _together(
    total: dict[str, Between], alone: Sequence[dict[str, Between]], in_none: dict[str, int]
) -> list[dict[str, Between]]:
    """The same for who has all rows: parts and their sums narrow each other down until nothing changes."""
    groups, before = [dict(one) for one in alone], None
    while groups != before:
        before = [dict(one) for one in groups]
        for figure in FIGURES:
            least, most = total[figure]
            whole = least - in_none[figure], most - in_none[figure]
            (least, most), parts = _narrowed(whole, [one[figure] for one in groups])
            total[figure] = least + in_none[figure], most + in_none[figure]
            for one, part in zip(groups, parts, strict=True):
                one[figure] = part
        for one in (total, *groups):
            _add_up(one)
    return groups


def _add_up(row: dict[str, Between]) -> None:
    for whole, parts in SUMS:
        row[whole], found = _narrowed(row[whole], [row[part] for part in parts])
        row.update(zip(parts, found, strict=True))


def _narrowed(whole: Between, parts: Sequence[Between]) -> tuple[Between, list[Between]]:
    """A sum and its parts, each as the others leave it."""
    least, most = sum(low for low, _ in parts), sum(high for _, high in parts)
    found = [(max(low, whole[0] - (most - high)), min(high, whole[1] - (least - low))) for low, high in parts]
    return (max(whole[0], least), min(whole[1], most)), found


def _nothing(agreement: Agreement, minimum: int) -> Published:
    return Published(agreement.statement, agreement.channel, minimum, *(None for _ in FIGURES))


def publish_voters(voters: int, *, minimum: int = SMALLEST_MINIMUM) -> int | None:
    """How many people took part, rounded down to a ten ("at least 30"), or None when fewer than `minimum`.

    Not to the nearest five: where everyone saw a statement, 33 voters shown as 35 beside 12 who agree and 12
    who disagree, each shown as 10, would leave exactly 9 who passed.
    """
    _check_minimum(minimum)
    return voters // VOTERS_ROUNDED_DOWN_TO * VOTERS_ROUNDED_DOWN_TO if voters >= minimum else None


def _check_minimum(minimum: int) -> None:
    # Between multiples of five a rounded count just above the minimum would be an exact one.
    if minimum < SMALLEST_MINIMUM or minimum % ROUNDED_TO:
        raise ValueError(f"minimum is {minimum}; allowed: 10, 15, 20 and so on")


def _rounded(count: int) -> int:
    return (count + ROUNDING_ERROR) // ROUNDED_TO * ROUNDED_TO


def _share(count: int | None, n: int | None) -> PublishedShare | None:
    return None if count is None or n is None else PublishedShare(count, n)
