"""A value as one cell of a file, and back: no cell starts a formula, and nothing is lost on the way."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import models

from weerklank.moves import Refusal

# the signs that ``web.spreadsheet`` guards against, with the ones that hide before them
_UNSEEN = "[ \u00ad\u200b-\u200f\u2060\ufeff]*"
_SIGN = "=+\\-@＝＋－＠"
# An apostrophe of the text itself is guarded too, so that taking one away always gives back what stood there.
_BEGINS = re.compile(f"^'*{_UNSEEN}[{_SIGN}\t\r\n]")
_GUARDED = re.compile(f"^''*{_UNSEEN}[{_SIGN}\t\r\n]")
_WITHIN = re.compile(f"([;\t\r\n]{_UNSEEN})('*[{_SIGN}])")
_GUARDED_WITHIN = re.compile(f"([;\t\r\n]{_UNSEEN})'('*[{_SIGN}])")


def guarded(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet would start a formula."""
    inner = _WITHIN.sub(r"\1'\2", text)
    return f"'{inner}" if _BEGINS.match(inner) else inner


def unguarded(cell: str) -> str:
    """The text as it was before it was guarded."""
    inner = cell[1:] if _GUARDED.match(cell) else cell
    return _GUARDED_WITHIN.sub(r"\1\2", inner)


_WORDS = {"true": True, "false": False}


def kind_of(field: models.Field[Any, Any]) -> str:
    """What sort of value a column holds, as the codebook and the JSON Schema name it."""
    match field:
        case models.BooleanField():
            return "boolean"
        case models.DateField():
            return "date"
        case models.DecimalField():
            return "number"
        case models.IntegerField():
            return "integer"
        case models.JSONField():
            return "json"
    return "string"


def written(field: models.Field[Any, Any], value: object) -> str:
    """A value of the database as it stands in the file."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(field, models.JSONField):
        # the two databases keep keys in another order
        return guarded(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
    return guarded(value) if isinstance(value, str) else str(value)


def read(field: models.Field[Any, Any], cell: str) -> Any:
    """A cell of the file as a value of the database; a Refusal that says what is wrong with it."""
    kind = kind_of(field)
    if kind == "string":
        text = unguarded(cell)
        return None if not text and field.null else text
    if not cell:
        if field.null:
            return None
        raise Refusal(f"‘{field.name}’ is leeg en moet een waarde hebben")
    try:
        match kind:
            case "boolean":
                return _WORDS[cell]
            case "date":
                return date.fromisoformat(cell)
            case "number":
                return _number(cell)
            case "integer":
                return int(cell)
        return json.loads(unguarded(cell))
    except (KeyError, ValueError, InvalidOperation, RecursionError) as error:
        raise Refusal(f"‘{field.name}’: ‘{cell[:40]}’ is geen {_NAMES[kind]}") from error


def _number(cell: str) -> Decimal:
    number = Decimal(cell)
    if not number.is_finite():
        raise ValueError(cell)
    return number


_NAMES = {
    "boolean": "true of false",
    "date": "datum (JJJJ-MM-DD)",
    "number": "getal",
    "integer": "geheel getal",
    "json": "geldige JSON",
}
