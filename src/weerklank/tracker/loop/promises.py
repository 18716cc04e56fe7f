"""Promises: the list, and one promise with its progress and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Max, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerklank.accounts.models import Organisation
from weerklank.advices.models import Advice
from weerklank.answers.lifecycle import ACTIVE_STATES, SILENT_AFTER_DAYS, CommitmentState
from weerklank.answers.models import Commitment, ProgressUpdate
from weerklank.rights.models import Recommendation, Territory, Theme
from weerklank.rights.queries import visible
from weerklank.tracker import paths
from weerklank.tracker.asked import every_word
from weerklank.tracker.loop.words import series, theme_name, who
from weerklank.web.path import Path

STATES = tuple(state for state in CommitmentState if state != CommitmentState.PROPOSED)


def with_everything() -> QuerySet[Commitment]:
    """Public promises with all that a path or a row needs."""
    return (
        Commitment.objects.exclude(state=CommitmentState.PROPOSED)
        .select_related(
            "organisation",
            "territory",
            "position__answer",
            "position__part__advice__edition__handover",
            "position__part__advice__edition_theme__theme",
        )
        .prefetch_related(
            Prefetch("updates", ProgressUpdate.objects.order_by("-date", "-id")),
            "themes__names",
            "position__part__advice__groups__consultation",
        )
        .order_by("is_demonstration", F("due_on").asc(nulls_last=True), "slug")
    )


def late(today: date) -> Q:
    """The same rule as ``days_overdue``, asked of the database."""
    return Q(due_on__lt=today, state__in=ACTIVE_STATES)


def silent(today: date) -> Q:
    """The same rule as ``Commitment.silent_on``, asked of the database."""
    heard = (
        Commitment.objects.filter(state__in=ACTIVE_STATES)
        .annotate(heard_on=Coalesce(Max("updates__date"), F("made_on")))
        .filter(heard_on__lt=today - timedelta(days=SILENT_AFTER_DAYS))
    )
    return Q(pk__in=heard.values("pk"))


def searched(query: str) -> Q:
    return every_word(query, "title", "text", "measure", "organisation__name", "organisation__short_name", "owner")


def filtered(promises: QuerySet[Commitment], chosen: Mapping[str, str], today: date) -> QuerySet[Commitment]:
    """The promises that fit every filter."""
    for name, field in (("thema", "themes__slug"), ("wie", "organisation__slug"), ("gebied", "territory__slug")):
        if chosen.get(name):
            promises = promises.filter(**{field: chosen[name]})
    if chosen.get("stand") in STATES:
        promises = promises.filter(state=chosen["stand"])
    match chosen.get("tijd"):
        case "te-laat":
            promises = promises.filter(late(today))
        case "stil":
            promises = promises.filter(silent(today))
    return promises.distinct()


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise as it stands in a list."""

    title: str
    href: str
    organisation: str
    themes: str
    territory: str
    days_late: int
    silent: bool
    path: Path
    is_demonstration: bool


def row(promise: Commitment, today: date) -> PromiseRow:
    return PromiseRow(
        title=promise.title,
        href=promise.get_absolute_url(),
        organisation=str(promise.organisation),
        themes=series([theme_name(theme) for theme in promise.themes.all()]),
        territory=str(promise.territory or ""),
        days_late=promise.overdue_on(today),
        silent=promise.silent_on(today),
        path=paths.of_promise(promise, today),
        is_demonstration=promise.is_demonstration,
    )


def rows(promises: Iterable[Commitment], today: date) -> tuple[PromiseRow, ...]:
    return tuple(row(promise, today) for promise in promises)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a list of promises can be filtered on."""

    themes: tuple[Theme, ...]
    organisations: tuple[Organisation, ...]
    territories: tuple[Territory, ...]


def choices() -> Choices:
    public = Commitment.objects.exclude(state=CommitmentState.PROPOSED)
    return Choices(
        tuple(Theme.objects.filter(commitments__in=public).distinct().prefetch_related("names")),
        tuple(Organisation.objects.filter(commitments__in=public).distinct()),
        tuple(Territory.objects.all()),
    )


@dataclass(frozen=True, slots=True)
class PromisePage:
    """One promise, whole."""

    promise: Commitment
    who: str
    sentence: str
    mood: str
    path: Path
    silent_days: int
    progress: tuple[ProgressUpdate, ...]
    themes: tuple[Theme, ...]
    advice: Advice | None
    recommendations: tuple[Recommendation, ...]
    carried_to: tuple[Commitment, ...]


def find(slug: str) -> Commitment | None:
    return with_everything().filter(slug=slug).first()


def page(promise: Commitment, today: date) -> PromisePage:
    path = paths.of_promise(promise, today)
    heard = max((update.date for update in promise.updates.all()), default=promise.made_on)
    return PromisePage(
        promise=promise,
        who=who(promise.organisation),
        sentence=how_it_stands(promise, today),
        mood=path.stations[-1].mood,
        path=path,
        silent_days=(today - heard).days if heard and promise.silent_on(today) else 0,
        progress=tuple(promise.updates.all()),
        themes=tuple(promise.themes.all()),
        advice=promise.position.part.advice if promise.position else None,
        recommendations=tuple(promise.recommendations.filter(pk__in=visible()).select_related("document", "paragraph")),
        carried_to=tuple(promise.carried_to.exclude(state=CommitmentState.PROPOSED)),
    )


def how_it_stands(promise: Commitment, today: date) -> str:
    """One sentence that says who promised, and how it stands today."""
    name, due = who(promise.organisation), promise.due_on
    days = promise.overdue_on(today)
    if days and due:
        ago = ngettext("Dat is {n} dag geleden.", "Dat is {n} dagen geleden.", days).format(n=days)
        return (
            _("{name} had dit uiterlijk {day} moeten doen.").format(name=name, day=date_format(due, "j F Y"))
            + f" {ago}"
        )
    match promise.state:
        case CommitmentState.DONE:
            return _("{name} zegt dat dit gedaan is.").format(name=name)
        case CommitmentState.CONFIRMED:
            return _("{name} heeft dit gedaan. Kinderen zeggen dat ook.").format(name=name)
        case CommitmentState.DISPUTED:
            return _("{name} zegt dat dit gedaan is. Kinderen zijn het daar niet mee eens.").format(name=name)
        case CommitmentState.WITHDRAWN:
            return _("{name} heeft deze toezegging teruggenomen.").format(name=name)
        case CommitmentState.CARRIED_OVER:
            return _("Dit was nog niet gedaan. Het is meegenomen naar de volgende editie.")
    risk = _(" {name} zegt dat dit in gevaar is.").format(name=name) if promise.state == CommitmentState.AT_RISK else ""
    if due:
        return (
            _("{name} heeft beloofd dit uiterlijk {day} te doen.").format(name=name, day=date_format(due, "j F Y"))
            + risk
        )
    if promise.due_note:
        return _("{name} heeft dit beloofd. Wanneer? “{term}”.").format(name=name, term=promise.due_note) + risk
    return _("{name} heeft dit beloofd. Er staat geen dag bij.").format(name=name) + risk
