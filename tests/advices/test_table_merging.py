"""Two devices write at one table: nothing is lost, nothing is doubled, and everybody ends up with the same."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.advices.devices import SEATS, YOUNG, Device, session
from weerklank.advices.at_table import merging
from weerklank.advices.at_table.merging import Kind, Operation, State, merge

SEEDS = st.integers(min_value=0, max_value=2**32)
EXAMPLES = settings(max_examples=30)


def _all(*devices: Device) -> list[Operation]:
    return [one for device in devices for one in device.made]


def _merged(operations: list[Operation]) -> State:
    return merge(operations, seats=SEATS, young=YOUNG)


@EXAMPLES
@given(SEEDS)
def test_any_row_any_repetition_and_any_split_come_to_the_same(seed: int) -> None:
    written, chance = _all(*session(seed)), Random(seed)
    shuffled = chance.sample(written, len(written)) + chance.sample(written, len(written) // 2)
    assert _merged(shuffled) == _merged(written)
    # what one device has, and then what the other sends in two pieces
    cut = chance.randrange(len(written) + 1)
    assert _merged([*written[cut:], *written[:cut], *written[cut:]]) == _merged(written)


@EXAMPLES
@given(SEEDS)
def test_every_word_stands_was_replaced_by_who_saw_it_or_is_kept_with_a_reason(seed: int) -> None:
    written = _all(*session(seed))
    state = _merged(written)
    standing = {
        key
        for fields in (state.record, *(note.fields for note in state.notes), *_fields_of_advices(state))
        for versions in fields.values()
        for version in versions
        for key in version.ids
    }
    replaced = {
        key
        for one in written
        if one.kind == Kind.PUT and one.id not in state.refused
        for keys in one.data["seen"].values()
        for key in keys
    }
    puts = {one.id for one in written if one.kind == Kind.PUT}
    assert puts - standing - replaced - set(state.refused) == set()
    assert state.known == {one.id for one in written}


def _fields_of_advices(state: State) -> list[merging.Fields]:
    return [thing.fields for draft in state.advices for thing in (draft, *draft.parts)]


@EXAMPLES
@given(SEEDS)
def test_no_device_changes_a_text_that_it_knew_was_being_read(seed: int) -> None:
    """At every press: what was on the screen as locked is the same text afterwards, whatever somebody wrote."""
    one, other = session(seed, presses=20)
    one.meets(other)
    for draft in one.state.advices:
        if draft.reading:
            one.puts(
                "advice", draft.id, fields={"title": "Een volwassene weet het beter"}, after=list(draft.reopenings)
            )
            one.puts("part", advice=draft.id, fields={"text": "Nog iets"}, after=[])
            after = next(again for again in one.state.advices if again.id == draft.id)
            assert (after.text, after.reading) == (draft.text, draft.reading)


@EXAMPLES
@given(SEEDS)
def test_an_adult_is_never_heard_before_all_the_young(seed: int) -> None:
    for draft in _merged(_all(*session(seed, presses=60))).advices:
        if draft.reading and set(draft.reading.said) - set(YOUNG):
            assert set(YOUNG) <= set(draft.reading.said)


def _two() -> tuple[Device, Device]:
    chance = Random(1)
    return Device(chance), Device(chance)


def _advice(device: Device) -> str:
    made = device.puts("advice", fields={"title": "Rust", "text": "Een stille plek."})
    device.puts("part", advice=made.data["id"], fields={"text": "Elke school heeft een stille kamer."})
    return str(made.data["id"])


def test_two_titles_at_once_are_both_kept_until_somebody_chooses() -> None:
    one, other = _two()
    key = _advice(one)
    one.meets(other)
    known = {"title": [version.ids[0] for version in one.state.advices[0].fields["title"]]}
    one.puts("advice", key, seen=known, fields={"title": "Rust voor iedereen"})
    other.puts("advice", key, seen=known, fields={"title": "Stilte"})
    one.meets(other)
    versions = one.state.advices[0].fields["title"]
    assert sorted(version.value for version in versions) == ["Rust voor iedereen", "Stilte"]
    both = {"title": [version.ids[0] for version in versions]}
    one.puts("advice", key, seen=both, fields={"title": "Stilte"})
    assert [version.value for version in one.state.advices[0].fields["title"]] == ["Stilte"]


def test_the_same_title_twice_is_no_dispute() -> None:
    one, other = _two()
    key = _advice(one)
    one.meets(other)
    for device in (one, other):
        device.puts("advice", key, fields={"title": "Stilte"}, seen={"title": [one.made[0].id]})
    one.meets(other)
    assert [version.value for version in one.state.advices[0].fields["title"]] == ["Stilte"]


def test_words_that_another_device_wrote_while_this_one_read_back_wait_for_a_child() -> None:
    one, other = _two()
    key = _advice(one)
    one.meets(other)
    draft = one.state.advices[0]
    one.writes(Kind.START, advice=key, covers=list(draft.covers), starts=[], after=[])
    late = other.puts("part", advice=key, fields={"text": "En een bank."})
    one.meets(other)
    assert one.state.refused == {late.id: merging.TOO_LATE}
    draft = one.state.advices[0]
    reopened = one.writes(Kind.REOPEN, advice=key, asked_by="child", starts=list(draft.starts))
    one.puts("part", advice=key, fields={"text": "En een bank."}, after=[reopened.id])
    assert one.state.advices[0].text.parts == ("Elke school heeft een stille kamer.", "En een bank.")
    assert one.state.advices[0].reading is None


def test_an_adult_cannot_ask_for_the_text_to_open() -> None:
    one, _ = _two()
    key = _advice(one)
    start = one.writes(Kind.START, advice=key, covers=list(one.state.advices[0].covers), starts=[], after=[])
    asked = one.writes(Kind.REOPEN, advice=key, asked_by="adult", starts=[start.id])
    assert one.state.refused == {asked.id: merging.ONLY_THE_YOUNG}


def test_two_devices_that_read_another_text_must_read_again() -> None:
    one, other = _two()
    key = _advice(one)
    one.meets(other)
    other.puts("part", advice=key, fields={"text": "En een bank."})
    for device in (one, other):
        device.writes(Kind.START, advice=key, covers=list(device.state.advices[0].covers), starts=[], after=[])
    one.meets(other)
    reading = one.state.advices[0].reading
    assert reading is not None
    assert (reading.two_texts, reading.said) == (True, {})
