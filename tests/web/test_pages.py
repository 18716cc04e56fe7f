"""The bases, the components and the error pages, as they leave the house."""

import re

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from weerklank.web import context, gallery, icons
from weerklank.web.templatetags.web import before_a_sentence

PAGES = ["web/gallery.html", "web/gallery_child.html", "web/gallery_work.html"]
ERRORS = ["400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html"]


def page(template, path="/themas/veilig/", language="nl"):
    with translation.override(language):
        return HTMLParser(render_to_string(template, gallery.gallery(), RequestFactory().get(path)))


def part(source, path="/", **values):
    request = RequestFactory().get(path)
    return engines["django"].from_string("{% load web %}" + source).render(values, request)


@pytest.mark.parametrize("template", PAGES)
@pytest.mark.parametrize(("language", "direction"), [("nl", "ltr"), ("ar", "rtl"), ("uk", "ltr")])
def test_page_says_its_language_and_direction(template, language, direction):
    html = page(template, language=language).css_first("html")
    assert (html.attributes["lang"], html.attributes["dir"]) == (language, direction)


@pytest.mark.parametrize("template", PAGES)
def test_page_has_one_heading_one_main_and_a_way_past_the_navigation(template):
    tree = page(template)
    assert len(tree.css("h1")) == 1
    assert len(tree.css("main")) == 1
    assert tree.css_first("body > a").attributes["href"] == "#inhoud"


