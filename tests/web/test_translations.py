"""What a child reads in their own language: every word of the children's base, the form and the path."""

from pathlib import Path as File

import polib
import pytest
from django.utils import translation
from django.utils.translation import to_locale

import weerklank
from tests.web.test_pages import page
from weerklank.web.path import NAMES, Kind, Late, Station

LOCALE = File(weerklank.__file__).parent / "locale"
LANGUAGES = ["nl-easy", "en", "ar", "uk", "pap"]
# easy Dutch may say the same word: Stop is Stop
FOREIGN = LANGUAGES[1:]


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_words_are_those_of_the_list(language):
    folder = LOCALE / to_locale(language) / "LC_MESSAGES"
    written, compiled = polib.pofile(str(folder / "django.po")), polib.mofile(str(folder / "django.mo"))
    assert {(e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in written} == {
        (e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in compiled
    }


@pytest.mark.parametrize("language", FOREIGN)
def test_child_never_falls_back_to_dutch_silently(language):
    tree = page("web/gallery_child.html", f"/{language}/doe-mee/abc/", language)
    words = {n.text(strip=True) for n in tree.css(".always a, .steps span, .read-aloud span, .skip")}
    dutch = {
        n.text(strip=True)
        for n in page("web/gallery_child.html").css(".always a, .steps span, .read-aloud span, .skip")
    }
    assert words & dutch - {"Stop"} == set()


@pytest.mark.parametrize("language", FOREIGN)
def test_every_station_has_a_name(language):
    dutch = {kind: str(NAMES[kind]) for kind in Kind}
    with translation.override(language):
        assert [kind for kind in Kind if str(NAMES[kind]) == dutch[kind]] == []


@pytest.mark.parametrize(
    ("language", "days", "sentence"),
    [
        ("en", 1, "Answer: 1 day late."),
        ("uk", 1, "Відповідь: запізнення 1 день."),
        ("uk", 3, "Відповідь: запізнення 3 дні."),
        ("uk", 24, "Відповідь: запізнення 24 дні."),
        ("uk", 11, "Відповідь: запізнення 11 днів."),
        ("ar", 5, "إجابة: متأخر 5 أيام."),
        ("ar", 24, "إجابة: متأخر 24 يومًا."),
    ],
)
def test_days_are_counted_as_the_language_counts(language, days, sentence):
    with translation.override(language):
        assert Station(Kind.ANSWERED, Late(days)).sentence == sentence
