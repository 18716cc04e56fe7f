"""The same question through the rounds: which limbs belong to one chain, and how often it was asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from weerklank.rights import queries as rights
from weerklank.rights.models import Dropped, Recommendation, RecommendationRelation, RelationType

# two limbs that touch the same ground are not yet the same question
SAME_QUESTION = (RelationType.REITERATES, RelationType.STRENGTHENS, RelationType.NARROWS)


@dataclass(frozen=True, slots=True)
class Step:
    """One limb in a chain: its round, and how it relates to what was asked before."""

    limb: int
    year: int
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """One question through the rounds, oldest first."""

    steps: tuple[Step, ...]
    dropped_in: tuple[int, ...] = ()

    @property
    def limbs(self) -> tuple[int, ...]:
        return tuple(step.limb for step in self.steps)

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({step.year for step in self.steps}))

    @property
    def times(self) -> int:
        """In how many rounds it was asked; two limbs of one round are one time."""
        return len(self.years)

    def until(self, year: int) -> tuple[int, ...]:
        """The rounds up to and with this one."""
        return tuple(asked for asked in self.years if asked <= year)

    def step_of(self, limb: int) -> Step | None:
        return next((step for step in self.steps if step.limb == limb), None)


def _links() -> list[tuple[int, int, int, int, str]]:
    """Every relation between two public limbs of rounds of which the year is known."""
    # asked per relation: as two lists of all limbs the database lays every limb beside every other
    public = (Exists(rights.visible().filter(pk=OuterRef(side))) for side in ("later", "earlier"))
    found = RecommendationRelation.objects.filter(
        *public,
        type__in=SAME_QUESTION,
        later__document__cycle__isnull=False,
        earlier__document__cycle__isnull=False,
    )
    return list(
        found.values_list("later", "later__document__cycle__year", "earlier", "earlier__document__cycle__year", "type")
    )


def _joined(pairs: Iterable[tuple[int, int]]) -> list[set[int]]:
    """Whoever is linked, directly or through others, is together."""
    beside: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        beside[one].add(other)
        beside[other].add(one)
    found, seen = [], set()
    for start in beside:
        if start in seen:
            continue
        together, waiting = {start}, [start]
        while waiting:
            fresh = beside[waiting.pop()] - together
            together |= fresh
            waiting += fresh
        seen |= together
        found.append(together)
    return found


def every_chain() -> tuple[Chain, ...]:
    """All questions that were asked in more than one round; the most often asked first."""
    links = _links()
    years: dict[int, int] = {}
    types: dict[int, set[str]] = defaultdict(set)
    for later, later_year, earlier, earlier_year, kind in links:
        years[later], years[earlier] = later_year, earlier_year
        types[later].add(kind)
    dropped = _dropped(years)
    chains = []
    for together in _joined((later, earlier) for later, _year, earlier, _before, _kind in links):
        steps = sorted((Step(limb, years[limb], tuple(sorted(types[limb]))) for limb in together), key=_by_year)
        gone = {year for limb in together for year in dropped[limb]}
        chains.append(Chain(tuple(steps), tuple(sorted(gone - {step.year for step in steps}))))
    return tuple(sorted(chains, key=lambda chain: (-chain.times, -chain.years[-1], chain.limbs)))


def _by_year(step: Step) -> tuple[int, int]:
    return step.year, step.limb


def _dropped(limbs: Mapping[int, int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for limb, year in Dropped.objects.values_list("recommendation", "cycle__year"):
        if limb in limbs:
            found[limb].append(year)
    return found


def chain_of(limb: Recommendation) -> Chain | None:
    """The chain that a limb belongs to, where it was asked in more than one round."""
    return next((chain for chain in every_chain() if limb.pk in chain.limbs), None)


def asked_times(times: int, since: int) -> str:
    """How often something was asked, as a sentence."""
    words = {2: _("tweede"), 3: _("derde"), 4: _("vierde"), 5: _("vijfde"), 6: _("zesde")}
    counted = words.get(times) or _("{n}e").format(n=times)
    return _("Voor de {n} keer gevraagd sinds {year}.").format(n=counted, year=since)


def often(times: int) -> str:
    """Twee keer, drie keer: as a list says it."""
    words = {2: _("twee keer"), 3: _("drie keer"), 4: _("vier keer"), 5: _("vijf keer"), 6: _("zes keer")}
    return words.get(times) or _("{n} keer").format(n=times)
