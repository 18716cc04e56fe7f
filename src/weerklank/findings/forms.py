"""What editors of the findings type."""

from __future__ import annotations

from typing import Any

from django import forms

from weerklank.findings.models import Group
from weerklank.participation.models import Consultation, Contribution
from weerklank.web.fields import RowField, RowsField


class GroupForm(forms.Form):
    title = forms.CharField(
        label="Naam van de groep", max_length=160, help_text="Wat deze kinderen vinden, in één zin."
    )
    summary = forms.CharField(
        label="Samenvatting",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Alleen wat er staat. Wie anders denkt, hoort er ook in.",
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Waarom dit jaar niet?",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In woorden van een kind. Ieder kind in deze groep leest dit; herhaal niet wat iemand schreef.",
    )


class StatementForm(forms.Form):
    text = forms.CharField(
        label="De stelling",
        max_length=160,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 160, "dir": "auto"}),
        help_text="Eén gedachte, hoogstens 160 tekens, zo dicht mogelijk bij de woorden van het kind.",
    )


class ChosenForm(forms.Form):
    """Which contributions were ticked, and where they go."""

    contributions = RowsField(queryset=Contribution.objects.none(), required=False)
    group = RowField(queryset=Group.objects.none(), required=False)

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contributions, group = self.fields["contributions"], self.fields["group"]
        assert isinstance(contributions, forms.ModelChoiceField) and isinstance(group, forms.ModelChoiceField)
        contributions.queryset = consultation.contributions.all()
        group.queryset = consultation.groups.all()


class ListForm(forms.Form):
    """What may be asked of a list by its address; what is not understood is left out."""

    q = forms.CharField(max_length=100, required=False)
    taal = forms.SlugField(max_length=8, required=False)
    bestemming = forms.SlugField(max_length=10, required=False)

    def asked(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))
