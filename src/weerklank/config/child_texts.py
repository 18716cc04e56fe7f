"""Every Dutch text that a child reads, with how hard it is to read by what can be counted, and the target that none may pass.

It counts; it does not understand: see ``answers.reading``. The sentences of the interface come from the catalogue of simple
Dutch, which holds beside each the Dutch one; what people wrote comes from the database.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from weerklank.answers import reading
from weerklank.answers.models import Action, Answer, ProgressUpdate
from weerklank.participation.lifecycle import ConsultationState, StatementState
from weerklank.participation.models import Consultation, Contribution

CATALOGUE = Path(__file__).resolve().parents[1] / "locale" / "nl_Easy" / "LC_MESSAGES" / "django.po"
# these stand in the same catalogue and are read by whoever leads a group, or frame every public page
ADULTS = (
    "/teacher/",
    "forms/groups.py",
    "actions/groups.py",
    "actions/paper.py",
    "queries/groups.py",
    "queries/channels.py",
    "views/teacher.py",
    "views/printing.py",
    "printing/lesson.py",
    "web/templates/web/base.html",
    "data_twin",
    "demonstration",
)
# children are told "je", whoever leads them "u": a card and the sheet beside it stand in one file
_TO_ADULTS = re.compile(r"\b(?:u|uw)\b", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|\{\w*\}|%[sd]")
# the score of a word or two says nothing: few words, and lists of labels, are judged by their length alone
ENOUGH_WORDS = 20
RUNNING_TEXT = 4


@dataclass(frozen=True, slots=True)
class Target:
    """What a child should be able to read: words in the longest sentence, and the least score of a whole page."""

    longest: int
    score: float


TARGETS = {"nl": Target(15, reading.EASY_SCORE), "nl-easy": Target(12, 75.0)}
LANGUAGE_NAMES = {"nl": "Nederlands", "nl-easy": "makkelijk Nederlands"}


@dataclass(frozen=True, slots=True)
class Measured:
    """All that stands in one place in one language."""

    place: str
    language: str
    sentences: int
    words: int
    per_sentence: float
    longest: int
    score: float
    too_long: tuple[str, ...]

    @property
    def harder(self) -> bool:
        """Harder than the target."""
        running = self.words >= ENOUGH_WORDS and self.per_sentence >= RUNNING_TEXT
        hard = running and self.score < TARGETS[self.language].score
        return hard or bool(self.too_long)


def measure(place: str, language: str, texts: list[str]) -> Measured:
    said = [_PLACEHOLDER.sub("x", text) for text in texts]
    indication = reading.indicate("\n".join(said))
    lengths = {sentence: reading.indicate(sentence).words for text in said for sentence in reading.sentences_of(text)}
    limit = TARGETS[language].longest
    return Measured(
        place,
        language,
        indication.sentences,
        indication.words,
        indication.words_per_sentence,
        max(lengths.values(), default=0),
        indication.flesch_douma,
        tuple(sentence for sentence, words in lengths.items() if words > limit),
    )


def interface() -> tuple[Measured, ...]:
    """The sentences of the pages for children: screens, refusals, reasons, help lines, the letter to a class."""
    per_place: dict[tuple[str, str], list[str]] = defaultdict(list)
    for place, dutch, easy in _entries(CATALOGUE.read_text(encoding="utf-8")):
        if not any(adults in place for adults in ADULTS) and not _TO_ADULTS.search(dutch):
            per_place[place, "nl"].append(dutch)
            per_place[place, "nl-easy"].append(easy or dutch)
    return tuple(measure(place, language, texts) for (place, language), texts in sorted(per_place.items()))


def written() -> tuple[Measured, ...]:
    """What people wrote for children: questions, statements, reasons, answers. A child's own words are nobody's to judge."""
    measured = (measure(place, "nl", texts) for place, texts in _written())
    return tuple(one for one in measured if one.sentences)


def _written() -> Iterator[tuple[str, list[str]]]:
    for asked in Consultation.objects.exclude(state=ConsultationState.DRAFT):
        texts = (asked.question, asked.why, asked.can_change, asked.cannot_change, asked.who_decides)
        yield f"vraag {asked.slug}", [text for text in texts if text]
        statements = asked.statements.filter(language="nl").exclude(origin="child")
        shown = statements.exclude(state=StatementState.RETIRED)
        yield f"stellingen bij {asked.slug}", list(shown.values_list("text", flat=True))
        groups = asked.groups.exclude(contributions=None).values_list("title", "summary")
        yield f"groepen bij {asked.slug}", [text for words in groups.distinct() for text in words if text]
    reasons = Contribution.objects.filter(original_language="nl").exclude(reason_for_child="")
    yield "redenen voor kinderen", list(reasons.values_list("reason_for_child", flat=True).distinct())
    for answer in Answer.objects.exclude(published_on=None).exclude(child_version=""):
        yield f"antwoord {answer.pk}, kinderversie", [answer.child_version]
    for step in ProgressUpdate.objects.exclude(child_text=""):
        yield f"stand van zaken {step.pk}, voor kinderen", [step.child_text]
    for action in Action.objects.exclude(child_text=""):
        yield f"wat ervoor gebeurt {action.pk}, voor kinderen", [action.child_text]


def _entries(catalogue: str) -> Iterator[tuple[str, str, str]]:
    """Of every text in a catalogue: where it stands, the Dutch and the other; of a plural the last."""
    for block in catalogue.split("\n\n"):
        place, parts, now = "", defaultdict(str), ""
        for line in block.splitlines():
            if line.startswith("#:"):
                place = place or line[2:].split()[0]
            elif line.startswith("msg"):
                name, _, quoted = line.partition(" ")
                now = name.split("[")[0]
                parts[now] = ast.literal_eval(quoted)
            elif line.startswith('"') and now:
                parts[now] += ast.literal_eval(line)
        if place and parts["msgid"]:
            yield place, parts["msgid_plural"] or parts["msgid"], parts["msgstr"]
