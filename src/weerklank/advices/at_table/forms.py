"""What somebody types to open a table, and what an organiser types to make that possible."""

from __future__ import annotations

from typing import Any

from django import forms

from weerklank.advices.at_table.operations import WHO


class OpenForm(forms.Form):
    """The code and the PIN of a table."""

    code = forms.CharField(
        label="Code van de tafel",
        max_length=12,
        help_text="Zes tekens, van het blad op tafel.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    pin = forms.CharField(
        label="PIN",
        max_length=12,
        help_text="Zes cijfers. De organisator heeft ze.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    who = forms.CharField(
        label="Hoe noemen we jou hier?",
        max_length=WHO,
        required=False,
        help_text="Een schuilnaam mag, bijvoorbeeld: reisleider. Leeg laten mag ook.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class DayForm(forms.Form):
    """On which day keys hold."""

    day = forms.DateField(
        label="Geldig op",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Een code werkt op één dag. Versturen kan daarna nog een week; een advies verandert daar niet meer door.",
    )


class SafePersonForm(forms.Form):
    """To whom tables go when there are worries."""

    name = forms.CharField(label="Naam van de vertrouwenspersoon", max_length=80)
    where = forms.CharField(
        label="Waar is deze persoon?",
        max_length=200,
        help_text="Bijvoorbeeld: bij de balie in de hal, herkenbaar aan een groene sjaal. Een telefoonnummer mag erbij.",
    )

    @classmethod
    def of(cls, person: Any, *args: Any) -> SafePersonForm:
        return cls(*args, initial={"name": person.name, "where": person.where} if person else {})
