"""Badges for the day, eight on a sheet: how somebody wants to be called, where they sit, and a code without meaning."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import segno

from weerklank.editions.door_codes import code_of
from weerklank.editions.lifecycle import RunState
from weerklank.editions.models import Attendee, Edition, Sitting
from weerklank.web.printing import press

TEMPLATE = Path(__file__).parent / "printing" / "badges.typ"
MOST = 2000
# a small camera with a line through it: whoever takes photos knows it, and nobody else reads anything in it
NO_PHOTO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#4a536b" stroke-width="2">'
    '<path d="M3 8h4l2-3h6l2 3h4v11H3z"/><circle cx="12" cy="13" r="3.5"/><path d="M3 3l18 18"/></svg>'
)


def _square(code: str) -> str:
    drawing = io.BytesIO()
    segno.make(code, error="m", micro=False).save(
        drawing, kind="svg", border=2, light="#fff", dark="#000", xmldecl=False, nl=False
    )
    return drawing.getvalue().decode()


def _is_rtl(name: str) -> bool:
    """As the first letter is written, so is the name."""
    strong = (unicodedata.bidirectional(sign) for sign in name)
    return next((one in ("R", "AL") for one in strong if one in ("L", "R", "AL")), False)


def _tables(edition: Edition) -> dict[UUID, list[str]]:
    """Where everybody sits in each round of the plan that was approved, if there is one."""
    places = Sitting.objects.filter(
        seating__registration__edition=edition, seating__state=RunState.APPROVED
    ).select_related("table__edition_theme", "seating")
    tables: dict[UUID, list[str]] = {}
    for sitting in places.order_by("round", "pk"):
        table = f"tafel {sitting.table.number} · {sitting.table.edition_theme.name}"
        words = f"Ronde {sitting.round}: {table}" if sitting.seating.rounds > 1 else f"T{table[1:]}"
        tables.setdefault(sitting.attendee_id, []).append(words)
    return tables


def badges_pdf(edition: Edition, attendees: Iterable[Attendee], *, on: date) -> bytes:
    """The badges of these people as a tagged PDF."""
    tables = _tables(edition)
    data: dict[str, Any] = {
        "document_title": f"Badges voor {edition} – Weerklank",
        "event": edition.title,
        "demonstration": "Demonstratie: verzonnen." if edition.is_demonstration else "",
        "no_photo": NO_PHOTO,
        "no_photo_name": "liever niet op de foto",
        "square_name": "QR-code voor aan de deur, met de code",
        "badges": [
            {
                "name": one.called,
                "rtl": _is_rtl(one.called),
                "role": one.get_role_display().capitalize(),
                "organisation": one.organisation_name or str(one.organisation or ""),
                "tables": tables.get(one.pk, []),
                "no_photo": not one.may_be_photographed,
                "code": code_of(one.pk),
                "square": _square(code_of(one.pk)),
            }
            for one in attendees
        ],
    }
    return press.printed(TEMPLATE, data, on=on)
