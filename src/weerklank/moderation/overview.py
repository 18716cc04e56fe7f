"""What the queue tells an organiser: roughly how much waits. An exact number, seen twice, tells who just took part."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from weerklank.editions.models import Edition
from weerklank.editions.overview import Line, Station, tells
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import Contribution
from weerklank.participation.queries.coverage import in_tens, tally


@tells
def what_is_to_be_read(edition: Edition, today: date) -> Iterable[Line]:
    waiting = Contribution.objects.filter(
        consultation__edition=edition, state__in=(ContributionState.RECEIVED, ContributionState.SAFETY_HOLD)
    ).count()
    says = (
        f"{in_tens(tally(waiting)).capitalize()} om te lezen; dat doen de moderatoren."
        if waiting
        else "Alles is gelezen."
    )
    yield Line(Station.READ, says, f"/werk/edities/{edition.slug}/rollen/", waits=bool(waiting))
