"""Who is missing: which sorts of place took part while the round is open, against what the organiser set out to hear.

Groups are counted; of what children sent only counts of ten and more are shown, and there is no total from which a
smaller one could be worked out. What came in with a code of the organiser, with a code that somebody made without an
account, and by the open link stands apart everywhere: of the last two nobody knows who it was.
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
    TEACHER,
    Channel,
    Consultation,
    Contribution,
    CoverageTarget,
    EntryPoint,
    EntryPointKind,
    HandTally,
    Place,
)
from weerklank.participation.queries.staff import language_name

SMALLEST = 10
ORGANISER = "organiser"
BEFORE_OPENING = (ConsultationState.DRAFT, ConsultationState.PANEL_CHECK, ConsultationState.SCHEDULED)


@dataclass(frozen=True, slots=True)
class Tally:
    """How much came in; None where it is more than nothing and fewer than ten."""

    shown: int | None

    def __str__(self) -> str:
        return "minder dan 10" if self.shown is None else str(self.shown)


def tally(count: int) -> Tally:
    return Tally(None if 0 < count < SMALLEST else count)


def in_tens(sent: Tally) -> str:
    """Laid beside the places an exact number would tell how many the hidden place has."""
    return f"{sent.shown // 10 * 10} of meer" if sent.shown else str(sent)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One sort of place: how many groups were wanted, how many took part, and what they sent.

    `self_made` and what follows are of groups that made their own code, and said themselves what sort of place they are.
    """

    place: str
    label: str
    wanted: int
    made: int
    reached: int
    sent: Tally
    self_made: int = 0
    self_reached: int = 0
    self_sent: Tally = Tally(0)

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

    @property
    def says_of_self_made(self) -> str:
        """What may close the gap, where the organiser finds out who it was."""
        if not self.self_reached:
            return ""
        if self.self_reached == 1:
            return "1 groep maakte zelf een code en zegt dat zij dit is"
        return f"{self.self_reached} groepen maakten zelf een code en zeggen dat zij dit zijn"


@dataclass(frozen=True, slots=True)
class Part:
    """One language or age band that children took part in or said, for each way in by itself."""

    label: str
    sent: Tally
    self_sent: Tally
    by_open_link: Tally

    @property
    def says(self) -> str:
        return in_tens(self.sent)

    @property
    def says_of_self_made(self) -> str:
        return in_tens(self.self_sent)

    @property
    def says_of_the_open_link(self) -> str:
        return in_tens(self.by_open_link)


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
    made = Counter(groups.values_list("place", "made_by"))
    took_part = Q(said=True) | Q(raised=True) | Q(uses__gt=0)
    reached = Counter(groups.filter(took_part).values_list("place", "made_by"))
    sent = consultation.contributions.all()
    # what came in without a way in that still stands belongs to no sort of place
    places = sent.exclude(entry_point__kind=EntryPointKind.OPEN).values_list(
        "entry_point__place", "entry_point__made_by"
    )
    by_place = Counter((place or "", made_by or ORGANISER) for place, made_by in places)
    labels = dict(Place.choices) | {"": "niet gezegd wat voor plek"}
    rows = [
        PlaceRow(
            place,
            str(label),
            wanted.get(place, 0),
            made[place, ORGANISER],
            reached[place, ORGANISER],
            tally(by_place[place, ORGANISER]),
            made[place, TEACHER],
            reached[place, TEACHER],
            tally(by_place[place, TEACHER]),
        )
        for place, label in labels.items()
        if place or made["", ORGANISER] or made["", TEACHER] or by_place["", ORGANISER]
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
    said = consultation.contributions.exclude(**{field: ""}).order_by()
    found = said.values_list(field, "entry_point__kind", "entry_point__made_by").annotate(number=Count("pk"))
    counts: Counter[tuple[str, Channel]] = Counter()
    for value, kind, made_by, number in found:
        way_in = EntryPoint(kind=kind or EntryPointKind.GROUP, made_by=made_by or ORGANISER)
        counts[value, way_in.channel] += number
    met = {value for value, _channel in counts}
    names = {value: str(labels.get(value) or language_name(value)) for value in (labels or met)} if met else {}
    return tuple(
        Part(name, *(tally(counts[value, channel]) for channel in Channel)) for value, name in sorted(names.items())
    )


def wanted_per_place(consultation: Consultation) -> dict[str, int]:
    """The targets as they stand; no row is no target."""
    return dict(CoverageTarget.objects.filter(consultation=consultation).values_list("place", "wanted"))


def targets_may_change(consultation: Consultation) -> bool:
    """Only before children take part: a target that is set afterwards is no target."""
    return consultation.state in BEFORE_OPENING


def with_a_goal_to_set(consultation: Consultation) -> tuple[Consultation, ...]:
    """The other questions of the same edition for which it can still be said who should be heard."""
    others = Consultation.objects.filter(edition=consultation.edition_id, state__in=BEFORE_OPENING)
    return tuple(others.exclude(pk=consultation.pk).order_by("opens_on", "slug"))


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
