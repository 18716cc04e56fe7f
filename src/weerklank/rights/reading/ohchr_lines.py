"""Lines of concluding observations, from whatever file, become paragraphs and lettered limbs.

One rule stands above the others: a line stays where the file prints it. Where the printed order cannot be
right, the place is marked doubtful and reported; nothing is moved, numbered or filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from weerklank.rights.reading import countries, derive
from weerklank.rights.reading.guard import MAX_TEXT
from weerklank.rights.reading.plain_text import tidy
from weerklank.rights.reading.records import (
    DocumentDates,
    Footnote,
    Format,
    Kind,
    Problem,
    ReadDocument,
    ReadLimb,
    ReadParagraph,
    Trouble,
)

CUT_MARKER = "[cut off by the stored excerpt]"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file; `block` where the file itself says that it is a whole paragraph or heading."""

    text: str
    number: int
    page: int | None = None
    source: str = ""
    block: bool = False
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class LinesRead:
    """What the lines of one document yield."""

    document: ReadDocument
    paragraphs: tuple[ReadParagraph, ...]
    problems: tuple[Problem, ...]


# --- the sorts of lines ----------------------------------------------------------------------------------------

_NUMBER_ALONE = re.compile(r"(\d{1,3})\.$")
_NUMBER_GLUED = re.compile(r"(\d{1,3})\.\s?(?=[^\s\d])(.+)", re.DOTALL)
_LETTER = re.compile(r"\(([a-z]|[ivx]{2,5})\)\s?(.*)", re.DOTALL)
_ROMAN_HEADING = re.compile(r"(I{1,3}|IV|VI{0,3}|IX|X)\.\s?(?=[A-Z])(.{3,140})$")
_LETTER_HEADING = re.compile(r"([A-Z])\.\s?(?=[A-Z])(.{3,160})$")
_ARABIC_HEADING = re.compile(r"(\d{1,2})\.\s?(?=[A-Z])([^.;:]{3,160}|[^.;:]{3,100}\(arts?\.[^;:]{1,100}\))$")
_CLUSTER_ARTICLES = re.compile(r"\(arts?\.\s[^;:]{1,120}\)$")
_RUNNING_SYMBOL = re.compile(r"(?:CRC|CCPR|CEDAW|CERD|CAT|CMW|CED|CRPD|E/C\.12)/[A-Za-z0-9./\-]{3,40}$")
_RUNNING_PAGE = re.compile(r"[Pp]age\s(\d{1,3})$")
_JOB_NUMBER = re.compile(r"GE\.\d{2}-\d{3,6}\b.{0,40}$|\*\d{6,10}\*$|Please recycle.{0,5}$|\(E\)\s?\d{0,8}$")
_BARE_NUMBER = re.compile(r"\d{1,3}$")
_FOOTNOTE = re.compile(
    r"(\*{1,3}|\d{1,2})\s(?=(?:For practical|See|Adopted|CRC/|A/|General Assembly|Official Records|Ibid|The present)\b)(.+)",
    re.DOTALL,
)
_ENDED = re.compile(r"[.;:!?](?:[”\"’')\]]|\s?\d{1,2})?$|;\s(?:and|or)$")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_INLINE_LETTER = re.compile(r"(?<=[:;])\s?(?:(?:and|or)\s)?(?=\((?:[a-z]|[ivx]{2,5})\)\s?[A-Z“\"])")
_STATEMENT = re.compile(r"(?:\d{1,3}\.\s?)?(?:The Committee|The State [Pp]arty)\b")
_MAX_HEADING = 140
_MAX_HEADING_LINES = 4


@dataclass(slots=True)
class _Limb:
    letter: str | None
    parent: str | None
    line: int
    found_by: str = ""
    lines: list[str] = field(default_factory=list)
    complete: bool = True
    doubtful: bool = False
    problems: list[Problem] = field(default_factory=list)

    @property
    def text(self) -> str:
        return _joined(self.lines)

    @property
    def tail(self) -> str:
        return " ".join(self.lines[-2:])[-12:]


