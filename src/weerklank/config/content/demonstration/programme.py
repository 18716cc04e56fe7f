"""The made-up day: its phases, a programme that was published twice, and a change that still waits."""

from __future__ import annotations

from datetime import date, time, timedelta

from weerklank.config.content.demonstration.scene import SLUG, Scene
from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import (
    Edition,
    PhaseDate,
    ProgrammeDay,
    ProgrammeRelease,
    ProgrammeSession,
    Room,
    SessionKind,
)
from weerklank.editions.programme import as_content
from weerklank.editions.queries.programme import draft

K = SessionKind
_ROOMS = {
    "Grote zaal": "Zonder drempel, met ringleiding",
    "Zaal 2": "Zonder drempel",
    "Zaal 3": "Zonder drempel, met ringleiding",
    "Stille kamer": "Zacht licht, geen muziek",
}
_SESSIONS = (
    (K.SESSION, "Inloop", "09:30", "10:00", "Grote zaal", "De organisatie", "Wat drinken en je tafel zoeken.", "", ""),
    (K.PLENARY, "Welkom", "10:00", "10:20", "Grote zaal", "Kinderen van het jongerenpanel", "Wat er vandaag gebeurt, en wat er niet kan.", "Met tolk gebarentaal", ""),
    (K.TABLE_ROUND, "Tafelronde 1", "10:20", "11:00", "Zaal 2", "Gespreksleiders", "Waar zijn we trots op? Wat kan beter?", "", ""),
    (K.BREAK, "Pauze", "11:00", "11:20", "Grote zaal", "", "", "", ""),
    (K.TABLE_ROUND, "Tafelronde 2", "11:20", "12:00", "Zaal 2", "Gespreksleiders", "Samen een advies maken.", "", ""),
    (K.BREAK, "Lunch", "12:00", "13:00", "Grote zaal", "", "", "", ""),
    (K.SIDE_EVENT, "Gesprek met beslissers", "12:15", "12:45", "Zaal 3", "Jongerenpanel", "Drie jongeren vragen, de ander antwoordt.", "", "Kamerleden, ambtenaren en het jongerenpanel"),
    (K.PLENARY, "Adviezen voorlezen", "13:00", "13:45", "Grote zaal", "Kinderen", "Elke tafel leest haar advies voor.", "Met tolk gebarentaal", ""),
    (K.SESSION, "Teruglezen of het klopt", "13:45", "14:15", "Zaal 2", "Gespreksleiders", "Kinderen kijken eerst: staat er wat wij bedoelden?", "", ""),
    (K.PLENARY, "Afsluiting", "14:15", "14:30", "Grote zaal", "Kinderen van het jongerenpanel", "Wanneer hoor je wat ermee gebeurt?", "Met tolk gebarentaal", ""),
)  # fmt: skip


def lay_programme(scene: Scene) -> None:
    """Laid once, with its first two releases; whoever plays with it afterwards finds it as it was left."""
    edition = Edition.objects.get(slug=SLUG)
    _phases(scene, edition)
    if edition.date is None or ProgrammeRelease.objects.filter(edition=edition).exists():
        scene.layer.report.count("unchanged", ProgrammeRelease)
        return
    scene.layer.once(
        ProgrammeDay,
        {"edition": edition},
        {
            "opens": time(9, 30),
            "closes": time(14, 30),
            "note": "Deze dag is verzonnen. Wie rust zoekt, gaat naar de stille kamer. Iemand met een geel lint loopt met je mee.",
        },
    )
    rooms = {
        name: scene.layer.once(Room, {"edition": edition, "name": name}, {"access": access})
        for name, access in _ROOMS.items()
    }
    for kind, title, begins, ends, room, led_by, text, access, audience in _SESSIONS:
        scene.layer.once(
            ProgrammeSession,
            {"edition": edition, "title": f"{title} (demonstratie)"},
            {
                "kind": kind, "begins": time.fromisoformat(begins), "ends": time.fromisoformat(ends),
                "room": rooms[room], "led_by": led_by, "text": text, "access": access, "audience": audience,
            },
        )  # fmt: skip
    _release(scene, edition, 1, scene.ago(9), "Het eerste programma.")
    second = ProgrammeSession.objects.filter(edition=edition, title__startswith="Tafelronde 2")
    second.update(room=rooms["Zaal 3"])
    _release(scene, edition, 2, scene.ago(2), "In zaal 3 is een ringleiding: daarom is de tweede tafelronde daar.")
    ProgrammeSession.objects.filter(edition=edition, title__startswith="Afsluiting").update(ends=time(14, 25))


def _release(scene: Scene, edition: Edition, number: int, day: date, note: str) -> None:
    scene.layer.once(
        ProgrammeRelease,
        {"edition": edition, "number": number},
        {"published_on": day, "note": note, "content": as_content(draft(edition))},
    )


def _phases(scene: Scene, edition: Edition) -> None:
    """Each phase with its days; this one began as it was planned and runs a little late."""
    day = edition.date or scene.today
    for phase, begins, ends in (
        (EditionState.COLLECTING, scene.ago(60), scene.ago(3)),
        (EditionState.PREPARING, scene.today + timedelta(days=10), day - timedelta(days=1)),
        (EditionState.DRAFTING_ADVICE, day + timedelta(days=1), day + timedelta(days=14)),
        (EditionState.HANDED_OVER, day + timedelta(days=21), day + timedelta(days=21)),
        (EditionState.AWAITING_ANSWERS, day + timedelta(days=21), day + timedelta(days=112)),
        (EditionState.FOLLOW_UP, day + timedelta(days=113), None),
    ):
        scene.layer.once(
            PhaseDate,
            {"edition": edition, "phase": phase},
            {"begins_on": begins, "ends_on": ends, "changed_on": scene.ago(60)},
        )
