"""A visit: one random ticket that a child's browser keeps until it leaves, and what the database may know of it.

The ticket is never in an address and never in the database. There, only keyed hashes stand, another one for
every purpose, so that a vote, an idea and a return code cannot be laid beside each other without the ticket.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.core import signing

COOKIE = "wk_visit"
_TICKET_SIGNS = 32


@dataclass(frozen=True, slots=True)
class Visit:
    """One child at one entry point, from pressing start until leaving.

    drawn  the sentences that were drawn for it where a question has more than fit in one visit
    """

    ticket: str
    entry_point_id: int
    drawn: tuple[int, ...] = ()


def begin(entry_point_id: int, drawn: Collection[int] = ()) -> Visit:
    return Visit(secrets.token_hex(_TICKET_SIGNS // 2), entry_point_id, tuple(drawn))


def again(visit: Visit, number: int) -> Visit:
    """Another visit on the place of this one: whoever knows the first cannot tell the second."""
    return Visit(keyed_hash("again", visit.ticket, str(number))[:_TICKET_SIGNS], visit.entry_point_id, visit.drawn)


def seal(visit: Visit, *, purpose: str) -> str:
    """The visit as the browser keeps it. Signed without a moment: when a child came is nobody's business."""
    said = (visit.ticket, str(visit.entry_point_id), "-".join(map(str, visit.drawn)))
    return signing.Signer(salt=f"weerklank.visit.{purpose}").sign(".".join(filter(None, said)))


def unseal(value: str, *, purpose: str) -> Visit | None:
    """The visit that a browser hands back; None for anything that we did not seal ourselves."""
    try:
        ticket, entry_point, *drawn = signing.Signer(salt=f"weerklank.visit.{purpose}").unsign(value).split(".")
    except (signing.BadSignature, UnicodeError):
        return None
    return Visit(ticket, int(entry_point), tuple(int(number) for one in drawn for number in one.split("-")))


def form_token(ticket: str) -> str:
    """What a form of this visit carries, so that another site cannot send it in the child's name."""
    return keyed_hash("form", ticket)


def is_form_token(ticket: str, given: str) -> bool:
    return hmac.compare_digest(form_token(ticket).encode(), given.encode("utf-8", "replace"))


def submission_key(ticket: str, number: int) -> str:
    """The n-th idea of a visit: sent three times it is one row."""
    return keyed_hash("submission", ticket, str(number))


def entry_key(ticket: str, entry_point_id: int) -> str:
    return keyed_hash("entry", ticket, str(entry_point_id))


def voter_hash(ticket: str, consultation_id: int) -> str:
    return keyed_hash("voter", str(consultation_id), ticket)


def return_hash(ticket: str) -> str:
    return keyed_hash("return", ticket)


def keyed_hash(purpose: str, *parts: str) -> str:
    message = "|".join((purpose, *parts)).encode()
    return hmac.new(settings.PEPPER, message, hashlib.sha256).hexdigest()
