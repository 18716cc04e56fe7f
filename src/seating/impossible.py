"""Why no plan keeps every hard minimum: which of them clash, and the smallest changes that help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seating.constraints import (
    Apart,
    AtLeast,
    AtLeastShare,
    Constraint,
    EveryoneSeated,
    NeedsMet,
    NeverAlone,
    Together,
    WithinCapacity,
)
from seating.fitting import Fit, Fitting, Slack, Undecided
from seating.gathering import Gathering
from seating.parties import torn


@dataclass(frozen=True, slots=True)
class Help:
    """A change that makes a plan possible: which constraint gives way, by how many people or places, and a sentence."""

    constraint: Constraint
    size: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Constraints that cannot hold together, none of which can be missed from it, and changes of which any one helps."""

    constraints: tuple[Constraint, ...]
    helps: tuple[Help, ...]

    @property
    def sentence(self) -> str:
        listed = "; ".join(named(one) for one in self.constraints)
        told = f"No plan keeps {'these together' if len(self.constraints) > 1 else 'this'}: {listed}."
        if self.helps:
            told += f" The smallest change that helps: {self.helps[0].sentence}."
        if self.helps[1:]:
            told += f" Or: {'; or: '.join(one.sentence for one in self.helps[1:])}."
        return told


class NoPlan(ValueError):
    """No plan keeps every hard minimum. clashes: each of them has to be solved, by one of its own changes."""

    def __init__(self, clashes: tuple[Clash, ...], reason: str = "") -> None:
        self.clashes = clashes
        super().__init__(reason or " And: ".join(clash.sentence for clash in clashes))


def named(constraint: Constraint) -> str:
    """A constraint as the organiser knows it."""
    match constraint:
        case WithinCapacity():
            return "the places at the tables"
        case EveryoneSeated():
            return "a seat for everybody"
        case NeedsMet():
            return "what people need of a table"
        case AtLeast(number=number, attribute=attribute, categories=categories):
            return f"at least {number} of {attribute} {' or '.join(sorted(categories))} at each table"
        case AtLeastShare(share=share, attribute=attribute, categories=categories):
            return f"at least {share} of each table {attribute} {' or '.join(sorted(categories))}"
        case NeverAlone(attribute=attribute, categories=categories):
            return f"nobody of {attribute} {' or '.join(sorted(categories))} alone at a table"
        case Together(first=first, second=second):
            return f"{first} and {second} together"
        case Apart(first=first, second=second):
            return f"{first} and {second} apart"
    return type(constraint).__name__


def fitted(gathering: Gathering, round_: int = 0) -> tuple[Fitting, Fit]:
    """A seat for everybody in one round, every hard minimum kept. Raises NoPlan with its clashes where there is none."""
    refuse_torn(gathering)
    fitting = Fitting(gathering, round_)
    fit, _ = fitting.solved()
    if fit is None:
        raise _explained(gathering, round_)
    return fitting, fit


def refuse_torn(gathering: Gathering) -> None:
    """Raises NoPlan where two people must sit apart whom other pairs tie together."""
    clashes = []
    for pair, path in torn(gathering.constraints):
        ties = [
            one for one in gathering.constraints if isinstance(one, Together) and {one.first, one.second} <= {*path}
        ]
        asked: tuple[Constraint, ...] = (pair, *ties)
        clashes.append(Clash(asked, tuple(Help(one, 1, f"let go of {named(one)}") for one in asked)))
    if clashes:
        raise NoPlan(tuple(clashes))


def _explained(gathering: Gathering, round_: int) -> NoPlan:
    """One clash after another, until what is left can hold; then what helps in each when the others are solved."""
    clashes: list[tuple[Constraint, ...]] = []
    while not _possible(gathering, round_, out := [one for clash in clashes for one in clash]):
        clashes.append(found := _clash(gathering, round_, out))
        if not found:
            pins = ", ".join(f"{seat.person} at table {seat.table}" for seat in gathering.pinned[:10])
            return NoPlan((), f"Seats that are kept leave no plan ({pins}). Let go of one of them.")
    told = []
    for clash in clashes:
        others = [one for other in clashes if other != clash for one in other]
        helps = [help_ for one in clash if (help_ := _help(gathering, round_, one, others))]
        told.append(Clash(clash, tuple(sorted(helps, key=lambda one: (one.size, one.sentence)))))
    return NoPlan(tuple(told))


