"""What was noticed in the votes of a run, the result with and without them, and what a person decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from weerklank.findings.counting import CountChannel
from weerklank.findings.models import Run, SignDecision
from weerklank.findings.runs import CHANNELS, decided_signs, signs_in, words_of

SIGNS = {
    "copies": "precies dezelfde stemmen, vaker dan toeval geeft",
    "passes": "bijna overal ‘weet ik niet’, waar anderen dat haast nooit zeggen",
    "single_statement": "kwamen voor één stelling en stemden gelijk",
}


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

    key: str
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


def signs_of(run: Run) -> tuple[Sign, ...]:
    words, decisions = words_of(run), decided_signs(run.consultation)
    return tuple(
        Sign(
            key=one["sign"],
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
        for one in signs_in(run)
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
