"""The words that limbs say, as far as a question comes near them: read in a fixed number of questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA

from weerklank.rights.models import SearchPosting, SearchTerm
from weerklank.rights.search import codes, compounds, thesaurus
from weerklank.rights.search.words import LANGUAGES, stem

# a question is answered from so many words at most, the shortest first
MOST_ROWS = 3_000
MOST_MEANT = 60_000
LEAST_TO_CORRECT = 4
TWO_SLIPS_FROM = 9
LEAST_SYMBOL = 8
Row = tuple[int, str, str, str, int]


@dataclass(frozen=True, slots=True)
class Term:
    """A row of the vocabulary, and how many limbs say it."""

    pk: int
    language: str
    word: str
    stem: str
    limbs: int


@dataclass
class Vocabulary:
    """The part of the vocabulary around a question."""

    by_word: dict[str, list[Term]] = field(default_factory=dict)
    by_stem: dict[tuple[str, str], list[Term]] = field(default_factory=dict)
    meant_by: dict[str, str] = field(default_factory=dict)
    known_rests: frozenset[str] = frozenset()

    @classmethod
    def around(cls, told: Sequence[str], line: Sequence[str], exact: Sequence[codes.Code]) -> Vocabulary:
        found = cls()
        found._read(_near(told) | _exactly(told, exact))
        found._learn_rests(told)
        if strangers := [word for word in told if found._strange(word, line)]:
            found._mend(strangers)
        return found

    # --- What a question asks of it -----------------------------------------------------------------------------------

    def exactly(self, word: str) -> list[Term]:
        return [term for term in self.by_word.get(word, ()) if not term.language]

    def forms(self, word: str) -> list[Term]:
        """Every form of a word, in either language."""
        found = {term.pk: term for language in ("", *LANGUAGES) for term in self._stemmed(word, language)}
        return list(found.values())

    def _stemmed(self, word: str, language: str) -> list[Term]:
        return self.by_stem.get((language, stem(word, language)), [])

    def compounds_with(self, word: str) -> list[Term]:
        """Longer Dutch words of which this one is a part."""
        if len(word) < compounds.LEAST or not word.isalpha():
            return []
        wanted = stem(word, "nl")
        return [
            term
            for terms in self.by_word.values()
            for term in terms
            if term.language == "nl" and len(term.word) > len(word) and self._holds(term.word, wanted)
        ]

    def _holds(self, compound: str, wanted: str) -> bool:
        return any(compounds.is_word(rest, self._known) for rest in compounds.rests(compound, wanted))

    def parts(self, word: str) -> tuple[str, str] | None:
        return compounds.parts(word, self._known)

    def _known(self, word: str) -> bool:
        return word in self.known_rests or ("nl", stem(word, "nl")) in self.by_stem

    def symbols_like(self, symbol: str) -> list[Term]:
        """The documents whose symbol holds what was typed, or is at most two slips away from it."""
        held = [term for word, terms in self.by_word.items() if word.startswith("doc:") for term in terms]
        if inside := [term for term in held if symbol in term.word]:
            return inside
        far = {term.pk: OSA.distance(symbol, term.word.removeprefix("doc:"), score_cutoff=2) for term in held}
        nearest = min(far.values(), default=3)
        near = nearest <= 2 and len(symbol) > LEAST_SYMBOL
        return [term for term in held if far[term.pk] == nearest] if near else []

    def meant(self, word: str) -> str:
        """The word that somebody meant by this one, or nothing."""
        return self.meant_by.get(word, "")

    # --- What it reads ------------------------------------------------------------------------------------------------

    def _read(self, which: Q) -> None:
        rows = SearchTerm.objects.filter(which).annotate(limbs=Count("postings")).filter(limbs__gt=0)
        for term in (
            Term(*row)
            for row in rows.order_by(Length("word"), "pk").values_list("pk", "language", "word", "stem", "limbs")[
                :MOST_ROWS
            ]
        ):
            if term not in self.by_word.get(term.word, ()):
                self.by_word.setdefault(term.word, []).append(term)
                self.by_stem.setdefault((term.language, term.stem), []).append(term)

    def _learn_rests(self, told: Iterable[str]) -> None:
        """Which rests of compounds are words themselves: 'jeugd' of 'jeugdbescherming' for who asks 'bescherming'."""
        wanted = {stem(word, "nl") for word in told if len(word) >= compounds.LEAST}
        candidates = [word for word, terms in self.by_word.items() if any(term.language == "nl" for term in terms)]
        rests = {rest for word in candidates for base in wanted for rest in compounds.rests(word, base)}
        if rests:
            said = SearchTerm.objects.filter(language="nl", stem__in={stem(rest, "nl") for rest in rests})
            stems = set(said.values_list("stem", flat=True))
            self.known_rests = frozenset(rest for rest in rests if stem(rest, "nl") in stems)

    def _strange(self, word: str, line: Sequence[str]) -> bool:
        """No limb says it in any form, nor a longer word with it, nor does our own list know it."""
        if len(word) < LEAST_TO_CORRECT or not word.isalpha() or self.forms(word) or self.compounds_with(word):
            return False
        named = any(
            mention.first <= line.index(word) < mention.after
            for language in LANGUAGES
            for mention in thesaurus.mentions(line, language, asking=True)
        )
        return not named and self.parts(word) is None

    def _mend(self, strangers: Sequence[str]) -> None:
        """For each strange word the likeliest known one: fewest slips first, then said most often."""
        lengths = [len(word) for word in strangers]
        said = Exists(SearchPosting.objects.filter(term=OuterRef("pk")))
        rows = (
            SearchTerm.objects.filter(said, language__in=LANGUAGES)
            .annotate(signs=Length("word"))
            .filter(signs__gte=min(lengths) - 2, signs__lte=max(lengths) + 2)
            .order_by("pk")
        )
        known = set(rows.values_list("word", flat=True)[:MOST_MEANT]) | set(thesaurus.single_words())
        for word in strangers:
            if used := _likeliest(word, known):
                self.meant_by[word] = used
        if self.meant_by:
            used_words = list(self.meant_by.values())
            self._read(_near(used_words))
            self._learn_rests(used_words)


def _likeliest(word: str, known: Iterable[str]) -> str:
    slips = 2 if len(word) >= TWO_SLIPS_FROM else 1
    near = process.extract(word, list(known), scorer=OSA.distance, score_cutoff=slips, limit=20)
    # people seldom mistype the first letter; a word with another one must be just one slip away
    fitting = [(found, far) for found, far, _ in near if len(found) >= LEAST_TO_CORRECT]
    fitting = [(found, far) for found, far in fitting if found[0] == word[0] or (far == 1 and len(word) > 5)]
    return min(fitting, key=lambda each: (each[1], each[0][0] != word[0], each[0]))[0] if fitting else ""


def _near(told: Sequence[str]) -> Q:
    """The rows that a word may be answered by: its forms, longer words with it, its parts, and all concepts."""
    which = Q(language="", word__startswith="is:")
    forms = {(language, stem(word, language)) for word in told for language in ("", *LANGUAGES)}
    for language in ("", *LANGUAGES):
        which |= Q(language=language, stem__in=sorted(base for of, base in forms if of == language))
    parts = {part for word in told for cut in compounds.cuts(word) for part in cut}
    for language in LANGUAGES:
        which |= Q(language=language, stem__in=sorted({stem(part, language) for part in parts}))
    for word in told:
        base = stem(word, "nl")
        # a form may differ from its stem in the last letters: what both begin with is in every form
        common = base if word.startswith(base) else word
        if len(common) >= compounds.LEAST and word.isalpha():
            which |= Q(language="nl", word__contains=common)
    return which


def _exactly(told: Sequence[str], exact: Sequence[codes.Code]) -> Q:
    wanted = {code for each in exact for code in (each.word, *each.near)}
    wanted |= {f"{kind}:{int(word)}" for word in told if word.isdecimal() and word.isascii() for kind in ("nr", "art")}
    which = Q(language="", word__in=sorted(wanted))
    if any(code.word.startswith("doc:") for code in exact):
        which |= Q(language="", word__startswith="doc:")
    return which
