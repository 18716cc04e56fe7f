"""What children of nowhere said in the demonstration, and how it was read, grouped and voted on."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from weerklank.config.content.demonstration.scene import CLASS_CODE, LANGUAGES, VOTERS, Scene
from weerklank.config.content.loading import Table
from weerklank.editions.models import (
    Edition,
    EditionTheme,
)
from weerklank.moderation.models import ModerationDecision, SafetyFlag
from weerklank.participation.models import (
    Consultation,
    ConsultationText,
    Contribution,
    EntryPoint,
    MadeBy,
    Statement,
    StatementText,
    Vote,
)

OUTCOMES = {
    "published": "published",
    "published_edited": "edited",
    "kept_private": "private",
    "not_published": "declined",
    "safety_hold": "held",
    "grouped": "published",
    "in_advice": "published",
    "not_used": "published",
}


def lay_consultation(scene: Scene, edition: Edition, edition_theme: EditionTheme) -> None:
    row = scene.file["consultation"]
    closes = scene.today + timedelta(days=60)
    values = {key: value for key, value in row.items() if key not in (*LANGUAGES, "slug")}
    consultation = scene.layer.once(
        Consultation,
        {"slug": row["slug"]},
        {
            **values,
            "edition": edition,
            "edition_theme": edition_theme,
            "hear_by": scene.today + timedelta(days=180),
            "opens_on": scene.ago(10),
            "closes_on": closes,
            "state": "open",
        },
    )
    for language in LANGUAGES:
        scene.layer.once(
            ConsultationText,
            {"consultation": consultation, "language": language},
            {**row[language], "made_by": MadeBy.MACHINE},
        )
    entry = scene.layer.once(
        EntryPoint,
        {"code": CLASS_CODE},
        {
            "consultation": consultation,
            "label": "groep 7 van de voorbeeldschool (demonstratie)",
            "valid_from": scene.ago(10),
            "valid_to": closes,
            "max_uses": 300,
        },
    )
    scene.layer.once(
        EntryPoint,
        {"consultation": consultation, "kind": "open"},
        {"label": "open (demonstratie)", "valid_from": scene.ago(10), "valid_to": closes, "max_uses": 100000},
    )
    for contribution in scene.file["contribution"]:
        lay_contribution(scene, consultation, contribution, entry)
    _statements(scene, consultation)


def lay_contribution(
    scene: Scene, consultation: Consultation, row: Table, entry: EntryPoint | None = None
) -> Contribution:
    key = hashlib.sha256(f"demonstratie {consultation.slug} {row['text']}".encode()).hexdigest()
    contribution = scene.layer.once(
        Contribution,
        {"submission_key": key},
        {
            "consultation": consultation,
            "entry_point": entry,
            "kind": "group" if "group_size" in row else "individual",
            "group_size": row.get("group_size"),
            "original": row["text"],
            "original_language": row.get("language", "nl"),
            "edited_text": row.get("edited", ""),
            "received_on": scene.ago(row["days_ago"]),
            "wants_private": row.get("private", False),
            "state": row["state"],
            "decline_reason": row.get("reason", ""),
            "reason_for_child": row.get("reason_for_child", ""),
        },
    )
    _decided(scene, contribution, row)
    return contribution


def _decided(scene: Scene, contribution: Contribution, row: Table) -> None:
    day = contribution.received_on
    if "signal" in row:
        scene.layer.once(
            SafetyFlag,
            {"contribution": contribution},
            {"raised_by": "words", "signal": row["signal"], "raised_on": day},
        )
    elif row["state"] in OUTCOMES:
        scene.layer.once(
            ModerationDecision,
            {"contribution": contribution},
            {
                "outcome": OUTCOMES[row["state"]],
                "reason": row.get("reason", ""),
                "decided_by": "Moderator (demonstratie)",
                "decided_on": day,
            },
        )


def _statements(scene: Scene, consultation: Consultation) -> None:
    for order, row in enumerate(scene.file["statement"], start=1):
        statement = scene.layer.once(
            Statement, {"consultation": consultation, "text": row["nl"]}, {"state": "open", "order": order}
        )
        for language in LANGUAGES:
            scene.layer.once(
                StatementText,
                {"statement": statement, "language": language},
                {"text": row[language], "made_by": MadeBy.MACHINE},
            )
        Vote.objects.bulk_create(votes_on(statement, order))


def votes_on(statement: Statement, order: int) -> list[Vote]:
    """Made-up votes: some statements nearly everyone agrees with, some divide."""
    votes = []
    for voter in range(VOTERS):
        seed = hashlib.sha256(f"demonstratie {statement.text} {voter}".encode()).hexdigest()
        draw = int(seed[:8], 16) % 100
        agree = (88, 71, 64, 55, 49, 43, 92)[(order - 1) % 7]
        value = "agree" if draw < agree else "disagree" if draw < agree + 20 else "pass"
        votes.append(
            Vote(
                statement=statement, voter_hash=f"{seed[:60]}demo", value=value, important=draw % 5 == 0, channel="code"
            )
        )
    return votes
