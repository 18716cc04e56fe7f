"""Which shape a file has, found from its first bytes; and the refusal where it has none that we know."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import ijson

from weerklank.rights.reading import (
    curated_json,
    encoding,
    guard,
    impact_oss,
    mapping,
    ohchr_docx,
    ohchr_html,
    ohchr_pages,
    ohchr_pdf,
    ohchr_text,
    tables,
    thematic_list,
    uhri_xlsx,
)
from weerklank.rights.reading.countries import same_country
from weerklank.rights.reading.mapping import TableKind
from weerklank.rights.reading.ohchr_lines import LinesRead
from weerklank.rights.reading.plain_text import controls_in
from weerklank.rights.reading.records import (
    Format,
    NeedsColumns,
    Problem,
    ReadDocument,
    Trouble,
    Unreadable,
    controls_left_out,
)
from weerklank.rights.reading.sources import DocumentReading, Reading, RecordReading, TableReading, ThematicReading
from weerklank.rights.reading.uhri_json import NORMALISED_KEYS, RAW_KEYS
from weerklank.rights.reading.uhri_record import CRC_BODIES, Selection

DEFAULT_COUNTRY = "Netherlands"
HEAD_BYTES = 256 * 1024
# A sheet with this many heads of the UHRI export is one, if perhaps a damaged one.
_UHRI_FROM = 3
_HTML = re.compile(
    r"\s{0,200}<(?:!doctype html|html|head|body|div|p|table|\?xml[^>]{0,100}>\s{0,20}<!?(?:doctype )?html)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\s{0,20}\d{1,3}\.(?:\s|$|[A-Z])", re.MULTILINE)
_KNOWN = "een export van UHRI (JSON of XLSX), slotbeschouwingen (DOCX, HTML, tekst of PDF), een thematische lijst van de OHCHR, of een tabel (CSV of XLSX)"


def open_source(
    path: str | Path,
    *,
    country: str | None = None,
    bodies: tuple[str, ...] = CRC_BODIES,
    fixed: Mapping[str, str] | None = None,
) -> Reading:
    """Read a file whatever its name; `country` None means the Netherlands, and nothing that does not say so.

    `fixed` gives fields that hold for every row of a table whose heads are known.
    """
    path = Path(path)
    head = _head(path)
    if head.startswith(b"PK\x03\x04"):
        return _from_zip(path, country, bodies, fixed or {})
    if head.startswith(b"%PDF"):
        return _document(path, ohchr_pdf.read_pdf(path), Format.OHCHR_PDF, country, ())
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(f"{path.name} is een oud Word- of Excel-bestand. Bewaar het als .docx of .xlsx en kies dat.")
    name = encoding.guess(head, whole=path.stat().st_size <= len(head))
    _refuse_binary(path, head, name)
    start = head.decode(name, errors="replace").lstrip("\ufeff \t\r\n")
    if not start.strip():
        raise Unreadable(f"{path.name} bevat alleen witruimte. Haal het bestand opnieuw op.")
    if start[0] in "[{":
        return _from_json(path, head, name, country, bodies)
    decoded = encoding.decode(guard.bounded_text(path), path)
    if impact_oss.is_ours(tables.csv_header(decoded.text)):
        return _impact(path, fixed or {})
    try:
        return _from_text(path, decoded, country)
    except Unreadable:
        # a document of the UN may hold tabs and commas; what speaks of a Committee under numbers is no table
        is_document = _NUMBERED.search(decoded.text[:HEAD_BYTES]) and "Committee" in decoded.text
        if not is_document and tables.is_table(path):
            raise _columns_unknown(path) from None
        raise


def open_table(
    path: str | Path, *, kind: TableKind, columns: Mapping[str, str], fixed: Mapping[str, str]
) -> TableReading:
    """A table by the columns that a person pointed at."""
    path = Path(path)
    _head(path)
    table = tables.read_table(path)
    found = tuple(mapping.records(table, kind, columns, fixed))
    return TableReading(Format.TABLE, path, kind, found, table.problems, table.how)


def _impact(path: Path, fixed: Mapping[str, str]) -> TableReading:
    table = tables.read_table(path)
    kind = impact_oss.kind_of(table.header)
    if kind is None:
        raise Unreadable(
            f"{path.name} bevat indicatoren van Impact OSS. Cijfers horen bij een bron en een definitie: voeg ze toe bij Bewijs."
        )
    found = tuple(impact_oss.records(table, kind, fixed))
    return TableReading(Format.IMPACT_OSS, path, kind, found, table.problems, table.how)


def _columns_unknown(path: Path) -> NeedsColumns:
    return NeedsColumns(
        f"{path.name} is een tabel, en nog niet is gezegd welke kolom wat is. Wijs de kolommen aan bij Inlezen, of geef een "
        "bewaarde indeling mee: weerklank import table BESTAND --mapping INDELING."
    )


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except FileNotFoundError as error:
        raise Unreadable(f"{path.name} is daar niet te vinden. Kijk de naam na en probeer het opnieuw.") from error
    except OSError as error:
        raise Unreadable(
            f"{path.name} is niet te openen ({error.strerror}). Kijk het bestand en de rechten na."
        ) from error
    if not head:
        raise Unreadable(f"{path.name} is leeg. Haal het bestand opnieuw op; het ophalen is waarschijnlijk mislukt.")
    return head


def _refuse_binary(path: Path, head: bytes, name: str) -> None:
    if name in {"utf-8", "utf-8-sig", "cp1252"} and b"\x00" in head:
        raise Unreadable(f"{path.name} is geen tekst en geen Word- of Excel-bestand. Wat gelezen kan worden: {_KNOWN}.")
    if name == "cp1252":
        odd = sum(byte < 9 or 13 < byte < 32 for byte in head)
        if odd > len(head) // 50:
            raise Unreadable(
                f"{path.name} is geen tekst en geen Word- of Excel-bestand. Wat gelezen kan worden: {_KNOWN}."
            )


# --- office files ------------------------------------------------------------------------------------------------


def _from_zip(path: Path, country: str | None, bodies: tuple[str, ...], fixed: Mapping[str, str]) -> Reading:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Unreadable(
            f"{path.name} begint als een Word- of Excel-bestand, maar is niet uit te pakken; het is waarschijnlijk niet compleet. Haal het opnieuw op."
        ) from error
    if "xl/workbook.xml" in names:
        selection = Selection(country or DEFAULT_COUNTRY, bodies)
        guard.check_zip(path, limit=guard.MAX_UNPACKED_XLSX)
        header = tables.sheet_header(path)
        if impact_oss.is_ours(header):
            return _impact(path, fixed)
        if len(uhri_xlsx.columns_of(header)) < _UHRI_FROM:
            raise _columns_unknown(path)
        return RecordReading(Format.UHRI_XLSX, path, selection, path.stat().st_size)
    if "word/document.xml" in names:
        lines = ohchr_docx.docx_lines(path)
        if thematic_list.is_thematic("\n".join(lines[:200])):
            return _thematic(path, ohchr_docx.thematic_cells(path), country, ())
        return _document(path, ohchr_docx.read_docx(lines), Format.OHCHR_DOCX, country, ())
    raise Unreadable(
        f"{path.name} is een ingepakt bestand zonder Word-tekst of rekenblad. Pak het uit en kies wat erin zit."
    )


# --- JSON --------------------------------------------------------------------------------------------------------


def _from_json(path: Path, head: bytes, name: str, country: str | None, bodies: tuple[str, ...]) -> Reading:
    keys = _keys(path, head, name)
    remarks = encoding.remarks(name)
    raw, wrapped = keys.get("item", set()), keys.get("records.item", set())
    codec = "utf-8" if name == "utf-8-sig" else name
    selection = Selection(country or DEFAULT_COUNTRY, bodies)
    for prefix, found in (("item", raw), ("records.item", wrapped)):
        for format, wanted in ((Format.UHRI_JSON, RAW_KEYS), (Format.UHRI_JSON_NORMALISED, NORMALISED_KEYS)):
            needed = {
                theirs for theirs, ours in wanted.items() if ours in {"annotation_id", "text", "countries", "bodies"}
            }
            # The head may end inside the first record, so half of the keys that matter is enough.
            if len(found & needed) >= 2:
                return RecordReading(format, path, selection, path.stat().st_size, prefix, codec, remarks)
    if "paragraphs" in keys.get("", set()):
        return _from_gathered(path, name, country)
    seen = sorted(raw or wrapped or keys.get("", set()))[:8]
    size = path.stat().st_size
    broken = (
        f" Het breekt af of klopt niet binnen zijn {size} bytes."
        if size <= len(head) and not _whole(head, name)
        else ""
    )
    raise Unreadable(
        f"{path.name} is JSON, maar niet in een bekende vorm: er staat {', '.join(seen) if seen else 'geen enkel record'} waar een export van UHRI "
        f"AnnotationId, Text, Countries en Body heeft.{broken} Haal de export opnieuw op bij uhri.ohchr.org."
    )


def _whole(head: bytes, name: str) -> bool:
    try:
        json.loads(head.decode(name))
    except (ValueError, RecursionError):
        return False
    return True


def _keys(path: Path, head: bytes, name: str) -> dict[str, set[str]]:
    """The keys of the outermost objects that the first bytes show."""
    found: dict[str, set[str]] = {}
    guarded = guard.GuardedJson(BytesIO(head), encoding="utf-8" if name == "utf-8-sig" else name)
    try:
        for prefix, event, value in ijson.parse(guarded):
            if event == "map_key" and prefix in {"", "item", "records.item"}:
                found.setdefault(prefix, set()).add(str(value))
    except guard.TooMuch as error:
        raise Unreadable(
            f"{path.name}: {error.what} (binnen de eerste {len(head)} bytes). Dit is geen export van UHRI; er is niets gelezen."
        ) from error
    except (ijson.JSONError, ValueError) as error:
        # The end of the head looks like a broken file; only a file without any key is refused here.
        if not found:
            raise Unreadable(
                f"{path.name} begint als JSON, maar breekt af of klopt niet binnen de eerste {len(head)} bytes "
                f"({str(error).splitlines()[0]}). Haal het bestand opnieuw op."
            ) from error
    return found


def _from_gathered(path: Path, name: str, country: str | None) -> Reading:
    raw = guard.bounded_text(path)
    decoded = encoding.decode(raw, path)
    try:
        guard.GuardedJson(BytesIO()).look_at(decoded.text.encode("utf-8"))
        data = json.loads(decoded.text)
    except guard.TooMuch as error:
        raise Unreadable(f"{path.name}: {error.what}. Er is niets gelezen.") from error
    except (json.JSONDecodeError, RecursionError, ValueError) as error:
        where = (
            f" bij byte {len(decoded.text[: error.pos].encode())}" if isinstance(error, json.JSONDecodeError) else ""
        )
        raise Unreadable(
            f"{path.name} is JSON die afbreekt of niet klopt{where}. Haal of schrijf het bestand opnieuw."
        ) from error
    if not isinstance(data, Mapping):
        raise Unreadable(f"{path.name} is JSON zonder object eromheen; er is niets gelezen.")
    if isinstance(data.get("paragraphs"), Mapping):
        document, paragraphs, problems = curated_json.read_general_comment(data)
        return DocumentReading(Format.GENERAL_COMMENT_JSON, path, document, paragraphs, (*decoded.problems, *problems))
    document, paragraphs, problems = curated_json.read_curated(data)
    _check_country(path, document, country)
    return DocumentReading(Format.CURATED_JSON, path, document, paragraphs, (*decoded.problems, *problems))


# --- text --------------------------------------------------------------------------------------------------------


def _from_text(path: Path, decoded: encoding.Decoded, country: str | None) -> Reading:
    text = decoded.text
    lines = enumerate(text.split("\n"), 1)
    problems = (*decoded.problems, *(controls_left_out(line=at) for at, line in lines if controls_in(line)))
    start = text[:HEAD_BYTES]
    if _HTML.match(start):
        try:
            read = ohchr_html.read_html(text)
        except Unreadable as error:
            raise Unreadable(f"{path.name}: {error}") from error
        return _document(path, read, Format.OHCHR_HTML, country, problems)
    if thematic_list.is_thematic(start):
        return _thematic(path, text.splitlines(), country, problems)
    if ohchr_pages.is_pages(start):
        return _document(path, ohchr_pages.read_pages(text), Format.PAGES_MARKDOWN, country, problems)
    if _NUMBERED.search(start):
        return _document(path, ohchr_text.read_text(text), Format.OHCHR_TEXT, country, problems)
    raise Unreadable(f"{path.name} is een tekst zonder genummerde alinea’s. Wat gelezen kan worden: {_KNOWN}.")


def _document(
    path: Path, read: LinesRead, format: Format, country: str | None, remarks: tuple[Problem, ...]
) -> DocumentReading:
    if not read.paragraphs:
        raise Unreadable(f"{path.name} bevat geen genummerde alinea’s. Wat gelezen kan worden: {_KNOWN}.")
    _check_country(path, read.document, country)
    return DocumentReading(format, path, read.document, read.paragraphs, (*remarks, *read.problems))


def _thematic(
    path: Path, lines: Sequence[str | thematic_list.Cell], country: str | None, remarks: tuple[Problem, ...]
) -> ThematicReading:
    read = thematic_list.read_thematic(lines)
    rows, problems = read.rows, read.problems
    if read.symbol:
        about = read.symbol.removeprefix("UPR ") if read.symbol.startswith("UPR ") else ""
        return ThematicReading(Format.THEMATIC_LIST, path, about, rows, (*remarks, *problems), read.symbol)
    named = thematic_list.countries_in(rows)
    most = next(iter(named), None)
    asked = country or DEFAULT_COUNTRY
    about = f"de aanbevelingen noemen {most} het vaakst ({named[most]} keer)" if most else "de tekst noemt geen land"
    if country is None or (most is not None and not any(same_country(name, asked) for name in named)):
        raise Unreadable(
            f"{path.name} is een thematische lijst van de Universal Periodic Review, en die zegt niet over welk land zij gaat; {about}. "
            f"Zij is niet gelezen als lijst over {asked}. Geef het goede land op bij ‘Land’"
            + (
                f', waarschijnlijk {most} (op de server: --country "{most}").'
                if most
                else " (op de server: --country)."
            )
        )
    if most is not None and not same_country(most, asked):
        problems = (
            Problem(Trouble.OTHER_COUNTRY, f"gelezen als lijst over {asked} omdat u dat opgaf, al geldt: {about}"),
            *problems,
        )
    return ThematicReading(Format.THEMATIC_LIST, path, asked, rows, (*remarks, *problems))


def _check_country(path: Path, document: ReadDocument, country: str | None) -> None:
    asked = country or DEFAULT_COUNTRY
    name = document.symbol or "een document zonder nummer"
    if document.country is None:
        if country is None:
            raise Unreadable(
                f"{path.name} ({name}) zegt niet over welk land het gaat. Gaat het over {asked}, vul dat dan in bij ‘Land’ (op de server: --country {asked})."
            )
        return
    if not same_country(document.country, asked):
        raise Unreadable(
            f"{path.name} ({name}) gaat over {document.country}, niet over {asked}. Er is niets gelezen; "
            f'wilt u het toch, vul dan bij ‘Land’ in: {document.country} (op de server: --country "{document.country}").'
        )
