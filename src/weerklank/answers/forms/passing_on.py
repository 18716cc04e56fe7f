"""What officials type when a part belongs elsewhere, organisers when an edition ends, and the panel of what was done."""

from __future__ import annotations

from typing import Any

from django import forms

from weerklank.accounts.models import Organisation
from weerklank.advices.models import AdvicePart
from weerklank.answers.actions import carrying_over
from weerklank.answers.models import Addressee, TransferState
from weerklank.answers.queries.work import possible_addressees
from weerklank.editions.models import Edition
from weerklank.web.fields import RowField
from weerklank.web.plain import PlainForm


class TransferForm(PlainForm):
    """One part, to whom, and why."""

    part = RowField(queryset=AdvicePart.objects.none(), label="Welk onderdeel?", empty_label="kies een onderdeel")
    to = RowField(queryset=Organisation.objects.none(), label="Bij wie hoort het?", empty_label="kies een organisatie")
    reason = forms.CharField(
        label="Waarom hoort het daar?",
        max_length=2000,
        help_text="Dit is openbaar. De ander leest het en neemt het aan of niet.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, addressee: Addressee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = addressee.transfers.exclude(state=TransferState.DECLINED).values("part")
        self.fields["part"].queryset = addressee.parts().exclude(pk__in=taken)
        receivers = possible_addressees(addressee.edition).exclude(pk=addressee.organisation_id)
        self.fields["to"].queryset = receivers


class DeclineForm(PlainForm):
    reason = forms.CharField(
        label="Waarom neemt u dit niet over?",
        required=False,
        max_length=2000,
        help_text="Dit is openbaar.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CarryOverForm(PlainForm):
    into = RowField(queryset=Edition.objects.none(), label="Naar welke editie?", empty_label="kies een editie")

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = carrying_over.possible_targets(edition)


class ConfirmForm(PlainForm):
    """Has it been done?"""

    is_done = forms.ChoiceField(
        label="Is dit gedaan?",
        choices=[("ja", "ja, dit is gedaan"), ("nee", "nee, dit is niet gedaan")],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="Wat zagen jullie, of wat is er nog niet gedaan?",
        required=False,
        max_length=2000,
        help_text="Dit is openbaar.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
