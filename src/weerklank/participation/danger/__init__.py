"""What children write when they may be in danger, per language, as rows of words.

``a|b`` is either word, ``a*`` begins with a. At most two other words may stand between; after ``=`` none, after ``~``
the words stand in any order near each other, after ``~~`` very near. ``!a|b`` takes the danger out when it stands close by.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum


class SignalKind(Enum):
    """What may be the matter; it chooses which help stands first."""

    SELF_HARM = "self_harm"
    VIOLENCE = "violence"
    SEXUAL = "sexual"
    DANGER = "danger"
    NEGLECT = "neglect"


Phrases = dict[SignalKind, tuple[str, ...]]


def languages() -> Iterator[tuple[bool, Iterator[tuple[SignalKind, str]]]]:
    """All phrases, and whether they are compared by sound: Dutch, which children write as they hear it."""
    from weerklank.participation.danger import arabic, dutch, dutch_roundabout, english, papiamentu, turkish, ukrainian

    for by_sound, phrases in (
        (True, dutch.PHRASES),
        (True, dutch_roundabout.PHRASES),
        (False, english.PHRASES),
        (False, arabic.PHRASES),
        (False, ukrainian.PHRASES),
        (False, papiamentu.PHRASES),
        (False, turkish.PHRASES),
    ):
        yield by_sound, ((kind, phrase) for kind, rows in phrases.items() for phrase in rows)
