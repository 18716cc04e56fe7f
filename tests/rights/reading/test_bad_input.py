"""Each bad file gets a sentence that a person can act on."""

from __future__ import annotations

import json
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import openpyxl
import pytest

from tests.rights.reading import invented
from tests.rights.reading.test_uhri import raw
from weerklank.rights.reading import (
    DocumentReading,
    Problem,
    RecordReading,
    Trouble,
    Unreadable,
    guard,
    open_source,
    sheets,
)
from weerklank.rights.reading.tables import read_table


def refusal(path: Path, **options: str) -> str:
    with pytest.raises(Unreadable) as refused:
        reading = open_source(path, **options)
        if isinstance(reading, RecordReading):
            list(reading.records())
    sentence = str(refused.value)
    assert sentence.startswith(path.name)
    assert sentence.endswith((".", ")."))
    return sentence


def file(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is leeg"),
        (b"   \n\n\t ", "alleen witruimte"),
        (b"hello", "zonder genummerde alinea’s"),
        (b"[]", "niet in een bekende vorm"),
        (b"{}", "niet in een bekende vorm"),
        (b'[{"name": "x"}]', "er staat name waar een export van UHRI"),
        (b'{"a"', "breekt af of klopt niet"),
        (b"[nonsense]", "breekt af of klopt niet"),
        (b'{"symbol": "CRC/C/NLD/CO/98", "paragraphs": [{"paragraph": 1, "te', "afbreekt of niet klopt bij byte"),
        (b"PK\x03\x04 and then nothing", "niet uit te pakken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "oud Word- of Excel-bestand"),
        (b"%PDF-1.7 broken", "pdf die niet te lezen is"),
        (b"\x7fELF\x00\x00\x01\x02" * 50, "geen tekst en geen Word- of Excel-bestand"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "geen tekst en geen Word- of Excel-bestand"),
        (b"<html><body><p>nothing here</p></body></html>", "geen genummerde alinea’s"),
        (b"1.\nThe Committee waved at nobody.\n", "zegt niet over welk land"),
        (b"CRC/C/SVN/CO/98\n\n1.\nThe Committee waved.\n", "gaat over Slovenia, niet over Netherlands"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_and_what_to_do(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refusal(file(tmp_path / "x.bin", content))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "Kijk de naam na" in refusal(tmp_path / "nowhere.json")


def test_a_folder_is_refused_with_a_sentence(tmp_path: Path) -> None:
    assert "is niet te openen" in refusal(tmp_path)


def test_a_document_of_another_country_is_read_only_when_asked_for(tmp_path: Path) -> None:
    path = file(tmp_path / "x.txt", b"CRC/C/SVN/CO/98\n\n1.\nThe Committee waved.\n")
    assert '--country "Slovenia"' in refusal(path)
    assert isinstance(open_source(path, country="Slovenia"), DocumentReading)


def test_a_gigabyte_of_brackets_stops_at_once_with_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    with path.open("wb") as out:
        for _ in range(64):
            out.write(b"[" * 1_048_576)
    tracemalloc.start()
    sentence = refusal(path)
    _, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "meer dan 32 lagen diep genest" in sentence
    assert highest < 4_000_000


def test_brackets_after_good_records_stop_the_reading_and_keep_the_records(tmp_path: Path) -> None:
    good = json.dumps([raw(1), raw(2)])[:-1].encode()
    # The brackets stand past the part that is looked at first.
    path = file(tmp_path / "x.json", good + b"," + b" " * 300_000 + b"[" * 1_000_000)
    reading = open_source(path)
    assert isinstance(reading, RecordReading)
    found = list(reading.records())
    assert [type(item).__name__ for item in found] == ["UhriRecord", "UhriRecord", "Problem"]
    assert isinstance(found[-1], Problem)
    assert found[-1].trouble is Trouble.TOO_LONG


def test_brackets_and_quotes_inside_strings_do_not_count(tmp_path: Path) -> None:
    text = '1.The Committee [[[{{{ "said" \\" \\\\ [' + "[" * 100 + " once."
    path = file(tmp_path / "x.json", json.dumps([raw(number, Text=text) for number in range(400)]).encode())
    reading = open_source(path)
    assert isinstance(reading, RecordReading)
    assert {type(item).__name__ for item in reading.records()} == {"UhriRecord"}


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 1000])
def test_the_guard_follows_strings_over_the_borders_of_its_chunks(size: int) -> None:
    data = json.dumps([{"a": 'x"[\\"', "b": ["\\", '"', "[[[" * 40]}, {"c": '\\\\"]'}]).encode()
    guarded = guard.GuardedJson(None)
    for start in range(0, len(data), size):
        guarded.look_at(data[start : start + size])
    assert guarded._depth == 0
    assert guarded._in_string is False


def test_a_record_without_end_is_stopped() -> None:
    guarded = guard.GuardedJson(None, max_record=1000)
    guarded.look_at(b'[{"a": "')
    with pytest.raises(guard.TooMuch, match="één record is langer"):
        for _ in range(200):
            guarded.bytes_read += 20
            guarded.look_at(b"x" * 20)


def bomb(path: Path, name: str, inner: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(name, "<x/>")
        with archive.open(inner, "w") as part:
            for _ in range(64):
                part.write(b" " * 1_048_576)
    return path


@pytest.mark.parametrize(
    ("name", "inner"),
    [("word/document.xml", "word/media/x.xml"), ("xl/workbook.xml", "xl/sharedStrings.xml")],
)
def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, name: str, inner: str) -> None:
    tracemalloc.start()
    sentence = refusal(bomb(tmp_path / "x", name, inner))
    _, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "keer zo groot" in sentence
    assert highest < 4_000_000


def test_a_word_file_that_declares_entities_is_not_opened(tmp_path: Path) -> None:
    path = invented.as_docx(tmp_path / "x.docx")
    evil = tmp_path / "evil.docx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(evil, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "word/document.xml":
                content = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>' + content
            target.writestr(entry, content)
    assert "verwijst naar iets van buiten" in refusal(evil)


@pytest.mark.parametrize(
    ("codec", "before", "said"),
    [
        ("utf-16", "", "verwijst naar iets van buiten"),
        ("utf-16-le", "", "verwijst naar iets van buiten"),
        ("utf-8", "<!--" + "x" * 9000 + "-->", "verwijst naar iets van buiten"),
        ("cp037", "", "in een schrift dat Word en Excel niet gebruiken"),
    ],
)
def test_entities_are_seen_in_any_script_and_after_any_comment(
    tmp_path: Path, codec: str, before: str, said: str
) -> None:
    path = invented.as_docx(tmp_path / "x.docx")
    evil = tmp_path / "evil.docx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(evil, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "word/document.xml":
                text = f'<?xml version="1.0" encoding="{codec}"?>{before}<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
                content = text.encode(codec)
            target.writestr(entry, content)
    assert said in refusal(evil)


def test_of_a_large_sheet_only_the_words_that_are_shown_are_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in range(300):
        sheet.append([f"cel {row} {column}" for column in range(5)])
    path = tmp_path / "groot.xlsx"
    book.save(path)
    taken: list[str] = []
    items = sheets._items

    def counted(part: BinaryIO) -> Iterator[str]:
        for item in items(part):
            taken.append(item)
            yield item

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheets, "_items", counted)
        # a sheet that says no size of its own is not read whole to find it
        patch.setattr("openpyxl.worksheet._reader.WorkSheetParser.parse_dimensions", lambda self: 1 / 0)
        table = read_table(path, first=5)
    assert (table.header[0], table.rows[4].cells[4]) == ("cel 0 0", "cel 5 4")
    assert len(taken) < 200


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "x")
    assert "zonder Word-tekst of rekenblad" in refusal(path)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_truncated_word_file_is_refused(tmp_path: Path, share: float) -> None:
    path = invented.as_docx(tmp_path / "x.docx")
    whole = path.read_bytes()
    assert "niet uit te pakken" in refusal(file(path, whole[: int(len(whole) * share)]))


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-be", "cp1252"])
def test_a_text_in_another_encoding_is_read_and_said_to_be_so(tmp_path: Path, codec: str) -> None:
    text = "CRC/C/NLD/CO/98\n\n1.\nThe Committee’s friends live in Curaçao.\n"
    reading = open_source(file(tmp_path / "x.txt", text.encode(codec)))
    assert isinstance(reading, DocumentReading)
    assert reading.paragraphs[0].text == "The Committee’s friends live in Curaçao."
    assert [problem.trouble for problem in reading.problems] == [Trouble.ENCODING]


