"""A question in every language of the pages, and the help lines as they are published."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest
from django.utils import timezone

import weerklank
from weerklank.participation.models import Consultation, ConsultationText, HelpLine, Statement, StatementText
from weerklank.participation.queries.staff import LANGUAGES

CONTENT = Path(weerklank.__file__).parent / "config" / "content" / "help_lines.toml"


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def translated(consultation: Consultation, statements: list[Statement]) -> Consultation:
    """The words themselves are digits: whatever is read as Dutch came from the interface."""
    for language in LANGUAGES:
        ConsultationText.objects.create(
            consultation=consultation,
            language=language,
            question="1?",
            why="2",
            can_change="3",
            cannot_change="4",
            who_decides="5",
        )
        for number, statement in enumerate(statements):
            StatementText.objects.create(statement=statement, language=language, text=f"{number}.")
    return consultation


@pytest.fixture
def published_help_lines(db: None) -> list[HelpLine]:
    with CONTENT.open("rb") as file:
        lines = tomllib.load(file)["line"]
    known = {field.name for field in HelpLine._meta.get_fields()}
    return [
        HelpLine.objects.create(
            **{"checked_on": date(2026, 11, 1)} | {key: value for key, value in line.items() if key in known},
            order=order,
        )
        for order, line in enumerate(lines)
    ]
