"""What nobody sees, and letters that only look like others, hide nothing from the finders; places stay those of the text as sent."""

from __future__ import annotations

import pytest

from weerklank.moderation import redaction
from weerklank.participation import disclosure, personal_data, words
from weerklank.participation.folding import fold
from weerklank.participation.personal_data import DataKind as D


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("mo\u200bham\u00aded", "mohamed"),
        ("\u202eik\u202c heet", "ik heet"),
        ("M\u043eham\u0435d", "Mohamed"),
        ("\u0440\u0430\u0440\u0430 slaat", "papa slaat"),
        ("\uff53\uff4e\uff41\uff50", "snap"),
        ("\U0001d422\U0001d424", "ik"),
        ("\u0660\u0666", "06"),
        ("d o o d en d.o.o.d", "dood en dood"),
        ("p\u0336a\u0336p\u0336a\u0336", "papa"),
        ("мене звати Олена", "мене звати Олена"),
        ("zo’n dag, één", "zo’n dag, één"),
        ("a b c", "a b c"),
        ("a\ufdfab \ufdfb", "a\ufdfab \ufdfb"),
        ("\u2474\u2025 \ufdfc", "(1).. ریال"),
    ],
)
def test_a_text_is_read_as_it_looks(text: str, seen: str) -> None:
    assert fold(text).text == seen


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("ik heet Mo\u200bha\u200dmed en meer", D.NAME, "Mo\u200bha\u200dmed"),
        ("ik heet S\u0430nn\u0435 hoor", D.NAME, "S\u0430nn\u0435"),
        ("bel 06\u2060 12\u200b345678 nu", D.PHONE, "06\u2060 12\u200b345678"),
        ("bel \uff10\uff16 12345678 nu", D.PHONE, "\uff10\uff16 12345678"),
        ("mijn naam is F a t i m a dus", D.NAME, "F a t i m a"),
        ("ik zit naast m0hammed in de klas", D.NAME, "m0hammed"),
    ],
)
def test_the_finder_is_not_blinded_and_names_the_place_in_what_was_sent(text: str, kind: D, part: str) -> None:
    assert [text[one.start : one.end] for one in personal_data.findings(text) if one.kind is kind] == [part]


def test_what_is_taken_out_leaves_none_of_its_letters_behind() -> None:
    text = "ik heet Mo\u200bha\u200dmed\u200b en wil zwemmen"
    chosen = {piece.number for piece in redaction.taps(text) if piece.kind}
    assert redaction.without(text, chosen) == "ik heet [naam] en wil zwemmen"


@pytest.mark.parametrize(
    "text",
    [
        "ik wil d\u200bo\u200bo\u200bd",
        "ik wil d\u043e\u043ed",
        "ik wil d.o.o.d",
        "ik wil d00d",
        "\uff49\uff4b \uff57\uff49\uff4c \uff44\uff4f\uff4f\uff44",
        "mijn v\u0430der sl\u0430\u0430t mij",
        "mijn vader sl@at mij",
    ],
)
def test_the_flag_is_not_blinded(text: str) -> None:
    assert disclosure.kinds(text) != ()


def test_a_citizen_service_number_is_refused_with_unseen_signs_between() -> None:
    assert personal_data.has_bsn("mijn nummer: 111\u200b222\u2060333")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ik \u202eliew\u202c \u2066\u2067nee\u2069", "ik liew nee"),
        ("a\u200bb\u00ad\u2060\ufeff", "ab"),
        ("a\u200db\u200cc", "abc"),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f468\u200d\U0001f469\u200d\U0001f467"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u0646\u0639\u0645\u200f (ja)", "\u0646\u0639\u0645\u200f (ja)"),
        ("een\u2028twee\r\ndrie\x00\ufffe", "een\ntwee\ndrie"),
        ("black \U0001f3f4\U000e0067\U000e0062", "black \U0001f3f4"),
    ],
)
def test_what_turns_or_hides_words_is_not_kept_and_what_a_language_needs_is(text: str, kept: str) -> None:
    assert words.clean(text) == kept
