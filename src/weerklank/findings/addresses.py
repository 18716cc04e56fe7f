"""Where everybody reads what children said to a question: rooms above this one link to it."""

from __future__ import annotations

from weerklank.participation.lifecycle import ConsultationState
from weerklank.participation.models import Consultation

# while children answer, what others said would lead them
TOLD_WHEN = (
    ConsultationState.CLOSED,
    ConsultationState.GROUPED,
    ConsultationState.FIXED,
    ConsultationState.REPORTED,
)


def said_address(consultation: Consultation) -> str:
    return f"{consultation.edition.get_absolute_url()}opbrengst/{consultation.slug}/"


def told_at(consultation: Consultation) -> str:
    """The same once there is something to read there; empty before."""
    return said_address(consultation) if consultation.state in TOLD_WHEN else ""
