"""What is kept of a child, and what cannot be kept."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, models
from django.test import Client

from tests.participation.child.conftest import Visitor, hidden
from weerklank.participation import tickets
from weerklank.participation.models import EntryPoint, HelpLine, Statement
from weerklank.privacy import Kept

MODELS = list(apps.get_app_config("participation").get_models())
PAGE = Path(__file__).resolve().parents[3] / "docs/reference/privacy.md"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_of_the_child_zone_says_why_it_is_kept(model: type[models.Model]) -> None:
    declared: dict[str, Kept] = model.privacy
    fields = {field.name for field in (*model._meta.fields, *model._meta.many_to_many)}
    assert "*" in declared or fields - set(declared) == set()
    assert set(declared) - fields - {"*"} == set()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_table_of_the_child_zone_holds_a_moment_or_an_address(model: type[models.Model]) -> None:
    forbidden = (
        models.DateTimeField,
        models.TimeField,
        models.GenericIPAddressField,
        models.JSONField,
        models.FileField,
    )
    assert [field.name for field in model._meta.fields if isinstance(field, forbidden)] == []
    names = {part for field in model._meta.fields for part in field.name.split("_")}
    assert names & {"ip", "agent", "email", "birthday", "address", "session", "account", "user"} == set()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_row_of_the_child_zone_leads_to_an_account(model: type[models.Model]) -> None:
    assert {reached._meta.app_label for reached in _reached(model, set())} & {"accounts", "auth", "sessions"} == set()


def _reached(model: type[models.Model], seen: set[type[models.Model]]) -> set[type[models.Model]]:
    if model not in seen:
        seen.add(model)
        for field in (*model._meta.fields, *model._meta.many_to_many):
            if isinstance(field.related_model, type):
                _reached(field.related_model, seen)
    return seen


def test_the_page_about_privacy_is_printed_from_the_declarations() -> None:
    printed = StringIO()
    call_command("privacy", stdout=printed)
    assert PAGE.read_text("utf-8") == printed.getvalue()


@pytest.mark.django_db(transaction=True)
def test_a_full_round_leaves_no_address_browser_or_ticket_behind(
    entry_point: EntryPoint, statements: list[Statement], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    marks = {"address": "203.0.113.77", "agent": "Kanarie-Browser/7.7", "words": "kanariewoord in de mijn"}
    assert entry_point.code
    visitor = Visitor(
        entry_point.code,
        headers={
            "REMOTE_ADDR": marks["address"],
            "HTTP_X_FORWARDED_FOR": marks["address"],
            "HTTP_USER_AGENT": marks["agent"],
        },
    )
    visitor.begin()
    visitor.send(marks["words"])
    visitor.vote(1, "agree")
    visitor.post("klaar/", **hidden(visitor.get("klaar/")))
    visitor.get("klaar/")
    stored = list(everything())
    hits = {
        name: sum(mark in value for _table, value in stored)
        for name, mark in (marks | {"ticket": visitor.ticket}).items()
    }
    assert hits == {"address": 0, "agent": 0, "words": 1, "ticket": 0}
    assert {table for table, value in stored if marks["words"] in value} == {"participation_contribution"}
    logged = caplog.text
    assert [mark in logged for mark in (marks["words"], visitor.ticket, marks["address"])] == [False, False, False]
    if connection.vendor == "sqlite":
        raw = Path(connection.settings_dict["NAME"]).read_bytes()
        found = [mark.encode() in raw for mark in (marks["address"], marks["agent"], visitor.ticket, marks["words"])]
        assert found == [False, False, False, True]


def everything() -> Iterator[tuple[str, str]]:
    """Every value of every table, django's own included."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                for value in row:
                    yield table, bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


@pytest.mark.django_db
def test_the_only_cookie_is_the_visit_and_it_lives_no_longer_than_the_browser(
    visitor: Visitor, help_lines: list[HelpLine]
) -> None:
    visitor.get()
    visitor.client.get("/doe-mee/")
    visitor.client.get("/hulp/")
    assert dict(visitor.client.cookies) == {}
    visitor.begin()
    visitor.send("Iets.")
    visitor.vote(1, "agree")
    assert list(visitor.client.cookies) == [tickets.COOKIE]
    cookie = visitor.client.cookies[tickets.COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["expires"], cookie["max-age"]) == (
        True,
        "Strict",
        "/",
        "",
        "",
    )


@pytest.mark.django_db
def test_every_childs_page_stays_out_of_caches_histories_and_referrers(visitor: Visitor) -> None:
    visitor.begin()
    visitor.send("kanarietekst")
    pages = [visitor.get(rest) for rest in ("", "idee/", "stellingen/1/", "anderen/", "klaar/", "bestaat/niet/")]
    pages += [
        Client().get(address)
        for address in ("/doe-mee/", "/hulp/", "/doe-mee/stop/", "/doe-mee/XXXXXX/", "/doe-mee/weg/")
    ]
    assert {(page["Cache-Control"], page["Referrer-Policy"]) for page in pages} == {("no-store", "no-referrer")}
    assert [visitor.ticket in page.content.decode() for page in pages] == [False] * len(pages)
    assert ["kanarietekst" in page.content.decode().split("</title>")[0] for page in pages] == [False] * len(pages)


def test_the_pepper_is_not_in_the_database_settings() -> None:
    assert len(settings.PEPPER) >= 32
    assert settings.PEPPER.decode() not in str(settings.DATABASES)
