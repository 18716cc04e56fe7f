"""The organiser reads in what tables wrote on paper: as drafts, which the table still reads back with children first."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from weerklank.accounts.models import Account
from weerklank.advices import actions as advices
from weerklank.answers.actions.handing_over import of_its_kind
from weerklank.answers.advice_list import AdviceList, Usual, read
from weerklank.answers.models import Addressee
from weerklank.audit import actions as audit
from weerklank.editions.models import Edition
from weerklank.moves import Refusal


@transaction.atomic
def read_in_advices(*, edition_id: int, text: str, usual: Usual, by: Account, now: datetime) -> AdviceList:
    """All of the list or nothing; what is there already stays as it is, so that twice is once."""
    edition = Edition.objects.select_for_update().get(pk=edition_id)
    if not advices.may_write(edition):
        raise Refusal("De adviezen van deze editie zijn al overhandigd. Er komt geen advies meer bij.")
    found = read(text, edition, usual)
    if found.refusal:
        raise Refusal(found.refusal, field="text")
    if found.wrong:
        count = len(found.wrong)
        raise Refusal(f"Er is niets ingelezen: {count} {'rij klopt' if count == 1 else 'rijen kloppen'} nog niet.")
    numbers = []
    for row in found.new:
        of_its_kind(edition, row.answers, "text")
        advice = advices.create_advice(
            table_id=row.table.pk,
            text=advices.AdviceText(
                title=row.title,
                text=row.text,
                why=row.why,
                done_when=row.done_when,
                adult_additions=row.adult_additions,
                parts=row.parts,
            ),
            by=by,
            now=now,
        )
        Addressee.objects.bulk_create(
            Addressee(advice=advice, organisation=body, lead=place == 0) for place, body in enumerate(row.answers)
        )
        numbers.append(advice.number)
    if numbers:
        note = f"Van papier ingelezen: {', '.join(numbers)}."
        audit.record(action="edition.advices_read_in", obj=edition, by=by, now=now, note=note)
    return found
