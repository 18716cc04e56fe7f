"""What one moderator changes alone is what the finder points at; everything else takes two."""

from __future__ import annotations

import pytest

from weerklank.moderation import redaction
from weerklank.moderation.rewording import Beyond, beyond, words_changed
from weerklank.participation.words import MAX_SIGNS

B = Beyond
TEXT = "Ik ben Sem en wil niet mee."
SIGNED = "Op school mag een zwembad. Bel mij maar: 06 12345678."


@pytest.mark.parametrize(
    ("text", "original"),
    [
        (TEXT, TEXT),
        ("Ik ben [naam] en wil niet mee.", TEXT),
        ("ik ben [naam]  en\r\nwil niet mee.", TEXT),
        ("Ik ben [weggehaald] en wil niet mee.", TEXT),
        ("[naam] en wil niet mee.", TEXT),
        ("Ik wil niet mee.", TEXT),
        ("Ik wil niet mee.", "Ik wil niet met Sem mee."),
        ("Op school mag een zwembad.", SIGNED),
        ("Op school mag een zwembad. Bel mij maar: [telefoonnummer].", SIGNED),
        ("Dit is [naam]'s fiets", "Dit is Sem's fiets"),
        ("Kom je, [naam]?! 🙂", "Kom je, Sanne de Vries?! 🙂"),
        ("[naam] en Bo pesten mij", "Sem en Bo pesten mij"),
        ("Ik schreef [naam] zelf", "Ik schreef [naam] zelf"),
        ("اسمي [naam]", "اسمي سارة"),
    ],
)
def test_taking_out_what_was_found_takes_one_person(text: str, original: str) -> None:
    assert beyond(text, original) == ()


@pytest.mark.parametrize(
    ("text", "original", "changed"),
    [
        ("Ik ben Sem en wil mee.", TEXT, (B.TURNED,)),
        ("Ik ben [naam] en wil [weggehaald] mee.", TEXT, (B.TURNED,)),
        ("Ik wil mee.", "Ik wil niet met Sem mee.", (B.TURNED, B.MORE)),
        ("Ik wil [naam] naar huis", "ik wil Niet naar huis", (B.TURNED,)),
        ("Ik ben [naam] en [weggehaald] niet mee.", TEXT, (B.MORE,)),
        ("Ik ben [naam] en wil niet [naam].", TEXT, (B.MORE,)),
        ("Ik pest mij", "Ik weet dat Sem mij pest", (B.MORE,)),
        ("Ik ben [naam] en iemand wil niet mee.", TEXT, (B.WORDS,)),
        ("Ik ben [naam] en wil wel mee.", TEXT, (B.WORDS, B.TURNED)),
        ("Ik ben [naam] en wil niet mee. Dank u.", TEXT, (B.WORDS, B.SIGNS)),
        ("Ik ben [naam] en wil niet mee?", TEXT, (B.SIGNS,)),
        ("Ik ben [naam] 😀 en wil niet mee.", TEXT, (B.SIGNS,)),
        ("Ik ben [naam], en wil niet mee.", TEXT, (B.SIGNS,)),
        ("Ik ben [naam] en wil niet mee", TEXT, (B.SIGNS,)),
        ("Ik ben [naam] en wil nie\u200bt mee.", TEXT, (B.WORDS, B.TURNED, B.SIGNS)),
        ("Sem slaapt thuis", "Sem slaapt thuis :(", (B.SIGNS,)),
        ("Ik ben [school] en wil niet mee.", TEXT, (B.OTHERWISE,)),
        ("Ik ben Sem [naam] en wil niet mee.", TEXT, (B.OTHERWISE,)),
        ("Ik ben [naam] [naam] en wil niet mee.", TEXT, (B.OTHERWISE,)),
        ("Ik wil niet mee en ben Sem.", TEXT, (B.OTHERWISE,)),
        ("Ik wil te rug", "Ik wil terug", (B.WORDS, B.MORE)),
        ("Ik wil, mee", "Ik wil , mee", (B.OTHERWISE,)),
        ("", TEXT, (B.TURNED, B.MORE, B.SIGNS)),
    ],
)
def test_anything_else_takes_two_and_says_what_it_was(text: str, original: str, changed: tuple[Beyond, ...]) -> None:
    assert beyond(text, original) == changed


@pytest.mark.parametrize(
    "original",
    [
        TEXT,
        SIGNED,
        "Sanne de Vries, groep 7b van de Montessorischool in Utrecht, mail sanne@voorbeeld.nl of 0612345678abc",
        "ik woon Dorpsstraat 12, 1234 AB Utrecht en m0hammed en Bo en papa ook!",
        "Bo " * 1300,
        "Sem, " * 790,
        "ik Sem " * 570,
    ],
)
def test_the_draft_of_the_program_itself_takes_one_person(original: str) -> None:
    assert beyond(redaction.without(original, redaction.all_found(original)), original) == ()


@pytest.mark.parametrize(
    ("text", "original"),
    [("na x ", "na "), ("Sem, ", "Sem Sem, "), ("[naam] ", "Bo mee "), ("ik ", "ik Bo mee "), ("!", "! ")],
)
def test_a_text_of_one_word_over_and_over_is_not_weighed_without_end(text: str, original: str) -> None:
    assert beyond((text * 5000)[:5000], (original * MAX_SIGNS)[:MAX_SIGNS]) != ()


@pytest.mark.parametrize(
    ("text", "original", "gone", "came"),
    [
        ("Ik wil mee.", "Ik wil niet mee.", ("niet",), ()),
        ("Ik wil graag mee", "ik wil mee!", ("!",), ("graag",)),
        ("", "Zwemmen", ("Zwemmen",), ()),
        ("na na", "na na na na", ("na", "na"), ()),
    ],
)
def test_a_second_person_sees_which_words_went_and_which_came(text, original, gone, came):
    changed = words_changed(text, original)
    assert (changed.gone, changed.came) == (gone, came)
