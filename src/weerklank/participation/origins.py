"""Where the words in front of a reader come from: said so, translated by a computer or a person, read again or not."""

from __future__ import annotations

import hashlib
from enum import StrEnum

from weerklank.participation.models import (
    Consultation,
    ConsultationText,
    ContributionText,
    MadeBy,
    Statement,
    StatementText,
)

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
    parts = [getattr(of, field) for field in QUESTION_FIELDS] if isinstance(of, Consultation) else [of.text]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def is_behind(text: ConsultationText | StatementText, of: Consultation | Statement) -> bool:
    """Whether the Dutch changed since this was made from it. Of older translations nobody knows: they are not."""
    return bool(text.made_from) and text.made_from != fingerprint(of)


def origin_of(text: ConsultationText | StatementText, of: Consultation | Statement) -> Origin:
    if text.checked and not is_behind(text, of):
        return Origin.CHECKED
    return Origin.MACHINE if text.made_by == MadeBy.MACHINE else Origin.UNREAD


def origin_of_contribution(text: ContributionText) -> Origin:
    """The same of a child's own words in another language."""
    if text.made_by == "child":
        return Origin.OWN
    if text.checked:
        return Origin.CHECKED
    return Origin.MACHINE if text.made_by == MadeBy.MACHINE else Origin.UNREAD
