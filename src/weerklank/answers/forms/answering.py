"""What officials, approvers, organisers and the panel type about answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.boundfield import BoundField

from weerklank.accounts.models import Organisation
from weerklank.advices.models import Advice, AdvicePart
from weerklank.answers.draft import Draft, PartDraft
from weerklank.answers.line.sheet import OWN_LABELS, PART_LABELS
from weerklank.answers.models import Addressee, Judgement, Position, ReasonType
from weerklank.answers.queries.work import possible_addressees
from weerklank.answers.terms import earliest_handover, latest_extension
from weerklank.editions.models import Edition
from weerklank.web.fields import RowField, RowsField
from weerklank.web.plain import PlainForm

PART_FIELDS = tuple(PART_LABELS)
OWN_FIELDS = tuple(OWN_LABELS)


def area(label: str, *, rows: int = 4, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=10_000, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


def between(field: forms.DateField, first: date, last: date) -> None:
    """Bounds the browser and the form alike; the action holds the same bounds."""
    sentence = f"Kies een dag van {first:%d-%m-%Y} tot en met {last:%d-%m-%Y}."
    field.validators += [MinValueValidator(first, sentence), MaxValueValidator(last, sentence)]
    field.widget.attrs.update(min=first.isoformat(), max=last.isoformat())


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


@dataclass(frozen=True)
class PartGroup:
    """One part with its fields: the standpoint, the reason, the promise."""

    part: AdvicePart
    position: BoundField
    reason: tuple[BoundField, ...]
    promise: tuple[BoundField, ...]
    theirs: tuple[tuple[str, str], ...]


class AnswerForm(PlainForm):
    """An answer per part. Nothing is required here: a draft may be saved at any time, the rules come at sending."""

    def __init__(
        self, *args: Any, addressee: Addressee, draft: Draft, revision: int, theirs: Draft | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parts, self.theirs = list(addressee.parts()), theirs
        self.fields["revision"] = forms.IntegerField(
            widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, initial=revision
        )
        for part in self.parts:
            self._lay_part(part, draft.part(part.pk))
        self.fields["summary"] = area(OWN_LABELS["summary"], rows=6)
        self.fields["child_version"] = area(
            OWN_LABELS["child_version"],
            rows=10,
            help_text="Schrijf aan één kind van tien: korte zinnen, gewone woorden, wie doet wat.",
        )
        self.fields["reading_note"] = area(
            OWN_LABELS["reading_note"],
            rows=2,
            help_text="Alleen nodig als de aanwijzer zegt dat de tekst moeilijk is. Dit is openbaar.",
        )
        self.fields["not_thought_of"] = area(OWN_LABELS["not_thought_of"], rows=3, help_text="Dit is openbaar.")
        if addressee.advice.raised_before_id:
            self.fields["since_then"] = area(OWN_LABELS["since_then"], rows=4)
        self.fields["signatory"] = forms.CharField(
            label=OWN_LABELS["signatory"],
            required=False,
            max_length=160,
            help_text="Bijvoorbeeld: de staatssecretaris van …",
        )
        for name in OWN_FIELDS:
            if name in self.fields:
                self.fields[name].initial = getattr(draft, name)

    def _lay_part(self, part: AdvicePart, given: PartDraft) -> None:
        name = f"part_{part.pk}"
        self.fields[f"{name}_position"] = forms.ChoiceField(
            label=PART_LABELS["position"], required=False, choices=Position.choices, widget=forms.RadioSelect
        )
        self.fields[f"{name}_reason_type"] = forms.ChoiceField(
            label=PART_LABELS["reason_type"], required=False, choices=[("", "kies een reden"), *ReasonType.choices]
        )
        self.fields[f"{name}_explanation"] = area(
            PART_LABELS["explanation"], help_text="Minstens 60 tekens. ‘Heeft onze aandacht’ is geen uitleg."
        )
        self.fields[f"{name}_would_change_mind"] = area(PART_LABELS["would_change_mind"], rows=2)
        self.fields[f"{name}_alternative"] = area(PART_LABELS["alternative"], rows=2)
        self.fields[f"{name}_promise"] = area(PART_LABELS["promise"], rows=2, help_text="Verplicht als u overneemt.")
        self.fields[f"{name}_promise_by"] = forms.CharField(
            label=PART_LABELS["promise_by"], required=False, max_length=160
        )
        self.fields[f"{name}_promise_due"] = day_field(PART_LABELS["promise_due"], required=False)
        self.fields[f"{name}_promise_seen"] = area(PART_LABELS["promise_seen"], rows=2)
        for field in PART_FIELDS:
            self.fields[f"{name}_{field}"].initial = getattr(given, field)

    def part_groups(self) -> Iterator[PartGroup]:
        for part in self.parts:
            name = f"part_{part.pk}"
            theirs = self.theirs.part(part.pk) if self.theirs else None
            yield PartGroup(
                part=part,
                position=self[f"{name}_position"],
                reason=tuple(self[f"{name}_{field}"] for field in PART_FIELDS[1:5]),
                promise=tuple(self[f"{name}_{field}"] for field in PART_FIELDS[5:]),
                theirs=tuple(
                    (str(self.fields[f"{name}_{field}"].label), getattr(theirs, field))
                    for field in PART_FIELDS
                    if theirs
                    and getattr(theirs, field)
                    and getattr(theirs, field) != str(self[f"{name}_{field}"].value() or "")
                ),
            )

    def own_theirs(self) -> list[tuple[str, str]]:
        """What a colleague saved differently outside the parts."""
        if self.theirs is None:
            return []
        return [
            (str(self.fields[name].label), getattr(self.theirs, name))
            for name in OWN_FIELDS
            if name in self.fields
            and getattr(self.theirs, name)
            and getattr(self.theirs, name) != str(self[name].value() or "")
        ]

    def typed(self) -> Draft:
        """Everything as typed, whether it is valid or not: a wrong date is kept too."""

        def text(name: str) -> str:
            return str(self[name].value() or "") if name in self.fields else ""

        return Draft(
            **{name: text(name)[:10_000] for name in OWN_FIELDS},
            parts=tuple(
                PartDraft(part.pk, **{field: text(f"part_{part.pk}_{field}")[:10_000] for field in PART_FIELDS})
                for part in self.parts
            ),
        )


class ExtensionForm(PlainForm):
    until = day_field("Nieuwe laatste dag")
    reason = forms.CharField(
        label="Waarom is er meer tijd nodig?",
        max_length=2000,
        help_text="Dit is openbaar. Uitstel kan één keer.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, addressee: Addressee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if addressee.due_on:
            between(self.fields["until"], addressee.due_on + timedelta(days=1), latest_extension(addressee.due_on))


class ReturnForm(PlainForm):
    note = forms.CharField(
        label="Wat moet er anders?", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )


class TranslationForm(PlainForm):
    """The child version in one other language."""

    language = forms.ChoiceField(label="Taal", choices=[])
    text = forms.CharField(
        label="Vertaling", required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"})
    )
    made_by = forms.ChoiceField(label="Gemaakt door", choices=[("person", "een vertaler"), ("machine", "een machine")])
    checked = forms.BooleanField(label="Nagelezen door mij, die de taal spreekt en haar niet schreef", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [row for row in settings.LANGUAGES if row[0] != settings.LANGUAGE_CODE]


class AddresseesForm(PlainForm):
    """Who takes the lead in answering, and who answers beside it."""

    lead = RowField(
        queryset=Organisation.objects.none(), label="Wie antwoordt als eerste?", empty_label="kies een organisatie"
    )
    others = RowsField(
        queryset=Organisation.objects.none(),
        label="Wie antwoordt ook?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, advice: Advice, **kwargs: Any) -> None:
        addressees = list(advice.addressees.all())
        kwargs.setdefault(
            "initial",
            {
                "lead": next((row.organisation_id for row in addressees if row.lead), None),
                "others": [row.organisation_id for row in addressees if not row.lead],
            },
        )
        kwargs.setdefault("prefix", f"advice-{advice.pk}")
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = self.fields["others"].queryset = possible_addressees()


class HandoverForm(PlainForm):
    """The day, who receives, and a note."""

    day = day_field("Dag van overhandiging", help_text="Vanaf deze dag loopt de termijn.")
    receivers = RowsField(
        queryset=Organisation.objects.none(), label="Wie neemt de adviezen aan?", widget=forms.CheckboxSelectMultiple
    )
    note = area("Toelichting", rows=2)

    def __init__(self, *args: Any, edition: Edition, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receivers"].queryset = possible_addressees()
        between(self.fields["day"], earliest_handover(today), today)


class JudgementForm(PlainForm):
    """Is this an answer?"""

    value = forms.ChoiceField(label="Is dit een antwoord?", choices=Judgement.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label="Wat is er niet duidelijk, of wat mist er?",
        help_text="Iedereen leest dit bij het advies, als woorden van het jongerenpanel. Het ministerie moet erop ingaan. Schrijf geen namen.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
