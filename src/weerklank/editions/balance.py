"""Which hard minimums a table does not meet, in sentences for the organiser: listed, and never relaxed."""

from __future__ import annotations

from collections.abc import Iterable, Set
from fractions import Fraction
from math import ceil

import seating
from weerklank.editions.models import ThemeTable

NOBODY = "Er zit nog niemand aan deze tafel."
_GROUPS = {
    frozenset({"child", "young_person"}): "Kinderen en jongeren",
    frozenset({"ministry"}): "Mensen van een ministerie",
    frozenset({"organisation"}): "Mensen van een organisatie",
}
_SHARES = {Fraction(1, 3): "een derde", Fraction(1, 2): "de helft"}


def _group(categories: Set[str]) -> str:
    return _GROUPS.get(frozenset(categories), " of ".join(sorted(categories)))


def _sentence(found: seating.Unmet, table: ThemeTable) -> str:
    """What is missing and how many it takes; a minimum without words of our own speaks for itself."""
    present, everyone = len(found.people), len(table.seats.all())
    match found.constraint:
        case seating.AtLeast(number=number, categories=categories):
            group = _group(categories)
            more = number - present
            return (
                f"{group} aan deze tafel: {present or 'geen'}. Minstens {number} {'is' if number == 1 else 'zijn'} "
                f"nodig: er {'moet' if more == 1 else 'moeten'} er nog {more} bij."
            )
        case seating.AtLeastShare(share=share, categories=categories):
            group = _group(categories)
            more = ceil((share * everyone - present) / (1 - share)) if share < 1 else 0
            return (
                f"{group} zijn {present or 'geen'} van de {everyone} mensen; dat moet minstens "
                f"{_SHARES.get(share, str(share))} zijn."
                + (f" Zet er nog {more} bij, of haal anderen weg." if more else "")
            )
        case seating.NeverAlone():
            alone = next(seat.alias for seat in table.seats.all() if str(seat.pk) in found.people)
            return f"{alone} zit hier als enige kind. Zet er een kind bij, of geef dit kind een andere tafel."
    return found.sentence


def shortfalls(tables: Iterable[ThemeTable]) -> dict[int, tuple[str, ...]]:
    """Per table, by its key, everything that is not met; an empty tuple is good."""
    listed = list(tables)
    seats = [seat for table in listed for seat in table.seats.all()]
    plan = seating.TablePlan(
        tuple(seating.Person(str(seat.pk), {"role": seat.kind}) for seat in seats),
        tuple(seating.Table(str(table.pk), max(1, len(table.seats.all()))) for table in listed),
        tuple(seating.Seat(str(seat.pk), str(seat.table_id)) for seat in seats),
    )
    by_table = {table.pk: table for table in listed}
    sentences: dict[int, list[str]] = {table.pk: [] if table.seats.all() else [NOBODY] for table in listed}
    for found in seating.check(plan, seating.HARD_MINIMUMS):
        # nothing of ours lacks a table: each seat belongs to one
        if found.table is not None:
            table = by_table[int(found.table)]
            sentences[table.pk].append(_sentence(found, table))
    return {key: tuple(found) for key, found in sentences.items()}
