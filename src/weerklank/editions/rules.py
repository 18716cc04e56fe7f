"""Who may, within an edition: a role counts for its own edition only."""

from __future__ import annotations

from typing import Any

import rules

from weerklank.accounts.models import Account, OrganisationKind, Role
from weerklank.accounts.rules import declare, is_admin

# whoever reads, weighs or writes down what children say serves no ministry that must answer them
APART_FROM_MINISTRIES = (Role.MODERATOR, Role.SAFEGUARDING, Role.ANALYST, Role.FACILITATOR, Role.PANEL_MEMBER)


@rules.predicate
def serves_no_ministry(account: Any, obj: Any = None) -> bool:
    """Also who organises, and works at a ministry, reads no child's words before everybody may."""
    organisation = account.organisation if isinstance(account, Account) else None
    return organisation is None or organisation.kind != OrganisationKind.MINISTRY


def edition_role(*wanted: Role) -> rules.Predicate:
    """Holds for whoever has one of these roles in the object's edition; without an object, in any edition."""

    # such a role is refused to who works at a ministry; this holds too for who changed work afterwards
    apart = set(wanted) <= set(APART_FROM_MINISTRIES)

    @rules.predicate(name="edition:" + "|".join(role.value for role in wanted))
    def holds(account: Any, obj: Any = None) -> bool:
        if not isinstance(account, Account) or not account.is_active:
            return False
        roles = account.edition_roles.filter(role__in=[role.value for role in wanted])
        if apart:
            roles = roles.exclude(account__organisation__kind=OrganisationKind.MINISTRY)
        edition = getattr(obj, "edition", None)
        return roles.filter(edition=edition).exists() if edition is not None else obj is None and roles.exists()

    return holds


organises = edition_role(Role.ORGANISER)
moderates = edition_role(Role.MODERATOR, Role.SAFEGUARDING)
safeguards = edition_role(Role.SAFEGUARDING)
analyses = edition_role(Role.ANALYST)
facilitates = edition_role(Role.FACILITATOR)
responds = edition_role(Role.RESPONDENT)
approves = edition_role(Role.APPROVER)
sits_on_panel = edition_role(Role.PANEL_MEMBER)

declare("editions.organise", organises, "organisatoren van deze editie")
declare("editions.staff", organises | is_admin, "organisatoren en beheerders")
declare("editions.create", organises | is_admin, "beheerders, en wie al een editie organiseert")
