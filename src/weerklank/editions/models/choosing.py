"""How people are chosen and seated: draws with numbers without meaning, plans, what tables offer, who needs what."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from weerklank.accounts.models import Account
from weerklank.editions.lifecycle import RUN, RunState
from weerklank.editions.models.attendance import A_COUNT, ERASED, Attendee, DayRegistration
from weerklank.editions.models.edition import Edition, ThemeTable
from weerklank.privacy import Kept, not_of_a_child


class Feature(models.TextChoices):
    """What a table can offer, and what somebody cannot do without."""

    STEP_FREE = "step_free", "zonder drempel, met plaats voor een rolstoel"
    HEARING_LOOP = "hearing_loop", "ringleiding"
    QUIET = "quiet", "rustige plek"
    SIGN_LANGUAGE = "sign_language", "tolk gebarentaal"
    NEAR_EXIT = "near_exit", "dicht bij de uitgang"


class TableOffer(models.Model):
    """How many people fit at a table, what it offers, and what is spoken there; without a row: eight, and nothing."""

    table = models.OneToOneField(ThemeTable, on_delete=models.CASCADE, related_name="offer")
    places = models.PositiveSmallIntegerField(default=8)
    features = models.JSONField(default=list, blank=True, help_text="words of Feature")
    languages = models.JSONField(default=list, blank=True, help_text="codes; empty is open to everybody")

    privacy: ClassVar[dict[str, Kept]] = {"*": not_of_a_child("wat een tafel biedt")}

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(places__gte=1, places__lte=30), name="table_offer_places_possible")
        ]

    def __str__(self) -> str:
        return f"{self.table}: {self.places} plaatsen"


class SeatNeed(models.Model):
    """What the table of somebody must offer, as the organiser read it in that person's own words."""

    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="seat_needs")
    feature = models.CharField(max_length=16, choices=Feature.choices)

    privacy: ClassVar[dict[str, Kept]] = {"*": Kept("wat de tafel van iemand moet bieden", ERASED)}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attendee", "feature"], name="seat_need_once"),
            models.CheckConstraint(condition=Q(feature__in=Feature.values), name="seat_need_known"),
        ]

    def __str__(self) -> str:
        return self.get_feature_display()


class Selecting(models.Model):
    """One fair choice from more people than places: what went in, the seed, the chances, and who was drawn."""

    registration = models.ForeignKey(DayRegistration, on_delete=models.CASCADE, related_name="selections")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.WAITING)
    seed = models.CharField(max_length=64, help_text="decided before anything is drawn")
    version = models.CharField(max_length=40, blank=True)
    input_hash = models.CharField(max_length=64, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    told = models.CharField(max_length=200, blank=True, help_text="what it is doing, or why there is no choice")
    result = models.JSONField(
        default=dict, blank=True, help_text="panels, chances and the draw, by meaningless numbers"
    )
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    approved_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_on = models.DateField(null=True, blank=True)

    privacy: ClassVar[dict[str, Kept]] = {"*": not_of_a_child("een loting met nummers zonder betekenis, na te rekenen")}

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "number"], name="selecting_number_once"),
            RUN.constraint(),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_by__isnull=False, approved_on__isnull=False),
                name="selecting_approved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"loting {self.number}"

    @property
    def edition(self) -> Edition:
        return self.registration.edition


class DrawNumber(models.Model):
    """The number without meaning under which somebody takes part in a draw, and what counted of them in it."""

    selecting = models.ForeignKey(Selecting, on_delete=models.CASCADE, related_name="numbers")
    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="draw_numbers")
    number = models.PositiveIntegerField()
    counts_as = models.JSONField(default=dict, help_text="role and traits as they were when the draw began")
    household = models.CharField(max_length=12, blank=True, help_text="a word without meaning that a household shares")
    party = models.CharField(
        max_length=12, blank=True, help_text="a word without meaning shared by people who come together or not at all"
    )
    is_drawn = models.BooleanField(default=False)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaced_by"
    )

    privacy: ClassVar[dict[str, Kept]] = {
        "*": Kept("met welk nummer iemand meeloot, zodat de loting is na te rekenen", ERASED, A_COUNT)
    }

    class Meta:
        ordering = ["selecting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["selecting", "number"], name="draw_number_once"),
            models.UniqueConstraint(fields=["selecting", "attendee"], name="draw_number_per_person"),
        ]

    def __str__(self) -> str:
        return f"nummer {self.number}"


class Seating(models.Model):
    """One plan of who sits where in every round: what went in, the seed, and what could not be met."""

    registration = models.ForeignKey(DayRegistration, on_delete=models.CASCADE, related_name="seatings")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.WAITING)
    rounds = models.PositiveSmallIntegerField(default=1)
    seed = models.CharField(max_length=64)
    version = models.CharField(max_length=40, blank=True)
    input_hash = models.CharField(max_length=64, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    told = models.CharField(max_length=200, blank=True)
    result = models.JSONField(default=dict, blank=True, help_text="what is unmet and how far from the best it can be")
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    approved_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True, help_text="from then on those who come see their own table")

    privacy: ClassVar[dict[str, Kept]] = {"*": not_of_a_child("hoe de tafels zijn ingedeeld")}

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "number"], name="seating_number_once"),
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="seating_state_known"),
            models.CheckConstraint(condition=Q(rounds__gte=1, rounds__lte=12), name="seating_rounds_possible"),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_by__isnull=False, approved_on__isnull=False),
                name="seating_approved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"tafelindeling {self.number}"

    @property
    def edition(self) -> Edition:
        return self.registration.edition


class Sitting(models.Model):
    """Somebody's place at a table in one round of a plan."""

    seating = models.ForeignKey(Seating, on_delete=models.CASCADE, related_name="sittings")
    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="sittings")
    table = models.ForeignKey(ThemeTable, on_delete=models.CASCADE, related_name="sittings")
    round = models.PositiveSmallIntegerField(default=1)
    pinned = models.BooleanField(default=False, help_text="stays when the plan is made anew")
    moved_because = models.CharField(max_length=200, blank=True, help_text="said by who moved it after approval")
    unmet = models.JSONField(default=list, blank=True, help_text="wishes that this place does not meet, and why")

    privacy: ClassVar[dict[str, Kept]] = {"*": Kept("aan welke tafel iemand zit", ERASED)}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seating", "attendee", "round"], name="sitting_once_a_round")]

    def __str__(self) -> str:
        return f"ronde {self.round}, {self.table}"
