"""Who must act in the demonstration: made-up ministries beside what the UN really asked, so that every answer is there."""

from __future__ import annotations

from typing import Any

from weerklank.accounts.models import Account
from weerklank.config.content.demonstration.scene import Scene, organisation
from weerklank.config.content.loading import Table
from weerklank.rights import search
from weerklank.rights.lifecycle import ResponsibilityState
from weerklank.rights.models import Recommendation, Responsibility, Territory

BASIS = "Verzonnen, voor de demonstratie: dit ministerie bestaat niet"
PROPOSED_BY = "redactie (demonstratie)"


def lay_duties(scene: Scene, accounts: dict[str, Account]) -> None:
    """Only beside limbs that are known; an editor who ended or answered one finds it as it was left."""
    laid = []
    for row in scene.file["duty"]:
        limb = Recommendation.objects.filter(document__symbol=row["document"], slug=row["limb"]).first()
        if limb is not None:
            scene.layer.once(Responsibility, _which(limb, row), _says(scene, accounts, row))
            laid.append(limb.pk)
    search.refresh(laid)


def _which(limb: Recommendation, row: Table) -> dict[str, Any]:
    territory = Territory.objects.get(code=row["territory"]) if "territory" in row else None
    body = organisation(row["organisation"])
    return {"recommendation": limb, "organisation": body, "territory": territory, "role": row.get("role", "lead")}


def _says(scene: Scene, accounts: dict[str, Account], row: Table) -> dict[str, Any]:
    values: dict[str, Any] = {"state": row["state"], "basis": BASIS, "proposed_by": PROPOSED_BY}
    if row["state"] in (ResponsibilityState.ACCEPTED, ResponsibilityState.DISPUTED):
        contact = accounts["contact" if row["organisation"].endswith("-a") else "contact-b"]
        values |= {"answered_by": contact, "answered_on": scene.ago(row["days_ago"])}
    if row["state"] == ResponsibilityState.DISPUTED:
        values |= {"disputed_reason": row["reason"], "instead": organisation(row["instead"])}
    if row["state"] == ResponsibilityState.ENDED:
        values |= {"ended_reason": row["reason"], "valid_to": scene.ago(row["days_ago"])}
    return values
