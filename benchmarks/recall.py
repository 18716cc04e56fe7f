"""How much of what says who a child is, and of what says it is in danger, the rules find: on sentences made up for it.

    python benchmarks/recall.py [--misses]

The sentences stand in tests/participation/sentences/. A hash puts each in the half that the rules are bettered with
or in the half that is kept apart; ``--misses`` shows what was missed in the tuning half, never in the other one.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SENTENCES = ROOT / "tests" / "participation" / "sentences"
NOTHING = "-"
_SPAN = re.compile(r"\[(?P<kind>[a-z]+)\|(?P<words>(?:[^\[\]]|\[at\])+)\]")
_WORD = re.compile(r"[^\W_]+")
# of a name these tell nothing by themselves: finding the rest is finding it
_TELL_NOTHING = frozenset(
    ("de", "het", "een", "t", "van", "der", "den", "op", "in", "aan", "bij", "is", "en", "school", "groep")
)


def kept_apart(sentence: str) -> bool:
    """Whether a sentence is one of those that no rule was made with."""
    return hashlib.sha256(f"weerklank:{sentence}".encode()).digest()[0] % 2 == 0


@dataclass(frozen=True, slots=True)
class Span:
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence, and where it says who somebody is."""

    text: str
    spans: tuple[Span, ...]
    kept_apart: bool


@dataclass(frozen=True, slots=True)
class Confided:
    """A sentence, and what kind of danger it speaks of, if any."""

    text: str
    language: str
    kind: str
    kept_apart: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """Of what should be found, how much was; of what was found, how much should be."""

    wanted: int
    found: int
    raised: int
    right: int
    missed: tuple[str, ...] = ()
    needless: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.raised if self.raised else 1.0


