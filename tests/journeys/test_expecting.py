"""An official writes on a phone what children will say, hears them at the table, and reads how far off that was."""

from __future__ import annotations

from tests.advices.stories import group_of, said
from tests.advices.test_expecting import begins, counted
from tests.conftest import Cast
from tests.journeys.browsing import PHONE
from tests.journeys.conftest import People
from weerklank.advices.expecting.people import seat_secret
from weerklank.editions.models import Edition, ThemeTable
from weerklank.participation.models import Consultation, Statement


def test_an_official_expects_and_reads_how_far_off_it_was(
    people: People,
    edition: Edition,
    table: ThemeTable,
    consultation: Consultation,
    statements: list[Statement],
    cast: Cast,
) -> None:
    group_of(consultation, "Mee op reis", said(consultation, "De reis is te duur."), said(consultation, "Ik wil mee."))
    group_of(consultation, "Alleen", said(consultation, "أريد كلبًا في المدرسة", original_language="ar"))
    own = f"/dialoog/demonstratie/verwacht/{seat_secret(table.seats.get(alias='Ambtenaar 1'))}/"
    official = people.arrives(size=PHONE, dark=True).open(own).press("Armoede")
    official.fill(statements[0].text, "honderd").press("Bewaar", status=422)
    official.fill(statements[0].text, "40").fill("Wat gaan kinderen zeggen, denkt u?", "Zakgeld.").press("Bewaar")
    official.reads("Bewaard. Tot het gesprek begint kunt u het nog veranderen.").reads_not("De reis is te duur.")

    counted(consultation, statements[0])
    begins(table, cast)
    official.open(own).press("Armoede").reads("U dacht: 40 van de honderd.", "Dat zijn er 40 meer dan u dacht.")
    official.reads("De reis is te duur.", "Eén keer gezegd, en even belangrijk")
    official.fill("Wat is er in uw eigen blik veranderd?", "Schaamte is groter.").press("Bewaar")
    official.reads("Bewaard. Alleen u leest dit terug.")
    assert people.faults() == []
