"""A list of advices, and what holds where a row says nothing."""

from __future__ import annotations

from typing import Any

from django import forms

from weerklank.accounts.models import Organisation
from weerklank.answers.advice_list import Usual
from weerklank.answers.queries.work import possible_addressees
from weerklank.editions.models import Edition, EditionTheme
from weerklank.web.fields import RowField, RowsField
from weerklank.web.pasted import PastedForm


class AdviceListForm(PastedForm):
    theme = RowField(
        label="Waar geen thema bij staat, hoort bij",
        queryset=EditionTheme.objects.none(),
        required=False,
        empty_label="elke rij zegt het zelf",
    )
    lead = RowField(
        label="Waar niet bij staat wie antwoordt, antwoordt als eerste",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="kies ik later",
    )
    others = RowsField(
        label="En ook",
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    field_order = ("text", "file", "theme", "lead", "others")

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = edition.themes.order_by("order", "id")
        self.fields["lead"].queryset = self.fields["others"].queryset = possible_addressees(edition)
        self.fields["text"].label, self.fields["file"].label = "Plak de adviezen", "Of kies een bestand"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("others") and not cleaned.get("lead"):
            self.add_error("lead", "Kies ook wie als eerste antwoordt.")
        return cleaned

    def usual(self) -> Usual:
        lead, theme = self.cleaned_data["lead"], self.cleaned_data["theme"]
        others = tuple(body for body in self.cleaned_data["others"] if body != lead)
        return Usual(theme and theme.pk, (lead, *others) if lead else ())
