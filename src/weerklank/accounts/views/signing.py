"""Signing in and out."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from weerklank.accounts.access import public
from weerklank.accounts.forms.signing import SignInForm


@public("whoever is not signed in must be able to sign in")
def sign_in(request: HttpRequest) -> HttpResponse:
    target = request.POST.get("next") or request.GET.get("next") or settings.LOGIN_REDIRECT_URL
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = settings.LOGIN_REDIRECT_URL
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.account, backend="django.contrib.auth.backends.ModelBackend")
        return redirect(target)
    return render(request, "accounts/sign_in.html", {"form": form, "next": target}, status=422 if form.errors else 200)


@public("leaving is never refused")
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)