def _lines(name: str) -> Iterable[str]:
    for line in (SENTENCES / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def marked_sentences(name: str = "personal_data_nl.txt") -> tuple[Marked, ...]:
    return tuple(_marked(line) for line in _lines(name))


def _marked(line: str) -> Marked:
    text, spans, at = "", [], 0
    for match in _SPAN.finditer(line):
        text += line[at : match.start()]
        spans.append(Span(match["kind"], len(text), len(text) + len(match["words"])))
        text += match["words"]
        at = match.end()
    text += line[at:]
    return Marked(text, tuple(spans), kept_apart(text))


def confided_sentences(language: str = "nl") -> tuple[Confided, ...]:
    if language == "nl":
        rows = [("nl", *line.split("\t")) for line in _lines("risk_nl.tsv")]
    else:
        rows = [tuple(line.split("\t")) for line in _lines("risk_other.tsv")]
    return tuple(Confided(text, code, kind, kept_apart(text)) for code, kind, text in rows if code == language)


def personal_data_figure(sentences: Iterable[Marked]) -> Figure:
    """Per place: found when every word of it that tells something lies within what was marked."""
    from weerklank.participation import personal_data

    wanted = found = raised = right = 0
    missed, needless = [], []
    for sentence in sentences:
        marks = personal_data.findings(sentence.text)
        for span in sentence.spans:
            wanted += 1
            if _covered(sentence.text, span, marks):
                found += 1
            else:
                missed.append(f"{span.kind}: {sentence.text[span.start : span.end]!r} in {sentence.text!r}")
        for mark in marks:
            raised += 1
            if any(mark.start < span.end and span.start < mark.end for span in sentence.spans):
                right += 1
            else:
                needless.append(f"{mark.kind.value}: {sentence.text[mark.start : mark.end]!r} in {sentence.text!r}")
    return Figure(wanted, found, raised, right, tuple(missed), tuple(needless))


def _covered(text: str, span: Span, marks: Iterable[object]) -> bool:
    held = {place for mark in marks for place in range(mark.start, mark.end)}
    words = list(_WORD.finditer(text, span.start, span.end))
    telling = [word for word in words if word.group().casefold() not in _TELL_NOTHING] or words
    return all(set(range(word.start(), word.end())) <= held for word in telling)


def risk_figure(sentences: Iterable[Confided]) -> Figure:
    """Per sentence: found when any flag was raised, whatever its kind."""
    from weerklank.participation import disclosure

    return _seen_by(sentences, lambda text: bool(disclosure.kinds(text)))


def perhaps_figure(sentences: Iterable[Confided]) -> Figure:
    """Per sentence: found when the wide net alone puts it in front."""
    from weerklank.participation import perhaps

    return _seen_by(sentences, perhaps.perhaps)


def both_figure(sentences: Iterable[Confided]) -> Figure:
    """Per sentence: found when it is flagged or perhaps put in front: what a moderator or an officer reads first."""
    from weerklank.participation import disclosure, perhaps

    return _seen_by(sentences, lambda text: bool(disclosure.kinds(text)) or perhaps.perhaps(text))


def _seen_by(sentences: Iterable[Confided], sees: Callable[[str], bool]) -> Figure:
    wanted = found = raised = right = 0
    missed, needless = [], []
    for sentence in sentences:
        in_danger, seen = sentence.kind != NOTHING, sees(sentence.text)
        wanted += in_danger
        raised += seen
        found += in_danger and seen
        right += in_danger and seen
        if in_danger and not seen:
            missed.append(f"{sentence.kind}: {sentence.text}")
        if seen and not in_danger:
            needless.append(sentence.text)
    return Figure(wanted, found, raised, right, tuple(missed), tuple(needless))


def row(what: str, half: str, sentences: int, figure: Figure) -> str:
    return (
        f"{what:<22} {half:<15} {sentences:>5}  {figure.found:>4} of {figure.wanted:<4} {figure.recall:6.3f}   "
        f"{figure.right:>4} of {figure.raised:<4} {figure.precision:6.3f}"
    )


LANGUAGES = ("nl", "en", "ar", "uk", "pap", "tr")


@dataclass(frozen=True, slots=True)
class Later:
    """A set that was written after the first one, and what may be concluded from its figure."""

    name: str
    half: str


# in the order in which they were written; what somebody looked into is for tuning from then on
RISK_LATER = (
    Later("risk_nl_later.tsv", "tuned on"),
    Later("risk_nl_last.tsv", "tuned on"),
    Later("risk_nl_practice.tsv", "tuned on"),
    Later("risk_nl_third.tsv", "third"),
    Later("risk_nl_fourth.tsv", "fourth"),
    Later("risk_nl_net.tsv", "roundabout"),
    Later("risk_nl_net_last.tsv", "roundabout, 2"),
    Later("risk_nl_net_seen.tsv", "tuned on"),
    Later("risk_nl_ordinary.tsv", "ordinary"),
    Later("risk_nl_fifth.tsv", "blind"),
)
# what is read before the rest: by the officer, by a moderator, by either
LEVELS: tuple[tuple[str, Callable[[Iterable[Confided]], Figure]], ...] = (
    ("flag", risk_figure),
    ("perhaps", perhaps_figure),
    ("flag or perhaps", both_figure),
)
MARKED_LATER = (
    Later("personal_data_nl_last.txt", "tuned on"),
    Later("personal_data_nl_third.txt", "third"),
    Later("personal_data_nl_fourth.txt", "fourth"),
    Later("personal_data_nl_fifth.txt", "blind"),
)


def written_later(name: str) -> tuple[Confided, ...]:
    """Sentences that were written later, as a whole; all of them count."""
    return tuple(Confided(text, "nl", kind, True) for kind, text in (line.split("\t") for line in _lines(name)))


# measured once and then looked into as a whole: none of it is kept apart
LOOKED_INTO = "risk_nl_net_seen.tsv"


def half_of(name: str, *, apart: bool) -> tuple[Confided, ...]:
    """The half of a later set that the wide net was bettered with, or the one it was only measured on."""
    return tuple(one for one in written_later(name) if (kept_apart(one.text) and name != LOOKED_INTO) == apart)


def ordinary_statements(*, apart: bool) -> tuple[Confided, ...]:
    """What children say of themselves and their street in the sets for personal data: none of it is about danger."""
    names = ("personal_data_nl.txt", *(one.name for one in MARKED_LATER))
    told = [one for name in names for one in marked_sentences(name) if one.kept_apart == apart]
    return tuple(Confided(one.text, "nl", NOTHING, apart) for one in told)


def _print_levels() -> None:
    """The flag and the wide net, apart and together, and what either marks of what is ordinary."""
    sets = [("risk_nl.tsv", "first"), *((one.name, one.name[8:-4]) for one in RISK_LATER)]
    for apart, half in ((False, "tuning"), (True, "kept apart")):
        print(f"\n{'the wide net, ' + half:<38} {'sent.':>5}  {'found':<12} {'recall':>6}   {'right':<12} precision")
        for name, called in sets:
            chosen = half_of(name, apart=apart)
            for level, measure in LEVELS:
                print(row(f"risk, nl, {called}", level, len(chosen), measure(chosen)))
        statements = ordinary_statements(apart=apart)
        for level, measure in LEVELS:
            print(row("ordinary statements", level, len(statements), measure(statements)))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weerklank.config.settings")
    sys.path.insert(0, str(ROOT / "src"))
    print(f"{'what':<22} {'half':<15} {'sent.':>5}  {'found':<12} {'recall':>6}   {'right':<12} precision")
    misses: list[str] = []
    measured: list[tuple[str, tuple[Marked, ...] | tuple[Confided, ...], Callable[..., Figure]]] = [
        ("personal data, nl", marked_sentences(), personal_data_figure)
    ]
    measured += [(f"risk, {code}", confided_sentences(code), risk_figure) for code in LANGUAGES]
    for what, sentences, measure in measured:
        for apart, half in ((False, "tuning"), (True, "kept apart")):
            chosen = [one for one in sentences if one.kept_apart == apart]
            figure = measure(chosen)
            print(row(what, half, len(chosen), figure))
            if not apart:
                misses += [f"  missed    {line}" for line in figure.missed]
                misses += [f"  needless  {line}" for line in figure.needless]
    for one in MARKED_LATER:
        marked = marked_sentences(one.name)
        print(row("personal data, nl", one.half, len(marked), personal_data_figure(marked)))
    for one in RISK_LATER:
        confided = written_later(one.name)
        print(row("risk, nl", one.half, len(confided), risk_figure(confided)))
        if one.half == "blind":
            print(row("risk, nl, or perhaps", one.half, len(confided), both_figure(confided)))
    _print_levels()
    if "--misses" in sys.argv:
        print("\nIn the tuning half:", *misses, sep="\n")


if __name__ == "__main__":
    main()
