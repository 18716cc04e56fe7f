"""A list of people or of themes, as a file or pasted."""

from __future__ import annotations

from typing import Any

from weerklank.web.pasted import PastedForm


class RosterForm(PastedForm):
    """Who comes to the day, one person a row."""


class ThemeListForm(PastedForm):
    """The themes of an edition, one a line."""

    field_order = ("text", "file")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label, self.fields["file"].label = "Plak de thema’s", "Of kies een bestand"
        self.fields["text"].help_text = "Eén thema per regel, in de woorden van deze editie."
