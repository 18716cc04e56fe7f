"""Rounds, duties, promises and actions around limbs: made up and whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from tests.rights.limbs import document, limb
from weerklank.accounts.models import Organisation, OrganisationKind
from weerklank.answers.models import Action, ActionLink, Commitment, CommitmentLink, Milestone
from weerklank.rights.models import (
    Recommendation,
    RecommendationRelation,
    RecommendationTheme,
    Responsibility,
    Theme,
    ThemeName,
)


def asked_in(year: int, number: int = 1, *, theme: Theme | None = None, **values: object) -> Recommendation:
    """A limb of the round of a year, known in our own words."""
    home = document(year, f"CRC/C/NLD/CO/{year}")
    made = limb(number, of=home, plain=f"Vraag {number} van {year}.", **({"subject": "Gezinnen bij elkaar"} | values))
    if theme:
        RecommendationTheme.objects.create(recommendation=made, theme=theme, state="confirmed", source="editor")
    return made


def chained(limbs: Iterable[Recommendation], kind: str = "reiterates", note: str = "") -> None:
    """Each limb says again what the one before it said."""
    for earlier, later in pairwise(limbs):
        RecommendationRelation.objects.create(later=later, earlier=earlier, type=kind, note=note, state="confirmed")


def body(slug: str, name: str = "", **values: object) -> Organisation:
    return Organisation.objects.create(
        slug=slug, name=name or f"Ministerie van {slug}", **({"kind": OrganisationKind.MINISTRY} | values)
    )


def theme(slug: str = "migratie", name: str = "Migratie", order: int = 8) -> Theme:
    made = Theme.objects.create(slug=slug, order=order)
    ThemeName.objects.create(theme=made, name=name)
    return made


def duty(of: Recommendation, by: Organisation, **values: object) -> Responsibility:
    return Responsibility.objects.create(recommendation=of, organisation=by, **values)


def promised(by: Organisation, slug: str, *limbs: Recommendation, **values: object) -> Commitment:
    """A promise to the House, linked to limbs by an editor and confirmed."""
    told = {
        "title": "Kinderen blijven bij hun ouders",
        "text": "De staatssecretaris zegt toe dat gezinnen in de opvang bij elkaar blijven.",
        "kind": "parliament",
        "made_on": date(2023, 3, 1),
        "due_on": date(2026, 9, 1),
        "state": "agreed",
        "source_url": "https://voorbeeld.example/toezegging",
    }
    made = Commitment.objects.create(slug=slug, organisation=by, **(told | values))
    for one in limbs:
        CommitmentLink.objects.create(commitment=made, recommendation=one, state="confirmed", share="part")
    return made


def acted(by: Organisation, slug: str, *limbs: Recommendation, **values: object) -> Action:
    """An action with one milestone, linked to limbs and confirmed."""
    told = {"title": "Wet gezinsopvang", "kind": "law", "state": "under_way", "end_on": date(2027, 6, 1)}
    made = Action.objects.create(slug=slug, lead=by, **(told | values))
    Milestone.objects.create(action=made, title="Wetsvoorstel naar de Kamer", due_on=date(2026, 10, 1))
    for one in limbs:
        ActionLink.objects.create(action=made, recommendation=one, state="confirmed", share="core")
    return made
