"""The sheets of this app on the press that everything is printed with."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from weerklank.web.printing import press
from weerklank.web.printing.press import NotPrinted

__all__ = ["NotPrinted", "printed"]

HERE = Path(__file__).parent


def printed(template: str, data: dict[str, Any], *, on: date) -> bytes:
    """The PDF of one of the templates beside this."""
    return press.printed(HERE / f"{template}.typ", data, on=on)
