"""What people type about an organisation."""

from __future__ import annotations

from typing import Any

from django import forms

from weerklank.accounts.models import Organisation, OrganisationKind
from weerklank.web.fields import RowField

_NAME = {"required": "Geef de organisatie een naam."}
_DAY = {"required": "Kies een dag.", "invalid": "Dit is geen dag. Schrijf bijvoorbeeld 2026-03-01."}


def _day(label: str, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=_DAY, **more)


class OrganisationForm(forms.Form):
    name = forms.CharField(label="Naam", max_length=200, error_messages=_NAME)
    short_name = forms.CharField(
        label="Korte naam", required=False, max_length=60, help_text="Zoals in een lijst, bijvoorbeeld VWS."
    )
    kind = forms.ChoiceField(
        label="Soort",
        choices=[("", "Kies"), *OrganisationKind.choices],
        error_messages={"required": "Kies wat voor organisatie dit is."},
    )
    about = forms.CharField(
        label="Wat zij doet", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    valid_from = _day("Bestaat sinds", required=False, help_text="Leeg als u het niet weet.")
    valid_to = _day("Bestond tot en met", required=False)
    predecessor = RowField(
        label="Volgt op",
        queryset=None,
        required=False,
        empty_label="geen voorganger bekend",
        help_text="De organisatie die dit eerder deed, onder een andere naam.",
    )
    source_url = forms.URLField(label="Bron", required=False, assume_scheme="https", max_length=500)

    def __init__(self, *args: Any, of: Organisation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Organisation.objects.order_by("name")
        self.fields["predecessor"].queryset = others.exclude(pk=of.pk) if of else others


class RenameForm(forms.Form):
    name = forms.CharField(label="Nieuwe naam", max_length=200, error_messages=_NAME)
    short_name = forms.CharField(label="Nieuwe korte naam", required=False, max_length=60)
    on = _day("Eerste dag onder deze naam")
    source_url = forms.URLField(
        label="Bron", required=False, assume_scheme="https", max_length=500, help_text="Het besluit of het bericht."
    )
    people_move = forms.BooleanField(
        label="De accounts gaan mee naar de nieuwe naam",
        required=False,
        help_text="Doe dit pas als zij geen adviezen meer beantwoorden die nog aan de oude naam zijn gericht. "
        "Contactpersonen spreken ook zonder dit voor de nieuwe naam.",
    )


class EndForm(forms.Form):
    on = _day("Laatste dag")
    reason = forms.CharField(
        label="Waarom",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf waarom."},
    )


class NothingForm(forms.Form):
    """For a press of the button alone."""
