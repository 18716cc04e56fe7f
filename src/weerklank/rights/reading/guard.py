"""Limits on what a file may ask of us: nesting, size of one record, unpacked size, markup that refers outside."""

from __future__ import annotations

import codecs
import re
import zipfile
from pathlib import Path
from typing import BinaryIO

from weerklank.rights.reading.records import Unreadable

MAX_NESTING = 32
MAX_RECORD_BYTES = 48 * 1024 * 1024
MAX_DOCUMENT_BYTES = 40 * 1024 * 1024
MAX_TEXT = 200_000
MAX_UNPACKED_DOCX = 200 * 1024 * 1024
MAX_UNPACKED_XLSX = 768 * 1024 * 1024
MAX_RATIO = 250
MAX_ZIP_ENTRIES = 5_000
_RATIO_MATTERS_FROM = 4 * 1024 * 1024

# A whole string vanishes; one that runs past the end of the chunk is kept, and found by its opening quote.
_STRINGS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|("[^"\\]*+(?:\\.[^"\\]*+)*+\\?\Z)', re.DOTALL)
_REST_OF_STRING = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+("|\\?\Z)', re.DOTALL)
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


class TooMuch(Exception):
    """The stream asks for more than a real file would; the sentence says what and at which byte."""

    def __init__(self, what: str, byte: int) -> None:
        super().__init__(what)
        self.what = what
        self.byte = byte


class GuardedJson:
    """A binary JSON stream that counts its bytes and stops at absurd nesting or an endless record."""

    def __init__(
        self,
        stream: BinaryIO,
        *,
        record_depth: int = 1,
        encoding: str = "utf-8",
        max_record: int = MAX_RECORD_BYTES,
    ) -> None:
        self.bytes_read = 0
        self._stream = stream
        self._record_depth = record_depth
        self._max_record = max_record
        self._depth = 0
        self._in_string = False
        self._escaped = False
        self._record_start = 0
        self._decoder = None if encoding == "utf-8" else codecs.getincrementaldecoder(encoding)()
        self._skip_mark = encoding == "utf-8"

    def read(self, size: int = -1) -> bytes:
        """The next bytes as UTF-8, after they were looked at."""
        if size == 0:
            return b""
        chunk = self._stream.read(65536 if size < 0 else min(size, 65536))
        self.bytes_read += len(chunk)
        if self._skip_mark and chunk:
            chunk = chunk.removeprefix(codecs.BOM_UTF8)
            self._skip_mark = False
        if self._decoder is not None:
            text = self._decoder.decode(chunk, final=not chunk)
            # A chunk may hold half a character only; an empty answer would mean the end.
            while chunk and not text:
                chunk = self._stream.read(16)
                self.bytes_read += len(chunk)
                text = self._decoder.decode(chunk, final=not chunk)
            chunk = text.removeprefix("\ufeff").encode("utf-8")
        self.look_at(chunk)
        return chunk

    def look_at(self, chunk: bytes) -> None:
        """Follow strings and brackets through a chunk."""
        brackets = self._outside_strings(chunk).translate(None, _NO_BRACKETS)
        for bracket in brackets:
            if bracket in b"[{":
                self._depth += 1
                if self._depth > MAX_NESTING:
                    raise TooMuch(
                        f"het is meer dan {MAX_NESTING} lagen diep genest, en dat is geen export van de VN",
                        self.bytes_read,
                    )
            else:
                self._depth -= 1
            if self._depth <= self._record_depth:
                self._record_start = self.bytes_read
        if self.bytes_read - self._record_start > self._max_record:
            raise TooMuch(f"één record is langer dan {self._max_record // (1024 * 1024)} MB", self._record_start)

    def _outside_strings(self, chunk: bytes) -> bytes:
        if self._in_string:
            start = 1 if self._escaped and chunk else 0
            self._escaped = self._escaped and not chunk
            rest = _REST_OF_STRING.match(chunk, start)
            if rest is None or rest.group(1) != b'"':
                self._escaped = self._escaped or (rest is not None and rest.group(1) == b"\\")
                return b""
            self._in_string = False
            chunk = chunk[rest.end() :]
        outside = _STRINGS.sub(rb"\1", chunk)
        opened = outside.find(b'"')
        if opened < 0:
            return outside
        self._in_string = True
        tail = outside[opened:]
        self._escaped = (len(tail) - len(tail.rstrip(b"\\"))) % 2 == 1
        return outside[:opened]


def bounded_text(path: Path, *, limit: int = MAX_DOCUMENT_BYTES) -> bytes:
    """The bytes of a document, refused where no document of the UN is that large."""
    size = path.stat().st_size
    if size > limit:
        raise Unreadable(
            f"{path.name} is {size // (1024 * 1024)} MB; een document van meer dan {limit // (1024 * 1024)} MB wordt niet "
            "gelezen. Kijk of dit het goede bestand is; neem voor de hele export van UHRI de JSON-vorm."
        )
    return path.read_bytes()


def check_zip(path: Path, *, limit: int) -> None:
    """Refuse an office file that unpacks to far more than it is, or that refers to things outside itself."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ZIP_ENTRIES:
                raise Unreadable(
                    f"{path.name} bestaat uit {len(entries)} delen, veel meer dan een Word- of Excel-bestand; het is niet geopend."
                )
            declared = sum(entry.file_size for entry in entries)
            if declared > limit:
                raise Unreadable(
                    f"{path.name} is uitgepakt {declared // (1024 * 1024)} MB, meer dan de {limit // (1024 * 1024)} MB die gelezen "
                    "wordt. Is het de hele export van UHRI, neem dan de JSON-vorm; vertrouw het bestand anders niet."
                )
            for entry in entries:
                _check_entry(path, archive, entry)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise Unreadable(
            f"{path.name} begint als een Word- of Excel-bestand, maar is niet uit te pakken ({error}); het is waarschijnlijk niet compleet. Haal het opnieuw op."
        ) from error


# what office programmes write; any other would hide from us what a reader of XML still understands
_ENCODINGS = (b"utf-8", b"utf-16", b"us-ascii", b"iso-8859-1", b"windows-1252")
_MARKS = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)", re.IGNORECASE)


def _is_plain_xml(head: bytes) -> bool:
    """Whether a part begins as XML in letters that can be read here too."""
    declared = _DECLARED.match(head.lstrip(_MARKS))
    return head.lstrip(_MARKS)[:1] in (b"<", b"") and (declared is None or declared.group(1).lower() in _ENCODINGS)


def _check_entry(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    squeezed = max(entry.compress_size, 1)
    if entry.file_size > _RATIO_MATTERS_FROM and entry.file_size / squeezed > MAX_RATIO:
        raise Unreadable(
            f"{path.name}: het deel {entry.filename} wordt bij uitpakken {entry.file_size // squeezed} keer zo groot. Dat doet alleen een bestand "
            "dat gemaakt is om een schijf te vullen; het is niet geopend. Haal het bestand opnieuw op bij de VN zelf."
        )
    if not entry.filename.endswith((".xml", ".rels")):
        return
    with archive.open(entry) as part:
        # The declared size may lie: count what really comes out.
        actual, before = 0, b""
        while chunk := part.read(1024 * 1024):
            actual += len(chunk)
            # in two bytes a sign the same words stand with a zero between their letters
            signs = (before + chunk).replace(b"\x00", b"")
            if b"<!DOCTYPE" in signs or b"<!ENTITY" in signs:
                raise Unreadable(
                    f"{path.name}: het deel {entry.filename} verwijst naar iets van buiten, wat Word en Excel nooit doen; het is niet geopend."
                )
            if not before and not _is_plain_xml(signs):
                raise Unreadable(
                    f"{path.name}: het deel {entry.filename} is in een schrift dat Word en Excel niet gebruiken; het is niet geopend."
                )
            before = signs[-16:]
            if actual > entry.file_size:
                raise Unreadable(f"{path.name}: het deel {entry.filename} is groter dan het zegt; het is niet geopend.")
