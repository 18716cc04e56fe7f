"""What every answer carries on its way: as few bytes as the browser can read, and headers that close what is not used."""

import brotli
import pytest
from django.test import Client

PAGE = "/doe-mee/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reads", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("br", "br"),
        ("gzip", "gzip"),
        ("gzip, br;q=0", "gzip"),
        ("gzip, brx", "gzip"),
        ("", ""),
    ],
)
def test_a_page_travels_as_brotli_where_the_browser_reads_it(reads: str, encoding: str) -> None:
    answer = Client().get(PAGE, headers={"accept-encoding": reads})
    assert answer.get("Content-Encoding", "") == encoding
    assert "Accept-Encoding" in answer["Vary"]
    if encoding == "br":
        assert b"<h1>Doe mee</h1>" in brotli.decompress(answer.content)
        assert answer["Content-Length"] == str(len(answer.content))


@pytest.mark.django_db
def test_a_page_behind_the_log_in_hides_how_well_it_was_compressed() -> None:
    answer = Client().get("/werk/aanmelden/", headers={"accept-encoding": "gzip, br"})
    assert answer["Content-Encoding"] == "gzip"


def test_a_file_opens_nothing_and_carries_no_header_that_only_a_page_needs() -> None:
    answer = Client().get("/static/web/child.js")
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert {"Referrer-Policy", "X-Frame-Options", "Cross-Origin-Opener-Policy"} & set(answer.headers) == set()


@pytest.mark.django_db
def test_a_page_keeps_every_header_that_closes_a_door() -> None:
    answer = Client().get(PAGE)
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_what_did_not_change_varies_as_what_is_kept_does() -> None:
    reads = {"accept-encoding": "br"}
    first = Client().get("/doe-mee/werker.js", headers=reads)
    again = Client().get("/doe-mee/werker.js", headers=reads | {"if-none-match": first["ETag"]})
    assert (again.status_code, again["Vary"]) == (304, first["Vary"])
