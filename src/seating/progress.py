"""How far a long run is, and stopping it."""

from collections.abc import Callable
from dataclasses import dataclass


class Cancelled(Exception):
    """The run was stopped by the one who started it; nothing was made."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Looks on during a run.

    tell    is told the step and the part of the run that is done, from 0 to 1
    wanted  is asked between portions of a long step whether to go on
    """

    tell: Callable[[str, float], None] = lambda step, done: None
    wanted: Callable[[], bool] = lambda: True

    def step(self, step: str, done: float) -> None:
        """Tell where the run is; raises Cancelled when it is no longer wanted."""
        if not self.wanted():
            raise Cancelled("the run was cancelled; nothing was made")
        self.tell(step, done)


UNWATCHED = Watch()
