"""Who takes part in a draw, under numbers without meaning, and what is asked of who is chosen."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID

import seating
from seating.classes import BESIDE
from seating.parties import parties_of as parties_in
from weerklank.editions.lifecycle import AttendanceState, RunState
from weerklank.editions.models import (
    Attendee,
    Bond,
    BondKind,
    DayRegistration,
    DrawNumber,
    ParticipantRole,
    Trait,
)
from weerklank.moves import Refusal

WANTING = (AttendanceState.REGISTERED, AttendanceState.CONSENT_PENDING, AttendanceState.WAITING)
COMING = (AttendanceState.CONFIRMED, AttendanceState.CHECKED_IN, AttendanceState.ATTENDED)
ROLE = "rol"
UNSAID = "niet gezegd"
# a trait that an organiser calls like one of these must not be taken for it
TAKEN = frozenset({ROLE, "household"})
# a smaller group is not shown: who knows a child in it would learn something of that child
SMALLEST_GROUP = 10
THE_REST = "andere, samen"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who takes part: a number, what counts of them, and words that a household and a party share."""

    attendee: UUID
    number: int
    counts_as: Mapping[str, str]
    household: str
    party: str = ""


@dataclass(frozen=True, slots=True)
class Pool:
    """Everybody who takes part, how many are chosen, and every quota."""

    candidates: tuple[Candidate, ...]
    size: int
    quotas: tuple[seating.Attribute, ...]

    @property
    def people(self) -> list[seating.Person]:
        return [seating.Person(str(one.number), one.counts_as) for one in self.candidates]

    @property
    def households(self) -> dict[str, str]:
        return {str(one.number): one.household for one in self.candidates if one.household}

    @property
    def parties(self) -> tuple[tuple[str, ...], ...]:
        """The numbers of people who come together or not at all."""
        found: dict[str, list[str]] = {}
        for one in self.candidates:
            if one.party:
                found.setdefault(one.party, []).append(str(one.number))
        return tuple(tuple(sorted(party)) for party in found.values() if len(party) > 1)

    @property
    def together(self) -> list[seating.Together]:
        return [seating.Together(*pair) for party in self.parties for pair in pairwise(party)]

    @property
    def lots(self) -> dict[int, str]:
        """As what each number is drawn: on its own, or together with others."""
        own = {one.number: str(one.number) for one in self.candidates}
        return own | {int(number): BESIDE.join(party) for party in self.parties for number in party}

    def told(self) -> dict[str, Any]:
        """What went in, as data in an order of its own: what the hash is over."""
        return {
            "size": self.size,
            "quotas": quotas_as_data(self.quotas),
            "people": [
                {"number": one.number, "household": one.household}
                # left out where nobody is meant, so that a draw of before this existed keeps its seal
                | ({"party": one.party} if one.party else {})
                | dict(sorted(one.counts_as.items()))
                for one in sorted(self.candidates, key=lambda one: one.number)
            ],
        }

    def digest(self) -> str:
        plain = json.dumps(self.told(), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return hashlib.sha256(plain.encode()).hexdigest()


def quotas_as_data(quotas: Iterable[seating.Attribute]) -> list[dict[str, Any]]:
    return [
        {"attribute": one.name, "category": row.name, "min": row.minimum, "max": row.maximum}
        for one in quotas
        for row in one.categories
    ]


def quotas_of(told: Sequence[Mapping[str, Any]]) -> tuple[seating.Attribute, ...]:
    """Quotas back from data."""
    names = dict.fromkeys(row["attribute"] for row in told)
    return tuple(
        seating.Attribute(
            name,
            tuple(
                seating.Category(row["category"], row["min"], row["max"]) for row in told if row["attribute"] == name
            ),
        )
        for name in names
    )


def _each_once(attendees: Iterable[Attendee]) -> list[Attendee]:
    """Whoever signed up twice under one name and address has one chance, as everybody has: the first counts."""
    first: dict[object, Attendee] = {}
    for one in sorted(attendees, key=lambda one: one.place_in_line):
        first.setdefault((one.name.casefold(), one.email.casefold()) if one.email else one.pk, one)
    kept = {one.pk for one in first.values()}
    return [one for one in attendees if one.pk in kept]


def pool_of(registration: DayRegistration, *, one_per_household: bool) -> Pool:
    """Everybody who wants to come and has no place yet. Raises Refusal where there is nothing to choose."""
    drawn = set(_drawn_before(registration))
    everybody = list(_full(Attendee.objects.filter(registration=registration, state__in=(*WANTING, *COMING))))
    # who was drawn and waits only for a guardian's yes keeps the place
    inside = [one for one in everybody if one.state in COMING or one.pk in drawn]
    attendees = _each_once([one for one in everybody if one.state in WANTING and one.pk not in drawn])
    if not attendees:
        raise Refusal(
            "Er is niemand om uit te kiezen: niemand wacht op een plaats. Zodra mensen zich hebben aangemeld, kan er geloot worden."
        )
    traits = list(registration.traits.prefetch_related("values"))
    roles = _roles(registration, attendees, inside)
    size = sum(row.maximum for row in roles.categories)
    if not size:
        raise Refusal("Alle plaatsen zijn al bezet. Maak plaatsen vrij of voeg plaatsen toe, en begin dan een loting.")
    # nobody takes part without a chance: a role without a place left waits
    open_ = {row.name for row in roles.categories}
    attendees = [one for one in attendees if ParticipantRole(one.role).label in open_]
    counted = [_counts_as(one, traits) for one in attendees]
    # quotas are about who is drawn; whoever got a place in another way does not count
    chosen = [_counts_as(one, traits) for one in inside if one.pk in drawn]
    quotas = [roles, *(_quota(trait, counted, chosen, size) for trait in traits)]
    homes = _households(attendees) if one_per_household else {}
    parties = parties_of(registration, attendees)
    _no_household_comes_together(attendees, homes, parties)
    return Pool(
        tuple(
            Candidate(one.pk, number, counts, homes.get(one.pk, ""), parties.get(one.pk, ""))
            for number, (one, counts) in enumerate(zip(attendees, counted, strict=True), start=1)
        ),
        size,
        tuple(quotas),
    )


def _full(attendees: Any) -> Any:
    # in the order of keys that are random: a number tells nothing of who came first
    return attendees.prefetch_related("traits__trait", "traits__value").order_by("pk")


def _drawn_before(registration: DayRegistration) -> Iterable[UUID]:
    """Who was drawn in a draw that stands, and for whom nobody else came."""
    return DrawNumber.objects.filter(
        selecting__registration=registration, selecting__state=RunState.APPROVED, is_drawn=True, replaced_by=None
    ).values_list("attendee_id", flat=True)


def _roles(
    registration: DayRegistration, attendees: Sequence[Attendee], inside: Sequence[Attendee]
) -> seating.Attribute:
    """As many of each role as there are places left, or all of them where they fit."""
    places = dict(registration.places.values_list("role", "places"))
    wanting, taken = Counter(one.role for one in attendees), Counter(one.role for one in inside)
    unknown = [ParticipantRole(role).label for role in wanting if role not in places]
    if unknown:
        raise Refusal(
            f"Voor deze rol is niet gezegd hoeveel plaatsen er zijn: {', '.join(sorted(unknown))}. "
            "Zet dat eerst bij de aanmelding van deze editie."
        )
    rows = []
    for role in ParticipantRole:
        many = min(wanting[role], max(0, places.get(role, 0) - taken[role]))
        if many:
            rows.append(seating.Category(role.label, many, many))
    return seating.Attribute(ROLE, tuple(rows))


def _name(trait: Trait) -> str:
    return f"{trait.name} (kenmerk)" if trait.name.casefold() in TAKEN else trait.name


def _counts_as(attendee: Attendee, traits: Sequence[Trait]) -> dict[str, str]:
    said = {one.trait_id: one.value.name for one in attendee.traits.all()}
    return {ROLE: ParticipantRole(attendee.role).label} | {_name(one): said.get(one.pk, UNSAID) for one in traits}


def _quota(
    trait: Trait, counted: Sequence[Mapping[str, str]], inside: Sequence[Mapping[str, str]], size: int
) -> seating.Attribute:
    """What the values of a trait still ask, now that some people have a place already."""
    name = _name(trait)
    taken = Counter(one[name] for one in inside)
    rows = []
    for value in trait.values.all():
        least = max(0, value.minimum - taken[value.name])
        most = size if value.maximum is None else max(0, value.maximum - taken[value.name])
        rows.append(seating.Category(value.name, least, max(least, most)))
    if any(one[name] == UNSAID for one in counted) and UNSAID not in {row.name for row in rows}:
        rows.append(seating.Category(UNSAID, 0, size))
    return seating.Attribute(name, tuple(rows))


def _households(attendees: Sequence[Attendee]) -> dict[UUID, str]:
    """Words without meaning for households of which more than one person takes part."""
    words = {one.pk: " ".join(one.household.casefold().split()) for one in attendees}
    many = Counter(word for word in words.values() if word)
    numbers: dict[str, str] = {}
    for word in words.values():
        if many[word] > 1:
            numbers.setdefault(word, f"h{len(numbers) + 1}")
    return {person: numbers[word] for person, word in words.items() if word in numbers}


def parties_of(registration: DayRegistration, attendees: Sequence[Attendee]) -> dict[UUID, str]:
    """Words without meaning for people who asked to come together, or whom the organiser keeps together."""
    here = {str(one.pk): one.pk for one in attendees}
    asked = [(str(one.pk), str(one.buddy_id)) for one in attendees if one.buddy_id]
    bonds = Bond.objects.filter(first__registration=registration, kind=BondKind.TOGETHER)
    asked += [(str(first), str(second)) for first, second in bonds.values_list("first_id", "second_id")]
    ties = [seating.Together(*pair) for pair in asked if set(pair) <= set(here)]
    parties = parties_in([seating.Person(key) for key in here], ties)
    many = (party for party in parties if len(party) > 1)
    return {here[one.id]: f"s{number}" for number, party in enumerate(many, start=1) for one in party}


def _no_household_comes_together(
    attendees: Iterable[Attendee], homes: Mapping[UUID, str], parties: Mapping[UUID, str]
) -> None:
    """At most one of a household and all of a party cannot both hold: somebody decides, and not the programme."""
    seen: dict[tuple[str, str], Attendee] = {}
    for one in attendees:
        key = (homes.get(one.pk, ""), parties.get(one.pk, ""))
        other = seen.setdefault(key, one) if all(key) else one
        if other is not one:
            raise Refusal(
                f"{other.name} en {one.name} willen samen komen en zijn van één huishouden, waaruit hoogstens één "
                "persoon wordt geloot. Loot zonder die eis, of haal bij hen het maatje weg.",
                field="one_per_household",
            )


def pool_from(numbers: Iterable[DrawNumber], told: Mapping[str, Any]) -> Pool:
    """The pool of a draw that began, back from what was kept of it."""
    return Pool(
        tuple(Candidate(one.attendee_id, one.number, one.counts_as, one.household, one.party) for one in numbers),
        int(told["size"]),
        quotas_of(told["quotas"]),
    )


@dataclass(frozen=True, slots=True)
class GroupChance:
    """What chance a group had; never of fewer people than may be shown."""

    attribute: str
    category: str
    people: int
    chance: float


def chances_of_groups(pool: Pool, chances: Mapping[str, float]) -> list[GroupChance]:
    """The chance per group; groups too small to show stand together, and where even that is too small, with one more."""
    told: list[GroupChance] = []
    for name in [quota.name for quota in pool.quotas]:
        members: dict[str, list[float]] = {}
        for one in pool.candidates:
            members.setdefault(one.counts_as[name], []).append(chances[str(one.number)])
        shown = {category: found for category, found in members.items() if len(found) >= SMALLEST_GROUP}
        rest = [chance for category, found in members.items() if category not in shown for chance in found]
        # a rest of three beside a known total would still tell three people apart
        while rest and len(rest) < SMALLEST_GROUP and shown:
            rest += shown.pop(min(shown, key=lambda category: (len(shown[category]), category)))
        groups = [*sorted(shown.items()), *([(THE_REST, rest)] if len(rest) >= SMALLEST_GROUP else [])]
        told += [GroupChance(name, category, len(found), sum(found) / len(found)) for category, found in groups]
    return told
