"""Mail about a kept list: nothing without a yes from that mailbox, everything once, and gone with one click."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage as Mail
from pathlib import Path

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.filebased import EmailBackend as Folder
from django.core.management import call_command
from django.test import Client

from tests.conftest import NOW
from tests.rights.limbs import limb
from weerklank.accounts.models import Organisation
from weerklank.answers.models import Commitment, CommitmentLink
from weerklank.audit import actions as audit
from weerklank.audit.models import AuditEvent
from weerklank.briefings.actions import alerts as actions
from weerklank.briefings.actions.saved_views import keep_view
from weerklank.briefings.models import NeverAgain, Outbox, SavedView, Subscription
from weerklank.config.post import settings_from
from weerklank.rights.models import Recommendation
from weerklank.rights.search import rebuild
from weerklank.tracker import alerts

pytestmark = pytest.mark.django_db
ADDRESS = "lezer@voorbeeld.example"
DAY = timedelta(days=1)


@pytest.fixture
def view(db: None) -> SavedView:
    return keep_view(filters={"soort": ["recommendation"]}, name="soort: aanbeveling", now=NOW)


@pytest.fixture
def wanted_limb(db: None) -> Recommendation:
    return limb(3, plain="Open de speeltuin.", subject="Spelen")


@pytest.fixture
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def asked(view: SavedView, client: Client | None = None, email: str = ADDRESS, **more: str) -> None:
    if client:
        answer = client.post(
            f"{view.get_absolute_url()}mail/",
            {"email": email, "frequency": "daily", "visit": actions.visit_token(), **more},
        )
        assert answer["Location"] == f"{view.get_absolute_url()}mail/gevraagd/"
    else:
        actions.ask(view=view, email=email, frequency="daily", language="nl", now=NOW, **more)


def followed(view: SavedView, now: datetime = NOW, **values: str) -> Subscription:
    """Somebody who asked and said yes."""
    values = {"email": ADDRESS, "frequency": "daily", "language": "nl", **values}
    actions.ask(view=view, now=now, **values)
    row = Subscription.objects.get(view=view, email=values["email"])
    Outbox.objects.filter(subscription=row).update(sent_at=now, body="")
    return actions.confirm(secret=actions.secret_of(row), frequency="", now=now)


def happened(limb: Recommendation, note: str = "Nieuw onderwerp", *, public: bool = True, now: datetime = NOW) -> None:
    audit.record(action="recommendation.subject_named", obj=limb, by=None, now=now, note=note, public=public)


def links(body: str) -> list[str]:
    return re.findall(r"http://\S+", body)


def path_of(link: str) -> str:
    return link.removeprefix("http://127.0.0.1:8000")


# --- Asking and confirming ---------------------------------------------------------------------------------------------


def test_the_list_has_a_form_that_works_without_script_and_without_cookie(client: Client, view: SavedView) -> None:
    answer = client.get(view.get_absolute_url())
    assert f'action="{view.get_absolute_url()}mail/"' in answer.content.decode()
    assert answer.cookies == {}


@pytest.mark.usefixtures("_on_the_day")
def test_only_the_button_in_the_mail_starts_the_post(client: Client, view: SavedView) -> None:
    asked(view, Client(enforce_csrf_checks=True))
    row = Subscription.objects.get()
    assert (row.email, row.frequency, row.confirmed_on) == (ADDRESS, "daily", None)
    actions.send_waiting(now=NOW)
    link = links(mail.outbox[0].body)[1]
    assert "Ja, stuur mij deze post" in client.get(path_of(link)).content.decode()
    row.refresh_from_db()
    assert row.confirmed_on is None, "a mail programme that opens every link confirms nothing"
    answer = Client(enforce_csrf_checks=True).post(path_of(link), {"frequency": "weekly"})
    row.refresh_from_db()
    assert (answer.status_code, row.confirmed_on, row.frequency) == (200, NOW.date(), "weekly")


@pytest.mark.usefixtures("_on_the_day")
def test_the_secret_of_the_link_stands_nowhere_in_the_database_once_it_was_sent(view: SavedView) -> None:
    asked(view)
    row = Subscription.objects.get()
    secret = actions.secret_of(row)
    actions.send_waiting(now=NOW)
    kept = [str(value) for model in (Subscription, Outbox) for one in model.objects.values() for value in one.values()]
    assert secret in mail.outbox[0].body
    assert [value for value in kept if secret in value] == []


def test_a_page_by_secret_is_kept_by_no_browser(client: Client, view: SavedView) -> None:
    row = followed(view)
    answer = client.get(f"/post/{actions.secret_of(row)}/")
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_everybody_reads_the_same_whoever_is_subscribed(client: Client, view: SavedView) -> None:
    followed(view)
    pages = []
    for email in (ADDRESS, "nieuw@voorbeeld.example"):
        answer = client.post(
            f"{view.get_absolute_url()}mail/",
            {"email": email, "frequency": "daily", "visit": actions.visit_token()},
            follow=True,
        )
        pages.append((answer.status_code, answer.redirect_chain, answer.content))
    assert pages[0] == pages[1]


def test_a_mailbox_is_asked_once_a_day_over_all_lists(view: SavedView) -> None:
    other = keep_view(filters={"soort": ["concern"]}, name="soort: zorg", now=NOW)
    asked(view)
    asked(view)
    asked(other, email=ADDRESS.upper())
    assert (Outbox.objects.count(), Subscription.objects.count()) == (1, 1)
    actions.ask(view=other, email=ADDRESS, frequency="daily", language="nl", now=NOW + DAY + timedelta(minutes=1))
    assert list(Outbox.objects.values_list("to", flat=True)) == [ADDRESS, ADDRESS]


def test_many_names_of_one_mailbox_are_one_mailbox(view: SavedView) -> None:
    for tag in ("", "+a", "+b"):
        actions.ask(view=view, email=f"kim{tag}@example.org", frequency="daily", language="nl", now=NOW)
    assert Outbox.objects.count() == 1


def test_asking_again_and_again_does_not_keep_an_address_that_never_said_yes(view: SavedView) -> None:
    for day in range(9):
        actions.ask(view=view, email="kim@example.org", frequency="daily", language="nl", now=NOW + timedelta(days=day))
    assert Subscription.objects.get().asked_at == NOW
    assert actions.erase_unconfirmed(now=NOW + timedelta(days=8)) == 1
    assert Subscription.objects.count() == 0


def test_too_many_strangers_in_one_hour_are_told_to_come_back(
    client: Client, view: SavedView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_ASKED_AN_HOUR", 0)
    answer = client.post(
        f"{view.get_absolute_url()}mail/", {"email": ADDRESS, "frequency": "daily", "visit": actions.visit_token()}
    )
    assert answer.status_code == 422
    assert "Nu vragen heel veel mensen tegelijk om post." in answer.content.decode()
    assert ADDRESS in answer.content.decode(), "what was typed stays"


def test_a_programme_that_fills_in_everything_gets_nothing(client: Client, view: SavedView) -> None:
    asked(view, client, website="https://reclame.example")
    assert (Outbox.objects.count(), Subscription.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "typed",
    [
        {"email": "geen adres", "frequency": "daily"},
        {"email": "a@b.nl\r\nBcc: c@d.nl"},
        {"email": ADDRESS, "frequency": "x"},
        {},
    ],
)
def test_what_is_no_address_is_said_and_stays(client: Client, view: SavedView, typed: dict[str, str]) -> None:
    answer = client.post(f"{view.get_absolute_url()}mail/", typed)
    assert (answer.status_code, Subscription.objects.count()) == (422 if typed else 200, 0)


def test_words_that_somebody_typed_reach_no_mailbox_that_did_not_say_yes() -> None:
    limb(3, text="Open every playground", plain="Open de speeltuin.")
    rebuild()
    view = keep_view(filters={"q": ["playground"]}, name="zoekwoorden “playground”", now=NOW)
    asked(view)
    written = Outbox.objects.get()
    assert "playground" not in written.subject + written.body


def test_a_list_that_is_not_there_has_no_post(client: Client) -> None:
    assert client.get("/aanbevelingen/weergave/weg/mail/").status_code == 404
    assert client.get("/post/zomaar/").status_code == 404
    assert client.post("/post/zomaar/", {"frequency": "daily"}).status_code == 404


# --- Leaving -----------------------------------------------------------------------------------------------------------


def test_one_click_erases_the_address_and_what_still_waited(view: SavedView, wanted_limb: Recommendation) -> None:
    row = followed(view)
    happened(wanted_limb, now=NOW + DAY)
    alerts.write_digests(now=NOW + DAY)
    leave = actions.leave_url(row)
    answer = Client(enforce_csrf_checks=True).post(path_of(leave), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert (Subscription.objects.count(), Outbox.objects.count()) == (0, 0)
    assert actions.send_waiting(now=NOW + DAY) == actions.Sent(0, 0, 0)


def test_leaving_by_the_link_asks_for_one_press(client: Client, view: SavedView) -> None:
    leave = path_of(actions.leave_url(followed(view)))
    assert "Geen post meer, wis mijn adres" in client.get(leave).content.decode()
    assert Subscription.objects.count() == 1, "a mail programme that opens every link takes nobody off"
    pages = [client.post(leave).content, client.post(leave).content]
    assert (Subscription.objects.count(), pages[0] == pages[1]) == (0, True)


def test_who_does_not_confirm_is_forgotten_after_a_week(view: SavedView) -> None:
    asked(view)
    actions.send_waiting(now=NOW)
    assert actions.erase_unconfirmed(now=NOW + 7 * DAY) == 0
    assert actions.erase_unconfirmed(now=NOW + 7 * DAY + timedelta(minutes=1)) == 1
    assert (Subscription.objects.count(), Outbox.objects.count()) == (0, 0)


def test_nothing_of_a_subscriber_stands_in_the_log(view: SavedView) -> None:
    row = followed(view)
    actions.leave(secret=actions.secret_of(row))
    assert AuditEvent.objects.count() == 0


# --- What a mail tells -------------------------------------------------------------------------------------------------


def test_a_digest_tells_what_changed_since_and_nothing_else(
    view: SavedView, wanted_limb: Recommendation, ministry: Organisation
) -> None:
    happened(wanted_limb, "van voor het ja")
    row = followed(view)
    happened(wanted_limb, "Spelen is een recht")
    happened(wanted_limb, "niet openbaar", public=False)
    happened(limb(5, statement_type="concern", plain="Zorg.", text="We worry"), "van een andere lijst")
    promise = Commitment.objects.create(slug="belofte", title="Nieuwe speeltuin", organisation=ministry, state="agreed")
    CommitmentLink.objects.create(commitment=promise, recommendation=wanted_limb, state="confirmed")
    audit.record(action="commitment.entered", obj=promise, by=None, now=NOW, public=True)
    stranger = Commitment.objects.create(slug="anders", title="Iets anders", organisation=ministry, state="agreed")
    audit.record(action="commitment.entered", obj=stranger, by=None, now=NOW, public=True)
    assert alerts.write_digests(now=NOW + DAY) == 1
    written = Outbox.objects.get(kind="digest")
    assert written.subject == "Weerklank: 2 veranderingen in soort: aanbeveling"
    assert [line for line in written.body.splitlines() if line.startswith(("*", "  "))] == [
        "* A: Nieuwe speeltuin",
        "  Toezegging opgenomen (het programma)",
        "  http://127.0.0.1:8000/toezeggingen/belofte/",
        "* CRC/C/NLD/CO/9 3: Spelen",
        "  Onderwerp: Spelen is een recht (het programma)",
        "  http://127.0.0.1:8000/aanbevelingen/crc-c-nld-co-9/3/",
    ]
    assert actions.leave_url(row) in written.body


def test_nothing_changed_is_no_mail(view: SavedView, wanted_limb: Recommendation) -> None:
    followed(view)
    happened(limb(5, statement_type="concern", plain="Zorg.", text="We worry"))
    assert alerts.work(now=NOW + DAY) == alerts.Round(0, 0, 0, 0, 0)


def test_nothing_goes_to_who_did_not_confirm(view: SavedView, wanted_limb: Recommendation) -> None:
    asked(view)
    happened(wanted_limb)
    alerts.work(now=NOW + DAY)
    assert [one.subject for one in mail.outbox] == ["Wilt u post van Weerklank? Bevestig het even"]


def test_every_day_and_every_week_are_that(view: SavedView, wanted_limb: Recommendation) -> None:
    followed(view)
    followed(view, email="week@voorbeeld.example", frequency="weekly")
    told: list[tuple[int, str]] = []
    for day in range(15):
        happened(wanted_limb, f"dag {day}", now=NOW + day * DAY)
        before = len(mail.outbox)
        alerts.work(now=NOW + day * DAY)
        told += [(day, one.to[0]) for one in mail.outbox[before:]]
    assert [day for day, to in told if to == ADDRESS] == list(range(1, 15))
    assert [day for day, to in told if to != ADDRESS] == [7, 14]


def test_a_flood_of_changes_is_counted_and_cut(
    view: SavedView, wanted_limb: Recommendation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alerts, "MOST_TOLD", 3)
    followed(view)
    for number in range(5):
        happened(wanted_limb, f"nummer {number}")
    alerts.write_digests(now=NOW + DAY)
    body = Outbox.objects.get(kind="digest").body
    assert "De laatste 3 van 5 veranderingen:" in body
    assert [number for number in range(5) if f"nummer {number} " in body] == [2, 3, 4]


def test_a_mail_in_another_language_leads_to_pages_in_that_language(
    view: SavedView, wanted_limb: Recommendation
) -> None:
    followed(view, language="en")
    happened(wanted_limb)
    alerts.write_digests(now=NOW + DAY)
    found = links(Outbox.objects.get(kind="digest").body)
    assert [link for link in found if not link.startswith("http://127.0.0.1:8000/en/")] == []
    assert len(found) == 5


# --- Once, whatever happens --------------------------------------------------------------------------------------------


def test_twice_is_once(view: SavedView, wanted_limb: Recommendation) -> None:
    followed(view)
    happened(wanted_limb)
    assert alerts.work(now=NOW + DAY) == alerts.Round(0, 1, 1, 0, 0)
    assert alerts.work(now=NOW + DAY) == alerts.Round(0, 0, 0, 0, 0)
    assert alerts.work(now=NOW + 2 * DAY) == alerts.Round(0, 0, 0, 0, 0)
    assert len(mail.outbox) == 1


def test_two_workers_write_one_mail(view: SavedView, wanted_limb: Recommendation) -> None:
    row = followed(view)
    happened(wanted_limb)
    digest = alerts.digest(row, list(AuditEvent.objects.all()))
    assert actions.write_digest(subscription=row, digest=digest, now=NOW) is not None
    # the other worker read the row before
    assert actions.write_digest(subscription=row, digest=digest, now=NOW) is None
    assert Outbox.objects.filter(kind="digest").count() == 1


class _Down(BaseEmailBackend):
    def send_messages(self, messages: object) -> int:
        raise OSError("no route")


class _Killed(BaseException):
    """The worker is gone, and nothing of it runs any more."""


class _Dies(BaseEmailBackend):
    def __init__(self, *, after_sending: bool) -> None:
        super().__init__()
        self.after_sending = after_sending

    def send_messages(self, messages: list[mail.EmailMessage]) -> int:
        if self.after_sending:
            mail.outbox.extend(messages)
        raise _Killed


def test_killed_between_writing_and_sending_it_goes_once(view: SavedView, wanted_limb: Recommendation) -> None:
    followed(view)
    happened(wanted_limb)
    alerts.write_digests(now=NOW + DAY)
    # here the worker is killed; the next one knows only the database
    assert alerts.work(now=NOW + DAY).sent == 1
    assert alerts.work(now=NOW + DAY).sent == 0
    assert len(mail.outbox) == 1


def test_killed_while_sending_the_same_mail_never_goes_again_and_nothing_is_lost(
    view: SavedView, wanted_limb: Recommendation
) -> None:
    followed(view)
    happened(wanted_limb, "het eerste")
    alerts.write_digests(now=NOW + DAY)
    with pytest.raises(_Killed):
        actions.send_waiting(now=NOW + DAY, mail_server=_Dies(after_sending=True))
    for minutes in (1, 20, 60, 24 * 60):
        alerts.work(now=NOW + DAY + timedelta(minutes=minutes))
    assert len(mail.outbox) == 1, "nobody knows whether it went, so it does not go again"
    happened(wanted_limb, "het tweede", now=NOW + 2 * DAY)
    alerts.work(now=NOW + 3 * DAY)
    assert len(mail.outbox) == 2
    assert [word for word in ("het eerste", "het tweede") if word in mail.outbox[1].body] == [
        "het eerste",
        "het tweede",
    ]


def test_a_server_that_is_away_is_tried_again_after_growing_pauses(view: SavedView) -> None:
    asked(view)
    tried, now = [], NOW
    for _ in range(4 * 60):
        if actions.send_waiting(now=now, mail_server=_Down()).later:
            tried.append((now - NOW) // timedelta(minutes=1))
        now += timedelta(minutes=1)
    assert tried == [0, 2, 6, 14, 30, 62, 126]
    assert actions.send_waiting(now=now + DAY).sent == 1


def test_a_mail_that_never_goes_is_given_up_and_its_changes_are_told_by_the_next(
    view: SavedView, wanted_limb: Recommendation
) -> None:
    followed(view)
    happened(wanted_limb, "het eerste")
    alerts.write_digests(now=NOW + DAY)
    rounds = [actions.send_waiting(now=NOW + (day + 1) * DAY, mail_server=_Down()) for day in range(12)]
    assert [one.given_up for one in rounds] == [0] * 9 + [1, 0, 0]
    happened(wanted_limb, "het tweede", now=NOW + 20 * DAY)
    alerts.work(now=NOW + 21 * DAY)
    assert "het eerste" in mail.outbox[0].body


def test_one_bad_address_does_not_hold_the_others(view: SavedView) -> None:
    class Picky(BaseEmailBackend):
        def send_messages(self, messages: list[mail.EmailMessage]) -> int:
            if messages[0].to == ["slecht@voorbeeld.example"]:
                raise OSError("550")
            mail.outbox.extend(messages)
            return 1

    for email in ("slecht@voorbeeld.example", ADDRESS):
        asked(view, email=email)
    assert actions.send_waiting(now=NOW, mail_server=Picky()) == actions.Sent(1, 1, 0)
    assert [one.to for one in mail.outbox] == [[ADDRESS]]


# --- The mail itself, and the command ----------------------------------------------------------------------------------


def _mails(folder: Path) -> list[Mail]:
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in sorted(folder.glob("*.log"))]


def test_the_mail_says_how_to_leave_in_its_head_and_is_always_the_same_mail(
    view: SavedView, wanted_limb: Recommendation, tmp_path: Path
) -> None:
    row = followed(view)
    happened(wanted_limb, "Één regel\r\nBcc: iemand@voorbeeld.example")
    alerts.write_digests(now=NOW + DAY)
    actions.send_waiting(now=NOW + DAY, mail_server=Folder(file_path=str(tmp_path)))
    sent = _mails(tmp_path)[0]
    assert sent["List-Unsubscribe"].strip() == f"<{actions.leave_url(row)}>"
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (sent["To"], sent["Bcc"], sent.get_content_type()) == (ADDRESS, None, "text/plain")
    assert re.fullmatch(r"<[0-9a-f]{32}@127\.0\.0\.1>", sent["Message-ID"])


def test_the_command_does_a_round_and_says_it(
    view: SavedView, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    asked(view)
    call_command("work", "--once")
    call_command("work", "--once")
    assert capsys.readouterr().out == "Post: 1 verstuurd.\n"


def test_the_address_of_a_mail_server_is_read_from_the_environment() -> None:
    found = settings_from("smtp://wie%40huis:p%3Aw@post.example:2525?tls=0")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == ("post.example", 2525, False)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("wie@huis", "p:w")
    assert settings_from("smtps://post.example")["EMAIL_PORT"] == 465
    assert settings_from("file:///var/post")["EMAIL_FILE_PATH"] == "/var/post"
    assert settings_from("")["EMAIL_BACKEND"].endswith("console.EmailBackend")
    with pytest.raises(ImproperlyConfigured, match="is no address"):
        settings_from("post.example")


def test_who_is_subscribed_is_told_on_the_privacy_page(client: Client) -> None:
    assert "Post over een lijst" in client.get("/over/privacy/").content.decode()


# --- Never again, and one visit one mail -------------------------------------------------------------------------------


def test_every_mail_has_a_link_after_which_no_mail_comes_again_whoever_asks(client: Client, view: SavedView) -> None:
    other = keep_view(filters={"soort": ["request"]}, name="soort: verzoek", now=NOW)
    actions.ask(view=view, email=ADDRESS, frequency="daily", language="nl", now=NOW)
    row = Subscription.objects.get()
    never = actions.never_url(row)
    assert never in Outbox.objects.get().body
    followed(other, now=NOW + DAY * 2, email="lezer+lijst@voorbeeld.example")
    assert "Nooit meer post op dit adres" in client.get(path_of(never)).content.decode()
    assert NeverAgain.objects.count() == 0, "a mail programme that opens every link decides nothing"
    pages = [client.post(path_of(never)).content, client.post(path_of(never)).content]
    assert pages[0] == pages[1]
    assert (Subscription.objects.count(), Outbox.objects.count()) == (0, 0)
    later = NOW + DAY * 9
    for email in (ADDRESS, ADDRESS.upper(), "lezer+anders@voorbeeld.example"):
        actions.ask(view=view, email=email, frequency="daily", language="nl", now=later)
    assert (Subscription.objects.count(), Outbox.objects.count()) == (0, 0)


def test_of_who_wants_no_mail_no_address_is_kept(view: SavedView) -> None:
    actions.never(secret=actions.secret_of(followed(view)))
    mark = NeverAgain.objects.get().mark
    assert (len(mark), "lezer" in mark, mark == hashlib.sha256(ADDRESS.encode()).hexdigest()) == (64, False, False)


def test_one_visit_asks_for_one_mail(client: Client, view: SavedView) -> None:
    page = client.get(view.get_absolute_url()).content.decode()
    (visit,) = re.findall(r'name="visit" value="([^"]+)"', page)
    asked(view, client, visit=visit)
    address = f"{view.get_absolute_url()}mail/"
    again = client.post(address, {"email": "ander@voorbeeld.example", "frequency": "daily", "visit": visit})
    assert (again.status_code, Outbox.objects.count()) == (422, 1)
    body = again.content.decode()
    assert "Vanaf deze bladzijde is al post gevraagd." in body and "ander@voorbeeld.example" in body
    (fresh,) = re.findall(r'name="visit" value="([^"]+)"', body)
    asked(view, client, email="ander@voorbeeld.example", visit=fresh)
    assert Outbox.objects.count() == 2


@pytest.mark.parametrize("visit", ["", "zomaar", "a:b:c", "x" * 5000])
def test_a_form_that_we_did_not_give_out_asks_for_nothing(client: Client, view: SavedView, visit: str) -> None:
    form = {"email": ADDRESS, "frequency": "daily", "visit": visit}
    answer = client.post(f"{view.get_absolute_url()}mail/", form)
    assert (answer.status_code, Outbox.objects.count()) == (422, 0)
    assert ADDRESS in answer.content.decode()
