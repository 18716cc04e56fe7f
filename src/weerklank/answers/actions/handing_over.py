"""The organiser chooses who must answer, and hands over: from that day the clocks run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weerklank.accounts.models import Account, Organisation
from weerklank.advices import actions as advices
from weerklank.advices.lifecycle import AdviceState
from weerklank.advices.models import Advice, Handover
from weerklank.answers.models import Addressee
from weerklank.answers.terms import earliest_handover
from weerklank.audit import actions as audit
from weerklank.audit.models import AuditEvent
from weerklank.editions import actions as editions
from weerklank.editions.models import Edition
from weerklank.findings import actions as findings
from weerklank.moves import Refusal


def of_its_kind(edition: Edition, organisations: Iterable[Organisation], field: str) -> None:
    """What is made up is never asked of a real ministry, and what is real never of a made-up one."""
    if any(organisation.is_demonstration != edition.is_demonstration for organisation in organisations):
        raise Refusal(
            "Dit is een demonstratie. Kies organisaties die voor de demonstratie zijn verzonnen."
            if edition.is_demonstration
            else "Deze organisatie is verzonnen voor de demonstratie. Kies een echte organisatie.",
            field=field,
        )


@transaction.atomic
def choose_addressees(
    *, advice_id: int, lead_id: int | None, other_ids: Sequence[int], by: Account, now: datetime
) -> list[Addressee]:
    """Who must answer this advice: one takes the lead, others answer beside it. Until the hand-over it can change."""
    advice = Advice.objects.select_for_update().get(pk=advice_id)
    if advice.state not in (AdviceState.ADOPTED, AdviceState.FROZEN):
        raise Refusal(f"{advice.number} is nog niet vastgesteld of al overhandigd. Geadresseerden kiest u daartussen.")
    if lead_id is None:
        raise Refusal("Kies wie als eerste moet antwoorden.", field="lead")
    wanted = {lead_id, *other_ids}
    known = {organisation.pk: organisation for organisation in Organisation.objects.filter(pk__in=wanted)}
    if len(known) < len(wanted):
        raise Refusal("Een van de gekozen organisaties bestaat niet meer. Kies opnieuw.", field="others")
    of_its_kind(advice.edition, [known[lead_id]], "lead")
    of_its_kind(advice.edition, known.values(), "others")
    advice.addressees.exclude(organisation__in=wanted).delete()
    for pk in wanted:
        Addressee.objects.update_or_create(advice=advice, organisation=known[pk], defaults={"lead": pk == lead_id})
    names = ", ".join(str(known[pk]) for pk in sorted(wanted))
    audit.record(action="advice.addressed", obj=advice, by=by, now=now, note=names, public=True)
    return list(advice.addressees.all())


@transaction.atomic
def hand_over(
    *, edition_id: int, day: date, receiver_ids: Sequence[int], note: str = "", by: Account, now: datetime
) -> Handover:
    """All frozen advices go to who must answer; every term starts, and what children said reaches its advice."""
    today = timezone.localdate(now)
    if not earliest_handover(today) <= day <= today:
        raise Refusal(
            f"Kies een dag van {earliest_handover(today):%d-%m-%Y} tot en met vandaag. "
            "Vanaf deze dag loopt de termijn, dus niet vooruit en niet lang terug.",
            field="day",
        )
    edition = Edition.objects.select_for_update().get(pk=edition_id)
    handed = list(edition.advices.select_for_update().filter(state=AdviceState.FROZEN).order_by("number"))
    if not handed:
        raise Refusal("Er is nog geen bevroren advies om te overhandigen.")
    _by_two_people(handed, by)
    receivers = list(Organisation.objects.filter(pk__in=receiver_ids))
    if not receivers:
        raise Refusal("Kies wie de adviezen in ontvangst neemt.", field="receivers")
    of_its_kind(edition, receivers, "receivers")
    groups = sorted(set(Advice.groups.through.objects.filter(advice__in=handed).values_list("group_id", flat=True)))
    findings.mark_in_advice(group_ids=groups, by=by, now=now)
    # the edition's own step asks every room what still stands in the way, after the sources moved
    editions.advance(edition_id=edition.pk, move="hand_over", by=by, now=now)
    handover = advices.record_handover(edition=edition, day=day, receivers=receivers, note=note, by=by, now=now)
    due = day + timedelta(days=edition.answer_term_days)
    for advice in handed:
        advices.hand_over_advice(advice=advice, by=by, now=now)
        advice.addressees.update(due_on=due)
    # nobody has to do anything for this: the terms run from here
    editions.advance(edition_id=edition.pk, move="await_answers", by=None, now=now)
    return handover


def _by_two_people(handed: Sequence[Advice], by: Account) -> None:
    """What somebody settled for a table, another hands over: four eyes read what ministers will read."""
    numbers = {str(advice.pk): advice.number for advice in handed}
    settled = AuditEvent.objects.filter(
        action="advice.adopted", object_type=Advice._meta.label_lower, object_id__in=numbers, actor_id=by.audit_id
    )
    own = sorted({numbers[event.object_id] for event in settled})
    if own:
        raise Refusal(
            f"U stelde {', '.join(own)} zelf vast aan de tafel. Overhandigen doet een tweede persoon: vraag een andere "
            "organisator van deze editie."
        )
