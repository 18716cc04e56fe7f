"""What the made-up ministries do: one action with a step that is late, one delivered."""

from __future__ import annotations

from datetime import timedelta

from weerklank.accounts.models import Account
from weerklank.answers.models import (
    Action,
    ActionCommitment,
    ActionStep,
    Commitment,
    Milestone,
)
from weerklank.config.content.demonstration.scene import Scene, organisation
from weerklank.config.content.loading import Table


def lay_actions(scene: Scene, accounts: dict[str, Account]) -> None:
    """What the made-up ministries do: one with a step that is late, one delivered."""
    for row in scene.file["action"]:
        if Action.objects.filter(slug=row["slug"]).exists():
            scene.layer.report.count("unchanged", Action)
            continue
        values = {key: row[key] for key in ("title", "description", "kind")}
        values |= {key: row[key] for key in ("child_text", "budget_amount", "budget_note") if key in row}
        action = scene.layer.once(
            Action,
            {"slug": row["slug"]},
            {
                **values,
                "lead": organisation(row["lead"]),
                "start_on": scene.ago(row["start_days_ago"]),
                "end_on": scene.today + timedelta(days=row["end_in"]),
                "state": "under_way",
                "is_demonstration": True,
            },
        )
        for step in row["milestone"]:
            done = scene.today + timedelta(days=step["done_in"]) if "done_in" in step else None
            days = {"due_on": scene.today + timedelta(days=step["due_in"]), "done_on": done}
            proof = {"evidence_url": step.get("evidence_url", "")}
            scene.layer.once(Milestone, {"action": action, "title": step["title"]}, days | proof)
        for told in row["step"]:
            words = {key: told.get(key, "") for key in ("state", "text", "evidence_url")}
            scene.layer.once(ActionStep, {"action": action, "date": scene.ago(told["days_ago"])}, words)
        # last: the database lets nothing be delivered before the proof of it stands
        Action.objects.filter(pk=action.pk).update(state=row["state"])
        _kept(scene, accounts, action, row)


def _kept(scene: Scene, accounts: dict[str, Account], action: Action, row: Table) -> None:
    """A colleague confirmed that the action keeps the promise."""
    contact = accounts["contact" if row["lead"].endswith("-a") else "contact-b"]
    scene.layer.once(
        ActionCommitment,
        {"action": action, "commitment": Commitment.objects.get(slug=row["keeps"])},
        {
            "share": row["share"],
            "rationale": row["rationale"],
            "source": "government",
            "author": contact.public_label[:120],
            "proposed_by": contact,
            "made_on": scene.ago(15),
            "state": "confirmed",
            "decided_by": accounts["editor"],
            "decided_on": scene.ago(12),
        },
    )
