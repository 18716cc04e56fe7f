"""An analyst asks for a count, follows it with and without a script, and is led on to what came out."""

from __future__ import annotations

import re

import pytest

from tests.findings.runs import vote_alike, vote_in_camps
from tests.journeys.browsing import DESK, PHONE
from tests.journeys.conftest import People, SignIn
from weerklank import calculating
from weerklank.findings import actions
from weerklank.findings.models import Making, Run
from weerklank.participation.models import Consultation, Statement

A_RUN = re.compile(r"/werk/telling/\d+/$")


@pytest.fixture
def voted(transactional_db: None, consultation: Consultation) -> Consultation:
    """A closed question with two camps, and a dozen who voted the very same."""
    statements = [
        Statement.objects.create(consultation=consultation, text=f"Stelling nummer {order}.", state="open", order=order)
        for order in range(1, 9)
    ]
    Consultation.objects.update(state="closed")
    vote_in_camps(statements, "open", 40)
    vote_alike(statements, 12)
    return consultation


def test_a_count_is_asked_for_and_followed_to_what_came_out(people: People, staff: SignIn, voted: Consultation) -> None:
    analyst = staff("analyst", size=PHONE)
    analyst.open(f"/werk/groepen/{voted.slug}/telling/").reads("Er is nog niet geteld.")
    # the page may go on before it was looked at: what it looks like is examined below
    analyst.examines = False
    analyst.press("Tellen").page.wait_for_url(A_RUN, timeout=120_000)
    analyst.examines = True
    analyst.examine().reads("De stemmen zijn geteld: telling 1.")
    assert people.faults() == []


def test_a_count_is_followed_without_a_script(
    people: People, staff: SignIn, voted: Consultation, monkeypatch: pytest.MonkeyPatch, now
) -> None:
    monkeypatch.setattr(calculating, "call", lambda: None)
    for dark in (False, True):
        analyst = staff("analyst", size=DESK if dark else PHONE, scripts=False, dark=dark)
        analyst.open(f"/werk/groepen/{voted.slug}/telling/").press("Tellen").reads("Het programma begint zo")
        Making.objects.filter(state="waiting").update(state="running", told="Groepen zoeken", progress=37)
        analyst.press("Kijk hoe ver het is").reads("Het rekenen staat stil").press("Stoppen").reads(
            "Er is niets bewaard."
        )
        analyst.press("Opnieuw tellen").reads("Het programma begint zo").press("Stoppen")
        analyst.press("Naar de tellingen").reads("niet", "gestopt")
    analyst.press("Tellen")
    calculating.work_off([actions.COUNTS], clock=lambda: now)
    analyst.press("Kijk hoe ver het is").reads("De stemmen zijn geteld: telling 1.")
    assert (people.faults(), Run.objects.count()) == ([], 1)


@pytest.mark.parametrize("how", [{"size": PHONE}, {"size": DESK, "dark": True}], ids=["phone", "dark"])
def test_what_came_out_is_clean_on_every_page(
    people: People, staff: SignIn, voted: Consultation, how: dict, cast, now
) -> None:
    run, _ = actions.make_run(consultation_id=voted.pk, by=cast.analyst, now=now)
    analyst = staff("analyst", **how)
    analyst.open(f"/werk/groepen/{voted.slug}/telling/").reads("Telling 1")
    analyst.open(f"/werk/groepen/{voted.slug}/telling/?methode=polis").reads("Geen telling gevonden")
    for page in ("", "stellingen/", "stellingen/?volgorde=verdeeld", "tekenen/", "meedoen/"):
        analyst.open(f"/werk/telling/{run.pk}/{page}")
    analyst.open(f"/werk/telling/{run.pk}/tekenen/?soort=passes").reads("Geen teken gevonden bij deze zoekvraag.")
    analyst.press("Toon alle tekens").press("Besluit bewaren", status=422).reads("Schrijf waarom u dit besluit.")
    analyst.press("Terug naar alle tekens").tick("Nee, ze tellen niet mee")
    analyst.fill("Waarom", "Eén computer.").press("Besluit bewaren").reads("Uw besluit is bewaard.")
    analyst.press("maak de telling opnieuw").reads("Nog een telling")
    assert people.faults() == []
