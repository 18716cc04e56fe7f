"""Feeds of what is new: readable by every reader, the same entry under the same id, and no child's word unread."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import Cast
from tests.tracker import loop_rows as rows
from tests.tracker.loop_rows import TODAY
from weerklank.accounts.models import Organisation
from weerklank.answers.models import Appraisal
from weerklank.editions.models import Edition, EditionTheme
from weerklank.participation.models import Consultation
from weerklank.rights.models import Theme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = (
    "/adviezen/feed/",
    "/antwoorden/feed/",
    "/toezeggingen/feed/",
    "/antwoorden/ministerie-a/feed/",
    "/dialoog/2026/feed/",
)
SECRET = "Dit las nog niemand"


@pytest.fixture
def lived(theme: Theme, ministry: Organisation, cast: Cast, consultation: Consultation) -> EditionTheme:
    """An advice that was answered, with a promise, a judgement in words and a child's idea that nobody read."""
    edition = Edition.objects.create(year=2026, slug="2026", title="Dialoog 2026", state="follow_up")
    held = EditionTheme.objects.create(edition=edition, theme=theme, name="Armoede", order=1)
    advice = rows.advice(held, "2026-ARM-01", "Eén.", title="Gratis <schoolreis> & meer\x08")
    answer = rows.answered(rows.asked(advice, ministry, due=TODAY), ["follow"], (cast.respondent, cast.approver))
    Appraisal.objects.create(answer=answer, by="panel", value="unclear", text=SECRET)
    rows.progress(rows.promise("kaart", ministry, position=answer.positions.get()), TODAY)
    rows.idea(consultation, SECRET, state="received")
    return held


def entries(client: Client, address: str) -> list[ET.Element]:
    return ET.fromstring(client.get(address).content).findall(f"{ATOM}entry")


def ids(client: Client, address: str) -> list[str]:
    return [str(entry.findtext(f"{ATOM}id")) for entry in entries(client, address)]


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_has_all_that_atom_asks_and_nothing_that_nobody_read(
    client: Client, lived: EditionTheme, address: str
) -> None:
    answer = client.get(address)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert SECRET not in answer.content.decode()
    feed = ET.fromstring(answer.content)
    itself = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert itself == [f"http://testserver{address}"]
    for name in ("id", "title", "updated"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Weerklank"
    found = feed.findall(f"{ATOM}entry")
    assert found
    for entry in found:
        for name in ("id", "title", "updated"):
            assert len(entry.findall(f"{ATOM}{name}")) == 1
    assert len({entry.findtext(f"{ATOM}id") for entry in found}) == len(found)
    days = [str(entry.findtext(f"{ATOM}updated")) for entry in found]
    assert days == sorted(days, reverse=True)


def test_each_feed_tells_what_its_name_says(client: Client, lived: EditionTheme) -> None:
    here = "http://testserver"
    advice = f"{here}/adviezen/2026-ARM-01/"
    promise = f"{here}/toezeggingen/kaart/"
    assert ids(client, "/adviezen/feed/") == [advice]
    assert ids(client, "/antwoorden/feed/") == [f"{advice}#antwoord-ministerie-a-1"]
    (progress, made) = ids(client, "/toezeggingen/feed/")
    assert (progress.partition("#")[0], made) == (promise, promise)
    everything = {advice, f"{advice}#antwoord-ministerie-a-1", progress, promise}
    assert set(ids(client, "/antwoorden/ministerie-a/feed/")) == everything
    assert set(ids(client, "/dialoog/2026/feed/")) == everything
    assert ids(client, "/antwoorden/ministerie-b/feed/") == []


def test_an_entry_keeps_its_id_when_its_words_or_the_language_change(client: Client, lived: EditionTheme) -> None:
    before = ids(client, "/dialoog/2026/feed/")
    Organisation.objects.update(name="Ministerie van Nieuw")
    lived.edition.title = "Een andere naam"
    lived.edition.save()
    assert ids(client, "/dialoog/2026/feed/") == before
    assert ids(client, "/en/dialoog/2026/feed/") == before
    assert client.get("/en/dialoog/2026/feed/").content.count(b"antwoordt op") == 1


def test_what_is_made_up_stands_in_no_feed_of_what_is_real(
    client: Client, lived: EditionTheme, edition_theme: EditionTheme, ministry: Organisation
) -> None:
    rows.asked(rows.advice(edition_theme, "2026-DEM-01"), ministry)
    assert ids(client, "/adviezen/feed/") == ["http://testserver/adviezen/2026-ARM-01/"]
    (made_up,) = entries(client, "/dialoog/demonstratie/feed/")
    assert str(made_up.findtext(f"{ATOM}title")).startswith("Voorbeeld, verzonnen: ")


@pytest.mark.parametrize("count", [1, 60])
def test_a_feed_of_many_holds_the_newest_and_asks_no_more(
    client: Client,
    lived: EditionTheme,
    ministry: Organisation,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        rows.promise(f"belofte-{number:02}", ministry, made_on=date(2026, 1, 1) + timedelta(days=number))
    with django_assert_num_queries(2):
        found = ids(client, "/toezeggingen/feed/")
    assert len(found) == min(count + 2, 50)
    assert f"http://testserver/toezeggingen/belofte-{count - 1:02}/" in found


def test_a_feed_of_nothing_known_is_not_found(client: Client, db: None) -> None:
    assert client.get("/antwoorden/bestaat-niet/feed/").status_code == 404
    assert client.get("/dialoog/2099/feed/").status_code == 404
