"""What an editor types about a limb, and what a body answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.text import Truncator

from weerklank.rights import queries
from weerklank.rights.actions.concepts import LANGUAGES, REGISTERS
from weerklank.rights.kinds import Kind
from weerklank.rights.models import (
    Concept,
    Recommendation,
    RecommendationRelation,
    RelationType,
    Responsibility,
    StatePosition,
    Territory,
    Theme,
)
from weerklank.web.fields import RowField

SHORT = forms.Textarea(attrs={"rows": 3})
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NO_DAY = "Dit is geen dag. Schrijf bijvoorbeeld 2026-03-01."


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


class WordingForm(forms.Form):
    """A draft of one kind of wording; what it asks depends on for whom it is."""

    text = forms.CharField(
        label="De tekst", widget=SHORT, max_length=20_000, error_messages={"required": "Schrijf een zin."}
    )
    source_url = forms.URLField(label="Bron", required=False, assume_scheme="https", max_length=500)
    author = forms.CharField(
        label="Van wie", required=False, max_length=120, help_text="Leeg als u de tekst zelf schreef."
    )
    reviewed_by_children = forms.BooleanField(label="Kinderen hebben dit gelezen en snappen het", required=False)

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self.fields["text"]
        text.label, text.help_text = kind.label.capitalize(), kind.hint
        text.widget.attrs |= {"lang": kind.language, "rows": 8 if kind.translates else 4}
        if kind.translates:
            self.fields["source_url"].help_text = "Het adres waar de vertaling staat."
        else:
            del self.fields["source_url"], self.fields["author"]
        if not kind.for_children:
            del self.fields["reviewed_by_children"]


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
        self.fields["to"].choices = [("", "Kies"), *groups.items()]

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
    role = forms.ChoiceField(label="Rol", choices=Responsibility._meta.get_field("role").choices)
    basis = forms.CharField(
        label="Waarop dit steunt",
        required=False,
        max_length=300,
        help_text="De wet, het besluit of de brief, met de plaats. Vul dit in, of het adres hieronder, of allebei.",
    )
    source_url = forms.URLField(
        label="Of het adres waar dat staat", required=False, assume_scheme="https", max_length=500
    )
    note = forms.CharField(label="Toelichting", required=False, max_length=300)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = queries.bodies_to_choose(today)
        self.fields["territory"].queryset = queries.territories()


class EndForm(forms.Form):
    on = forms.DateField(
        label="Tot en met", widget=DAY, error_messages={"required": "Kies een dag.", "invalid": NO_DAY}
    )
    reason = forms.CharField(
        label="Waarom", widget=SHORT, max_length=2000, error_messages={"required": "Schrijf waarom."}
    )


class LinkForm(forms.Form):
    """What a link between two rounds says, and who says so."""

    relation = forms.ChoiceField(label="Wat dit doet met het eerdere", choices=RelationType.choices)
    source = forms.ChoiceField(
        label="Wie dit zegt", choices=[("editor", "wij, na lezen van beide"), ("un", "de VN, in de tekst zelf")]
    )
    note = forms.CharField(
        label="Toelichting", required=False, max_length=300, help_text="Bijvoorbeeld de woorden waaraan u het zag."
    )


class LimbField(RowField):
    """A limb, named as a person knows it: its round, its number and what it is about."""

    def label_from_instance(self, obj: Recommendation) -> str:
        year = f"{obj.document.cycle.year}, " if obj.document.cycle else ""
        about = Truncator(obj.subject or obj.paragraph.heading or obj.text).chars(80)
        return f"{year}{obj.number or obj.slug}: {about}" if about else f"{year}{obj.number or obj.slug}"


class RelateForm(LinkForm):
    earlier = LimbField(
        label="Eerder gevraagd in",
        queryset=None,
        empty_label="Kies",
        error_messages={"required": "Kies het eerdere onderdeel."},
    )
    field_order = ("earlier", "relation", "source", "note")

    def __init__(self, *args: Any, limb: Recommendation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["earlier"].queryset = queries.earlier_limbs(limb)


class DroppedForm(forms.Form):
    cycle = RowField(
        label="De ronde die er niet op terugkomt",
        queryset=None,
        empty_label="Kies",
        error_messages={"required": "Kies een ronde."},
    )
    note = forms.CharField(
        label="Wat dit kan verklaren",
        max_length=300,
        help_text="Bijvoorbeeld: de wet veranderde. Weet u het niet, schrijf dat dan.",
        error_messages={"required": "Schrijf wat dit kan verklaren, of dat u het niet weet."},
    )

    def __init__(self, *args: Any, limb: Recommendation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cycle"].queryset = queries.later_cycles(limb)


class SupersedeForm(forms.Form):
    relation = forms.TypedChoiceField(
        label="Door welk onderdeel",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies het onderdeel dat dit opvolgt."},
    )

    def __init__(self, *args: Any, links: Iterable[RecommendationRelation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["relation"].choices = [
            (link.pk, f"{link.later.document.symbol} {link.later.number}, dat dit {link.get_type_display()}")
            for link in links
        ]


class PositionForm(forms.Form):
    position = forms.ChoiceField(
        label="Wat de staat zegt",
        choices=[("", "Kies"), *StatePosition.Position.choices],
        error_messages={"required": "Kies een standpunt."},
    )
    words = forms.CharField(
        label="In de woorden van de bron",
        required=False,
        widget=SHORT,
        max_length=10_000,
        help_text="Leeg alleen als u geen standpunt vond.",
    )
    source = forms.CharField(
        label="Waar dit staat",
        max_length=300,
        help_text="Document en alinea; of waar u zocht.",
        error_messages={"required": "Zeg waar dit staat, of waar u zocht."},
    )
    source_url = forms.URLField(label="Adres", required=False, assume_scheme="https", max_length=500)
    stated_on = forms.DateField(label="Gezegd op", required=False, widget=DAY, error_messages={"invalid": NO_DAY})


class DisputeForm(forms.Form):
    """Why something is not ours, and whose it is if we know."""

    reason = forms.CharField(
        label="Waarom dit niet van u is",
        widget=SHORT,
        max_length=2000,
        help_text="Iedereen kan dit lezen.",
        error_messages={"required": "Schrijf waarom dit niet van u is."},
    )
    instead = RowField(label="Wie dit volgens u moet doen", queryset=None, required=False, empty_label="weten we niet")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instead"].queryset = queries.bodies_to_choose(today)


class LabelsForm(forms.Form):
    """The names of one concept, a field per language and kind of reader."""

    source_url = forms.URLField(label="Bron", required=False, assume_scheme="https", max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {
            f"{language}-{register}": forms.CharField(
                label=f"{words}, {reader}",
                required=False,
                max_length=300,
                widget=forms.TextInput(attrs={"lang": language}),
            )
            for language, words in LANGUAGES
            for register, reader in REGISTERS
        }
        self.fields = {**names, **self.fields}

    def labels(self) -> dict[tuple[str, str], str]:
        return {
            (language, register): self.cleaned_data[f"{language}-{register}"]
            for language, _ in LANGUAGES
            for register, _ in REGISTERS
        }
