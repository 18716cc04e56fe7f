"""What counts as a reason for not following: the one rule behind the form, the action, the model and the database."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from weerklank.moves import Refusal

MIN_EXPLANATION = 60
MIN_CHANGE_MIND = 20
# what is left of an explanation once every stock phrase is taken out must still say something
MIN_WORDS_OF_ITS_OWN = 8
# a sentence round a stock phrase must tell this much beside words that go with every subject
MIN_TELLING_WORDS = 4
MIN_REAL_WORDS = 8
EMPTY_WORDS = frozenset(
    [
        "aan",
        "alle",
        "als",
        "bij",
        "binnen",
        "daarbij",
        "daarvoor",
        "dan",
        "dat",
        "deze",
        "die",
        "dit",
        "door",
        "een",
        "het",
        "hierbij",
        "hiervoor",
        "hun",
        "kan",
        "kunnen",
        "met",
        "mogelijk",
        "naar",
        "nog",
        "onder",
        "ons",
        "onze",
        "ook",
        "over",
        "van",
        "verder",
        "verdere",
        "voor",
        "waar",
        "wij",
        "worden",
        "wordt",
        "zal",
        "zijn",
        "zoals",
        "zullen",
        "aandacht",
        "beleid",
        "beleidsontwikkeling",
        "belang",
        "belangrijk",
        "betrekken",
        "bezien",
        "breder",
        "brede",
        "context",
        "dossier",
        "gesprek",
        "huidige",
        "inzet",
        "kader",
        "kaders",
        "komende",
        "maatregelen",
        "meenemen",
        "mogelijkheden",
        "nader",
        "nadere",
        "onderzoek",
        "onderzoeken",
        "ontwikkeling",
        "ontwikkelingen",
        "overwegen",
        "overweging",
        "periode",
        "plannen",
        "proces",
        "signalen",
        "stappen",
        "thema",
        "toekomst",
        "toekomstige",
        "traject",
        "uitvoering",
        "uitwerken",
        "uitwerking",
        "vervolg",
        "verschillende",
        "verkennen",
        "vraagstuk",
        "zorgvuldig",
    ]
)
PLACEHOLDER = frozenset(
    [
        "lorem",
        "ipsum",
        "dolor",
        "sit",
        "amet",
        "consectetur",
        "adipiscing",
        "elit",
        "sed",
        "eiusmod",
        "tempor",
        "incididunt",
        "labore",
        "dolore",
        "magna",
        "aliqua",
    ]
)

NO_REASON = "Kies wat voor reden het is."
TOO_SHORT = f"Leg uit waarom, in minstens {MIN_EXPLANATION} tekens."
STOCK = "Dit is geen reden. Schrijf wat er in de weg staat, wie dat besloot en wanneer dat kan veranderen."
SAME = "Deze uitleg staat ook bij een ander onderdeel. Elk onderdeel krijgt een eigen uitleg."
NO_CHANGE = f"Schrijf wat u van gedachten zou doen veranderen, in minstens {MIN_CHANGE_MIND} tekens."
STOCK_CHANGE = "Dit zegt niet wat u van gedachten zou doen veranderen. Noem een feit, een besluit of een gebeurtenis."
NOT_OURS = "‘Niet van ons’ kan pas als een ander ministerie dit onderdeel heeft aangenomen. Kies tot die tijd een ander standpunt."


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a reason: which field, and what to do about it."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class StockPhrases:
    """The phrases that are no reason, and the courtesies that may stand round them."""

    phrases: tuple[str, ...]
    courtesies: tuple[str, ...]


# letters of another alphabet that look like one of ours, capitals and small letters as each of them looks
LOOK_ALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХавеѕіјкмнорстухһԁԛԝѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβεηικνορτυχγωıɑɡ",
    "ABESIJKMHOPCTYXabesijkmhopctyxhdqwvABEZHIKMNOPTYXabenikvoptuxywiag",
)
# letters by name that nobody sees
UNSEEN = {"\u115f", "\u1160", "\u3164", "\uffa0", "\u2800"}


def seen(text: str) -> str:
    """What a reader sees: look-alikes are the letters they pose as, and what has no width is gone."""
    apart = unicodedata.normalize("NFKD", text)
    kept = "".join(
        sign for sign in apart if sign not in UNSEEN and unicodedata.category(sign) not in ("Mn", "Me", "Cf")
    )
    return " ".join(kept.translate(LOOK_ALIKES).split())


def normal(text: str) -> str:
    """Words only: without case, accents, signs and doubled spaces, so that padding hides nothing."""
    return " ".join(re.sub(r"[^\w]|_", " ", seen(text).casefold()).split())


@cache
def stock_phrases() -> StockPhrases:
    lines = Path(__file__).with_name("stock_phrases.txt").read_text(encoding="utf-8").splitlines()
    kept = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    # the longest first, so that a part of a phrase never hides the whole
    return StockPhrases(
        tuple(sorted({normal(line) for line in kept if not line.startswith("~")}, key=len, reverse=True)),
        tuple(sorted({normal(line[1:]) for line in kept if line.startswith("~")}, key=len, reverse=True)),
    )


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
    telling = {word for word in own_words(sentence) if len(word) >= 3} - EMPTY_WORDS
    return holds_one and len(telling) < MIN_TELLING_WORDS


def without_stock_sentences(text: str) -> str:
    """What is left of an explanation when each sentence is judged on its own."""
    sentences = re.split(r"(?<=[.!?;])\s+|\n+", text)
    return " ".join(seen(sentence) for sentence in sentences if normal(sentence) and not _is_stock_sentence(sentence))


def says_nothing(text: str) -> bool:
    """No explanation is left: stock sentences only, filling, or words that a typesetter puts where text will come."""
    rest = without_stock_sentences(text)
    words = real_words(rest)
    return len(rest) < MIN_EXPLANATION or len(words) < MIN_REAL_WORDS or len(words & PLACEHOLDER) >= 3


def is_repetition(text: str) -> bool:
    """The same few words again and again are no explanation."""
    words = normal(text).split()
    return len(words) >= 6 and len(set(words)) * 3 <= len(words)


def flaws(
    *,
    position: str,
    reason_type: str,
    explanation: str,
    would_change_mind: str,
    other_explanations: tuple[str, ...] = (),
    transfer_accepted: bool = False,
) -> tuple[Flaw, ...]:
    """Everything that is missing or is no reason; nothing where the advice is followed."""
    if position == "follow":
        return ()
    found = []
    if position == "not_ours" and not transfer_accepted:
        found.append(Flaw("position", NOT_OURS))
    if not reason_type:
        found.append(Flaw("reason_type", NO_REASON))
    signs = len(seen(explanation))
    if signs and (is_stock(explanation) or is_repetition(explanation)):
        found.append(Flaw("explanation", STOCK))
    elif signs < MIN_EXPLANATION:
        found.append(Flaw("explanation", TOO_SHORT))
    elif says_nothing(explanation):
        found.append(Flaw("explanation", STOCK))
    elif normal(explanation) in {normal(other) for other in other_explanations if other}:
        found.append(Flaw("explanation", SAME))
    signs = len(seen(would_change_mind))
    if signs < MIN_CHANGE_MIND:
        found.append(Flaw("would_change_mind", NO_CHANGE))
    elif is_stock(would_change_mind) or is_repetition(would_change_mind):
        found.append(Flaw("would_change_mind", STOCK_CHANGE))
    return tuple(found)


def refuse_a_reason_that_is_none(
    *,
    position: str,
    reason_type: str,
    explanation: str,
    would_change_mind: str,
    other_explanations: tuple[str, ...] = (),
    transfer_accepted: bool = False,
) -> None:
    """The same rule as a refusal, for whoever writes a row directly."""
    found = flaws(
        position=position,
        reason_type=reason_type,
        explanation=explanation,
        would_change_mind=would_change_mind,
        other_explanations=other_explanations,
        transfer_accepted=transfer_accepted,
    )
    if found:
        raise Refusal(found[0].sentence, field=found[0].field)
