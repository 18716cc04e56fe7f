"""Digests: for every kept list that somebody follows by mail, what the public log says of it since the last one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from weerklank.answers.lifecycle import CommitmentState
from weerklank.answers.models import Action, Commitment
from weerklank.answers.queries import confirmed_actions, confirmed_promises
from weerklank.audit.models import AuditEvent
from weerklank.briefings.actions import alerts
from weerklank.briefings.models import SavedView, Subscription
from weerklank.briefings.queries.alerts import due, last_event
from weerklank.rights.models import Recommendation
from weerklank.tracker.limbs import changes, facets, listing, wanted
from weerklank.tracker.limbs.changes import ACTION, LIMB, PROMISE, Change
from weerklank.tracker.limbs.told import of

MOST_TOLD = 50


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of work did."""

    erased: int
    written: int
    sent: int
    later: int
    given_up: int


def work(*, now: datetime) -> Round:
    """One round: forget, write, send. Again at once does nothing more."""
    erased = alerts.erase_unconfirmed(now=now)
    written = write_digests(now=now)
    sent = alerts.send_waiting(now=now)
    return Round(erased, written, sent.sent, sent.later, sent.given_up)


def write_digests(*, now: datetime) -> int:
    """A mail for everyone whose turn it is and in whose list something changed."""
    newest = last_event()
    lists: dict[int, QuerySet[AuditEvent]] = {}
    written = 0
    for row in due(timezone.localdate(now), newest):
        if row.view_id not in lists:
            lists[row.view_id] = events_of(row.view, now)
        found = list(lists[row.view_id].filter(pk__gt=row.seen_until, pk__lte=newest).order_by("pk"))
        if found:
            written += alerts.write_digest(subscription=row, digest=digest(row, found), now=now) is not None
    return written


def events_of(view: SavedView, now: datetime) -> QuerySet[AuditEvent]:
    """The public part of the log on the limbs that are in the list now, and on the promises and actions for them."""
    known = facets.known()
    limbs = listing.choose(wanted.of(view.filters, known), known, timezone.localdate(now)).keys
    promises = confirmed_promises().filter(recommendation__in=limbs).order_by().values("commitment")
    actions = confirmed_actions().filter(recommendation__in=limbs).order_by().values("action")
    about = of(LIMB, Recommendation.objects.filter(pk__in=limbs))
    about |= of(PROMISE, Commitment.objects.filter(pk__in=promises).exclude(state=CommitmentState.PROPOSED))
    about |= of(ACTION, Action.objects.filter(pk__in=actions))
    return AuditEvent.objects.filter(about, public=True)


def digest(row: Subscription, found: list[AuditEvent]) -> alerts.Digest:
    """The mail in the language of its reader: what changed, where it stands, and the way out."""
    with override(row.language):
        told = changes.told(found[-MOST_TOLD:])
        name = _name(row.view)
        count = len(found)
        subject = ngettext("Weerklank: {n} verandering in {name}", "Weerklank: {n} veranderingen in {name}", count)
        return alerts.Digest(
            subject=subject.format(n=count, name=name),
            body=_body(row, name, told, count),
            until=found[-1].pk,
        )


def _name(view: SavedView) -> str:
    """The list in the words of the reader's language."""
    known = facets.known()
    return wanted.in_words(wanted.of(view.filters, known), known) or view.name


def _body(row: Subscription, name: str, told: tuple[Change, ...], count: int) -> str:
    prefix = alerts.prefix_of(row.language)
    lines = [_("Wat er veranderde in uw lijst: {name}").format(name=name)]
    lines += [f"{settings.SITE}{prefix}{row.view.get_absolute_url()}", ""]
    if count > len(told):
        lines += [_("De laatste {shown} van {n} veranderingen:").format(shown=len(told), n=count), ""]
    for day in changes.by_day(reversed(told)):
        lines += [date_format(day.day, "j F Y"), ""]
        for change in day.changes:
            lines += _change(change, prefix)
    lines += [
        "-- ",
        _("U krijgt deze post omdat u erom vroeg en dat bevestigde."),
        _("Geen post meer, en uw adres gewist: {link}").format(link=alerts.leave_url(row)),
        _("Vaker of minder vaak: {link}").format(link=alerts.manage_url(row)),
        _("Nooit meer post van ons, wie er ook om vraagt: {link}").format(link=alerts.never_url(row)),
    ]
    return "\n".join(lines) + "\n"


def _change(change: Change, prefix: str) -> list[str]:
    made_up = f" [{_('verzonnen, voor de demonstratie')}]" if change.is_demonstration else ""
    lines = [f"* {change.number}: {change.title}{made_up}" if change.number else f"* {change.title}{made_up}"]
    lines.append(f"  {change.words} ({change.by})")
    if change.href:
        lines.append(f"  {settings.SITE}{prefix}{change.href}")
    return [*lines, ""]
