"""Who may: platform roles. Rules within an edition stand in ``editions.rules``."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q
from django.db.models.functions import Now, TruncDate

from weerklank.accounts.models import Account, Role

WHOSE: dict[str, str] = {}


def declare(name: str, predicate: rules.Predicate, whose: str) -> None:
    """Names a rule, and in words whose page it opens (the sentence a refused person reads)."""
    rules.add_rule(name, predicate)
    WHOSE[name] = whose


def platform_role(role: Role) -> rules.Predicate:
    """Holds for whoever has this role on the platform as a whole."""

    @rules.predicate(name=f"platform:{role.value}")
    def holds(account: Any, obj: Any = None) -> bool:
        if not isinstance(account, Account) or not account.is_active:
            return False
        # the database's own day: a rule gets no clock, and a role that ended must not wait for one
        ended = Q(valid_to__lt=TruncDate(Now()))
        return account.platform_roles.filter(role=role).exclude(ended).exists()

    return holds


@rules.predicate
def signed_in(account: Any, obj: Any = None) -> bool:
    return isinstance(account, Account) and account.is_active


is_admin = platform_role(Role.ADMIN)
is_editor = platform_role(Role.EDITOR)

# speaks for its own organisation: what it takes on, what it promised, and how far that is
is_contact = platform_role(Role.CONTACT)

declare("work.open", signed_in, "mensen die zijn aangemeld")
declare("accounts.manage", is_admin, "beheerders")
declare("rights.edit", is_editor, "redacteuren van de aanbevelingen")
declare("organisations.edit", is_admin | is_editor, "beheerders en redacteuren van de aanbevelingen")
declare("audit.read", is_admin, "beheerders")
