"""What an organiser types about somebody who comes to the day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from weerklank.editions.actions.attendees import WHY_CANCELLED, Guest
from weerklank.editions.actions.corrections import Details, Paper
from weerklank.editions.models import YOUNG_ROLES, Attendee, BondKind, DayRegistration, ParticipantRole
from weerklank.editions.queries.attendees import Found, named
from weerklank.web.plain import PlainForm

FEWEST_DIGITS = 6


class CancelForm(PlainForm):
    why = forms.ChoiceField(
        label="Waarom",
        choices=list(WHY_CANCELLED.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom."},
        help_text="Dit blijft in het logboek staan, ook als alles over deze persoon is gewist. Daarom is het een keuze en typt u hier niets.",
    )


class NeedsForm(PlainForm):
    needs_met = forms.CharField(
        label="Wat u regelt",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De persoon krijgt bericht en leest dit achter de eigen link. Lukt het niet? Schrijf wat er wel kan.",
        error_messages={"required": "Schrijf wat u regelt, of dat het niet lukt en wat er wel kan."},
    )


class SomebodyForm(PlainForm):
    """Somebody else on the same list, by name or by the code on the badge."""

    who = forms.CharField(
        label="Wie",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="De naam, of de code van de badge.",
        error_messages={"required": "Typ een naam of een code."},
    )

    def __init__(self, *args: Any, attendee: Attendee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.attendee = attendee

    def clean_who(self) -> Attendee:
        found = named(self.attendee.registration, self.cleaned_data["who"], apart_from=self.attendee)
        if isinstance(found, Found):
            raise forms.ValidationError(found.sentence)
        return found


class BuddyForm(SomebodyForm):
    pass


class BondForm(SomebodyForm):
    kind = forms.ChoiceField(label="Hoe", choices=BondKind.choices, widget=forms.RadioSelect, initial=BondKind.TOGETHER)

    field_order = ("kind", "who")


YES_NO = [("yes", "Ja"), ("no", "Nee"), ("", "Niet gezegd")]
MEANT = {"yes": True, "no": False, "": None}


class PaperForm(PlainForm):
    """A yes that a guardian gave on paper."""

    seen_on = forms.DateField(
        label="Wanneer zag u het papier", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    guardian_name = forms.CharField(
        label="Naam van de ouder of voogd", max_length=120, error_messages={"required": "Vul in wie ja zei."}
    )
    guardian_phone = forms.CharField(
        label="Telefoonnummer van de ouder of voogd",
        max_length=30,
        help_text="Voor op de dag zelf.",
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    photo_guardian = forms.ChoiceField(
        label="Mag het kind op de foto, volgens de ouder of voogd", choices=YES_NO, required=False,
        widget=forms.RadioSelect, help_text="Zonder twee keer ja komt er geen foto.",
    )  # fmt: skip
    photo_self = forms.ChoiceField(
        label="Wil het kind zelf op de foto", choices=YES_NO, required=False, widget=forms.RadioSelect
    )
    saw = forms.BooleanField(
        label="Ik heb het papier met de handtekening zelf gezien",
        error_messages={"required": "Zet alleen een ja in de lijst die u zelf hebt gezien."},
        help_text="Uw naam en de dag komen erbij te staan.",
    )

    @staticmethod
    def said(value: bool | None) -> str:
        """What was said before, as the form shows it."""
        return next(word for word, meant in MEANT.items() if meant is value)

    def clean_guardian_phone(self) -> str:
        phone: str = self.cleaned_data["guardian_phone"].strip()
        if sum(sign.isdecimal() for sign in phone) < FEWEST_DIGITS:
            raise forms.ValidationError("Vul een telefoonnummer in waarop iemand op de dag bereikbaar is.")
        return phone

    def paper(self) -> Paper:
        given = self.cleaned_data
        return Paper(
            guardian_name=" ".join(given["guardian_name"].split()),
            guardian_phone=given["guardian_phone"],
            seen_on=given["seen_on"],
            photo_self=MEANT[given["photo_self"]],
            photo_guardian=MEANT[given["photo_guardian"]],
        )


class DetailsForm(PlainForm):
    """A name or an address that was typed wrong."""

    name = forms.CharField(label="Naam", max_length=120)
    badge_name = forms.CharField(label="Naam op de badge", max_length=40, required=False)
    email = forms.EmailField(label="E-mailadres", required=False)
    phone = forms.CharField(label="Telefoonnummer", max_length=30, required=False)
    organisation_name = forms.CharField(label="Namens welke organisatie", max_length=120, required=False)
    guardian_name = forms.CharField(label="Naam van de ouder of voogd", max_length=120, required=False)
    guardian_phone = forms.CharField(label="Telefoonnummer van de ouder of voogd", max_length=30, required=False)

    def __init__(self, *args: Any, attendee: Attendee, **kwargs: Any) -> None:
        super().__init__(*args, initial={name: getattr(attendee, name) for name in self.base_fields}, **kwargs)
        self.attendee = attendee
        self.fields["email"].required = bool(attendee.email)
        if attendee.role in YOUNG_ROLES:
            del self.fields["organisation_name"]
        if attendee.is_under_16:
            self.fields["email"].help_text = "Van een ouder of voogd."
        else:
            del self.fields["guardian_name"], self.fields["guardian_phone"]

    def details(self) -> Details:
        """What was typed; what is not asked of this person stays."""
        given = {name: " ".join(value.split()) for name, value in self.cleaned_data.items()}
        return Details(**{name: given.get(name, getattr(self.attendee, name)) for name in self.base_fields})


class InviteForm(PlainForm):
    role = forms.ChoiceField(label="Als wie")
    name = forms.CharField(label="Naam", max_length=120)
    email = forms.EmailField(
        label="E-mailadres", help_text="Is de persoon jonger dan zestien? Dan van een ouder of voogd."
    )
    organisation_name = forms.CharField(label="Namens welke organisatie", max_length=120, required=False)
    is_under_16 = forms.BooleanField(label="Jonger dan zestien", required=False)
    language = forms.ChoiceField(label="In welke taal schrijven we", choices=settings.LANGUAGES, initial="nl")
    request_key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, registration: DayRegistration, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = registration.places.filter(places__gt=0).values_list("role", flat=True)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [("", "Kies een rol"), *((one.value, one.label) for one in ParticipantRole if one in offered)]

    def guest(self) -> Guest:
        given = self.cleaned_data
        return Guest(
            role=ParticipantRole(given["role"]),
            name=given["name"],
            email=given["email"],
            organisation_name=given["organisation_name"],
            language=given["language"],
            is_under_16=given["is_under_16"],
        )
