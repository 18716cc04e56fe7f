"""A question in words becomes the words to look for, with how much each of them counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import log
from typing import Any

from django.db.models import Case, F, FloatField, Max, OuterRef, QuerySet, Subquery, Sum, Value, When

from weerklank.rights.models import Recommendation, SearchPosting, SearchText
from weerklank.rights.search import codes, thesaurus
from weerklank.rights.search.vocabulary import Term, Vocabulary
from weerklank.rights.search.words import is_small, running

LONGEST = 400
MOST_WORDS = 12
MOST_PHRASES = 3
# how much of what was asked a limb must answer, beside the limb that answers most of it
ENOUGH = 0.3
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")


class State(StrEnum):
    """What became of a question."""

    EMPTY = "empty"
    ONLY_SMALL_WORDS = "only small words"
    UNKNOWN = "unknown"
    ASKED = "asked"


class Why(StrEnum):
    """Why a word counts as an answer, as the page says it."""

    SAME = "dit woord"
    FORM = "andere vorm"
    CODE = "nummer of verwijzing"
    COMPOUND = "samengesteld woord"
    PART = "deel van het woord"
    RELATED = "verwant woord"
    WIDER = "ruimer begrip"
    CORRECTED = "bedoeld woord"


FACTORS = {
    Why.SAME: 1.15,
    Why.FORM: 1.0,
    Why.CODE: 1.3,
    Why.CORRECTED: 0.9,
    Why.COMPOUND: 0.7,
    Why.RELATED: 0.9,
    Why.PART: 0.4,
    Why.WIDER: 0.25,
}


TWICE = 0.4


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that no limb says, and the word that was looked for instead."""

    typed: str
    used: str


