"""One child's idea goes all the way round: asked, said, read, brought together, advised, answered, told back.

Everything after the starting content is done by people, through pages, on a phone's width.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator

from tests.conftest import Cast
from tests.journeys.browsing import Visitor
from tests.journeys.child import Child
from tests.journeys.conftest import People, SignIn
from weerklank.editions.models import ThemeTable
from weerklank.findings.models import ObjectionTerm
from weerklank.rights.models import Recommendation

QUESTION = "Wat moet er anders als meedoen geld kost?"
WHERE = "/werk/raadplegingen/wat-moet-er-anders-als-meedoen-geld-kost/"


@dataclass(frozen=True)
class Way:
    """How the child and the official come to the pages."""

    name: str
    scripts: bool
    language: str
    idea: str

    def __str__(self) -> str:
        return self.name


WAYS = [
    Way("with scripts", True, "nl", "De schoolreis moet voor iedereen gratis zijn."),
    Way("without scripts", False, "nl", "De schoolreis moet voor iedereen gratis zijn."),
    Way("in Arabic", True, "ar", "يجب أن تكون الرحلة المدرسية مجانية للجميع."),
]
EDITED = "Op mijn school mag een zwembad. Bel mij maar: 06 12345678."
HURTFUL = "Die jongen naast mij is een sukkel en zijn moeder ook."


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_an_idea_of_a_child_goes_all_the_way_round(
    way: Way,
    people: People,
    staff: SignIn,
    cast: Cast,
    table: ThemeTable,
    recommendation: Recommendation,
    help_lines: None,
) -> None:
    organiser = staff("organiser")
    _the_organiser_asks(organiser)
    code = _and_makes_a_class_code(organiser)

    child = Child(people.arrives(language=way.language, scripts=way.scripts))
    eight_words = _a_child_takes_part(child, code, way)
    other, third = Child(people.arrives()), Child(people.arrives())
    other.begins(code)
    other.writes(EDITED)
    other.votes("Oneens", "Weet ik niet")
    words_of_other = other.pictures()
    third.begins(code)
    third.writes(HURTFUL)
    third.votes("Eens", "Eens")
    words_of_third = third.pictures()

    _a_moderator_reads(staff("moderator"), way)
    _a_second_moderator_agrees(staff("second_moderator"), way)
    third.comes_back(" ".join(words_of_third))
    third.reads("Je idee is gelezen, maar we laten het niet zien.")

    analyst = staff("analyst")
    _the_analyst_makes_a_statement_of_it(analyst, way)
    organiser.open(WHERE).press("Sluiten").reads("De raadpleging staat nu op ‘gesloten’.")
    _the_analyst_brings_together(analyst, way)
    other.comes_back(" ".join(words_of_other))
    other.reads("Dit jaar is je idee niet in een advies gekomen. Dit is waarom:")
    other.visitor.reads("Een zwembad op school kost te veel ruimte.")

    _the_edition_comes_to_its_advices(organiser)
    _the_table_writes_and_children_confirm_first(staff("facilitator"), people)
    _the_organiser_hands_over(organiser)

    child.comes_back(" ".join(eight_words))
    child.visitor.reads("Meedoen zonder geld")

    writer = staff("respondent", scripts=way.scripts)
    _the_official_answers(writer)
    _the_writer_may_not_publish(organiser, writer)
    if way.language == "ar":
        _the_writer_translates(writer)
    _a_second_person_publishes(staff("approver", scripts=way.scripts), way)

    _the_child_reads_the_answer(child, eight_words, way)
    _the_promise_stands_where_it_belongs(people.arrives(), recommendation)

    assert people.faults() == []


def _the_organiser_asks(organiser: Visitor) -> None:
    """A question does not open before it says what can change and what cannot."""
    today = timezone.localdate()
    _enters(organiser, "Edities en raadplegingen").press("Demonstratie-editie").press("Raadplegingen")
    organiser.press("Nieuwe raadpleging")
    organiser.choose("Thema", "Armoede (Demonstratie-editie)").fill("De vraag", QUESTION)
    organiser.fill("Waarom vragen we dit?", "Een schoolreis of een sportclub kost soms geld.")
    organiser.fill("Wat kan niet veranderen?", "Hoeveel geld iedere ouder verdient.")
    organiser.fill("Wie beslist?", "De ministers van A en B").fill("Wanneer horen kinderen het?", _day(200))
    organiser.fill("Eerste dag", _day(0, today)).fill("Laatste dag", _day(0, today))
    organiser.fill("Waarom las het jongerenpanel", "Het panel komt pas in het voorjaar bij elkaar.")
    organiser.press("Bewaren")
    assert organiser.path == WHERE
    organiser.reads("Nog niet ingevuld: wat kan veranderen.")
    assert organiser.target("Openen voor kinderen").count() == 0

    organiser.press("Wijzigen").fill("Wat kan veranderen?", "Hoe school en sportclub over geld praten.").press(
        "Bewaren"
    )
    organiser.press("Arabisch")
    organiser.fill("De vraag", "ماذا يجب أن يتغير عندما تكلف المشاركة مالًا؟").fill(
        "Waarom vragen we dit?", "الرحلة المدرسية تكلف أحيانًا مالًا."
    )
    organiser.fill("Wat kan veranderen?", "كيف تتحدث المدرسة عن المال.").fill(
        "Wat kan niet veranderen?", "كم يكسب كل والد."
    )
    organiser.fill("Wie beslist?", "الوزراء").press("Bewaren")
    organiser.press("Stellingen (0)")
    for text in ("Niemand hoort te zien wie er geld krijgt.", "Sportclubs vragen te veel geld."):
        organiser.fill("De stelling", text).choose("Van wie zijn de woorden?", "jongerenpanel").press("Voorstellen")
        organiser.press(text).press("Openen voor stemmen")
    organiser.open(WHERE).press("Openen voor kinderen").reads("De raadpleging staat nu op ‘open’.")


def _and_makes_a_class_code(organiser: Visitor) -> str:
    organiser.press("Toegangen (0)")
    organiser.fill("Voor welke klas of groep?", "groep 6 van de proefschool")
    organiser.fill("Hoe vaak mag de code worden gebruikt?", "30").press("Code maken").reads(
        "Druk het blad af voor de groep."
    )
    code = organiser.page.locator("tbody th").inner_text()
    organiser.press(f"Afdrukken {code}").reads(QUESTION)
    return code


def _a_child_takes_part(child: Child, code: str, way: Way) -> list[str]:
    """Reads, writes, votes, and gets eight pictures."""
    phone = child.visitor
    child.types_the_code(code)
    assert (phone.path, phone.cookies()) == (f"{child.prefix}/doe-mee/{code}/", [])
    child.reads("Dit kan veranderen", "Dit kan niet veranderen", "Wie beslist", "Wanneer je het hoort")
    child.presses("Begin")
    assert phone.cookies() == ["wk_visit"]
    child.writes(way.idea)
    child.votes("Eens", "Oneens")
    assert phone.path == f"{child.prefix}/doe-mee/{code}/klaar/"
    words = child.pictures()
    assert len(words) == 8
    child.presses("Ik ben klaar. Maak dit apparaat leeg")
    assert phone.cookies() == []
    return words


def _a_moderator_reads(moderator: Visitor, way: Way) -> None:
    """Publishes one, takes the number out of another, and declines the third with a reason."""
    _enters(moderator, "Inbreng lezen").reads("3 inbrengen wachten op u", "Niets is openbaar voor een mens het las.")
    moderator.reads_not(way.idea, "zwembad", "sukkel")
    moderator.press(moderator.page.locator("ol.list a").first)
    decided = set()
    while moderator.path != "/werk/moderatie/":
        words = moderator.page.locator("blockquote.quote").inner_text()
        if way.idea in words:
            decided.add("published")
            moderator.press("Publiceren zoals het is")
        elif "zwembad" in words:
            decided.add("edited")
            moderator.unfold("Aanpassen voor de veiligheid")
            moderator.fill("De tekst zoals iedereen haar mag lezen", "Op mijn school mag een zwembad.")
            moderator.press("Eerst een voorbeeld").press("Publiceren met aanpassing")
        else:
            decided.add("declined")
            moderator.unfold("Niet publiceren, met een reden")
            moderator.press("Er staan woorden in die anderen pijn doen").reads("Dit leest het kind")
            moderator.press("Niet publiceren")
    assert decided == {"published", "edited", "declined"}
    moderator.reads("Niemand wacht op een besluit.")


def _a_second_moderator_agrees(second: Visitor, way: Way) -> None:
    """Not publishing takes two: the proposal waits until somebody else looked."""
    _enters(second, "Inbreng lezen").press("1 wacht op een tweede blik").reads("Niet publiceren, voorstel van")
    second.reads_not(way.idea, "zwembad", "sukkel")
    second.press(second.page.locator("ol.list a").first).reads("stelde dit voor")
    second.press("Ook ik zou dit niet publiceren").reads("Er wacht geen voorstel.")


def _the_analyst_makes_a_statement_of_it(analyst: Visitor, way: Way) -> None:
    _enters(analyst, "Inbreng bij elkaar brengen").press(QUESTION)
    analyst.press("Maak er een stelling van", within=_item(analyst, way.idea)).press("Voorstellen")
    analyst.reads("De stelling is voorgesteld, met deze inbreng als bron.")
    analyst.open(f"{WHERE}stellingen/").press(way.idea).press("Openen voor stemmen")


def _the_analyst_brings_together(analyst: Visitor, way: Way) -> None:
    """Two groups; one of them is not used this year, and the children in it read why."""
    groups = WHERE.replace("raadplegingen", "groepen")
    analyst.open(groups)
    for name, words in (("Meedoen zonder geld", way.idea), ("Zwemles dichtbij", "Op mijn school mag een zwembad.")):
        form = analyst.page.locator("#nieuwe-groep")
        analyst.fill("Naam van de groep", name, within=form).tick(words, within=form).press("Groep maken", within=form)
    _a_count_leads_on_to_its_run(analyst.press("Naar de telling"))
    analyst.reads("Te weinig stemmers om groepen te zoeken.")
    analyst.press("Stellingen per groep").reads("niet te zien, omdat het over minder dan tien kinderen gaat")
    analyst.open(groups).press("Zwemles dichtbij").press("Niet gebruiken, met deze uitleg", status=422)
    analyst.fill("Waarom dit jaar niet?", "Een zwembad op school kost te veel ruimte. De gemeente bouwt er al een.")
    analyst.press("Niet gebruiken, met deze uitleg").reads("Dit jaar niet gebruikt")
    analyst.open(groups).press("Klaar met bij elkaar brengen").reads("zeggen wat er niet klopt")
    assert analyst.target("Vaststellen").count() == 0
    _the_days_to_object_go_by()
    analyst.open(groups).press("Vaststellen").reads("De raadpleging staat nu op ‘vastgesteld’.")


def _a_count_leads_on_to_its_run(analyst: Visitor) -> None:
    """Counted by a programme of its own: the page of how far it is may be gone before it was looked at."""
    analyst.examines = False
    analyst.press("Tellen").page.wait_for_url("**/werk/telling/*/", timeout=120_000)
    analyst.examines = True
    analyst.examine()


def _the_days_to_object_go_by() -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    assert ObjectionTerm.objects.update(opened_on=yesterday, closes_on=yesterday) == 1


def _the_edition_comes_to_its_advices(organiser: Visitor) -> None:
    organiser.open("/werk/edities/demonstratie/").press("Tafels voorbereiden")
    organiser.reads("De dialoogdag heeft nog geen datum.").press("Vul de datum in")
    organiser.fill("Datum van de dialoogdag", _day(0)).press("Bewaren")
    organiser.tick("Het programma is nog niet gepubliceerd").press("Dialoogdag openen").press(
        "Adviezen laten schrijven"
    )
    organiser.reads("Volgende stap: adviezen overhandigen")


def _the_table_writes_and_children_confirm_first(facilitator: Visitor, people: People) -> None:
    """The record, an advice in two parts, and no adult speaks before the children did."""
    _enters(facilitator, "Thematafels").press("Tafel 1 · Armoede")
    facilitator.reads_not("Meedoen zonder geld")
    facilitator.fill("Wat verwachten de volwassenen", "Dat kinderen meer zakgeld willen.").press("Bewaar het verslag")
    facilitator.reads("Meedoen zonder geld")
    facilitator.fill("Waar zijn we trots op?", "Kind: wij helpen elkaar.").fill(
        "Waar liggen kansen?", "Jongere: op school."
    )
    facilitator.fill("Waar wringt het?", "Kind: je schaamt je.")
    facilitator.fill("Wat is er bij de volwassenen veranderd?", "Wij dachten aan zakgeld, zij aan meedoen.")
    facilitator.press("Bewaar en sluit af").reads("Dit verslag is afgesloten.")

    facilitator.press("Nieuw advies")
    facilitator.fill("Titel", "Meedoen zonder geld").fill("Wat vragen jullie?", "Maak meedoen gewoon voor iedereen.")
    facilitator.fill("Onderdeel 1", "Maak de schoolreis gratis.").fill(
        "Onderdeel 2", "Laat niemand zien wie er geld krijgt."
    )
    facilitator.fill("Waarom?", "Nu blijven kinderen thuis.").fill("Wanneer is het klaar?", "Als iedereen meegaat.")
    facilitator.tick("Meedoen zonder geld").fill("Zoek een aanbeveling", "poverty").press("Zoek aanbevelingen")
    facilitator.tick("36(a)").press("Bewaar het advies")

    facilitator.press("Begin met teruglezen").reads(
        "Volwassenen zeggen pas iets als alle kinderen en jongeren zijn gehoord."
    )
    assert facilitator.target("Leg vast voor Ambtenaar 1").count() == 0
    for seat in ("Kind 1", "Kind 2", "Jongere 1"):
        _confirms(facilitator, seat)
    early = facilitator.context.new_page()
    early.goto(facilitator.page.url)
    # a colleague changes the text meanwhile: what was confirmed is confirmed no longer, and the open page is too early
    facilitator.press("Verander de tekst").fill("Waarom?", "Nu blijven kinderen thuis, en dat ziet iedereen.")
    facilitator.press("Bewaar het advies").press("Begin met teruglezen")
    place = early.locator("div.flow").filter(has_text="Ambtenaar 1")
    place.get_by_label("Dit bedoelden we", exact=True).check()
    with early.expect_navigation() as refused:
        place.get_by_role("button", name="Leg vast voor Ambtenaar 1").click()
    assert refused.value.status == 422
    assert "Kinderen en jongeren eerst. Nog niet gehoord: Kind 1, Kind 2, Jongere 1." in early.inner_text("main")
    early.close()
    for seat in ("Kind 1", "Kind 2", "Jongere 1", "Ambtenaar 1", "Organisatie 1"):
        _confirms(facilitator, seat)
    facilitator.press("Stel het advies vast").reads("is vastgesteld door de tafel.")


def _confirms(facilitator: Visitor, seat: str) -> None:
    place = facilitator.page.locator("div.flow").filter(has=facilitator.page.get_by_role("heading", name=seat))
    facilitator.tick("Dit bedoelden we", within=place).press(f"Leg vast voor {seat}", within=place)


def _the_organiser_hands_over(organiser: Visitor) -> None:
    """Two addressees, a frozen text, and the clocks start."""
    organiser.open("/werk/overhandiging/demonstratie/")
    organiser.choose("Wie antwoordt als eerste?", "A").tick("B", within=organiser.page.locator("article"))
    organiser.press("Bewaar wie antwoordt").press("Bevries de tekst").reads("Vastgelegd op")
    receivers = organiser.page.get_by_role("group", name="Wie neemt de adviezen aan?")
    for name in ("A", "B"):
        receivers.get_by_role("checkbox", name=name, exact=True).check()
    organiser.press("Overhandig en laat de termijnen lopen").reads("De adviezen zijn overhandigd. De termijnen lopen.")


def _the_official_answers(writer: Visitor) -> None:
    """Follows one part with a promise, deviates on the other; a stock phrase is no reason, and nothing typed is lost."""
    _enters(writer, "Antwoorden").press("2026-ARM-01 Meedoen zonder geld").press("Bevestig de ontvangst")
    writer.press("Schrijf het antwoord")
    first, second = (
        writer.page.locator("section").filter(has=writer.page.get_by_role("heading", name=f"Onderdeel {number}"))
        for number in (1, 2)
    )
    writer.tick("overnemen", within=first).fill("Wat belooft u?", "Een gratis schoolreis op elke school", within=first)
    writer.fill("Wie doet het?", "Ministerie A", within=first).fill("Wanneer is het klaar?", _day(300), within=first)
    writer.fill("Hoe zien kinderen dat", "In elke schoolgids staat dat de reis niets kost.", within=first)
    writer.tick("afwijken", within=second).choose("Wat voor reden is het?", "de wet laat het niet toe", within=second)
    writer.fill("Leg uit waarom", "Dit is nog in overweging.", within=second)
    writer.fill(
        "Wat zou u van gedachten", "Een besluit van de Kamer om de wet op dit punt te veranderen.", within=second
    )
    writer.fill("Samenvatting van het antwoord", "Wij nemen het eerste onderdeel over en wijken af van het tweede.")
    writer.fill(
        "Het antwoord voor kinderen",
        "Jullie vroegen om een gratis schoolreis. Die komt er. De wet zegt wie geld mag zien. Dat kan nu niet anders.",
    )
    writer.fill("Wat in dit advies had u zelf niet bedacht?", "Dat kinderen zich schamen.")
    writer.fill("Wie tekent dit antwoord?", "de minister van A").press("Stuur naar de goedkeurder", status=422)

    writer.reads("Dit is geen reden. Schrijf wat er in de weg staat, wie dat besloot en wanneer dat kan veranderen.")
    kept = {label: writer.field(label).last.input_value() for label in ("Leg uit waarom", "Wie tekent dit antwoord?")}
    assert kept == {"Leg uit waarom": "Dit is nog in overweging.", "Wie tekent dit antwoord?": "de minister van A"}
    assert writer.field("Wat belooft u?").first.input_value() == "Een gratis schoolreis op elke school"
    writer.fill(
        "Leg uit waarom",
        "De wet op de inkomens zegt dat een school moet weten wie bijzondere hulp krijgt; anders kan zij die niet betalen.",
        within=second,
    )
    writer.press("Stuur naar de goedkeurder").reads("Het antwoord ligt bij een tweede persoon van uw ministerie.")


def _the_writer_may_not_publish(organiser: Visitor, writer: Visitor) -> None:
    """Not without the role, and not with it either: whoever wrote does not approve."""
    writer.open("/werk/goedkeuren/", status=403).reads("Deze bladzijde is niet voor u")
    organiser.open("/werk/edities/demonstratie/rollen/").choose("Wie", "respondent (A)").choose("Rol", "goedkeurder")
    organiser.press("Rol geven")
    writer.open("/werk/goedkeuren/").press("2026-ARM-01 Meedoen zonder geld").reads(
        "U schreef zelf mee aan dit antwoord."
    )
    assert writer.target("Publiceer dit antwoord").count() == 0


def _the_writer_translates(writer: Visitor) -> None:
    """In the language of the child; nobody proofreads a translation of their own."""
    place = _arabic(writer)
    writer.fill("Vertaling", "طلبتم رحلة مدرسية مجانية. ستكون هناك رحلة.", within=place)
    writer.tick("Nagelezen door mij", within=place).press("Bewaar de vertaling", within=place, status=422)
    writer.reads("U kunt niet uw eigen vertaling nalezen.")
    place.get_by_role("checkbox", name="Nagelezen door mij").uncheck()
    writer.press("Bewaar de vertaling", within=place).reads("De vertaling is bewaard.")


def _arabic(official: Visitor) -> Locator:
    official.unfold("العربية")
    return official.page.locator("details").filter(has=official.page.locator("summary", has_text="العربية"))


def _a_second_person_publishes(approver: Visitor, way: Way) -> None:
    _enters(approver, "Goedkeuren").press("2026-ARM-01 Meedoen zonder geld")
    if way.language == "ar":
        place = _arabic(approver)
        approver.tick("Nagelezen door mij", within=place).press("Bewaar de vertaling", within=place)
    approver.press("Publiceer dit antwoord").reads("Het antwoord is gepubliceerd.")


def _the_child_reads_the_answer(child: Child, eight_words: list[str], way: Way) -> None:
    """By eight words alone: no cookie was kept, and none is given."""
    child.comes_back(", ".join(eight_words))
    child.reads("Je idee is gelezen. Het hoort bij:", "Het staat in dit advies:")
    child.visitor.reads("Meedoen zonder geld", "Een gratis schoolreis op elke school")
    child.visitor.reads("رحلة مدرسية مجانية" if way.language == "ar" else "Jullie vroegen om een gratis schoolreis.")
    child.visitor.reads_not(way.idea)
    child.presses("Dit is een antwoord")
    child.reads("Dank je. Wat jij vindt, telt mee. Je mag het later nog veranderen.")
    assert child.visitor.cookies() == []


def _the_promise_stands_where_it_belongs(visitor: Visitor, recommendation: Recommendation) -> None:
    """On its own page, on the theme, and on the recommendation that the advice points to; the home page shows the loop."""
    promise = "Een gratis schoolreis op elke school"
    visitor.open("/toezeggingen/").press(promise).reads(
        "Ministerie A", "In elke schoolgids staat dat de reis niets kost."
    )
    visitor.open("/themas/armoede/").reads(promise, "Meedoen zonder geld")
    visitor.open("/adviezen/2026-ARM-01/").reads("De wet op de inkomens zegt", "de wet laat het niet toe")
    visitor.open("/").reads("Meedoen zonder geld")
    visitor.open(recommendation.get_absolute_url()).reads(promise, "Meedoen zonder geld")


def _enters(visitor: Visitor, room: str) -> Visitor:
    """From the first page of the workspace into one of the rooms that are listed there."""
    rooms = visitor.page.locator("section").filter(has=visitor.page.get_by_role("heading", name="Waar u bij kunt"))
    return visitor.press(room, within=rooms)


def _day(days: int, since: date | None = None) -> str:
    return ((since or timezone.localdate()) + timedelta(days=days)).isoformat()


def _item(visitor: Visitor, words: str) -> Locator:
    return visitor.page.get_by_role("listitem").filter(has_text=words).last
