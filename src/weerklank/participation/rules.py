"""Who may word what children vote on: the organiser who asks, and the editor who reads what they said."""

from __future__ import annotations

from weerklank.accounts.rules import declare
from weerklank.editions.rules import analyses, moderates, organises, serves_no_ministry, sits_on_panel

declare("panel.read", sits_on_panel, "leden van het jongerenpanel")
declare("statements.edit", organises | analyses, "organisatoren en redacteuren van de inbreng in deze editie")

declare(
    "paper.enter",
    (organises | moderates) & serves_no_ministry,
    "organisatoren en moderatoren van deze editie die niet bij een ministerie werken",
)
