"""Promises: the list, and one promise with its progress and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerklank.accounts.models import Organisation
from weerklank.advices.models import Advice, AdvicePart
from weerklank.answers.lifecycle import CommitmentState
from weerklank.answers.models import Commitment, ProgressUpdate
from weerklank.answers.queries import choosing, confirmed_keeping, confirmed_promises
from weerklank.answers.queries.links import KeptAction, Share, kept_action, share_of
from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import Edition
from weerklank.rights.models import Recommendation, Territory, Theme
from weerklank.rights.queries import visible
from weerklank.tracker import paths
from weerklank.tracker.loop.words import series, theme_name, who
from weerklank.web.path import Path

STATES = choosing.PROMISE_STATES
KINDS = choosing.KINDS
late = choosing.late_promises
silent = choosing.silent_promises
searched = choosing.promise_words
filtered = choosing.chosen_promises


def with_everything() -> QuerySet[Commitment]:
    """Public promises with all that a path or a row needs; what was taken along once, under its newest name."""
    return under_every_name().exclude(state=CommitmentState.CARRIED_OVER)


def under_every_name() -> QuerySet[Commitment]:
    """The same, also under the names that a promise had in earlier dialogues."""
    return (
        Commitment.objects.exclude(state=CommitmentState.PROPOSED)
        .select_related(
            "organisation",
            "territory",
            "position__answer",
            "position__part__advice__edition__handover",
            "position__part__advice__edition_theme__theme",
            "carried_from__carried_from",
            "carried_from__position__answer",
            "carried_from__position__part__advice__edition__handover",
        )
        .prefetch_related(
            Prefetch("updates", ProgressUpdate.objects.order_by("-date", "-id")),
            "carried_from__updates",
            "carried_from__carried_from__updates",
            "carried_from__position__part__advice__groups__consultation",
            "themes__names",
            "position__part__advice__groups__consultation",
        )
        .order_by("is_demonstration", F("due_on").asc(nulls_last=True), "slug")
    )


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise as it stands in a list."""

    title: str
    href: str
    organisation: str
    kind: str
    status_original: str
    themes: str
    territory: str
    days_late: int
    silent: bool
    taken_along: str
    path: Path
    is_demonstration: bool


def row(promise: Commitment, today: date) -> PromiseRow:
    origin = _first(promise).position if promise.carried_from else None
    return PromiseRow(
        title=promise.title,
        href=promise.get_absolute_url(),
        organisation=str(promise.organisation),
        kind=str(promise.get_kind_display()),
        status_original=promise.status_original,
        themes=series([theme_name(theme) for theme in promise.themes.all()]),
        territory=str(promise.territory or ""),
        days_late=promise.overdue_on(today),
        silent=promise.silent_on(today),
        taken_along=origin.part.advice.edition.title if origin else "",
        path=paths.of_promise(promise, today, origin),
        is_demonstration=promise.is_demonstration,
    )


def _first(promise: Commitment) -> Commitment:
    """The promise as it was made, under its first name."""
    first, seen = promise, {promise.pk}
    while first.carried_from is not None and first.carried_from.pk not in seen:
        first = first.carried_from
        seen.add(first.pk)
    return first


