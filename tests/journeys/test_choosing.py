"""A draw and a table plan on a phone: begun, awaited, approved by somebody else, and looked up by everybody."""

from __future__ import annotations

from tests.journeys.browsing import PHONE
from tests.journeys.conftest import People

HELD = "/werk/edities/demonstratie-tafel/tafelplan/"


def test_the_pages_of_the_draw_and_the_table_plan_are_clean_on_a_phone(lookers: People) -> None:
    organiser = lookers.signs_in("organiser@demo.example", size=PHONE)
    organiser.open("/werk/edities/demonstratie/loting/").reads("Er is nog niet geloot.")
    organiser.open(HELD).reads("Indeling 1")
    organiser.open(f"{HELD}1/").reads("Wie zit waar", "Aan elke harde regel is voldaan.")
    organiser.press(organiser.main.get_by_role("link", name="verplaatsen").first).reads("Waarheen")
    organiser.open(f"{HELD}1/wie-er-is/").reads("Er verandert niets.")
    organiser.open(f"{HELD}tafels/").open(f"{HELD}nodig/?wie=iedereen").open(f"{HELD}1/?prent=a3")
    organiser.open("/dialoog/").press(organiser.main.get_by_role("link", name="Demonstratie-editie van").first)
    rooms = organiser.page.get_by_role("navigation", name="Over deze dialoog")
    organiser.press("Loting", within=rooms).reads("Zo werkt het", "Kans per groep", "Deze loting telt.")
    assert lookers.faults() == []
