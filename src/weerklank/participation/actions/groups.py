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
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.moves import Refusal
from weerklank.participation import addresses, proof, tickets, words
from weerklank.participation.actions import child, staff
from weerklank.participation.lifecycle import StatementState
from weerklank.participation.models import (
    TEACHER,
    Consultation,
    EntryMode,
    EntryPoint,
    EntryPointKind,
    HandTally,
    Place,
    SpentEntry,
    SpentProof,
)

SMALLEST_GROUP = 3
LARGEST_GROUP = 35
SMALLEST_TOGETHER = 2
MOST_PLACES = 2 * LARGEST_GROUP
"""What a teacher may raise a code to: somebody may have used up the places of the children who still had to."""
LONGEST = timedelta(days=120)
KEPT_PRESSES = MOST_PLACES
"""How many presses a sentence remembers: as many as a group can raise hands for it, so that none comes back too late."""
AT_THE_DOOR = "door"
"""The field of a refusal that concerns the work of the browser, and nothing that was typed."""
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

    def plus(self, more: Hands) -> Hands:
        """So many more or fewer; where another screen took the last one off already, nought stays nought."""
        return Hands(
            max(0, self.agree + more.agree), max(0, self.disagree + more.disagree), max(0, self.passed + more.passed)
        )


@dataclass(frozen=True, slots=True)
class Count:
    """One statement as a screen sends it: what stood there when the page was opened, what was typed, and the hand just added or taken off."""

    was: Hands
    typed: Hands
    added: Hands = Hands()

    def over(self, standing: Hands) -> Hands | None:
        """What to keep where this stands now; None where another screen and this one both typed, and they differ."""
        if standing == self.was or standing == self.typed:
            return self.typed.plus(self.added)
        return standing.plus(self.added) if self.typed == self.was else None


@transaction.atomic
def make_group(
    *,
    consultation_id: int,
    place: str,
    children: int,
    mode: str,
    language: str,
    now: datetime,
    work: proof.Work | None = None,
    chance: random.Random | None = None,
) -> NewGroup:
    """A code for a class whose teacher nobody knows, as long as the question is open and the day is not full.

    A browser works for it; without any work there are a few places an hour. No address and no person is looked at.
    """
    today = timezone.localdate(now)
    consultation = Consultation.objects.select_for_update().filter(pk=consultation_id).first()
    if consultation is None or not consultation.takes_input_on(today):
        raise Refusal(_("Deze vraag is niet meer open. Kies een andere vraag."), field="consultation")
    if place not in Place.values:
        raise Refusal(_("Kies wat voor plek het is."), field="place")
    if mode not in MODES:
        raise Refusal(_("Kies hoe de groep meedoet."), field="mode")
    if not SMALLEST_GROUP <= children <= LARGEST_GROUP:
        raise Refusal(_number_sentence(SMALLEST_GROUP, LARGEST_GROUP), field="children")
    has_worked = _has_worked(work, now)
    _within_quota(consultation, today, has_worked=has_worked)
    if not has_worked and not proof.GROUP_DOOR.takes_room_without_work(now):
        raise Refusal(_too_many_at_once(work), field=AT_THE_DOOR)
    proof.GROUP_DOOR.enters(now)
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


def _number_sentence(least: int, most: int) -> str:
    return _("Vul een getal in van %(least)d tot en met %(most)d.") % {"least": least, "most": most}


def _has_worked(work: proof.Work | None, now: datetime) -> bool:
    """Whether this is work for a group that we asked for, enough for how busy it is, and was not used before."""
    today = timezone.localdate(now)
    if work is None or not proof.is_ours(work, today, proof.A_GROUP) or not proof.GROUP_DOOR.is_enough(work, now):
        return False
    return SpentProof.objects.get_or_create(proof=work.key, defaults={"day": today})[1]


def _too_many_at_once(work: proof.Work | None) -> str:
    if work is not None:
        return _("Er worden nu veel codes tegelijk gemaakt. Wacht een paar tellen en druk nog een keer op de knop.")
    return _(
        "Er worden nu te veel codes tegelijk gemaakt door browsers zonder JavaScript. Zet JavaScript aan, probeer het over een kwartier nog een keer, of vraag de organisator om een code."
    )


