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
    PROPOSED = "proposed", "voorgesteld aan een tweede moderator"
    RETURNED = "returned", "voorstel teruggegeven"
    UPHELD = "upheld", "na bezwaar gebleven"


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


class ProposalState(TextChoices):
    OPEN = "open", "wacht op een tweede moderator"
    CONFIRMED = "confirmed", "bevestigd door een tweede"
    RETURNED = "returned", "teruggegeven"


class Proposed(TextChoices):
    """What one moderator does not decide alone."""

    DECLINE = "decline", "niet publiceren"
    PRIVATE = "private", "telt mee, niet te zien"
    REWORD = "reword", "publiceren in andere woorden"


P = ProposalState
PROPOSAL = Lifecycle(
    "decline_proposal",
    ProposalState,
    P.OPEN,
    moves(
        ("confirm", P.OPEN, P.CONFIRMED, "een andere moderator", "nooit wie het voorstelde"),
        ("return", P.OPEN, P.RETURNED, "een moderator", "met waarom; de inbreng wacht weer op een besluit"),
    ),
)


class DeclineProposal(models.Model):
    """Not showing a child's words, or showing others, takes two people. Who they are stands as text and as a hash that fits this row.

    Other words themselves stand with the contribution, so that they go when the child takes it back.
    """

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="decline_proposals")
    what = models.CharField(max_length=8, choices=Proposed.choices, default=Proposed.DECLINE)
    reason = models.CharField(max_length=14, blank=True)
    sentence = models.TextField(blank=True, help_text="what the child will read, never its own words")
    stays = models.JSONField(
        default=dict, blank=True, help_text="which kinds of mark may stay in other words, by name, and why"
    )
    note = models.TextField(blank=True, help_text="for colleagues; never shown to the public")
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN)
    proposed_by = models.CharField(max_length=120)
    proposed_key = models.CharField(max_length=64, help_text="keyed hash of this contribution and who proposed")
    proposed_on = models.DateField()
    decided_by = models.CharField(max_length=120, blank=True)
    decided_key = models.CharField(max_length=64, blank=True)
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["proposed_on", "id"]
        constraints = [
            PROPOSAL.constraint(),
            models.UniqueConstraint(
                fields=["contribution"], condition=Q(state="open"), name="decline_proposal_one_open"
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | (~Q(decided_key="") & ~Q(decided_key=models.F("proposed_key"))),
                name="decline_proposal_two_people",
                violation_error_message="Wie het voorstelde, kan het niet zelf bevestigen.",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(decided_on__isnull=False), name="decline_proposal_decided_on_a_day"
            ),
            models.CheckConstraint(
                condition=Q(what__in=["private", "reword"]) | (Q(what="decline") & ~Q(reason="") & ~Q(sentence="")),
                name="decline_proposal_with_what_it_needs",
            ),
        ]

    def __str__(self) -> str:
        return f"voorstel: {self.get_what_display()}"

    @property
    def edition(self) -> Edition:
        return self.contribution.edition


class AppealState(TextChoices):
    OPEN = "open", "wacht op een andere moderator"
    REOPENED = "reopened", "opnieuw gelezen"
    UPHELD = "upheld", "besluit blijft, beter uitgelegd"


A = AppealState
APPEAL = Lifecycle(
    "appeal",
    AppealState,
    A.OPEN,
    moves(
        ("reopen", A.OPEN, A.REOPENED, "een andere moderator", "de inbreng wordt opnieuw gelezen"),
        ("uphold", A.OPEN, A.UPHELD, "een andere moderator", "met een nieuwe zin voor het kind"),
    ),
)


class Appeal(models.Model):
    """A child asks, with its pictures, to look again. It asks once for each contribution and leaves no words here."""

    contribution = models.OneToOneField(Contribution, on_delete=models.CASCADE, related_name="appeal")
    state = models.CharField(max_length=10, choices=AppealState.choices, default=AppealState.OPEN)
    asked_on = models.DateField(help_text="the day only")
    decided_by = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["asked_on", "id"]
        constraints = [
            APPEAL.constraint(),
            models.CheckConstraint(
                condition=Q(state="open") | Q(decided_on__isnull=False), name="appeal_decided_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return "vraag om nog eens te kijken"

    @property
    def edition(self) -> Edition:
        return self.contribution.edition


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
    read_on = models.DateField(null=True, blank=True, help_text="the day on which the officer first read it")
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


class Level(TextChoices):
    UNREAD = "unread", "niet op tijd gelezen"
    UNDECIDED = "undecided", "niet op tijd besloten"


class Escalation(models.Model):
    """That a signal waited too long and that people were told: once for each step, without a word of the child."""

    flag = models.ForeignKey(SafetyFlag, on_delete=models.CASCADE, related_name="escalations")
    level = models.CharField(max_length=10, choices=Level.choices)
    since = models.DateField()
    told_on = models.DateField(null=True, blank=True, help_text="empty as long as no mail could be sent")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["flag", "level"], name="escalation_once_a_step"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="escalation_level_known"),
        ]

    def __str__(self) -> str:
        return self.get_level_display()