@pytest.mark.parametrize("template", PAGES)
def test_navigations_can_be_told_apart_by_name(template):
    names = [nav.attributes.get("aria-label") for nav in page(template).css("nav")]
    assert all(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize("template", PAGES + ERRORS)
def test_page_has_no_inline_style_no_inline_script_and_no_other_host(template):
    tree = page(template)
    assert tree.css("[style], style, [onclick]") == []
    assert [script.attributes.get("src") for script in tree.css("script") if not script.attributes.get("src")] == []
    loaded = [
        n.attributes.get("src") or n.attributes.get("href")
        for n in tree.css("script, link[rel=stylesheet], link[rel=icon], img")
    ]
    assert [address for address in loaded if not address.startswith("/static/")] == []


@pytest.mark.parametrize("template", PAGES + ERRORS)
def test_drawings_are_silent_because_words_say_the_same(template):
    outer = [svg for svg in page(template).css("svg") if svg.parent.tag not in ("svg", "g")]
    assert [svg.html for svg in outer if svg.attributes.get("aria-hidden") != "true"] == []


@pytest.mark.parametrize("template", PAGES)
def test_identifiers_are_unique(template):
    ids = [node.attributes["id"] for node in page(template).css("[id]")]
    assert sorted(ids) == sorted(set(ids))


def test_child_page_asks_no_session_and_loads_one_style_sheet():
    tree = page("web/gallery_child.html")
    assert tree.css("[name=csrfmiddlewaretoken]") == []
    assert len(tree.css("link[rel=stylesheet]")) == 1


def test_child_page_always_offers_help_stop_and_leaving_in_the_same_place():
    links = page("web/gallery_child.html", "/uk/doe-mee/abc/", "uk").css("nav.always a")
    assert [link.attributes["href"] for link in links] == ["/uk/hulp/", "/uk/doe-mee/", "/uk/doe-mee/weg/"]


def test_languages_stand_first_each_in_its_own_script_with_this_same_page():
    links = page("web/gallery_child.html", "/ar/doe-mee/abc/", "ar").css("nav.languages a")
    found = [(link.attributes["lang"], link.attributes["href"], link.text(strip=True)) for link in links]
    assert found == [
        ("nl", "/doe-mee/abc/", "Nederlands"),
        ("nl", "/nl-easy/doe-mee/abc/", "Makkelijk Nederlands"),
        ("en", "/en/doe-mee/abc/", "English"),
        ("ar", "/ar/doe-mee/abc/", "العربية"),
        ("uk", "/uk/doe-mee/abc/", "Українська"),
        ("pap", "/pap/doe-mee/abc/", "Papiamentu"),
    ]
    assert [link.attributes["lang"] for link in links if "aria-current" in link.attributes] == ["ar"]


def foot(path, language="nl", **values):
    """The links to other languages in the foot of a public page: what they are called, and where they lead."""
    with translation.override(language):
        html = HTMLParser(render_to_string("web/base.html", values, RequestFactory().get(path)))
    links = html.css(".loop .languages a")
    assert [one.attributes["dir"] for one in links if one.attributes["lang"] == "ar"] in ([], ["rtl"])
    return {one.text(): one.attributes["href"] for one in links}


def test_a_page_that_is_only_in_dutch_leads_to_taking_part_in_every_language():
    assert foot("/toezeggingen/") == {
        "Makkelijk Nederlands": "/nl-easy/doe-mee/", "English": "/en/doe-mee/", "العربية": "/ar/doe-mee/",
        "Українська": "/uk/doe-mee/", "Papiamentu": "/pap/doe-mee/",
    }  # fmt: skip
    assert foot("/ar/toezeggingen/", "ar")["Nederlands"] == "/toezeggingen/"


def test_a_page_that_is_in_other_languages_leads_to_itself_in_those():
    there = {"main_language": "nl", "spoken_in": ("nl", "en", "ar")}
    assert foot("/aanmelden/", **there) == {"English": "/en/aanmelden/", "العربية": "/ar/aanmelden/"}
    assert foot("/ar/aanmelden/", "ar", **there) == {"Nederlands": "/aanmelden/", "English": "/en/aanmelden/"}
    # a group's pages have the choice at their top
    assert foot("/groep/", main_language="nl") == {}


def test_step_indicator_says_in_words_where_you_are():
    assert page("web/gallery_child.html").css_first(".steps span").text() == "Stap 3 van 5"


def test_step_outside_the_way_is_refused():
    with pytest.raises(ValueError, match="current must lie between 1 and total"):
        part("{% steps 6 5 %}")


def test_every_path_has_a_list_that_says_the_same():
    items = page("web/gallery.html").css("ol.path")[1].css("li")
    assert " ".join(items[-1].css_first(".path-words").text().split()) == (
        "Antwoord moest op 20 juli 2026 24 dagen te laat. Het ministerie van VWS moet antwoorden. Er kwam nog niets."
    )


def test_data_twin_is_linked_in_head_and_foot():
    tree = page("web/gallery.html")
    assert [n.attributes["href"] for n in tree.css("link[rel=alternate]")] == [
        "/api/v1/gallery.json",
        "/api/v1/gallery.csv",
    ]
    assert [n.attributes["href"] for n in tree.css(".twin a")][:2] == ["/api/v1/gallery.json", "/api/v1/gallery.csv"]


def test_navigation_marks_where_you_are():
    assert [n.text() for n in page("web/gallery.html").css(".line-nav [aria-current]")] == ["Thema’s"]


def test_mistake_keeps_what_was_typed_and_is_linked_from_the_summary():
    tree = page("web/gallery.html")
    title = tree.css_first("#id_name")
    assert title.attributes["value"] == "Een veel te lange titel voor dit advies"
    assert title.attributes["aria-invalid"] == "true"
    described = title.attributes["aria-describedby"].split()
    assert [bool(tree.css_first(f"#{name}")) for name in described] == [True, True]
    links = [n.attributes["href"] for n in tree.css(".error-summary a")]
    assert [bool(tree.css_first(link)) for link in links] == [True] * 5


@pytest.mark.parametrize("template", ERRORS)
def test_error_page_needs_nothing_and_says_what_to_do(template):
    tree = HTMLParser(render_to_string(template))
    assert len(tree.css("h1")) == 1
    assert tree.css_first("main").css_first("p + p").text(strip=True) != ""


def test_pager_keeps_the_filters():
    html = HTMLParser(part("{% pager pages %}", "/x/?q=saba&page=2", pages=Paginator(range(80), 25).page(2)))
    assert html.css_first("[rel=next]").attributes["href"] == "?q=saba&page=3"
    assert html.css_first("p").text() == "26 tot en met 50 van 80"


def test_pager_of_one_page_is_silent():
    assert part("{% pager pages %}", pages=Paginator(range(3), 25).page(1)).strip() == ""


@pytest.mark.parametrize(
    ("language", "number", "words"), [("nl", 3, "3e"), ("en", 22, "22nd"), ("en", 12, "12th"), ("uk", 3, "3")]
)
def test_place_in_a_row_is_written_as_the_language_does(language, number, words):
    with translation.override(language):
        assert part("{{ n|ordinal }}", n=number) == words


def test_date_is_written_for_people_and_for_machines():
    assert (
        part("{{ day|dated }}", day=gallery.WHOLE.stations[0].date)
        == '<time datetime="2026-01-12">12 januari 2026</time>'
    )
    assert part("{{ day|dated }}", day=None) == ""


def test_words_that_a_person_typed_are_never_markup():
    station = gallery.Station(gallery.Kind.ASKED, gallery.Branch("<b>reden</b>"), detail="<script>")
    html = part("{% draw_path drawn %}{% small_path drawn %}", drawn=gallery.Path("<i>titel</i>", (station,)))
    assert re.findall(r"<(?:b|i|script)\b", html) == []


def test_unknown_icon_names_those_that_are_there():
    with pytest.raises(LookupError, match="Choose one of: arrow-left"):
        icons.svg("unicorn")


@pytest.mark.parametrize("name", icons.names())
def test_icon_is_decoration_beside_a_word(name):
    assert 'aria-hidden="true"' in icons.svg(name)


@pytest.mark.parametrize(
    ("path", "prefix", "rest", "section"),
    [
        ("/", "", "/", ""),
        ("/ar/terug/", "/ar", "/terug/", "terug"),
        ("/arbeid/", "", "/arbeid/", "arbeid"),
        ("/en/", "/en", "/", ""),
    ],
)
def test_address_knows_its_language_and_its_part_of_the_house(path, prefix, rest, section):
    here = context.address(path)
    assert (here.prefix, here.rest, here.section) == (prefix, rest, section)


@pytest.mark.parametrize(
    ("label", "before"),
    [("Uw naam", "Uw naam:"), ("Wat voor plek is het?", "Wat voor plek is het?"), ("ما نوع المكان؟", "ما نوع المكان؟")],
)
def test_a_question_before_what_is_wrong_with_it_has_no_colon(label, before):
    assert before_a_sentence(label) == before
