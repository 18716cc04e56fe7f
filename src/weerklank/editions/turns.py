"""Two people at once: the second hears who was first instead of a bare 'this cannot be done'."""

from __future__ import annotations

from django.db import models

from weerklank.audit import queries as audit
from weerklank.moves import Lifecycle, Refusal


def after(lifecycle: Lifecycle, obj: models.Model, move: str, *, state: str, action: str) -> str:
    """The state after this move; where somebody else just made it, a Refusal that names who."""
    if not lifecycle.allows(state, move) and any(
        step.name == move and step.target == state for step in lifecycle.moves
    ):
        event = audit.history_of(obj).filter(action=action).first()
        if event:
            raise Refusal(f"Dit is net al gedaan door {event.actor}. Ververs de bladzijde om te zien hoe het nu staat.")
    return lifecycle.after(state, move)
