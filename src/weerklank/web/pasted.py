"""A list from a spreadsheet, chosen as a file or pasted: its text, whatever programme wrote it, and its cells by line."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from django import forms

LARGEST = 900_000
_NEVER_TYPED = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decoded(content: bytes) -> str:
    """The text of a file, whichever office programme wrote it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace").replace("\0", "")
    try:
        return content.decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace").replace("\0", "")


def is_text(content: bytes) -> bool:
    """Whether this can be a list at all: a picture or a packed spreadsheet holds signs that nobody types."""
    return content.startswith((b"\xff\xfe", b"\xfe\xff")) or not _NEVER_TYPED.search(content)


def cells(text: str, most: int) -> list[tuple[int, list[str]]]:
    """The rows with their line numbers, split at whatever sign splits the head best; empty rows are skipped.

    One row more than ``most`` is read, so that whoever asks can say that it is too much.
    """
    text = text.lstrip("\ufeff")
    head = next((line for line in text.splitlines() if line.strip()), "")
    sign = max(";,\t|", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign if sign in head else ";", skipinitialspace=True)
    rows = []
    for row in reader:
        if any(cell.strip() for cell in row):
            rows.append((reader.line_num, [cell.strip() for cell in row]))
        if len(rows) > most + 1:
            break
    return rows


class PastedForm(forms.Form):
    """A list of rows, as a file or pasted; what was chosen as a file goes on as text, so that it can be mended."""

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
            content = file.read()
            if is_text(content):
                text = decoded(content)
            else:
                self.add_error(
                    "file",
                    "Dit bestand is geen tekst: misschien een plaatje of een spreadsheet zelf. Bewaar de lijst als CSV.",
                )
        if not self.errors and not text.strip():
            self.add_error("file", "Kies een bestand of plak de lijst.")
        cleaned["text"] = text
        return cleaned
