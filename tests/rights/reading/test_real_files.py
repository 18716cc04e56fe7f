"""The real files, against what was counted in them by reading (docs/reference/import-counts.md)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from weerklank.rights.reading import (
    Derived,
    DerivedKind,
    DocumentReading,
    ReadParagraph,
    RecordReading,
    ThematicReading,
    Trouble,
    UhriRecord,
    Where,
    open_source,
)

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared" / "data" / "un"
TABLES = ROOT / "docs" / "reference" / "import-counts.md"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared UN material is not beside this checkout")


def counted() -> dict[str, dict[str, int]]:
    """The tables of the document: file, then column, then the number counted by reading."""
    found: dict[str, dict[str, int]] = {}
    heads: list[str] = []
    for line in TABLES.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|") or set(line) <= set("|- "):
            continue
        if cells[0] == "file":
            heads = cells[1:]
        else:
            found[cells[0]] = dict(zip(heads, map(int, cells[1:]), strict=True))
    return found


def total(items: Iterable[Derived], kind: DerivedKind, *where: Where) -> int:
    return sum(item.kind is kind and item.where in where for item in items)


def derived(paragraphs: Iterable[ReadParagraph]) -> list[Derived]:
    return [item for p in paragraphs for part in (p, *p.limbs) for item in part.derived]


def test_every_real_file_has_been_counted() -> None:
    assert sorted(path.name for path in SHARED.iterdir()) == sorted(counted())


@pytest.mark.parametrize(
    "name",
    [
        "CRC_C_15_Add.227_pages_verbatim.md",
        "crc_c_15_add_227.json",
        "crc_c_nld_co_4.json",
        "crc_c_nld_co_5-6.json",
        "gc12_paragraphs.json",
    ],
)
def test_a_document_holds_what_was_counted_by_reading(name: str) -> None:
    reading = open_source(SHARED / name)
    assert isinstance(reading, DocumentReading)
    paragraphs = reading.paragraphs
    limbs = [limb for paragraph in paragraphs for limb in paragraph.limbs]
    everything = derived(paragraphs)
    assert {
        "paragraphs": len(paragraphs),
        "complete": sum(paragraph.complete for paragraph in paragraphs),
        "without number": sum(paragraph.number is None for paragraph in paragraphs),
        "limbs": len(limbs),
        "without letter": sum(limb.letter is None for limb in limbs),
        "doubtful limbs": sum(limb.doubtful for limb in limbs),
        "articles in text": total(everything, DerivedKind.ARTICLE, Where.TEXT),
        "articles in headings": total(everything, DerivedKind.ARTICLE, Where.CLUSTER, Where.HEADING),
        "articles given": total(everything, DerivedKind.ARTICLE, Where.FIELD),
        "SDG targets in text": total(everything, DerivedKind.SDG_TARGET, Where.TEXT),
        "SDG targets given": total(everything, DerivedKind.SDG_TARGET, Where.FIELD),
        "territories": total(everything, DerivedKind.TERRITORY, Where.TEXT),
    } == counted()[name]


def test_the_pages_of_2004_report_what_is_missing_and_what_is_swapped() -> None:
    reading = open_source(SHARED / "CRC_C_15_Add.227_pages_verbatim.md")
    assert isinstance(reading, DocumentReading)
    assert [paragraph.number for paragraph in reading.paragraphs] == [
        *range(1, 4),
        *range(25, 30),
        *range(35, 40),
        *range(53, 56),
        *range(57, 60),
    ]
    assert [(problem.trouble, problem.page, problem.line) for problem in reading.problems] == [
        (Trouble.MISSING_PAGES, 5, 47),
        (Trouble.MISSING_PARAGRAPHS, 5, 47),
        (Trouble.CUT_OFF, 5, 78),
        (Trouble.MISSING_PAGES, 7, 83),
        (Trouble.MISSING_PARAGRAPHS, 7, 84),
        (Trouble.CUT_OFF, 7, 116),
        (Trouble.MISSING_PAGES, 11, 121),
        (Trouble.MISSING_PARAGRAPHS, 11, 123),
        (Trouble.CUT_OFF, 11, 154),
        (Trouble.MISSING_PARAGRAPHS, 12, 159),
        (Trouble.SWAPPED_LINES, 12, 183),
        (Trouble.SWAPPED_LINES, 12, 193),
        (Trouble.CUT_OFF, 12, 200),
    ]
    doubtful = [f"{p.number}{limb.label}" for p in reading.paragraphs for limb in p.limbs if limb.doubtful]
    assert doubtful == ["58(a)", "58(d)"]
    assert [p.number for p in reading.paragraphs if p.doubtful] == [59]


def test_what_the_pages_and_the_gathered_file_of_2004_share_is_word_for_word_the_same() -> None:
    pages = open_source(SHARED / "CRC_C_15_Add.227_pages_verbatim.md")
    gathered = open_source(SHARED / "crc_c_15_add_227.json")
    assert isinstance(pages, DocumentReading)
    assert isinstance(gathered, DocumentReading)
    by_number = {paragraph.number: paragraph for paragraph in pages.paragraphs}
    sure = [paragraph for paragraph in gathered.paragraphs if paragraph.number != 58]
    assert len(sure) == 12
    for paragraph in sure:
        read = by_number[paragraph.number]
        assert (read.text, [(limb.letter, limb.text) for limb in read.limbs]) == (
            paragraph.text,
            [(limb.letter, limb.text) for limb in paragraph.limbs],
        )
        assert read.kind == paragraph.kind


def test_the_misprinted_symbol_of_2015_is_reported() -> None:
    reading = open_source(SHARED / "crc_c_nld_co_4.json")
    assert isinstance(reading, DocumentReading)
    assert reading.problems[0].trouble is Trouble.MISPRINTED_SYMBOL
    assert reading.document.symbol == "CRC/C/NLD/CO/4"


def test_the_cut_list_of_urgent_areas_of_2022_yields_no_area() -> None:
    reading = open_source(SHARED / "crc_c_nld_co_5-6.json")
    assert isinstance(reading, DocumentReading)
    assert total(derived(reading.paragraphs), DerivedKind.URGENT_AREA, *Where) == 0
    assert Trouble.CUT_OFF in {problem.trouble for problem in reading.paragraphs[3].problems}


def test_the_records_of_uhri_hold_what_was_counted_by_reading() -> None:
    name = "uhri_normalised_sample_15.json"
    reading = open_source(SHARED / name, country="Australia", bodies=("CESCR",))
    dutch = open_source(SHARED / name)
    assert isinstance(reading, RecordReading)
    assert isinstance(dutch, RecordReading)
    records = [item for item in reading.records() if isinstance(item, UhriRecord)]
    paragraphs = [paragraph for record in records for paragraph in record.paragraphs]
    fields = [item for record in records for item in record.derived]
    assert {
        "records": len(records),
        "paragraphs": len(paragraphs),
        "without number": sum(paragraph.number is None for paragraph in paragraphs),
        "limbs": sum(len(paragraph.limbs) for paragraph in paragraphs),
        "articles in text": total(derived(paragraphs), DerivedKind.ARTICLE, Where.TEXT),
        "SDG targets in fields": total(fields, DerivedKind.SDG_TARGET, Where.FIELD),
        "SDG goals in fields": total(fields, DerivedKind.SDG_GOAL, Where.FIELD),
        "about the Netherlands": sum(isinstance(item, UhriRecord) for item in dutch.records()),
    } == counted()[name]
    assert {item.scheme for item in derived(paragraphs) if item.kind is DerivedKind.ARTICLE} == {"icescr-articles"}


def test_the_thematic_list_holds_what_was_counted_by_reading() -> None:
    name = "upr48_slovenia_thematic_list.txt"
    reading = open_source(SHARED / name, country="Slovenia")
    assert isinstance(reading, ThematicReading)
    rows = reading.rows
    headings = sum(
        before is None or before.theme != row.theme for before, row in zip([None, *rows], rows, strict=False)
    )
    assert {
        "rows": len(rows),
        "supported": sum(row.position == "Supported" for row in rows),
        "noted": sum(row.position == "Noted" for row in rows),
        "theme headings": headings,
        "recommending states": sum(len(row.states) for row in rows),
        "SDG goals": sum(len(row.sdgs) for row in rows),
        "goals listed twice in a row": sum(len(row.sdgs) - len(set(row.sdgs)) for row in rows),
        "odd sources of position": sum(problem.trouble is Trouble.BAD_VALUE for problem in reading.problems),
    } == counted()[name]
