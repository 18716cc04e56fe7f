"""The first page: how the loop stands today."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from weerklank.accounts.access import public
from weerklank.tracker.loop import home as loop


@public("what was asked and what is answered is for everybody")
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "home": loop.home(today),
        "as_of": today,
        "title_alone": True,
        "data_json": "/api/v1/advices",
        "data_csv": "/api/v1/advices.csv",
    }
    return render(request, "tracker/home.html", context)
