"""What can be done in each phase of an edition, and by whom, in the words that everybody reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from weerklank.editions.lifecycle import EditionState


@dataclass(frozen=True, slots=True)
class Doing:
    """Something that can be done, and who does it."""

    what: str | Promise
    who: str | Promise


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase: its name for everybody, and what can be done in it."""

    state: EditionState
    name: str | Promise
    doings: tuple[Doing, ...]


E = EditionState
_CHILDREN, _ORGANISER = _("kinderen en jongeren"), _("de organisator")
PHASES: dict[EditionState, Phase] = {
    phase.state: phase
    for phase in (
        Phase(
            E.COLLECTING,
            _("Ideeën verzamelen"),
            (
                Doing(_("ideeën geven en stemmen"), _CHILDREN),
                Doing(_("vragen stellen en codes geven"), _ORGANISER),
                Doing(_("lezen voordat iets te zien is"), _("moderatoren")),
            ),
        ),
        Phase(
            E.PREPARING,
            _("De dag voorbereiden"),
            (
                Doing(_("ideeën bij elkaar zetten"), _("de analist")),
                Doing(_("aanmelden, tafels en programma maken"), _ORGANISER),
                Doing(_("zeggen dat een groep niet klopt"), _CHILDREN),
            ),
        ),
        Phase(
            E.DIALOGUE_DAY,
            _("De dialoogdag"),
            (
                Doing(_("aan tafel praten en adviezen bedenken"), _("kinderen, jongeren en volwassenen")),
                Doing(_("opschrijven wat er aan tafel gezegd is"), _("de gespreksleider")),
            ),
        ),
        Phase(
            E.DRAFTING_ADVICE,
            _("Adviezen schrijven"),
            (
                Doing(_("adviezen schrijven"), _("de gespreksleider")),
                Doing(_("teruglezen of het klopt"), _("wie aan tafel zat, kinderen eerst")),
            ),
        ),
        Phase(
            E.HANDED_OVER,
            _("Overhandigen"),
            (Doing(_("de adviezen overhandigen aan wie moet antwoorden"), _ORGANISER),),
        ),
        Phase(
            E.AWAITING_ANSWERS,
            _("Wachten op antwoord"),
            (
                Doing(_("antwoord geven op elk onderdeel"), _("ministeries en andere organisaties")),
                Doing(_("goedkeuren en publiceren"), _("een tweede persoon van die organisatie")),
            ),
        ),
        Phase(
            E.FOLLOW_UP,
            _("Antwoorden volgen"),
            (
                Doing(_("zeggen of dit een antwoord is"), _CHILDREN),
                Doing(_("vertellen hoe het met een toezegging staat"), _("wie iets heeft toegezegd")),
                Doing(_("meenemen wat nog open staat"), _ORGANISER),
            ),
        ),
    )
}


def later(day: date, years: int) -> date:
    """The same day so many years later; the last of February where there is no twenty-ninth."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
