"""What somebody who leads a group fills in; nothing of a person is asked."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from weerklank.participation.actions.groups import (
    LARGEST_GROUP,
    MODES,
    MOST_PLACES,
    SMALLEST_GROUP,
    SMALLEST_TOGETHER,
    Count,
    Hands,
)
from weerklank.participation.actions.staff import MOST_RAISED
from weerklank.participation.forms.child import WordsField
from weerklank.participation.models import Consultation, EntryMode, EntryPoint, Place
from weerklank.participation.queries.child import words_of
from weerklank.participation.queries.groups import HandRow
from weerklank.web.context import OWN_NAMES
from weerklank.web.fields import RowField
from weerklank.web.plain import PlainForm

MODE_WORDS = {
    EntryMode.OWN_DEVICE: _("Ieder kind op een eigen apparaat"),
    EntryMode.SHARED_DEVICE: _("Om de beurt op één scherm, dat leeg is voor de volgende"),
    EntryMode.PAPER: _("Op papier: ieder kind een kaart"),
    EntryMode.HANDS: _("Samen: handen opsteken en één antwoord van de groep"),
}
PLACE_WORDS = {
    Place.PRIMARY: _("basisschool"),
    Place.SECONDARY: _("middelbare school"),
    Place.SPECIAL: _("speciaal onderwijs"),
    Place.RECEPTION: _("opvang voor wie asiel vraagt"),
    Place.YOUTH_CARE: _("jeugdhulp"),
    Place.CLOSED_CARE: _("gesloten jeugdhulp of detentie"),
    Place.YOUTH_WORK: _("jongerenwerk of club"),
    Place.ISLANDS: _("school of club in het Caribisch deel"),
    Place.OTHER: _("anders"),
}
CARDS_AT_ONCE = LARGEST_GROUP


def _filled(text: str, blanks: dict[str, Any]) -> str:
    return str(text) % blanks


filled = lazy(_filled, str)
"""A sentence with its numbers, made when it is shown: made any earlier it would be in the language of the server's start."""


def languages() -> list[tuple[str, str]]:
    return [(code, OWN_NAMES.get(code, str(name))) for code, name in settings.LANGUAGES]


def _number(label: Any, most: int, least: int = 0, **extra: Any) -> forms.IntegerField:
    wrong = filled(_("Vul een getal in van %(least)d tot en met %(most)d."), {"least": least, "most": most})
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": wrong, "invalid": wrong, "max_value": wrong, "min_value": wrong},
        **extra,
    )


class AddressForm(PlainForm):
    """For who has a page already, and typed the front door."""

    address = forms.CharField(
        label=_("Het adres van uw groep"),
        help_text=_("Twaalf tekens; ze staan op het blad voor wie de groep begeleidt."),
        error_messages={"required": _("Typ het adres van uw groep.")},
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
    )