def test_a_document_larger_than_any_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    with path.open("wb") as out:
        out.write(b"CRC/C/NLD/CO/98\n1.\nThe Committee\n")
        out.truncate(guard.MAX_DOCUMENT_BYTES + 1)
    assert "geen tekst" in refusal(path)
    with path.open("wb") as out:
        for _ in range(41):
            out.write(b"word " * 209_716)
    assert "wordt niet gelezen" in refusal(path)


@pytest.mark.parametrize(("depth", "is_read"), [(300, True), (10_000, False)])
def test_markup_that_nests_too_deep_is_refused_and_deep_markup_is_read(
    tmp_path: Path, depth: int, is_read: bool
) -> None:
    page = b"<html><body>" + b"<div>" * depth + b"<p>CRC/C/NLD/CO/98</p><p>1.The Committee waved.</p>"
    path = file(tmp_path / "x.html", page)
    if not is_read:
        assert "meer dan 400 lagen diep" in refusal(path)
        return
    reading = open_source(path)
    assert isinstance(reading, DocumentReading)
    assert [paragraph.number for paragraph in reading.paragraphs] == [1]


def test_lines_without_end_are_read_in_linear_work(tmp_path: Path) -> None:
    text = "CRC/C/NLD/CO/98\n\n1.\n" + "The Committee waved at them all\n" * 60_000
    reading = open_source(file(tmp_path / "x.txt", text.encode()))
    assert isinstance(reading, DocumentReading)
    assert [(p.number, p.text) for p in reading.paragraphs] == [(1, "")]
    assert [problem.trouble for problem in reading.problems] == [Trouble.CUT_OFF, Trouble.TOO_LONG]
