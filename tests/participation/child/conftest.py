"""A child with a browser, on a day that is always the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from weerklank.participation import tickets
from weerklank.participation.models import Consultation, EntryPoint, HelpLine, Statement

_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
_NEXT_CHILD = re.compile(r"<form[^>]*/volgende/.*?</form>", re.DOTALL)


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: now)


def hidden(page: HttpResponse) -> dict[str, str]:
    """What the form of this page sends along unseen."""
    return {name: unescape(value) for name, value in _HIDDEN.findall(_NEXT_CHILD.sub("", page.content.decode()))}


def text_of(page: HttpResponse) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode())))


@dataclass
class Visitor:
    """One child in one browser."""

    code: str
    prefix: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True, **self.headers)

    def address(self, rest: str = "") -> str:
        return f"{self.prefix}/doe-mee/{self.code}/{rest}"

    def get(self, rest: str = "") -> HttpResponse:
        return self.client.get(self.address(rest))

    def post(self, rest: str, **fields: Any) -> HttpResponse:
        return self.client.post(self.address(rest), fields)

    def begin(self) -> HttpResponse:
        return self.post("", **hidden(self.get()))

    def send(self, text: str, **fields: Any) -> HttpResponse:
        return self.post("idee/", **(hidden(self.get("idee/")) | {"text": text} | fields))

    def vote(self, number: int, value: str, **fields: Any) -> HttpResponse:
        rest = f"stellingen/{number}/"
        return self.post(rest, **(hidden(self.get(rest)) | {"value": value} | fields))

    @property
    def ticket(self) -> str:
        visit = tickets.unseal(self.client.cookies[tickets.COOKIE].value, purpose="cookie")
        assert visit is not None
        return visit.ticket


@pytest.fixture
def visitor(entry_point: EntryPoint, statements: list[Statement]) -> Visitor:
    assert entry_point.code
    return Visitor(entry_point.code)


@pytest.fixture
def open_link(consultation: Consultation) -> EntryPoint:
    return EntryPoint.objects.create(
        consultation=consultation, kind="open", valid_from=date(2026, 11, 1), valid_to=date(2027, 1, 31), max_uses=1000
    )


@pytest.fixture
def help_lines(db: None) -> list[HelpLine]:
    rows = (("kindertelefoon", "0800-1", True), ("veilig-thuis", "0800-2", True), ("113", "113", False))
    return [
        HelpLine.objects.create(
            slug=slug,
            name=slug,
            for_whom=f"voor wie {slug} zoekt",
            phone=phone,
            hours="elke dag",
            territory="NL-Europe",
            first=first,
            source_url="https://example.org/",
            checked_on=date(2026, 11, 1),
            order=order,
        )
        for order, (slug, phone, first) in enumerate(rows)
    ]
