"""What a file turned out to be: a document, a thematic list, or a stream of records."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from weerklank.rights.reading.mapping import TableKind, TableRecord
from weerklank.rights.reading.records import Format, Problem, ReadDocument, ReadParagraph, ThematicRow
from weerklank.rights.reading.uhri_json import UhriJsonStream
from weerklank.rights.reading.uhri_record import OnProgress, RecordStream, Selection
from weerklank.rights.reading.uhri_xlsx import UhriXlsxStream

__all__ = [
    "DocumentReading",
    "Reading",
    "RecordReading",
    "RecordStream",
    "Selection",
    "TableReading",
    "ThematicReading",
]


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """One document, wholly read."""

    format: Format
    path: Path
    document: ReadDocument
    paragraphs: tuple[ReadParagraph, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ThematicReading:
    """A thematic list, wholly read; `symbol` where it is a list that we handed out, which names its document."""

    format: Format
    path: Path
    country: str
    rows: tuple[ThematicRow, ...]
    problems: tuple[Problem, ...]
    symbol: str | None = None


@dataclass(frozen=True, slots=True)
class RecordReading:
    """An export of UHRI, not yet read: `records` opens it, as often as wanted."""

    format: Format
    path: Path
    selection: Selection
    size: int
    prefix: str = ""
    encoding: str = "utf-8"
    problems: tuple[Problem, ...] = ()

    def records(self, *, after: int = 0, on_progress: OnProgress | None = None) -> RecordStream:
        """The wanted records after record number `after` of the file."""
        if self.format is Format.UHRI_XLSX:
            return UhriXlsxStream(self.path, self.selection, after=after, on_progress=on_progress)
        return UhriJsonStream(
            self.path,
            self.format,
            self.selection,
            prefix=self.prefix,
            encoding=self.encoding,
            after=after,
            on_progress=on_progress,
        )


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table of recommendations or actions, its rows under our field names."""

    format: Format
    path: Path
    kind: TableKind
    records: tuple[TableRecord, ...]
    problems: tuple[Problem, ...]
    how: str = ""


Reading = DocumentReading | ThematicReading | RecordReading | TableReading
