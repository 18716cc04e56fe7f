"""What an organiser writes down for somebody: a yes on paper with who saw it, and what was typed wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.conftest import NOW, TODAY, Cast
from tests.editions.gathered import people
from weerklank.audit.models import AuditEvent
from weerklank.editions.actions import attending, corrections
from weerklank.editions.actions.corrections import FIELDS, Details, Paper
from weerklank.editions.links import find_for_guardian, guardian_secret
from weerklank.editions.models import Attendee, DayRegistration
from weerklank.moves import Refusal

pytestmark = pytest.mark.django_db
HERE = "/werk/edities/demonstratie/deelnemers/"
PAPER = Paper("Ouder Bakker", "0612345678", TODAY, photo_self=True, photo_guardian=True)
GIVEN = {
    "guardian_name": "Ouder Bakker", "guardian_phone": "0612345678", "photo_self": "yes", "photo_guardian": "no", "saw": "on"
}  # fmt: skip


@pytest.fixture
def child(day: DayRegistration) -> Attendee:
    (row,) = people(day, "child", 1, is_under_16=True, state="consent_pending", email="fout@voorbeeld.example")
    return row


@pytest.fixture
def client(cast: Cast) -> Client:
    return cast.client("organiser")


@pytest.fixture
def open_today(day: DayRegistration) -> None:
    today = timezone.localdate()
    day.edition.date, day.opens_on, day.closes_on = today, today - timedelta(days=20), today
    day.edition.save()
    day.save()


def told(row: Attendee) -> list[str]:
    return list(row.messages.values_list("kind", flat=True))


def seen(row: Attendee, cast: Cast, paper: Paper = PAPER) -> Attendee:
    return corrections.record_consent(attendee_id=row.pk, paper=paper, by=cast.organiser, now=NOW)


def test_a_yes_on_paper_gives_the_place_and_says_who_saw_it_and_when(child: Attendee, cast: Cast) -> None:
    seen(child, cast)
    child.refresh_from_db()
    assert (child.state, told(child)) == ("confirmed", ["confirmed"])
    assert (child.guardian_agreed_on, child.consent_seen_by, child.consent_seen_on) == (TODAY, cast.organiser, TODAY)
    assert (child.guardian_phone, child.may_be_photographed) == ("0612345678", True)
    event = AuditEvent.objects.get(action="attendee.consent_seen")
    assert (event.note, "Bakker" in f"{event.__dict__}") == ("Gezien op 20-11-2026.", False)


@pytest.mark.parametrize("missing", ["photo_self", "photo_guardian"])
def test_a_child_is_photographed_only_where_both_said_yes_on_the_paper(
    child: Attendee, cast: Cast, missing: str
) -> None:
    for said in (None, False):
        assert not seen(child, cast, replace(PAPER, **{missing: said})).may_be_photographed
    assert seen(child, cast).may_be_photographed


def test_a_yes_on_paper_can_still_be_taken_back_with_the_link(child: Attendee, cast: Cast) -> None:
    seen(child, cast)
    attending.decline(attendee=Attendee.objects.get(), now=NOW)
    row = Attendee.objects.get()
    assert (row.state, row.guardian_agreed_on, row.consent_seen_by, row.consent_seen_on) == (
        "cancelled",
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("change", "paper", "sentence"),
    [
        ({"is_under_16": False, "state": "registered"}, PAPER, "zestien of ouder"),
        ({"state": "invited"}, PAPER, "zei nog niet te komen"),
        ({"state": "cancelled"}, PAPER, "de stand is ‘afgemeld’"),
        ({}, replace(PAPER, seen_on=TODAY + timedelta(days=1)), "Deze dag moet nog komen"),
    ],
)
def test_a_paper_that_cannot_be_is_refused(
    child: Attendee, cast: Cast, change: dict[str, object], paper: Paper, sentence: str
) -> None:
    Attendee.objects.update(**change)
    with pytest.raises(Refusal, match=sentence):
        seen(child, cast, paper)
    assert Attendee.objects.get().consent_seen_by is None


def test_the_page_asks_whether_the_paper_was_really_seen_and_keeps_what_was_typed(
    client: Client, child: Attendee, open_today: None
) -> None:
    where, today = f"{HERE}{child.pk}/toestemming/", timezone.localdate()
    assert "Toestemming op papier" in client.get(where).content.decode()
    sent = GIVEN | {"seen_on": today.isoformat()}
    refused = client.post(where, {**sent, "saw": "", "guardian_phone": "12"})
    page = refused.content.decode()
    assert (refused.status_code, "die u zelf hebt gezien" in page, 'value="Ouder Bakker"' in page) == (422, True, True)
    assert client.post(where, sent).status_code == 302
    page = client.get(f"{HERE}{child.pk}/").content.decode()
    assert ("op papier; organiser zag het op" in page, "Ouder of voogd: nee" in page) == (True, True)
    Attendee.objects.update(is_under_16=False)
    assert client.get(where).status_code == 409


def details(row: Attendee, **changed: str) -> Details:
    return Details(**{name: getattr(row, name) for name in FIELDS} | changed)


def correct(row: Attendee, cast: Cast, **changed: str) -> Attendee:
    return corrections.correct(attendee_id=row.pk, details=details(row, **changed), by=cast.organiser, now=NOW)


def test_a_corrected_name_stands_in_the_log_as_a_field_and_not_as_a_name(child: Attendee, cast: Cast) -> None:
    correct(child, cast, name="Noor Bakker", phone="0612345678")
    correct(Attendee.objects.get(), cast)
    event = AuditEvent.objects.get(action="attendee.corrected")
    assert (Attendee.objects.get().name, event.note) == ("Noor Bakker", "Verbeterd: naam, telefoonnummer.")
    assert told(child) == []


def test_with_another_address_the_question_goes_there_and_the_old_link_is_dead(child: Attendee, cast: Cast) -> None:
    old = guardian_secret(child)
    correct(child, cast, email="goed@voorbeeld.example")
    assert (told(child), find_for_guardian(old, "demonstratie")) == (["consent"], None)


def test_nobody_is_corrected_into_somebody_else_or_out_of_reach(
    child: Attendee, day: DayRegistration, cast: Cast
) -> None:
    (other,) = people(day, "ministry", 1, name="Sem Mol", email="sem@voorbeeld.example")
    with pytest.raises(Refusal, match="staat al op de lijst"):
        correct(child, cast, name="sem mol", email="SEM@voorbeeld.example")
    with pytest.raises(Refusal, match="Zonder e-mailadres hoort deze persoon niets meer"):
        correct(other, cast, email="")


def test_the_page_shows_what_is_known_and_keeps_what_was_typed(
    client: Client, child: Attendee, open_today: None
) -> None:
    where = f"{HERE}{child.pk}/gegevens/"
    assert 'value="fout@voorbeeld.example"' in client.get(where).content.decode()
    refused = client.post(where, {"name": "Noor Bakker", "email": "geen adres"})
    assert (refused.status_code, 'value="Noor Bakker"' in refused.content.decode()) == (422, True)
    assert client.post(where, {"name": "Noor Bakker", "email": "goed@voorbeeld.example"}).status_code == 302
    assert "Verbeterd: naam, e-mailadres" in client.get(f"{HERE}{child.pk}/").content.decode()
