"""What happened before: children said things, a table wrote an advice, children confirmed it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

from tests.conftest import NOW, Cast
from weerklank.advices import actions
from weerklank.advices.models import Advice
from weerklank.editions.models import ThemeTable
from weerklank.findings.models import Group, GroupMembership
from weerklank.participation.models import Consultation, Contribution, ReturnCode

PARTS = ("Maak de schoolreis gratis.", "Laat niemand zien wie er geld krijgt.")
SECRET = "Mijn moeder huilt als de brief van de schoolreis komt"


def said(consultation: Consultation, text: str, *, state: str = "grouped", **more: object) -> Contribution:
    return Contribution.objects.create(
        consultation=consultation,
        original=text,
        received_on=date(2026, 11, 10),
        submission_key=uuid4().hex,
        state=state,
        **more,
    )


def group_of(consultation: Consultation, title: str, *contributions: Contribution) -> Group:
    group = Group.objects.create(consultation=consultation, title=title, summary=f"{title}, zeggen kinderen.")
    for contribution in contributions:
        GroupMembership.objects.create(group=group, contribution=contribution)
    return group


def return_code(number: int = 1) -> ReturnCode:
    return ReturnCode.objects.create(ticket_hash=uuid4().hex, finder=number, salt=b"0" * 16, digest=b"1" * 32)


def written(
    table: ThemeTable, cast: Cast, *groups: Group, now: datetime = NOW, title: str = "Meedoen is voor iedereen"
) -> Advice:
    text = actions.AdviceText(
        title=title,
        text="Zorg dat geld nooit de reden is dat je niet mee kunt.",
        why="Nu blijven kinderen thuis.",
        done_when="Als iedereen mee kan op reis.",
        parts=PARTS,
        group_ids=tuple(group.pk for group in groups),
    )
    return actions.create_advice(table_id=table.pk, text=text, by=cast.facilitator, now=now)


def read_back(advice: Advice, cast: Cast, *, dissent: str = "", now: datetime = NOW) -> Advice:
    actions.start_read_back(advice_id=advice.pk, by=cast.facilitator, now=now)
    for at, seat in enumerate(actions.young_seats(advice)):
        actions.say_read_back(
            advice_id=advice.pk,
            seat_id=seat.pk,
            agrees=not (dissent and at == 0),
            dissent=dissent if at == 0 else "",
            by=cast.facilitator,
            now=now,
        )
    return advice


def adopted(table: ThemeTable, cast: Cast, *groups: Group, now: datetime = NOW) -> Advice:
    advice = read_back(written(table, cast, *groups, now=now), cast, now=now)
    return actions.adopt_advice(advice_id=advice.pk, by=cast.facilitator, now=now)


def frozen(table: ThemeTable, cast: Cast, *groups: Group, now: datetime = NOW) -> Advice:
    return actions.freeze_advice(advice_id=adopted(table, cast, *groups, now=now).pk, by=cast.organiser, now=now)