@dataclass(slots=True)
class _Paragraph:
    number: int | None
    section: str | None
    cluster: str | None
    heading: str | None
    page: int | None
    source: str
    line: int
    found_by: str = "geen nummer gevonden"
    raw: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    limbs: list[_Limb] = field(default_factory=list)
    letters: set[str] = field(default_factory=set)
    last_letter: str = ""
    complete: bool = True
    doubtful: bool = False
    problems: list[Problem] = field(default_factory=list)

    @property
    def text(self) -> str:
        return _joined(self.lines)

    @property
    def tail(self) -> str:
        return " ".join(self.lines[-2:])[-12:]

    @property
    def last(self) -> _Paragraph | _Limb:
        return self.limbs[-1] if self.limbs else self


def _joined(lines: Iterable[str]) -> str:
    text = ""
    for line in lines:
        # A hyphen at the end of a line may be the word's own; it stays, and the halves close up.
        text += line if not text or (text.endswith("-") and line[:1].islower()) else f" {line}"
    return text


def read_lines(
    lines: Sequence[Line], *, format: Format, source_note: str = "", fragment: bool = False, symbol: str | None = None
) -> LinesRead:
    """Read a whole document, or with `fragment` one annotation of it, which has no header block."""
    reader = _Reader(fragment=fragment)
    kept = _without_running_heads([line for line in lines if line.text])
    body_starts = 0 if fragment else _start_of_body(kept)
    header = kept[:body_starts]
    for index in range(body_starts, len(kept)):
        reader.read(kept[index], kept[index + 1 : index + 5])
    reader.finish()
    document = _document(header, reader, format=format, source_note=source_note, symbol=symbol)
    setting = derive.Setting(
        treaty=derive.treaty_of(document.symbol or "CRC"),
        netherlands_is_europe=any(derive.defines_netherlands_as_europe(note.text) for note in document.footnotes),
    )
    paragraphs = tuple(_finished(paragraph, order, setting) for order, paragraph in enumerate(reader.paragraphs, 1))
    found = [*_symbol_problems(document, header), *reader.problems]
    found += [problem for paragraph in paragraphs for problem in paragraph.problems]
    in_order = sorted(dict.fromkeys(found), key=lambda problem: problem.line or 0)
    return LinesRead(document, paragraphs, tuple(in_order))


def lines_of(
    texts: Iterable[str], *, block: bool = False, page: int | None = None, source: str = "", first: int = 1
) -> list[Line]:
    """Texts as lines numbered from `first`; a form feed starts a new page."""
    found: list[Line] = []
    paged = page
    for number, raw in enumerate(texts, first):
        new_page = "\f" in raw
        if new_page:
            paged = (paged or 1) + 1
        found.append(Line(tidy(raw.replace("\f", " ")), number, paged, source, block, new_page))
    return found


# --- before the body -------------------------------------------------------------------------------------------


def _without_running_heads(lines: list[Line]) -> list[Line]:
    """Leave out page heads and feet; a bare number goes only where it stands next to one of them."""
    kept: list[Line] = []
    body = False
    symbols = {line.text for line in lines if _RUNNING_SYMBOL.fullmatch(line.text)}
    for index, line in enumerate(lines):
        text = line.text
        if _JOB_NUMBER.match(text) or _RUNNING_PAGE.fullmatch(text):
            continue
        body = body or bool(_NUMBER_ALONE.match(text) or _NUMBER_GLUED.match(text))
        if body and text in symbols:
            continue
        if body and _BARE_NUMBER.fullmatch(text):
            around = [*lines[max(0, index - 2) : index], *lines[index + 1 : index + 3]]
            if line.new_page or any(
                near.new_page or near.text in symbols or _JOB_NUMBER.match(near.text) for near in around
            ):
                continue
        kept.append(line)
    return kept


def _start_of_body(lines: list[Line]) -> int:
    for index, line in enumerate(lines):
        if _ROMAN_HEADING.match(line.text) or _NUMBER_ALONE.fullmatch(line.text):
            return index
        glued = _NUMBER_GLUED.match(line.text)
        if glued and (
            not line.block or len(glued.group(2)) > 40 or _ENDED.search(line.text) or _STATEMENT.match(line.text)
        ):
            return index
    glued_lines = (index for index, line in enumerate(lines) if _NUMBER_GLUED.match(line.text))
    return next(glued_lines, len(lines))


