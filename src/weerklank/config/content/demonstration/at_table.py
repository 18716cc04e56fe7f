"""A table that opens with a code and a PIN, with a few notes from two devices; made up, and it says so."""

from __future__ import annotations

import json
import os
import secrets
import uuid
from pathlib import Path

from django.contrib.auth.hashers import check_password, make_password

from weerklank.advices.at_table.actions import PIN_LENGTH, keep
from weerklank.advices.at_table.merging import Kind, Operation
from weerklank.advices.models import SafePerson, TableKey, TableOperation
from weerklank.config.content.demonstration.scene import TABLE_SLUG, Scene
from weerklank.editions.models import Edition, ThemeTable

TABLE_CODE = "TFL246"
_NOTES = (
    ("tablet", "proud", "child", "Bij ons op school is een stil lokaal. Daar mag je altijd heen (verzonnen)."),
    ("telefoon", "chances", "young_person", "Laat leerlingen zelf zeggen welke plek rustig is (verzonnen)."),
    ("tablet", "tensions", "adult", "Er is geen ruimte over in het gebouw (verzonnen)."),
)


def lay_table(scene: Scene, home: Path) -> str:
    """The code holds on the day that the demonstration was last started; gives the line for the sheet with sign-ins."""
    edition = Edition.objects.get(slug=TABLE_SLUG)
    table = ThemeTable.objects.filter(edition_theme__edition=edition).order_by("pk").first()
    if table is None:
        return ""
    pin = _pin(home)
    key = scene.layer.once(
        TableKey, {"code": TABLE_CODE}, {"table": table, "pin_hash": make_password(pin), "day": scene.today}
    )
    known = check_password(pin, key.pin_hash)
    if key.day < scene.today or not known:
        key.day = scene.today
        key.pin_hash = key.pin_hash if known else make_password(pin)
        key.save(update_fields=["day", "pin_hash"])
    scene.layer.once(
        SafePerson,
        {"edition": edition},
        {"name": "Sam (demonstratie)", "where": "Bij de balie in de hal. Deze persoon is verzonnen."},
    )
    if not TableOperation.objects.filter(table=table).exists():
        keep(table_id=table.pk, operations=[_note(number, *row) for number, row in enumerate(_NOTES, start=1)])
    return f"  tafelcode voor /tafel/: {key.code}, PIN {pin}"


def _note(number: int, device: str, section: str, voice: str, text: str) -> Operation:
    key = str(uuid.uuid5(uuid.NAMESPACE_URL, f"weerklank demonstratie {number}"))
    return Operation(
        id=key,
        device=str(uuid.uuid5(uuid.NAMESPACE_URL, f"weerklank demonstratie {device}")),
        clock=number,
        kind=Kind.PUT,
        data={
            "object": "note",
            "id": key,
            "fields": {"text": text, "voice": voice, "section": section},
            "seen": {},
            "after": [],
        },
        who=f"reisleider met {device}",
    )


def _pin(home: Path) -> str:
    """Random, one per installation, in a file that only its owner reads; the database holds its hash."""
    path = home / "demonstration-table.json"
    if path.exists():
        return str(json.loads(path.read_text())["pin"])
    pin = "".join(secrets.choice("0123456789") for _ in range(PIN_LENGTH))
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({"pin": pin}, file)
    return pin
