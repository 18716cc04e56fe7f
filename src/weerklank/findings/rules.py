"""Who may bring contributions together, who may make public what came out, and who reads it with its map and figures."""

from __future__ import annotations

from typing import Any

import rules

from weerklank.accounts.models import Role
from weerklank.accounts.rules import declare
from weerklank.editions.rules import APART_FROM_MINISTRIES, analyses, edition_role, organises, serves_no_ministry
from weerklank.findings.lifecycle import RunState
from weerklank.findings.models import Run


@rules.predicate
def is_public(account: Any, obj: Any = None) -> bool:
    """Before everybody may know it, only who makes it knows it.

    Of a question with two public runs the groups of one would tell who is in those of the other: then everybody reads
    what is public of them and no more.
    """
    if not isinstance(obj, Run):
        return obj is None
    others = Run.objects.filter(consultation=obj.consultation_id, state=RunState.PUBLIC).exclude(pk=obj.pk)
    return obj.state == RunState.PUBLIC and not others.exists()


# a role for children opens nothing to who works at a ministry, not even what everybody may read
takes_part = edition_role(Role.ORGANISER, Role.RESPONDENT, Role.APPROVER) | edition_role(*APART_FROM_MINISTRIES)
publishes = analyses | (organises & serves_no_ministry)

declare("findings.edit", analyses, "redacteuren van de inbreng in deze editie")
declare(
    "findings.publish",
    publishes,
    "redacteuren van de inbreng en organisatoren van deze editie, niet van een ministerie",
)
declare(
    "findings.read",
    publishes | (takes_part & is_public),
    "wie een uitkomst maakt, en zodra zij openbaar is iedereen met een rol in deze editie",
)
