"""Every life in the house, found in the apps' ``lifecycle`` and ``models``, printed as one page of the reference."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import models

from weerklank.moves import Lifecycle

HEAD = """# Lives: what may become of what

Printed from the tables of moves by `weerklank lifecycles`; do not edit by hand. The same tables make the CHECK
constraints in the database and the sentence that a person reads when a move cannot be made.
"""


@dataclass(frozen=True, slots=True)
class Life:
    """A table of moves, the app it belongs to, and the columns in which its states stand."""

    app: str
    lifecycle: Lifecycle
    columns: tuple[tuple[type[models.Model], str], ...]


def columns_of(lifecycle: Lifecycle) -> tuple[tuple[type[models.Model], str], ...]:
    """The models that keep a state of this life, known by the choices of the column."""
    choices = list(lifecycle.states.choices)
    return tuple(
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField) and list(field.choices or ()) == choices
    )


def lives() -> tuple[Life, ...]:
    """All of them, by app and then by name."""
    found: dict[int, Life] = {}
    for config in apps.get_app_configs():
        if not config.name.startswith("weerklank."):
            continue
        for module in ("lifecycle", "models"):
            if find_spec(f"{config.name}.{module}") is None:
                continue
            for value in vars(import_module(f"{config.name}.{module}")).values():
                # a table that another app imports stays with the app that keeps its states
                if isinstance(value, Lifecycle) and value.states.__module__.startswith(f"{config.name}."):
                    found[id(value)] = Life(config.label, value, columns_of(value))
    return tuple(sorted(found.values(), key=lambda life: (life.app, life.lifecycle.name)))


def page() -> str:
    """The whole page, always the same for the same tables."""
    return "\n".join([HEAD, *(_section(life) for life in lives())])


def _section(life: Life) -> str:
    lifecycle = life.lifecycle
    labels = dict(lifecycle.states.choices)
    kept = ", ".join(f"`{model._meta.label}.{field}`" for model, field in life.columns)
    rows = [
        f"| `{move.name}` | {', '.join(str(labels[origin]) for origin in move.origins)} | {labels[move.target]} "
        f"| {move.who} | {move.rule} |"
        for move in lifecycle.moves
    ]
    lines = [
        f"## {life.app}: {lifecycle.name.replace('_', ' ')}",
        "",
        f"Kept in {kept}; begins as *{labels[lifecycle.initial]}*.",
        "",
        "| move | from | to | whose turn | rule |",
        "|---|---|---|---|---|",
        *rows,
        "",
        "```mermaid",
        lifecycle.diagram(),
        "```",
        "",
    ]
    return "\n".join(lines)
