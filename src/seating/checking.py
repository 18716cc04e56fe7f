"""Does it hold? Every constraint or quota that is not met, as a list; empty is good."""

from collections import Counter
from collections.abc import Iterable

from seating.constraints import HARD_MINIMUMS, Apart, Constraint, Together, Unmet
from seating.people import Attribute, Panel, Person
from seating.plan import TablePlan


def check(plan: TablePlan, constraints: Iterable[Constraint] = HARD_MINIMUMS) -> list[Unmet]:
    """Everything in the plan that is not met, in order of round and table, then of the constraints.

    Raises ValueError when a pair names someone who is not among the people: such a pair could never be unmet.
    """
    asked = list(constraints)
    known = {person.id for person in plan.people}
    for constraint in asked:
        if isinstance(constraint, Together | Apart):
            for person in (constraint.first, constraint.second):
                if person not in known:
                    kind = type(constraint).__name__
                    raise ValueError(f"{kind} names person {person!r}; allowed: ids in people")
    place = {table.id: number for number, table in enumerate(plan.tables, start=1)}
    unmet = [found for constraint in asked for found in constraint.unmet(plan)]
    return sorted(unmet, key=lambda found: (found.round, 0 if found.table is None else place[found.table]))


def check_panel(panel: Panel, pool: Iterable[Person], attributes: Iterable[Attribute]) -> list[str]:
    """A sentence for every quota that the panel does not meet; empty when it meets all.

    Raises ValueError when the panel holds someone who is not in the pool.
    """
    by_id = {person.id: person for person in pool}
    strangers = sorted(panel.people - by_id.keys())
    if strangers:
        raise ValueError(f"panel holds person {strangers[0]!r}; allowed: ids in pool")
    sentences = []
    for attribute in attributes:
        counts = Counter(by_id[person].attributes.get(attribute.name) for person in panel.people)
        for category in attribute.categories:
            count = counts[category.name]
            if not category.minimum <= count <= category.maximum:
                sentences.append(
                    f"The panel has {count} of {attribute.name} {category.name}; "
                    f"{category.minimum} to {category.maximum} are needed."
                )
    return sentences
