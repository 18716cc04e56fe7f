"""A page as a reader meets it: its words without the markup."""

from __future__ import annotations

import html
import re

from django.http import HttpResponse


def words(response: HttpResponse) -> str:
    """The text of ``main``, one space between words."""
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def heading(response: HttpResponse) -> str:
    """The one h1."""
    found = re.findall(r"<h1[^>]*>(.*?)</h1>", response.content.decode(), re.S)
    assert len(found) == 1
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", found[0])).split())


def lead(response: HttpResponse) -> str:
    found = re.search(r'<p class="lead">(.*?)</p>', response.content.decode(), re.S)
    assert found
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", found[1])).split())


def titles(response: HttpResponse) -> list[str]:
    """The titles of a list, in their order."""
    found = re.findall(r'class="list-title"[^>]*>(.*?)</', response.content.decode(), re.S)
    return [html.unescape(title) for title in found]
