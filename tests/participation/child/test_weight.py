"""A child's page weighs at most 30 kB over the wire, everything counted, and asks no other host for anything."""

from __future__ import annotations

import re

import brotli
import pytest
from django.contrib.staticfiles import finders

from tests.participation.child.conftest import Visitor, hidden
from weerklank.participation.models import HelpLine

LIMIT = 30_000
_LINKED = re.compile(r'<(?:link|script|img)[^>]+(?:href|src)="([^"]+)"')
_IN_CSS = re.compile(r'url\("?([^")]+)"?\)')


def weight(page: bytes) -> int:
    total = len(brotli.compress(page))
    for address in _LINKED.findall(page.decode()):
        assert address.startswith("/static/"), address
        total += _file(address.removeprefix("/static/"))
    return total


def _file(name: str) -> int:
    path = finders.find(name)
    assert isinstance(path, str), name
    with open(path, "rb") as file:
        body = file.read()
    if not name.endswith(".css"):
        return len(body) if name.endswith(".woff2") else len(brotli.compress(body))
    inside = [f"{name.rpartition('/')[0]}/{one}" for one in _IN_CSS.findall(body.decode())]
    return len(brotli.compress(body)) + sum(_file(one) for one in inside)


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_every_step_is_light_enough_for_a_bad_connection(
    visitor: Visitor, help_lines: list[HelpLine], prefix: str
) -> None:
    child = Visitor(visitor.code, prefix=prefix)
    child.begin()
    child.send("mijn vader slaat me en ik wil dood " * 20)
    child.post("klaar/", **hidden(child.get("klaar/")))
    pages = {rest: child.get(rest).content for rest in ("", "idee/", "stellingen/1/", "anderen/", "klaar/")}
    pages["start"] = child.client.get(f"{prefix}/doe-mee/").content
    pages["hulp"] = child.client.get(f"{prefix}/hulp/").content
    assert {name: weight(page) for name, page in pages.items() if weight(page) > LIMIT} == {}


@pytest.mark.django_db
def test_no_childs_page_holds_inline_style_or_script(visitor: Visitor) -> None:
    visitor.begin()
    visitor.send("Iets.")
    visitor.post("klaar/", **hidden(visitor.get("klaar/")))
    for rest in ("", "idee/", "stellingen/1/", "anderen/", "klaar/"):
        page = visitor.get(rest).content.decode()
        assert re.findall(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", page) == []
