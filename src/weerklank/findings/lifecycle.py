"""The life of an objection: a child says that its idea stands in the wrong place, or that our sentence is not right."""

from django.db.models import TextChoices

from weerklank.moves import Lifecycle, moves


class ObjectionState(TextChoices):
    OPEN = "open", "wacht op een besluit"
    MOVED = "moved", "ergens anders neergezet"
    CHANGED = "changed", "onze zin is veranderd of weg"
    KEPT = "kept", "blijft zoals het was, met uitleg"


S = ObjectionState
_WHO = "redacteur inbreng, niet wie het idee daar neerzette of de zin schreef, als er een ander is"
OBJECTION = Lifecycle(
    "objection",
    ObjectionState,
    S.OPEN,
    moves(
        ("move", S.OPEN, S.MOVED, _WHO, "het idee staat nu in een andere groep"),
        ("change", S.OPEN, S.CHANGED, _WHO, "de zin van de groep is anders, of de stelling is weggehaald"),
        ("keep", S.OPEN, S.KEPT, _WHO, "met een reden in kindertaal"),
    ),
)
