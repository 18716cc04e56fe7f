"""No dead ends: what children said went somewhere, and what they objected to was decided, before an edition goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from weerklank.editions.guards import Blocker, before
from weerklank.editions.models import Edition
from weerklank.findings.queries import OBJECTIONS, open_objections, without_destination


@before("hand_over")
def everything_said_went_somewhere(edition: Edition) -> Iterable[Blocker]:
    left = without_destination(edition).values_list("consultation__slug", "consultation__question")
    for (slug, question), number in sorted(Counter(left).items()):
        what = "1 inbreng heeft" if number == 1 else f"{number} inbrengen hebben"
        yield Blocker(
            f"Bij ‘{question}’: {what} nog geen bestemming (in een advies, of uitgelegd waarom niet).",
            f"/werk/groepen/{slug}/",
            "Geef ze een bestemming",
        )


@before("hand_over")
@before("close")
def every_objection_was_decided(edition: Edition) -> Iterable[Blocker]:
    if number := open_objections().filter(contribution__consultation__edition=edition).count():
        what = "1 bezwaar van een kind wacht" if number == 1 else f"{number} bezwaren van kinderen wachten"
        yield Blocker(f"{what} nog op een besluit.", OBJECTIONS, "Beslis erover")
