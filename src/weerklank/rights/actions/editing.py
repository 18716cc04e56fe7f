"""What an editor does with what was read: compare, confirm, explain, publish; each step by a named person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format

from weerklank.accounts.models import Account, Organisation
from weerklank.audit.actions import record
from weerklank.audit.queries import history_of
from weerklank.moves import Refusal
from weerklank.rights import theme_words
from weerklank.rights.lifecycle import RECOMMENDATION, SUGGESTION, RecommendationState, SuggestionState, TextState
from weerklank.rights.models import (
    Concept,
    Recommendation,
    RecommendationConcept,
    RecommendationRelation,
    RecommendationTerritory,
    RecommendationText,
    RecommendationTheme,
    Register,
    Responsibility,
    Territory,
    Theme,
)
from weerklank.rights.queries import LINKS, Link, visible

LEAST_REASON = 10
_DONE = {
    "check": "gecontroleerd",
    "return": "teruggezet",
    "publish": "gepubliceerd",
    "withdraw": "ingetrokken",
}
_FROZEN = (
    "De tekst ligt vast sinds de controle. Zet de aanbeveling eerst terug als er een fout in staat; "
    "is ze al gepubliceerd, trek haar dan in met een openbare uitleg."
)


def _locked(recommendation_id: int) -> Recommendation:
    try:
        return (
            Recommendation.objects.select_for_update(of=("self",))
            .select_related("document", "paragraph")
            .get(pk=recommendation_id)
        )
    except Recommendation.DoesNotExist:
        raise Refusal("Deze aanbeveling staat er niet meer. Ga terug naar de lijst.") from None


def _move(limb: Recommendation, move: str) -> None:
    """The next state; whoever comes second reads who was first."""
    origin = limb.state
    try:
        limb.state = RECOMMENDATION.after(origin, move)
    except Refusal:
        target = next(step.target for step in RECOMMENDATION.moves if step.name == move)
        last = history_of(limb).filter(action=f"recommendation.{_PAST[move]}").first()
        if origin == target and last:
            raise Refusal(f"Dit is net al gedaan door {last.actor}: {_label(limb)} is {_DONE[move]}.") from None
        raise


_PAST = {"check": "checked", "return": "returned", "publish": "published", "withdraw": "withdrawn"}


def _label(limb: Recommendation) -> str:
    return f"{limb.document.symbol} {limb.number or limb.slug}"


def _reason(text: str, what: str) -> str:
    said = text.strip()
    if len(said) < LEAST_REASON:
        raise Refusal(f"Schrijf {what}, in een zin die een ander begrijpt.", field="reason")
    return said


def _may_still_change(limb: Recommendation) -> None:
    if limb.state in (RecommendationState.SUPERSEDED, RecommendationState.WITHDRAWN):
        raise Refusal(f"Hieraan verandert niets meer: de aanbeveling is {limb.get_state_display()}.")


# --- The text ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def correct_text(*, recommendation_id: int, text: str, source_seen: str, by: Account, now: datetime) -> Recommendation:
    """The text as an editor reads it in the source, where the file was damaged; only before it is checked."""
    limb = _locked(recommendation_id)
    if limb.state != RecommendationState.IMPORTED:
        raise Refusal(_FROZEN, field="text")
    words = text.strip()
    if not words:
        raise Refusal("Typ de hele tekst over uit de bron.", field="text")
    seen = source_seen.strip()
    if len(seen) < LEAST_REASON:
        raise Refusal("Zeg in welke bron u de tekst las, met bladzijde.", field="source_seen")
    limb.text, limb.complete, limb.doubtful = words, True, ""
    limb.save(update_fields=["text", "complete", "doubtful"])
    record(action="recommendation.text_corrected", obj=limb, by=by, now=now, label=_label(limb), note=seen)
    return limb


@transaction.atomic
def check(*, recommendation_id: int, by: Account, now: datetime) -> Recommendation:
    """An editor compared the text with its source; from here on it is frozen."""
    limb = _locked(recommendation_id)
    _move(limb, "check")
    if not limb.text:
        raise Refusal("Er is nog geen tekst om te vergelijken. Lees eerst het document in.")
    if not limb.complete or limb.doubtful:
        why = limb.doubtful or "de tekst is niet compleet"
        raise Refusal(f"Deze tekst is nog niet zeker ({why}). Lees de bron en typ de tekst over; daarna kan dit.")
    limb.checked_by, limb.checked_on = by, now.date()
    limb.save(update_fields=["state", "checked_by", "checked_on"])
    record(action="recommendation.checked", obj=limb, by=by, now=now, label=_label(limb), public=True)
    return limb


@transaction.atomic
def send_back(*, recommendation_id: int, reason: str, by: Account, now: datetime) -> Recommendation:
    """A fault was found after the check; the text can be changed again."""
    limb = _locked(recommendation_id)
    _move(limb, "return")
    note = _reason(reason, "wat er niet klopt")
    limb.checked_by = limb.checked_on = None
    limb.save(update_fields=["state", "checked_by", "checked_on"])
    record(action="recommendation.returned", obj=limb, by=by, now=now, label=_label(limb), note=note)
    return limb


@transaction.atomic
def publish(*, recommendation_id: int, by: Account, now: datetime) -> Recommendation:
    """A second person opens it to everybody, with the words that were written beside it."""
    limb = _locked(recommendation_id)
    _move(limb, "publish")
    if limb.checked_by_id == by.pk:
        raise Refusal("U hebt deze tekst zelf gecontroleerd. Iemand anders publiceert haar.")
    limb.published_by, limb.published_on = by, now.date()
    limb.save(update_fields=["state", "published_by", "published_on"])
    limb.texts.exclude(state=TextState.RETIRED).update(state=TextState.PUBLISHED)
    record(action="recommendation.published", obj=limb, by=by, now=now, label=_label(limb), public=True)
    return limb


@transaction.atomic
def withdraw(*, recommendation_id: int, reason: str, by: Account, now: datetime) -> Recommendation:
    """Taken back with a correction that everybody can read; its address stays."""
    limb = _locked(recommendation_id)
    _move(limb, "withdraw")
    limb.correction = _reason(reason, "voor iedereen waarom dit is ingetrokken")
    limb.save(update_fields=["state", "correction"])
    record(
        action="recommendation.withdrawn",
        obj=limb,
        by=by,
        now=now,
        label=_label(limb),
        note=limb.correction,
        public=True,
    )
    return limb


# --- What was derived --------------------------------------------------------------------------------------------------


def _link_label(link: Link) -> str:
    match link:
        case RecommendationConcept():
            return str(link.concept)
        case RecommendationTerritory():
            return str(link.territory)
    return str(link.theme)


def _decided(limb: Recommendation, link: Link, move: str, by: Account, now: datetime) -> None:
    link.state = SUGGESTION.after(link.state, move)
    link.save(update_fields=["state"])
    said = {"confirm": "bevestigd", "reject": "afgewezen", "reconsider": "opnieuw te bekijken"}[move]
    record(
        action=f"recommendation.link_{move}ed" if move != "reconsider" else "recommendation.link_reconsidered",
        obj=limb,
        by=by,
        now=now,
        label=_label(limb),
        note=f"{_link_label(link)}: {said}",
        public=True,
    )


@transaction.atomic
def decide(*, recommendation_id: int, kind: str, link_id: int, move: str, by: Account, now: datetime) -> Link:
    """An editor confirms, rejects or reopens one thing that was derived."""
    limb = _locked(recommendation_id)
    _may_still_change(limb)
    if kind not in LINKS or move not in ("confirm", "reject", "reconsider"):
        raise Refusal("Kies bij een regel: bevestigen, afwijzen of opnieuw bekijken.")
    link: Link | None = LINKS[kind]._default_manager.filter(recommendation=limb, pk=link_id).first()
    if link is None:
        raise Refusal("Deze regel staat er niet meer. Ververs de bladzijde.")
    already = {"confirm": SuggestionState.CONFIRMED, "reject": SuggestionState.REJECTED}.get(move)
    if link.state == already:
        raise Refusal(f"{_link_label(link)} is net al {link.get_state_display()}. Ververs de bladzijde.")
    _decided(limb, link, move, by, now)
    return link


@transaction.atomic
def confirm_all(*, recommendation_id: int, by: Account, now: datetime) -> int:
    """Everything that is still only suggested, at once; what was rejected stays rejected."""
    limb = _locked(recommendation_id)
    _may_still_change(limb)
    waiting = [
        link
        for model in LINKS.values()
        for link in model._default_manager.filter(recommendation=limb, state=SuggestionState.SUGGESTED)
    ]
    if not waiting:
        raise Refusal("Er is niets meer te bevestigen.")
    for link in waiting:
        _decided(limb, link, "confirm", by, now)
    return len(waiting)


@transaction.atomic
def add_link(
    *, recommendation_id: int, to: Concept | Territory | Theme, source_seen: str, by: Account, now: datetime
) -> Link:
    """What no pattern found, but a person knows."""
    limb = _locked(recommendation_id)
    _may_still_change(limb)
    says = {
        "source": "editor",
        "state": SuggestionState.CONFIRMED,
        "pattern": source_seen.strip()[:200],
        "matched_text": "",
    }
    link: Link
    match to:
        case Concept():
            link, made = RecommendationConcept.objects.get_or_create(recommendation=limb, concept=to, defaults=says)
        case Territory():
            link, made = RecommendationTerritory.objects.get_or_create(recommendation=limb, territory=to, defaults=says)
        case Theme():
            link, made = RecommendationTheme.objects.get_or_create(recommendation=limb, theme=to, defaults=says)
    if not made:
        raise Refusal(f"{to} staat er al, als ‘{link.get_state_display()}’. Verander het in de lijst.", field="to")
    record(
        action="recommendation.link_added",
        obj=limb,
        by=by,
        now=now,
        label=_label(limb),
        note=f"{to}: toegevoegd",
        public=True,
    )
    return link


@transaction.atomic
def suggest_themes(*, recommendation_id: int) -> int:
    """What the word lists see in the heading and the text; what a person rejected is not suggested again."""
    limb = _locked(recommendation_id)
    return _suggest(limb, {theme.slug: theme for theme in Theme.objects.all()})


@transaction.atomic
def suggest_all_themes(*, by: Account, now: datetime) -> int:
    """The same for every limb that has words and no theme yet."""
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    without = Recommendation.objects.exclude(text="").filter(theme_links__isnull=True).select_related("paragraph")
    made = sum(_suggest(limb, themes) for limb in without.iterator(chunk_size=500))
    if not made:
        raise Refusal("De woordenlijsten vinden nu niets nieuws.")
    return made


def _suggest(limb: Recommendation, themes: dict[str, Theme]) -> int:
    made = 0
    for hint in theme_words.hints(limb.paragraph.heading, limb.paragraph.text, limb.text):
        if hint.theme in themes:
            _, new = RecommendationTheme.objects.get_or_create(
                recommendation=limb,
                theme=themes[hint.theme],
                defaults={
                    "source": "machine",
                    "pattern": hint.pattern[:200],
                    "matched_text": hint.matched_text[:300],
                },
            )
            made += new
    return made


@transaction.atomic
def mark_urgent(*, recommendation_id: int, urgent: bool, area: str, by: Account, now: datetime) -> Recommendation:
    """Whether the Committee itself calls this urgent: read in the paragraph that lists its urgent areas."""
    limb = _locked(recommendation_id)
    _may_still_change(limb)
    if urgent and not area.strip():
        raise Refusal("Schrijf het gebied zoals het comité het noemt.", field="area")
    limb.is_urgent, limb.urgent_area = urgent, area.strip()[:200] if urgent else ""
    limb.save(update_fields=["is_urgent", "urgent_area"])
    note = f"dringend: {limb.urgent_area}" if urgent else "niet als dringend genoemd"
    record(action="recommendation.urgency", obj=limb, by=by, now=now, label=_label(limb), note=note, public=True)
    return limb


# --- Beside the text ---------------------------------------------------------------------------------------------------


@transaction.atomic
def write_words(
    *,
    recommendation_id: int,
    register: str,
    text: str,
    reviewed_by_children: bool,
    by: Account,
    now: datetime,
) -> RecommendationText:
    """Our own wording beside the original. Beside a text that nobody checked yet it waits for publication."""
    limb = _locked(recommendation_id)
    _may_still_change(limb)
    words = text.strip()
    if register not in (Register.PLAIN, Register.CHILD):
        raise Refusal("Kies gewone taal of de tekst voor kinderen.", field="register")
    if not words:
        raise Refusal("Schrijf een zin.", field="text")
    reviewed = reviewed_by_children and register == Register.CHILD
    if words == limb.text:
        raise Refusal("Dit is de tekst van de VN zelf. Zeg het in eigen woorden.", field="text")
    kept, made = RecommendationText.objects.get_or_create(
        recommendation=limb, language="nl", register=register, defaults={"text": words}
    )
    if not made and kept.text == words and kept.reviewed_by_children == reviewed:
        raise Refusal("Er is niets veranderd aan deze tekst.", field="text")
    kept.text, kept.author = words, by.audit_label[:120]
    kept.reviewed_by_children = reviewed
    kept.state = TextState.PUBLISHED if visible().filter(pk=limb.pk).exists() else TextState.DRAFT
    kept.save()
    record(
        action="recommendation.words_written",
        obj=limb,
        by=by,
        now=now,
        label=_label(limb),
        note=str(kept.get_register_display()),
        public=True,
    )
    return kept


@transaction.atomic
def name_subject(*, recommendation_id: int, subject: str, by: Account, now: datetime) -> Recommendation:
    """What it is about, in a few Dutch words of our own."""
    limb = _locked(recommendation_id)
    _may_still_change(limb)
    if not subject.strip():
        raise Refusal("Noem het onderwerp in een paar woorden.", field="subject")
    limb.subject = subject.strip()[:160]
    limb.save(update_fields=["subject"])
    record(action="recommendation.subject_named", obj=limb, by=by, now=now, label=_label(limb), note=limb.subject)
    return limb


@transaction.atomic
def propose_responsible(
    *,
    recommendation_id: int,
    organisation: Organisation,
    territory: Territory | None,
    role: str,
    source_url: str,
    note: str,
    by: Account,
    now: datetime,
) -> Responsibility:
    """Who must act, as an editor proposes it; the body itself accepts or disputes."""
    limb = _locked(recommendation_id)
    _may_still_change(limb)
    if not organisation.exists_on(now.date()):
        until = date_format(organisation.valid_to, "j F Y") if organisation.valid_to else "later"
        raise Refusal(f"{organisation} bestaat vandaag niet (tot {until}). Kies de opvolger.", field="organisation")
    # where no territory is given the database itself does not see a double
    proposed, made = Responsibility.objects.get_or_create(
        recommendation=limb,
        organisation=organisation,
        territory=territory,
        role=role,
        defaults={"source_url": source_url, "note": note.strip()[:300]},
    )
    if not made:
        raise Refusal(f"{organisation} staat er al ({proposed.get_state_display()}).", field="organisation")
    record(
        action="recommendation.responsible_proposed",
        obj=limb,
        by=by,
        now=now,
        label=_label(limb),
        note=f"{organisation}: {proposed.get_role_display()}",
        public=True,
    )
    return proposed


@transaction.atomic
def take_back_responsible(*, recommendation_id: int, responsibility_id: int, by: Account, now: datetime) -> None:
    """A proposal that was a mistake goes; what a body accepted or disputed stays."""
    limb = _locked(recommendation_id)
    proposed = Responsibility.objects.filter(recommendation=limb, pk=responsibility_id).first()
    if proposed is None:
        raise Refusal("Dit voorstel staat er niet meer. Ververs de bladzijde.")
    if proposed.state != "proposed":
        raise Refusal(
            f"{proposed.organisation} heeft al gereageerd ({proposed.get_state_display()}): dit blijft staan."
        )
    note = f"{proposed.organisation}: voorstel teruggenomen"
    proposed.delete()
    record(
        action="recommendation.responsible_taken_back",
        obj=limb,
        by=by,
        now=now,
        label=_label(limb),
        note=note,
        public=True,
    )


@transaction.atomic
def relate(
    *, recommendation_id: int, earlier: Recommendation, relation: str, note: str, by: Account, now: datetime
) -> RecommendationRelation:
    """This limb says again, or differently, what an earlier round asked."""
    limb = _locked(recommendation_id)
    _may_still_change(limb)
    later_year, earlier_year = (one.document.cycle.year if one.document.cycle else None for one in (limb, earlier))
    if later_year is None or earlier_year is None or earlier_year >= later_year:
        raise Refusal("Kies een onderdeel uit een eerdere ronde.", field="earlier")
    link, made = RecommendationRelation.objects.get_or_create(
        later=limb, earlier=earlier, defaults={"type": relation, "note": note.strip()[:300]}
    )
    if not made:
        raise Refusal(f"Deze twee horen al bij elkaar ({link.get_type_display()}).", field="earlier")
    record(
        action="recommendation.related",
        obj=limb,
        by=by,
        now=now,
        label=_label(limb),
        note=f"{link.get_type_display()} {_label(earlier)}",
        public=True,
    )
    return link
