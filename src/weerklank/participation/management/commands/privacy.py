"""Prints what is kept of a child, field by field, from the declarations on the models."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Field, ForeignKey, ManyToManyField, Model

from weerklank.privacy import Kept

HEAD = """# What is kept of a child

Printed by `weerklank privacy --write docs/reference/privacy.md` from the declarations on the models: those of `participation`, the
only home of children's words, what other apps keep of a child beside it, and who comes to the day of an edition. Of who takes part
no table leads to an account or holds a name, an address, a network address, a browser or a time of day. Who comes to the day gives a
name and an address; those stand in tables that no table with children's words leads to, and go after the day. The reasons are in
Dutch: they are the text of the privacy page.
"""


def declared(model: type[Model]) -> list[tuple[str, Kept]]:
    """Every column of a model with its declaration; a field that has none of its own falls under '*'."""
    declarations: dict[str, Kept] = model.privacy  # type: ignore[attr-defined]  # every model has one: tests/architecture
    fields = [field for field in model._meta.get_fields() if isinstance(field, Field | ForeignKey | ManyToManyField)]
    return [(field.name, declarations.get(field.name) or declarations["*"]) for field in fields]


def rows(model: type[Model]) -> list[tuple[str, Kept]]:
    """The columns as a table shows them: those that share a declaration in one row."""
    together: dict[Kept, list[str]] = {}
    for name, kept in declared(model):
        together.setdefault(kept, []).append(f"`{name}`")
    return [(", ".join(names), kept) for kept, names in together.items()]


def page() -> str:
    parts = [HEAD]
    declaring = [model for model in apps.get_models() if hasattr(model, "privacy")]
    for model in sorted(declaring, key=lambda model: model.__name__):
        parts += [
            f"\n## {model.__name__}\n\n{_sentence(model)}\n",
            "| fields | of a child | why | until | then |",
            "|---|---|---|---|---|",
        ]
        parts += [
            f"| {names} | {'yes' if kept.childs else 'no'} | {kept.why} | {kept.until} | {kept.replaced_by} |"
            for names, kept in rows(model)
        ]
    return "\n".join(parts) + "\n"


def _sentence(model: type[Model]) -> str:
    """The docstring, where somebody wrote one: Django fills in a list of fields where nobody did."""
    text = (model.__doc__ or "").strip()
    return "" if text.startswith(f"{model.__name__}(") else text


class Command(BaseCommand):
    help = "Prints what is kept of a child: why, until when, and what stands there afterwards."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", metavar="FILE", help="write to this file")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["write"]:
            Path(options["write"]).write_text(page(), encoding="utf-8")
        else:
            self.stdout.write(page(), ending="")
