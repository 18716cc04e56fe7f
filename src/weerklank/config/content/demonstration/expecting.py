"""What made-up adults expected: counted together where the talk is long over, and written by two where it is today."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from weerklank.advices.expecting.counting import together
from weerklank.advices.models import Expectation, ExpectationCount, Guess
from weerklank.config.content.demonstration.said import lay_said
from weerklank.config.content.demonstration.scene import DIALOGUE_DAYS_AGO, TABLE_SLUG, Scene
from weerklank.editions.models import Attendee, Edition, EditionTheme, ParticipantRole
from weerklank.findings.counting import count
from weerklank.findings.models import GroupMembership, Objection, OpinionRun
from weerklank.participation.models import (
    Consultation,
    Contribution,
    ContributionText,
    EntryPoint,
    HandTally,
    Statement,
    Vote,
)

# so many voters that no answer is given by fewer than ten, and nothing has to be hidden
_VOTERS = 160
# a sentence; of how many of a hundred voters it is the answer to agree, and to disagree; what twelve made-up adults guessed
_VOTED = (
    ("De schoolreis moet voor iedereen gratis zijn.", (71, 17), (30, 35, 40, 40, 45, 50, 50, 55, 60, 60, 65, 70)),
    ("Wie hulp krijgt, kan dat geheim houden.", (64, 22), (10, 15, 20, 20, 25, 25, 30, 30, 35, 40, 45, 60)),
    ("Sportclubs vragen te veel geld.", (45, 40), (40, 50, 55, 60, 60, 65, 70, 70, 75, 80, 80, 90)),
)
_ROLES = (ParticipantRole.MINISTRY, ParticipantRole.ORGANISATION)
_THOUGHT = "Ik denk dat kinderen over drukte in de klas beginnen (demonstratie)."
_SAID_IN_ARABIC = ("أريد أن أذهب مع صفي في الرحلة المدرسية.", "Ik wil met mijn klas mee op schoolreis.")


def lay_expectations(scene: Scene) -> None:
    """Apart from the rest, so that an installation of before it existed gets it too."""
    dialogue = scene.ago(DIALOGUE_DAYS_AGO)
    over = EditionTheme.objects.filter(edition__slug=f"demonstratie-{dialogue.year}").first()
    if over is not None:
        _lay_what_is_over(scene, over)
    _lay_today(scene, Edition.objects.get(slug=TABLE_SLUG))


def _lay_what_is_over(scene: Scene, theme: EditionTheme) -> None:
    consultation = Consultation.objects.get(edition_theme=theme, slug=f"{theme.edition.slug}-meedoen")
    asked = _lay_votes(scene, consultation)
    lay_said(scene, consultation)
    if not consultation.opinion_runs.exists():
        counted = count(consultation)
        made_at = scene.now - timedelta(days=DIALOGUE_DAYS_AGO + 10)
        scene.layer.once(
            OpinionRun,
            {"consultation": consultation},
            {"made_at": made_at, "library_version": "1.0", "votes": counted.votes, "results": list(counted.rows)},
        )
    guesses = {statement.pk: percents for statement, (_, _, percents) in zip(asked, _VOTED, strict=True)}
    scene.layer.once(
        ExpectationCount,
        {"edition_theme": theme},
        {"closed_on": scene.ago(DIALOGUE_DAYS_AGO), "results": together(guesses)},
    )
    _lay_objection(scene, consultation)
    _lay_in_arabic(scene, consultation)


def _lay_votes(scene: Scene, consultation: Consultation) -> list[Statement]:
    """Three sentences on which children voted with a code, and of which one group counted hands."""
    entry = scene.layer.once(
        EntryPoint,
        {"consultation": consultation, "kind": "group"},
        {
            "code": "DMK357",
            "label": "de hele school (demonstratie)",
            "valid_from": scene.ago(260),
            "valid_to": scene.ago(180),
        },
    )
    asked = []
    for order, (text, (agree, disagree), _) in enumerate(_VOTED, start=1):
        statement = scene.layer.once(
            Statement, {"consultation": consultation, "text": text}, {"state": "closed", "order": order}
        )
        if not statement.votes.exists():
            Vote.objects.bulk_create(_votes_on(statement, agree, disagree))
        hands: dict[str, Any] = {"agree": agree - 10, "disagree": disagree, "passed": 12, "present": 100}
        scene.layer.once(HandTally, {"statement": statement, "entry_point": entry}, hands)
        asked.append(statement)
    return asked


def _votes_on(statement: Statement, agree: int, disagree: int) -> list[Vote]:
    votes = []
    for voter in range(_VOTERS):
        drawn = voter * 100 // _VOTERS
        value = "agree" if drawn < agree else "disagree" if drawn < agree + disagree else "pass"
        seed = hashlib.sha256(f"demonstratie {statement.text} {voter}".encode()).hexdigest()
        votes.append(Vote(statement=statement, voter_hash=seed, value=value, channel="code"))
    return votes


def _lay_objection(scene: Scene, consultation: Consultation) -> None:
    """One child said that its idea stood in the wrong group, and it was told why it stayed."""
    membership = GroupMembership.objects.filter(group__consultation=consultation).order_by("pk").first()
    if membership is None or Objection.objects.filter(contribution=membership.contribution).exists():
        return
    scene.layer.once(
        Objection,
        {"contribution": membership.contribution, "about": "place", "group": membership.group},
        {
            "state": "kept",
            "raised_on": scene.ago(170),
            "reason": "We lazen je idee nog eens. Het gaat over kosten, dus bleef het hier staan (demonstratie).",
            "decided_by": "Redacteur inbreng (demonstratie)",
            "decided_on": scene.ago(165),
        },
    )


def _lay_today(scene: Scene, edition: Edition) -> None:
    theme = edition.themes.order_by("order", "id").first()
    if theme is None:
        return
    asked = list(Statement.objects.filter(consultation__edition_theme=theme).order_by("order", "id"))
    adults = Attendee.objects.filter(registration__edition=edition, role__in=_ROLES).order_by("place_in_line")
    for place, attendee in enumerate(adults[:2], start=1):
        expectation = scene.layer.once(Expectation, {"edition_theme": theme, "attendee": attendee}, {"words": _THOUGHT})
        for order, statement in enumerate(asked, start=1):
            scene.layer.once(
                Guess, {"expectation": expectation, "statement": statement.pk}, {"percent": 20 * place + 10 * order}
            )


def _lay_in_arabic(scene: Scene, consultation: Consultation) -> None:
    """One child wrote in its own language; the table reads it beside the Dutch."""
    membership = GroupMembership.objects.filter(group__consultation=consultation).order_by("pk").first()
    if membership is None:
        return
    original, dutch = _SAID_IN_ARABIC
    contribution = scene.layer.once(
        Contribution,
        {"submission_key": hashlib.sha256(f"demonstratie {consultation.slug} {original}".encode()).hexdigest()},
        {
            "consultation": consultation,
            "original": original,
            "original_language": "ar",
            "received_on": scene.ago(200),
            "state": "in_advice",
        },
    )
    scene.layer.once(
        ContributionText,
        {"contribution": contribution, "language": "nl"},
        {"text": dutch, "made_by": "person", "checked": True},
    )
    scene.layer.once(GroupMembership, {"contribution": contribution}, {"group": membership.group})
