"""Whom the made-up organiser set out to hear, who came, and whom it still misses; and a question whose goal can be set."""

from __future__ import annotations

from datetime import timedelta

from weerklank.config.content.demonstration.scene import CLASS_CODE, SLUG, Scene
from weerklank.participation.models import (
    TEACHER,
    Consultation,
    Contribution,
    CoverageTarget,
    EntryPoint,
    HandTally,
    Place,
)

_WAYS = (
    # code, sort of place, what the organiser calls it, how often it was used, who made it
    ("PVNGT7", Place.RECEPTION, "opvang in Voorbeeldstad (demonstratie)", 4, "organiser"),
    ("SPCR79", Place.SPECIAL, "speciaal onderwijs in Voorbeeldstad (demonstratie)", 0, "organiser"),
    ("MDDB79", Place.SECONDARY, "", 22, TEACHER),
)


def lay_reach(scene: Scene) -> None:
    """Goals with a gap beside them. Apart from the rest, so that an installation of before it existed gets it too."""
    consultation = Consultation.objects.get(slug=scene.file["consultation"]["slug"])
    if consultation.coverage_targets.exists():
        return
    for place, wanted in scene.file["reach"]["wanted"].items():
        scene.layer.once(CoverageTarget, {"consultation": consultation, "place": place}, {"wanted": wanted})
    EntryPoint.objects.filter(code=CLASS_CODE, place="").update(place=Place.PRIMARY)
    for code, place, label, uses, made_by in _WAYS:
        scene.layer.once(
            EntryPoint,
            {"code": code},
            {
                "consultation": consultation,
                "place": place,
                "label": label,
                "uses": uses,
                "max_uses": 25,
                "made_by": made_by,
                "valid_from": consultation.opens_on,
                "valid_to": consultation.closes_on,
            },
        )
    # one of the made-up ideas came from reception: fewer than ten, so its number stays hidden
    arabic = Contribution.objects.filter(consultation=consultation, original_language="ar")
    arabic.update(entry_point=EntryPoint.objects.get(code="PVNGT7"))
    own = EntryPoint.objects.get(code="MDDB79")
    for statement in consultation.statements.order_by("order")[:2]:
        scene.layer.once(
            HandTally,
            {"statement": statement, "entry_point": own},
            {"agree": 13, "disagree": 5, "passed": 4, "present": 22},
        )
    _lay_next_question(scene, consultation)


def _lay_next_question(scene: Scene, now_open: Consultation) -> None:
    """A goal is set before children take part, so one question is still being written."""
    scene.layer.once(
        Consultation,
        {"slug": f"{SLUG}-volgende-vraag"},
        {
            **scene.file["next_question"],
            "edition": now_open.edition,
            "edition_theme": now_open.edition_theme,
            "hear_by": scene.today + timedelta(days=200),
            "opens_on": scene.today + timedelta(days=20),
            "closes_on": scene.today + timedelta(days=70),
        },
    )
