"""Every row that is counted: an advice put to a body, a part of it, a promise; each once, with the figures that it is in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from weerklank.accounts.models import Organisation
from weerklank.advices.lifecycle import AdviceState
from weerklank.advices.models import Advice
from weerklank.answers.lifecycle import ACTIVE_STATES, OPEN_STATES, AddresseeState, AnswerState, CommitmentState
from weerklank.answers.models import (
    Addressee,
    Answer,
    CarriedOver,
    Commitment,
    PartPosition,
    Position,
    ProgressUpdate,
    Transfer,
    TransferState,
    with_what_went_on,
)
from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import Edition, EditionTheme
from weerklank.tracker import paths
from weerklank.tracker.loop.answering.figures import Figure as F
from weerklank.tracker.loop.answering.waits import Wait

# a frozen advice that nobody received yet waits for nobody
_RECEIVED = (AdviceState.HANDED_OVER, AdviceState.CLOSED)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows: of one edition or of all real (or all made-up) ones, and of one theme or of all."""

    edition: Edition | None = None
    theme: str = ""
    made_up: bool = False

    def holds(self, edition: Edition | None, theme: EditionTheme | None, *, made_up: bool) -> bool:
        if self.theme and (theme is None or theme.theme.slug != self.theme):
            return False
        if self.edition is not None:
            return edition is not None and edition.pk == self.edition.pk
        return made_up is self.made_up


class Kind(TextChoices):
    """What a row is about."""

    ADVICE = "advice", _("advies")
    PART = "part", _("onderdeel")
    PROMISE = "promise", _("toezegging")


@dataclass(frozen=True, slots=True)
class Item:
    """One row: what it is about, whose it is, and the figures in which it counts."""

    kind: Kind
    body: Organisation
    figures: frozenset[F]
    stands: F
    number: str
    title: str
    href: str
    edition: str
    theme: str
    due_on: date | None = None
    answered_on: date | None = None
    days_late: int = 0
    note: str = ""
    wait: Wait | None = None


def items(scope: Scope, today: date) -> tuple[Item, ...]:
    """All rows of a scope, in a fixed number of questions to the database."""
    accepted = _accepted()
    found: list[Item] = []
    for addressee in _addressees(scope):
        if scope.edition is not None and addressee.advice.edition_id != scope.edition.pk:
            found.append(_row(addressee, {F.ASKED_EARLIER}, today))
            continue
        found.append(_asked(addressee, accepted, today))
        found += _parts(addressee, accepted, today)
    return (*found, *_promises(scope, today))


# --- what was put to a body -------------------------------------------------------------------------------------------


def _addressees(scope: Scope) -> QuerySet[Addressee]:
    published = Answer.objects.filter(state=AnswerState.PUBLISHED).order_by("version", "pk")
    rows = (
        with_what_went_on(Addressee.objects.filter(advice__state__in=_RECEIVED))
        .exclude(advice__edition__state=EditionState.DRAFT)
        .select_related("organisation", "advice__edition__handover", "advice__edition_theme__theme")
        .prefetch_related(
            "advice__parts",
            Prefetch("answers", published),
            Prefetch("answers__positions", PartPosition.objects.order_by("pk")),
        )
        .order_by("advice__edition__year", "advice__number", "organisation__name")
    )
    if scope.theme:
        rows = rows.filter(advice__edition_theme__theme__slug=scope.theme)
    if scope.edition is None:
        return rows.filter(advice__edition__is_demonstration=scope.made_up)
    # what an earlier dialogue left open stands here apart: it counts where it was asked
    here = Q(advice__edition=scope.edition) | Q(carried_over__into=scope.edition)
    return rows.filter(pk__in=Addressee.objects.filter(here).values("pk"))


Given = Mapping[int, list[Transfer]]


def _accepted() -> Given:
    """Parts that went from one body to another, by advice."""
    found: dict[int, list[Transfer]] = defaultdict(list)
    for transfer in Transfer.objects.filter(state=TransferState.ACCEPTED).select_related("addressee"):
        found[transfer.addressee.advice_id].append(transfer)
    return found


def first_answer(addressee: Addressee) -> date | None:
    """The day of the first answer: a correction afterwards changes nothing about how long it took."""
    return min((answer.published_on for answer in addressee.answers.all() if answer.published_on), default=None)


