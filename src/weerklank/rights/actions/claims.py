"""What a pattern found in a text becomes a fact when a person says so."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from weerklank.accounts.models import Account
from weerklank.audit.actions import record
from weerklank.moves import Refusal
from weerklank.rights import search, theme_words
from weerklank.rights.actions import limbs
from weerklank.rights.lifecycle import SUGGESTION, SuggestionState
from weerklank.rights.models import (
    Concept,
    Recommendation,
    RecommendationConcept,
    RecommendationTerritory,
    RecommendationTheme,
    Territory,
    Theme,
)
from weerklank.rights.queries import LINKS, Link


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
        label=limbs.label(limb),
        note=f"{_link_label(link)}: {said}",
        public=True,
    )


@transaction.atomic
def decide(*, recommendation_id: int, kind: str, link_id: int, move: str, by: Account, now: datetime) -> Link:
    """An editor confirms, rejects or reopens one thing that was derived."""
    limb = limbs.locked(recommendation_id)
    limbs.still_open(limb)
    if kind not in LINKS or move not in ("confirm", "reject", "reconsider"):
        raise Refusal("Kies bij een regel: bevestigen, afwijzen of opnieuw bekijken.")
    link: Link | None = LINKS[kind]._default_manager.filter(recommendation=limb, pk=link_id).first()
    if link is None:
        raise Refusal("Deze regel staat er niet meer. Ververs de bladzijde.")
    already = {"confirm": SuggestionState.CONFIRMED, "reject": SuggestionState.REJECTED}.get(move)
    if link.state == already:
        raise Refusal(f"{_link_label(link)} is net al {link.get_state_display()}. Ververs de bladzijde.")
    _decided(limb, link, move, by, now)
    search.refresh([limb.pk])
    return link


@transaction.atomic
def confirm_all(*, recommendation_id: int, by: Account, now: datetime) -> int:
    """Everything that is still only suggested, at once; what was rejected stays rejected."""
    limb = limbs.locked(recommendation_id)
    limbs.still_open(limb)
    waiting = [
        link
        for model in LINKS.values()
        for link in model._default_manager.filter(recommendation=limb, state=SuggestionState.SUGGESTED)
    ]
    if not waiting:
        raise Refusal("Er is niets meer te bevestigen.")
    for link in waiting:
        _decided(limb, link, "confirm", by, now)
    search.refresh([limb.pk])
    return len(waiting)


@transaction.atomic
def add_link(
    *, recommendation_id: int, to: Concept | Territory | Theme, source_seen: str, by: Account, now: datetime
) -> Link:
    """What no pattern found, but a person knows."""
    limb = limbs.locked(recommendation_id)
    limbs.still_open(limb)
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
        label=limbs.label(limb),
        note=f"{to}: toegevoegd",
        public=True,
    )
    search.refresh([limb.pk])
    return link


@transaction.atomic
def suggest_themes(*, recommendation_id: int) -> int:
    """What the word lists see in the heading and the text; what a person rejected is not suggested again."""
    limb = limbs.locked(recommendation_id)
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
