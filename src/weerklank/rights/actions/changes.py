"""A source that says something else than what stands: asked once, decided by a person, never taken silently."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from weerklank.accounts.models import Account
from weerklank.audit.actions import record
from weerklank.moves import Refusal
from weerklank.rights import search
from weerklank.rights.actions.report import fingerprint
from weerklank.rights.lifecycle import SOURCE_CHANGE, ChangeState, RecommendationState
from weerklank.rights.models import ImportBatch, Recommendation, SourceChange

LEAST_REASON = 10


def ask(*, limb: Recommendation, offered: str, batch: ImportBatch) -> tuple[str, str]:
    """Lays another text beside what stands; the outcome for the report, and what to say."""
    change, made = SourceChange.objects.get_or_create(
        recommendation=limb,
        print=fingerprint(offered),
        defaults={"batch": batch, "stands": limb.text, "offered": offered},
    )
    if made:
        return (
            "rejected",
            "Dit bestand geeft hier een andere tekst. Wat er stond is gebleven; besluit bij ‘Gewijzigde bron’.",
        )
    match change.state:
        case ChangeState.KEPT:
            return "unchanged", f"Deze andere tekst is eerder bekeken en niet overgenomen: {change.reason}"
        case ChangeState.TAKEN:
            return "unchanged", "Deze tekst is eerder overgenomen; wat er nu staat is van daarna."
    return "rejected", "Dit bestand geeft hier een andere tekst. Dat is al gevraagd en wacht op een besluit."


def _locked(change_id: int) -> SourceChange:
    try:
        return (
            SourceChange.objects.select_for_update(of=("self",))
            .select_related("recommendation__document", "recommendation__paragraph", "decided_by")
            .get(pk=change_id)
        )
    except SourceChange.DoesNotExist:
        raise Refusal("Deze vraag staat er niet meer. Ga terug naar de lijst.") from None


def _move(change: SourceChange, move: str) -> None:
    if change.state != ChangeState.ASKED and change.decided_by:
        raise Refusal(f"Hierover is net al besloten door {change.decided_by.name}: {change.get_state_display()}.")
    change.state = SOURCE_CHANGE.after(change.state, move)


def _label(limb: Recommendation) -> str:
    return f"{limb.document.symbol} {limb.number or limb.slug}"


@transaction.atomic
def take(*, change_id: int, by: Account, now: datetime) -> SourceChange:
    """The offered text comes in the place of what stood; only while the text is not frozen."""
    change = _locked(change_id)
    _move(change, "take")
    limb = Recommendation.objects.select_for_update(of=("self",)).get(pk=change.recommendation_id)
    if limb.state != RecommendationState.IMPORTED:
        raise Refusal(
            f"De tekst van {_label(change.recommendation)} ligt vast: zij is {limb.get_state_display()}. "
            "Zet haar eerst terug, met de reden; daarna kunt u deze tekst overnemen."
            if limb.state == RecommendationState.CHECKED
            else f"De tekst van {_label(change.recommendation)} ligt vast: zij is {limb.get_state_display()}. "
            "Een gepubliceerde tekst verandert niet; trek haar in met een openbare uitleg als zij fout is."
        )
    if fingerprint(limb.text) != fingerprint(change.stands):
        raise Refusal(
            "De tekst is veranderd sinds dit gevraagd werd. Lees hem bij de aanbeveling zelf en verbeter hem daar, of laat "
            "hem staan met een reden."
        )
    paragraph = change.recommendation.paragraph
    if not limb.letter and fingerprint(paragraph.text) == fingerprint(limb.text):
        # a paragraph without letters is its own limb
        paragraph.text = change.offered
        paragraph.save(update_fields=["text"])
    limb.text, limb.complete, limb.doubtful = change.offered, True, ""
    limb.save(update_fields=["text", "complete", "doubtful"])
    change.decided_by, change.decided_on = by, now.date()
    change.save(update_fields=["state", "decided_by", "decided_on"])
    record(
        action="source_change.taken",
        obj=limb,
        by=by,
        now=now,
        label=_label(change.recommendation),
        note=f"uit {change.batch.file_name}",
        public=True,
    )
    search.refresh([limb.pk])
    return change


@transaction.atomic
def keep(*, change_id: int, reason: str, by: Account, now: datetime) -> SourceChange:
    """What stood stays, with a reason; the same text is not asked again."""
    change = _locked(change_id)
    _move(change, "keep")
    said = reason.strip()
    if len(said) < LEAST_REASON:
        raise Refusal("Schrijf waarom de tekst blijft, in een zin die een ander begrijpt.", field="reason")
    change.reason = said
    change.decided_by, change.decided_on = by, now.date()
    change.save(update_fields=["state", "reason", "decided_by", "decided_on"])
    record(
        action="source_change.kept",
        obj=change.recommendation,
        by=by,
        now=now,
        label=_label(change.recommendation),
        note=said,
        public=True,
    )
    return change
