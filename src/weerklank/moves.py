"""The table of moves: what may become of a thing, who moves it, and the sentence for a move that cannot be made.

Each app states its lives as data in its ``lifecycle``; the CHECK constraint in the database, the printed
diagram in the reference and the refusal a person reads are all made from that one table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import CheckConstraint, Q, TextChoices


class Refusal(Exception):
    """What was asked cannot be done; the message is a sentence that the asker can act on."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


@dataclass(frozen=True, slots=True)
class Move:
    """One step in a life: its name, where it starts, where it ends, and whose turn it is."""

    name: str
    origins: tuple[str, ...]
    target: str
    who: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The whole life of one kind of thing."""

    name: str
    states: type[TextChoices]
    initial: str
    moves: tuple[Move, ...]

    def targets(self, origin: str) -> tuple[Move, ...]:
        return tuple(move for move in self.moves if origin in move.origins)

    def allows(self, origin: str, move: str) -> bool:
        return any(step.name == move for step in self.targets(origin))

    def after(self, origin: str, move: str) -> str:
        """The state that follows; a Refusal that names what can be done instead where the move does not exist."""
        for step in self.targets(origin):
            if step.name == move:
                return step.target
        label = dict(self.states.choices).get(origin, origin)
        raise Refusal(f"Dit kan nu niet: de stand is ‘{label}’. Ververs de bladzijde om te zien wat er wel kan.")

    def constraint(self, field: str = "state") -> CheckConstraint:
        """Only the states of this life can stand in the database, whoever writes there."""
        return CheckConstraint(
            condition=Q(**{f"{field}__in": sorted(self.states.values)}),
            name=f"{self.name}_{field}_known",
            violation_error_message="Deze stand bestaat niet.",
        )

    def diagram(self) -> str:
        """The life as a Mermaid state diagram, printed into the reference."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        lines += [
            f"    {origin} --> {move.target}: {move.name} ({move.who})"
            for move in self.moves
            for origin in move.origins
        ]
        return "\n".join(lines)


def moves(
    *rows: tuple[str, str | Iterable[str], str, str] | tuple[str, str | Iterable[str], str, str, str],
) -> tuple[Move, ...]:
    """Reads rows of (name, origin or origins, target, who[, rule]) into moves."""
    result = []
    for name, origins, target, who, *rule in rows:
        start = (str(origins),) if isinstance(origins, str) else tuple(str(origin) for origin in origins)
        result.append(Move(name=name, origins=start, target=str(target), who=who, rule=rule[0] if rule else ""))
    return tuple(result)
