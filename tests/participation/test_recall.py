"""The figures of the finder and of the flag, on sentences that no rule was bettered with."""

from __future__ import annotations

import pytest
from benchmarks import recall
from benchmarks.recall import Figure

from tests.conftest import tally
from weerklank.participation import disclosure, perhaps, personal_data
from weerklank.participation.folding import fold

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


# What was reached on sentences that were written afterwards: see the README beside them for what each figure is worth.
# The fourth set was written when the rules stood: it says how little rules find of what is said in a new way.
@pytest.mark.parametrize(
    ("name", "reached", "right"),
    [
        ("risk_nl_later.tsv", 0.95, 0.9),
        ("risk_nl_last.tsv", 0.95, 0.9),
        ("risk_nl_third.tsv", 0.95, 0.9),
        ("risk_nl_fourth.tsv", 0.25, 0.9),
        ("risk_nl_fifth.tsv", 0.5, 0.8),
    ],
)
def test_the_flag_reaches_less_far_on_sentences_written_afterwards(name: str, reached: float, right: float) -> None:
    figure = recall.risk_figure(recall.written_later(name))
    said(f"risk, {name}", figure)
    assert figure.recall >= reached
    assert figure.precision >= right


# The halves that the wide net was not bettered with; it was weighed on the other halves of the same sets.
@pytest.mark.parametrize(
    ("name", "reached", "right"),
    [
        ("risk_nl.tsv", 0.98, 0.75),
        ("risk_nl_third.tsv", 0.98, 0.75),
        ("risk_nl_fourth.tsv", 0.9, 0.8),
        ("risk_nl_net.tsv", 0.85, 0.9),
        ("risk_nl_net_last.tsv", 0.75, 0.65),
    ],
)
def test_the_flag_and_the_wide_net_together_see_most_of_what_is_said_in_a_roundabout_way(
    name: str, reached: float, right: float
) -> None:
    figure = recall.both_figure(recall.half_of(name, apart=True))
    said(f"flag or perhaps, {name}, kept apart", figure)
    assert figure.recall >= reached
    assert figure.precision >= right


def test_on_sentences_of_somebody_who_knew_no_rule_the_two_levels_see_nine_in_ten() -> None:
    figure = recall.both_figure(recall.written_later("risk_nl_fifth.tsv"))
    said("flag or perhaps, blind", figure)
    assert figure.recall >= 0.9
    assert figure.precision >= 0.7


def test_the_wide_net_alone_sees_nine_in_ten_of_what_the_phrases_were_made_for() -> None:
    figure = recall.perhaps_figure(apart(NL))
    said("perhaps, Dutch, kept apart", figure)
    assert figure.recall >= 0.85


@pytest.mark.parametrize(
    ("sentences", "most"),
    [(recall.half_of("risk_nl_ordinary.tsv", apart=True), 0.2), (recall.ordinary_statements(apart=True), 0.15)],
    ids=["ideas", "statements"],
)
def test_of_what_children_ordinarily_send_at_most_one_in_five_is_read_first(sentences, most: float) -> None:
    marked = recall.both_figure(sentences).raised

    assert marked <= most * len(sentences)


@pytest.mark.parametrize("language", ["en", "ar", "uk", "pap", "tr"])
def test_the_wide_net_sees_most_in_the_other_languages_too(language: str) -> None:
    figure = recall.perhaps_figure(recall.confided_sentences(language))
    said(f"perhaps, {language}", figure)
    assert figure.recall >= 0.6
    assert figure.precision >= 0.8


def test_of_ordinary_sentences_with_the_same_words_few_are_flagged() -> None:
    ordinary = [one for one in recall.written_later("risk_nl_practice.tsv") if one.kind == recall.NOTHING]
    assert recall.risk_figure(ordinary).raised <= len(ordinary) // 20


@pytest.mark.parametrize(
    ("name", "reached", "right"),
    [
        ("personal_data_nl_last.txt", 0.95, 0.95),
        ("personal_data_nl_third.txt", 0.9, 0.95),
        ("personal_data_nl_fourth.txt", 0.85, 0.9),
        ("personal_data_nl_fifth.txt", 0.78, 0.9),
    ],
)
def test_the_finder_reaches_less_far_on_sentences_written_afterwards(name: str, reached: float, right: float) -> None:
    figure = recall.personal_data_figure(recall.marked_sentences(name))
    said(f"personal data, {name}", figure)
    assert figure.recall >= reached
    assert figure.precision >= right


@pytest.mark.parametrize(
    "unit", ["ik ", "mijn vader slaat mij ", "a", "Aa Bb ", "Jan van de ", "1234 ab ", "a.b@", "Kerkstraat "]
)
def test_a_text_of_twenty_thousand_signs_is_read_to_its_end(unit: str) -> None:
    text = (unit * (20_000 // len(unit) + 1))[:20_000]
    for found in (*personal_data.findings(text), *disclosure.signals(text)):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("unit", ["ik ", "mijn vader slaat mij ", "a", "Aa. ", "ik. mama. ", "stiefvadermoeder", "ي"])
def test_the_wide_net_weighs_each_word_of_a_long_text_at_most_four_times(unit: str) -> None:
    text = (unit * 4000)[:4000]
    read = disclosure.read(fold(text).text)
    assert sum(len(stretch) for stretch in perhaps.stretches(read)) <= 2 * len(read)
    assert perhaps.weigh(text).points < 200


def test_what_a_text_weighs_does_not_grow_by_saying_it_again() -> None:
    assert perhaps.weigh("ik slaap met een stoel tegen de deur " * 30) == perhaps.weigh(
        "ik slaap met een stoel tegen de deur"
    )


def test_a_wish_for_the_street_weighs_less_than_what_happens_at_home() -> None:
    assert perhaps.perhaps("Mama ligt al dagen in bed en ik kook voor mijn zusje.")
    assert not perhaps.perhaps("Ik wil graag bedden in het park en een kookles op school.")


def test_a_worry_behind_a_long_wish_is_seen() -> None:
    wish = "Er moeten meer bomen komen op het plein en de bus moet gratis zijn voor alle kinderen. " * 8
    assert not perhaps.perhaps(wish)
    assert perhaps.perhaps(wish + "Ik slaap met een stoel tegen de deur. " + wish)


def test_the_same_fault_in_spelling_is_the_same_word() -> None:
    assert disclosure.sound("slaadt") == disclosure.sound("slaat") == disclosure.sound("slaad")
    assert disclosure.sound("sneiden") == disclosure.sound("snijde")
    assert disclosure.sound("d00d") == disclosure.sound("dood") == disclosure.sound("doooood")


def test_a_danger_in_one_sentence_is_not_made_of_words_of_two() -> None:
    assert disclosure.kinds("Mijn vader is lief. Ik wil een slaapkamer die niet zo klein is.") == ()
