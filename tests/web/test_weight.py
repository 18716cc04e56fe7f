"""What a page weighs: a child on an old phone waits for every byte."""

import re
from pathlib import Path

import brotli
import pytest

import weerklank.web

STATIC = Path(weerklank.web.__file__).parent / "static" / "web"


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("public.css", 15_000),
        ("path.css", 7_500),
        ("work.css", 4_000),
        ("print.css", 2_000),
        ("child.css", 7_500),
        ("child.js", 4_500),
        ("fonts/atkinson-hyperlegible-next.woff2", 26_000),
        ("fonts/atkinson-hyperlegible-next-child.woff2", 10_000),
    ],
)
def test_file_keeps_within_its_budget(name, most):
    assert (STATIC / name).stat().st_size <= most


def test_what_every_child_page_loads_leaves_half_of_its_budget_to_the_page():
    files = ["child.css", "child.js", "path.css"]
    wire = sum(len(brotli.compress((STATIC / name).read_bytes())) for name in files)
    wire += (STATIC / "fonts/atkinson-hyperlegible-next-child.woff2").stat().st_size
    assert wire <= 15_000


def test_styles_ask_nothing_of_another_host():
    for sheet in STATIC.glob("*.css"):
        assert re.findall(r"https?://|@import", sheet.read_text(encoding="utf-8")) == [], sheet.name


def test_styles_know_only_logical_sides():
    """Right-to-left is no afterthought: no left, right, top or bottom in any property."""
    physical = re.compile(
        r"(?:margin|padding|border)-(?:left|right|top|bottom)|(?<![\w-])(?:left|right|float)\s*:|text-align: (?:left|right)"
    )
    for sheet in STATIC.glob("*.css"):
        assert physical.findall(sheet.read_text(encoding="utf-8")) == [], sheet.name


def test_vendored_files_stand_beside_their_licence():
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts/LICENSE-OFL-1.1.txt").read_text(encoding="utf-8")
    assert (STATIC / "icons/LICENSE-ISC.txt").read_text(encoding="utf-8").startswith("ISC License")
