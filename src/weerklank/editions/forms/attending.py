"""What people who come to the day type: little, in words that fit who they are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from weerklank.editions.actions.attending import Told
from weerklank.editions.links import buddy_code
from weerklank.editions.models import YOUNG_ROLES, Attendee, Choosing, DayRegistration, ParticipantRole
from weerklank.web.context import OWN_NAMES
from weerklank.web.fields import whole_number
from weerklank.web.plain import PlainForm

YES_NO = [("yes", gettext_lazy("Ja")), ("no", gettext_lazy("Nee"))]
NO_WISH = ("", gettext_lazy("Geen voorkeur"))
WISHES = 3
FIRST = ("request_key", "name", "sixteen", "email", "organisation_name", "badge_name", "phone", "needs", "photo")
WITH_ORGANISATION = (ParticipantRole.ORGANISATION, ParticipantRole.MINISTRY, ParticipantRole.PARLIAMENT)


def is_yes(value: str) -> bool | None:
    return {"yes": True, "no": False}.get(value)


def yes_or_no(value: bool | None) -> str:
    return {True: "yes", False: "no"}.get(value, "")  # nothing said is neither


def _languages() -> list[tuple[str, str]]:
    return [(code, OWN_NAMES.get(code, code)) for code, _name in settings.LANGUAGES]


class AboutYouForm(PlainForm):
    """What everybody is asked, and may change until the day."""

    name = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    badge_name = forms.CharField(required=False, max_length=40)
    organisation_name = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "organization"}))
    phone = forms.CharField(
        required=False, max_length=30, widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"})
    )
    needs = forms.CharField(required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    photo = forms.ChoiceField(choices=YES_NO, required=False, widget=forms.RadioSelect)
    language = forms.ChoiceField(choices=_languages)
    buddy_code = forms.CharField(required=False, max_length=12)
    household = forms.CharField(required=False, max_length=40)

    def __init__(self, *args: Any, registration: DayRegistration, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.registration, self.role = registration, role
        self.is_young = role in YOUNG_ROLES
        self.traits = list(registration.traits.prefetch_related("values"))
        self.wishes: list[str] = []
        self._word()
        self.fields["language"].initial = "nl"
        if role not in WITH_ORGANISATION:
            del self.fields["organisation_name"]
        self._ask_wishes()
        self._ask_traits()
        asked = [name for name in self.fields if name.startswith(("wish_", "trait_"))]
        self.order_fields([*FIRST, *asked])

    def _say(self, je: str, u: str) -> str:
        return je if self.is_young else u

    def _word(self) -> None:
        words: dict[str, tuple[str, str]] = {
            "name": (self._say(_("Je naam"), _("Uw naam")), ""),
            "badge_name": (
                self._say(_("Hoe wil je heten op je naamkaartje?"), _("Hoe wilt u heten op uw naamkaartje?")),
                self._say(
                    _("Een voornaam is genoeg. Laat je dit leeg, dan staat je voornaam erop."),
                    _("Laat u dit leeg, dan staat uw voornaam erop."),
                ),
            ),
            "organisation_name": (_("Namens wie komt u?"), _("De naam van uw organisatie, ministerie of fractie.")),
            "phone": (
                self._say(_("Je telefoonnummer"), _("Uw telefoonnummer")),
                _("Alleen voor op de dag zelf, bijvoorbeeld als er iets verandert."),
            ),
            "needs": (
                self._say(_("Wat heb je nodig om mee te kunnen doen?"), _("Wat heeft u nodig om mee te kunnen doen?")),
                self._say(
                    _("In je eigen woorden. Bijvoorbeeld: een rustige plek, een tolk, of eten zonder varkensvlees. We zeggen wat we regelen."),
                    _("In uw eigen woorden. Bijvoorbeeld: een rolstoelplek, een tolk of ander eten. U hoort wat we regelen. Schrijf niet op wat we niet hoeven te weten."),
                ),
            ),
            "photo": (
                self._say(_("Mag je op de foto?"), _("Mag u op de foto?")),
                self._say(
                    _("Zeg je niets, dan is het nee. Ben je jonger dan 16, dan vragen we het ook aan je ouder of voogd."),
                    _("Zegt u niets, dan is het nee."),
                ),
            ),
            "language": (_("In welke taal schrijven we?"), ""),
            "buddy_code": (
                self._say(_("Wil je samen met iemand aan tafel?"), _("Wilt u samen met iemand aan tafel?")),
                _("Vul de code van die ander in. Elke aanmelding krijgt een code; hij staat op de eigen bladzijde. Dit kan ook later nog."),
            ),
            "household": (
                _("Komt er nog iemand uit hetzelfde gezin?"),
                _("Verzin samen één woord en vul allebei dat woord in. Zo weten we dat jullie bij elkaar horen. Wie jullie zijn, weten we niet."),
            ),
        }  # fmt: skip
        for name, (label, help_text) in words.items():
            self.fields[name].label, self.fields[name].help_text = label, help_text
        if self.registration.choosing == Choosing.LOTTERY:
            together = self._say(
                _("Wordt er geloot, dan komen jullie allebei, of allebei niet."),
                _("Wordt er geloot, dan komt u allebei, of allebei niet."),
            )
            self.fields["buddy_code"].help_text = f"{self.fields['buddy_code'].help_text} {together}"
        self._require("name", self._say(_("Vul je naam in."), _("Vul uw naam in.")))
        self._require("organisation_name", _("Vul in namens wie u komt."))

    def _require(self, name: str, sentence: str) -> None:
        self.fields[name].error_messages["required"] = sentence

    def _ask_wishes(self) -> None:
        themes = [(str(theme.pk), theme.name) for theme in self.registration.edition.themes.all()]
        labels = (_("Over welk thema het liefst?"), _("En daarna?"), _("En als derde?"))
        for number in range(1, min(WISHES, len(themes)) + 1) if len(themes) > 1 else ():
            name = f"wish_{number}"
            self.wishes.append(name)
            self.fields[name] = forms.ChoiceField(choices=[NO_WISH, *themes], required=False, label=labels[number - 1])

    def _ask_traits(self) -> None:
        drawn = self.registration.choosing == Choosing.LOTTERY
        for trait in self.traits:
            values = [(str(value.pk), value.name) for value in trait.values.all()]
            if values:
                self.fields[f"trait_{trait.pk}"] = forms.ChoiceField(
                    choices=[("", _("Kies")), *values],
                    required=drawn,
                    label=trait.question,
                    help_text=_("Zo kunnen we eerlijk kiezen: dat er mensen van overal komen.") if drawn else "",
                )

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_badge_name(self) -> str:
        return " ".join(self.cleaned_data["badge_name"].split())

    def clean_household(self) -> str:
        return " ".join(self.cleaned_data["household"].lower().split())

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for name in self.wishes:
            wish = values.get(name, "")
            if wish and wish in seen:
                self.add_error(name, ValidationError(_("Dit thema staat er al. Kies een ander, of geen voorkeur.")))
            seen.add(wish)
        return values

    def told(self) -> Told:
        values = self.cleaned_data
        return Told(
            name=values["name"],
            badge_name=values["badge_name"],
            email=values.get("email", ""),
            phone=values["phone"],
            organisation_name=values.get("organisation_name", ""),
            needs=values["needs"],
            photo_self=is_yes(values["photo"]),
            language=values["language"],
            household=values["household"],
            buddy_code=values["buddy_code"],
            themes=tuple(int(values[name]) for name in self.wishes if values.get(name)),
            traits={
                trait.pk: number
                for trait in self.traits
                if (number := whole_number(values.get(f"trait_{trait.pk}", ""))) is not None
            },
        )

    @staticmethod
    def initial_of(row: Attendee) -> dict[str, Any]:
        """What somebody told before, as the form shows it."""
        return {
            "name": row.name,
            "badge_name": row.badge_name,
            "email": row.email,
            "phone": row.phone,
            "organisation_name": row.organisation_name,
            "needs": row.needs,
            "photo": yes_or_no(row.photo_self),
            "language": row.language,
            "household": row.household,
            "buddy_code": buddy_code(row.buddy_id) if row.buddy_id else "",
            **{f"wish_{wish.rank}": str(wish.edition_theme_id) for wish in row.theme_wishes.all()},
            **{f"trait_{answer.trait_id}": str(answer.value_id) for answer in row.traits.all()},
        }


class AttendForm(AboutYouForm):
    """Signing up: the same, and where a message can go."""

    request_key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    sixteen = forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect)
    email = forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    def _word(self) -> None:
        super()._word()
        self.fields["sixteen"].label = _("Ben je 16 jaar of ouder?")
        self.fields["sixteen"].help_text = _("Je leeftijd zelf vragen we niet.")
        self.fields["email"].label = self._say(_("E-mailadres"), _("Uw e-mailadres"))
        self.fields["email"].help_text = self._say(
            _(
                "Ben je jonger dan 16? Vul dan het adres in van je ouder of voogd. Die krijgt van ons de vraag of het mag."
            ),
            _("Alleen voor berichten over deze dag."),
        )
        self._require("sixteen", _("Kies ja of nee."))
        self._require("email", _("Vul een e-mailadres in, anders kunnen we niets laten weten."))
        if not self.is_young:
            del self.fields["sixteen"]

    @property
    def is_under_16(self) -> bool:
        return self.cleaned_data.get("sixteen") == "no"


class ConsentForm(PlainForm):
    """What a guardian says, about coming and about photos apart."""

    guardian_name = forms.CharField(
        label=gettext_lazy("Uw naam"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Vul uw naam in.")},
    )
    guardian_phone = forms.CharField(
        label=gettext_lazy("Uw telefoonnummer"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        help_text=gettext_lazy("We bellen u alleen op de dag zelf, en alleen als dat nodig is."),
        error_messages={"required": gettext_lazy("Vul een telefoonnummer in waarop u op de dag bereikbaar bent.")},
    )
    photo = forms.ChoiceField(
        label=gettext_lazy("Mag uw kind op de foto?"),
        choices=YES_NO,
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Zegt u niets, dan is het nee. Er komt pas een foto als uw kind het zelf ook goed vindt."
        ),
    )

    def clean_guardian_phone(self) -> str:
        phone: str = self.cleaned_data["guardian_phone"].strip()
        if sum(sign.isdecimal() for sign in phone) < 6:
            raise ValidationError(_("Vul een telefoonnummer in waarop u op de dag bereikbaar bent."))
        return phone


class GuardianAddressForm(PlainForm):
    email = forms.EmailField(
        label=gettext_lazy("Het goede e-mailadres van je ouder of voogd"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
