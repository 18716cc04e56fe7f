"""What pages about an edition ask."""

from weerklank.editions.queries.edition import (
    ELSEWHERE,
    MOVE_LABELS,
    Step,
    TableRow,
    editions_of,
    editions_to_look_at,
    may_organise,
    may_precede,
    roles_in,
    steps,
    table_row,
    table_rows,
    themes_left,
    themes_of,
)
from weerklank.editions.queries.waiting import duties

__all__ = [
    "ELSEWHERE",
    "MOVE_LABELS",
    "Step",
    "TableRow",
    "duties",
    "editions_of",
    "editions_to_look_at",
    "may_organise",
    "may_precede",
    "roles_in",
    "steps",
    "table_row",
    "table_rows",
    "themes_left",
    "themes_of",
]
