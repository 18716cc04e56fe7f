"""Holding what is changed until the transaction ends, so that two people at once come after one another."""

from __future__ import annotations

from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import Edition, ThemeTable
from weerklank.moves import Refusal


def locked(edition_id: int) -> Edition:
    """The edition, held until the transaction ends."""
    try:
        return Edition.objects.select_for_update().get(pk=edition_id)
    except Edition.DoesNotExist:
        raise Refusal("Deze editie bestaat niet meer.") from None


def being_made(edition_id: int) -> Edition:
    """The edition, held, whose themes and tables may still change.

    Its key is left free: whoever adds a row to this edition in the same moment holds the log and must not wait
    for us while we wait for the log.
    """
    edition = Edition.objects.select_for_update(no_key=True).filter(pk=edition_id).first()
    if edition is None:
        raise Refusal("Deze editie bestaat niet meer.")
    if edition.state == EditionState.CLOSED:
        raise Refusal("Deze editie is gesloten. Haar thema’s en tafels veranderen niet meer.")
    return edition


def table_being_set(table_id: int) -> tuple[Edition, ThemeTable]:
    """A table and its edition, both held."""
    gone = Refusal("Deze tafel is net weggehaald. Ga terug naar de lijst met tafels.")
    edition_id = ThemeTable.objects.filter(pk=table_id).values_list("edition_theme__edition_id", flat=True).first()
    if edition_id is None:
        raise gone
    edition = being_made(edition_id)
    table = ThemeTable.objects.select_for_update(no_key=True).filter(pk=table_id).first()
    if table is None:
        raise gone
    return edition, table
