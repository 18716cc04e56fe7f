"""A list of people, as a file or pasted."""

from __future__ import annotations

from typing import Any

from django import forms

from weerklank.editions.roster import decoded

LARGEST = 900_000


class RosterForm(forms.Form):
    file = forms.FileField(
        label="Bestand", required=False, allow_empty_file=True, help_text="Een CSV-bestand, hoogstens 900 kB."
    )
    text = forms.CharField(
        label="Of plak de lijst",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "autocomplete": "off"}),
        help_text="Met de koppen op de eerste regel. U kunt de rijen kopiëren uit een spreadsheet.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        file, text = cleaned.get("file"), str(cleaned.get("text") or "").replace("\0", "")
        if file and file.size > LARGEST:
            self.add_error("file", f"Dit bestand is {file.size // 1000} kB. Deel het in stukken van hoogstens 900 kB.")
        elif file:
            text = decoded(file.read())
        if not self.errors and not text.strip():
            self.add_error("file", "Kies een bestand of plak de lijst.")
        cleaned["text"] = text
        return cleaned
