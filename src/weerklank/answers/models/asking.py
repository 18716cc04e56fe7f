"""Who must answer an advice, to whom a part of it went on, and of what they were reminded."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Count, F, Max, Q, TextChoices, Value
from django.db.models.lookups import LessThanOrEqual

from weerklank.accounts.models import Account, Organisation
from weerklank.advices.models import Advice, AdvicePart
from weerklank.answers.lifecycle import (
    ADDRESSEE,
    OPEN_STATES,
    AddresseeState,
    days_overdue,
)
from weerklank.answers.terms import MOST_EXTRA_DAYS, DaysBetween
from weerklank.editions.models import Edition
from weerklank.privacy import Kept, not_of_a_child


class Addressee(models.Model):
    """An organisation that must answer an advice before a day that nobody can hide."""

    advice = models.ForeignKey(Advice, on_delete=models.PROTECT, related_name="addressees")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="addressed")
    lead = models.BooleanField(default=False)
    due_on = models.DateField(null=True, blank=True, help_text="empty where the edition set no term")
    extended_to = models.DateField(null=True, blank=True)
    extension_reason = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=AddresseeState.choices, default=AddresseeState.AWAITING)
    clarification_due_on = models.DateField(
        null=True, blank=True, help_text="by when it must explain, once those who asked say that it did not answer"
    )
    note = models.TextField(blank=True, help_text="public: what was looked for and not found, with the day")
    by_transfer = models.BooleanField(
        default=False, help_text="was not asked at the hand-over, accepted parts of another: answers those parts alone"
    )

    class Meta:
        ordering = ["advice", "-lead", "organisation__name"]
        constraints = [
            ADDRESSEE.constraint(),
            models.CheckConstraint(
                condition=~Q(state="clarification_due") | Q(clarification_due_on__isnull=False),
                name="addressee_clarifies_before_a_day",
            ),
            models.UniqueConstraint(fields=["advice", "organisation"], name="addressee_once"),
            models.CheckConstraint(
                condition=Q(extended_to__isnull=True) | (~Q(extension_reason="") & Q(extended_to__gt=F("due_on"))),
                name="addressee_extended_with_reason",
                violation_error_message="Uitstel kan één keer, met een reden en een latere datum.",
            ),
            models.CheckConstraint(
                condition=Q(extended_to__isnull=True)
                | (
                    Q(due_on__isnull=False)
                    & Q(LessThanOrEqual(DaysBetween("extended_to", "due_on"), Value(MOST_EXTRA_DAYS)))
                ),
                name="addressee_extended_within_bounds",
                violation_error_message=f"Uitstel kan tot {MOST_EXTRA_DAYS} dagen na de termijn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.advice.number}"

    @property
    def edition(self) -> Edition:
        return self.advice.edition

    def parts(self) -> models.QuerySet[AdvicePart]:
        """What it must answer: all of the advice, or what it took over from another."""
        parts = AdvicePart.objects.filter(advice=self.advice_id).order_by("order")
        if not self.by_transfer:
            return parts
        return parts.filter(transfers__to=self.organisation_id, transfers__state=TransferState.ACCEPTED).distinct()

    @property
    def term(self) -> date | None:
        return self.extended_to or self.due_on

    @property
    def next_day(self) -> date | None:
        """The day before which something must come now: the explanation where one was asked for, else the answer."""
        return self.clarification_due_on if self.state == AddresseeState.CLARIFICATION_DUE else self.term

    def waited_for(self, today: date) -> int:
        """Days past that day, for an answer and for an explanation alike."""
        settled = self.state not in (*OPEN_STATES, AddresseeState.CLARIFICATION_DUE)
        return days_overdue(due=self.next_day, settled=settled, today=today)

    def overdue_on(self, today: date) -> int:
        return days_overdue(due=self.term, settled=self.state not in OPEN_STATES, today=today)

    def gave_all_away_on(self) -> date | None:
        """The day on which others had taken over every part that it was asked; None while a part is still its own."""
        if self.by_transfer:
            return None
        fetched = vars(self)
        if "parts_given" in fetched:
            given, day = fetched["parts_given"], fetched["last_given_on"]
        else:
            taken = Transfer.objects.filter(addressee=self, state=TransferState.ACCEPTED)
            found = taken.aggregate(parts=Count("part", distinct=True), day=Max("settled_on"))
            given, day = found["parts"], found["day"]
        # parts that were fetched before are not asked for again
        return day if given and given == len(self.advice.parts.all()) else None

    def gave_away_late(self) -> int:
        """How many days after its term the last part went to another."""
        day = self.gave_all_away_on()
        return days_overdue(due=self.term, settled=False, today=day) if day else 0

    def answered_late(self) -> int:
        """How many days after its term the first answer came: it stays visible once it is answered."""
        days = [answer.published_on for answer in self.answers.all() if answer.published_on]
        return days_overdue(due=self.term, settled=False, today=min(days)) if days else 0


def with_what_went_on(addressees: models.QuerySet[Addressee]) -> models.QuerySet[Addressee]:
    """With how many parts others took over and when, so that a list need not ask it of each."""
    accepted = Q(transfers__state="accepted")
    return addressees.annotate(
        parts_given=Count("transfers__part", filter=accepted, distinct=True),
        last_given_on=Max("transfers__settled_on", filter=accepted),
    )


class TransferState(TextChoices):
    PROPOSED = "proposed", "voorgesteld"
    ACCEPTED = "accepted", "aangenomen"
    DECLINED = "declined", "niet aangenomen"


class Transfer(models.Model):
    """Another organisation takes over one part; 'not ours' can only be said once it accepted."""

    addressee = models.ForeignKey(Addressee, on_delete=models.PROTECT, related_name="transfers")
    part = models.ForeignKey(AdvicePart, on_delete=models.PROTECT, related_name="transfers")
    to = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="offered")
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=TransferState.choices, default=TransferState.PROPOSED)
    proposed_on = models.DateField(null=True, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    settled_note = models.TextField(blank=True, help_text="public: why the other does not take it over")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=TransferState.values), name="transfer_state_known"),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(settled_on__isnull=False), name="transfer_settled_on_a_day"
            ),
            models.UniqueConstraint(
                fields=["addressee", "part"], condition=~Q(state="declined"), name="transfer_once_per_part"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} naar {self.to}"

    @property
    def edition(self) -> Edition:
        return self.addressee.edition


REMINDED_AT = (50, 75, 90, 100)


class Reminder(models.Model):
    """That somebody was told how much of a term is over. Once for each term, whatever the clock does."""

    addressee = models.ForeignKey(Addressee, on_delete=models.CASCADE, related_name="reminders")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    term = models.DateField(help_text="the last day as it was then; a longer term has reminders of its own")
    percent = models.PositiveSmallIntegerField()
    as_head = models.BooleanField(default=False, help_text="as the one who approves, not as the one who writes")
    made_on = models.DateField()
    sent_on = models.DateField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)

    privacy: ClassVar[dict[str, Kept]] = {"*": not_of_a_child("wie aan een termijn is herinnerd")}

    class Meta:
        ordering = ["-made_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["addressee", "term", "percent", "account"], name="reminder_once"),
            models.CheckConstraint(condition=Q(percent__in=REMINDED_AT), name="reminder_at_a_known_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.addressee}: {self.percent} %"
