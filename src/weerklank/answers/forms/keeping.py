"""What is typed about promises, actions, milestones and the links between them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.db.models import QuerySet

from weerklank.accounts.models import Organisation
from weerklank.advices.queries import label_of
from weerklank.answers.actions.acting import Plan, Told
from weerklank.answers.actions.entering import DIALOGUE, Entry, SourceNews, source_states
from weerklank.answers.actions.linking import Claim
from weerklank.answers.actions.promising import Progress, possible_states
from weerklank.answers.forms.answering import area, day_field
from weerklank.answers.lifecycle import ACTION, ActionState, CommitmentState
from weerklank.answers.models import Action, Commitment, Share
from weerklank.answers.queries.choosing import KINDS
from weerklank.rights.models import Recommendation, Territory, Theme
from weerklank.web.fields import RowField, RowsField
from weerklank.web.plain import PlainForm

SYSTEMS = (("", "geen"), ("tweedekamer", "Tweede Kamer"), ("officielebekendmakingen", "Officiële bekendmakingen"))
MOVE_WORDS = {
    "start": "begonnen",
    "back_to_plan": "terug naar gepland",
    "deliver": "opgeleverd",
    "evaluate": "geëvalueerd",
    "pause": "ligt stil",
    "stop": "gestopt",
}


def address(label: str, *, required: bool = False, help_text: str = "") -> forms.URLField:
    return forms.URLField(
        label=label, required=required, max_length=500, assume_scheme="https", help_text=help_text,
        error_messages={"required": "Zet er het adres bij waar dit staat.", "invalid": "Dit is geen adres van een bladzijde."},
    )  # fmt: skip


def until_today(field: forms.DateField, today: date) -> forms.DateField:
    """Only days that were."""
    field.validators.append(MaxValueValidator(today, "Deze dag is nog niet geweest."))
    field.widget.attrs["max"] = today.isoformat()
    return field


class ProgressForm(PlainForm):
    """How a promise stands, with proof where it is done."""

    state = forms.ChoiceField(label="Hoe staat het ervoor?", widget=forms.RadioSelect)
    text = forms.CharField(label="Wat is er gebeurd?", max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
    child_text = area("Voor kinderen", rows=3, help_text="Wat leest het kind dat dit vroeg?")
    evidence_url = address("Bewijs (adres van een bladzijde)", help_text="Verplicht als het (deels) gedaan is.")

    def __init__(self, *args: Any, promise: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(CommitmentState.choices) | {CommitmentState.AGREED: "toch weer open"}
        self.fields["state"].choices = [(state.value, labels[state]) for state in possible_states(promise)]

    def progress(self) -> Progress:
        return Progress(**self.cleaned_data)


class EntryForm(PlainForm):
    """A promise that was made elsewhere, as its source gives it."""

    kind = forms.ChoiceField(
        label="Soort", choices=[("", "kies een soort"), *(row for row in KINDS if row[0] != DIALOGUE)]
    )
    title = forms.CharField(label="Titel", max_length=200, help_text="In onze eigen woorden: wat gaat er gebeuren?")
    text = forms.CharField(
        label="Wat er letterlijk is beloofd",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Neem de woorden van de bron over, zonder er iets aan te veranderen.",
    )
    organisation = RowField(
        queryset=Organisation.objects.none(), label="Wie beloofde dit?", empty_label="kies een organisatie"
    )
    owner = forms.CharField(
        label="Wie sprak of schreef?",
        required=False,
        max_length=160,
        help_text="De functie is genoeg, bijvoorbeeld: de staatssecretaris van VWS.",
    )
    made_to = forms.CharField(
        label="Aan wie?",
        required=False,
        max_length=200,
        help_text="Bijvoorbeeld: de Tweede Kamer, of een Kamerlid met de fractie.",
    )
    made_on = day_field("Op welke dag?")
    due_on = day_field("Uiterlijk wanneer?", required=False, help_text="Alleen als de bron een dag noemt.")
    due_note = forms.CharField(
        label="Of in de woorden van de bron", required=False, max_length=200, help_text="Bijvoorbeeld: voor de zomer."
    )
    measure = area("Hoe ziet men dat het gedaan is?", rows=2)
    source_url = address(
        "Waar staat dit?", required=True, help_text="Het adres van de brief, het verslag, de motie of het plan."
    )
    external_system = forms.ChoiceField(label="Nummer van", required=False, choices=SYSTEMS)
    external_id = forms.CharField(
        label="Nummer in die bron",
        required=False,
        max_length=80,
        help_text="Bijvoorbeeld: TZ202207-001. Zo komt dezelfde toezegging er geen tweede keer in.",
    )
    territory = RowField(
        queryset=Territory.objects.none(), label="Voor welk gebied?", required=False, empty_label="niet gezegd"
    )
    themes = RowsField(
        queryset=Theme.objects.none(), label="Thema’s", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        organisations: QuerySet[Organisation],
        today: date,
        promise: Commitment | None = None,
        **kwargs: Any,
    ) -> None:
        if promise is not None:
            held = {
                name: getattr(promise, name)
                for name in self.base_fields
                if name not in ("themes", "organisation", "territory")
            }
            held |= {
                "organisation": promise.organisation_id,
                "territory": promise.territory_id,
                "themes": [theme.pk for theme in promise.themes.all()],
            }
            kwargs.setdefault("initial", held)
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        self.fields["territory"].queryset = Territory.objects.all()
        self.fields["themes"].queryset = Theme.objects.prefetch_related("names")
        until_today(self.fields["made_on"], today)
        if promise is not None:
            self.fields["reason"] = forms.CharField(
                label="Waarom verandert dit?", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
                help_text="Dit is openbaar. Wat er stond, blijft in de geschiedenis.",
            )  # fmt: skip

    def entry(self) -> Entry:
        data = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        return Entry(**{**data, "themes": tuple(data["themes"])})


class SourceNewsForm(PlainForm):
    """What the source says of a promise now."""

    on = day_field("Op welke dag zei de bron dit?")
    word = forms.CharField(
        label="Het woord van de bron voor de stand",
        required=False,
        max_length=40,
        help_text="Precies zoals het er staat: Openstaand, Voldaan, Deels Voldaan, Vervallen.",
    )
    state = forms.ChoiceField(label="Wordt de stand hier anders?", required=False)
    text = area("Wat meldt de bron?", rows=3, help_text="In eigen woorden. Verplicht als de toezegging weer open gaat.")
    evidence_url = address(
        "Het document", help_text="De brief, de wet of het besluit. Verplicht als het (deels) gedaan is."
    )

    def __init__(self, *args: Any, promise: Commitment, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(CommitmentState.choices) | {CommitmentState.AGREED: "weer open"}
        self.fields["state"].choices = [
            ("", "nee, die blijft zo"),
            *((one.value, labels[one]) for one in source_states(promise)),
        ]
        until_today(self.fields["on"], today)

    def news(self) -> SourceNews:
        return SourceNews(**self.cleaned_data)


class PlanForm(PlainForm):
    """What will be done, by whom, when and with which money."""

    title = forms.CharField(label="Wat wordt er gedaan?", max_length=200)
    lead = RowField(queryset=Organisation.objects.none(), label="Wie leidt dit?", empty_label="kies een organisatie")
    kind = forms.ChoiceField(label="Soort", choices=Action.Kind.choices)
    description = area("Uitleg", rows=5)
    child_text = area("Voor kinderen", rows=3, help_text="In gewone, korte zinnen: wat merkt een kind ervan?")
    territory = RowField(
        queryset=Territory.objects.none(), label="Voor welk gebied?", required=False, empty_label="niet gezegd"
    )
    start_on = day_field("Begin", required=False)
    end_on = day_field("Uiterlijk klaar", required=False)
    budget_amount = forms.DecimalField(
        label="Budget in euro’s", required=False, min_value=0, max_digits=14, decimal_places=2, localize=True
    )
    budget_note = forms.CharField(
        label="Waarvoor en voor welke jaren?", required=False, max_length=300, help_text="Verplicht bij een bedrag."
    )
    source_url = address("Waar staat dit?", help_text="Alleen wie zelf leidt, mag zonder bron schrijven.")

    def __init__(self, *args: Any, leads: QuerySet[Organisation], action: Action | None = None, **kwargs: Any) -> None:
        if action is not None:
            held = {name: getattr(action, name) for name in self.base_fields if name not in ("lead", "territory")}
            kwargs.setdefault("initial", held | {"lead": action.lead_id, "territory": action.territory_id})
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = leads
        self.fields["territory"].queryset = Territory.objects.all()
        if action is not None:
            self.fields["reason"] = forms.CharField(
                label="Waarom verandert dit?", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
                help_text="Dit is openbaar. Wat er stond, blijft bewaard.",
            )  # fmt: skip
        elif (only := list(leads[:2])) and len(only) == 1:
            self.fields["lead"].initial = only[0].pk

    def plan(self) -> Plan:
        return Plan(**{name: value for name, value in self.cleaned_data.items() if name != "reason"})


class TellForm(PlainForm):
    """What happened to an action, and whether that makes it stand otherwise."""

    on = day_field("Op welke dag?")
    move = forms.ChoiceField(label="Wordt de stand anders?", required=False)
    text = forms.CharField(
        label="Wat is er gebeurd, en waarom?", max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    evidence_url = address("Bewijs (adres van een bladzijde)", help_text="Verplicht bij opgeleverd en geëvalueerd.")

    def __init__(self, *args: Any, action: Action, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": today})
        super().__init__(*args, **kwargs)
        labels = [(move.name, MOVE_WORDS[move.name]) for move in ACTION.targets(action.state)]
        self.fields["move"].choices = [("", f"nee, nog steeds {ActionState(action.state).label}"), *labels]
        until_today(self.fields["on"], today)

    def told(self) -> Told:
        return Told(**self.cleaned_data)


class MilestoneForm(PlainForm):
    """A step with its day."""

    title = forms.CharField(label="Wat is er dan klaar?", max_length=200)
    due_on = day_field("Uiterlijk wanneer?")


class MoveForm(PlainForm):
    """Another day for a milestone."""

    due_on = day_field("Nieuwe dag")
    reason = forms.CharField(label="Waarom?", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class FinishForm(PlainForm):
    """A milestone that is there."""

    done_on = day_field("Klaar op")
    evidence_url = address("Bewijs (adres van een bladzijde)", required=True)


class DropForm(PlainForm):
    """A milestone that will not come."""

    reason = forms.CharField(
        label="Waarom vervalt deze mijlpaal?", max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


def _share_choices(what: str) -> list[tuple[str, str]]:
    return [
        (value, str(label).replace("aanbeveling", what)) for value, label in Share.choices if value != Share.UNKNOWN
    ]


class LinkForm(PlainForm):
    """A claim: this covers so much of that, because of this."""

    q = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
    target = RowField(
        queryset=Recommendation.objects.none(),
        label="Waaraan koppelt u dit?",
        widget=forms.RadioSelect,
        empty_label=None,
    )
    share = forms.ChoiceField(label="Welk deel dekt dit?", widget=forms.RadioSelect)
    rationale = forms.CharField(
        label="Waarom?",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Een tweede persoon leest dit en beslist. Daarna is het openbaar.",
    )
    source_url = address("Waar staat dat?")

    def __init__(self, *args: Any, targets: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limbs = targets.model is Recommendation
        self.fields["target"].queryset = targets
        self.fields["target"].label_from_instance = (
            label_of if limbs else lambda promise: f"{promise.title} ({promise.organisation})"
        )
        self.fields["share"].choices = _share_choices("aanbeveling" if limbs else "toezegging")

    def claim(self) -> Claim:
        return Claim(*(self.cleaned_data[name] for name in ("share", "rationale", "source_url")))


class DecisionForm(PlainForm):
    """Whether a claim holds."""

    do = forms.ChoiceField(choices=[("confirm", "confirm"), ("reject", "reject"), ("reconsider", "reconsider")])
    share = forms.ChoiceField(
        label="Welk deel dekt dit?", required=False, choices=[("", "zoals voorgesteld"), *_share_choices("aanbeveling")]
    )
    note = forms.CharField(label="Waarom?", required=False, max_length=400)
