"""Whether the help lines may still be trusted: each was looked at within half a year, by somebody with a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from weerklank.participation.models import HelpLine

MOST_DAYS = 180
# a month before, who looks after them hears of it
SOON_DAYS = 30


@dataclass(frozen=True, slots=True)
class Standing:
    """One help line, and what is the matter with it; nothing where all is well."""

    line: HelpLine
    due: date
    problem: str

    @property
    def is_fine(self) -> bool:
        return not self.problem


def standing(line: HelpLine, today: date) -> Standing:
    due = line.checked_on + timedelta(days=MOST_DAYS)
    problem = ""
    if not line.owner.strip():
        problem = "er staat niemand bij die haar nakijkt"
    elif today > due:
        problem = f"{(today - line.checked_on).days} dagen geleden nagekeken, en {MOST_DAYS} is het langst"
    elif line.checked_on > today:
        problem = "nagekeken op een dag die nog moet komen"
    elif not (line.phone or line.url or not line.first):
        problem = "zonder nummer of adres"
    return Standing(line, due, problem)


def all_standing(today: date) -> tuple[Standing, ...]:
    return tuple(standing(line, today) for line in HelpLine.objects.order_by("territory", "order", "slug"))


def to_check_soon(today: date) -> tuple[Standing, ...]:
    """What is wrong or will be within a month, the first due on top."""
    found = [one for one in all_standing(today) if one.problem or one.due <= today + timedelta(days=SOON_DAYS)]
    return tuple(sorted(found, key=lambda one: (one.due, one.line.slug)))
