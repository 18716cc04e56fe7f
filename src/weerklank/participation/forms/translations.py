"""What translators type, and what they ask of their list."""

from __future__ import annotations

from typing import Any

from django import forms

from weerklank.participation.models import ConsultationText, MadeBy, StatementText
from weerklank.web.context import tag


class TranslatedForm(forms.Form):
    """Words in another language, with who made them and whether somebody who speaks it read them."""

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

    def __init__(
        self, *args: Any, language: str, text: ConsultationText | StatementText | None = None, **kwargs: Any
    ) -> None:
        if text is not None:
            kwargs["initial"] = {name: getattr(text, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        words = [name for name in self.fields if name not in ("made_by", "checked")]
        # the words first, and then what is said of them
        self.order_fields([*words, "made_by", "checked"])
        for name in words:
            self.fields[name].widget.attrs |= {"lang": tag(language), "dir": "auto"}


class StatementTranslationForm(TranslatedForm):
    """A statement in one other language."""

    text = forms.CharField(
        label="De vertaling",
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Eén gedachte, in woorden van een kind. Leeg bewaren haalt de vertaling weg.",
    )


class TranslationListForm(forms.Form):
    """What may be asked of the list by its address; what is not understood is left out."""

    q = forms.CharField(max_length=100, required=False)
    taal = forms.SlugField(max_length=8, required=False)
    soort = forms.SlugField(max_length=12, required=False)
    stand = forms.SlugField(max_length=12, required=False)

    def asked(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))
