"""Under what terms each source lets its texts and figures be used, as far as we know."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from weerklank.evidence.models import Source
from weerklank.rights.models import SourceDocument


@dataclass(frozen=True, slots=True)
class Terms:
    """What one publisher asks of who uses its work again."""

    publisher: str
    what: str
    count: int
    licence: str


def terms() -> tuple[Terms, ...]:
    """Per publisher: the documents of the UN first, then where figures and facts were read."""
    documents = Counter(SourceDocument.objects.order_by().values_list("publisher", "licence"))
    sources = Counter(Source.objects.order_by().values_list("publisher", flat=True))
    return (
        *(Terms(publisher, "documents", count, licence) for (publisher, licence), count in sorted(documents.items())),
        *(Terms(publisher, "sources", count, "") for publisher, count in sorted(sources.items())),
    )
