"""The line set of icons: read once from the vendored drawings, given out as inline SVG beside a word."""

import re
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString

DRAWINGS = Path(__file__).parent / "static" / "web" / "icons"
# These point along the reading direction, so they turn around where people read from right to left.
FLIPS = frozenset({"arrow-right", "arrow-left", "log-in", "log-out", "skip-forward", "undo-2", "external-link"})
# Names of what it means here, where the drawing's own name says only what it looks like.
MEANINGS = {
    "stop": "octagon-x",
    "help": "life-buoy",
    "read-aloud": "volume-2",
    "data": "download",
    "language": "languages",
}


def names() -> tuple[str, ...]:
    """Every drawing that may be asked for, by its own name."""
    return tuple(sorted(path.stem for path in DRAWINGS.glob("*.svg")))


@cache
def svg(name: str) -> SafeString:
    """The drawing as inline SVG, hidden from screen readers because a word always stands beside it."""
    name = MEANINGS.get(name, name)
    if name not in names():
        raise LookupError(f"No icon {name!r}. Choose one of: {', '.join(names())}.")
    inner = re.sub(r"^<svg[^>]*>|</svg>\s*$", "", (DRAWINGS / f"{name}.svg").read_text(encoding="utf-8"))
    classes = "icon icon-flips" if name in FLIPS else "icon"
    # The drawings are files of this repository, never something that a person typed.
    return SafeString(
        f'<svg class="{classes}" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" aria-hidden="true" focusable="false">{inner}</svg>'
    )
