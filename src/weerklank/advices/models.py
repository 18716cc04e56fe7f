"""What a table asks, split in parts that can each be answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from weerklank.accounts.models import Organisation
from weerklank.advices.expecting.models import Expectation as Expectation
from weerklank.advices.expecting.models import ExpectationCount as ExpectationCount
from weerklank.advices.expecting.models import Guess as Guess
from weerklank.advices.lifecycle import ADVICE, AdviceState
from weerklank.editions.models import Edition, EditionTheme, Seat, ThemeTable
from weerklank.findings.models import Group
from weerklank.privacy import Kept, not_of_a_child
from weerklank.rights.models import Recommendation

AS_LONG_AS_THE_RECORD = "zolang het verslag van de tafel te lezen is"


class TableRecord(models.Model):
    """What was said at a table. Adults write down beforehand what they expect, and afterwards what changed."""

    table = models.OneToOneField(ThemeTable, on_delete=models.CASCADE, related_name="record")
    adult_expected_before = models.TextField(blank=True)
    proud = models.TextField(blank=True)
    chances = models.TextField(blank=True)
    tensions = models.TextField(blank=True)
    changed_after = models.TextField(blank=True)
    done = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"verslag van {self.table}"

    @property
    def edition(self) -> Edition:
        return self.table.edition


class Advice(models.Model):
    """One advice; frozen before it is handed over, so that what was asked cannot change afterwards."""

    number = models.CharField(max_length=30, unique=True, help_text="2026-ARM-03")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="advices")
    edition_theme = models.ForeignKey(
        EditionTheme, null=True, blank=True, on_delete=models.PROTECT, related_name="advices"
    )
    table = models.ForeignKey(ThemeTable, null=True, blank=True, on_delete=models.PROTECT, related_name="advices")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    why = models.TextField(blank=True)
    done_when = models.TextField(blank=True)
    minority_note = models.TextField(blank=True)
    adult_additions = models.TextField(blank=True, help_text="what adults added, visibly apart")
    raised_before = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="raised_again"
    )
    state = models.CharField(max_length=12, choices=AdviceState.choices, default=AdviceState.DRAFT)
    frozen_hash = models.CharField(max_length=64, blank=True)
    frozen_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="public: what is known and what is not")
    source_url = models.URLField(max_length=500, blank=True)
    groups = models.ManyToManyField(Group, blank=True, related_name="advices")
    recommendations = models.ManyToManyField(Recommendation, blank=True, related_name="advices")

    class Meta:
        ordering = ["edition", "number"]
        constraints = [
            ADVICE.constraint(),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "read_back", "adopted", "discarded"])
                | ~models.Q(frozen_hash=""),
                name="advice_frozen_has_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return f"/adviezen/{self.number}/"


class AdvicePart(models.Model):
    """The unit of answering."""

    advice = models.ForeignKey(Advice, on_delete=models.CASCADE, related_name="parts")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["advice", "order"]
        constraints = [models.UniqueConstraint(fields=["advice", "order"], name="advice_part_order_once")]

    def __str__(self) -> str:
        return f"{self.advice.number}, onderdeel {self.order}"


class ReadBack(models.Model):
    """A seat says: this is what we meant, or not."""

    advice = models.ForeignKey(Advice, on_delete=models.CASCADE, related_name="read_backs")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="read_backs")
    agrees = models.BooleanField()
    dissent = models.TextField(blank=True)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["said_at", "id"]
        constraints = [models.UniqueConstraint(fields=["advice", "seat"], name="read_back_once")]

    def __str__(self) -> str:
        return f"{self.seat}: {'dit bedoelden we' if self.agrees else 'dit bedoelden we niet'}"


class Handover(models.Model):
    """The moment at which the clocks start."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="handover")
    date = models.DateField()
    receivers = models.ManyToManyField(Organisation, related_name="received_handovers")
    document_hash = models.CharField(max_length=64, blank=True)
    note = models.TextField(blank=True)
    source_url = models.URLField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"overhandiging {self.edition}"


