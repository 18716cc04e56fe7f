"""The answering board: per body what was put to it and what came, in the order of the alphabet, with the lists behind it."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerklank.accounts.models import Organisation
from weerklank.tracker.loop.answering import ledger, waits
from weerklank.tracker.loop.answering.figures import ALWAYS, GROUPS, Figure, Group
from weerklank.tracker.loop.answering.ledger import Item, Scope
from weerklank.tracker.loop.answering.waits import Picture, Spread, Wait
from weerklank.tracker.loop.words import capital, number

F = Figure
ANSWERED = (F.IN_TIME, F.LATER, F.ANSWERED_NO_TERM)
WAITING = (F.WITHIN_TERM, F.PAST_TERM, F.WAITING_NO_TERM)


@dataclass(frozen=True, slots=True)
class Count:
    """A figure with the list that makes it; nought has no list."""

    figure: Figure
    count: int
    href: str

    @property
    def label(self) -> str:
        return self.figure.label


@dataclass(frozen=True, slots=True)
class Line:
    """One body in one table; the line of all together has no list of its own."""

    name: str
    href: str
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """One table: the same columns for every body, and all together."""

    slug: str
    title: str
    columns: tuple[Figure, ...]
    lines: tuple[Line, ...]
    total: Line
    add_up: str
    beside: str


@dataclass(frozen=True, slots=True)
class Waits:
    """The waits of one body: each by itself, their spread, and what is not among them."""

    name: str
    href: str
    slug: str
    each: tuple[Wait, ...]
    spread: Spread | None
    picture: Picture
    unknown: int

    @property
    def too_few(self) -> str:
        """The values themselves, where there are too few to work anything out."""
        return "; ".join(wait.words for wait in self.each)


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that is counted in one scope."""

    scope: Scope
    rows: tuple[Item, ...]
    bodies: tuple[Organisation, ...]
    tables: tuple[Counted, ...]
    waits: tuple[Waits, ...]
    sentence: str
    advices: int

    @property
    def is_empty(self) -> bool:
        return not self.bodies


def _in_order(body: Organisation) -> tuple[str, int]:
    """By the letters of the name: nobody stands above another for another reason."""
    plain = unicodedata.normalize("NFKD", body.name.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign)), body.pk


def _is_named(body: Organisation, query: str) -> bool:
    name = f"{body.name} {body.short_name}".casefold()
    return all(word in name for word in query.casefold().split())


def by_body(rows: Iterable[Item]) -> dict[Organisation, list[Item]]:
    found: dict[Organisation, list[Item]] = defaultdict(list)
    for row in rows:
        found[row.body].append(row)
    return {body: found[body] for body in sorted(found, key=_in_order)}


def counted(rows: Iterable[Item], figure: Figure) -> int:
    return sum(figure in row.figures for row in rows)


def address(body: Organisation, scope: Scope, figure: Figure | None = None) -> str:
    """Where the list behind a figure stands."""
    asked = {
        "telt": figure.value if figure else "",
        "editie": scope.edition.slug if scope.edition else "",
        "thema": scope.theme,
        "soort": "" if scope.edition else "bedacht" if scope.made_up else "echt",
    }
    return f"/antwoorden/{body.slug}/?{urlencode({name: value for name, value in asked.items() if value})}"


def board(scope: Scope, today: date, query: str = "") -> Board:
    """Everything of a scope; with a query only of the bodies whose name has all its words."""
    rows = tuple(row for row in ledger.items(scope, today) if _is_named(row.body, query))
    bodies = by_body(rows)
    end = waits.longest([row.wait for row in rows if row.wait])
    return Board(
        scope=scope,
        rows=rows,
        bodies=tuple(bodies),
        tables=tuple(table for group in GROUPS if (table := _table(group, bodies, scope))),
        waits=tuple(waits_of(body, mine, scope, end) for body, mine in bodies.items()),
        sentence=_sentence(bodies, rows),
        advices=len({row.number for row in rows if row.figures & {F.ASKED, F.TAKEN_OVER}}),
    )


def _table(group: Group, bodies: dict[Organisation, list[Item]], scope: Scope) -> Counted | None:
    rows = [row for mine in bodies.values() for row in mine]
    if not any(counted(rows, figure) for figure in group.whole):
        return None
    columns = tuple(figure for figure in group.figures if figure in ALWAYS or counted(rows, figure))
    return Counted(
        slug=group.slug,
        title=str(group.title),
        columns=columns,
        lines=tuple(_line(body, mine, columns, scope) for body, mine in bodies.items()),
        total=Line(_("Samen"), "", tuple(Count(figure, counted(rows, figure), "") for figure in columns)),
        add_up=_add_up(group, columns),
        beside=_beside(group, columns),
    )


