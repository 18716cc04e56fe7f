"""Feeds are well-formed whatever stands in a title."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from weerklank.web.feeds import Atom

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("odd", ["\x00", "\x01", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800", "\udfff"])
def test_what_xml_does_not_allow_is_left_out_everywhere(odd: str) -> None:
    feed = Atom(title=f"A{odd}", link=f"https://x.example/{odd}", description=f"b{odd}", language="nl")
    feed.add_item(
        title=f"Een {odd}titel",
        link=f"https://x.example/1{odd}",
        description=f"Woor{odd}den",
        categories=[f"the{odd}ma"],
        pubdate=datetime(2026, 11, 20, tzinfo=UTC),
    )
    entry = ElementTree.fromstring(feed.writeString("utf-8")).find(f"{ATOM}entry")
    assert entry is not None
    found = [entry.findtext(f"{ATOM}{name}") for name in ("title", "summary")]
    category = entry.find(f"{ATOM}category")
    assert category is not None
    assert (*found, category.get("term")) == ("Een titel", "Woorden", "thema")


def test_what_xml_does_allow_stays() -> None:
    feed = Atom(title="A", link="https://x.example/", description="b")
    feed.add_item(title="é\u202f’😀\u2028", link="https://x.example/1", description="c")
    assert "é\u202f’😀\u2028" in feed.writeString("utf-8")