@dataclass(frozen=True, slots=True)
class Sought:
    """One row of the vocabulary that answers a word of the question: why, and which share of that word."""

    term: Term
    why: Why
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Need:
    """One word of the question, with all that answers it."""

    typed: str
    sought: tuple[Sought, ...]
    # words that stand together as one concept are needed once, not each and together
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What was looked for, and how limbs are chosen and ordered by it."""

    asked: tuple[str, ...] = ()
    instead: tuple[Correction, ...] = ()
    unknown: tuple[str, ...] = ()
    state: State = State.EMPTY
    phrases: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    limbs: int = 0
    # (language, word) of every row that answers, and the concepts: what highlighting looks up
    why: dict[tuple[str, str], Why] = field(default_factory=dict)
    stems: dict[tuple[str, str], Why] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Nothing was typed that can be looked for."""
        return self.state in (State.EMPTY, State.ONLY_SMALL_WORDS)

    def apply(self, limbs: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
        """The limbs that answer, the best first; without a question the limbs as they were. One question, and the list."""
        if self.state == State.EMPTY:
            return limbs
        if not self.needs and not self.phrases:
            return limbs.none()
        for phrase in self.phrases:
            limbs = limbs.filter(search_text__words__contains=f" {phrase} ")
        if not self.needs:
            return limbs
        scores = _Scores(self)
        limbs = limbs.filter(pk__in=scores.any_limb())
        if best := scores.best_share(limbs):
            limbs = limbs.annotate(search_share=scores.share()).filter(search_share__gte=scores.least(best))
        return limbs.annotate(search_score=scores.score()).order_by(
            F("search_score").desc(), F("document__date").desc(nulls_last=True), "document__symbol", "order", "pk"
        )


class _Scores:
    """The arithmetic of one question, as the database does it."""

    def __init__(self, found: Found) -> None:
        self.weights: dict[int, float] = {}
        self.shares: dict[int, float] = {}
        self.whole = 0.0
        for place, need in enumerate(found.needs):
            self._add(need, place, found.limbs)

    def _add(self, need: Need, place: int, limbs: int) -> None:
        held: dict[Why, int] = {}
        for sought in need.sought:
            held[sought.why] = held.get(sought.why, 0) + sought.term.limbs
        worth = max(_rarity(count, limbs) for count in held.values())
        for sought in need.sought:
            pk = sought.term.pk
            if pk not in self.weights:
                self.weights[pk] = round(_factor(sought.why, held) * _rarity(held[sought.why], limbs), 4)
                # two words of a question never weigh the same: the database adds each different share once
                self.shares[pk] = round(worth * sought.share, 4) + place * 1e-6 + (1e-8 * pk if sought.share < 1 else 0)
        if not need.beside:
            self.whole += worth

    def _said(self) -> QuerySet[SearchPosting]:
        return SearchPosting.objects.filter(recommendation=OuterRef("pk"), term__in=list(self.weights)).order_by()

    def any_limb(self) -> QuerySet[SearchPosting, Any]:
        return SearchPosting.objects.filter(term__in=list(self.weights)).order_by().values("recommendation")

    def _case(self, values: dict[int, float]) -> Case:
        terms: dict[float, list[int]] = {}
        for pk, value in values.items():
            terms.setdefault(value, []).append(pk)
        arms = (When(term__in=pks, then=Value(value)) for value, pks in terms.items())
        return Case(*arms, default=Value(0.0), output_field=FloatField())

    def score(self) -> Subquery:
        total = Sum(F("weight") * self._case(self.weights), output_field=FloatField())
        return Subquery(self._said().values("recommendation").annotate(total=total).values("total"))

    def share(self) -> Subquery:
        total = Sum(self._case(self.shares), distinct=True, output_field=FloatField())
        return Subquery(self._said().values("recommendation").annotate(total=total).values("total"))

    def best_share(self, limbs: QuerySet[Recommendation]) -> float | None:
        chosen = Recommendation.objects.filter(pk__in=limbs.order_by().values("pk")).order_by()
        found: float | None = chosen.annotate(share=self.share()).aggregate(best=Max("share"))["best"]
        return found

    def least(self, best: float) -> float:
        return ENOUGH * min(best, self.whole) - 1e-4


def _factor(why: Why, held: dict[Why, int]) -> float:
    """Who says the word says the concept too: it must not count twice, or a text in the other language comes last."""
    twice = Why.RELATED in held and why in (Why.SAME, Why.FORM, Why.CORRECTED, Why.COMPOUND)
    return FACTORS[why] * (TWICE if twice else 1.0)


def _rarity(held: int, limbs: int) -> float:
    """A word in few limbs says more: the inverse document frequency of BM25, never below nothing."""
    held = min(held, limbs)
    return log(1 + (limbs - held + 0.5) / (held + 0.5))


def find(query: str) -> Found:
    """What somebody typed, as a question; whatever it is, there is an answer."""
    typed = "".join(sign if sign.isprintable() else " " for sign in query[:LONGEST])
    if not typed.strip():
        return Found()
    phrases = _phrases(typed)
    exact = codes.asked(typed)[:MOST_WORDS]
    rest = _without(typed, exact)
    line = [word.folded for word in running(rest)][: MOST_WORDS * 3]
    told = list(dict.fromkeys(word for word in line if not is_small(word)))[:MOST_WORDS]
    if not told and not exact:
        concepts = _together(line)
        if not concepts:
            state = State.ASKED if phrases else State.ONLY_SMALL_WORDS
            return Found(state=state, phrases=phrases)
    words = Vocabulary.around(told, line, exact)
    needs: list[Need] = []
    instead: list[Correction] = []
    unknown: list[str] = []
    for code in exact:
        need = _code_need(code, words)
        _keep(need, code.word.partition(":")[2], needs, unknown)
    for word in told:
        need = _word_need(word, words)
        if not need.sought and not any(word in line[m.first : m.after] for m in _together(line)):
            need, correction = _corrected(word, words)
            instead += [correction] if correction else []
        _keep(need, word, needs, unknown)
    needs += _concept_needs(line, words)
    asked = (*(code.word.partition(":")[2] for code in exact), *told)
    found = Found(
        asked=asked,
        instead=tuple(instead),
        unknown=tuple(word for word in unknown if not any(word in need.typed.split() for need in needs)),
        state=State.ASKED if needs or phrases else State.UNKNOWN,
        phrases=phrases,
        needs=tuple(needs),
        limbs=SearchText.objects.count() if needs else 0,
    )
    return replace(found, why=_reasons(needs), stems=_stems(needs))


def _keep(need: Need, typed: str, needs: list[Need], unknown: list[str]) -> None:
    if need.sought:
        needs.append(need)
    else:
        unknown.append(typed)


def _phrases(typed: str) -> tuple[str, ...]:
    told = (" ".join(word.folded for word in running(quoted)) for quoted in _QUOTED.findall(typed))
    return tuple(phrase for phrase in told if phrase)[:MOST_PHRASES]


def _without(typed: str, exact: Iterable[codes.Code]) -> str:
    signs = list(typed)
    for code in exact:
        signs[code.start : code.end] = " " * (code.end - code.start)
    return "".join(signs)


def _code_need(code: codes.Code, words: Vocabulary) -> Need:
    kind, _, wanted = code.word.partition(":")
    sought = [Sought(term, Why.CODE) for term in words.exactly(code.word)]
    if kind == "doc" and not sought:
        sought = [Sought(term, Why.CORRECTED) for term in words.symbols_like(wanted)]
    # a part of an article that nobody names: then the article
    for near in code.near if not sought else ():
        sought += [Sought(term, Why.PART) for term in words.exactly(near)]
    return Need(wanted, tuple(sought))


def _word_need(word: str, words: Vocabulary, *, deep: bool = True) -> Need:
    sought = [Sought(term, Why.SAME if term.word == word else Why.FORM) for term in words.forms(word)]
    if word.isdecimal():
        sought += [Sought(term, Why.CODE) for term in words.exactly(f"nr:{int(word)}")]
        sought += [Sought(term, Why.PART) for term in words.exactly(f"art:{int(word)}")]
        return Need(word, tuple(sought))
    sought += [Sought(term, Why.COMPOUND) for term in words.compounds_with(word)]
    sought += _concepts(word, words)
    # a word that is known as a whole is not taken apart: 'jeugdzorg' is no question about 'jeugd'
    whole = any(each.why in (Why.SAME, Why.FORM, Why.RELATED) for each in sought)
    if deep and not whole and (cut := words.parts(word)):
        for part in cut:
            found = _word_need(part, words, deep=False).sought
            sought += [Sought(each.term, Why.PART, share=0.25) for each in found if each.why is not Why.WIDER]
    return Need(word, tuple(sought))


def _concepts(word: str, words: Vocabulary) -> list[Sought]:
    named = {
        mention.concept for language in ("nl", "en") for mention in thesaurus.mentions([word], language, asking=True)
    }
    return _of_concepts(named, words)


def _of_concepts(named: set[str], words: Vocabulary) -> list[Sought]:
    said = {concept: words.exactly(f"is:{concept}") for concept in sorted(named)}
    sought = [Sought(term, Why.RELATED) for terms in said.values() for term in terms]
    for concept, terms in said.items():
        for wide in thesaurus.wider(concept):
            # of what nobody says, the wider concept is the best there is
            how = (Why.WIDER, 0.5) if terms else (Why.RELATED, 1.0)
            sought += [Sought(term, *how) for term in words.exactly(f"is:{wide}") if wide not in named]
    return sought


def _together(line: list[str]) -> list[thesaurus.Mention]:
    """Concepts that several words beside each other name."""
    found = (mention for language in ("nl", "en") for mention in thesaurus.mentions(line, language, asking=True))
    return [mention for mention in found if mention.length > 1]


def _concept_needs(line: list[str], words: Vocabulary) -> list[Need]:
    needs = []
    for mention in _together(line):
        told = line[mention.first : mention.after]
        sought = _of_concepts({mention.concept}, words)
        if sought:
            alone = all(is_small(word) or not words.forms(word) for word in told)
            needs.append(Need(" ".join(told), tuple(sought), beside=not alone))
    return needs


def _corrected(word: str, words: Vocabulary) -> tuple[Need, Correction | None]:
    used = words.meant(word)
    if not used:
        return Need(word, ()), None
    found = _word_need(used, words).sought
    sought = tuple(replace(each, why=Why.CORRECTED) if each.why in (Why.SAME, Why.FORM) else each for each in found)
    return (Need(word, sought), Correction(word, used)) if sought else (Need(word, ()), None)


def _reasons(needs: Iterable[Need]) -> dict[tuple[str, str], Why]:
    why: dict[tuple[str, str], Why] = {}
    for need in needs:
        for sought in need.sought:
            why.setdefault((sought.term.language, sought.term.word), sought.why)
    return why


def _stems(needs: Iterable[Need]) -> dict[tuple[str, str], Why]:
    """A text that is not in the index, such as a draft, is marked by the stems of what was found."""
    why: dict[tuple[str, str], Why] = {}
    for need in needs:
        for sought in need.sought:
            if sought.why in (Why.SAME, Why.FORM, Why.CORRECTED) and sought.term.language:
                form = Why.FORM if sought.why is Why.SAME else sought.why
                why.setdefault((sought.term.language, sought.term.stem), form)
    return why
