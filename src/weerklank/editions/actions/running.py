"""What of an edition is calculated apart from the server, and what is done once in a while without anybody asking."""

from __future__ import annotations

from datetime import datetime

from weerklank import calculating
from weerklank.calculating import Work
from weerklank.editions.actions.choosing import confirm_after_consent, run_selection
from weerklank.editions.actions.seating import run_seating
from weerklank.editions.lifecycle import RUN
from weerklank.editions.models import Seating, Selecting

DRAWS = Work(Selecting, RUN, lambda key, _: run_selection(selecting_id=key))
PLANS = Work(Seating, RUN, lambda key, _: run_seating(seating_id=key))


def keep_up(*, now: datetime) -> int:
    """Once in a while: places for who was drawn and now has consent, and the programme is called where a run lies waiting."""
    calculating.keep_up(DRAWS, PLANS)
    return confirm_after_consent(now=now)
