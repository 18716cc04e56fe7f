"""The index: which words a limb says, and how strongly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from django.db import transaction

from weerklank.rights.lifecycle import TextState
from weerklank.rights.models import Recommendation, SearchPosting, SearchTerm
from weerklank.rights.search.words import folded, stem, tokens


def _said(limb: Recommendation) -> Counter[str]:
    texts = [(limb.subject, "nl"), (limb.text, limb.language), (limb.paragraph.heading, limb.document.language)]
    texts += [(text.text, text.language) for text in limb.texts.all() if text.state == TextState.PUBLISHED]
    said = Counter({limb.number: 1} if limb.number else {})
    for text, language in texts:
        said.update(stem(folded(found.group()), language)[:80] for found in tokens(text))
    return said


@transaction.atomic
def refresh(recommendation_ids: Iterable[int]) -> None:
    """What these limbs say now; inside the caller's transaction, in a fixed number of questions."""
    limbs = (
        Recommendation.objects.filter(pk__in=list(recommendation_ids))
        .select_related("paragraph", "document")
        .prefetch_related("texts")
    )
    said = {limb.pk: _said(limb) for limb in limbs}
    words = sorted({word for counts in said.values() for word in counts})
    SearchTerm.objects.bulk_create([SearchTerm(stem=word) for word in words], ignore_conflicts=True)
    terms = dict(SearchTerm.objects.filter(stem__in=words).values_list("stem", "pk"))
    SearchPosting.objects.filter(recommendation__in=said).delete()
    SearchPosting.objects.bulk_create(
        SearchPosting(term_id=terms[word], recommendation_id=pk, weight=float(count))
        for pk, counts in said.items()
        for word, count in counts.items()
    )


@transaction.atomic
def rebuild(on_progress: Callable[[int], None] | None = None) -> int:
    """Everything anew; answers how many limbs there are in it."""
    SearchPosting.objects.all().delete()
    SearchTerm.objects.all().delete()
    ids = list(Recommendation.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), 200):
        refresh(ids[start : start + 200])
        if on_progress:
            on_progress(min(start + 200, len(ids)))
    return len(ids)
