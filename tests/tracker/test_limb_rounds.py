"""Rounds beside each other: what was asked in several, and what became of one round in the next."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.test import Client

from tests.conftest import TODAY
from tests.rights.limbs import document, limb
from tests.tracker.limb_rows import asked_in, chained
from tests.tracker.limb_rows import theme as named_theme
from weerklank.rights import queries, search
from weerklank.rights.models import Dropped, Recommendation, RecommendationRelation, ReviewCycle, SourceDocument
from weerklank.tracker.limbs import chains, rows
from weerklank.tracker.limbs import compare as comparing

pytestmark = pytest.mark.django_db
REPEATED = "/aanbevelingen/herhaald/"
COMPARED = "/aanbevelingen/vergelijk/"


def _page(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def _csv(address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(Client().get(address).content.decode("utf-8-sig"))))


def _titles(address: str) -> list[str]:
    return [question.title for question in Client().get(address).context["questions"]]


def _compared(van: int, naar: int, per: str = "thema") -> comparing.Comparison:
    ends = [ReviewCycle.objects.get(year=year) for year in (van, naar)]
    return comparing.compare(ends[0], ends[1], per)


# --- Chains ------------------------------------------------------------------------------------------------------------


def test_limbs_that_are_linked_through_others_are_one_question() -> None:
    first, second, third, fourth = (asked_in(year) for year in (1999, 2004, 2015, 2022))
    chained([first, second, third])
    chained([third, fourth], "narrows")
    found = chains.every_chain()
    assert [(chain.years, chain.times, chain.limbs) for chain in found] == [
        ((1999, 2004, 2015, 2022), 4, (first.pk, second.pk, third.pk, fourth.pk))
    ]
    assert chains.chain_of(second) == found[0]


def test_a_limb_that_nobody_may_read_is_in_no_chain() -> None:
    hidden = limb(of=document(2015, "CRC/C/NLD/CO/2015"))
    chained([hidden, asked_in(2022)])
    assert chains.every_chain() == ()


@pytest.mark.parametrize(
    ("times", "sentence"),
    [
        (2, "Voor de tweede keer gevraagd sinds 2004."),
        (3, "Voor de derde keer gevraagd sinds 2004."),
        (11, "Voor de 11e keer gevraagd sinds 2004."),
    ],
)
def test_how_often_is_said_in_words(times: int, sentence: str) -> None:
    assert chains.asked_times(times, 2004) == sentence


# --- Asked in several rounds -------------------------------------------------------------------------------------------


@pytest.fixture
def questions() -> dict[str, Recommendation]:
    """One asked three times, one twice and then dropped."""
    asylum = named_theme()
    three = [asked_in(year, 1, theme=asylum, subject="Gezinnen bij elkaar") for year in (2004, 2015, 2022)]
    two = [asked_in(year, 2, subject="Slaan mag niet") for year in (2004, 2015)]
    chained(three[:2], note="bijna dezelfde woorden")
    chained(three[1:], "strengthens")
    chained(two)
    Dropped.objects.create(recommendation=two[1], cycle=three[2].document.cycle, note="Het is nu wet.")
    search.rebuild()
    return {"three": three[2], "two": two[1]}


def test_each_question_says_how_often_since_when_and_how(questions: dict[str, Recommendation]) -> None:
    page = _page(REPEATED)
    assert "Twee vragen stelde het comité in meer dan één ronde." in page
    for words in (
        "Drie keer gevraagd sinds 2004.",
        "herhaalt: bijna dezelfde woorden",
        "verscherpt",
        "niet meer gevraagd: Het is nu wet.",
    ):
        assert words in page
    assert _titles(REPEATED) == ["Gezinnen bij elkaar", "Slaan mag niet"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("keer=3", ["Gezinnen bij elkaar"]),
        ("keer=2", ["Slaan mag niet"]),
        ("soort=strengthens", ["Gezinnen bij elkaar"]),
        ("soort=niet-meer", ["Slaan mag niet"]),
        ("soort=reiterates", ["Gezinnen bij elkaar", "Slaan mag niet"]),
        ("thema=migratie", ["Gezinnen bij elkaar"]),
        ("q=gezinnen", ["Gezinnen bij elkaar"]),
        ("q=onvindbaar", []),
        ("thema=%00&keer=99", ["Gezinnen bij elkaar", "Slaan mag niet"]),
    ],
)
def test_repeated_questions_are_found(questions: dict[str, Recommendation], query: str, titles: list[str]) -> None:
    assert _titles(f"{REPEATED}?{query}") == titles


def test_repeated_questions_are_a_file_with_a_line_per_round(questions: dict[str, Recommendation]) -> None:
    rows = _csv(f"{REPEATED}?vorm=csv&keer=3")
    assert [(row["year"], row["relation"], row["times"]) for row in rows] == [
        ("2004", "voor het eerst gevraagd", "3"),
        ("2015", "herhaalt", "3"),
        ("2022", "verscherpt", "3"),
    ]


def test_where_nobody_laid_rounds_beside_each_other_the_page_says_so() -> None:
    asked_in(2022)
    page = _page(REPEATED)
    assert "Nog van geen enkele vraag is vastgelegd dat het comité haar vaker stelde." in page
    assert "Een redacteur legt de rondes naast elkaar. Dat is nog niet gebeurd." in page


# --- Two rounds --------------------------------------------------------------------------------------------------------


@pytest.fixture
def rounds() -> dict[str, Recommendation]:
    asylum = named_theme()
    made = {
        "back": asked_in(2015, 1, theme=asylum),
        "gone": asked_in(2015, 2, theme=asylum),
        "open": asked_in(2015, 3),
        "sharper": asked_in(2022, 4, theme=asylum),
        "new": asked_in(2022, 5),
        "older": asked_in(2022, 6),
    }
    chained([made["back"], made["sharper"]], "strengthens", note="nu ook de school")
    chained([asked_in(2004, 9), made["older"]])
    Dropped.objects.create(recommendation=made["gone"], cycle=made["new"].document.cycle, note="Staat er niet meer.")
    return made


def test_each_question_has_one_fate(rounds: dict[str, Recommendation]) -> None:
    shown = _compared(2015, 2022)
    assert [
        (pair.fate.value, pair.earlier and pair.earlier.number, pair.later and pair.later.number, pair.asked_before)
        for pair in shown.pairs
    ] == [
        ("strengthens", "1", "4", ()),
        ("earlier", None, "6", (2004,)),
        ("new", None, "5", ()),
        ("dropped", "2", None, ()),
        ("unknown", "3", None, ()),
    ]
    assert shown.totals == (0, 1, 0, 0, 1, 1, 1, 1)
    assert shown.sentence == (
        "Eén keer kwam een vraag uit 2015 terug in 2022: één verscherpt. "
        "Eén staat alleen in 2022, één vroeg het comité niet meer."
    )


def test_what_came_back_by_way_of_a_round_between_is_not_called_new() -> None:
    first, second, third = (asked_in(year) for year in (2004, 2015, 2022))
    chained([first, second])
    chained([second, third], "strengthens")
    (pair,) = _compared(2004, 2022).pairs
    assert (pair.fate.value, pair.note) == ("strengthens", "via 2015")


def test_what_one_person_alone_says_of_two_rounds_is_not_public() -> None:
    earlier, later = asked_in(2015), asked_in(2022)
    chained([earlier, later])
    RecommendationRelation.objects.update(state="suggested")
    assert chains.every_chain() == ()
    assert chains.chain_of(later) is None
    assert {pair.fate.value for pair in _compared(2015, 2022).pairs} == {"new", "unknown"}
    assert Client().get("/aanbevelingen/?alleen=herhaald&vorm=json").json()["count"] == 0
    page = _page(later.get_absolute_url())
    assert (page.count("Voor de tweede keer"), page.count("wat het comité in 2015 zei")) == (0, 0)


def test_two_questions_that_were_joined_are_each_counted_along_their_own_way_everywhere() -> None:
    left, right, joined = asked_in(2004, 1), asked_in(2015, 2), asked_in(2022, 3)
    chained([left, joined])
    chained([right, joined])
    assert [chain.years for chain in chains.every_chain()] == [(2004, 2015, 2022)]
    for asking, years in ((left, (2004, 2022)), (right, (2015, 2022)), (joined, (2004, 2015, 2022))):
        chain = chains.chain_of(asking)
        assert chain is not None
        assert chain.years == queries.asked_times(asking).years == years
    (row,) = rows.rows([joined], TODAY)
    assert [one.year for one in row.path.earlier] == [2004, 2015]


def test_counts_stand_per_theme(rounds: dict[str, Recommendation]) -> None:
    assert [(row.name, row.counts) for row in _compared(2015, 2022).groups] == [
        ("Migratie", (0, 1, 0, 0, 0, 0, 1, 0)),
        ("Nog bij geen van deze gezet", (0, 0, 0, 0, 1, 1, 0, 1)),
    ]


def test_what_is_not_compared_and_what_is_not_complete_is_said(rounds: dict[str, Recommendation]) -> None:
    SourceDocument.objects.filter(cycle__year=2022).update(complete=True)
    assert _compared(2015, 2022).cautions == (
        "Eén onderdeel uit 2015 is nog niet naast de latere ronde gelegd.",
        "Onze kopie van CRC/C/NLD/CO/2015 is niet compleet: we kennen er drie onderdelen van die iets vragen.",
    )


def test_rounds_that_nobody_compared_promise_nothing_new() -> None:
    asked_in(2015)
    asked_in(2022)
    SourceDocument.objects.update(complete=True)
    assert _compared(2015, 2022).cautions == (
        "Nog niemand legde deze twee rondes naast elkaar. "
        "Wat hieronder “alleen in 2022” staat, kan dus eerder zijn gevraagd.",
    )


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("", "Van 2015 naar 2022"),
        ("van=2004&naar=2015", "Van 2004 naar 2015"),
        ("van=2022&naar=2004", "Van 2004 naar 2022"),
        ("van=2022&naar=2022", "Van 2015 naar 2022"),
        ("van=x&naar=%00", "Van 2015 naar 2022"),
    ],
)
def test_two_rounds_stand_in_the_order_of_time(rounds: dict[str, Recommendation], query: str, heading: str) -> None:
    assert f"<h1>{heading}</h1>" in _page(f"{COMPARED}?{query}")


def test_pairs_are_narrowed_by_theme_and_by_what_became_of_them(rounds: dict[str, Recommendation]) -> None:
    rows = _csv(f"{COMPARED}?van=2015&naar=2022&groep=migratie&vorm=csv")
    assert [(row["fate"], row["earlier_number"], row["later_number"]) for row in rows] == [
        ("strengthens", "1", "4"),
        ("dropped", "2", ""),
    ]
    rows = _csv(f"{COMPARED}?van=2015&naar=2022&groep=zonder&uitkomst=unknown&vorm=csv")
    assert [row["earlier_number"] for row in rows] == ["3"]
    assert Client().get(f"{COMPARED}?uitkomst=new&vorm=json").json()["count"] == 1


def test_per_cluster_too(rounds: dict[str, Recommendation]) -> None:
    assert "Cluster" in _page(f"{COMPARED}?per=cluster")
    assert [row.name for row in _compared(2015, 2022, "cluster").groups] == ["Nog bij geen van deze gezet"]


def test_one_round_alone_cannot_be_compared() -> None:
    asked_in(2022)
    assert "Om te vergelijken zijn twee rondes nodig" in _page(COMPARED)


def test_the_day_of_a_round_is_no_matter_for_its_chain() -> None:
    one, other = asked_in(2015), asked_in(2022)
    SourceDocument.objects.update(date=date(2030, 1, 1))
    chained([one, other])
    assert [chain.years for chain in chains.every_chain()] == [(2015, 2022)]
