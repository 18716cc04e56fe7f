"""The text of the UN on its way to everybody: compared by one, opened by another, taken back in the open."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from weerklank.accounts.models import Account
from weerklank.audit.actions import record
from weerklank.audit.queries import history_of
from weerklank.moves import Refusal
from weerklank.rights import search
from weerklank.rights.actions import limbs, wording
from weerklank.rights.lifecycle import RecommendationState
from weerklank.rights.models import Recommendation

# a reason needs a sentence; where a text stands is said in a word and a page
LEAST_SOURCE = 5
_FROZEN = (
    "De tekst ligt vast sinds de controle. Zet de aanbeveling eerst terug als er een fout in staat; "
    "is ze al gepubliceerd, trek haar dan in met een openbare uitleg."
)


@transaction.atomic
def correct_text(*, recommendation_id: int, text: str, source_seen: str, by: Account, now: datetime) -> Recommendation:
    """The text as an editor reads it in the source, where the file was damaged; only before it is checked."""
    limb = limbs.locked(recommendation_id)
    if limb.state != RecommendationState.IMPORTED:
        raise Refusal(_FROZEN, field="text")
    words = text.strip()
    if not words:
        raise Refusal("Typ de hele tekst over uit de bron.", field="text")
    seen = source_seen.strip()
    if len(seen) < LEAST_SOURCE:
        raise Refusal("Zeg in welke bron u de tekst las, met bladzijde, bijvoorbeeld: PDF blz 9.", field="source_seen")
    limb.text, limb.complete, limb.doubtful = words, True, ""
    limb.save(update_fields=["text", "complete", "doubtful"])
    record(
        action="recommendation.text_corrected",
        obj=limb,
        by=by,
        now=now,
        label=limbs.label(limb),
        note=seen,
        public=True,
    )
    search.refresh([limb.pk])
    return limb


@transaction.atomic
def check(*, recommendation_id: int, by: Account, now: datetime) -> Recommendation:
    """An editor compared the text with its source; from here on it is frozen."""
    limb = limbs.locked(recommendation_id)
    limbs.move(limb, "check")
    if not limb.text:
        raise Refusal("Er is nog geen tekst om te vergelijken. Lees eerst het document in.")
    if not limb.complete or limb.doubtful:
        why = limb.doubtful or "de tekst is niet compleet"
        raise Refusal(f"Deze tekst is nog niet zeker ({why}). Lees de bron en typ de tekst over; daarna kan dit.")
    _not_by_whoever_retyped(limb, by)
    limb.checked_by, limb.checked_on = by, now.date()
    limb.save(update_fields=["state", "checked_by", "checked_on"])
    record(action="recommendation.checked", obj=limb, by=by, now=now, label=limbs.label(limb), public=True)
    return limb


def _not_by_whoever_retyped(limb: Recommendation, by: Account) -> None:
    """Nobody sees the typing error of a moment ago in a text of their own hand."""
    last = history_of(limb).filter(action="recommendation.text_corrected").first()
    if last is not None and last.actor_id == str(by.pk):
        raise Refusal("U typte deze tekst zelf over. Iemand anders legt haar naast de bron.")


@transaction.atomic
def send_back(*, recommendation_id: int, reason: str, by: Account, now: datetime) -> Recommendation:
    """A fault was found after the check; the text can be changed again."""
    limb = limbs.locked(recommendation_id)
    limbs.move(limb, "return")
    note = limbs.reason(reason, "wat er niet klopt")
    limb.checked_by = limb.checked_on = None
    limb.save(update_fields=["state", "checked_by", "checked_on"])
    record(action="recommendation.returned", obj=limb, by=by, now=now, label=limbs.label(limb), note=note)
    return limb


@transaction.atomic
def publish(*, recommendation_id: int, by: Account, now: datetime) -> Recommendation:
    """A second person opens it to everybody, with the words that were written beside it."""
    limb = limbs.locked(recommendation_id)
    limbs.move(limb, "publish")
    if limb.checked_by_id == by.pk:
        raise Refusal("U hebt deze tekst zelf gecontroleerd. Iemand anders publiceert haar.")
    limb.published_by, limb.published_on = by, now.date()
    limb.save(update_fields=["state", "published_by", "published_on"])
    record(action="recommendation.published", obj=limb, by=by, now=now, label=limbs.label(limb), public=True)
    wording.publish_approved(limb=limb, by=by, now=now)
    search.refresh([limb.pk])
    return limb


@transaction.atomic
def withdraw(*, recommendation_id: int, reason: str, by: Account, now: datetime) -> Recommendation:
    """Taken back with a correction that everybody can read; its address stays."""
    limb = limbs.locked(recommendation_id)
    limbs.move(limb, "withdraw")
    limb.correction = limbs.reason(reason, "voor iedereen waarom dit is ingetrokken")
    limb.save(update_fields=["state", "correction"])
    record(
        action="recommendation.withdrawn",
        obj=limb,
        by=by,
        now=now,
        label=limbs.label(limb),
        note=limb.correction,
        public=True,
    )
    return limb


@transaction.atomic
def mark_urgent(*, recommendation_id: int, urgent: bool, area: str, by: Account, now: datetime) -> Recommendation:
    """Whether the Committee itself calls this urgent: read in the paragraph that lists its urgent areas."""
    limb = limbs.locked(recommendation_id)
    limbs.still_open(limb)
    if urgent and not area.strip():
        raise Refusal("Schrijf het gebied zoals het comité het noemt.", field="area")
    limb.is_urgent, limb.urgent_area = urgent, area.strip()[:200] if urgent else ""
    limb.save(update_fields=["is_urgent", "urgent_area"])
    note = f"dringend: {limb.urgent_area}" if urgent else "niet als dringend genoemd"
    record(action="recommendation.urgency", obj=limb, by=by, now=now, label=limbs.label(limb), note=note, public=True)
    search.refresh([limb.pk])
    return limb


@transaction.atomic
def name_subject(*, recommendation_id: int, subject: str, by: Account, now: datetime) -> Recommendation:
    """What it is about, in a few Dutch words of our own."""
    limb = limbs.locked(recommendation_id)
    limbs.still_open(limb)
    if not subject.strip():
        raise Refusal("Noem het onderwerp in een paar woorden.", field="subject")
    limb.subject = subject.strip()[:160]
    limb.save(update_fields=["subject"])
    record(action="recommendation.subject_named", obj=limb, by=by, now=now, label=limbs.label(limb), note=limb.subject)
    search.refresh([limb.pk])
    return limb
