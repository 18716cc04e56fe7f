"""What people type when they sign in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate

from weerklank.accounts.models import Account


class SignInForm(forms.Form):
    email = forms.EmailField(
        label="E-mailadres", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label="Wachtwoord",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    account: Account | None = None

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("email") and values.get("password"):
            account = authenticate(username=values["email"].lower(), password=values["password"])
            if not isinstance(account, Account):
                # one sentence for an unknown address and for a wrong password: neither tells who has an account
                raise forms.ValidationError(
                    "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer beide, of vraag de beheerder om een nieuw wachtwoord."
                )
            self.account = account
        return values
