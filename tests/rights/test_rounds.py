"""Rounds tied together: asked again, dropped, succeeded; and what the State said each time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from tests.conftest import NOW, TODAY, Cast
from tests.rights.limbs import document, limb
from weerklank.accounts.models import Account
from weerklank.audit.models import AuditEvent
from weerklank.moves import Refusal
from weerklank.rights import queries
from weerklank.rights.actions import checking, positions, relations
from weerklank.rights.forms.editing import RelateForm
from weerklank.rights.models import Dropped, Recommendation, RecommendationRelation, ReviewCycle, StatePosition

pytestmark = pytest.mark.django_db
LIMB = "/werk/aanbevelingen/crc-c-nld-co-9/3/"
WHY = "De wet veranderde in 2020."


def _sentence(do: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refusal:
        do()
    return refusal.value.sentence


def _of(year: int, number: int = 3, **values: object) -> Recommendation:
    home = document(year, "CRC/C/NLD/CO/9" if year == 2030 else f"CRC/C/NLD/CO/{year}")
    return limb(number, plain="Zo.", of=home, **values)


def _tie(later: Recommendation, earlier: Recommendation, type: str = "reiterates") -> RecommendationRelation:
    return RecommendationRelation.objects.create(later=later, earlier=earlier, type=type, state="confirmed")


def _published(cast: Cast, year: int) -> Recommendation:
    row = _of(year)
    checking.check(recommendation_id=row.pk, by=cast.editor, now=NOW)
    return checking.publish(recommendation_id=row.pk, by=cast.second_editor, now=NOW)


# --- How often ---------------------------------------------------------------------------------------------------------


def test_asked_three_times_since_2004_along_a_chain_from_every_end() -> None:
    rows = [_of(year) for year in (2004, 2015, 2030)]
    _tie(rows[1], rows[0], "strengthens")
    _tie(rows[2], rows[1], "narrows")
    for row in rows:
        asked = queries.asked_times(row)
        assert (asked.times, asked.since, asked.years) == (3, 2004, (2004, 2015, 2030))
        assert list(asked.limbs) == rows


def test_a_circle_in_the_data_is_walked_once() -> None:
    one, other = _of(2015), _of(2030)
    _tie(other, one)
    _tie(one, other)
    assert queries.asked_times(one).years == (2015, 2030)


def test_a_neighbour_a_withdrawn_limb_and_a_second_root_do_not_count() -> None:
    first, second, later = _of(2004, 1), _of(2004, 2), _of(2030)
    _tie(later, first)
    _tie(later, second, "overlaps")
    assert queries.asked_times(later).limbs == (first, later)
    Recommendation.objects.filter(pk=first.pk).update(state="withdrawn", correction="Dit klopte niet.")
    assert queries.asked_times(later).years == (2030,)


def test_two_that_were_joined_are_each_counted_along_their_own_way() -> None:
    left, right, later = _of(2004, 1), _of(2015, 2), _of(2030)
    _tie(later, left)
    _tie(later, right)
    assert queries.asked_times(later).years == (2004, 2015, 2030)
    assert queries.asked_times(left).years == (2004, 2030)


@pytest.mark.parametrize("count", [1, 3])
def test_a_whole_list_costs_as_much_as_one(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    rows = []
    for number in range(1, count + 1):
        earlier, later = _of(2015, number), _of(2030, number)
        _tie(later, earlier)
        rows.append(later)
    with django_assert_num_queries(2):
        found = queries.asked_times_of(rows)
    assert {one.times for one in found.values()} == {2}


def test_nothing_asked_is_no_question() -> None:
    assert queries.asked_times_of([]) == {}
    bare = limb(plain="Zo.")
    bare.document.cycle = None
    bare.document.save()
    assert queries.asked_times(bare).since is None


def test_a_link_waits_for_a_second_person_and_is_public_from_then_on(cast: Cast) -> None:
    later, earlier = _of(2030), _of(2015)

    def confirm(by: Account) -> RecommendationRelation:
        return relations.confirm_relation(recommendation_id=later.pk, relation_id=link.pk, by=by, now=NOW)

    link = relations.relate(
        recommendation_id=later.pk, earlier=earlier, relation="reiterates", note="", by=cast.editor, now=NOW
    )
    assert (link.state, queries.asked_times(later).years) == ("suggested", (2030,))
    waits = "Verbanden tussen rondes om te bevestigen"
    assert waits not in [duty.label for duty in queries.duties(cast.editor, TODAY)]
    assert waits in [duty.label for duty in queries.duties(cast.second_editor, TODAY)]
    assert _sentence(lambda: confirm(cast.editor)) == (
        "U legde dit verband zelf. Iemand anders leest beide rondes en bevestigt het."
    )
    page = f"/werk/aanbevelingen/{later.document.slug}/{later.slug}/"
    assert "bevestigen/" not in cast.client("editor").get(page).content.decode()
    address = f"{page}eerder/{link.pk}/bevestigen/"
    assert address in cast.client("second_editor").get(page).content.decode()
    assert cast.client("second_editor").post(address).status_code == 302
    assert queries.asked_times(later).years == (2015, 2030)
    assert _sentence(lambda: confirm(cast.second_editor)) == "Dit verband is net al bevestigd door een collega."
    relations.change_relation(
        recommendation_id=later.pk,
        relation_id=link.pk,
        relation="narrows",
        note="",
        source="un",
        by=cast.second_editor,
        now=NOW,
    )
    assert queries.asked_times(later).years == (2030,)
    assert confirm(cast.editor).state == "confirmed"


def test_the_database_too_wants_a_second_person(cast: Cast) -> None:
    link = _tie(_of(2030), _of(2015))
    with pytest.raises(IntegrityError), transaction.atomic():
        RecommendationRelation.objects.filter(pk=link.pk).update(related_by=cast.editor, confirmed_by=cast.editor)


def test_an_earlier_limb_is_chosen_by_its_round_number_and_subject() -> None:
    _of(2015, subject="Kinderen tellen")
    names = [label for key, label in RelateForm(limb=_of(2030)).fields["earlier"].choices if key]
    assert names == ["2015, 3: Kinderen tellen"]


# --- The links ---------------------------------------------------------------------------------------------------------


def test_a_link_is_mended_and_taken_back(cast: Cast) -> None:
    later, earlier = _of(2030), _of(2015)
    link = _tie(later, earlier)

    def change(**said: str) -> RecommendationRelation:
        values = {"relation": "narrows", "note": "alleen Saba", "source": "un", **said}
        return relations.change_relation(
            recommendation_id=later.pk, relation_id=link.pk, by=cast.editor, now=NOW, **values
        )

    mended = change()
    assert (mended.type, mended.note, mended.source) == ("narrows", "alleen Saba", "un")
    assert _sentence(change) == "Er is niets veranderd aan dit verband."
    assert _sentence(lambda: change(relation="ontkent")) == "Kies wat dit doet met het eerdere."
    assert _sentence(lambda: change(source="god")) == "Kies van wie dit komt."
    relations.take_back_relation(recommendation_id=later.pk, relation_id=link.pk, by=cast.editor, now=NOW)
    assert RecommendationRelation.objects.count() == 0
    assert _sentence(change) == "Dit verband staat er niet meer. Ververs de bladzijde."


def test_a_later_round_drops_it_or_repeats_it_never_both(cast: Cast) -> None:
    later, earlier = _of(2030), _of(2015)
    cycle = ReviewCycle.objects.get(year=2030)

    def drop(row: Recommendation, note: str = WHY) -> Dropped:
        return relations.mark_dropped(recommendation_id=row.pk, cycle=cycle, note=note, by=cast.editor, now=NOW)

    def relate() -> RecommendationRelation:
        return relations.relate(
            recommendation_id=later.pk, earlier=earlier, relation="reiterates", note="", by=cast.editor, now=NOW
        )

    assert _sentence(lambda: drop(later)) == "Kies een latere ronde dan die van dit onderdeel."
    assert _sentence(lambda: drop(earlier, "?")).startswith("Schrijf wat dit kan verklaren, of dat u het niet weet")
    dropped = drop(earlier)
    assert _sentence(lambda: drop(earlier)) == "Dit stond er al zo."
    assert drop(earlier, "Dat weten we niet.").pk == dropped.pk
    assert _sentence(relate) == (
        "Bij CRC/C/NLD/CO/2015 3 staat dat ronde 2030 er niet op terugkomt. Neem dat eerst terug."
    )
    relations.take_back_dropped(recommendation_id=earlier.pk, dropped_id=dropped.pk, by=cast.editor, now=NOW)
    relate()
    assert _sentence(lambda: drop(earlier)) == "ronde 2030 komt er wel op terug, in CRC/C/NLD/CO/9 3."
    assert (
        _sentence(
            lambda: relations.take_back_dropped(
                recommendation_id=earlier.pk, dropped_id=dropped.pk, by=cast.editor, now=NOW
            )
        )
        == "Dit staat er niet meer. Ververs de bladzijde."
    )


# --- Succeeded ---------------------------------------------------------------------------------------------------------


def _supersede(cast: Cast, row: Recommendation, link: RecommendationRelation) -> Recommendation:
    return relations.supersede(recommendation_id=row.pk, relation_id=link.pk, by=cast.editor, now=NOW)


def test_a_limb_of_a_new_round_takes_the_place_of_the_old_one(cast: Cast) -> None:
    later, earlier = _published(cast, 2030), _published(cast, 2015)
    link = _tie(later, earlier)
    assert _supersede(cast, earlier, link).state == "superseded"
    event = AuditEvent.objects.order_by("-id")[0]
    assert (event.action, event.note, event.public) == (
        "recommendation.superseded",
        "opgevolgd door CRC/C/NLD/CO/9 3",
        True,
    )
    assert queries.visible().filter(pk=earlier.pk).exists()
    assert _sentence(lambda: _supersede(cast, earlier, link)) == (
        "Dit is net al gedaan door editor (Coalitie): CRC/C/NLD/CO/2015 3 is opgevolgd."
    )
    assert (
        _sentence(
            lambda: relations.take_back_relation(
                recommendation_id=later.pk, relation_id=link.pk, by=cast.editor, now=NOW
            )
        )
        == "CRC/C/NLD/CO/2015 3 is door dit onderdeel opgevolgd; dit verband blijft daarom staan."
    )
    assert _sentence(
        lambda: checking.withdraw(recommendation_id=earlier.pk, reason="Dit klopt niet.", by=cast.editor, now=NOW)
    ).startswith("Dit kan nu niet: de stand is ‘opgevolgd’.")


@pytest.mark.parametrize("type", ["narrows", "overlaps"])
def test_what_asks_less_or_something_beside_it_does_not_succeed(cast: Cast, type: str) -> None:
    later, earlier = _published(cast, 2030), _published(cast, 2015)
    assert _sentence(lambda: _supersede(cast, earlier, _tie(later, earlier, type))) == (
        "Kies het onderdeel uit een latere ronde dat dit herhaalt of verscherpt."
    )


def test_only_what_is_published_succeeds_only_what_is_published(cast: Cast) -> None:
    later, earlier = _of(2030), _published(cast, 2015)
    link = _tie(later, earlier)
    assert _sentence(lambda: _supersede(cast, earlier, link)).startswith(
        "CRC/C/NLD/CO/9 3 is zelf nog niet gepubliceerd."
    )
    assert _sentence(lambda: _supersede(cast, later, link)).startswith("Dit kan nu niet: de stand is ‘ingelezen’.")


# --- What the State said -----------------------------------------------------------------------------------------------


def _state(cast: Cast, row: Recommendation, **changes: object) -> StatePosition:
    values: dict[str, object] = {
        "position": "accepts_in_part",
        "words": "Het kabinet onderschrijft dit ten dele.",
        "source": "Kamerstuk 33826-46, blz. 4",
        "source_url": "https://zoek.officielebekendmakingen.nl/kst-33826-46.html",
        "stated_on": date(2022, 7, 7),
        **changes,
    }
    return positions.state_position(recommendation_id=row.pk, by=cast.editor, now=NOW, **values)


def test_a_new_position_stands_beside_the_old_one(cast: Cast) -> None:
    row = limb()
    _state(cast, row)
    _state(cast, row, position="accepts", words="Ja.", stated_on=date(2024, 1, 1))
    assert list(row.positions.values_list("position", "recorded_by")) == [
        ("accepts_in_part", "editor (Coalitie)"),
        ("accepts", "editor (Coalitie)"),
    ]
    assert AuditEvent.objects.order_by("id")[0].note == ("aanvaardt deels, Kamerstuk 33826-46, blz. 4 (7 juli 2022)")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"position": "misschien"}, "position"),
        ({"source": " "}, "source"),
        ({"words": " "}, "words"),
        ({"stated_on": date(2030, 1, 1)}, "stated_on"),
        ({}, "words"),
    ],
)
def test_a_position_has_words_and_a_source_and_stands_once(cast: Cast, changes: dict[str, object], field: str) -> None:
    row = limb()
    _state(cast, row)
    with pytest.raises(Refusal) as refusal:
        _state(cast, row, **changes)
    assert refusal.value.field == field


def test_that_no_position_was_found_is_said_with_where_one_looked(cast: Cast) -> None:
    found = _state(cast, limb(), position="none_stated", words="", source="Kamerbrief van 7 juli 2022", stated_on=None)
    assert (found.words, found.stated_on) == ("", None)


# --- The pages ---------------------------------------------------------------------------------------------------------


def test_the_page_of_a_limb_shows_rounds_positions_and_who_did_what(cast: Cast) -> None:
    row = _of(2030)
    _tie(row, _of(2015))
    _state(cast, row)
    page = cast.client("editor").get(LIMB).content.decode()
    assert "2 keer gevraagd sinds 2015: 2015 en 2030." in page
    assert "Aanvaardt deels, <time" in page
    assert "Standpunt van de staat: aanvaardt deels" in page


def test_a_link_is_mended_and_taken_back_through_the_page(cast: Cast) -> None:
    link = _tie(_of(2030), _of(2015))
    client = cast.client("editor")
    here = f"{LIMB}eerder/{link.pk}/"
    assert client.get(here).status_code == 200
    refused = client.post(here, {"relation": "reiterates", "source": "editor", "note": ""})
    assert refused.status_code == 422
    assert "Er is niets veranderd aan dit verband." in refused.content.decode()
    assert client.post(here, {"relation": "narrows", "source": "un", "note": "zie 3"}).status_code == 302
    assert client.post(f"{here}terug/").status_code == 302
    assert client.get(here).status_code == 404


def test_dropped_and_a_position_through_the_page(cast: Cast) -> None:
    _of(2030)
    later = ReviewCycle.objects.create(slug="2036", label="ronde 2036", year=2036)
    client = cast.client("editor")
    assert (
        client.post(f"{LIMB}niet-herhaald/", {"niet-herhaald-cycle": later.pk, "niet-herhaald-note": WHY}).status_code
        == 302
    )
    dropped = Dropped.objects.get()
    assert client.post(f"{LIMB}niet-herhaald/{dropped.pk}/terug/").status_code == 302
    typed = {"standpunt-position": "accepts", "standpunt-words": "Ja, maar", "standpunt-source": ""}
    refused = client.post(f"{LIMB}standpunt/", typed)
    assert (refused.status_code, "Ja, maar" in refused.content.decode()) == (422, True)
    assert client.post(f"{LIMB}standpunt/", {**typed, "standpunt-source": "Kamerbrief"}).status_code == 302
    assert (Dropped.objects.count(), StatePosition.objects.count()) == (0, 1)


def test_the_old_and_the_new_stand_beside_each_other_before_one_succeeds(cast: Cast) -> None:
    later, earlier = _published(cast, 2015), _published(cast, 2004)
    link = _tie(later, earlier)
    here = f"/werk/aanbevelingen/{earlier.document.slug}/3/opvolgen/"
    client = cast.client("editor")
    assert "Dit is opgevolgd" in client.get(here).content.decode()
    refused = client.post(here, {})
    assert (refused.status_code, "Kies het onderdeel dat dit opvolgt." in refused.content.decode()) == (422, True)
    assert client.post(here, {"relation": link.pk}).status_code == 302
    assert "Alleen wat gepubliceerd is, kan worden opgevolgd." in client.get(here).content.decode()
    assert client.get(f"/werk/aanbevelingen/{earlier.document.slug}/3/").status_code == 200