def rows(promises: Iterable[Commitment], today: date) -> tuple[PromiseRow, ...]:
    return tuple(row(promise, today) for promise in promises)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a list of promises can be filtered on."""

    themes: tuple[Theme, ...]
    organisations: tuple[Organisation, ...]
    territories: tuple[Territory, ...]
    editions: tuple[Edition, ...]


def choices() -> Choices:
    public = Commitment.objects.exclude(state=CommitmentState.PROPOSED)
    return Choices(
        tuple(Theme.objects.filter(commitments__in=public).distinct().prefetch_related("names")),
        tuple(Organisation.objects.filter(commitments__in=public).distinct()),
        tuple(Territory.objects.all()),
        tuple(
            Edition.objects.exclude(state=EditionState.DRAFT)
            .filter(Q(advices__parts__positions__commitments__in=public) | Q(carried_over__successor__in=public))
            .distinct()
            .order_by("is_demonstration", "-year")
        ),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """A limb of the UN that a promise says to do, with how much of it."""

    limb: Recommendation
    share: Share


@dataclass(frozen=True, slots=True)
class Name:
    """What a promise was called in an edition, and how it stood when the next one took it along."""

    title: str
    href: str
    edition: str
    is_here: bool


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
    asked: tuple[Asked, ...]
    actions: tuple[KeptAction, ...]
    names: tuple[Name, ...]
    part: AdvicePart | None


def find(slug: str) -> Commitment | None:
    return under_every_name().filter(slug=slug).first()


def page(promise: Commitment, today: date) -> PromisePage:
    chain = _chain(promise)
    origin = chain[0].position
    path = paths.of_promise(promise, today, origin)
    heard = promise.last_word()
    return PromisePage(
        promise=promise,
        who=who(promise.organisation),
        sentence=how_it_stands(promise, today),
        mood=path.stations[-1].mood,
        path=path,
        silent_days=(today - heard).days if heard and promise.silent_on(today) else 0,
        progress=tuple(ProgressUpdate.objects.filter(commitment__in=chain[: chain.index(promise) + 1])),
        themes=tuple(promise.themes.all()),
        advice=origin.part.advice if origin else None,
        asked=asked(promise),
        actions=kept_by(promise, today),
        names=tuple(_name(one, promise) for one in chain) if len(chain) > 1 else (),
        part=origin.part if origin else None,
    )


def _chain(promise: Commitment) -> list[Commitment]:
    """The same promise under each name that it had, the first one first."""
    chain, before = [promise], promise.carried_from
    while before is not None and before not in chain:
        chain.insert(0, before)
        before = before.carried_from
    while (
        later := chain[-1]
        .carried_to.exclude(state=CommitmentState.PROPOSED)
        .exclude(pk__in=[one.pk for one in chain])
        .first()
    ):
        chain.append(later)
    return chain


def _name(one: Commitment, here: Commitment) -> Name:
    taken_along = getattr(one, "carried_as", None)
    edition = taken_along.into if taken_along else one.position.part.advice.edition if one.position else None
    title = edition.title if edition else ""
    if edition and edition.state == EditionState.DRAFT:
        # that a next dialogue is being thought of is no news yet; that the promise goes along is
        title = _("een volgende dialoog")
    return Name(one.title, one.get_absolute_url(), title, one.pk == here.pk)


def asked(promise: Commitment) -> tuple[Asked, ...]:
    """The limbs that it covers, as a second person confirmed."""
    links = confirmed_promises().filter(commitment=promise.stands_as(), recommendation__in=visible())
    whole = links.select_related("recommendation__document", "recommendation__paragraph")
    return tuple(Asked(link.recommendation, share_of(link)) for link in whole)


def kept_by(promise: Commitment, today: date) -> tuple[KeptAction, ...]:
    """The actions that keep it, as a second person confirmed."""
    links = confirmed_keeping().filter(commitment=promise).prefetch_related("action__milestones")
    return tuple(kept_action(link, today) for link in links)


def as_data(promise: Commitment, today: date) -> dict[str, Any]:
    """A promise as a machine reads it; ``limbs`` must have been fetched with ``with_limbs``."""
    return {
        "id": promise.slug,
        "title": promise.title,
        "text": promise.text,
        "kind": promise.kind,
        "organisation": promise.organisation.slug,
        "made_by": promise.owner,
        "made_to": promise.made_to,
        "made_on": promise.made_on,
        "due_on": promise.due_on,
        "due_in_words": promise.due_note,
        "measure": promise.measure,
        "advice": promise.position.part.advice.number if promise.position else "",
        "taken_along_from": promise.carried_from.slug if promise.carried_from else "",
        "state": promise.state,
        "status_in_source": promise.status_original,
        "status_in_source_on": promise.status_original_on,
        "days_overdue": promise.overdue_on(today),
        "silent": promise.silent_on(today),
        "fulfilled_by": promise.fulfilled_by_url,
        "territory": promise.territory.slug if promise.territory else "",
        "themes": [theme.slug for theme in promise.themes.all()],
        "recommendations": [
            f"{link.recommendation.document.slug}/{link.recommendation.slug} ({link.share})"
            for link in promise.limb_links.all()
        ],
        "external_system": promise.external_system,
        "external_id": promise.external_id,
        "demonstration": promise.is_demonstration,
        "source": promise.source_url,
        "link": promise.get_absolute_url(),
    }


def with_limbs(promises: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """With the public limbs that each covers, for an export."""
    links = confirmed_promises().filter(recommendation__in=visible())
    return promises.prefetch_related(Prefetch("limb_links", links.select_related("recommendation__document")))


def how_it_stands(promise: Commitment, today: date) -> str:
    """One sentence that says who promised, and how it stands today."""
    name, due = who(promise.organisation), promise.due_on
    if promise.state == CommitmentState.CARRIED_OVER and (now := promise.stands_as()) != promise:
        return f"{how_it_stands(now, today)} {_('Het is meegenomen naar de volgende editie.')}"
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
        case CommitmentState.LAPSED:
            return _("Volgens de bron is deze toezegging vervallen. {name} hoeft het niet meer te doen.").format(
                name=name
            )
        case CommitmentState.PARTLY if not due:
            return _("{name} heeft een deel hiervan gedaan.").format(name=name)
        case CommitmentState.CARRIED_OVER:
            return _("Dit was nog niet gedaan. Het is meegenomen naar de volgende editie.")
    risk = ""
    if promise.state == CommitmentState.AT_RISK:
        risk = _(" {name} zegt dat dit in gevaar is.").format(name=name)
    elif promise.state == CommitmentState.PARTLY:
        risk = _(" Een deel is gedaan.")
    if due:
        return (
            _("{name} heeft beloofd dit uiterlijk {day} te doen.").format(name=name, day=date_format(due, "j F Y"))
            + risk
        )
    if promise.due_note:
        return _("{name} heeft dit beloofd. Wanneer? “{term}”.").format(name=name, term=promise.due_note) + risk
    return _("{name} heeft dit beloofd. Er staat geen dag bij.").format(name=name) + risk
