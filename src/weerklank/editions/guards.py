"""What must be true before an edition takes a step: each app states what it knows, the page lists every cause.

An app above this one keeps its rules in its own ``guards`` module; they are found when the programme starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from weerklank.accounts.models import Role
from weerklank.editions.models import DayRegistration, Edition, ProgrammeRelease, ThemeTable


@dataclass(frozen=True, slots=True)
class Blocker:
    """One cause that stands in the way, and the page where it can be taken away."""

    cause: str
    href: str = ""
    action: str = "Ga erheen"


Check = Callable[[Edition], Iterable[Blocker]]
_CHECKS: dict[str, list[Check]] = {}
_WARNINGS: dict[str, list[Check]] = {}


def before(move: str) -> Callable[[Check], Check]:
    """Declares a check that runs before this step of an edition."""

    def keep(check: Check) -> Check:
        _CHECKS.setdefault(move, []).append(check)
        return check

    return keep


def blockers(edition: Edition, move: str) -> tuple[Blocker, ...]:
    """Everything that stands in the way of this step, of all apps together."""
    return tuple(blocker for check in _CHECKS.get(move, []) for blocker in check(edition))


def warns_before(move: str) -> Callable[[Check], Check]:
    """Declares a check whose causes do not stand in the way, but must be seen: what would be left behind for good."""

    def keep(check: Check) -> Check:
        _WARNINGS.setdefault(move, []).append(check)
        return check

    return keep


def warnings(edition: Edition, move: str) -> tuple[Blocker, ...]:
    """Everything that this step would leave behind, of all apps together."""
    return tuple(cause for check in _WARNINGS.get(move, []) for cause in check(edition))


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


@before("announce")
def says_whom_to_ask(edition: Edition) -> Iterable[Blocker]:
    """Signing up that was taken over knows no telephone: whose it was stayed behind."""
    if DayRegistration.objects.filter(edition=edition, reach="").exists():
        yield Blocker(
            "Bij het aanmelden staat nog niet waar mensen terechtkunnen met vragen.",
            f"/werk/edities/{edition.slug}/deelnemers/instellingen/",
            "Vul een telefoonnummer of e-mailadres in",
        )


@before("open_day")
def has_a_date(edition: Edition) -> Iterable[Blocker]:
    if edition.date is None:
        yield Blocker(
            "De dialoogdag heeft nog geen datum.", f"/werk/edities/{edition.slug}/wijzigen/", "Vul de datum in"
        )


@warns_before("open_day")
def programme_is_published(edition: Edition) -> Iterable[Blocker]:
    if not ProgrammeRelease.objects.filter(edition=edition).exists():
        yield Blocker(
            "Het programma is nog niet gepubliceerd: wie komt, weet niet waar en hoe laat.",
            f"/werk/edities/{edition.slug}/programma/",
            "Naar het programma",
        )


@warns_before("open_day")
def somebody_serves_the_tables(edition: Edition) -> Iterable[Blocker]:
    if not edition.roles.filter(role=Role.FACILITATOR).exists():
        yield Blocker(
            "Niemand is tafelbegeleider: dan schrijft niemand op wat er aan tafel wordt gezegd.",
            f"/werk/edities/{edition.slug}/rollen/",
            "Geef iemand die rol",
        )


@warns_before("open_day")
def somebody_sits_at_the_tables(edition: Edition) -> Iterable[Blocker]:
    tables = ThemeTable.objects.filter(edition_theme__edition=edition)
    where = f"/werk/edities/{edition.slug}/tafels/"
    if not tables:
        yield Blocker("Er staat nog geen tafel.", where, "Zet tafels klaar")
    elif bare := tables.filter(seats=None).count():
        one = bare == 1
        yield Blocker(
            f"{bare} {'tafel heeft' if one else 'tafels hebben'} nog geen enkele plaats.", where, "Bekijk de tafels"
        )
