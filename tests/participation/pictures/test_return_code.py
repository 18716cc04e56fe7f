"""The return code: made evenly, split into a finder and a secret, kept only as a slow hash."""

from collections import Counter
from threading import Event, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weerklank.participation import pictures
from weerklank.participation.pictures import codes, sealing
from weerklank.participation.pictures.codes import ReturnCode

# A deadline would measure the machine and not the code.
unhurried = settings(deadline=None, max_examples=50)

KEY = b"a key of thirty-two bytes, fixed"
PEPPER = b"a pepper outside the database"
SALT = b"sixteen bytes ok"
CODE = ReturnCode((1, 2, 3, 4, 5, 6, 7, 511))
places = st.lists(st.integers(0, 511), min_size=8, max_size=8).map(tuple)


@unhurried
@given(places)
def test_finder_and_secret_together_hold_the_whole_code(indexes: tuple[int, ...]) -> None:
    code = ReturnCode(indexes)
    whole = (code.finder << 54) | int.from_bytes(code.secret, "big")
    assert tuple((whole >> shift) & 511 for shift in range(63, -1, -9)) == indexes
    assert 0 <= code.finder < 2**18
    assert len(code.secret) == 7


@pytest.mark.parametrize("indexes", [(), (1,) * 7, (1,) * 9])
def test_a_code_has_eight_pictures(indexes: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="8 pictures"):
        ReturnCode(indexes)


def test_a_code_of_pictures_that_do_not_exist_is_refused() -> None:
    with pytest.raises(IndexError):
        ReturnCode((1, 2, 3, 4, 5, 6, 7, 512))


def test_printing_a_code_tells_nothing() -> None:
    assert repr(CODE) == "ReturnCode()"


def test_a_code_is_shown_as_pictures_words_and_signs() -> None:
    assert [picture.index for picture in CODE.pictures] == list(CODE.indexes)
    assert CODE.words("nl")[0] == "poedel"
    assert CODE.text("nl").count(", ") == 7
    assert len(CODE.signs.split(" ")) == 8


def test_the_same_form_sent_twice_gets_the_same_code() -> None:
    assert codes.derive(b"ticket", KEY, 0) == codes.derive(b"ticket", KEY, 0)


def test_another_ticket_key_or_counter_gives_another_code() -> None:
    made = {
        codes.derive(b"ticket", KEY, 0),
        codes.derive(b"ticket", KEY, 1),
        codes.derive(b"tickets", KEY, 0),
        codes.derive(b"ticket", KEY[::-1], 0),
    }
    assert len(made) == 4


def test_a_code_made_once_is_made_the_same_way_for_ever() -> None:
    assert codes.derive(b"ticket", KEY, 0).indexes == (447, 66, 249, 462, 399, 210, 305, 285)


def test_a_weak_key_or_a_counter_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="key"):
        codes.derive(b"ticket", b"short", 0)
    with pytest.raises(ValueError, match="counter"):
        codes.derive(b"ticket", KEY, -1)


def test_every_picture_comes_up_equally_often_in_every_place() -> None:
    drawn = 8_192
    per_place: list[Counter[int]] = [Counter() for _ in range(8)]
    for number in range(drawn):
        for place, index in enumerate(codes.derive(number.to_bytes(4, "big"), KEY, 0).indexes):
            per_place[place][index] += 1
    expected = drawn / 512
    for counted in per_place:
        chi_square = sum((counted[index] - expected) ** 2 / expected for index in range(512))
        # 511 degrees of freedom: mean 511, standard deviation 32; five of them on either side.
        assert 350 < chi_square < 672


def test_only_the_right_code_opens_the_seal() -> None:
    digest = codes.seal(CODE, SALT, PEPPER)
    assert len(digest) == 32
    assert codes.matches(CODE, SALT, digest, PEPPER)
    assert not codes.matches(ReturnCode((1, 2, 3, 4, 5, 6, 7, 510)), SALT, digest, PEPPER)
    assert not codes.matches(CODE, SALT[::-1], digest, PEPPER)
    assert not codes.matches(CODE, SALT, digest, PEPPER[::-1])
    assert not codes.matches(CODE, SALT, b"", PEPPER)


def test_the_finder_is_no_part_of_the_seal() -> None:
    digest = codes.seal(CODE, SALT, PEPPER)
    assert codes.matches(ReturnCode((9, 9, *CODE.indexes[2:])), SALT, digest, PEPPER)


def test_the_hash_is_as_heavy_as_was_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []

    def hash_secret_raw(**settings: object) -> bytes:
        asked.append({name: settings[name] for name in ("time_cost", "memory_cost", "parallelism")})
        return bytes(32)

    monkeypatch.setattr(sealing, "hash_secret_raw", hash_secret_raw)
    codes.seal(CODE, SALT, PEPPER)
    assert not codes.dummy()
    heavy = {"time_cost": 2, "memory_cost": 19456, "parallelism": 1}
    # The dummy answers no even when the digests happen to be equal, after the same work.
    assert asked == [heavy, heavy]


def test_a_short_salt_or_pepper_is_refused() -> None:
    with pytest.raises(ValueError, match="salt"):
        codes.seal(CODE, b"short", PEPPER)
    with pytest.raises(ValueError, match="pepper"):
        codes.seal(CODE, SALT, b"short")


def test_a_third_hash_at_the_same_moment_waits_and_then_says_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, started = Event(), [Event(), Event()]
    waiting = iter(started)

    def hash_secret_raw(**settings: object) -> bytes:
        next(waiting).set()
        go_on.wait(30)
        return bytes(32)

    monkeypatch.setattr(sealing, "hash_secret_raw", hash_secret_raw)
    threads = [Thread(target=codes.seal, args=(CODE, SALT, PEPPER)) for _ in started]
    for thread, event in zip(threads, started, strict=True):
        thread.start()
        assert event.wait(30)
    with pytest.raises(codes.Busy):
        codes.dummy(patience=0.01)
    go_on.set()
    for thread in threads:
        thread.join()
    monkeypatch.setattr(sealing, "hash_secret_raw", lambda **settings: bytes(32))
    assert codes.seal(CODE, SALT, PEPPER) == bytes(32)


def test_there_are_as_many_pictures_as_nine_bits_can_name() -> None:
    assert len(pictures.PICTURES) == 2**9
