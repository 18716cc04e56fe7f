"""Changes to a table plan by hand and on the day itself: weighed first, then made, with the reason after approval."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

import seating
from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.editions.actions.places import follow_plan
from weerklank.editions.actions.seating import MADE, locked_plan, write_seats
from weerklank.editions.choosing import gathering as gatherings
from weerklank.editions.choosing import words
from weerklank.editions.lifecycle import AttendanceState, RunState
from weerklank.editions.models import Attendee, Seating, SeatNeed, Sitting, TableOffer, ThemeTable
from weerklank.moves import Refusal

LATEST = (AttendanceState.CHECKED_IN, AttendanceState.ATTENDED)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A plan as it stands beside how it would stand, and who would move."""

    before: seating.Arrangement
    after: seating.Arrangement
    moves: tuple[seating.Move, ...]
    late: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """Changes when anything about the outcome does: what was shown is what is done, or nothing is."""
        seats = sorted((seat.round.number, seat.person, seat.table) for seat in self.after.plan.seats)
        return hashlib.sha256(repr(seats).encode()).hexdigest()[:24]


def _judged(plan: Seating) -> tuple[seating.Arrangement, list[Sitting]]:
    sittings = list(plan.sittings.order_by("pk"))
    gathering, seats = gatherings.seated(plan, sittings)
    return seating.judged(gathering, seats, seed=plan.seed), sittings


def weigh_move(*, plan: Seating, person: str, round_: int, table: str = "", with_: str = "") -> Weighed:
    """What becomes better and worse when somebody goes to another table, or in the place of somebody there.

    Whoever must sit together goes together. Raises Refusal where a name is no longer in the plan.
    """
    if plan.state not in MADE:
        raise Refusal("In deze indeling kan niemand meer verplaatst worden: er is een nieuwere, of zij is niet af.")
    before, sittings = _judged(plan)
    at = {str(one.attendee_id): str(one.table_id) for one in sittings if one.round == round_}
    if person not in at or (with_ and with_ not in at):
        raise Refusal("Deze persoon heeft hier geen plaats meer. Ververs de bladzijde.")
    target = at[with_] if with_ else table
    if target not in {one.id for one in before.gathering.tables}:
        raise Refusal("Deze tafel is er niet meer. Ververs de bladzijde.")
    if target == at[person]:
        raise Refusal("Deze persoon zit al aan die tafel. Kies een andere tafel.")
    going = [one for one in gatherings.party_of(before.gathering, person) if at.get(one) == at[person]]
    coming = [one for one in gatherings.party_of(before.gathering, with_) if at.get(one) == target] if with_ else []
    new = dict.fromkeys(going, target) | dict.fromkeys(coming, at[person])
    seats = tuple(
        seating.Seat(seat.person, new[seat.person], seat.round)
        if seat.round.number == round_ and seat.person in new
        else seat
        for seat in before.plan.seats
    )
    after = seating.judged(before.gathering, seats, seed=plan.seed)
    moves = tuple(seating.Move(one, seating.Round(round_), at[one], to) for one, to in new.items())
    return Weighed(before, after, moves)


@transaction.atomic
def move_by_hand(
    *,
    seating_id: int,
    person: str,
    round_: int,
    table: str,
    with_: str,
    mark: str,
    because: str,
    by: Account,
    now: datetime,
) -> Seating:
    """Makes a change that was weighed, and keeps those places when the plan is made anew."""
    plan = locked_plan(seating_id)
    weighed = weigh_move(plan=plan, person=person, round_=round_, table=table, with_=with_)
    if mark != weighed.mark:
        raise Refusal(
            "De indeling is intussen veranderd. Hieronder staat wat de verplaatsing nu betekent; kijk nog eens."
        )
    because = _reason(plan, because)
    write_seats(plan, weighed.after, because=because, moved=(move.person for move in weighed.moves))
    _stored(plan, weighed.after)
    follow_plan(plan=plan, by=by, now=now)
    _logged(plan, weighed.moves, because, by, now)
    return plan


def _reason(plan: Seating, because: str) -> str:
    """After approval a change says why; and the log, which is kept, holds no name of who comes."""
    because = " ".join(because.split())[:200]
    if plan.state == RunState.APPROVED and not because:
        raise Refusal("Deze indeling is vastgesteld. Zeg waarom er toch iets verandert.", field="because")
    said = set(re.findall(r"\w+", because.casefold()))
    for row in plan.registration.attendees.only("name", "badge_name"):
        # ‘van’ and ‘de’ in a name give nobody away
        parts = {
            part.casefold()
            for part in re.findall(r"\w+", f"{row.name} {row.badge_name}")
            if len(part) > 2 and not part[0].islower()
        }
        if found := sorted(parts & said):
            raise Refusal(
                f"Hier staat een naam van iemand die komt (‘{found[0]}’). De reden blijft in het logboek staan; schrijf haar zonder naam.",
                field="because",
            )
    return because


def _stored(plan: Seating, found: seating.Arrangement) -> None:
    plan.result = plan.result | gatherings.figures_of(found)
    plan.told = words.have_a_place(len(found.plan.people))
    plan.save(update_fields=["result", "told"])


