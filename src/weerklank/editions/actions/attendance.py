"""What is done about the day without anybody asking: places that came free, messages that wait, people to be forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from weerklank.editions.actions import forgetting, line, telling
from weerklank.editions.models import ErasureReport


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did."""

    moved_up: int
    reminded: int
    sent: telling.Sent
    erased: tuple[ErasureReport, ...] = ()

    @property
    def told(self) -> str:
        """In words, without what was nothing."""
        said = (
            (self.moved_up, "alsnog een plaats gegeven"),
            (self.reminded, "aan morgen herinnerd"),
            (self.sent.sent, "verstuurd"),
            (self.sent.later, "nog niet gelukt, straks weer"),
            (self.sent.given_up, "opgegeven"),
            (self.sent.untrue, "niet meer nodig"),
            (sum(report.total for report in self.erased), "gewist"),
        )
        return ", ".join(f"{count} {what}" for count, what in said if count)


def send(*, now: datetime) -> Round:
    """Places first, so that who got one is told in the same round."""
    moved_up = line.move_up(now=now)
    reminded = telling.remind(now=now)
    return Round(moved_up, reminded, telling.send_waiting(now=now))


def work(*, now: datetime) -> Round:
    """One whole round: what must be told, and who must be forgotten."""
    done = send(now=now)
    return Round(done.moved_up, done.reminded, done.sent, tuple(forgetting.erase(now=now)))