_DAY = re.compile(
    r"\b(\d{1,2})\s(January|February|March|April|May|June|July|August|September|October|November|December)\s(\d{4})\b"
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        1,
    )
}
_HELD = re.compile(r"\bheld\son\s(\d{1,2})(?:\s?(?:and|to|[–-])\s?(\d{1,2}))?\s([A-Z][a-z]{2,8})\s(\d{4})\b")
_TITLE = re.compile(r"\b[Cc]oncluding [Oo]bservations\b")
_ORIGINAL = re.compile(r"Original:?\s{0,3}([A-Za-z]{4,12})\b")


def _document(
    header: list[Line], reader: _Reader, *, format: Format, source_note: str, symbol: str | None
) -> ReadDocument:
    printed = symbol or next((match.group(0) for line in header if (match := countries.SYMBOL.search(line.text))), None)
    right = (countries.corrected_symbol(printed) or printed) if printed else None
    title = _title(header)
    first = reader.paragraphs[0].text if reader.paragraphs else ""
    english = any(re.search(r"\bthe\s(?:Committee|State)\b|\bThe Committee\b", p.text) for p in reader.paragraphs)
    country = countries.country_of_symbol(right) if right else None
    if country is None:
        named = countries.countries_named(title)
        country = next(iter(named), None)
    if reader.paragraphs and not english:
        reader.problems.append(
            Problem(
                Trouble.LANGUAGE,
                "deze tekst is niet in het Engels: artikelen, gebieden en het soort alinea worden alleen uit Engelse tekst afgeleid; "
                "neem de Engelse versie, of kijk elke alinea zelf na",
            )
        )
    return ReadDocument(
        symbol=right,
        title=title,
        dates=_dates(header, first),
        language="en" if english else None,
        format=format,
        source_note=source_note,
        printed_symbol=printed,
        country=country,
        footnotes=tuple(reader.footnotes),
    )


def _title(header: list[Line]) -> str:
    for index, line in enumerate(header):
        if not _TITLE.search(line.text):
            continue
        parts = [line.text[:400]]
        for more in header[index + 1 : index + 4]:
            if line.block or more.text.startswith("*") or sum(map(len, parts)) > 300:
                break
            parts.append(more.text)
        return " ".join(parts)[:600].rstrip("*").strip()
    return ""


def _dates(header: list[Line], first_paragraph: str) -> DocumentDates:
    distributed = next((found for line in header if (found := _date_in(line.text))), None)
    held: list[tuple[int, tuple[date, ...]]] = []
    for match in _HELD.finditer(first_paragraph):
        days = [int(day) for day in (match.group(1), match.group(2)) if day]
        month = _MONTHS.get(match.group(3))
        year = int(match.group(4))
        dates = tuple(found for day in days if month and (found := _safe_date(year, month, day)))
        held.append((match.start(), dates))
    adopting = first_paragraph.find("adopted")
    considered = tuple(found for start, dates in held for found in dates if adopting < 0 or start < adopting)
    after = [dates for start, dates in held if adopting >= 0 and start > adopting and dates]
    return DocumentDates(distributed, after[-1][-1] if after else None, considered)


def _date_in(text: str) -> date | None:
    match = _DAY.search(text)
    return _safe_date(int(match.group(3)), _MONTHS[match.group(2)], int(match.group(1))) if match else None


def _safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _symbol_problems(document: ReadDocument, header: list[Line]) -> list[Problem]:
    if document.symbol is None:
        what = "in de tekst staat geen documentnummer zoals CRC/C/NLD/CO/5-6; geef het zelf op"
        return [] if not header else [Problem(Trouble.NO_SYMBOL, what)]
    if document.printed_symbol != document.symbol:
        printed = document.printed_symbol or ""
        line = next((line.number for line in header if printed in line.text), None)
        return [misprint(printed, document.symbol, line=line)]
    return []


def misprint(printed: str, right: str, *, line: int | None = None) -> Problem:
    """A symbol that the United Nations itself printed wrongly."""
    what = f"het documentnummer is gedrukt als {printed}, een bekende drukfout; het is gelezen als {right}, vergelijk met de bron"
    return Problem(Trouble.MISPRINTED_SYMBOL, what, line=line, kept_text=printed)


# --- the body ----------------------------------------------------------------------------------------------------


