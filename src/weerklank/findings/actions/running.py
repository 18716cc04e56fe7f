"""What analysts do with a run: judge signs of manipulation, propose it; and a second person publishes it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

import opinion
from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.findings import queries
from weerklank.findings.analysing import lies_there
from weerklank.findings.lifecycle import RUN, RunState
from weerklank.findings.models import OpinionRun, Run, SignDecision
from weerklank.findings.queries import SETTLED
from weerklank.findings.runs import decided_signs, runs_of, signs_in
from weerklank.moves import Refusal
from weerklank.participation.models import Consultation

FEWEST_APART = 10
# what a hidden count is taken for beside a shown one: of none to nine the middle, as counts are rounded to five
HIDDEN = 5
COUNTS = ("agree", "disagree", "passed", "answered", "seen")
COUNT_AGAIN = "Maak de telling opnieuw en draag die voor."


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
    if stands := runs_of(run.consultation).filter(state=RunState.PROPOSED).first():
        raise Refusal(
            f"{str(stands).capitalize()} is al voorgedragen. Neem die eerst terug, of laat die openbaar maken."
        )
    _what_would_be_counted(run)
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
    _what_would_be_counted(run)
    earlier = list(runs_of(consultation).filter(state=RunState.PUBLIC).order_by("-count_id"))
    for other in earlier:
        _far_enough_from(run, other)
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
    replaces = f" Zij vervangt {earlier[0]}." if earlier else ""
    note = f"De uitkomst is openbaar en na te rekenen.{replaces}{left_out}"
    audit.record(action="run.published", obj=run, by=by, now=now, label=str(run), note=note, public=True)
    return run


def _what_would_be_counted(run: Run) -> None:
    """Only what would come out today: by our method, over every sign decided, with today's reasons, of what lies there now."""
    if run.method != opinion.Method.EXACT.value:
        raise Refusal("Deze telling is om mee te vergelijken. Draag een telling op onze manier voor, methode exact.")
    decisions, signs = decided_signs(run.consultation), signs_in(run)
    if open_signs := [one for one in signs if one["sign"] not in decisions]:
        raise Refusal(
            "Over 1 teken van sturing is nog niet beslist."
            if len(open_signs) == 1
            else f"Over {len(open_signs)} tekens van sturing is nog niet beslist."
        )
    reasons = {one["sign"]: one["reason"] for one in run.left_out}
    if any(_why_left_out(decisions[one["sign"]]) != reasons.get(one["sign"]) for one in signs):
        raise Refusal(f"Na deze telling is anders beslist over wat meetelt. {COUNT_AGAIN}")
    now = lies_there(run.consultation)
    if any(part.get("lies_there") != now for part in run.analysis.values()):
        raise Refusal(f"Na deze telling is een stelling of een antwoord veranderd of weggehaald. {COUNT_AGAIN}")


def _why_left_out(decision: SignDecision) -> str | None:
    return decision.reason if decision.leave_out else None


def _far_enough_from(run: Run, other: Run) -> None:
    """Two public counts with a few voters, or a few answers, between them would tell how those few voted."""
    channels = run.analysis.keys() | other.analysis.keys()
    if any(_few_apart(run, other, channel) for channel in channels) or _step_of_a_few(run, other):
        raise Refusal(
            f"{str(other).capitalize()} is al openbaar, en deze verschilt er minder dan {FEWEST_APART} stemmers van, "
            "of bij een stelling maar een paar antwoorden. Naast elkaar zouden ze verraden hoe die paar stemden."
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


def _step_of_a_few(run: Run, other: Run) -> bool:
    """Of many voters who were left out perhaps one answered this statement; then the step is that one's answer."""
    before = {(row["statement"], row["channel"]): row for row in other.results}
    return any(
        0 < _step(row[count], was[count]) < FEWEST_APART
        for row in run.results
        if (was := before.get((row["statement"], row["channel"])))
        for count in COUNTS
    )


def _step(now: int | None, before: int | None) -> int:
    return abs((HIDDEN if now is None else now) - (HIDDEN if before is None else before))


def _run(run_id: int) -> Run:
    """The run, after its question: whoever decides, proposes or publishes about one question waits for the other."""
    Consultation.objects.select_for_update(of=("self",)).filter(runs=run_id).first()
    try:
        return Run.objects.select_for_update(of=("self",)).select_related("consultation__edition").get(pk=run_id)
    except Run.DoesNotExist:
        raise Refusal("Deze telling is er niet meer. Ververs de bladzijde.") from None
