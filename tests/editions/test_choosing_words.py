"""What the library found, as the organiser reads it: every rule, every change that helps, every reason."""

from __future__ import annotations

from fractions import Fraction

import pytest

import seating
from seating.classes import Row
from weerklank.editions.choosing import picture, words

NAMES = {"a": "Noor", "b": "Sem", "c": "Yara", "1": "Tafel 1: Armoede"}
YOUNG, CHILD = frozenset({"child", "young_person"}), frozenset({"child"})


def called(key: str) -> str:
    return NAMES[key]


RULES = [
    (seating.WithinCapacity(), "niet meer mensen dan plaatsen aan een tafel", "zet er 2 plaatsen bij"),
    (seating.NeedsMet(), "een tafel die biedt wat iemand nodig heeft", "laat een tafel bieden wat iemand nodig heeft"),
    (seating.AtLeast(3, "role", YOUNG), "minstens 3 kinderen of jongeren aan elke tafel", "zoek nog 2 kinderen of jongeren in de plaats van anderen, of gebruik minder tafels"),
    (seating.AtLeastShare(Fraction(1, 3), "role", YOUNG), "minstens een derde van elke tafel kinderen of jongeren", "zoek nog 2 kinderen of jongeren in de plaats van anderen, of gebruik minder tafels"),
    (seating.NeverAlone("role", CHILD), "nergens een kind alleen", "zorg voor nog 2 kinderen, of gebruik minder tafels"),
    (seating.Together("a", "b"), "Noor en Sem samen", "laat los dat Noor en Sem samen zitten"),
    (seating.Apart("a", "b"), "Noor en Sem niet samen", "laat los dat Noor en Sem niet samen zitten"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "said", "helps"), RULES, ids=lambda one: type(one).__name__)
def test_a_rule_that_clashes_and_its_change_survive_being_kept_as_data(rule, said, helps):
    error = seating.NoPlan((seating.Clash((rule,), (seating.Help(rule, 2, ""),)),))
    assert words.clashes(words.clashes_as_data(error), called) == [{"rules": [said], "helps": [helps]}]


@pytest.mark.parametrize(
    ("rule", "people", "table", "said"),
    [
        (seating.WithinCapacity(), ("a", "b"), "1", "Tafel 1: Armoede: 2 mensen, meer dan er plaatsen zijn."),
        (seating.AtLeast(3, "role", YOUNG), (), "1", "Tafel 1: Armoede: geen kinderen of jongeren; minstens 3 nodig."),
        (seating.AtLeastShare(Fraction(1, 3), "role", YOUNG), ("a",), "1", "Tafel 1: Armoede: 1 kind of jongere; dat is minder dan een derde van de tafel."),
        (seating.NeverAlone("role", CHILD), ("a",), "1", "Tafel 1: Armoede: Noor is hier het enige kind."),
        (seating.Together("a", "b"), ("a", "b"), None, "Noor en Sem horen samen en zitten niet samen."),
        (seating.Apart("a", "b"), ("a", "b"), "1", "Tafel 1: Armoede: Noor en Sem mogen niet samen, en zitten hier allebei."),
        (seating.NeedsMet(), ("a",), "1", "Tafel 1: Armoede: deze tafel biedt niet wat Noor nodig heeft."),
        (seating.EveryoneSeated(), ("a",), None, "Noor heeft geen plaats."),
    ],
    ids=lambda one: type(one).__name__,
)  # fmt: skip
def test_a_rule_that_is_broken_says_where_and_for_whom(rule, people, table, said):
    found = seating.Unmet(rule, "", seating.Round(1), table, people)
    assert words.broken(found, called, called) == said


@pytest.mark.parametrize("why", list(seating.Why))
def test_every_reason_of_the_library_has_a_sentence_of_its_own(why):
    row = {"kind": "theme", "cost": 1, "why": why.name, "table": "1", "wishes": 2, "again": -1, "balance": 0}
    sentences = {one.name: words.wish(row | {"why": one.name}, called) for one in seating.Why}
    assert len(set(sentences.values())) == len(seating.Why)
    assert words.wish(row, called, ["Armoede"]).startswith("Wil liever praten over ‘Armoede’: ")


def test_what_a_change_would_cost_is_said_in_words():
    row = {"kind": "language", "cost": 6, "why": "NO_GAIN", "table": "", "wishes": 2, "again": -1, "balance": 0}
    assert words.wish(row, called) == (
        "Volgt de taal aan deze tafel niet: de beste ruil daarheen levert niets op "
        "(2 meer aan onvervulde wensen, 1 minder keer dat twee mensen elkaar opnieuw treffen)."
    )


def test_households_that_clash_are_said_without_their_words():
    rows = (Row("rol", "kind", 4, 4), Row("household", "h1", 0, 1), Row("household", "h2", 0, 1))
    error = seating.NoPanel(rows, (seating.Change(rows[0], 3, 4),), dict.fromkeys(rows, 5))
    assert words.no_panel(error) == {
        "clash": ["rol ‘kind’: precies 4", "uit één huishouden hoogstens één persoon"],
        "changes": ["rol ‘kind’: minstens 3 in plaats van 4"],
        "households": True,
        "together": False,
    }


@pytest.mark.parametrize("places", [1, 8, 30])
def test_every_place_and_name_of_a_drawn_table_lies_on_its_sheet(places):
    drawing = picture.drawn(places)
    assert len(drawing.spots) == places
    for spot in drawing.spots:
        assert 0 < spot.x < drawing.width
        assert 0 < spot.name_y < drawing.height
    assert len({(spot.x, spot.y) for spot in drawing.spots}) == places


def test_a_long_name_is_shortened_beside_the_table():
    assert (picture.shortened("Noor"), picture.shortened("Maximiliaan-Alexander")) == ("Noor", "Maximiliaan-A…")
