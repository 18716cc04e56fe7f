"""What came out of one question, as everybody may read it: frozen, each channel by itself, small numbers hidden.

Every page and picture for children and the public reads this and nothing else::

    outcome = outcome_of(consultation, language="nl")   # None while nothing is public
    outcome.made_on, outcome.published_on, outcome.href      when, and the address under /data/ from which it is repeated (or "")
    outcome.left_out                                         what a person left out of the count, with the reason
    outcome.channels                                         code, self-made code, open link, hands: beside each other
        channel.channel, channel.channel.label
        channel.said                    every statement in the editor's order: never sorted by how many
            one.text, one.language, one.origin               the words in the reader's language, and where they come from
            one.agree .disagree .passed .answered .seen      rounded to five; None is hidden, never nought
            one.share                                        of who answered, who agrees: percent, low_percent, high_percent, n
            one.opposed                                      the same of who disagrees
            one.at_least, one.direction                      where the other side is too small to be told: at least so many of
                                                             a hundred answer this way; `share` is None then
            one.stance                                       what can be said of it, chance considered
        channel.of(Stance.NEARLY_ALL_AGREE)                  where almost everybody agrees
        channel.differ                                       where children differ
        channel.few                                          what a smaller part says: never left out because it is small
        channel.too_few                                      of what too few answered to say anything
    outcome.alone                                            ideas that one child had: titles of groups of one, shown words only

A figure of a hundred people is drawn from `percent`; beside it stand the interval and n. There is no sum over channels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypedDict, cast

from django.utils.timezone import localdate

import opinion
from opinion.outcome import Counted, Stance, stance_between
from weerklank.findings.counting import CountChannel, CountRow
from weerklank.findings.models import Group, GroupMembership, OpinionRun, Run
from weerklank.findings.queries import Share, with_members
from weerklank.participation.lifecycle import StatementState
from weerklank.participation.models import Consultation, Statement
from weerklank.participation.origins import Origin, origin_of
from weerklank.web.context import tag

LEVEL = 0.95


__all__ = [
    "ChannelOutcome",
    "Direction",
    "Few",
    "LeftOut",
    "Outcome",
    "Said",
    "Stance",
    "address_of",
    "outcome_of",
    "public_run",
]


class Direction(Enum):
    """Which way."""

    AGREE = "agree"
    DISAGREE = "disagree"


@dataclass(frozen=True, slots=True)
class Said:
    """What one channel said of one statement."""

    statement: int
    text: str
    language: str
    origin: Origin
    agree: int | None
    disagree: int | None
    passed: int | None
    answered: int | None
    seen: int | None
    share: Share | None
    opposed: Share | None
    at_least: int | None
    direction: Direction | None
    stance: Stance


@dataclass(frozen=True, slots=True)
class Few:
    """What a smaller part says: how large it is, and which way it answers."""

    said: Said
    direction: Direction
    share: Share


@dataclass(frozen=True, slots=True)
class ChannelOutcome:
    """One way of voting, by itself."""

    channel: CountChannel
    said: tuple[Said, ...]

    def of(self, *stances: Stance) -> tuple[Said, ...]:
        return tuple(one for one in self.said if one.stance in stances)

    @property
    def shared(self) -> tuple[Said, ...]:
        return self.of(Stance.NEARLY_ALL_AGREE, Stance.NEARLY_ALL_DISAGREE)

    @property
    def differ(self) -> tuple[Said, ...]:
        return self.of(Stance.DIFFER)

    @property
    def too_few(self) -> tuple[Said, ...]:
        return self.of(Stance.TOO_FEW)

    @property
    def few(self) -> tuple[Few, ...]:
        """The smaller side of what most children answer one way, as far as it can be told."""
        return tuple(found for one in self.said if (found := _few(one)))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Votes that a person left out of the count, and why: how many at least, None where that would tell too much."""

    channel: CountChannel
    kind: str
    statement: int | None
    at_least: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything public about the votes on one question."""

    question: str
    slug: str
    is_demonstration: bool
    run: int
    made_on: date
    published_on: date | None
    version: str
    href: str
    channels: tuple[ChannelOutcome, ...]
    left_out: tuple[LeftOut, ...]
    alone: tuple[str, ...]

    def channel(self, channel: CountChannel) -> ChannelOutcome | None:
        return next((one for one in self.channels if one.channel is channel), None)


class _LeftOutRow(TypedDict):
    channel: str
    kind: str
    statement: int | None
    at_least: int | None
    reason: str


def address_of(count: OpinionRun) -> str:
    """Where everybody finds the open counts, to make the outcome again."""
    return f"/data/uitkomst-{count.pk}.json"


def public_run(consultation: Consultation) -> OpinionRun | None:
    """The run that everybody may read."""
    return consultation.opinion_runs.first()


def outcome_of(consultation: Consultation, *, language: str = "nl") -> Outcome | None:
    """What came out of the votes; None while nothing is public."""
    run = public_run(consultation)
    if run is None:
        return None
    made_in: Run | None = getattr(run, "of_run", None)
    words = _words(consultation, language)
    rows = [row for row in cast(list[CountRow], run.results) if row["statement"] in words]
    return Outcome(
        question=consultation.question,
        slug=consultation.slug,
        is_demonstration=consultation.edition.is_demonstration,
        run=run.pk,
        made_on=localdate(run.made_at),
        published_on=made_in.published_on if made_in else None,
        version=run.library_version,
        href=address_of(run) if made_in else "",
        channels=tuple(_channels(rows, words)),
        left_out=tuple(_left_out(made_in.left_out if made_in else [])),
        alone=tuple(_alone(consultation)),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    text: str
    language: str
    origin: Origin


def _words(consultation: Consultation, language: str) -> dict[int, _Words]:
    """The words come from the statement itself: one that was taken away or back is shown nowhere any more."""
    asked = consultation.statements.exclude(state=StatementState.RETIRED).order_by("order", "id")
    return {one.pk: _in(one, language) for one in asked.prefetch_related("texts")}


def _in(statement: Statement, language: str) -> _Words:
    found = next((one for one in statement.texts.all() if one.language == language), None)
    if found is None or statement.language == language:
        return _Words(statement.text, tag(statement.language), Origin.of_untranslated(statement.language, language))
    return _Words(found.text, tag(language), origin_of(found, statement))


def _channels(rows: list[CountRow], words: dict[int, _Words]) -> Iterator[ChannelOutcome]:
    order = {statement: place for place, statement in enumerate(words)}
    for channel in CountChannel:
        own = sorted((row for row in rows if row["channel"] == channel.value), key=lambda row: order[row["statement"]])
        if own:
            yield ChannelOutcome(channel, tuple(_said(row, words[row["statement"]]) for row in own))


def _said(row: CountRow, words: _Words) -> Said:
    counted = Counted(
        str(row["statement"]),
        row["agree"],
        row["disagree"],
        row["passed"],
        row["answered"],
        row["seen"],
        row.get("nearly"),
    )
    share = Share(**row["share"]) if row["share"] else None
    opposed, least = counted.share("disagree"), counted.at_least
    return Said(
        statement=row["statement"],
        text=words.text,
        language=words.language,
        origin=words.origin,
        agree=row["agree"],
        disagree=row["disagree"],
        passed=row["passed"],
        answered=row["answered"],
        seen=row["seen"],
        share=share,
        opposed=_opposed(opposed) if share and opposed else None,
        at_least=None if least is None else int(100 * least),
        direction=Direction(counted.nearly) if least is not None else None,
        stance=_stance(share, counted),
    )


def _opposed(share: opinion.PublishedShare) -> Share:
    interval = share.interval(level=LEVEL)
    return Share(share.value, interval.low, interval.high, share.n)


def _stance(share: Share | None, counted: Counted) -> Stance:
    """By the interval that the run kept; a run of before the library knew of almost everybody has no other."""
    return stance_between(share.low, share.high) if share else counted.stance(LEVEL)


def _few(said: Said) -> Few | None:
    if said.share is None or said.opposed is None or said.stance is Stance.DIFFER:
        return None
    agrees = said.stance in (Stance.MOST_AGREE, Stance.NEARLY_ALL_AGREE)
    return Few(said, Direction.DISAGREE, said.opposed) if agrees else Few(said, Direction.AGREE, said.share)


def _left_out(rows: Iterable[_LeftOutRow]) -> Iterator[LeftOut]:
    for row in rows:
        yield LeftOut(CountChannel(row["channel"]), row["kind"], row["statement"], row["at_least"], row["reason"])


def _alone(consultation: Consultation) -> Iterator[str]:
    """Groups of one whose only idea may be read; they keep their place, in the editor's order."""
    for group in with_members(Group.objects.filter(consultation=consultation).order_by("order", "id")):
        present: list[GroupMembership] = getattr(group, "present", [])
        if len(present) == 1 and present[0].contribution.shown_text:
            yield group.title
