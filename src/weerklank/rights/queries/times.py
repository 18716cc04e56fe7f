"""How often something was asked: over the rounds, along the links that say so, however long the chain.

The one definition of it: a limb with all that came before it and all that came after it. Whatever else led to the same
later limb is another question with a way of its own, and is not counted along.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet

from weerklank.rights.kept import kept
from weerklank.rights.lifecycle import SuggestionState
from weerklank.rights.models import Recommendation, RecommendationRelation, RelationType
from weerklank.rights.queries.shown import visible

# an overlap is a neighbour, not the same question again
SAME_QUESTION = (RelationType.REITERATES, RelationType.STRENGTHENS, RelationType.NARROWS)


def open_relations() -> QuerySet[RecommendationRelation]:
    """What two people say of two limbs that everybody may read."""
    # asked per relation: as two lists of all limbs the database lays every limb beside every other
    public = (Exists(visible().filter(pk=OuterRef(side))) for side in ("later", "earlier"))
    return RecommendationRelation.objects.filter(*public, state=SuggestionState.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Asking:
    """One limb that asked the question: its round, and how it relates to what was asked before."""

    limb: int
    year: int
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lineage:
    """One question through the rounds, oldest first."""

    askings: tuple[Asking, ...]

    @property
    def limbs(self) -> tuple[int, ...]:
        return tuple(one.limb for one in self.askings)

    @property
    def years(self) -> tuple[int, ...]:
        """Two limbs of one round are one time."""
        return tuple(sorted({one.year for one in self.askings}))


@dataclass(frozen=True)
class Rounds:
    """Every link between two limbs of which the year is known, read once; every lineage is found in it."""

    years: Mapping[int, int]
    types: Mapping[int, set[str]]
    back: Mapping[int, list[int]] = field(repr=False)
    forth: Mapping[int, list[int]] = field(repr=False)

    def of(self, limb: int) -> Lineage | None:
        """The question that this limb asks; none where no link says that another round asked it too."""
        if limb not in self.years:
            return None
        return self._lineage(_reached(limb, self.back) | _reached(limb, self.forth))

    @property
    def questions(self) -> tuple[Lineage, ...]:
        """Every question once, as its last limb knows it; of a circle in the data the newest limb is the last."""
        ends = [limb for limb in self.years if limb not in self.forth]
        told = set().union(*(_reached(limb, self.back) for limb in ends)) if ends else set()
        for limb in sorted(self.years, key=lambda one: (-self.years[one], -one)):
            if limb not in told:
                ends.append(limb)
                told |= _reached(limb, self.back)
        return tuple(self._lineage(_reached(limb, self.back)) for limb in ends)

    def _lineage(self, limbs: Iterable[int]) -> Lineage:
        asked = (Asking(one, self.years[one], tuple(sorted(self.types.get(one, ())))) for one in limbs)
        return Lineage(tuple(sorted(asked, key=lambda one: (one.year, one.limb))))


def rounds() -> Rounds:
    """What is public of who asked again what another asked before, in one question to the database."""
    found = open_relations().filter(
        type__in=SAME_QUESTION, later__document__cycle__isnull=False, earlier__document__cycle__isnull=False
    )
    years: dict[int, int] = {}
    types: dict[int, set[str]] = defaultdict(set)
    back: dict[int, list[int]] = defaultdict(list)
    forth: dict[int, list[int]] = defaultdict(list)
    for later, later_year, earlier, earlier_year, kind in found.values_list(
        "later", "later__document__cycle__year", "earlier", "earlier__document__cycle__year", "type"
    ):
        years[later], years[earlier] = later_year, earlier_year
        types[later].add(kind)
        back[later].append(earlier)
        forth[earlier].append(later)
    return Rounds(years, dict(types), dict(back), dict(forth))


def _reached(start: int, steps: Mapping[int, list[int]]) -> set[int]:
    """Everything along the links in one direction; a circle in the data is walked once."""
    seen, front = {start}, [start]
    while front:
        ahead = [other for one in front for other in steps.get(one, ()) if other not in seen]
        seen.update(ahead)
        front = ahead
    return seen


@dataclass(frozen=True, slots=True)
class TimesAsked:
    """The rounds in which the same was asked, and the limbs that asked it, the oldest first."""

    years: tuple[int, ...]
    limbs: tuple[Recommendation, ...]

    @property
    def times(self) -> int:
        return len(self.years)

    @property
    def since(self) -> int | None:
        return self.years[0] if self.years else None


def asked_times(limb: Recommendation) -> TimesAsked:
    """This limb with all that came before it and all that came after it."""
    return asked_times_of([limb])[limb.pk]


def asked_times_of(limbs: Iterable[Recommendation]) -> dict[int, TimesAsked]:
    """The same for a whole list, in as many questions to the database as for one."""
    wanted = list(limbs)
    known = kept("rounds", rounds) if wanted else None
    lineages = {limb.pk: known.of(limb.pk) for limb in wanted} if known else {}
    keys = {pk for lineage in lineages.values() if lineage for pk in lineage.limbs}
    rows = Recommendation.objects.select_related("document__cycle").in_bulk(keys | {limb.pk for limb in wanted})
    return {limb.pk: _counted(limb.pk, lineages.get(limb.pk), rows) for limb in wanted}


def _counted(pk: int, lineage: Lineage | None, rows: Mapping[int, Recommendation]) -> TimesAsked:
    if lineage is not None:
        return TimesAsked(lineage.years, tuple(rows[one] for one in lineage.limbs if one in rows))
    alone = rows.get(pk)
    if alone is None or alone.document.cycle is None:
        return TimesAsked((), ())
    return TimesAsked((alone.document.cycle.year,), (alone,))
