"""What a round says of an earlier one: the same again, sharper, narrower, or nothing any more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from weerklank.accounts.models import Account
from weerklank.audit.actions import record
from weerklank.moves import Refusal
from weerklank.rights import search
from weerklank.rights.actions import limbs
from weerklank.rights.lifecycle import SUGGESTION, RecommendationState, SuggestionState
from weerklank.rights.models import (
    Dropped,
    Recommendation,
    RecommendationRelation,
    RelationType,
    ReviewCycle,
)

# a limb that says again all that an earlier one asked can take its place
TAKES_THE_PLACE = (RelationType.REITERATES, RelationType.STRENGTHENS)
_SOURCES = ("un", "editor")


def _event(limb: Recommendation, event: str, note: str, *, by: Account, now: datetime, public: bool = True) -> None:
    label = limbs.label(limb)
    record(action=f"recommendation.{event}", obj=limb, by=by, now=now, label=label, note=note, public=public)


def _year(limb: Recommendation) -> int | None:
    return limb.document.cycle.year if limb.document.cycle else None


def _type(relation: str) -> str:
    if relation not in RelationType.values:
        raise Refusal("Kies wat dit doet met het eerdere.", field="relation")
    return relation


def _source(source: str) -> str:
    if source not in _SOURCES:
        raise Refusal("Kies van wie dit komt.", field="source")
    return source


@transaction.atomic
def relate(
    *,
    recommendation_id: int,
    earlier: Recommendation,
    relation: str,
    note: str,
    source: str = "editor",
    by: Account,
    now: datetime,
) -> RecommendationRelation:
    """This limb says again, or differently, what an earlier round asked."""
    limb = limbs.locked(recommendation_id)
    limbs.still_open(limb)
    later_year, earlier_year = _year(limb), _year(earlier)
    if later_year is None or earlier_year is None or earlier_year >= later_year:
        raise Refusal("Kies een onderdeel uit een eerdere ronde.", field="earlier")
    dropped = Dropped.objects.filter(recommendation=earlier, cycle=limb.document.cycle).first()
    if dropped is not None:
        raise Refusal(
            f"Bij {limbs.label(earlier)} staat dat {dropped.cycle} er niet op terugkomt. Neem dat eerst terug.",
            field="earlier",
        )
    link, made = RecommendationRelation.objects.get_or_create(
        later=limb,
        earlier=earlier,
        defaults={
            "type": _type(relation),
            "note": note.strip()[:300],
            "source": _source(source),
            "related_by": by,
        },
    )
    if not made:
        raise Refusal(f"Deze twee horen al bij elkaar ({link.get_type_display()}).", field="earlier")
    _event(limb, "related", f"{link.get_type_display()} {limbs.label(earlier)}", by=by, now=now, public=False)
    return link


@transaction.atomic
def confirm_relation(*, recommendation_id: int, relation_id: int, by: Account, now: datetime) -> RecommendationRelation:
    """A second person read both rounds and says the same; from here on everybody reads it."""
    limb = limbs.locked(recommendation_id)
    link = _link(limb, relation_id)
    if link.state == SuggestionState.CONFIRMED:
        raise Refusal("Dit verband is net al bevestigd door een collega.")
    if link.related_by_id == by.pk:
        raise Refusal("U legde dit verband zelf. Iemand anders leest beide rondes en bevestigt het.")
    link.state = SUGGESTION.after(link.state, "confirm")
    link.confirmed_by = by
    link.save(update_fields=["state", "confirmed_by"])
    _event(limb, "relation_confirmed", f"{link.get_type_display()} {limbs.label(link.earlier)}", by=by, now=now)
    return link


def _link(limb: Recommendation, relation_id: int) -> RecommendationRelation:
    links = RecommendationRelation.objects.select_related("earlier__document__cycle", "later__document")
    found = links.filter(later=limb, pk=relation_id).first()
    if found is None:
        raise Refusal("Dit verband staat er niet meer. Ververs de bladzijde.")
    return found


def _not_stood_upon(link: RecommendationRelation) -> None:
    """A limb that was succeeded keeps at least one link that says by what."""
    others = link.earlier.later_links.filter(type__in=TAKES_THE_PLACE, state=SuggestionState.CONFIRMED)
    others = others.exclude(pk=link.pk)
    if link.earlier.state == RecommendationState.SUPERSEDED and not others.exists():
        raise Refusal(f"{limbs.label(link.earlier)} is door dit onderdeel opgevolgd; dit verband blijft daarom staan.")


@transaction.atomic
def change_relation(
    *, recommendation_id: int, relation_id: int, relation: str, note: str, source: str, by: Account, now: datetime
) -> RecommendationRelation:
    """The link stays, what it says of the two is mended; what a colleague confirmed is to be confirmed again."""
    limb = limbs.locked(recommendation_id)
    link = _link(limb, relation_id)
    said = (_type(relation), note.strip()[:300], _source(source))
    if (link.type, link.note, link.source) == said:
        raise Refusal("Er is niets veranderd aan dit verband.")
    _not_stood_upon(link)
    was_public = link.state == SuggestionState.CONFIRMED
    link.type, link.note, link.source = said
    link.state, link.related_by, link.confirmed_by = SuggestionState.SUGGESTED, by, None
    link.save(update_fields=["type", "note", "source", "state", "related_by", "confirmed_by"])
    what = f"{link.get_type_display()} {limbs.label(link.earlier)}"
    _event(limb, "relation_changed", what, by=by, now=now, public=was_public)
    return link


@transaction.atomic
def take_back_relation(*, recommendation_id: int, relation_id: int, by: Account, now: datetime) -> None:
    """The two have nothing to do with each other after all."""
    limb = limbs.locked(recommendation_id)
    link = _link(limb, relation_id)
    _not_stood_upon(link)
    what, was_public = f"{link.get_type_display()} {limbs.label(link.earlier)}", link.state == SuggestionState.CONFIRMED
    _event(limb, "relation_taken_back", what, by=by, now=now, public=was_public)
    link.delete()


# --- Not come back to --------------------------------------------------------------------------------------------------


@transaction.atomic
def mark_dropped(*, recommendation_id: int, cycle: ReviewCycle, note: str, by: Account, now: datetime) -> Dropped:
    """A later round was read whole and does not come back to this."""
    limb = limbs.locked(recommendation_id)
    year = _year(limb)
    if year is None or cycle.year <= year:
        raise Refusal("Kies een latere ronde dan die van dit onderdeel.", field="cycle")
    again = limb.later_links.filter(later__document__cycle=cycle).select_related("later__document").first()
    if again is not None:
        raise Refusal(f"{cycle} komt er wel op terug, in {limbs.label(again.later)}.", field="cycle")
    why = limbs.reason(note, "wat dit kan verklaren, of dat u het niet weet", field="note")[:300]
    dropped, made = Dropped.objects.get_or_create(recommendation=limb, cycle=cycle, defaults={"note": why})
    if not made and dropped.note == why:
        raise Refusal("Dit stond er al zo.", field="note")
    dropped.note = why
    dropped.save(update_fields=["note"])
    _event(limb, "dropped", f"niet herhaald in {cycle}: {why}", by=by, now=now)
    return dropped


@transaction.atomic
def take_back_dropped(*, recommendation_id: int, dropped_id: int, by: Account, now: datetime) -> None:
    """The later round does come back to it, or was not read whole."""
    limb = limbs.locked(recommendation_id)
    dropped = Dropped.objects.select_related("cycle").filter(recommendation=limb, pk=dropped_id).first()
    if dropped is None:
        raise Refusal("Dit staat er niet meer. Ververs de bladzijde.")
    _event(limb, "dropped_taken_back", f"niet herhaald in {dropped.cycle}", by=by, now=now)
    dropped.delete()


# --- Succeeded ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def supersede(*, recommendation_id: int, relation_id: int, by: Account, now: datetime) -> Recommendation:
    """A limb of a new round takes the place of this one, which stays to be read."""
    limb = limbs.locked(recommendation_id)
    limbs.move(limb, "supersede")
    links = limb.later_links.filter(type__in=TAKES_THE_PLACE).select_related("later__document")
    link = links.filter(pk=relation_id).first()
    if link is None:
        raise Refusal("Kies het onderdeel uit een latere ronde dat dit herhaalt of verscherpt.", field="relation")
    if link.state != SuggestionState.CONFIRMED:
        raise Refusal("Dit verband is nog niet door een tweede persoon bevestigd. Daarna kan dit.", field="relation")
    if link.later.state != RecommendationState.PUBLISHED:
        raise Refusal(
            f"{limbs.label(link.later)} is zelf nog niet gepubliceerd. Publiceer dat eerst; daarna volgt het dit op.",
            field="relation",
        )
    limb.save(update_fields=["state"])
    _event(limb, "superseded", f"opgevolgd door {limbs.label(link.later)}", by=by, now=now)
    search.refresh([limb.pk])
    return limb
