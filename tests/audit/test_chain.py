"""What was done stays said."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from tests.conftest import NOW, Cast
from weerklank.audit import actions, queries
from weerklank.audit.models import AuditEvent
from weerklank.editions.models import Edition

pytestmark = pytest.mark.django_db


def _three(edition: Edition, cast: Cast) -> None:
    for action in ("een", "twee", "drie"):
        actions.record(action=action, obj=edition, by=cast.organiser, now=NOW)


def test_whole_chain_is_whole(edition: Edition, cast: Cast) -> None:
    _three(edition, cast)
    state = queries.verify()
    assert (state.events, state.whole) == (3, True)
    assert state.head == AuditEvent.objects.last().hash


@pytest.mark.parametrize("statement", ["UPDATE audit_auditevent SET note = 'anders'", "DELETE FROM audit_auditevent"])
def test_database_refuses_to_change_what_was_done(edition: Edition, cast: Cast, statement: str) -> None:
    _three(edition, cast)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert queries.verify().events == 3


def test_an_event_that_was_slipped_in_is_named(edition: Edition, cast: Cast) -> None:
    _three(edition, cast)
    head = queries.verify().head
    forged = AuditEvent(
        at=NOW, actor="iemand", action="vier", object_type="x", object_id="1", previous_hash="0" * 64, hash="f" * 64
    )
    forged.save(force_insert=True)
    assert queries.verify().first_bad == forged.pk
    assert queries.verify(anchor=head).first_bad == forged.pk


def test_a_lost_head_is_noticed_by_its_anchor(edition: Edition, cast: Cast) -> None:
    _three(edition, cast)
    assert queries.verify(anchor="a" * 64).whole is False


def test_history_names_who_and_what(edition: Edition, cast: Cast) -> None:
    _three(edition, cast)
    assert [(event.action, event.actor) for event in queries.history_of(edition)] == [
        ("drie", "organiser (Coalitie)"),
        ("twee", "organiser (Coalitie)"),
        ("een", "organiser (Coalitie)"),
    ]
