"""After the day: who was there, and then nobody any more, anywhere; only how many."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from tests.conftest import NOW, Cast
from tests.editions.test_attending import comes
from weerklank.audit.models import AuditEvent
from weerklank.editions.actions import attending, forgetting, telling
from weerklank.editions.actions.edition import describe_edition
from weerklank.editions.models import (
    Attendee,
    Bond,
    DayRegistration,
    EditionTheme,
    ErasureReport,
    Seating,
    ThemeTable,
    Trait,
)
from weerklank.moves import Refusal

pytestmark = pytest.mark.django_db
DAY_AFTER = NOW + timedelta(days=21)
LAST_KEPT = NOW + timedelta(days=50)
FORGOTTEN = NOW + timedelta(days=51)
WORDS = ("Zonnebloem", "zonnebloem", "Distelvink", "rolstoelplek", "0612345678")


@pytest.fixture
def people(day: DayRegistration, edition_theme: EditionTheme, table: ThemeTable, cast: Cast) -> list[Attendee]:
    """A child with a guardian, an official with a buddy, and one who waits; bonds, traits, wishes, a table, messages."""
    trait = Trait.objects.create(registration=day, name="provincie", question="Waar woon je?")
    value = trait.values.create(name="Drenthe")
    child = comes(
        day, "Zonnebloem Een", role="child", young=True, needs="een rolstoelplek", household="zonnebloem",
        themes=(edition_theme.pk,), traits={trait.pk: value.pk},
    )  # fmt: skip
    child = attending.agree(
        attendee=child, guardian_name="Ouder Distelvink", guardian_phone="0612345678", photo=True, now=NOW
    )
    rows = [child, *(comes(day, f"{name} Distelvink", badge_name="Distelvink") for name in ("Aart", "Bram", "Cor"))]
    Bond.objects.create(first=rows[0], second=rows[1], kind="together")
    plan = Seating.objects.create(
        registration=day, number=1, seed="1", made_by=cast.organiser, made_on=date(2026, 12, 1)
    )
    plan.sittings.create(attendee=child, table=table)
    telling.send_waiting(now=NOW)
    return rows


def everything() -> str:
    """Every value of every table, as text."""
    found = []
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            found += [f"{name}: {row!r}" for row in cursor.fetchall()]
    return "\n".join(found)


def test_after_the_day_who_came_in_was_there_and_the_rest_was_not(people: list[Attendee]) -> None:
    Attendee.objects.filter(pk=people[0].pk).update(state="checked_in")
    assert forgetting.close_days(now=NOW + timedelta(days=20)) == 0
    assert forgetting.close_days(now=DAY_AFTER) == 2 + 1
    assert sorted(Attendee.objects.values_list("state", flat=True)) == ["attended", "no_show", "no_show", "waiting"]


def test_until_the_last_day_nobody_is_forgotten(people: list[Attendee]) -> None:
    assert forgetting.erase(now=LAST_KEPT) == []
    assert Attendee.objects.count() == 4


def test_then_nothing_of_anybody_stands_anywhere(people: list[Attendee]) -> None:
    before = everything()
    assert [word for word in WORDS if word not in before] == []
    forgetting.erase(now=FORGOTTEN)
    after = everything()
    assert [word for word in WORDS if word in after] == []
    keys = [form for row in people for form in (str(row.pk), row.pk.hex)]
    assert [key for key in keys if key in after] == []


def test_what_stays_is_how_many_by_role_and_state(people: list[Attendee]) -> None:
    Attendee.objects.filter(pk=people[0].pk).update(state="checked_in")
    forgetting.erase(now=FORGOTTEN)
    report = ErasureReport.objects.get()
    assert (report.erased_on, report.counts) == (
        date(2027, 1, 10),
        {"child": {"attended": 1}, "ministry": {"no_show": 2, "waiting": 1}},
    )
    event = AuditEvent.objects.get(action="attendance.erased")
    assert (event.actor, event.public, event.note) == (
        "systeem",
        False,
        "4 gewist: child was er 1; ministry kwam niet 2, op de wachtlijst 1",
    )


def test_forgetting_twice_is_forgetting_once(people: list[Attendee]) -> None:
    assert [len(forgetting.erase(now=FORGOTTEN)) for _ in range(2)] == [1, 0]
    assert ErasureReport.objects.count() == 1


def test_a_day_that_nobody_knows_is_not_over(people: list[Attendee], day: DayRegistration) -> None:
    day.edition.date = None
    day.edition.save()
    assert forgetting.erase(now=FORGOTTEN) == []


def test_each_registration_says_itself_how_long_it_is_kept(people: list[Attendee], day: DayRegistration) -> None:
    DayRegistration.objects.update(erase_after_days=1)
    assert forgetting.erase(now=DAY_AFTER) == []
    assert len(forgetting.erase(now=DAY_AFTER + timedelta(days=1))) == 1


@pytest.mark.parametrize("command", [("attendance", "erase"), ("erase",)])
def test_the_commands_of_the_night_forget_and_say_how_many(
    people: list[Attendee],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: tuple[str, ...],
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: FORGOTTEN)
    call_command(*command)
    assert "Demonstratie-editie: 4 aanmeldingen voor de dag gewist.\n" in capsys.readouterr().out
    assert Attendee.objects.count() == 0


@pytest.mark.parametrize(
    ("after", "new", "why"),
    [
        (timedelta(), None, "telt vanaf de dag"),
        (timedelta(), date(2028, 12, 10), "binnen een jaar"),
        (timedelta(days=21), date(2027, 1, 10), "zou dat uitstellen"),
    ],
)
def test_moving_the_day_does_not_move_the_promise_to_forget(
    people: list[Attendee], day: DayRegistration, cast: Cast, after: timedelta, new: date | None, why: str
) -> None:
    with pytest.raises(Refusal, match=why):
        describe_edition(
            edition_id=day.edition_id, title="T", day=new, place="", summary="",
            answer_term_days=day.edition.answer_term_days, advice_word="advies", by=cast.organiser, now=NOW + after,
        )  # fmt: skip
    forgetting.erase(now=FORGOTTEN)
    assert not Attendee.objects.exists()
