"""People and tables of tests: small enough to count by hand, or drawn by hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from seating import HARD_MINIMUMS, Apart, Constraint, Gathering, Person, Table, Together, Wishes

ROLES = ("child", "young_person", "organisation", "ministry", "other")
THEMES = ("poverty", "school", "safety")


def crowd(**many: int) -> tuple[Person, ...]:
    return tuple(Person(f"{role}-{one}", {"role": role}) for role, count in many.items() for one in range(count))


def tables(*capacities: int) -> tuple[Table, ...]:
    return tuple(Table(str(number), capacity) for number, capacity in enumerate(capacities, start=1))


@st.composite
def gatherings(draw: st.DrawFn, most_rounds: int = 2) -> Gathering:
    """Small gatherings of every kind, many of which cannot be seated."""
    roles = draw(st.lists(st.sampled_from(ROLES), min_size=1, max_size=9))
    # most of these have what one table needs, so that both answers are met often
    people = tuple(
        Person(f"p{number}", {"role": role}, draw(st.sampled_from([frozenset(), frozenset({"ramp"})])))
        for number, role in enumerate(["child", "child", "young_person", "ministry", "organisation", *roles])
    )
    places = draw(st.lists(st.integers(2, 14), min_size=1, max_size=3))
    some = tuple(
        Table(
            f"t{number}",
            capacity,
            draw(st.sampled_from([frozenset(), frozenset({"ramp"})])) if number else frozenset({"ramp"}),
            (draw(st.sampled_from(THEMES)),),
        )
        for number, capacity in enumerate(places)
    )
    names = [person.id for person in people]
    pairs: list[Constraint] = []
    for kind in draw(st.lists(st.sampled_from([Together, Apart]), max_size=3)):
        first, second = draw(st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True))
        pairs.append(kind(first, second))
    wishes = {
        name: Wishes(tuple(draw(st.lists(st.sampled_from(THEMES), max_size=3, unique=True))))
        for name in draw(st.lists(st.sampled_from(names), max_size=6, unique=True))
    }
    return Gathering(people, some, draw(st.integers(1, most_rounds)), (*HARD_MINIMUMS, *pairs), wishes)
