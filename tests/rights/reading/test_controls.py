"""Signs that no feed can carry: left out of every text that comes in, and said with its row."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.rights.conftest import OBSERVATIONS
from tests.rights.reading.test_uhri import raw
from weerklank.rights.reading import (
    DocumentReading,
    RecordReading,
    TableKind,
    UhriRecord,
    open_source,
    open_table,
)
from weerklank.rights.reading.plain_text import plain

SAID = "hier stonden onzichtbare stuurtekens; die zijn weggelaten, de woorden zijn gebleven"


@pytest.mark.parametrize("sign", [chr(at) for at in range(32) if chr(at) not in "\n\t"] + ["\ud800", "\uffff"])
def test_no_text_keeps_such_a_sign(sign: str) -> None:
    assert plain(f"fly{sign}\n{sign}kites") == "fly\nkites"
    assert sign not in plain(f"<p>fly{sign}kites</p>")


def test_a_row_of_a_table_is_read_without_them_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Nr;Tek\x02st\n1;Fly\x01 kites\n2;Buy string\n")
    read = open_table(path, kind=TableKind.RECOMMENDATIONS, columns={"number": "Nr", "text": "Tekst"}, fixed={})
    assert [(row.get("text"), [problem.what for problem in row.problems]) for row in read.records] == [
        ("Fly kites", [SAID]),
        ("Buy string", []),
    ]


def test_a_record_of_the_index_is_read_without_them_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps([raw(1, Text="<p>1. Fly\x01 kites.</p>"), raw(2, Themes=["- Play\x02"]), raw(3)]))
    reading = open_source(path)
    assert isinstance(reading, RecordReading)
    records = [record for record in reading.records() if isinstance(record, UhriRecord)]
    assert [[problem.what for problem in record.problems].count(SAID) for record in records] == [1, 1, 0]
    assert (records[0].text, records[1].themes) == ("1. Fly kites.", ("Play",))


def test_a_line_of_a_document_is_read_without_them_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(OBSERVATIONS.replace("Open every", "Open\x01 every"))
    reading = open_source(path)
    assert isinstance(reading, DocumentReading)
    assert reading.paragraphs[-1].limbs[0].text == "Open every playground in Saba;"
    line = 1 + OBSERVATIONS[: OBSERVATIONS.index("Open every")].count("\n")
    assert [problem.line for problem in reading.problems if problem.what == SAID] == [line]
