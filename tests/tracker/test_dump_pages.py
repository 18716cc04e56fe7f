"""The pages of the open data: what there is, what it means, and everything in one file."""

from __future__ import annotations

import fcntl
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from tests.tracker import dumps
from weerklank.briefings.models import NewsArticle
from weerklank.rights.models import SourceDocument
from weerklank.tracker.dump import archive, codebook, keeping
from weerklank.tracker.dump.tables import TABLES

pytestmark = pytest.mark.django_db
TODAY_ZIP = "/data/weerklank-2026-11-20.zip"


@pytest.fixture(autouse=True)
def home(settings: object, tmp_path: Path, on_the_day: date) -> Path:
    settings.HOME = tmp_path
    return tmp_path


def fetched(client: Client, **headers: str) -> bytes:
    response = client.get(TODAY_ZIP, headers=headers)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def test_the_download_is_the_export_of_today(client: Client, tmp_path: Path) -> None:
    dumps.example_content(tmp_path)
    archive.write_file(tmp_path / "uit.zip", as_of=dumps.AS_OF)
    assert fetched(client) == (tmp_path / "uit.zip").read_bytes()


def test_the_page_leads_to_every_list_and_to_the_file(client: Client) -> None:
    SourceDocument.objects.create(symbol="X", slug="x", title="X", publisher="Verenigde Naties", licence="zie un.org")
    page = client.get("/data/").content.decode()
    assert f'href="{TODAY_ZIP}"' in page
    assert [table.name for table in TABLES if f'/data/codeboek/#{table.name}"' not in page] == []
    assert ("Verenigde Naties" in page, "zie un.org" in page) == (True, True)


def test_the_page_counts_what_the_file_of_today_holds(client: Client) -> None:
    assert "rijen in" not in client.get("/data/").content.decode()
    NewsArticle.objects.create(slug="a", title="A", lead="L", body="B", state="published", published_on=dumps.AS_OF)
    fetched(client)
    assert f"1 rijen in {len(TABLES)} lijsten" in client.get("/data/").content.decode()


def test_what_is_published_next_is_in_the_next_download(client: Client) -> None:
    before = fetched(client)
    NewsArticle.objects.create(slug="a", title="A", lead="L", body="B", state="published", published_on=dumps.AS_OF)
    assert fetched(client) != before
    assert len(list(keeping.folder().glob("*.zip"))) == 1, "what was withdrawn does not live on in an older file"


def test_an_unchanged_file_is_not_sent_again(client: Client) -> None:
    tag = client.get(TODAY_ZIP)["ETag"]
    assert client.get(TODAY_ZIP, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("day", "status"),
    [("2026-11-19", 410), ("2026-11-21", 404), ("2026-02-30", 404), ("vandaag", 404), ("9" * 200, 404)],
)
def test_another_day_has_no_file(client: Client, day: str, status: int) -> None:
    assert client.get(f"/data/weerklank-{day}.zip").status_code == status


def test_one_address_leads_to_the_newest_file(client: Client) -> None:
    assert client.get("/data/weerklank.zip")["Location"] == TODAY_ZIP


def test_two_at_once_do_not_both_make_the_file(client: Client) -> None:
    keeping.folder().mkdir()
    with (keeping.folder() / "making.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        response = client.get(TODAY_ZIP)
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert fetched(client)[:2] == b"PK"


def test_the_codebook_explains_every_column(client: Client) -> None:
    page = client.get("/data/codeboek/").content.decode()
    assert [chapter.name for chapter in codebook.chapters() if f'id="{chapter.name}"' not in page] == []


def test_the_codebook_is_searched_by_word(client: Client) -> None:
    page = client.get("/data/codeboek/", {"q": "termijn bron"}).content.decode()
    assert ('id="commitments"' in page, 'id="themes"' in page) == (True, False)
    assert "Geen bestand of kolom gevonden." in client.get("/data/codeboek/", {"q": '="*('}).content.decode()
