"""One annotation of the Universal Human Rights Index, from either of its exports."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from weerklank.rights.reading import derive
from weerklank.rights.reading.countries import corrected_symbol, same_country
from weerklank.rights.reading.guard import MAX_TEXT
from weerklank.rights.reading.ohchr_lines import lines_of, misprint, read_lines
from weerklank.rights.reading.plain_text import controls_in, plain, tidy
from weerklank.rights.reading.records import Format, Problem, Progress, Trouble, UhriRecord, controls_left_out

CRC_BODIES = ("CRC", "CRC-OP-SC", "CRC-OP-AC")
# Excel counts days from here, because it believes that 1900 was a leap year.
EXCEL_EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
_TALLY_LIMIT = 400

Value = object
OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which records of the export are wanted."""

    country: str = "Netherlands"
    bodies: tuple[str, ...] = CRC_BODIES

    def takes(self, countries: Iterable[str], bodies: Iterable[str]) -> bool:
        """Whether a record is about the country and by one of the bodies; no bodies named means every body."""
        wanted = {body.casefold() for body in self.bodies}
        return any(same_country(name, self.country) for name in countries) and (
            not wanted or any(body.casefold() in wanted for body in bodies)
        )


@dataclass(slots=True)
class Tally:
    """What passed by, so that an empty result can be explained."""

    seen: int = 0
    kept: int = 0
    countries: dict[str, int] = field(default_factory=dict)
    bodies: dict[str, int] = field(default_factory=dict)

    def count(self, countries: Iterable[str], bodies: Iterable[str]) -> None:
        for names, counts in ((countries, self.countries), (bodies, self.bodies)):
            for name in names:
                if name in counts or len(counts) < _TALLY_LIMIT:
                    counts[name] = counts.get(name, 0) + 1


class RecordStream(ABC):
    """The wanted records of one export, one at a time, from after record `after`; Problems come in between."""

    progress_every = 500

    def __init__(self, selection: Selection, *, after: int = 0, on_progress: OnProgress | None = None) -> None:
        self.selection = selection
        self.after = after
        self.tally = Tally()
        self._on_progress = on_progress
        self._ids: set[str] = set()

    @abstractmethod
    def _rows(self) -> Iterator[Mapping[str, Value] | Problem]:
        """Rows with our own field names, in file order, wanted or not."""

    @property
    @abstractmethod
    def progress(self) -> Progress:
        """How far the reading is."""

    def __iter__(self) -> Iterator[UhriRecord | Problem]:
        for row in self._rows():
            if isinstance(row, Problem):
                yield row
                continue
            self.tally.seen += 1
            if self._on_progress is not None and self.tally.seen % self.progress_every == 0:
                self._on_progress(self.progress)
            if self.tally.seen <= self.after:
                continue
            countries, bodies = entries(row.get("countries")), entries(row.get("bodies"))
            self.tally.count(countries, bodies)
            if not self.selection.takes(countries, bodies):
                continue
            yield self._record(row, countries, bodies)
        if self._on_progress is not None:
            self._on_progress(self.progress)
        if self.tally.kept == 0 and self.tally.seen > self.after:
            yield self._nothing_selected()

    def _record(
        self, row: Mapping[str, Value], countries: tuple[str, ...], bodies: tuple[str, ...]
    ) -> UhriRecord | Problem:
        ordinal = self.tally.seen
        annotation_id = words(row.get("annotation_id"))
        raw = row.get("text")
        if not annotation_id or not isinstance(raw, str) or not raw.strip():
            missing = "kenmerk" if not annotation_id else "tekst"
            what = f"dit record heeft geen {missing} en is overgeslagen; zoek het op bij uhri.ohchr.org"
            return Problem(Trouble.MISSING_VALUE, what, record=ordinal, kept_text=str(raw or annotation_id)[:200])
        if len(raw) > MAX_TEXT:
            what = f"de tekst van dit record heeft {len(raw)} tekens, meer dan {MAX_TEXT}; het is overgeslagen"
            return Problem(Trouble.TOO_LONG, what, record=ordinal, kept_text=raw[:200])
        if annotation_id in self._ids:
            what = f"het kenmerk {annotation_id} komt een tweede keer voor; dit latere record is overgeslagen"
            return Problem(Trouble.DUPLICATE_NUMBER, what, record=ordinal, kept_text=raw[:200])
        self._ids.add(annotation_id)
        self.tally.kept += 1
        return record_from(row, ordinal, annotation_id, countries, bodies)

    def _nothing_selected(self) -> Problem:
        tally, wanted = self.tally, self.selection
        bodies = ", ".join(wanted.bodies) or "elk comité"
        what = (
            f"geen van de {tally.seen - self.after} records past bij wat is gevraagd (land: {wanted.country}; comité: {bodies}). "
            f"Het bestand gaat over {_top(tally.countries)}; comités: {_top(tally.bodies)}. {self._what_to_add()}"
        )
        return Problem(Trouble.NOTHING_SELECTED, what)

    def _what_to_add(self) -> str:
        """Exactly what makes this file readable, in the words of the form and of the command."""
        tally, wanted = self.tally, self.selection
        asked, typed = [], []
        if not any(same_country(name, wanted.country) for name in tally.countries):
            if not tally.countries:
                return "Het noemt geen land; kijk of dit de goede export is."
            country = _first(tally.countries)
            asked.append(f"het land ({country})")
            typed.append(f"--country {country}" if country.isalpha() else f'--country "{country}"')
        if tally.bodies and wanted.bodies and not set(wanted.bodies) & set(tally.bodies):
            body = _first(tally.bodies)
            asked.append(f"het comité ({body}, of: alle)")
            typed.append(f"--body {body}" if " " not in body else f'--body "{body}"')
        if not asked:
            return "Land en comité komen wel voor, maar nooit samen in één record. Kies een van beide ruimer."
        return f"Geef op bij het inlezen: {' en '.join(asked)}. Op de opdrachtregel: {' '.join(typed)}."


