"""What children said that we had wrong, and what became of it: counted, without their words and without the reasons given to one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from weerklank.findings.lifecycle import ObjectionState
from weerklank.findings.models import About, Objection
from weerklank.findings.queries import SETTLED
from weerklank.participation.lifecycle import ConsultationState, ContributionState
from weerklank.participation.models import Consultation
from weerklank.participation.queries.channels import SMALLEST

_ROUNDED_TO = 5


@dataclass(frozen=True, slots=True)
class Decided:
    """One way in which it was decided, and how often."""

    state: ObjectionState
    about: About
    often: str

    @property
    def said(self) -> str:
        """What the child pressed."""
        return _SAID[self.about]()

    @property
    def words(self) -> str:
        if self.state is ObjectionState.OPEN:
            return _("Iemand kijkt er nog naar.")
        if self.state is ObjectionState.MOVED:
            return _("Het kind had gelijk. Het idee kreeg een andere plek.")
        if self.state is ObjectionState.KEPT:
            return _("Het bleef zo. Het kind leest waarom.")
        if self.about is About.WORDS:
            return _("Het kind had gelijk. We schreven de zin anders.")
        return _("Het kind had gelijk. We haalden de zin weg.")


@dataclass(frozen=True, slots=True)
class Contested:
    """Whether anything was said to be wrong, what was decided, and whether it can still be said."""

    decided: tuple[Decided, ...]
    until: date | None
    settled: bool

    @property
    def waits(self) -> bool:
        return any(one.state is ObjectionState.OPEN for one in self.decided)


_SAID = {
    About.PLACE: lambda: _("Mijn idee hoort hier niet."),
    About.WORDS: lambda: _("Jullie zin klopt niet."),
    About.STATEMENT: lambda: _("De zin om over te stemmen klopt niet."),
}


def often(times: int) -> str:
    """For everybody: few are not counted out, and many are rounded down."""
    if times < SMALLEST:
        return _("een paar keer")
    return _("zeker {n} keer").format(n=times // _ROUNDED_TO * _ROUNDED_TO)


def contested(consultation: Consultation, today: date) -> Contested:
    """Of an idea that was taken back there is nothing left to tell."""
    rows = (
        Objection.objects.filter(contribution__consultation=consultation)
        .exclude(contribution__state=ContributionState.WITHDRAWN)
        .values_list("about", "state")
    )
    counted = Counter((About(about), ObjectionState(state)) for about, state in rows)
    term = getattr(consultation, "objection_term", None)
    runs = consultation.state == ConsultationState.GROUPED and term is not None and term.runs_on(today)
    return Contested(
        tuple(
            Decided(state, about, often(counted[about, state]))
            for about in About
            for state in ObjectionState
            if counted[about, state]
        ),
        until=term.closes_on if term is not None and runs else None,
        settled=consultation.state in SETTLED,
    )
