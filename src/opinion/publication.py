"""What may be shown: small numbers hidden, also from subtraction, and the rest rounded."""

from dataclasses import dataclass

from opinion.agreement import Agreement
from opinion.shares import Interval, wilson
from opinion.votes import Channel

SMALLEST_MINIMUM = 10
ROUNDED_TO = 5
ROUNDING_ERROR = ROUNDED_TO // 2
VOTERS_ROUNDED_DOWN_TO = 10


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
