"""What was voted as a child reads it: the part in which a sentence stands, the hands and the words beside them."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

import opinion
from opinion.outcome import stance_between
from weerklank.answers.reading import indicate, sentences_of
from weerklank.findings.counting import CountChannel
from weerklank.findings.pictures import Part, Picture, Verdict, between, of_ten, picture, pictured, verdict
from weerklank.findings.queries import Share
from weerklank.findings.reading import ChannelOutcome, Direction, Said, Stance
from weerklank.participation.origins import Origin
from weerklank.web.people import draw


def said(
    agree: int = 0, disagree: int = 0, *, statement: int = 1, stance: Stance = Stance.DIFFER, **more: object
) -> Said:
    """A sentence as everybody may read it, with the protection of the library."""
    exact = opinion.Agreement(
        "1",
        opinion.Channel.INDIVIDUAL,
        agree=agree,
        disagree=disagree,
        passed=0,
        seen=agree + disagree,
        voters=agree + disagree,
    )
    shown = opinion.publish(exact)
    share = shown.agree_of_answered
    values: dict[str, object] = {
        "statement": statement, "text": "De bus is gratis.", "language": "nl", "origin": Origin.OWN,
        "agree": shown.agree, "disagree": shown.disagree, "passed": None, "answered": shown.answered, "seen": None,
        "share": Share(share.value, share.interval().low, share.interval().high, share.n) if share else None,
        "opposed": None, "at_least": None, "direction": None, "stance": stance,
    }  # fmt: skip
    return Said(**(values | more))  # type: ignore[arg-type]  # the values that are given by name


def of(agree: int, disagree: int, channel: CountChannel = CountChannel.CODE) -> Picture:
    return picture(channel, said(agree, disagree))


@settings(max_examples=60)
@given(st.integers(10, 2_000), st.integers(10, 2_000))
def test_the_picture_and_the_words_say_the_same_of_every_count(agree: int, disagree: int) -> None:
    shown = of(agree, disagree)
    assert shown.hands is not None
    row = draw(shown.hands)
    told = "steekt er één" if row.hands == 1 else f"steken er {of_ten(row.hands)}"
    assert shown.label == f"Plaatje: van tien poppetjes {told} een hand op."
    assert shown.says.startswith(f"Ongeveer {of_ten(row.hands)} van de tien kinderen ")
    # one sentence that a child can read, and never surer than what was counted
    share = shown.said.share
    assert share is not None
    low, high = between(share)
    assert 0 <= low / 10 <= share.low + 1e-9
    assert share.high - 1e-9 <= high / 10 <= 1
    assert len(shown.says.split()) <= 15
    # nobody and everybody are never told
    assert 1 <= shown.hands <= 9


def test_the_numbers_are_those_that_a_child_expects() -> None:
    assert of(80, 20).says == "Ongeveer acht van de tien kinderen zijn het eens: tussen zes en negen."
    assert of(10, 90).says == "Ongeveer één van de tien kinderen is het eens: tussen nul en drie."
    assert of(80, 20).how == "Met een code, zo’n 100 kinderen"


@pytest.mark.parametrize(("agree", "disagree"), [(0, 0), (9, 0), (5, 4), (30, 9), (0, 200)])
def test_where_few_stand_on_one_side_nothing_is_drawn(agree: int, disagree: int) -> None:
    shown = of(agree, disagree)
    assert (shown.hands, shown.label) == (None, "")
    assert shown.says == "Te weinig kinderen om iets te laten zien."


def test_where_the_other_side_is_too_small_to_be_told_only_surely_is_said() -> None:
    more = {"share": None, "at_least": 93, "stance": Stance.NEARLY_ALL_AGREE}
    agree = picture(CountChannel.CODE, said(direction=Direction.AGREE, **more))
    assert (agree.hands, agree.says) == (9, "Zeker negen van de tien kinderen zijn het eens.")
    against = picture(CountChannel.CODE, said(direction=Direction.DISAGREE, **more))
    assert (against.hands, against.says) == (1, "Zeker negen van de tien kinderen zijn het niet eens.")


N, M, D, T = Stance.NEARLY_ALL_AGREE, Stance.MOST_AGREE, Stance.DIFFER, Stance.TOO_FEW
NO, MO = Stance.NEARLY_ALL_DISAGREE, Stance.MOST_DISAGREE


@pytest.mark.parametrize(
    ("stances", "expected"),
    [
        ([], Verdict.TOO_FEW), ([T, T], Verdict.TOO_FEW), ([N], Verdict.NEARLY_ALL_AGREE),
        ([N, T], Verdict.NEARLY_ALL_AGREE), ([NO, NO], Verdict.NEARLY_ALL_DISAGREE), ([N, M], Verdict.MOST_AGREE),
        ([NO, MO], Verdict.MOST_DISAGREE), ([N, D], Verdict.DIVIDED), ([M, MO], Verdict.WAYS_DIFFER),
        ([N, D, NO], Verdict.WAYS_DIFFER), ([D], Verdict.DIVIDED),
    ],
)  # fmt: skip
def test_one_line_says_only_what_every_way_in_says(stances: list[Stance], expected: Verdict) -> None:
    assert verdict(stances) is expected


@settings(max_examples=40)
@given(st.lists(st.sampled_from(list(Stance)), max_size=5))
def test_no_sentence_ever_falls_out_of_the_page(stances: list[Stance]) -> None:
    shown = verdict(stances)
    assert shown.part in Part
    assert shown.part is not Part.SAME or {stance for stance in stances if stance is not T} in ({N}, {NO})


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        # 28 of 45 hands: chance leaves the side open, and it may well be what hundreds say
        ([(328, 72), (28, 17)], Verdict.MOST_AGREE), ([(390, 10), (16, 14)], Verdict.DIVIDED),
        ([(72, 328), (17, 28)], Verdict.MOST_DISAGREE), ([(390, 10), (28, 22), (220, 100)], Verdict.DIVIDED),
        # as many on either side of hundreds is a difference, and so is the other side of many
        ([(328, 72), (200, 200)], Verdict.DIVIDED), ([(328, 72), (100, 300)], Verdict.WAYS_DIFFER),
        ([(390, 10), (20, 12)], Verdict.DIVIDED), ([(28, 17)], Verdict.DIVIDED),
        ([(300, 40), (20, 25)], Verdict.DIVIDED), ([(220, 100), (17, 13)], Verdict.MOST_AGREE),
    ],
)  # fmt: skip
def test_a_way_in_that_chance_leaves_open_says_nothing_against_the_others(
    ways: list[tuple[int, int]], expected: Verdict
) -> None:
    channels = list(CountChannel)
    outcomes = []
    for at, way in enumerate(ways):
        told = said(*way)
        assert told.share is not None
        stance = stance_between(told.share.low, told.share.high)
        outcomes.append(ChannelOutcome(channels[at], (said(*way, stance=stance),)))
    [shown] = pictured(outcomes)
    assert shown.verdict is expected
    assert len(shown.pictures) == len(ways)


def test_ways_in_stand_beside_each_other_and_are_never_added() -> None:
    code = ChannelOutcome(CountChannel.CODE, (said(60, 20, statement=1), said(20, 60, statement=2)))
    hands = ChannelOutcome(CountChannel.HANDS, (said(15, 15, statement=2), said(3, 1, statement=3, stance=T)))
    shown = pictured((code, hands))
    assert [(one.said.statement, [(way.channel.value, way.said.answered) for way in one.pictures]) for one in shown] == [
        (1, [("code", 80)]), (2, [("code", 80), ("hands", 30)]), (3, [("hands", None)]),
    ]  # fmt: skip
    assert shown[2].part is Part.FEW


def test_every_sentence_can_be_read_by_a_child() -> None:
    texts = [one.words for one in Verdict]
    for channel in CountChannel:
        texts += [of(agree, 100 - agree, channel).says for agree in range(0, 101, 10)]
        texts.append(f"{of(60, 40, channel).how}.")
    found = [sentence for text in texts for sentence in sentences_of(text)]
    assert [one for one in found if len(one.split()) > 15] == []
    told = indicate(" ".join(dict.fromkeys(texts)))
    assert (told.hard, told.passives) == (False, 0)


@pytest.mark.parametrize("language", ["nl", "nl-easy", "en", "ar", "uk", "pap"])
def test_every_language_has_a_word_or_a_figure_for_none_to_ten(language: str) -> None:
    with translation.override(language):
        told = [of_ten(count) for count in range(11)]
        assert len(set(told)) == 11
        assert [of(agree, 100 - agree).says.count(told[hands]) > 0 for agree, hands in ((80, 8), (30, 3))] == [
            True,
            True,
        ]
