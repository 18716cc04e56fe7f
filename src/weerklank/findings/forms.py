"""What editors of the findings type."""

from __future__ import annotations

from typing import Any

from django import forms

from weerklank.findings.actions import OBJECTION_DAYS, Explanation
from weerklank.findings.models import Destination, Group, GroupText, Objection
from weerklank.moves import Refusal
from weerklank.participation.models import Consultation, Contribution, ContributionText, MadeBy
from weerklank.participation.queries.staff import language_name
from weerklank.web.context import tag
from weerklank.web.fields import RowField, RowsField


class AgreedForm(forms.Form):
    """A form that may ask whether it is meant so; what it asks stands in the refusal."""

    agreed_label = "Dit mag zo blijven"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.add_prefix("agreed") in self.data:
            self._ask()

    def _ask(self) -> None:
        self.fields["agreed"] = forms.BooleanField(label=self.agreed_label, required=False)

    @property
    def agreed(self) -> bool:
        return bool(self.cleaned_data.get("agreed"))

    def refuse(self, refusal: Refusal) -> None:
        """Says it at the field that it is about, and asks where a second word is enough."""
        if refusal.field == "agreed" and "agreed" not in self.fields:
            self._ask()
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)


class GroupForm(AgreedForm):
    title = forms.CharField(
        label="Naam van de groep", max_length=160, help_text="Wat deze kinderen vinden, in één zin."
    )
    summary = forms.CharField(
        label="Samenvatting",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Alleen wat er staat. Wie anders denkt, hoort er ook in.",
    )


