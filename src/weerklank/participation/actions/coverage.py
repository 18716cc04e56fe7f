"""What an organiser sets out to hear, before children take part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.moves import Refusal
from weerklank.participation.models import Consultation, CoverageTarget, Place
from weerklank.participation.queries import coverage as queries

MOST_WANTED = 2000


@transaction.atomic
def set_targets(*, consultation_id: int, wanted: Mapping[str, int], by: Account, now: datetime) -> Consultation:
    """How many groups of each sort of place should be heard; none is no target."""
    consultation = Consultation.objects.select_for_update().filter(pk=consultation_id).first()
    if consultation is None:
        raise Refusal("Deze raadpleging bestaat niet meer.")
    if not queries.targets_may_change(consultation):
        raise Refusal(
            "Kinderen doen al mee, dus het doel staat vast. Nodig groepen uit die er nog niet zijn; een doel dat achteraf "
            "verandert, laat niemand zien die ontbreekt."
        )
    for place, number in wanted.items():
        if place not in Place.values or not 0 <= number <= MOST_WANTED:
            raise Refusal(f"Kies voor elke soort plek een getal van 0 tot en met {MOST_WANTED}.", field=place)
    before = queries.wanted_per_place(consultation)
    after = {place: number for place, number in wanted.items() if number}
    if before == after:
        return consultation
    CoverageTarget.objects.filter(consultation=consultation).delete()
    CoverageTarget.objects.bulk_create(
        [CoverageTarget(consultation=consultation, place=place, wanted=number) for place, number in after.items()]
    )
    said = ", ".join(f"{Place(place).label} {number}" for place, number in after.items()) or "geen doel"
    audit.record(action="coverage.targets_set", obj=consultation, by=by, now=now, note=f"Groepen te horen: {said}.")
    return consultation
