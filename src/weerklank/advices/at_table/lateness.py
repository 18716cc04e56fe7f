"""What came in after the day of a table: words may still come beside those of the day, and change none of them.

A clock on a device proves nothing, and neither does an old cookie: of a row that came in on the day it is known that
somebody sent it while the table sat there, of a later one only that somebody holds a device that once was at the table.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from weerklank.advices.at_table.merging import Kind, Operation, State

WAITS = "Verstuurd na de dag van de tafel. De tafelbegeleider leest dit en beslist of het erbij komt."
READ_ON_THE_DAY = (
    "Verstuurd na de dag van de tafel. Dit advies werd toen al teruggelezen; de tekst verandert niet meer."
)
NOBODY_SAYS = "Verstuurd na de dag van de tafel. Wat iemand bij het teruglezen zegt, telt alleen op de dag zelf of in de werkruimte."
STOOD = "Verstuurd na de dag van de tafel. Wat er op de dag zelf al stond, verandert hierdoor niet."
AFTER_THE_DAY = (WAITS, READ_ON_THE_DAY, NOBODY_SAYS, STOOD)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The words of one advice that came in after the day and about which nobody decided yet."""

    advice: str
    title: str
    words: tuple[tuple[str, object], ...]
    rows: tuple[tuple[int, str], ...]

    @property
    def up_to(self) -> int:
        return max(row for row, _ in self.rows)


def judged(
    on_the_day: State, timely: Iterable[Operation], late: Iterable[Operation], let_in: Collection[str]
) -> Mapping[str, str]:
    """Which of what came in late does not count, with the reason."""
    puts = [one for one in timely if one.kind == Kind.PUT]
    notes = {str(one.data["id"]) for one in puts if one.data["object"] == "note"}
    record = {name for one in puts if one.data["object"] == "record" for name in one.data["fields"]}
    begun = {draft.id for draft in on_the_day.advices if draft.starts}
    reasons = {one.id: _why_not(one, notes, record, begun, let_in) for one in late}
    return {key: reason for key, reason in reasons.items() if reason}


def _why_not(
    one: Operation, notes: Collection[str], record: Collection[str], begun: Collection[str], let_in: Collection[str]
) -> str:
    if one.advice:
        if one.kind != Kind.PUT:
            return NOBODY_SAYS
        if one.advice in begun:
            return READ_ON_THE_DAY
        return "" if one.id in let_in else WAITS
    if one.kind != Kind.PUT:
        return ""
    known = one.data.get("id") in notes if one.data["object"] == "note" else set(one.data["fields"]) & set(record)
    return STOOD if known else ""
