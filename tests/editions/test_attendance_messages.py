"""Messages about the day: each once, in somebody's language, and with nothing in them that is not the reader's."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command

from tests.conftest import NOW, TODAY
from tests.editions.test_attending import agrees, comes
from weerklank.editions.actions import attending, telling
from weerklank.editions.letters import TRUE_IN, Kind, letter
from weerklank.editions.links import digest_of, guardian_link, own_link, own_secret
from weerklank.editions.models import AttendanceMessage, Attendee, DayRegistration

pytestmark = pytest.mark.django_db
KINDS = sorted(TRUE_IN)


class Broken(BaseEmailBackend):
    """A mail server that is away."""

    def send_messages(self, messages: Any) -> int:
        raise OSError("no route")


class Dies(BaseEmailBackend):
    """The worker is killed while the mail goes: it went, and nobody could write that down."""

    def send_messages(self, messages: Any) -> int:
        raise KeyboardInterrupt


def kinds_sent() -> list[str]:
    return list(AttendanceMessage.objects.exclude(sent_on=None).values_list("kind", flat=True))


def test_what_happened_is_told_once(day: DayRegistration) -> None:
    row = comes(day)
    assert telling.send_waiting(now=NOW).sent == 1
    assert telling.send_waiting(now=NOW + timedelta(days=1)).sent == 0
    told = mail.outbox[0]
    assert (told.to, told.subject, own_link(row) in told.body) == (
        ["noor@voorbeeld.example"],
        "Er is een plaats op de dialoogdag",
        True,
    )
    assert AttendanceMessage.objects.values_list("sent_on", "not_before").get() == (TODAY, None)


@pytest.mark.parametrize(
    ("kind", "young"), [(kind, young) for kind in KINDS for young in (True, False) if young or kind != Kind.CONSENT]
)
def test_no_message_names_anybody_or_says_what_somebody_needs(day: DayRegistration, kind: str, young: bool) -> None:
    buddy = comes(day, "Vriend Bijzonder", role="organisation")
    row = comes(
        day,
        "Noor Bakker",
        role="child" if young else "ministry",
        young=young,
        needs="een rustige plek",
        household="groen",
    )
    row.guardian_name, row.buddy, row.needs_met = "Jan Bakker", buddy, "Er is een kamer."
    written = letter(row, kind)
    text = f"{written.subject}\n{written.body}"
    secret = ("Noor", "Bakker", "Bijzonder", "rustige", "groen", "Er is een kamer", "Jan")
    assert [word for word in secret if word in text] == []
    assert ("dag@voorbeeld.example" in text, "Na 9 januari 2027 wissen we" in text, "{" in text) == (True, True, False)
    to_guardian = young and kind != Kind.INVITED
    assert (guardian_link(row) in text, own_link(row) in text) == (to_guardian, not to_guardian)


def test_a_message_is_in_the_language_that_somebody_chose(day: DayRegistration) -> None:
    row = comes(day, language="en")
    assert f"/en/dialoog/demonstratie/aanmelden/{own_secret(row.pk)}/" in letter(row, Kind.CONFIRMED).body


def test_a_guardian_is_asked_and_then_told(day: DayRegistration) -> None:
    child = comes(day, role="child", young=True, email="ouder@voorbeeld.example")
    telling.send_waiting(now=NOW)
    agrees(child)
    telling.send_waiting(now=NOW)
    assert [one.subject for one in mail.outbox] == [
        "Mag uw kind naar de dialoogdag?",
        "Er is een plaats op de dialoogdag",
    ]
    assert {address for one in mail.outbox for address in one.to} == {"ouder@voorbeeld.example"}


def test_a_message_that_is_not_true_any_more_does_not_go(day: DayRegistration) -> None:
    row = comes(day)
    attending.cancel(attendee=row, now=NOW)
    done = telling.send_waiting(now=NOW)
    assert (done.sent, done.untrue, mail.outbox[0].subject) == (1, 1, "Afgemeld voor de dialoogdag")


def test_a_mail_server_that_is_away_is_tried_again_after_a_pause_that_grows(day: DayRegistration) -> None:
    comes(day)
    assert telling.send_waiting(now=NOW, mail_server=Broken()).later == 1
    assert telling.send_waiting(now=NOW + timedelta(minutes=14)).sent == 0
    assert telling.send_waiting(now=NOW + timedelta(minutes=15), mail_server=Broken()).later == 1
    assert telling.send_waiting(now=NOW + timedelta(minutes=44)).sent == 0
    assert telling.send_waiting(now=NOW + timedelta(minutes=45)).sent == 1


def test_after_ten_tries_a_message_is_given_up(day: DayRegistration) -> None:
    comes(day)
    AttendanceMessage.objects.update(tries=9)
    assert telling.send_waiting(now=NOW, mail_server=Broken()).given_up == 1
    assert telling.send_waiting(now=NOW + timedelta(days=30)).sent == 0


def test_a_worker_that_is_killed_leaves_its_message_for_later(day: DayRegistration) -> None:
    comes(day)
    with pytest.raises(KeyboardInterrupt):
        telling.send_waiting(now=NOW, mail_server=Dies())
    assert telling.send_waiting(now=NOW).sent == 0
    assert telling.send_waiting(now=NOW + timedelta(minutes=15)).sent == 1


def test_two_workers_do_not_take_the_same_message(day: DayRegistration) -> None:
    comes(day)
    message = AttendanceMessage.objects.get()
    taken = [telling._taken(message.pk, message.tries, NOW) for _ in range(2)]
    assert [one is not None for one in taken] == [True, False]


def test_who_gave_no_address_gets_no_message(day: DayRegistration) -> None:
    row = comes(day)
    Attendee.objects.update(email="")
    row.refresh_from_db()
    telling.tell(attendee=row, kind=Kind.NEEDS, now=NOW)
    assert (telling.send_waiting(now=NOW).untrue, AttendanceMessage.objects.count()) == (1, 0)


def test_the_link_in_a_message_opens_the_row_wherever_that_came_from(day: DayRegistration) -> None:
    row = comes(day)
    Attendee.objects.update(secret_digest="f" * 64)
    telling.send_waiting(now=NOW)
    row.refresh_from_db()
    assert row.secret_digest == digest_of(own_secret(row.pk))


def test_the_day_before_everybody_who_comes_is_reminded_once(day: DayRegistration) -> None:
    rows = [comes(day, name) for name in ("A A", "B B", "C C")]
    AttendanceMessage.objects.all().delete()
    eve = NOW + timedelta(days=19)
    assert [telling.remind(now=when) for when in (eve - timedelta(days=1), eve, eve)] == [0, 2, 0]
    telling.send_waiting(now=eve)
    assert telling.remind(now=eve) == 0
    assert (sorted(one.to[0] for one in mail.outbox), rows[2].state) == (
        ["a@voorbeeld.example", "b@voorbeeld.example"],
        "waiting",
    )


def test_the_command_gives_places_reminds_and_sends(
    day: DayRegistration, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = comes(day, "A A", role="child", young=True)
    agrees(comes(day, "B B", role="child", young=True))
    Attendee.objects.filter(pk=first.pk).update(registered_on=date(2026, 11, 2))
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    call_command("attendance", "send")
    call_command("attendance", "send")
    assert capsys.readouterr().out == (
        "De dag: 1 alsnog een plaats gegeven, 2 verstuurd, 2 niet meer nodig.\nEr was niets te vertellen.\n"
    )
    assert kinds_sent() == ["consent", "place_free"]
