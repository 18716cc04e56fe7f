"""Feeds that stay well-formed whatever somebody pasted into a title."""

from __future__ import annotations

import re
from typing import Any

from django.utils.feedgenerator import Atom1Feed

# everything outside the characters of XML 1.0: one of them and no reader opens the whole feed
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def readable(value: Any) -> Any:
    """A text, or a row of texts, without the characters that XML does not allow; anything else as it is."""
    if isinstance(value, str):
        return _NOT_XML.sub("", value)
    if isinstance(value, (list, tuple)):
        return tuple(readable(one) for one in value)
    return value


class Atom(Atom1Feed):
    """Atom in which such characters are left out."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*readable(args), **{name: readable(value) for name, value in more.items()})

    def add_item(self, *args: Any, **more: Any) -> None:
        super().add_item(*readable(args), **{name: readable(value) for name, value in more.items()})
