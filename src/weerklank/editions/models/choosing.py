"""What a draw and a table plan need beside who comes: numbers without meaning, what tables offer, who needs what."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from weerklank.editions.models.attendance import A_COUNT, ERASED, Attendee, Selecting
from weerklank.editions.models.edition import ThemeTable
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


class DrawNumber(models.Model):
    """The number without meaning under which somebody takes part in a draw, and what counted of them in it."""

    selecting = models.ForeignKey(Selecting, on_delete=models.CASCADE, related_name="numbers")
    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="draw_numbers")
    number = models.PositiveIntegerField()
    counts_as = models.JSONField(default=dict, help_text="role and traits as they were when the draw began")
    household = models.CharField(max_length=12, blank=True, help_text="a word without meaning that a household shares")
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
