"""No dead ends: advices are handed over only when everything children said has gone somewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from weerklank.editions.guards import Blocker, before
from weerklank.editions.models import Edition
from weerklank.findings.queries import without_destination


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
