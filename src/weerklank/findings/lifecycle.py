"""The lives of an objection by a child, of a run in the making, and of a run until everybody may read it."""

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


class MakingState(TextChoices):
    WAITING = "waiting", "wacht"
    RUNNING = "running", "wordt geteld"
    DONE = "done", "geteld"
    FAILED = "failed", "niet gelukt"
    STOPPED = "stopped", "gestopt"


M = MakingState
MAKING = Lifecycle(
    "making",
    MakingState,
    M.WAITING,
    moves(
        ("start", M.WAITING, M.RUNNING, "programma"),
        ("finish", M.RUNNING, M.DONE, "programma", "er is een telling; dezelfde stemmen geven dezelfde telling"),
        ("fail", M.RUNNING, M.FAILED, "programma", "met een zin waarom, en wat er te doen is"),
        ("begin_anew", M.RUNNING, M.WAITING, "programma", "het programma dat telde is er niet meer"),
        ("stop", [M.WAITING, M.RUNNING], M.STOPPED, "redacteur inbreng"),
    ),
)


class RunState(TextChoices):
    MADE = "made", "gemaakt"
    PROPOSED = "proposed", "voorgedragen"
    PUBLIC = "public", "openbaar"


R = RunState
RUN = Lifecycle(
    "outcome",
    RunState,
    R.MADE,
    moves(
        (
            "propose",
            R.MADE,
            R.PROPOSED,
            "redacteur inbreng",
            "methode exact, geen andere voordracht; over elk teken van sturing is beslist en sinds de telling is niets veranderd",
        ),
        ("take_back", R.PROPOSED, R.MADE, "wie het voordroeg, of wie het zou publiceren"),
        (
            "publish",
            R.PROPOSED,
            R.PUBLIC,
            "een ander: redacteur inbreng of organisator",
            "nog steeds zo; de groepen staan vast: de dagen voor bezwaar zijn om en over elk bezwaar is beslist",
        ),
    ),
)
