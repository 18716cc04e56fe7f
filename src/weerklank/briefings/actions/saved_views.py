"""A list as somebody filtered it gets an address that stays: what is asked, never who asked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerklank.briefings.models import SavedView
from weerklank.moves import Refusal

# people keep a handful of lists a day; a machine that walks through all of them fills a disk
MOST_A_DAY = 500


def key_of(filters: Mapping[str, Sequence[str]]) -> str:
    """The same filters, the same key, in whatever order they were chosen."""
    said = json.dumps({name: sorted(values) for name, values in filters.items()}, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@transaction.atomic
def keep_view(*, filters: Mapping[str, Sequence[str]], name: str, now: datetime) -> SavedView:
    """The address of this list; who asked for it first is nobody's business, so it stands in no log either.

    The name is a description that the caller made of the filters: nothing that a visitor typed is published unread.
    """
    if not any(filters.values()):
        raise Refusal(
            "Er is nog niets gekozen. Kies eerst een filter of zoek op woorden; dan kan die lijst bewaard worden."
        )
    key = key_of(filters)
    known = SavedView.objects.filter(key=key).first()
    if known:
        return known
    today = timezone.localdate(now)
    if SavedView.objects.filter(made_on=today).count() >= MOST_A_DAY:
        raise Refusal(
            "Vandaag zijn er al heel veel lijsten bewaard. Morgen kan het weer. "
            "Het adres van de lijst zelf blijft ook werken: bewaar dat zolang in uw browser."
        )
    values = {"name": name[:120], "filters": {one: list(given) for one, given in filters.items()}, "made_on": today}
    return SavedView.objects.get_or_create(key=key, defaults=values)[0]
