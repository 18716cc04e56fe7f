"""The reference prints the lives as they are, and no column can hold a state outside its life."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction

from weerklank.answers.models import ActionStep, ProgressUpdate
from weerklank.config import lives

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "lifecycles.md"
COLUMNS = [
    pytest.param(model, field, life.lifecycle.initial, id=f"{model._meta.label}.{field}")
    for life in lives.lives()
    for model, field in life.columns
]


def test_the_reference_is_what_the_tables_print():
    assert REFERENCE.read_text(encoding="utf-8") == lives.page(), (
        "run: weerklank lifecycles --write docs/reference/lifecycles.md"
    )


def test_the_command_writes_the_same_page(tmp_path):
    call_command("lifecycles", write=tmp_path / "lives.md")
    assert (tmp_path / "lives.md").read_text(encoding="utf-8") == lives.page()


def test_every_life_is_kept_in_a_column():
    assert [life.lifecycle.name for life in lives.lives() if not life.columns] == []


def test_every_move_starts_and_ends_in_a_state_of_its_life():
    strange = [
        (life.lifecycle.name, move.name)
        for life in lives.lives()
        for move in life.lifecycle.moves
        if not {*move.origins, move.target} <= set(life.lifecycle.states.values)
    ]
    assert strange == []


def test_every_state_can_be_reached_from_the_first():
    lost = {}
    for life in lives.lives():
        reached, seen = {life.lifecycle.initial}, set()
        while reached - seen:
            state = (reached - seen).pop()
            seen.add(state)
            reached |= {str(move.target) for move in life.lifecycle.targets(state)}
        lost |= {f"{life.lifecycle.name}.{state}": True for state in set(life.lifecycle.states.values) - seen}
    # what no source tells stands so from the start: an old edition's answer that was never found
    assert sorted(lost) == ["addressee.not_found"]


def value_for(field: models.Field, initial: str, state: str):
    """Something that the column takes, so that only its state can be wrong."""
    if field.name == state:
        return initial
    if field.null:
        return None
    if field.has_default():
        return field.get_default()
    by_type = (
        (models.UUIDField, uuid.uuid4()),
        (models.DateTimeField, datetime(2026, 11, 20, tzinfo=UTC)),
        (models.DateField, date(2026, 11, 20)),
        (models.BooleanField, False),
        (models.IntegerField, 1),
        (models.JSONField, []),
        (models.BinaryField, b"x"),
        (models.ForeignKey, 1),
    )
    for kind, value in by_type:
        if isinstance(field, kind):
            return value
    return str(field.choices[0][0]) if field.choices else "x"


# what was told stays told: nothing of these rows can be set anew, so the wrong state is tried on a new one
NEVER_CHANGED = (ActionStep, ProgressUpdate)


@pytest.mark.parametrize(("model", "state", "initial"), COLUMNS)
def test_the_database_refuses_a_state_outside_the_life(model, state, initial, db):
    table, column = model._meta.db_table, model._meta.get_field(state).column
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    values = {field.attname: value_for(field, initial, state) for field in fields}
    # two keys to the same model point to two rows: what is tied to itself is refused for another reason
    pointing = [field.attname for field in fields if isinstance(field, models.ForeignKey) and values[field.attname]]
    values |= {name: place for place, name in enumerate(pointing, start=1)}
    row = model(**values)
    with transaction.atomic():
        # its keys may point nowhere: they are looked at when a transaction ends, and this one is taken back
        row.save(force_insert=True)
        if model in NEVER_CHANGED:
            strange = model(**values | {state: "?"})
            with pytest.raises(DatabaseError, match="state_known"), transaction.atomic():
                strange.save(force_insert=True)
            transaction.set_rollback(True)
            return
        with connection.cursor() as cursor:
            pk = model._meta.pk.get_db_prep_value(row.pk, connection)
            where = f"UPDATE {table} SET {column} = %s WHERE {model._meta.pk.column} = %s"
            cursor.execute(where, [initial, pk])
            assert cursor.rowcount == 1
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(where, ["?", pk])
        transaction.set_rollback(True)
