"""The same question through the rounds: which limbs belong to one chain, and how often it was asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from weerklank.rights import queries as rights
from weerklank.rights.models import Dropped, Recommendation
from weerklank.rights.queries import Asking, Lineage


@dataclass(frozen=True, slots=True)
class Chain:
    """One question through the rounds, oldest first, with the rounds that let it go."""

    steps: tuple[Asking, ...]
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

    def step_of(self, limb: int) -> Asking | None:
        return next((step for step in self.steps if step.limb == limb), None)


def _chain(lineage: Lineage, dropped: dict[int, list[int]]) -> Chain:
    gone = {year for limb in lineage.limbs for year in dropped.get(limb, ())}
    return Chain(lineage.askings, tuple(sorted(gone - set(lineage.years))))


def every_chain() -> tuple[Chain, ...]:
    """All questions that were asked in more than one round; the most often asked first."""
    questions = rights.rounds().questions
    dropped = _dropped({limb for question in questions for limb in question.limbs})
    chains = (_chain(question, dropped) for question in questions)
    return tuple(sorted(chains, key=lambda chain: (-chain.times, -chain.years[-1], chain.limbs)))


def _dropped(limbs: Collection[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for limb, year in Dropped.objects.values_list("recommendation", "cycle__year"):
        if limb in limbs:
            found[limb].append(year)
    return found


def chain_of(limb: Recommendation) -> Chain | None:
    """The chain that a limb belongs to, where it was asked in more than one round."""
    lineage = rights.rounds().of(limb.pk)
    return _chain(lineage, _dropped(lineage.limbs)) if lineage else None


def asked_times(times: int, since: int) -> str:
    """How often something was asked, as a sentence."""
    words = {2: _("tweede"), 3: _("derde"), 4: _("vierde"), 5: _("vijfde"), 6: _("zesde")}
    counted = words.get(times) or _("{n}e").format(n=times)
    return _("Voor de {n} keer gevraagd sinds {year}.").format(n=counted, year=since)


def often(times: int) -> str:
    """Twee keer, drie keer: as a list says it."""
    words = {2: _("twee keer"), 3: _("drie keer"), 4: _("vier keer"), 5: _("vijf keer"), 6: _("zes keer")}
    return words.get(times) or _("{n} keer").format(n=times)
