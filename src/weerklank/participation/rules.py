"""Who may word what children vote on: the organiser who asks, and the editor who reads what they said."""

from __future__ import annotations

from typing import Any

import rules

from weerklank.accounts.models import OrganisationKind
from weerklank.accounts.rules import declare
from weerklank.editions.rules import analyses, moderates, organises, sits_on_panel

declare("panel.read", sits_on_panel, "leden van het jongerenpanel")
declare("statements.edit", organises | analyses, "organisatoren en redacteuren van de inbreng in deze editie")


@rules.predicate
def of_no_ministry(account: Any, obj: Any = None) -> bool:
    """Who must answer reads no child's words before everybody may."""
    organisation = getattr(account, "organisation", None)
    return organisation is None or organisation.kind != OrganisationKind.MINISTRY


declare(
    "paper.enter",
    (organises | moderates) & of_no_ministry,
    "organisatoren en moderatoren van deze editie die niet bij een ministerie werken",
)
