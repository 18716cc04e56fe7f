"""What somebody who leads a group does without an account: make a code, choose how, count hands, say something together.

The house knows no teacher: whoever has the group's own address may do this, and nothing here shows what a child wrote.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.moves import Refusal
from weerklank.participation import addresses, tickets
from weerklank.participation.actions import child, staff
from weerklank.participation.lifecycle import StatementState
from weerklank.participation.models import (
    Consultation,
    EntryMode,
    EntryPoint,
    EntryPointKind,
    HandTally,
    Place,
    SpentEntry,
)

SMALLEST_GROUP = 3
LARGEST_GROUP = 35
MOST_PLACES = 2 * LARGEST_GROUP
"""What a teacher may raise a code to: somebody may have used up the places of the children who still had to."""
LONGEST = timedelta(days=120)
TEACHER = "teacher"
MODES = (EntryMode.OWN_DEVICE, EntryMode.SHARED_DEVICE, EntryMode.PAPER, EntryMode.HANDS)


@dataclass(frozen=True, slots=True)
class NewGroup:
    """A code for a group, and the address of its page, which can be shown this once."""

    entry_point: EntryPoint
    secret: str


@dataclass(frozen=True, slots=True)
class Hands:
    """How many hands went up for one statement."""

    agree: int = 0
    disagree: int = 0
    passed: int = 0

    @property
    def total(self) -> int:
        return self.agree + self.disagree + self.passed


@transaction.atomic
def make_group(
    *,
    consultation_id: int,
    place: str,
    children: int,
    mode: str,
    language: str,
    now: datetime,
    chance: random.Random | None = None,
) -> NewGroup:
    """A code for a class whose teacher nobody knows, as long as the question is open and the day is not full."""
    today = timezone.localdate(now)
    consultation = Consultation.objects.select_for_update().filter(pk=consultation_id).first()
    if consultation is None or not consultation.takes_input_on(today):
        raise Refusal(_("Deze vraag is niet meer open. Kies een andere vraag."), field="consultation")
    if place not in Place.values:
        raise Refusal(_("Kies wat voor plek het is."), field="place")
    if mode not in MODES:
        raise Refusal(_("Kies hoe de groep meedoet."), field="mode")
    if not SMALLEST_GROUP <= children <= LARGEST_GROUP:
        raise Refusal(_size_sentence(), field="children")
    _within_quota(consultation, today)
    last = min(filter(None, (consultation.closes_on, today + LONGEST)))
    chance = chance or random.SystemRandom()
    entry_point = staff.make_entry_point(
        consultation_id=consultation.pk,
        kind=EntryPointKind.GROUP,
        mode=mode,
        label="",
        language=language,
        valid_from=today,
        valid_to=last,
        max_uses=children,
        by=None,
        now=now,
        chance=chance,
    )
    entry_point.made_by, entry_point.place = TEACHER, place
    return NewGroup(entry_point, _new_address(entry_point, chance))


def _size_sentence() -> str:
    return _("Vul een aantal in van %(least)d tot %(most)d. Is de groep groter? Maak dan twee codes.") % {
        "least": SMALLEST_GROUP,
        "most": LARGEST_GROUP,
    }


def _within_quota(consultation: Consultation, today: date) -> None:
    """So many codes that teachers make by themselves, a day and in all: a script must not open a thousand doors."""
    made = consultation.entry_points.filter(made_by=TEACHER)
    if made.count() >= settings.GROUPS_IN_ALL:
        raise Refusal(_("Voor deze vraag zijn alle codes uitgegeven. Vraag de organisator om een code."))
    if made.filter(valid_from=today).count() >= settings.GROUPS_A_DAY:
        raise Refusal(
            _(
                "Vandaag zijn er voor deze vraag al zo veel codes gemaakt als mag. Probeer het morgen, of vraag de organisator om een code."
            )
        )


def _new_address(entry_point: EntryPoint, chance: random.Random) -> str:
    secret = addresses.new(chance)
    entry_point.page_hash = addresses.page_hash(secret)
    entry_point.save(update_fields=["made_by", "place", "page_hash"])
    return secret


@transaction.atomic
def give_address(*, entry_point_id: int, by: Account, now: datetime, chance: random.Random | None = None) -> NewGroup:
    """The organiser gives whoever leads the group its own page; an earlier address stops working."""
    entry_point = EntryPoint.objects.select_for_update().get(pk=entry_point_id)
    if entry_point.kind == EntryPointKind.OPEN or not entry_point.code:
        raise Refusal("Een open link heeft geen groep, en dus geen bladzijde voor wie haar begeleidt.")
    secret = _new_address(entry_point, chance or random.SystemRandom())
    audit.record(action="entry_point.address_given", obj=entry_point, by=by, now=now)
    return NewGroup(entry_point, secret)


@transaction.atomic
def change_mode(*, entry_point_id: int, mode: str, now: datetime) -> EntryPoint:
    """The class does it otherwise after all: the tablets are empty, or there is one screen."""
    entry_point = _held(entry_point_id, timezone.localdate(now))
    if mode not in MODES:
        raise Refusal(_("Kies hoe de groep meedoet."), field="mode")
    entry_point.mode = mode
    entry_point.save(update_fields=["mode"])
    return entry_point


@transaction.atomic
def more_places(*, entry_point_id: int, places: int, now: datetime) -> EntryPoint:
    """Room for who still has to, up to what a teacher may give out."""
    entry_point = _held(entry_point_id, timezone.localdate(now))
    if not entry_point.max_uses < places <= MOST_PLACES:
        raise Refusal(
            _("De code heeft nu %(now)d plaatsen. Vul een hoger aantal in, tot en met %(most)d.")
            % {"now": entry_point.max_uses, "most": MOST_PLACES},
            field="places",
        )
    return staff.raise_quota(entry_point_id=entry_point_id, max_uses=places, by=None, now=now)


@transaction.atomic
def end_group(*, entry_point_id: int, now: datetime) -> EntryPoint:
    """The code takes nobody in any more; the page stays, for what comes back."""
    if not EntryPoint.objects.select_for_update().get(pk=entry_point_id).has_room:
        raise Refusal(_("Met deze code kan niemand meer beginnen."))
    return staff.end_entry_point(entry_point_id=entry_point_id, by=None, now=now)


def _held(entry_point_id: int, today: date) -> EntryPoint:
    entry_point = EntryPoint.objects.select_for_update().get(pk=entry_point_id)
    if not entry_point.open_on(today):
        raise Refusal(_("Deze vraag is gesloten. Wat er was, is bij ons."))
    return entry_point


@transaction.atomic
def tally_hands(*, entry_point_id: int, present: int, counted: Mapping[int, Hands], now: datetime) -> int:
    """The hands of a group per statement, written over what was counted before; apart from votes for ever."""
    entry_point = _held(entry_point_id, timezone.localdate(now))
    if not 1 <= present <= entry_point.max_uses:
        raise Refusal(
            _("Vul in hoeveel kinderen er zijn: 1 tot %(most)d. Meer kinderen? Geef de code eerst meer plaatsen.")
            % {"most": entry_point.max_uses},
            field="present",
        )
    open_now = set(
        entry_point.consultation.statements.filter(state=StatementState.OPEN, pk__in=counted).values_list(
            "pk", flat=True
        )
    )
    if set(counted) - open_now:
        raise Refusal(_("Over een van deze zinnen kan niet meer worden gestemd. Open de bladzijde opnieuw."))
    for statement_id, hands in counted.items():
        if min(hands.agree, hands.disagree, hands.passed) < 0 or hands.total > present:
            raise Refusal(
                _("Hier staan %(hands)d handen, en er zijn %(present)d kinderen. Tel deze zin nog een keer.")
                % {"hands": hands.total, "present": present},
                field=f"hands-{statement_id}",
            )
        HandTally.objects.update_or_create(
            statement_id=statement_id,
            entry_point=entry_point,
            defaults={
                "agree": hands.agree,
                "disagree": hands.disagree,
                "passed": hands.passed,
                "present": present,
            },
        )
    return len(counted)


@transaction.atomic
def say_together(
    *, entry_point_id: int, secret: str, text: str, size: int, language: str, now: datetime
) -> child.Received:
    """One contribution of the whole group, with how many they were; it takes no child's place."""
    entry_point = _held(entry_point_id, timezone.localdate(now))
    most = max(entry_point.max_uses, LARGEST_GROUP)
    if not 2 <= size <= most:
        raise Refusal(_("Schrijf met hoeveel jullie zijn: 2 tot %(most)d.") % {"most": most}, field="size")
    visit = tickets.Visit(addresses.group_ticket(secret), entry_point.pk)
    SpentEntry.objects.get_or_create(
        entry_key=tickets.entry_key(visit.ticket, entry_point.pk), defaults={"entry_point": entry_point}
    )
    return child.receive_contribution(visit=visit, text=text, language=language, group_size=size, now=now)
