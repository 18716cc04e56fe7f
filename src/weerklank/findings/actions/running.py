"""What analysts do with the votes of a closed question: make a run, judge signs of manipulation, propose it, publish it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

import opinion
from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.findings import queries
from weerklank.findings.analysing import Parameters, analyse
from weerklank.findings.lifecycle import RUN, RunState
from weerklank.findings.models import OpinionRun, Run, SignDecision
from weerklank.findings.queries import SETTLED
from weerklank.findings.runs import decided_signs, runs_of, signs_in
from weerklank.moves import Refusal
from weerklank.participation.lifecycle import ConsultationState
from weerklank.participation.models import Consultation

# while children can still vote, a second count would tell how the one child in between voted
COUNTED_WHEN = (ConsultationState.CLOSED, ConsultationState.GROUPED, *SETTLED)
FEWEST_APART = 10


def make_run(
    *, consultation_id: int, by: Account, now: datetime, method: opinion.Method = opinion.Method.EXACT
) -> tuple[Run, bool]:
    """Counts and analyses every channel by itself; whether it is new: the same votes counted the same way are one run."""
    consultation = _closed(consultation_id)
    decisions = decided_signs(consultation)
    before = runs_of(consultation).filter(method=method.value).first()
    # outside the transaction: the votes of a closed question do not change, and nobody else has to wait for it
    found = analyse(
        consultation,
        parameters=Parameters(method=method),
        leave_out={sign: one.reason for sign, one in decisions.items() if one.leave_out},
        before=before.analysis if before else {},
    )
    if found is None:
        raise Refusal("Er is nog niet gestemd en er zijn geen handen geteld.")
    with transaction.atomic():
        Consultation.objects.select_for_update().get(pk=consultation_id)
        if same := Run.objects.filter(consultation=consultation, key=found.key).first():
            return same, False
        if _said(decided_signs(consultation)) != _said(decisions):
            raise Refusal("Iemand besloot zojuist over een teken van sturing. Maak de telling opnieuw.")
        last = Run.objects.filter(consultation=consultation).aggregate(last=Max("number"))["last"] or 0
        run = Run.objects.create(
            consultation=consultation,
            number=last + 1,
            made_by=by,
            made_at=now,
            method=method.value,
            parameters=Parameters(method=method).as_data(),
            library_version=found.library_version,
            program_version=found.program_version,
            input_hash=found.input_hash,
            key=found.key,
            votes=found.votes,
            results=found.results,
            channels=found.channels,
            outcome=found.outcome,
            analysis=found.analysis,
            left_out=found.left_out,
        )
        audit.record(action="votes.counted", obj=run, by=by, now=now, label=str(run), public=True)
    return run, True


def _closed(consultation_id: int) -> Consultation:
    consultation = Consultation.objects.filter(pk=consultation_id).first()
    if consultation is None:
        raise Refusal("Deze raadpleging bestaat niet meer.")
    if consultation.state not in COUNTED_WHEN:
        raise Refusal(
            "Tellen kan als de raadpleging gesloten is. Wie tussendoor telt, kan aan het verschil zien hoe één kind stemde."
        )
    return consultation


def _said(decisions: dict[str, SignDecision]) -> dict[str, bool]:
    return {sign: one.leave_out for sign, one in decisions.items()}


@transaction.atomic
def decide_sign(*, run_id: int, sign: str, leave_out: bool, reason: str, by: Account, now: datetime) -> SignDecision:
    """Whether the votes of a sign count, with the reason; nothing is left out by itself."""
    run = _run(run_id)
    found = next((one for one in signs_in(run) if one["sign"] == sign), None)
    if found is None:
        raise Refusal("Dit teken staat niet in deze telling. Ververs de bladzijde.")
    if not reason.strip():
        raise Refusal("Schrijf waarom. Laat u stemmen weg, dan leest iedereen deze zin.", field="reason")
    decision = SignDecision.objects.create(
        consultation=run.consultation,
        sign=sign,
        channel=found["channel"],
        kind=found["kind"],
        leave_out=leave_out,
        reason=reason.strip(),
        decided_by=by,
        decided_on=timezone.localdate(now),
    )
    action = "sign.left_out" if leave_out else "sign.counts"
    audit.record(action=action, obj=decision, by=by, now=now, label=f"teken in {run}", note=reason.strip())
    return decision


@transaction.atomic
def propose_run(*, run_id: int, by: Account, now: datetime) -> Run:
    """Says that this is what came out; somebody else makes it public."""
    run = _run(run_id)
    target = RUN.after(run.state, "propose")
    decisions = decided_signs(run.consultation)
    signs = signs_in(run)
    if open_signs := [one for one in signs if one["sign"] not in decisions]:
        raise Refusal(
            "Over 1 teken van sturing is nog niet beslist."
            if len(open_signs) == 1
            else f"Over {len(open_signs)} tekens van sturing is nog niet beslist."
        )
    if any(decisions[one["sign"]].leave_out != bool(one["left_out"]) for one in signs):
        raise Refusal("Na deze telling is anders beslist over wat meetelt. Maak de telling opnieuw en draag die voor.")
    run.state, run.proposed_by = target, by
    run.save(update_fields=["state", "proposed_by"])
    audit.record(action="run.proposed", obj=run, by=by, now=now, label=str(run))
    return run


@transaction.atomic
def take_run_back(*, run_id: int, by: Account, now: datetime) -> Run:
    """What was proposed is not published after all; it can be proposed again."""
    run = _run(run_id)
    run.state, run.proposed_by = RUN.after(run.state, "take_back"), None
    run.save(update_fields=["state", "proposed_by"])
    audit.record(action="run.taken_back", obj=run, by=by, now=now, label=str(run))
    return run


@transaction.atomic
def publish_run(*, run_id: int, by: Account, now: datetime) -> Run:
    """A second person makes an outcome public, once nothing in the groups can change any more; it stays as it is."""
    run = _run(run_id)
    target = RUN.after(run.state, "publish")
    if run.proposed_by_id == by.pk:
        raise Refusal("U droeg deze uitkomst zelf voor. Een ander maakt haar openbaar.")
    consultation = run.consultation
    if gaps := queries.unfinished(consultation, timezone.localdate(now)):
        raise Refusal(" ".join(gap.cause for gap in gaps))
    if consultation.state not in SETTLED:
        raise Refusal("De groepen staan nog niet vast. Tot dan kunnen kinderen zeggen wat er niet klopt.")
    _far_enough_from_what_is_public(run)
    count = OpinionRun.objects.create(
        consultation=consultation,
        made_at=run.made_at,
        library_version=run.library_version,
        votes=run.votes,
        results=run.results,
    )
    run.state, run.published_by, run.published_on, run.count = target, by, timezone.localdate(now), count
    run.save(update_fields=["state", "published_by", "published_on", "count"])
    left_out = f" {len(run.left_out)} keer telden stemmen niet mee, met de reden erbij." if run.left_out else ""
    note = f"De uitkomst is openbaar en na te rekenen.{left_out}"
    audit.record(action="run.published", obj=run, by=by, now=now, label=str(run), note=note, public=True)
    return run


def _far_enough_from_what_is_public(run: Run) -> None:
    """Two public counts with a few voters between them would tell how those few voted."""
    for other in runs_of(run.consultation).filter(state=RunState.PUBLIC):
        if any(_few_apart(run, other, channel) for channel in run.analysis.keys() | other.analysis.keys()):
            raise Refusal(
                f"{other} is al openbaar, en deze verschilt er minder dan {FEWEST_APART} stemmers van. "
                "Naast elkaar zouden ze verraden hoe die paar stemden."
            )


def _few_apart(run: Run, other: Run, channel: str) -> bool:
    one, two = run.analysis.get(channel, {}), other.analysis.get(channel, {})
    apart = abs(one.get("voters", 0) - two.get("voters", 0))
    if apart:
        return bool(apart < FEWEST_APART)
    # as many, and yet others: nobody counts how many changed places
    return {sign["sign"] for sign in one.get("signs", []) if sign["left_out"]} != {
        sign["sign"] for sign in two.get("signs", []) if sign["left_out"]
    }


def _run(run_id: int) -> Run:
    try:
        return Run.objects.select_for_update(of=("self",)).select_related("consultation__edition").get(pk=run_id)
    except Run.DoesNotExist:
        raise Refusal("Deze telling is er niet meer. Ververs de bladzijde.") from None