class SafePerson(models.Model):
    """To whom a table goes on the day when somebody is not well or says something that worries: name and place."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="safe_person")
    name = models.CharField(max_length=80)
    where = models.CharField(max_length=200, help_text="where this person is to be found, or a number to call")

    privacy: ClassVar[dict[str, Kept]] = {"*": not_of_a_child("naar wie een tafel gaat als er zorgen zijn")}

    def __str__(self) -> str:
        return self.name


class TableKey(models.Model):
    """With what a table is opened on one day: a code that may be read, and a PIN of which only the hash is kept."""

    table = models.OneToOneField(ThemeTable, on_delete=models.CASCADE, related_name="key")
    code = models.CharField(max_length=6, unique=True)
    pin_hash = models.CharField(max_length=200)
    day = models.DateField()
    turn = models.PositiveIntegerField(default=1, help_text="another number for every PIN: an old one opens nothing")

    privacy: ClassVar[dict[str, Kept]] = {"*": not_of_a_child("waarmee een tafel op de dag zelf opengaat")}

    class Meta:
        verbose_name = "tafelcode"
        verbose_name_plural = "tafelcodes"

    def __str__(self) -> str:
        return f"code van {self.table}"

    @property
    def edition(self) -> Edition:
        return self.table.edition


class TableOperation(models.Model):
    """One thing that was done at a table on one device. Rows are added and never changed; when is not kept."""

    key = models.UUIDField(unique=True, help_text="given by the device: sent twice it is one row")
    table = models.ForeignKey(ThemeTable, on_delete=models.PROTECT, related_name="operations")
    device = models.UUIDField(help_text="drawn at random for this session; no mark of the device itself")
    clock = models.PositiveBigIntegerField(help_text="Lamport counter: more than everything that the device knew")
    who = models.CharField(max_length=40, blank=True, help_text="the alias of who wrote; never an account")
    kind = models.CharField(max_length=8)
    data = models.JSONField()
    late = models.BooleanField(
        default=False, help_text="came in after the day of the table; of when, only this is kept"
    )

    privacy: ClassVar[dict[str, Kept]] = {
        "*": Kept("wat aan tafel is opgeschreven, zodat twee apparaten samen één verslag maken", AS_LONG_AS_THE_RECORD),
        "who": Kept("onder welke schuilnaam iemand schreef", AS_LONG_AS_THE_RECORD),
        "device": not_of_a_child("een los getal per apparaat en per tafel, zodat niets dubbel telt"),
    }

    class Meta:
        ordering = ["id"]
        verbose_name = "aantekening van de tafel"
        verbose_name_plural = "aantekeningen van de tafel"

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class TableSession(models.Model):
    """What of the operations of a table already stands in its record, so that nobody's later words are overwritten."""

    table = models.OneToOneField(ThemeTable, on_delete=models.CASCADE, related_name="session")
    laid = models.JSONField(default=dict, help_text="the fields of the record as the table last gave them")
    held_back = models.JSONField(default=list, help_text="what could not be laid, each with the reason in a sentence")
    sent = models.JSONField(default=dict, help_text="how many operations each device sent, by its random number")
    let_in = models.JSONField(default=list, help_text="what came in after the day and somebody read and let in")

    privacy: ClassVar[dict[str, Kept]] = {
        "*": Kept("wat van de aantekeningen al in het verslag staat", AS_LONG_AS_THE_RECORD)
    }

    class Meta:
        verbose_name = "sessie aan tafel"
        verbose_name_plural = "sessies aan tafel"

    def __str__(self) -> str:
        return f"sessie van {self.table}"


class LaidAdvice(models.Model):
    """Which advice came from which draft at the table, and the text as the table last gave it."""

    session = models.ForeignKey(TableSession, on_delete=models.CASCADE, related_name="advices")
    key = models.UUIDField(db_index=True, help_text="given by a device: it means something at its own table only")
    advice = models.OneToOneField(Advice, on_delete=models.CASCADE, related_name="from_table")
    fingerprint = models.CharField(max_length=64)

    privacy: ClassVar[dict[str, Kept]] = {"*": Kept("welk advies uit welk ontwerp kwam", AS_LONG_AS_THE_RECORD)}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "key"], name="laid_advice_once")]

    def __str__(self) -> str:
        return f"{self.advice.number} van de tafel"
