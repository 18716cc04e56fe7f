"""What a device holds after the right PIN: which key of a table, which PIN, and a number for this device at this table."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.core import signing

from weerklank.advices.models import TableKey

COOKIE = "wk_tafel"
PATH = "/tafel/"
LATE = timedelta(days=7)
"""So long after the day a device that was found again may still send what it kept."""
_SALT = "weerklank.table"


@dataclass(frozen=True, slots=True)
class Visit:
    """A device at a table: the key that opened it, the alias of who writes, and the device's own number."""

    key_id: int
    turn: int
    device: str
    who: str = ""


def begin(key: TableKey, who: str) -> Visit:
    return Visit(key.pk, key.turn, str(uuid.uuid4()), who)


def seal(visit: Visit) -> str:
    return signing.dumps([visit.key_id, visit.turn, visit.device, visit.who], salt=_SALT)


def unseal(value: str) -> Visit | None:
    """What a browser hands back; None for anything that we did not seal, or too long ago."""
    try:
        key_id, turn, device, who = signing.loads(value, salt=_SALT, max_age=LATE + timedelta(days=1))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Visit(key_id, turn, device, who)


def key_of(visit: Visit | None) -> TableKey | None:
    """The table's key that still fits; a PIN that was renewed or withdrawn opens nothing any more."""
    if visit is None:
        return None
    known = TableKey.objects.select_related("table__edition_theme__edition", "table__edition_theme__theme")
    return known.filter(pk=visit.key_id, turn=visit.turn).first()


def is_today(key: TableKey, today: date) -> bool:
    return key.day == today


def may_send(key: TableKey, today: date) -> bool:
    """On the day, and for as long after it as a device may be found with what it did not send."""
    return key.day <= today <= key.day + LATE
