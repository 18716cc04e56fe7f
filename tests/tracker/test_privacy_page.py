"""The privacy page says of whoever comes to the day what is kept and for how long, from the declarations themselves."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from weerklank.editions.models import Attendee

pytestmark = pytest.mark.django_db


def test_the_privacy_page_says_what_is_kept_of_who_comes_to_the_day_and_how_long(client: Client) -> None:
    page = unescape(client.get("/over/privacy/").content.decode())
    found = re.search(r'<section class="section" id="dialoogdag">.*?</section>', page, re.S)
    assert found
    section = found.group()
    assert "nooit langer dan negentig" in section
    missing = [
        name
        for name, kept in Attendee.privacy.items()
        if f"<td><code>{name}</code></td><td>{kept.why}</td>" not in section
    ]
    assert missing == []
