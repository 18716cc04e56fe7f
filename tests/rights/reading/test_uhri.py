"""The two exports of UHRI give the same records, one at a time, and an import can go on where it stopped."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from weerklank.rights.reading import (
    Format,
    Problem,
    Progress,
    RecordReading,
    Trouble,
    UhriRecord,
    Unreadable,
    open_source,
)

TEXT = (
    "<p>A. Invented measures (arts. 4 and 42)</p><p>Kites&nbsp;and strings</p><p>22.The Committee <b>recommends</b> that the "
    "State party:(a) Buy kites in Aruba;<br>(b) Buy strings, under article 31 of the Convention.</p>"
)
HEADERS = [
    "Text",
    "Countries Concerned",
    "Reccomending Body",
    "Document Symbol",
    "Themes",
    "Affected Persons",
    "Sdgs",
    "Document Publication Date",
    "UPR Reccomending States",
    "UPR Position",
    "Type",
    "OHCHR Annotation Id",
    "UPR Session",
    "Regions Concerned",
    "Recommending Regions",
    "Date of publication on UHRI",
]


def raw(number: int, **changes: object) -> dict[str, object]:
    record: dict[str, object] = {
        "AnnotationId": f"00000000-0000-4000-8000-{number:012d}",
        "AnnotationType": "- Recommendations",
        "Body": "- CRC",
        "Countries": ["Netherlands"],
        "Regions": ["Invented Region"],
        "DocumentId": f"doc-{number}",
        "Symbol": "CRC/C/NLD/CO/99",
        "PublicationDate": "2041-05-04T00:00:00",
        "PublicationDateOnUhri": "2041-06-01T12:00:00",
        "Text": TEXT,
        "Themes": ["Kites", "Strings"],
        "AffectedPersons": ["Children"],
        "Sdgs": ["4 - INVENTED EDUCATION", "4.7 - Invented target"],
        "UprCycle": None,
        "UprSession": [],
        "UprPositions": [],
        "UprRecommendingCountry": [],
        "UprRecommendingRegions": [],
    }
    return record | changes


def normalised(number: int, **changes: object) -> dict[str, object]:
    record: dict[str, object] = {
        "_id": f"00000000-0000-4000-8000-{number:012d}",
        "text": TEXT,
        "date": "2041-05-04",
        "symbol": "CRC/C/NLD/CO/99",
        "body": "CRC",
        "annotation_type": "Recommendations",
        "countries": ["Netherlands"],
        "themes": ["Kites", "Strings"],
        "sdgs": ["4 - INVENTED EDUCATION", "4.7 - Invented target"],
        "affected_persons": ["Children"],
        "regions": ["Invented Region"],
        "upr_cycle": None,
        "upr_recommending_country": [],
    }
    return record | changes


def row(number: int, **changes: object) -> list[object]:
    values = {
        "Text": TEXT,
        "Countries Concerned": "- Netherlands",
        "Reccomending Body": "- CRC",
        "Document Symbol": "CRC/C/NLD/CO/99",
        "Themes": "- Kites\n- Strings",
        "Affected Persons": "- Children",
        "Sdgs": "- 4 - INVENTED EDUCATION\n- 4.7 - Invented target",
        "Document Publication Date": 51625,
        "Type": "- Recommendations",
        "OHCHR Annotation Id": f"00000000-0000-4000-8000-{number:012d}",
        "Regions Concerned": "- Invented Region",
        "Date of publication on UHRI": 51653.5,
    } | changes
    return [values.get(header) for header in HEADERS]


def written(path: Path, data: object) -> Path:
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def sheet(path: Path, rows: Iterable[list[object]], headers: list[str] = HEADERS) -> Path:
    book = openpyxl.Workbook()
    for values in (headers, *rows):
        book.active.append(values)
    book.save(path)
    return path


def opened(path: Path, **options: object) -> RecordReading:
    reading = open_source(path, **options)
    assert isinstance(reading, RecordReading)
    return reading


def records(path: Path, **options: object) -> list[UhriRecord]:
    return [item for item in opened(path, **options).records() if isinstance(item, UhriRecord)]


def problems(path: Path, **options: object) -> list[Problem]:
    return [item for item in opened(path, **options).records() if isinstance(item, Problem)]


def facts(record: UhriRecord) -> tuple[object, ...]:
    return (
        record.annotation_id,
        record.annotation_type,
        record.bodies,
        record.countries,
        record.symbol,
        record.text,
        record.published_on,
        record.themes,
        record.affected_persons,
        record.sdgs,
        record.regions,
        record.paragraphs,
        record.derived,
    )


def test_the_three_shapes_give_the_same_record(tmp_path: Path) -> None:
    shapes = [
        records(written(tmp_path / "raw", [raw(1)])),
        records(written(tmp_path / "wrapped", {"records": [normalised(1)]})),
        records(sheet(tmp_path / "sheet.xlsx", [row(1)])),
    ]
    assert [len(found) for found in shapes] == [1, 1, 1]
    first = facts(shapes[0][0])
    assert [facts(found[0]) for found in shapes[1:]] == [first, first]


def test_a_record_holds_its_paragraph_limbs_and_references(tmp_path: Path) -> None:
    record = records(written(tmp_path / "raw", [raw(1)]))[0]
    paragraph = record.paragraphs[0]
    assert (paragraph.number, paragraph.cluster, paragraph.heading) == (
        22,
        "A. Invented measures (arts. 4 and 42)",
        "Kites and strings",
    )
    assert [(limb.letter, limb.text) for limb in paragraph.limbs] == [
        ("a", "Buy kites in Aruba;"),
        ("b", "Buy strings, under article 31 of the Convention."),
    ]
    assert [[item.value for item in limb.derived] for limb in paragraph.limbs] == [["AW"], ["31"]]
    assert [item.value for item in record.derived] == ["4", "4.7"]
    assert record.published_on == date(2041, 5, 4)
    assert record.published_on_uhri == datetime(2041, 6, 1, 12, tzinfo=UTC)
    assert "<" not in record.text


def test_a_serial_number_of_excel_counts_from_the_end_of_1899(tmp_path: Path) -> None:
    record = records(sheet(tmp_path / "x.xlsx", [row(1)]))[0]
    assert record.published_on == date(2041, 5, 4)
    assert record.published_on_uhri == datetime(2041, 6, 1, 12, tzinfo=UTC)


def test_headers_are_compared_without_case_and_punctuation_in_both_spellings(tmp_path: Path) -> None:
    right = [header.replace("Reccomending", "recommending").upper().replace(" ", "_") for header in HEADERS]
    assert len(records(sheet(tmp_path / "x.xlsx", [row(1), row(2)], right))) == 2


def test_a_sheet_without_the_needed_columns_is_refused_by_name(tmp_path: Path) -> None:
    path = sheet(tmp_path / "x.xlsx", [["a", "b", "c"]], ["Text", "Themes", "Sdgs"])
    with pytest.raises(Unreadable) as refused:
        list(opened(path).records())
    assert "Countries Concerned, Reccomending Body, Document Symbol, OHCHR Annotation Id" in str(refused.value)


@pytest.mark.parametrize(
    "name", ["Netherlands", "- Netherlands", "Netherlands (Kingdom of the)", "Kingdom of the Netherlands"]
)
def test_every_name_of_the_country_counts(tmp_path: Path, name: str) -> None:
    assert len(records(written(tmp_path / "x", [raw(1, Countries=[name])]))) == 1


def test_other_countries_and_other_bodies_are_passed_over(tmp_path: Path) -> None:
    data = [
        raw(1, Countries=["Australia"]),
        raw(2, Body="- CESCR"),
        raw(3, Body="- CRC-OP-SC"),
        raw(4, Countries=["Netherlands Antilles"]),
        raw(5, Countries=["Belgium", "Netherlands"]),
    ]
    assert [record.ordinal for record in records(written(tmp_path / "x", data))] == [3, 5]


def test_a_file_about_another_country_says_what_it_is_about(tmp_path: Path) -> None:
    found = problems(written(tmp_path / "x", [raw(number, Countries=["Australia"]) for number in range(3)]))
    assert [problem.trouble for problem in found] == [Trouble.NOTHING_SELECTED]
    assert "Australia (3)" in found[0].what


def test_reading_goes_on_after_a_record(tmp_path: Path) -> None:
    reading = opened(written(tmp_path / "x", [raw(number) for number in range(1, 8)]))
    assert [item.ordinal for item in reading.records(after=4) if isinstance(item, UhriRecord)] == [5, 6, 7]
    assert list(reading.records(after=7)) == []


def test_a_truncated_file_gives_what_stands_before_the_break(tmp_path: Path) -> None:
    path = written(tmp_path / "x", [raw(number) for number in range(1, 6)])
    whole = path.read_bytes()
    cut = len(whole) - 700
    path.write_bytes(whole[:cut])
    found = list(opened(path).records())
    assert [item.ordinal for item in found if isinstance(item, UhriRecord)] == [1, 2, 3, 4]
    assert [(p.trouble, p.byte, p.record) for p in found if isinstance(p, Problem)] == [(Trouble.TRUNCATED, cut, 4)]


def test_every_possible_break_is_survived(tmp_path: Path) -> None:
    path = tmp_path / "x"
    whole = json.dumps([raw(1), raw(2)]).encode()
    for cut in range(1, len(whole), 97):
        path.write_bytes(whole[:cut])
        try:
            found = list(opened(path).records())
        except Unreadable:
            continue
        assert [type(item) for item in found][-1] is Problem


def test_a_broken_record_does_not_hide_those_around_it(tmp_path: Path) -> None:
    data = [
        raw(1),
        "not a record",
        raw(2, AnnotationId=""),
        raw(3, Text=None),
        raw(1),
        raw(4, PublicationDate="soon"),
        raw(5),
    ]
    found = list(opened(written(tmp_path / "x", data)).records())
    assert [item.ordinal for item in found if isinstance(item, UhriRecord)] == [1, 6, 7]
    assert [(item.trouble, item.record) for item in found if isinstance(item, Problem)] == [
        (Trouble.BAD_VALUE, 2),
        (Trouble.MISSING_VALUE, 3),
        (Trouble.MISSING_VALUE, 4),
        (Trouble.DUPLICATE_NUMBER, 5),
    ]


def test_a_text_of_thirty_megabytes_is_left_out_and_the_rest_is_read(tmp_path: Path) -> None:
    found = list(opened(written(tmp_path / "x", [raw(1), raw(2, Text="word " * 6_000_000), raw(3)])).records())
    assert [item.ordinal for item in found if isinstance(item, UhriRecord)] == [1, 3]
    assert [(item.trouble, item.record) for item in found if isinstance(item, Problem)] == [(Trouble.TOO_LONG, 2)]


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = tmp_path / f"{count}.json"
        with path.open("w") as file:
            file.write("[")
            file.write(",".join(json.dumps(raw(number, Countries=["Australia"])) for number in range(count)))
            file.write("]")
        reading = opened(path)
        tracemalloc.start()
        for _ in reading.records():
            pass
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    peak(10)
    assert peak(6_000) < peak(600) + 200_000


def test_progress_is_told_in_bytes_up_to_the_last(tmp_path: Path) -> None:
    path = written(tmp_path / "x", [raw(number) for number in range(1200)])
    told: list[Progress] = []
    for _ in opened(path).records(on_progress=told.append):
        pass
    assert [progress.seen for progress in told] == [500, 1000, 1200]
    assert (told[-1].done, told[-1].total, told[-1].unit) == (path.stat().st_size, path.stat().st_size, "bytes")
    assert told[0].done < told[1].done <= told[2].done


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_another_encoding_is_read_as_what_it_is(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "x"
    path.write_text(json.dumps([raw(1, Text="1.The Committee likes Curaçao.")], ensure_ascii=False), encoding=codec)
    reading = opened(path)
    assert [record.text for record in records(path)] == ["1.The Committee likes Curaçao."]
    assert [problem.trouble for problem in reading.problems] == ([] if codec == "utf-8-sig" else [Trouble.ENCODING])


def test_windows_text_is_read_and_said_to_be_so(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text(json.dumps([raw(1, Text="1.The Committee’s Curaçao.")], ensure_ascii=False), encoding="cp1252")
    assert [record.text for record in records(path)] == ["1.The Committee’s Curaçao."]
    assert [problem.trouble for problem in opened(path).problems] == [Trouble.ENCODING]


def test_the_format_is_found_from_the_content_and_not_from_the_name(tmp_path: Path) -> None:
    assert opened(written(tmp_path / "a.docx", [raw(1)])).format is Format.UHRI_JSON
    assert opened(written(tmp_path / "b.txt", {"records": [normalised(1)]})).format is Format.UHRI_JSON_NORMALISED
    sheet(tmp_path / "c.xlsx", [row(1)]).rename(tmp_path / "c.json")
    assert opened(tmp_path / "c.json").format is Format.UHRI_XLSX
