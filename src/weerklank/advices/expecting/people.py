"""Who writes an expectation: an adult who comes, by the link of the registration, or an adult's place at a table."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

from django.utils.crypto import constant_time_compare, salted_hmac

from weerklank.editions import links
from weerklank.editions.lifecycle import AttendanceState, RunState
from weerklank.editions.models import YOUNG_ROLES, Attendee, Edition, Seat

_SEAT = re.compile(r"([1-9][0-9]{0,9})-[a-z2-7]{16}")
_LARGEST_KEY = 2**31
WITH_A_PLACE = (AttendanceState.CONFIRMED, AttendanceState.CHECKED_IN, AttendanceState.ATTENDED)


@dataclass(frozen=True, slots=True)
class Person:
    """One adult: somebody who registered, or a place at a table that has no link of its own yet."""

    edition: Edition
    attendee: Attendee | None = None
    seat: Seat | None = None

    @property
    def called(self) -> str:
        return self.attendee.called if self.attendee else str(self.seat.alias if self.seat else "")

    @property
    def has_place(self) -> bool:
        return self.attendee is None or self.attendee.state in WITH_A_PLACE

    @property
    def table_ids(self) -> frozenset[int]:
        """Where this person sits, as far as that was decided and told."""
        if self.seat is not None:
            return frozenset({self.seat.table_id})
        told = self.attendee.sittings.filter(  # type: ignore[union-attr]  # it is one of the two
            seating__state=RunState.APPROVED, seating__published_on__isnull=False
        )
        return frozenset(told.values_list("table_id", flat=True))


def seat_secret(seat: Seat) -> str:
    """What stands in the link of a place: made from the row and our key, so that the database gives none."""
    digest = salted_hmac("weerklank.expecting.seat", f"{seat.pk}|{seat.table_id}", algorithm="sha256").digest()
    return f"{seat.pk}-{base64.b32encode(digest[:10]).decode().lower()}"


def find(secret: str, slug: str) -> Person | None:
    """The adult whose link this is; a child's own link opens nothing here."""
    if match := _SEAT.fullmatch(secret):
        return _with_seat(int(match[1]), secret, slug)
    attendee = links.find(secret, slug)
    if attendee is None or attendee.role in YOUNG_ROLES:
        return None
    return Person(attendee.edition, attendee=attendee)


def _with_seat(number: int, secret: str, slug: str) -> Person | None:
    known = Seat.objects.select_related("table__edition_theme__edition")
    seat = known.filter(pk=min(number, _LARGEST_KEY), table__edition_theme__edition__slug=slug).first()
    if seat is None or seat.is_young or not constant_time_compare(secret, seat_secret(seat)):
        return None
    return Person(seat.table.edition, seat=seat)
