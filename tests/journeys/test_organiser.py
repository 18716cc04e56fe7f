"""One organiser enters the whole first dialogue through pages, hands it over, and passes on to the next year.

The shape is the real one, as the starting content tells it with its sources: eight themes and the participation path, six
parts of a day, five advices, three receivers. A second person comes in only where four eyes are asked. What the hands do is
counted, so that docs/how-to/run-a-year.md can tell how long it takes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator

from tests.conftest import Cast, tally
from tests.journeys.browsing import DESK, Visitor
from tests.journeys.conftest import People, SignIn
from weerklank.accounts.models import Organisation
from weerklank.config.content import loading
from weerklank.editions.models import Edition
from weerklank.rights.models import Theme, ThemeName

FIRST = loading.read("editions")["edition"][0]
PATH = FIRST["path_theme"]
HOURS = (
    ("09:30", "09:45"),
    ("09:45", "10:15"),
    ("10:15", "12:00"),
    ("12:00", "12:15"),
    ("13:15", "15:00"),
    ("15:00", "15:30"),
)
PHASES = {
    "Ideeën verzamelen": "2022-12-01", "De dag voorbereiden": "2023-02-01", "Adviezen schrijven": "2023-04-20",
    "Overhandigen": "2023-04-20", "Wachten op antwoord": "2023-04-20", "Antwoorden volgen": "2023-07-20",
}  # fmt: skip


@dataclass
class Hands:
    """One person at a browser whose screens, presses, fields and signs are counted."""

    visitor: Visitor
    screens: int = 0
    presses: int = 0
    fields: int = 0
    signs: int = 0
    seen: set[str] = field(default_factory=set)

    def open(self, address: str) -> Hands:
        """An address is typed."""
        self.visitor.open(address)
        self.signs += len(address)
        return self._arrived()

    def enters(self, room: str) -> Hands:
        """From the first page of the workspace into one of its rooms."""
        page = self.visitor.page
        rooms = page.locator("section").filter(has=page.get_by_role("heading", name="Waar u bij kunt"))
        return self.press(room, within=rooms)

    def press(self, name: str | Locator, *, within: Locator | None = None, status: int = 200) -> Hands:
        self.visitor.press(name, within=within, status=status)
        self.presses += 1
        return self._arrived()

    def _arrived(self) -> Hands:
        self.screens += 1
        self.seen.add(self.visitor.path)
        return self

    def fill(self, label: str, text: str) -> Hands:
        self.visitor.fill(label, text)
        self.fields += 1
        self.signs += len(text)
        return self

    def choose(self, label: str, option: str) -> Hands:
        self.visitor.choose(label, option)
        self.fields += 1
        return self

    def tick(self, words: str, *, within: Locator | None = None) -> Hands:
        self.visitor.tick(words, within=within)
        self.presses += 1
        return self

    def reads(self, *sentences: str) -> Hands:
        self.visitor.reads(*sentences)
        return self


@pytest.fixture
def known(db: None) -> dict[str, Theme]:
    """The themes with every name they had, and the three who organised and received."""
    file, found = loading.read("themes"), {}
    for order, row in enumerate(file["theme"], start=1):
        theme = found[row["slug"]] = Theme.objects.create(slug=row["slug"], order=order)
        for name in dict.fromkeys((row["name"], row.get("table_name", row["name"]))):
            ThemeName.objects.create(theme=theme, name=name, child_name=row["child_name"])
    for slug, name, kind in (
        ("vws", "Ministerie van VWS", "ministry"),
        ("kinderrechtencollectief", "Kinderrechtencollectief", "coalition"),
        ("unicef-nederland", "UNICEF Nederland", "ngo"),
    ):
        Organisation.objects.create(slug=slug, name=name, kind=kind)
    return found


def test_one_organiser_runs_the_first_dialogue_from_beginning_to_the_next_year(
    people: People, staff: SignIn, cast: Cast, known: dict[str, Theme], record_property: Callable[[str, Any], None]
) -> None:
    organiser = Hands(staff("organiser", size=DESK, axe=False))
    _begins_the_year(organiser)
    _themes_tables_and_calendar(organiser)
    _the_day(organiser)
    _asks_and_opens(organiser)
    _goes_on(organiser, "Tafels voorbereiden", "Dialoogdag openen", "Adviezen laten schrijven")
    _reads_the_advices_in(organiser)
    # what happens at a table is looked at in the loop; here it is counted
    facilitator = Hands(staff("facilitator", size=DESK, axe=False, examines=False))
    _children_say_that_this_is_what_they_meant(facilitator)
    _hands_over(organiser)
    _everybody_reads_it(people.arrives(axe=False))
    _passes_on_to_the_next_year(organiser)
    for hands, who in ((organiser, "by the organiser"), (facilitator, "by the second person")):
        for what in ("screens", "presses", "fields", "signs"):
            record_property(f"{what} {who}", getattr(hands, what))
            tally(f"{what} {who} in the whole edition of 2023", getattr(hands, what))
    assert people.faults() == []


def _begins_the_year(organiser: Hands) -> None:
    organiser.enters("Edities en raadplegingen").press("Nieuwe editie")
    organiser.fill("Jaar", "2023").fill("Titel", FIRST["title"]).fill("Datum van de dialoogdag", str(FIRST["date"]))
    organiser.fill("Plaats", FIRST["place"]).choose("Organisatie die uitnodigt", "Ministerie van VWS")
    organiser.tick("Kinderrechtencollectief").tick("UNICEF Nederland").press("Verder")
    organiser.reads("Stand: concept.", "De editie heeft nog geen thema").press("Gegevens wijzigen")
    organiser.fill("Waar gaat deze editie over?", FIRST["summary"])
    organiser.fill("Waar is over deze editie te lezen?", "\n".join(FIRST["sources"])).press("Bewaren")


def _themes_tables_and_calendar(organiser: Hands) -> None:
    """Nine lines are pasted; every theme gets its table; every phase its day."""
    tables = {row["slug"]: row.get("table_name", row["name"]) for row in loading.read("themes")["theme"]}
    pasted = [tables[slug] for slug in FIRST["themes"]] + [f"{PATH['name']};Participatie"]
    organiser.press("Kies de thema’s").press("Een lijst plakken of inlezen").fill("Plak de thema’s", "\n".join(pasted))
    organiser.press("Kijken wat er zou gebeuren").reads("9 nieuw, 0 staan er al, 0 rijen kloppen niet.")
    organiser.press("9 thema’s inlezen").press(FIRST["title"])
    organiser.press("Tafels").press("Voor elk thema een tafel klaarzetten").fill("Jongeren", "1")
    organiser.press("Tafels klaarzetten").reads("9 tafels staan klaar.").press(FIRST["title"])
    organiser.press("Kalender")
    for phase, day in PHASES.items():
        organiser.fill(f"{phase}, vanaf", day)
    organiser.press("Kalender bewaren").press(FIRST["title"])


def _the_day(organiser: Hands) -> None:
    """The six parts of the day, published together once the edition is announced."""
    organiser.press("Aankondigen").reads("Nog geen raadpleging").press("Programma")
    for part, (begins, ends) in zip(FIRST["programme"], HOURS, strict=True):
        organiser.press("Onderdeel erbij").fill("Wat er gebeurt", part["title"])
        organiser.fill("Begint om", begins).fill("Klaar om", ends).press("Bewaren")
        if organiser.visitor.target("Onderdeel erbij").count() == 0:
            organiser.press("Programma")
    organiser.press("Bekijken en publiceren").fill("Wat is er anders?", "Het eerste programma.").press("Publiceren")
    organiser.reads("Uitgave 1 is gepubliceerd.").press(FIRST["title"])


def _asks_and_opens(organiser: Hands) -> None:
    """Somebody who serves the table has a role; a question says what can change; the round opens and closes."""
    today = timezone.localdate()
    organiser.press("Wie doet wat").choose("Wie", "facilitator (Coalitie)").choose("Rol", "tafelbegeleider")
    organiser.press("Rol geven").press(FIRST["title"])
    organiser.press("Raadplegingen").press("Nieuwe raadpleging")
    organiser.choose("Thema", f"{PATH['name']} ({FIRST['title']})").fill("De vraag", "Hoe wil jij meepraten?")
    organiser.fill("Waarom vragen we dit?", "Volwassenen beslissen veel zonder jou.")
    organiser.fill("Wat kan veranderen?", "Hoe volwassenen naar je luisteren en wat ze terugzeggen.")
    organiser.fill("Wat kan niet veranderen?", "Wie er in de Tweede Kamer zit.").fill("Wie beslist?", "Wie organiseert")
    organiser.fill("Wanneer horen kinderen het?", (today + timedelta(days=120)).isoformat())
    organiser.fill("Eerste dag", today.isoformat()).fill("Laatste dag", today.isoformat())
    organiser.fill("Waarom las het jongerenpanel", "Er was nog geen panel.").press("Bewaren")
    organiser.press(FIRST["title"])
    organiser.press("Kinderen laten meepraten").press("Raadplegingen").press("Hoe wil jij meepraten?")
    organiser.press("Openen voor kinderen").press("Sluiten").press(FIRST["title"])


def _goes_on(organiser: Hands, *steps: str) -> None:
    for step in steps:
        organiser.press(step)


def _reads_the_advices_in(organiser: Hands) -> None:
    """Five lines with what was asked in the children's own words, for the three who received them."""
    organiser.press("Naar de overhandiging").press("Adviezen van papier inlezen")
    rows = ["titel;tekst", *(f"{one['title']};{one['quotation']}" for one in FIRST["advice"])]
    organiser.fill("Plak de adviezen", "\n".join(rows)).choose("Waar geen thema bij staat", PATH["name"])
    organiser.choose("Waar niet bij staat wie antwoordt", "Ministerie van VWS")
    organiser.tick("Kinderrechtencollectief").tick("UNICEF Nederland").press("Kijken wat er zou gebeuren")
    organiser.reads("5 nieuw, 0 staan er al, 0 rijen kloppen niet.").press("5 adviezen inlezen")
    organiser.reads("2023-PAR-05", "is nog niet vastgesteld door de tafel")


