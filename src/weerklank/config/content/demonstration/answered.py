"""What the made-up ministries answered and promised."""

from __future__ import annotations

from datetime import timedelta

from weerklank.accounts.models import Account
from weerklank.answers.models import (
    Addressee,
    Answer,
    Appraisal,
    Commitment,
    PartPosition,
    ProgressUpdate,
)
from weerklank.config.content.demonstration.scene import Scene, organisation
from weerklank.config.content.loading import Table
from weerklank.editions.models import (
    Edition,
)
from weerklank.rights.models import Theme


def lay_answers(scene: Scene, accounts: dict[str, Account], edition: Edition) -> None:
    year = edition.year
    for row in scene.file["answer"]:
        addressee = Addressee.objects.get(advice__number=f"{year}-DEM-{row['advice']}")
        _answer(scene, addressee, row, accounts)
    for row in scene.file["commitment"]:
        _commitment(scene, year, row)


def _answer(scene: Scene, addressee: Addressee, row: Table, accounts: dict[str, Account]) -> None:
    suffix = "" if addressee.organisation.slug.endswith("-a") else "-b"
    answer = Answer.objects.create(
        addressee=addressee,
        written_by=accounts[f"respondent{suffix}"],
        approved_by=accounts[f"approver{suffix}"],
        **{key: row[key] for key in ("summary", "child_version", "not_thought_of", "signatory")},
    )
    for position in row["position"]:
        part = addressee.advice.parts.get(order=position["part"])
        PartPosition.objects.create(answer=answer, **{**position, "part": part})
    # published last: from then on the database refuses every change
    Answer.objects.filter(pk=answer.pk).update(state="published", published_on=scene.ago(row["days_ago"]))
    Addressee.objects.filter(pk=addressee.pk).update(state="answered")
    if "appraisal" in row:
        Appraisal.objects.create(answer=answer, by="panel", value=row["appraisal"], text=row["panel_words"])
        Addressee.objects.filter(pk=addressee.pk).update(
            state="clarification_due", clarification_due_on=scene.today + timedelta(days=20)
        )
    scene.layer.report.count("created", Answer)


def _commitment(scene: Scene, year: int, row: Table) -> None:
    position = PartPosition.objects.get(part__advice__number=f"{year}-DEM-{row['advice']}", part__order=row["part"])
    addressee = position.answer.addressee
    commitment = scene.layer.once(
        Commitment,
        {"slug": row["slug"]},
        {
            **{key: row[key] for key in ("title", "text", "owner", "measure", "state")},
            "position": position,
            "organisation": addressee.organisation,
            "made_on": Answer.objects.get(pk=position.answer_id).published_on,
            "due_on": scene.today + timedelta(days=row["due_in"]),
            "fulfilled_by_url": row.get("evidence_url", ""),
            "is_demonstration": True,
        },
    )
    commitment.themes.set([Theme.objects.get(slug="armoede")])
    scene.layer.once(
        ProgressUpdate,
        {"commitment": commitment, "date": scene.ago(row["update_days_ago"])},
        {
            "state": row["state"],
            "text": row["update"],
            "child_text": row["update_child"],
            "evidence_url": row.get("evidence_url", ""),
        },
    )


def lay_elsewhere(scene: Scene) -> None:
    """Promised in a made-up debate, with the word that its source has for how it stands."""
    for row in scene.file["elsewhere"]:
        made_on = scene.ago(row["made_days_ago"])
        values = {key: row[key] for key in ("title", "text", "owner", "made_to", "due_note", "measure", "source_url")}
        scene.layer.once(
            Commitment,
            {"slug": row["slug"]},
            {
                **values,
                "kind": "parliament",
                "state": "agreed",
                "organisation": organisation(row["organisation"]),
                "made_on": made_on,
                "status_original": row["status_original"],
                "status_original_on": made_on,
                "external_system": "demonstratie",
                "external_id": row["external_id"],
                "is_demonstration": True,
            },
        )