def _line(body: Organisation, rows: Sequence[Item], columns: Sequence[Figure], scope: Scope) -> Line:
    counts = ((figure, counted(rows, figure)) for figure in columns)
    return Line(
        body.name,
        address(body, scope),
        tuple(Count(figure, count, address(body, scope, figure) if count else "") for figure, count in counts),
    )


def _names(figures: Iterable[Figure]) -> str:
    return " + ".join(f"‘{figure.label}’" for figure in figures)


def _add_up(group: Group, columns: Sequence[Figure]) -> str:
    """The sum that anybody can do again with the figures of a line."""
    whole = [figure for figure in group.whole if figure in columns]
    parts = [figure for figure in group.parts_of_all if figure in columns]
    return f"{_names(whole)} = {_names(parts)}" if parts else ""


def _listed(figures: Iterable[Figure]) -> str:
    return ", ".join(f"‘{figure.label}’" for figure in figures)


def _beside(group: Group, columns: Sequence[Figure]) -> str:
    beside = [figure for figure in group.beside if figure in columns]
    if not beside:
        return ""
    return _("{names}: daarvan, dus niet erbij op te tellen.").format(names=_listed(beside))


def waits_of(body: Organisation, rows: Sequence[Item], scope: Scope, end: int) -> Waits:
    each = tuple(sorted((row.wait for row in rows if row.wait), key=lambda wait: (wait.days, wait.number)))
    return Waits(
        name=body.name,
        href=address(body, scope),
        slug=body.slug,
        each=each,
        spread=waits.spread(each),
        picture=waits.picture(each, end),
        unknown=counted(rows, F.NOT_FOUND),
    )


def _sentence(bodies: dict[Organisation, list[Item]], rows: Sequence[Item]) -> str:
    """How it stands, in one breath; who did what stands below."""
    put = counted(rows, F.ASKED) + counted(rows, F.TAKEN_OVER) - counted(rows, F.PASSED_ON)
    if not put:
        return _("Er is nog geen advies overhandigd. Zodra dat zo is, staat hier wie moet antwoorden.")
    asked = sum(any(row.figures & {F.ASKED, F.TAKEN_OVER} for row in mine) for mine in bodies.values())
    who = ngettext("aan {n} organisatie", "aan {n} organisaties", asked).format(n=number(asked))
    what = ngettext(
        "{n} keer is om antwoord op een advies gevraagd", "{n} keer is om antwoord op een advies gevraagd", put
    )
    answered = sum(counted(rows, figure) for figure in ANSWERED)
    said = [
        f"{what.format(n=number(put))}, {who}.",
        _("{n} keer kwam er een antwoord.").format(n=number(answered))
        if answered
        else _("Nog geen keer kwam er een antwoord.")
        if any(counted(rows, figure) for figure in WAITING)
        else _("Er is geen antwoord gevonden."),
    ]
    if late := counted(rows, F.PAST_TERM):
        said.append(_("{n} keer is de termijn voorbij zonder antwoord.").format(n=number(late)))
    return " ".join(capital(one) for one in said)


def as_data(found: Board) -> list[dict[str, Any]]:
    """A row for each body, for machines: every figure, each wait, and their spread where it may be worked out."""
    scope, rows = found.scope, []
    for (body, mine), known in zip(by_body(found.rows).items(), found.waits, strict=True):
        middle = known.spread
        rows.append(
            {
                "organisation": body.slug,
                "name": body.name,
                "edition": scope.edition.slug if scope.edition else "",
                "theme": scope.theme,
                "demonstration": scope.edition.is_demonstration if scope.edition else scope.made_up,
                **{figure.key: counted(mine, figure) for figure in Figure},
                "waits": len(known.each),
                "waits_going_on": sum(not wait.is_over for wait in known.each),
                "days_quarter_at_least": middle.quarter.least if middle else None,
                "days_quarter_at_most": middle.quarter.most if middle else None,
                "days_half_at_least": middle.half.least if middle else None,
                "days_half_at_most": middle.half.most if middle else None,
                "days_three_quarters_at_least": middle.three_quarters.least if middle else None,
                "days_three_quarters_at_most": middle.three_quarters.most if middle else None,
                "each_wait": [{"advice": wait.number, "days": wait.days, "over": wait.is_over} for wait in known.each],
                "link": address(body, scope),
            }
        )
    return rows