def _children_say_that_this_is_what_they_meant(facilitator: Hands) -> None:
    facilitator.enters("Thematafels").press(f"Tafel 9 · {PATH['name']}")
    for number, one in enumerate(FIRST["advice"], start=1):
        facilitator.press(f"2023-PAR-{number:02d} {one['title']}").press("Begin met teruglezen")
        for seat in ("Kind 1", "Kind 2", "Jongere 1"):
            page = facilitator.visitor.page
            place = page.locator("div.flow").filter(has=page.get_by_role("heading", name=seat))
            facilitator.tick("Dit bedoelden we", within=place).press(f"Leg vast voor {seat}", within=place)
        facilitator.press("Stel het advies vast").press(f"Tafel 9 · {PATH['name']}")


def _hands_over(organiser: Hands) -> None:
    """Each text is frozen; the three organisers receive, and the terms run without another press."""
    organiser.open("/werk/overhandiging/2023/")
    for _ in FIRST["advice"]:
        organiser.press(organiser.visitor.target("Bevries de tekst").first)
    organiser.reads("Niets. De adviezen kunnen worden overhandigd.")
    organiser.press("Overhandig en laat de termijnen lopen").reads("De adviezen zijn overhandigd. De termijnen lopen.")
    organiser.reads("Kinderrechtencollectief, Ministerie van VWS, UNICEF Nederland")


