"""What is typed or read in, without the signs that nobody sees and that no XML, feed or spreadsheet may hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

# of the control characters a tab and the ends of lines are text; a pasted page break, a null, the mark at the start of a
# file and half a sign are not
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def plain(text: str) -> str:
    """The same words; a sign that nobody sees is left out, so that nothing a person typed is refused for it."""
    return _UNSEEN.sub("", text)


def _plain_values(sent: Mapping[str, Any]) -> Mapping[str, Any]:
    if not isinstance(sent, QueryDict):
        return {name: plain(value) if isinstance(value, str) else value for name, value in sent.items()}
    cleaned = sent.copy()
    for name, values in sent.lists():
        cleaned.setlist(name, [plain(value) if isinstance(value, str) else value for value in values])
    return cleaned


class PlainForm(forms.Form):
    """A form that never sees a control character: neither what it checks nor what it shows again holds one."""

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(_plain_values(data) if data is not None else None, *args, **kwargs)
