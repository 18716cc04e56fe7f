"""How people reach who organises a day: what was typed, with every address and number as a link that opens."""

from __future__ import annotations

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

_WAYS = re.compile(r"(?P<mail>[^\s<>,;:()]+@[^\s<>,;:()]+\.[A-Za-z]{2,})|(?P<call>\+?\d[\d ().-]{5,}\d)")


@register.filter
def reachable(text: object) -> SafeString:
    """The words as they are, each part escaped; only an address or a number that was found becomes a link."""
    words, at, parts = str(text or ""), 0, []
    for found in _WAYS.finditer(words):
        parts.append(format_html("{}", words[at : found.start()]))
        href = f"mailto:{found['mail']}" if found["mail"] else "tel:" + re.sub(r"[^\d+]", "", found["call"])
        parts.append(format_html('<a class="nowrap" href="{}">{}</a>', href, found[0]))
        at = found.end()
    return format_html_join("", "{}", ((part,) for part in (*parts, words[at:])))
