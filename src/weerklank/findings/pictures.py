"""What was voted as a child reads it: in which part of the page a sentence stands, how many of ten hold up a hand, and the words.

Everything is made of what everybody may read; nothing here asks the database. Ways in are told apart and never added.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from math import ceil, floor

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerklank.findings.counting import CountChannel
from weerklank.findings.queries import Share
from weerklank.findings.reading import ChannelOutcome, Direction, Said, Stance
from weerklank.web.people import OF

_AGREE = (Stance.NEARLY_ALL_AGREE, Stance.MOST_AGREE)
_DISAGREE = (Stance.NEARLY_ALL_DISAGREE, Stance.MOST_DISAGREE)


class Part(Enum):
    """The three parts of the page; few votes move a sentence, they never remove it."""

    SAME = "same"
    DIFFER = "differ"
    FEW = "few"


class Verdict(Enum):
    """What can be said of one sentence in one line, all ways in beside each other."""

    NEARLY_ALL_AGREE = "nearly_all_agree"
    NEARLY_ALL_DISAGREE = "nearly_all_disagree"
    MOST_AGREE = "most_agree"
    MOST_DISAGREE = "most_disagree"
    WAYS_DIFFER = "ways_differ"
    DIVIDED = "divided"
    TOO_FEW = "too_few"

    @property
    def part(self) -> Part:
        if self in (Verdict.NEARLY_ALL_AGREE, Verdict.NEARLY_ALL_DISAGREE):
            return Part.SAME
        return Part.FEW if self is Verdict.TOO_FEW else Part.DIFFER

    @property
    def words(self) -> str:
        return {
            Verdict.NEARLY_ALL_AGREE: _("Bijna alle kinderen zijn het eens."),
            Verdict.NEARLY_ALL_DISAGREE: _("Bijna alle kinderen zijn het niet eens."),
            Verdict.MOST_AGREE: _("De meeste kinderen zijn het eens. Anderen niet."),
            Verdict.MOST_DISAGREE: _("De meeste kinderen zijn het niet eens. Anderen wel."),
            Verdict.WAYS_DIFFER: _("De ene groep kinderen vindt iets anders dan de andere."),
            Verdict.DIVIDED: _("Kinderen denken hier verschillend over."),
            Verdict.TOO_FEW: _("Te weinig kinderen zeiden hier iets over. De zin blijft staan."),
        }[self]


@dataclass(frozen=True, slots=True)
class Picture:
    """One sentence in one way in: so many of ten people with a hand up, or none where too few answered."""

    channel: CountChannel
    said: Said
    hands: int | None

    @property
    def how(self) -> str:
        """Who these children are, and about how many of them answered."""
        if self.said.answered is None:
            return self.way
        return _("{way}, zo’n {n} kinderen").format(
            way=self.way, n=number_format(self.said.answered, force_grouping=True)
        )

    @property
    def way(self) -> str:
        return {
            CountChannel.CODE: _("Met een code"),
            CountChannel.SELF_MADE: _("Met een zelfgemaakte code"),
            CountChannel.OPEN: _("Via de open link"),
            CountChannel.HANDS: _("Handen omhoog in de groep"),
            CountChannel.SELF_MADE_HANDS: _("Handen omhoog, met een zelfgemaakte code"),
        }[self.channel]

    @property
    def anybody(self) -> bool:
        """Whether nobody knows how often one person answered."""
        return self.channel not in (CountChannel.CODE, CountChannel.HANDS)

    @property
    def label(self) -> str:
        """What is to be seen, for who does not see it."""
        if self.hands is None:
            return ""
        told = ngettext(
            "Plaatje: van tien poppetjes steekt er {n} een hand op.",
            "Plaatje: van tien poppetjes steken er {n} een hand op.",
            self.hands,
        )
        return told.format(n=of_ten(self.hands))

    @property
    def figures(self) -> str:
        """The same in figures, for in a table; empty where nothing may be shown."""
        if self.hands is None:
            return ""
        if self.said.share is None:
            return f"≥ {self.hands}" if self.said.direction is Direction.AGREE else f"≤ {self.hands}"
        low, high = between(self.said.share)
        return f"{self.hands} ({low}–{high})"

    @property
    def says(self) -> str:
        """What the picture says, and how far chance may have moved it."""
        if self.hands is None:
            return _("Te weinig kinderen om iets te laten zien.")
        if self.said.direction is Direction.DISAGREE:
            told = _("Zeker {n} van de tien kinderen zijn het niet eens.")
            return told.format(n=of_ten(OF - self.hands))
        if self.said.direction is Direction.AGREE:
            return _("Zeker {n} van de tien kinderen zijn het eens.").format(n=of_ten(self.hands))
        told = ngettext(
            "Ongeveer {n} van de tien kinderen is het eens",
            "Ongeveer {n} van de tien kinderen zijn het eens",
            self.hands,
        ).format(n=of_ten(self.hands))
        low, high = between(self.said.share) if self.said.share else (self.hands, self.hands)
        return _("{told}: tussen {low} en {high}.").format(told=told, low=of_ten(low), high=of_ten(high))


@dataclass(frozen=True, slots=True)
class Pictured:
    """One sentence with its pictures, one for every way in that was used."""

    said: Said
    verdict: Verdict
    pictures: tuple[Picture, ...]

    @property
    def part(self) -> Part:
        return self.verdict.part

    @property
    def told(self) -> tuple[Picture, ...]:
        """What stands under the one line; where nowhere enough children answered, that line says it all."""
        return () if self.verdict is Verdict.TOO_FEW else self.pictures


def of_ten(count: int) -> str:
    """None to ten as a child reads it; one text, so that a language may give words or figures as its grammar asks."""
    words = _("nul één twee drie vier vijf zes zeven acht negen tien").split()
    return words[count] if len(words) > OF else str(count)


def between(share: Share) -> tuple[int, int]:
    """The interval in people of ten, rounded outwards: what is said is never surer than what was counted."""
    # what stands on a whole person but for the last bits is that person
    low, high = (round(end * OF, 9) for end in (share.low, share.high))
    return max(0, floor(low)), min(OF, ceil(high))


def hands_of(said: Said) -> int | None:
    """So many of ten; never nobody and never everybody, for neither is ever told."""
    if said.share is not None:
        return _within(floor(said.share.value * OF + 0.5))
    if said.at_least is None:
        return None
    surely = floor(said.at_least * OF / 100)
    return _within(surely if said.direction is Direction.AGREE else OF - surely)


def _within(hands: int) -> int:
    return min(OF - 1, max(1, hands))


def picture(channel: CountChannel, said: Said) -> Picture:
    return Picture(channel, said, hands_of(said))


def verdict(stances: Iterable[Stance]) -> Verdict:
    """One line on a sentence: only what every way in that may be shown says, chance considered."""
    told = {stance for stance in stances if stance is not Stance.TOO_FEW}
    if not told:
        return Verdict.TOO_FEW
    if told == {Stance.NEARLY_ALL_AGREE}:
        return Verdict.NEARLY_ALL_AGREE
    if told == {Stance.NEARLY_ALL_DISAGREE}:
        return Verdict.NEARLY_ALL_DISAGREE
    if told <= set(_AGREE):
        return Verdict.MOST_AGREE
    if told <= set(_DISAGREE):
        return Verdict.MOST_DISAGREE
    both = told & set(_AGREE) and told & set(_DISAGREE)
    return Verdict.WAYS_DIFFER if both else Verdict.DIVIDED


# said less surely, because one way in leaves it open
_LESS_SURELY = {
    Stance.NEARLY_ALL_AGREE: Stance.MOST_AGREE,
    Stance.NEARLY_ALL_DISAGREE: Stance.MOST_DISAGREE,
}


def heard(ways: Sequence[Said]) -> tuple[Stance, ...]:
    """What the ways in say of one sentence together.

    Of few children chance often leaves open on which side they are. That is no difference of opinion: where it may as
    well be what the others clearly say, it takes away their certainty and nothing else.
    """
    clear = [_reach(one) for one in ways if one.stance not in (Stance.DIFFER, Stance.TOO_FEW)]
    unsure = [
        one
        for one in ways
        if one.stance is Stance.DIFFER and clear and all(_overlap(_reach(one), theirs) for theirs in clear)
    ]
    if not unsure:
        return tuple(one.stance for one in ways)
    return tuple(_LESS_SURELY.get(one.stance, one.stance) for one in ways if one not in unsure)


def _reach(said: Said) -> tuple[float, float]:
    """Between which shares that agree the truth lies."""
    if said.share is not None:
        return said.share.low, said.share.high
    if said.at_least is None:
        return 0.0, 1.0
    least = said.at_least / 100
    return (least, 1.0) if said.direction is Direction.AGREE else (0.0, 1 - least)


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def pictured(channels: Sequence[ChannelOutcome]) -> tuple[Pictured, ...]:
    """Every sentence once, with all its ways in beside each other, in the order in which the channels tell them."""
    pictures: dict[int, list[Picture]] = {}
    for channel in channels:
        for said in channel.said:
            pictures.setdefault(said.statement, []).append(picture(channel.channel, said))
    return tuple(
        Pictured(found[0].said, verdict(heard([one.said for one in found])), tuple(found))
        for found in pictures.values()
    )
