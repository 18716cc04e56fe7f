"""Who may: write news, and read who comes to a meeting."""

from __future__ import annotations

from typing import Any

import rules

from weerklank.accounts.models import Account
from weerklank.accounts.rules import declare, is_admin
from weerklank.editions.models import SideEvent
from weerklank.editions.rules import organises


@rules.predicate
def organises_meeting(account: Any, obj: Any = None) -> bool:
    """Organisers see who comes to a real meeting if they organise a real edition, and to a made-up one otherwise."""
    if not isinstance(account, Account) or not account.is_active:
        return False
    if not isinstance(obj, SideEvent):
        return obj is None and bool(organises.test(account, None))
    return account.edition_roles.filter(role="organiser", edition__is_demonstration=obj.is_demonstration).exists()


@rules.predicate
def administers_meeting(account: Any, obj: Any = None) -> bool:
    """Whoever administers with a made-up account sees made-up people only."""
    return bool(is_admin.test(account, None)) and not (
        isinstance(obj, SideEvent) and account.is_demonstration and not obj.is_demonstration
    )


declare("briefings.registrations", organises_meeting | administers_meeting, "organisatoren van deze bijeenkomst")
