"""News: each article with its sources; what was withdrawn keeps its address and says why."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.conftest import NOW, TODAY, Cast
from weerklank.audit.models import AuditEvent
from weerklank.briefings import queries
from weerklank.briefings.actions import news as actions
from weerklank.briefings.actions.news import ArticleText, NewsSource
from weerklank.briefings.models import NewsArticle
from weerklank.moves import Refusal
from weerklank.rights.models import Theme

SOURCE = NewsSource("Bron", "https://bron.example/", "2026")
TEXT = ArticleText("Een nieuw bericht", "Waar het om gaat.", "De tekst.", (SOURCE,))
TYPED = {
    "title": "Een nieuw bericht",
    "lead": "Waar het om gaat.",
    "body": "De tekst.",
    "sources": "Bron | https://bron.example/ | 2026",
}
pytestmark = pytest.mark.django_db


def test_what_is_written_is_a_draft_that_nobody_reads(cast: Cast, client: Client) -> None:
    article = actions.write_article(text=TEXT, by=cast.editor, now=NOW)
    assert (article.state, article.slug) == ("draft", "een-nieuw-bericht")
    assert client.get(article.get_absolute_url()).status_code == 404
    assert list(queries.published_articles()) == []


def test_two_articles_with_one_title_have_two_addresses(cast: Cast) -> None:
    slugs = [actions.write_article(text=TEXT, by=cast.editor, now=NOW).slug for _ in range(3)]
    assert slugs == ["een-nieuw-bericht", "een-nieuw-bericht-2", "een-nieuw-bericht-3"]


def test_without_a_source_an_article_stays_a_draft(cast: Cast) -> None:
    article = actions.write_article(text=ArticleText("T", "L", "B"), by=cast.editor, now=NOW)
    with pytest.raises(Refusal, match="minstens één bron"):
        actions.publish_article(article_id=article.pk, by=cast.editor, now=NOW)
    article.refresh_from_db()
    assert article.state == "draft"


def test_publishing_sets_the_day_and_is_told_to_everybody(cast: Cast) -> None:
    article = actions.write_article(text=TEXT, by=cast.editor, now=NOW)
    published = actions.publish_article(article_id=article.pk, by=cast.editor, now=NOW)
    assert (published.state, published.published_on) == ("published", TODAY)
    assert AuditEvent.objects.get(action="news.published").public is True


def test_publishing_twice_is_refused_with_the_state(cast: Cast, article: NewsArticle) -> None:
    with pytest.raises(Refusal, match="gepubliceerd"):
        actions.publish_article(article_id=article.pk, by=cast.editor, now=NOW)


def test_a_published_article_changes_only_with_a_correction_that_is_shown(
    cast: Cast, article: NewsArticle, client: Client
) -> None:
    with pytest.raises(Refusal, match="Schrijf erbij wat u verbetert"):
        actions.edit_article(article_id=article.pk, text=TEXT, by=cast.editor, now=NOW)
    actions.edit_article(article_id=article.pk, text=TEXT, correction="Een getal klopte niet.", by=cast.editor, now=NOW)
    assert "Een getal klopte niet." in client.get("/nieuws/bericht/").content.decode()


def test_a_published_article_cannot_lose_its_sources(cast: Cast, article: NewsArticle) -> None:
    with pytest.raises(Refusal, match="minstens één bron"):
        actions.edit_article(
            article_id=article.pk, text=ArticleText("T", "L", "B"), correction="x", by=cast.editor, now=NOW
        )


def test_what_is_withdrawn_keeps_its_address_and_says_why(cast: Cast, article: NewsArticle, client: Client) -> None:
    actions.withdraw_article(
        article_id=article.pk, correction="Het cijfer was van een ander jaar.", by=cast.editor, now=NOW
    )
    response = client.get("/nieuws/bericht/")
    page = response.content.decode()
    assert response.status_code == 410
    assert "Het cijfer was van een ander jaar." in page
    assert "Een alinea." not in page
    assert list(queries.published_articles()) == []


def test_withdrawing_without_a_reason_is_refused(cast: Cast, article: NewsArticle) -> None:
    with pytest.raises(Refusal, match="waarom"):
        actions.withdraw_article(article_id=article.pk, correction=" ", by=cast.editor, now=NOW)


def test_what_is_withdrawn_is_not_edited(cast: Cast, article: NewsArticle) -> None:
    actions.withdraw_article(article_id=article.pk, correction="Fout.", by=cast.editor, now=NOW)
    with pytest.raises(Refusal, match="ingetrokken"):
        actions.edit_article(article_id=article.pk, text=TEXT, correction="x", by=cast.editor, now=NOW)


def test_an_article_that_is_gone_is_refused(cast: Cast) -> None:
    with pytest.raises(Refusal, match="bestaat niet meer"):
        actions.publish_article(article_id=999, by=cast.editor, now=NOW)


def test_the_page_shows_text_sources_and_links(article: NewsArticle, client: Client) -> None:
    page = client.get("/nieuws/bericht/").content.decode()
    assert all(words in page for words in ("<p>Een alinea.</p>", '<a href="https://bron.example/">bron</a>', "Bronnen"))


def test_the_list_is_searched_and_filtered_by_theme(article: NewsArticle, theme: Theme, client: Client) -> None:
    article.themes.add(theme)
    found = {address: "Waar het om gaat." in client.get(address).content.decode() for address in (
        "/nieuws/", "/nieuws/?q=ALINEA", "/nieuws/?q=iets-anders", "/nieuws/?thema=armoede", "/nieuws/?thema=onderwijs", "/nieuws/?q=%00",
    )}  # fmt: skip
    assert list(found.values()) == [True, True, False, True, False, True]


def test_the_list_has_pages_of_twenty_five(client: Client) -> None:
    for number in range(26):
        NewsArticle.objects.create(
            slug=f"b-{number}",
            title=f"Bericht {number:02}",
            lead="l",
            body="b",
            state="published",
            published_on=date(2026, 1, 1),
            sources=[],
        )
    assert client.get("/nieuws/").content.decode().count('class="list-title"') == 25
    assert client.get("/nieuws/?page=2").content.decode().count('class="list-title"') == 1
    assert client.get("/nieuws/?page=onzin").status_code == 200


def test_the_feed_is_atom_with_full_addresses(article: NewsArticle, client: Client) -> None:
    response = client.get("/nieuws/feed/")
    feed = ElementTree.fromstring(response.content)
    atom = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{atom}entry")
    assert response["Content-Type"].startswith("application/atom+xml")
    assert [(entry.findtext(f"{atom}title"), entry.find(f"{atom}link").get("href")) for entry in entries] == [
        ("Een bericht", "http://testserver/nieuws/bericht/")
    ]


def test_an_editor_writes_looks_and_publishes(cast: Cast, client: Client) -> None:
    editor = cast.client("editor")
    editor.post("/werk/nieuws/nieuw/", TYPED)
    article = NewsArticle.objects.get()
    assert article.sources == [{"title": "Bron", "url": "https://bron.example/", "date": "2026"}]
    assert "Publiceren" in editor.get(f"/werk/nieuws/{article.pk}/").content.decode()
    editor.post(f"/werk/nieuws/{article.pk}/publiceren/")
    assert client.get("/nieuws/een-nieuw-bericht/").status_code == 200


def test_a_wrong_source_is_named_by_its_line_and_nothing_typed_is_lost(cast: Cast) -> None:
    typed = {**TYPED, "sources": "Bron | https://bron.example/\nZonder adres"}
    response = cast.client("editor").post("/werk/nieuws/nieuw/", typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert all(words in page for words in ("Regel 2 heeft een titel en een adres nodig", "Zonder adres", "De tekst."))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://bron.example/", "bron.example"])
def test_a_source_is_an_address_of_the_web(cast: Cast, address: str) -> None:
    response = cast.client("editor").post("/werk/nieuws/nieuw/", {**TYPED, "sources": f"Bron | {address}"})
    assert "Het adres op regel 1 begint met http:// of https://" in response.content.decode()


def test_an_editor_corrects_through_the_form(cast: Cast, article: NewsArticle) -> None:
    editor = cast.client("editor")
    address = f"/werk/nieuws/{article.pk}/bewerken/"
    assert editor.post(address, TYPED).status_code == 422
    assert editor.post(address, {**TYPED, "correction": "Beter gezegd."}).status_code == 302
    article.refresh_from_db()
    assert (article.title, article.correction) == ("Een nieuw bericht", "Beter gezegd.")


def test_an_editor_withdraws_through_the_form(cast: Cast, article: NewsArticle) -> None:
    editor = cast.client("editor")
    address = f"/werk/nieuws/{article.pk}/intrekken/"
    assert editor.post(address, {"correction": ""}).status_code == 422
    assert editor.post(address, {"correction": "Fout."}).status_code == 302
    article.refresh_from_db()
    assert article.state == "withdrawn"


def test_only_editors_write_news(cast: Cast, article: NewsArticle) -> None:
    addresses = [
        "/werk/nieuws/",
        "/werk/nieuws/nieuw/",
        f"/werk/nieuws/{article.pk}/",
        f"/werk/nieuws/{article.pk}/bewerken/",
    ]
    assert {cast.client("organiser").get(address).status_code for address in addresses} == {403}
    assert {cast.client("editor").get(address).status_code for address in addresses} == {200}


def test_what_changes_an_article_takes_a_post(cast: Cast, article: NewsArticle) -> None:
    editor = cast.client("editor")
    assert {editor.get(f"/werk/nieuws/{article.pk}/{step}/").status_code for step in ("publiceren", "intrekken")} == {
        405
    }


def test_a_number_that_no_database_has_is_not_found(cast: Cast) -> None:
    assert cast.client("editor").get(f"/werk/nieuws/{10**30}/").status_code == 404


def test_drafts_are_the_editors_turn(cast: Cast) -> None:
    actions.write_article(text=TEXT, by=cast.editor, now=NOW)
    assert [(duty.label, duty.count) for duty in queries.duties(cast.editor, TODAY)] == [
        ("Berichten die nog concept zijn", 1)
    ]
    assert queries.duties(cast.organiser, TODAY) == []


@pytest.mark.parametrize("key", [str(10**40), "-1", "abc", "\0"])
def test_a_theme_that_is_no_row_is_an_ordinary_wrong_choice(key: str, cast: Cast) -> None:
    response = cast.client("editor").post("/werk/nieuws/nieuw/", {**TYPED, "themes": [key]})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["themes"])
