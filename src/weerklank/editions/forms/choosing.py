"""What organisers type about a draw and a table plan."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms

from weerklank.editions.choosing.gathering import Households, offer_of
from weerklank.editions.models import Attendee, Feature, Seating, ThemeTable
from weerklank.editions.queries import seating as queries

SEED_HELP = (
    "Bijvoorbeeld de worp van dobbelstenen of de trekking van een loterij die iedereen kan nakijken. "
    "Tekst mag ook. Laat u dit leeg, dan kiest het programma een zaad dat niemand kon raden."
)
LANGUAGES = (("nl", "Nederlands"), ("en", "Engels"), ("ar", "Arabisch"), ("uk", "Oekraïens"), ("pap", "Papiaments"))


class SeedForm(forms.Form):
    """The seed of whatever is begun."""

    seed = forms.CharField(
        label="Zaad",
        max_length=64,
        required=False,
        help_text=SEED_HELP,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class StartSelectionForm(SeedForm):
    seed = forms.CharField(
        label="Zaad",
        max_length=40,
        required=False,
        help_text=(
            "Bijvoorbeeld de worp van dobbelstenen of de trekking van een loterij die iedereen kan nakijken. Het programma "
            "zet er een getal achter dat niemand vooraf kent: ook wie iedereen kent, kan geen zaad zoeken dat hem bevalt."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    one_per_household = forms.BooleanField(
        label="Uit één huishouden wordt hoogstens één persoon geloot", required=False, initial=True
    )

    def clean_seed(self) -> str:
        """What was typed and something that nobody knew: a seed that is typed alone can be tried out beforehand."""
        return f"{self.cleaned_data['seed']} {secrets.token_hex(8)}".strip()


class StartSeatingForm(SeedForm):
    rounds = forms.IntegerField(
        label="Aantal rondes",
        min_value=1,
        max_value=12,
        initial=1,
        help_text="In elke ronde kunnen mensen aan een andere tafel zitten.",
    )
    households = forms.ChoiceField(
        label="Mensen uit één huishouden",
        choices=[
            (Households.FREE.value, "maakt niet uit"),
            (Households.NEAR.value, "liever bij elkaar"),
            (Households.FAR.value, "liever niet bij elkaar"),
        ],
        help_text="Een wens: hij wijkt voor de harde regels. Wie echt samen of apart moet, zet u bij de deelnemers.",
    )
    keep_pinned = forms.BooleanField(
        label="Plaatsen die in de nieuwste indeling vaststaan, blijven zoals ze zijn", required=False, initial=True
    )

    field_order = ("rounds", "households", "keep_pinned", "seed")


class ApproveForm(forms.Form):
    despite = forms.CharField(
        label="Waarom de indeling toch zo mag", max_length=300, required=False,
        help_text="Alleen nodig als een harde regel gebroken is. Zonder namen: dit blijft in het logboek.",
    )  # fmt: skip


class TargetForm(forms.Form):
    """Where somebody goes: a place at a table, or the place of somebody there."""

    target = forms.ChoiceField(label="Waarheen")

    def __init__(self, *args: Any, plan: Seating, round_: int, without: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = queries.options(plan, round_)
        groups = [(table, options) for table, options in offered.items() if f"p{without}" not in dict(options)]
        field = self.fields["target"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Kies een tafel of iemand om mee te ruilen"), *groups]

    @property
    def chosen(self) -> tuple[str, str]:
        """The table, or the person to change places with."""
        target = self.cleaned_data["target"]
        return ("", target[1:]) if target.startswith("p") else (target[1:], "")


class BecauseForm(forms.Form):
    because = forms.CharField(
        label="Waarom", max_length=200, required=False,
        help_text="Nodig als de indeling al is vastgesteld. Zonder namen: dit blijft in het logboek.",
    )  # fmt: skip


class OfferForm(forms.Form):
    places = forms.IntegerField(label="Plaatsen", min_value=1, max_value=30)
    features = forms.MultipleChoiceField(
        label="Wat deze tafel biedt", choices=Feature.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label="Wat hier gesproken wordt", choices=LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Kiest u niets, dan kan iedereen hier zitten.",
    )  # fmt: skip

    @classmethod
    def of(cls, table: ThemeTable, data: Any = None) -> OfferForm:
        offer = offer_of(table)
        return cls(
            data,
            prefix=f"tafel-{table.pk}",
            initial={"places": offer.places, "features": sorted(offer.features), "languages": sorted(offer.languages)},
        )


class SeatNeedsForm(forms.Form):
    features = forms.MultipleChoiceField(
        label="Dit moet de tafel bieden", choices=Feature.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    @classmethod
    def of(cls, attendee: Attendee, data: Any = None) -> SeatNeedsForm:
        known = [need.feature for need in attendee.seat_needs.all()]
        return cls(data, prefix=f"wie-{attendee.pk}", initial={"features": known})
