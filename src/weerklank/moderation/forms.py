"""What moderators and the safeguarding officer type."""

from __future__ import annotations

from typing import Any

from django import forms

from weerklank.moderation import reasons
from weerklank.moderation.actions import STEPS
from weerklank.moderation.queries import Asked
from weerklank.participation import personal_data
from weerklank.participation.actions.staff import shares_words
from weerklank.participation.models import Contribution, DeclineReason
from weerklank.participation.personal_data import DataKind


class MarksForm(forms.Form):
    """Per kind of mark in a text that would become public: may it stay, and why."""

    def __init__(self, *args: Any, text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = personal_data.kinds(text)
        for kind in self.kinds:
            self.fields[f"allow_{kind.name.lower()}"] = forms.BooleanField(
                label=f"Mag blijven staan: {kind.value}", required=False
            )
            self.fields[f"why_{kind.name.lower()}"] = forms.CharField(
                label=f"Want … (waarom {kind.value} mag blijven staan)",
                max_length=120,
                required=False,
                help_text="Kort, alleen voor collega’s. Schrijf geen woorden van het kind over.",
            )

    def allowed(self) -> dict[DataKind, str]:
        """What was ticked, with its reason; the action refuses what is ticked without one."""
        return {
            kind: str(self.cleaned_data[f"why_{kind.name.lower()}"])
            for kind in self.kinds
            if self.cleaned_data[f"allow_{kind.name.lower()}"]
        }


class EditedForm(MarksForm):
    text = forms.CharField(
        label="De tekst zoals iedereen haar mag lezen",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text="Haal alleen weg wat zegt wie of waar iemand is. De woorden van het kind blijven de woorden van het kind; het origineel blijft bewaard.",
    )
    note = forms.CharField(
        label="Notitie voor collega’s",
        max_length=500,
        required=False,
        help_text="Waarom, niet wat: schrijf geen woorden van het kind over.",
    )

    @classmethod
    def sent(cls, data: Any, contribution: Contribution) -> EditedForm:
        """What was sent, with the questions that its text calls for."""
        text = str(data.get("text", ""))
        form = cls(data, text=text)
        if text.strip() and not shares_words(text, contribution.original):
            form.fields["another_text"] = forms.BooleanField(
                label="Dit is bewust een andere tekst", required=False, help_text="Het origineel blijft bewaard."
            )
        return form


class UnpublishForm(forms.Form):
    note = forms.CharField(
        label="Waarom moet dit terug?",
        max_length=500,
        required=False,
        help_text="Alleen voor collega’s. Schrijf geen woorden van het kind over.",
    )


class PrivateForm(forms.Form):
    note = forms.CharField(
        label="Waarom mag niemand dit lezen?",
        max_length=500,
        required=False,
        help_text="Voor de collega die meekijkt. Schrijf geen woorden van het kind over.",
    )


class NoteForm(forms.Form):
    note = forms.CharField(
        label="Notitie voor collega’s",
        max_length=500,
        required=False,
        help_text="Schrijf geen woorden van het kind over.",
    )


class DeclineForm(forms.Form):
    sentence = forms.CharField(
        label="Dit leest het kind",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text="Herhaal niet wat het kind schreef: wie de plaatjes vindt, mag het niet kunnen lezen.",
    )
    note = forms.CharField(label="Notitie voor collega’s", max_length=500, required=False)

    @classmethod
    def for_reason(cls, reason: DeclineReason, contribution: Contribution, data: Any = None) -> DeclineForm:
        return cls(data, initial={"sentence": reasons.sentence(reason, contribution.original_language)})


class FlagForm(forms.Form):
    """The five steps of the reporting code, and what was done."""

    steps = forms.MultipleChoiceField(
        label="De vijf stappen van de meldcode",
        choices=list(STEPS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Vink aan wat is gedaan. Het platform meldt nooit vanzelf.",
    )
    outcome = forms.CharField(
        label="Wat is er gedaan, of waarom is er geen zorg?",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Nodig om het signaal af te sluiten. Alleen wie deze rol heeft, leest dit.",
    )


class QueueForm(forms.Form):
    """What may be asked of a list by its address."""

    q = forms.CharField(max_length=100, required=False)
    taal = forms.SlugField(max_length=8, required=False)
    vraag = forms.SlugField(max_length=80, required=False)
    staat = forms.SlugField(max_length=20, required=False)
    wacht = forms.SlugField(max_length=20, required=False)
    teken = forms.SlugField(max_length=20, required=False)
    toegang = forms.SlugField(max_length=20, required=False)
    leeftijd = forms.SlugField(max_length=10, required=False)

    def asked(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))

    def unreadable(self) -> list[str]:
        """What was asked in signs that no filter has: each by its name."""
        self.is_valid()
        return [f"‘{name}’ was niet te lezen. Daarop is niet gezocht." for name in self.errors]

    def question(self) -> Asked:
        """What the queue is asked, in its own words."""
        return Asked(
            search=self.asked("q"),
            language=self.asked("taal"),
            consultation=self.asked("vraag"),
            state=self.asked("staat"),
            waited=self.asked("wacht"),
            mark=self.asked("teken"),
            entry=self.asked("toegang"),
            age=self.asked("leeftijd"),
        )
