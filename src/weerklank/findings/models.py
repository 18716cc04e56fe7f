"""What was said, brought together: groups, and the counts of votes with the run that made them."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q, TextChoices

from weerklank.accounts.models import Account
from weerklank.editions.models import Edition
from weerklank.findings.lifecycle import MAKING, OBJECTION, RUN, MakingState, ObjectionState, RunState
from weerklank.participation.models import LINK, TRANSLATOR, Consultation, Contribution, Statement, Translated
from weerklank.privacy import Kept, not_of_a_child


class Destination(TextChoices):
    NONE = "", "nog geen"
    IN_ADVICE = "in_advice", "in een advies"
    NOT_USED = "not_used", "dit jaar niet gebruikt"


# what a group is called once its name went away with the words of a child
NAMELESS = ", nog zonder naam"


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

    @property
    def is_nameless(self) -> bool:
        """Whether its name were words that a child took back."""
        return self.title.endswith(NAMELESS)


class GroupText(Translated):
    """A group in another language; the Dutch stands on the group itself."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=160)
    summary = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    privacy: ClassVar[dict[str, Kept]] = {
        "*": not_of_a_child("wat een redacteur van een groep ideeën zei, vertaald"),
        "checked_by": TRANSLATOR,
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "language"], name="group_text_language_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def edition(self) -> Edition:
        return self.group.edition


