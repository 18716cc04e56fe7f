"""What is done: an action with its milestones, and what happened to it by day."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q, TextChoices

from weerklank.accounts.models import Organisation
from weerklank.answers.lifecycle import (
    ACTION,
    SETTLED_ACTIONS,
    ActionState,
    days_overdue,
)
from weerklank.answers.models.keeping import Commitment
from weerklank.rights.models import Recommendation, Territory


class Action(models.Model):
    """What is done: a law, a programme, money, a service. Delivered is not the same as what the UN asked being so."""

    class Kind(TextChoices):
        LAW = "law", "wet"
        POLICY = "policy", "beleid"
        PROGRAMME = "programme", "programma"
        FUNDING = "funding", "geld"
        DATA = "data", "cijfers en onderzoek"
        TRAINING = "training", "opleiding"
        SERVICE = "service", "voorziening"
        OTHER = "other", "anders"

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    child_text = models.TextField(blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.OTHER)
    lead = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="actions")
    territory = models.ForeignKey(Territory, null=True, blank=True, on_delete=models.PROTECT)
    start_on = models.DateField(null=True, blank=True)
    end_on = models.DateField(null=True, blank=True)
    budget_amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    budget_note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=ActionState.choices, default=ActionState.PLANNED)
    source_url = models.URLField(max_length=500, blank=True)
    external_system = models.CharField(max_length=40, blank=True)
    external_id = models.CharField(max_length=80, blank=True)
    is_demonstration = models.BooleanField(default=False)
    recommendations = models.ManyToManyField(Recommendation, blank=True, related_name="actions", through="ActionLink")
    commitments = models.ManyToManyField(Commitment, blank=True, related_name="actions", through="ActionCommitment")

    class Meta:
        ordering = ["end_on", "slug"]
        constraints = [
            ACTION.constraint(),
            models.CheckConstraint(
                condition=Q(kind__in=["law", "policy", "programme", "funding", "data", "training", "service", "other"]),
                name="action_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(end_on__isnull=True) | Q(start_on__isnull=True) | Q(end_on__gte=F("start_on")),
                name="action_ends_after_start",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
            models.UniqueConstraint(
                fields=["external_system", "external_id"], condition=~Q(external_id=""), name="action_external_id_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/acties/{self.slug}/"

    def overdue_on(self, today: date) -> int:
        return days_overdue(
            due=self.end_on,
            settled=self.state in SETTLED_ACTIONS,
            today=today,
        )


class ActionStep(models.Model):
    """What happened to an action, by day: a move of its state with the reason; history is rows."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="steps")
    date = models.DateField()
    state = models.CharField(max_length=10, choices=ActionState.choices)
    text = models.TextField()
    evidence_url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["-date", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ActionState.values), name="action_step_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["delivered", "evaluated"]) | ~Q(evidence_url=""),
                name="action_step_delivered_with_evidence",
                violation_error_message="Opgeleverd kan alleen met een bewijs dat iedereen kan bekijken.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.date}"


class Milestone(models.Model):
    """A step of an action with a day; done is a day with a proof."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    evidence_url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["action", "due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["action", "title"], name="milestone_once"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(evidence_url=""),
                name="milestone_done_with_evidence",
                violation_error_message="Af kan alleen met een bewijs dat iedereen kan bekijken.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def overdue_on(self, today: date) -> int:
        return days_overdue(due=self.due_on, settled=self.done_on is not None, today=today)
