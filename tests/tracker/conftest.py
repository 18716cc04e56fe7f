"""The day on which the pages over everything are read."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import NOW, TODAY


@pytest.fixture
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> date:
    """Stands the clock of the views still at the day of the cast."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return TODAY
