"""What translators do: a question or a statement in another language, and who has read it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.moves import Refusal
from weerklank.participation import personal_data
from weerklank.participation.lifecycle import StatementState
from weerklank.participation.models import (
    Consultation,
    ConsultationText,
    Contribution,
    ContributionText,
    MadeBy,
    Statement,
    StatementText,
)
from weerklank.participation.origins import fingerprint
from weerklank.participation.queries.staff import LANGUAGES

DUTCH = "nl"


@transaction.atomic
def translate_consultation(
    *,
    consultation_id: int,
    language: str,
    question: str,
    why: str,
    can_change: str,
    cannot_change: str,
    who_decides: str,
    checked: bool,
    by: Account,
    now: datetime,
    made_by: str = MadeBy.PERSON,
) -> ConsultationText:
    """The question in another language, who made it, and whether somebody who speaks the language has read it."""
    consultation = Consultation.objects.select_for_update().filter(pk=consultation_id).first()
    if consultation is None:
        raise Refusal("Deze raadpleging bestaat niet meer.")
    _spoken(language)
    text, _ = ConsultationText.objects.update_or_create(
        consultation=consultation,
        language=language,
        defaults={
            "question": question,
            "why": why,
            "can_change": can_change,
            "cannot_change": cannot_change,
            "who_decides": who_decides,
            **_made(made_by, checked, of=consultation, by=by, now=now),
        },
    )
    note = f"{LANGUAGES[language]}, {'nagelezen' if checked else 'nog niet nagelezen'}."
    audit.record(action="consultation.translated", obj=consultation, by=by, now=now, note=note)
    return text


@transaction.atomic
def translate_statement(
    *,
    statement_id: int,
    language: str,
    text: str,
    checked: bool,
    by: Account,
    now: datetime,
    made_by: str = MadeBy.PERSON,
) -> Statement:
    """The statement in another language; an empty text takes the translation away."""
    statement = Statement.objects.select_for_update().filter(pk=statement_id).first()
    if statement is None:
        raise Refusal("Deze stelling bestaat niet meer.")
    _spoken(language)
    wording = " ".join(text.split())
    if statement.state == StatementState.RETIRED and wording:
        raise Refusal("Deze stelling is weggehaald en krijgt geen vertaling meer.")
    if wording:
        StatementText.objects.update_or_create(
            statement=statement,
            language=language,
            defaults={"text": wording, **_made(made_by, checked, of=statement, by=by, now=now)},
        )
    else:
        statement.texts.filter(language=language).delete()
    audit.record(
        action="statement.translated",
        obj=statement,
        by=by,
        now=now,
        label=f"stelling {statement.pk}",
        note=f"{LANGUAGES[language]}, {'nagelezen' if checked and wording else 'nog niet nagelezen'}.",
    )
    return statement


@transaction.atomic
def translate_contribution(
    *, contribution_id: UUID, text: str, checked: bool, by: Account, now: datetime, made_by: str = MadeBy.PERSON
) -> Contribution:
    """What a child said in another language, in Dutch beside its own words; an empty text takes the Dutch away."""
    held = Contribution.objects.select_for_update().filter(pk=contribution_id).first()
    if held is None or not held.shown_text:
        raise Refusal("Deze inbreng is niet openbaar. Vertaal alleen wat iedereen mag lezen.")
    if held.original_language == DUTCH:
        raise Refusal("Deze inbreng is al in het Nederlands.")
    if held.edited_text:
        raise Refusal("Uit deze inbreng is iets weggehaald. Daarom komt er geen vertaling naast te staan.")
    if held.texts.filter(language=DUTCH, made_by="child").exists():
        raise Refusal("Het kind schreef dit zelf ook in het Nederlands. Die woorden blijven staan.")
    if made_by not in MadeBy.values:
        raise Refusal("Kies wie de vertaling maakte: een vertaler of een computer.", field="made_by")
    words = text.strip()
    if left := personal_data.kinds(words):
        kinds = ", ".join(kind.value for kind in left)
        raise Refusal(f"In deze vertaling staat nog: {kinds}. Iedereen leest haar; haal het weg.", field="text")
    if words:
        ContributionText.objects.update_or_create(
            contribution=held,
            language=DUTCH,
            defaults={"text": words, "made_by": made_by, "checked": checked},
        )
    else:
        held.texts.filter(language=DUTCH).delete()
    stands = ("nagelezen" if checked else "nog niet nagelezen") if words else "vertaling weggehaald"
    audit.record(action="contribution.translated", obj=held, by=by, now=now, label="inbreng", note=f"{stands}.")
    return held


def _spoken(language: str) -> None:
    if language not in LANGUAGES:
        raise Refusal("Deze taal spreken de bladzijden voor kinderen nog niet.")


def _made(
    made_by: str, checked: bool, *, of: Consultation | Statement, by: Account, now: datetime
) -> dict[str, object]:
    if made_by not in MadeBy.values:
        raise Refusal("Kies wie de vertaling maakte: een vertaler of een computer.", field="made_by")
    return {
        "made_by": made_by,
        "made_from": fingerprint(of),
        "checked": checked,
        "checked_by": by.name[:150] if checked else "",
        "checked_on": timezone.localdate(now) if checked else None,
    }