def _everybody_reads_it(reader: Visitor) -> None:
    reader.open("/dialoog/2023/").reads(FIRST["title"], "Utrecht")
    reader.open("/dialoog/2023/adviezen/").reads(*(one["title"] for one in FIRST["advice"]))
    reader.open("/adviezen/2023-PAR-02/").reads(FIRST["advice"][1]["quotation"], "UNICEF Nederland")
    reader.open("/dialoog/2023/programma/").reads(*(part["title"] for part in FIRST["programme"]))


def _passes_on_to_the_next_year(organiser: Hands) -> None:
    """Nothing closes with an answer open: it goes along first, and so does the shape, and nobody does."""
    organiser.open("/werk/edities/2023/").reads("Stand: wacht op antwoorden.", "15 zonder antwoord")
    organiser.press("Antwoorden volgen").reads("Ministerie van VWS antwoordde nog niet op 2023-PAR-01.")
    organiser.press("Een volgende editie").fill("Titel", "Tweede Nationale Kinderrechtendialoog")
    organiser.fill("Datum van de dialoogdag", str(date(2024, 4, 22))).press("Verder")
    organiser.reads("15 vragen zonder antwoord", "Participatiepad", "vanaf 04-12-2023")
    organiser.press("Editie maken").reads("Stand: concept.", "Eerst op de agenda: 15 van eerdere edities.")
    second = Edition.objects.get(slug="2024")
    assert (second.themes.count(), second.phase_dates.count(), second.programme_sessions.count()) == (9, 6, 6)
    assert (second.consultations.count(), second.roles.count(), second.carried_over.count()) == (1, 1, 15)
    organiser.open("/werk/edities/2023/").press("Editie sluiten").reads("Stand: gesloten.")
