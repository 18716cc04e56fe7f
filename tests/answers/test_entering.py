"""Promises that were made elsewhere: entered with their source, followed in the words of that source."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import timedelta
from pathlib import Path

import pytest

from tests.answers import keeping
from tests.answers.keeping import LETTER, SOURCE, VERBATIM
from tests.conftest import NOW, TODAY, Cast
from weerklank.accounts.models import Organisation
from weerklank.answers.actions import entering
from weerklank.answers.actions.entering import SourceNews
from weerklank.answers.lifecycle import CommitmentState
from weerklank.answers.models import Answer, Commitment
from weerklank.audit.queries import history_of
from weerklank.moves import Refusal

pytestmark = pytest.mark.django_db
SCHEMA = Path(__file__).resolve().parents[3] / "shared/data/tweede_kamer/tkData-v1-0-toezegging.xsd"


@pytest.fixture
def promise(cast: Cast, ministry: Organisation) -> Commitment:
    return keeping.entered(cast, ministry)


def says(promise: Commitment, cast: Cast, word: str = "", state: str = "", days: int = 0, **more: str) -> None:
    news = SourceNews(on=TODAY - timedelta(days=days), word=word, state=state, **more)
    entering.report_from_source(commitment_id=promise.pk, news=news, by=cast.editor, now=NOW)
    promise.refresh_from_db()


def test_what_was_promised_elsewhere_stands_in_its_own_words_with_its_source(promise: Commitment) -> None:
    assert (promise.state, promise.text, promise.source_url, promise.slug) == (
        "agreed",
        VERBATIM,
        SOURCE,
        "een-brief-over-de-wachttijden",
    )
    assert [event.action for event in history_of(promise)] == ["commitment.entered"]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"source_url": ""}, "zonder bron"),
        ({"text": "kort"}, "letterlijk"),
        ({"kind": "dialogue"}, "uit de dialoog"),
        ({"made_on": TODAY + timedelta(days=1)}, "nog niet geweest"),
        ({"due_on": TODAY - timedelta(days=60)}, "voor de dag van de belofte"),
        ({"external_id": "TZ1"}, "waar dat nummer vandaan komt"),
    ],
)
def test_what_cannot_be_read_back_is_not_entered(
    more: dict[str, object], sentence: str, cast: Cast, ministry: Organisation
) -> None:
    with pytest.raises(Refusal, match=sentence):
        keeping.entered(cast, ministry, **more)
    assert Commitment.objects.count() == 0


def test_one_number_of_a_source_is_entered_once(cast: Cast, ministry: Organisation) -> None:
    keeping.entered(cast, ministry, external_system="tweedekamer", external_id="TZ1")
    with pytest.raises(Refusal, match="Dit nummer staat er al"):
        keeping.entered(cast, ministry, title="Anders", external_system="tweedekamer", external_id="TZ1")


def test_two_promises_with_one_title_have_two_addresses(cast: Cast, ministry: Organisation) -> None:
    titles = ("Nieuw", "Nieuw", "!!!", "!!!")
    assert [keeping.entered(cast, ministry, title=title).slug for title in titles] == [
        "nieuw-2",
        "nieuw-3",
        "toezegging",
        "toezegging-2",
    ]


def test_every_word_of_the_source_stays_as_a_row(promise: Commitment, cast: Cast) -> None:
    says(promise, cast, "Openstaand", days=20)
    says(promise, cast, "Deels Voldaan", "partly", days=10, evidence_url=LETTER)
    says(promise, cast, "Voldaan", "done", evidence_url=LETTER)
    assert [(row.date, row.status_original, row.state, row.said_by) for row in promise.updates.all()] == [
        (TODAY, "Voldaan", "done", "source"),
        (TODAY - timedelta(days=10), "Deels Voldaan", "partly", "source"),
        (TODAY - timedelta(days=20), "Openstaand", "agreed", "source"),
    ]
    assert (promise.status_original, promise.status_original_on, promise.fulfilled_by_url) == ("Voldaan", TODAY, LETTER)


def test_an_older_word_found_later_does_not_become_the_word_of_now(promise: Commitment, cast: Cast) -> None:
    says(promise, cast, "Voldaan", "done", evidence_url=LETTER)
    says(promise, cast, "Openstaand", days=10, evidence_url=LETTER)
    assert (promise.status_original, promise.updates.count()) == ("Voldaan", 2)


def test_every_status_of_the_parliament_fits(promise: Commitment, cast: Cast) -> None:
    if not SCHEMA.exists():
        pytest.skip("the schemas of the parliament are not beside this checkout")
    tree = ET.parse(SCHEMA)
    schema = "{http://www.w3.org/2001/XMLSchema}"
    kind = next(one for one in tree.iter(f"{schema}simpleType") if one.get("name") == "toezeggingstatus")
    words = [one.get("value", "") for one in kind.iter(f"{schema}enumeration")]
    assert words == ["Openstaand", "Voldaan", "Deels Voldaan", "Vervallen"]
    for word in words:
        says(promise, cast, word)
    assert [row.status_original for row in promise.updates.order_by("pk")] == words
    assert promise.state == CommitmentState.AGREED


@pytest.mark.parametrize("state", ["partly", "done"])
def test_fulfilled_needs_a_document(state: str, promise: Commitment, cast: Cast) -> None:
    with pytest.raises(Refusal, match="Gedaan kan alleen met een bewijs"):
        says(promise, cast, "Voldaan", state)
    promise.refresh_from_db()
    assert (promise.state, promise.updates.count()) == ("agreed", 0)


def test_reopening_needs_a_reason_and_leaves_what_was(promise: Commitment, cast: Cast) -> None:
    says(promise, cast, "Voldaan", "done", days=3, evidence_url=LETTER)
    with pytest.raises(Refusal, match="waarom dit weer open staat"):
        says(promise, cast, "Openstaand", "agreed")
    says(promise, cast, "Openstaand", "agreed", text="De Kamer vond de brief niet volledig en vroeg om een nieuwe.")
    assert (promise.state, promise.fulfilled_by_url) == ("agreed", "")
    assert [row.evidence_url for row in promise.updates.all()] == ["", LETTER]


def test_lapsed_is_the_word_of_the_source_and_never_late(promise: Commitment, cast: Cast) -> None:
    with pytest.raises(Refusal, match="zoals de bron het zegt"):
        says(promise, cast, state="lapsed")
    Commitment.objects.filter(pk=promise.pk).update(due_on=TODAY - timedelta(days=5))
    says(promise, cast, "Vervallen", "lapsed")
    assert (promise.state, promise.overdue_on(TODAY), promise.silent_on(TODAY + timedelta(days=400))) == (
        "lapsed",
        0,
        False,
    )


@pytest.mark.parametrize(
    ("news", "sentence"),
    [
        (SourceNews(on=TODAY), "niets nieuws"),
        (SourceNews(on=TODAY + timedelta(days=1), word="Voldaan"), "nog niet geweest"),
        (SourceNews(on=TODAY - timedelta(days=31), word="Voldaan"), "voor de belofte zelf"),
        (SourceNews(on=TODAY, state="confirmed"), "uit de lijst"),
    ],
)
def test_news_that_is_none_is_refused(news: SourceNews, sentence: str, promise: Commitment, cast: Cast) -> None:
    with pytest.raises(Refusal, match=sentence):
        entering.report_from_source(commitment_id=promise.pk, news=news, by=cast.editor, now=NOW)


def test_a_change_says_why_and_what_stood_there(promise: Commitment, cast: Cast, ministry: Organisation) -> None:
    later = keeping.entry(ministry, due_on=TODAY + timedelta(days=40))
    with pytest.raises(Refusal, match="waarom dit verandert"):
        entering.change_promise(commitment_id=promise.pk, entry=later, reason="", by=cast.editor, now=NOW)
    entering.change_promise(
        commitment_id=promise.pk, entry=later, reason="De minister noemde een dag.", by=cast.editor, now=NOW
    )
    event = history_of(promise).first()
    assert event is not None
    assert event.note == "De minister noemde een dag. (uiterlijk: leeg → 30-12-2026)"
    with pytest.raises(Refusal, match="niets veranderd"):
        entering.change_promise(commitment_id=promise.pk, entry=later, reason="Nog een keer.", by=cast.editor, now=NOW)


def test_of_a_promise_to_children_only_the_promiser_speaks(published: Answer, cast: Cast) -> None:
    made = Commitment.objects.get()
    with pytest.raises(Refusal, match="antwoord op kinderen"):
        says(made, cast, "Voldaan", "done", evidence_url=LETTER)


def test_the_promiser_reports_on_what_an_editor_entered(promise: Commitment, cast: Cast) -> None:
    address = f"/werk/toezeggingen/{promise.slug}/"
    client = cast.client("contact")
    assert promise.title in client.get("/werk/toezeggingen/").content.decode()
    told = {"state": "done", "text": "De brief ligt bij de Kamer.", "evidence_url": LETTER}
    assert client.post(address, told).status_code == 302
    promise.refresh_from_db()
    assert (promise.state, promise.fulfilled_by_url) == ("done", LETTER)
    assert cast.client("other_contact").get(address).status_code == 403


def test_a_refused_entry_keeps_what_was_typed(cast: Cast, ministry: Organisation) -> None:
    client = cast.client("editor")
    typed = {"kind": "motion", "title": "Titel die blijft", "text": VERBATIM, "organisation": ministry.pk}
    response = client.post("/werk/toezeggingen/nieuw/", {**typed, "made_on": "2026-11-01", "source_url": ""})
    assert (response.status_code, "Titel die blijft" in response.content.decode()) == (422, True)
    whole = {**typed, "made_on": "2026-11-01", "source_url": SOURCE}
    assert client.post("/werk/toezeggingen/nieuw/", whole).status_code == 302
    assert Commitment.objects.get().kind == "motion"


def test_an_editor_writes_what_the_source_says(promise: Commitment, cast: Cast) -> None:
    client, address = cast.client("editor"), f"/werk/toezeggingen/{promise.slug}/bron/"
    refused = client.post(address, {"on": TODAY.isoformat(), "word": "Voldaan", "state": "done"})
    assert (refused.status_code, "Gedaan kan alleen met een bewijs" in refused.content.decode()) == (422, True)
    assert client.post(address, {"on": TODAY.isoformat(), "word": "Openstaand"}).status_code == 302
    promise.refresh_from_db()
    assert promise.status_original == "Openstaand"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("soort=motion", 1),
        ("tijd=te-laat", 1),
        ("vn=zonder", 2),
        ("vn=met", 0),
        ("q=wachttijden", 1),
        ("wie=ministerie-b", 1),
        ("stand=done", 0),
        ("stand=onzin&soort=onzin&tijd=onzin", 2),
    ],
)
def test_the_list_of_an_editor_is_filtered_and_exported_alike(
    query: str, found: int, promise: Commitment, cast: Cast, other_ministry: Organisation
) -> None:
    late = {"kind": "motion", "title": "Motie over sport", "text": "verzoekt de regering om sportclubs te helpen"}
    keeping.entered(cast, other_ministry, **late, due_on=TODAY - timedelta(days=9))
    client = cast.client("editor")
    page = client.get(f"/werk/toezeggingen/?{query}").content.decode()
    rows = client.get(f"/werk/toezeggingen/?{query}&als=csv").content.decode().strip().splitlines()
    assert (page.count('class="list-title"'), len(rows) - 1) == (found, found)