def _within_quota(consultation: Consultation, today: date, *, has_worked: bool) -> None:
    """So many codes that teachers make by themselves, a day and in all: a script must not open a thousand doors.

    The second half of a day is for who worked, so that a script that does not cannot use up the day of the others.
    What was made before today and never used opened no door, and counts no more.
    """
    made = consultation.entry_points.filter(made_by=TEACHER)
    in_use = Q(valid_from=today) | Q(uses__gt=0) | Exists(HandTally.objects.filter(entry_point=OuterRef("pk")))
    if made.filter(in_use).count() >= settings.GROUPS_IN_ALL:
        raise Refusal(_("Voor deze vraag zijn alle codes uitgegeven. Vraag de organisator om een code."))
    today_made = made.filter(valid_from=today).count()
    if not has_worked and today_made >= max(1, settings.GROUPS_A_DAY // 2):
        raise Refusal(_too_many_at_once(None), field=AT_THE_DOOR)
    if today_made >= settings.GROUPS_A_DAY:
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
    """Room for who still has to, up to what a teacher may give out; a code that was stopped stays so."""
    entry_point = _held(entry_point_id, timezone.localdate(now))
    if entry_point.ended:
        raise Refusal(_("Deze code is gestopt en gaat niet meer open. Maak een nieuwe code voor wie nog moet."))
    if not entry_point.max_uses < places <= MOST_PLACES:
        raise Refusal(
            _("De code heeft nu %(now)d plaatsen. Vul een hoger aantal in, tot en met %(most)d.")
            % {"now": entry_point.max_uses, "most": MOST_PLACES},
            field="places",
        )
    return staff.raise_quota(entry_point_id=entry_point_id, max_uses=places, by=None, now=now)


@transaction.atomic
def end_group(*, entry_point_id: int, now: datetime) -> EntryPoint:
    """The code takes nobody in any more; the page stays, for what comes back. How often it was used stays hidden."""
    if EntryPoint.objects.select_for_update().get(pk=entry_point_id).ended:
        raise Refusal(_("Deze code is al gestopt."))
    return staff.end_entry_point(entry_point_id=entry_point_id, by=None, now=now)


def _held(entry_point_id: int, today: date) -> EntryPoint:
    entry_point = EntryPoint.objects.select_for_update().get(pk=entry_point_id)
    if not entry_point.open_on(today):
        raise Refusal(_("Deze vraag is gesloten. Wat er was, is bij ons."))
    return entry_point


@transaction.atomic
def tally_hands(
    *, entry_point_id: int, present: int, counted: Mapping[int, Count], press: str = "", now: datetime
) -> int:
    """The hands of a group per statement; apart from votes for ever.

    What another screen kept meanwhile is not written over: who typed something else sees both, and chooses.
    """
    entry_point = _held(entry_point_id, timezone.localdate(now))
    if not 1 <= present <= entry_point.max_uses:
        raise Refusal(_number_sentence(1, entry_point.max_uses), field="present")
    open_now = set(
        entry_point.consultation.statements.filter(state=StatementState.OPEN, pk__in=counted).values_list(
            "pk", flat=True
        )
    )
    if set(counted) - open_now:
        raise Refusal(_("Over een van deze zinnen kan niet meer worden gestemd. Open de bladzijde opnieuw."))
    rows = {
        one.statement_id: one
        for one in HandTally.objects.filter(entry_point=entry_point, statement__in=counted).select_for_update()
    }
    for statement_id, count in counted.items():
        row = rows.get(statement_id)
        presses = row.presses.split() if row else []
        if count.added.total and press in presses:
            # the same press, sent again by a browser: at once, or after other presses here or on another screen
            continue
        standing = _standing(row)
        hands = count.over(standing)
        if hands is None:
            raise Refusal(
                _(
                    "Ondertussen is op een ander scherm opgeslagen: eens %(agree)d, oneens %(disagree)d, weet ik niet %(passed)d. Wat u typte staat er nog. Kies welke getallen kloppen en druk nog een keer op Bewaren."
                )
                % {"agree": standing.agree, "disagree": standing.disagree, "passed": standing.passed},
                field=f"hands-{statement_id}",
            )
        if min(hands.agree, hands.disagree, hands.passed) < 0 or hands.total > present:
            raise Refusal(
                _("Er staan %(hands)d handen, en er zijn %(present)d kinderen. Tel deze zin nog een keer.")
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
                "presses": " ".join([*presses, press][-KEPT_PRESSES:] if count.added.total and press else presses),
            },
        )
    return len(counted)


def _standing(row: HandTally | None) -> Hands:
    return Hands(row.agree, row.disagree, row.passed) if row else Hands()


@transaction.atomic
def say_together(
    *, entry_point_id: int, secret: str, text: str, size: int, language: str, now: datetime
) -> child.Received:
    """One contribution of the whole group, with how many they were; it takes no child's place."""
    entry_point = _held(entry_point_id, timezone.localdate(now))
    if not SMALLEST_TOGETHER <= size <= entry_point.max_uses:
        raise Refusal(_number_sentence(SMALLEST_TOGETHER, entry_point.max_uses), field="size")
    if not words.says_something(words.clean(text)):
        raise Refusal(_("Er staat nog niets. Schrijf op wat de groep vindt."), field="text")
    visit = tickets.Visit(addresses.group_ticket(secret), entry_point.pk)
    SpentEntry.objects.get_or_create(
        entry_key=tickets.entry_key(visit.ticket, entry_point.pk), defaults={"entry_point": entry_point}
    )
    return child.receive_contribution(visit=visit, text=text, language=language, group_size=size, now=now)
