"""What is done every night without anybody asking: what may no longer be kept goes, and rows come to lie in no order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from weerklank.participation import row_order
from weerklank.participation.lifecycle import ConsultationState
from weerklank.participation.models import PaperCard, SpentEntry, SpentProof

PROOFS_KEPT_DAYS = 2


@dataclass(frozen=True, slots=True)
class Tidied:
    """What one night did."""

    proofs: int
    entries: int
    laid_anew: int


def tidy(*, now: datetime) -> Tidied:
    """Wipes what was kept for a while only, and lays the rest in an order that says nothing."""
    proofs, entries = wipe(now=now)
    return Tidied(proofs, entries, row_order.shuffle())


@transaction.atomic
def wipe(*, now: datetime) -> tuple[int, int]:
    """Work of the open link after two days; used places once their entry point is closed and its last visits are done."""
    today = timezone.localdate(now)
    proofs, _ = SpentProof.objects.filter(day__lte=today - timedelta(days=PROOFS_KEPT_DAYS)).delete()
    # whoever came in on the last day may finish on the day after
    closed = Q(entry_point__valid_to__lt=today - timedelta(days=1))
    ended = ~Q(entry_point__consultation__state=ConsultationState.OPEN)
    entries, _ = SpentEntry.objects.filter(closed | ended).delete()
    # a card may come by post after the code of its group ended, but not after the question closed
    PaperCard.objects.filter(ended).delete()
    return proofs, entries
