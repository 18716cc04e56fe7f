"""Whether two people are one, without saying who: nothing here joins a child's words to an account."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from weerklank.accounts.models import Account, Role
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import Contribution


def who_for(contribution: Contribution, by: Account) -> str:
    """One person as this contribution knows them: the same person elsewhere has another hash, so nothing is joined."""
    said = f"{contribution.pk}|{by.audit_id}"
    return salted_hmac("weerklank.second pair of eyes", said, algorithm="sha256").hexdigest()


def third_who_may(contribution: Contribution, *keys: str) -> bool:
    """Whether somebody may decide this who is none of these."""
    found = contribution.edition.roles.filter(role=Role.MODERATOR.value, account__is_active=True).select_related(
        "account"
    )
    return any(who_for(contribution, role.account) not in keys for role in found)


def others_who_may(contribution: Contribution, by: Account) -> bool:
    """Whether there is a second person who may read this at all."""
    roles = [Role.SAFEGUARDING.value]
    if contribution.state != ContributionState.SAFETY_HOLD:
        roles.append(Role.MODERATOR.value)
    found = contribution.edition.roles.filter(role__in=roles, account__is_active=True)
    return found.exclude(account=by).exists()
