"""What was brought together tells an organiser: what has no destination yet, and what children said is not right."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from weerklank.editions.models import Edition
from weerklank.editions.overview import Line, Station, tells
from weerklank.findings.models import Group
from weerklank.findings.queries import open_objections, without_destination


@tells
def what_has_no_place(edition: Edition, today: date) -> Iterable[Line]:
    groups = Group.objects.filter(consultation__edition=edition).count()
    left = without_destination(edition).count()
    count = f"{groups} {'groep' if groups == 1 else 'groepen'}" if groups else "Nog geen groepen"
    said = f"{count}; {left} keer nog geen bestemming. Dat doet de analist." if left else f"{count}."
    yield Line(Station.GROUP, said, f"/werk/edities/{edition.slug}/rollen/", waits=bool(left))
    if objections := open_objections().filter(contribution__consultation__edition=edition).count():
        what = "bezwaar wacht" if objections == 1 else "bezwaren wachten"
        yield Line(Station.GROUP, f"{objections} {what} op een besluit.", waits=True)
