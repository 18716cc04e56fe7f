"""From hand-over to the next edition, done twice: on the platform and in a few lines of plain rules."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.conftest import NOW, tally
from tests.reliability import histories, lives

HISTORIES = 12


@pytest.mark.django_db
def test_random_histories_go_as_the_plain_rules_say_and_no_advice_hangs_loose() -> None:
    done: Counter[str] = Counter()
    world = histories.build(NOW)
    assert [found for seed in range(HISTORIES) for found in histories.differences(world, seed, NOW, done)] == []
    tally("random histories of an advice, each deed compared with plain rules", HISTORIES)


@pytest.mark.django_db
def test_a_rule_that_is_left_out_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lives.Asked, "late", lambda self, today: 0)
    world = histories.build(NOW)
    assert any(histories.differences(world, seed, NOW, Counter()) for seed in range(8))
