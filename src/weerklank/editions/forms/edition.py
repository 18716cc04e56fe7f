"""What organisers type about an edition, its themes and its tables."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import URLValidator

from weerklank.accounts.models import EDITION_ROLES, Account, Organisation
from weerklank.editions import actions, queries
from weerklank.editions.actions import Wording
from weerklank.editions.models import SEATED_AS, Edition, EditionTheme, SeatKind, ThemeTable
from weerklank.editions.phases import later
from weerklank.editions.words import ONE_AND_MORE
from weerklank.rights.models import Theme
from weerklank.web.fields import RowField, RowsField

# a number that fits every database, and no edition, table or order ever reaches
HIGHEST = 999


class WhenAndWhere(forms.Form):
    """What is asked of an edition when it begins and whenever it changes."""

    title = forms.CharField(label="Titel", max_length=200)
    day = forms.DateField(
        label="Datum van de dialoogdag",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    place = forms.CharField(label="Plaats", max_length=120, required=False)
    answer_term_days = forms.IntegerField(
        label="Dagen om te antwoorden",
        min_value=14,
        max_value=365,
        initial=91,
        help_text="Zo lang heeft een ministerie na de overhandiging. 91 dagen is drie maanden.",
    )
    advice_word = forms.ChoiceField(
        label="Zo heet wat er wordt overhandigd", choices=[("advies", "advies"), ("actiepunt", "actiepunt")]
    )


class EditionForm(WhenAndWhere):
    summary = forms.CharField(
        label="Waar gaat deze editie over?", required=False, max_length=4000, widget=forms.Textarea
    )
    organisations = RowsField(
        label="Wie organiseert deze editie?",
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Deze namen staan bij de editie op de openbare bladzijde.",
    )
    sources = forms.CharField(
        label="Waar is over deze editie te lezen?",
        required=False,
        max_length=4000,
        help_text="Eén adres per regel.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = (
        "title", "day", "place", "summary", "organisations", "sources", "answer_term_days", "advice_word",
    )  # fmt: skip

    @classmethod
    def of(cls, edition: Edition, *, account: Account, data: Any = None) -> EditionForm:
        invites = list(edition.organisers.values_list("organisation", flat=True))
        form = cls(
            data,
            initial={
                "title": edition.title,
                "day": edition.date,
                "place": edition.place,
                "summary": edition.summary,
                "organisations": invites,
                "sources": "\n".join(edition.sources),
                "answer_term_days": edition.answer_term_days,
                "advice_word": edition.advice_word,
            },
        )
        if people := len(actions.who_must_hear(edition)):
            form.fields["tell_people"] = forms.BooleanField(
                label=f"Verandert de dag of de plaats: zet voor {people} {'mens' if people == 1 else 'mensen'} een bericht klaar",
                required=False,
                help_text="Dit zijn mensen die zijn uitgenodigd, op de lijst staan of al een plaats hebben. "
                "Zonder vinkje verandert de dag niet.",
            )
            form.order_fields(["title", "day", "place", "tell_people"])
        field = form.fields["organisations"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        # who is not said yet stands in the way of announcing, not of saying when the day is
        field.required = bool(invites)
        field.queryset = (queries.may_organise(account) | Organisation.objects.filter(pk__in=invites)).distinct()
        return form

    def clean_sources(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["sources"].splitlines() if line.strip()]
        for line in lines:
            try:
                URLValidator(schemes=["http", "https"])(line)
            except forms.ValidationError:
                raise forms.ValidationError(f"‘{line[:80]}’ is geen adres. Begin met https://.") from None
        return lines


class NewEditionForm(WhenAndWhere):
    year = forms.IntegerField(label="Jaar", min_value=1990, max_value=2100)
    organisation = RowField(
        label="Organisatie die uitnodigt",
        queryset=Organisation.objects.none(),
        empty_label="Kies een organisatie",
        help_text="Deze naam staat bij de editie op de openbare bladzijde.",
    )
    beside = RowsField(
        label="Wie organiseert er mee?",
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    previous = RowField(
        label="Vorige editie",
        queryset=Edition.objects.none(),
        required=False,
        empty_label="geen",
        help_text="Haar vorm kan deze editie overnemen, en wat daar nog openstaat. U ziet eerst wat; mensen gaan nooit mee.",
    )

    field_order = ("year", "title", "day", "place", "previous", "organisation", "beside")

    def __init__(self, *args: Any, account: Account, today: date, after: Edition | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {"year": today.year + 1, "organisation": account.organisation_id} | _shape_of(after)
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = self.fields["beside"].queryset = queries.may_organise(account)
        self.fields["previous"].queryset = queries.may_precede(account)


def _shape_of(after: Edition | None) -> dict[str, Any]:
    """What a new edition begins with where it follows another: the next year, and the same for the rest."""
    if after is None:
        return {}
    year = after.year + 1
    invites = list(after.organisers.order_by("id").values_list("organisation", flat=True))
    return {
        "year": year,
        "title": after.title.replace(str(after.year), str(year)),
        "day": later(after.date, 1) if after.date else None,
        "place": after.place,
        "answer_term_days": after.answer_term_days,
        "advice_word": after.advice_word,
        "previous": after.pk,
        **({"organisation": invites[0], "beside": invites[1:]} if invites else {}),
    }


class AddThemeForm(forms.Form):
    theme = RowField(label="Thema", queryset=Theme.objects.none(), empty_label="Kies een thema")
    name = forms.CharField(
        label="Zo heet het in deze editie",
        max_length=120,
        required=False,
        help_text="Laat u dit leeg, dan krijgt het de naam die het nu overal heeft.",
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = queries.themes_left(edition)


class WordThemesForm(forms.Form):
    """A name and a place in the row for every theme of the edition, on one page."""

    def __init__(self, *args: Any, themes: list[EditionTheme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.themes = themes
        for theme in themes:
            self.fields[f"order-{theme.pk}"] = forms.IntegerField(
                label=f"Plaats in de rij van {theme}", min_value=1, max_value=HIGHEST, initial=theme.order
            )
            self.fields[f"name-{theme.pk}"] = forms.CharField(
                label=f"Naam van {theme}",
                max_length=120,
                initial=theme.name,
                widget=forms.TextInput(attrs={"size": 40}),
            )

    def rows(self) -> list[tuple[EditionTheme, str, forms.BoundField, forms.BoundField]]:
        """Each theme, what it is called elsewhere, and its two fields."""
        return [
            (theme, theme.theme.name_on(None), self[f"order-{theme.pk}"], self[f"name-{theme.pk}"])
            for theme in self.themes
        ]

    def wordings(self) -> list[Wording]:
        given = self.cleaned_data
        return [Wording(theme.pk, given[f"name-{theme.pk}"], given[f"order-{theme.pk}"]) for theme in self.themes]


class TableForm(forms.Form):
    number = forms.IntegerField(label="Nummer", min_value=1, max_value=HIGHEST)
    place = forms.CharField(
        label="Waar de tafel staat", max_length=120, required=False, help_text="Bijvoorbeeld: zaal 2, bij het raam."
    )

    @classmethod
    def of(cls, table: ThemeTable, data: Any = None) -> TableForm:
        return cls(data, initial={"number": table.number, "place": table.place})


class NewTableForm(TableForm):
    edition_theme = RowField(label="Thema", queryset=EditionTheme.objects.none(), empty_label="Kies een thema")
    number = forms.IntegerField(
        label="Nummer",
        min_value=1,
        max_value=HIGHEST,
        required=False,
        help_text="Laat u dit leeg, dan krijgt de tafel het volgende nummer.",
    )

    field_order = ("edition_theme", "number", "place")

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition_theme"].queryset = queries.themes_of(edition)


class SeatsForm(forms.Form):
    """How many places of each kind come to the table."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in SeatKind:
            self.fields[kind.value] = forms.IntegerField(
                label=ONE_AND_MORE[kind][1].capitalize(), min_value=0, max_value=30, required=False
            )

    def counts(self) -> dict[SeatKind, int]:
        return {kind: self.cleaned_data[kind.value] or 0 for kind in SeatKind}


class SeatForm(forms.Form):
    kind = forms.ChoiceField(label="Wie zit hier", choices=[("", "Kies een soort"), *SeatKind.choices])
    alias = forms.CharField(
        label="Schuilnaam",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=f"Nooit een echte naam, ook geen voornaam. Bijvoorbeeld ‘{SEATED_AS[SeatKind.CHILD]} 4’ of ‘de Uil’.",
    )


class GiveRoleForm(forms.Form):
    account = RowField(
        label="Wie",
        queryset=Account.objects.none(),
        empty_label="Kies iemand",
        help_text="Mensen met een account, op naam.",
    )
    role = forms.ChoiceField(
        label="Rol", choices=[("", "Kies een rol"), *((role.value, role.label) for role in EDITION_ROLES)]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Account.objects.filter(is_active=True).select_related("organisation")
        field = self.fields["account"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people
        field.label_from_instance = lambda account: account.audit_label
