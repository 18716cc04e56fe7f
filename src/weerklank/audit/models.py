"""What was done, to what, by whom: append-only, hash-chained, no foreign keys (so it never blocks an erasure)."""

from __future__ import annotations

import hashlib
import json

from django.db import models


class AuditEvent(models.Model):
    """One thing that a person or the programme did. Never a child's words, never a child's time."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=120, help_text="role and name as shown, or 'systeem'")
    actor_id = models.CharField(max_length=40, blank=True)
    action = models.CharField(max_length=80)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=60)
    object_label = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    public = models.BooleanField(default=False)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_by_object")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.action} {self.object_label}"

    def computed_hash(self) -> str:
        """SHA-256 over everything this event says and the hash of the one before it."""
        said = [
            self.at.isoformat(),
            self.actor,
            self.actor_id,
            self.action,
            self.object_type,
            self.object_id,
            self.object_label,
            self.note,
            self.public,
            self.previous_hash,
        ]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
