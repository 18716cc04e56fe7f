"""How people sign up, as the organiser types it on one page."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from weerklank.editions.actions.registration import Answer, Asked, Settings
from weerklank.editions.models import Choosing, DayRegistration, Entrance, ParticipantRole, Trait

BLANK_TRAITS = 2
MOST_ANSWERS = 40
# enough to call or to write to: an address with an at sign, or a number of at least three digits
CALLED = re.compile(r"\S@\S+\.\S|\d[\d\s().+-]*\d[\d\s().+-]*\d")
_DAY = {"type": "date"}


class RegistrationForm(forms.Form):
    """Days, places per role, and on what a fair choice is balanced."""

    opens_on = forms.DateField(label="Aanmelden kan vanaf", widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"))
    closes_on = forms.DateField(label="Aanmelden kan tot en met", widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"))
    entrance = forms.ChoiceField(label="Wie kan zich aanmelden", choices=Entrance.choices, widget=forms.RadioSelect)
    choosing = forms.ChoiceField(
        label="Als er meer mensen willen komen dan er plaatsen zijn", choices=Choosing.choices, widget=forms.RadioSelect
    )
    reach = forms.CharField(
        label="Waar mensen terechtkunnen met vragen",
        max_length=200,
        help_text="Een telefoonnummer of e-mailadres. Het staat op elke bladzijde en in elk bericht.",
    )
    erase_after_days = forms.IntegerField(
        label="Dagen na de dialoogdag waarop alles wordt gewist",
        min_value=1,
        max_value=90,
        help_text="Dit staat op de bladzijde waar mensen zich aanmelden. Later wissen dan u belooft kan niet.",
    )

    def __init__(self, *args: Any, registration: DayRegistration | None, **kwargs: Any) -> None:
        kwargs["initial"] = {"entrance": Entrance.OPEN, "choosing": Choosing.ORDER, "erase_after_days": 30}
        places = {}
        if registration:
            names = ("opens_on", "closes_on", "entrance", "choosing", "reach", "erase_after_days")
            kwargs["initial"] = {name: getattr(registration, name) for name in names}
            places = dict(registration.places.values_list("role", "places"))
        super().__init__(*args, **kwargs)
        for role in ParticipantRole:
            self.fields[f"places_{role}"] = forms.IntegerField(
                label=role.label.capitalize(), min_value=0, max_value=9999, initial=places.get(role, 0)
            )
        known = list(registration.traits.prefetch_related("values")) if registration else []
        self.traits: list[Trait | None] = [*known, *[None] * BLANK_TRAITS]
        for place, trait in enumerate(self.traits):
            self._add_trait(place, trait)

    def _add_trait(self, place: int, trait: Trait | None) -> None:
        values = list(trait.values.all()) if trait else []
        lines = [
            "; ".join([value.name, str(value.minimum), "" if value.maximum is None else str(value.maximum)]).rstrip(
                "; "
            )
            for value in values
        ]
        self.fields[f"trait_{place}_name"] = forms.CharField(
            label="Naam", max_length=60, required=False, initial=trait.name if trait else ""
        )
        self.fields[f"trait_{place}_question"] = forms.CharField(
            label="Vraag",
            max_length=160,
            required=False,
            initial=trait.question if trait else "",
            help_text="Kinderen en volwassenen lezen dezelfde vraag. Schrijf haar zonder ‘je’ of ‘u’: Uit welke provincie?",
        )
        self.fields[f"trait_{place}_answers"] = forms.CharField(
            label="Antwoorden",
            required=False,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": max(4, len(lines) + 1)}),
            initial="\n".join(lines),
            help_text="Eén per regel. Erachter mag staan hoeveel er minstens en hoogstens gekozen worden: dorp; 4; 12.",
        )

    def clean_reach(self) -> str:
        reach = " ".join(str(self.cleaned_data["reach"]).split())
        if not CALLED.search(reach):
            raise forms.ValidationError("Zet hier een telefoonnummer of een e-mailadres. Een naam mag erbij.")
        return reach

    @property
    def days(self) -> list[forms.BoundField]:
        names = ("opens_on", "closes_on", "entrance", "choosing", "reach", "erase_after_days")
        return [self[name] for name in names]

    @property
    def places(self) -> list[forms.BoundField]:
        return [self[f"places_{role}"] for role in ParticipantRole]

    @property
    def asked(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each trait under a heading, with its three fields."""
        return [
            (
                f"Kenmerk: {trait}" if trait else "Nog een kenmerk",
                [self[f"trait_{place}_{part}"] for part in ("name", "question", "answers")],
            )
            for place, trait in enumerate(self.traits)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.wanted: list[Asked] = []
        for place, trait in enumerate(self.traits):
            name, question, typed = (
                str(cleaned.get(f"trait_{place}_{part}") or "").strip() for part in ("name", "question", "answers")
            )
            if not (name or question or typed):
                continue
            for part, value, sentence in (
                ("name", name, "Geef het kenmerk een naam, zoals ‘Provincie’."),
                ("question", question, "Schrijf de vraag zoals mensen hem lezen."),
            ):
                if not value:
                    self.add_error(f"trait_{place}_{part}", sentence)
            answers = self._answers(f"trait_{place}_answers", typed)
            self.wanted.append(
                Asked(trait.pk if trait else None, name, question, answers, field=f"trait_{place}_answers")
            )
        return cleaned

    def _answers(self, field: str, typed: str) -> tuple[Answer, ...]:
        answers: dict[str, Answer] = {}
        for line in filter(None, (line.strip() for line in typed.splitlines())):
            match = re.fullmatch(
                r"(?P<name>[^;]{1,60}?)\s*(?:;\s*(?P<least>\d{0,4})\s*)?(?:;\s*(?P<most>\d{0,4})\s*)?", line
            )
            if match is None:
                self.add_error(field, f"‘{line[:60]}’ is niet te lezen. Schrijf: antwoord; minstens; hoogstens.")
                continue
            name, least = match["name"].strip(), int(match["least"] or 0)
            most = int(match["most"]) if match["most"] else None
            if most is not None and most < least:
                self.add_error(field, f"Bij ‘{name}’ is hoogstens {most} minder dan minstens {least}.")
            if name.casefold() in (known.casefold() for known in answers):
                self.add_error(field, f"‘{name}’ staat er twee keer.")
            answers[name] = Answer(name, least, most)
        if not 2 <= len(answers) <= MOST_ANSWERS:
            self.add_error(field, f"Geef minstens twee en hoogstens {MOST_ANSWERS} antwoorden.")
        return tuple(answers.values())

    def settings(self) -> Settings:
        given = self.cleaned_data
        return Settings(
            opens_on=given["opens_on"],
            closes_on=given["closes_on"],
            entrance=Entrance(given["entrance"]),
            choosing=Choosing(given["choosing"]),
            reach=given["reach"],
            erase_after_days=given["erase_after_days"],
            places={role: given[f"places_{role}"] for role in ParticipantRole},
            traits=tuple(self.wanted),
        )
