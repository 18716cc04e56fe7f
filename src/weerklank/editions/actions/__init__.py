"""What organisers do: with an edition as a whole, with its themes, and with its tables and seats."""

from weerklank.editions.actions.edition import advance, create_edition, describe_edition, give_role, withdraw_role
from weerklank.editions.actions.tables import add_seat, add_seats, add_table, change_table, remove_seat, remove_table
from weerklank.editions.actions.themes import Wording, add_theme, remove_theme, word_themes

__all__ = [
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
    "remove_seat",
    "remove_table",
    "remove_theme",
    "withdraw_role",
    "word_themes",
]
