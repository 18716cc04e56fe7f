"""What may say who somebody is, is marked for the moderator."""

from __future__ import annotations

import pytest

from weerklank.participation import personal_data
from weerklank.participation.personal_data import DataKind as D


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("bel 06 12345678 maar", D.PHONE, "06 12345678"),
        ("bel +31 6 12345678", D.PHONE, "+31 6 12345678"),
        ("mail jan.k@school.nl", D.EMAIL, "jan.k@school.nl"),
        ("jan (at) school.nl", D.EMAIL, "jan (at) school.nl"),
        ("nummer 111222333", D.BSN, "111222333"),
        ("nummer 111.222.333", D.BSN, "111.222.333"),
        ("NL91 ABNA 0417 1643 00", D.IBAN, "NL91 ABNA 0417 1643 00"),
        ("kijk op www.voorbeeld.nl/ik", D.URL, "www.voorbeeld.nl/ik"),
        ("volg @sanne_09", D.HANDLE, "@sanne_09"),
        ("mijn snap is sanne09", D.HANDLE, "sanne09"),
        ("ik woon Dorpsstraat 12", D.ADDRESS, "Dorpsstraat 12"),
        ("in 1234 AB", D.POSTCODE, "1234 AB"),
        ("ik heet Sanne de Vries", D.NAME, "Sanne de Vries"),
        ("my name is Ali", D.NAME, "Ali"),
        ("اسمي سارة", D.NAME, "سارة"),
        ("мене звати Олена", D.NAME, "Олена"),
        ("op basisschool De Regenboog", D.SCHOOL, "De Regenboog"),
    ],
)
def test_it_is_found_and_its_place_is_named(text: str, kind: D, part: str) -> None:
    found = [text[one.start : one.end] for one in personal_data.findings(text) if one.kind is kind]
    assert found == [part]


@pytest.mark.parametrize(
    "text",
    [
        "De bus moet gratis zijn.",
        "Er zijn 1.000.000 kinderen in 2026.",
        "Om 10.30 uur begint het.",
        "Ik ben boos.",
        "5 van de 20",
    ],
)
def test_an_ordinary_sentence_is_left_alone(text: str) -> None:
    assert personal_data.findings(text) == ()


@pytest.mark.parametrize(
    ("text", "is_bsn"), [("111222333", True), ("123456789", False), ("0612345678", False), ("1112223334", False)]
)
def test_only_nine_digits_that_pass_the_test_of_eleven_are_refused(text: str, is_bsn: bool) -> None:
    assert personal_data.has_bsn(text) == is_bsn


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Bel Fatima", ["Fatima"]),
        ("Vraag Kjeld maar. Misschien kan het.", ["Kjeld"]),
        ("Geef Ahmed de Jong een kans", ["Ahmed de Jong"]),
        ("Gisteren was Ivo ziek", ["Ivo"]),
        ("Wout Hendriks zit naast mij", ["Wout Hendriks"]),
        ("Laat Nederland meedoen. Stop de Oorlog.", []),
        ("samen met roos en naast max", ["roos", "max"]),
        ("mijn hond heet Max", []),
        ("ondertekend: J. Vermeulen", ["J. Vermeulen"]),
    ],
)
def test_the_capital_of_a_sentence_makes_no_name_of_a_verb(text: str, part: list[str]) -> None:
    assert [text[one.start : one.end] for one in personal_data.findings(text) if one.kind is D.NAME] == part


@pytest.mark.parametrize(
    ("text", "part"),
    [("klas 2b mag nooit naar buiten", []), ("ik ben Sem uit klas 2b", ["klas 2b"]), ("groep 7B van obs De Linde", ["groep 7B"])],
)  # fmt: skip
def test_a_class_says_who_somebody_is_only_beside_a_name_or_a_school(text: str, part: list[str]) -> None:
    assert [text[one.start : one.end] for one in personal_data.findings(text) if one.kind is D.CLASS] == part
