"""What must be true before an edition takes a step: each app states what it knows, the page lists every cause.

An app above this one keeps its rules in its own ``guards`` module; they are found when the programme starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from weerklank.editions.models import Edition


@dataclass(frozen=True, slots=True)
class Blocker:
    """One cause that stands in the way, and the page where it can be taken away."""

    cause: str
    href: str = ""
    action: str = "Ga erheen"


Check = Callable[[Edition], Iterable[Blocker]]
_CHECKS: dict[str, list[Check]] = {}


def before(move: str) -> Callable[[Check], Check]:
    """Declares a check that runs before this step of an edition."""

    def keep(check: Check) -> Check:
        _CHECKS.setdefault(move, []).append(check)
        return check

    return keep


def blockers(edition: Edition, move: str) -> tuple[Blocker, ...]:
    """Everything that stands in the way of this step, of all apps together."""
    return tuple(blocker for check in _CHECKS.get(move, []) for blocker in check(edition))


@before("announce")
def has_a_theme(edition: Edition) -> Iterable[Blocker]:
    if not edition.themes.exists():
        yield Blocker(
            "De editie heeft nog geen thema: zonder thema weet niemand waar het over gaat.",
            f"/werk/edities/{edition.slug}/themas/",
            "Kies de thema’s",
        )


@before("announce")
def has_an_organiser(edition: Edition) -> Iterable[Blocker]:
    if not edition.organisers.exists():
        yield Blocker(
            "Er staat nog niet bij wie de editie organiseert.",
            f"/werk/edities/{edition.slug}/wijzigen/",
            "Kies wie organiseert",
        )


@before("open_day")
def has_a_date(edition: Edition) -> Iterable[Blocker]:
    if edition.date is None:
        yield Blocker(
            "De dialoogdag heeft nog geen datum.", f"/werk/edities/{edition.slug}/wijzigen/", "Vul de datum in"
        )
