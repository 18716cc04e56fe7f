"""Who of the made-up ministries is reminded of a term: noted as in life, and never sent, for the mailboxes are made up."""

from __future__ import annotations

from weerklank.answers.actions import reminding
from weerklank.config.content.demonstration.scene import Scene


def lay_reminders(scene: Scene) -> None:
    """Again lays nothing more: each moment of each term stands once."""
    reminding.note(now=scene.now)
