"""A made-up question that was counted: groups that differ, a small one, a campaign by the open link, and a public outcome."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from random import Random

from weerklank.accounts.models import Account
from weerklank.config.content.demonstration.scene import DIALOGUE_DAYS_AGO, HANDED_OVER_DAYS_AGO, TERM_DAYS, Scene
from weerklank.editions.models import EditionTheme
from weerklank.findings import actions
from weerklank.findings.actions.running import FEWEST_APART
from weerklank.findings.runs import signs_in
from weerklank.participation.models import Consultation, EntryPoint, HandTally, Statement, Vote

# a sentence, and what the first, the second and the small third camp mostly answer
_ASKED = (
    ("Op school moet een plek zijn waar het stil is.", "agree agree agree"),
    ("In de pauze mag je binnen blijven.", "disagree agree agree"),
    ("Muziek luisteren helpt om rustig te worden.", "agree disagree agree"),
    ("Een klas hoort stil te zijn tijdens het werken.", "disagree agree disagree"),
    ("Kinderen kiezen zelf waar ze zitten.", "agree disagree disagree"),
    ("Telefoons blijven buiten de klas.", "disagree agree disagree"),
    ("Buiten spelen is de beste rust.", "agree disagree disagree"),
    ("Er moet iemand zijn met wie je alleen kunt praten.", "agree agree disagree"),
)
_FRAME = {
    "question": "Waar kun je rustig zijn op school? (demonstratie)",
    "why": "Sommige kinderen vinden het druk op school.",
    "can_change": "Hoe een school haar ruimte gebruikt.",
    "cannot_change": "Hoe groot een school is.",
    "who_decides": "De minister (demonstratie)",
}
_REASONS = {
    "copies": (True, "Precies dezelfde zeven antwoorden, veel vaker dan toeval geeft. Die tellen niet mee (demonstratie)."),
    "passes": (False, "Niet weten is ook een antwoord. Deze stemmen tellen mee (demonstratie)."),
}  # fmt: skip
_KEEP = (False, "Dit kan echt zo zijn. Deze stemmen tellen mee (demonstratie).")
_SEEN = 7


def lay_counted(scene: Scene, accounts: dict[str, Account]) -> None:
    """Apart from the rest, so that an installation of before it existed gets it too."""
    theme = EditionTheme.objects.filter(edition__slug=f"demonstratie-{scene.ago(DIALOGUE_DAYS_AGO).year}").first()
    if theme is None:
        return
    consultation = scene.layer.once(
        Consultation,
        {"slug": f"{theme.edition.slug}-rust"},
        _FRAME
        | {
            "edition": theme.edition,
            "edition_theme": theme,
            "hear_by": scene.ago(HANDED_OVER_DAYS_AGO - TERM_DAYS),
            "opens_on": scene.ago(260),
            "closes_on": scene.ago(180),
            "state": "reported",
        },
    )
    if consultation.runs.exists():
        return
    statements = [
        scene.layer.once(Statement, {"consultation": consultation, "text": text}, {"state": "closed", "order": order})
        for order, (text, _) in enumerate(_ASKED, start=1)
    ]
    Vote.objects.bulk_create(_votes(statements))
    _lay_hands(scene, consultation, statements)
    _count(scene, consultation, accounts)


def _votes(statements: list[Statement]) -> Iterator[Vote]:
    chance = Random("demonstratie")
    for channel, camps in (("code", (90, 80, 34)), ("open", (36, 30, 0))):
        for camp, people in enumerate(camps):
            for person in range(people):
                yield from _ballot(statements, channel, camp, person, chance)
    for person in range(24):
        for place, statement in enumerate(statements[:_SEEN]):
            yield _vote(statement, "open", f"campagne {person}", "agree" if place in (4, 6) else "disagree")
    for person in range(16):
        for statement in (one for place, one in enumerate(statements) if place != person % len(statements)):
            yield _vote(statement, "open", f"weet niet {person}", "pass")


def _ballot(statements: list[Statement], channel: str, camp: int, person: int, chance: Random) -> Iterator[Vote]:
    for place in sorted(chance.sample(range(len(statements)), _SEEN)):
        value = _ASKED[place][1].split()[camp]
        if chance.random() > 0.6:
            (value,) = chance.choices(("agree", "disagree", "pass"), (4, 4, 2))
        yield _vote(statements[place], channel, f"{camp} {person}", value)


def _vote(statement: Statement, channel: str, who: str, value: str) -> Vote:
    voter = hashlib.sha256(f"demonstratie rust {channel} {who}".encode()).hexdigest()
    return Vote(statement=statement, voter_hash=voter, value=value, channel=channel)


def _lay_hands(scene: Scene, consultation: Consultation, statements: list[Statement]) -> None:
    entry = scene.layer.once(
        EntryPoint,
        {"consultation": consultation, "kind": "group"},
        {
            "code": "DMK579",
            "label": "twee klassen (demonstratie)",
            "valid_from": scene.ago(260),
            "valid_to": scene.ago(180),
        },
    )
    for statement, (agree, disagree, passed) in zip(
        statements, ((31, 12, 10), (22, 20, 11), (25, 14, 14)), strict=False
    ):
        hands = {"agree": agree, "disagree": disagree, "passed": passed, "present": 56}
        scene.layer.once(HandTally, {"statement": statement, "entry_point": entry}, hands)


def _count(scene: Scene, consultation: Consultation, accounts: dict[str, Account]) -> None:
    """The real programme counts; the analyst judges what it noticed, counts again, and a second person publishes."""
    analyst, organiser, now = accounts["analyst"], accounts["organiser"], scene.now
    first, _ = actions.make_run(consultation_id=consultation.pk, by=analyst, now=now)
    for sign in signs_in(first):
        # a few who answered alike are no campaign
        leave_out, reason = _REASONS.get(sign["kind"], _KEEP) if int(sign["people"]) > FEWEST_APART else _KEEP
        actions.decide_sign(run_id=first.pk, sign=sign["sign"], leave_out=leave_out, reason=reason, by=analyst, now=now)
    second, _ = actions.make_run(consultation_id=consultation.pk, by=analyst, now=now)
    actions.propose_run(run_id=second.pk, by=analyst, now=now)
    actions.publish_run(run_id=second.pk, by=organiser, now=now)
