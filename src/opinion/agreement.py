"""What came out, exactly as it was counted. Not for publication: see `opinion.publication`."""

from dataclasses import dataclass

from opinion.shares import Share
from opinion.votes import Channel


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the people of one channel answered one statement; every number is a number of people.

    seen      were shown the statement: answered, passed, or (hands only) kept their hand down
    answered  agreed or disagreed; passing is not answering
    not_seen  took part but were never shown the statement; not the same as passing

    Raises ValueError when the numbers contradict each other.
    """

    statement: str
    channel: Channel
    agree: int
    disagree: int
    passed: int
    seen: int
    voters: int

    def __post_init__(self) -> None:
        for name in ("agree", "disagree", "passed"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name} is {getattr(self, name)}; allowed: 0 or more")
        spoken = self.answered + self.passed
        if self.channel is not Channel.HANDS and self.seen != spoken:
            raise ValueError(f"seen is {self.seen}; allowed: {spoken}, as only a vote shows having seen")
        if not spoken <= self.seen <= self.voters:
            raise ValueError(f"seen is {self.seen}; allowed: {spoken} (who spoke) to {self.voters} (voters)")

    @property
    def answered(self) -> int:
        return self.agree + self.disagree

    @property
    def silent(self) -> int:
        """Present when hands were counted, but raised none; 0 in the other channels."""
        return self.seen - self.answered - self.passed

    @property
    def not_seen(self) -> int:
        return self.voters - self.seen

    @property
    def agree_of_answered(self) -> Share | None:
        """None when nobody answered: no share of nobody."""
        return _share(self.agree, self.answered)

    @property
    def disagree_of_answered(self) -> Share | None:
        return _share(self.disagree, self.answered)

    @property
    def agree_of_seen(self) -> Share | None:
        return _share(self.agree, self.seen)

    @property
    def disagree_of_seen(self) -> Share | None:
        return _share(self.disagree, self.seen)

    @property
    def passed_of_seen(self) -> Share | None:
        return _share(self.passed, self.seen)


def _share(count: int, n: int) -> Share | None:
    return Share(count, n) if n else None


@dataclass(frozen=True, slots=True)
class Results:
    """Everything counted in one channel. Two Results cannot be added: the channels mean different things.

    Raises ValueError when an agreement of another channel is put in, or a statement stands in it twice.
    """

    channel: Channel
    voters: int
    agreements: tuple[Agreement, ...]

    def __post_init__(self) -> None:
        for agreement in self.agreements:
            if agreement.channel is not self.channel:
                raise ValueError(
                    f"agreements holds channel {agreement.channel.value}; allowed: {self.channel.value} only"
                )
        if len({agreement.statement for agreement in self.agreements}) != len(self.agreements):
            raise ValueError("agreements holds a statement twice; allowed: each statement once")

    def of(self, statement: str) -> Agreement:
        """The agreement on one statement; KeyError when nobody in this channel saw it."""
        for agreement in self.agreements:
            if agreement.statement == statement:
                return agreement
        raise KeyError(f"statement {statement!r} was not seen by anyone in channel {self.channel.value}")
