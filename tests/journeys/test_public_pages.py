"""Every page that stays, as a visitor meets it: on a phone and on a desk, light and dark, on paper, in four languages."""

from __future__ import annotations

import sys

import pytest

from tests.journeys.browsing import DESK, PHONE
from tests.journeys.child import Child
from tests.journeys.conftest import People
from tests.journeys.crawling import crawl
from tests.journeys.serving import CLASS_CODE

# the addresses that stay, by the names of their pages
PUBLIC = {
    "tracker-home",
    "participation-child-start",
    "participation-help",
    "answers-back",
    "tracker-recommendations",
    "tracker-recommendations-repeated",
    "tracker-recommendations-compared",
    "tracker-recommendations-changed",
    "tracker-recommendation-bodies",
    "tracker-recommendation-body",
    "tracker-recommendation-document",
    "tracker-recommendation",
    "tracker-themes",
    "tracker-theme",
    "tracker-editions",
    "tracker-edition",
    "tracker-edition-programme",
    "tracker-edition-tables",
    "tracker-edition-advices",
    "tracker-edition-outcome",
    "tracker-said",
    "tracker-advices",
    "tracker-advice",
    "tracker-commitments",
    "tracker-commitment",
    "evidence-figures",
    "evidence-figure",
    "briefings-parliament",
    "briefings-dossier",
    "briefings-meeting",
    "briefings-news",
    "briefings-article",
    "briefings-report",
    "tracker-data",
    "tracker-about",
    "tracker-privacy",
    "tracker-safety",
    "tracker-accessibility",
    "tracker-method",
}
# which page opens which part of the whole
SYSTEMS = {
    "S1 the dialogue": "tracker-edition",
    "S2 answering back": "tracker-advice",
    "S3 the UN's recommendations": "tracker-recommendations",
    "S4 figures": "evidence-figures",
    "S5 children's input": "participation-child-start",
    "S6 the path of participation": "tracker-method",
    "S7 parliament and its masterclass": "briefings-parliament",
    "S8 news": "briefings-news",
    "S9 reporting to the UN": "briefings-report",
    "S10 the whole Kingdom": "participation-help",
}
# each size and each theme once: a colour does not change with the size of the page
LOOKS = [(PHONE, False), (DESK, True)]


@pytest.mark.parametrize(("size", "dark"), LOOKS, ids=["phone light", "desk dark"])
def test_every_public_page_is_clean_and_every_system_is_two_clicks_away(
    lookers: People, size: tuple[int, int], dark: bool
) -> None:
    passed = crawl(
        lookers.arrives(size=size, dark=dark),
        "/",
        leaves_alone=("work-home",),
    )
    far = {name: passed[kind].clicks for name, kind in SYSTEMS.items() if kind in passed and passed[kind].clicks > 2}
    for name, kind in SYSTEMS.items():
        sys.stdout.write(f"{name}: {passed[kind].address}, {passed[kind].clicks} clicks, ‘{passed[kind].heading}’\n")
    assert (sorted(PUBLIC - set(passed)), far, lookers.faults()) == ([], {}, [])


@pytest.mark.parametrize(("language", "dark"), [("en", True), ("ar", False), ("ar", True), ("uk", False)])
def test_the_pages_of_children_are_clean_in_every_language(lookers: People, language: str, dark: bool) -> None:
    child = Child(lookers.arrives(language=language, dark=dark))
    child.types_the_code("", status=422)
    child.begins(CLASS_CODE)
    child.writes("", status=422)
    child.writes("Meedoen moet gratis zijn.")
    while "/stellingen/" in child.visitor.path:
        child.votes("Eens")
    words = child.pictures()
    child.presses("Lees wat anderen zeiden")
    child.visitor.open(f"{child.prefix}/hulp/?deel=BQ-BO").open(f"{child.prefix}/doe-mee/stop/")
    child.comes_back("", status=422)
    child.comes_back(", ".join(words))
    child.presses("Haal mijn idee weg")
    child.presses("Nee, laat mijn idee staan")
    child.visitor.open(f"{child.prefix}/doe-mee/dit/is/niets/", status=404)
    child.visitor.open(f"{child.prefix}/")
    assert lookers.faults() == []


def test_what_is_not_there_says_so_on_a_clean_page(lookers: People) -> None:
    visitor = lookers.arrives()
    for address in ("/adviezen/1999-XXX-99/", "/themas/bestaat-niet/", "/zomaar/"):
        visitor.open(address, status=404)
    assert lookers.faults() == []


@pytest.mark.parametrize("kind", ["briefings-dossier", "tracker-advice"])
def test_a_dossier_and_an_advice_are_clean_on_paper(lookers: People, kind: str) -> None:
    finder = lookers.arrives(examines=False)
    address = crawl(finder, {"briefings-dossier": "/kamer/", "tracker-advice": "/adviezen/"}[kind])[kind].address
    paper = lookers.arrives(size=(718, 1000), examines=False)
    paper.page.emulate_media(media="print")
    paper.open(address).examine()
    assert paper.page.locator("nav:not(.crumbs):visible, form:visible").count() == 0
    assert lookers.faults() == []


def test_a_dossier_comes_as_a_pdf(lookers: People) -> None:
    visitor = lookers.arrives(examines=False)
    address = crawl(visitor, "/kamer/")["briefings-dossier"].address
    pdf = visitor.context.request.get(f"{address.rstrip('/')}.pdf")
    assert (pdf.status, pdf.headers["content-type"]) == (200, "application/pdf")
    assert pdf.body().startswith(b"%PDF-")
