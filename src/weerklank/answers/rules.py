"""Who may answer, promise and act: people of the organisation that was asked, and editors from a source."""

from __future__ import annotations

from typing import Any

import rules

from weerklank.accounts.models import Account, Role
from weerklank.accounts.rules import declare, is_contact, is_editor
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
def gives_or_takes(account: Any, obj: Any = None) -> bool:
    """Without an object: serves any organisation. With a transfer: the one that offers or the one that is offered."""
    if not isinstance(account, Account) or account.organisation_id is None:
        return False
    return obj is None or account.organisation_id in (obj.to_id, obj.addressee.organisation_id)


@rules.predicate
def keeps_promises(account: Any, obj: Any = None) -> bool:
    """Answers or approves for an organisation; with a commitment, for the organisation that made it."""
    if not isinstance(account, Account) or not account.is_active or account.organisation_id is None:
        return False
    answering = account.edition_roles.filter(role__in=(Role.RESPONDENT, Role.APPROVER)).exists()
    speaks = answering or bool(is_contact(account))
    return speaks and (obj is None or obj.organisation_id == account.organisation_id)


@rules.predicate
def leads_the_action(account: Any, obj: Any = None) -> bool:
    """The contact of an organisation; with an action, of the organisation that leads it."""
    if not isinstance(account, Account) or account.organisation_id is None or not is_contact(account):
        return False
    return obj is None or obj.lead_id == account.organisation_id


declare("answers.write", responds & serves_the_addressee, "behandelend ambtenaren van het gevraagde ministerie")
declare("answers.approve", approves & serves_the_addressee, "goedkeurders van het gevraagde ministerie")
declare("answers.open", (responds | approves) & serves_the_addressee, "ambtenaren van het gevraagde ministerie")
declare(
    "answers.take_over",
    (responds | approves) & gives_or_takes,
    "ambtenaren van het ministerie dat een onderdeel aanbiedt of krijgt aangeboden",
)
declare("answers.judge", sits_on_panel, "leden van het jongerenpanel")
declare("commitments.report", keeps_promises, "mensen van de organisatie die dit toezegde")
declare("commitments.open", keeps_promises | is_editor, "redacteuren, en mensen van de organisatie die dit toezegde")
declare("actions.write", leads_the_action | is_editor, "redacteuren, en contactpersonen van wie de actie leidt")
