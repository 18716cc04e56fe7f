"""What the questions of an edition tell its organiser: who was asked, and who is still missing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from weerklank.editions.models import Edition
from weerklank.editions.overview import Line, Station, tells
from weerklank.participation.lifecycle import ConsultationState
from weerklank.participation.queries.coverage import coverage


@tells
def who_is_missing(edition: Edition, today: date) -> Iterable[Line]:
    listed = f"/werk/raadplegingen/?editie={edition.slug}"
    consultations = list(edition.consultations.all())
    if not consultations:
        yield Line(Station.HEAR, "Nog geen raadpleging.", listed, waits=True)
        return
    opened = [one for one in consultations if one.state == ConsultationState.OPEN]
    number = len(consultations)
    what = "raadpleging" if number == 1 else "raadplegingen"
    yield Line(Station.HEAR, f"{number} {what}, {len(opened)} open.", listed)
    for one in consultations:
        if one.frame_to_confirm:
            says = f"‘{one}’: lees na wat kan en niet kan veranderen."
            yield Line(Station.HEAR, says, f"/werk/raadplegingen/{one.slug}/", waits=True)
    for one in opened:
        if gaps := coverage(one).gaps:
            names = ", ".join(row.label for row in gaps[:3])
            says = f"‘{one}’: nog te weinig groepen van {names}."
            yield Line(Station.HEAR, says, f"/werk/raadplegingen/{one.slug}/wie-missen-we/", waits=True)
