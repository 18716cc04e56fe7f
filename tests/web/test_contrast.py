"""Every pair of colours that carries words or meaning can be told apart, in the light and in the dark."""

import re
from pathlib import Path

import pytest

import weerklank.web

STATIC = Path(weerklank.web.__file__).parent / "static" / "web"
WORDS = 4.5
SHAPES = 3.0
# (what is in front, what is behind, the least contrast)
PAIRS = [
    ("ink", "paper", WORDS),
    ("ink-soft", "paper", WORDS),
    ("turn", "paper", WORDS),
    ("answered", "paper", WORDS),
    ("deviated", "paper", WORDS),
    ("unknown", "paper", WORDS),
    ("ink", "paper-deep", WORDS),
    ("ink-soft", "paper-deep", WORDS),
    ("paper", "ink", WORDS),
    ("on-turn", "turn", WORDS),
    ("turn", "paper-deep", SHAPES),
]


def palettes(sheet: str) -> dict[str, dict[str, str]]:
    """The colours of a style sheet by theme; the dark one overrides the light one."""
    css = (STATIC / sheet).read_text(encoding="utf-8")
    roots = [
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", body)) for body in re.findall(r":root \{(.*?)\}", css, re.S)
    ]
    light, dark = roots
    return {"light": light, "dark": light | dark}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(front: str, behind: str) -> float:
    lighter, darker = sorted((luminance(front), luminance(behind)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_the_guidelines_say():
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sheet", ["public.css", "child.css"])
@pytest.mark.parametrize(("front", "behind", "least"), PAIRS)
def test_pair_can_be_read(sheet, theme, front, behind, least):
    colours = palettes(sheet)[theme]
    assert contrast(colours[front], colours[behind]) >= least


def test_children_and_adults_see_the_same_palette():
    assert palettes("child.css") == palettes("public.css")


def test_the_dark_theme_is_drawn_and_not_left_to_chance():
    light, dark = palettes("public.css").values()
    assert {name for name in light if light[name] == dark[name]} == set()
