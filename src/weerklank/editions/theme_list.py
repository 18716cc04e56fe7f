"""The themes of an edition as a pasted list: which rows can be taken, which are there already, and what is wrong."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from weerklank.editions.models import Edition
from weerklank.editions.roster import squash
from weerklank.rights.models import Theme
from weerklank.web.pasted import cells

MOST_THEMES = 50
_HEADS = {"naam": "name", "name": "name", "thema in deze editie": "name", "thema": "theme", "theme": "theme"}
LONGEST = 120


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One theme as this edition will call it."""

    line: int
    name: str
    theme: Theme


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A row that cannot be taken, by its line and its words, with the reason as a sentence."""

    line: int
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class ThemeList:
    """The whole list: what is new, how many stand there already, what is wrong, and why it cannot be read at all."""

    new: tuple[ThemeRow, ...] = ()
    known: int = 0
    wrong: tuple[WrongRow, ...] = ()
    refusal: str = ""


def _known_names() -> dict[str, Theme]:
    """Every name that a theme has or had, so that the words of an old programme find it."""
    found: dict[str, Theme] = {}
    for theme in Theme.objects.prefetch_related("names"):
        for name in (theme.slug, *(one.name for one in theme.names.all())):
            found.setdefault(squash(name), theme)
    return found


def _places(first: list[str]) -> tuple[dict[str, int], bool]:
    """Where the name and the theme stand, and whether the first row is a head; without one the name comes first."""
    heads = {_HEADS[plain]: place for place, cell in enumerate(first) if (plain := squash(cell)) in _HEADS}
    if not heads:
        return {"name": 0, "theme": 1}, False
    return (heads if "name" in heads else {"name": heads["theme"], "theme": heads["theme"]}), True


def read(text: str, edition: Edition) -> ThemeList:
    """Every row of the list, laid beside the themes that the edition has."""
    try:
        rows = cells(text, MOST_THEMES)
    except csv.Error as error:
        return ThemeList(refusal=f"Deze lijst is niet te lezen als tabel ({error}). Zet één thema op elke regel.")
    if not rows:
        return ThemeList(refusal="Er staat nog geen thema in de lijst.")
    if len(rows) > MOST_THEMES + 1:
        return ThemeList(refusal=f"Dit zijn meer dan {MOST_THEMES} thema’s. Zoveel past niet op één dag.")
    places, has_head = _places(rows[0][1])
    names = _known_names()
    there = {one.theme_id: one.name for one in edition.themes.all()}
    new: list[ThemeRow] = []
    wrong: list[WrongRow] = []
    known = 0
    for line, row in rows[has_head:]:
        told = {field: " ".join(row[place].split()) if place < len(row) else "" for field, place in places.items()}
        one = _row(line, told, names, there, new)
        if one is None:
            known += 1
        elif isinstance(one, ThemeRow):
            new.append(one)
        else:
            wrong.append(one)
    if not (new or wrong or known):
        return ThemeList(refusal="Onder de koppen staat nog geen thema.")
    return ThemeList(tuple(new), known, tuple(wrong))


def _row(
    line: int, told: Mapping[str, str], names: Mapping[str, Theme], there: Mapping[int, str], new: list[ThemeRow]
) -> ThemeRow | WrongRow | None:
    """The row as it can be taken, nothing where it is there already, or what is wrong with it."""
    name, asked = told["name"], told.get("theme", "") or told["name"]
    if not name:
        return WrongRow(line, asked, "Er staat geen naam.")
    if len(name) > LONGEST:
        return WrongRow(line, name[:LONGEST], f"De naam is langer dan {LONGEST} tekens.")
    theme = names.get(squash(asked))
    if theme is None:
        close = get_close_matches(squash(asked), names, n=1, cutoff=0.6)
        hint = f" Bedoelt u ‘{names[close[0]].name_on(None)}’?" if close else ""
        return WrongRow(line, name, f"‘{asked}’ is geen thema dat we kennen.{hint} Zet in de tweede kolom welk het is.")
    if theme.pk in there:
        if squash(there[theme.pk]) == squash(name):
            return None
        return WrongRow(line, name, f"Dit thema staat er al als ‘{there[theme.pk]}’. Verander daar de naam.")
    if squash(name) in {squash(known) for known in there.values()}:
        return WrongRow(line, name, "Een ander thema heet hier al zo.")
    for other in new:
        if other.theme == theme or squash(other.name) == squash(name):
            return WrongRow(line, name, f"Dit is hetzelfde als regel {other.line}. Haal een van de twee weg.")
    return ThemeRow(line, name, theme)
