"""Who may read what nobody has published yet. Whoever works at a ministry may not, whatever role a row gives."""

from typing import Any

import rules

from weerklank.accounts.models import Account, OrganisationKind
from weerklank.accounts.rules import declare
from weerklank.editions.rules import moderates, safeguards


@rules.predicate
def serves_no_ministry(account: Any, obj: Any = None) -> bool:
    """A role is refused to them already; this holds too for who changed work afterwards."""
    organisation = account.organisation if isinstance(account, Account) else None
    return organisation is None or organisation.kind != OrganisationKind.MINISTRY


declare("moderation.decide", moderates & serves_no_ministry, "moderatoren van deze editie")
declare("moderation.safeguard", safeguards & serves_no_ministry, "de aandachtsfunctionaris van deze editie")
