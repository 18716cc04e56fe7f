"""What a new edition takes over first: what the one before leaves open, so that it is the first thing that is talked about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from weerklank.accounts.models import Account
from weerklank.answers.actions import carrying_over
from weerklank.answers.models import CarriedOver
from weerklank.editions.models import Edition
from weerklank.editions.taking_over import THERE, Item, Piece, Shift, offer

_ALL = "alles"


def _open(shift: Shift) -> Iterable[Item]:
    """All of it or none: a choice among what is open would be a choice of what is forgotten."""
    previous = shift.previous
    questions = [
        f"{one.organisation} antwoordde nog niet op {one.advice}" for one in carrying_over.open_questions(previous)
    ]
    promises = [f"{one.organisation}: {one.title}" for one in carrying_over.open_promises(previous)]
    if not questions and not promises:
        if shift.edition and CarriedOver.objects.filter(into=shift.edition).exists():
            yield Item(_ALL, "Alles wat openstond", blocked=THERE)
        return
    blocked = ""
    if previous.state not in carrying_over.MAY_GO_ALONG:
        blocked = f"dat kan als de antwoorden lopen; de stand van {previous} is nu ‘{previous.get_state_display()}’"
    elif shift.year <= previous.year:
        blocked = "dat kan alleen naar een later jaar"
    elif not shift.insider:
        blocked = f"dat doet wie {previous} organiseert"
    asked = "vraag" if len(questions) == 1 else "vragen"
    promised = "toezegging" if len(promises) == 1 else "toezeggingen"
    words = f"Alles wat openstaat: {len(questions)} {asked} zonder antwoord en {len(promises)} {promised}"
    yield Item(_ALL, words, blocked=blocked, parts=(*questions, *promises))


def _lay_open(shift: Shift, edition: Edition, keys: frozenset[str], by: Account, now: datetime) -> None:
    carrying_over.carry_over(edition_id=shift.previous.pk, into_id=edition.pk, by=by, now=now)


offer(
    Piece(
        "open",
        "Eerst wat nog openstaat",
        "Dit wordt het eerste punt op de agenda. Geen termijn begint opnieuw: wat te laat was, blijft te laat.",
        _open,
        _lay_open,
        0,
    )
)
