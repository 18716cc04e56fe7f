"""At half, three quarters, nine tenths and the end of a term who writes and who approves is told; each once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.db import IntegrityError, transaction

from tests.advices import stories
from tests.answers.conftest import Asked
from tests.conftest import NOW, TODAY, Cast
from weerklank.answers.actions import answering, reminding
from weerklank.answers.models import Addressee, Answer, Reminder
from weerklank.editions.models import EditionRole

pytestmark = pytest.mark.django_db


def after(days: int) -> datetime:
    return NOW + timedelta(days=days)


def went(since: int = 0) -> list[tuple[str, str]]:
    return [(message.to[0].partition("@")[0], message.subject) for message in mail.outbox[since:]]


@pytest.fixture
def alone(asked: Asked) -> Asked:
    """Only one of the two ministries still has to answer."""
    Addressee.objects.filter(pk=asked.other.pk).update(state="answered")
    return asked


def test_each_moment_of_a_term_is_told_once_to_both(alone: Asked, cast: Cast) -> None:
    told = {day: reminding.work(now=after(day)).sent for day in (0, 45, 46, 46, 60, 69, 70, 81, 82, 90, 91, 92, 200)}
    assert {day: count for day, count in told.items() if count} == {69: 2, 82: 2, 91: 2}
    assert went()[:2] == [
        ("respondent", "Weerklank: advies 2026-ARM-01, nog 45 dagen"),
        ("approver", "Weerklank: advies 2026-ARM-01, nog 45 dagen"),
    ]
    assert [subject.partition(", ")[2] for _, subject in went()[2::2]] == [
        "nog 22 dagen",
        "nog 9 dagen",
        "vandaag is de laatste dag",
    ]
    assert sorted(set(Reminder.objects.values_list("percent", "as_head"))) == [
        (percent, head) for percent in (50, 75, 90, 100) for head in (False, True)
    ]


def test_a_reminder_holds_nothing_of_what_children_said(alone: Asked, cast: Cast) -> None:
    reminding.work(now=after(46))
    to_official, to_head = (str(message.body) for message in mail.outbox)
    assert to_official == (
        "Dit is een voorbeeld: dit advies is bedacht om te laten zien hoe Weerklank werkt.\n\n"
        "Dag,\n\nMinisterie A moet uiterlijk 19 februari 2027 antwoorden op advies 2026-ARM-01. De helft van de termijn is "
        "voorbij: nog 45 dagen.\n\nHoe het nu staat: wacht op antwoord.\n\n"
        f"Het advies en het antwoord: http://127.0.0.1:8000/werk/antwoorden/{alone.addressee.pk}/\n\n"
        "In deze post staat met opzet niets van wat kinderen vroegen.\n"
    )
    assert "Behandelend ambtenaar: respondent." in to_head
    words = (*stories.PARTS, alone.advice.title, alone.advice.text, alone.advice.why, stories.SECRET)
    everything = "".join(f"{message.subject}{message.body}" for message in mail.outbox)
    assert [word for word in words if word in everything] == []


def test_a_program_that_slept_tells_only_the_last_moment(alone: Asked) -> None:
    assert [reminding.work(now=after(day)).sent for day in (85, 85, 86)] == [2, 0, 0]
    assert set(Reminder.objects.values_list("percent", flat=True)) == {90}


def test_more_time_starts_a_new_count(alone: Asked, cast: Cast) -> None:
    assert reminding.work(now=after(70)).sent == 2
    answering.extend_term(
        addressee_id=alone.addressee.pk,
        until=TODAY + timedelta(days=180),
        reason="De Raad voor het Kinderrecht adviseert ons pas op 1 maart.",
        by=cast.respondent,
        now=after(71),
    )
    assert {day: reminding.work(now=after(day)).sent for day in (72, 89, 90, 135, 162, 180)} == {
        72: 0, 89: 0, 90: 2, 135: 2, 162: 2, 180: 2,
    }  # fmt: skip


def test_a_clock_that_goes_back_a_year_sends_nothing_twice(alone: Asked) -> None:
    days = (46, 70, -320, -295, 46, 70, 10, 71)
    assert [reminding.work(now=after(day)).sent for day in days] == [2, 2, 0, 0, 0, 0, 0, 0]
    assert reminding.work(now=after(82)).sent == 2


def test_the_row_itself_stands_once(alone: Asked) -> None:
    reminding.note(now=after(46))
    row = Reminder.objects.first()
    assert row is not None
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_who_is_gone_is_not_told_and_the_head_hears_that_nobody_writes(alone: Asked, cast: Cast) -> None:
    reminding.note(now=after(46))
    cast.respondent.organisation = alone.other.organisation
    cast.respondent.save()
    assert reminding.send_waiting(now=after(46)).sent == 1
    assert [message.to for message in mail.outbox] == [[cast.approver.email]]
    assert "Niemand van uw ministerie staat in deze editie als behandelend ambtenaar." in str(mail.outbox[0].body)
    assert Reminder.objects.count() == 1


def test_what_was_answered_meanwhile_is_not_reminded_of(alone: Asked) -> None:
    reminding.note(now=after(46))
    Addressee.objects.filter(pk=alone.addressee.pk).update(state="answered")
    assert (reminding.work(now=after(47)), Reminder.objects.count()) == (reminding.Sent(), 0)


def test_the_term_to_explain_in_counts_too(published: Answer, asked: Asked) -> None:
    Addressee.objects.filter(pk=asked.other.pk).update(state="answered")
    Addressee.objects.filter(pk=asked.addressee.pk).update(
        state="clarification_due", clarification_due_on=TODAY + timedelta(days=28)
    )
    assert [reminding.work(now=after(day)).sent for day in (13, 14, 21, 26, 28)] == [0, 2, 2, 2, 2]
    assert "moet uiterlijk 18 december 2026 uitleggen wat het antwoordde op advies 2026-ARM-01." in str(
        mail.outbox[0].body
    )


class Broken(BaseEmailBackend):
    def send_messages(self, messages: Any) -> int:
        raise OSError("no server")


def test_a_mail_server_that_is_away_is_asked_again_later(alone: Asked) -> None:
    assert reminding.work(now=after(46), mail_server=Broken()) == reminding.Sent(noted=2, later=2)
    assert reminding.work(now=after(46)).sent == 0
    assert reminding.work(now=after(46) + timedelta(minutes=20)).sent == 2


def test_the_command_says_what_it_did(alone: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    Addressee.objects.update(due_on=date(2020, 1, 1))
    call_command("reminders")
    call_command("reminders")
    assert capsys.readouterr().out.splitlines() == ["Er was niemand te herinneren."] * 2


def test_the_organiser_sees_who_was_told(alone: Asked, cast: Cast) -> None:
    reminding.work(now=after(46))
    client = cast.client("organiser")
    address = "/werk/herinneringen/demonstratie/"
    assert [
        text in client.get(address).content.decode() for text in ("2 herinneringen.", "verstuurd op 5 januari 2027")
    ] == [True] * 2
    assert "1 herinnering." in client.get(address, {"q": "approver"}).content.decode()
    assert "Geen herinnering past" in client.get(address, {"stand": "wacht", "deel": "50"}).content.decode()
    lines = client.get(address, {"als": "csv"}).content.decode().splitlines()
    assert lines[2] == "2026-ARM-01,A,respondent,behandelend ambtenaar,50 %,2027-02-19,2027-01-05,2027-01-05"
    page = cast.client("approver").get(f"/werk/antwoorden/{alone.addressee.pk}/").content.decode()
    assert "respondent is herinnerd op 5 januari 2027" in page


def test_a_closed_edition_and_a_made_up_mailbox_get_nothing(alone: Asked, cast: Cast) -> None:
    type(cast.approver).objects.update(is_demonstration=True)
    assert reminding.work(now=after(46)) == reminding.Sent(noted=2)
    EditionRole.objects.all().delete()
    assert reminding.work(now=after(70)) == reminding.Sent()