class GroupTranslationForm(forms.Form):
    """The words of a group in one other language: only what there is in Dutch."""

    title = forms.CharField(
        label="De naam",
        max_length=160,
        required=False,
        help_text="In woorden van een kind. Alles leeg bewaren haalt de vertaling weg.",
    )
    summary = forms.CharField(
        label="De samenvatting", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    reason = forms.CharField(
        label="Waarom dit jaar niet", max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    made_by = forms.ChoiceField(
        label="Wie maakte deze vertaling?",
        choices=MadeBy.choices,
        initial=MadeBy.PERSON,
        help_text="Kinderen lezen dit erbij.",
    )
    checked = forms.BooleanField(
        label="Iemand die de taal spreekt, heeft dit gelezen",
        required=False,
        help_text="Uw naam komt erbij te staan, voor collega’s; kinderen lezen alleen dat een mens het las.",
    )

    def __init__(self, *args: Any, language: str, group: Group, text: GroupText | None = None, **kwargs: Any) -> None:
        if text is not None:
            kwargs["initial"] = {name: getattr(text, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        for name in ("title", "summary", "reason"):
            if getattr(group, name):
                self.fields[name].widget.attrs |= {"lang": tag(language), "dir": "auto"}
            else:
                del self.fields[name]

    def words(self) -> dict[str, Any]:
        """What was typed; what there is no Dutch of is empty."""
        return {"summary": "", "reason": "", **self.cleaned_data}


class WordsInDutchForm(forms.Form):
    """What a child said in another language, in Dutch."""

    text = forms.CharField(
        label="In het Nederlands",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Zoals het kind het zegt: maak het niet mooier en niet korter. Leeg bewaren haalt de vertaling weg.",
    )
    made_by = forms.ChoiceField(
        label="Wie maakte deze vertaling?",
        choices=MadeBy.choices,
        initial=MadeBy.PERSON,
        help_text="Iedereen leest dit erbij.",
    )
    checked = forms.BooleanField(label="Iemand die beide talen spreekt, heeft dit gelezen", required=False)

    def __init__(self, *args: Any, text: ContributionText | None = None, **kwargs: Any) -> None:
        if text is not None:
            kwargs["initial"] = {name: getattr(text, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Waarom dit jaar niet?",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In woorden van een kind. Ieder kind in deze groep leest dit; herhaal niet wat iemand schreef.",
    )


class TermForm(AgreedForm):
    agreed_label = "Toch verder gaan"
    days = forms.TypedChoiceField(
        label="Hoe lang kunnen kinderen bezwaar maken?",
        coerce=int,
        choices=[(days, f"{days} dagen") for days in OBJECTION_DAYS],
        initial=14,
        help_text="Met hun plaatjes zien ze waar hun idee staat, en zeggen ze of dat klopt. Korter wordt dit niet meer.",
    )


class ExplainForm(AgreedForm):
    """What a child reads about its objection: in Dutch, and in its own language where that is another."""

    reason = forms.CharField(
        label="Wat leest het kind?",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In woorden van een kind. Herhaal niet wat het schreef: wie de plaatjes vindt, leest mee.",
    )
    reason_own = forms.CharField(
        max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )

    def __init__(self, *args: Any, objection: Objection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = objection.contribution.original_language
        if tag(language) == "nl":
            del self.fields["reason_own"]
        else:
            own = self.fields["reason_own"]
            own.label = f"Hetzelfde in het {language_name(language)}"
            own.help_text = (
                "Zonder vertaling leest het kind uw Nederlandse zin, met erbij dat hij nog niet is vertaald."
            )
            own.widget.attrs["lang"] = language

    def said(self) -> Explanation:
        return Explanation(self.cleaned_data["reason"], self.cleaned_data.get("reason_own", ""))


class MoveForm(ExplainForm):
    """Where the idea belongs instead."""

    group = RowField(
        queryset=Group.objects.none(),
        required=False,
        label="Naar welke groep?",
        empty_label="een nieuwe, met de naam hieronder",
    )
    title = forms.CharField(
        label="Naam van de nieuwe groep",
        max_length=160,
        required=False,
        help_text="Alleen als u een nieuwe groep kiest.",
    )
    field_order = ["group", "title", "reason", "reason_own"]

    def __init__(self, *args: Any, objection: Objection, **kwargs: Any) -> None:
        super().__init__(*args, objection=objection, **kwargs)
        here = getattr(objection.contribution, "membership", None)
        group = self.fields["group"]
        assert isinstance(group, forms.ModelChoiceField)
        others = objection.contribution.consultation.groups.filter(destination=Destination.NONE)
        group.queryset = others.exclude(pk=here.group_id) if here else others
        self.fields["reason"].required = False


class WordsForm(ExplainForm):
    """What the group is called instead."""

    title = forms.CharField(label="De zin van de groep", max_length=160)
    summary = forms.CharField(
        label="Samenvatting", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ["title", "summary", "reason", "reason_own"]

    def __init__(self, *args: Any, objection: Objection, **kwargs: Any) -> None:
        if objection.group:
            kwargs.setdefault("initial", {"title": objection.group.title, "summary": objection.group.summary})
        super().__init__(*args, objection=objection, **kwargs)
        self.fields["reason"].required = False


class StatementForm(forms.Form):
    text = forms.CharField(
        label="De stelling",
        max_length=160,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 160, "dir": "auto"}),
        help_text="Eén gedachte, hoogstens 160 tekens, zo dicht mogelijk bij de woorden van het kind.",
    )


class ChosenForm(forms.Form):
    """Which contributions were ticked, and where they go."""

    contributions = RowsField(queryset=Contribution.objects.none(), required=False)
    group = RowField(queryset=Group.objects.none(), required=False)

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contributions, group = self.fields["contributions"], self.fields["group"]
        assert isinstance(contributions, forms.ModelChoiceField) and isinstance(group, forms.ModelChoiceField)
        contributions.queryset = consultation.contributions.all()
        group.queryset = consultation.groups.all()


class TogetherForm(AgreedForm):
    """Which of the ideas that say nearly the same go into a new group, and its name."""

    contributions = RowsField(queryset=Contribution.objects.none(), required=False, label="De ideeën")
    title = forms.CharField(
        label="Naam van de groep",
        max_length=160,
        required=False,
        help_text="Wat deze kinderen vinden, in één zin. Nodig voor een nieuwe groep.",
    )

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contributions = self.fields["contributions"]
        assert isinstance(contributions, forms.ModelChoiceField)
        contributions.queryset = consultation.contributions.all()

    @property
    def ticked(self) -> list[str]:
        """The keys that were ticked, as they were sent."""
        return [str(key) for key in self["contributions"].value() or ()]


class MethodForm(forms.Form):
    """How the votes are analysed."""

    method = forms.ChoiceField(
        label="Hoe",
        choices=[
            ("exact", "Exact: dezelfde stemmen geven altijd dezelfde groepen. Dit is de onze."),
            ("polis", "Als Polis: om te vergelijken. De groepen hangen af van de volgorde van de stemmen."),
        ],
        initial="exact",
        widget=forms.RadioSelect,
    )


class SignForm(forms.Form):
    """What somebody decides about a sign of manipulation, with the reason."""

    sign = forms.CharField(max_length=64, widget=forms.HiddenInput)
    leave_out = forms.TypedChoiceField(
        label="Tellen deze stemmen mee?",
        choices=[("no", "Ja, ze tellen mee"), ("yes", "Nee, ze tellen niet mee")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of deze stemmen meetellen."},
    )
    reason = forms.CharField(
        label="Waarom",
        max_length=600,
        help_text="Laat u stemmen weg, dan staat deze zin bij de openbare uitkomst. Schrijf niets waaraan iemand te herkennen is.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf waarom u dit besluit."},
    )


class ListForm(forms.Form):
    """What may be asked of a list by its address; what is not understood is left out."""

    q = forms.CharField(max_length=100, required=False)
    taal = forms.SlugField(max_length=8, required=False)
    bestemming = forms.SlugField(max_length=10, required=False)
    stand = forms.SlugField(max_length=7, required=False)
    over = forms.SlugField(max_length=9, required=False)
    raadpleging = forms.SlugField(max_length=80, required=False)
    kanaal = forms.SlugField(max_length=10, required=False)
    volgorde = forms.SlugField(max_length=10, required=False)
    wat = forms.SlugField(max_length=10, required=False)

    def asked(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))
