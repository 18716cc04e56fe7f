"""Advices as a pasted list, with their parts and who must answer: what is new, what is there already, what is wrong."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from weerklank.accounts.models import Organisation
from weerklank.advices.lifecycle import AdviceState
from weerklank.answers.queries.work import possible_addressees
from weerklank.editions.models import Edition, ThemeTable
from weerklank.editions.roster import squash
from weerklank.web.pasted import cells

MOST_ADVICES = 200
MOST_PARTS = 12
LONGEST_TITLE, LONGEST_TEXT = 200, 10_000
_HEADS: dict[str, tuple[str, ...]] = {
    "title": ("titel", "advies", "title", "advice"),
    "theme": ("thema", "theme", "tafel"),
    "text": ("tekst", "wat vragen jullie", "vraag", "text"),
    "why": ("waarom", "why"),
    "done_when": ("klaar als", "wanneer is het klaar", "done when"),
    "adult_additions": ("volwassenen", "wat volwassenen erbij zetten"),
    "parts": ("onderdelen", "parts"),
    "who": ("wie antwoordt", "ontvangers", "ontvanger", "aan", "receivers", "addressees"),
}
EXAMPLE = (
    ("titel", "thema", "tekst", "waarom", "klaar als", "onderdelen", "wie antwoordt"),
    (
        "Een titel van hoogstens 200 tekens", "de naam van het thema in deze editie", "Wat er gevraagd wordt.",
        "Waarom het nodig is.", "Hoe kinderen zien dat het klaar is.", "Het eerste onderdeel | Het tweede onderdeel",
        "Wie als eerste antwoordt | Wie ook antwoordt",
    ),
)  # fmt: skip
_PART_COLUMN = re.compile(r"(?:onderdeel|part) (\d{1,2})")


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """One advice, clean: at which table it is read back, what it asks in parts, and who must answer, the first in the lead."""

    line: int
    title: str
    table: ThemeTable
    text: str
    why: str
    done_when: str
    adult_additions: str
    parts: tuple[str, ...]
    answers: tuple[Organisation, ...]


@dataclass(frozen=True, slots=True)
class WrongAdvice:
    """A row that cannot be taken, by its line and its title, with the reason as a sentence."""

    line: int
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Usual:
    """What holds where a row says nothing: its theme, and who answers."""

    theme: int | None = None
    answers: tuple[Organisation, ...] = ()


@dataclass(frozen=True, slots=True)
class AdviceList:
    """The whole list: what is new, how many stand there already, what is wrong, and why it cannot be read at all."""

    new: tuple[AdviceRow, ...] = ()
    known: int = 0
    wrong: tuple[WrongAdvice, ...] = ()
    unknown_columns: tuple[str, ...] = ()
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """What a row is laid beside."""

    tables: Mapping[str, ThemeTable | None]
    tables_by_theme: Mapping[int, ThemeTable]
    bodies: Mapping[str, Organisation]
    titles: frozenset[str]
    usual: Usual


def _known(edition: Edition, usual: Usual) -> _Known:
    tables: dict[int, ThemeTable] = {}
    for table in ThemeTable.objects.filter(edition_theme__edition=edition).order_by("number", "id"):
        tables.setdefault(table.edition_theme_id, table)
    bodies: dict[str, Organisation] = {}
    for body in possible_addressees(edition):
        for name in (body.name, body.short_name, body.slug):
            if name:
                bodies.setdefault(squash(name), body)
    return _Known(
        tables={squash(theme.name): tables.get(theme.pk) for theme in edition.themes.all()},
        tables_by_theme=tables,
        bodies=bodies,
        titles=frozenset(
            squash(title)
            for title in edition.advices.exclude(state=AdviceState.DISCARDED).values_list("title", flat=True)
        ),
        usual=usual,
    )


def _columns(head: list[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Which of our fields stands in which column; columns of parts go by their number."""
    ours = {name: field for field, names in _HEADS.items() for name in names}
    places: dict[str, int] = {}
    unknown: list[str] = []
    for place, title in enumerate(head):
        plain = squash(title)
        numbered = _PART_COLUMN.fullmatch(plain)
        field = ours.get(plain) or (f"part {int(numbered[1]):02d}" if numbered else "")
        if field and field not in places:
            places[field] = place
        elif title:
            unknown.append(title)
    return places, tuple(unknown)


