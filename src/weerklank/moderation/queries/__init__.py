"""What moderators' pages ask, and what waits for whom."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Min

from weerklank.accounts.duties import Duty
from weerklank.accounts.models import Account, Role
from weerklank.moderation import terms
from weerklank.moderation.queries.found import copies, copy_of, data_found, perhaps_worries
from weerklank.moderation.queries.public import (
    SMALLEST_SHOWN,
    PublicCounts,
    Speed,
    editions_with_input,
    moderated,
    public_counts,
    speed,
)
from weerklank.moderation.queries.queue import (
    MODERATED_STATES,
    NO_AGE,
    Asked,
    Item,
    K,
    Mark,
    QueueFilters,
    Waited,
    awaits_second,
    editions_with,
    following,
    item,
    queue,
    queue_filters,
    readable,
    translations,
    twins_of,
)
from weerklank.moderation.queries.second import appeals, is_own, proposals, waiting
from weerklank.moderation.queries.worries import Clock, advice_line, clock, first_due, flags, log_of, open_flags
from weerklank.participation.queries import help_lines

__all__ = [
    "MODERATED_STATES",
    "NO_AGE",
    "SMALLEST_SHOWN",
    "Asked",
    "Clock",
    "Item",
    "Mark",
    "PublicCounts",
    "QueueFilters",
    "Speed",
    "Waited",
    "advice_line",
    "appeals",
    "clock",
    "copies",
    "copy_of",
    "data_found",
    "duties",
    "flags",
    "editions_with_input",
    "following",
    "is_own",
    "item",
    "log_of",
    "moderated",
    "open_flags",
    "perhaps_worries",
    "proposals",
    "public_counts",
    "queue",
    "queue_filters",
    "readable",
    "speed",
    "translations",
    "twins_of",
    "waiting",
]


def _waited(oldest: date | None, today: date) -> str:
    if oldest is None:
        return ""
    days = (today - oldest).days
    return "vandaag binnengekomen" if days == 0 else f"de oudste wacht {days} {'dag' if days == 1 else 'dagen'}"


def duties(account: Account, today: date) -> list[Duty]:
    """What waits to be read, with the age of the oldest; safety before everything."""
    found: list[Duty] = []
    held = readable(account).filter(state=K.SAFETY_HOLD).aggregate(count=Count("pk"), oldest=Min("received_on"))
    if held["count"]:
        found.append(
            Duty(
                label="Zorgsignalen",
                href="/werk/veiligheid/",
                count=held["count"],
                due=first_due(account) or terms.due(held["oldest"], terms.WORRY_READ_WITHIN),
                consequence=f"Een kind is misschien in gevaar; {_waited(held['oldest'], today)}. Niemand anders leest dit.",
            )
        )
    unread = (
        readable(account)
        .filter(state=K.RECEIVED)
        .exclude(awaits_second())
        .aggregate(count=Count("pk"), oldest=Min("received_on"))
    )
    if unread["count"]:
        found.append(
            Duty(
                label="Inbreng lezen",
                href="/werk/moderatie/",
                count=unread["count"],
                due=terms.due(unread["oldest"], terms.READ_WITHIN),
                consequence=f"Zonder besluit hoort het kind niets; {_waited(unread['oldest'], today)}.",
            )
        )
    for_second = [one for one in proposals(account).select_related("contribution") if not is_own(one, account)]
    if for_second:
        found.append(
            Duty(
                label="Tweede blik",
                href="/werk/moderatie/tweede-blik/",
                count=len(for_second),
                due=terms.due(for_second[0].proposed_on, terms.READ_WITHIN),
                consequence="Een collega stelde iets voor. Zonder u blijft het kind wachten.",
            )
        )
    asked = appeals(account)
    first = asked.first()
    if first is not None:
        found.append(
            Duty(
                label="Kinderen die om uitleg vragen",
                href="/werk/moderatie/tweede-blik/#bezwaren",
                count=asked.count(),
                due=terms.due(first.asked_on, terms.READ_WITHIN),
                consequence="Dit kind las waarom we zijn idee niet laten zien, en vroeg om nog eens te kijken.",
            )
        )
    return found + _help_lines(account, today)


def _help_lines(account: Account, today: date) -> list[Duty]:
    """Organisers hear a month before that a number must be looked at again."""
    if not editions_with(account, Role.ORGANISER).exists():
        return []
    soon = help_lines.to_check_soon(today)
    if not soon:
        return []
    first = soon[0]
    return [
        Duty(
            label="Hulplijnen nakijken",
            href="/hulp/",
            count=len(soon),
            due=first.due,
            consequence=f"{first.line.name} en andere hulplijnen zijn te lang niet nagekeken. Bel ze en laat de beheerder dat vastleggen."
            if len(soon) > 1
            else f"{first.line.name} is te lang niet nagekeken. Bel, en laat de beheerder dat vastleggen.",
        )
    ]
