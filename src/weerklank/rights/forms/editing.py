"""What an editor types about a limb, and the file of an import."""

from __future__ import annotations

from typing import Any

from django import forms

from weerklank.rights import queries
from weerklank.rights.models import Concept, Recommendation, RelationType, Territory, Theme
from weerklank.web.fields import RowField

LARGEST_UPLOAD = 5 * 1024 * 1024
SHORT = forms.Textarea(attrs={"rows": 3})


class NothingForm(forms.Form):
    """For a deed that asks nothing but the press of the button."""


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Waarom", widget=SHORT, max_length=2000, error_messages={"required": "Schrijf waarom."}
    )


class CorrectionForm(ReasonForm):
    reason = forms.CharField(
        label="Uitleg voor iedereen",
        help_text="Dit staat voortaan op de openbare bladzijde, in plaats van de tekst.",
        widget=SHORT,
        max_length=2000,
        error_messages={"required": "Schrijf de openbare uitleg."},
    )


class TextForm(forms.Form):
    text = forms.CharField(
        label="De hele tekst, precies zoals de bron hem geeft",
        widget=forms.Textarea(attrs={"rows": 6, "lang": "en"}),
        max_length=20_000,
        error_messages={"required": "Typ de tekst over uit de bron."},
    )
    source_seen = forms.CharField(
        label="Waar u dit las",
        help_text="Bron en bladzijde, bijvoorbeeld: PDF van de OHCHR, bladzijde 12.",
        max_length=300,
        error_messages={"required": "Zeg waar u dit las."},
    )


class WordsForm(forms.Form):
    text = forms.CharField(
        label="In gewone taal",
        help_text="Eén of twee zinnen, zonder vaktaal.",
        widget=SHORT,
        max_length=4000,
        error_messages={"required": "Schrijf een zin."},
    )


class ChildWordsForm(forms.Form):
    text = forms.CharField(
        label="Voor kinderen",
        help_text="Zo dat een kind van negen het snapt.",
        widget=SHORT,
        max_length=2000,
        error_messages={"required": "Schrijf een zin."},
    )
    reviewed_by_children = forms.BooleanField(label="Kinderen hebben dit gelezen en snappen het", required=False)


class SubjectForm(forms.Form):
    subject = forms.CharField(
        label="Onderwerp, in een paar woorden",
        max_length=160,
        error_messages={"required": "Noem het onderwerp."},
    )


class AddForm(forms.Form):
    """A concept, a territory or a theme, chosen from one list."""

    to = forms.ChoiceField(label="Toevoegen", error_messages={"required": "Kies wat u toevoegt."})
    source_seen = forms.CharField(
        label="Hoe u dit weet", required=False, max_length=200, help_text="Bijvoorbeeld: kop boven alinea 22."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {
            "Thema’s": [(f"theme-{one.pk}", one.name_on(None)) for one in queries.themes()],
            "Gebieden": [(f"territory-{one.pk}", one.name) for one in queries.territories()],
        }
        for concept in queries.concepts_to_choose():
            groups.setdefault(concept.scheme.title, []).append((f"concept-{concept.pk}", str(concept)))
        self.fields["to"].choices = [("", "Kies"), *groups.items()]  # type: ignore[attr-defined]

    def clean_to(self) -> Concept | Territory | Theme:
        kind, _, pk = self.cleaned_data["to"].partition("-")
        model: type[Concept | Territory | Theme] = {"concept": Concept, "territory": Territory, "theme": Theme}[kind]
        found = model._default_manager.filter(pk=pk).first()
        if found is None:
            raise forms.ValidationError("Dit staat niet meer in de lijst. Kies opnieuw.")
        return found


class UrgentForm(forms.Form):
    urgent = forms.BooleanField(label="Het comité noemt dit een gebied met haast", required=False)
    area = forms.CharField(label="Zoals het comité het noemt", required=False, max_length=200)


class ResponsibleForm(forms.Form):
    organisation = RowField(
        label="Wie", queryset=None, empty_label="Kies", error_messages={"required": "Kies wie moet handelen."}
    )
    territory = RowField(
        label="Voor welk deel van het Koninkrijk", queryset=None, required=False, empty_label="het hele document"
    )
    role = forms.ChoiceField(label="Rol", choices=[("lead", "eerste verantwoordelijke"), ("contributor", "werkt mee")])
    source_url = forms.URLField(
        label="Bron", required=False, assume_scheme="https", max_length=500, help_text="Waar staat dat?"
    )
    note = forms.CharField(label="Toelichting", required=False, max_length=300)

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = queries.bodies_to_choose(today)  # type: ignore[attr-defined]
        self.fields["territory"].queryset = queries.territories()  # type: ignore[attr-defined]


class RelateForm(forms.Form):
    earlier = RowField(
        label="Eerder gevraagd in",
        queryset=None,
        empty_label="Kies",
        error_messages={"required": "Kies het eerdere onderdeel."},
    )
    relation = forms.ChoiceField(label="Wat dit doet met het eerdere", choices=RelationType.choices)
    note = forms.CharField(label="Toelichting", required=False, max_length=300)

    def __init__(self, *args: Any, limb: Recommendation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["earlier"].queryset = queries.earlier_limbs(limb)  # type: ignore[attr-defined]
