"""Who comes to the day: places, people and what they need.

Names and addresses stand here and nowhere else, apart from everything that children said, and go after the day.
"""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from weerklank.accounts.models import Account, Organisation
from weerklank.editions.lifecycle import ATTENDANCE, AttendanceState
from weerklank.editions.models.edition import Edition, EditionTheme
from weerklank.privacy import Kept, not_of_a_child

ERASED = "tot zoveel dagen na de dag als bij de aanmelding staat"
A_COUNT = "een telling in het verslag van het wissen"


class ParticipantRole(models.TextChoices):
    """As whom somebody comes; places, waiting lists and tables are kept in balance by it."""

    CHILD = "child", "kind"
    YOUNG_PERSON = "young_person", "jongere"
    ORGANISATION = "organisation", "organisatie"
    MINISTRY = "ministry", "ministerie"
    PARLIAMENT = "parliament", "parlement"
    OTHER = "other", "anders"


YOUNG_ROLES = (ParticipantRole.CHILD, ParticipantRole.YOUNG_PERSON)


class Entrance(models.TextChoices):
    OPEN = "open", "iedereen kan zich aanmelden"
    INVITATION = "invitation", "alleen wie is uitgenodigd"


class Choosing(models.TextChoices):
    """What happens where more people want to come than there are places."""

    ORDER = "order", "wie het eerst komt, met een wachtlijst per rol"
    LOTTERY = "lottery", "een eerlijke loting na de sluitingsdag"


