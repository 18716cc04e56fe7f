"""A part that belongs with another ministry: offered with a reason, and theirs only once they say so."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weerklank.accounts.models import Account, Organisation
from weerklank.advices.models import AdvicePart
from weerklank.answers.actions.answering import held, the_clock_is_right
from weerklank.answers.actions.handing_over import of_its_kind
from weerklank.answers.lifecycle import ADDRESSEE, AddresseeState
from weerklank.answers.models import Addressee, Transfer, TransferState
from weerklank.answers.reasons import is_stock
from weerklank.audit import actions as audit
from weerklank.moves import Refusal

# while it is written or approved the answer itself is the word of the ministry
BEFORE_ANSWERING = (AddresseeState.AWAITING, AddresseeState.ACKNOWLEDGED, AddresseeState.DRAFTING)
LEAST_REASON = 20


@transaction.atomic
def propose_transfer(
    *, addressee_id: int, part_id: int, to_id: int, reason: str, by: Account, now: datetime
) -> Transfer:
    """Offers one part to another ministry. Until they accept it, nothing changes and the clock goes on."""
    addressee = held(addressee_id=addressee_id, by=by)
    today = timezone.localdate(now)
    the_clock_is_right(addressee, today)
    if addressee.state not in BEFORE_ANSWERING:
        raise Refusal(f"Overdragen kan niet meer: de stand is ‘{addressee.get_state_display()}’.")
    if addressee.overdue_on(today):
        raise Refusal("De termijn is voorbij. Te laat blijft te laat: antwoord zelf, ook als het antwoord kort is.")
    if addressee.by_transfer:
        raise Refusal("U nam dit zelf over van een ander. Wat is overgenomen, gaat niet nog een keer verder.")
    part = addressee.parts().filter(pk=part_id).first()
    if part is None:
        raise Refusal("Dit onderdeel hoort niet bij wat u is gevraagd. Kies een onderdeel uit de lijst.", field="part")
    receiver = Organisation.objects.filter(pk=to_id).first()
    if receiver is None or receiver.pk == addressee.organisation_id or not receiver.exists_on(today):
        raise Refusal("Kies een andere organisatie, die nu bestaat.", field="to")
    of_its_kind(addressee.edition, [receiver], "to")
    if is_stock(reason) or len(reason.strip()) < LEAST_REASON:
        raise Refusal("Schrijf waarom dit onderdeel bij de ander hoort. Iedereen kan dat lezen.", field="reason")
    if _took_over(addressee.organisation, part):
        raise Refusal("U nam dit onderdeel zelf over van een ander. Het gaat niet nog een keer verder.", field="part")
    if addressee.transfers.filter(part=part).exclude(state=TransferState.DECLINED).exists():
        raise Refusal("Dit onderdeel is al aangeboden of overgenomen. Ververs de bladzijde.", field="part")
    transfer = Transfer.objects.create(
        addressee=addressee, part=part, to=receiver, reason=reason.strip(), proposed_on=today
    )
    note = f"onderdeel {part.order} aan {receiver}: {reason.strip()}"
    audit.record(action="advice.transfer_proposed", obj=addressee, by=by, now=now, note=note, public=True)
    return transfer


def _took_over(organisation: Organisation, part: AdvicePart) -> bool:
    return Transfer.objects.filter(to=organisation, part=part, state=TransferState.ACCEPTED).exists()


def _offered(transfer_id: int) -> Transfer:
    """The offer, locked behind the advice: two ministries that decide at once wait for each other there."""
    found = Transfer.objects.select_related("addressee").filter(pk=transfer_id).first()
    if found is None:
        raise Refusal("Dit aanbod is er niet meer. Ververs de bladzijde.")
    list(Addressee.objects.select_for_update().filter(advice=found.addressee.advice_id).order_by("pk"))
    transfer = (
        Transfer.objects.select_for_update(of=("self",))
        .select_related("addressee__advice__edition", "addressee__organisation", "part", "to")
        .get(pk=transfer_id)
    )
    if transfer.state != TransferState.PROPOSED:
        raise Refusal(f"Hierover is al besloten: {transfer.get_state_display()}.")
    return transfer


@transaction.atomic
def accept_transfer(*, transfer_id: int, by: Account, now: datetime) -> Addressee:
    """Takes over the part: from today the receiver has a clock of its own. Whoever gave all it had is relieved."""
    transfer = _offered(transfer_id)
    if transfer.to_id != by.organisation_id:
        raise Refusal(f"Alleen {transfer.to} kan dit aannemen.")
    giver, today = transfer.addressee, timezone.localdate(now)
    the_clock_is_right(giver, today)
    if giver.state not in BEFORE_ANSWERING:
        raise Refusal(f"{giver.organisation} antwoordt intussen zelf. Overnemen hoeft niet meer.")
    _can_take(transfer)
    _settle(transfer, TransferState.ACCEPTED, today=today)
    receiver, _is_new = Addressee.objects.get_or_create(
        advice=giver.advice,
        organisation=transfer.to,
        defaults={"due_on": today + timedelta(days=giver.edition.answer_term_days), "by_transfer": True},
    )
    note = f"onderdeel {transfer.part.order}, van {giver.organisation}"
    audit.record(action="advice.transfer_accepted", obj=receiver, by=by, now=now, note=note, public=True)
    accepted = giver.transfers.filter(state=TransferState.ACCEPTED).values("part")
    # who was late stays late, also with empty hands
    if not giver.parts().exclude(pk__in=accepted).exists() and not giver.overdue_on(today):
        giver.state = ADDRESSEE.after(giver.state, "transfer")
        if giver.lead:
            giver.lead, receiver.lead = False, True
            receiver.save(update_fields=["lead"])
        giver.save(update_fields=["state", "lead"])
    return receiver


def _can_take(transfer: Transfer) -> None:
    """No part goes round in a circle, and none arrives where the answer is on its way already."""
    receiver = Addressee.objects.filter(advice=transfer.addressee.advice_id, organisation=transfer.to).first()
    if receiver is None:
        return
    if receiver.transfers.filter(part=transfer.part).exclude(state=TransferState.DECLINED).exists():
        raise Refusal("U bood dit onderdeel zelf aan een ander aan. Neem dat eerst terug.")
    # who was asked at the hand-over answers every part anyway
    if receiver.by_transfer and receiver.state not in BEFORE_ANSWERING:
        raise Refusal("Uw eigen antwoord is al verstuurd. Weiger dit onderdeel; dan antwoordt wie het aanbiedt.")


@transaction.atomic
def decline_transfer(*, transfer_id: int, reason: str, by: Account, now: datetime) -> Transfer:
    """Says no, with why; or, by who offered it, takes the offer back. Then the giver answers itself."""
    transfer = _offered(transfer_id)
    if by.organisation_id not in (transfer.to_id, transfer.addressee.organisation_id):
        raise Refusal(
            f"Alleen {transfer.to} kan dit weigeren, en {transfer.addressee.organisation} kan het terugnemen."
        )
    if is_stock(reason) or len(reason.strip()) < LEAST_REASON:
        raise Refusal("Schrijf waarom niet. Iedereen kan dat lezen.", field="reason")
    _settle(transfer, TransferState.DECLINED, today=timezone.localdate(now), note=reason.strip())
    audit.record(
        action="advice.transfer_declined", obj=transfer.addressee, by=by, now=now, note=reason.strip(), public=True
    )
    return transfer


def _settle(transfer: Transfer, state: TransferState, *, today: date, note: str = "") -> None:
    transfer.state, transfer.settled_on, transfer.settled_note = state, today, note
    transfer.save(update_fields=["state", "settled_on", "settled_note"])
