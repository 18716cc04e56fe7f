"""One year's dialogue: its themes, programme, tables and people, and the meetings beside it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from weerklank.accounts.models import EDITION_ROLES, Account, Organisation, Role
from weerklank.editions.lifecycle import EDITION, REGISTRATION, EditionState, RegistrationState
from weerklank.rights.models import Theme


class Edition(models.Model):
    """A year's dialogue. What no source tells stays empty, and the page says so."""

    year = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=40, unique=True, help_text="the year, or demonstratie for the made-up one")
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.CharField(max_length=200)
    date = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=20, choices=EditionState.choices, default=EditionState.DRAFT)
    summary = models.TextField(blank=True)
    answer_term_days = models.PositiveSmallIntegerField(default=91)
    advice_word = models.CharField(
        max_length=20, default="advies", choices=[("advies", "advies"), ("actiepunt", "actiepunt")]
    )
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="next_editions")
    is_demonstration = models.BooleanField(default=False)
    missing_note = models.TextField(blank=True, help_text="what no source could be found for, as the page says it")
    sources = models.JSONField(default=list, blank=True, help_text="list of addresses")
    as_of = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-year"]
        constraints = [EDITION.constraint()]

    def __str__(self) -> str:
        return self.title

    @property
    def edition(self) -> Edition:
        return self

    def get_absolute_url(self) -> str:
        return f"/dialoog/{self.slug}/"


class EditionOrganiser(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="organisers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="organised_editions")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "organisation"], name="edition_organiser_once")]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.edition})"


class EditionTheme(models.Model):
    """A theme as this edition words and orders it."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="themes")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="edition_themes")
    name = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField(default=0)
    source_url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["edition", "order"]
        constraints = [models.UniqueConstraint(fields=["edition", "theme"], name="edition_theme_once")]

    def __str__(self) -> str:
        return self.name


class ProgrammeItem(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="programme")
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    source_url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.title


class EditionRole(models.Model):
    """What an account may do within one edition. Whoever moderates or writes for a table serves no ministry."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="roles")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="edition_roles")
    role = models.CharField(max_length=20, choices=[(role.value, role.label) for role in EDITION_ROLES])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "account", "role"], name="edition_role_once"),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in EDITION_ROLES]), name="edition_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {Role(self.role).label} ({self.edition})"


class SeatKind(models.TextChoices):
    CHILD = "child", "kind"
    YOUNG_PERSON = "young_person", "jongere"
    ORGANISATION = "organisation", "organisatie"
    MINISTRY = "ministry", "ministerie"
    OTHER = "other", "anders"


YOUNG_SEATS = (SeatKind.CHILD, SeatKind.YOUNG_PERSON)
# what a place is called as long as nobody thinks of an alias for it
SEATED_AS = {
    SeatKind.CHILD: "Kind",
    SeatKind.YOUNG_PERSON: "Jongere",
    SeatKind.ORGANISATION: "Organisatie",
    SeatKind.MINISTRY: "Ambtenaar",
    SeatKind.OTHER: "Gast",
}


class ThemeTable(models.Model):
    """A table at which a theme is talked about."""

    edition_theme = models.ForeignKey(EditionTheme, on_delete=models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField(default=1)
    place = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["edition_theme", "number"]
        constraints = [models.UniqueConstraint(fields=["edition_theme", "number"], name="theme_table_once")]

    def __str__(self) -> str:
        return f"Tafel {self.number} · {self.edition_theme.name}"

    @property
    def edition(self) -> Edition:
        return self.edition_theme.edition


class Seat(models.Model):
    """A place at a table, known by an alias only."""

    table = models.ForeignKey(ThemeTable, on_delete=models.CASCADE, related_name="seats")
    kind = models.CharField(max_length=14, choices=SeatKind.choices)
    alias = models.CharField(max_length=40)

    class Meta:
        ordering = ["table", "id"]
        constraints = [
            models.UniqueConstraint(fields=["table", "alias"], name="seat_alias_once"),
            models.CheckConstraint(condition=Q(kind__in=SeatKind.values), name="seat_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.alias} ({self.get_kind_display()})"

    @property
    def is_young(self) -> bool:
        return self.kind in YOUNG_SEATS


class MeetingRole(models.TextChoices):
    """As whom somebody signs up for a meeting."""

    MEMBER = "member", "Kamerlid"
    STAFF = "staff", "medewerker van een Kamerlid"
    OTHER = "other", "anders"


class SideEvent(models.Model):
    """A meeting beside the dialogue, such as the masterclass for members of parliament."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    date = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    audience = models.CharField(max_length=200, blank=True)
    roles = models.JSONField(default=list, blank=True, help_text="who may sign up, as MeetingRole; empty is anybody")
    elsewhere = models.CharField(max_length=300, blank=True, help_text="where to go for whoever may not, in words")
    about = models.TextField(blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="side_events")
    organisers = models.ManyToManyField(Organisation, blank=True, related_name="side_events")
    registration_closes_on = models.DateField(null=True, blank=True)
    capacity = models.PositiveSmallIntegerField(default=60)
    is_demonstration = models.BooleanField(default=False)
    source_url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["-date"]

    def __str__(self) -> str:
        return self.title


class Registration(models.Model):
    """Who comes to a meeting: name, role and address only, erased after the day."""

    event = models.ForeignKey(SideEvent, on_delete=models.CASCADE, related_name="registrations")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=MeetingRole.choices)
    email = models.EmailField()
    needs = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=RegistrationState.choices, default=RegistrationState.REGISTERED)
    registered_on = models.DateField()
    erase_after = models.DateField(help_text="the row is removed after this day; the count stays")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["event", "email"], name="registration_once"),
            REGISTRATION.constraint(),
        ]

    def __str__(self) -> str:
        return f"aanmelding voor {self.event}"
