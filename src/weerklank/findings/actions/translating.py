"""What an editor does for who reads another language: the words of a group in that language."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.findings.models import Group, GroupText
from weerklank.findings.translated import fingerprint
from weerklank.moves import Refusal
from weerklank.participation.models import MadeBy
from weerklank.participation.queries.staff import LANGUAGES


@transaction.atomic
def translate_group(
    *,
    group_id: int,
    language: str,
    title: str,
    summary: str,
    reason: str,
    checked: bool,
    by: Account,
    now: datetime,
    made_by: str = MadeBy.PERSON,
) -> Group:
    """The words of a group in another language, who made them and whether they were read; all empty takes them away.

    Also once the groups stand: the Dutch does not change by it.
    """
    group = Group.objects.select_for_update().filter(pk=group_id).first()
    if group is None:
        raise Refusal("Deze groep is er niet meer. Ververs de bladzijde.")
    if language not in LANGUAGES:
        raise Refusal("Deze taal spreken de bladzijden voor kinderen nog niet.")
    if made_by not in MadeBy.values:
        raise Refusal("Kies wie de vertaling maakte: een vertaler of een computer.", field="made_by")
    name, summary, reason = " ".join(title.split()), summary.strip(), reason.strip()
    if not name and (summary or reason):
        raise Refusal("Vertaal ook de naam van de groep. Zonder naam leest niemand de rest.", field="title")
    if name:
        GroupText.objects.update_or_create(
            group=group,
            language=language,
            defaults={
                "title": name,
                "summary": summary if group.summary else "",
                "reason": reason if group.reason else "",
                "made_by": made_by,
                "made_from": fingerprint(group),
                "checked": checked,
                "checked_by": by.name[:150] if checked else "",
                "checked_on": timezone.localdate(now) if checked else None,
            },
        )
    else:
        group.texts.filter(language=language).delete()
    stands = ("nagelezen" if checked else "nog niet nagelezen") if name else "vertaling weggehaald"
    audit.record(
        action="group.translated", obj=group, by=by, now=now, label=f"groep {group.pk}",
        note=f"{LANGUAGES[language]}, {stands}.",
    )  # fmt: skip
    return group