class GroupMembership(models.Model):
    """A contribution stands in exactly one group."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    contribution = models.OneToOneField(Contribution, on_delete=models.CASCADE, related_name="membership")
    made_by = models.CharField(
        max_length=8, default="person", choices=[("person", "redacteur"), ("machine", "voorstel")]
    )
    placed_key = models.CharField(
        max_length=64, blank=True, help_text="keyed hash of this contribution and who put it here"
    )

    def __str__(self) -> str:
        return f"in {self.group}"


class NotAlike(models.Model):
    """A person said that a contribution does not belong in a group, or beside another one: not suggested again."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="not_alike")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.CASCADE, related_name="not_alike")
    other = models.ForeignKey(Contribution, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    said_on = models.DateField()

    privacy: ClassVar[dict[str, Kept]] = {
        "*": Kept("dat een redacteur een voorstel niet volgde", "met de inbreng", childs=False)
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contribution", "group"], name="not_alike_group_once"),
            models.UniqueConstraint(fields=["contribution", "other"], name="not_alike_other_once"),
            models.CheckConstraint(
                condition=Q(group__isnull=False, other__isnull=True) | Q(group__isnull=True, other__isnull=False),
                name="not_alike_is_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return "hoort niet bij elkaar"


class ObjectionTerm(models.Model):
    """The days in which children can still say that something is not right; before its end nothing is fixed."""

    consultation = models.OneToOneField(Consultation, on_delete=models.CASCADE, related_name="objection_term")
    opened_on = models.DateField()
    closes_on = models.DateField(help_text="the last day")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opened_on")), name="objection_term_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"tot en met {self.closes_on:%d-%m-%Y}"

    def runs_on(self, day: date) -> bool:
        return day <= self.closes_on

    @property
    def fixed_from(self) -> date:
        """The first day on which the groups can be fixed."""
        return self.closes_on + timedelta(days=1)


class About(TextChoices):
    """What an objection is about."""

    PLACE = "place", "mijn idee hoort hier niet"
    WORDS = "words", "jullie zin klopt niet"
    STATEMENT = "statement", "deze stelling klopt niet"


class Objection(models.Model):
    """Whoever has the pictures says that we have it wrong, once for each thing and without words; another person decides."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="objections")
    about = models.CharField(max_length=9, choices=About.choices)
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.SET_NULL, related_name="objections")
    statement = models.ForeignKey(
        Statement, null=True, blank=True, on_delete=models.SET_NULL, related_name="objections"
    )
    state = models.CharField(max_length=7, choices=ObjectionState.choices, default=ObjectionState.OPEN)
    raised_on = models.DateField(help_text="the day only")
    reason = models.TextField(blank=True, help_text="what the child reads about the decision, in Dutch")
    reason_own = models.TextField(blank=True, help_text="the same in the language of the contribution")
    decided_by = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField(null=True, blank=True)

    privacy: ClassVar[dict[str, Kept]] = {
        "id": Kept("sleutel zonder betekenis", "met de inbreng"),
        "contribution": LINK,
        "about": Kept("wat er volgens het kind niet klopt, uit drie; zonder woorden", "zolang de editie te lezen is"),
        "group": Kept("in welke groep het idee toen stond", "zolang de editie te lezen is"),
        "statement": Kept("over welke zin het gaat", "zolang de editie te lezen is"),
        "state": Kept("hoe erover is beslist", "zolang de editie te lezen is"),
        "raised_on": Kept("de dag, nooit het uur: om te weten wat het langst wacht", "zolang de editie te lezen is"),
        "reason": Kept("wat de redacteur het kind antwoordt", "zolang de editie te lezen is", childs=False),
        "reason_own": Kept("dat antwoord in de taal van het kind", "zolang de editie te lezen is", childs=False),
        "decided_by": Kept("wie besliste, een professional", "zolang de editie te lezen is", childs=False),
        "decided_on": Kept("de dag van het besluit", "zolang de editie te lezen is", childs=False),
    }

    class Meta:
        ordering = ["raised_on", "id"]
        constraints = [
            OBJECTION.constraint(),
            models.CheckConstraint(condition=Q(about__in=About.values), name="objection_about_known"),
            models.UniqueConstraint(
                fields=["contribution", "about", "group"],
                condition=Q(group__isnull=False),
                name="objection_once_a_group",
            ),
            models.UniqueConstraint(
                fields=["contribution", "statement"],
                condition=Q(statement__isnull=False),
                name="objection_once_a_statement",
            ),
            models.CheckConstraint(
                condition=~Q(state="kept") | ~Q(reason=""),
                name="objection_kept_with_reason",
                violation_error_message="Laat u het zo, leg het kind dan uit waarom.",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | (Q(decided_on__isnull=False) & ~Q(decided_by="")),
                name="objection_decided_by_somebody_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return "bezwaar"

    @property
    def edition(self) -> Edition:
        return self.contribution.edition


class OpinionRun(models.Model):
    """A count that everybody may read; a published number is kept with the run that made it, and never changes."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="opinion_runs")
    made_at = models.DateTimeField()
    library_version = models.CharField(max_length=20)
    votes = models.PositiveIntegerField()
    results = models.JSONField(help_text="per statement and channel: counts, shares with intervals, what is suppressed")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"telling van {self.made_at:%d-%m-%Y}"

    @property
    def edition(self) -> Edition:
        return self.consultation.edition


class Run(models.Model):
    """One analysis of the votes on a closed question, with everything that is needed to make it again. Only its state moves on.

    Nothing in it is of one child: counts, groups and places of groups, with small numbers hidden.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="runs")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.MADE)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    method = models.CharField(max_length=5, help_text="exact or polis")
    parameters = models.JSONField(help_text="seed, level, minimum, most groups tried, rounds of the test of stability")
    library_version = models.CharField(max_length=20)
    program_version = models.CharField(max_length=20)
    input_hash = models.CharField(max_length=64, help_text="keyed hash of what was counted")
    key = models.CharField(
        max_length=64, help_text="hash of input, method, parameters and version: the same is made once"
    )
    votes = models.PositiveIntegerField(help_text="with a code of the organiser, as nothing is added to them")
    results = models.JSONField(help_text="per statement and channel what may be shown, as a published count keeps it")
    channels = models.JSONField(help_text="open counts: per channel statements and groups, small numbers hidden")
    outcome = models.JSONField(help_text="what follows from the open counts: shares, patterns, sentences")
    analysis = models.JSONField(help_text="for the analyst: places of groups, patterns of the exact counts, signs")
    left_out = models.JSONField(default=list, help_text="signs whose votes were left out, how many at least, and why")
    proposed_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    published_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    published_on = models.DateField(null=True, blank=True)
    count = models.OneToOneField(
        OpinionRun, null=True, blank=True, on_delete=models.PROTECT, related_name="of_run", help_text="once public"
    )

    privacy: ClassVar[dict[str, Kept]] = {
        "*": not_of_a_child("een telling van velen samen, kleine aantallen verborgen")
    }

    class Meta:
        ordering = ["-number"]
        constraints = [
            RUN.constraint(),
            models.UniqueConstraint(fields=["consultation", "number"], name="run_number_once"),
            models.UniqueConstraint(fields=["consultation", "key"], name="run_same_once"),
            models.CheckConstraint(
                condition=~Q(state="proposed") | Q(proposed_by__isnull=False), name="run_proposed_by_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(state="public")
                | (Q(proposed_by__isnull=False, published_by__isnull=False, published_on__isnull=False))
                & ~Q(published_by=F("proposed_by")),
                name="run_published_by_a_second_person",
                violation_error_message="Een ander dan wie de uitkomst voordroeg, maakt haar openbaar.",
            ),
        ]

    def __str__(self) -> str:
        return f"telling {self.number}"

    @property
    def edition(self) -> Edition:
        return self.consultation.edition


class Making(models.Model):
    """A run in the making: who asked for it, how far it is, and the run it ended in or why there is none."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="makings")
    method = models.CharField(max_length=5, help_text="exact or polis")
    state = models.CharField(max_length=7, choices=MakingState.choices, default=MakingState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    told = models.CharField(max_length=300, blank=True, help_text="what it is doing, what came of it, or why nothing")
    tries = models.PositiveSmallIntegerField(default=0, help_text="how often a programme began with it")
    run = models.ForeignKey(Run, null=True, blank=True, on_delete=models.CASCADE, related_name="makings")
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(help_text="when it was asked for")

    privacy: ClassVar[dict[str, Kept]] = {"*": not_of_a_child("dat een professional om een telling vroeg")}

    class Meta:
        ordering = ["-id"]
        constraints = [
            MAKING.constraint(),
            models.UniqueConstraint(
                fields=["consultation", "method"],
                condition=Q(state__in=["waiting", "running"]),
                name="making_one_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(state="done") | Q(run__isnull=False), name="making_ends_in_a_run"),
            models.CheckConstraint(
                condition=~Q(state__in=["failed", "stopped"]) | ~Q(told=""), name="making_says_why_nothing_came"
            ),
        ]

    def __str__(self) -> str:
        return f"telling in de maak van {self.consultation}"

    @property
    def edition(self) -> Edition:
        return self.consultation.edition


class SignDecision(models.Model):
    """That somebody looked at a sign of manipulation and let its votes count, or left them out, with the reason. A later one goes before."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="sign_decisions")
    sign = models.CharField(max_length=64, help_text="keyed hash of what was noticed and among whom")
    channel = models.CharField(max_length=4)
    kind = models.CharField(max_length=20)
    leave_out = models.BooleanField()
    reason = models.TextField(help_text="everybody reads it where votes were left out")
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()

    privacy: ClassVar[dict[str, Kept]] = {
        "*": not_of_a_child("wat een professional over een teken van sturing besloot")
    }

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="sign_decision_with_reason",
                violation_error_message="Schrijf waarom u dit besluit.",
            )
        ]

    def __str__(self) -> str:
        return "stemmen tellen niet mee" if self.leave_out else "stemmen tellen mee"

    @property
    def edition(self) -> Edition:
        return self.consultation.edition
