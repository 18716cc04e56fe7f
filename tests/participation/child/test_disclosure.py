"""Words that may mean danger are seen, also when they are spelt as children spell."""

from __future__ import annotations

import pytest

from weerklank.participation import disclosure
from weerklank.participation.disclosure import SignalKind as K

SEEN = [
    ("ik wil dood", K.SELF_HARM),
    ("Ik wil doooood", K.SELF_HARM),
    ("ik wil nie meer leve", K.SELF_HARM),
    ("ik snij mezelf soms", K.SELF_HARM),
    ("I want to die", K.SELF_HARM),
    ("i don't wanna live anymore", K.SELF_HARM),
    ("أريد أن أموت", K.SELF_HARM),
    ("Я хочу померти", K.SELF_HARM),
    ("не хочу більше жити", K.SELF_HARM),
    ("mijn vader slaat mij", K.VIOLENCE),
    ("me stiefvader slaad ons altijd", K.VIOLENCE),
    ("Ik word thuis geslaagen", K.VIOLENCE),
    ("ik ben bang voor mijn oom", K.VIOLENCE),
    ("my dad hits me", K.VIOLENCE),
    ("أبي يضربني", K.VIOLENCE),
    ("وأمي تضربني كل يوم", K.VIOLENCE),
    ("тато б’є мене", K.VIOLENCE),
    ("мене б'ють удома", K.VIOLENCE),
    ("hij zit altijd aan me", K.SEXUAL),
    ("de trainer raakt me aan", K.SEXUAL),
    ("ze hebben mijn naaktfoto doorgestuurd", K.SEXUAL),
    ("he keeps touching me", K.SEXUAL),
    ("عمي يتحرش بي", K.SEXUAL),
    ("він чіпає мене", K.SEXUAL),
    ("help me aub", K.DANGER),
    ("ik durf niet naar huis", K.DANGER),
    ("ik ben weggelopen van huis", K.DANGER),
    ("I am not safe at home", K.DANGER),
    ("ساعدوني", K.DANGER),
    ("врятуйте мене", K.DANGER),
    ("we hebben thuis niks te eten", K.NEGLECT),
    ("wij slapen in de auto", K.NEGLECT),
    ("there is nothing to eat", K.NEGLECT),
    ("لا يوجد عندنا طعام", K.NEGLECT),
    ("вдома немає що їсти", K.NEGLECT),
]
NOT_SEEN = [
    "De schoolreis moet gratis zijn.",
    "Sportclubs vragen te veel geld.",
    "Iedereen moet mee kunnen doen, ook als je ouders weinig geld hebben.",
    "Meer bomen op het schoolplein!",
    "The bus should be free for children.",
    "يجب أن تكون الحافلة مجانية",
    "Автобус має бути безкоштовним",
    "",
    "🙂🙂🙂",
]


@pytest.mark.parametrize(("text", "kind"), SEEN)
def test_a_child_in_danger_is_seen(text: str, kind: K) -> None:
    assert kind in disclosure.kinds(text)


@pytest.mark.parametrize("text", NOT_SEEN)
def test_an_ordinary_idea_raises_nothing(text: str) -> None:
    assert disclosure.kinds(text) == ()


def test_a_signal_points_at_its_place_in_the_text() -> None:
    text = "Op school is het leuk. Mijn vader slaat mij."
    (signal,) = disclosure.signals(text)
    assert text[signal.start : signal.end] == "vader slaat mij"


def test_the_most_urgent_kind_comes_first() -> None:
    assert disclosure.kinds("we hebben niks te eten en ik wil dood") == (K.SELF_HARM, K.NEGLECT)
