"""Which sentences a child meets: all get seen, new ones get their chance, and nobody is profiled."""

from __future__ import annotations

from random import Random

import pytest

from tests.participation.child.conftest import Visitor, text_of
from weerklank.participation import tickets
from weerklank.participation.models import Channel, Consultation, EntryPoint, Statement, Vote
from weerklank.participation.queries import serving


def served(visits: int, seed: int, old: int = 20, new: int = 5) -> dict[int, int]:
    """How often each of twenty sentences was met, and of five more that came halfway."""
    chance, met = Random(seed), dict.fromkeys(range(old), 0)
    for number in range(visits):
        if number == visits // 2:
            met |= dict.fromkeys(range(old, old + new), 0)
        for one in serving.drawn_from(met, chance):
            met[one] += 1
    return met


@pytest.mark.parametrize("seed", range(5))
def test_every_sentence_is_met_often_enough_also_one_that_came_halfway(seed: int) -> None:
    met = served(300, seed)
    assert min(met.values()) >= serving.ENOUGH
    assert max(met.values()) <= 4 * min(met.values())


@pytest.mark.parametrize("seed", range(5))
def test_a_new_sentence_is_not_left_waiting(seed: int) -> None:
    chance, met = Random(seed), dict.fromkeys(range(30), serving.ENOUGH)
    met[30] = 0
    firsts = sum(30 in serving.drawn_from(met, chance) for _ in range(200))
    # seven of thirty-one at random would be less than a quarter of the visits
    assert firsts > 140


def test_no_sentence_comes_twice_in_one_visit_and_never_more_than_seven() -> None:
    for seed in range(50):
        drawn = serving.drawn_from(dict.fromkeys(range(12), 100), Random(seed))
        assert (len(drawn), len(set(drawn))) == (7, 7)
    assert serving.drawn_from({1: 0, 2: 0}, Random(0)) in {(1, 2), (2, 1)}


@pytest.fixture
def many(consultation: Consultation, statements: list[Statement]) -> list[Statement]:
    more = [
        Statement.objects.create(consultation=consultation, text=f"Zin nummer {number}.", state="open", order=number)
        for number in range(4, 21)
    ]
    return [*statements, *more]


@pytest.mark.django_db
def test_up_to_seven_sentences_come_all_and_in_the_organisers_order(
    consultation: Consultation, statements: list[Statement], entry_point: EntryPoint
) -> None:
    assert serving.draw(consultation, Random(1), Channel.CODE) == ()
    cards = serving.cards(consultation, tickets.begin(entry_point.pk), "nl")
    assert [card.text for card in cards] == [one.text for one in statements]


@pytest.mark.django_db
def test_a_visit_keeps_its_seven_whatever_others_answer_meanwhile(
    visitor: Visitor, many: list[Statement], consultation: Consultation
) -> None:
    visitor.begin()
    visit = tickets.unseal(visitor.client.cookies[tickets.COOKIE].value, purpose="cookie")
    assert visit is not None
    first = [card.statement.pk for card in serving.cards(consultation, visit, "nl")]
    for number, one in enumerate(many):
        Vote.objects.create(statement=one, voter_hash=str(number), value="agree", channel="code")
    assert (first, len(first)) == (list(visit.drawn), 7)
    assert [card.statement.pk for card in serving.cards(consultation, visit, "nl")] == first
    assert "Zin 1 van 7" in text_of(visitor.get("stellingen/1/"))


@pytest.mark.django_db
def test_what_was_answered_enough_makes_room(
    many: list[Statement], consultation: Consultation, entry_point: EntryPoint
) -> None:
    for one in many[:13]:
        Vote.objects.bulk_create(
            [
                Vote(statement=one, voter_hash=f"{one.pk}-{n}", value="agree", channel="code")
                for n in range(serving.ENOUGH)
            ]
        )
    needy = {one.pk for one in many[13:]}
    drawn = [serving.draw(consultation, Random(seed), Channel.CODE) for seed in range(40)]
    # at random it would be two and a half
    assert sum(len(needy & set(one)) for one in drawn) / len(drawn) > 3.5
    assert {len(one) for one in drawn} == {7}


@pytest.mark.django_db
def test_not_knowing_is_no_answer_and_takes_no_turn_away(
    many: list[Statement], consultation: Consultation, entry_point: EntryPoint
) -> None:
    before = [serving.draw(consultation, Random(seed), Channel.OPEN) for seed in range(20)]
    Vote.objects.bulk_create(
        Vote(statement=many[0], voter_hash=str(n), value="pass", channel="open") for n in range(serving.ENOUGH)
    )
    assert [serving.draw(consultation, Random(seed), Channel.OPEN) for seed in range(20)] == before


@pytest.mark.parametrize("sentences", [10, 20, 40])
@pytest.mark.parametrize("flood", [39, 100_000])
def test_a_flood_takes_about_half_of_the_turns_of_a_sentence_and_never_the_rest(sentences: int, flood: int) -> None:
    chance, visits = Random(1), 2_000
    met = sum(0 in serving.drawn_from(dict.fromkeys(range(sentences), 0) | {0: flood}, chance) for _ in range(visits))
    evenly = serving.MAX_STATEMENTS / sentences
    assert 0.4 < met / visits / evenly < 0.9


@pytest.mark.django_db
def test_a_changed_seal_of_the_drawn_sentences_is_not_accepted(entry_point: EntryPoint) -> None:
    sealed = tickets.seal(tickets.begin(entry_point.pk, (4, 5, 6)), purpose="start")
    visit = tickets.unseal(sealed, purpose="start")
    assert visit is not None
    assert visit.drawn == (4, 5, 6)
    assert tickets.unseal(sealed.replace("4-5-6", "7-7-7"), purpose="start") is None
    assert tickets.unseal(sealed, purpose="cookie") is None