def _logged(plan: Seating, moves: Iterable[seating.Move], because: str, by: Account, now: datetime) -> None:
    tables = {str(one.pk): str(one) for one in gatherings.tables_of(plan.registration)}
    told = "; ".join(f"ronde {move.round.number}: van ‘{tables[move.old]}’ naar ‘{tables[move.new]}’" for move in moves)
    note = f"{told or 'Niemand hoefde te verhuizen'}.{f' Waarom: {because}' if because else ''}"
    audit.record(action="seating.moved", obj=plan, by=by, now=now, note=note)


@transaction.atomic
def pin(*, seating_id: int, sitting_id: int, pinned: bool, by: Account, now: datetime) -> Sitting:
    """A place stays as it is when the plan is made anew, or no longer."""
    plan = locked_plan(seating_id)
    sitting = plan.sittings.filter(pk=sitting_id).first()
    if sitting is None or plan.state not in MADE:
        raise Refusal("Deze plaats is er niet meer in deze indeling. Ververs de bladzijde.")
    if sitting.pinned != pinned:
        sitting.pinned = pinned
        sitting.save(update_fields=["pinned"])
        audit.record(
            action="seating.pinned" if pinned else "seating.unpinned", obj=plan, by=by, now=now,
            note=f"Ronde {sitting.round}, {sitting.table}.",
        )  # fmt: skip
    return sitting


def weigh_reseating(*, plan: Seating, only_present: bool) -> Weighed:
    """Who came late gets a place, who stays away leaves one, and as few others as can be move.

    only_present: whoever is not checked in yet counts as absent.
    """
    if plan.state not in MADE:
        raise Refusal("Deze indeling is niet meer in gebruik. Kies de nieuwste.")
    people = gatherings.coming(plan.registration)
    if only_present:
        people = [one for one in people if one.state in LATEST]
    if not people:
        raise Refusal("Er is niemand om te schikken: niemand is binnen.")
    tables, sittings = gatherings.tables_of(plan.registration), list(plan.sittings.order_by("pk"))
    gathering = gatherings.gathering_of(
        plan.registration, people, tables, rounds=plan.rounds, households=gatherings.options_of(plan)
    )
    try:
        found = seating.reseat(gathering, [gatherings.seat_of(one) for one in sittings], seed=plan.seed)
    except seating.NoPlan as error:
        raise Refusal(
            "Twee mensen moeten nu samen én niet samen zitten. Haal eerst een van beide afspraken weg."
        ) from error
    except ValueError as error:
        raise Refusal("Er blijft een ronde over waarin niemand zit. Maak een nieuwe indeling.") from error
    here = {str(one.pk) for one in people}
    staying = [one for one in sittings if str(one.attendee_id) in here]
    known = {str(one.attendee_id) for one in staying}
    before = seating.judged(
        gatherings.gathering_of(
            plan.registration,
            [one for one in people if str(one.pk) in known],
            tables,
            rounds=plan.rounds,
            households=gatherings.options_of(plan),
        ),
        tuple(gatherings.seat_of(one) for one in staying),
        seed=plan.seed,
    )
    return Weighed(before, found.arrangement, found.moves, found.late, found.absent)


@transaction.atomic
def reseat(*, seating_id: int, only_present: bool, mark: str, because: str, by: Account, now: datetime) -> Seating:
    """Makes the moves that were shown, for who came late and who stayed away."""
    plan = locked_plan(seating_id)
    weighed = weigh_reseating(plan=plan, only_present=only_present)
    if mark != weighed.mark:
        raise Refusal("Er kwam of ging intussen iemand. Hieronder staat wat er nu zou verhuizen; kijk nog eens.")
    if not (weighed.moves or weighed.late or weighed.absent):
        raise Refusal("Er verandert niets: iedereen die er is, heeft een plaats.")
    because = _reason(plan, because)
    write_seats(plan, weighed.after, because=because)
    _stored(plan, weighed.after)
    late, absent = len(weighed.late), len(weighed.absent)
    follow_plan(plan=plan, by=by, now=now)
    _logged(plan, weighed.moves, f"{because} ({late} erbij, {absent} weg)".strip(), by, now)
    return plan


@transaction.atomic
def set_offer(
    *,
    table_id: int,
    places: int,
    features: Iterable[str],
    languages: Iterable[str],
    by: Account,
    now: datetime,
) -> TableOffer:
    """How many people fit at a table, what it offers, and what is spoken there."""
    table = ThemeTable.objects.select_for_update(no_key=True).filter(pk=table_id).first()
    if table is None:
        raise Refusal("Deze tafel is net weggehaald. Ververs de bladzijde.")
    offer, _ = TableOffer.objects.update_or_create(
        table=table,
        defaults={"places": places, "features": sorted(set(features)), "languages": sorted(set(languages))},
    )
    audit.record(action="table.offer", obj=table, by=by, now=now, note=f"Plaatsen: {places}.")
    return offer


@transaction.atomic
def set_needs(*, attendee: Attendee, features: Iterable[str], by: Account, now: datetime) -> None:
    """What the table of somebody must offer. Not in the log: what somebody needs is theirs."""
    del by, now  # whoever may, may; and nothing about it is kept
    row = Attendee.objects.select_for_update(of=("self",)).filter(pk=attendee.pk).first()
    if row is None:
        raise Refusal("Deze aanmelding is net gewist. Ververs de bladzijde.")
    wanted = set(features)
    row.seat_needs.exclude(feature__in=wanted).delete()
    known = set(row.seat_needs.values_list("feature", flat=True))
    SeatNeed.objects.bulk_create(SeatNeed(attendee=row, feature=one) for one in sorted(wanted - known))
