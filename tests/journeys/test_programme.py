"""An organiser decides, publishes together, and everybody reads it: on a phone, and on one sheet of paper."""

from __future__ import annotations

import re
from datetime import date, time

from tests.journeys.browsing import PHONE
from tests.journeys.conftest import People, SignIn
from weerklank.editions.models import Edition, ProgrammeSession, Room

HOURS = (
    ("Inloop", "session", (9, 30), (10, 0)),
    ("Welkom", "plenary", (10, 0), (10, 20)),
    ("Tafelronde 1", "table_round", (10, 20), (11, 0)),
    ("Pauze", "break", (11, 0), (11, 20)),
    ("Tafelronde 2", "table_round", (11, 20), (12, 0)),
    ("Lunch", "break", (12, 0), (13, 0)),
    ("Adviezen voorlezen", "plenary", (13, 0), (13, 45)),
    ("Teruglezen of het klopt", "session", (13, 45), (14, 15)),
    ("Afsluiting", "plenary", (14, 15), (14, 30)),
)


def test_a_programme_is_published_read_on_a_phone_and_printed_on_one_sheet(
    people: People, staff: SignIn, edition: Edition
) -> None:
    edition.date, edition.place = date(2027, 5, 20), "Utrecht"
    edition.save()
    hall = Room.objects.create(edition=edition, name="Grote zaal", access="Zonder drempel, met ringleiding")
    for title, kind, begins, ends in HOURS:
        ProgrammeSession.objects.create(
            edition=edition, title=title, kind=kind, begins=time(*begins), ends=time(*ends), room=hall,
            led_by="gespreksleiders", text="Waar zijn we trots op, en wat kan beter?",
        )  # fmt: skip
    organiser = staff("organiser")
    organiser.open("/werk/edities/demonstratie/programma/erbij/")
    organiser.fill("Wat er gebeurt", "Gesprek met Kamerleden").fill("Begint om", "12:15").fill("Klaar om", "12:45")
    organiser.choose("Soort", "voor een eigen groep").fill("Voor wie", "Kamerleden").press("Bewaren")
    organiser.press("Bekijken en publiceren").fill("Wat is er anders?", "Het eerste programma.").press("Publiceren")
    organiser.reads("Uitgave 1 is gepubliceerd.")
    reader = people.arrives(size=PHONE)
    reader.open("/dialoog/demonstratie/programma/").reads("Gesprek met Kamerleden", "Alleen voor: Kamerleden")
    paper = reader.page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    assert people.faults() == []
