"""Every night what was kept for a while only goes, and what stays comes to lie in no order."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from tests.conftest import Cast
from tests.participation.child.conftest import Visitor
from weerklank.participation import row_order, tickets
from weerklank.participation.actions import child as actions
from weerklank.participation.actions import keeping
from weerklank.participation.actions import staff as staff_actions
from weerklank.participation.models import Consultation, Contribution, EntryPoint, SpentEntry, SpentProof, Statement


@pytest.mark.django_db
def test_work_of_the_open_link_is_kept_today_and_yesterday(now: datetime) -> None:
    for days in range(4):
        SpentProof.objects.create(proof=f"som {days}", day=now.date() - timedelta(days=days))
    assert keeping.wipe(now=now) == (2, 0)
    assert set(SpentProof.objects.values_list("proof", flat=True)) == {"som 0", "som 1"}


@pytest.mark.django_db
@pytest.mark.parametrize(("days_after", "kept"), [(0, 1), (1, 1), (2, 0)])
def test_used_places_go_once_the_last_visits_of_a_code_are_done(
    entry_point: EntryPoint, now: datetime, days_after: int, kept: int
) -> None:
    actions.enter(visit=tickets.begin(entry_point.pk), now=now)
    EntryPoint.objects.update(valid_to=now.date() - timedelta(days=days_after), valid_from=date(2026, 1, 1))
    keeping.wipe(now=now)
    assert SpentEntry.objects.count() == kept
    # how many took part stays
    assert EntryPoint.objects.get().uses == 1


@pytest.mark.django_db
def test_used_places_go_when_the_question_closes(entry_point: EntryPoint, now: datetime) -> None:
    actions.enter(visit=tickets.begin(entry_point.pk), now=now)
    Consultation.objects.update(state="closed")
    assert keeping.wipe(now=now) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_the_job_of_the_night_says_what_it_did_and_nothing_is_lost(
    entry_point: EntryPoint, statements: list[Statement], now: datetime
) -> None:
    assert entry_point.code
    said = []
    for number in range(3):
        child = Visitor(entry_point.code)
        child.begin()
        child.send(f"Idee {number}")
        child.vote(1, "agree")
        said.append(f"Idee {number}")
    before = list(Contribution.objects.order_by("pk").values())
    out = StringIO()
    call_command("tidy", stdout=out)
    assert out.getvalue() == "0 rekensommen en 0 gebruikte plekken gewist, 9 rijen opnieuw gelegd.\n"
    assert list(Contribution.objects.order_by("pk").values()) == before
    assert sorted(Contribution.objects.values_list("original", flat=True)) == said


@pytest.mark.django_db
def test_closing_a_round_lays_its_rows_anew(
    cast: Cast, consultation: Consultation, now: datetime, django_capture_on_commit_callbacks: Any
) -> None:
    Consultation.objects.update(closes_on=now.date() - timedelta(days=1))
    with django_capture_on_commit_callbacks() as afterwards:
        staff_actions.move_consultation(consultation_id=consultation.pk, move="close", by=cast.organiser, now=now)
    assert row_order.shuffle in afterwards


@pytest.mark.django_db
def test_rows_are_never_laid_anew_inside_a_transaction() -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="outside a transaction"):
        row_order.shuffle()


@pytest.mark.django_db
def test_every_table_that_a_child_writes_in_has_the_rule_on_sqlite(entry_point: EntryPoint, now: datetime) -> None:
    """A migration that rebuilds a table loses it; it is laid again after every migration."""
    assert {"participation_contribution", "participation_spententry", "participation_vote"} < set(row_order.tables())
    laid = {f"{table}_anywhere" for table in row_order.tables()}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_anywhere'")
        else:
            # PostgreSQL has no place that can be chosen: there the night does it, and no rule stands in the way
            cursor.execute(
                "SELECT relname || '_anywhere' FROM pg_class WHERE relname = ANY(%s)", [list(row_order.tables())]
            )
        assert {name for (name,) in cursor.fetchall()} == laid
