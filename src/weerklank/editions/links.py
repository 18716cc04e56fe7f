"""Links with which people change their own registration: made from the row and our key, so that the database gives none."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from weerklank.editions.models import Attendee, DayRegistration, RolePlaces

_REQUEST_KEY = re.compile(r"[A-Za-z0-9_-]{20,64}")
_HEX = re.compile(r"[0-9a-f]{64}")


def own_secret(pk: uuid.UUID) -> str:
    """What stands in the link of whoever comes: eighty bits in sixteen signs, short enough to write on paper.

    Known before the row is saved, and again when a message goes.
    """
    digest = salted_hmac("weerklank.attending.own", pk.hex, algorithm="sha256").digest()
    return base64.b32encode(digest[:10]).decode().lower()


def guardian_secret(row: Attendee) -> str:
    """What stands in the guardian's link: another than the child's, so that neither answers for the other.

    It holds for one address: whoever got the question by mistake cannot read on once the address was put right.
    """
    said = f"{row.pk.hex}|{row.email.lower()}"
    return row.pk.hex + salted_hmac("weerklank.attending.guardian", said, algorithm="sha256").hexdigest()[:32]


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def find(secret: str, slug: str) -> Attendee | None:
    """The registration that somebody's own link opens."""
    known = Attendee.objects.select_related("registration__edition")
    return known.filter(secret_digest=digest_of(secret[:80]), registration__edition__slug=slug).first()


def find_for_guardian(secret: str, slug: str) -> Attendee | None:
    """The registration of a child or young person that the guardian's link opens."""
    if not _HEX.fullmatch(secret):
        return None
    known = Attendee.objects.select_related("registration__edition")
    row = known.filter(pk=uuid.UUID(hex=secret[:32]), is_under_16=True, registration__edition__slug=slug).first()
    return row if row and constant_time_compare(secret, guardian_secret(row)) else None


def role_secret(places: RolePlaces, number: int) -> str:
    """What stands in a link with which anybody can sign up in one role; another for each time that it was made anew."""
    said = f"{places.registration_id}|{places.role}|{number}"
    digest = salted_hmac("weerklank.attending.role", said, algorithm="sha256").digest()
    return base64.b32encode(digest[:10]).decode().lower()


def role_link(registration: DayRegistration, places: RolePlaces) -> str:
    """The link that is good now; empty where there is none."""
    if not places.invites:
        return ""
    page = f"uitnodiging/{role_secret(places, places.invitation)}/"
    return f"{settings.SITE}{registration.edition.get_absolute_url()}{page}"


@dataclass(frozen=True, slots=True)
class Invited:
    """As whom a link lets one sign up, and whether it still does."""

    role: str
    is_good: bool


def invited_by(registration: DayRegistration, secret: str) -> Invited | None:
    """What a link for a role is worth; None where nobody ever made it."""
    for places in registration.places.exclude(invitation=0):
        for number in range(places.invitation, 0, -1):
            if constant_time_compare(secret, role_secret(places, number)):
                return Invited(places.role, places.invites and number == places.invitation)
    return None


def _page(row: Attendee, rest: str) -> str:
    language = "" if row.language == settings.LANGUAGE_CODE else f"/{row.language}"
    return f"{settings.SITE}{language}{row.edition.get_absolute_url()}{rest}"


def own_link(row: Attendee) -> str:
    return _page(row, f"aanmelden/{own_secret(row.pk)}/")


def guardian_link(row: Attendee) -> str:
    return _page(row, f"toestemming/{guardian_secret(row)}/")


def new_request_key() -> str:
    """What a form carries, so that three presses are one registration."""
    return secrets.token_urlsafe(24)


def is_request_key(typed: str) -> bool:
    return bool(_REQUEST_KEY.fullmatch(typed))


def buddy_code(pk: uuid.UUID) -> str:
    """What two people tell each other who want to sit together: six signs that mean nothing."""
    return f"{pk.hex[:3]}-{pk.hex[3:6]}".upper()


def with_buddy_code(registration_id: int, typed: str) -> Attendee | None:
    """Whose code this is; however it was typed."""
    signs = re.sub(r"[\s-]", "", typed).lower()
    if not re.fullmatch(r"[0-9a-f]{6}", signs):
        return None
    known = Attendee.objects.filter(registration_id=registration_id).exclude(state="cancelled")
    # a key of this kind cannot be searched by its beginning in every database; there are hundreds, not millions
    found = [pk for pk in known.values_list("pk", flat=True) if pk.hex.startswith(signs)]
    return known.filter(pk=found[0]).first() if len(found) == 1 else None
