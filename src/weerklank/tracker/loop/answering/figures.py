"""What is counted of a body, and in which columns it stands; every figure names the list that makes it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Figure(StrEnum):
    """One figure: the word that stands in the address of its list."""

    # what was put to a body
    ASKED = "gevraagd"
    TAKEN_OVER = "overgenomen"
    IN_TIME = "op-tijd"
    LATER = "later"
    ANSWERED_NO_TERM = "beantwoord-zonder-termijn"
    WITHIN_TERM = "binnen-de-termijn"
    PAST_TERM = "termijn-voorbij"
    WAITING_NO_TERM = "wacht-zonder-termijn"
    PASSED_ON = "overgedragen"
    NOT_FOUND = "niet-gevonden"
    # terms and explanations
    EXTENDED = "uitstel"
    IN_TIME_EXTENDED = "op-tijd-na-uitstel"
    EXPLANATION_ASKED = "uitleg-gevraagd"
    EXPLANATION_DUE = "uitleg-binnen-de-termijn"
    EXPLANATION_LATE = "uitleg-te-laat"
    EXPLAINED = "uitgelegd"
    DISSENT = "niet-eens-geworden"
    ASKED_EARLIER = "eerder-gevraagd"
    # parts
    PARTS = "onderdelen"
    FOLLOW = "overnemen"
    PARTLY = "deels-overnemen"
    DEVIATE = "afwijken"
    NOT_OURS = "niet-van-ons"
    PART_PASSED_ON = "bij-een-ander"
    PART_OPEN = "nog-geen-standpunt"
    PART_NOT_FOUND = "standpunt-niet-gevonden"
    TO_ANOTHER = "aan-een-ander"
    FROM_ANOTHER = "van-een-ander"
    # promises
    PROMISED = "beloofd"
    TO_DO = "nog-te-doen"
    OVERDUE = "te-laat"
    SAID_DONE = "gedaan"
    CONFIRMED = "bevestigd"
    DISPUTED = "betwist"
    WITHDRAWN = "ingetrokken"
    LAPSED = "vervallen"
    CARRIED_OVER = "meegenomen"
    SILENT = "stil"

    @property
    def label(self) -> str:
        return str(LABELS[self])

    @property
    def key(self) -> str:
        """Its name in a file."""
        return self.name.lower()


F = Figure
LABELS: dict[Figure, Promise] = {
    F.ASKED: _("gevraagd"),
    F.TAKEN_OVER: _("overgenomen van een ander"),
    F.IN_TIME: _("op tijd beantwoord"),
    F.LATER: _("later beantwoord"),
    F.ANSWERED_NO_TERM: _("beantwoord, zonder termijn"),
    F.WITHIN_TERM: _("wacht, binnen de termijn"),
    F.PAST_TERM: _("wacht, termijn voorbij"),
    F.WAITING_NO_TERM: _("wacht, zonder termijn"),
    F.PASSED_ON: _("helemaal overgedragen"),
    F.NOT_FOUND: _("geen antwoord gevonden"),
    F.EXTENDED: _("uitstel genomen"),
    F.IN_TIME_EXTENDED: _("op tijd dankzij uitstel"),
    F.EXPLANATION_ASKED: _("uitleg gevraagd"),
    F.EXPLANATION_DUE: _("uitleg wacht, binnen de termijn"),
    F.EXPLANATION_LATE: _("uitleg wacht, termijn voorbij"),
    F.EXPLAINED: _("uitgelegd"),
    F.DISSENT: _("niet eens geworden"),
    F.ASKED_EARLIER: _("meegenomen uit een eerdere dialoog"),
    F.PARTS: _("onderdelen"),
    F.FOLLOW: _("overnemen"),
    F.PARTLY: _("deels overnemen"),
    F.DEVIATE: _("afwijken"),
    F.NOT_OURS: _("niet van ons"),
    F.PART_PASSED_ON: _("bij een ander, zonder eigen standpunt"),
    F.PART_OPEN: _("nog geen standpunt"),
    F.PART_NOT_FOUND: _("geen standpunt gevonden"),
    F.TO_ANOTHER: _("naar een ander"),
    F.FROM_ANOTHER: _("van een ander"),
    F.PROMISED: _("beloofd"),
    F.TO_DO: _("nog te doen"),
    F.OVERDUE: _("nog te doen, dag voorbij"),
    F.SAID_DONE: _("gedaan, zegt wie het beloofde"),
    F.CONFIRMED: _("gedaan, zeggen kinderen ook"),
    F.DISPUTED: _("betwist door kinderen"),
    F.WITHDRAWN: _("ingetrokken"),
    F.LAPSED: _("vervallen"),
    F.CARRIED_OVER: _("meegenomen naar een volgende dialoog"),
    F.SILENT: _("lang niets van gehoord"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that stand in one table: ``parts_of_all`` add up to ``all``; ``beside`` are told again of some of them."""

    slug: str
    title: Promise
    whole: tuple[Figure, ...]
    parts_of_all: tuple[Figure, ...]
    beside: tuple[Figure, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        return (*self.whole, *self.parts_of_all, *self.beside)


ADVICES = Group(
    "adviezen",
    _("Is er antwoord op het advies?"),
    (F.ASKED, F.TAKEN_OVER),
    (
        F.IN_TIME,
        F.LATER,
        F.ANSWERED_NO_TERM,
        F.WITHIN_TERM,
        F.PAST_TERM,
        F.WAITING_NO_TERM,
        F.PASSED_ON,
        F.NOT_FOUND,
    ),
)
PARTS = Group(
    "onderdelen",
    _("Wat zeggen zij bij elk onderdeel?"),
    (F.PARTS,),
    (F.FOLLOW, F.PARTLY, F.DEVIATE, F.NOT_OURS, F.PART_PASSED_ON, F.PART_OPEN, F.PART_NOT_FOUND),
    (F.TO_ANOTHER, F.FROM_ANOTHER),
)
TERMS = Group(
    "uitstel",
    _("Uitstel"),
    (F.EXTENDED,),
    (),
    (F.IN_TIME_EXTENDED,),
)
EXPLAINING = Group(
    "uitleg",
    _("Gevraagde uitleg"),
    (F.EXPLANATION_ASKED,),
    (F.EXPLANATION_DUE, F.EXPLANATION_LATE, F.EXPLAINED, F.DISSENT),
)
EARLIER = Group("eerder", _("Meegenomen uit een eerdere dialoog"), (F.ASKED_EARLIER,), ())
PROMISES = Group(
    "toezeggingen",
    _("Wat is beloofd, en is het gedaan?"),
    (F.PROMISED,),
    (F.TO_DO, F.OVERDUE, F.SAID_DONE, F.CONFIRMED, F.DISPUTED, F.WITHDRAWN, F.LAPSED, F.CARRIED_OVER),
    (F.SILENT,),
)
GROUPS = (ADVICES, PARTS, TERMS, EXPLAINING, EARLIER, PROMISES)
# a column of these stands there also where everything in it is nought: leaving it out would hide that it can be
ALWAYS = frozenset(
    {
        F.ASKED,
        F.IN_TIME,
        F.LATER,
        F.WITHIN_TERM,
        F.PAST_TERM,
        F.PARTS,
        F.FOLLOW,
        F.PARTLY,
        F.DEVIATE,
        F.NOT_OURS,
        F.PART_OPEN,
        F.PROMISED,
        F.TO_DO,
        F.OVERDUE,
        F.SAID_DONE,
        F.CONFIRMED,
        F.DISPUTED,
        F.SILENT,
    }
)
