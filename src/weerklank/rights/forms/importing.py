"""What an editor types about a limb, and the file of an import."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import get_valid_filename

from weerklank.rights import queries

LARGEST_UPLOAD = 5 * 1024 * 1024
SHORT = forms.Textarea(attrs={"rows": 3})


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Bestand van de VN",
        allow_empty_file=True,
        help_text="UHRI als JSON of XLSX, of een document van de OHCHR als tekst, HTML, DOCX of PDF. Hoogstens 5 MB.",
        error_messages={"required": "Kies een bestand."},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_UPLOAD:
            raise forms.ValidationError(
                f"Dit bestand is {file.size / 1024 / 1024:.0f} MB. Via de browser kan hoogstens 5 MB. "
                f"Grotere bestanden leest de beheerder in met: {queries.IMPORT_COMMAND}"
            )
        file.name = get_valid_filename(file.name or "bestand")[-120:]
        return file
