"""Who may bring contributions together, who may make public what came out, and who reads it with its map and figures."""

from __future__ import annotations

from typing import Any

import rules

from weerklank.accounts.models import EDITION_ROLES
from weerklank.accounts.rules import declare
from weerklank.editions.rules import analyses, edition_role, organises, serves_no_ministry
from weerklank.findings.lifecycle import RunState


@rules.predicate
def is_public(account: Any, obj: Any = None) -> bool:
    """Before everybody may know it, only who makes it knows it."""
    return obj is None or getattr(obj, "state", "") == RunState.PUBLIC


publishes = analyses | (organises & serves_no_ministry)

declare("findings.edit", analyses, "redacteuren van de inbreng in deze editie")
declare(
    "findings.publish",
    publishes,
    "redacteuren van de inbreng en organisatoren van deze editie, niet van een ministerie",
)
declare(
    "findings.read",
    publishes | (edition_role(*EDITION_ROLES) & is_public),
    "wie een uitkomst maakt, en zodra zij openbaar is iedereen met een rol in deze editie",
)
