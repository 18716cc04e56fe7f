"""What a child wrote, cut where something may say who somebody is or that somebody is in danger."""

from __future__ import annotations

from dataclasses import dataclass

from weerklank.participation import disclosure, personal_data

SIGNAL_LABELS = {
    disclosure.SignalKind.SELF_HARM: "zichzelf iets aandoen",
    disclosure.SignalKind.VIOLENCE: "geweld",
    disclosure.SignalKind.SEXUAL: "seksueel geweld",
    disclosure.SignalKind.DANGER: "gevaar",
    disclosure.SignalKind.NEGLECT: "verwaarlozing",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``labels`` say why it is marked, empty where it is not."""

    text: str
    labels: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        return ", ".join(self.labels)


@dataclass(frozen=True, slots=True)
class _Mark:
    label: str
    start: int
    end: int


def marked(text: str, *, signals: bool = False) -> tuple[Piece, ...]:
    """The text in pieces, whole and in order; with ``signals`` also the words that may be a cry for help."""
    marks = [_Mark(found.kind.value, found.start, found.end) for found in personal_data.findings(text)]
    if signals:
        marks += [_Mark(SIGNAL_LABELS[found.kind], found.start, found.end) for found in disclosure.signals(text)]
    edges = sorted({0, len(text), *(edge for mark in marks for edge in (mark.start, mark.end))})
    pieces = []
    for start, end in zip(edges, edges[1:], strict=False):
        labels = tuple(dict.fromkeys(mark.label for mark in marks if mark.start <= start and end <= mark.end))
        pieces.append(Piece(text[start:end], labels))
    return tuple(pieces)


def count(pieces: tuple[Piece, ...]) -> int:
    return sum(bool(piece.labels) for piece in pieces)


def signal_of(text: str) -> str:
    """Which kinds of sign a text holds, never its words."""
    return ", ".join(SIGNAL_LABELS[kind] for kind in disclosure.kinds(text))[:60]
