"""What comes back from the internal line: a Word file, or its words pasted."""

from __future__ import annotations

from typing import Any

from django import forms

from weerklank.answers.line import reading_back
from weerklank.moves import Refusal
from weerklank.web.plain import PlainForm

MOST_PASTED = 300_000


class ComesBackForm(PlainForm):
    """A file or a text; what is in either is in ``pages`` once the form is valid."""

    file = forms.FileField(
        label="Word-bestand",
        required=False,
        allow_empty_file=True,
        help_text="Het .docx-bestand dat u hier ophaalde, hoogstens 5 MB.",
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    text = forms.CharField(
        label="Of plak het antwoord",
        required=False,
        strip=False,
        max_length=MOST_PASTED,
        help_text="Met de koppen ‘Onderdeel 1’, ‘Standpunt’ enzovoort, zoals ze in het Word-bestand staan.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        file, text = cleaned.get("file"), str(cleaned.get("text") or "")
        try:
            if file and file.size > reading_back.LARGEST:
                self.add_error("file", reading_back.too_large(file.size))
            elif file:
                cleaned["pages"] = reading_back.of_word(file.read())
            elif text.strip():
                cleaned["pages"] = reading_back.of_pasted(text)
            elif not self.errors:
                self.add_error("file", "Kies een Word-bestand of plak het antwoord.")
        except Refusal as refusal:
            self.add_error("file", refusal.sentence)
        return cleaned
