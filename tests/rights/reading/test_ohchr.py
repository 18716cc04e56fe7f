"""Concluding observations in every form that OHCHR gives them in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.rights.reading import invented
from weerklank.rights.reading import DerivedKind, DocumentReading, Kind, ReadParagraph, Trouble, open_source

FORMS = ("wrapped.txt", "lines.txt", "page.html", "typed.docx", "automatic.docx")


def written(directory: Path, form: str) -> Path:
    path = directory / form
    match form:
        case "wrapped.txt":
            path.write_text(invented.as_wrapped_text(), encoding="utf-8")
        case "lines.txt":
            path.write_text(invented.as_one_line_each(), encoding="utf-8")
        case "page.html":
            path.write_text(invented.as_html(), encoding="utf-8")
        case "typed.docx":
            invented.as_docx(path)
        case "automatic.docx":
            invented.as_docx(path, automatic=True)
    return path


def read(path: Path) -> DocumentReading:
    reading = open_source(path)
    assert isinstance(reading, DocumentReading)
    return reading


def values(paragraph: ReadParagraph, kind: DerivedKind) -> list[str]:
    return [item.value for item in paragraph.derived if item.kind is kind]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_gives_the_same_paragraphs(tmp_path: Path, form: str) -> None:
    paragraphs = read(written(tmp_path, form)).paragraphs
    assert [paragraph.number for paragraph in paragraphs] == list(range(1, 11))
    assert [paragraph.kind for paragraph in paragraphs] == [
        Kind.INTRODUCTION,
        Kind.INTRODUCTION,
        Kind.POSITIVE,
        Kind.URGENT_AREAS,
        Kind.CONCERN,
        Kind.RECOMMENDATION,
        Kind.CONCERN,
        Kind.RECOMMENDATION,
        Kind.DISSEMINATION,
        Kind.REQUEST,
    ]
    texts = [block.split(" ", 1)[1] for block in invented.BODY if block[0].isdigit()]
    assert [paragraph.text for paragraph in paragraphs] == texts
    assert all(paragraph.complete and not paragraph.doubtful for paragraph in paragraphs)


@pytest.mark.parametrize("form", FORMS)
def test_each_form_gives_the_same_limbs_and_headings(tmp_path: Path, form: str) -> None:
    paragraphs = read(written(tmp_path, form)).paragraphs
    assert [limb.label for limb in paragraphs[5].limbs] == ["(a)", "(a)(i)", "(a)(ii)", "(b)", "(c)"]
    assert [limb.text for limb in paragraphs[5].limbs] == [
        block.split(" ", 1)[1] for block in invented.BODY if block.startswith("(")
    ]
    assert [paragraph.section for paragraph in paragraphs[::3]] == [
        "I. Introduction",
        "III. Main areas of concern and recommendations",
        "III. Main areas of concern and recommendations",
        "IV. Implementation and reporting",
    ]
    assert [paragraph.cluster for paragraph in paragraphs[3:9]] == [
        None,
        "A. General measures of implementation (arts. 4, 42 and 44 (6))",
        "A. General measures of implementation (arts. 4, 42 and 44 (6))",
        "D. Violence against children (arts. 19, 24 (3), 28 (2), 34, 37 (a) and 39)",
        "D. Violence against children (arts. 19, 24 (3), 28 (2), 34, 37 (a) and 39)",
        None,
    ]
    assert [paragraph.heading for paragraph in paragraphs[3:9]] == [
        None,
        "Tree houses and ladders",
        "Tree houses and ladders",
        "Quiet rooms",
        "Quiet rooms",
        None,
    ]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_gives_the_same_header(tmp_path: Path, form: str) -> None:
    document = read(written(tmp_path, form)).document
    assert document.symbol == "CRC/C/NLD/CO/99"
    assert document.country == "Netherlands"
    assert document.title == invented.HEADER[-1].rstrip("*")
    assert document.dates.distributed == date(2041, 5, 4)
    assert document.dates.considered == (date(2041, 4, 1), date(2041, 4, 2))
    assert document.dates.adopted == date(2041, 4, 12)


@pytest.mark.parametrize("form", FORMS)
def test_each_form_derives_the_same_references(tmp_path: Path, form: str) -> None:
    paragraphs = read(written(tmp_path, form)).paragraphs
    assert values(paragraphs[2], DerivedKind.TERRITORY) == ["SAB", "AW"]
    assert values(paragraphs[2], DerivedKind.ARTICLE) == []
    assert values(paragraphs[5], DerivedKind.ARTICLE) == ["4", "42", "44(6)", "31"]
    assert values(paragraphs[5], DerivedKind.SDG_TARGET) == ["4.7", "11.3", "11.7"]
    assert values(paragraphs[5], DerivedKind.CLUSTER) == ["1"]
    assert values(paragraphs[7], DerivedKind.CLUSTER) == ["5"]
    assert values(paragraphs[7], DerivedKind.TERRITORY) == ["CW", "SX"]
    limbs = paragraphs[5].limbs
    assert [item.value for item in limbs[3].derived] == ["12", "37(b)", "37(c)", "37(d)"]
    assert [item.value for item in limbs[4].derived] == ["Kingdom"]


@pytest.mark.parametrize("form", FORMS)
def test_urgent_areas_carry_their_paragraph_numbers(tmp_path: Path, form: str) -> None:
    areas = [
        item for item in read(written(tmp_path, form)).paragraphs[3].derived if item.kind is DerivedKind.URGENT_AREA
    ]
    assert [(area.value, area.paragraphs) for area in areas] == [
        ("tree houses", (6,)),
        ("quiet rooms", (8, 9)),
        ("ladders", (5, 6, 7)),
    ]


@pytest.mark.parametrize("form", FORMS)
def test_a_whole_document_is_read_without_a_complaint(tmp_path: Path, form: str) -> None:
    assert read(written(tmp_path, form)).problems == ()


def test_running_heads_page_numbers_and_job_numbers_are_left_out(tmp_path: Path) -> None:
    reading = read(written(tmp_path, "wrapped.txt"))
    words = " ".join(paragraph.whole_text for paragraph in reading.paragraphs)
    assert "GE.41" not in words
    assert "CRC/C/NLD/CO/99" not in words
    assert [paragraph.page for paragraph in reading.paragraphs][-1] == 2


def test_a_footnote_is_kept_apart_and_says_what_the_netherlands_means(tmp_path: Path) -> None:
    path = written(tmp_path, "wrapped.txt")
    path.write_text(path.read_text().replace("quiet room has", "quiet room in the Netherlands has"))
    reading = read(path)
    assert [note.mark for note in reading.document.footnotes] == ["*"]
    assert values(reading.paragraphs[6], DerivedKind.TERRITORY) == ["NL-Europe"]


def test_a_bare_number_in_a_sentence_is_not_taken_for_a_page_number(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(
        "CRC/C/NLD/CO/98\n\n1.\nThe Committee counted\n18\ntree houses in the country.\n2.\nThe Committee went home.\n"
    )
    assert [paragraph.text for paragraph in read(path).paragraphs] == [
        "The Committee counted 18 tree houses in the country.",
        "The Committee went home.",
    ]


def test_a_wrapped_reference_opens_neither_a_paragraph_nor_a_limb(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(
        "CRC/C/NLD/CO/98\n\n1.\nThe Committee recalls that article\n12. The rest was lost, and article 37\n"
        "(b) and (c) of the Convention.\n2.\nThe Committee went home.\n"
    )
    paragraphs = read(path).paragraphs
    assert [paragraph.number for paragraph in paragraphs] == [1, 2]
    assert paragraphs[0].limbs == ()


def test_letter_i_after_h_is_a_limb_and_under_a_colon_a_roman_number(tmp_path: Path) -> None:
    letters = "\n".join(f"({letter})\nInvented thing {letter};" for letter in "abcdefgh")
    path = tmp_path / "x.txt"
    path.write_text(
        f"CRC/C/NLD/CO/98\n\n1.\nThe Committee recommends:\n{letters}\n(i)\nThings as follows:\n(i)\nOne;\n(ii)\nTwo.\n"
    )
    limbs = read(path).paragraphs[0].limbs
    assert [limb.label for limb in limbs][-4:] == ["(h)", "(i)", "(i)(i)", "(i)(ii)"]


def test_paragraph_numbers_of_a_browser_are_not_made_up(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_text(
        "<html><body><p>CRC/C/NLD/CO/98</p><p>1.The Committee waved.</p>"
        "<ol start='7'><li>The Committee is concerned about kites.</li></ol></body></html>"
    )
    reading = read(path)
    assert [(paragraph.number, paragraph.text) for paragraph in reading.paragraphs] == [
        (1, "The Committee waved."),
        (None, "The Committee is concerned about kites."),
    ]
    assert [problem.trouble for problem in reading.problems] == [Trouble.UNKNOWN_NUMBER]


def test_a_text_in_another_language_is_read_but_said_to_be_so(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("CRC/C/NLD/CO/98\n\n1.\nLe Comité aime les cabanes dans les arbres.\n")
    reading = read(path)
    assert reading.document.language is None
    assert [problem.trouble for problem in reading.problems] == [Trouble.LANGUAGE]
