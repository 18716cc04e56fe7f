"""Eight pictures of a made-up child, whose idea came into an advice that was answered: so that anybody can look and judge."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path

from django.conf import settings

from weerklank.advices.models import Advice
from weerklank.config.content.demonstration.scene import Scene
from weerklank.participation import tickets
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import Contribution, ReturnCode
from weerklank.participation.pictures import codes


def lay_pictures(scene: Scene, home: Path) -> str:
    """Gives the line for the sheet; empty where there is no such idea."""
    ticket = _ticket(home)
    code = codes.derive(ticket.encode(), settings.PEPPER, 0)
    ticket_hash = tickets.return_hash(ticket)
    row = ReturnCode.objects.filter(ticket_hash=ticket_hash).first()
    if row is None:
        idea = _answered_idea()
        if idea is None:
            return ""
        salt = secrets.token_bytes(codes.SALT_BYTES)
        digest = codes.seal(code, salt, settings.PEPPER)
        row = ReturnCode.objects.create(ticket_hash=ticket_hash, finder=code.finder, salt=salt, digest=digest)
        Contribution.objects.filter(pk=idea.pk).update(return_code=row)
        scene.layer.report.count("created", ReturnCode)
    else:
        scene.layer.report.count("unchanged", ReturnCode)
    return f"  acht plaatjes voor /terug/ (een idee in een beantwoord advies): {code.text('nl')}"


def _answered_idea() -> Contribution | None:
    """An idea that nobody holds pictures of, behind the newest advice with an answer."""
    answered = Advice.objects.filter(edition__is_demonstration=True, addressees__answers__state="published")
    advice = answered.order_by("-edition__year", "number").first()
    ideas = Contribution.objects.filter(groups__advices=advice, return_code=None, state=ContributionState.IN_ADVICE)
    return ideas.order_by("received_on", "pk").first() if advice else None


def _ticket(home: Path) -> str:
    """Random, one per installation, in a file that only its owner reads; the database holds the sealed hash."""
    path = home / "demonstration-pictures.json"
    if path.exists():
        return str(json.loads(path.read_text())["ticket"])
    home.mkdir(parents=True, exist_ok=True)
    ticket = secrets.token_urlsafe(24)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({"ticket": ticket}, file)
    return ticket
