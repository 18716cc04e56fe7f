"""The lists of the workspace as tables for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.http import HttpResponse

from weerklank.answers.models import Action, Commitment, Reminder, Transfer
from weerklank.answers.queries.keeping import LinkRow
from weerklank.answers.queries.work import StockRow
from weerklank.web.spreadsheet import csv_file

_HEADER = (
    "nummer",
    "titel",
    "stand",
    "uiterlijk",
    "dagen over",
    "dagen te laat",
    "onderdelen",
    "eerste",
    "hoeveelste keer",
)


def stock_csv(rows: Iterable[StockRow]) -> HttpResponse:
    """What a ministry was asked, and until when."""
    cells = (
        (
            row.advice.number, row.advice.title, row.addressee.get_state_display(), row.due, row.days_left, row.overdue,
            row.parts, "ja" if row.addressee.lead else "nee", row.times_raised,
        )
        for row in rows
    )  # fmt: skip
    return csv_file("antwoorden", _HEADER, cells)


_PROMISE = (
    "adres", "titel", "soort", "wie beloofde", "wie sprak", "aan wie", "beloofd op", "uiterlijk", "termijn", "stand",
    "stand in de bron", "dagen te laat", "stil", "nummer", "bron",
)  # fmt: skip


def promises_csv(promises: Iterable[Commitment], today: date) -> HttpResponse:
    """What was promised, and how it stands today."""
    cells = (
        (
            one.slug, one.title, one.get_kind_display(), str(one.organisation), one.owner, one.made_to, one.made_on,
            one.due_on, one.due_note, one.get_state_display(), one.status_original, one.overdue_on(today),
            "ja" if one.silent_on(today) else "nee", one.external_id, one.source_url,
        )
        for one in promises
    )  # fmt: skip
    return csv_file("toezeggingen", _PROMISE, cells)


_ACTION = (
    "adres", "titel", "soort", "wie leidt", "begin", "uiterlijk", "stand", "dagen te laat", "mijlpalen",
    "mijlpalen af", "mijlpalen te laat", "budget", "toelichting bij het budget", "bron",
)  # fmt: skip


def actions_csv(actions: Iterable[Action], today: date) -> HttpResponse:
    """What is done, and how it stands today."""

    def row(one: Action) -> tuple[object, ...]:
        steps = list(one.milestones.all())
        return (
            one.slug, one.title, one.get_kind_display(), str(one.lead), one.start_on, one.end_on,
            one.get_state_display(), one.overdue_on(today), len(steps), sum(bool(step.done_on) for step in steps),
            sum(bool(step.overdue_on(today)) for step in steps), one.budget_amount, one.budget_note, one.source_url,
        )  # fmt: skip

    return csv_file("acties", _ACTION, (row(one) for one in actions))


_LINK = (
    "soort", "wat", "waarbij", "deel", "waarom", "wie zegt dit", "sinds", "stand", "beslist door", "beslist op",
    "reden van het besluit", "bron",
)  # fmt: skip


def links_csv(rows: Iterable[LinkRow]) -> HttpResponse:
    """Which claims there are, and who decided on them."""
    cells = (
        (
            row.kind, row.subject, row.target, row.share.label, row.share.rationale, row.share.said_by,
            row.share.made_on, row.link.get_state_display(), str(row.link.decided_by or ""), row.link.decided_on,
            row.link.decision_note, row.share.source_url,
        )
        for row in rows
    )  # fmt: skip
    return csv_file("koppelingen", _LINK, cells)


_OFFER = (
    "advies", "titel", "onderdeel", "tekst", "aangeboden door", "reden", "stand", "aangeboden op", "besloten op",
    "waarom niet", "adres",
)  # fmt: skip


def offers_csv(rows: Iterable[Transfer]) -> HttpResponse:
    """What others offered, and what became of it."""
    cells = (
        (
            row.addressee.advice.number, row.addressee.advice.title, row.part.order, row.part.text,
            str(row.addressee.organisation), row.reason, row.get_state_display(), row.proposed_on, row.settled_on,
            row.settled_note, f"/werk/overnemen/{row.pk}/",
        )
        for row in rows
    )  # fmt: skip
    return csv_file("overnemen", _OFFER, cells)


_DONE = ("adres", "toezegging", "wie", "waaraan je het ziet", "beloofd voor", "stand")


def done_csv(promises: Iterable[Commitment]) -> HttpResponse:
    """What is called done, and whether the panel agrees."""
    cells = (
        (one.slug, one.title, str(one.organisation), one.measure, one.due_on, one.get_state_display())
        for one in promises
    )
    return csv_file("gedaan", _DONE, cells)


_REMINDER = (
    "advies",
    "organisatie",
    "wie",
    "als",
    "deel van de termijn",
    "termijn tot",
    "genoteerd op",
    "verstuurd op",
)


def reminders_csv(rows: Iterable[Reminder]) -> HttpResponse:
    """Who was reminded of which term."""
    cells = (
        (
            row.addressee.advice.number, str(row.addressee.organisation), row.account.name,
            "goedkeurder" if row.as_head else "behandelend ambtenaar", f"{row.percent} %", row.term, row.made_on,
            row.sent_on,
        )
        for row in rows
    )  # fmt: skip
    return csv_file("herinneringen", _REMINDER, cells)
