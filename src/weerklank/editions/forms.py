"""What organisers type about an edition."""

from __future__ import annotations

from typing import Any

from django import forms

from weerklank.accounts.models import EDITION_ROLES, Account
from weerklank.editions.models import Edition


class EditionForm(forms.Form):
    title = forms.CharField(label="Titel", max_length=200)
    day = forms.DateField(
        label="Datum van de dialoogdag",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    place = forms.CharField(label="Plaats", max_length=120, required=False)
    summary = forms.CharField(
        label="Waar gaat deze editie over?", required=False, max_length=4000, widget=forms.Textarea
    )
    answer_term_days = forms.IntegerField(
        label="Dagen om te antwoorden",
        min_value=14,
        max_value=365,
        help_text="Zo lang heeft een ministerie na de overhandiging. 91 dagen is drie maanden.",
    )
    advice_word = forms.ChoiceField(
        label="Zo heet wat er wordt overhandigd", choices=[("advies", "advies"), ("actiepunt", "actiepunt")]
    )

    @classmethod
    def of(cls, edition: Edition, data: Any = None) -> EditionForm:
        return cls(
            data,
            initial={
                "title": edition.title,
                "day": edition.date,
                "place": edition.place,
                "summary": edition.summary,
                "answer_term_days": edition.answer_term_days,
                "advice_word": edition.advice_word,
            },
        )


class GiveRoleForm(forms.Form):
    account = forms.ModelChoiceField(
        label="Wie",
        queryset=Account.objects.none(),
        empty_label="Kies iemand",
        help_text="Mensen met een account, op naam.",
    )
    role = forms.ChoiceField(
        label="Rol", choices=[("", "Kies een rol"), *((role.value, role.label) for role in EDITION_ROLES)]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Account.objects.filter(is_active=True).select_related("organisation")
        field = self.fields["account"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people
        field.label_from_instance = lambda account: account.audit_label  # type: ignore[method-assign]
