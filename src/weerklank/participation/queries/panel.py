"""What the youth panel is asked to read before children are, and what it said."""

from __future__ import annotations

from django.db.models import QuerySet

from weerklank.accounts.models import Account, Role
from weerklank.audit.models import AuditEvent
from weerklank.audit.queries import history_of
from weerklank.editions import queries as editions
from weerklank.participation.lifecycle import ConsultationState
from weerklank.participation.models import Consultation

SAID = "panel.said"


def questions_for(account: Account) -> QuerySet[Consultation]:
    """The questions that lie with the panel, in the editions in which this account sits on it."""
    mine = editions.editions_of(account, Role.PANEL_MEMBER)
    return (
        Consultation.objects.filter(edition__in=mine, state=ConsultationState.PANEL_CHECK)
        .select_related("edition", "edition_theme")
        .order_by("opens_on", "id")
    )


def said_of(consultation: Consultation) -> QuerySet[AuditEvent]:
    """What members of the panel said of a question, newest first."""
    return history_of(consultation).filter(action=SAID)
