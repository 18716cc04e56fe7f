"""Our wordings beside the text of the UN: written by one, read by another, and never written over once published."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from weerklank.accounts.models import Account
from weerklank.audit.actions import record
from weerklank.audit.queries import history_of
from weerklank.moves import Refusal
from weerklank.rights import search
from weerklank.rights.actions import limbs
from weerklank.rights.kinds import Kind, kind_of
from weerklank.rights.lifecycle import TEXT, RecommendationState, TextState
from weerklank.rights.models import Recommendation, RecommendationText, Register
from weerklank.rights.queries import visible

OPEN = (TextState.DRAFT, TextState.IN_REVIEW, TextState.APPROVED)
_UNCHANGED = "Er is niets veranderd aan deze tekst."
_EVENTS = {
    "submit": "text_submitted",
    "return": "text_returned",
    "approve": "text_approved",
    "publish": "text_published",
    "retire": "text_retired",
}


def _name(text: RecommendationText) -> str:
    return f"{kind_of(text).label}, versie {text.version}"


def _event(text: RecommendationText, event: str, *, by: Account, now: datetime, why: str = "") -> None:
    """Stands in the history of the limb; what nobody has published yet stands there for editors only."""
    record(
        action=f"recommendation.{event}",
        obj=text.recommendation,
        by=by,
        now=now,
        label=limbs.label(text.recommendation),
        note=": ".join(part for part in (_name(text), why) if part),
        public=text.state in (TextState.PUBLISHED, TextState.RETIRED),
    )


def _locked(text_id: int) -> RecommendationText:
    """A wording in hand; its limb is the lock, so that two versions never pass each other."""
    known = RecommendationText.objects.filter(pk=text_id).values_list("recommendation", flat=True).first()
    limb = limbs.locked(known) if known else None
    text = RecommendationText.objects.filter(pk=text_id).first() if limb else None
    if text is None or limb is None:
        raise Refusal("Deze tekst staat er niet meer. Ververs de bladzijde.")
    limbs.still_open(limb)
    text.recommendation = limb
    return text


def _move(text: RecommendationText, name: str) -> None:
    """The next state; whoever comes second reads who was first."""
    try:
        text.state = TEXT.after(text.state, name)
    except Refusal:
        target = next(step.target for step in TEXT.moves if step.name == name)
        said = {"action": f"recommendation.{_EVENTS[name]}", "note__startswith": _name(text)}
        last = history_of(text.recommendation).filter(**said).first()
        if text.state == target and last:
            raise Refusal(
                f"Dit is net al gedaan door {last.actor}: deze tekst is {text.get_state_display()}."
            ) from None
        raise


# --- Writing -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def write_text(
    *,
    recommendation_id: int,
    kind: Kind,
    text: str,
    source_url: str = "",
    author: str = "",
    reviewed_by_children: bool = False,
    by: Account,
    now: datetime,
) -> RecommendationText:
    """The draft of a wording; beside a published version it is the next one, and that stays as it is."""
    limb = limbs.locked(recommendation_id)
    limbs.still_open(limb)
    words, source = text.strip(), source_url.strip()
    _words_are_ours(limb, kind, words, source)
    versions = limb.texts.filter(language=kind.language, register=kind.register, age_band=kind.age_band)
    draft = versions.filter(state__in=OPEN).order_by("-version").first()
    if draft is not None and draft.state != TextState.DRAFT:
        where = "wordt nagelezen" if draft.state == TextState.IN_REVIEW else "is al goedgekeurd"
        raise Refusal(f"Versie {draft.version} {where}. Zet haar eerst terug als er iets anders moet.", field="text")
    stands = draft or versions.filter(state=TextState.PUBLISHED).first()
    reviewed = reviewed_by_children and kind.for_children
    # that children read the published words is said of that version, not by a new one
    tried_since = draft is not None and draft.reviewed_by_children != reviewed
    if stands is not None and (stands.text, stands.source_url) == (words, source) and not tried_since:
        raise Refusal(_UNCHANGED, field="text")
    if draft is None:
        last = versions.aggregate(last=Max("version"))["last"] or 0
        draft = RecommendationText(
            recommendation=limb,
            language=kind.language,
            register=kind.register,
            age_band=kind.age_band,
            version=last + 1,
        )
    draft.recommendation = limb
    draft.text, draft.source_url, draft.reviewed_by_children = words, source, reviewed
    draft.author, draft.written_by = (author.strip() or by.public_label)[:120], by
    draft.save()
    _event(draft, "words_written", by=by, now=now)
    return draft


def _words_are_ours(limb: Recommendation, kind: Kind, words: str, source: str) -> None:
    if not words:
        raise Refusal("Schrijf een zin.", field="text")
    if words == limb.text:
        raise Refusal("Dit is de tekst van de VN zelf. Zeg het in eigen woorden.", field="text")
    if kind.translates and not limb.text:
        raise Refusal("De tekst van de VN is nog niet ingelezen; een vertaling heeft die naast zich nodig.")
    if kind.register == Register.OFFICIAL and not source:
        raise Refusal("Een officiële vertaling heeft een bron: plak het adres waar zij staat.", field="source_url")


@transaction.atomic
def discard_draft(*, text_id: int, by: Account, now: datetime) -> Recommendation:
    """A draft that nobody needs goes; what was ever published stays."""
    text = _locked(text_id)
    if text.state != TextState.DRAFT:
        raise Refusal(f"Alleen een concept kan weg; deze tekst is {text.get_state_display()}.")
    _event(text, "draft_discarded", by=by, now=now)
    limb = text.recommendation
    text.delete()
    return limb


# --- Reading over ------------------------------------------------------------------------------------------------------


@transaction.atomic
def submit_text(*, text_id: int, by: Account, now: datetime) -> RecommendationText:
    """The writer asks a second person to read it."""
    text = _locked(text_id)
    _move(text, "submit")
    text.save(update_fields=["state"])
    _event(text, "text_submitted", by=by, now=now)
    return text


@transaction.atomic
def return_text(*, text_id: int, reason: str, by: Account, now: datetime) -> RecommendationText:
    """Back to the writer, with what must be different."""
    text = _locked(text_id)
    _move(text, "return")
    why = limbs.reason(reason, "wat er anders moet")
    text.approved_by = None
    text.save(update_fields=["state", "approved_by"])
    _event(text, "text_returned", by=by, now=now, why=why)
    return text


@transaction.atomic
def approve_text(*, text_id: int, by: Account, now: datetime) -> RecommendationText:
    """A second person read it beside the text of the UN and agrees."""
    text = _locked(text_id)
    _move(text, "approve")
    if text.written_by_id == by.pk:
        raise Refusal("U schreef deze tekst zelf. Iemand anders leest haar na.")
    text.approved_by = by
    text.save(update_fields=["state", "approved_by"])
    _event(text, "text_approved", by=by, now=now)
    return text


@transaction.atomic
def publish_text(*, text_id: int, by: Account, now: datetime) -> RecommendationText:
    """From now on everybody reads this version; the one before it stays behind as history."""
    text = _locked(text_id)
    _move(text, "publish")
    if text.written_by_id == by.pk:
        raise Refusal("U schreef deze tekst zelf. Iemand anders publiceert haar.")
    limb = text.recommendation
    if limb.text and not visible().filter(pk=limb.pk).exists():
        raise Refusal(
            "De aanbeveling zelf is nog niet gepubliceerd. Deze tekst gaat mee zodra een tweede persoon haar publiceert."
        )
    _put_forward(text, by=by, now=now)
    search.refresh([limb.pk])
    return text


def publish_approved(*, limb: Recommendation, by: Account, now: datetime) -> None:
    """With the limb itself go the wordings that a second person approved; drafts wait for their own reader."""
    for text in limb.texts.filter(state=TextState.APPROVED).order_by("pk"):
        text.recommendation = limb
        _move(text, "publish")
        _put_forward(text, by=by, now=now)


def _put_forward(text: RecommendationText, *, by: Account, now: datetime) -> None:
    before = RecommendationText.objects.filter(
        recommendation_id=text.recommendation_id,
        language=text.language,
        register=text.register,
        age_band=text.age_band,
        state=TextState.PUBLISHED,
    ).first()
    if before is not None:
        before.state = TEXT.after(before.state, "retire")
        before.save(update_fields=["state"])
    text.published_on = now.date()
    text.save(update_fields=["state", "published_on"])
    _event(text, "text_published", by=by, now=now)


# --- Once it is published ----------------------------------------------------------------------------------------------


@transaction.atomic
def retire_text(*, text_id: int, reason: str, by: Account, now: datetime) -> RecommendationText:
    """A wording that misleads goes off the page without a next version; the reason is for everybody."""
    text = _locked(text_id)
    _move(text, "retire")
    why = limbs.reason(reason, "voor iedereen waarom deze tekst weg moet")
    limb = text.recommendation
    text.save(update_fields=["state"])
    if limb.state in (RecommendationState.IMPORTED, RecommendationState.CHECKED) and not (
        visible().filter(pk=limb.pk).exists()
    ):
        raise Refusal(
            "Zonder deze tekst verdwijnt de hele aanbeveling van de openbare bladzijden. Schrijf eerst een nieuwe versie."
        )
    _event(text, "text_retired", by=by, now=now, why=why)
    search.refresh([limb.pk])
    return text


@transaction.atomic
def tried_with_children(*, text_id: int, by: Account, now: datetime) -> RecommendationText:
    """Children read exactly these words and understood them; the page no longer says that nobody tried."""
    text = _locked(text_id)
    if text.register != Register.CHILD:
        raise Refusal("Alleen een tekst voor kinderen wordt met kinderen getoetst.")
    if text.state == TextState.RETIRED:
        raise Refusal("Deze versie is vervangen. Toets de versie die nu op de bladzijde staat.")
    if text.reviewed_by_children:
        raise Refusal("Dit stond er al: kinderen hebben deze tekst gelezen.")
    text.reviewed_by_children = True
    text.save(update_fields=["reviewed_by_children"])
    _event(text, "text_tried", by=by, now=now)
    return text
