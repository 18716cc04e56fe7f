"""Six languages: each under its own name, with its own days, numbers and direction."""

from __future__ import annotations

from datetime import date

import polib
import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.formats import date_format, number_format
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from weerklank.participation.queries.staff import LANGUAGES
from weerklank.web import catalogues, context

DAY = date(2026, 11, 3)


def test_the_children_choose_from_six_languages_in_their_own_names(db) -> None:
    page = HTMLParser(Client().get("/pap/doe-mee/").text)
    chosen = [
        (one.text(strip=True), one.attributes["href"], one.attributes["lang"]) for one in page.css(".languages a")
    ]
    assert chosen == [
        ("Nederlands", "/doe-mee/", "nl"),
        ("Makkelijk Nederlands", "/nl-easy/doe-mee/", "nl"),
        ("English", "/en/doe-mee/", "en"),
        ("العربية", "/ar/doe-mee/", "ar"),
        ("Українська", "/uk/doe-mee/", "uk"),
        ("Papiamentu", "/pap/doe-mee/", "pap"),
    ]
    assert [one.text(strip=True) for one in page.css(".languages a[aria-current]")] == ["Papiamentu"]


@pytest.mark.parametrize(
    ("prefix", "tag", "direction"),
    [("", "nl", "ltr"), ("/nl-easy", "nl", "ltr"), ("/pap", "pap", "ltr"), ("/ar", "ar", "rtl"), ("/uk", "uk", "ltr")],
)
def test_a_page_says_its_language_as_browsers_know_it(prefix: str, tag: str, direction: str, db) -> None:
    html = HTMLParser(Client().get(f"{prefix}/doe-mee/").text).css_first("html")
    assert (html.attributes["lang"], html.attributes["dir"]) == (tag, direction)


@pytest.mark.parametrize(
    ("language", "day", "number"),
    [
        ("nl-easy", "3 november 2026", "1.234,5"),
        ("pap", "3 di novèmber 2026", "1.234,5"),
        ("ar", "3 نوفمبر 2026", "1234,5"),
        ("uk", "3 листопада 2026", "1\u00a0234,5"),
    ],
)
def test_a_day_and_a_number_look_as_people_write_them(language: str, day: str, number: str) -> None:
    with translation.override(language):
        assert date_format(DAY, "j E Y") == day
        assert number_format(1234.5, 1, use_l10n=True, force_grouping=True) == number


def test_papiamentu_knows_every_month_and_day_of_the_week() -> None:
    with translation.override("pap"):
        months = {date_format(date(2026, month, 1), "F") for month in range(1, 13)}
        days = {date_format(date(2026, 11, day), "l") for day in range(2, 9)}
    with translation.override("nl"):
        dutch = {date_format(date(2026, month, 1), "F") for month in range(1, 13)}
        dutch |= {date_format(date(2026, 11, day), "l") for day in range(2, 9)}
    assert (len(months), len(days)) == (12, 7)
    # May is "mei" in both
    assert (months | days) & dutch == {"mei"}


def test_the_languages_of_the_pages_and_of_the_texts_are_the_same() -> None:
    assert ["nl", *LANGUAGES] == [code for code, _name in settings.LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_made_and_read_the_words_is_said_in_the_file_and_on_the_first_page(language: str, db) -> None:
    head = polib.pofile(str(catalogues.file_of(language))).metadata
    is_read = bool(head["X-Read-By"])
    assert (language in context.READ_BY_A_PERSON) is is_read
    with translation.override(language):
        sentence = translation.gettext("Een computer maakte deze vertaling. Nog geen mens heeft haar nagelezen.")
    assert (sentence in Client().get(f"/{language}/doe-mee/").text) is not is_read
    assert sentence not in Client().get(f"/{language}/doe-mee/stop/nooit/").text


def test_dutch_pages_say_nothing_of_a_translation(db) -> None:
    assert "Een computer maakte deze vertaling." not in Client().get("/doe-mee/").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_read_the_file_as_translators_do(language: str) -> None:
    written = [
        (entry.msgid, tuple(entry.msgstr_plural.values()) or (entry.msgstr,))
        for entry in polib.pofile(str(catalogues.file_of(language)))
        if entry.occurrences
    ]
    assert [(one.text, one.forms) for one in catalogues.sentences(language)] == written


def test_a_sentence_that_somebody_read_has_the_flag(tmp_path, settings) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr ""\n"Language: en\\n"\n\n'
        '#: a.html\n#, python-format, gelezen\nmsgid "Eén %(x)s"\nmsgid_plural "Twee"\n'
        'msgstr[0] "One "\n"%(x)s"\nmsgstr[1] ""\n\n'
        '#: b.html\n#, fuzzy\nmsgid "\\"Ja\\""\nmsgstr "Yes"\n\nmsgid "Months"\nmsgstr "no place, so not ours"\n'
    )
    settings.LOCALE_PATHS = [tmp_path]
    catalogues.sentences.cache_clear()
    first, second = catalogues.sentences("en")
    catalogues.sentences.cache_clear()
    assert (first.forms, first.plural, first.is_read, first.is_missing) == (("One %(x)s", ""), "Twee", True, True)
    assert (second.text, second.is_fuzzy, second.is_missing) == ('"Ja"', True, False)