class _Reader:
    """Walks through the lines once, keeping the stack of headings and the open paragraph and limb."""

    def __init__(self, *, fragment: bool) -> None:
        self.fragment = fragment
        self.paragraphs: list[_Paragraph] = []
        self.problems: list[Problem] = []
        self.footnotes: list[Footnote] = []
        self.section: str | None = None
        self.section_letter = ""
        self.cluster: str | None = None
        self.heading: str | None = None
        self.heading_parts: list[str] = []
        self.unused: dict[str, str] = {}
        self.romans_seen = False
        self.last_number: int | None = None
        self.seen_numbers: dict[int, _Paragraph] = {}
        self.current: _Paragraph | None = None
        self.page: int | None = None
        self.cut = False
        self.inline = False
        self.note: list[str] | None = None
        self.note_at: Line | None = None
        self.note_mark = ""

    def read(self, line: Line, following: Sequence[Line]) -> None:
        self._turn_page(line)
        text = line.text
        cut = text.endswith(CUT_MARKER)
        if cut:
            text = text.removesuffix(CUT_MARKER).rstrip()
        for place, part in enumerate(_INLINE_LETTER.split(text) if len(text) > 6 else [text]):
            if part.strip():
                self.inline = place > 0
                self._read_part(line, part.strip(), following, cut=cut)
        self.inline = False
        if self.current is not None and self.note is None:
            self.current.raw.append(line.text)
        if cut:
            self._cut_here(line, text)

    def finish(self) -> None:
        self._close_note()
        self._close_paragraph()
        self._report_unused("section", "cluster", "heading")

    # -- pages ------------------------------------------------------------------------------------------------

    def _turn_page(self, line: Line) -> None:
        if line.page == self.page or line.page is None:
            return
        self._close_note()
        gap = self.page is not None and line.page > self.page + 1
        if gap and self.page is not None:
            first, last = self.page + 1, line.page - 1
            which = f"bladzijde {first} staat" if first == last else f"de bladzijden {first} tot en met {last} staan"
            self.problems.append(
                Problem(Trouble.MISSING_PAGES, f"{which} niet in dit bestand", line=line.number, page=line.page)
            )
        if gap or self.cut:
            # What was not seen may have held a heading: the old one must not be carried over.
            self._close_paragraph()
            self._report_unused("section", "cluster", "heading")
            self.section = self.cluster = self.heading = None
            self.section_letter = ""
        self.cut = False
        self.page = line.page

    def _cut_here(self, line: Line, text: str) -> None:
        self.cut = True
        what = "de tekst is hier afgebroken; lees de rest in de bron"
        if self.current is None or self.heading_parts:
            self.heading_parts = []
            self.unused.pop("heading", None)
            self.problems.append(Problem(Trouble.CUT_OFF, what, line=line.number, page=line.page, kept_text=text))
            return
        place = self.current.last
        place.complete = False
        self.current.complete = False
        problem = Problem(Trouble.CUT_OFF, what, line=line.number, page=line.page, kept_text=text)
        self.current.problems.append(problem)
        if place is not self.current:
            place.problems.append(problem)

    # -- one line -----------------------------------------------------------------------------------------------

    def _read_part(self, line: Line, text: str, following: Sequence[Line], *, cut: bool) -> None:
        if self._is_footnote(line, text):
            return
        if self._is_heading(line, text, following, cut=cut):
            return
        if self._is_number(line, text):
            return
        if self._is_letter(line, text):
            return
        if self.note is not None:
            self.note.append(text)
            return
        self._is_text(line, text)

    def _is_footnote(self, line: Line, text: str) -> bool:
        match = _FOOTNOTE.match(text)
        if match is None or not self._text_ended():
            return False
        self._close_note()
        self.note, self.note_at, self.note_mark = [match.group(2)], line, match.group(1)
        if line.block:
            self._close_note()
        return True

    def _close_note(self) -> None:
        if self.note is not None and self.note_at is not None:
            at = self.note_at
            self.footnotes.append(Footnote(self.note_mark, _joined(self.note), at.number, at.page))
        self.note, self.note_at = None, None

    def _is_heading(self, line: Line, text: str, following: Sequence[Line], *, cut: bool) -> bool:
        if not self._text_ended() and not line.block:
            return False
        if self.current is not None and not self.current.last.lines:
            # A number or letter without words yet: what follows is its text, however short.
            return False
        if cut:
            return self._is_cut_heading(line, text)
        roman, letter, arabic = _ROMAN_HEADING.match(text), _LETTER_HEADING.match(text), _ARABIC_HEADING.match(text)
        if roman and not self._continues_letters(roman.group(1)) and _looks_like_heading(text):
            self._open_section(text)
            self.romans_seen = True
            return True
        if letter and _looks_like_heading(text):
            if self.romans_seen or _CLUSTER_ARTICLES.search(text):
                self._open_cluster(text)
            else:
                self._open_section(text)
            self.section_letter = letter.group(1)
            return True
        wraps = bool(following) and following[0].text[:1].islower() and not line.block
        if arabic and not wraps and _looks_like_heading(text) and self._breaks_sequence(int(arabic.group(1))):
            self._open_cluster(text)
            return True
        return self._is_plain_heading(line, text, following)

    def _is_cut_heading(self, line: Line, text: str) -> bool:
        arabic = re.match(r"(\d{1,2})\.\s?[A-Z][^.;:]{2,80}$", text)
        if arabic and self._breaks_sequence(int(arabic.group(1))):
            self._close_paragraph()
            self.heading_parts = [text]
            return True
        return False

    def _is_plain_heading(self, line: Line, text: str, following: Sequence[Line]) -> bool:
        if not _looks_like_heading(text) or not text[:1].isupper() or _LETTER.match(text):
            return False
        if _NUMBER_ALONE.match(text) or _NUMBER_GLUED.match(text):
            return False
        if not line.block and not self._heading_leads_to_number(text, following):
            return False
        # Inside a block text a short last line is a heading only if something numbered or lettered follows.
        if line.block and self.current is not None and self.current.limbs and not self._text_ended():
            return False
        self._close_note()
        self._close_paragraph()
        if len(self.heading_parts) >= _MAX_HEADING_LINES:
            self._report_unused("heading")
        self.heading_parts.append(text)
        self.heading = self.unused["heading"] = " ".join(self.heading_parts)
        return True

    def _heading_leads_to_number(self, text: str, following: Sequence[Line]) -> bool:
        for near in following[:3]:
            if _NUMBER_ALONE.match(near.text) or _NUMBER_GLUED.match(near.text):
                return True
            if _LETTER_HEADING.match(near.text) or _ROMAN_HEADING.match(near.text):
                return True
            if not _looks_like_heading(near.text):
                return False
        return False

    def _continues_letters(self, roman: str) -> bool:
        """Whether "I." or "V." is the next letter of a row of lettered headings, not a roman number."""
        return (
            self.romans_seen
            and len(roman) == 1
            and bool(self.section_letter)
            and ord(roman) == ord(self.section_letter) + 1
        )

    def _breaks_sequence(self, number: int) -> bool:
        """Whether a numbered short line cannot be the next paragraph and so is a heading."""
        if self.last_number is None:
            return number < 15 and not self.fragment
        return number <= self.last_number

    def _open_section(self, text: str) -> None:
        self._close_note()
        self._close_paragraph()
        self._report_unused("section", "cluster", "heading")
        self.unused["section"] = text
        self.section, self.cluster, self.heading, self.section_letter = text, None, None, ""

    def _open_cluster(self, text: str) -> None:
        self._close_note()
        self._close_paragraph()
        self._report_unused("cluster", "heading")
        self.unused["cluster"] = text
        self.cluster, self.heading = text, None

    def _report_unused(self, *levels: str) -> None:
        """A heading with nothing under it would vanish: it is kept as a problem."""
        for level in levels:
            if text := self.unused.pop(level, ""):
                self._unplaced(text, None)
        self.heading_parts = []

    # -- numbers ------------------------------------------------------------------------------------------------

    def _is_number(self, line: Line, text: str) -> bool:
        alone, glued = _NUMBER_ALONE.fullmatch(text), _NUMBER_GLUED.match(text)
        found = alone or glued
        if found is None:
            return False
        number = int(found.group(1))
        expected = self.last_number is None or number == self.last_number + 1
        if number == 0 or (not expected and not self._text_ended()):
            # "…in accordance with article / 12. The…" is a wrapped sentence, not paragraph 12.
            return False
        self._close_note()
        empty_limb = self._open_empty_limb()
        self._report_order(number, line)
        self._close_paragraph()
        self._open_paragraph(number, line)
        assert self.current is not None
        self.current.found_by = "nummer op een eigen regel" if alone else "nummer aan het begin van de regel"
        if empty_limb is not None and alone is not None:
            self._swapped_number(empty_limb, number, line)
        if glued and not alone:
            self._read_part(line, glued.group(2).strip(), (), cut=False)
        return True

    def _open_empty_limb(self) -> _Limb | None:
        last = self.current.last if self.current is not None else None
        return last if isinstance(last, _Limb) and not last.lines else None

    def _swapped_number(self, limb: _Limb, number: int, line: Line) -> None:
        owner = self.paragraphs[-1]
        assert self.current is not None
        name = f"{owner.number}({limb.letter})" if owner.number is not None else f"({limb.letter})"
        what = (
            f"“{number}.” staat tussen de letter {name} en haar tekst: welke regels hierna bij {name} horen en met welke "
            f"alinea {number} begint, is niet te zien; vergelijk met de bladzijde in de bron"
        )
        problem = Problem(Trouble.SWAPPED_LINES, what, line=line.number, page=line.page, kept_text=f"{number}.")
        for place in (limb, owner, self.current):
            place.problems.append(problem)
        # The missing words of the limb are explained by this problem, not by a second one.
        owner.problems[:] = [found for found in owner.problems if found.trouble is not Trouble.CUT_OFF]
        limb.problems[:] = [found for found in limb.problems if found.trouble is not Trouble.CUT_OFF]
        limb.doubtful = self.current.doubtful = True
        limb.complete = owner.complete = self.current.complete = False

    def _report_order(self, number: int, line: Line) -> None:
        if number in self.seen_numbers:
            what = f"alineanummer {number} staat er twee keer; kijk in de bron welke klopt"
            self.problems.append(Problem(Trouble.DUPLICATE_NUMBER, what, line=line.number, page=line.page))
        elif self.last_number is not None and number < self.last_number:
            what = f"alinea {number} staat na alinea {self.last_number}: de volgorde van het bestand klopt niet"
            self.problems.append(Problem(Trouble.STRAY_NUMBER, what, line=line.number, page=line.page))
        elif self.last_number is not None and number > self.last_number + 1:
            first, last = self.last_number + 1, number - 1
            which = f"alinea {first} staat" if first == last else f"de alinea’s {first} tot en met {last} staan"
            what = f"{which} niet in dit bestand, of zonder nummer"
            self.problems.append(Problem(Trouble.MISSING_PARAGRAPHS, what, line=line.number, page=line.page))
        elif self.last_number is None and number > 1 and not self.fragment:
            what = f"de eerste alinea is {number}: de alinea’s 1 tot en met {number - 1} staan niet in dit bestand"
            self.problems.append(Problem(Trouble.MISSING_PARAGRAPHS, what, line=line.number, page=line.page))
        if earlier := self.seen_numbers.get(number):
            earlier.doubtful = True
        self.last_number = max(number, self.last_number or 0)

    def _open_paragraph(self, number: int | None, line: Line) -> None:
        self.heading_parts = []
        self.unused = {}
        self.current = _Paragraph(number, self.section, self.cluster, self.heading, line.page, line.source, line.number)
        if number is not None and number in self.seen_numbers:
            self.current.doubtful = True
        if number is not None:
            self.seen_numbers[number] = self.current
        self.cut = False

    # -- letters ------------------------------------------------------------------------------------------------

    def _is_letter(self, line: Line, text: str) -> bool:
        match = _LETTER.match(text)
        if match is None:
            return False
        letter, rest = match.group(1), match.group(2).strip()
        # A letter on a line of its own is never a reference, whatever stands before it.
        if rest and not self._text_ended() and not line.block:
            return False
        if rest[:1].islower() and rest.split(" ")[0] in {"and", "or", "of", "to", "above", "below"}:
            # "(b) and (c) of the Convention" at the start of a line is a reference.
            return False
        placed = self._place_of(letter)
        if placed is None:
            return False
        self._close_note()
        if self.current is None:
            self._open_unnumbered(line)
        assert self.current is not None
        self._close_limb()
        name, parent = placed
        self._report_letter(name, parent, line)
        self.current.limbs.append(_Limb(name, parent, line.number, self._letter_pattern(rest, parent)))
        if rest:
            again = _LETTER.match(rest)
            if again and parent is None and again.group(1) in {"i"}:
                self._read_part(line, rest, (), cut=False)
            else:
                self.current.limbs[-1].lines.append(rest)
        return True

    def _letter_pattern(self, rest: str, parent: str | None) -> str:
        where = (
            "na een dubbele punt of puntkomma in de regel"
            if self.inline
            else "aan het begin van de regel"
            if rest
            else "op een eigen regel"
        )
        return f"{'cijfer onder een letter' if parent else 'letter'} {where}"

    def _place_of(self, letter: str) -> tuple[str, str | None] | None:
        """The letter with the letter above it: (i) after (h) is a limb, (i) under "(b) …:" a sub-limb."""
        limbs = self.current.limbs if self.current is not None else []
        last = limbs[-1] if limbs else None
        if letter in _ROMANS and last is not None:
            if last.parent is not None and last.letter in _ROMANS:
                position = _ROMANS.index(last.letter)
                if position + 1 < len(_ROMANS) and _ROMANS[position + 1] == letter:
                    return letter, last.parent
            if letter == "i" and last.parent is None and (not last.lines or last.tail.endswith(":")):
                return letter, last.letter
        if len(letter) > 1:
            return (letter, last.parent or last.letter) if last is not None else None
        return letter, None

    def _report_letter(self, letter: str, parent: str | None, line: Line) -> None:
        assert self.current is not None
        if parent is not None:
            return
        last, top = self.current.last_letter, self.current.letters
        expected = chr(ord(last) + 1) if last else "a"
        self.current.last_letter = letter
        seen = letter in top
        top.add(letter)
        if letter == expected:
            return
        number = self.current.number if self.current.number is not None else "?"
        if seen:
            trouble, what = Trouble.DUPLICATE_LETTER, f"de letter {number}({letter}) staat er twee keer"
        elif letter > expected:
            missing = ", ".join(f"({chr(code)})" for code in range(ord(expected), ord(letter)))
            trouble = Trouble.SKIPPED_LETTER
            what = (
                f"alinea {number} gaat van ({last}) naar ({letter}): {missing} niet gevonden"
                if last
                else (f"de letters van alinea {number} beginnen bij ({letter}): {missing} niet gevonden")
            )
            self.current.complete = False
        else:
            trouble, what = Trouble.SWAPPED_LINES, f"de letter {number}({letter}) staat na ({last})"
        self.current.problems.append(Problem(trouble, what, line=line.number, page=line.page))

    # -- text ---------------------------------------------------------------------------------------------------

    def _is_text(self, line: Line, text: str) -> None:
        if self.current is None:
            if not self.fragment and self.cut:
                self._unplaced(text, line)
                return
            self._open_unnumbered(line)
        elif line.block and not self.fragment and text[:1].isupper() and self._sentence_ended():
            # A paragraph of the file without a number: joining it to the one before would hide that.
            self._close_paragraph()
            self._open_unnumbered(line)
        assert self.current is not None
        self.current.last.lines.append(text)

    def _open_unnumbered(self, line: Line) -> None:
        self._open_paragraph(None, line)
        assert self.current is not None
        what = "deze tekst heeft in het bestand geen alineanummer; ze staat er zonder nummer"
        self.current.problems.append(
            Problem(Trouble.UNKNOWN_NUMBER, what, line=line.number, page=line.page, kept_text=line.text[:200])
        )

    def _unplaced(self, text: str, line: Line | None) -> None:
        self.problems.append(
            Problem(
                Trouble.UNPLACED_TEXT,
                "deze regel hoort bij geen enkele alinea; ze staat alleen hier",
                line=line.number if line else None,
                page=line.page if line else self.page,
                kept_text=text,
            )
        )

    def _text_ended(self) -> bool:
        """Whether what stands open could end here, so that a new number, letter or heading may start."""
        if self.cut or self.heading_parts or self.current is None:
            return True
        last = self.current.last
        if not last.lines:
            return True
        return _ENDED.search(last.tail) is not None

    def _sentence_ended(self) -> bool:
        last = self.current.last if self.current is not None else None
        return last is not None and last.tail.endswith((".", "!", "?", ".”", ".)"))

    # -- closing ------------------------------------------------------------------------------------------------

    def _close_limb(self) -> None:
        if self.current is None or not self.current.limbs:
            return
        limb = self.current.limbs[-1]
        name = f"{self.current.number if self.current.number is not None else '?'}({limb.letter})"
        text = limb.text
        if limb.doubtful or not limb.complete:
            return
        if not text:
            limb.doubtful, limb.complete, self.current.complete = True, False, False
            problem = Problem(
                Trouble.CUT_OFF, f"de letter {name} heeft in het bestand geen tekst", line=limb.line, page=self.page
            )
        elif _out_of_order(limb.lines):
            limb.doubtful = True
            problem = Problem(
                Trouble.SWAPPED_LINES,
                f"de regels van {name} sluiten niet op elkaar aan; ze staan er zoals ze gedrukt zijn, "
                "vergelijk met de bladzijde in de bron",
                line=limb.line,
                page=self.page,
                kept_text="\n".join(limb.lines),
            )
        else:
            return
        limb.problems.append(problem)
        self.current.problems.append(problem)

    def _close_paragraph(self) -> None:
        if self.current is None:
            return
        self._close_limb()
        paragraph = self.current
        whole = paragraph.complete and bool(paragraph.lines) and not paragraph.limbs and not self.cut
        if whole and not _ENDED.search(paragraph.text[-12:]):
            paragraph.complete = False
            what = f"alinea {paragraph.number or '?'} houdt midden in een zin op"
            kept = paragraph.text[-120:]
            paragraph.problems.append(
                Problem(Trouble.CUT_OFF, what, line=paragraph.line, page=paragraph.page, kept_text=kept)
            )
        self.paragraphs.append(paragraph)
        self.current = None


