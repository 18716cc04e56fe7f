"""Suggesting links from the rare words that a passage and a target share."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log, sqrt

from linking.links import Decision, Passage, Reason, Suggestion, Target
from linking.words import words

Weights = Mapping[str, float]


def suggest(
    passage: Passage,
    targets: Sequence[Target],
    *,
    decisions: Iterable[Decision] = (),
    limit: int = 5,
    minimum: float = 0.05,
) -> list[Suggestion]:
    """The targets a passage most likely speaks about, best first: at most `limit`, scoring at least `minimum`.

    The weight of a word in a text, and the score of two texts::

        weight = (1 + ln(times it stands in the text)) * ln(targets / targets that have the word)
        score  = sum over shared words of (weight in passage * weight in target) / (length * length)

    where a text's length is the root of its summed squared weights, over words that any target has. A word that
    stands in every target weighs nothing, so a single target is never suggested. The order of targets changes
    nothing: equal scores are ordered by target id. Links with a decision, whatever the verdict, are left out.

    Raises ValueError when limit is below 1, minimum is outside 0..1, or a target id stands twice.

    Sources: K. Sparck Jones, Journal of Documentation 28 (1972), 11-21, https://doi.org/10.1108/eb026526
    (rarity); G. Salton and C. Buckley, Information Processing and Management 24 (1988), 513-523,
    https://doi.org/10.1016/0306-4573(88)90021-0 (weights and score).
    """
    [suggestions] = suggest_all([passage], targets, decisions=decisions, limit=limit, minimum=minimum)
    return suggestions


def suggest_all(
    passages: Iterable[Passage],
    targets: Sequence[Target],
    *,
    decisions: Iterable[Decision] = (),
    limit: int = 5,
    minimum: float = 0.05,
) -> Iterator[list[Suggestion]]:
    """The suggestions for each passage in turn, as `suggest` gives them, weighing the targets only once."""
    if limit < 1:
        raise ValueError(f"limit is {limit}; allowed: 1 or more")
    if not 0 <= minimum <= 1:
        raise ValueError(f"minimum is {minimum}; allowed: 0 to 1")
    weighed = _Weighed.of(targets)
    decided = {(decision.passage, decision.target) for decision in decisions}
    return (_best(weighed, passage, decided, limit, minimum) for passage in passages)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """How many targets have each word, and each word's weight in each target that has it."""

    count: int
    having: Mapping[str, int]
    by_word: Mapping[str, Sequence[tuple[str, float]]]

    @classmethod
    def of(cls, targets: Sequence[Target]) -> "_Weighed":
        times: dict[str, Counter[str]] = {}
        for target in targets:
            if target.id in times:
                raise ValueError(f"targets holds {target.id!r} twice; allowed: each id once")
            times[target.id] = Counter(words(target.text))
        having = Counter(word for counted in times.values() for word in counted)
        by_word: dict[str, list[tuple[str, float]]] = {}
        for target_id, counted in times.items():
            for word, weight in _weights(counted, having, len(times)).items():
                by_word.setdefault(word, []).append((target_id, weight))
        return cls(len(times), having, by_word)


def _weights(times: Mapping[str, int], having: Mapping[str, int], targets: int) -> Weights:
    """The weights of a text's words, divided by its length: a long text weighs no more than a short one."""
    raw = {
        word: (1 + log(count)) * log(targets / having[word])
        for word, count in times.items()
        if word in having and having[word] < targets
    }
    length = sqrt(fsum(weight * weight for weight in raw.values()))
    return {word: weight / length for word, weight in raw.items()}


def _best(
    weighed: _Weighed, passage: Passage, decided: set[tuple[str, str]], limit: int, minimum: float
) -> list[Suggestion]:
    parts: dict[str, list[Reason]] = {}
    weights = _weights(Counter(words(passage.text)), weighed.having, weighed.count)
    for word, weight in weights.items():
        for target, target_weight in weighed.by_word[word]:
            reason = Reason(word, weighed.having[word], weighed.count, weight * target_weight)
            parts.setdefault(target, []).append(reason)
    found = [
        _suggestion(passage.id, target, reasons)
        for target, reasons in parts.items()
        if (passage.id, target) not in decided
    ]
    kept = [suggestion for suggestion in found if suggestion.score >= minimum]
    return sorted(kept, key=lambda suggestion: (-suggestion.score, suggestion.target))[:limit]


def _suggestion(passage: str, target: str, reasons: Sequence[Reason]) -> Suggestion:
    # The last bit of a rounding may lift two equal texts above one.
    score = min(1.0, fsum(reason.part for reason in reasons))
    ordered = sorted(reasons, key=lambda reason: (-reason.part, reason.word))
    return Suggestion(passage, target, score, tuple(ordered))