def read(text: str, edition: Edition, usual: Usual) -> AdviceList:
    """Every row of the list, laid beside the themes, the tables and the advices that the edition has."""
    try:
        rows = cells(text, MOST_ADVICES)
    except csv.Error as error:
        return AdviceList(refusal=f"Deze lijst is niet te lezen als tabel ({error}). Bewaar hem opnieuw als CSV.")
    if not rows:
        return AdviceList(refusal="Er staat nog geen advies in de lijst.")
    if len(rows) > MOST_ADVICES + 1:
        return AdviceList(refusal=f"Deze lijst heeft meer dan {MOST_ADVICES} rijen. Deel hem in stukken.")
    places, unknown = _columns(rows[0][1])
    body = rows[1:]
    if "title" not in places:
        if places or any(len(row) > 1 for _, row in rows):
            return AdviceList(refusal="Er is geen kolom ‘titel’. Zet in de eerste regel hoe de kolommen heten.")
        # one column without a head is a list of titles
        places, unknown, body = {"title": 0}, (), rows
    known = _known(edition, usual)
    new: list[AdviceRow] = []
    wrong: list[WrongAdvice] = []
    seen: dict[str, int] = {}
    there = 0
    for line, row in body:
        told = {field: row[place] if place < len(row) else "" for field, place in places.items()}
        title = " ".join(told["title"].split())
        one = _row(line, title, told, known, seen)
        seen.setdefault(squash(title), line)
        if one is None:
            there += 1
        elif isinstance(one, AdviceRow):
            new.append(one)
        else:
            wrong.append(one)
    return AdviceList(tuple(new), there, tuple(wrong), unknown)


def _row(
    line: int, title: str, told: Mapping[str, str], known: _Known, seen: Mapping[str, int]
) -> AdviceRow | WrongAdvice | None:
    why: list[str] = []
    if not title:
        why.append("Er staat geen titel.")
    if len(title) > LONGEST_TITLE:
        why.append(f"De titel is langer dan {LONGEST_TITLE} tekens. Zet de rest in de kolom ‘tekst’.")
    if title and squash(title) in seen:
        why.append(f"Dit advies staat ook op regel {seen[squash(title)]}. Haal een van de twee weg.")
    elif squash(title) in known.titles:
        return None
    table = _table(told.get("theme", ""), known, why)
    parts = _parts(title, told, why)
    answers = _answers(told.get("who", ""), known, why)
    if any(len(told.get(field, "")) > LONGEST_TEXT for field in ("text", "why", "done_when", "adult_additions")):
        why.append(f"Een tekst is langer dan {LONGEST_TEXT} tekens.")
    if why or table is None:
        return WrongAdvice(line, title[:LONGEST_TITLE] or "(zonder titel)", " ".join(why))
    return AdviceRow(
        line=line,
        title=title,
        table=table,
        text=told.get("text", "") or title,
        why=told.get("why", ""),
        done_when=told.get("done_when", ""),
        adult_additions=told.get("adult_additions", ""),
        parts=parts,
        answers=answers,
    )


def _table(theme: str, known: _Known, why: list[str]) -> ThemeTable | None:
    """The table of the theme at which the advice is read back."""
    if not theme:
        if known.usual.theme is None:
            why.append("Er staat geen thema bij. Vul het in, of kies hieronder een thema voor alle rijen.")
            return None
        table = known.tables_by_theme.get(known.usual.theme)
        if table is None:
            why.append("Het gekozen thema heeft nog geen tafel: niemand kan het advies teruglezen.")
        return table
    if squash(theme) not in known.tables:
        close = get_close_matches(squash(theme), known.tables, n=1, cutoff=0.6)
        why.append(f"‘{theme[:60]}’ is geen thema van deze editie." + (f" Bedoelt u ‘{close[0]}’?" if close else ""))
        return None
    table = known.tables[squash(theme)]
    if table is None:
        why.append(f"‘{theme[:60]}’ heeft nog geen tafel: niemand kan het advies teruglezen. Maak eerst een tafel.")
    return table


def _split(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[|\n]", text) if part.strip()]


def _parts(title: str, told: Mapping[str, str], why: list[str]) -> tuple[str, ...]:
    """What is answered apart: the parts as given, or else the advice as one part."""
    numbered = [told[field].strip() for field in sorted(told) if field.startswith("part ") and told[field].strip()]
    parts = (*_split(told.get("parts", "")), *numbered) or (told.get("text", "").strip() or title,)
    if len(parts) > MOST_PARTS:
        why.append(f"Dit zijn {len(parts)} onderdelen; een advies heeft er hoogstens {MOST_PARTS}.")
    if len({squash(part) for part in parts}) < len(parts):
        why.append("Twee onderdelen zijn precies gelijk.")
    if any(len(part) > LONGEST_TEXT for part in parts):
        why.append(f"Een onderdeel is langer dan {LONGEST_TEXT} tekens.")
    return parts


def _answers(typed: str, known: _Known, why: list[str]) -> tuple[Organisation, ...]:
    """Who must answer, the first in the lead; nobody typed is who usually does."""
    names = [name for piece in _split(typed) for name in piece.split(";") if name.strip()]
    found: list[Organisation] = []
    for name in names:
        body = known.bodies.get(squash(name))
        if body is None:
            close = get_close_matches(squash(name), known.bodies, n=1, cutoff=0.6)
            hint = f" Bedoelt u ‘{known.bodies[close[0]]}’?" if close else ""
            why.append(f"‘{name.strip()[:60]}’ kan hier niet antwoorden of kennen we niet.{hint}")
        elif body not in found:
            found.append(body)
    return tuple(found) if names else known.usual.answers
