"""The words of a group in the language of a reader: a translation of exactly these Dutch words, or the Dutch, marked as Dutch."""

from __future__ import annotations

from dataclasses import dataclass

from weerklank.findings.models import Group, GroupText
from weerklank.participation.models import MadeBy
from weerklank.participation.origins import Origin, fingerprint_of, origin_by, was_made_of_other
from weerklank.participation.queries.staff import LANGUAGES
from weerklank.web.context import tag

DUTCH = "nl"


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words, and the language that they are in as pages name it."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class GroupWords:
    """What is said of a group, each part in the language in which it is there, and where a translation comes from."""

    title: Spoken
    summary: Spoken
    reason: Spoken
    origin: Origin


def fingerprint(group: Group) -> str:
    """Of the name and the summary; a new reason takes its translations away by itself."""
    return fingerprint_of((group.title, group.summary))


def is_behind(text: GroupText, group: Group) -> bool:
    """Whether the Dutch was changed since, as after a child said that it was wrong."""
    return was_made_of_other(text, fingerprint(group))


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the words of a group are in one language."""

    language: str
    name: str
    words: str


def standings(group: Group) -> tuple[Standing, ...]:
    """Every language that the pages for children speak, and how this group stands in it."""
    texts = {text.language: text for text in group.texts.all()}
    return tuple(Standing(code, name, _stands(texts.get(code), group)) for code, name in LANGUAGES.items())


def _stands(text: GroupText | None, group: Group) -> str:
    if text is None:
        return "nog niet vertaald"
    if is_behind(text, group):
        return "het Nederlands is veranderd; kinderen lezen deze vertaling nu niet"
    made = "door een computer" if text.made_by == MadeBy.MACHINE else "door een mens"
    return f"vertaald {made}, {'nagelezen' if text.checked else 'nog niet nagelezen'}"


def words_in(group: Group, language: str) -> GroupWords:
    """What a reader of this language reads; words that a child had changed are not shown any more in any language."""
    text = next((one for one in group.texts.all() if one.language == language), None)
    if text is None or is_behind(text, group):
        dutch = Spoken(group.title, DUTCH)
        origin = Origin.of_untranslated(DUTCH, tag(language))
        return GroupWords(dutch, Spoken(group.summary, DUTCH), Spoken(group.reason, DUTCH), origin)
    return GroupWords(
        Spoken(text.title, tag(language)),
        _spoken(text.summary, group.summary, language),
        _spoken(text.reason, group.reason, language),
        origin_by(text, fingerprint(group)),
    )


def _spoken(translated: str, dutch: str, language: str) -> Spoken:
    return Spoken(translated, tag(language)) if translated and dutch else Spoken(dutch, DUTCH)
