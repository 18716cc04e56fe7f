"""A girl of fourteen signs up for the day on a phone, her guardian says yes, she stays away, and the next one comes."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from tests.journeys.browsing import PHONE, Visitor
from tests.journeys.conftest import People
from weerklank.editions.models import DayRegistration, Edition


def _signs_up(visitor: Visitor, name: str, email: str, room: str) -> str:
    """Signs somebody up who is under sixteen; the address of the own page."""
    visitor.open("/dialoog/demonstratie/").press("Kom naar de dag")
    visitor.tick(f"Een jongere ({room})").press("Verder")
    visitor.fill("Je naam", name).fill("E-mailadres", email).press("Aanmelden", status=422)
    assert visitor.field("Je naam").input_value() == name
    visitor.tick("Nee", within=visitor.page.get_by_role("group", name="Ben je 16 jaar of ouder?")).press("Aanmelden")
    visitor.reads("De aanmelding is binnen", "We wachten op je ouder of voogd.", email)
    return visitor.path.removesuffix("bedankt/")


def _link_from_mail(to: str) -> str:
    body = next(one.body for one in reversed(mail.outbox) if one.to == [to])
    found = re.search(r"https?://\S+/toestemming/\S+", str(body))
    assert found
    return urlsplit(found.group()).path


def _agrees(people: People, email: str) -> None:
    call_command("attendance", "send", verbosity=0)
    guardian = people.arrives(size=PHONE).open(_link_from_mail(email))
    guardian.fill("Uw naam", "Jan").fill("Uw telefoonnummer", "06 12345678").press("Ja, mijn kind mag komen")
    guardian.reads("Uw ja is bewaard.")


def test_a_place_goes_from_who_stays_away_to_who_is_next(people: People, edition: Edition) -> None:
    today = timezone.localdate()
    Edition.objects.filter(pk=edition.pk).update(date=today + timedelta(days=20), state="preparing")
    day = DayRegistration.objects.create(
        edition=edition, opens_on=today, closes_on=today + timedelta(days=5), reach="dag@voorbeeld.example"
    )
    day.places.create(role="young_person", places=1)

    girl, friend = people.arrives(size=PHONE), people.arrives(size=PHONE, scripts=False, axe=False)
    own = _signs_up(girl, "Noor Bakker", "ouder@voorbeeld.example", "er is plaats")
    _agrees(people, "ouder@voorbeeld.example")
    girl.open(own).reads("Je komt: er is een plaats voor je.")
    waits = _signs_up(friend, "Sem Visser", "voogd@voorbeeld.example", "vol: er is een wachtlijst")
    _agrees(people, "voogd@voorbeeld.example")
    friend.open(waits).reads("Je staat op de wachtlijst.", "Je bent als eerste aan de beurt.").reads_not("Noor")

    girl.press("Afmelden").press("Ja, meld af").reads("Je bent afgemeld.", "Toch komen")
    friend.open(waits).reads("Je komt: er is een plaats voor je.")
    call_command("attendance", "send", verbosity=0)
    assert [one.subject for one in mail.outbox if one.to == ["voogd@voorbeeld.example"]][
        -1
    ] == "Er is een plaats vrijgekomen"
    assert people.faults() == []
