"""What a member of the youth panel says of a question."""

from __future__ import annotations

from django import forms


class PanelForm(forms.Form):
    """Fine like this, or not, and then what is not clear."""

    clear = forms.TypedChoiceField(
        label="Wat vind je van deze vraag?",
        choices=[("yes", "Goed zo"), ("no", "Dit snap ik niet")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    unclear = forms.CharField(
        label="Wat snap je niet, en waarom?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
