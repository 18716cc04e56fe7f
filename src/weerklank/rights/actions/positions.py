"""What the State said of a recommendation: every position a new line, none ever rewritten."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format

from weerklank.accounts.models import Account
from weerklank.audit.actions import record
from weerklank.moves import Refusal
from weerklank.rights.actions import limbs
from weerklank.rights.lifecycle import RecommendationState
from weerklank.rights.models import StatePosition


@transaction.atomic
def state_position(
    *,
    recommendation_id: int,
    position: str,
    words: str,
    source: str,
    source_url: str,
    stated_on: date | None,
    by: Account,
    now: datetime,
) -> StatePosition:
    """A position as a source gives it; what was said before stays beside it."""
    limb = limbs.locked(recommendation_id)
    if limb.state == RecommendationState.WITHDRAWN:
        limbs.still_open(limb)
    if position not in StatePosition.Position.values:
        raise Refusal("Kies een standpunt uit de lijst.", field="position")
    said, where = words.strip(), source.strip()[:300]
    if not where:
        raise Refusal("Zeg waar dit staat: document en alinea, of waar u zocht.", field="source")
    if not said and position != StatePosition.Position.NONE_STATED:
        raise Refusal("Neem de woorden over zoals de bron ze geeft.", field="words")
    if stated_on and stated_on > now.date():
        raise Refusal("Deze dag moet nog komen.", field="stated_on")
    same = {"position": position, "source": where, "words": said}
    if limb.positions.filter(**same).exists():
        raise Refusal("Dit standpunt uit deze bron staat er al.", field="words")
    made = StatePosition.objects.create(
        recommendation=limb,
        **same,
        source_url=source_url.strip(),
        stated_on=stated_on,
        recorded_by=by.audit_label[:120],
    )
    day = f" ({date_format(stated_on, 'j F Y')})" if stated_on else ""
    record(
        action="recommendation.position_stated",
        obj=limb,
        by=by,
        now=now,
        label=limbs.label(limb),
        note=f"{made.get_position_display()}, {where}{day}",
        public=True,
    )
    return made
