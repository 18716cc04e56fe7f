"""Everything a child reads exists in every language of the children's pages, and the compiled words are up to date."""

from __future__ import annotations

import re

import pytest
from django.utils import translation
from django.utils.translation import ngettext
from tools import catalogues


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_no_text_of_a_childs_page_lacks_its_translation(language: str) -> None:
    assert [f"{text.place}: {text.text}" for text in catalogues.missing(language)] == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_compiled_words_are_those_of_the_catalogue(language: str) -> None:
    compiled = catalogues.folder(language) / "django.mo"
    assert compiled.read_bytes() == catalogues.compiled(language)


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_a_translation_holds_the_same_blanks_to_fill_in(language: str) -> None:
    wrong = []
    for entry in catalogues.catalogue(language):
        blanks = sorted(re.findall(r"%\(\w+\)[sd]|\{\w+\}", entry.msgid))
        forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        wrong += [entry.msgid for form in forms if sorted(re.findall(r"%\(\w+\)[sd]|\{\w+\}", form)) != blanks]
    assert wrong == []


def test_the_scan_sees_the_pages_their_forms_and_their_refusals() -> None:
    places = {text.place for text in catalogues.wanted()}
    assert {
        "participation/templates/participation/child/start.html",
        "participation/forms/child.py",
        "participation/actions/child.py",
        "web/templates/web/base_child.html",
    } <= places


def test_arabic_has_a_form_for_one_two_few_and_many() -> None:
    with translation.override("ar"):
        forms = {
            ngettext("Er is %(counter)s idee van je binnen.", "Er zijn %(counter)s ideeën van je binnen.", number)
            for number in (0, 1, 2, 5, 11)
        }
    assert len(forms) == 5
