"""What staff type from a card: fast, by keys, and with nothing lost when the number is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from weerklank.participation import paper
from weerklank.participation.actions.paper import Answer
from weerklank.participation.forms.child import WordsField
from weerklank.participation.models import Statement, VoteValue
from weerklank.participation.queries.staff import LANGUAGE_NAMES

_VALUES = [
    (VoteValue.AGREE.value, "eens"),
    (VoteValue.DISAGREE.value, "oneens"),
    (VoteValue.PASS.value, "weet ik niet"),
]


class CardForm(forms.Form):
    """The number of the card, the idea, and what was ticked for each statement."""

    number = forms.CharField(
        label="Het nummer van de kaart",
        help_text="Tien tekens, bovenaan de kaart: rechts, of links op een kaart in het Arabisch. Typ ze over of scan de QR-code; spaties en hoofdletters maken niet uit.",
        max_length=200,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "autofocus": True}
        ),
    )
    text = WordsField(
        label="Het idee, precies zoals het er staat",
        help_text="Taalfouten blijven staan. Is iets niet te lezen, zet dan […].",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    language = forms.ChoiceField(
        label="Taal van het idee", choices=sorted(LANGUAGE_NAMES.items(), key=lambda one: one[1])
    )
    wants_private = forms.BooleanField(label="Aangekruist: niet laten zien, wel meetellen", required=False)

    def __init__(self, *args: Any, statements: Sequence[Statement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statements = statements
        for statement in statements:
            self.fields[f"value-{statement.pk}"] = forms.ChoiceField(
                label=f"{statement.text} ({statement.pk})",
                choices=_VALUES,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Kies eens, oneens of weet ik niet."},
            )
            self.fields[f"important-{statement.pk}"] = forms.BooleanField(label="belangrijk", required=False)

    def clean_number(self) -> str:
        number = paper.read(self.cleaned_data["number"])
        if number is None:
            raise forms.ValidationError("Dit is geen nummer van een kaart: dat heeft tien tekens, zonder klinkers.")
        return number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for one in self.statements:
            if cleaned.get(f"important-{one.pk}") and not self.data.get(f"value-{one.pk}"):
                self.add_error(
                    f"value-{one.pk}",
                    "‘Belangrijk’ telt mee met een antwoord. Kies het antwoord van de kaart, of haal ‘belangrijk’ weg als er geen is.",
                )
        return cleaned

    def answers(self) -> dict[int, Answer]:
        """What was ticked; a statement without a tick has no answer."""
        given = {one.pk: self.cleaned_data.get(f"value-{one.pk}") for one in self.statements}
        return {
            pk: Answer(VoteValue(value), important=self.cleaned_data[f"important-{pk}"])
            for pk, value in given.items()
            if value
        }
