"""What pages about a table plan ask: the tables with who sits there, what is broken, what is not met, how good it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

import seating
from weerklank.editions.actions.moving import Weighed
from weerklank.editions.choosing import gathering as gatherings
from weerklank.editions.choosing import picture, words
from weerklank.editions.lifecycle import RunState
from weerklank.editions.models import Attendee, DayRegistration, Feature, ParticipantRole, Seating, Sitting, ThemeTable

# beside the colour every role has a shape, for whoever sees no colours and for a black and white printer
SHAPES = {
    ParticipantRole.CHILD: "circle",
    ParticipantRole.YOUNG_PERSON: "triangle",
    ParticipantRole.ORGANISATION: "square",
    ParticipantRole.MINISTRY: "diamond",
    ParticipantRole.PARLIAMENT: "hexagon",
    ParticipantRole.OTHER: "cross",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One place at a table: who sits there, or nobody."""

    spot: picture.Spot
    sitting: Sitting | None
    name: str
    short: str
    role: str
    label: str
    shape: str
    wishes: tuple[str, ...]
    found: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """One table in one round, as a picture and as a list."""

    table: ThemeTable
    drawing: picture.Drawing
    places: tuple[Place, ...]
    capacity: int
    features: tuple[str, ...]

    @property
    def sitting(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.sitting)

    @property
    def told(self) -> str:
        """The picture in words."""
        count = len(self.sitting)
        return f"{self.table}: {count} {'mens' if count == 1 else 'mensen'} aan {self.capacity} plaatsen"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What is asked of a plan: one theme, one role, a name, only who misses something, only who is pinned."""

    theme: str = ""
    role: str = ""
    search: str = ""
    which: str = ""

    @property
    def people(self) -> bool:
        return bool(self.role or self.search or self.which)

    def finds(self, one: Sitting) -> bool:
        return (
            (not self.role or one.attendee.role == self.role)
            and (not self.search or self.search.casefold() in one.attendee.name.casefold())
            and (self.which != "wens" or bool(one.unmet))
            and (self.which != "vast" or one.pinned)
        )


def seatings_of(registration: DayRegistration) -> QuerySet[Seating]:
    return registration.seatings.select_related("made_by", "approved_by").order_by("-number")


def called(people: Iterable[Attendee]) -> Callable[[str], str]:
    """What somebody is called, by key; whoever is forgotten is nobody any more."""
    names = {str(one.pk): one.name for one in people}
    return lambda key: names.get(key, "iemand die is gewist")


def names_of(registration: DayRegistration) -> Callable[[str], str]:
    return called(registration.attendees.only("pk", "name"))


def table_names(registration: DayRegistration) -> Callable[[str], str]:
    names = {str(one.pk): str(one) for one in gatherings.tables_of(registration)}
    return lambda key: names.get(key, "een tafel die weg is")


def features_of(words_: Iterable[str]) -> tuple[str, ...]:
    labels = dict(Feature.choices)
    return tuple(str(labels[one]) for one in sorted(words_) if one in labels)


def table_views(plan: Seating, round_: int, asked: Narrowed) -> tuple[TableView, ...]:
    """The tables of a round that hold what is asked for; the young first, and who is found marked."""
    by_table: dict[int, list[Sitting]] = {}
    order = list(ParticipantRole)
    known = plan.sittings.filter(round=round_).select_related("attendee")
    for one in known.prefetch_related("attendee__theme_wishes__edition_theme"):
        by_table.setdefault(one.table_id, []).append(one)
    tables = gatherings.tables_of(plan.registration)
    at = {str(one.pk): str(one) for one in tables}
    views = []
    for table in tables:
        sittings = sorted(
            by_table.get(table.pk, []),
            key=lambda one: (order.index(ParticipantRole(one.attendee.role)), one.attendee.name),
        )
        if asked.theme and str(table.edition_theme_id) != asked.theme:
            continue
        if asked.people and not any(asked.finds(one) for one in sittings):
            continue
        views.append(_view(table, sittings, asked, lambda key: at.get(key, "een tafel die weg is")))
    return tuple(views)


def _view(table: ThemeTable, sittings: list[Sitting], asked: Narrowed, at: Callable[[str], str]) -> TableView:
    offer = gatherings.offer_of(table)
    drawing = picture.drawn(max(offer.places, len(sittings)))
    places = []
    for number, spot in enumerate(drawing.spots):
        one = sittings[number] if number < len(sittings) else None
        role = ParticipantRole(one.attendee.role) if one else None
        places.append(
            Place(
                spot,
                one,
                one.attendee.name if one else "",
                picture.shortened(one.attendee.called) if one else "",
                role.value if role else "empty",
                str(role.label) if role else "vrij",
                SHAPES[role] if role else "circle",
                tuple(words.wish(row, at, _wanted(one, table)) for row in one.unmet) if one else (),
                bool(one and asked.people and asked.finds(one)),
            )
        )
    return TableView(table, drawing, tuple(places), offer.places, features_of(offer.features))


def _wanted(one: Sitting, table: ThemeTable) -> list[str]:
    """The themes that stand higher on somebody's list than the one of this table."""
    wished = list(one.attendee.theme_wishes.all())
    keys = [wish.edition_theme_id for wish in wished]
    here = keys.index(table.edition_theme_id) if table.edition_theme_id in keys else len(keys)
    return [str(wish.edition_theme) for wish in wished[:here]]


def broken(plan: Seating) -> tuple[str, ...]:
    """Every hard rule that the plan breaks now, in sentences."""
    name, table = names_of(plan.registration), table_names(plan.registration)
    return tuple(f"Ronde {one.round.number}. {words.broken(one, name, table)}" for one in gatherings.broken_now(plan))


