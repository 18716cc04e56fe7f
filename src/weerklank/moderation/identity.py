"""Whether two people are one, without saying who: nothing here joins a child's words to an account."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from weerklank.accounts.models import Account
from weerklank.participation.models import Contribution


def who_for(contribution: Contribution, by: Account) -> str:
    """One person as this contribution knows them: the same person elsewhere has another hash, so nothing is joined."""
    said = f"{contribution.pk}|{by.audit_id}"
    return salted_hmac("weerklank.second pair of eyes", said, algorithm="sha256").hexdigest()
