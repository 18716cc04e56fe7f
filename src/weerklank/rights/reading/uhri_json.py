"""The JSON export of the Universal Human Rights Index, read as a stream: memory does not grow with the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import ijson

from weerklank.rights.reading.guard import GuardedJson, TooMuch
from weerklank.rights.reading.records import Format, Problem, Progress, Trouble
from weerklank.rights.reading.uhri_record import OnProgress, RecordStream, Selection, Value

RAW_KEYS = {
    "AnnotationId": "annotation_id",
    "AnnotationType": "annotation_type",
    "Body": "bodies",
    "Countries": "countries",
    "Regions": "regions",
    "DocumentId": "document_id",
    "Symbol": "symbol",
    "PublicationDate": "published_on",
    "PublicationDateOnUhri": "published_on_uhri",
    "Text": "text",
    "Themes": "themes",
    "AffectedPersons": "affected_persons",
    "Sdgs": "sdgs",
    "UprCycle": "upr_cycle",
    "UprSession": "upr_sessions",
    "UprPositions": "upr_positions",
    "UprRecommendingCountry": "upr_recommending_countries",
    "UprRecommendingRegions": "upr_recommending_regions",
}
NORMALISED_KEYS = {
    "_id": "annotation_id",
    "annotation_type": "annotation_type",
    "body": "bodies",
    "countries": "countries",
    "regions": "regions",
    "symbol": "symbol",
    "date": "published_on",
    "text": "text",
    "themes": "themes",
    "affected_persons": "affected_persons",
    "sdgs": "sdgs",
    "upr_cycle": "upr_cycle",
    "upr_recommending_country": "upr_recommending_countries",
}


class UhriJsonStream(RecordStream):
    """Records of a JSON export in either of its two shapes."""

    def __init__(
        self,
        path: Path,
        format: Format,
        selection: Selection,
        *,
        prefix: str,
        encoding: str = "utf-8",
        after: int = 0,
        on_progress: OnProgress | None = None,
    ) -> None:
        super().__init__(selection, after=after, on_progress=on_progress)
        self._path = path
        self._prefix = prefix
        self._encoding = encoding
        self._keys = RAW_KEYS if format is Format.UHRI_JSON else NORMALISED_KEYS
        self._total = path.stat().st_size
        self._bytes_read = 0

    @property
    def progress(self) -> Progress:
        tally = self.tally
        return Progress(
            self._bytes_read, self._total, "bytes", tally.seen, tally.kept, dict(tally.countries), dict(tally.bodies)
        )

    def _rows(self) -> Iterator[Mapping[str, Value] | Problem]:
        with self._path.open("rb") as file:
            depth = 1 + self._prefix.count(".")
            guarded = GuardedJson(file, record_depth=depth, encoding=self._encoding)
            try:
                for item in ijson.items(guarded, self._prefix, use_float=True):
                    self._bytes_read = guarded.bytes_read
                    if isinstance(item, dict):
                        yield {ours: item.get(theirs) for theirs, ours in self._keys.items()}
                    else:
                        self.tally.seen += 1
                        what = "dit deel van de lijst is geen record; het is overgeslagen"
                        yield Problem(Trouble.BAD_VALUE, what, record=self.tally.seen, kept_text=str(item)[:200])
            except TooMuch as error:
                what = f"{error.what}; het lezen stopt hier en wat ervoor stond is behouden. Zo geeft UHRI zijn export niet uit."
                yield Problem(Trouble.TOO_LONG, what, byte=error.byte, record=self.tally.seen)
            except ijson.IncompleteJSONError as error:
                yield self._broken(error, guarded.bytes_read)
            except (ijson.JSONError, ValueError, OverflowError) as error:
                yield self._broken(error, guarded.bytes_read)
            self._bytes_read = guarded.bytes_read

    def _broken(self, error: Exception, byte: int) -> Problem:
        seen = self.tally.seen
        said = str(error).splitlines()[0] if str(error) else "broken"
        if "UTF8" in said or isinstance(error, UnicodeDecodeError):
            what = (
                f"een teken bij byte {byte} is geen geldige {self._encoding}: de {seen} records ervoor zijn behouden. "
                "Bewaar het bestand als UTF-8 en kies het opnieuw"
            )
            return Problem(Trouble.ENCODING, what, byte=byte, record=seen)
        if byte >= self._total:
            what = (
                f"het bestand breekt af bij byte {byte}, na record {seen}: wat ervoor stond is behouden. "
                "Haal het bestand opnieuw op en lees het in; niets komt er dubbel in"
            )
            return Problem(Trouble.TRUNCATED, what, byte=byte, record=seen)
        what = (
            f"de JSON is stuk bij byte {byte}, na record {seen} ({said}): wat ervoor stond is behouden. "
            "Haal het bestand opnieuw op en lees het in; niets komt er dubbel in"
        )
        return Problem(Trouble.TRUNCATED, what, byte=byte, record=seen)
