"""Paragraphs gathered by hand from partial sources: what is not known stays not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from weerklank.rights.reading import countries, derive
from weerklank.rights.reading.ohchr_lines import misprint
from weerklank.rights.reading.plain_text import controls_in, plain, without_controls
from weerklank.rights.reading.records import (
    Derived,
    DerivedKind,
    DocumentDates,
    Format,
    Kind,
    Problem,
    ReadDocument,
    ReadLimb,
    ReadParagraph,
    Trouble,
    Where,
    controls_left_out,
)

_KINDS = {"progress": Kind.POSITIVE, "priority_areas": Kind.URGENT_AREAS, **{kind.value: kind for kind in Kind}}

Read = tuple[ReadDocument, tuple[ReadParagraph, ...], tuple[Problem, ...]]


def read_curated(data: Mapping[str, Any]) -> Read:
    """A document with a list of paragraphs, each marked complete or partial."""
    symbol = _text(data.get("symbol"))
    title = _text(data.get("title"))
    problems: list[Problem] = []
    right = countries.corrected_symbol(symbol) or symbol
    problems += [
        misprint(printed, corrected)
        for printed in (symbol, _text(data.get("advance_version_symbol")))
        if printed and (corrected := countries.corrected_symbol(printed))
    ]
    if not right:
        problems.append(Problem(Trouble.NO_SYMBOL, "dit bestand noemt geen documentnummer; geef het zelf op"))
    setting = derive.Setting(treaty=derive.treaty_of(right or "CRC"))
    paragraphs: list[ReadParagraph] = []
    for place, entry in enumerate(_list(data.get("paragraphs")), 1):
        if not isinstance(entry, Mapping):
            what = f"alinea {place} in dit bestand heeft geen tekst; ze is overgeslagen"
            problems.append(Problem(Trouble.BAD_VALUE, what, record=place, kept_text=str(entry)[:200]))
            continue
        paragraphs.append(_paragraph(entry, place, right, setting))
    problems += number_problems([paragraph.number for paragraph in paragraphs])
    problems += [problem for paragraph in paragraphs for problem in paragraph.problems]
    problems += [problem for paragraph in paragraphs for limb in paragraph.limbs for problem in limb.problems]
    completeness = data.get("completeness")
    note = _text(completeness.get("note")) if isinstance(completeness, Mapping) else ""
    document = ReadDocument(
        symbol=right or None,
        title=title,
        dates=_dates(data),
        language=_text(data.get("original_language")) or "en",
        format=Format.CURATED_JSON,
        source_note=note,
        printed_symbol=symbol or None,
        country=(countries.country_of_symbol(right) if right else None)
        or next(iter(countries.countries_named(title)), None),
    )
    return document, tuple(paragraphs), tuple(problems)


def read_general_comment(data: Mapping[str, Any]) -> Read:
    """A General Comment: numbered paragraphs about every State, none of them a recommendation to one."""
    source = _text(data.get("source"))
    found = countries.SYMBOL.search(source)
    symbol = found.group(0).rstrip(".") if found else None
    setting = derive.Setting(treaty=derive.treaty_of(symbol or "CRC"), bare_articles=True)
    problems: list[Problem] = []
    paragraphs: list[ReadParagraph] = []
    entries = data.get("paragraphs")
    for place, (key, value) in enumerate((entries if isinstance(entries, Mapping) else {}).items(), 1):
        number = int(key) if isinstance(key, str) and key.isdecimal() and len(key) < 5 else None
        if number is None or not isinstance(value, str):
            what = f"alinea {place} heeft geen nummer of geen tekst; ze is overgeslagen"
            problems.append(Problem(Trouble.BAD_VALUE, what, record=place, kept_text=str(value)[:200]))
            continue
        if controls_in(value):
            problems.append(controls_left_out(record=place))
        text, parts = derive.split_limbs(plain(value))
        paragraphs.append(
            ReadParagraph(
                number=number,
                section=None,
                cluster=None,
                heading=None,
                kind=Kind.GENERAL_COMMENT,
                text=text,
                complete=True,
                source=source,
                page=None,
                problems=(),
                order=place,
                limbs=tuple(
                    ReadLimb(letter, None, words, derived=derive.of_text(words, setting), order=order)
                    for order, (letter, words) in enumerate(parts, 1)
                ),
                derived=derive.of_text(text, setting),
            )
        )
    problems += number_problems([paragraph.number for paragraph in paragraphs])
    document = ReadDocument(
        symbol=symbol,
        title=source.split(",")[0],
        dates=DocumentDates(),
        language="en",
        format=Format.GENERAL_COMMENT_JSON,
        source_note=source,
        printed_symbol=symbol,
    )
    return document, tuple(paragraphs), tuple(problems)


def number_problems(numbers: Sequence[int | None]) -> list[Problem]:
    """Gaps, repeats and steps back in a row of paragraph numbers; unknown numbers are passed over."""
    found: list[Problem] = []
    seen: set[int] = set()
    last = 0
    for place, number in enumerate(numbers, 1):
        if number is None:
            continue
        if number in seen:
            what = f"alineanummer {number} staat er twee keer; kijk in de bron welke klopt"
            found.append(Problem(Trouble.DUPLICATE_NUMBER, what, record=place))
        elif number < last:
            what = f"alinea {number} staat na alinea {last}"
            found.append(Problem(Trouble.STRAY_NUMBER, what, record=place))
        elif number > last + 1:
            which = (
                f"alinea {last + 1} staat"
                if number == last + 2
                else f"de alinea’s {last + 1} tot en met {number - 1} staan"
            )
            found.append(
                Problem(Trouble.MISSING_PARAGRAPHS, f"{which} niet met een nummer in dit bestand", record=place)
            )
        seen.add(number)
        last = max(last, number)
    return found


def _paragraph(entry: Mapping[str, Any], place: int, symbol: str, setting: derive.Setting) -> ReadParagraph:
    text = plain(_text(entry.get("text")))
    number = _number(entry.get("paragraph"))
    complete = entry.get("complete") is True
    note = _text(entry.get("note"))
    letters = [part for part in _list(entry.get("letters")) if isinstance(part, Mapping)]
    said = [value for part in (entry, *letters) for value in part.values()]
    problems = [controls_left_out(record=place)] if controls_in(*said) else []
    if number is None:
        what = "de bron geeft geen nummer bij deze alinea; ze staat er zonder nummer"
        problems.append(Problem(Trouble.UNKNOWN_NUMBER, what, record=place, kept_text=text[:200]))
    if not complete:
        what = "volgens het bestand is deze alinea niet compleet" + (f": {note}" if note else "")
        problems.append(Problem(Trouble.INCOMPLETE_SOURCE, what, record=place, kept_text=text[-200:]))
    own_symbol = _text(entry.get("document"))
    if own_symbol and own_symbol != symbol:
        what = f"deze alinea hoort volgens het bestand bij {own_symbol}; het bestand zelf gaat over {symbol or 'een document zonder nummer'}"
        problems.append(Problem(Trouble.BAD_VALUE, what, record=place, kept_text=own_symbol))
    if not text:
        problems.append(Problem(Trouble.MISSING_VALUE, "deze alinea heeft geen tekst", record=place))
    cluster, heading, section = (_text(entry.get(key)) or None for key in ("cluster", "heading", "chapter"))
    kind = _KINDS.get(_text(entry.get("kind"))) or derive.kind_of(text, section)
    derived = [*derive.of_headings(cluster, heading, setting), *derive.of_text(text, setting), *derive.statements(text)]
    derived += _given(entry, setting)
    areas, problem = derive.urgent_areas(text)
    derived.extend(areas)
    if problem is not None:
        problems.append(problem)
    return ReadParagraph(
        number=number,
        section=section,
        cluster=cluster,
        heading=heading,
        kind=kind,
        text=text,
        complete=complete,
        source=_text(entry.get("source")),
        page=None,
        problems=tuple(problems),
        order=place,
        limbs=tuple(
            _limb(limb, order, place, number, setting)
            for order, limb in enumerate(_list(entry.get("letters")), 1)
            if isinstance(limb, Mapping)
        ),
        derived=tuple(derived),
        original=_original(text, _list(entry.get("letters"))),
        found_by="opgegeven in het bestand" if number is not None else "geen nummer gevonden",
    )


def _original(text: str, letters: Sequence[Any]) -> str:
    parts = [
        f"({part.get('letter') or '?'}) {_text(part.get('text'))}" for part in letters if isinstance(part, Mapping)
    ]
    return "\n".join([text, *parts])


def _limb(entry: Mapping[str, Any], order: int, place: int, number: int | None, setting: derive.Setting) -> ReadLimb:
    text = plain(_text(entry.get("text")))
    letter = _text(entry.get("letter")).strip("() ").lower() or None
    complete = entry.get("complete") is not False
    name = number if number is not None else "?"
    problems: list[Problem] = []
    if letter is None:
        what = f"de bron geeft geen letter bij onderdeel {order} van alinea {name}; het staat er zonder letter"
        problems.append(Problem(Trouble.UNKNOWN_LETTER, what, record=place, kept_text=text[:200]))
    if not complete:
        what = f"onderdeel {order} van alinea {name} is in de bron afgebroken"
        problems.append(Problem(Trouble.CUT_OFF, what, record=place, kept_text=text[-200:]))
    return ReadLimb(
        letter,
        None,
        text,
        complete,
        False,
        derive.of_text(text, setting),
        tuple(problems),
        order,
        found_by="opgegeven in het bestand",
    )


def _given(entry: Mapping[str, Any], setting: derive.Setting) -> list[Derived]:
    """Articles and targets that the maker of the file wrote down; kept apart from what a pattern finds."""
    found: list[Derived] = []
    fields = (
        ("articles", DerivedKind.ARTICLE, f"{setting.treaty}-articles"),
        ("sdg", DerivedKind.SDG_TARGET, "sdg-targets"),
    )
    for key, kind, scheme in fields:
        for value in _list(entry.get(key)):
            given = _text(value)
            if given:
                found.append(Derived(kind, given, "given in the file", (0, len(given)), given, Where.FIELD, scheme))
    return found


def _dates(data: Mapping[str, Any]) -> DocumentDates:
    considered = tuple(day for value in _list(data.get("considered")) if (day := _date(value)))
    return DocumentDates(
        _date(data.get("distr_date")) or _date(data.get("date")), _date(data.get("adopted")), considered
    )


def _date(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _number(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int) and 0 < value < 1000:
        return value
    return int(value) if isinstance(value, str) and value.isdecimal() and 0 < len(value) < 4 else None


def _text(value: object) -> str:
    return without_controls(value) if isinstance(value, str) else ""


def _list(value: object) -> Sequence[Any]:
    return value if isinstance(value, list) else ()
