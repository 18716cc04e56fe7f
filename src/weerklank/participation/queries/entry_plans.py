"""The kinds of ways in that an earlier edition had, beside what this one made of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from weerklank.editions.models import Edition
from weerklank.participation.models import TEACHER, Consultation, EntryPlan, EntryPoint, EntryPointKind

_KIND = ("kind", "mode", "language", "place")


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One kind of way in, in words, and how many this edition made of it."""

    plan: EntryPlan
    made: int

    @property
    def words(self) -> str:
        plan = self.plan
        said = [plan.get_kind_display(), plan.get_mode_display(), plan.get_place_display() if plan.place else ""]
        said += [plan.language] if plan.language != "nl" else []
        return ", ".join(word for word in said if word)


def kinds_of(edition: Edition) -> list[EntryPlan]:
    """What an edition's organiser made, per kind: never a code, a label or a day. Nothing is saved."""
    made: Counter[tuple[str, ...]] = Counter()
    most: dict[tuple[str, ...], int] = {}
    ways = EntryPoint.objects.filter(consultation__edition=edition).exclude(made_by=TEACHER)
    for *kind, uses in ways.exclude(kind=EntryPointKind.OPEN).values_list(*_KIND, "max_uses"):
        key = tuple(kind)
        made[key] += 1
        most[key] = max(uses, most.get(key, 0))
    return [
        EntryPlan(number=number, max_uses=most[key], **dict(zip(_KIND, key, strict=True)))
        for key, number in sorted(made.items(), key=lambda one: (-one[1], one[0]))
    ]


def plans_of(consultation: Consultation) -> tuple[PlanRow, ...]:
    """What was planned for this edition, with how many of each there are in all its questions together."""
    made = {tuple(getattr(one, name) for name in _KIND): one.number for one in kinds_of(consultation.edition)}
    plans = EntryPlan.objects.filter(edition=consultation.edition)
    return tuple(PlanRow(plan, made.get(tuple(getattr(plan, name) for name in _KIND), 0)) for plan in plans)
