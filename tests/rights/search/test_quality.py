"""Sixty questions about the real texts: ours finds what is right more often than the search of a database does."""

from __future__ import annotations

import random

import pytest
from benchmarks.search_quality import others, ours, questions, recall, rows
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.rights.limbs import document, limb
from weerklank.rights import search
from weerklank.rights.models import Recommendation, SourceDocument

pytestmark = pytest.mark.django_db
WORDS = ("kind", "school", "detentie", "asiel", "opvang", "gemeente", "jeugd", "bescherming", "wachtlijst", "zorg")


def test_ours_finds_more_than_the_search_of_a_database(real: None) -> None:
    asked, held = questions(), rows()
    assert len(asked) == 60
    mine = recall(ours, asked)
    for half in (True, False):
        some = [question for question in asked if question.held_out is half]
        assert (len(some), recall(ours, some) > 0.9) == (30, True)
    with connection.cursor() as cursor:
        theirs = others(held, cursor if connection.vendor == "postgresql" else None)
        assert dict.fromkeys(theirs, True) == {name: mine > recall(them, asked) for name, them in theirs.items()}


@pytest.mark.usefixtures("real")
def test_every_right_answer_is_a_limb_that_we_hold() -> None:
    assert all(question.right for question in questions())


def _made(count: int) -> None:
    chance = random.Random(count)
    one = limb(1, of=document())
    Recommendation.objects.bulk_create(
        Recommendation(
            paragraph=one.paragraph,
            document=one.document,
            number=f"{number}",
            slug=f"{number}",
            order=number,
            language="nl",
            statement_type="recommendation",
            text=" ".join(chance.choices(WORDS, k=12)),
        )
        for number in range(2, count + 1)
    )
    search.rebuild()


@pytest.mark.parametrize("question", ["kinderen", "jeugdbescherming schol", "detntie 22(b)", '"kind school"'])
def test_a_question_costs_as_many_queries_for_three_limbs_as_for_three_hundred(question: str) -> None:
    counts = []
    for size in (3, 300):
        SourceDocument.objects.all().delete()
        limb(
            999,
            of=document(2029, "CRC/C/NLD/CO/10"),
            text="Kind school detentie jeugd bescherming schol.",
            language="nl",
        )
        _made(size)
        with CaptureQueriesContext(connection) as asked:
            found = search.find(question)
            list(found.apply(Recommendation.objects.all())[:25])
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 8
