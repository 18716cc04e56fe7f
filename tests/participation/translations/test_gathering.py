"""The sentences are gathered from wherever they stand, and every language has a form for each of its numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import ngettext
from tools import catalogues


def test_a_sentence_is_found_in_code_in_a_formatted_string_and_with_its_plural(tmp_path: Path) -> None:
    module = tmp_path / "one.py"
    module.write_text(
        "first = _('Eén ' 'zin.')\nsecond = f\"{gettext('Binnenin.')} en {other('niet deze')}\"\n"
        "third = translation.ngettext('%(n)s dag', '%(n)s dagen', n)\nfourth = _(variable)\n"
    )
    assert sorted(catalogues._texts(module)) == [("%(n)s dag", "%(n)s dagen"), ("Binnenin.", ""), ("Eén zin.", "")]


def test_a_sentence_is_found_in_a_page(tmp_path: Path) -> None:
    page = tmp_path / "one.html"
    page.write_text(
        "{% load i18n %}<p title=\"{% translate 'Titel' %}\">{% blocktranslate count n=n %}{{ n }} dag{% plural %}"
        "{{ n }} dagen{% endblocktranslate %}</p>"
    )
    assert list(catalogues._texts(page)) == [("Titel", ""), ("%(n)s dag", "%(n)s dagen")]


def test_what_whoever_leads_a_group_or_comes_to_the_day_reads_is_asked_of_translators_too() -> None:
    places = {one.place for one in catalogues.wanted()}
    assert {
        "participation/templates/participation/teacher/board.html",
        "participation/templates/participation/teacher/hands.html",
        "participation/actions/groups.py",
        "participation/forms/groups.py",
        "participation/printing/lesson.py",
        "editions/forms/attending.py",
        "editions/queries/attending.py",
        "editions/letters.py",
        "editions/templates/editions/attending/own.html",
        "editions/templates/editions/choosing/lottery.html",
        "tracker/templates/tracker/edition_programme.html",
    } <= places


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_plural_has_all_the_forms_of_its_language(language: str) -> None:
    forms = int(catalogues.PLURALS[language].removeprefix("nplurals=").partition(";")[0])
    wrong = [
        entry.msgid
        for entry in catalogues.catalogue(language)
        if entry.msgid_plural and [bool(text) for text in entry.msgstr_plural.values()] != [True] * forms
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "one", "three", "eleven", "twenty_one"),
    [
        ("nl-easy", "1 dag te laat.", "3 dagen te laat.", "11 dagen te laat.", "21 dagen te laat."),
        ("pap", "1 dia lat.", "3 dia lat.", "11 dia lat.", "21 dia lat."),
        ("uk", "запізнення 1 день.", "запізнення 3 дні.", "запізнення 11 днів.", "запізнення 21 день."),
    ],
)
def test_days_are_counted_as_the_language_counts(
    language: str, one: str, three: str, eleven: str, twenty_one: str
) -> None:
    with translation.override(language):
        said = [
            ngettext("{days} dag te laat.", "{days} dagen te laat.", days).format(days=days) for days in (1, 3, 11, 21)
        ]
    assert [text.casefold() for text in said] == [text.casefold() for text in (one, three, eleven, twenty_one)]
