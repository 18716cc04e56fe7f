"""The open link asks a browser for a little work; a code never does, and who cannot work still has a place."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.participation.child.conftest import Visitor, hidden, text_of
from tests.participation.misuse.conftest import solved
from weerklank.participation import proof, tickets
from weerklank.participation.actions import child as actions
from weerklank.participation.models import Consultation, Contribution, EntryPoint, SpentEntry, SpentProof, Statement

pytestmark = pytest.mark.django_db


def _uses_up(door: proof.OpenDoor, now: datetime) -> None:
    while door.takes_room_without_work(now):
        pass


@pytest.fixture
def open_visitor(open_link: EntryPoint, statements: list[Statement]) -> Visitor:  # noqa: F811
    return Visitor(open_link.consultation.slug)


def test_the_page_of_the_open_link_carries_a_puzzle_and_the_page_of_a_code_none(
    open_visitor: Visitor, entry_point: EntryPoint
) -> None:
    assert entry_point.code
    asked = hidden(open_visitor.get())
    assert asked["puzzle"].split(".")[:2] == ["20261120", str(entry_point.consultation_id)]
    assert set(hidden(Visitor(entry_point.code).get())) == {"start"}


def test_work_opens_the_door_and_takes_none_of_the_places_without_work(
    open_visitor: Visitor, door: proof.OpenDoor, now: datetime
) -> None:
    _uses_up(door, now)
    asked = hidden(open_visitor.get())
    assert open_visitor.post("", **(asked | {"work": solved(asked["puzzle"])})).status_code == 302
    assert SpentProof.objects.count() == 1
    assert open_visitor.send("Mijn idee.").status_code == 302


def test_without_a_script_a_child_takes_part_as_before(open_visitor: Visitor) -> None:
    assert open_visitor.begin().status_code == 302
    assert open_visitor.send("Mijn idee.").status_code == 302
    assert (Contribution.objects.count(), SpentProof.objects.count()) == (1, 0)


def test_when_the_places_without_work_are_gone_a_sentence_says_what_can_be_done(
    open_visitor: Visitor, door: proof.OpenDoor, now: datetime
) -> None:
    _uses_up(door, now)
    refused = open_visitor.begin()
    assert (refused.status_code, refused["Retry-After"]) == (429, "900")
    assert "Het is nu heel druk" in text_of(refused)
    assert "Met een code hoef je nooit te wachten." in text_of(refused)
    assert "Hulp nodig?" in text_of(refused)
    assert SpentEntry.objects.count() == 0


def test_what_was_typed_stands_on_the_page_that_says_it_is_full(
    open_visitor: Visitor, open_link: EntryPoint, door: proof.OpenDoor, now: datetime
) -> None:  # noqa: F811
    _uses_up(door, now)
    start = tickets.seal(tickets.begin(open_link.pk), purpose="start")
    refused = open_visitor.post("idee/", start=start, text="Zwemmen <b>gratis</b> & dichtbij")
    assert refused.status_code == 429
    assert "Zwemmen &lt;b&gt;gratis&lt;/b&gt; &amp; dichtbij" in refused.content.decode()
    another = open_visitor.post("idee/", start=start, text="Iets anders")
    assert "Zwemmen" not in another.content.decode()


def test_waiting_keeps_all_that_was_sent_and_the_work_of_the_page_brings_it_in(
    open_visitor: Visitor, open_link: EntryPoint, door: proof.OpenDoor, now: datetime
) -> None:
    _uses_up(door, now)
    start = tickets.seal(tickets.begin(open_link.pk), purpose="start")
    waiting = open_visitor.post("idee/", start=start, text="Zwemmen gratis", wants_private="on", press="a1")
    sent = hidden(waiting)
    assert {name: sent[name] for name in ("start", "wants_private", "press")} == {
        "start": start,
        "wants_private": "on",
        "press": "a1",
    }
    answer = open_visitor.post("idee/", **(sent | {"text": "Zwemmen gratis", "work": solved(sent["puzzle"])}))
    assert (answer.status_code, answer["Location"]) == (302, open_visitor.address("stellingen/#p-a1"))
    assert list(Contribution.objects.values_list("original", "wants_private")) == [("Zwemmen gratis", True)]


def test_work_that_was_used_gets_a_new_puzzle_on_the_same_page(
    open_visitor: Visitor, door: proof.OpenDoor, now: datetime
) -> None:
    asked = hidden(open_visitor.get())
    used = asked | {"work": solved(asked["puzzle"])}
    assert open_visitor.post("", **used).status_code == 302
    _uses_up(door, now)
    another = Visitor(open_visitor.code)
    waiting = another.post("", **(used | {"start": hidden(another.get())["start"]}))
    assert waiting.status_code == 429
    again = hidden(waiting)
    assert again["puzzle"] != asked["puzzle"]
    assert another.post("", **(again | {"work": solved(again["puzzle"])})).status_code == 302


def test_a_round_that_was_kept_gets_a_puzzle_and_comes_in_with_it(
    open_visitor: Visitor, open_link: EntryPoint, door: proof.OpenDoor, now: datetime
) -> None:
    _uses_up(door, now)
    start = tickets.seal(tickets.begin(open_link.pk), purpose="start")
    said = {"start": start, "ideas": [{"item": "a", "text": "Later verstuurd."}]}
    address = open_visitor.address("ronde/")
    refused = open_visitor.client.post(address, said, content_type="application/json")
    asked = refused.json()
    assert (refused.status_code, asked["bits"], asked["stored"]) == (429, proof.QUIET_BITS, [])
    work = {"puzzle": asked["puzzle"], "work": solved(asked["puzzle"])}
    sent = open_visitor.client.post(address, said | work, content_type="application/json")
    assert (sent.status_code, sent.json()["stored"], Contribution.objects.count()) == (200, ["a"], 1)


def test_no_other_way_in_goes_round_the_door(
    open_visitor: Visitor, open_link: EntryPoint, door: proof.OpenDoor, now: datetime
) -> None:  # noqa: F811
    """The page to write on takes a fresh start as well: the work is asked where an entry is stored."""
    visit = tickets.begin(open_link.pk)
    _uses_up(door, now)
    with pytest.raises(actions.Refusal, match="zonder code"):
        actions.enter(visit=visit, now=now)
    assert SpentEntry.objects.count() == 0


def test_whoever_is_inside_goes_on_while_the_door_is_full(
    open_visitor: Visitor, door: proof.OpenDoor, now: datetime
) -> None:
    open_visitor.begin()
    _uses_up(door, now)
    assert open_visitor.send("Mijn idee.").status_code == 302
    assert open_visitor.vote(1, "agree").status_code == 302


def test_the_same_press_three_times_is_one_entry_and_one_proof(
    open_visitor: Visitor, door: proof.OpenDoor, now: datetime
) -> None:
    _uses_up(door, now)
    asked = hidden(open_visitor.get())
    form = asked | {"work": solved(asked["puzzle"])}
    assert [open_visitor.post("", **form).status_code for _ in range(3)] == [302] * 3
    assert (SpentEntry.objects.count(), SpentProof.objects.count()) == (1, 1)


def test_work_counts_once(open_link: EntryPoint, door: proof.OpenDoor, now: datetime) -> None:  # noqa: F811
    _uses_up(door, now)
    puzzle = proof.puzzle(open_link.consultation_id, now.date())
    work = proof.Work(puzzle, solved(puzzle))
    actions.enter(visit=tickets.begin(open_link.pk), work=work, now=now)
    for _ in range(5):
        with pytest.raises(actions.Refusal, match="zonder code"):
            actions.enter(visit=tickets.begin(open_link.pk), work=work, now=now)
    assert SpentEntry.objects.count() == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda puzzle: puzzle.replace("20261120", "20261119"),
        lambda puzzle: puzzle[:-1] + ("0" if puzzle[-1] != "0" else "1"),
        lambda puzzle: "20261120.1.abc." + "0" * 32,
        lambda puzzle: "....",
        lambda puzzle: "",
    ],
)
def test_a_puzzle_that_we_did_not_set_is_no_work(
    open_link: EntryPoint, door: proof.OpenDoor, now: datetime, spoil: object
) -> None:  # noqa: F811
    _uses_up(door, now)
    spoiled = spoil(proof.puzzle(open_link.consultation_id, now.date()))
    work = proof.Work(spoiled, solved(spoiled))
    with pytest.raises(actions.Refusal, match="zonder code"):
        actions.enter(visit=tickets.begin(open_link.pk), work=work, now=now)


def test_a_puzzle_of_another_question_or_of_the_day_before_yesterday_is_no_work(
    open_link: EntryPoint, consultation: Consultation, now: datetime
) -> None:  # noqa: F811
    today = now.date()
    puzzle = proof.puzzle(consultation.pk, today)
    work = proof.Work(puzzle, "1")
    assert proof.is_ours(work, today, consultation.pk)
    assert proof.is_ours(work, today + timedelta(days=1), consultation.pk)
    assert not proof.is_ours(work, today + timedelta(days=2), consultation.pk)
    assert not proof.is_ours(work, today, consultation.pk + 1)


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"puzzle": "a.b"},
        {"puzzle": "", "work": "1"},
        {"puzzle": "a" * 121, "work": "1"},
        {"puzzle": "a", "work": "1" * 17},
        {"puzzle": "a", "work": "-1"},
        {"puzzle": "a", "work": "²"},
        {"puzzle": "é", "work": "1"},
    ],
)
def test_what_cannot_be_work_is_read_as_none(form: dict[str, str]) -> None:
    assert proof.offered(form) is None


def test_the_work_is_next_to_nothing_in_quiet_times_and_grows_with_a_flood(now: datetime) -> None:
    door = proof.OpenDoor()
    asked = []
    for entries in (0, 150, 150, 300, 600, 1200, 2400, 100_000):
        for _ in range(entries):
            door.enters(now)
        asked.append(door.bits(now))
    assert asked == [12, 12, 14, 16, 18, 18, 18, 18]
    assert door.bits(now + timedelta(minutes=5)) == 12
    assert door.bits(now - timedelta(hours=1)) == 12


def test_who_opened_the_page_before_it_became_busy_is_let_in_with_a_quarter_of_the_work(now: datetime) -> None:
    door = proof.OpenDoor()
    puzzle = proof.puzzle(1, now.date())
    work = proof.Work(puzzle, solved(puzzle, 12))
    for _ in range(300):
        door.enters(now)
    assert (door.bits(now), work.bits >= 12, door.is_enough(work, now)) == (14, True, True)


def test_places_without_work_come_back_one_by_one(now: datetime) -> None:
    door = proof.OpenDoor()
    _uses_up(door, now)
    minutes = [0, 12, 60, 600]
    rooms = []
    for minute in minutes:
        later, room = now + timedelta(minutes=minute), 0
        while door.takes_room_without_work(later):
            room += 1
        rooms.append(room)
    assert rooms == [0, 60, 120, 120]


def test_a_flood_on_the_open_link_leaves_the_code_of_a_class_alone(
    open_visitor: Visitor, entry_point: EntryPoint, door: proof.OpenDoor, now: datetime
) -> None:
    _uses_up(door, now)
    assert {open_visitor.begin().status_code for _ in range(50)} == {429}
    assert entry_point.code
    for number in range(entry_point.max_uses):
        child = Visitor(entry_point.code)
        assert child.begin().status_code == 302
        assert child.send(f"Idee {number} van de klas.").status_code == 302
    assert Contribution.objects.filter(entry_point=entry_point).count() == 30
