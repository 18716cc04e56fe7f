"""What is new: advices that were handed over, answers, promises and what was said of them since, by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.accounts.models import Organisation
from weerklank.advices.lifecycle import AdviceState
from weerklank.advices.models import Advice
from weerklank.answers.lifecycle import AnswerState, CommitmentState
from weerklank.answers.models import Answer, Commitment, ProgressUpdate
from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import Edition
from weerklank.findings.addresses import TOLD_WHEN, said_address
from weerklank.participation.models import Consultation
from weerklank.tracker.loop.words import series, who

MOST = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened; ``key`` stays the same for ever, so that a reader shows it once."""

    day: date
    key: str
    title: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class About:
    """Of what: of one body, of one edition, or of all that is real."""

    body: Organisation | None = None
    edition: Edition | None = None

    @property
    def made_up(self) -> bool:
        one = self.body or self.edition
        return bool(one and one.is_demonstration)


def newest(entries: Iterator[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.day, entry.key), reverse=True)[:MOST])


def advices(about: About) -> Iterator[Entry]:
    """Advices on the day they were handed over."""
    rows = (
        Advice.objects.filter(state__in=(AdviceState.HANDED_OVER, AdviceState.CLOSED), edition__handover__isnull=False)
        .filter(_of_advice("", about))
        .exclude(edition__state=EditionState.DRAFT)
        .select_related("edition__handover")
        .prefetch_related("addressees__organisation")
        .order_by("-edition__handover__date", "number")
        .distinct()
    )
    for advice in rows[:MOST]:
        asked = series([str(addressee.organisation) for addressee in advice.addressees.all()])
        yield Entry(
            advice.edition.handover.date,
            advice.get_absolute_url(),
            _("Advies {number}: {title}").format(number=advice.number, title=advice.title),
            _("Overhandigd aan {names}.").format(names=asked) if asked else _("Overhandigd."),
            advice.get_absolute_url(),
        )


def answers(about: About) -> Iterator[Entry]:
    """Answers on the day they were published; a correction is an entry of its own."""
    rows = (
        Answer.objects.filter(state=AnswerState.PUBLISHED, published_on__isnull=False)
        .filter(_of_advice("addressee__advice__", about))
        .exclude(addressee__advice__edition__state=EditionState.DRAFT)
        .select_related("addressee__advice", "addressee__organisation")
        .order_by("-published_on", "-pk")
    )
    if about.body:
        rows = rows.filter(addressee__organisation=about.body).distinct()
    for answer in rows[:MOST]:
        advice, body = answer.addressee.advice, answer.addressee.organisation
        version = _(" (versie {n})").format(n=answer.version) if answer.version > 1 else ""
        place = f"{advice.get_absolute_url()}#antwoord-{body.slug}"
        yield Entry(
            answer.published_on or date.min,
            f"{place}-{answer.version}",
            _("{who} antwoordt op {number}: {title}").format(who=who(body), number=advice.number, title=advice.title)
            + version,
            answer.summary,
            place,
        )


def promises(about: About) -> Iterator[Entry]:
    """Promises on the day they were made, and what was said of them since, also by the youth panel."""
    made = Commitment.objects.exclude(state=CommitmentState.PROPOSED).filter(_of_promise(about))
    for promise in (
        made.filter(made_on__isnull=False, carried_from__isnull=True)
        .select_related("organisation")
        .order_by("-made_on", "slug")
    )[:MOST]:
        yield Entry(
            promise.made_on or date.min,
            promise.get_absolute_url(),
            _("{who} belooft: {title}").format(who=who(promise.organisation), title=promise.title),
            promise.text,
            promise.get_absolute_url(),
        )
    told = (
        ProgressUpdate.objects.filter(commitment__in=made)
        .select_related("commitment__organisation")
        .order_by("-date", "-pk")
    )
    for update in told[:MOST]:
        yield Entry(
            update.date,
            f"{update.commitment.get_absolute_url()}#melding-{update.pk}",
            f"{update.commitment.title}: {update.get_state_display()}",
            update.text,
            update.commitment.get_absolute_url(),
        )


def said(about: About) -> Iterator[Entry]:
    """What children said to the questions of an edition, on the day it was counted; a later count is an entry of its own."""
    if about.edition is None:
        return
    asked = Consultation.objects.filter(edition=about.edition, state__in=TOLD_WHEN)
    for consultation in asked.select_related("edition").prefetch_related("opinion_runs"):
        for run in list(consultation.opinion_runs.all())[:MOST]:
            place = said_address(consultation)
            yield Entry(
                timezone.localdate(run.made_at),
                f"{place}#telling-{run.pk}",
                _("Wat kinderen zeiden: {question}").format(question=consultation.question),
                _("Waar bijna iedereen hetzelfde vindt, waar kinderen verschillen, en wat weinig kinderen zeiden."),
                place,
            )


def everything(about: About) -> Iterator[Entry]:
    yield from said(about)
    yield from advices(about)
    yield from answers(about)
    yield from promises(about)


def _of_advice(place: str, about: About) -> Q:
    if about.edition:
        return Q(**{f"{place}edition": about.edition})
    # what is made up stands with a made-up body alone
    alike = Q() if about.made_up else Q(**{f"{place}edition__is_demonstration": False})
    return alike & Q(**{f"{place}addressees__organisation": about.body}) if about.body else alike


def _of_promise(about: About) -> Q:
    if about.edition:
        return Q(position__part__advice__edition=about.edition) | Q(carried_as__into=about.edition)
    return Q(organisation=about.body) if about.body else Q(is_demonstration=False)
