"""What the chain says of itself and of one thing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from weerklank.audit.actions import GENESIS
from weerklank.audit.models import AuditEvent


@dataclass(frozen=True, slots=True)
class ChainState:
    """Whether the log is whole; the first event that does not fit, where there is one."""

    events: int
    head: str
    first_bad: int | None

    @property
    def whole(self) -> bool:
        return self.first_bad is None


def verify(*, anchor: str = "") -> ChainState:
    """Walks the chain from its start; ``anchor`` is a head published earlier that must still stand in it."""
    previous, count, anchored = GENESIS, 0, not anchor
    for event in AuditEvent.objects.order_by("id").iterator(chunk_size=2000):
        if event.previous_hash != previous or event.hash != event.computed_hash():
            return ChainState(count, previous, event.pk)
        previous, count = event.hash, count + 1
        anchored = anchored or event.hash == anchor
    return ChainState(count, previous, None if anchored else count + 1)


def history_of(obj: models.Model) -> models.QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(object_type=obj._meta.label_lower, object_id=str(obj.pk)).order_by("-id")
