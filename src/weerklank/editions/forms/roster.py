"""A list of people, as a file or pasted."""

from __future__ import annotations

from weerklank.web.pasted import PastedForm


class RosterForm(PastedForm):
    """Who comes to the day, one person a row."""