def record_from(
    row: Mapping[str, Value], ordinal: int, annotation_id: str, countries: tuple[str, ...], bodies: tuple[str, ...]
) -> UhriRecord:
    """A record with the paragraphs, limbs and references that its text holds."""
    text = plain(str(row.get("text")))
    printed = words(row.get("symbol"))
    symbol = corrected_symbol(printed) or printed
    values = [part for value in row.values() for part in (value if isinstance(value, list | tuple) else [value])]
    problems = [controls_left_out(record=ordinal)] if controls_in(*values) else []
    if symbol != printed:
        problems.append(replace(misprint(printed, symbol), record=ordinal))
    read = read_lines(
        lines_of(text.split("\n"), block=True),
        format=Format.UHRI_JSON,
        fragment=True,
        symbol=symbol or (bodies[0] if bodies else None),
    )
    problems += [Problem(p.trouble, p.what, line=p.line, kept_text=p.kept_text, record=ordinal) for p in read.problems]
    if not symbol:
        problems.append(Problem(Trouble.MISSING_VALUE, "dit record noemt geen documentnummer", record=ordinal))
    published = moment(row.get("published_on"))
    for key in ("published_on", "published_on_uhri"):
        value = row.get(key)
        if value not in (None, "") and moment(value) is None:
            what = f"de datum “{str(value)[:40]}” is niet te lezen; het record staat er zonder datum"
            problems.append(Problem(Trouble.BAD_VALUE, what, record=ordinal, kept_text=str(value)[:100]))
    sdgs = entries(row.get("sdgs"))
    return UhriRecord(
        ordinal=ordinal,
        annotation_id=annotation_id,
        annotation_type=" / ".join(entries(row.get("annotation_type"))),
        bodies=bodies,
        countries=countries,
        symbol=symbol,
        text=text,
        paragraphs=read.paragraphs,
        derived=derive.sdg_field(sdgs),
        problems=tuple(problems),
        regions=entries(row.get("regions")),
        document_id=words(row.get("document_id")),
        published_on=published.date() if published else None,
        published_on_uhri=moment(row.get("published_on_uhri")),
        themes=entries(row.get("themes")),
        affected_persons=entries(row.get("affected_persons")),
        sdgs=sdgs,
        upr_cycle=words(row.get("upr_cycle")),
        upr_sessions=entries(row.get("upr_sessions")),
        upr_positions=entries(row.get("upr_positions")),
        upr_recommending_countries=entries(row.get("upr_recommending_countries")),
        upr_recommending_regions=entries(row.get("upr_recommending_regions")),
    )


def entries(value: Value) -> tuple[str, ...]:
    """A list out of a list, or out of lines with "- " before each."""
    if value is None:
        return ()
    parts = value if isinstance(value, list | tuple) else str(value).splitlines()
    cleaned = (tidy(str(part)).removeprefix("-").strip() for part in parts if part is not None)
    return tuple(part for part in cleaned if part)


def words(value: Value) -> str:
    """A single value as text."""
    return tidy(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def moment(value: Value) -> datetime | None:
    """A time out of an ISO text, a date, or a serial number of Excel; UHRI names no zone, so UTC is taken."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if isinstance(value, str):
        return _from_words(value.strip())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_serial(float(value))
    return None


def _from_words(text: str) -> datetime | None:
    if text.replace(".", "", 1).isdecimal() and len(text) < 20:
        return _from_serial(float(text))
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _from_serial(days: float) -> datetime | None:
    # From 1 March 1900, where Excel's calendar and the real one agree, to the year 2199.
    return EXCEL_EPOCH + timedelta(seconds=round(days * 86400)) if 61 <= days < 109_575 else None


def _first(counts: Mapping[str, int]) -> str:
    return min(counts, key=lambda name: (-counts[name], name))


def _top(counts: Mapping[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    named = ", ".join(f"{name} ({count})" for name, count in ordered[:5])
    return (named + (f" en {len(ordered) - 5} andere" if len(ordered) > 5 else "")) or "geen genoemd land"
