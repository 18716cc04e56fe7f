"""What professionals type about consultations, statements and ways in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from weerklank.accounts.models import Account
from weerklank.editions.models import EditionTheme
from weerklank.participation.actions.staff import MOST_USES, Question
from weerklank.participation.forms.translations import TranslatedForm
from weerklank.participation.models import (
    Consultation,
    EntryMode,
    EntryPlan,
    EntryPointKind,
    Place,
    Statement,
)
from weerklank.participation.queries import staff as queries
from weerklank.web.context import tag
from weerklank.web.fields import RowField

CHILD_LANGUAGES = [("nl", "Nederlands"), *queries.LANGUAGES.items()]


def _day(label: str, **extra: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **extra)


def _lines(label: str, **extra: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), **extra)


class ConsultationForm(forms.Form):
    """Only the question is needed to begin; the other four before it opens."""

    edition_theme = RowField(label="Thema", queryset=EditionTheme.objects.none(), empty_label="Kies een thema")
    question = forms.CharField(
        label="De vraag", max_length=200, help_text="Eén vraag, in woorden van een kind van negen."
    )
    why = _lines("Waarom vragen we dit?", required=False)
    can_change = _lines(
        "Wat kan veranderen?", required=False, help_text="Waar de ministers iets over kunnen beslissen."
    )
    cannot_change = _lines(
        "Wat kan niet veranderen?", required=False, help_text="Eerlijk vooraf, zodat niemand voor niets hoopt."
    )
    who_decides = forms.CharField(label="Wie beslist?", max_length=200, required=False)
    hear_by = _day(
        "Wanneer horen kinderen het?", required=False, help_text="De laatste dag waarop ze lezen wat ermee gebeurt."
    )
    opens_on = _day("Eerste dag", required=False)
    closes_on = _day("Laatste dag", required=False)
    panel_note = forms.CharField(
        label="Waarom las het jongerenpanel de vraag niet?",
        max_length=300,
        required=False,
        help_text="Alleen als het panel wordt overgeslagen. Iedereen kan dit lezen.",
    )
    sensitive = forms.BooleanField(
        label="Dit onderwerp kan pijn doen: hulplijnen en ‘snel weg’ staan vooraan", required=False
    )

    def __init__(self, *args: Any, account: Account, consultation: Consultation | None = None, **kwargs: Any) -> None:
        if consultation is not None:
            names = (*Question.__dataclass_fields__, "edition_theme")
            kwargs["initial"] = {name: getattr(consultation, name) for name in names}
        super().__init__(*args, **kwargs)
        themes = EditionTheme.objects.filter(edition__in=queries.editions_to_ask_in(account)).select_related("edition")
        field = self.fields["edition_theme"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = themes
        field.label_from_instance = lambda theme: f"{theme} ({theme.edition})"
        if consultation is not None:
            del self.fields["edition_theme"]

    def values(self) -> Question:
        return Question(**{name: self.cleaned_data[name] for name in Question.__dataclass_fields__})


class ExtendForm(forms.Form):
    closes_on = _day("Nieuwe laatste dag")


class TranslationForm(TranslatedForm):
    question = forms.CharField(label="De vraag", max_length=200)
    why = _lines("Waarom vragen we dit?", required=False)
    can_change = _lines("Wat kan veranderen?")
    cannot_change = _lines("Wat kan niet veranderen?")
    who_decides = forms.CharField(label="Wie beslist?", max_length=200)


class StatementForm(forms.Form):
    text = forms.CharField(
        label="De stelling",
        max_length=160,
        help_text="Eén gedachte, hoogstens 160 tekens, zonder ‘niet’ als het ook zonder kan.",
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 160}),
        error_messages={
            "max_length": "Dit zijn %(show_value)d tekens; een stelling heeft er hoogstens %(limit_value)d."
        },
    )


class NewStatementForm(StatementForm):
    origin = forms.ChoiceField(
        label="Van wie zijn de woorden?",
        choices=[("editor", "redacteur"), ("panel", "jongerenpanel")],
        help_text="Een stelling met woorden van een kind maakt u bij de inbreng waar ze uit komt.",
    )


class ChangeStatementForm(StatementForm):
    order = forms.IntegerField(label="Plaats in de rij", min_value=0, max_value=999)

    def __init__(self, *args: Any, statement: Statement, **kwargs: Any) -> None:
        kwargs["initial"] = {"text": statement.text, "order": statement.order}
        found = {text.language: text for text in statement.texts.all()}
        for language in queries.LANGUAGES:
            if language in found:
                kwargs["initial"][f"text_{language}"] = found[language].text
                kwargs["initial"][f"checked_{language}"] = found[language].checked
        super().__init__(*args, **kwargs)
        for language, name in queries.LANGUAGES.items():
            self.fields[f"text_{language}"] = forms.CharField(
                label=f"In het {name}",
                max_length=200,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, "lang": tag(language), "dir": "auto"}),
            )
            self.fields[f"checked_{language}"] = forms.BooleanField(
                label=f"{name} nagelezen door een mens", required=False
            )

    def translations(self) -> dict[str, tuple[str, bool]]:
        """What was changed, per language."""
        return {
            language: (self.cleaned_data[f"text_{language}"], self.cleaned_data[f"checked_{language}"])
            for language in queries.LANGUAGES
            if {f"text_{language}", f"checked_{language}"} & set(self.changed_data)
        }


class RetireForm(forms.Form):
    reason = forms.CharField(
        label="Waarom gaat deze stelling weg?", max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class EntryPointForm(forms.Form):
    label = forms.CharField(
        label="Voor welke klas of groep?",
        max_length=120,
        help_text="Alleen u ziet dit. Het staat niet op het blad en nergens openbaar.",
    )
    kind = forms.ChoiceField(
        label="Soort", choices=[choice for choice in EntryPointKind.choices if choice[0] != EntryPointKind.OPEN]
    )
    place = forms.ChoiceField(
        label="Wat voor plek is het?",
        help_text="Zo ziet u bij ‘Wie missen we?’ wie er nog ontbreekt. Bij opvang voor wie asiel vraagt, staat er voor elk kind bij dat dit niets met zijn procedure te maken heeft.",
        choices=[("", "niet gezegd"), *Place.choices],
        required=False,
    )
    mode = forms.ChoiceField(label="Hoe doet de groep mee?", choices=EntryMode.choices)
    language = forms.ChoiceField(label="Taal waarin de groep begint", choices=CHILD_LANGUAGES)
    valid_from = _day("Geldig vanaf")
    valid_to = _day("Geldig tot en met")
    max_uses = forms.IntegerField(
        label="Hoe vaak mag de code worden gebruikt?",
        min_value=1,
        max_value=MOST_USES,
        help_text="Het aantal kinderen, met een paar erbij.",
    )

    @classmethod
    def fresh(
        cls, consultation: Consultation, today: date, data: Any = None, *, like: EntryPlan | None = None
    ) -> EntryPointForm:
        begins = max(today, consultation.opens_on or today)
        initial = {"valid_from": begins, "valid_to": consultation.closes_on, "max_uses": 35, "language": "nl"}
        if like is not None:
            initial |= {name: getattr(like, name) for name in ("kind", "mode", "language", "place", "max_uses")}
        return cls(data, initial=initial)


class ListForm(forms.Form):
    """What may be asked of a list by its address; what is not understood is left out."""

    q = forms.CharField(max_length=100, required=False)
    editie = forms.SlugField(max_length=40, required=False)
    staat = forms.SlugField(max_length=20, required=False)
    van = forms.SlugField(max_length=20, required=False)

    def asked(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))
