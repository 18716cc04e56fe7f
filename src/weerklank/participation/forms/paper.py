"""What staff type from a card: fast, by keys, and with nothing lost when one word of the code is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from weerklank.participation.actions.paper import Answer
from weerklank.participation.forms.child import WordsField
from weerklank.participation.models import Statement, VoteValue
from weerklank.participation.pictures import codes
from weerklank.participation.queries.staff import LANGUAGE_NAMES

_VALUES = [
    (VoteValue.AGREE.value, "eens"),
    (VoteValue.DISAGREE.value, "oneens"),
    (VoteValue.PASS.value, "weet ik niet"),
]


class CardForm(forms.Form):
    """The code of the card, the idea, and what was ticked for each statement."""

    code = forms.CharField(
        label="De acht woorden van de kaart",
        help_text="Typ ze over of scan de QR-code. Komma’s, hoofdletters en accenten maken niet uit.",
        max_length=2000,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autofocus": True}),
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

    def __init__(self, *args: Any, statements: Sequence[Statement], card_language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statements = statements
        self.card_language = card_language
        for statement in statements:
            self.fields[f"value-{statement.pk}"] = forms.ChoiceField(
                label=f"{statement.text} ({statement.pk})",
                choices=_VALUES,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Kies eens, oneens of weet ik niet."},
            )

    def clean_code(self) -> codes.ReturnCode:
        reading = codes.read(self.cleaned_data["code"], self.card_language)
        if reading.code is None:
            raise forms.ValidationError(_what_went_wrong(reading))
        return reading.code

    def answers(self) -> dict[int, Answer]:
        """What was ticked; a statement without a tick has no answer."""
        given = {one.pk: self.cleaned_data.get(f"value-{one.pk}") for one in self.statements}
        return {pk: Answer(VoteValue(value)) for pk, value in given.items() if value}


def _what_went_wrong(reading: codes.Reading) -> str:
    if reading.unknown:
        first = reading.unknown[0]
        meant = ", ".join(one.word for one in first.suggestions)
        return f"Woord {first.position} kennen we niet: ‘{first.typed}’.{f' Bedoelt u: {meant}?' if meant else ''}"
    if reading.outcome is codes.Outcome.TOO_FEW:
        return f"Er missen nog {reading.missing} woorden. Een kaart heeft er acht."
    if reading.outcome is codes.Outcome.EMPTY:
        return "Typ de acht woorden die onder de stippellijn en onderaan het bovenste deel staan."
    return "Dit zijn te veel woorden. Een kaart heeft er acht."
