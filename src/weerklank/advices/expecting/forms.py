"""What an adult types before the talk, and after it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from weerklank.participation.models import Statement

LONGEST = 2_000


class ExpectForm(forms.Form):
    """Words of one's own, and for each sentence how many of a hundred children agree."""

    words = forms.CharField(
        label=_("Wat gaan kinderen zeggen, denkt u?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Schrijf op wat u nu denkt, zonder het op te zoeken. Er is geen goed antwoord."),
    )

    def __init__(self, *args: Any, statements: Iterable[Statement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statements = list(statements)
        for one in self.statements:
            self.fields[self.name_of(one.pk)] = forms.IntegerField(
                label=one.text,
                required=False,
                min_value=0,
                max_value=100,
                help_text=_("Van de honderd kinderen zijn er zoveel het hiermee eens: 0 tot en met 100."),
                error_messages={
                    "invalid": _("Typ een heel getal van 0 tot en met 100."),
                    "min_value": _("Typ een heel getal van 0 tot en met 100."),
                    "max_value": _("Typ een heel getal van 0 tot en met 100."),
                },
                # a number field throws away what is no number; here it stays, with what is wrong with it
                widget=forms.TextInput(
                    attrs={"inputmode": "numeric", "size": 5, "maxlength": 20, "autocomplete": "off"}
                ),
            )

    @staticmethod
    def name_of(statement: int) -> str:
        return f"zin_{statement}"

    def guesses(self) -> dict[int, int]:
        """What was filled in; an empty field is no guess, and zero is one."""
        found = {one.pk: self.cleaned_data.get(self.name_of(one.pk)) for one in self.statements}
        return {statement: percent for statement, percent in found.items() if percent is not None}


class ChangedForm(forms.Form):
    """What is different now."""

    changed = forms.CharField(
        label=_("Wat is er in uw eigen blik veranderd?"),
        required=True,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Alleen u leest dit terug. Is er niets veranderd, schrijf dan op waarom niet."),
    )
