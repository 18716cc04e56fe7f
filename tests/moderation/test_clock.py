"""What is promised is counted in working days, and a worry that waits too long is told to people without its words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from weerklank.accounts.models import Account
from weerklank.audit.models import AuditEvent
from weerklank.moderation import actions, escalation, queries, terms
from weerklank.moderation.models import Escalation, SafetyFlag

FRIDAY = date(2026, 11, 20)


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "within", "until"),
    [
        (FRIDAY, 1, date(2026, 11, 23)),
        (FRIDAY, 5, date(2026, 11, 27)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 16), 3, date(2026, 11, 19)),
    ],
)
def test_a_term_counts_working_days(since, within, until):
    assert terms.due(since, within) == until
    assert terms.workdays(since, until) == within


def test_what_is_late_is_what_is_past_its_term():
    for days in range(21):
        today = FRIDAY + timedelta(days=days)
        for ago in range(21):
            since = today - timedelta(days=ago)
            assert (since < terms.late_before(today, 5)) == (terms.due(since, 5) < today)


@pytest.fixture
def flag(send, cast) -> SafetyFlag:
    one = send("KANARIE mijn vader slaat mij", received_on=FRIDAY)
    return actions.hold_for_safety(contribution_id=one.pk, by=cast.moderator, now=on(FRIDAY))


@pytest.fixture
def real(cast) -> None:
    Account.objects.update(is_demonstration=False)


def test_the_clock_says_what_is_late(flag, cast):
    clock = queries.clock(flag, FRIDAY)
    assert (clock.read_by, clock.decide_by, clock.level) == (date(2026, 11, 23), date(2026, 11, 25), None)
    assert queries.clock(flag, date(2026, 11, 24)).level == "unread"
    actions.open_flag(flag_id=flag.pk, by=cast.safeguarding, now=on(date(2026, 11, 23)))
    flag.refresh_from_db()
    assert queries.clock(flag, date(2026, 11, 24)).level is None
    assert queries.clock(flag, date(2026, 11, 26)).level == "undecided"
    actions.dismiss_flag(flag_id=flag.pk, steps=[], outcome="Een film.", by=cast.safeguarding, now=on(FRIDAY))
    flag.refresh_from_db()
    assert queries.clock(flag, date(2027, 1, 1)).level is None


def test_a_round_says_nothing_while_all_is_in_time(flag, real):
    assert escalation.work(now=on(FRIDAY)) == escalation.Round(0, 0, 0)
    assert mail.outbox == []


def test_first_the_officer_hears_and_then_the_organiser_each_once(flag, real, cast):
    escalation.work(now=on(date(2026, 11, 24)))
    assert [message.to for message in mail.outbox] == [[cast.safeguarding.email]]
    escalation.work(now=on(date(2026, 11, 24)))
    escalation.work(now=on(date(2026, 11, 26)))
    escalation.work(now=on(date(2026, 11, 27)))
    assert sorted(message.to[0] for message in mail.outbox[1:]) == sorted(
        [cast.safeguarding.email, cast.organiser.email]
    )
    assert [one.level for one in Escalation.objects.all()] == ["unread", "undecided"]


def test_no_mail_and_no_log_has_a_word_of_the_child_or_the_kind_of_worry(flag, real):
    escalation.work(now=on(date(2026, 11, 26)))
    for message in mail.outbox:
        assert "KANARIE" not in message.subject + message.body
        assert "geweld" not in message.subject + message.body
    assert not AuditEvent.objects.filter(note__contains="KANARIE").exists()


def test_a_mail_server_that_is_away_is_asked_again(flag, real, settings):
    settings.EMAIL_BACKEND = "tests.moderation.test_clock.Away"
    assert escalation.work(now=on(date(2026, 11, 24))).told == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert escalation.work(now=on(date(2026, 11, 24))).told == 1


class Away:
    """A mail server that does not answer."""

    def __init__(self, **kwargs: object) -> None:
        pass

    def send_messages(self, messages: object) -> int:
        raise ConnectionRefusedError("nobody there")


def test_the_round_gives_what_words_held_its_flag(send):
    send("Ik wil dood", state="safety_hold", received_on=FRIDAY)
    assert escalation.work(now=on(FRIDAY)).raised == 1


def test_the_list_shows_what_is_late_and_the_file_too(flag, cast):
    SafetyFlag.objects.update(raised_on=date(2026, 1, 5))
    client = cast.client("safeguarding")
    assert "niet op tijd besloten" in client.get(reverse("moderation-safety")).content.decode()
    assert "2026-01-08,undecided" in client.get(reverse("moderation-safety") + "?csv").content.decode()


def test_each_step_of_the_reporting_code_is_in_the_log_with_who_took_it(flag, cast, now):
    actions.note_steps(flag_id=flag.pk, steps=["signals"], outcome="", by=cast.safeguarding, now=now)
    actions.note_steps(flag_id=flag.pk, steps=["signals", "consult"], outcome="", by=cast.safeguarding, now=now)
    actions.note_steps(flag_id=flag.pk, steps=["consult"], outcome="", by=cast.safeguarding, now=now)
    steps = AuditEvent.objects.filter(action__startswith="safety.step").order_by("id")
    assert [(event.action, event.note, event.actor) for event in steps] == [
        ("safety.step", actions.STEPS["signals"], "safeguarding (Coalitie)"),
        ("safety.step", actions.STEPS["consult"], "safeguarding (Coalitie)"),
        ("safety.step_undone", actions.STEPS["signals"], "safeguarding (Coalitie)"),
    ]
    page = cast.client("safeguarding").get(reverse("moderation-flag", args=[flag.pk])).content.decode()
    assert "Stap gezet: Signalen in kaart gebracht" in page


def test_a_worry_is_read_when_somebody_opens_the_words_and_not_before(flag, cast):
    officer, address = cast.client("safeguarding"), reverse("moderation-flag", args=[flag.pk])
    assert "KANARIE" not in officer.get(address).content.decode()
    flag.refresh_from_db()
    assert (flag.read_on, AuditEvent.objects.filter(action="safety.read").count()) == (None, 0)
    assert "KANARIE" in officer.post(address, {"do": "read"}).content.decode()
    flag.refresh_from_db()
    assert (flag.read_on is None, AuditEvent.objects.filter(action="safety.read").count()) == (False, 1)


def test_the_log_holds_no_moment_of_a_child_that_words_held_back(send):
    send("KANARIE mijn vader slaat mij", state="safety_hold", received_on=FRIDAY)
    before = AuditEvent.objects.count()
    assert (actions.raise_flags(), AuditEvent.objects.count()) == (1, before)
