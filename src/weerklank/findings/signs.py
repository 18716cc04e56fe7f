"""What was noticed in the votes of a run, the result with and without them, and what a person decided about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weerklank.findings.counting import ON_MAP, CountChannel
from weerklank.findings.models import Run, SignDecision
from weerklank.findings.runs import CHANNELS, decided_signs, signs_in, words_of

SIGNS = {
    "copies": "precies dezelfde stemmen, vaker dan toeval geeft",
    "near_copies": "dezelfde stemmen op één of twee na, vaker dan toeval geeft",
    "passes": "bijna overal ‘weet ik niet’, waar anderen dat haast nooit zeggen",
    "single_statement": "kwamen voor één stelling en stemden gelijk",
}
# the same in a word, to choose from
KINDS = {
    "copies": "kopieën",
    "near_copies": "bijna kopieën",
    "passes": "veel ‘weet ik niet’",
    "single_statement": "velen voor één stelling",
}
VOTED = {channel.value: CHANNELS[channel] for channel in (CountChannel(one.value) for one in ON_MAP)}
DECIDED = {"open": "nog niet beslist", "counts": "tellen mee", "left_out": "tellen niet mee"}
HEAD = (
    "teken",
    "wat opviel",
    "hoe gestemd",
    "stelling",
    "stemmers",
    "toeval geeft",
    "kans",
    "in deze telling",
    "besluit",
    "reden",
    "door",
    "op",
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One statement with and without the votes of a sign; None where fewer than ten answered."""

    text: str
    with_all: int | None
    without: int | None
    n_with: int | None
    n_without: int | None


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that was noticed in the votes of one channel, the result without it, and what a person decided."""

    number: int
    key: str
    way: str
    channel: str
    kind: str
    words: str
    about: str
    people: int
    expected: str
    chance: str
    left_out: bool
    changes: tuple[Difference, ...]
    decision: SignDecision | None

    @property
    def stands(self) -> str:
        """Whether somebody decided, and what."""
        if self.decision is None:
            return "open"
        return "left_out" if self.decision.leave_out else "counts"


def signs_of(run: Run) -> tuple[Sign, ...]:
    words, decisions = words_of(run), decided_signs(run.consultation)
    return tuple(
        Sign(
            number=number,
            key=one["sign"],
            way=one["channel"],
            channel=CHANNELS[CountChannel(one["channel"])],
            kind=one["kind"],
            words=SIGNS[one["kind"]],
            about=words.get(one["statement"], "een weggehaalde stelling") if one["statement"] else "",
            people=one["people"],
            expected=_expected(one["expected"]),
            chance=_chance(one["log10_chance"]),
            left_out=one["left_out"],
            changes=tuple(_difference(change, words) for change in one["changes"] if change["statement"] in words),
            decision=decisions.get(one["sign"]),
        )
        for number, one in enumerate(signs_in(run), start=1)
    )


def narrowed(
    signs: Sequence[Sign], *, kind: str = "", channel: str = "", decided: str = "", search: str = ""
) -> list[Sign]:
    """Signs of one kind, in one channel, decided or not, with every word in a statement or in the reason."""
    return [
        sign
        for sign in signs
        if kind in ("", sign.kind)
        and channel in ("", sign.way)
        and decided in ("", sign.stands)
        and all(word.casefold() in _words(sign) for word in search.split())
    ]


def _words(sign: Sign) -> str:
    reason = sign.decision.reason if sign.decision else ""
    return " ".join((sign.words, sign.about, reason, *(one.text for one in sign.changes))).casefold()


def lines(signs: Sequence[Sign]) -> Iterator[tuple[object, ...]]:
    """The same for a spreadsheet."""
    for sign in signs:
        decision = sign.decision
        yield (
            sign.number,
            KINDS[sign.kind],
            sign.channel,
            sign.about,
            sign.people,
            sign.expected,
            sign.chance,
            "telt niet mee" if sign.left_out else "telt mee",
            DECIDED[sign.stands],
            decision.reason if decision else "",
            decision.decided_by.name if decision else "",
            decision.decided_on if decision else None,
        )


def _difference(change: dict[str, Any], words: dict[int, str]) -> Difference:
    return Difference(
        words[change["statement"]],
        _percent(change["with"]),
        _percent(change["without"]),
        change["answered_with"],
        change["answered_without"],
    )


def _percent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)


def _expected(people: float) -> str:
    return f"ongeveer {people:.1f}".replace(".", ",") if people >= 0.1 else "zo goed als geen"


def _chance(log10: float) -> str:
    zeros = round(-log10)
    if zeros < 7:
        return f"één op {10**zeros:,}".replace(",", ".")
    return f"één op een 1 met {zeros} nullen" if zeros < 300 else "zo goed als nul"
