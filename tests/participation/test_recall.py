"""The figures of the finder and of the flag, on sentences that no rule was bettered with."""

from __future__ import annotations

import pytest
from benchmarks import recall
from benchmarks.recall import Figure

from tests.conftest import tally
from weerklank.participation import disclosure, personal_data

NL = recall.confided_sentences("nl")
MARKED = recall.marked_sentences()


def apart(sentences):
    return [one for one in sentences if one.kept_apart]


def said(what: str, figure: Figure) -> None:
    """The end of the run says the figures, in thousandths, for whoever reads the README."""
    tally(f"thousandths of recall, {what}", round(figure.recall * 1000))
    tally(f"thousandths of precision, {what}", round(figure.precision * 1000))


def test_each_set_has_four_hundred_sentences_of_which_about_half_is_kept_apart() -> None:
    for sentences in (NL, MARKED):
        assert len(sentences) >= 400
        assert 0.4 < len(apart(sentences)) / len(sentences) < 0.6
        assert len({one.text for one in sentences}) == len(sentences)


def test_the_finder_finds_nineteen_in_twenty_of_what_is_kept_apart() -> None:
    figure = recall.personal_data_figure(apart(MARKED))
    said("personal data, Dutch, kept apart", figure)
    assert figure.recall >= 0.95
    assert figure.precision >= 0.95


def test_the_flag_sees_all_but_one_in_fifty_of_what_is_kept_apart() -> None:
    figure = recall.risk_figure(apart(NL))
    said("risk, Dutch, kept apart", figure)
    assert figure.recall >= 0.98
    assert figure.precision >= 0.9


@pytest.mark.parametrize("language", ["en", "ar", "uk", "pap", "tr"])
def test_the_flag_sees_it_in_the_other_languages_too(language: str) -> None:
    figure = recall.risk_figure(apart(recall.confided_sentences(language)))
    said(f"risk, {language}, kept apart", figure)
    assert figure.recall >= 0.98


# What was reached on sentences that were written after the rules: lower, and said so in docs/explanation/moderation.md.
@pytest.mark.parametrize(("name", "reached"), [("risk_nl_later.tsv", 0.95), ("risk_nl_last.tsv", 0.70)])
def test_the_flag_reaches_less_far_on_sentences_written_afterwards(name: str, reached: float) -> None:
    figure = recall.risk_figure(recall.written_later(name))
    said(f"risk, {name}", figure)
    assert figure.recall >= reached
    assert figure.precision >= 0.9


def test_the_finder_reaches_less_far_on_sentences_written_afterwards() -> None:
    figure = recall.personal_data_figure(recall.marked_sentences(recall.LAST_MARKED))
    said("personal data, written last", figure)
    assert figure.recall >= 0.8
    assert figure.precision >= 0.9


@pytest.mark.parametrize(
    "unit", ["ik ", "mijn vader slaat mij ", "a", "Aa Bb ", "Jan van de ", "1234 ab ", "a.b@", "Kerkstraat "]
)
def test_a_text_of_a_hundred_thousand_signs_is_read_to_its_end(unit: str) -> None:
    text = (unit * (100_000 // len(unit) + 1))[:100_000]
    for found in (*personal_data.findings(text), *disclosure.signals(text)):
        assert 0 <= found.start < found.end <= len(text)


def test_the_same_fault_in_spelling_is_the_same_word() -> None:
    assert disclosure.sound("slaadt") == disclosure.sound("slaat") == disclosure.sound("slaad")
    assert disclosure.sound("sneiden") == disclosure.sound("snijde")
    assert disclosure.sound("d00d") == disclosure.sound("dood") == disclosure.sound("doooood")


def test_a_danger_in_one_sentence_is_not_made_of_words_of_two() -> None:
    assert disclosure.kinds("Mijn vader is lief. Ik wil een slaapkamer die niet zo klein is.") == ()
