"""How many groups of each sort of place should be heard."""

from __future__ import annotations

from typing import Any

from django import forms

from weerklank.participation.actions.coverage import MOST_WANTED
from weerklank.participation.models import Place


class TargetsForm(forms.Form):
    """One number for each sort of place; empty is no target."""

    def __init__(self, *args: Any, wanted: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, label in Place.choices:
            self.fields[place] = forms.IntegerField(
                label=f"{str(label)[:1].upper()}{str(label)[1:]}: hoeveel groepen?",
                min_value=0,
                max_value=MOST_WANTED,
                required=False,
                initial=wanted.get(place) or None,
            )

    def wanted(self) -> dict[str, int]:
        return {place: self.cleaned_data[place] or 0 for place in Place.values}
