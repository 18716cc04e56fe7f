from __future__ import annotations

import pytest

from weerklank.answers import reading, wording
from weerklank.answers.reasons import stock_phrases


@pytest.mark.parametrize(
    ("word", "count"),
    [("school", 1), ("kinderen", 3), ("schoolreis", 2), ("gratis", 2), ("moeilijk", 2), ("nieuw", 1), ("brr", 1)],
)
def test_syllables_are_counted_the_dutch_way(word: str, count: int) -> None:
    assert reading.syllables(word) == count


def test_the_score_is_the_formula_of_douma() -> None:
    text = "De reis is gratis. Jij kunt mee."
    found = reading.indicate(text)
    assert (found.sentences, found.words, found.words_per_sentence) == (2, 7, 3.5)
    assert found.flesch_douma == round(206.84 - 0.93 * 3.5 - 77 * 8 / 7, 1)


def test_a_hard_text_gets_a_hint_per_sentence() -> None:
    text = "Ga mee. De verantwoordelijkheidsverdeling wordt door de onderwijsinstellingen vastgesteld."
    found = reading.indicate(text)
    assert (found.hard, found.passives, len(found.hints), len(found.hints[0].remarks)) == (True, 1, 1, 2)


def test_a_long_sentence_is_named() -> None:
    (hint,) = reading.indicate(" ".join(["kind"] * 16) + ".").hints
    assert hint.remarks == ("Lange zin: 16 woorden. Maak er twee zinnen van.",)


def test_it_is_an_indication_and_never_a_level() -> None:
    verdicts = {
        reading.indicate(text).verdict
        for text in ("", "Ga mee. Het is fijn.", "Verantwoordelijkheidsverdelingsvraagstukken.")
    }
    assert [verdict for verdict in verdicts if "B1" in verdict or "A2" in verdict] == []
    assert len(verdicts) == 3


def test_nothing_to_read_is_not_hard() -> None:
    assert (reading.indicate("").hard, reading.indicate("…").words) == (False, 0)


@pytest.mark.parametrize(
    "text",
    [
        "a." * 50_000,
        "wordt " * 20_000,
        "w" * 100_000,
        "wordt " + "x" * 100_000,
        "06" * 50_000,
        "@" * 100_000,
        "1 " * 50_000,
    ],
)
def test_long_nonsense_is_read_through(text: str) -> None:
    assert reading.indicate(text).words >= 0


def test_a_run_of_five_words_is_a_quotation() -> None:
    sealed = ["Mijn moeder huilt als de brief komt"]
    assert wording.quoted_runs("Ze schreef: mijn moeder huilt als de post komt.", unpublished=sealed, published=[]) == (
        "mijn moeder huilt als de",
    )
    assert wording.quoted_runs("Ze zei dat haar moeder huilt als er post komt.", unpublished=sealed, published=[]) == ()
    assert wording.quoted_runs("Mijn moeder huilt als de brief", unpublished=sealed, published=sealed) == ()


def test_stock_phrases_are_data_and_normal() -> None:
    phrases = stock_phrases()
    assert (
        len(phrases.phrases) >= 40,
        "heeft onze aandacht" in phrases.phrases,
        "te zijner tijd" in phrases.phrases,
    ) == (True, True, True)