def _looks_like_heading(text: str) -> bool:
    if _STATEMENT.match(text):
        return False
    return (
        3 <= len(text) <= _MAX_HEADING
        and not text.endswith((".", ";", ":", ","))
        or bool(len(text) <= _MAX_HEADING + 60 and _CLUSTER_ARTICLES.search(text))
    )


def _out_of_order(lines: list[str]) -> bool:
    """A limb that starts in lower case, ends, and then goes on with a new sentence that never ends."""
    if len(lines) < 2:
        return False
    starts_low = lines[0][:1].islower()
    ended_before = any(_ENDED.search(line) for line in lines[:-1])
    never_ends = _ENDED.search(lines[-1]) is None
    return (
        starts_low and (ended_before or never_ends) or (never_ends and any(line.endswith(";") for line in lines[:-1]))
    )


# --- the result --------------------------------------------------------------------------------------------------


def _finished(paragraph: _Paragraph, order: int, setting: derive.Setting) -> ReadParagraph:
    text = paragraph.text
    problems = list(paragraph.problems)
    if len(text) + sum(len(limb.text) for limb in paragraph.limbs) > MAX_TEXT:
        what = f"alinea {paragraph.number or '?'} is langer dan {MAX_TEXT} tekens en is overgeslagen"
        problems.append(Problem(Trouble.TOO_LONG, what, line=paragraph.line, kept_text=text[:200]))
        text, paragraph.limbs, paragraph.complete = "", [], False
    kind = derive.kind_of(text, paragraph.section)
    derived = [*derive.of_headings(paragraph.cluster, paragraph.heading, setting), *derive.of_text(text, setting)]
    derived.extend(derive.statements(text))
    if kind is Kind.URGENT_AREAS:
        areas, problem = derive.urgent_areas(text if paragraph.complete else text + CUT_MARKER)
        derived.extend(areas)
        if problem is not None:
            problems.append(problem)
    return ReadParagraph(
        number=paragraph.number,
        section=paragraph.section,
        cluster=paragraph.cluster,
        heading=paragraph.heading,
        kind=kind,
        text=text,
        complete=paragraph.complete,
        source=paragraph.source,
        page=paragraph.page,
        problems=tuple(problems),
        order=order,
        limbs=tuple(_finished_limb(limb, place, setting) for place, limb in enumerate(paragraph.limbs, 1)),
        derived=tuple(derived),
        doubtful=paragraph.doubtful,
        line=paragraph.line,
        original="\n".join(paragraph.raw)[:MAX_TEXT],
        found_by=paragraph.found_by,
    )


def _finished_limb(limb: _Limb, order: int, setting: derive.Setting) -> ReadLimb:
    text = limb.text
    return ReadLimb(
        letter=limb.letter,
        parent=limb.parent,
        text=text,
        complete=limb.complete,
        doubtful=limb.doubtful,
        derived=derive.of_text(text, setting),
        problems=tuple(limb.problems),
        order=order,
        line=limb.line,
        found_by=limb.found_by,
    )
