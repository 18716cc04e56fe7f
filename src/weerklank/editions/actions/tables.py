"""What organisers do with the tables of an edition: set them, say who sits there by alias, clear them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import count, islice

from django.db import transaction
from django.db.models import Max

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.editions.actions.locks import being_made, table_being_set
from weerklank.editions.hanging import hanging
from weerklank.editions.models import SEATED_AS, Edition, Seat, SeatKind, TableOffer, ThemeTable
from weerklank.editions.words import counted
from weerklank.moves import Refusal

# more people than this do not talk with one another at one table
MOST_SEATS = 30


def _next_number(edition: Edition) -> int:
    """Tables are counted through the day, whatever they talk about: whoever is sent to table 4 finds one."""
    tables = ThemeTable.objects.filter(edition_theme__edition=edition)
    return (tables.aggregate(last=Max("number"))["last"] or 0) + 1


def _refuse_a_number_twice(edition: Edition, number: int) -> None:
    other = ThemeTable.objects.filter(edition_theme__edition=edition, number=number).first()
    if other:
        raise Refusal(
            f"Tafel {number} is er al, bij ‘{other.edition_theme}’. Kies een ander nummer; {_next_number(edition)} is vrij.",
            field="number",
        )


@transaction.atomic
def add_table(
    *, edition_id: int, edition_theme_id: int, number: int | None, place: str, by: Account, now: datetime
) -> ThemeTable:
    """A table for a theme; without a number it gets the next one of the day."""
    edition = being_made(edition_id)
    theme = edition.themes.filter(pk=edition_theme_id).first()
    if theme is None:
        raise Refusal("Dit thema hoort niet meer bij deze editie. Kies een ander.", field="edition_theme")
    number = number or _next_number(edition)
    _refuse_a_number_twice(edition, number)
    table = ThemeTable.objects.create(edition_theme=theme, number=number, place=place)
    audit.record(action="table.added", obj=table, by=by, now=now)
    return table


@transaction.atomic
def set_out_tables(*, edition_id: int, counts: Mapping[SeatKind, int], by: Account, now: datetime) -> list[ThemeTable]:
    """A table with these places for every theme that has none yet; whoever presses twice finds nothing left to do."""
    edition = being_made(edition_id)
    if not any(counts.values()):
        raise Refusal("Vul bij minstens één soort in hoeveel plaatsen een tafel krijgt.", field=SeatKind.CHILD.value)
    if sum(counts.values()) > MOST_SEATS:
        raise Refusal(f"Aan een tafel passen hoogstens {MOST_SEATS} mensen.", field=SeatKind.CHILD.value)
    bare = list(edition.themes.filter(tables__isnull=True).order_by("order", "id"))
    if not bare:
        raise Refusal("Elk thema heeft al een tafel.")
    first, places = _next_number(edition), sum(counts.values())
    tables = [ThemeTable.objects.create(edition_theme=theme, number=number) for number, theme in enumerate(bare, first)]
    # the table plan counts on the places that were laid, not on a usual number
    TableOffer.objects.bulk_create(TableOffer(table=table, places=places) for table in tables)
    Seat.objects.bulk_create(
        Seat(table=table, kind=kind, alias=f"{SEATED_AS[kind]} {number}")
        for table in tables
        for kind, wanted in counts.items()
        for number in range(1, wanted + 1)
    )
    names = ", ".join(theme.name for theme in bare)
    audit.record(action="tables.set_out", obj=edition, by=by, now=now, note=f"Een tafel voor: {names}.")
    return tables


@transaction.atomic
def change_table(*, table_id: int, number: int, place: str, by: Account, now: datetime) -> ThemeTable:
    """A table gets another number or stands somewhere else."""
    edition, table = table_being_set(table_id)
    # a number that two tables had already may stay: the other of them may be at work
    if number != table.number:
        _refuse_a_number_twice(edition, number)
    table.number, table.place = number, place
    table.save(update_fields=["number", "place"])
    audit.record(action="table.changed", obj=table, by=by, now=now, note=f"Plaats: {place or 'nog niet bekend'}.")
    return table


@transaction.atomic
def remove_table(*, table_id: int, by: Account, now: datetime) -> Edition:
    """A table goes, with the places at it; only while no record or advice was written there."""
    edition, table = table_being_set(table_id)
    # first the log, which comes one at a time: whatever was being written at the table then shows in the count
    audit.record(action="table.removed", obj=edition, by=by, now=now, note=f"{table} is weggehaald.")
    if found := hanging(table, apart_from="editions.seat"):
        raise Refusal(f"Aan {table} is al gewerkt: er hangt {found} aan. Daarom blijft de tafel staan.")
    table.delete()
    return edition


def _room_for(table: ThemeTable, more: int, *, field: str) -> None:
    sitting = table.seats.count()
    if sitting + more > MOST_SEATS:
        raise Refusal(
            f"Aan een tafel passen hoogstens {MOST_SEATS} mensen. Er zijn er {sitting}; zet er een tafel bij.",
            field=field,
        )


def _offer_as_many(table: ThemeTable) -> None:
    """A table offers at least the places that stand there."""
    standing = table.seats.count()
    TableOffer.objects.filter(table=table, places__lt=standing).update(places=standing)


@transaction.atomic
def add_seats(*, table_id: int, counts: Mapping[SeatKind, int], by: Account, now: datetime) -> list[Seat]:
    """So many places of each kind at once, each under its kind and the next free number."""
    _, table = table_being_set(table_id)
    wanted = {kind: number for kind, number in counts.items() if number > 0}
    if not wanted:
        raise Refusal("Vul bij minstens één soort in hoeveel plaatsen erbij komen.", field=next(iter(SeatKind)).value)
    _room_for(table, sum(wanted.values()), field=next(iter(wanted)).value)
    taken = {alias.casefold() for alias in table.seats.values_list("alias", flat=True)}
    seats = []
    for kind, number in wanted.items():
        aliases = (f"{SEATED_AS[kind]} {place}" for place in count(1))
        free = (alias for alias in aliases if alias.casefold() not in taken)
        seats += [Seat(table=table, kind=kind, alias=alias) for alias in islice(free, number)]
    added = Seat.objects.bulk_create(seats)
    _offer_as_many(table)
    audit.record(action="table.seats_added", obj=table, by=by, now=now, note=f"Erbij: {counted(wanted)}.")
    return added


@transaction.atomic
def add_seat(*, table_id: int, kind: SeatKind, alias: str, by: Account, now: datetime) -> Seat:
    """One place, under an alias that was thought of for it."""
    _, table = table_being_set(table_id)
    if table.seats.filter(alias__iexact=alias).exists():
        raise Refusal(f"Aan deze tafel zit al ‘{alias}’. Kies een andere schuilnaam.", field="alias")
    _room_for(table, 1, field="alias")
    seat = Seat.objects.create(table=table, kind=kind, alias=alias)
    _offer_as_many(table)
    # the alias stays out of the log: should it be a name after all, then it can still be removed
    audit.record(action="table.seats_added", obj=table, by=by, now=now, note=f"Erbij: {counted({kind: 1})}.")
    return seat


@transaction.atomic
def remove_seat(*, table_id: int, seat_id: int, by: Account, now: datetime) -> ThemeTable:
    """A place goes, unless whoever sits there spoke, or must still be heard."""
    _, table = table_being_set(table_id)
    seat = table.seats.filter(pk=seat_id).first()
    if seat is None:
        raise Refusal("Deze plaats is al weggehaald. Ververs de bladzijde.")
    audit.record(
        action="table.seat_removed", obj=table, by=by, now=now, note=f"Weg: {counted({SeatKind(seat.kind): 1})}."
    )
    if hanging(seat):
        raise Refusal(
            f"{seat.alias} zei al of een advies klopt. Die stem blijft staan, en dus ook deze plaats. "
            "Alleen als de tafelbegeleider het advies herschrijft, vervalt wat erover gezegd is."
        )
    # a young person who is not yet heard holds the adults back; taking the place away would let them pass
    advice = table.advices.filter(state="read_back").first()
    if advice:
        raise Refusal(
            f"Advies {advice.number} wordt nu teruggelezen aan deze tafel. Tot dat klaar is, gaat niemand van tafel: "
            "wie nog niets zei, moet nog gehoord worden."
        )
    seat.delete()
    return table
