"""The letter to who owes an edition something: plain text, ready to print or copy. Nothing here sends it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from weerklank.accounts.models import Organisation
from weerklank.answers.queries.chasing import Chase, What, Why
from weerklank.editions.models import Edition

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
_HEADS = {
    Why.LATE: "Hierop wachten kinderen langer dan was afgesproken:",
    Why.SILENT: "Hierover is al lang niets verteld:",
    Why.SOON: "Hiervan loopt de termijn binnenkort af:",
}
_ASKS = {
    What.ANSWER: "Wij vragen om een antwoord op elk onderdeel.",
    What.EXPLANATION: "Kinderen vonden het antwoord niet duidelijk. Wij vragen om de uitleg.",
    What.PROMISE: "Wij vragen om een bericht over hoe het staat, met wat te zien is.",
}


def in_words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _of(row: Chase, site: str) -> str:
    due = f" Uiterste dag: {in_words(row.due)}." if row.due else ""
    return f"- {row.title}\n  {row.when.capitalize()}.{due} {_ASKS[row.what]}\n  {site}{row.href}"


def letter(*, edition: Edition, to: Organisation, rows: Sequence[Chase], today: date, site: str, sender: str) -> str:
    """All that one organisation owes, the most pressing first, with where it can be read."""
    parts = (
        ["DEMONSTRATIE: deze brief, wie hem krijgt en wat erin staat, zijn verzonnen."]
        if edition.is_demonstration
        else []
    )
    parts += [
        sender,
        in_words(today),
        f"Aan: {to.name}",
        f"Onderwerp: wat kinderen en jongeren van u verwachten ({edition})",
        "Geachte heer, mevrouw,",
        f"Kinderen en jongeren gaven adviezen in ‘{edition}’. U zou daarop antwoorden, of u beloofde iets te doen. "
        "Wat daarvan nog openstaat, leest u hieronder.",
    ]
    for why in Why:
        lines = [_of(row, site) for row in rows if row.why == why]
        if lines:
            parts.append("\n\n".join([_HEADS[why], *lines]))
    parts += [
        "Iedereen kan lezen hoe lang dit al wacht. Dat kunnen wij niet verbergen en niet aanpassen. Een antwoord of "
        "bericht van u verandert het meteen. Hoort dit bij een ander? Bied het dan aan; tot die het aanneemt, "
        "wachten kinderen op u.",
        "Met vriendelijke groet,",
        f"{sender}\norganisatie van {edition}",
    ]
    return "\n\n".join(parts) + "\n"
