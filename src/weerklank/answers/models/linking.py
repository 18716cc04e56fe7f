"""Claims that a promise or an action does what was asked: who says so, on what ground, and who agreed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q, TextChoices

from weerklank.accounts.models import Account, body_in
from weerklank.answers.lifecycle import (
    LinkState,
)
from weerklank.answers.models.doing import Action
from weerklank.answers.models.keeping import Commitment
from weerklank.rights.models import Recommendation


class Share(TextChoices):
    WHOLE = "whole", "de hele aanbeveling"
    CORE = "core", "de kern ervan"
    PART = "part", "een deel ervan"
    INDIRECT = "indirect", "indirect"
    UNKNOWN = "unknown", "nog niet bekeken"


class Link(models.Model):
    """A claim that one thing has to do with another: who says so, since when, on what ground, and how much of it."""

    share = models.CharField(max_length=8, choices=Share.choices, default=Share.UNKNOWN)
    rationale = models.CharField(max_length=400, blank=True)
    source = models.CharField(
        max_length=12,
        default="editor",
        choices=[
            ("government", "overheid"),
            ("editor", "redacteur"),
            ("ngo", "organisatie"),
            ("dialogue", "het antwoord zelf"),
            ("machine", "patroon"),
        ],
    )
    source_url = models.URLField(max_length=500, blank=True)
    author = models.CharField(max_length=120, blank=True)
    proposed_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=LinkState.choices, default=LinkState.SUGGESTED)
    decided_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decision_note = models.CharField(max_length=400, blank=True, help_text="why it was rejected, or looked at again")

    class Meta:
        abstract = True

    @property
    def said_by(self) -> str:
        """Who says this, as everybody may read it."""
        return public_author(self.author, self.source, self.proposed_by.name if self.proposed_by else "") or str(
            self.get_source_display()
        )


def public_author(author: str, source: str, proposer: str) -> str:
    """The body of whoever proposed a link: rows of before bodies were stored hold the person's name too."""
    if not proposer:
        # what a programme read in for somebody holds that somebody's name, and no account to know it by
        return "" if source == "machine" else author
    return body_in(author, proposer)


def link_constraints(name: str) -> list[models.BaseConstraint]:
    """What holds for each kind of link: known words, a second person, a rejection with its reason."""
    return [
        models.CheckConstraint(condition=Q(share__in=Share.values), name=f"{name}_share_known"),
        models.CheckConstraint(condition=Q(state__in=LinkState.values), name=f"{name}_state_known"),
        models.CheckConstraint(
            condition=Q(state="suggested")
            | Q(proposed_by__isnull=True)
            | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
            name=f"{name}_decided_by_another",
            violation_error_message="Een koppeling bevestigt of wijst iemand anders af dan wie haar voorstelde.",
        ),
        models.CheckConstraint(
            condition=~Q(state="rejected") | ~Q(decision_note=""),
            name=f"{name}_rejected_with_reason",
            violation_error_message="Afwijzen kan alleen met een reden.",
        ),
    ]


class CommitmentLink(Link):
    """A promise that says to do (part of) what a limb asks."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="limb_links")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="commitment_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "recommendation"], name="commitment_link_once"),
            *link_constraints("commitment_link"),
        ]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.recommendation}"


class ActionLink(Link):
    """An action that does (part of) what a limb asks."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="limb_links")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="action_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "recommendation"], name="action_link_once"),
            *link_constraints("action_link"),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.recommendation}"


class ActionCommitment(Link):
    """An action that keeps (part of) a promise."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="commitment_links")
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="action_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "commitment"], name="action_commitment_once"),
            *link_constraints("action_commitment"),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.commitment}"
