"""What a child types becomes clean values; what is not right gets a sentence that says what to do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from weerklank.participation import words
from weerklank.participation.models import VoteValue
from weerklank.participation.pictures import class_codes

MOST_IN_GROUP = 60


class WordsField(forms.CharField):
    """A field for a person's own words: signs that cannot be kept are left out, nothing else is touched."""

    def to_python(self, value: Any) -> str:
        return words.clean(str(value or ""))


class CodeForm(forms.Form):
    code = WordsField(
        label=_("Code"),
        help_text=_("Zes tekens. Ze staan op het bord of op je kaart."),
        required=False,
        widget=forms.TextInput(
            attrs={
                "class": "code-input",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "dir": "ltr",
            }
        ),
    )

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        reading = class_codes.normalise(typed)
        if reading.problem is class_codes.Problem.EMPTY:
            raise forms.ValidationError(_("Typ de zes tekens die op het bord of op je kaart staan."))
        if reading.problem is class_codes.Problem.TOO_LONG:
            raise forms.ValidationError(_("Dit zijn te veel tekens. Een code heeft er zes."))
        if reading.problem is class_codes.Problem.TOO_SHORT:
            raise forms.ValidationError(_("Dit zijn te weinig tekens. Een code heeft er zes."))
        return typed

    def strange_sign(self) -> str:
        """A sign that no code holds, to be named when the code turns out to be unknown."""
        reading = class_codes.normalise(str(self.data.get("code", "")))
        return reading.sign if reading.problem is class_codes.Problem.NOT_IN_ALPHABET else ""


class IdeaForm(forms.Form):
    """One box to write in. What is empty, too long or should stay secret the action says."""

    text = WordsField(
        label=_("Jouw idee"),
        help_text=_("Alles mag. Schrijf niet hoe je heet, waar je woont of op welke school je zit."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    wants_private = forms.BooleanField(
        label=_("Niet laten zien, wel meetellen"),
        help_text=_("Dan leest alleen iemand van ons het, en anderen niet."),
        required=False,
    )
    together = forms.BooleanField(label=_("We doen het samen"), required=False)
    group_size = forms.CharField(
        label=_("Aantal"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, own_device: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # on a device of its own a child speaks for itself: a group has a screen, a sheet or a page for it
        if own_device:
            del self.fields["together"], self.fields["group_size"]

    def clean_group_size(self) -> int | None:
        typed = self.cleaned_data["group_size"].strip()
        if not typed:
            return None
        # int() reads Arabic and other digits too
        size = int(typed) if typed.isdecimal() and len(typed) < 4 else 0
        if not 2 <= size <= MOST_IN_GROUP:
            raise forms.ValidationError(gettext("Schrijf een getal van 2 tot %(most)d.") % {"most": MOST_IN_GROUP})
        return size

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (
            "group_size" in self.fields
            and cleaned.get("together")
            and cleaned.get("group_size") is None
            and "group_size" not in self.errors
        ):
            self.add_error(
                "group_size",
                gettext("Schrijf met hoeveel jullie zijn, of haal het vinkje bij ‘We doen het samen’ weg."),
            )
        return cleaned


class VoteForm(forms.Form):
    value = forms.ChoiceField(
        label=_("Jouw antwoord"),
        required=False,
        choices=[
            (VoteValue.AGREE.value, _("Eens")),
            (VoteValue.DISAGREE.value, _("Oneens")),
            (VoteValue.PASS.value, _("Weet ik niet")),
        ],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Kies een van de drie antwoorden.")},
    )
    important = forms.BooleanField(label=_("Dit vind ik belangrijk"), required=False)

    def clean_value(self) -> VoteValue:
        if not self.cleaned_data["value"]:
            raise forms.ValidationError(_("Kies een van de drie antwoorden, of sla deze zin over."))
        return VoteValue(self.cleaned_data["value"])
