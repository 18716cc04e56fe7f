"""Who may answer: the official of the ministry that was asked, and a second person of the same ministry."""

from __future__ import annotations

from typing import Any

import rules

from weerklank.accounts.models import Account, Role
from weerklank.accounts.rules import declare
from weerklank.editions.rules import approves, responds, sits_on_panel


@rules.predicate
def serves_the_addressee(account: Any, obj: Any = None) -> bool:
    """Without an object: serves any organisation. With one: the organisation that must answer."""
    if not isinstance(account, Account) or account.organisation_id is None:
        return False
    if obj is None:
        return True
    addressee = getattr(obj, "addressee", obj)
    return bool(addressee.organisation_id == account.organisation_id)


@rules.predicate
def keeps_promises(account: Any, obj: Any = None) -> bool:
    """Answers or approves for an organisation; with a commitment, for the organisation that made it."""
    if not isinstance(account, Account) or not account.is_active or account.organisation_id is None:
        return False
    answering = account.edition_roles.filter(role__in=(Role.RESPONDENT, Role.APPROVER)).exists()
    return answering and (obj is None or obj.organisation_id == account.organisation_id)


declare("answers.write", responds & serves_the_addressee, "behandelend ambtenaren van het gevraagde ministerie")
declare("answers.approve", approves & serves_the_addressee, "goedkeurders van het gevraagde ministerie")
declare("answers.open", (responds | approves) & serves_the_addressee, "ambtenaren van het gevraagde ministerie")
declare("answers.judge", sits_on_panel, "leden van het jongerenpanel")
declare("commitments.report", keeps_promises, "ambtenaren van het ministerie dat dit toezegde")
