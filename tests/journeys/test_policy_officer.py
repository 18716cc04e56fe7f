"""A policy officer with three clicks: what did Justice promise about the asylum recommendations of 2022, and what is late?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.journeys.browsing import DESK, PHONE
from tests.journeys.conftest import People
from tests.tracker.limb_rows import acted, asked_in, body, chained, duty, promised
from tests.tracker.limb_rows import theme as named_theme
from weerklank.accounts.models import Organisation
from weerklank.audit.actions import record
from weerklank.rights.models import Dropped

JUSTICE = "Ministerie van Justitie en Veiligheid"


@pytest.fixture
def justice(transactional_db: None) -> Organisation:
    old = body("justitie", "Ministerie van Justitie", valid_to=date(2010, 10, 13))
    return body("jenv", JUSTICE, short_name="JenV", predecessor=old)


@pytest.fixture
def asylum_of_2022(justice: Organisation) -> None:
    """Two promises about asylum, one of them late since ten days, beside what is asked of others and in other rounds."""
    today = timezone.localdate()
    asylum, school = named_theme(), named_theme("onderwijs", "Onderwijs", 7)
    older, limb = asked_in(2015, 53, theme=asylum), asked_in(2022, 42, theme=asylum)
    elsewhere = asked_in(2022, 50, theme=school, subject="School voor iedereen")
    dropped = asked_in(2015, 54, subject="Slaan mag niet")
    chained([older, limb], "strengthens", note="nu ook de school")
    Dropped.objects.create(recommendation=dropped, cycle=limb.document.cycle, note="Het is nu wet.")
    duty(limb, justice, state="accepted")
    duty(elsewhere, body("ocw", "Ministerie van Onderwijs"), state="disputed", disputed_reason="Niet van ons.")
    late = promised(justice, "te-laat", limb, due_on=today - timedelta(days=10), status_original="Openstaand")
    promised(justice, "op-tijd", limb, title="Een plan tegen verhuizen", due_on=today + timedelta(days=90))
    acted(justice, "wet", limb)
    record(action="commitment.entered", obj=late, by=None, now=timezone.now(), public=True)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.usefixtures("asylum_of_2022")
def test_three_clicks_lead_to_what_justice_promised_and_what_is_late(people: People, size: tuple[int, int]) -> None:
    officer = people.arrives(size=size).open("/")
    officer.press("Aanbevelingen", within=officer.page.get_by_label("Onderdelen"))
    officer.press("Wie moet handelen", within=officer.main)
    officer.press("Migratie (1)", within=officer.page.get_by_label(f"{JUSTICE}, per thema"))
    officer.reads(
        "Het ministerie van JenV is aan zet bij één onderdeel over Migratie. Van de twee toezeggingen is er één te laat.",
        "De staatssecretaris zegt toe dat gezinnen in de opvang bij elkaar blijven.",
        "10 dagen te laat",
        "stand bij de bron: “Openstaand”",
        "Hoort bij: 42 (2022)",
        "Een plan tegen verhuizen",
    )
    officer.reads_not("School voor iedereen")
    assert people.faults() == []


@pytest.mark.usefixtures("justice")
def test_where_no_promise_is_known_three_clicks_lead_to_a_page_that_says_so(people: People) -> None:
    officer = people.arrives().open("/")
    officer.press("Aanbevelingen", within=officer.page.get_by_label("Onderdelen"))
    officer.press("Wie moet handelen", within=officer.main)
    officer.press(JUSTICE, within=officer.main)
    officer.reads(
        "Er is geen toezegging bekend.",
        "Dat kan betekenen dat er geen is, of dat wij haar nog niet vonden.",
        "Wij kennen geen toezegging of actie, dus ook niets dat te laat kan zijn.",
    )
    assert people.faults() == []


@pytest.mark.usefixtures("asylum_of_2022")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_way_to_look_at_the_recommendations_is_clean_with_content(people: People, dark: bool) -> None:
    officer = people.arrives(dark=dark)
    officer.open("/aanbevelingen/wie/").reads("onderdeel is betwist")
    officer.open("/aanbevelingen/wie/jenv/?thema=migratie&ronde=2022").reads("10 dagen te laat")
    officer.open("/aanbevelingen/herhaald/").reads("Twee keer gevraagd sinds 2015.")
    officer.open("/aanbevelingen/vergelijk/?van=2015&naar=2022").reads("Eén keer kwam een vraag uit 2015 terug in 2022")
    officer.open("/aanbevelingen/veranderd/").reads("Toezegging opgenomen")
    officer.open("/aanbevelingen/veranderd/?sinds=gisteren").reads("“gisteren” is geen dag die wij kennen.")
    officer.open("/aanbevelingen/crc-c-nld-co-2022/42/").reads("Voor de tweede keer gevraagd sinds 2015.")
    assert people.faults() == []
