"""Advices as a list: what it holds, what it is filtered on, and a row of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from weerklank.accounts.models import Organisation
from weerklank.advices.lifecycle import PUBLIC_STATES
from weerklank.advices.models import Advice
from weerklank.answers.lifecycle import OPEN_STATES, AddresseeState, AnswerState, CommitmentState
from weerklank.answers.models import Addressee, Answer, Commitment, PartPosition, Position, with_what_went_on
from weerklank.editions.models import Edition
from weerklank.rights.models import Theme
from weerklank.tracker import paths
from weerklank.tracker.asked import every_word
from weerklank.tracker.loop.words import series
from weerklank.web.path import Path


def with_everything() -> QuerySet[Advice]:
    """Public advices with all that a path or a row needs, in a fixed number of questions to the database."""
    promised = Commitment.objects.exclude(state=CommitmentState.PROPOSED).select_related("organisation")
    return (
        Advice.objects.filter(state__in=PUBLIC_STATES)
        .select_related("edition__handover", "edition_theme__theme", "raised_before__edition")
        .select_related("raised_before__raised_before__edition")
        .prefetch_related(
            "parts",
            "groups__consultation",
            Prefetch("addressees", with_what_went_on(Addressee.objects.select_related("organisation"))),
            Prefetch(
                "addressees__answers", Answer.objects.filter(state=AnswerState.PUBLISHED).order_by("version", "pk")
            ),
            Prefetch("addressees__answers__positions", PartPosition.objects.select_related("part")),
            Prefetch("addressees__answers__positions__commitments", promised.prefetch_related("updates")),
        )
        .order_by("edition__is_demonstration", "-edition__year", "number")
    )


def late(today: date) -> Q:
    """An advice of which somebody's term has passed: the same rule as ``days_overdue``, asked of the database."""
    overdue = Addressee.objects.annotate(until=Coalesce(F("extended_to"), F("due_on"))).filter(
        until__lt=today, state__in=OPEN_STATES
    )
    return Q(pk__in=overdue.values("advice"))


STANDS = ("late", "waiting", "answered", "not_found")


def standing(stand: str, today: date) -> Q:
    """The advices that stand so; everything where the word is unknown."""
    match stand:
        case "late":
            return late(today)
        case "waiting":
            return Q(addressees__state__in=OPEN_STATES) & ~late(today)
        case "answered":
            return Q(addressees__answers__state=AnswerState.PUBLISHED)
        case "not_found":
            return Q(addressees__state=AddresseeState.NOT_FOUND)
    return Q()


def searched(query: str) -> Q:
    return every_word(query, "number", "title", "text", "why", "parts__text", "edition_theme__name")


def positioned(position: str) -> Q:
    if position not in Position.values:
        return Q()
    return Q(addressees__answers__state=AnswerState.PUBLISHED, addressees__answers__positions__position=position)


def filtered(advices: QuerySet[Advice], chosen: Mapping[str, str], today: date) -> QuerySet[Advice]:
    """The advices that fit every filter; each filter asks by itself, so that none undoes another."""
    if edition := chosen.get("editie"):
        advices = advices.filter(edition__slug=edition)
    if theme := chosen.get("thema"):
        advices = advices.filter(edition_theme__theme__slug=theme)
    if body := chosen.get("wie"):
        advices = advices.filter(addressees__organisation__slug=body)
    advices = advices.filter(positioned(chosen.get("standpunt", "")))
    return advices.filter(standing(chosen.get("stand", ""), today)).distinct()


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """An advice as it stands in a list."""

    number: str
    title: str
    href: str
    theme: str
    edition: str
    asked_of: str
    days_late: int
    path: Path
    is_demonstration: bool


def row(advice: Advice, today: date) -> AdviceRow:
    addressees = list(paths.answering(advice))
    return AdviceRow(
        number=advice.number,
        title=advice.title,
        href=advice.get_absolute_url(),
        theme=advice.edition_theme.name if advice.edition_theme else "",
        edition=advice.edition.title,
        asked_of=series([str(addressee.organisation) for addressee in addressees]),
        days_late=max((addressee.overdue_on(today) for addressee in addressees), default=0),
        path=paths.of_advice(advice, today),
        is_demonstration=advice.edition.is_demonstration,
    )


def rows(advices: Iterable[Advice], today: date) -> tuple[AdviceRow, ...]:
    return tuple(row(advice, today) for advice in advices)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a list of advices can be filtered on."""

    editions: tuple[Edition, ...]
    themes: tuple[Theme, ...]
    organisations: tuple[Organisation, ...]


def choices() -> Choices:
    public = Advice.objects.filter(state__in=PUBLIC_STATES)
    return Choices(
        tuple(Edition.objects.filter(advices__in=public).distinct().order_by("is_demonstration", "-year")),
        tuple(Theme.objects.filter(edition_themes__advices__in=public).distinct().prefetch_related("names")),
        tuple(Organisation.objects.filter(addressed__advice__in=public).distinct()),
    )
