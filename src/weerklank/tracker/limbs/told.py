"""The public part of the log in a reader's words: what was done, by which body, never by which person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from weerklank.accounts.models import Account, body_in
from weerklank.audit.models import AuditEvent
from weerklank.audit.queries import history_of
from weerklank.rights import queries as rights
from weerklank.rights.models import Recommendation


@dataclass(frozen=True, slots=True)
class Told:
    """Something that was done, as everybody may read it."""

    day: date
    words: str
    by: str


def people(events: Iterable[AuditEvent]) -> dict[str, str]:
    """The name behind every account that acted, in one question: known so that it can be left out."""
    wanted = {event.actor_id for event in events if event.actor_id.isdecimal()}
    return {str(pk): name for pk, name in Account.objects.filter(pk__in=wanted).values_list("pk", "name")}


def by(event: AuditEvent, known: dict[str, str]) -> str:
    """The body as the log wrote it down that day; where somebody works now says nothing of then."""
    if not event.actor_id:
        return _("het programma")
    body = body_in(event.actor, known.get(event.actor_id, ""))
    if body == event.actor:
        # the account has another name since, or is gone: only what stands between the last brackets is a body
        body = _in_brackets(event.actor)
    return body or _("een redacteur")


def _in_brackets(label: str) -> str:
    if not label.endswith(")"):
        return ""
    depth = 0
    for place in range(len(label) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(label[place], 0)
        if depth == 0:
            return label[place + 1 : -1]
    return ""


def words(event: AuditEvent) -> str:
    """What was done; a deed without words of its own is told by its note."""
    said = {
        "action.planned": _("Actie opgenomen"),
        "action.changed": _("Gegevens van de actie verbeterd"),
        "action.told": _("Stand van de actie"),
        "action.milestone_added": _("Mijlpaal erbij"),
        "action.milestone_moved": _("Mijlpaal verzet"),
        "action.milestone_done": _("Mijlpaal gehaald"),
        "action.milestone_dropped": _("Mijlpaal vervallen"),
        "commitment.agreed": _("Toegezegd"),
        "commitment.entered": _("Toezegging opgenomen"),
        "commitment.changed": _("Gegevens van de toezegging verbeterd"),
        "commitment.source_said": _("Stand bij de bron"),
        "commitment.progress": _("Voortgang gemeld"),
        "link.confirmed": _("Een tweede persoon bevestigde waar dit bij hoort"),
        "link.rejected": _("Afgewezen dat dit erbij hoort"),
    }.get(event.action)
    if said is None:
        return str(rights.deed(event))
    # an address tells a reader nothing: the page behind it has the source
    note = "" if event.note.startswith("http") else event.note
    return ": ".join(part for part in (said, note) if part)


def of(label: str, rows: QuerySet[Any]) -> Q:
    """Events about these rows: the log writes their keys as words."""
    return Q(object_type=label, object_id__in=rows.order_by().annotate(key=Cast("pk", CharField())).values("key"))


def history(limb: Recommendation) -> tuple[Told, ...]:
    """What was done to one limb, oldest first."""
    events = list(history_of(limb).filter(public=True).order_by("id"))
    known = people(events)
    return tuple(Told(localtime(event.at).date(), words(event), by(event, known)) for event in events)
