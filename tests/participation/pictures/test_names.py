"""The names of the pictures: whole and unmistakable in each of the eight languages."""

import unicodedata

import pytest

from weerklank.participation import pictures
from weerklank.participation.pictures import LANGUAGES, PICTURES, words

SCRIPT = {"ar": "arabic", "uk": "cyrillic"}


def test_the_names_are_there_in_eight_languages() -> None:
    assert LANGUAGES == ("nl", "en", "ar", "uk", "tr", "pl", "fr", "pap")
    assert [len({pictures.name(one.index, lang) for one in PICTURES}) for lang in LANGUAGES] == [512] * 8


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_name_is_short_tidy_and_in_its_own_script(lang: str) -> None:
    untidy = [
        name
        for name in (pictures.name(one.index, lang) for one in PICTURES)
        if name != " ".join(name.split())
        or name != unicodedata.normalize("NFC", name)
        or not 2 <= len(name) <= 24
        or "|" in name
        or (words.script_of([name]) != SCRIPT.get(lang, "latin"))
    ]
    assert untidy == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_names_differ_only_by_accents_spaces_or_signs(lang: str) -> None:
    plain: dict[str, list[str]] = {}
    for one in PICTURES:
        name = pictures.name(one.index, lang)
        plain.setdefault(words.key_of(name, lang), []).append(name)
    assert [names for names in plain.values() if len(names) > 1] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_names_are_one_another_in_the_plural(lang: str) -> None:
    # A child that adds or forgets the last letter must not open somebody else's code.
    names = {words.key_of(pictures.name(one.index, lang), lang): one.index for one in PICTURES}
    endings = {"nl": ("s", "en"), "en": ("s", "es"), "fr": ("s", "x"), "pap": ("nan",)}.get(lang, ())
    assert [(name, name + end) for name in names for end in endings if name + end in names] == []
