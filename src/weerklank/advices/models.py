"""What a table asks, split in parts that can each be answered."""

from __future__ import annotations

from django.db import models

from weerklank.accounts.models import Organisation
from weerklank.advices.lifecycle import ADVICE, AdviceState
from weerklank.editions.models import Edition, EditionTheme, Seat, ThemeTable
from weerklank.findings.models import Group
from weerklank.rights.models import Recommendation


class TableRecord(models.Model):
    """What was said at a table. Adults write down beforehand what they expect, and afterwards what changed."""

    table = models.OneToOneField(ThemeTable, on_delete=models.CASCADE, related_name="record")
    adult_expected_before = models.TextField(blank=True)
    proud = models.TextField(blank=True)
    chances = models.TextField(blank=True)
    tensions = models.TextField(blank=True)
    changed_after = models.TextField(blank=True)
    done = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"verslag van {self.table}"

    @property
    def edition(self) -> Edition:
        return self.table.edition


class Advice(models.Model):
    """One advice; frozen before it is handed over, so that what was asked cannot change afterwards."""

    number = models.CharField(max_length=30, unique=True, help_text="2026-ARM-03")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="advices")
    edition_theme = models.ForeignKey(
        EditionTheme, null=True, blank=True, on_delete=models.PROTECT, related_name="advices"
    )
    table = models.ForeignKey(ThemeTable, null=True, blank=True, on_delete=models.PROTECT, related_name="advices")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    why = models.TextField(blank=True)
    done_when = models.TextField(blank=True)
    minority_note = models.TextField(blank=True)
    adult_additions = models.TextField(blank=True, help_text="what adults added, visibly apart")
    raised_before = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="raised_again"
    )
    state = models.CharField(max_length=12, choices=AdviceState.choices, default=AdviceState.DRAFT)
    frozen_hash = models.CharField(max_length=64, blank=True)
    frozen_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="public: what is known and what is not")
    source_url = models.URLField(max_length=500, blank=True)
    groups = models.ManyToManyField(Group, blank=True, related_name="advices")
    recommendations = models.ManyToManyField(Recommendation, blank=True, related_name="advices")

    class Meta:
        ordering = ["edition", "number"]
        constraints = [
            ADVICE.constraint(),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "read_back", "adopted", "discarded"])
                | ~models.Q(frozen_hash=""),
                name="advice_frozen_has_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return f"/adviezen/{self.number}/"


class AdvicePart(models.Model):
    """The unit of answering."""

    advice = models.ForeignKey(Advice, on_delete=models.CASCADE, related_name="parts")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["advice", "order"]
        constraints = [models.UniqueConstraint(fields=["advice", "order"], name="advice_part_order_once")]

    def __str__(self) -> str:
        return f"{self.advice.number}, onderdeel {self.order}"


class ReadBack(models.Model):
    """A seat says: this is what we meant, or not."""

    advice = models.ForeignKey(Advice, on_delete=models.CASCADE, related_name="read_backs")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="read_backs")
    agrees = models.BooleanField()
    dissent = models.TextField(blank=True)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["said_at", "id"]
        constraints = [models.UniqueConstraint(fields=["advice", "seat"], name="read_back_once")]

    def __str__(self) -> str:
        return f"{self.seat}: {'dit bedoelden we' if self.agrees else 'dit bedoelden we niet'}"


class Handover(models.Model):
    """The moment at which the clocks start."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="handover")
    date = models.DateField()
    receivers = models.ManyToManyField(Organisation, related_name="received_handovers")
    document_hash = models.CharField(max_length=64, blank=True)
    note = models.TextField(blank=True)
    source_url = models.URLField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"overhandiging {self.edition}"
