"""The words of a reminder: which advice, until when, who writes; never what the advice asks, for those are children's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weerklank.accounts.models import Account
from weerklank.answers.line.sheet import MONTHS
from weerklank.answers.models import Reminder

_PASSED = {
    50: "De helft van de termijn is voorbij",
    75: "Driekwart van de termijn is voorbij",
    90: "De termijn is bijna voorbij",
}
NOBODY = (
    "Niemand van uw ministerie staat in deze editie als behandelend ambtenaar. Vraag de organisator iemand te noemen; "
    "wat er al geschreven is, staat klaar."
)


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    body: str


def in_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _days(count: int) -> str:
    return f"{count} dag" if count == 1 else f"{count} dagen"


def standing(term: date, today: date) -> str:
    """How long it still is, or how long ago it ended."""
    left = (term - today).days
    if left > 0:
        return f"nog {_days(left)}"
    return f"{_days(-left)} te laat" if left else "vandaag is de laatste dag"


def letter(reminder: Reminder, officials: Sequence[Account], *, today: date, site: str) -> Letter:
    """What one person is told of one term."""
    addressee = reminder.addressee
    number, stands = addressee.advice.number, standing(reminder.term, today)
    explaining = addressee.state == "clarification_due"
    asked = "uitleggen wat het antwoordde op" if explaining else "antwoorden op"
    passed = _PASSED.get(reminder.percent, "De termijn is voorbij") if reminder.term != today else "De termijn loopt af"
    parts = [
        "Dag,",
        f"{addressee.organisation.name} moet uiterlijk {in_words(reminder.term)} {asked} advies {number}. {passed}: {stands}.",
        f"Hoe het nu staat: {addressee.get_state_display()}.",
        _who(reminder, officials),
        f"Het advies en het antwoord: {site}/werk/antwoorden/{addressee.pk}/",
        "In deze post staat met opzet niets van wat kinderen vroegen.",
    ]
    if addressee.edition.is_demonstration:
        parts.insert(0, "Dit is een voorbeeld: dit advies is bedacht om te laten zien hoe Weerklank werkt.")
    return Letter(f"Weerklank: advies {number}, {stands}", "\n\n".join(part for part in parts if part) + "\n")


def _who(reminder: Reminder, officials: Sequence[Account]) -> str:
    if not officials:
        return NOBODY
    names = ", ".join(account.name for account in officials)
    return f"Behandelend ambtenaar: {names}." if reminder.as_head else ""
