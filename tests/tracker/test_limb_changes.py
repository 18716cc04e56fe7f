"""What changed since a day: what everybody may read of the log, in words, per day, and as a feed."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.conftest import TODAY, Cast
from tests.rights.limbs import limb as unread
from tests.tracker.limb_rows import asked_in, body, duty, promised
from tests.tracker.limb_rows import theme as named_theme
from weerklank.accounts.models import Account
from weerklank.answers.models import Commitment
from weerklank.audit.actions import record
from weerklank.rights.models import Recommendation

pytestmark = pytest.mark.django_db
CHANGED = "/aanbevelingen/veranderd/"
FEED = f"{CHANGED}feed/"
ATOM = "{http://www.w3.org/2005/Atom}"


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def limb() -> Recommendation:
    return asked_in(2022, 42, theme=named_theme())


@pytest.fixture
def promise(limb: Recommendation) -> Commitment:
    jenv = body("jenv", "Ministerie van Justitie en Veiligheid", short_name="JenV")
    duty(limb, jenv)
    return promised(jenv, "belofte", limb)


@pytest.fixture
def happened(limb: Recommendation, promise: Commitment, cast: Cast) -> None:
    """Four things for everybody and one that is not, on three days of 2026."""
    other = asked_in(2022, 43, subject="Iets anders")
    for what, of, day, note, public in (
        ("recommendation.published", other, date(2026, 1, 31), "", True),
        ("recommendation.responsible_accepted", limb, date(2026, 3, 1), "JenV: eerste verantwoordelijke", True),
        ("recommendation.returned", limb, date(2026, 3, 1), "binnenskamers", False),
        ("commitment.source_said", promise, date(2026, 11, 2), "‘Openstaand’", True),
        ("commitment.entered", promise, date(2026, 11, 2), "https://voorbeeld.example/bron", True),
    ):
        record(action=what, obj=of, by=cast.editor, now=_at(day), note=note, public=public)


def _told(query: str = "sinds=2026-01-01") -> list[tuple[str, str]]:
    days = Client().get(f"{CHANGED}?{query}").context["days"]
    return [(day.day.isoformat(), change.words) for day in days for change in day.changes]


@pytest.mark.usefixtures("happened", "on_the_day")
def test_the_newest_day_stands_first_and_what_is_not_public_nowhere() -> None:
    assert _told() == [
        ("2026-11-02", "Toezegging opgenomen"),
        ("2026-11-02", "Stand bij de bron: ‘Openstaand’"),
        ("2026-03-01", "Aanvaard: JenV: eerste verantwoordelijke"),
        ("2026-01-31", "Gepubliceerd door een tweede persoon"),
    ]


@pytest.mark.usefixtures("happened", "on_the_day")
def test_the_body_is_named_and_the_person_is_not() -> None:
    page = Client().get(f"{CHANGED}?sinds=2026-01-01").content.decode()
    assert "Wie moet handelen · Coalitie" in page
    assert "editor" not in page
    assert "CRC/C/NLD/CO/2022 42 · Gezinnen bij elkaar" in page


@pytest.mark.usefixtures("happened", "on_the_day")
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("sinds=2026-02-01", 3),
        ("sinds=2026-11-02", 2),
        ("sinds=2026-11-03", 0),
        ("sinds=2026-01-01&thema=migratie", 3),
        ("sinds=2026-01-01&wie=jenv", 3),
        ("sinds=2026-01-01&soort=toezegging", 2),
        ("sinds=2026-01-01&soort=wie", 1),
        ("sinds=2026-01-01&soort=aanbeveling", 1),
        ("sinds=2026-01-01&soort=actie", 0),
        ("sinds=2026-01-01&thema=bestaat-niet", 4),
        ("", 2),
    ],
)
def test_changes_are_narrowed(query: str, count: int) -> None:
    assert len(_told(query)) == count


@pytest.mark.usefixtures("happened", "on_the_day")
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31 februari", "“31 februari” is geen dag die wij kennen. Schrijf hem zo: 2026-01-31."),
        ("2026-02-31", "“2026-02-31” is geen dag die wij kennen."),
        ("2999-01-01", "1 januari 2999 is nog niet geweest."),
        ("😀", "“😀” is geen dag die wij kennen."),
    ],
)
def test_a_day_that_is_none_gets_a_sentence_and_keeps_what_was_typed(typed: str, sentence: str) -> None:
    response = Client().get(CHANGED, {"sinds": typed})
    page = response.content.decode()
    assert sentence in page
    assert "Hieronder staat wat er veranderde sinds 22 augustus 2026." in page
    assert f'value="{typed}"' in page
    assert len(response.context["days"]) == 1


@pytest.mark.usefixtures("on_the_day")
@pytest.mark.parametrize("typed", ["0001-01-01", "1066-10-14"])
def test_a_day_before_there_was_anything_is_no_fault(typed: str) -> None:
    assert Client().get(CHANGED, {"sinds": typed}).context["since"].day == date(2000, 1, 1)


@pytest.mark.usefixtures("happened", "on_the_day")
def test_the_same_changes_come_as_a_feed_and_as_files() -> None:
    feed = ElementTree.fromstring(Client().get(f"{FEED}?thema=migratie").content)
    assert [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")] == [
        "JenV, Kinderen blijven bij hun ouders: Toezegging opgenomen",
        "JenV, Kinderen blijven bij hun ouders: Stand bij de bron: ‘Openstaand’",
        "CRC/C/NLD/CO/2022 42, Gezinnen bij elkaar: Aanvaard: JenV: eerste verantwoordelijke",
    ]
    body_ = Client().get(f"{CHANGED}?sinds=2026-01-01&vorm=csv").content.decode("utf-8-sig")
    assert [row["about"] for row in csv.DictReader(io.StringIO(body_))] == [
        "toezegging",
        "toezegging",
        "wie moet handelen",
        "aanbeveling",
    ]
    assert Client().get(f"{CHANGED}?sinds=2026-01-01&vorm=json").json()["count"] == 4


@pytest.mark.usefixtures("on_the_day")
def test_what_has_no_page_of_its_own_is_not_told() -> None:
    record(action="recommendation.urgency", obj=unread(), by=None, now=_at(date(2026, 11, 1)), note="x", public=True)
    page = Client().get(CHANGED).content.decode()
    assert "is hier niets veranderd dat hierop past." in page


@pytest.mark.usefixtures("on_the_day")
def test_a_made_up_promise_says_that_it_is(promise: Commitment) -> None:
    Commitment.objects.filter(pk=promise.pk).update(is_demonstration=True)
    record(action="commitment.agreed", obj=promise, by=None, now=_at(date(2026, 11, 1)), public=True)
    assert "(bedacht voorbeeld)" in Client().get(CHANGED).content.decode()


@pytest.mark.usefixtures("happened", "on_the_day")
def test_an_account_that_moves_does_not_rewrite_what_was_done(cast: Cast) -> None:
    before = {
        change.by for day in Client().get(f"{CHANGED}?sinds=2026-01-01").context["days"] for change in day.changes
    }
    Account.objects.filter(pk=cast.editor.pk).update(organisation=body("elders"))
    for name in (cast.editor.name, "Een andere naam"):
        Account.objects.filter(pk=cast.editor.pk).update(name=name)
        days = Client().get(f"{CHANGED}?sinds=2026-01-01").context["days"]
        assert ({change.by for day in days for change in day.changes}, before) == ({"Coalitie"}, {"Coalitie"})


@pytest.mark.usefixtures("happened", "on_the_day")
def test_who_had_no_body_is_an_editor_and_brackets_within_a_body_stay(limb: Recommendation, cast: Cast) -> None:
    for organisation in (None, body("proef", "Proef (demonstratie)")):
        cast.editor.organisation = organisation
        record(action="recommendation.checked", obj=limb, by=cast.editor, now=_at(TODAY), public=True)
    days = Client().get(f"{CHANGED}?sinds={TODAY}").context["days"]
    assert [change.by for day in days for change in day.changes] == ["Proef (demonstratie)", "een redacteur"]


@pytest.mark.usefixtures("happened", "on_the_day")
@pytest.mark.parametrize("odd", ["\x01", "\x0b", "\ufffe"])
def test_a_feed_leaves_out_what_xml_does_not_know(odd: str, promise: Commitment, limb: Recommendation) -> None:
    Commitment.objects.filter(pk=promise.pk).update(title=f"Bij{odd}een")
    Recommendation.objects.filter(pk=limb.pk).update(subject=f"Sa{odd}men")
    titles = []
    for address in (f"{FEED}?soort=toezegging", "/aanbevelingen/?vorm=feed"):
        feed = ElementTree.fromstring(Client().get(address).content)
        titles += [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]
    assert titles[0] == "JenV, Bijeen: Toezegging opgenomen"
    assert "42 Samen" in titles
