"""Two moderators who press in the same moment: one decides, the other reads who did."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from weerklank.moderation import actions
from weerklank.moderation.models import ModerationDecision, SafetyFlag
from weerklank.moves import Refusal


@pytest.fixture
def committed(transactional_db) -> Iterator[None]:
    """Rows that other connections see. The log cannot be emptied, so its guard steps aside when the test is over."""
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_auditevent'"
            )
            guards = cursor.fetchall()
            for name, _ in guards:
                cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute("DELETE FROM audit_auditevent")
            for _, sql in guards:
                cursor.execute(sql)


def at_once(*acts):
    """Runs all in the same moment, each on a connection of its own; what they returned or refused."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_of_two_moderators_at_once_one_decides_and_the_other_hears_who(committed, cast, send, now):
    one = send()
    said = at_once(
        lambda: actions.publish(contribution_id=one.pk, by=cast.moderator, now=now),
        lambda: actions.keep_private(contribution_id=one.pk, by=cast.second_moderator, now=now),
    )
    (decision,) = ModerationDecision.objects.all()
    (refusal,) = [answer for answer in said if isinstance(answer, Refusal)]
    assert refusal.sentence.startswith(f"Deze inbreng is net al gelezen door {decision.decided_by}: ")


def test_two_officers_who_open_the_list_at_once_make_one_flag(committed, cast, send, now):
    send("Ik wil niet meer leven", state="safety_hold")
    assert sorted(at_once(lambda: actions.raise_flags(now=now), lambda: actions.raise_flags(now=now))) == [0, 1]
    assert SafetyFlag.objects.count() == 1
