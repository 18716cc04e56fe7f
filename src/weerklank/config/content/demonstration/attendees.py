"""Who comes to the made-up days: sixty people for the edition that is being prepared, and a handful for today's."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from weerklank.config.content.demonstration.scene import SLUG, TABLE_SLUG, Scene, organisation
from weerklank.editions import links
from weerklank.editions.lifecycle import AttendanceState
from weerklank.editions.models import (
    YOUNG_ROLES,
    Attendee,
    AttendeeTrait,
    Bond,
    BondKind,
    Choosing,
    DayRegistration,
    Edition,
    EditionTheme,
    Entrance,
    ParticipantRole,
    RolePlaces,
    ThemeTable,
    ThemeWish,
    Trait,
    TraitValue,
)
from weerklank.rights.models import Theme

CHILD, YOUNG, ORGANISATION, MINISTRY, PARLIAMENT, OTHER = ParticipantRole
A = AttendanceState

_FIRST = {
    CHILD: (
        "Noor", "Sem", "Yara", "Milan", "Fatima", "Daan", "Zoë", "Ilias", "Lotte", "Jayden", "Aya", "Bram", "Sofia",
        "Mees", "Nina", "Omar", "Puck", "Timo", "Elif", "Guus", "Хана", "سلمى", "Floor", "Ravi",
    ),
    YOUNG: (
        "Amber", "Bilal", "Chloé", "Dewi", "Emre", "Femke", "Gijs", "Hanna", "Ismail", "Joy", "Koen", "Lina", "Mo",
        "Naomi", "Olena", "Pim",
    ),
    ORGANISATION: ("Anke", "Bart", "Carla", "Dirk", "Esther", "Frits", "Gonny", "Henk", "Inge"),
    MINISTRY: ("Jolanda", "Karel", "Leonie", "Marten", "Nadia", "Otto", "Petra", "Quirijn"),
    PARLIAMENT: ("Roos", "Stijn", "Truus"),
    OTHER: ("Ugo", "Vera"),
}  # fmt: skip
_PLACES = {CHILD: 14, YOUNG: 12, ORGANISATION: 8, MINISTRY: 7, PARLIAMENT: 3, OTHER: 3}
_SURNAMES = ("Voorbeeld", "Verzonnen", "van Verzinsel", "Bedacht")
_PROVINCES = (
    "Drenthe", "Flevoland", "Friesland", "Gelderland", "Groningen", "Limburg", "Noord-Brabant", "Noord-Holland",
    "Overijssel", "Utrecht", "Zeeland", "Zuid-Holland", "Caribisch deel",
)  # fmt: skip
# question, and for each answer how many of those who are chosen it must and may hold
_TRAITS = (
    ("Provincie", "Uit welke provincie?", tuple((name, 0, 5) for name in _PROVINCES)),
    (
        "Soort plaats",
        "Uit een stad, een kleinere plaats of een dorp?",
        (("grote stad", 5, 14), ("kleinere plaats", 5, 14), ("dorp", 4, 14)),
    ),
)
# by the place in the row: what somebody needs, and what the organiser promised about it
_NEEDS = {
    2: ("Ik zit in een rolstoel.", "U kunt overal gelijkvloers komen; de tafel is hoog genoeg."),
    7: ("Niet te veel lawaai, en af en toe even weg kunnen.", ""),
    11: ("Ik eet geen noten.", ""),
    19: ("Een tolk Nederlandse Gebarentaal.", "Er komt een tolk, de hele dag."),
    21: ("Iemand die Oekraïens spreekt.", ""),
    22: ("Iemand die Arabisch spreekt.", ""),
    29: ("Grote letters op papier.", ""),
    44: ("Een ringleiding.", ""),
}
_LANGUAGES = {21: "uk", 22: "ar", 39: "uk"}
_BUDDIES = ((1, 3), (5, 6), (9, 15), (25, 26), (30, 33))
_HOUSEHOLDS = {4: "gezin A", 8: "gezin A", 12: "gezin B", 13: "gezin B", 28: "gezin C", 17: "gezin C"}
_BONDS = ((21, 39, BondKind.TOGETHER), (2, 18, BondKind.TOGETHER), (10, 14, BondKind.APART), (7, 16, BondKind.APART))
_THEMES = (("mentaal-welzijn", "Lekker in je vel (demonstratie)", 2), ("participatie", "Meepraten (demonstratie)", 3))
_REACH = "organisator@demo.example of 000-0000000 (demonstratie)"


@dataclass(frozen=True, slots=True)
class _Person:
    """One made-up person, by the place in the row."""

    number: int
    role: ParticipantRole
    of_role: int
    first: str

    @property
    def state(self) -> AttendanceState:
        """The young wait for the draw; the others came in order, with the last one or two beside the places."""
        if self.role in YOUNG_ROLES:
            return A.CONSENT_PENDING if self.role == CHILD and self.of_role in (6, 17) else A.REGISTERED
        if self.of_role > _PLACES[self.role]:
            return A.WAITING if self.role == ORGANISATION else A.INVITED
        return A.CANCELLED if self.role == PARLIAMENT and self.of_role == 3 else A.CONFIRMED


def _people() -> list[_Person]:
    row = [(role, place, first) for role, names in _FIRST.items() for place, first in enumerate(names, start=1)]
    return [_Person(number, role, place, first) for number, (role, place, first) in enumerate(row, start=1)]


def lay_attendees(scene: Scene) -> None:
    """Apart from the rest, so that an installation of before it existed gets it too."""
    coming = Edition.objects.get(slug=SLUG)
    if DayRegistration.objects.filter(edition=coming).exists():
        scene.layer.report.count("unchanged", DayRegistration)
    else:
        _lay_coming_day(scene, coming)
    today = Edition.objects.get(slug=TABLE_SLUG)
    if DayRegistration.objects.filter(edition=today).exists():
        scene.layer.report.count("unchanged", DayRegistration)
    else:
        _lay_day_of_today(scene, today)


def _registration(scene: Scene, edition: Edition, *, opened: int, closes: date, **fields: Any) -> DayRegistration:
    return scene.layer.once(
        DayRegistration,
        {"edition": edition},
        {
            "opens_on": scene.ago(opened),
            "closes_on": closes,
            "entrance": Entrance.OPEN,
            "reach": _REACH,
            "erase_after_days": 30,
            **fields,
        },
    )


def _lay_coming_day(scene: Scene, edition: Edition) -> None:
    """More children and young people than places, so that there is something to draw."""
    registration = _registration(
        scene, edition, opened=20, closes=scene.today + timedelta(days=30), choosing=Choosing.LOTTERY
    )
    for role, places in _PLACES.items():
        scene.layer.once(RolePlaces, {"registration": registration, "role": role}, {"places": places})
    values = _lay_traits(scene, registration)
    themes = _lay_themes_and_tables(scene, edition)
    laid = {person.number: _lay_person(scene, registration, person) for person in _people()}
    for number, attendee in laid.items():
        for place, trait in enumerate(values):
            # two steps that share no divisor with the number of answers: no answer follows from another
            value = trait[(number * (5, 7)[place]) % len(trait)]
            scene.layer.once(AttendeeTrait, {"attendee": attendee, "trait": value.trait}, {"value": value})
        for rank in range(1 + number % 2):
            wish = {"attendee": attendee, "rank": rank + 1}
            scene.layer.once(ThemeWish, wish, {"edition_theme": themes[(number + rank) % len(themes)]})
    for one, other in _BUDDIES:
        for mine, theirs in ((one, other), (other, one)):
            Attendee.objects.filter(pk=laid[mine].pk).update(buddy=laid[theirs])
    for one, other, kind in _BONDS:
        first, second = sorted((laid[one], laid[other]), key=lambda attendee: attendee.pk)
        scene.layer.once(Bond, {"first": first, "second": second}, {"kind": kind})


def _lay_traits(scene: Scene, registration: DayRegistration) -> list[list[TraitValue]]:
    laid = []
    for order, (name, question, values) in enumerate(_TRAITS, start=1):
        trait = scene.layer.once(
            Trait, {"registration": registration, "name": name}, {"question": question, "order": order}
        )
        laid.append(
            [
                scene.layer.once(
                    TraitValue, {"trait": trait, "name": value}, {"order": place, "minimum": least, "maximum": most}
                )
                for place, (value, least, most) in enumerate(values, start=1)
            ]
        )
    return laid


def _lay_themes_and_tables(scene: Scene, edition: Edition) -> list[EditionTheme]:
    """Two themes beside the one that children are asked about now, and six tables in all."""
    for slug, name, order in _THEMES:
        key = {"edition": edition, "theme": Theme.objects.get(slug=slug)}
        scene.layer.once(EditionTheme, key, {"name": name, "order": order})
    themes = list(edition.themes.order_by("order", "id"))
    for theme in themes:
        for number in (1, 2):
            scene.layer.once(
                ThemeTable,
                {"edition_theme": theme, "number": number},
                {"place": f"Zaal {theme.order} (demonstratie)"},
            )
    return themes


def _lay_person(
    scene: Scene, registration: DayRegistration, person: _Person, *, state: AttendanceState | None = None
) -> Attendee:
    young, child = person.role in YOUNG_ROLES, person.role == CHILD
    state = state or person.state
    needs, met = _NEEDS.get(person.number, ("", ""))
    name = f"{person.first} {_SURNAMES[person.number % len(_SURNAMES)]} (demonstratie)"
    key = hashlib.sha256(f"demonstratie {registration.edition_id} {person.number}".encode()).hexdigest()
    pk = uuid.uuid4()
    agreed = child and state not in (A.CONSENT_PENDING, A.INVITED)
    return scene.layer.once(
        Attendee,
        {"request_key": key},
        {
            "registration": registration,
            "role": person.role,
            "name": name,
            "badge_name": person.first,
            "email": f"deelnemer{person.number}@demo.example",
            "organisation": _comes_for(person),
            "organisation_name": "" if young or person.role == MINISTRY else _ORGANISATIONS[person.role],
            "is_under_16": child,
            "guardian_name": f"Ouder van {person.first} (demonstratie)" if child else "",
            "guardian_phone": "000-0000000" if child else "",
            "guardian_agreed_on": scene.today if agreed else None,
            "photo_self": person.number % 4 != 2,
            "photo_guardian": agreed and person.number % 3 != 1,
            "needs": needs,
            "needs_met": met,
            "needs_confirmed_on": scene.today if met else None,
            "language": _LANGUAGES.get(person.number, "nl"),
            "household": _HOUSEHOLDS.get(person.number, ""),
            "state": state,
            "registered_on": scene.ago(max(0, 18 - person.number // 4)),
            "place_in_line": person.number,
            "id": pk,
            "secret_digest": links.digest_of(links.own_secret(pk)),
        },
    )


_ORGANISATIONS = {
    ORGANISATION: "Voorbeeldcollectief (demonstratie)",
    PARLIAMENT: "Voorbeeldkamer (demonstratie)",
    OTHER: "Voorbeeldblad (demonstratie)",
}


def _comes_for(person: _Person) -> Any:
    if person.role == MINISTRY:
        return organisation(("demo-ministerie-a", "demo-ministerie-b")[person.number % 2])
    return organisation("demo-organisatie") if person.role == ORGANISATION else None


def _lay_day_of_today(scene: Scene, edition: Edition) -> None:
    """The day itself is today: everybody has a place, and the door is open."""
    registration = _registration(scene, edition, opened=40, closes=scene.ago(3), choosing=Choosing.ORDER)
    chosen = {CHILD: 6, YOUNG: 4, ORGANISATION: 3, MINISTRY: 2, OTHER: 1}
    for role, places in chosen.items():
        scene.layer.once(RolePlaces, {"registration": registration, "role": role}, {"places": places})
    seen: Counter[ParticipantRole] = Counter()
    for person in _people():
        seen[person.role] += 1
        if seen[person.role] <= chosen.get(person.role, 0):
            _lay_person(scene, registration, person, state=A.CONFIRMED)
