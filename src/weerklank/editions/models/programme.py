"""When an edition does what, and the programme of its day: a draft to work on, and releases that everybody reads."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models.edition import Edition, SideEvent

# the phases of a year, in their order; the day itself stands with the edition, so its date is kept once
PHASES = (
    EditionState.COLLECTING,
    EditionState.PREPARING,
    EditionState.DIALOGUE_DAY,
    EditionState.DRAFTING_ADVICE,
    EditionState.HANDED_OVER,
    EditionState.AWAITING_ANSWERS,
    EditionState.FOLLOW_UP,
)
PLANNED_PHASES = tuple(phase for phase in PHASES if phase != EditionState.DIALOGUE_DAY)


class PhaseDate(models.Model):
    """From when until when a phase is planned. When it really began stands in the log."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="phase_dates")
    phase = models.CharField(max_length=20, choices=[(phase.value, phase.label) for phase in PLANNED_PHASES])
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="the last day; empty is until the next phase")
    sequence = models.PositiveIntegerField(default=0, help_text="how often the dates were changed")
    changed_on = models.DateField()

    class Meta:
        ordering = ["edition", "begins_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "phase"], name="phase_date_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")), name="phase_date_ends_after"
            ),
            models.CheckConstraint(
                condition=Q(phase__in=[phase.value for phase in PLANNED_PHASES]), name="phase_date_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_phase_display()} ({self.edition})"


class Room(models.Model):
    """A room of the day, with what helps people who need it there."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=80)
    access = models.CharField(max_length=300, blank=True, help_text="induction loop, quiet room, step-free")

    class Meta:
        ordering = ["edition", "name"]
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="room_once")]

    def __str__(self) -> str:
        return self.name


class ProgrammeDay(models.Model):
    """From when until when the day lasts, and what everybody should know who comes."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="programme_day")
    opens = models.TimeField()
    closes = models.TimeField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="programme_day_closes_after_opening")
        ]

    def __str__(self) -> str:
        return f"de dag van {self.edition}"


class SessionKind(models.TextChoices):
    PLENARY = "plenary", "met iedereen"
    TABLE_ROUND = "table_round", "tafelronde"
    SESSION = "session", "onderdeel"
    BREAK = "break", "pauze"
    SIDE_EVENT = "side_event", "voor een eigen groep"


class ProgrammeSession(models.Model):
    """A part of the day as the organiser plans it; nobody else sees it before it is released."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="programme_sessions")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=SessionKind.choices, default=SessionKind.SESSION)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    begins = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions")
    led_by = models.CharField(max_length=160, blank=True, help_text="an organisation or a role, in words")
    access = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=80, blank=True)
    audience = models.CharField(max_length=200, blank=True, help_text="empty: everybody")
    side_event = models.ForeignKey(
        SideEvent, null=True, blank=True, on_delete=models.SET_NULL, related_name="programme_sessions"
    )

    class Meta:
        ordering = ["edition", F("begins").asc(nulls_last=True), "ends", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(begins__isnull=True, ends__isnull=True)
                | Q(begins__isnull=False, ends__isnull=False, ends__gt=F("begins")),
                name="programme_session_ends_after",
            ),
            models.CheckConstraint(condition=Q(kind__in=SessionKind.values), name="programme_session_kind_known"),
        ]

    def __str__(self) -> str:
        return self.title


class ProgrammeRelease(models.Model):
    """The programme as it was made public: numbered, never changed. The highest number holds, whatever a clock says."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="programme_releases")
    number = models.PositiveIntegerField()
    published_on = models.DateField()
    note = models.CharField(max_length=500, blank=True, help_text="what is different, in the organiser's words")
    content = models.JSONField(help_text="the day and its sessions, see editions.programme")

    class Meta:
        ordering = ["edition", "-number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="programme_release_number_once")]

    def __str__(self) -> str:
        return f"programma van {self.edition}, uitgave {self.number}"
