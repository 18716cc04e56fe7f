"""What the page of a group shows: how far it is, never who wrote what, nor words, nor in which order."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from weerklank.participation import addresses
from weerklank.participation.lifecycle import ContributionState, StatementState
from weerklank.participation.models import Consultation, EntryPoint, EntryPointKind, HandTally, HelpLine, Statement
from weerklank.participation.pictures import class_codes
from weerklank.participation.queries.child import HOME_TERRITORY

MOST_STATEMENTS = 7
A_FEW = 5
"""Below this, and between its multiples, a number would tell who was last."""
_FOR_ADULTS = ("veilig-thuis", "112", "kindertelefoon")


def find_group(typed: str) -> tuple[EntryPoint, str] | None:
    """The group behind a short address, and the address as we read it."""
    secret = addresses.read(typed)
    if secret is None:
        return None
    entry_point = (
        EntryPoint.objects.select_related("consultation__edition", "consultation__edition_theme__theme")
        .filter(page_hash=addresses.page_hash(secret))
        .exclude(kind=EntryPointKind.OPEN)
        .first()
    )
    return (entry_point, secret) if entry_point else None


def open_consultations(today: date) -> tuple[Consultation, ...]:
    """The questions for which a teacher can make a code today."""
    asked = Consultation.objects.filter(state="open").select_related("edition", "edition_theme")
    return tuple(one for one in asked.order_by("closes_on", "slug") if one.takes_input_on(today))


def in_words(count: int) -> str:
    """A count from which nobody can see who was the last to press."""
    if count == 0:
        return _("nog niemand")
    if count < A_FEW:
        return _("een paar")
    return _("zeker %(count)d") % {"count": count // A_FEW * A_FEW}


@dataclass(frozen=True, slots=True)
class GroupState:
    """How a group stands today."""

    code: str
    is_open: bool
    takes_in: bool
    is_full: bool
    ended: bool
    opens_on: date
    closes_on: date
    places: int
    used: str
    arrived: bool
    hands_counted: int
    cards: int
    hear_by: date | None


def state_of(entry_point: EntryPoint, today: date) -> GroupState:
    closes = entry_point.consultation.closes_on
    is_open = entry_point.open_on(today)
    said = entry_point.contributions.exclude(state=ContributionState.WITHDRAWN)
    counted = entry_point.hand_tallies.exclude(agree=0, disagree=0, passed=0)
    return GroupState(
        code=class_codes.spaced(entry_point.code or ""),
        is_open=is_open,
        takes_in=is_open and entry_point.has_room,
        is_full=is_open and not entry_point.ended and not entry_point.has_room,
        ended=entry_point.ended,
        opens_on=max(filter(None, (entry_point.valid_from, entry_point.consultation.opens_on))),
        closes_on=min(entry_point.valid_to, closes or entry_point.valid_to),
        places=entry_point.max_uses,
        used=in_words(entry_point.uses),
        arrived=said.exists(),
        hands_counted=counted.count(),
        cards=entry_point.paper_cards.count(),
        hear_by=entry_point.consultation.hear_by,
    )


@dataclass(frozen=True, slots=True)
class HandRow:
    """One statement of this group, and the hands that were counted for it."""

    statement_id: int
    text: str
    language: str
    number: int
    agree: int
    disagree: int
    passed: int
    present: int


def statements_of_group(entry_point: EntryPoint) -> list[Statement]:
    """At most seven: those that this group counted already, then of more than seven each group its own."""
    open_now = list(
        entry_point.consultation.statements.filter(state=StatementState.OPEN)
        .order_by("order", "id")
        .prefetch_related("texts")
    )
    if len(open_now) <= MOST_STATEMENTS:
        return open_now
    counted = set(entry_point.hand_tallies.values_list("statement_id", flat=True))
    own = sorted(open_now, key=lambda one: (one.pk not in counted, _lot(entry_point, one)))[:MOST_STATEMENTS]
    return [one for one in open_now if one in own]


def _lot(entry_point: EntryPoint, statement: Statement) -> bytes:
    return hashlib.sha256(f"{entry_point.page_hash}|{entry_point.pk}|{statement.pk}".encode()).digest()


def text_of(statement: Statement, language: str) -> tuple[str, str]:
    """A statement in this language, or in its own; and which of the two."""
    if statement.language != language:
        for one in statement.texts.all():
            if one.language == language:
                return one.text, language
    return statement.text, statement.language


def hands_of(entry_point: EntryPoint) -> tuple[HandRow, ...]:
    tallies = {one.statement_id: one for one in entry_point.hand_tallies.all()}
    rows = []
    for number, statement in enumerate(statements_of_group(entry_point), start=1):
        text, language = text_of(statement, entry_point.language)
        tally = tallies.get(statement.pk) or HandTally()
        rows.append(
            HandRow(statement.pk, text, language, number, tally.agree, tally.disagree, tally.passed, tally.present)
        )
    return tuple(rows)


def lines_for_adults() -> tuple[HelpLine, ...]:
    """Where somebody who leads a group turns when a child tells something; the numbers stand in the content."""
    found = {line.slug: line for line in HelpLine.objects.filter(territory=HOME_TERRITORY, slug__in=_FOR_ADULTS)}
    return tuple(found[slug] for slug in _FOR_ADULTS if slug in found)
