"""The list of what the UN asked: narrowed, counted, searched, taken along as data, and kept under an address."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from urllib.parse import parse_qsl
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import NOW, TODAY, Cast
from tests.rights.limbs import article, document, limb
from tests.tracker.many import LINKS, many
from weerklank.accounts.models import Organisation
from weerklank.answers.models import Commitment
from weerklank.audit.actions import record
from weerklank.briefings.actions import saved_views
from weerklank.briefings.models import SavedView
from weerklank.evidence.models import Indicator
from weerklank.moves import Refusal
from weerklank.rights import search
from weerklank.rights.actions import checking
from weerklank.rights.models import (
    Concept,
    Recommendation,
    RecommendationConcept,
    RecommendationRelation,
    RecommendationTerritory,
    RecommendationTheme,
    Responsibility,
    Scheme,
    SourceDocument,
    StatePosition,
    Territory,
    Theme,
)
from weerklank.tracker.dump.rows import by_name
from weerklank.tracker.limbs import facets, listing, rows, wanted

pytestmark = pytest.mark.django_db
LIST = "/aanbevelingen/"
VIEW = f"{LIST}weergave/"
ATOM = "{http://www.w3.org/2005/Atom}"


def _get(address: str) -> HttpResponse:
    response = Client().get(address)
    assert response.status_code == 200, address
    return response


def _page(address: str) -> str:
    return _get(address).content.decode()


def _numbers(address: str) -> list[str]:
    return [row.number for row in _get(address).context["listing"].rows]


def _counts(address: str) -> dict[str, dict[str, int]]:
    questions = _get(address).context["listing"].narrowing.questions
    return {one.name: {option.value: option.count for option in one.options} for one in questions if one.options}


def _body(response: HttpResponse) -> bytes:
    return b"".join(response) if response.streaming else response.content


def _tag(row: Recommendation, scheme: str, notation: str, label: str = "") -> None:
    held, _new = Scheme.objects.get_or_create(code=scheme, defaults={"title": scheme})
    concept, _new = Concept.objects.get_or_create(scheme=held, notation=notation, defaults={"label": label})
    RecommendationConcept.objects.create(recommendation=row, concept=concept, state="confirmed")


@pytest.fixture
def known() -> Recommendation:
    return limb(text="", plain="Open elke speeltuin op Saba.", subject="Spelen")


@pytest.fixture
def other() -> Recommendation:
    return limb(9, text="", plain="Iets anders.", statement_type="concern", of=document(2004, "CRC/C/15/Add.9"))


@pytest.fixture
def saba(known: Recommendation) -> Territory:
    saba = Territory.objects.create(code="SAB", slug="saba", name="Saba")
    RecommendationTerritory.objects.create(recommendation=known, territory=saba, source="editor", state="confirmed")
    return saba


@pytest.fixture
def everything(
    known: Recommendation, other: Recommendation, saba: Territory, theme: Theme, ministry: Organisation
) -> Recommendation:
    """One limb about which everything is known, beside one about which nothing is."""
    RecommendationTheme.objects.create(recommendation=known, theme=theme, state="confirmed")
    RecommendationConcept.objects.create(recommendation=known, concept=article(), state="confirmed")
    _tag(known, "crc-clusters", "8", "Onderwijs, vrije tijd en cultuur")
    _tag(known, "sdg-targets", "16.2")
    _tag(known, "uhri-persons", "girls", "Girls")
    Responsibility.objects.create(recommendation=known, organisation=ministry, state="accepted")
    Responsibility.objects.create(
        recommendation=other,
        organisation=Organisation.objects.create(slug="een-ander", name="Een ander", kind="ministry"),
        state="disputed",
        disputed_reason="Dit is niet van ons.",
    )
    StatePosition.objects.create(recommendation=known, position="rejects", source="a", stated_on=date(2030, 4, 1))
    StatePosition.objects.create(recommendation=known, position="accepts", source="b", stated_on=date(2030, 5, 1))
    Indicator.objects.create(code="armoede", title="Armoede", theme=theme, definition="d", scope="s", unit="u")
    Recommendation.objects.filter(pk=known.pk).update(is_urgent=True)
    promise = Commitment.objects.create(
        slug="speeltuinen", title="Open", organisation=ministry, due_on=date(2026, 11, 1), state="on_track"
    )
    promise.recommendations.add(known, through_defaults={"state": "confirmed"})
    return known


# --- Filters -----------------------------------------------------------------------------------------------------------

OF_ONE = (
    "thema=armoede",
    "gebied=saba",
    "wie=ministerie-a",
    "artikel=31",
    "cluster=8",
    "doel=16.2",
    "groep=girls",
    "ronde=2030",
    "soort=recommendation",
    "standpunt=aanvaardt",
    "toezegging=met",
    "toezegging=te-laat",
    "alleen=dringend",
)
OF_THE_OTHER = (
    "wie=een-ander",
    "soort=concern",
    "ronde=2004",
    "standpunt=geen",
    "toezegging=zonder",
    "alleen=betwist",
    "alleen=zonder-cijfer",
)


@pytest.mark.parametrize(
    ("query", "number"), [*((query, "3") for query in OF_ONE), *((query, "9") for query in OF_THE_OTHER)]
)
def test_each_filter_has_an_address_of_its_own(
    everything: Recommendation, query: str, number: str, on_the_day: date
) -> None:
    assert _numbers(f"{LIST}?{query}") == [number]
    name, value = query.split("=")
    assert _counts(LIST)[name][value] == 1
    assert parse_qsl(_get(f"{LIST}?{query}").context["canonical"].partition("?")[2]) == [(name, value)]


def test_nothing_is_assessed_yet_and_the_filter_says_so(everything: Recommendation) -> None:
    assert _numbers(f"{LIST}?beoordeling=nog-niet") == ["3", "9"]
    assert _counts(LIST)["beoordeling"] == {"nog-niet": 2}


def test_the_latest_position_of_the_state_holds(everything: Recommendation) -> None:
    assert _numbers(f"{LIST}?standpunt=wijst-af") == []
    assert _numbers(f"{LIST}?standpunt=aanvaardt") == ["3"]


def test_a_promise_that_nobody_confirmed_for_it_does_not_count(everything: Recommendation) -> None:
    promise = Commitment.objects.get()
    promise.limb_links.update(state="suggested")
    assert _numbers(f"{LIST}?toezegging=met") == []
    assert _get(LIST).context["listing"].rows[0].path.sentence == "Antwoord: hier staat nog geen antwoord."


def test_asked_again_is_found_on_both_sides(known: Recommendation, other: Recommendation) -> None:
    assert _numbers(f"{LIST}?alleen=herhaald") == []
    RecommendationRelation.objects.create(later=known, earlier=other, type="reiterates", state="confirmed")
    assert _numbers(f"{LIST}?alleen=herhaald") == ["3", "9"]


def test_a_dispute_is_no_vacancy_and_whoever_takes_it_on_settles_it(
    known: Recommendation, ministry: Organisation, other_ministry: Organisation
) -> None:
    said_no = Responsibility.objects.create(
        recommendation=known, organisation=ministry, role="co_lead", state="disputed", disputed_reason="Niet van ons."
    )
    assert _numbers(f"{LIST}?alleen=zonder-verantwoordelijke") == []
    assert _numbers(f"{LIST}?alleen=betwist") == ["3"]
    proposed = Responsibility.objects.create(recommendation=known, organisation=other_ministry)
    assert _numbers(f"{LIST}?alleen=betwist") == ["3"]
    Responsibility.objects.filter(pk=proposed.pk).update(state="accepted")
    assert _numbers(f"{LIST}?alleen=betwist") == []
    Responsibility.objects.filter(pk__in=(said_no.pk, proposed.pk)).update(role="consulted")
    assert _numbers(f"{LIST}?alleen=zonder-verantwoordelijke") == ["3"]


def test_a_duty_that_ended_is_nobodys(known: Recommendation, ministry: Organisation) -> None:
    Responsibility.objects.create(recommendation=known, organisation=ministry, state="ended", valid_to=TODAY)
    assert _numbers(f"{LIST}?wie=ministerie-a") == []
    assert _numbers(f"{LIST}?alleen=zonder-verantwoordelijke") == ["3"]
    assert rows.how_it_stands().count("voor geen enkel is iemand voorgesteld of aangewezen") == 1


def test_only_what_a_person_confirmed_is_found(known: Recommendation, theme: Theme) -> None:
    link = RecommendationTheme.objects.create(recommendation=known, theme=theme)
    assert _numbers(f"{LIST}?thema=armoede") == []
    link.state = "confirmed"
    link.save()
    assert _numbers(f"{LIST}?thema=armoede") == ["3"]


def test_several_answers_to_one_question_widen_and_several_questions_narrow(everything: Recommendation) -> None:
    assert _numbers(f"{LIST}?ronde=2030&ronde=2004") == ["3", "9"]
    assert _numbers(f"{LIST}?ronde=2030&ronde=2004&gebied=saba") == ["3"]
    assert _numbers(f"{LIST}?alleen=dringend&alleen=betwist") == []


def test_an_answer_is_counted_beside_the_answers_to_the_other_questions(everything: Recommendation) -> None:
    counts = _counts(f"{LIST}?ronde=2004")
    assert counts["ronde"] == {"2030": 1, "2004": 1}
    assert counts["soort"] == {"concern": 1}
    assert "gebied" not in counts


def test_every_count_is_what_its_address_gives(on_the_day: date) -> None:
    many(60, countries=3, links=0)
    known = facets.known()
    for base in ("", "alleen=herhaald", "thema=thema-1&thema=thema-2", "soort=request&toezegging=met"):
        for name, options in _counts(f"{LIST}?{base}").items():
            kept = [part for part in base.split("&") if name == "alleen" or not part.startswith(f"{name}=")]
            for value, count in options.items():
                asked = wanted.read(QueryDict("&".join([*kept, f"{name}={value}"])), known)
                found = listing.choose(asked, known, on_the_day).keys
                assert (base, name, value, len(found)) == (base, name, value, count)


def test_the_same_question_has_one_address_in_whatever_order_it_was_asked(everything: Recommendation) -> None:
    one = _get(f"{LIST}?soort=concern&thema=armoede&ronde=2030&ronde=2004&q=&sorteer=taken").context["canonical"]
    two = _get(f"{LIST}?ronde=2004&thema=armoede&soort=concern&ronde=2030").context["canonical"]
    assert one == two == "http://testserver/aanbevelingen/?thema=armoede&ronde=2030&ronde=2004&soort=concern"


def test_what_nobody_knows_is_left_out_and_said(everything: Recommendation) -> None:
    page = _page(f"{LIST}?thema=geld&gebied=saba&sorteer=mooist&utm_source=x")
    assert "Dit kennen we niet, en het is overgeslagen:" in page
    assert "<li>Thema: geld</li><li>Volgorde: mooist</li>" in page
    assert _numbers(f"{LIST}?thema=geld&gebied=saba") == ["3"]


def test_what_was_chosen_can_be_taken_away_one_by_one(everything: Recommendation) -> None:
    chips = _get(f"{LIST}?gebied=saba&alleen=dringend").context["listing"].narrowing.chips
    assert [(chip.label, chip.href) for chip in chips] == [
        ("Gebied: Saba", "?alleen=dringend"),
        ("Alleen: met haast volgens het comité", "?gebied=saba"),
    ]


@pytest.mark.parametrize(
    "query",
    [
        "page=-1",
        "page=99999999999999999999",
        "q=%00%25_\\&page=zz",
        "q=%22*(",
        "q=%F0%9F%98%80",
        "q=" + "woord " * 1700,
        "artikel='&cluster=%F0%9F%98%80",
        "gebied=" + "x" * 5000,
        "&".join(f"thema=t{number}" for number in range(300)),
        "vorm=feed&page=99999999999999999999",
        "vorm=feed&page=²",
        "vorm=json&thema=%00",
        "alleen=alles&soort=",
        "sorteer=relevantie",
        "q=" + "a " * 60,
    ],
)
def test_absurd_questions_get_an_answer(known: Recommendation, query: str) -> None:
    _get(f"{LIST}?{query}")


def test_a_very_long_question_says_how_far_it_was_read(known: Recommendation) -> None:
    page = _page(f"{LIST}?q=" + "speeltuin " * 1000)
    assert "wat er na de eerste 120 tekens van uw zoekvraag stond" in page


# --- Order and pages ---------------------------------------------------------------------------------------------------


def test_what_must_be_done_stands_before_the_story_unless_the_document_is_asked_for() -> None:
    limb(1, plain="Inleiding.", statement_type="introduction")
    limb(2, plain="Doe iets.")
    assert _numbers(LIST) == ["2", "1"]
    assert _numbers(f"{LIST}?sorteer=document") == ["1", "2"]


def test_the_newest_first_goes_by_the_day_of_publication(cast: Cast) -> None:
    for number in (2, 1):
        row = limb(number)
        checking.check(recommendation_id=row.pk, by=cast.editor, now=NOW)
        checking.publish(recommendation_id=row.pk, by=cast.second_editor, now=NOW)
    Recommendation.objects.filter(number="2").update(published_on=date(2026, 11, 21))
    assert _numbers(f"{LIST}?sorteer=nieuwste") == ["2", "1"]


def test_25_stand_on_a_page() -> None:
    for number in range(1, 28):
        limb(number, text="", plain="Open.")
    assert len(_numbers(LIST)) == 25
    assert _numbers(f"{LIST}?page=2") == ["26", "27"]


def test_an_empty_platform_says_so() -> None:
    assert rows.how_it_stands() == "Er is nog niets bekend van wat het VN-Kinderrechtencomité vroeg."
    assert "Hier komt alles te staan" in _page(LIST)


def test_the_sentence_says_how_the_whole_list_stands(known: Recommendation) -> None:
    assert rows.how_it_stands() == (
        "We kennen één onderdeel van wat het VN-Kinderrechtencomité vroeg (2030). "
        "Bij geen enkel staat de tekst van de VN, voor geen enkel is iemand voorgesteld of aangewezen. "
        "Over geen enkel gaven kinderen een advies, bij geen enkel hoort een toezegging."
    )


# --- Words -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def indexed(known: Recommendation, saba: Territory) -> None:
    limb(4, text="Provide youth care without waiting lists.", plain="Geef jeugdhulp zonder wachten.")
    search.rebuild()


def test_what_was_found_is_marked_in_the_words_and_in_the_text_of_the_un(indexed: None) -> None:
    page = _page(f"{LIST}?q=jeugdhulp")
    assert _numbers(f"{LIST}?q=jeugdhulp") == ["4"]
    assert ">jeugdhulp</mark>" in page
    page = _page(f"{LIST}?q=waiting lists")
    assert "In de tekst van de VN:" in page
    assert ">waiting</mark>" in page


def test_a_typing_error_says_what_was_looked_for_instead(indexed: None) -> None:
    shown = _get(f"{LIST}?q=jeugdhlup").context["listing"]
    assert [(one.typed, one.used, one.href) for one in shown.corrections] == [
        ("jeugdhlup", "jeugdhulp", "?q=jeugdhulp")
    ]
    assert "U zocht “jeugdhlup”; we zochten op “jeugdhulp”." in _page(f"{LIST}?q=jeugdhlup")


def test_words_that_narrow_to_nothing_offer_the_way_out(indexed: None) -> None:
    empty = _get(f"{LIST}?q=jeugdhulp&gebied=saba").context["listing"].empty
    assert (empty.since, empty.action_href) == ("Zonder de filters is er wel iets gevonden.", "?q=jeugdhulp")
    assert "In “de het” staat geen woord om op te zoeken." in _page(f"{LIST}?q=de het")


def test_what_somebody_typed_is_escaped(indexed: None) -> None:
    page = _page(f"{LIST}?q=<script>alert(1)</script>&thema=<b>")
    assert "<script>alert" not in page
    assert "Thema: &lt;b&gt;" in page


# --- As data -----------------------------------------------------------------------------------------------------------


def test_every_form_holds_exactly_the_list_with_its_address_day_and_licence(everything: Recommendation) -> None:
    limb(4, plain="=SUM(A1)")
    answer = _get(f"{LIST}?gebied=saba&vorm=json").json()
    row = answer["results"][0]
    assert (answer["count"], answer["asked"], row["id"]) == (1, {"gebied": ["saba"]}, "crc-c-nld-co-9/3")
    assert row["permalink"] == "http://testserver/aanbevelingen/crc-c-nld-co-9/3/"
    assert (row["territories"], row["concepts"][0]) == (["saba"], "crc-articles:31")
    assert {"as_of", "licence"} < row.keys()
    lines = list(csv.DictReader(io.StringIO(_body(_get(f"{LIST}?vorm=csv")).decode("utf-8-sig"))))
    assert [line["number"] for line in lines] == ["3", "4", "9"]
    assert lines[1]["in_our_words"] == "'=SUM(A1)"
    assert all(line["permalink"] and line["as_of"] and line["licence"] for line in lines)


def test_an_empty_list_is_a_file_with_its_columns(known: Recommendation) -> None:
    assert _body(_get(f"{LIST}?alleen=betwist&vorm=csv")).decode("utf-8-sig").startswith("id,permalink,symbol")


def test_a_long_list_is_never_cut_short() -> None:
    many(620, countries=5, links=0)
    response = _get(f"{LIST}?vorm=csv")
    assert response.streaming
    assert len(list(csv.DictReader(io.StringIO(_body(response).decode("utf-8-sig"))))) == 620
    answer = json.loads(_body(_get(f"{LIST}?vorm=json")))
    assert (answer["count"], len({row["id"] for row in answer["results"]})) == (620, 620)


def test_the_feed_tells_what_changed_last_first(cast: Cast, known: Recommendation) -> None:
    row = limb(5)
    checking.check(recommendation_id=row.pk, by=cast.editor, now=NOW)
    checking.publish(recommendation_id=row.pk, by=cast.second_editor, now=NOW)
    response = _get(f"{LIST}?soort=recommendation&vorm=feed")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(response.content)  # noqa: S314
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == "http://testserver/aanbevelingen/?soort=recommendation&vorm=feed"
    assert links["alternate"] == "http://testserver/aanbevelingen/?soort=recommendation"
    entries = [
        (entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}updated")) for entry in feed.findall(f"{ATOM}entry")
    ]
    assert entries == [
        ("http://testserver/aanbevelingen/crc-c-nld-co-9/3/", "2030-03-01T12:00:00+01:00"),
        ("http://testserver/aanbevelingen/crc-c-nld-co-9/5/", "2026-11-20T10:00:00+00:00"),
    ]


def test_a_long_feed_goes_on_on_its_next_page() -> None:
    many(70, countries=2, links=0)
    feed = ElementTree.fromstring(_get(f"{LIST}?vorm=feed").content)  # noqa: S314
    following = next(link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "next")
    rest = ElementTree.fromstring(_get(following).content)  # noqa: S314
    ids = [entry.findtext(f"{ATOM}id") for page in (feed, rest) for entry in page.findall(f"{ATOM}entry")]
    assert (len(ids), len(set(ids))) == (70, 70)


# --- The API -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("theme=armoede", "3"),
        ("territory=saba", "3"),
        ("duty_bearer=ministerie-a", "3"),
        ("article=31", "3"),
        ("cluster=8", "3"),
        ("target=16.2", "3"),
        ("group=girls", "3"),
        ("cycle=2004", "9"),
        ("type=concern", "9"),
        ("position=aanvaardt", "3"),
        ("promise=met", "3"),
        ("only=betwist", "9"),
        ("document=crc-c-nld-co-9", "3"),
    ],
)
def test_the_api_answers_the_same_questions(everything: Recommendation, query: str, number: str) -> None:
    answer = _get(f"/api/v1/recommendations?{query}").json()
    assert [row["number"] for row in answer["results"]] == [number]
    lines = csv.DictReader(io.StringIO(_body(_get(f"/api/v1/recommendations.csv?{query}")).decode("utf-8-sig")))
    assert [line["number"] for line in lines] == [number]


def test_the_list_names_the_api_address_that_says_the_same(everything: Recommendation) -> None:
    address = _get(f"{LIST}?wie=ministerie-a&alleen=dringend").context["api"]
    assert address == "/api/v1/recommendations?duty_bearer=ministerie-a&only=dringend"
    assert _get(address).json()["count"] == 1


@pytest.mark.parametrize(
    "query", ["theme=geld", "limit=0", "limit=201", "offset=-1", "sort=mooist", "position=accepts"]
)
def test_the_api_says_no_to_what_nobody_knows(known: Recommendation, query: str) -> None:
    response = Client().get(f"/api/v1/recommendations?{query}")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert (
        query.split("=")[0] in response.json()["detail"] or "geld" in query or "mooist" in query or "accepts" in query
    )


def test_the_api_gives_a_list_in_parts() -> None:
    many(7, countries=2, links=0)
    first = _get("/api/v1/recommendations?limit=4").json()
    second = _get(first["next"]).json()
    assert (first["count"], second["next"]) == (7, None)
    assert len({row["id"] for row in (*first["results"], *second["results"])}) == 7


def test_one_limb_has_an_address_in_the_api(known: Recommendation) -> None:
    assert _get("/api/v1/recommendations/crc-c-nld-co-9/3").json()["subject"] == "Spelen"
    assert Client().get("/api/v1/recommendations/crc-c-nld-co-9/4").status_code == 404


# --- Kept lists --------------------------------------------------------------------------------------------------------


def _keep(query: str) -> str:
    response = Client().post(f"{VIEW}?{query}")
    assert response.status_code == 302
    return response["Location"]


def test_a_list_is_kept_under_an_address_that_says_what_is_in_it(everything: Recommendation) -> None:
    before = _page(f"{VIEW}?gebied=saba&alleen=dringend")
    assert "gebied: Saba; met haast volgens het comité" in before
    assert not SavedView.objects.exists()
    address = _keep("gebied=saba&alleen=dringend")
    view = SavedView.objects.get()
    assert address == f"{VIEW}{view.key}/"
    assert view.filters == {"gebied": ["saba"], "alleen": ["dringend"]}
    page = _page(address)
    assert "<h1>Aanbevelingen – gebied: Saba; met haast volgens het comité</h1>" in page
    assert [row["number"] for row in _get(f"{address}?vorm=json").json()["results"]] == ["3"]


def test_the_same_filters_are_the_same_view(everything: Recommendation) -> None:
    one = _keep("alleen=dringend&gebied=saba&sorteer=document")
    assert _keep("gebied=saba&page=3&alleen=dringend") == one
    assert SavedView.objects.count() == 1


def test_the_feed_of_a_kept_list_names_the_list(everything: Recommendation) -> None:
    address = _keep("gebied=saba")
    feed = ElementTree.fromstring(_get(f"{address}?vorm=feed").content)  # noqa: S314
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert (links["alternate"], links["self"]) == (
        f"http://testserver{address}",
        f"http://testserver{address}?vorm=feed",
    )
    assert feed.findtext(f"{ATOM}title") == "Aanbevelingen – gebied: Saba"


def test_of_the_words_only_those_that_the_recommendations_hold_are_kept(indexed: None) -> None:
    _keep("q=jeugdhulp buyxqzpillswwv.example")
    view = SavedView.objects.get()
    assert "buyxqz" not in json.dumps(view.filters) + view.name
    assert "jeugdhulp" in view.name


def test_nothing_chosen_is_nothing_to_keep(known: Recommendation) -> None:
    response = Client().post(VIEW)
    assert (response.status_code, SavedView.objects.exists()) == (422, False)
    assert "Er is nog niets gekozen." in response.content.decode()


def test_a_machine_that_keeps_every_list_is_stopped_and_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_views, "MOST_A_DAY", 1)
    saved_views.keep_view(filters={"soort": ["concern"]}, name="soort: zorg", now=NOW)
    with pytest.raises(Refusal, match="Morgen kan het weer"):
        saved_views.keep_view(filters={"soort": ["request"]}, name="soort: verzoek", now=NOW)
    again = saved_views.keep_view(filters={"soort": ["concern"]}, name="soort: zorg", now=NOW)
    assert again == SavedView.objects.get()


def test_a_kept_list_says_what_no_longer_exists(everything: Recommendation) -> None:
    SavedView.objects.create(key="oud", name="Oud", filters={"thema": ["weg"], "gebied": ["saba"]}, made_on=TODAY)
    page = _page(f"{VIEW}oud/")
    assert "Dit bestaat niet meer, en het is overgeslagen:" in page
    assert "<li>Thema: weg</li>" in page


def test_a_kept_list_that_nobody_made_is_not_found() -> None:
    assert Client().get(f"{VIEW}bestaat-niet/").status_code == 404


def test_the_name_of_a_kept_list_is_made_of_our_own_words(everything: Recommendation) -> None:
    question = wanted.of({"thema": ["armoede"], "ronde": ["2004", "2030"]}, facets.known())
    assert wanted.in_words(question, facets.known()) == "thema: Armoede; ronde: 2030 of 2004"


# --- What it costs -----------------------------------------------------------------------------------------------------

COSTS = {
    LIST: 34,
    f"{LIST}?thema=thema-1&thema=thema-2&soort=recommendation&alleen=dringend": 32,
    f"{LIST}?q=jeugdhulp": 36,
    f"{LIST}?vorm=feed": 22,
    "view": 31,
    "/api/v1/recommendations": 21,
    "/api/v1/recommendations?theme=thema-1&limit=200": 22,
}


@pytest.mark.parametrize("count", [3, 3000])
def test_every_page_costs_the_same_for_three_limbs_and_for_three_thousand(count: int) -> None:
    made = many(count)
    assert (made.limbs, made.links >= LINKS or count < 3000) == (count, True)
    search.rebuild()
    view = saved_views.keep_view(filters={"soort": ["recommendation"]}, name="soort: aanbeveling", now=NOW)
    costs = {}
    for address in COSTS:
        with CaptureQueriesContext(connection) as asked:
            _get(view.get_absolute_url() if address == "view" else address)
        costs[address] = len(asked)
    assert costs == COSTS


@pytest.mark.parametrize("language", ["en", "ar", "uk"])
def test_other_languages_open_too(everything: Recommendation, language: str) -> None:
    for address in (LIST, f"{LIST}?gebied=saba", f"{VIEW}?gebied=saba", _keep("gebied=saba")):
        _get(f"/{language}{address}")


@pytest.mark.parametrize(
    ("address", "forms"),
    [
        (f"{LIST}?vorm=exe", "csv, json, feed"),
        ("/aanbevelingen/herhaald/?vorm=pdf", "json, csv"),
        ("/aanbevelingen/wie/?vorm=pdf", "json, csv"),
        ("/aanbevelingen/veranderd/?vorm=pdf", "json, csv"),
        ("/toezeggingen/?vorm=pdf", "json, csv"),
        ("/acties/?vorm=pdf", "json, csv"),
    ],
)
def test_a_form_that_a_list_does_not_have_is_refused_with_what_there_is(
    known: Recommendation, address: str, forms: str
) -> None:
    response = Client().get(address)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert response.json()["detail"].endswith(f"kennen we hier niet. Kies: {forms}.")


@pytest.mark.parametrize(
    ("address", "detail"),
    [
        (
            "/api/v1/themes?thema=armoede",
            "Deze vraag kennen we hier niet: thema. Wat u hier kunt vragen: limit, offset.",
        ),
        ("/api/v1/themes.csv?x=1", "Deze vraag kennen we hier niet: x. Dit adres kent geen vragen."),
        (
            "/api/v1/advices?theme=armoede&edition=2023",
            "Deze vraag kennen we hier niet: theme. Wat u hier kunt vragen: limit, offset, edition.",
        ),
        (
            "/api/v1/recommendations.csv?thema=armoede",
            "Deze vraag kennen we hier niet: thema. Wat u hier kunt vragen: q, theme, territory, duty_bearer, article, "
            "cluster, target, group, cycle, type, position, assessment, promise, only, sort, document.",
        ),
    ],
)
def test_a_question_that_the_api_does_not_know_is_refused_with_what_there_is(address: str, detail: str) -> None:
    response = Client().get(address)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert response.json()["detail"] == detail


def test_a_feed_says_when_something_first_stood_there_and_when_it_last_changed(known: Recommendation) -> None:
    Recommendation.objects.filter(pk=known.pk).update(published_on=date(2026, 3, 1))
    record(action="recommendation.urgency", obj=known, by=None, now=NOW, note="met haast", public=True)
    feed = ElementTree.fromstring(Client().get(f"{LIST}?vorm=feed").content)
    (entry,) = feed.findall(f"{ATOM}entry")
    told = [(entry.findtext(f"{ATOM}{name}") or "")[:10] for name in ("published", "updated")]
    assert told == ["2026-03-01", NOW.date().isoformat()]


def test_a_document_of_which_nothing_is_public_is_not_in_the_open_data(known: Recommendation) -> None:
    SourceDocument.objects.create(symbol="TABEL/1", slug="tabel-1", title="Een lijst van iemand", doc_type="table")
    shown = by_name("documents").shown().values_list("slug", flat=True)
    assert list(shown) == [known.document.slug]
