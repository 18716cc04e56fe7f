"""What an editor gives to read in: a file, a pasted text, the columns of a table; and what is mended afterwards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import get_valid_filename

from weerklank.accounts.models import Organisation
from weerklank.rights import queries
from weerklank.rights.models import ColumnMapping
from weerklank.rights.reading.countries import SYMBOL
from weerklank.rights.reading.mapping import FIELDS, TableKind, check, guess, squash
from weerklank.rights.reading.tables import Table

LARGEST_UPLOAD = 5 * 1024 * 1024
LONGEST_PASTE = 600_000


class ActionsForm(forms.Form):
    """What a table of actions may not say of itself: who does them, and where they can be read."""

    lead = forms.ModelChoiceField(
        label="Wie voert de acties uit",
        queryset=Organisation.objects.none(),
        required=False,
        to_field_name="slug",
        help_text="Alleen bij acties: geldt voor elke rij waarin dat niet staat.",
    )
    source_url = forms.URLField(
        label="Waar staan de acties te lezen",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Alleen bij acties: geldt voor elke rij waarin geen bron staat.",
        error_messages={"invalid": "Dit is geen adres. Neem het over uit de adresbalk, met https:// ervoor."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = Organisation.objects.filter(valid_to__isnull=True).order_by("name")


class AboutForm(ActionsForm):
    """What a file may not say about itself."""

    country = forms.CharField(
        label="Land",
        max_length=60,
        required=False,
        help_text="Alleen als het niet over het Koninkrijk gaat: de Engelse naam, zoals Slovenia.",
    )
    document = forms.CharField(
        label="Document",
        max_length=60,
        required=False,
        help_text="Alleen bij een tabel: bij welk document horen de rijen? Bijvoorbeeld CRC/C/NLD/CO/5-6.",
    )

    body = forms.CharField(
        label="Comité",
        max_length=60,
        required=False,
        help_text="Alleen bij een bestand van UHRI en een ander comité dan CRC: de afkorting, zoals CESCR. Elk comité: alle.",
    )

    @property
    def about(self) -> dict[str, str]:
        lead = self.cleaned_data.get("lead")
        said = {
            name: str(self.cleaned_data.get(name) or "").strip()
            for name in ("country", "body", "document", "source_url")
        }
        return {name: value for name, value in {**said, "lead": lead.slug if lead else ""}.items() if value}


class UploadForm(AboutForm):
    file = forms.FileField(
        label="Bestand",
        allow_empty_file=True,
        help_text="UHRI (JSON, XLSX), een document van de OHCHR (DOCX, HTML, PDF, tekst), een thematische lijst, "
        "of een tabel (CSV, XLSX). Hoogstens 5 MB.",
        error_messages={"required": "Kies een bestand."},
    )
    field_order = ("file", "country", "body", "document", "lead", "source_url")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_UPLOAD:
            raise forms.ValidationError(
                f"Dit bestand is {file.size / 1024 / 1024:.0f} MB. Via de browser kan hoogstens 5 MB. "
                f"Grotere bestanden leest de beheerder in met: {queries.IMPORT_COMMAND}"
            )
        file.name = get_valid_filename(file.name or "bestand")[-120:]
        return file


class PasteForm(forms.Form):
    text = forms.CharField(
        label="Tekst",
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text="Plak de Engelse tekst uit Word of van de site van de VN, met de nummers en de letters.",
        error_messages={"required": "Plak de tekst."},
    )
    symbol = forms.CharField(
        label="Nummer van het document",
        max_length=60,
        required=False,
        help_text="Alleen als het niet in de tekst staat. Bijvoorbeeld CRC/C/NLD/CO/5-6.",
    )

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if len(text) > LONGEST_PASTE:
            raise forms.ValidationError(
                f"Deze tekst heeft {len(text)} tekens, meer dan {LONGEST_PASTE}. Bewaar hem als bestand en kies dat."
            )
        return text

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("text") and not said.get("symbol", "").strip() and not SYMBOL.search(said["text"][:2000]):
            self.add_error("symbol", "In de tekst staat geen documentnummer. Vul het hier in, zoals CRC/C/NLD/CO/5-6.")
        return said

    @property
    def content(self) -> bytes:
        text, symbol = self.cleaned_data["text"], self.cleaned_data["symbol"].strip()
        head = f"{symbol}\n\n" if symbol and symbol not in text[:2000] else ""
        return (head + str(text)).replace("\r\n", "\n").encode()


class ColumnsForm(ActionsForm):
    """One question for each column of somebody's table: what of ours is it?"""

    name = forms.CharField(
        label="Naam van deze indeling",
        max_length=60,
        help_text="Hiermee leest u het volgende bestand van dezelfde maker op dezelfde manier.",
        error_messages={"required": "Geef deze indeling een naam, zoals ‘Lijst van het ministerie’."},
    )
    document = forms.CharField(
        label="Document",
        max_length=60,
        required=False,
        help_text="Geldt voor elke rij waarin geen document staat. Bijvoorbeeld CRC/C/NLD/CO/5-6.",
    )

    def __init__(
        self, *args: Any, table: Table, kind: TableKind, known: ColumnMapping | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.table, self.kind = table, kind
        if kind is not TableKind.ACTIONS:
            del self.fields["lead"], self.fields["source_url"]
        choices = [("", "niet inlezen")] + [
            (field.name, f"{field.label}{' (nodig)' if field.required else ''}") for field in FIELDS[kind]
        ]
        ours = {squash(head): name for name, head in known.columns.items()} if known else {}
        for place, head in enumerate(table.header):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=head or f"kolom {place + 1} (zonder kop)",
                choices=choices,
                required=False,
                initial=ours.get(squash(head), "" if known else guess(head, kind)),
            )
        if known:
            self.fields["name"].initial = known.name
            for name in ("document", "lead", "source_url"):
                if name in self.fields:
                    self.fields[name].initial = known.fixed.get(name, "")

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Our field and their head, in the order of the file; an empty head stands for nothing."""
        return [
            (self.cleaned_data[f"column_{place}"], head)
            for place, head in enumerate(self.table.header)
            if self.cleaned_data.get(f"column_{place}")
        ]

    @property
    def fixed(self) -> dict[str, str]:
        lead = self.cleaned_data.get("lead")
        source = self.cleaned_data.get("source_url", "")
        return {
            "document": self.cleaned_data["document"].strip(),
            "lead": lead.slug if lead else "",
            **({"source_url": source} if source else {}),
        }

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for sentence in check(self.kind, self.chosen, self.table.header):
            self.add_error(None, sentence)
        return said


class NumberForm(forms.Form):
    number = forms.IntegerField(
        label="Nummer van de alinea",
        min_value=1,
        max_value=999,
        error_messages={"required": "Typ het nummer dat in de bron staat.", "invalid": "Typ een heel getal."},
    )


class LetterForm(forms.Form):
    letter = forms.CharField(
        label="Letter in de bron", max_length=6, error_messages={"required": "Typ de letter die in de bron staat."}
    )


class MergeForm(forms.Form):
    """Only a button."""


class SplitForm(forms.Form):
    start = forms.CharField(
        label="Eerste woorden van het tweede deel",
        max_length=400,
        help_text="Precies overgetypt; ze staan één keer in de tekst.",
        error_messages={"required": "Typ de eerste woorden van het tweede deel."},
    )
    letter = forms.CharField(
        label="Letter van het tweede deel",
        max_length=6,
        error_messages={"required": "Zeg welke letter het tweede deel heeft."},
    )


class KeepForm(forms.Form):
    reason = forms.CharField(
        label="Waarom blijft de tekst zoals hij is?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Hetzelfde bestand vraagt dit daarna niet opnieuw.",
        error_messages={"required": "Schrijf waarom de tekst blijft, in een zin die een ander begrijpt."},
    )
