"""What a device may not do: to another table, to the platform, to a table for good, after the day, and to a PIN."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.advices.devices import Device
from tests.conftest import Cast
from weerklank.advices.at_table import actions, laying, operations
from weerklank.advices.at_table.guessing import GUESSES, WRONG_PINS, Guesses
from weerklank.advices.at_table.lateness import NOBODY_SAYS, READ_ON_THE_DAY, STOOD, WAITS
from weerklank.advices.at_table.merging import MOST_STARTS, TOO_OFTEN_READ, Kind, Operation, merge
from weerklank.advices.lifecycle import AdviceState
from weerklank.advices.models import Advice, LaidAdvice, ReadBack, TableOperation, TableRecord, TableSession
from weerklank.editions.models import EditionTheme, Seat, ThemeTable
from weerklank.moves import Refusal

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _nobody_guessed() -> Iterator[None]:
    GUESSES.empties()
    yield
    GUESSES.empties()


def _key(table: ThemeTable, cast: Cast) -> actions.NewKey:
    now = timezone.now()
    return actions.make_key(table_id=table.pk, day=timezone.localdate(now), by=cast.organiser, now=now)


@pytest.fixture
def made(table: ThemeTable, cast: Cast) -> actions.NewKey:
    return _key(table, cast)


@pytest.fixture
def device(made: actions.NewKey) -> Client:
    client = Client()
    client.post("/tafel/", {"code": made.key.code, "pin": made.pin, "who": "reisleider"})
    return client


def _send(client: Client, *some: dict[str, Any]) -> Any:
    body = json.dumps({"operations": some})
    return client.post("/tafel/stuur/", body, content_type="application/json", headers={"accept": "application/json"})


def _take(made: actions.NewKey, *some: Operation, after: timedelta = timedelta(), sender: str = "") -> None:
    actions.take(key=made.key, operations=some, now=timezone.now() + after, sender=sender)


def _advice(writer: Device, title: str = "Rust op school") -> str:
    one = writer.puts("advice", fields={"title": title, "text": "Een stille plek."})
    writer.puts("part", advice=one.data["id"], fields={"text": "Elke school heeft een stille kamer."})
    return str(one.data["id"])


def _note(text: str, clock: int = 1, **more: Any) -> dict[str, Any]:
    fields = {"text": text, "voice": "child", "section": "proud"}
    put = {"object": "note", "id": str(uuid.uuid4()), "fields": fields, "seen": {}, "after": []}
    own = {"id": str(uuid.uuid4()), "device": str(uuid.uuid4()), "clock": clock, "kind": "put", "who": "", "data": put}
    return own | more


# --- another table ------------------------------------------------------------------------------------------------


def test_a_table_with_the_key_of_an_advice_of_another_table_changes_and_discards_nothing(
    made: actions.NewKey, edition_theme: EditionTheme, cast: Cast
) -> None:
    other = ThemeTable.objects.create(edition_theme=edition_theme, number=2)
    here, there = Device(Random(1)), Device(Random(2))
    key = _advice(here)
    _take(made, *here.made)
    there.puts("advice", key, fields={"title": "Gekaapt", "text": "Iets anders"})
    there.puts("part", advice=key, fields={"text": "Een ander deel"})
    there.puts("advice", key, fields={"struck": True})
    for sent in (there.made[:2], there.made):
        _take(_key(other, cast), *sent)
        assert TableSession.objects.get(table=other).held_back == [f"Gekaapt: {laying.ELSEWHERE}"]
    assert list(Advice.objects.values_list("title", "state", "table")) == [
        ("Rust op school", AdviceState.DRAFT, made.key.table_id)
    ]


def test_who_sends_the_key_of_another_table_first_does_not_take_its_place(
    made: actions.NewKey, edition_theme: EditionTheme, cast: Cast
) -> None:
    """The first table has its title in, but not yet a part; the other copies the key and is whole earlier."""
    other = ThemeTable.objects.create(edition_theme=edition_theme, number=2)
    here, there = Device(Random(1)), Device(Random(2))
    key = _advice(here)
    _take(made, here.made[0])
    there.puts("advice", key, fields={"title": "Gekaapt", "text": "Iets anders"})
    there.puts("part", advice=key, fields={"text": "Een ander deel"})
    _take(_key(other, cast), *there.made)
    _take(made, here.made[1])
    assert Advice.objects.get(table=made.key.table).title == "Rust op school"
    assert LaidAdvice.objects.filter(key=key).count() == 2


# --- a row that breaks a table ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_note("half \ud800 teken"), operations.BROKEN_SIGNS),
        (_note("goed", who="\udfff"), operations.BROKEN_SIGNS),
        (_note("goed", clock=2**53 - 1), operations.TOO_FAR),
        (_note("goed", clock=operations.FURTHEST_AHEAD + 2), operations.TOO_FAR),
        (_note("x" * 10_001), operations.TOO_LONG),
        (_note("goed", kind="delete"), operations.NOT_OURS),
        *(
            (_note("", data={"object": "advice", "id": str(uuid.uuid4()), "fields": {name: True}}), operations.NO_GROUP)
            for name in ("source:" + "0" * 11 + "9" * 30, "source:007", "source:99999999999", "source:٣")
        ),
        (
            _note("", data={"object": "advice", "id": str(uuid.uuid4()),
                            "fields": {f"source:{one}": True for one in range(1, 300)}}),
            operations.TOO_MUCH,
        ),
    ],
)  # fmt: skip
def test_what_nobody_can_keep_is_refused_with_a_sentence_and_the_table_goes_on(
    device: Client, change: dict[str, Any], sentence: str
) -> None:
    good = _note("Goed")
    answer = _send(device, change, good)
    assert answer.json()["refused"] == [{"id": change["id"], "sentence": sentence}]
    assert answer.json()["unreadable"] == [change["id"]]
    assert answer.json()["taken"] == [{"id": good["id"], "outcome": "taken"}]
    assert [device.get(f"/tafel/{screen}/").status_code for screen in ("notities", "advies", "terug")] == [200] * 3


def test_a_clock_goes_on_from_the_highest_known_and_a_press_is_taken(device: Client) -> None:
    _send(device, _note("ver", clock=operations.FURTHEST_AHEAD), _note("verder", clock=operations.FURTHEST_AHEAD * 2))
    assert sorted(TableOperation.objects.values_list("clock", flat=True)) == [5_000, 10_000]
    press = {"screen": "mijn", "key": str(uuid.uuid4()), "doe": "count", "voice": "adult"}
    assert device.post("/tafel/doe/", press).status_code == 302
    assert TableOperation.objects.get(key=press["key"]).clock == 10_001


def test_a_broken_row_that_is_kept_already_is_passed_over_and_said(
    device: Client, made: actions.NewKey, cast: Cast
) -> None:
    table = made.key.table
    row = _note("Oud", clock=2**53 - 1)
    kept = {name: row[name] for name in ("device", "clock", "kind", "data")}
    TableOperation.objects.create(key=row["id"], table=table, **kept)
    if connection.vendor == "sqlite":
        # a database that keeps half a sign; the other refuses it itself
        TableOperation.objects.create(
            key=uuid.uuid4(), table=table, **kept | {"clock": 1, "data": _note("\ud800")["data"]}
        )
    good = _note("Goed")
    record = {"object": "record", "fields": {"adult_expected_before": "Een zwembad."}, "seen": {}, "after": []}
    answer = _send(device, good, _note("", data=record))
    assert (answer.status_code, answer.json()["held_back"]) == (200, [laying.BROKEN])
    assert TableRecord.objects.get(table=table).proud == "Kind: Goed"
    assert len(device.get("/tafel/stand/").json()["operations"]) == 2
    assert device.get("/tafel/notities/").status_code == 200
    page = unescape(cast.client("facilitator").get(f"/werk/tafels/{table.pk}/sessie/").content.decode())
    assert "Niet te lezen" in page and laying.BROKEN in page


def test_a_place_of_many_digits_is_an_old_page(device: Client) -> None:
    press = {"screen": "terug", "key": str(uuid.uuid4()), "doe": "say", "advice": str(uuid.uuid4()),
             "start": str(uuid.uuid4()), "seat": "0" * 5_000, "agrees": "1"}  # fmt: skip
    assert device.post("/tafel/doe/", press).status_code == 422


# --- after the day ------------------------------------------------------------------------------------------------


def _whole_reading(writer: Device, key: str, table: ThemeTable) -> None:
    covers = [one.id for one in writer.known.values() if one.advice == key]
    start = writer.writes(Kind.START, advice=key, covers=covers, starts=[], after=[])
    heard: list[str] = []
    for seat in sorted(Seat.objects.filter(table=table), key=lambda seat: not seat.is_young):
        said = writer.writes(
            Kind.SAY, advice=key, start=start.id, seat=seat.pk, agrees=True, dissent="", heard=list(heard), seen=[]
        )
        heard.append(said.id)


def test_the_evening_of_the_day_itself_everything_that_was_done_without_a_connection_counts(
    made: actions.NewKey, table: ThemeTable
) -> None:
    writer = Device(Random(1))
    _whole_reading(writer, _advice(writer), table)
    _take(made, *writer.made)
    assert Advice.objects.get().state == AdviceState.READ_BACK
    assert ReadBack.objects.count() == table.seats.count()


def test_after_the_day_a_device_rewrites_no_advice_and_says_yes_for_nobody(
    made: actions.NewKey, table: ThemeTable
) -> None:
    writer = Device(Random(1))
    key = _advice(writer)
    _take(made, *writer.made)
    first, count = writer.made[0], len(writer.made)
    writer.puts("advice", key, seen={"text": [first.id]}, fields={"text": "Wat een ambtenaar wil"})
    _whole_reading(writer, key, table)
    _take(made, *writer.made[count:], after=DAY)
    advice = Advice.objects.get()
    assert (advice.text, advice.state, ReadBack.objects.count()) == ("Een stille plek.", AdviceState.DRAFT, 0)
    assert TableSession.objects.get().held_back == [f"Rust op school: {WAITS}", NOBODY_SAYS]
    # what was written is kept all the same
    assert TableOperation.objects.filter(late=True).count() == len(writer.made) - count


def test_an_advice_that_was_being_read_on_the_day_stays_as_it_was_read_whoever_sends_later(
    made: actions.NewKey, table: ThemeTable, cast: Cast
) -> None:
    writer = Device(Random(1))
    key = _advice(writer)
    _whole_reading(writer, key, table)
    _take(made, *writer.made)
    count, starts = len(writer.made), [one.id for one in writer.made if one.kind == Kind.START]
    opened = writer.writes(Kind.REOPEN, advice=key, asked_by="child", starts=starts)
    writer.puts("advice", key, fields={"text": "Wat een ambtenaar wil"}, after=[opened.id])
    writer.puts("advice", key, fields={"struck": True}, after=[opened.id])
    _take(made, *writer.made[count:], after=DAY)
    advice = Advice.objects.get()
    assert (advice.text, advice.state) == ("Een stille plek.", AdviceState.READ_BACK)
    assert ReadBack.objects.count() == table.seats.count()
    assert TableSession.objects.get().held_back == [READ_ON_THE_DAY, NOBODY_SAYS]
    with pytest.raises(Refusal, match="al beslist"):
        actions.let_in(table_id=table.pk, advice=key, up_to=10**9, by=cast.facilitator, now=timezone.now())


def test_after_the_day_notes_come_beside_those_of_the_day_and_replace_none(made: actions.NewKey) -> None:
    writer = Device(Random(1))
    writer.puts("record", fields={"adult_expected_before": "Een zwembad."})
    stood = writer.puts("note", fields={"text": "Van de dag", "voice": "child", "section": "proud"})
    _take(made, *writer.made)
    writer.puts("note", fields={"text": "Gevonden", "voice": "child", "section": "proud"})
    seen = {"text": [stood.id]}
    writer.puts("note", stood.data["id"], seen=seen, fields={"text": "Wat een ambtenaar wil", "struck": True})
    writer.puts("record", fields={"changed_after": "Veel."})
    _take(made, *writer.made[2:], after=DAY)
    record = TableRecord.objects.get()
    assert (record.proud, record.changed_after) == ("Kind: Van de dag\nKind: Gevonden", "Veel.")
    assert TableSession.objects.get().held_back == [STOOD]


def test_whoever_guides_the_table_reads_what_came_in_late_and_lets_in_what_stood_on_the_page(
    made: actions.NewKey, table: ThemeTable, cast: Cast
) -> None:
    writer = Device(Random(1))
    key = _advice(writer, "Van een gevonden tablet")
    _take(made, *writer.made, after=DAY)
    assert not Advice.objects.exists()
    client, address = cast.client("facilitator"), f"/werk/tafels/{table.pk}/sessie/"
    page = unescape(client.get(address).content.decode())
    assert "Verstuurd na de dag" in page and "Elke school heeft een stille kamer." in page
    up_to = TableOperation.objects.latest("pk").pk
    later = writer.puts("part", advice=key, fields={"text": "Daarna bedacht."})
    _take(made, later, after=DAY)
    assert client.post(f"{address}laat/", {"advies": key, "tot": str(up_to)}).status_code == 302
    advice = Advice.objects.get()
    assert (advice.title, advice.state) == ("Van een gevonden tablet", AdviceState.DRAFT)
    assert [part.text for part in advice.parts.all()] == ["Elke school heeft een stille kamer."]
    assert TableSession.objects.get().held_back == [f"Van een gevonden tablet: {WAITS}"]
    assert client.post(f"{address}laat/", {"advies": "x", "tot": "9" * 5_000}).status_code == 302


def test_a_device_that_comes_back_gets_nothing_of_what_waits(device: Client, made: actions.NewKey) -> None:
    writer = Device(Random(1))
    _advice(writer)
    note = writer.puts("note", fields={"text": "Gevonden", "voice": "child", "section": "proud"})
    _take(made, *writer.made, after=DAY)
    assert [one["id"] for one in device.get("/tafel/stand/").json()["operations"]] == [note.id]


# --- so much that others wait -------------------------------------------------------------------------------------


class _Weighed(str):
    """Words that count how often they are laid beside others."""

    times = 0
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        type(self).times += 1
        return str.__eq__(self, other)


def test_many_versions_of_one_text_are_each_looked_at_a_few_times() -> None:
    def weighed(number: int) -> int:
        note = {"object": "note", "id": "n", "seen": {}}
        some = [
            Operation(f"{at}", "d", at, Kind.PUT, note | {"fields": {"text": _Weighed(f"versie {at}")}})
            for at in range(number)
        ]
        _Weighed.times = 0
        state = merge(some, seats=(), young=())
        assert len(state.notes[0].fields["text"]) == number
        return _Weighed.times

    assert [weighed(number) <= 2 * number for number in (100, 400)] == [True, True]


def test_an_advice_begins_to_be_read_a_bounded_number_of_times() -> None:
    writer = Device(Random(1))
    key = _advice(writer)
    covers = [one.id for one in writer.made]
    for _ in range(MOST_STARTS + 1):
        writer.writes(Kind.START, advice=key, covers=covers, starts=[], after=[])
    assert writer.state.refused == {writer.made[-1].id: TOO_OFTEN_READ}


def test_one_device_does_not_fill_a_table(made: actions.NewKey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_OF_A_DEVICE", 3)
    writer = Device(Random(1))
    for _ in range(4):
        writer.puts("note", fields={"text": "Nog een", "voice": "child", "section": "proud"})
    _take(made, *writer.made[:3], sender="a")
    # what is sent again counts once
    _take(made, *writer.made[:3], sender="a")
    with pytest.raises(Refusal, match="kwamen al 3 aantekeningen"):
        _take(made, writer.made[3], sender="a")
    _take(made, writer.made[3], sender="b")
    assert TableSession.objects.get().sent == {"a": 3, "b": 1}


def test_a_table_lays_no_more_advices_than_it_can_read_aloud(
    made: actions.NewKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(laying, "MOST_ADVICES", 2)
    writer = Device(Random(1))
    for number in range(3):
        _advice(writer, f"Advies {number}")
    for _ in range(2):
        _take(made, *writer.made)
        assert list(Advice.objects.values_list("title", flat=True)) == ["Advies 0", "Advies 1"]
        assert TableSession.objects.get().held_back == [laying.TOO_MANY]


def test_what_comes_in_while_another_is_merged_is_laid_too(
    made: actions.NewKey, table: ThemeTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, other = Device(Random(1)), Device(Random(2))
    _advice(writer)
    _advice(other, "Tussendoor")
    merged = laying.state_of
    waiting = [other.made]

    def meanwhile(one: ThemeTable) -> Any:
        state = merged(one)
        if waiting:
            actions.keep(table_id=table.pk, operations=waiting.pop())
        return state

    monkeypatch.setattr(laying, "state_of", meanwhile)
    _take(made, *writer.made)
    assert sorted(Advice.objects.values_list("title", flat=True)) == ["Rust op school", "Tussendoor"]


# --- a PIN --------------------------------------------------------------------------------------------------------


def test_of_sixty_tries_at_once_twenty_are_weighed() -> None:
    guesses, now, gate = Guesses(), timezone.now(), threading.Barrier(60)
    allowed: list[bool] = []

    def tries() -> None:
        gate.wait()
        allowed.append(guesses.begins("BCDFGH", now))

    threads = [threading.Thread(target=tries) for _ in range(60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sum(allowed), len(allowed)) == (WRONG_PINS, 60)


def test_a_code_that_does_not_exist_answers_as_one_that_does(made: actions.NewKey) -> None:
    now = timezone.now()
    said: dict[str, list[str]] = {made.key.code: [], "ZZZZZZ": []}
    for code, sentences in said.items():
        for number in range(WRONG_PINS + 2):
            with pytest.raises(Refusal) as refused:
                actions.open_table(code=code, pin=f"x{number}", now=now)
            sentences.append(refused.value.sentence)
    assert said[made.key.code] == said["ZZZZZZ"] == [actions.WRONG] * WRONG_PINS + [actions.TOO_OFTEN] * 2


def test_a_right_pin_does_not_count_and_many_codes_typed_once_clear_none_that_is_guessed(
    made: actions.NewKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    for _ in range(WRONG_PINS + 1):
        assert actions.open_table(code=made.key.code, pin=made.pin, now=now) == made.key
    monkeypatch.setattr("weerklank.advices.at_table.guessing.MOST_CODES", 3)
    guesses = Guesses()
    for _ in range(WRONG_PINS):
        guesses.begins("BCDFGH", now)
    for number in range(10):
        guesses.begins(f"C{number}", now)
    assert not guesses.begins("BCDFGH", now)


def test_the_migrations_hold_all_that_the_models_say() -> None:
    call_command("makemigrations", "advices", check=True, dry_run=True, verbosity=0)
