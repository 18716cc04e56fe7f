"""What somebody who leads a group fills in; nothing of a person is asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from weerklank.participation.actions.groups import LARGEST_GROUP, MODES, MOST_PLACES, SMALLEST_GROUP, Hands
from weerklank.participation.forms.child import WordsField
from weerklank.participation.models import Consultation, EntryMode, EntryPoint, Place
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
MOST_HANDS = 99
MOST_CARDS = LARGEST_GROUP


def languages() -> list[tuple[str, str]]:
    return [(code, OWN_NAMES.get(code, str(name))) for code, name in settings.LANGUAGES]


def _number(label: Any, most: int, **extra: Any) -> forms.IntegerField:
    wrong = _("Vul een getal in, tot en met %(most)d.") % {"most": most}
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=most,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": wrong, "max_value": wrong, "min_value": wrong},
        **extra,
    )


class AddressForm(PlainForm):
    """For who has a page already, and typed the front door."""

    address = forms.CharField(
        label=_("Het adres van uw groep"),
        help_text=_("Twaalf tekens; ze staan op het blad voor wie de groep begeleidt."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
    )


class NewGroupForm(PlainForm):
    """Five questions about a group, none about a person."""

    consultation = RowField(
        label=_("Welke vraag?"), queryset=Consultation.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    place = forms.ChoiceField(
        label=_("Wat voor plek is het?"),
        help_text=_("Zo zien we welke kinderen we nog missen. Niet welke school."),
        choices=[("", _("Kies een plek")), *PLACE_WORDS.items()],
    )
    children = _number(
        _("Hoeveel kinderen?"),
        999,
        help_text=_("Van %(least)d tot %(most)d.") % {"least": SMALLEST_GROUP, "most": LARGEST_GROUP},
    )
    mode = forms.ChoiceField(
        label=_("Hoe doen jullie mee?"),
        help_text=_("U kunt dit later veranderen."),
        choices=[(mode.value, MODE_WORDS[mode]) for mode in MODES],
        widget=forms.RadioSelect,
        initial=EntryMode.OWN_DEVICE.value,
    )
    language = forms.ChoiceField(
        label=_("In welke taal begint de groep?"), help_text=_("Ieder kind kan een andere kiezen."), initial="nl"
    )

    def __init__(self, *args: Any, consultations: tuple[Consultation, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["consultation"]
        assert isinstance(field, RowField)
        field.queryset = Consultation.objects.filter(pk__in=[one.pk for one in consultations])
        field.error_messages |= {"invalid_choice": gettext("Deze vraag is niet meer open. Kies een andere vraag.")}
        if len(consultations) == 1:
            field.initial = consultations[0].pk
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)
        language.choices = languages()


class ModeForm(PlainForm):
    mode = forms.ChoiceField(
        label=_("Hoe doen jullie mee?"), choices=[(mode.value, MODE_WORDS[mode]) for mode in MODES]
    )


class PlacesForm(PlainForm):
    places = _number(_("Hoeveel plaatsen krijgt de code?"), MOST_PLACES)


class CardsForm(PlainForm):
    how_many = _number(_("Hoeveel kaarten?"), MOST_CARDS)
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
    size = _number(_("Met hoeveel zijn jullie?"), 999)
    language = forms.ChoiceField(label=_("In welke taal is dit?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = languages()


class HandsForm(PlainForm):
    """Three numbers for every statement, and how many children there are. A large button adds one."""

    present = _number(_("Hoeveel kinderen zijn er nu?"), MOST_HANDS)

    def __init__(self, *args: Any, rows: tuple[HandRow, ...], entry_point: EntryPoint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        known = max((row.present for row in rows), default=0)
        self.fields["present"].initial = known or entry_point.max_uses
        for row in rows:
            for name, label in HAND_WORDS.items():
                field = _number(label, MOST_HANDS, required=False, initial=getattr(row, name))
                field.widget.attrs |= {"min": 0, "max": MOST_HANDS, "autocomplete": "off"}
                self.fields[f"{name}-{row.statement_id}"] = field

    def counted(self) -> dict[int, Hands]:
        """The numbers as they stand, with the one that a large button added."""
        plus = str(self.data.get("plus", ""))
        return {row.statement_id: Hands(**self._row(row.statement_id, plus)) for row in self.rows}

    def _row(self, statement_id: int, plus: str) -> dict[str, int]:
        return {
            name: (self.cleaned_data.get(f"{name}-{statement_id}") or 0) + (plus == f"{name}-{statement_id}")
            for name in HAND_WORDS
        }


HAND_WORDS = {"agree": _("Eens"), "disagree": _("Oneens"), "passed": _("Weet ik niet")}
