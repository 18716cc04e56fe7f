"""Who must act: proposed by an editor, answered by the body itself, ended on a day with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format

from weerklank.accounts.models import Account, Organisation
from weerklank.audit.actions import record
from weerklank.audit.queries import history_of
from weerklank.moves import Refusal
from weerklank.rights import search
from weerklank.rights.actions import limbs
from weerklank.rights.lifecycle import RESPONSIBILITY, RecommendationState, ResponsibilityState
from weerklank.rights.models import Responsibility, Territory

_GONE = "Dit voorstel staat er niet meer. Ververs de bladzijde."
_EVENTS = {
    "accept": "responsible_accepted",
    "dispute": "responsible_disputed",
    "end": "responsible_ended",
}


def _place(duty: Responsibility) -> str:
    where = f" voor {duty.territory}" if duty.territory else ""
    return f"{duty.organisation}, {duty.get_role_display()}{where}"


def _event(duty: Responsibility, event: str, *, by: Account, now: datetime, why: str = "") -> None:
    record(
        action=f"recommendation.{event}",
        obj=duty.recommendation,
        by=by,
        now=now,
        label=limbs.label(duty.recommendation),
        note=": ".join(part for part in (_place(duty), why) if part),
        public=True,
    )


def _locked(responsibility_id: int) -> Responsibility:
    duty = (
        Responsibility.objects.select_for_update(of=("self",))
        .select_related("recommendation__document", "organisation", "territory", "instead")
        .filter(pk=responsibility_id)
        .first()
    )
    if duty is None:
        raise Refusal(_GONE)
    return duty


def _move(duty: Responsibility, name: str) -> None:
    """The next state; whoever comes second reads who was first."""
    try:
        duty.state = RESPONSIBILITY.after(duty.state, name)
    except Refusal:
        target = next(step.target for step in RESPONSIBILITY.moves if step.name == name)
        said = {"action": f"recommendation.{_EVENTS[name]}", "note__startswith": _place(duty)}
        last = history_of(duty.recommendation).filter(**said).first()
        if duty.state == target and last:
            raise Refusal(f"Dit is net al gedaan door {last.actor}: {duty.get_state_display()}.") from None
        raise


def _exists(organisation: Organisation, today: date, *, field: str) -> None:
    if organisation.exists_on(today):
        return
    if organisation.valid_to and organisation.valid_to < today:
        until = date_format(organisation.valid_to, "j F Y")
        raise Refusal(f"{organisation} bestaat vandaag niet (tot {until}). Kies de opvolger.", field=field)
    raise Refusal(f"{organisation} bestaat vandaag nog niet. Kies wie er nu is.", field=field)


# --- The editor --------------------------------------------------------------------------------------------------------


@transaction.atomic
def propose_responsible(
    *,
    recommendation_id: int,
    organisation: Organisation,
    territory: Territory | None,
    role: str,
    basis: str = "",
    source_url: str = "",
    note: str = "",
    by: Account,
    now: datetime,
) -> Responsibility:
    """Who must act, as an editor proposes it; the body itself accepts or disputes."""
    limb = limbs.locked(recommendation_id)
    limbs.still_open(limb)
    _exists(organisation, now.date(), field="organisation")
    if role not in dict(Responsibility._meta.get_field("role").flatchoices):
        raise Refusal("Kies een rol uit de lijst.", field="role")
    if not (basis.strip() or source_url.strip()):
        raise Refusal("Zeg waarop dit steunt: een wet, besluit of brief, of het adres waar het staat.", field="basis")
    stands = limb.responsibilities.filter(organisation=organisation, territory=territory, role=role)
    known = stands.exclude(state=ResponsibilityState.ENDED).first()
    if known is not None:
        raise Refusal(f"{organisation} staat er al ({known.get_state_display()}).", field="organisation")
    duty = Responsibility.objects.create(
        recommendation=limb,
        organisation=organisation,
        territory=territory,
        role=role,
        basis=basis.strip()[:300],
        source_url=source_url.strip(),
        note=note.strip()[:300],
        proposed_by=by.audit_label[:120],
    )
    _event(duty, "responsible_proposed", by=by, now=now, why=duty.basis)
    search.refresh([limb.pk])
    return duty


@transaction.atomic
def take_back_responsible(*, recommendation_id: int, responsibility_id: int, by: Account, now: datetime) -> None:
    """A proposal that was a mistake goes; what a body accepted or disputed stays."""
    limbs.locked(recommendation_id)
    duty = _locked(responsibility_id)
    if duty.recommendation_id != recommendation_id:
        raise Refusal(_GONE)
    if duty.state != ResponsibilityState.PROPOSED:
        raise Refusal(f"{duty.organisation} heeft al gereageerd ({duty.get_state_display()}): dit blijft staan.")
    _event(duty, "responsible_taken_back", by=by, now=now, why="voorstel teruggenomen")
    duty.delete()
    search.refresh([recommendation_id])


@transaction.atomic
def end_responsible(*, responsibility_id: int, on: date, reason: str, by: Account, now: datetime) -> Responsibility:
    """From a day on this body no longer has to; what it did until then stays in the record."""
    duty = _locked(responsibility_id)
    _move(duty, "end")
    if on > now.date():
        raise Refusal("Deze dag moet nog komen. Beëindig het op of na de dag zelf.", field="on")
    if duty.valid_from and on < duty.valid_from:
        raise Refusal(f"Dit begon pas op {date_format(duty.valid_from, 'j F Y')}.", field="on")
    duty.valid_to, duty.ended_reason = on, limbs.reason(reason, "waarom dit eindigt")
    duty.save(update_fields=["state", "valid_to", "ended_reason"])
    _event(duty, "responsible_ended", by=by, now=now, why=f"per {date_format(on, 'j F Y')}, {duty.ended_reason}")
    search.refresh([duty.recommendation_id])
    return duty


# --- The body itself ---------------------------------------------------------------------------------------------------


@transaction.atomic
def accept(*, responsibility_id: int, by: Account, now: datetime) -> Responsibility:
    """The body says: this is ours; also after it said otherwise."""
    duty = _locked(responsibility_id)
    _still_asked(duty)
    _move(duty, "accept")
    duty.disputed_reason, duty.instead = "", None
    _answered(duty, by, now)
    _event(duty, "responsible_accepted", by=by, now=now)
    return duty


@transaction.atomic
def dispute(
    *, responsibility_id: int, reason: str, instead: Organisation | None = None, by: Account, now: datetime
) -> Responsibility:
    """The body says: this is not ours, why not, and whose it is if it knows."""
    duty = _locked(responsibility_id)
    _still_asked(duty)
    _move(duty, "dispute")
    duty.disputed_reason = limbs.reason(reason, "waarom dit niet van u is")
    if instead is not None:
        if instead.pk == duty.organisation_id:
            raise Refusal("Dat is uw eigen organisatie. Kies een andere, of laat dit leeg.", field="instead")
        _exists(instead, now.date(), field="instead")
    duty.instead = instead
    _answered(duty, by, now)
    said = f"{duty.disputed_reason} Volgens hen: {instead}." if instead else duty.disputed_reason
    _event(duty, "responsible_disputed", by=by, now=now, why=said)
    return duty


@transaction.atomic
def accept_several(*, responsibility_ids: Iterable[int], by: Account, now: datetime) -> int:
    """All of them, or none where one cannot be."""
    return len([accept(responsibility_id=pk, by=by, now=now) for pk in _chosen(responsibility_ids)])


@transaction.atomic
def dispute_several(
    *, responsibility_ids: Iterable[int], reason: str, instead: Organisation | None, by: Account, now: datetime
) -> int:
    """All of them for the same reason, or none where one cannot be."""
    chosen = _chosen(responsibility_ids)
    return len([dispute(responsibility_id=pk, reason=reason, instead=instead, by=by, now=now) for pk in chosen])


def _chosen(ids: Iterable[int]) -> list[int]:
    # in one order for everybody, so that two who choose the same rows never wait for each other for ever
    chosen = sorted(set(ids))
    if not chosen:
        raise Refusal("Kies eerst één of meer onderdelen.")
    return chosen


def _still_asked(duty: Responsibility) -> None:
    if duty.recommendation.state == RecommendationState.WITHDRAWN:
        raise Refusal("Deze aanbeveling is ingetrokken; er hoeft niemand meer iets.")


def _answered(duty: Responsibility, by: Account, now: datetime) -> None:
    duty.answered_by, duty.answered_on = by, now.date()
    duty.save(update_fields=["state", "disputed_reason", "instead", "answered_by", "answered_on"])
