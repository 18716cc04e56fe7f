"""Whatever stands in a file, reading ends in records, problems or a refusal; words are not lost."""

from __future__ import annotations

import json
from pathlib import Path

import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rights.reading import invented
from tests.rights.reading.test_uhri import raw
from weerklank.rights.reading import (
    DocumentReading,
    Format,
    Problem,
    RecordReading,
    UhriRecord,
    Unreadable,
    open_source,
)
from weerklank.rights.reading.ohchr_lines import lines_of, read_lines

PIECES = st.sampled_from(
    [
        "1.",
        "2.",
        "2. The Committee waved.",
        "7.The Committee is concerned that kites",
        "12. General kites",
        "(a)",
        "(b) Fly;",
        "(i)",
        "(ii) Land; and",
        "(zz)",
        "I. Introduction",
        "V. Kites",
        "B. Strings (arts. 1 and 2)",
        "C.",
        "Kites and strings",
        "and then they flew",
        "* For practical purposes kites fly",
        "12",
        "page 4",
        "\f",
        "CRC/C/NLD/CO/99",
        "GE.41-00001 (E)",
        "was cut[cut off by the stored excerpt]",
        "2. Kit[cut off by the stored excerpt]",
        "word:",
        "word;",
        "x" * 400,
    ]
)
LEFT_OUT = ("GE.41", "page 4", "12", "CRC/C/NLD/CO/99")


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25), st.booleans(), st.booleans())
def test_any_row_of_lines_is_read_and_no_words_are_lost(pieces: list[str], block: bool, fragment: bool) -> None:
    read = read_lines(lines_of(pieces, block=block), format=Format.OHCHR_TEXT, fragment=fragment)
    places = [read.document.title]
    places += [note.text for note in read.document.footnotes]
    places += [problem.kept_text for problem in read.problems]
    for paragraph in read.paragraphs:
        places += [paragraph.text, paragraph.heading or "", paragraph.section or "", paragraph.cluster or ""]
        places += [limb.text for limb in paragraph.limbs]
    kept = " ".join(places)
    # What stands before the first section or paragraph is the header block, of which only some lines are kept.
    opens = ("1.", "2.", "I. ", "V. ", "2. The", "7.The")
    body = (place for place, piece in enumerate(pieces) if piece in opens or piece.startswith(opens[2:]))
    first = 0 if fragment else next(body, len(pieces))
    for piece in pieces[first:]:
        for word in ("concerned", "waved", "flew", "was cut", "Fly;", "Land;", "practical"):
            assert word not in piece or word in kept


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(sorted(raw(1))), VALUES, max_size=6))
def test_any_value_in_a_record_is_survived(tmp_path: Path, changes: dict[str, object]) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps([raw(1), raw(2) | changes, raw(3)]), encoding="utf-8")
    reading = open_source(path)
    assert isinstance(reading, RecordReading)
    found = list(reading.records())
    assert all(isinstance(item, UhriRecord | Problem) for item in found)
    assert {item.ordinal for item in found if isinstance(item, UhriRecord)} >= {1}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"[", b"{", b"PK\x03\x04", b"%PDF-", b"<html>", b"\xff\xfe", b"1.\n"]),
)
def test_any_bytes_end_in_a_reading_or_a_refusal(tmp_path: Path, content: bytes, lead: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(lead + content)
    try:
        reading = open_source(path, country="Examplia")
        if isinstance(reading, RecordReading):
            list(reading.records())
    except Unreadable as refused:
        assert len(str(refused)) > 20


def test_a_pdf_is_read_through_its_text_layer(tmp_path: Path) -> None:
    source = "#set page(width: 15cm)\n#set par(leading: 1em)\n" + "\n\n".join(
        f"#text({json.dumps(block, ensure_ascii=False)})" for block in [*invented.HEADER, *invented.BODY]
    )
    (tmp_path / "x.typ").write_text(source, encoding="utf-8")
    typst.compile(str(tmp_path / "x.typ"), output=str(tmp_path / "x.pdf"))
    reading = open_source(tmp_path / "x.pdf")
    assert isinstance(reading, DocumentReading)
    assert reading.format is Format.OHCHR_PDF
    assert [paragraph.number for paragraph in reading.paragraphs] == list(range(1, 11))
    assert [limb.label for limb in reading.paragraphs[5].limbs] == ["(a)", "(a)(i)", "(a)(ii)", "(b)", "(c)"]
