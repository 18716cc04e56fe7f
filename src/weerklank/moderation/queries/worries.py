"""Signals that a child may be in danger, with their clock: only days are kept, so only days are counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from weerklank.accounts.models import Account, Role
from weerklank.audit import queries as audit
from weerklank.audit.models import AuditEvent
from weerklank.moderation import terms
from weerklank.moderation.models import FlagState, Level, SafetyFlag
from weerklank.moderation.queries.queue import editions_with
from weerklank.participation.models import HelpLine

# what the log of a signal says, in words
DID = {
    "safety.raised": "signaal gekregen",
    "safety.read": "gelezen",
    "safety.noted": "bewaard, nog open",
    "safety.step": "stap gezet",
    "safety.step_undone": "stap teruggezet",
    "safety.handle": "opgepakt en afgesloten",
    "safety.dismiss": "geen zorg, afgesloten",
    "safety.escalated": "te lang gewacht",
}


def flags(account: Account, *, state: str = "", search: str = "") -> QuerySet[SafetyFlag]:
    """The signals of the editions somebody safeguards; open ones first, the longest waiting on top."""
    officer_of = editions_with(account, Role.SAFEGUARDING).values("edition")
    found = SafetyFlag.objects.filter(contribution__consultation__edition__in=officer_of).select_related(
        "contribution__consultation__edition"
    )
    found = found.defer("contribution__original", "contribution__edited_text")
    if state in FlagState.values:
        found = found.filter(state=state)
    if search:
        found = found.filter(Q(signal__icontains=search) | Q(contribution__consultation__question__icontains=search))
    first = Case(When(state=FlagState.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.order_by(first, "raised_on", "id")


@dataclass(frozen=True, slots=True)
class Clock:
    """Until when a signal must be read and decided on, and which of the two is late."""

    read_by: date
    decide_by: date
    level: Level | None

    @property
    def late_since(self) -> date | None:
        if self.level is None:
            return None
        return self.read_by if self.level is Level.UNREAD else self.decide_by


def first_due(account: Account) -> date | None:
    """The day by which the officer must read or decide on the worry that is due first; None where none is open."""
    found = flags(account, state=FlagState.OPEN).values_list("raised_on", "read_on")
    return min(
        (
            terms.due(raised, terms.WORRY_READ_WITHIN if read is None else terms.WORRY_DECIDED_WITHIN)
            for raised, read in found
        ),
        default=None,
    )


def clock(flag: SafetyFlag, today: date) -> Clock:
    """Not read in time comes first; what is closed is late no more."""
    read_by = terms.due(flag.raised_on, terms.WORRY_READ_WITHIN)
    decide_by = terms.due(flag.raised_on, terms.WORRY_DECIDED_WITHIN)
    level = None
    if flag.state == FlagState.OPEN:
        if terms.is_late(flag.raised_on, terms.WORRY_DECIDED_WITHIN, today):
            level = Level.UNDECIDED
        elif flag.read_on is None and terms.is_late(flag.raised_on, terms.WORRY_READ_WITHIN, today):
            level = Level.UNREAD
    return Clock(read_by, decide_by, level)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log of a signal."""

    event: AuditEvent
    did: str


def log_of(flag: SafetyFlag) -> tuple[Entry, ...]:
    """Who did what with it, the first on top; readings of one day by one person are one line."""
    lines: list[Entry] = []
    seen: set[tuple[str, str, date]] = set()
    for event in reversed(audit.history_of(flag)):
        key = (event.action, event.actor_id, event.at.date())
        if event.action == "safety.read" and key in seen:
            continue
        seen.add(key)
        lines.append(Entry(event, DID.get(event.action, event.action)))
    return tuple(lines)


def open_flags() -> QuerySet[SafetyFlag]:
    """Every open signal, of every edition: for the round that tells people what waits too long."""
    return SafetyFlag.objects.filter(state=FlagState.OPEN).select_related("contribution__consultation__edition")


def advice_line() -> HelpLine | None:
    """Who thinks along with professionals; the number stands in the content, never in a template."""
    return HelpLine.objects.filter(slug="veilig-thuis").first()
