"""Who is missing: which sorts of place took part while the round is open, against what the organiser set out to hear.

Groups are counted; of what children sent only counts of ten and more are shown, and there is no total from which a
smaller one could be worked out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from weerklank.accounts.duties import Duty
from weerklank.accounts.models import Account, Role
from weerklank.editions import queries as editions
from weerklank.participation.lifecycle import ConsultationState
from weerklank.participation.models import (
    Consultation,
    Contribution,
    CoverageTarget,
    EntryPointKind,
    HandTally,
    Place,
)
from weerklank.participation.queries.staff import language_name

SMALLEST = 10
BEFORE_OPENING = (ConsultationState.DRAFT, ConsultationState.PANEL_CHECK, ConsultationState.SCHEDULED)


@dataclass(frozen=True, slots=True)
class Tally:
    """How much came in; None where it is more than nothing and fewer than ten."""

    shown: int | None

    def __str__(self) -> str:
        return "minder dan 10" if self.shown is None else str(self.shown)


def tally(count: int) -> Tally:
    return Tally(None if 0 < count < SMALLEST else count)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One sort of place: how many groups were wanted, how many took part, and what they sent."""

    place: str
    label: str
    wanted: int
    made: int
    reached: int
    sent: Tally

    @property
    def missing(self) -> int:
        return max(0, self.wanted - self.reached)

    @property
    def says(self) -> str:
        """How it stands, in words."""
        if self.missing and not self.reached:
            return "nog niemand"
        if self.missing:
            return f"nog {self.missing} {'groep' if self.missing == 1 else 'groepen'}"
        return "gehaald" if self.wanted else "geen doel"


@dataclass(frozen=True, slots=True)
class Part:
    """One language or age band that children took part in or said."""

    label: str
    sent: Tally

    @property
    def says(self) -> str:
        """In tens: laid beside the places an exact number would tell how many the hidden place has."""
        return f"{self.sent.shown // 10 * 10} of meer" if self.sent.shown else str(self.sent)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who took part in a consultation and who did not, gaps first."""

    places: tuple[PlaceRow, ...]
    by_open_link: Tally
    languages: tuple[Part, ...]
    ages: tuple[Part, ...]
    has_targets: bool

    @property
    def gaps(self) -> tuple[PlaceRow, ...]:
        return tuple(row for row in self.places if row.missing)


def coverage(consultation: Consultation) -> Coverage:
    wanted = dict(consultation.coverage_targets.values_list("place", "wanted"))
    # a way in that was never used is no group that took part
    groups = consultation.entry_points.exclude(kind=EntryPointKind.OPEN).annotate(
        said=Exists(Contribution.objects.filter(entry_point=OuterRef("pk"))),
        raised=Exists(HandTally.objects.filter(entry_point=OuterRef("pk"))),
    )
    made = Counter(groups.values_list("place", flat=True))
    took_part = Q(said=True) | Q(raised=True) | Q(uses__gt=0)
    reached = Counter(groups.filter(took_part).values_list("place", flat=True))
    sent = consultation.contributions.all()
    # what came in without a way in that still stands belongs to no sort of place
    places = sent.exclude(entry_point__kind=EntryPointKind.OPEN).values_list("entry_point__place", flat=True)
    by_place = Counter(place or "" for place in places)
    labels = dict(Place.choices) | {"": "niet gezegd wat voor plek"}
    rows = [
        PlaceRow(place, str(label), wanted.get(place, 0), made[place], reached[place], tally(by_place[place]))
        for place, label in labels.items()
        if place or made[""] or by_place[""]
    ]
    rows.sort(key=lambda row: (-row.missing, not row.wanted, row.label))
    return Coverage(
        places=tuple(rows),
        by_open_link=tally(sent.filter(entry_point__kind=EntryPointKind.OPEN).count()),
        languages=_parts(consultation, "original_language", {}),
        ages=_parts(
            consultation,
            "age_band",
            {str(value): str(label) for value, label in Contribution._meta.get_field("age_band").flatchoices},
        ),
        has_targets=any(wanted.values()),
    )


def _parts(consultation: Consultation, field: str, labels: dict[str, str]) -> tuple[Part, ...]:
    """What children chose or said themselves; nothing where nobody was asked."""
    found = consultation.contributions.exclude(**{field: ""}).order_by().values_list(field).annotate(number=Count("pk"))
    counts = dict(found)
    names = {value: str(labels.get(value) or language_name(value)) for value in (labels or counts)} if counts else {}
    return tuple(Part(name, tally(counts.get(value, 0))) for value, name in sorted(names.items()))


def wanted_per_place(consultation: Consultation) -> dict[str, int]:
    """The targets as they stand; no row is no target."""
    return dict(CoverageTarget.objects.filter(consultation=consultation).values_list("place", "wanted"))


def targets_may_change(consultation: Consultation) -> bool:
    """Only before children take part: a target that is set afterwards is no target."""
    return consultation.state in BEFORE_OPENING


def duties(account: Account, today: date) -> list[Duty]:
    """Open rounds in which a sort of place that should be heard has not been heard."""
    opened = Consultation.objects.filter(
        edition__in=editions.editions_of(account, Role.ORGANISER),
        state=ConsultationState.OPEN,
        coverage_targets__wanted__gt=0,
    ).distinct()
    found = []
    for consultation in opened:
        gaps = coverage(consultation).gaps
        if gaps:
            href = f"/werk/raadplegingen/{consultation.slug}/wie-missen-we/"
            names = ", ".join(row.label for row in gaps[:3])
            found.append(
                Duty(
                    label=f"Uitnodigen voor: {consultation}",
                    href=href,
                    count=len(gaps),
                    due=consultation.closes_on,
                    consequence=f"Nog te weinig groepen gehoord: {names}. Na de laatste dag kan dat niet meer.",
                )
            )
    return found
