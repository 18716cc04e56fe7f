"""People who sign in, the organisations they speak for, and what they may do on the platform as a whole."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

# how whoever works on the recommendations without a body of their own is named in public
EDITORS = "redactie"


class OrganisationKind(models.TextChoices):
    MINISTRY = "ministry", "ministerie"
    NGO = "ngo", "kinderrechtenorganisatie"
    YOUTH = "youth", "jongerenorganisatie"
    COALITION = "coalition", "coalitie"
    OMBUDS = "ombuds", "ombudsman"
    NHRI = "nhri", "mensenrechteninstituut"
    RAPPORTEUR = "rapporteur", "nationaal rapporteur"
    PARLIAMENT = "parliament", "parlement"
    MUNICIPAL = "municipal", "gemeente"
    SCHOOL = "school", "school"
    RECEPTION = "reception", "opvang"
    RESEARCH = "research", "onderzoek"
    UN = "un", "Verenigde Naties"
    OTHER = "other", "andere organisatie"


class Organisation(models.Model):
    """A body with a name that holds for a while: a renamed ministry is a successor, so its history stays."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    about = models.TextField(blank=True)
    predecessor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=OrganisationKind.values), name="organisation_kind_known"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=models.F("valid_from")),
                name="organisation_ends_after_start",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def exists_on(self, day: date) -> bool:
        return (not self.valid_from or self.valid_from <= day) and (not self.valid_to or day <= self.valid_to)


class Role(models.TextChoices):
    """What someone may do. Platform roles stand here; roles within an edition are given in ``editions``."""

    ADMIN = "admin", "beheerder"
    EDITOR = "editor", "redacteur aanbevelingen"
    CONTACT = "contact", "contactpersoon van een organisatie"
    ORGANISER = "organiser", "organisator"
    MODERATOR = "moderator", "moderator"
    SAFEGUARDING = "safeguarding", "aandachtsfunctionaris"
    ANALYST = "analyst", "redacteur inbreng"
    FACILITATOR = "facilitator", "tafelbegeleider"
    RESPONDENT = "respondent", "behandelend ambtenaar"
    APPROVER = "approver", "goedkeurder"
    PANEL_MEMBER = "panel_member", "lid jongerenpanel"


PLATFORM_ROLES = (Role.ADMIN, Role.EDITOR, Role.CONTACT)
EDITION_ROLES = tuple(role for role in Role if role not in PLATFORM_ROLES)


class AccountManager(BaseUserManager["Account"]):
    def create_account(self, *, email: str, name: str, password: str | None = None, **extra: Any) -> Account:
        account = self.model(email=self.normalize_email(email).lower(), name=name, **extra)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email=(username or "").lower())


class Account(AbstractBaseUser):
    """A professional or a panel member who signs in. Children never have one."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = AccountManager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"{self.name} ({self.organisation})" if self.organisation else self.name

    @property
    def public_label(self) -> str:
        """On whose behalf somebody speaks, as everybody may read it: a body, never a person."""
        return str(self.organisation) if self.organisation else EDITORS


def body_in(label: str, person: str) -> str:
    """What stays of ``Name (Body)`` without the person; empty where no body stood there, other words as they are."""
    if label == person:
        return ""
    if person and label.startswith(f"{person} ("):
        # a long label was cut: then its last bracket is missing
        return label[len(person) + 2 :].removesuffix(")")
    return label


class RoleAssignment(models.Model):
    """A role on the platform as a whole, from a day and until one."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="platform_roles")
    role = models.CharField(max_length=20, choices=[(role.value, role.label) for role in PLATFORM_ROLES])
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "role"], name="role_assignment_once"),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in PLATFORM_ROLES]), name="role_assignment_platform_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.get_role_display()}"
