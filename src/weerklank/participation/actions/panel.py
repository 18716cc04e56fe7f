"""The youth panel reads a question before children do."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.audit.models import AuditEvent
from weerklank.moves import Refusal
from weerklank.participation.lifecycle import ConsultationState
from weerklank.participation.models import Consultation
from weerklank.participation.queries.panel import SAID

GOOD = "Goed zo."


@transaction.atomic
def say(*, consultation_id: int, clear: bool, unclear: str = "", by: Account, now: datetime) -> AuditEvent:
    """A member of the panel says: fine like this, or: this I do not understand, because."""
    consultation = Consultation.objects.select_for_update().get(pk=consultation_id)
    if consultation.state != ConsultationState.PANEL_CHECK:
        raise Refusal("Deze vraag ligt niet meer bij het panel.")
    if not clear and not unclear.strip():
        raise Refusal("Schrijf op wat je niet snapt. Dan kan de organisator het veranderen.", field="unclear")
    note = GOOD if clear else f"Dit snap ik niet: {unclear.strip()}"
    return audit.record(action=SAID, obj=consultation, by=by, now=now, note=note)
