"""What a page asks of the database does not grow with what it shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import NOW
from tests.tracker.limb_rows import acted, asked_in, body, chained, duty, promised
from tests.tracker.limb_rows import theme as named_theme
from tests.tracker.many import counted
from weerklank.accounts.models import Organisation
from weerklank.audit.actions import record
from weerklank.rights.models import Theme

pytestmark = pytest.mark.django_db
PAGES = (
    "/aanbevelingen/wie/",
    "/aanbevelingen/wie/jenv/",
    "/aanbevelingen/wie/jenv/?thema=migratie&ronde=2022",
    "/aanbevelingen/wie/jenv/?vorm=csv",
    "/aanbevelingen/herhaald/",
    "/aanbevelingen/herhaald/?vorm=csv",
    "/aanbevelingen/vergelijk/?van=2015&naar=2022",
    "/aanbevelingen/veranderd/?sinds=2026-01-01",
    "/aanbevelingen/veranderd/feed/",
    "/aanbevelingen/crc-c-nld-co-2022/1/",
)


def _grow(numbers: Iterable[int], jenv: Organisation, theme: Theme) -> None:
    """Questions asked in two rounds, each with a duty, a promise that is late, an action, and a line in the log."""
    for number in numbers:
        earlier, later = asked_in(2015, number, theme=theme), asked_in(2022, number, theme=theme)
        chained([earlier, later])
        duty(later, jenv)
        first = later.document.limbs.get(slug="1")
        # everything belongs to the first limb too, so that one limb's page grows as well
        limbs = {first, later}
        promise = promised(jenv, f"belofte-{number}", *limbs)
        acted(jenv, f"actie-{number}", *limbs)
        body(f"gemeente-{number}", kind="municipal")
        record(action="recommendation.urgency", obj=first, by=None, now=NOW, note="met haast", public=True)
        record(action="commitment.agreed", obj=promise, by=None, now=NOW, public=True)
    counted()


def _costs() -> dict[str, int]:
    found = {}
    for address in PAGES:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert Client().get(address).status_code == 200
        found[address] = len(asked)
    return found


def test_three_cost_as_much_as_three_hundred(on_the_day: date) -> None:
    jenv, theme = body("jenv"), named_theme()
    _grow(range(1, 4), jenv, theme)
    few = _costs()
    _grow(range(4, 301), jenv, theme)
    assert _costs() == few
    assert max(few.values()) <= 50
