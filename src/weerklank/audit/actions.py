"""Recording: in the same transaction as the thing that was done, so that neither stands without the other."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol

from django.db import connection, models, transaction

from weerklank.audit.models import AuditEvent

GENESIS = "0" * 64
# any fixed number: it names the one lock that keeps the chain a chain on PostgreSQL
CHAIN_LOCK = 761_004_227


class Actor(Protocol):
    """Whoever acts: an account, or the programme itself."""

    @property
    def audit_id(self) -> str: ...
    @property
    def audit_label(self) -> str: ...


@transaction.atomic
def record(
    *,
    action: str,
    obj: models.Model,
    by: Actor | None,
    now: datetime,
    note: str = "",
    label: str = "",
    public: bool = False,
) -> AuditEvent:
    """Adds one event to the chain. ``label`` must hold nothing of a child; it defaults to the object's own name."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    last = AuditEvent.objects.order_by("-id").values_list("hash", flat=True).first()
    event = AuditEvent(
        at=now.astimezone(UTC),
        actor=by.audit_label[:120] if by else "systeem",
        actor_id=by.audit_id if by else "",
        action=action,
        object_type=obj._meta.label_lower,
        object_id=str(obj.pk),
        object_label=(label or str(obj))[:200],
        note=note,
        public=public,
        previous_hash=last or GENESIS,
    )
    event.hash = event.computed_hash()
    event.save(force_insert=True)
    return event
