"""What the list of limbs can be narrowed by: which answers there are, which limbs fit, and how many of each there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from weerklank.accounts.models import Organisation
from weerklank.answers.lifecycle import AnswerState, CommitmentState
from weerklank.answers.models import Commitment
from weerklank.answers.queries import confirmed_promises
from weerklank.evidence.models import Indicator
from weerklank.rights.lifecycle import ResponsibilityState
from weerklank.rights.models import (
    Concept,
    Recommendation,
    RecommendationConcept,
    RecommendationRelation,
    RecommendationTerritory,
    RecommendationTheme,
    Responsibility,
    ReviewCycle,
    StatementType,
    StatePosition,
    Territory,
    Theme,
)
from weerklank.tracker.limbs.choosing import ASKS, CONFIRMED
from weerklank.tracker.loop import promises as promised
from weerklank.tracker.loop.words import theme_name

Limbs = QuerySet[Recommendation]
Known = Mapping[str, Mapping[str, str]]
Counts = dict[str, dict[str, int]]

SCHEMES = {
    "artikel": "crc-articles",
    "cluster": "crc-clusters",
    "doel": "sdg-targets",
    "groep": "uhri-persons",
}
POSITIONS = {
    "aanvaardt": "accepts",
    "aanvaardt-deels": "accepts_in_part",
    "neemt-kennis": "takes_note",
    "wijst-af": "rejects",
    "geen": "none_stated",
}


# --- Which limbs fit ---------------------------------------------------------------------------------------------------


def _linked(model: type[Any], **fits: Any) -> Q:
    # asked once as a list, where an Exists would be asked again for each limb
    return Q(pk__in=model.objects.filter(state=CONFIRMED, **fits).values("recommendation"))


def _of_theme(values: Sequence[str], today: date) -> Q:
    return _linked(RecommendationTheme, theme__slug__in=values)


def _of_territory(values: Sequence[str], today: date) -> Q:
    return _linked(RecommendationTerritory, territory__slug__in=values)


def _of_body(values: Sequence[str], today: date) -> Q:
    return Q(pk__in=_duties().filter(organisation__slug__in=values).values("recommendation"))


def _duties() -> QuerySet[Responsibility]:
    return Responsibility.objects.exclude(state=ResponsibilityState.ENDED)


def _of_concept(scheme: str) -> Callable[[Sequence[str], date], Q]:
    def fits(values: Sequence[str], today: date) -> Q:
        return _linked(RecommendationConcept, concept__scheme__code=scheme, concept__notation__in=values)

    return fits


def _of_round(values: Sequence[str], today: date) -> Q:
    return Q(document__cycle__slug__in=values)


def _of_type(values: Sequence[str], today: date) -> Q:
    return Q(statement_type__in=values)


def _position(position: str) -> Q:
    """By the latest thing that the State said; nothing found is an answer too."""
    said = StatePosition.objects.filter(recommendation=OuterRef("recommendation"))
    latest = said.order_by(F("stated_on").desc(nulls_last=True), "-pk").values("pk")[:1]
    now = StatePosition.objects.annotate(latest=Subquery(latest)).filter(pk=F("latest"))
    if position == StatePosition.Position.NONE_STATED:
        return ~Q(pk__in=now.exclude(position=position).values("recommendation"))
    return Q(pk__in=now.filter(position=position).values("recommendation"))


def _with_promise(late_on: date | None = None) -> Q:
    """A public promise points to the limb itself, or was made in an answer to an advice that does."""
    late = promised.late(late_on) if late_on else Q()
    made = Commitment.objects.exclude(state=CommitmentState.PROPOSED).filter(late)
    via = made.filter(
        position__answer__state=AnswerState.PUBLISHED, position__part__advice__recommendations__isnull=False
    )
    direct = confirmed_promises().filter(commitment__in=made.values("pk")).order_by().select_related(None)
    return Q(pk__in=direct.values("recommendation")) | Q(
        pk__in=via.order_by().values("position__part__advice__recommendations")
    )


def _repeated() -> Q:
    relations = RecommendationRelation.objects
    return Q(pk__in=relations.values("later")) | Q(pk__in=relations.values("earlier"))


def _lead(**fits: Any) -> Q:
    return Q(pk__in=_duties().filter(role="lead", **fits).values("recommendation"))


def _measured() -> Q:
    return _linked(RecommendationTheme, theme__in=Indicator.objects.filter(theme__isnull=False).values("theme"))


_ASKS = Q(statement_type__in=ASKS)
# which of the answers holds of a limb, per question that no row of its own answers
FLAGS: Mapping[str, Mapping[str, tuple[Promise | str, Callable[[date], Q]]]] = {
    "standpunt": {
        slug: (StatePosition.Position(position).label, lambda today, position=position: _position(position))
        for slug, position in POSITIONS.items()
    },
    # no assessment is held yet: everything that asks something waits for one
    "beoordeling": {"nog-niet": (_("nog niet beoordeeld"), lambda today: _ASKS)},
    "toezegging": {
        "met": (_("met een toezegging"), lambda today: _with_promise()),
        "te-laat": (_("met een toezegging die te laat is"), lambda today: _with_promise(today)),
        "zonder": (_("zonder toezegging"), lambda today: ~_with_promise() & _ASKS),
    },
    "alleen": {
        "dringend": (_("met haast volgens het comité"), lambda today: Q(is_urgent=True)),
        "herhaald": (_("vaker gevraagd"), lambda today: _repeated()),
        "zonder-verantwoordelijke": (
            _("niemand aangewezen"),
            lambda today: ~(_lead(state="proposed") | _lead(state="accepted")) & _ASKS,
        ),
        "betwist": (_("verantwoordelijkheid betwist"), lambda today: _lead(state="disputed")),
        "zonder-cijfer": (_("zonder cijfer"), lambda today: ~_measured() & _ASKS),
    },
}


def _flag(name: str) -> Callable[[Sequence[str], date], Q]:
    def fits(values: Sequence[str], today: date) -> Q:
        return reduce(or_, (FLAGS[name][value][1](today) for value in values))

    return fits


# --- How many of each --------------------------------------------------------------------------------------------------


def _tally(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    return {value: count for value, count in pairs if value}


def _in(limbs: Limbs) -> dict[str, Limbs]:
    return {"recommendation__in": limbs.order_by().values("pk")}


def _count_links(model: type[Any], field: str) -> Callable[[Limbs, Sequence[str], date], Counts]:
    def count(limbs: Limbs, names: Sequence[str], today: date) -> Counts:
        links = model.objects.filter(state=CONFIRMED, **_in(limbs)).order_by()
        return {names[0]: _tally(links.values_list(field).annotate(n=Count("pk")))}

    return count


def _count_bodies(limbs: Limbs, names: Sequence[str], today: date) -> Counts:
    duties = _duties().filter(**_in(limbs)).order_by().values_list("organisation__slug")
    # one body can have two duties for one limb
    return {names[0]: _tally(duties.annotate(n=Count("recommendation", distinct=True)))}


def _count_concepts(limbs: Limbs, names: Sequence[str], today: date) -> Counts:
    codes = {SCHEMES[name]: name for name in names}
    links = RecommendationConcept.objects.filter(state=CONFIRMED, concept__scheme__code__in=codes, **_in(limbs))
    found: Counts = defaultdict(dict)
    counted = links.order_by().values_list("concept__scheme__code", "concept__notation").annotate(n=Count("pk"))
    for code, notation, count in counted:
        found[codes[code]][notation] = count
    return found


def _count_column(field: str) -> Callable[[Limbs, Sequence[str], date], Counts]:
    def count(limbs: Limbs, names: Sequence[str], today: date) -> Counts:
        return {names[0]: _tally(limbs.order_by().values_list(field).annotate(n=Count("pk")))}

    return count


def _count_flags(limbs: Limbs, names: Sequence[str], today: date) -> Counts:
    asked = {
        f"{name}_{number}": Count("pk", filter=flag(today))
        for name in names
        for number, (_label, flag) in enumerate(FLAGS[name].values())
    }
    told = limbs.order_by().aggregate(**asked)
    return {name: {value: told[f"{name}_{number}"] for number, value in enumerate(FLAGS[name])} for name in names}


# --- The questions -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Facet:
    """One question to the list; facets that are counted in the same way share one question to the database."""

    name: str
    label: Promise
    fits: Callable[[Sequence[str], date], Q]
    count: Callable[[Limbs, Sequence[str], date], Counts]
    # a limb has one of these, or several that each narrow further
    each: bool = False

    def q(self, values: Sequence[str], today: date) -> Q:
        """What fits one of the answers, or all of them where each narrows further."""
        return reduce(and_, (self.fits([value], today) for value in values)) if self.each else self.fits(values, today)


# the order in which an address says them
FACETS: tuple[Facet, ...] = (
    Facet("thema", _("Thema"), _of_theme, _count_links(RecommendationTheme, "theme__slug")),
    Facet("gebied", _("Gebied"), _of_territory, _count_links(RecommendationTerritory, "territory__slug")),
    Facet("wie", _("Wie moet handelen"), _of_body, _count_bodies),
    Facet("artikel", _("Artikel van het verdrag"), _of_concept(SCHEMES["artikel"]), _count_concepts),
    Facet("cluster", _("Cluster"), _of_concept(SCHEMES["cluster"]), _count_concepts),
    Facet("doel", _("Duurzaam ontwikkelingsdoel"), _of_concept(SCHEMES["doel"]), _count_concepts),
    Facet("groep", _("Om wie het gaat"), _of_concept(SCHEMES["groep"]), _count_concepts),
    Facet("ronde", _("Ronde"), _of_round, _count_column("document__cycle__slug")),
    Facet("soort", _("Soort"), _of_type, _count_column("statement_type")),
    Facet("standpunt", _("Standpunt van de regering"), _flag("standpunt"), _count_flags),
    Facet("beoordeling", _("Beoordeling"), _flag("beoordeling"), _count_flags),
    Facet("toezegging", _("Toezegging"), _flag("toezegging"), _count_flags),
    Facet("alleen", _("Alleen"), _flag("alleen"), _count_flags, each=True),
)


def known() -> Known:
    """Every answer that an address can give to each question, in the order in which a reader finds them."""
    found: dict[str, dict[str, str]] = {facet.name: {} for facet in FACETS}
    found["thema"] = {theme.slug: theme_name(theme) for theme in Theme.objects.prefetch_related("names")}
    found["gebied"] = dict(Territory.objects.order_by("order").values_list("slug", "name"))
    found["wie"] = dict(Organisation.objects.order_by("name").values_list("slug", "name"))
    names = {code: name for name, code in SCHEMES.items()}
    concepts = Concept.objects.filter(scheme__code__in=names).order_by("scheme", "order", "notation")
    for code, notation, label in concepts.values_list("scheme__code", "notation", "label"):
        # a group is known by its name alone, an article by its number too
        found[names[code]][notation] = label if code == SCHEMES["groep"] else f"{notation} {label}".strip()
    cycles = list(ReviewCycle.objects.values_list("slug", "year", "label"))
    years = [year for _slug, year, _name in cycles]
    for slug, year, label in cycles:
        # of two rounds in one year the year alone says too little
        found["ronde"][slug] = str(year) if years.count(year) == 1 else label
    found["soort"] = {value: str(label) for value, label in StatementType.choices}
    for name, flags in FLAGS.items():
        found[name] = {value: str(label) for value, (label, _flag) in flags.items()}
    return found


def narrowed(limbs: Limbs, values: Mapping[str, Sequence[str]], today: date, *, but: str = "") -> Limbs:
    """The limbs that fit every question that was answered; each asks by itself, so that none undoes another."""
    for facet in FACETS:
        if facet.name != but and values.get(facet.name):
            limbs = limbs.filter(facet.q(values[facet.name], today))
    return limbs


def counts(limbs: Limbs, values: Mapping[str, Sequence[str]], today: date) -> Counts:
    """How many limbs each answer would give beside the other questions' answers, in a bounded number of questions."""
    told: Counts = {}
    together: dict[Callable[[Limbs, Sequence[str], date], Counts], list[str]] = defaultdict(list)
    for facet in FACETS:
        if values.get(facet.name) and not facet.each:
            told |= facet.count(narrowed(limbs, values, today, but=facet.name), [facet.name], today)
        else:
            together[facet.count].append(facet.name)
    here = narrowed(limbs, values, today)
    for count, names in together.items():
        told |= count(here, names, today)
    return told