def _outcome(addressee: Addressee, today: date) -> F:
    answered, term = first_answer(addressee), addressee.term
    if answered and term:
        return F.IN_TIME if answered <= term else F.LATER
    if addressee.state == AddresseeState.TRANSFERRED:
        return F.PASSED_ON
    if addressee.state == AddresseeState.NOT_FOUND:
        return F.NOT_FOUND
    if answered or addressee.state not in OPEN_STATES:
        return F.ANSWERED_NO_TERM
    if term is None:
        return F.WAITING_NO_TERM
    return F.PAST_TERM if addressee.overdue_on(today) else F.WITHIN_TERM


def _explaining(addressee: Addressee, today: date) -> set[F]:
    due = addressee.clarification_due_on
    if due is None:
        return set()
    match addressee.state:
        case AddresseeState.CLARIFICATION_DUE:
            return {F.EXPLANATION_ASKED, F.EXPLANATION_LATE if due < today else F.EXPLANATION_DUE}
        case AddresseeState.DISSENT_RECORDED:
            return {F.EXPLANATION_ASKED, F.DISSENT}
        case _:
            return {F.EXPLANATION_ASKED, F.EXPLAINED}


def _asked(addressee: Addressee, given: Given, today: date) -> Item:
    outcome = _outcome(addressee, today)
    figures = {F.TAKEN_OVER if addressee.by_transfer else F.ASKED, outcome, *_explaining(addressee, today)}
    if addressee.extended_to:
        figures.add(F.EXTENDED)
        answered = first_answer(addressee)
        if outcome == F.IN_TIME and answered and addressee.due_on and answered > addressee.due_on:
            figures.add(F.IN_TIME_EXTENDED)
    return _row(addressee, figures, today, _wait(addressee, given, outcome, today))


def _wait(addressee: Addressee, given: Given, outcome: F, today: date) -> Wait | None:
    """From the day that this body had it; nothing where it passed everything on, or nobody knows what came."""
    advice = addressee.advice
    handed = _handed_over_on(advice)
    begun = handed
    if addressee.by_transfer:
        mine = [one for one in given.get(advice.pk, ()) if one.to_id == addressee.organisation_id]
        begun = min((one.settled_on for one in mine if one.settled_on), default=handed)
    answered = first_answer(addressee)
    if begun is None or outcome in (F.PASSED_ON, F.NOT_FOUND):
        return None
    if answered is None and addressee.state not in OPEN_STATES:
        return None
    until = answered or today
    return Wait(
        days=max(0, (until - begun).days),
        is_over=answered is not None,
        number=advice.number,
        title=advice.title,
        href=advice.get_absolute_url(),
        since_handover=max(0, (until - (handed or begun)).days),
    )


def _handed_over_on(advice: Advice) -> date | None:
    handover = getattr(advice.edition, "handover", None)
    return handover.date if handover else None


def _row(addressee: Addressee, figures: set[F], today: date, wait: Wait | None = None) -> Item:
    advice, days_late = addressee.advice, addressee.overdue_on(today)
    gave = addressee.gave_all_away_on() if days_late else None
    return Item(
        kind=Kind.ADVICE,
        body=addressee.organisation,
        figures=frozenset(figures),
        stands=_outcome(addressee, today),
        number=advice.number,
        title=advice.title,
        href=f"{advice.get_absolute_url()}#antwoord-{addressee.organisation.slug}",
        edition=advice.edition.title,
        theme=advice.edition_theme.name if advice.edition_theme else "",
        due_on=addressee.term,
        answered_on=first_answer(addressee),
        days_late=addressee.gave_away_late() if gave else days_late or addressee.answered_late(),
        note=paths.gave_away_late(addressee, gave) if gave else "",
        wait=wait,
    )


_POSITIONS = {
    Position.FOLLOW: F.FOLLOW,
    Position.PARTLY: F.PARTLY,
    Position.DEVIATE: F.DEVIATE,
    Position.NOT_OURS: F.NOT_OURS,
}