class DayRegistration(models.Model):
    """How people sign up for the day of an edition, and when they are forgotten."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="day_registration")
    opens_on = models.DateField()
    closes_on = models.DateField(help_text="the last day")
    entrance = models.CharField(max_length=12, choices=Entrance.choices, default=Entrance.OPEN)
    choosing = models.CharField(max_length=8, choices=Choosing.choices, default=Choosing.ORDER)
    reach = models.CharField(
        max_length=200, help_text="whom to call or write to about coming, on every page and message"
    )
    erase_after_days = models.PositiveSmallIntegerField(default=30)

    privacy: ClassVar[dict[str, Kept]] = {"*": not_of_a_child("hoe mensen zich aanmelden")}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="day_registration_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(erase_after_days__gte=1, erase_after_days__lte=90), name="day_registration_is_forgotten"
            ),
            models.CheckConstraint(condition=Q(entrance__in=Entrance.values), name="day_registration_entrance_known"),
            models.CheckConstraint(condition=Q(choosing__in=Choosing.values), name="day_registration_choosing_known"),
        ]

    def __str__(self) -> str:
        return f"aanmelden voor {self.edition}"

    def runs_on(self, day: date) -> bool:
        return self.opens_on <= day <= self.closes_on

    @property
    def erase_after(self) -> date | None:
        """The last day on which anything of anybody is kept; unknown as long as the day is."""
        return self.edition.date + timedelta(days=self.erase_after_days) if self.edition.date else None


class RolePlaces(models.Model):
    """So many places for one role: full is full for that role, so that the balance holds."""

    registration = models.ForeignKey(DayRegistration, on_delete=models.CASCADE, related_name="places")
    role = models.CharField(max_length=14, choices=ParticipantRole.choices)
    places = models.PositiveSmallIntegerField()
    invitation = models.PositiveSmallIntegerField(
        default=0, help_text="which link with which anybody of this role can sign up is good now; 0: none was made"
    )
    invites = models.BooleanField(default=False, help_text="whether that link is good, or was taken back")

    privacy: ClassVar[dict[str, Kept]] = {"*": not_of_a_child("hoeveel plaatsen er zijn")}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration", "role"], name="role_places_once"),
            models.CheckConstraint(condition=Q(role__in=ParticipantRole.values), name="role_places_known"),
            models.CheckConstraint(condition=Q(invites=False) | Q(invitation__gte=1), name="role_places_link_was_made"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.places}"


class Trait(models.Model):
    """Something that a fair choice is balanced on, asked of everybody: province, kind of place where one lives."""

    registration = models.ForeignKey(DayRegistration, on_delete=models.CASCADE, related_name="traits")
    name = models.CharField(max_length=60)
    question = models.CharField(max_length=160)
    order = models.PositiveSmallIntegerField(default=0)

    privacy: ClassVar[dict[str, Kept]] = {"*": not_of_a_child("waarop eerlijk wordt gekozen")}

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["registration", "name"], name="trait_once")]

    def __str__(self) -> str:
        return self.name


class TraitValue(models.Model):
    """One answer to a trait, with how many of those who are chosen it must and may hold; no maximum is no limit."""

    trait = models.ForeignKey(Trait, on_delete=models.CASCADE, related_name="values")
    name = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField(default=0)
    minimum = models.PositiveSmallIntegerField(default=0)
    maximum = models.PositiveSmallIntegerField(null=True, blank=True)

    privacy: ClassVar[dict[str, Kept]] = {"*": not_of_a_child("waarop eerlijk wordt gekozen")}

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["trait", "name"], name="trait_value_once"),
            models.CheckConstraint(
                condition=Q(maximum__isnull=True) | Q(maximum__gte=F("minimum")), name="trait_value_quota_can_be_met"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Attendee(models.Model):
    """Somebody who comes to the day, or was asked to. Nothing here leads to what a child said, and nothing there to here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    registration = models.ForeignKey(DayRegistration, on_delete=models.CASCADE, related_name="attendees")
    role = models.CharField(max_length=14, choices=ParticipantRole.choices)
    name = models.CharField(max_length=120)
    badge_name = models.CharField(max_length=40, blank=True, help_text="as the badge and the table say it")
    email = models.EmailField(blank=True, help_text="of who registers; under sixteen that is the guardian's")
    phone = models.CharField(max_length=30, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="attendees"
    )
    organisation_name = models.CharField(max_length=120, blank=True)
    is_under_16 = models.BooleanField(default=False)
    guardian_name = models.CharField(max_length=120, blank=True)
    guardian_phone = models.CharField(max_length=30, blank=True)
    guardian_agreed_on = models.DateField(null=True, blank=True)
    consent_seen_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="of a yes on paper"
    )
    consent_seen_on = models.DateField(null=True, blank=True)
    photo_self = models.BooleanField(null=True, help_text="what the person says; unknown is no")
    photo_guardian = models.BooleanField(null=True, help_text="what the guardian says; unknown is no")
    needs = models.CharField(max_length=500, blank=True, help_text="in the person's own words")
    needs_met = models.CharField(
        max_length=500, blank=True, help_text="what will be arranged, as the organiser promised it"
    )
    needs_confirmed_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=8, default="nl", help_text="in which messages and the table speak")
    buddy = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="buddy_of")
    household = models.CharField(max_length=40, blank=True, help_text="the same word: of one household")
    state = models.CharField(max_length=15, choices=AttendanceState.choices, default=AttendanceState.REGISTERED)
    registered_on = models.DateField()
    place_in_line = models.PositiveIntegerField(default=0, help_text="order of arrival; no moment is kept")
    secret_digest = models.CharField(max_length=64, unique=True, help_text="of the link with which somebody changes it")
    request_key = models.CharField(max_length=64, unique=True, help_text="the form was sent once, however often")

    privacy: ClassVar[dict[str, Kept]] = {
        "id": Kept("sleutel zonder betekenis", ERASED, A_COUNT),
        "registration": Kept("voor welke dag", ERASED, A_COUNT),
        "role": Kept("zodat kinderen, jongeren en volwassenen in evenwicht komen", ERASED, A_COUNT),
        "name": Kept("zodat de organisator weet wie er komt", ERASED),
        "badge_name": Kept("hoe iemand aan tafel wil heten", ERASED),
        "email": Kept("voor berichten over de dag; onder de zestien van een ouder of voogd", ERASED),
        "phone": Kept("voor op de dag zelf", ERASED),
        "organisation": Kept("namens wie iemand komt", ERASED),
        "organisation_name": Kept("namens wie iemand komt", ERASED),
        "is_under_16": Kept("zodat een ouder of voogd eerst ja zegt; de leeftijd zelf vragen we niet", ERASED),
        "guardian_name": Kept("wie ja zei voor wie jonger is dan zestien", ERASED),
        "guardian_phone": Kept("wie we op de dag bellen als dat nodig is", ERASED),
        "guardian_agreed_on": Kept("dat een ouder of voogd ja zei", ERASED),
        "consent_seen_by": Kept("wie van de organisatie het papier zag waarop een ouder of voogd ja zei", ERASED),
        "consent_seen_on": Kept("wanneer dat papier is gezien", ERASED),
        "photo_self": Kept("of iemand zelf op een foto wil", ERASED),
        "photo_guardian": Kept("of iemand van een ouder of voogd op een foto mag", ERASED),
        "needs": Kept("wat iemand nodig heeft om mee te kunnen doen, in eigen woorden", ERASED),
        "needs_met": Kept("wat we daarvoor regelen", ERASED),
        "needs_confirmed_on": Kept("dat we dat hebben toegezegd", ERASED),
        "language": Kept("in welke taal we schrijven", ERASED),
        "buddy": Kept("met wie iemand samen aan tafel wil", ERASED),
        "household": Kept("zodat uit één gezin niet iedereen wordt geloot en de ander niet", ERASED),
        "state": Kept("of iemand komt", ERASED, A_COUNT),
        "registered_on": Kept("de dag, geen tijd", ERASED),
        "place_in_line": Kept("wie het eerst kwam", ERASED),
        "secret_digest": Kept("zodat alleen wie de link heeft iets verandert", ERASED),
        "request_key": Kept("zodat drie keer drukken één aanmelding is", ERASED),
    }

    class Meta:
        ordering = ["registration", "place_in_line", "id"]
        constraints = [
            ATTENDANCE.constraint(),
            models.UniqueConstraint(fields=["registration", "place_in_line"], name="attendee_place_in_line_once"),
            models.CheckConstraint(condition=Q(role__in=ParticipantRole.values), name="attendee_role_known"),
            # nobody under sixteen comes unless somebody who may said yes
            models.CheckConstraint(
                condition=~Q(state__in=["confirmed", "checked_in", "attended"])
                | Q(is_under_16=False)
                | Q(guardian_agreed_on__isnull=False),
                name="attendee_under_16_with_consent",
                violation_error_message="Wie jonger is dan zestien komt pas als een ouder of voogd ja heeft gezegd.",
            ),
            models.CheckConstraint(condition=~Q(buddy=F("id")), name="attendee_is_not_their_own_buddy"),
            models.CheckConstraint(
                condition=Q(consent_seen_by=None, consent_seen_on=None)
                | Q(consent_seen_by__isnull=False, consent_seen_on__isnull=False, guardian_agreed_on__isnull=False),
                name="attendee_paper_was_seen_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"aanmelding voor {self.registration.edition}"

    @property
    def edition(self) -> Edition:
        return self.registration.edition

    @property
    def called(self) -> str:
        return self.badge_name or next(iter(self.name.split()), "")

    @property
    def may_be_photographed(self) -> bool:
        """Both must have said yes where two are asked."""
        return self.photo_self is True and (not self.is_under_16 or self.photo_guardian is True)


class AttendeeTrait(models.Model):
    """What somebody answered to one trait."""

    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="traits")
    trait = models.ForeignKey(Trait, on_delete=models.CASCADE, related_name="+")
    value = models.ForeignKey(TraitValue, on_delete=models.CASCADE, related_name="+")

    privacy: ClassVar[dict[str, Kept]] = {"*": Kept("waarop eerlijk wordt gekozen", ERASED, A_COUNT)}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attendee", "trait"], name="attendee_trait_once")]

    def __str__(self) -> str:
        return f"{self.trait}: {self.value}"


class ThemeWish(models.Model):
    """At which theme somebody would like to sit, first wish first."""

    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="theme_wishes")
    edition_theme = models.ForeignKey(EditionTheme, on_delete=models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()

    privacy: ClassVar[dict[str, Kept]] = {"*": Kept("over welk thema iemand wil praten", ERASED)}

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["attendee", "edition_theme"], name="theme_wish_once"),
            models.UniqueConstraint(fields=["attendee", "rank"], name="theme_wish_rank_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.edition_theme}"


class BondKind(models.TextChoices):
    TOGETHER = "together", "samen aan tafel"
    APART = "apart", "niet samen aan tafel"


class Bond(models.Model):
    """Two people whom the organiser keeps together or apart. Why is not written down."""

    first = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="bonds")
    second = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="bonds_from_others")
    kind = models.CharField(max_length=8, choices=BondKind.choices)

    privacy: ClassVar[dict[str, Kept]] = {
        "*": Kept("wie wel of juist niet samen aan tafel zit; waarom staat er niet", ERASED)
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="bond_once"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="bond_of_two"),
            models.CheckConstraint(condition=Q(kind__in=BondKind.values), name="bond_kind_known"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class AttendanceMessage(models.Model):
    """A message about the day that still has to go, or went. Its words are made when it is sent; none of a child are in it."""

    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=20)
    made_on = models.DateField()
    sent_on = models.DateField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(
        null=True, blank=True, help_text="while somebody sends it, or before it is tried again; empty once it went"
    )

    privacy: ClassVar[dict[str, Kept]] = {"*": Kept("welk bericht iemand over de dag kreeg", ERASED)}

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.kind


class ErasureReport(models.Model):
    """What was erased after the day, in numbers."""

    registration = models.ForeignKey(DayRegistration, on_delete=models.CASCADE, related_name="erasures")
    erased_on = models.DateField()
    counts = models.JSONField(default=dict, help_text="by role and by state")

    privacy: ClassVar[dict[str, Kept]] = {"*": not_of_a_child("hoeveel mensen er waren, nadat zij zijn vergeten")}

    class Meta:
        ordering = ["-erased_on", "-id"]

    def __str__(self) -> str:
        return f"gewist op {self.erased_on:%d-%m-%Y}"

    @property
    def total(self) -> int:
        return sum(sum(states.values()) for states in self.counts.values())
