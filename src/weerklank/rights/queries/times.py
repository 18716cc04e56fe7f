"""How often something was asked: over the rounds, along the links that say so, however long the chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from weerklank.rights.models import Recommendation, RecommendationRelation, RelationType
from weerklank.rights.queries.shown import visible

# an overlap is a neighbour, not the same question again
SAME_QUESTION = (RelationType.REITERATES, RelationType.STRENGTHENS, RelationType.NARROWS)


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
    back: dict[int, list[int]] = defaultdict(list)
    forth: dict[int, list[int]] = defaultdict(list)
    links = RecommendationRelation.objects.filter(type__in=SAME_QUESTION).values_list("later", "earlier")
    for later, earlier in links:
        back[later].append(earlier)
        forth[earlier].append(later)
    asked = {limb.pk: _reached(limb.pk, back) | _reached(limb.pk, forth) for limb in limbs}
    shown = visible().filter(pk__in=set().union(*asked.values())) if asked else visible().none()
    known = {limb.pk: limb for limb in shown.select_related("document__cycle")}
    return {pk: _counted([known[one] for one in reached if one in known]) for pk, reached in asked.items()}


def _reached(start: int, steps: Mapping[int, list[int]]) -> set[int]:
    """Everything along the links in one direction; a circle in the data is walked once."""
    seen, front = {start}, [start]
    while front:
        ahead = [other for one in front for other in steps.get(one, ()) if other not in seen]
        seen.update(ahead)
        front = ahead
    return seen


def _counted(limbs: list[Recommendation]) -> TimesAsked:
    dated = [(limb.document.cycle.year, limb.order, limb.pk, limb) for limb in limbs if limb.document.cycle]
    years = tuple(sorted({year for year, *_ in dated}))
    return TimesAsked(years, tuple(limb for *_, limb in sorted(dated, key=lambda one: one[:3])))