def empty_tables(plan: Seating) -> tuple[ThemeTable, ...]:
    """The tables at which nobody sits in any round of this plan: no rule is broken there, and nobody talks there."""
    taken = set(plan.sittings.values_list("table", flat=True))
    return tuple(one for one in gatherings.tables_of(plan.registration) if one.pk not in taken)


def clashes(plan: Seating) -> list[dict[str, Any]]:
    return words.clashes(plan.result.get("clashes", []), names_of(plan.registration))


@dataclass(frozen=True, slots=True)
class Quality:
    """One thing that a plan costs, beside what no plan can go under."""

    label: str
    cost: int
    bound: float

    @property
    def best(self) -> bool:
        return self.cost <= self.bound


def quality(plan: Seating) -> tuple[Quality, ...]:
    costs, bounds = plan.result.get("costs"), plan.result.get("bounds")
    if not costs or not bounds:
        return ()
    return tuple(
        Quality(label, costs[name], bounds[name])
        for name, label in (
            ("wishes", "Onvervulde wensen, bij elkaar opgeteld"),
            ("again", "Keer dat twee mensen elkaar opnieuw treffen"),
            ("balance", "Mensen die een tafel te veel of te weinig heeft voor een eerlijke verdeling"),
            ("total", "Alles samen, gewogen"),
        )
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a change makes better or worse."""

    label: str
    before: int
    after: int

    @property
    def said(self) -> str:
        if self.before == self.after:
            return "blijft gelijk"
        return "wordt beter" if self.after < self.before else "wordt slechter"


@dataclass(frozen=True, slots=True)
class Preview:
    """A change as the organiser weighs it: who goes where, what gets better or worse, which rules break or hold again."""

    moves: tuple[tuple[str, int, str, str], ...]
    differences: tuple[Difference, ...]
    breaks: tuple[str, ...]
    mends: tuple[str, ...]
    still: tuple[str, ...]
    late: tuple[tuple[str, str], ...]
    absent: tuple[str, ...]
    mark: str


def preview(plan: Seating, weighed: Weighed) -> Preview:
    name, table = names_of(plan.registration), table_names(plan.registration)

    def sentences(found: seating.Arrangement) -> list[str]:
        return [f"Ronde {one.round.number}. {words.broken(one, name, table)}" for one in found.unmet]

    was, will = sentences(weighed.before), sentences(weighed.after)
    before, after = weighed.before.costs, weighed.after.costs
    return Preview(
        moves=tuple((name(one.person), one.round.number, table(one.old), table(one.new)) for one in weighed.moves),
        differences=(
            Difference("Onvervulde wensen", before.wishes, after.wishes),
            Difference("Mensen die elkaar opnieuw treffen", before.again, after.again),
            Difference("Scheve tafels", before.balance, after.balance),
        ),
        breaks=tuple(one for one in will if one not in was),
        mends=tuple(one for one in was if one not in will),
        still=tuple(one for one in will if one in was),
        late=tuple((name(one), _where(weighed.after, one, table)) for one in weighed.late),
        absent=tuple(name(one) for one in weighed.absent),
        mark=weighed.mark,
    )


def _where(found: seating.Arrangement, person: str, table: Callable[[str], str]) -> str:
    return ", ".join(
        f"ronde {seat.round.number}: {table(seat.table)}" for seat in found.plan.seats if seat.person == person
    )


def per_person(plan: Seating) -> list[tuple[str, ...]]:
    """A row per person, with the table of every round."""
    at: dict[Any, dict[int, str]] = {}
    people: dict[Any, Attendee] = {}
    for one in plan.sittings.select_related("attendee", "table__edition_theme").order_by("attendee__name", "round"):
        people[one.attendee_id] = one.attendee
        at.setdefault(one.attendee_id, {})[one.round] = str(one.table)
    rounds = range(1, plan.rounds + 1)
    return [
        (row.name, row.get_role_display(), *(at[key].get(number, "") for number in rounds))
        for key, row in people.items()
    ]


def per_table(plan: Seating) -> list[tuple[object, ...]]:
    """A row per place, table by table."""
    rows = plan.sittings.select_related("attendee", "table__edition_theme").order_by(
        "round", "table__edition_theme__order", "table__number", "table", "attendee__name"
    )
    return [
        (one.round, one.table.edition_theme, one.table.number, one.table.place, one.attendee.name,
         one.attendee.get_role_display(), "ja" if one.pinned else "")
        for one in rows
    ]  # fmt: skip


def own_seats(attendee_id: Any) -> tuple[Sitting, ...]:
    """Where somebody sits in the plan that was made known, for their own page; nothing before that."""
    return tuple(
        Sitting.objects.filter(
            attendee_id=attendee_id, seating__state=RunState.APPROVED, seating__published_on__isnull=False
        )
        .select_related("table__edition_theme", "seating")
        .order_by("round")
    )


def options(plan: Seating, round_: int) -> Mapping[str, list[tuple[str, str]]]:
    """Where somebody can go: per table a free place, or the place of each who sits there."""
    found: dict[str, list[tuple[str, str]]] = {}
    for view in table_views(plan, round_, Narrowed()):
        free = view.capacity - len(view.sitting)
        here = [(f"t{view.table.pk}", f"een vrije plaats ({free} vrij)" if free > 0 else "erbij (de tafel is vol)")]
        here += [
            (f"p{one.sitting.attendee_id}", f"ruilen met {one.name} ({one.label})")
            for one in view.sitting
            if one.sitting
        ]
        found[str(view.table)] = here
    return found
