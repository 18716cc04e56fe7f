"""The index is kept: laid anew for the limbs that changed, for all of them, and compared with what it should be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from django.db import connection, transaction

from weerklank.rights.models import Recommendation, SearchPosting, SearchTerm, SearchText
from weerklank.rights.search import saying

AT_ONCE = 200
ROWS = 2_000


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while chunk := list(islice(rest, AT_ONCE)):
        yield chunk


def _read(ids: Sequence[int]) -> list[Recommendation]:
    limbs = Recommendation.objects.filter(pk__in=ids).order_by("pk")
    return list(saying.with_all_that_is_said(limbs))


def _terms(keys: Iterable[saying.Key]) -> dict[saying.Key, int]:
    """The rows of these words, made where they are new; in one order, so that two writers do not wait for each other."""
    wanted = sorted(set(keys))
    known = _known(wanted)
    new = [key for key in wanted if key not in known]
    SearchTerm.objects.bulk_create(
        [SearchTerm(language=key[0], word=key[1], stem=saying.stem_of(key)) for key in new],
        ignore_conflicts=True,
        batch_size=ROWS,
    )
    return known | _known(new)


def _known(keys: Sequence[saying.Key]) -> dict[saying.Key, int]:
    rows = SearchTerm.objects.filter(word__in={word for _, word in keys}).values_list("language", "word", "pk")
    return {(language, word): pk for language, word, pk in rows}


@transaction.atomic
def refresh(recommendation_ids: Iterable[int]) -> None:
    """What these limbs say now, inside the caller's transaction. A word that nobody says any more stays, unfound."""
    for chunk in _chunks(sorted(set(recommendation_ids))):
        limbs = _read(chunk)
        said = {limb.pk: saying.postings(limb) for limb in limbs}
        terms = _terms(key for words in said.values() for key in words)
        SearchPosting.objects.filter(recommendation__in=chunk).delete()
        SearchText.objects.filter(recommendation__in=chunk).delete()
        SearchPosting.objects.bulk_create(
            (
                SearchPosting(term_id=terms[key], recommendation_id=pk, weight=weight)
                for pk, words in said.items()
                for key, weight in words.items()
            ),
            batch_size=ROWS,
        )
        SearchText.objects.bulk_create(
            [SearchText(recommendation=limb, words=saying.line(limb)) for limb in limbs], batch_size=ROWS
        )


@transaction.atomic
def rebuild(on_progress: Callable[[int, int], None] | None = None) -> int:
    """The whole index anew, at once for whoever searches; answers how many limbs there are in it."""
    SearchPosting.objects.all().delete()
    SearchText.objects.all().delete()
    SearchTerm.objects.all().delete()
    ids = list(Recommendation.objects.order_by("pk").values_list("pk", flat=True))
    done = 0
    for chunk in _chunks(ids):
        refresh(chunk)
        done += len(chunk)
        if on_progress:
            on_progress(done, len(ids))
    _tell_the_planner()
    return len(ids)


def _tell_the_planner() -> None:
    """PostgreSQL plans by what it last counted: an index just laid looks empty to it, and one search would take minutes."""
    if connection.vendor == "postgresql":
        tables = ", ".join(model._meta.db_table for model in (SearchPosting, SearchTerm, SearchText, Recommendation))
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {tables}")


def stale() -> list[int]:
    """The limbs whose place in the index is not what they say now."""
    ids = list(Recommendation.objects.order_by("pk").values_list("pk", flat=True))
    return [pk for chunk in _chunks(ids) for pk in _stale(chunk)]


def _stale(ids: Sequence[int]) -> Iterator[int]:
    held: dict[int, dict[saying.Key, float]] = {}
    rows = SearchPosting.objects.filter(recommendation__in=ids).values_list(
        "recommendation", "term__language", "term__word", "weight"
    )
    for pk, language, word, weight in rows:
        held.setdefault(pk, {})[(language, word)] = weight
    lines = dict(SearchText.objects.filter(recommendation__in=ids).values_list("recommendation", "words"))
    for limb in _read(ids):
        if held.get(limb.pk, {}) != saying.postings(limb) or lines.get(limb.pk) != saying.line(limb):
            yield limb.pk


@transaction.atomic
def mend() -> int:
    """Lays the limbs again that the index has otherwise than they are; answers how many there were."""
    behind = stale()
    refresh(behind)
    return len(behind)
