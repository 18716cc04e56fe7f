"""The document of 2004 against a key made by hand: paragraphs, limbs, letters, articles, and each defect by its name."""

from __future__ import annotations

import pytest

from tests.conftest import NOW
from tests.rights.conftest import REAL
from tests.rights.key_2004 import DEFECTS, PARAGRAPHS, READ_INSTEAD, Lines, Trusted
from weerklank.rights.actions.importing import import_observations
from weerklank.rights.models import Recommendation
from weerklank.rights.reading import DerivedKind, DocumentReading, ReadLimb, ReadParagraph, Where, open_source

FILE = REAL / "CRC_C_15_Add.227_pages_verbatim.md"
CUT = "[cut off by the stored excerpt]"
pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the real UN files do not lie beside this checkout")


@pytest.fixture(scope="module")
def reading() -> DocumentReading:
    found = open_source(FILE)
    assert isinstance(found, DocumentReading)
    return found


@pytest.fixture(scope="module")
def printed() -> list[str]:
    return ["", *(line.removesuffix(CUT) for line in FILE.read_text(encoding="utf-8").splitlines())]


def _joined(printed: list[str], lines: Lines) -> str:
    return " ".join(printed[line] for line in lines)


def _articles(part: ReadParagraph | ReadLimb) -> tuple[str, ...]:
    return tuple(one.value for one in part.derived if one.kind is DerivedKind.ARTICLE and one.where is Where.TEXT)


def test_the_numbers_pages_and_kinds_are_those_of_the_key(reading: DocumentReading) -> None:
    assert [(one.number, one.page, one.kind) for one in reading.paragraphs] == [
        (one.number, one.page, one.kind) for one in PARAGRAPHS
    ]


def test_every_paragraph_holds_the_words_of_its_lines(reading: DocumentReading, printed: list[str]) -> None:
    assert {one.number: one.text for one in reading.paragraphs} == {
        one.number: _joined(printed, READ_INSTEAD.get(str(one.number), one.lines)) for one in PARAGRAPHS
    }


def test_every_limb_has_its_letter_and_the_words_of_its_lines(reading: DocumentReading, printed: list[str]) -> None:
    assert {f"{one.number}{limb.label}": limb.text for one in reading.paragraphs for limb in one.limbs} == {
        f"{one.number}({part.letter})": _joined(printed, READ_INSTEAD.get(f"{one.number}({part.letter})", part.lines))
        for one in PARAGRAPHS
        for part in one.parts
    }


def test_every_article_stands_with_the_part_that_names_it(reading: DocumentReading) -> None:
    read = {str(one.number): _articles(one) for one in reading.paragraphs} | {
        f"{one.number}{limb.label}": _articles(limb) for one in reading.paragraphs for limb in one.limbs
    }
    key = {str(one.number): one.articles for one in PARAGRAPHS} | {
        f"{one.number}({part.letter})": part.articles for one in PARAGRAPHS for part in one.parts
    }
    assert read == key


def test_every_paragraph_stands_under_the_heading_of_the_key(reading: DocumentReading, printed: list[str]) -> None:
    assert [(one.number, one.heading, one.cluster) for one in reading.paragraphs] == [
        (
            one.number,
            printed[one.heading] if one.heading else None,
            printed[one.cluster] if one.cluster else None,
        )
        for one in PARAGRAPHS
    ]


def test_each_defect_is_reported_where_it_is_and_nothing_else_is(reading: DocumentReading) -> None:
    assert [(one.trouble, one.page, one.line) for one in reading.problems] == [
        (one.trouble, one.page, one.line) for one in DEFECTS
    ]


def test_only_what_a_named_defect_touches_is_doubted_or_incomplete(reading: DocumentReading) -> None:
    parts: dict[str, ReadParagraph | ReadLimb] = {str(one.number): one for one in reading.paragraphs}
    parts |= {f"{one.number}{limb.label}": limb for one in reading.paragraphs for limb in one.limbs}
    assert {name for name, part in parts.items() if part.doubtful} == set(Trusted().doubtful)
    assert {name for name, part in parts.items() if not part.complete} == set(Trusted().cut)


@pytest.mark.django_db
@pytest.mark.usefixtures("territories")
def test_the_tracker_holds_the_limbs_of_the_key() -> None:
    import_observations(path=FILE, by=None, now=NOW)
    wanted = [
        f"{one.number}({part.letter})" if part else str(one.number)
        for one in PARAGRAPHS
        for part in (one.parts or (None,))
    ]
    assert list(Recommendation.objects.order_by("order").values_list("number", flat=True)) == wanted
