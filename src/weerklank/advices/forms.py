"""What a facilitator types at a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from weerklank.advices import queries
from weerklank.advices.actions import AdviceText, RecordText, fingerprint
from weerklank.advices.models import Advice, TableRecord
from weerklank.editions.models import Edition, EditionTheme
from weerklank.rights.models import Recommendation
from weerklank.web.fields import RowField, RowsField, whole_number

MAX_PARTS = 12
SPARE_PARTS = 2


def _area(label: str, *, help_text: str = "", required: bool = False, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class RecordForm(forms.Form):
    """The record of a table; what adults expected is asked first and then stands fixed."""

    adult_expected_before = _area(
        "Wat verwachten de volwassenen dat kinderen zeggen?",
        help_text="Schrijf dit op vóór u leest wat kinderen zeiden. Het blijft staan zoals het was.",
        required=True,
    )
    proud = _area("Waar zijn we trots op?", help_text="Zet erbij wie het zei: kind, jongere of volwassene.")
    chances = _area("Waar liggen kansen?")
    tensions = _area("Waar wringt het?", help_text="Wat botst er, of voelt niet eerlijk?")
    changed_after = _area("Wat is er bij de volwassenen veranderd?", help_text="Vul dit in na het gesprek.")

    def __init__(self, *args: Any, record: TableRecord | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fixed = bool(record and record.adult_expected_before)
        for name in self.fields.copy():
            if record is not None:
                self.fields[name].initial = getattr(record, name)
            if fixed == (name == "adult_expected_before"):
                del self.fields[name]

    def text(self) -> RecordText:
        return RecordText(**self.cleaned_data)


class AdviceForm(forms.Form):
    """An advice in parts, with the groups it comes from and the recommendations it points to."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label="Titel", max_length=200)
    text = _area("Wat vragen jullie?", required=True)
    why = _area("Waarom?")
    done_when = _area("Wanneer is het klaar?", help_text="Hoe zien kinderen dat het gelukt is?")
    adult_additions = _area(
        "Wat volwassenen erbij willen zetten", help_text="Dit blijft apart staan van wat kinderen vragen.", rows=3
    )
    groups = RowsField(
        queryset=None, label="Waar komt dit vandaan?", required=False, widget=forms.CheckboxSelectMultiple
    )
    raised_before = RowField(
        queryset=None, label="Is dit eerder gevraagd?", required=False, empty_label="nee, of niet bekend"
    )
    search = forms.CharField(
        label="Zoek een aanbeveling van de VN",
        required=False,
        max_length=120,
        help_text="Een woord of nummer, bijvoorbeeld: armoede of 36(a).",
    )
    recommendations = RowsField(
        queryset=None,
        label="Aanbevelingen van de VN waar dit bij hoort",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, theme: EditionTheme, edition: Edition, advice: Advice | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        parts = list(advice.parts.values_list("text", flat=True)) if advice else []
        if advice is not None:
            self.initial.update(
                seen=fingerprint(advice),
                title=advice.title,
                text=advice.text,
                why=advice.why,
                done_when=advice.done_when,
                adult_additions=advice.adult_additions,
                groups=list(advice.groups.values_list("pk", flat=True)),
                raised_before=advice.raised_before_id,
                recommendations=list(advice.recommendations.values_list("pk", flat=True)),
            )
        self.fields["groups"].queryset = queries.groups_of_theme(theme)
        self.fields["raised_before"].queryset = queries.earlier_advices(edition)
        self.fields["recommendations"].queryset = Recommendation.objects.filter(pk__in=self._offered())
        self.fields["recommendations"].label_from_instance = lambda limb: f"{limb}: {limb.text[:160]}"
        self._lay_parts(parts)

    def _offered(self) -> list[int]:
        """What was ticked stays on offer beside what the search finds."""
        words = str(self.data.get("search", "")) if self.is_bound else ""
        ticked = self.data.getlist("recommendations") if self.is_bound else self.initial.get("recommendations", [])
        found = [limb.pk for limb in queries.matching_recommendations(words)]
        return [*(pk for one in ticked if (pk := whole_number(one)) is not None), *found]

    def _lay_parts(self, parts: list[str]) -> None:
        names = [name for name in (self.data if self.is_bound else ()) if name.startswith("part_")]
        typed = [number for name in names if (number := whole_number(name[5:], largest=MAX_PARTS)) is not None]
        wanted = max([len(parts) + SPARE_PARTS, 3, *typed])
        fields = list(self.fields.items())
        at = [name for name, _ in fields].index("why")
        new: list[tuple[str, forms.Field]] = []
        for number in range(1, min(wanted, MAX_PARTS) + 1):
            field = _area(
                f"Onderdeel {number}", rows=2, help_text="Hierop antwoordt een ministerie apart." if number == 1 else ""
            )
            field.required = number == 1
            if number <= len(parts):
                field.initial = parts[number - 1]
            new.append((f"part_{number}", field))
        self.fields = dict([*fields[:at], *new, *fields[at:]])

    @property
    def offers_recommendations(self) -> bool:
        return bool(self._offered())

    @property
    def found_nothing(self) -> bool:
        words = str(self.data.get("search", "")).strip() if self.is_bound else ""
        return bool(words) and not queries.matching_recommendations(words)

    def part_names(self) -> Iterable[str]:
        return (name for name in self.fields if name.startswith("part_"))

    def advice_text(self) -> AdviceText:
        data = self.cleaned_data
        return AdviceText(
            title=data["title"],
            text=data["text"],
            why=data["why"],
            done_when=data["done_when"],
            adult_additions=data["adult_additions"],
            parts=tuple(data[name] for name in self.part_names()),
            group_ids=tuple(group.pk for group in data["groups"]),
            recommendation_ids=tuple(limb.pk for limb in data["recommendations"]),
            raised_before_id=data["raised_before"].pk if data["raised_before"] else None,
        )


class SeatForm(forms.Form):
    """One seat says whether this is what it meant."""

    seat = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    agrees = forms.TypedChoiceField(
        choices=[("yes", "Dit bedoelden we"), ("no", "Dit bedoelden we niet")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        label="Wat zegt deze plaats?",
    )
    dissent = forms.CharField(
        label="Wat bedoelde deze plaats anders?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AdoptForm(forms.Form):
    minority_note = _area(
        "Minderheidsnoot",
        help_text="Wat vindt wie het anders bedoelde? Verplicht als iemand dat zei. De noot gaat mee met het advies.",
    )
