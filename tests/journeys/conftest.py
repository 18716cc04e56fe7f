"""A browser, the people who use it, and what stands ready before they begin."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db.backends.sqlite3.base import DatabaseOperations
from playwright.sync_api import Browser, expect, sync_playwright

from tests.conftest import Cast, tally
from tests.journeys.browsing import LEDGER, Fault, Visitor
from tests.journeys.chromium import arguments, path_of_chromium
from tests.journeys.serving import Served, served
from weerklank.participation.models import HelpLine
from weerklank.rights.lifecycle import RecommendationState
from weerklank.rights.models import (
    Recommendation,
    RecommendationTheme,
    SourceDocument,
    SourceParagraph,
    StatementType,
    Theme,
)

# The browser is steered from an event loop in this thread; Django takes that for a coroutine.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PASSWORD = "een lang wachtwoord"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = path_of_chromium()
    if path is None:
        pytest.skip("there is no Chromium on this machine: set WEERKLANK_CHROMIUM or install chromium")
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=arguments())
        yield started
        started.close()


@pytest.fixture(scope="session", autouse=True)
def _frozen_rows_may_be_swept() -> Iterator[None]:
    """Between two journeys the database is emptied; SQLite does that with DELETE, which frozen tables refuse."""
    sweep = DatabaseOperations.execute_sql_flush

    def without_triggers(self: DatabaseOperations, sql_list: list[str]) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
        try:
            sweep(self, sql_list)
        finally:
            with self.connection.cursor() as cursor:
                for _name, sql in triggers:
                    cursor.execute(sql)

    DatabaseOperations.execute_sql_flush = without_triggers
    yield
    DatabaseOperations.execute_sql_flush = sweep


@pytest.fixture(scope="session", autouse=True)
def _what_was_examined() -> Iterator[None]:
    yield
    tally("pages passed in the browser", LEDGER.pages)
    tally("different pages examined by axe", LEDGER.examined)


class People:
    """Everybody in one journey; at its end nobody may have met a fault."""

    def __init__(self, browser: Browser, base: str, password: str = PASSWORD) -> None:
        self.browser, self.base, self.password = browser, base, password
        self.visitors: list[Visitor] = []

    def arrives(self, **how: Any) -> Visitor:
        """Somebody without an account."""
        visitor = Visitor(self.browser, self.base, **how)
        self.visitors.append(visitor)
        return visitor

    def signs_in(self, email: str, **how: Any) -> Visitor:
        """A professional, through the page for it."""
        visitor = self.arrives(**how).open("/werk/")
        visitor.fill("E-mailadres", email).fill("Wachtwoord", self.password).press("Aanmelden")
        assert visitor.path == "/werk/"
        return visitor

    def faults(self) -> list[Fault]:
        return list(dict.fromkeys(fault for visitor in self.visitors for fault in visitor.faults))


@pytest.fixture
def people(live_server: Any, chromium: Browser) -> Iterator[People]:
    everybody = People(chromium, live_server.url)
    yield everybody
    for visitor in everybody.visitors:
        visitor.close()


SignIn = Callable[..., Visitor]


@pytest.fixture
def staff(people: People, cast: Cast) -> SignIn:
    """One of the cast, signed in."""

    def sign_in(name: str, **how: Any) -> Visitor:
        return people.signs_in(getattr(cast, name).email, **how)

    return sign_in


@pytest.fixture
def help_lines(db: None) -> None:
    """Two numbers that stand on every page of a child."""
    for order, (slug, name, phone) in enumerate(
        (("kindertelefoon", "Kindertelefoon", "0800-0432"), ("112", "112", "112"))
    ):
        HelpLine.objects.create(
            slug=slug,
            name=name,
            for_whom="Voor wie wil praten.",
            phone=phone,
            territory="NL-Europe",
            first=True,
            order=order,
            source_url="https://voorbeeld.example/hulp",
            checked_on=date(2026, 11, 1),
        )


@pytest.fixture
def recommendation(cast: Cast, theme: Theme) -> Recommendation:
    """One recommendation of the Committee: checked by one editor, published by another."""
    document = SourceDocument.objects.create(
        symbol="CRC/C/NLD/CO/5-6",
        slug="crc-c-nld-co-5-6",
        title="Slotopmerkingen van het Comité",
        date=date(2022, 3, 9),
        complete=True,
    )
    paragraph = SourceParagraph.objects.create(document=document, key="36", number=36, heading="Standard of living")
    limb = Recommendation.objects.create(
        paragraph=paragraph,
        letter="a",
        number="36(a)",
        slug="36-a",
        document=document,
        statement_type=StatementType.RECOMMENDATION,
        text="Make sure that no child lives in poverty and that taking part costs nothing.",
        state=RecommendationState.PUBLISHED,
        checked_by=cast.editor,
        checked_on=date(2026, 11, 1),
        published_by=cast.second_editor,
        published_on=date(2026, 11, 2),
    )
    RecommendationTheme.objects.create(recommendation=limb, theme=theme, source="editor", state="confirmed")
    return limb


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Served]:
    """One running Weerklank with its example content, for the tests that only look."""
    with served(tmp_path_factory.mktemp("served"), worker_id) as server:
        yield server


@pytest.fixture
def lookers(running: Served, chromium: Browser) -> Iterator[People]:
    """People who look around in the running Weerklank."""
    everybody = People(chromium, running.url, running.password)
    yield everybody
    for visitor in everybody.visitors:
        visitor.close()
