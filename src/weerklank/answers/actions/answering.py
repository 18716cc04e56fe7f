"""The official's side: acknowledge, ask for more time once, write, and send to the second person."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from weerklank.accounts.models import Account
from weerklank.advices.lifecycle import PUBLIC_STATES
from weerklank.advices.models import Handover
from weerklank.answers.draft import Draft, PartDraft, problems
from weerklank.answers.lifecycle import (
    ADDRESSEE,
    ANSWER,
    OPEN_STATES,
    AddresseeState,
    AnswerState,
    CommitmentState,
    LinkState,
)
from weerklank.answers.models import Addressee, Answer, Commitment, PartPosition, Position, TransferState
from weerklank.answers.reasons import is_stock
from weerklank.answers.terms import latest_extension
from weerklank.audit import actions as audit
from weerklank.audit import queries as trail
from weerklank.moves import Refusal

ANSWERED_ITSELF = "Wie het aanbood, antwoordde zelf."


class OverwritesAColleague(Refusal):
    """Somebody saved in the meantime; carries their text so that both can be shown."""

    def __init__(self, theirs: Draft, revision: int) -> None:
        super().__init__("Een collega bewaarde dit antwoord net ook. Vergelijk de teksten en bewaar daarna opnieuw.")
        self.theirs = theirs
        self.revision = revision


def held(*, addressee_id: int, by: Account) -> Addressee:
    """What this account's ministry was asked, locked against whoever acts in the same moment."""
    addressee = (
        Addressee.objects.select_for_update(of=("self",))
        .select_related("advice__edition", "organisation")
        .get(pk=addressee_id)
    )
    if addressee.organisation_id != by.organisation_id:
        raise Refusal(f"Alleen {addressee.organisation} kan hierop antwoorden.")
    if (
        addressee.advice.state not in PUBLIC_STATES
        or addressee.due_on is None
        and addressee.state != AddresseeState.NOT_FOUND
    ):
        raise Refusal("Dit advies is nog niet overhandigd.")
    return addressee


def the_clock_is_right(addressee: Addressee, today: date) -> None:
    """A machine whose clock went back must not date an answer before its question, or call what is late in time."""
    handed = Handover.objects.filter(edition=addressee.advice.edition_id).values_list("date", flat=True).first()
    if handed and today < handed:
        raise Refusal(
            f"Volgens de klok van dit systeem is het {today:%d-%m-%Y}, maar dit advies is pas overhandigd op "
            f"{handed:%d-%m-%Y}. Laat de beheerder de klok nakijken; wat u schreef, is bewaard."
        )
    last = trail.history_of(addressee).first()
    if last and today < timezone.localdate(last.at):
        raise Refusal(
            f"Volgens de klok van dit systeem is het {today:%d-%m-%Y}, maar hier is op {timezone.localdate(last.at):%d-%m-%Y} "
            "al iets gedaan. Laat de beheerder de klok nakijken; wat u schreef, is bewaard."
        )


@transaction.atomic
def acknowledge(*, addressee_id: int, by: Account, now: datetime) -> Addressee:
    """The ministry says that it received the advice."""
    addressee = held(addressee_id=addressee_id, by=by)
    if addressee.state == AddresseeState.ACKNOWLEDGED:
        raise Refusal("De ontvangst is net al bevestigd door een collega.")
    addressee.state = ADDRESSEE.after(addressee.state, "acknowledge")
    addressee.save(update_fields=["state"])
    audit.record(action="advice.acknowledged", obj=addressee, by=by, now=now, public=True)
    return addressee


@transaction.atomic
def extend_term(*, addressee_id: int, until: date, reason: str, by: Account, now: datetime) -> Addressee:
    """More time, once and before the term ends, with a reason and a later day; both are public."""
    addressee = held(addressee_id=addressee_id, by=by)
    today = timezone.localdate(now)
    the_clock_is_right(addressee, today)
    if addressee.extended_to:
        raise Refusal("Uitstel kan één keer, en dat is al gebruikt.", field="until")
    if addressee.state not in OPEN_STATES:
        raise Refusal("Dit advies is al beantwoord: uitstel is niet meer nodig.")
    if addressee.due_on is None:
        raise Refusal("Dit advies heeft geen termijn: uitstel is niet nodig.")
    if today > addressee.due_on:
        raise Refusal(
            f"De termijn eindigde op {addressee.due_on:%d-%m-%Y}. Uitstel kan alleen daarvoor: te laat blijft te laat. "
            "Schrijf het antwoord, dan staat erbij op welke dag het kwam."
        )
    latest = latest_extension(addressee.due_on)
    if not addressee.due_on < until <= latest:
        raise Refusal(f"Kies een dag na {addressee.due_on:%d-%m-%Y}, en uiterlijk {latest:%d-%m-%Y}.", field="until")
    if is_stock(reason) or len(reason.strip()) < 20:
        raise Refusal("Schrijf waarom het langer duurt en wat er in die tijd gebeurt.", field="reason")
    addressee.extended_to, addressee.extension_reason = until, reason.strip()
    addressee.save(update_fields=["extended_to", "extension_reason"])
    audit.record(action="advice.term_extended", obj=addressee, by=by, now=now, note=reason.strip(), public=True)
    return addressee


def current_answer(addressee: Addressee) -> Answer | None:
    """The version that is being written, if any."""
    return addressee.answers.exclude(state=AnswerState.PUBLISHED).order_by("-version").first()


