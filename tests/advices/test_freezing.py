from __future__ import annotations

import hashlib
import json

import pytest
from django.db import DatabaseError, connection, transaction

from tests.advices import stories
from tests.conftest import NOW, Cast
from weerklank.advices import actions
from weerklank.advices.models import Advice, AdvicePart
from weerklank.editions.models import ThemeTable
from weerklank.moves import Refusal

pytestmark = pytest.mark.django_db


def refuses(sql: str, values: list[object]) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    except DatabaseError:
        return True
    return False


def test_the_seal_is_the_hash_of_what_was_asked(table: ThemeTable, cast: Cast) -> None:
    advice = stories.frozen(table, cast)
    asked = {
        "title": advice.title,
        "text": advice.text,
        "why": advice.why,
        "done_when": advice.done_when,
        "parts": list(stories.PARTS),
        "minority_note": "",
    }
    canonical = json.dumps(asked, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert advice.frozen_hash == hashlib.sha256(canonical.encode()).hexdigest()


@pytest.mark.parametrize(
    "column", ["title", "text", "why", "done_when", "minority_note", "adult_additions", "number", "frozen_hash"]
)
def test_no_text_of_a_frozen_advice_changes_by_sql(column: str, table: ThemeTable, cast: Cast) -> None:
    advice = stories.frozen(table, cast)
    assert refuses(f"UPDATE advices_advice SET {column} = %s WHERE id = %s", ["anders", advice.pk])


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE advices_advice SET state = 'draft' WHERE id = %s",
        "DELETE FROM advices_advice WHERE id = %s",
        "UPDATE advices_advicepart SET text = 'anders' WHERE advice_id = %s",
        "DELETE FROM advices_advicepart WHERE advice_id = %s",
        "INSERT INTO advices_advicepart (advice_id, \"order\", text) VALUES (%s, 9, 'erbij')",
    ],
)
def test_a_frozen_advice_keeps_its_parts_by_sql(sql: str, table: ThemeTable, cast: Cast) -> None:
    advice = stories.frozen(table, cast)
    assert refuses(sql, [advice.pk])
    assert list(advice.parts.values_list("text", flat=True)) == list(stories.PARTS)


def test_a_part_cannot_be_moved_into_a_frozen_advice(table: ThemeTable, cast: Cast) -> None:
    advice = stories.frozen(table, cast)
    draft = stories.written(table, cast, title="Een ander")
    assert refuses(
        'UPDATE advices_advicepart SET advice_id = %s, "order" = 7 WHERE advice_id = %s AND "order" = 1',
        [advice.pk, draft.pk],
    )


def test_a_draft_may_still_change(table: ThemeTable, cast: Cast) -> None:
    advice = stories.written(table, cast)
    Advice.objects.filter(pk=advice.pk).update(title="Nieuw")
    AdvicePart.objects.filter(advice=advice).update(text="Nieuw")
    assert Advice.objects.get(pk=advice.pk).title == "Nieuw"


def test_the_second_to_freeze_hears_that_it_is_done(table: ThemeTable, cast: Cast) -> None:
    advice = stories.frozen(table, cast)
    with pytest.raises(Refusal, match="net al bevroren door een collega"):
        actions.freeze_advice(advice_id=advice.pk, by=cast.organiser, now=NOW)


def test_a_draft_cannot_be_frozen(table: ThemeTable, cast: Cast) -> None:
    advice = stories.written(table, cast)
    with pytest.raises(Refusal, match="de stand is ‘concept’"):
        actions.freeze_advice(advice_id=advice.pk, by=cast.organiser, now=NOW)
