"""The published rules: what is not shown and why, how soon somebody reads, and what became of everything."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from weerklank.accounts.access import public
from weerklank.moderation import queries, reasons, terms


@public("children and everybody else may know by which rules words are not shown, and how often")
def policy(request: HttpRequest) -> HttpResponse:
    context = {
        "reasons": [gettext(sentence) for sentence in reasons.SENTENCES.values()],
        "promise": terms.READ_WITHIN,
        "worry_read": terms.WORRY_READ_WITHIN,
        "worry_decided": terms.WORRY_DECIDED_WITHIN,
        "editions": [queries.moderated(edition) for edition in queries.editions_with_input()],
        "smallest": queries.SMALLEST_SHOWN,
        "as_of": timezone.localdate(),
    }
    return render(request, "moderation/policy.html", context)