def _starting_point(addressee: Addressee) -> Answer:
    """The version to write in: the open one, the first, or after 'this is no answer' a next one."""
    if addressee.state == AddresseeState.TRANSFERRED:
        # also where a concept was begun: what is written there would reach nobody
        raise Refusal("Een ander ministerie nam dit over en antwoordt nu.")
    answer = current_answer(addressee)
    if answer is not None:
        return answer
    last = addressee.answers.order_by("-version").first()
    if last is not None and addressee.state != AddresseeState.CLARIFICATION_DUE:
        raise Refusal("Dit antwoord is gepubliceerd en verandert niet meer.")
    return Answer(addressee=addressee, version=last.version + 1 if last else 1)


SAVED = "answer.saved"


@transaction.atomic
def save_draft(
    *, addressee_id: int, draft: Draft, revision: int, by: Account, now: datetime, quietly: bool = False
) -> Answer:
    """Keeps what was typed, complete or not, unless a colleague saved since this page was opened.

    quietly  by itself while somebody writes: one line in the log for one sitting
    """
    addressee = held(addressee_id=addressee_id, by=by)
    answer = _starting_point(addressee)
    if answer.state != AnswerState.DRAFT:
        raise Refusal("Dit antwoord ligt ter goedkeuring. Vraag het eerst terug.")
    if answer.pk and answer.draft and Draft.from_json(answer.draft) == draft:
        return answer
    if answer.revision != revision:
        raise OverwritesAColleague(Draft.from_json(answer.draft), answer.revision)
    if addressee.state in (AddresseeState.AWAITING, AddresseeState.ACKNOWLEDGED):
        addressee.state = ADDRESSEE.after(addressee.state, "draft")
        addressee.save(update_fields=["state"])
    answer.draft = draft.as_json()
    answer.revision = revision + 1
    answer.save()
    last = trail.history_of(answer).first()
    if not (quietly and last and (last.action, last.actor_id) == (SAVED, by.audit_id)):
        audit.record(action=SAVED, obj=answer, by=by, now=now)
    return answer


@transaction.atomic
def submit_answer(*, addressee_id: int, by: Account, now: datetime) -> Answer:
    """Sends the answer to the second person, when nothing is missing; the positions become rows."""
    addressee = held(addressee_id=addressee_id, by=by)
    the_clock_is_right(addressee, timezone.localdate(now))
    answer = current_answer(addressee)
    if answer is None or answer.pk is None:
        raise Refusal("Er is nog geen concept om te versturen.")
    if answer.state == AnswerState.SUBMITTED:
        raise Refusal("Dit antwoord is net al ter goedkeuring verstuurd door een collega.")
    draft = Draft.from_json(answer.draft)
    missing = problems(draft, addressee, timezone.localdate(now))
    if missing:
        raise Refusal(missing[0].sentence, field=missing[0].field)
    answer.state = ANSWER.after(answer.state, "submit")
    if addressee.state != AddresseeState.CLARIFICATION_DUE:
        addressee.state = ADDRESSEE.after(addressee.state, "submit")
        addressee.save(update_fields=["state"])
    for name in ("summary", "child_version", "reading_note", "not_thought_of", "since_then", "signatory"):
        setattr(answer, name, getattr(draft, name).strip())
    answer.written_by, answer.returned_note = by, ""
    answer.save()
    _write_positions(answer, draft)
    _close_offers(addressee, now=now)
    audit.record(action="answer.submitted", obj=answer, by=by, now=now)
    return answer


def _close_offers(addressee: Addressee, *, now: datetime) -> None:
    """An answer that is sent says what its ministry does with every part: what was still offered is no longer."""
    addressee.transfers.filter(state=TransferState.PROPOSED).update(
        state=TransferState.DECLINED, settled_on=timezone.localdate(now), settled_note=ANSWERED_ITSELF
    )


def _write_positions(answer: Answer, draft: Draft) -> None:
    Commitment.objects.filter(position__answer=answer, state=CommitmentState.PROPOSED).delete()
    answer.positions.all().delete()
    for part in answer.addressee.parts():
        given = draft.part(part.pk)
        follows = given.position == Position.FOLLOW
        position = PartPosition.objects.create(
            answer=answer,
            part=part,
            position=given.position,
            reason_type="" if follows else given.reason_type,
            explanation=given.explanation.strip(),
            would_change_mind=given.would_change_mind.strip(),
            alternative=given.alternative.strip(),
        )
        if given.promises:
            _propose(answer, position, given)


def _propose(answer: Answer, position: PartPosition, given: PartDraft) -> Commitment:
    """What is promised waits as a proposal until the answer is published."""
    promise = Commitment.objects.create(
        slug=f"concept-{uuid4().hex}",
        title=given.promise.strip()[:200],
        text=given.promise.strip() if len(given.promise.strip()) > 200 else "",
        position=position,
        organisation=answer.addressee.organisation,
        owner=given.promise_by.strip()[:160],
        due_on=given.due,
        measure=given.promise_seen.strip(),
        is_demonstration=answer.edition.is_demonstration,
    )
    advice = answer.addressee.advice
    if advice.edition_theme:
        promise.themes.add(advice.edition_theme.theme)
    link = {"source": "dialogue", "state": LinkState.CONFIRMED, "author": str(promise.organisation)[:120]}
    promise.recommendations.set(advice.recommendations.all(), through_defaults=link)
    return promise