class NewGroupForm(PlainForm):
    """Five questions about a group, none about a person."""

    consultation = RowField(
        label=_("Welke vraag?"),
        queryset=Consultation.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies over welke vraag het gaat.")},
    )
    place = forms.ChoiceField(
        label=_("Wat voor plek is het?"),
        help_text=_(
            "Zo zien we welke kinderen we nog missen. Niet welke school. Bij opvang lezen de kinderen erbij dat dit niets met hun procedure te maken heeft."
        ),
        choices=[("", _("Kies een plek")), *PLACE_WORDS.items()],
        error_messages={"required": _("Kies wat voor plek het is.")},
    )
    children = _number(
        _("Hoeveel kinderen?"),
        LARGEST_GROUP,
        SMALLEST_GROUP,
        help_text=filled(
            _("Van %(least)d tot en met %(most)d. Is de groep groter? Maak dan twee codes."),
            {"least": SMALLEST_GROUP, "most": LARGEST_GROUP},
        ),
    )
    mode = forms.ChoiceField(
        label=_("Hoe doen jullie mee?"),
        help_text=_("U kunt dit later veranderen."),
        choices=[(mode.value, MODE_WORDS[mode]) for mode in MODES],
        widget=forms.RadioSelect,
        initial=EntryMode.OWN_DEVICE.value,
        error_messages={"required": _("Kies hoe de groep meedoet.")},
    )
    language = forms.ChoiceField(
        label=_("In welke taal begint de groep?"), help_text=_("Ieder kind kan een andere kiezen.")
    )

    def __init__(self, *args: Any, consultations: tuple[Consultation, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["consultation"]
        assert isinstance(field, RowField)
        field.queryset = Consultation.objects.filter(pk__in=[one.pk for one in consultations])
        field.error_messages |= {"invalid_choice": gettext("Deze vraag is niet meer open. Kies een andere vraag.")}
        language = get_language() or "nl"
        asked = {one.pk: words_of(one, language).question for one in consultations}
        field.label_from_instance = lambda one: asked[one.pk]  # the question as it is asked here
        if len(consultations) == 1:
            field.initial = consultations[0].pk
        begins_in = self.fields["language"]
        assert isinstance(begins_in, forms.ChoiceField)
        begins_in.choices = languages()
        begins_in.initial = language


class ModeForm(PlainForm):
    mode = forms.ChoiceField(
        label=_("Hoe doen jullie mee?"),
        choices=[(mode.value, MODE_WORDS[mode]) for mode in MODES],
        error_messages={"required": _("Kies hoe de groep meedoet.")},
    )


class PlacesForm(PlainForm):
    places = _number(
        _("Hoeveel plaatsen krijgt de code?"),
        MOST_PLACES,
        help_text=filled(
            _(
                "Wie opnieuw begint, gebruikt een tweede plaats. Daarom mogen het er meer zijn dan er kinderen zijn: tot en met %(most)d."
            ),
            {"most": MOST_PLACES},
        ),
    )

    def __init__(self, *args: Any, entry_point: EntryPoint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"].widget.attrs["min"] = entry_point.max_uses + 1


class MoreUsesForm(PlainForm):
    """How often the organiser lets a code be used; plain Dutch, as everything in the workspace."""

    max_uses = forms.IntegerField(
        label="Hoe vaak mag de code worden gebruikt?",
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": "Vul in hoe vaak de code mag worden gebruikt."},
    )

    def __init__(self, *args: Any, entry_point: EntryPoint, **kwargs: Any) -> None:
        super().__init__(*args, initial={"max_uses": entry_point.max_uses + 10}, **kwargs)
        self.fields["max_uses"].help_text = f"Nu {entry_point.max_uses} keer. Hoger kan, tot en met {MOST_RAISED}."


class CardsForm(PlainForm):
    how_many = _number(
        _("Hoeveel kaarten?"),
        CARDS_AT_ONCE,
        1,
        help_text=filled(_("In één keer %(most)d op zijn hoogst: zo groot is een groep."), {"most": CARDS_AT_ONCE}),
    )
    language = forms.ChoiceField(label=_("In welke taal?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = languages()


class TogetherForm(forms.Form):
    """What the group says as one."""

    text = WordsField(
        label=_("Wat vindt de groep?"),
        help_text=_("In woorden van de kinderen. Geen namen, geen school, geen adres."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("In welke taal is dit?"))

    def __init__(self, *args: Any, entry_point: EntryPoint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = entry_point.max_uses
        self.fields["size"] = _number(
            _("Met hoeveel kinderen zijn jullie?"),
            most,
            SMALLEST_TOGETHER,
            help_text=filled(
                _(
                    "Van %(least)d tot en met %(most)d: zo veel plaatsen heeft de code. Meer kinderen? Geef de code eerst meer plaatsen."
                ),
                {"least": SMALLEST_TOGETHER, "most": most},
            ),
        )
        self.order_fields(["text", "size", "language"])
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = languages()


class HandsForm(PlainForm):
    """Three numbers for every statement, and how many children there are. A large button adds one."""

    def __init__(self, *args: Any, rows: tuple[HandRow, ...], entry_point: EntryPoint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.fields["press"] = forms.RegexField(
            r"^\w+$", max_length=16, required=False, initial=secrets.token_hex(8), widget=forms.HiddenInput
        )
        most = entry_point.max_uses
        known = max((row.present for row in rows), default=0)
        self.fields["present"] = _number(
            _("Hoeveel kinderen zijn er nu?"),
            most,
            1,
            initial=known or most,
            help_text=filled(_("Hoogstens %(most)d: zo veel plaatsen heeft de code."), {"most": most}),
        )
        for row in rows:
            for name, label in HAND_WORDS.items():
                named = filled(_("Zin %(number)d, %(answer)s"), {"number": row.number, "answer": label})
                field = _number(named, most, required=False, initial=getattr(row, name))
                field.widget.attrs |= {"autocomplete": "off"}
                self.fields[f"{name}-{row.statement_id}"] = field
                was = forms.IntegerField(
                    min_value=0, required=False, initial=getattr(row, name), widget=forms.HiddenInput
                )
                self.fields[f"was-{name}-{row.statement_id}"] = was

    def counted(self) -> dict[int, Count]:
        """For each statement what stood there, what was typed, and the one that a large button added."""
        plus = str(self.data.get("plus", ""))
        return {
            row.statement_id: Count(
                was=Hands(**self._row("was-{}-{}", row.statement_id)),
                typed=Hands(**self._row("{}-{}", row.statement_id)),
                added=Hands(**{name: int(plus == f"{name}-{row.statement_id}") for name in HAND_WORDS}),
            )
            for row in self.rows
        }

    def pressed(self) -> dict[int, Count]:
        """What was counted, less the one that a small button takes off again; there is nothing below nought."""
        minus = str(self.data.get("minus", ""))
        less = {
            f"{name}-{row.statement_id}": (row.statement_id, Hands(**{name: -1}))
            for row in self.rows
            for name in HAND_WORDS
        }
        counted = self.counted()
        if minus in less:
            statement_id, one_less = less[minus]
            counted[statement_id] = replace(counted[statement_id], added=one_less)
        return counted

    def _row(self, named: str, statement_id: int) -> dict[str, int]:
        return {name: self.cleaned_data.get(named.format(name, statement_id)) or 0 for name in HAND_WORDS}

    def stands_now(self, rows: tuple[HandRow, ...]) -> None:
        """From here the screen knows what is kept; what was typed stays beside it, what nobody touched here follows."""
        self.data = {name: self.data.get(name, "") for name in self.fields} | {"press": secrets.token_hex(8)}
        for row in rows:
            for name in HAND_WORDS:
                typed, was = f"{name}-{row.statement_id}", f"was-{name}-{row.statement_id}"
                if (self.data[typed] or "0") == (self.data[was] or "0"):
                    self.data[typed] = str(getattr(row, name))
                self.data[was] = str(getattr(row, name))


HAND_WORDS = {"agree": _("Eens"), "disagree": _("Oneens"), "passed": _("Weet ik niet")}
