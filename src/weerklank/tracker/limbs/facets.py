"""What the list of limbs can be narrowed by: which answers there are, which limbs fit, and how many of each there are.

The rows that link limbs to themes, bodies and the rest are read once, as numbers, and laid over one another here. One
question to the database per kind of row is less work than one per filter that must be counted beside all the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from weerklank.accounts.models import Organisation
from weerklank.answers.lifecycle import AnswerState, CommitmentState
from weerklank.answers.models import Commitment
from weerklank.answers.queries import confirmed_promises
from weerklank.evidence.models import Indicator
from weerklank.rights import queries as rights
from weerklank.rights.kept import kept
from weerklank.rights.lifecycle import ResponsibilityState
from weerklank.rights.models import (
    Concept,
    RecommendationConcept,
    RecommendationTerritory,
    RecommendationTheme,
    Responsibility,
    ReviewCycle,
    StatementType,
    StatePosition,
    Territory,
    Theme,
)
from weerklank.tracker.limbs.choosing import ASKS, CONFIRMED, Key
from weerklank.tracker.loop import promises as promised
from weerklank.tracker.loop.words import theme_name

Values = Mapping[str, Sequence[str]]
Sets = dict[str, set[int]]
Counts = dict[str, dict[str, int]]

SCHEMES = {"artikel": "crc-articles", "cluster": "crc-clusters", "doel": "sdg-targets", "groep": "uhri-persons"}
POSITIONS = {
    "accepts": "aanvaardt",
    "accepts_in_part": "aanvaardt-deels",
    "takes_note": "neemt-kennis",
    "rejects": "wijst-af",
    "none_stated": "geen",
}
# answers that no row of its own names
FLAGS: Mapping[str, Mapping[str, Promise | str]] = {
    "standpunt": {slug: StatePosition.Position(position).label for position, slug in POSITIONS.items()},
    "beoordeling": {"nog-niet": _("nog niet beoordeeld")},
    "toezegging": {
        "met": _("met een toezegging"),
        "te-laat": _("met een toezegging die te laat is"),
        "zonder": _("zonder toezegging"),
    },
    "alleen": {
        "dringend": _("met haast volgens het comité"),
        "herhaald": _("vaker gevraagd"),
        "zonder-verantwoordelijke": _("niemand aangewezen"),
        "betwist": _("verantwoordelijkheid betwist"),
        "zonder-cijfer": _("zonder cijfer"),
    },
}


@dataclass(frozen=True, slots=True)
class Facet:
    """One question to the list. Of several answers one must fit; where ``each``, all of them."""

    name: str
    label: Promise
    each: bool = False


# the order in which an address says them
FACETS = (
    Facet("thema", _("Thema")),
    Facet("gebied", _("Gebied")),
    Facet("wie", _("Wie moet handelen")),
    Facet("artikel", _("Artikel van het verdrag")),
    Facet("cluster", _("Cluster")),
    Facet("doel", _("Duurzaam ontwikkelingsdoel")),
    Facet("groep", _("Om wie het gaat")),
    Facet("ronde", _("Ronde")),
    Facet("soort", _("Soort")),
    Facet("standpunt", _("Standpunt van de regering")),
    Facet("beoordeling", _("Beoordeling")),
    Facet("toezegging", _("Toezegging")),
    Facet("alleen", _("Alleen"), each=True),
)


@dataclass(frozen=True, slots=True)
class Known:
    """Every answer that an address can give, in the order in which a reader finds them; and the row behind each."""

    labels: Mapping[str, Mapping[str, str]]
    rows: Mapping[str, Mapping[int, str]]


def known() -> Known:
    return kept("answers", _known)


def _known() -> Known:
    labels: dict[str, dict[str, str]] = {facet.name: {} for facet in FACETS}
    rows: dict[str, dict[int, str]] = {facet.name: {} for facet in FACETS}

    def keep(name: str, pk: int, value: str, label: str) -> None:
        labels[name][value], rows[name][pk] = label, value

    for theme in Theme.objects.prefetch_related("names"):
        keep("thema", theme.pk, theme.slug, theme_name(theme))
    for row in Territory.objects.order_by("order").values_list("pk", "slug", "name"):
        keep("gebied", *row)
    for row in Organisation.objects.order_by("name").values_list("pk", "slug", "name"):
        keep("wie", *row)
    names = {code: name for name, code in SCHEMES.items()}
    concepts = Concept.objects.filter(scheme__code__in=names).order_by("scheme", "order", "notation")
    for pk, code, notation, label in concepts.values_list("pk", "scheme__code", "notation", "label"):
        # a group is known by its name alone, an article by its number too
        keep(names[code], pk, notation, label if code == SCHEMES["groep"] else f"{notation} {label}".strip())
    cycles = list(ReviewCycle.objects.values_list("pk", "slug", "year", "label"))
    years = [year for _pk, _slug, year, _label in cycles]
    for pk, slug, year, label in cycles:
        # of two rounds in one year the year alone says too little
        keep("ronde", pk, slug, str(year) if years.count(year) == 1 else label)
    labels["soort"] = {value: str(label) for value, label in StatementType.choices}
    for name, flags in FLAGS.items():
        labels[name] = {value: str(label) for value, label in flags.items()}
    return Known(labels, rows)


class Reading:
    """Which limbs fit which answer on a day; each kind of row is read when it is first asked for, and once."""

    def __init__(self, limbs: Sequence[Key], known: Known, today: date) -> None:
        self.limbs, self.known, self.today = limbs, known, today

    def of(self, name: str) -> Sets:
        """The limbs per answer to one question."""
        if name in SCHEMES:
            return self._concepts[name]
        return _READ[name](self)

    def narrowed(self, values: Values, *, but: str = "") -> set[int]:
        """The limbs that fit every question that was answered."""
        fitting = set(self._all)
        for facet in FACETS:
            if facet.name != but and (given := values.get(facet.name)):
                of_each = [self.of(facet.name).get(value, set()) for value in given]
                fitting &= fitting.intersection(*of_each) if facet.each else set[int]().union(*of_each)
        return fitting

    def counts(self, values: Values, ground: Collection[int]) -> Counts:
        """How many limbs of the ground each answer would give, beside what the other questions were answered."""
        if not values and len(ground) == len(self.limbs):
            return self._whole
        return self._counted(values, set(ground))

    @cached_property
    def _whole(self) -> Counts:
        """The counts over everything, which most readers come for."""
        return self._counted({}, set(self._all))

    def _counted(self, values: Values, ground: set[int]) -> Counts:
        here = self.narrowed(values) & ground
        told: Counts = {}
        for facet in FACETS:
            alone = values.get(facet.name) and not facet.each
            base = self.narrowed(values, but=facet.name) & ground if alone else here
            told[facet.name] = {value: len(limbs & base) for value, limbs in self.of(facet.name).items()}
        return told

    # --- what is read ---

    @cached_property
    def _all(self) -> frozenset[int]:
        return frozenset(limb.pk for limb in self.limbs)

    @cached_property
    def _asks(self) -> set[int]:
        return {limb.pk for limb in self.limbs if limb.statement_type in ASKS}

    def _named(self, name: str, pairs: Iterable[tuple[int, int]]) -> Sets:
        found: defaultdict[int, set[int]] = defaultdict(set)
        for row, limb in pairs:
            found[row].add(limb)
        rows = self.known.rows[name]
        return {rows[row]: limbs for row, limbs in found.items() if row in rows}

    def _confirmed(self, model: type[Any], field: str) -> Iterable[tuple[int, int]]:
        links: Iterable[tuple[int, int]] = (
            model.objects.filter(state=CONFIRMED).order_by().values_list(field, "recommendation_id")
        )
        return links

    @cached_property
    def _themes(self) -> Sets:
        return self._named("thema", self._confirmed(RecommendationTheme, "theme_id"))

    @cached_property
    def _territories(self) -> Sets:
        return self._named("gebied", self._confirmed(RecommendationTerritory, "territory_id"))

    @cached_property
    def _concepts(self) -> dict[str, Sets]:
        found: defaultdict[int, set[int]] = defaultdict(set)
        for concept, limb in self._confirmed(RecommendationConcept, "concept_id"):
            found[concept].add(limb)
        rows = {name: self.known.rows[name] for name in SCHEMES}
        return {
            name: {row[concept]: limbs for concept, limbs in found.items() if concept in row}
            for name, row in rows.items()
        }

    @cached_property
    def _duties(self) -> list[tuple[int, int, str, str]]:
        duties = Responsibility.objects.exclude(state=ResponsibilityState.ENDED).order_by()
        return list(duties.values_list("organisation_id", "recommendation_id", "role", "state"))

    @cached_property
    def _bodies(self) -> Sets:
        return self._named("wie", ((body, limb) for body, limb, _role, _state in self._duties))

    @cached_property
    def _rounds(self) -> Sets:
        return self._named("ronde", ((limb.cycle, limb.pk) for limb in self.limbs if limb.cycle))

    @cached_property
    def _types(self) -> Sets:
        found: defaultdict[str, set[int]] = defaultdict(set)
        for limb in self.limbs:
            found[limb.statement_type].add(limb.pk)
        return found

    @cached_property
    def _positions(self) -> Sets:
        # a later row speaks over an earlier one; of two on one day the one that was written down last
        said = StatePosition.objects.order_by(F("stated_on").asc(nulls_first=True), "pk")
        now = dict(said.values_list("recommendation_id", "position"))
        found: Sets = {slug: set() for slug in POSITIONS.values()}
        for limb in self._all:
            found[POSITIONS[now.get(limb, "none_stated")]].add(limb)
        return found

    @cached_property
    def _assessed(self) -> Sets:
        # no assessment is held yet: whatever asks something waits for one
        return {"nog-niet": self._asks}

    @cached_property
    def _promises(self) -> Sets:
        """Public promises that point to the limb itself, or were made in an answer to an advice that does."""
        made = Commitment.objects.exclude(state=CommitmentState.PROPOSED).order_by()
        answered = made.filter(
            position__answer__state=AnswerState.PUBLISHED, position__part__advice__recommendations__isnull=False
        )
        direct = confirmed_promises().order_by().select_related(None)
        links = set(direct.values_list("recommendation_id", "commitment_id"))
        links |= set(answered.values_list("position__part__advice__recommendations", "pk"))
        late = set(made.filter(promised.late(self.today)).values_list("pk", flat=True))
        promised_to = {limb for limb, _promise in links}
        return {
            "met": promised_to,
            "te-laat": {limb for limb, promise in links if promise in late},
            "zonder": self._asks - promised_to,
        }

    @cached_property
    def _only(self) -> Sets:
        stands = rights.lead_stands(self._asks, ((limb, role, state) for _body, limb, role, state in self._duties))
        rows = self.known.rows["thema"]
        figures = Indicator.objects.filter(theme__isnull=False).order_by().values_list("theme_id", flat=True).distinct()
        measured = set().union(*(self._themes.get(rows.get(theme, ""), set()) for theme in figures))
        return {
            "dringend": {limb.pk for limb in self.limbs if limb.is_urgent},
            "herhaald": set(rights.rounds().years),
            "zonder-verantwoordelijke": stands[rights.NOBODY],
            "betwist": stands[ResponsibilityState.DISPUTED],
            "zonder-cijfer": self._asks - measured,
        }


_READ: Mapping[str, Callable[[Reading], Sets]] = {
    "thema": lambda read: read._themes,
    "gebied": lambda read: read._territories,
    "wie": lambda read: read._bodies,
    "ronde": lambda read: read._rounds,
    "soort": lambda read: read._types,
    "standpunt": lambda read: read._positions,
    "beoordeling": lambda read: read._assessed,
    "toezegging": lambda read: read._promises,
    "alleen": lambda read: read._only,
}