def _clash(gathering: Gathering, round_: int, out: Sequence[Constraint]) -> tuple[Constraint, ...]:
    """Leaves out one constraint after another; what cannot be left out is the clash (a deletion filter).

    That everybody sits is not left out: without it there is nothing to arrange.
    """
    asked = [one for one in dict.fromkeys(gathering.constraints) if not isinstance(one, EveryoneSeated)]
    asked = [one for one in asked if one not in out]
    pairs = [one for one in asked if isinstance(one, Together | Apart)]
    dropped: list[Constraint] = list(out)
    # most clashes are about numbers and not about pairs, and then all pairs can be left out at once
    if pairs and not _possible(gathering, round_, [*out, *pairs]):
        dropped += pairs
    for one in asked:
        if one not in dropped and not _possible(gathering, round_, [*dropped, one]):
            dropped.append(one)
    return tuple(one for one in asked if one not in dropped)


def _possible(gathering: Gathering, round_: int, without: Sequence[Constraint]) -> bool:
    try:
        return Fitting(gathering, round_, without=without).solved(whether=True)[0] is not None
    except Undecided:
        # not known to be impossible: the constraint stays in the clash
        return True


def _help(gathering: Gathering, round_: int, constraint: Constraint, others: Sequence[Constraint]) -> Help | None:
    """The least by which one constraint must give way when all but the others hold; None where that is not enough."""
    if isinstance(constraint, Together | Apart):
        help_ = Help(constraint, 1, f"let go of {named(constraint)}")
        return help_ if _possible(gathering, round_, [*others, constraint]) else None
    try:
        if isinstance(constraint, NeedsMet):
            fitting = Fitting(gathering, round_, without=[*others, constraint])
            fit, _ = fitting.solved()
            return _offers(gathering, fitting, fit) if fit else None
        fit, slack = Fitting(gathering, round_, without=others).solved(give=constraint)
    except Undecided:
        return None
    return _less(gathering, slack) if fit and slack else None


def _less(gathering: Gathering, slack: Slack) -> Help:
    size = int(slack.given.sum())
    at = [table.id for table, given in zip(gathering.tables, slack.given, strict=True) if given]
    tables = f"{'table' if len(at) == 1 else 'tables'} {_some(at)}"
    if isinstance(slack.constraint, WithinCapacity):
        more = [
            f"{given} at table {table.id}" for table, given in zip(gathering.tables, slack.given, strict=True) if given
        ]
        return Help(slack.constraint, size, f"find {size} more place{'s' * (size > 1)} ({_some(more)})")
    if isinstance(slack.constraint, NeverAlone):
        return Help(slack.constraint, size, f"let {size} {'person' if size == 1 else 'people'} sit alone ({tables})")
    return Help(
        slack.constraint,
        size,
        f"find {size} more of {_group(slack.constraint)} to take places of others, or accept that {tables} "
        f"{'has' if len(at) == 1 else 'have'} fewer",
    )


def _some(names: Sequence[str], most: int = 10) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _group(constraint: Constraint) -> str:
    if isinstance(constraint, AtLeast | AtLeastShare):
        return f"{constraint.attribute} {' or '.join(sorted(constraint.categories))}"
    return named(constraint)


def _offers(gathering: Gathering, fitting: Fitting, fit: Fit) -> Help:
    """Which tables would have to offer what; a way that works, not always the one with the fewest changes."""
    wanted: dict[tuple[str, str], list[str]] = {}
    for party, table in zip(fitting.parties, fit.seats, strict=True):
        for person in party:
            for need in sorted(person.needs - gathering.tables[table].features):
                wanted.setdefault((gathering.tables[table].id, need), []).append(person.id)
    told = [f"{need} at table {table} (for {', '.join(people)})" for (table, need), people in sorted(wanted.items())]
    return Help(NeedsMet(), len(told), f"offer {'; '.join(told)}")
