"""The same page as data: its address, and under which licence."""

from __future__ import annotations

from django.http import HttpRequest

LICENCE = "CC BY 4.0; teksten van de VN: zie de bron"


def twin(request: HttpRequest, form: str) -> str:
    """The address of what is shown, all its pages at once, in another form."""
    query = request.GET.copy()
    query.pop("page", None)
    query["vorm"] = form
    return f"?{query.urlencode()}"
