"""What advices, answers and promises tell an organiser: what to hand over, whom to go after, what goes along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from weerklank.advices.lifecycle import AdviceState
from weerklank.answers.actions import carrying_over
from weerklank.answers.queries.chasing import Why, chases
from weerklank.answers.queries.passing_on import first_on_the_agenda
from weerklank.editions.models import Edition
from weerklank.editions.overview import Line, Station, tells


@tells
def the_advices(edition: Edition, today: date) -> Iterable[Line]:
    if agenda := first_on_the_agenda(edition):
        says = f"Eerst op de agenda: {len(agenda)} van eerdere edities."
        yield Line(Station.TABLES, says, f"/werk/najagen/{edition.slug}/#agenda")
    advices = list(edition.advices.exclude(state=AdviceState.DISCARDED).values_list("state", flat=True))
    ready = sum(state == AdviceState.FROZEN for state in advices)
    gone = sum(state in (AdviceState.HANDED_OVER, AdviceState.CLOSED) for state in advices)
    count = f"{len(advices)} {'advies' if len(advices) == 1 else 'adviezen'}" if advices else "Nog geen advies"
    says = f"{count}, overhandigd." if advices and gone == len(advices) else f"{count}, {ready} bevroren."
    yield Line(Station.HAND_OVER, says if advices else f"{count}.", f"/werk/overhandiging/{edition.slug}/")


@tells
def whom_to_go_after(edition: Edition, today: date) -> Iterable[Line]:
    where = f"/werk/najagen/{edition.slug}/"
    counts = Counter(row.why for row in chases(edition, today))
    words = {Why.LATE: "te laat", Why.SILENT: "stil", Why.SOON: "binnen dertig dagen"}
    said = ", ".join(f"{counts[why]} {words[why]}" for why in Why if counts[why])
    pressing = bool(counts[Why.LATE] or counts[Why.SILENT])
    says = f"{said}. De brieven liggen klaar." if said else "Niemand is te laat of stil."
    yield Line(Station.CHASE, says, where, waits=pressing)


@tells
def what_goes_along(edition: Edition, today: date) -> Iterable[Line]:
    questions = carrying_over.open_questions(edition).filter(due_on__isnull=False).count()
    promises = carrying_over.open_promises(edition).count()
    says = (
        f"{questions} zonder antwoord en {promises} nog niet gedaan."
        if questions or promises
        else "Er staat niets open."
    )
    yield Line(Station.PASS_ON, says, f"/werk/doorgeven/{edition.slug}/")
