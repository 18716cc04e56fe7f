"""Queues and decisions. A decision names who took it as text: no key joins a child's words to an account."""

from __future__ import annotations

from django.db import models
from django.db.models import Q, TextChoices

from weerklank.editions.models import Edition
from weerklank.moves import Lifecycle, moves
from weerklank.participation.models import Contribution


class Outcome(TextChoices):
    PUBLISHED = "published", "gepubliceerd"
    EDITED = "edited", "aangepast en gepubliceerd"
    PRIVATE = "private", "telt mee, niet te zien"
    DECLINED = "declined", "niet gepubliceerd"
    HELD = "held", "naar de aandachtsfunctionaris"
    RELEASED = "released", "terug in de wachtrij"
    REOPENED = "reopened", "terug naar lezen"


class ModerationDecision(models.Model):
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.CharField(max_length=14, blank=True)
    note = models.TextField(blank=True, help_text="for colleagues; never shown to the public")
    decided_by = models.CharField(max_length=120)
    decided_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="moderation_outcome_known")]

    def __str__(self) -> str:
        return self.get_outcome_display()


class FlagState(TextChoices):
    OPEN = "open", "wacht op een mens"
    HANDLED = "handled", "opgepakt"
    NO_CONCERN = "no_concern", "geen zorg"


F = FlagState
FLAG = Lifecycle(
    "safety_flag",
    FlagState,
    F.OPEN,
    moves(
        ("handle", F.OPEN, F.HANDLED, "aandachtsfunctionaris", "met wat er gedaan is"),
        ("dismiss", F.OPEN, F.NO_CONCERN, "aandachtsfunctionaris", "met waarom"),
    ),
)


class SafetyFlag(models.Model):
    """A sign that a child may be in danger: for a trained person, with a clock."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="safety_flags")
    raised_by = models.CharField(max_length=10, choices=[("words", "woorden"), ("moderator", "moderator")])
    signal = models.CharField(max_length=60, blank=True, help_text="which kind of sign, never the words themselves")
    state = models.CharField(max_length=12, choices=FlagState.choices, default=FlagState.OPEN)
    raised_on = models.DateField()
    handled_by = models.CharField(max_length=120, blank=True)
    outcome = models.TextField(blank=True)
    steps = models.JSONField(
        default=list, blank=True, help_text="the steps of the reporting code that were taken, by name"
    )

    class Meta:
        ordering = ["raised_on", "id"]
        constraints = [
            FLAG.constraint(),
            models.CheckConstraint(condition=Q(state="open") | ~Q(outcome=""), name="safety_flag_closed_with_outcome"),
        ]

    def __str__(self) -> str:
        return "zorgsignaal"

    @property
    def edition(self) -> Edition:
        return self.contribution.edition
