"""What one adult expects the children to say. Only that person reads it back; everybody else reads a count."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from weerklank.editions.models import Attendee, Edition, EditionTheme, Seat
from weerklank.editions.models.attendance import ERASED
from weerklank.privacy import Kept, not_of_a_child

_A_COUNT = "een telling van ten minste tien volwassenen samen"


class Expectation(models.Model):
    """Before the talk an adult writes what the children will say; after it, what changed in the own view."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition_theme = models.ForeignKey(EditionTheme, on_delete=models.CASCADE, related_name="expectations")
    attendee = models.ForeignKey(Attendee, null=True, blank=True, on_delete=models.CASCADE, related_name="expectations")
    seat = models.ForeignKey(Seat, null=True, blank=True, on_delete=models.CASCADE, related_name="expectations")
    words = models.TextField(blank=True)
    changed = models.TextField(blank=True, help_text="written after the talk")

    privacy: ClassVar[dict[str, Kept]] = {
        "*": Kept("wat een volwassene verwacht dat kinderen zeggen, en wat er daarna veranderde", ERASED, childs=False),
        "id": Kept("sleutel zonder betekenis", ERASED, childs=False),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(attendee__isnull=False, seat__isnull=True) | Q(attendee__isnull=True, seat__isnull=False),
                name="expectation_of_one_person",
            ),
            models.UniqueConstraint(fields=["edition_theme", "attendee"], name="expectation_once_a_person"),
            models.UniqueConstraint(fields=["edition_theme", "seat"], name="expectation_once_a_seat"),
        ]

    def __str__(self) -> str:
        return f"verwachting over {self.edition_theme}"

    @property
    def edition(self) -> Edition:
        return self.edition_theme.edition


class Guess(models.Model):
    """How many of a hundred children agree with one statement, an adult thinks."""

    expectation = models.ForeignKey(Expectation, on_delete=models.CASCADE, related_name="guesses")
    # a number and no key: no table leads from a person who comes to anything that children said
    statement = models.PositiveBigIntegerField()
    percent = models.PositiveSmallIntegerField()

    privacy: ClassVar[dict[str, Kept]] = {
        "*": Kept("hoeveel kinderen het volgens een volwassene eens zijn", ERASED, _A_COUNT, childs=False)
    }

    class Meta:
        verbose_name_plural = "guesses"
        constraints = [
            models.UniqueConstraint(fields=["expectation", "statement"], name="guess_once_a_statement"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="guess_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.percent}%"


class ExpectationCount(models.Model):
    """What the adults of a theme expected together, counted once, when nobody could write any more. It never changes."""

    edition_theme = models.OneToOneField(EditionTheme, on_delete=models.CASCADE, related_name="expectation_count")
    closed_on = models.DateField()
    results = models.JSONField(
        default=list, help_text="per statement with at least ten guesses: how many, and the middle of them, rounded"
    )

    privacy: ClassVar[dict[str, Kept]] = {"*": not_of_a_child("wat volwassenen samen verwachtten; van tien of meer")}

    def __str__(self) -> str:
        return f"verwachtingen over {self.edition_theme}, {self.closed_on:%d-%m-%Y}"

    @property
    def edition(self) -> Edition:
        return self.edition_theme.edition
