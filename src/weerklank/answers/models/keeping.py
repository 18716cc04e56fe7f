"""What was promised, what was said of it since, and what went on to a next edition."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from weerklank.accounts.models import Organisation
from weerklank.answers.lifecycle import (
    ACTIVE_STATES,
    COMMITMENT,
    SILENT_AFTER_DAYS,
    CommitmentState,
    days_overdue,
)
from weerklank.answers.models.answering import PartPosition
from weerklank.answers.models.asking import Addressee
from weerklank.editions.models import Edition
from weerklank.rights.models import Recommendation, Territory, Theme


class Commitment(models.Model):
    """A promise by someone who must act, with who, what and when."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    kind = models.CharField(
        max_length=16,
        default="dialogue",
        choices=[
            ("dialogue", "antwoord op een advies"),
            ("cabinet", "kabinetsreactie"),
            ("parliament", "toezegging aan de Kamer"),
            ("motion", "motie"),
            ("plan", "plan"),
            ("coalition", "coalitieakkoord"),
            ("budget", "begroting"),
        ],
    )
    position = models.ForeignKey(
        PartPosition, null=True, blank=True, on_delete=models.PROTECT, related_name="commitments"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="commitments")
    owner = models.CharField(max_length=160, blank=True)
    made_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_note = models.CharField(
        max_length=200, blank=True, help_text="the term as the source words it, where it gives no day"
    )
    measure = models.TextField(blank=True, help_text="how one sees that it is done")
    state = models.CharField(max_length=14, choices=CommitmentState.choices, default=CommitmentState.PROPOSED)
    status_original = models.CharField(
        max_length=40, blank=True, help_text="the status word of its source, kept as it is printed there"
    )
    status_original_on = models.DateField(null=True, blank=True)
    external_system = models.CharField(max_length=40, blank=True, help_text="e.g. tweedekamer")
    external_id = models.CharField(max_length=80, blank=True)
    made_to = models.CharField(max_length=200, blank=True, help_text="to whom: a member, a committee, the children")
    fulfilled_by_url = models.URLField(max_length=500, blank=True, help_text="the letter or law that fulfils it")
    territory = models.ForeignKey(Territory, null=True, blank=True, on_delete=models.PROTECT)
    themes = models.ManyToManyField(Theme, blank=True, related_name="commitments")
    recommendations = models.ManyToManyField(
        Recommendation, blank=True, related_name="commitments", through="CommitmentLink"
    )
    carried_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to")
    source_url = models.URLField(max_length=500, blank=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["due_on", "slug"]
        constraints = [
            COMMITMENT.constraint(),
            models.UniqueConstraint(
                fields=["external_system", "external_id"],
                condition=~Q(external_id=""),
                name="commitment_external_id_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="dialogue") | ~Q(state__in=["partly", "done"]) | ~Q(fulfilled_by_url=""),
                name="commitment_kept_with_document",
                violation_error_message="(Deels) gedaan kan alleen met het adres van de brief, de wet of het besluit.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/toezeggingen/{self.slug}/"

    def overdue_on(self, today: date) -> int:
        return days_overdue(due=self.due_on, settled=self.state not in ACTIVE_STATES, today=today)

    def stands_as(self) -> Commitment:
        """The promise under its newest name: where an edition took it along, its day goes on there."""
        newest, seen = self, {self.pk}
        while newest.state == CommitmentState.CARRIED_OVER:
            later = newest.carried_to.select_related("organisation").prefetch_related("updates")
            found = later.exclude(state=CommitmentState.PROPOSED).exclude(pk__in=seen).first()
            if found is None:
                break
            newest = found
            seen.add(found.pk)
        return newest

    def last_word(self) -> date | None:
        """When something was last said of it, also under its name in an earlier edition."""
        own = max((update.date for update in self.updates.all()), default=None)
        if own is not None:
            return own
        return self.carried_from.last_word() if self.carried_from else self.made_on

    def silent_on(self, today: date) -> bool:
        """No word for 120 days while it is still to be done."""
        last = self.last_word()
        return self.state in ACTIVE_STATES and last is not None and (today - last).days > SILENT_AFTER_DAYS


class CarriedOver(models.Model):
    """What an edition leaves open, as the first thing that the next one talks about. Its own clock goes on."""

    into = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="carried_over")
    addressee = models.ForeignKey(
        Addressee, null=True, blank=True, on_delete=models.PROTECT, related_name="carried_over"
    )
    commitment = models.OneToOneField(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="carried_over"
    )
    successor = models.OneToOneField(
        Commitment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="carried_as",
        help_text="in the next edition",
    )
    carried_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["into", "addressee"], name="carried_over_once"),
            models.CheckConstraint(
                condition=Q(addressee__isnull=False, commitment__isnull=True, successor__isnull=True)
                | Q(addressee__isnull=True, commitment__isnull=False, successor__isnull=False),
                name="carried_over_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"meegenomen naar {self.into}"


class ProgressUpdate(models.Model):
    """What the promiser, or the source of the promise, says of its progress; history is rows."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="updates")
    date = models.DateField()
    state = models.CharField(max_length=14, choices=CommitmentState.choices)
    text = models.TextField()
    child_text = models.TextField(blank=True)
    evidence_url = models.URLField(max_length=500, blank=True)
    said_by = models.CharField(
        max_length=8,
        default="promiser",
        choices=[
            ("promiser", "wie het beloofde"),
            ("source", "de bron, overgenomen door een redacteur"),
            ("panel", "het jongerenpanel"),
        ],
    )
    status_original = models.CharField(
        max_length=40, blank=True, help_text="the status word that the source had from this day"
    )

    class Meta:
        ordering = ["-date", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CommitmentState.values), name="progress_state_known"),
            models.CheckConstraint(
                condition=Q(said_by__in=["promiser", "source", "panel"]), name="progress_said_by_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["partly", "done"]) | ~Q(evidence_url=""),
                name="progress_done_with_evidence",
                violation_error_message="Gedaan kan alleen met een bewijs dat iedereen kan bekijken.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment} {self.date}"
