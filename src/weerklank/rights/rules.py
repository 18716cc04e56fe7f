"""Who may, about the recommendations: editors work on them, and a body answers for itself."""

from __future__ import annotations

from typing import Any

import rules

from weerklank.accounts.models import Account
from weerklank.accounts.queries import spoken_for
from weerklank.accounts.rules import declare, is_contact


@rules.predicate
def speaks_for_the_body(account: Any, obj: Any = None) -> bool:
    """Without an object: speaks for any organisation. With one: for the organisation that it names."""
    if not isinstance(account, Account) or account.organisation_id is None:
        return False
    return obj is None or obj.organisation_id in spoken_for(account)


declare(
    "responsibility.answer", is_contact & speaks_for_the_body, "contactpersonen van de organisatie die is voorgesteld"
)
