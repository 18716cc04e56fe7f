"""What somebody types who puts a mistaken advice aside."""

from __future__ import annotations

from django import forms


class DiscardForm(forms.Form):
    """Why an advice is put aside."""

    reason = forms.CharField(
        label="Waarom leggen jullie dit advies weg?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bijvoorbeeld: dubbel gemaakt. Wat kinderen zeiden, komt weer vrij voor een ander advies.",
    )
