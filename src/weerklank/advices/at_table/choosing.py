"""Afterwards: where two devices differed and nobody at the table chose, somebody in the workspace does."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from weerklank.accounts.models import Account
from weerklank.advices.at_table.laying import lay, state_of
from weerklank.advices.at_table.merging import Kind, Operation, State, Version
from weerklank.advices.models import TableOperation
from weerklank.audit import actions as audit
from weerklank.editions.models import ThemeTable
from weerklank.moves import Refusal

# the workspace is one more device at every table, and always the same one
WORKSPACE = uuid.UUID("7a1e0000-0000-4000-8000-000000000001")


@dataclass(frozen=True, slots=True)
class Dispute:
    """One field of which two devices gave another value."""

    what: str
    id: str
    advice: str
    name: str
    title: str
    versions: tuple[Version, ...]
    after: tuple[str, ...] = ()


def disputes_of(state: State) -> tuple[Dispute, ...]:
    """Every field with more than one version, in the row of the table."""
    found = []
    for note in state.notes:
        found += [
            Dispute("note", note.id, "", name, str(note.first("text")), note.fields[name]) for name in note.disputed
        ]
    for draft in state.advices:
        title = str(draft.first("title"))
        for what, thing in (("advice", draft), *(("part", part) for part in draft.parts)):
            found += [
                Dispute(what, thing.id, draft.id, name, title, thing.fields[name], draft.reopenings)
                for name in thing.disputed
            ]
    return tuple(found)


@transaction.atomic
def choose_version(*, table_id: int, version: str, by: Account, now: datetime) -> ThemeTable:
    """One of the versions holds from now on; the other stays among what was written."""
    table = ThemeTable.objects.select_for_update().get(pk=table_id)
    state = state_of(table)
    found = [(one, each) for one in disputes_of(state) for each in one.versions if version in each.ids]
    if not found:
        raise Refusal("Hierover is al gekozen. Ververs de bladzijde.")
    dispute, chosen = found[0]
    data = {
        "object": dispute.what,
        "id": dispute.id,
        "fields": {dispute.name: chosen.value},
        "seen": {dispute.name: [key for each in dispute.versions for key in each.ids]},
        "after": list(dispute.after),
    } | ({"advice": dispute.advice} if dispute.what == "part" else {})
    one = Operation(str(uuid.uuid4()), str(WORKSPACE), state.clock + 1, Kind.PUT, data, "werkruimte")
    TableOperation.objects.create(
        key=one.id, table=table, device=one.device, clock=one.clock, who=one.who, kind=one.kind.value, data=data
    )
    audit.record(action="table.version_chosen", obj=table, by=by, now=now)
    lay(table_id=table.pk, now=now)
    return table
