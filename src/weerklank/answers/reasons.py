"""What counts as a reason for not following: the one rule behind the form, the action, the model and the database."""

from __future__ import annotations

import re
from dataclasses import dataclass

from weerklank.answers.stock import empty_words, normal, placeholder, seen, stock_phrases
from weerklank.answers.telling import LEAST_TELLING, LEAST_TELLING_CHANGE, adds_nothing, telling_words
from weerklank.moves import Refusal

MIN_EXPLANATION = 60
MIN_CHANGE_MIND = 20
# what is left of an explanation once every stock phrase is taken out must still say something
MIN_WORDS_OF_ITS_OWN = 8
# a sentence round a stock phrase must tell this much beside words that go with every subject
MIN_TELLING_WORDS = 4
MIN_REAL_WORDS = 8

NO_REASON = "Kies wat voor reden het is."
TOO_SHORT = f"Leg uit waarom, in minstens {MIN_EXPLANATION} tekens."
STOCK = "Dit is geen reden. Schrijf wat er in de weg staat, wie dat besloot en wanneer dat kan veranderen."
SAME = "Deze uitleg staat ook bij een ander onderdeel. Elk onderdeel krijgt een eigen uitleg."
ECHO = "Deze uitleg zegt alleen na wat er is gevraagd. Schrijf wat er in de weg staat."
NO_CHANGE = f"Schrijf wat u van gedachten zou doen veranderen, in minstens {MIN_CHANGE_MIND} tekens."
STOCK_CHANGE = "Dit zegt niet wat u van gedachten zou doen veranderen. Noem een feit, een besluit of een gebeurtenis."
NOT_OURS = "‘Niet van ons’ kan pas als een ander ministerie dit onderdeel heeft aangenomen. Kies tot die tijd een ander standpunt."


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a reason: which field, and what to do about it."""

    field: str
    sentence: str


def own_words(text: str) -> tuple[str, ...]:
    """The different words that are left once stock phrases and courtesies are taken out."""
    rest = f" {normal(text)} "
    known = stock_phrases()
    for phrase in (*known.phrases, *known.courtesies):
        # twice, because two neighbours share the space between them
        rest = rest.replace(f" {phrase} ", " | ").replace(f" {phrase} ", " | ")
    return tuple(dict.fromkeys(word for word in rest.split() if word != "|"))


def is_stock(text: str) -> bool:
    """Whether a text is a stock phrase, also when it is repeated, padded, or dressed in courtesies."""
    words = normal(text)
    if not words:
        return True
    if not own_words(text):
        return True
    # a single word such as "geen" is a phrase only when it stands alone, which own_words saw already
    holds_one = any(" " in phrase and f" {phrase} " in f" {words} " for phrase in stock_phrases().phrases)
    return holds_one and len(own_words(text)) < MIN_WORDS_OF_ITS_OWN


def real_words(text: str) -> set[str]:
    """The different words of three letters and more; one letter again and again is no word."""
    return {word for word in normal(text).split() if len(word) >= 3 and word.isalpha() and len(set(word)) > 1}


def _is_stock_sentence(sentence: str) -> bool:
    """A sentence with a stock phrase in it, or beside it only words that go with every subject."""
    if is_stock(sentence):
        return True
    words = f" {normal(sentence)} "
    holds_one = any(" " in phrase and f" {phrase} " in words for phrase in stock_phrases().phrases)
    telling = {word for word in own_words(sentence) if len(word) >= 3} - empty_words()
    return holds_one and len(telling) < MIN_TELLING_WORDS


def without_stock_sentences(text: str) -> str:
    """What is left of an explanation when each sentence is judged on its own."""
    sentences = re.split(r"(?<=[.!?;])\s+|\n+", text)
    return " ".join(seen(sentence) for sentence in sentences if normal(sentence) and not _is_stock_sentence(sentence))


def says_nothing(text: str) -> bool:
    """No explanation is left: stock sentences only, filling, or words that a typesetter puts where text will come."""
    rest = without_stock_sentences(text)
    words = real_words(rest)
    return len(rest) < MIN_EXPLANATION or len(words) < MIN_REAL_WORDS or len(words & placeholder()) >= 3


def is_repetition(text: str) -> bool:
    """The same few words again and again are no explanation."""
    words = normal(text).split()
    return len(words) >= 6 and len(set(words)) * 3 <= len(words)


def _flaw_of_explanation(explanation: str, others: tuple[str, ...], asked: tuple[str, ...]) -> str:
    signs = len(seen(explanation))
    if signs and (is_stock(explanation) or is_repetition(explanation)):
        return STOCK
    if signs < MIN_EXPLANATION:
        return TOO_SHORT
    if says_nothing(explanation) or len(telling_words(explanation)) < LEAST_TELLING:
        return STOCK
    if any(normal(explanation) == normal(other) or adds_nothing(explanation, other) for other in others):
        return SAME
    return ECHO if any(adds_nothing(explanation, words) for words in asked) else ""


def is_no_reason(text: str) -> bool:
    """For whoever takes a promise back: the same demand as of who does not follow an advice."""
    return bool(_flaw_of_explanation(text, (), ()))


def flaws(
    *,
    position: str,
    reason_type: str,
    explanation: str,
    would_change_mind: str,
    other_explanations: tuple[str, ...] = (),
    asked: tuple[str, ...] = (),
    transfer_accepted: bool = False,
) -> tuple[Flaw, ...]:
    """Everything that is missing or is no reason; nothing where the advice is followed.

    other_explanations  what this organisation says of the other parts, also in its earlier answers
    asked               the words of the advice: saying them again is no reason
    """
    if position == "follow":
        return ()
    found = []
    if position == "not_ours" and not transfer_accepted:
        found.append(Flaw("position", NOT_OURS))
    if not reason_type:
        found.append(Flaw("reason_type", NO_REASON))
    if sentence := _flaw_of_explanation(explanation, other_explanations, asked):
        found.append(Flaw("explanation", sentence))
    signs = len(seen(would_change_mind))
    if signs < MIN_CHANGE_MIND:
        found.append(Flaw("would_change_mind", NO_CHANGE))
    elif (
        is_stock(would_change_mind)
        or is_repetition(would_change_mind)
        or len(telling_words(would_change_mind)) < LEAST_TELLING_CHANGE
    ):
        found.append(Flaw("would_change_mind", STOCK_CHANGE))
    return tuple(found)


def refuse_a_reason_that_is_none(
    *,
    position: str,
    reason_type: str,
    explanation: str,
    would_change_mind: str,
    other_explanations: tuple[str, ...] = (),
    asked: tuple[str, ...] = (),
    transfer_accepted: bool = False,
) -> None:
    """The same rule as a refusal, for whoever writes a row directly."""
    found = flaws(
        position=position,
        reason_type=reason_type,
        explanation=explanation,
        would_change_mind=would_change_mind,
        other_explanations=other_explanations,
        asked=asked,
        transfer_accepted=transfer_accepted,
    )
    if found:
        raise Refusal(found[0].sentence, field=found[0].field)
