"""The spreadsheet export of the Universal Human Rights Index, one row at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl

from weerklank.rights.reading.guard import MAX_UNPACKED_XLSX, check_zip
from weerklank.rights.reading.records import Problem, Progress, Trouble, Unreadable
from weerklank.rights.reading.uhri_record import OnProgress, RecordStream, Selection, Value

# The export's own spelling ("Reccomending") and the right one; compared without case and punctuation.
COLUMNS = {
    "text": "text",
    "countriesconcerned": "countries",
    "reccomendingbody": "bodies",
    "recommendingbody": "bodies",
    "documentsymbol": "symbol",
    "themes": "themes",
    "affectedpersons": "affected_persons",
    "sdgs": "sdgs",
    "documentpublicationdate": "published_on",
    "uprreccomendingstates": "upr_recommending_countries",
    "uprrecommendingstates": "upr_recommending_countries",
    "uprposition": "upr_positions",
    "type": "annotation_type",
    "ohchrannotationid": "annotation_id",
    "uprsession": "upr_sessions",
    "regionsconcerned": "regions",
    "reccomendingregions": "upr_recommending_regions",
    "recommendingregions": "upr_recommending_regions",
    "dateofpublicationonuhri": "published_on_uhri",
}
_NEEDED = {
    "text": "Text",
    "countries": "Countries Concerned",
    "bodies": "Reccomending Body",
    "symbol": "Document Symbol",
    "annotation_id": "OHCHR Annotation Id",
}
_SQUASH = re.compile(r"[^a-z0-9]+")
_MAX_COLUMNS = 64
_HEADER_WITHIN = 10


class UhriXlsxStream(RecordStream):
    """Records of the spreadsheet export."""

    def __init__(
        self, path: Path, selection: Selection, *, after: int = 0, on_progress: OnProgress | None = None
    ) -> None:
        super().__init__(selection, after=after, on_progress=on_progress)
        check_zip(path, limit=MAX_UNPACKED_XLSX)
        self._path = path
        self._total: int | None = None
        self._row = 0

    @property
    def progress(self) -> Progress:
        tally = self.tally
        return Progress(
            self._row, self._total, "rows", tally.seen, tally.kept, dict(tally.countries), dict(tally.bodies)
        )

    def _rows(self) -> Iterator[Mapping[str, Value] | Problem]:
        # an open file, because openpyxl judges a name by how it ends
        file = self._path.open("rb")
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        except (KeyError, ValueError, BadZipFile, OSError, SyntaxError) as error:
            file.close()
            raise Unreadable(
                f"{self._path.name} is een rekenblad dat niet te openen is ({error}). Bewaar het opnieuw als .xlsx, of neem de JSON-export."
            ) from error
        try:
            sheet: Any = book.worksheets[0]
            self._total = sheet.max_row
            # The size that a sheet claims may be wrong; the rows themselves say how many there are.
            sheet.reset_dimensions()
            rows = sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS)
            columns = self._header(rows)
            for row in rows:
                self._row += 1
                if any(value is not None for value in row):
                    yield {name: row[place] for place, name in columns.items() if place < len(row)}
        except (ValueError, SyntaxError, BadZipFile, EOFError, KeyError) as error:
            what = f"het blad breekt af na rij {self._row} ({error}): wat ervoor stond is behouden. Haal het bestand opnieuw op"
            yield Problem(Trouble.TRUNCATED, what, record=self.tally.seen)
        finally:
            book.close()
            file.close()

    def _header(self, rows: Iterator[Sequence[Any]]) -> dict[int, str]:
        best: dict[int, str] = {}
        for _, row in zip(range(_HEADER_WITHIN), rows, strict=False):
            self._row += 1
            found = columns_of(row)
            if set(_NEEDED) <= set(found.values()):
                return found
            best = found if len(found) > len(best) else best
        missing = [title for name, title in _NEEDED.items() if name not in best.values()]
        raise Unreadable(
            f"{self._path.name} is een rekenblad zonder de kolom{'men' if len(missing) > 1 else ''} {', '.join(missing)} in de eerste "
            f"{_HEADER_WITHIN} rijen. Dit lijkt niet op de export van UHRI; haal haar opnieuw op bij uhri.ohchr.org."
        )


def columns_of(header: Sequence[object]) -> dict[int, str]:
    """Which column holds which field; the first of two equal headers counts."""
    found: dict[int, str] = {}
    for place, title in enumerate(header):
        name = COLUMNS.get(_SQUASH.sub("", str(title).casefold())) if title is not None else None
        if name is not None and name not in found.values():
            found[place] = name
    return found