def _parts(addressee: Addressee, given: Given, today: date) -> Iterable[Item]:
    """Each part that this body was asked, once; a body that came in by a transfer has only what it took over."""
    advice = addressee.advice
    moved = given.get(advice.pk, ())
    gone = {one.part_id for one in moved if one.addressee_id == addressee.pk}
    come = {one.part_id for one in moved if one.to_id == addressee.organisation_id}
    answers = list(addressee.answers.all())
    taken = {place.part_id: Position(place.position) for place in answers[-1].positions.all()} if answers else {}
    for part in advice.parts.all():
        if addressee.by_transfer and part.pk not in come:
            continue
        if part.pk in taken:
            stands = _POSITIONS[taken[part.pk]]
        elif part.pk in gone:
            stands = F.PART_PASSED_ON
        else:
            stands = F.PART_NOT_FOUND if addressee.state == AddresseeState.NOT_FOUND else F.PART_OPEN
        figures = {F.PARTS, stands} | ({F.TO_ANOTHER} if part.pk in gone else set())
        figures |= {F.FROM_ANOTHER} if part.pk in come else set()
        yield Item(
            kind=Kind.PART,
            body=addressee.organisation,
            figures=frozenset(figures),
            stands=stands,
            number=f"{advice.number}, {part.order}",
            title=part.text,
            href=f"{advice.get_absolute_url()}#onderdeel-{part.order}",
            edition=advice.edition.title,
            theme=advice.edition_theme.name if advice.edition_theme else "",
            due_on=addressee.term,
            answered_on=first_answer(addressee) if part.pk in taken else None,
        )


# --- what was promised ------------------------------------------------------------------------------------------------

_STANDS = {
    CommitmentState.DONE: F.SAID_DONE,
    CommitmentState.CONFIRMED: F.CONFIRMED,
    CommitmentState.DISPUTED: F.DISPUTED,
    CommitmentState.WITHDRAWN: F.WITHDRAWN,
    CommitmentState.LAPSED: F.LAPSED,
    CommitmentState.CARRIED_OVER: F.CARRIED_OVER,
}


def _promises(scope: Scope, today: date) -> Iterable[Item]:
    """Promises in an answer to an advice, also under the name that a later dialogue gave them."""
    made = list(
        Commitment.objects.filter(kind="dialogue")
        .exclude(state=CommitmentState.PROPOSED)
        .select_related("organisation", "carried_as__into", "position__part__advice__edition")
        .select_related("position__part__advice__edition_theme__theme")
        .prefetch_related(Prefetch("updates", ProgressUpdate.objects.order_by("-date", "-id")))
        .order_by("slug")
    )
    known = {promise.pk: promise for promise in made}
    # of an edition in concept nobody reads: until it is public the promise stands where it was made, as it stands now
    kept_here = {one.carried_from_id for one in made if _goes_to_a_concept(one)}
    for promise in made:
        # known already: so the last word about it is found without asking again
        if promise.carried_from_id in known:
            promise.carried_from = known[promise.carried_from_id]
    for promise in made:
        advice, edition = _root(promise), _edition(promise)
        # over all dialogues it counts once: under its newest name
        if promise.state == CommitmentState.CARRIED_OVER and (scope.edition is None or promise.pk in kept_here):
            continue
        made_up = edition.is_demonstration if edition else promise.is_demonstration
        if scope.holds(edition, advice.edition_theme if advice else None, made_up=made_up):
            yield _promise(promise, advice, edition, today)


def _root(promise: Commitment) -> Advice | None:
    """The advice that it answered, also where it was taken along since."""
    seen = {promise.pk}
    while promise.position is None and promise.carried_from and promise.carried_from.pk not in seen:
        promise = promise.carried_from
        seen.add(promise.pk)
    return promise.position.part.advice if promise.position else None


def _edition(promise: Commitment) -> Edition | None:
    taken_along: CarriedOver | None = getattr(promise, "carried_as", None)
    if taken_along and _goes_to_a_concept(promise) and promise.carried_from:
        return _edition(promise.carried_from)
    if taken_along:
        return taken_along.into
    return promise.position.part.advice.edition if promise.position else None


def _goes_to_a_concept(promise: Commitment) -> bool:
    taken_along: CarriedOver | None = getattr(promise, "carried_as", None)
    return taken_along is not None and taken_along.into.state == EditionState.DRAFT


def _promise(promise: Commitment, advice: Advice | None, edition: Edition | None, today: date) -> Item:
    late = promise.overdue_on(today)
    if promise.state in ACTIVE_STATES:
        stands = F.OVERDUE if late else F.TO_DO
    else:
        stands = _STANDS[CommitmentState(promise.state)]
    figures = {F.PROMISED, stands}
    if promise.silent_on(today):
        figures.add(F.SILENT)
    theme = advice.edition_theme if advice else None
    return Item(
        kind=Kind.PROMISE,
        body=promise.organisation,
        figures=frozenset(figures),
        stands=stands,
        number=advice.number if advice else "",
        title=promise.title,
        href=promise.get_absolute_url(),
        edition=edition.title if edition else "",
        theme=theme.name if theme else "",
        due_on=promise.due_on,
        days_late=late,
    )
