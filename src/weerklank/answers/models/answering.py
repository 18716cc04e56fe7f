"""What was answered, part by part, and how those who asked judged it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q, TextChoices
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThanOrEqual

from weerklank.accounts.models import Account
from weerklank.advices.models import AdvicePart
from weerklank.answers.lifecycle import (
    ANSWER,
    AnswerState,
)
from weerklank.answers.models.asking import Addressee, Transfer, TransferState
from weerklank.answers.reasons import MIN_CHANGE_MIND, MIN_EXPLANATION, refuse_a_reason_that_is_none
from weerklank.editions.models import Edition
from weerklank.participation.models import ReturnCode


class PanelCheck(TextChoices):
    NOT_CHECKED = "not_checked", "niet gecontroleerd door jongeren"
    APPROVED = "approved", "gelezen en goedgekeurd door het jongerenpanel"


class Answer(models.Model):
    """One answer to one advice; a correction is a new version beside it."""

    addressee = models.ForeignKey(Addressee, on_delete=models.PROTECT, related_name="answers")
    version = models.PositiveSmallIntegerField(default=1)
    summary = models.TextField(blank=True)
    child_version = models.TextField(blank=True)
    reading_note = models.TextField(
        blank=True, help_text="public note where the child version is harder than the indication advises"
    )
    panel_check = models.CharField(max_length=12, choices=PanelCheck.choices, default=PanelCheck.NOT_CHECKED)
    not_thought_of = models.TextField(blank=True, help_text="Wat in dit advies had u zelf niet bedacht?")
    since_then = models.TextField(blank=True)
    signatory = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=10, choices=AnswerState.choices, default=AnswerState.DRAFT)
    returned_note = models.TextField(blank=True)
    written_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    published_on = models.DateField(null=True, blank=True)
    draft = models.JSONField(
        default=dict, blank=True, help_text="what was typed so far, complete or not; empty once published"
    )
    revision = models.PositiveIntegerField(
        default=0, help_text="counts saves, so that two colleagues cannot overwrite each other unseen"
    )

    class Meta:
        ordering = ["addressee", "version"]
        constraints = [
            ANSWER.constraint(),
            models.UniqueConstraint(fields=["addressee", "version"], name="answer_version_once"),
            models.CheckConstraint(
                condition=~Q(state="published")
                | (
                    ~Q(summary="")
                    & ~Q(child_version="")
                    & ~Q(child_version=F("summary"))
                    & ~Q(not_thought_of="")
                    & ~Q(signatory="")
                    & Q(published_on__isnull=False)
                    & Q(approved_by__isnull=False)
                    & Q(written_by__isnull=False)
                    & ~Q(approved_by=F("written_by"))
                ),
                name="answer_published_whole_and_by_two",
                violation_error_message="Een antwoord verschijnt pas met een kinderversie en met de goedkeuring van een tweede persoon.",
            ),
        ]

    def __str__(self) -> str:
        return f"antwoord van {self.addressee}"

    @property
    def edition(self) -> Edition:
        return self.addressee.advice.edition


class AnswerText(models.Model):
    """The child version in another language, beside the Dutch one."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    child_version = models.TextField()
    made_by = models.CharField(max_length=8, default="person", choices=[("machine", "machine"), ("person", "vertaler")])
    checked = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "language"], name="answer_text_once")]

    def __str__(self) -> str:
        return f"{self.answer} ({self.language})"


class Position(TextChoices):
    FOLLOW = "follow", "overnemen"
    PARTLY = "partly", "deels overnemen"
    DEVIATE = "deviate", "afwijken"
    NOT_OURS = "not_ours", "niet van ons"


class ReasonType(TextChoices):
    LAW = "law", "de wet laat het niet toe"
    MONEY = "money", "geld"
    OTHER_RIGHT = "other_right", "een ander recht weegt zwaarder"
    EVIDENCE = "evidence", "wat we weten wijst een andere kant op"
    ALREADY_DONE = "already_done", "het gebeurt al"
    ORDER_OF_WORK = "order_of_work", "eerst moet er iets anders"
    OTHER = "other", "een andere reden"


class PartPosition(models.Model):
    """What the addressee does with one part; anything but following needs a real reason, in the database too."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="positions")
    part = models.ForeignKey(AdvicePart, on_delete=models.PROTECT, related_name="positions")
    position = models.CharField(max_length=10, choices=Position.choices)
    reason_type = models.CharField(max_length=16, blank=True, choices=ReasonType.choices)
    explanation = models.TextField(blank=True)
    would_change_mind = models.TextField(blank=True)
    alternative = models.TextField(blank=True)

    class Meta:
        ordering = ["answer", "part__order"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "part"], name="part_position_once"),
            models.CheckConstraint(condition=Q(position__in=Position.values), name="part_position_known"),
            models.CheckConstraint(
                condition=Q(position="follow")
                | (
                    Q(reason_type__in=ReasonType.values)
                    & Q(GreaterThanOrEqual(Length(Trim("explanation")), MIN_EXPLANATION))
                    & Q(GreaterThanOrEqual(Length(Trim("would_change_mind")), MIN_CHANGE_MIND))
                ),
                name="part_position_deviates_with_reason",
                violation_error_message="Wie afwijkt, geeft een reden, een uitleg en wat hem van gedachten zou doen veranderen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part}: {self.get_position_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """No door round the rule: a row that is saved by hand needs a real reason just the same."""
        refuse_a_reason_that_is_none(
            position=self.position,
            reason_type=self.reason_type,
            explanation=self.explanation,
            would_change_mind=self.would_change_mind,
            other_explanations=explanations_beside(self.answer.addressee_id, self.part_id),
            asked=tuple(AdvicePart.objects.filter(advice=self.part.advice_id).values_list("text", flat=True)),
            transfer_accepted=self.position == Position.NOT_OURS
            and Transfer.objects.filter(
                addressee=self.answer.addressee_id, part=self.part_id, state=TransferState.ACCEPTED
            ).exists(),
        )
        super().save(*args, **kwargs)


def explanations_beside(addressee_id: int, part_id: int) -> tuple[str, ...]:
    """What this addressee says, or said in an earlier answer, of the other parts that it does not follow."""
    others = PartPosition.objects.filter(answer__addressee=addressee_id).exclude(part=part_id)
    return tuple(others.exclude(position=Position.FOLLOW).values_list("explanation", flat=True))


class Judgement(TextChoices):
    CLEAR = "clear", "dit is een antwoord"
    UNCLEAR = "unclear", "ik snap het niet"
    NOT_ANSWERED = "not_answered", "dit is geen antwoord"


class Appraisal(models.Model):
    """Whether those who asked call it an answer. By code: once per code, without a word about who."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="appraisals")
    by = models.CharField(
        max_length=12, choices=[("code", "met terugkomcode"), ("table_member", "tafellid"), ("panel", "jongerenpanel")]
    )
    return_code = models.ForeignKey(
        ReturnCode, null=True, blank=True, on_delete=models.SET_NULL, related_name="appraisals"
    )
    value = models.CharField(max_length=14, choices=Judgement.choices)
    text = models.TextField(blank=True, help_text="for a person to read; never published unread")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "return_code"], name="appraisal_once_per_code"),
            # the panel has no code, and two empty codes differ
            models.UniqueConstraint(
                fields=["answer", "by"], condition=Q(by="panel"), name="appraisal_once_by_the_panel"
            ),
            models.CheckConstraint(condition=Q(value__in=Judgement.values), name="appraisal_value_known"),
        ]

    def __str__(self) -> str:
        return self.get_value_display()
