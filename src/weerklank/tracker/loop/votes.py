"""The counts of votes as everybody may read them: per statement and channel, never added up, small numbers hidden."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from weerklank.editions.models import Edition
from weerklank.findings.addresses import said_address
from weerklank.findings.queries import ChannelCount, StatementCount, latest_counts
from weerklank.participation.lifecycle import ConsultationState
from weerklank.participation.models import Consultation
from weerklank.web.listing import Cell, Column, Table

# while children vote, what others voted would lead them
COUNTED_STATES = (
    ConsultationState.CLOSED,
    ConsultationState.GROUPED,
    ConsultationState.FIXED,
    ConsultationState.REPORTED,
)
HIDDEN = "."


@dataclass(frozen=True, slots=True)
class Voted:
    """One question with its counted statements, and when they were counted."""

    question: str
    table: Table
    counted_on: date
    href: str


def voted(edition: Edition) -> tuple[Voted, ...]:
    asked = (
        Consultation.objects.filter(edition=edition, state__in=COUNTED_STATES)
        .select_related("edition")
        .prefetch_related("opinion_runs")
    )
    found = []
    for consultation in asked:
        counts = latest_counts(consultation)
        if counts and counts.statements:
            counted_on = localtime(counts.made_at).date()
            found.append(
                Voted(consultation.question, _table(counts.statements), counted_on, said_address(consultation))
            )
    return tuple(found)


def _table(statements: tuple[StatementCount, ...]) -> Table:
    columns = (
        Column(_("Stelling")),
        Column(_("Hoe gestemd")),
        Column(_("Eens"), numeric=True),
        Column(_("Oneens"), numeric=True),
        Column(_("Weet ik niet"), numeric=True),
        Column(_("Deel dat het eens is"), numeric=True),
    )
    rows = tuple(_row(statement, channel) for statement in statements for channel in statement.channels)
    return Table(_("Wat kinderen stemden"), columns, rows)


def _row(statement: StatementCount, channel: ChannelCount) -> tuple[Cell, ...]:
    share = channel.share
    told = (
        _("{percent}% (tussen {low}% en {high}%)").format(
            percent=share.percent, low=share.low_percent, high=share.high_percent
        )
        if share
        else HIDDEN
    )
    counts = (channel.agree, channel.disagree, channel.passed)
    return (
        Cell(statement.text),
        Cell(str(channel.channel.label)),
        *(Cell(HIDDEN if count is None else str(count)) for count in counts),
        Cell(told),
    )
