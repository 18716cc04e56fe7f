"""What was said, brought together: groups, and the counts of votes with the run that made them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q, TextChoices

from weerklank.editions.models import Edition
from weerklank.participation.models import Consultation, Contribution


class Destination(TextChoices):
    NONE = "", "nog geen"
    IN_ADVICE = "in_advice", "in een advies"
    NOT_USED = "not_used", "dit jaar niet gebruikt"


class Group(models.Model):
    """Contributions that say something alike. A group of one keeps its place."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="groups")
    title = models.CharField(max_length=160)
    summary = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    destination = models.CharField(max_length=10, choices=Destination.choices, default=Destination.NONE, blank=True)
    reason = models.TextField(blank=True, help_text="why it is not used this year, in words a child understands")
    contributions = models.ManyToManyField(Contribution, through="GroupMembership", related_name="groups")

    class Meta:
        ordering = ["consultation", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "title"], name="group_title_once"),
            models.CheckConstraint(
                condition=~Q(destination="not_used") | ~Q(reason=""),
                name="group_not_used_with_reason",
                violation_error_message="Leg uit waarom deze groep dit jaar niet wordt gebruikt.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def edition(self) -> Edition:
        return self.consultation.edition


class GroupMembership(models.Model):
    """A contribution stands in exactly one group."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    contribution = models.OneToOneField(Contribution, on_delete=models.CASCADE, related_name="membership")
    made_by = models.CharField(
        max_length=8, default="person", choices=[("person", "redacteur"), ("machine", "voorstel")]
    )

    def __str__(self) -> str:
        return f"in {self.group}"


class OpinionRun(models.Model):
    """One count of the votes; a published number is kept with the run that made it."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="opinion_runs")
    made_at = models.DateTimeField()
    library_version = models.CharField(max_length=20)
    votes = models.PositiveIntegerField()
    results = models.JSONField(help_text="per statement and channel: counts, shares with intervals, what is suppressed")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"telling van {self.made_at:%d-%m-%Y}"
