"""What organisers do: with an edition as a whole, with its themes, and with its tables and seats."""

from weerklank.editions.actions.edition import (
    TAKING_OVER,
    advance,
    create_edition,
    describe_edition,
    give_role,
    refuse_what_cannot_begin,
    shift_of,
    take_over,
    who_must_hear,
    withdraw_role,
)
from weerklank.editions.actions.tables import (
    add_seat,
    add_seats,
    add_table,
    change_table,
    remove_seat,
    remove_table,
    set_out_tables,
)
from weerklank.editions.actions.themes import Wording, add_theme, read_in_themes, remove_theme, word_themes

__all__ = [
    "TAKING_OVER",
    "Wording",
    "add_seat",
    "add_seats",
    "add_table",
    "add_theme",
    "advance",
    "change_table",
    "create_edition",
    "describe_edition",
    "give_role",
    "read_in_themes",
    "refuse_what_cannot_begin",
    "remove_seat",
    "remove_table",
    "remove_theme",
    "set_out_tables",
    "shift_of",
    "take_over",
    "who_must_hear",
    "withdraw_role",
    "word_themes",
]
