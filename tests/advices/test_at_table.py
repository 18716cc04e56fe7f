"""A table on its devices: who gets in, what is kept of what they send, and what it becomes."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from random import Random
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from tests.advices.devices import Device
from tests.concurrently import at_once
from tests.conftest import TODAY, Cast
from weerklank.advices.actions import NOBODY_YOUNG, RecordText, save_record
from weerklank.advices.at_table import actions, operations, pressing
from weerklank.advices.at_table.guessing import GUESSES, WRONG_PINS
from weerklank.advices.at_table.merging import Kind, Operation
from weerklank.advices.lifecycle import AdviceState
from weerklank.advices.models import Advice, ReadBack, TableKey, TableOperation, TableRecord
from weerklank.audit.models import AuditEvent
from weerklank.editions.models import EditionTheme, Seat, ThemeTable
from weerklank.moves import Refusal
from weerklank.participation.models import HelpLine

pytestmark = pytest.mark.django_db
SCREENS = ("mijn", "gezegd", "notities", "advies", "terug", "papier", "klaar")


@pytest.fixture(autouse=True)
def _nobody_guessed() -> Iterator[None]:
    GUESSES.empties()
    yield
    GUESSES.empties()


@pytest.fixture
def made(table: ThemeTable, cast: Cast) -> actions.NewKey:
    """A table whose code holds today."""
    now = timezone.now()
    return actions.make_key(table_id=table.pk, day=timezone.localdate(now), by=cast.organiser, now=now)


def _opens(made: actions.NewKey, who: str = "reisleider") -> Client:
    client = Client()
    answer = client.post("/tafel/", {"code": made.key.code.lower(), "pin": made.pin, "who": who})
    assert (answer.status_code, answer["Location"]) == (302, "/tafel/mijn/")
    return client


@pytest.fixture
def device(made: actions.NewKey) -> Client:
    return _opens(made)


def _send(client: Client, *some: Operation | dict[str, Any]) -> Any:
    body = {"operations": [one if isinstance(one, dict) else operations.as_data(one) for one in some]}
    return client.post(
        "/tafel/stuur/", json.dumps(body), content_type="application/json", headers={"accept": "application/json"}
    )


def _writer(seed: int = 1) -> Device:
    return Device(Random(seed))


def _advice(writer: Device, title: str = "Rust op school") -> str:
    one = writer.puts("advice", fields={"title": title, "text": "Een stille plek."})
    writer.puts("part", advice=one.data["id"], fields={"text": "Elke school heeft een stille kamer."})
    return str(one.data["id"])


# --- who gets in -------------------------------------------------------------------------------------------------


def test_of_a_pin_only_a_hash_is_kept_and_the_log_does_not_know_it(made: actions.NewKey) -> None:
    assert made.pin not in made.key.pin_hash
    assert not AuditEvent.objects.filter(note__contains=made.pin).exists()
    assert re.fullmatch(r"\d{6}", made.pin)


def test_a_wrong_pin_and_an_unknown_code_get_the_same_sentence(made: actions.NewKey, client: Client) -> None:
    answers = [
        client.post("/tafel/", {"code": code, "pin": pin})
        for code, pin in ((made.key.code, str((int(made.pin) + 1) % 10**6)), ("ZZZZZZ", made.pin))
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert [actions.WRONG in unescape(answer.content.decode()) for answer in answers] == [True, True]
    assert "wk_tafel" not in client.cookies


def test_who_guesses_is_stopped_and_a_new_pin_opens_again(made: actions.NewKey, cast: Cast) -> None:
    now = timezone.now()
    for number in range(WRONG_PINS):
        with pytest.raises(Refusal, match="horen niet bij elkaar"):
            actions.open_table(code=made.key.code, pin=f"x{number}", now=now)
    with pytest.raises(Refusal, match="te vaak"):
        actions.open_table(code=made.key.code, pin=made.pin, now=now)
    assert actions.open_table(code=made.key.code, pin=made.pin, now=now + timedelta(minutes=11)) == made.key
    again = actions.make_key(table_id=made.key.table_id, day=made.key.day, by=cast.organiser, now=now)
    assert actions.open_table(code=made.key.code, pin=again.pin, now=now) == again.key


def test_a_code_opens_on_its_own_day(made: actions.NewKey) -> None:
    with pytest.raises(Refusal, match="Vandaag opent zij niets"):
        actions.open_table(code=made.key.code, pin=made.pin, now=timezone.now() + timedelta(days=1))


def test_a_renewed_pin_shuts_out_who_had_the_old_one_and_a_withdrawn_code_everybody(
    device: Client, made: actions.NewKey, cast: Cast
) -> None:
    assert device.get("/tafel/notities/").status_code == 200
    again = actions.make_key(table_id=made.key.table_id, day=made.key.day, by=cast.organiser, now=timezone.now())
    assert device.get("/tafel/notities/")["Location"] == "/tafel/"
    assert _send(device).status_code == 401
    other = _opens(again)
    actions.withdraw_key(table_id=made.key.table_id, by=cast.organiser, now=timezone.now())
    assert other.get("/tafel/notities/")["Location"] == "/tafel/"


def test_a_device_writes_at_its_own_table_only(
    device: Client, made: actions.NewKey, edition_theme: EditionTheme
) -> None:
    other = ThemeTable.objects.create(edition_theme=edition_theme, number=2)
    seat = Seat.objects.create(table=other, kind="child", alias="Kind van elders")
    writer = _writer()
    key = _advice(writer)
    start = writer.writes(Kind.START, advice=key, covers=[one.id for one in writer.made], starts=[], after=[])
    writer.writes(Kind.SAY, advice=key, start=start.id, seat=seat.pk, agrees=True, dissent="", heard=[], seen=[])
    _send(device, *writer.made)
    assert set(TableOperation.objects.values_list("table", flat=True)) == {made.key.table_id}
    assert "Deze plaats staat niet aan deze tafel." in unescape(device.get("/tafel/terug/").content.decode())
    assert "Kind van elders" not in device.get("/tafel/mijn/").content.decode()


def test_a_forged_cookie_is_no_cookie(made: actions.NewKey, client: Client) -> None:
    client.cookies["wk_tafel"] = f"[{made.key.pk}, 1, 'x', '']:vals"
    assert [client.get(f"/tafel/{screen}/")["Location"] for screen in SCREENS] == ["/tafel/"] * len(SCREENS)


# --- what is kept ------------------------------------------------------------------------------------------------


def test_what_is_sent_twice_is_there_once(device: Client, made: actions.NewKey) -> None:
    writer = _writer()
    writer.puts("note", fields={"text": "De gratis bibliotheek", "voice": "child", "section": "proud"})
    answers = [_send(device, *writer.made).json()["taken"] for _ in range(2)]
    assert [[one["outcome"] for one in taken] for taken in answers] == [["taken"], ["known"]]
    assert TableOperation.objects.count() == 1


@pytest.mark.usefixtures("committed")
def test_two_devices_that_send_at_once_lose_nothing_and_double_nothing(made: actions.NewKey) -> None:
    one, other = _writer(1), _writer(2)
    for number in range(4):
        for writer in (one, other):
            writer.puts("note", fields={"text": f"notitie {number}", "voice": "adult", "section": "chances"})
    both = [*one.made, *other.made]
    now = timezone.now()
    said = at_once(
        lambda: actions.take(key=made.key, operations=both, now=now),
        lambda: actions.take(key=made.key, operations=list(reversed(both)), now=now),
    )
    assert sorted(len(answer) for answer in said) == [8, 8]
    assert set(TableOperation.objects.values_list("key", flat=True)) == {uuid.UUID(one.id) for one in both}


def test_one_broken_operation_holds_up_no_other(device: Client) -> None:
    writer = _writer()
    good = writer.puts("note", fields={"text": "Goed", "voice": "child", "section": "proud"})
    broken: list[dict[str, Any]] = [
        operations.as_data(good) | {"id": str(uuid.uuid4())} | change
        for change in (
            {"clock": -1}, {"clock": 2**60}, {"kind": "delete"}, {"device": "x"}, {"who": "x" * 41}, {"data": []},
            {"data": {"object": "note", "id": str(uuid.uuid4()), "fields": {"text": "x" * 10_001}}},
            {"data": {"object": "note", "id": str(uuid.uuid4()), "fields": {"name": "Achternaam"}}},
            {"data": {"object": "advice", "id": str(uuid.uuid4()), "fields": {"source:99999999999999": True}}},
        )
    ]  # fmt: skip
    answer = _send(device, *broken, good, {"no": "id"}).json()
    assert answer["unreadable"] == [one["id"] for one in broken] + [None]
    assert answer["taken"] == [{"id": good.id, "outcome": "taken"}]
    for body in ("[]", "{}", '{"operations": 3}', "x"):
        assert device.post("/tafel/stuur/", body, content_type="application/json").status_code == 400


def test_a_device_found_a_week_later_still_sends_and_then_no_more(made: actions.NewKey) -> None:
    note = _writer().puts("note", fields={"text": "Laat", "voice": "child", "section": "proud"})
    late = timezone.now() + timedelta(days=7)
    assert actions.take(key=made.key, operations=[note], now=late) == [(note.id, actions.Outcome.TAKEN)]
    with pytest.raises(Refusal, match="nieuwe PIN"):
        actions.take(key=made.key, operations=[note], now=late + timedelta(days=1))


def test_after_the_day_a_device_sends_and_leaves_and_reads_nothing_more(device: Client, made: actions.NewKey) -> None:
    _send(device, _writer(1).puts("note", fields={"text": "Op de dag", "voice": "child", "section": "proud"}))
    TableKey.objects.update(day=made.key.day - timedelta(days=1))
    assert [device.get(f"/tafel/{screen}/").get("Location") for screen in SCREENS] == ["/tafel/klaar/"] * 6 + [None]
    late = _writer(2).puts("note", fields={"text": "Gevonden", "voice": "child", "section": "proud"})
    assert _send(device, late).json()["taken"] == [{"id": late.id, "outcome": "taken"}]
    stand = device.get("/tafel/stand/").json()
    assert (stand["is_over"], stand["operations"], stand["seats"]) == (True, [], [])


def test_a_device_reads_only_what_it_does_not_have(device: Client) -> None:
    writer = _writer()
    writer.puts("note", fields={"text": "Eerst", "voice": "child", "section": "proud"})
    _send(device, *writer.made)
    first = device.get("/tafel/stand/").json()
    again = device.get(f"/tafel/stand/?na={first['last']}").json()
    assert [one["id"] for one in first["operations"]] == [writer.made[0].id]
    assert (again["operations"], again["last"]) == ([], first["last"])
    assert [seat["alias"] for seat in first["seats"]][:2] == ["Kind 1", "Kind 2"]


def test_a_row_that_was_kept_is_never_changed(device: Client) -> None:
    _send(device, _writer().puts("note", fields={"text": "Zo was het", "voice": "child", "section": "proud"}))
    with pytest.raises(DatabaseError), transaction.atomic():
        TableOperation.objects.update(who="iemand anders")


# --- what it becomes ---------------------------------------------------------------------------------------------


def test_notes_become_the_record_with_who_said_it(device: Client, table: ThemeTable) -> None:
    writer = _writer()
    writer.puts("note", fields={"text": "De gratis bibliotheek", "voice": "child", "section": "proud"})
    crossed = writer.puts("note", fields={"text": "Een vergissing", "voice": "adult", "section": "proud"})
    writer.puts("note", crossed.data["id"], fields={"struck": True})
    held = _send(device, *writer.made).json()["held_back"]
    assert held == ["Verslag: Schrijf eerst op wat de volwassenen verwachten dat kinderen zeggen. Daarna komt de rest."]
    assert not TableRecord.objects.exists()
    writer.puts("record", fields={"adult_expected_before": "Ze willen een zwembad."})
    assert _send(device, writer.made[-1]).json()["held_back"] == []
    record = TableRecord.objects.get(table=table)
    assert (record.adult_expected_before, record.proud) == ("Ze willen een zwembad.", "Kind: De gratis bibliotheek")
    assert (
        AuditEvent.objects.filter(action="record.saved").values_list("actor", flat=True)[0]
        == f"{table} (met tafelcode)"
    )


def test_words_that_somebody_changed_in_the_workspace_are_not_overwritten(
    device: Client, table: ThemeTable, cast: Cast
) -> None:
    writer = _writer()
    writer.puts("record", fields={"adult_expected_before": "Een zwembad."})
    writer.puts("note", fields={"text": "Bibliotheek", "voice": "child", "section": "proud"})
    _send(device, *writer.made)
    mine = RecordText(proud="Anders verwoord")
    save_record(table_id=table.pk, text=mine, by=cast.facilitator, now=timezone.now())
    writer.puts("note", fields={"text": "En de sporthal", "voice": "child", "section": "proud"})
    held = _send(device, writer.made[-1]).json()["held_back"]
    assert TableRecord.objects.get().proud == "Anders verwoord"
    assert [sentence.partition(":")[0] for sentence in held] == ["Verslag, trots"]


def test_an_advice_is_read_back_by_the_young_first_and_stands_in_the_workspace(
    device: Client, table: ThemeTable
) -> None:
    young = [seat.pk for seat in table.seats.all() if seat.is_young]
    adult = next(seat.pk for seat in table.seats.all() if not seat.is_young)
    writer = _writer()
    key = _advice(writer)
    covers = [one.id for one in writer.made]
    start = writer.writes(Kind.START, advice=key, covers=covers, starts=[], after=[])

    def says(seat: int, heard: list[str], *, agrees: bool = True, dissent: str = "") -> Operation:
        return writer.writes(
            Kind.SAY, advice=key, start=start.id, seat=seat, agrees=agrees, dissent=dissent, heard=heard, seen=[]
        )

    too_soon = says(adult, [])
    heard = [says(young[0], [], agrees=False, dissent="Ook een bank").id, *(says(seat, []).id for seat in young[1:])]
    says(adult, heard)
    late = writer.puts("advice", key, fields={"title": "Een volwassene weet het beter"})
    _send(device, *writer.made)
    advice = Advice.objects.get()
    assert (advice.title, advice.state) == ("Rust op school", AdviceState.READ_BACK)
    assert [part.text for part in advice.parts.all()] == ["Elke school heeft een stille kamer."]
    assert list(ReadBack.objects.order_by("id").values_list("seat", "agrees", "dissent")) == [
        (young[0], False, "Ook een bank"), *((seat, True, "") for seat in young[1:]), (adult, True, ""),
    ]  # fmt: skip
    page = unescape(device.get("/tafel/terug/").content.decode())
    assert "Een volwassene weet het beter" in page
    assert {late.id, too_soon.id} <= {one["id"] for one in device.get("/tafel/stand/").json()["operations"]}


def test_two_titles_stay_two_until_the_workspace_chooses(device: Client, table: ThemeTable, cast: Cast) -> None:
    one, other = _writer(1), _writer(2)
    key = _advice(one)
    one.meets(other)
    seen = {"title": [one.made[0].id]}
    one.puts("advice", key, seen=seen, fields={"title": "Stilte"})
    other.puts("advice", key, seen=seen, fields={"title": "Rust"})
    _send(device, *one.made)
    _send(device, *other.made)
    client, address = cast.client("facilitator"), f"/werk/tafels/{table.pk}/sessie/"
    page = client.get(address).content.decode()
    assert "‘Stilte’" in page and "‘Rust’" in page
    assert client.post(f"{address}kies/", {"version": other.made[-1].id}).status_code == 302
    assert Advice.objects.get().title == "Rust"
    assert "Twee versies" not in client.get(address).content.decode()


def test_the_workspace_lists_searches_and_exports_what_was_written(
    device: Client, table: ThemeTable, cast: Cast
) -> None:
    writer = _writer()
    writer.puts("note", fields={"text": "=1+1 bibliotheek", "voice": "child", "section": "proud"})
    _send(device, *writer.made)
    client, address = cast.client("organiser"), f"/werk/tafels/{table.pk}/sessie/"
    assert "bibliotheek" in client.get(f"{address}?q=BIBLIO").content.decode()
    assert "Niets gevonden" in client.get(f"{address}?stand=niet").content.decode()
    assert client.get(f"{address}?csv").content.decode("utf-8-sig").splitlines()[1].startswith("Notitie,'=1+1")


# --- without a script --------------------------------------------------------------------------------------------


def _hidden(page: str, doe: str, *more: str) -> dict[str, str]:
    """The hidden fields of the first form that does this."""
    for form in re.findall(r"<form.*?</form>", page, re.S):
        fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form))
        if fields.get("doe") == doe and all(word in form for word in more):
            return {name: unescape(value) for name, value in fields.items()}
    raise AssertionError(f"no form that does {doe} {more}")


def test_every_screen_works_with_forms_alone(device: Client, table: ThemeTable) -> None:
    def press(screen: str, doe: str, *more: str, **typed: str) -> str:
        page = device.get(f"/tafel/{screen}/").content.decode()
        post = _hidden(page, doe, *more) | {name.replace("__", "."): value for name, value in typed.items()}
        answers = [device.post("/tafel/doe/", post, follow=True) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 200]
        return unescape(answers[0].content.decode())

    press("gezegd", "put", "adult_expected", f__adult_expected_before="Een zwembad.")
    assert "Bibliotheek" in press(
        "notities", "put", "Zet erbij", f__text="Bibliotheek", f__voice="child", f__section="proud"
    )
    press("notities", "count", 'value="adult"')
    press("advies", "put", "Begin een advies", f__title="Rust")
    press("advies", "put", "Bewaar het advies", f__title="Rust", f__text="Een stille plek.", f__why="", f__done_when="")
    press("advies", "put", "Nieuw onderdeel", f__text="Een kamer.")
    press("terug", "start")
    for seat in table.seats.all():
        press("terug", "say", f'name="seat" value="{seat.pk}"', agrees="1")
    press("terug", "put", "changed_after", f__changed_after="Geld is schaamte.")
    record, advice = TableRecord.objects.get(), Advice.objects.get()
    assert (record.proud, record.changed_after) == ("Kind: Bibliotheek", "Geld is schaamte.")
    assert (advice.title, advice.read_backs.filter(agrees=True).count()) == ("Rust", 5)
    assert TableOperation.objects.values("key").distinct().count() == TableOperation.objects.count() == 13


def test_an_empty_press_keeps_what_was_chosen_and_says_so(device: Client) -> None:
    post = _hidden(device.get("/tafel/notities/").content.decode(), "put", "Zet erbij")
    answer = device.post("/tafel/doe/", post | {"f.text": " ", "f.voice": "young_person", "f.section": "tensions"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="tensions" required checked' in page and 'value="young_person" required checked' in page


def test_nothing_is_chosen_for_who_said_a_note_and_one_without_is_not_kept(device: Client) -> None:
    page = device.get("/tafel/notities/").content.decode()
    assert page.count('type="radio"') == 6 and " checked" not in page
    assert "Wringt: wat botst, of niet eerlijk voelt." in page
    post = _hidden(page, "put", "Zet erbij") | {"f.text": "Een volwassene zei iets"}
    for chosen in ({}, {"f.voice": "adult"}, {"f.section": "proud"}):
        answer = device.post("/tafel/doe/", post | chosen)
        assert (answer.status_code, pressing.NOT_CHOSEN in unescape(answer.content.decode())) == (422, True)
    assert not TableOperation.objects.exists()


@pytest.mark.parametrize(
    ("words", "kind"), [("Bel haar op 06-12345678", "telefoonnummer"), ("mail sanne@voorbeeld.nl", "e-mailadres")]
)
def test_a_note_by_which_somebody_can_be_found_is_asked_about_and_kept_when_sent_again(
    device: Client, words: str, kind: str
) -> None:
    chosen = {"f.text": words, "f.voice": "child", "f.section": "proud"}
    first = device.post(
        "/tafel/doe/", _hidden(device.get("/tafel/notities/").content.decode(), "put", "Zet erbij") | chosen
    )
    page = first.content.decode()
    assert (first.status_code, f"Let op: hierin staat misschien een {kind}." in page) == (422, True)
    assert not TableOperation.objects.exists()
    assert device.post("/tafel/doe/", _hidden(page, "put", "Zet erbij") | chosen).status_code == 302
    assert TableOperation.objects.get().data["fields"]["text"] == words


def test_the_number_for_direct_danger_comes_from_the_help_lines(device: Client) -> None:
    assert 'bel <a href="tel:112">112</a>' in device.get("/tafel/mijn/").content.decode()
    HelpLine.objects.create(
        slug="112", name="112", for_whom="Nu", phone="911", source_url="https://voorbeeld.example", checked_on=TODAY
    )
    assert 'bel <a href="tel:911">911</a>' in device.get("/tafel/mijn/").content.decode()


def test_what_was_not_taken_over_says_whose_device_and_which_words(device: Client, table: ThemeTable) -> None:
    writer = _writer()
    first = writer.puts("record", fields={"adult_expected_before": "Een zwembad."})
    second = {"adult_expected_before": [first.id]}
    writer.puts("record", seen=second, fields={"adult_expected_before": "Toch een sporthal."})
    key = _advice(writer)
    start = writer.writes(Kind.START, advice=key, covers=list(writer.state.advices[0].covers), starts=[], after=[])
    adult = table.seats.get(alias="Ambtenaar 1")
    writer.writes(Kind.SAY, advice=key, start=start.id, seat=adult.pk, agrees=True, dissent="", heard=[], seen=[])
    _send(device, *writer.made)
    page = unescape(device.get("/tafel/terug/").content.decode()).partition("<h2>Niet overgenomen</h2>")[2]
    titles = re.findall(r'<p class="list-title">(.*?)</p>', page)
    assert titles == [
        "Verslag: ‘Toch een sporthal.’", "Teruglezen van ‘Rust op school’: Ambtenaar 1 zei: dit bedoelden we.",
    ]  # fmt: skip
    assert page.count(f"Geschreven op een ander apparaat door {writer.id[:4]}.") == 2


def test_of_two_expectations_the_record_keeps_the_first_and_says_whose_words_are_not_in_it(device: Client) -> None:
    one, other = _writer(1), _writer(2)
    one.puts("record", fields={"adult_expected_before": "Een zwembad."})
    other.puts("record", fields={"adult_expected_before": "Een sporthal."})
    other.puts("note", fields={"text": "De bibliotheek", "voice": "child", "section": "proud"})
    _send(device, *one.made)
    held = _send(device, *other.made).json()["held_back"]
    record = TableRecord.objects.get()
    assert (record.adult_expected_before, record.proud) == ("Een zwembad.", "Kind: De bibliotheek")
    assert held == [
        f"Verslag, wat volwassenen verwachtten: ‘Een sporthal.’ (geschreven door {other.id[:4]}) staat niet in het "
        "verslag. Daar stond al: ‘Een zwembad.’. Wat volwassenen vooraf verwachtten, blijft staan zoals het was."
    ]


def test_a_table_without_children_says_so_and_nobody_begins_the_read_back(device: Client, table: ThemeTable) -> None:
    writer = _writer()
    _advice(writer)
    _send(device, *writer.made)
    table.seats.filter(kind="child").delete()
    assert "Aan deze tafel zitten geen kinderen. De jongeren zeggen" in device.get("/tafel/terug/").content.decode()
    table.seats.filter(kind="young_person").delete()
    page = device.get("/tafel/terug/").content.decode()
    assert NOBODY_YOUNG in page and 'data-press hidden data-slot="start"' in page


def test_leaving_takes_the_cookie_away(device: Client) -> None:
    assert device.post("/tafel/klaar/")["Location"] == "/tafel/"
    assert device.get("/tafel/mijn/")["Location"] == "/tafel/"


def test_the_organiser_makes_prints_renews_and_withdraws(table: ThemeTable, cast: Cast) -> None:
    client, address = cast.client("organiser"), f"/werk/tafels/codes/{table.edition.slug}/"
    today = timezone.localdate().isoformat()
    sheet = client.post(f"{address}maken/", {"day": today}).content.decode()
    key = TableKey.objects.get()
    assert re.search(r'translate="no">\d{6}<', sheet) and key.code in sheet and "<svg" in sheet
    assert client.post(f"{address}maken/", {"day": today})["Location"] == address
    assert client.post(f"{address}maken/", {"day": "2020-01-01"}).status_code == 422
    assert client.post(f"{address}vertrouwenspersoon/", {"name": "Noor", "where": "In de hal."}).status_code == 302
    assert client.post(f"/werk/tafels/{table.pk}/code/").status_code == 200
    assert key.code in client.get(f"{address}?csv").content.decode("utf-8-sig")
    assert client.post(f"/werk/tafels/{table.pk}/code/intrekken/")["Location"] == address
    assert not TableKey.objects.exists()
