"""Patterns find what a reader finds, and their work grows with the text and no faster."""

from __future__ import annotations

import time

import pytest

from weerklank.rights.reading import DerivedKind, derive

SETTING = derive.Setting()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(art. 1)", ["1"]),
        ("(arts. 19, 24 (3), 28 (2), 34, 37 (a) and 39)", ["19", "24(3)", "28(2)", "34", "37(a)", "39"]),
        ("(arts. 7, 8, and 13–17)", ["7", "8", "13", "14", "15", "16", "17"]),
        ("(arts. 32–33 and 37 (b)–(d))", ["32", "33", "37(b)", "37(c)", "37(d)"]),
        ("(arts. 18 (1) and (2), 20 and 27 (1)–(3))", ["18(1)", "18(2)", "20", "27(1)", "27(2)", "27(3)"]),
        ("art. 40 (2) (b) (ii) and (3)", ["40(2)(b)(ii)", "40(3)"]),
        ("(art. 12, para. 2)", ["12(2)"]),
        ("article 22 of the Convention", ["22"]),
        ("articles 37, 40 and 39 of the Convention, as well as", ["37", "40", "39"]),
        ("article 3 of the Convention on the Rights of the Child", ["3"]),
        ("article 3 of the Convention on the Rights of Persons with Disabilities", []),
        ("article 1 of the Constitution", []),
        ("article 240 of the Criminal Code", []),
        ("Article 12 stipulates", []),
        ("article 99 of the Convention", []),
        ("12 articles", []),
    ],
)
def test_articles_are_found_as_a_reader_finds_them(text: str, expected: list[str]) -> None:
    assert [item.value for item in derive.articles(text)] == expected


def test_every_finding_shows_the_characters_it_rests_on() -> None:
    text = "In Aruba, target 4.7 of the Sustainable Development Goals and article 31 of the Convention apply."
    found = derive.of_text(text, SETTING)
    assert [(item.kind, item.value) for item in found] == [
        (DerivedKind.ARTICLE, "31"),
        (DerivedKind.SDG_TARGET, "4.7"),
        (DerivedKind.TERRITORY, "AW"),
    ]
    assert [text[item.span[0] : item.span[1]] for item in found] == [item.matched_text for item in found]


def test_articles_of_an_optional_protocol_are_kept_apart() -> None:
    text = "articles 2 and 3 of the Optional Protocol on the sale of children"
    assert [(item.value, item.scheme) for item in derive.articles(text)] == [
        ("2", "crc-opsc-articles"),
        ("3", "crc-opsc-articles"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the report of the Kingdom of the Netherlands", []),
        ("in all countries of the Kingdom", ["Kingdom"]),
        ("all four constituent countries", ["Kingdom"]),
        ("the European Netherlands and the Caribbean part of the Kingdom", ["NL-Europe", "Caribbean"]),
        ("Bonaire, Sint Eustatius, Saba, Aruba, Curaçao and Sint Maarten", ["BON", "EUX", "SAB", "AW", "CW", "SX"]),
        ("the Caribbean Netherlands", ["BQ"]),
        ("the Netherlands Antilles", ["AN"]),
        ("Sabah and Arubans", []),
    ],
)
def test_territories_are_found_and_the_name_of_the_state_is_not_one(text: str, expected: list[str]) -> None:
    assert [item.value for item in derive.territories(text)] == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("A. General measures of implementation (arts. 4, 42 and 44 (6))", "1"),
        ("B. Definition of the child (art. 1)", "2"),
        ("2. General principles", "3"),
        ("D. Civil rights and freedoms", "4"),
        ("E. Violence against children", "5"),
        ("4. Family environment and alternative care", "6"),
        ("G. Children with disabilities, basic health and welfare", "7"),
        ("H. Education, leisure and cultural activities", "8"),
        ("7. Special protection measures", "9"),
        ("J. Follow-up to the Optional Protocol on the sale of children", "10"),
    ],
)
def test_clusters_are_recognised_by_name_and_not_by_number(heading: str, expected: str) -> None:
    assert [item.value for item in derive.cluster(heading)] == [expected]


def test_limbs_are_split_and_references_are_not() -> None:
    text = "The Committee recommends:(a) Kites, under article 37 (b) of the Convention; \n(b) Strings; and (c) Wind."
    assert derive.split_limbs(text) == (
        "The Committee recommends:",
        (("a", "Kites, under article 37 (b) of the Convention;"), ("b", "Strings; and"), ("c", "Wind.")),
    )


def everything(text: str) -> None:
    derive.of_text(text, derive.Setting(bare_articles=True, netherlands_is_europe=True))
    derive.statements(text)
    derive.urgent_areas(text)
    derive.split_limbs(text)
    derive.cluster(text)
    derive.sdg_field([text])
    derive.defines_netherlands_as_europe(text)


URGENT = "draw the State party’s attention to the recommendations concerning the following areas, urgent measures must be taken: "
ADVERSARIAL = {
    "spaces": (" ", ""),
    "brackets": ("(", ""),
    "letters in brackets": ("(a)", ""),
    "articles": ("arts. 1", ""),
    "article numbers": ("1, ", "arts. "),
    "article ranges": ("1–", "arts. "),
    "article paragraphs": ("(1)", "art. 1 "),
    "targets": ("targets 1.1, ", ""),
    "the Committee": ("Committee ", ""),
    "it": ("it ", ""),
    "is": ("is very ", ""),
    "each of the": ("each of the ", ""),
    "European part": ("European part of the Kingdom ", ""),
    "of the Convention": ("article 1 of the Convention on ", ""),
    "urgent areas": ("a (para. 1", URGENT),
    "urgent brackets": ("(a)", URGENT + "a (para. "),
    "dashes": ("-", ""),
    "colons": (":(a) ", ""),
}


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_work_on_a_hostile_text_grows_with_its_length_only(name: str) -> None:
    piece, lead = ADVERSARIAL[name]

    def cost(length: int) -> float:
        text = lead + (piece * (length // len(piece) + 1))[:length] + "."
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            everything(text)
            best = min(best, time.process_time() - start)
        return best

    # Four times the text: linear work grows fourfold, quadratic work sixteenfold. The small constant keeps noise out.
    assert (cost(100_000) + 0.01) / (cost(25_000) + 0.01) < 9
