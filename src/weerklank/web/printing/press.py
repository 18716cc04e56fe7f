"""The press: data and a template become a tagged PDF (PDF/UA-1). What people typed stays literal; it is never markup."""

from __future__ import annotations

import json
import threading
import unicodedata
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

from weerklank.web.plain import plain

FONTS = Path(__file__).parent / "fonts"
# setting a page takes a core for a moment: one at a time
_press = threading.Lock()


class NotPrinted(Exception):
    """The PDF could not be made; the page with the same words can always be printed."""


def printed(template: Path, data: dict[str, Any], *, on: date) -> bytes:
    """The PDF of this template with this data. Its moment is the noon of a day: a file says no more than that."""
    document = json.dumps(_readable(data), ensure_ascii=False, sort_keys=True)
    moment = int(datetime.combine(on, time(12), tzinfo=UTC).timestamp())
    try:
        return _set(template, document, moment)
    except typst.TypstError:
        # most often a small picture that somebody typed and no font of ours holds: the words without it still print
        spoken = "".join(sign for sign in document if unicodedata.category(sign) not in ("So", "Sk", "Co", "Cn", "Cs"))
    try:
        return _set(template, spoken.replace("\ufe0f", ""), moment)
    except typst.TypstError as error:
        raise NotPrinted(error.message) from error


def _readable(value: Any) -> Any:
    """The same data without the signs that nobody sees: a name that was stored with one must not stop a whole pile."""
    if isinstance(value, dict):
        return {name: _readable(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_readable(one) for one in value]
    return plain(value) if isinstance(value, str) else value


def _set(template: Path, document: str, moment: int) -> bytes:
    with _press:
        compiler = typst.Compiler(
            str(template), root=str(template.parent), font_paths=_fonts(), sys_inputs={"data": document}
        )
        pdf = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=moment)
    if not isinstance(pdf, bytes):
        raise NotPrinted("no single document")
    return pdf


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])
