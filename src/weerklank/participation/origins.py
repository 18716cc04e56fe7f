"""Where the words in front of a reader come from: said so, translated by a computer or a person, read again or not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from enum import StrEnum

from weerklank.participation.models import (
    Consultation,
    ConsultationText,
    Contribution,
    ContributionText,
    MadeBy,
    Statement,
    StatementText,
    Translated,
)
from weerklank.web.context import tag

QUESTION_FIELDS = ("question", "why", "can_change", "cannot_change", "who_decides")


class Origin(StrEnum):
    """What a reader is told about the words, beside the words themselves."""

    OWN = "own"
    UNTRANSLATED = "untranslated"
    MACHINE = "machine"
    UNREAD = "unread"
    CHECKED = "checked"

    @classmethod
    def of_untranslated(cls, written: str, read: str) -> Origin:
        """What words are to a reader for whom there is no translation."""
        return cls.OWN if written == read else cls.UNTRANSLATED


def fingerprint(of: Consultation | Statement) -> str:
    """The Dutch words that a translation was made from: other words give another fingerprint."""
    return fingerprint_of(
        [getattr(of, field) for field in QUESTION_FIELDS] if isinstance(of, Consultation) else [of.text]
    )


def fingerprint_of(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def is_behind(text: ConsultationText | StatementText, of: Consultation | Statement) -> bool:
    """Whether the Dutch changed since this was made from it. Of older translations nobody knows: they are not."""
    return was_made_of_other(text, fingerprint(of))


def was_made_of_other(text: Translated, fingerprint: str) -> bool:
    return bool(text.made_from) and text.made_from != fingerprint


def origin_of(text: ConsultationText | StatementText, of: Consultation | Statement) -> Origin:
    return origin_by(text, fingerprint(of))


def origin_by(text: Translated, fingerprint: str) -> Origin:
    """Read by a person counts for the words that were read, and for no others."""
    if text.checked and not was_made_of_other(text, fingerprint):
        return Origin.CHECKED
    return Origin.MACHINE if text.made_by == MadeBy.MACHINE else Origin.UNREAD


def translation_of(contribution: Contribution, language: str) -> ContributionText | None:
    """A child's published words in the language of a reader, if they are kept in it.

    Where a person took something out before publishing, the translation may hold it still: then there is none to show.
    """
    if not contribution.shown_text or contribution.edited_text or tag(contribution.original_language) == tag(language):
        return None
    texts = {text.language: text for text in contribution.texts.all()}
    return texts.get(language) or texts.get(tag(language))


def origin_of_contribution(text: ContributionText) -> Origin:
    """The same of a child's own words in another language."""
    if text.made_by == "child":
        return Origin.OWN
    if text.checked:
        return Origin.CHECKED
    return Origin.MACHINE if text.made_by == MadeBy.MACHINE else Origin.UNREAD
