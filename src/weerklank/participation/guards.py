"""What children are owed before an edition goes on: a question that says what can change."""

from __future__ import annotations

from collections.abc import Iterable

from weerklank.editions.guards import Blocker, before, warns_before
from weerklank.editions.models import Edition
from weerklank.participation.lifecycle import ConsultationState
from weerklank.participation.queries.staff import room_missing

NEVER_OPENED = (ConsultationState.DRAFT, ConsultationState.PANEL_CHECK, ConsultationState.SCHEDULED)


@before("collect")
def has_a_complete_consultation(edition: Edition) -> Iterable[Blocker]:
    href = f"/werk/raadplegingen/?editie={edition.slug}"
    consultations = list(edition.consultations.all())
    if not consultations:
        yield Blocker("Er is nog geen raadpleging om op te antwoorden.", href, "Maak een raadpleging")
    elif all(room_missing(consultation) for consultation in consultations):
        yield Blocker(
            "Geen enkele raadpleging zegt al wat kan veranderen, wat niet, wie beslist en wanneer kinderen het horen.",
            href,
            "Vul een raadpleging aan",
        )


@before("draft_advices")
def nothing_is_open_any_more(edition: Edition) -> Iterable[Blocker]:
    for consultation in edition.consultations.filter(state=ConsultationState.OPEN):
        yield Blocker(
            f"De raadpleging ‘{consultation}’ is nog open.", f"/werk/raadplegingen/{consultation.slug}/", "Sluit haar"
        )


@warns_before("prepare")
def no_question_is_left_unopened(edition: Edition) -> Iterable[Blocker]:
    for consultation in edition.consultations.filter(state__in=NEVER_OPENED):
        yield Blocker(
            f"De raadpleging ‘{consultation}’ is nooit geopend: geen kind kon antwoorden.",
            f"/werk/raadplegingen/{consultation.slug}/",
            "Bekijk haar",
        )
