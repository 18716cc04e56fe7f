"""The answering board: what is counted of each body, against plain rules, and the list behind every figure."""

from __future__ import annotations

import html
import random
import re
from collections import Counter
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import Cast
from tests.tracker import loop_rows as rows
from tests.tracker.loop_rows import TODAY
from tests.tracker.reading import heading, lead, titles, words
from weerklank.accounts.models import Organisation
from weerklank.answers.models import (
    Addressee,
    Answer,
    CarriedOver,
    Commitment,
    PartPosition,
    Transfer,
)
from weerklank.editions.models import Edition, EditionTheme
from weerklank.rights.models import Theme
from weerklank.tracker.loop.answering import board
from weerklank.tracker.loop.answering.figures import GROUPS, Figure
from weerklank.tracker.loop.answering.ledger import Scope

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
HANDED = TODAY - timedelta(days=100)
F = Figure


@pytest.fixture
def held(theme: Theme) -> EditionTheme:
    """A theme of a dialogue that was really held."""
    edition = Edition.objects.create(year=2026, slug="2026", title="Dialoog 2026", state="follow_up", date=HANDED)
    return EditionTheme.objects.create(edition=edition, theme=theme, name="Armoede", order=1)


@pytest.fixture
def later(theme: Theme) -> EditionTheme:
    edition = Edition.objects.create(year=2027, slug="2027", title="Dialoog 2027", state="preparing")
    return EditionTheme.objects.create(edition=edition, theme=theme, name="Armoede", order=1)


def counts(of: board.Board, body: Organisation) -> dict[Figure, int]:
    return {figure: board.counted([row for row in of.rows if row.body == body], figure) for figure in Figure}


def told(of: dict[Figure, int]) -> dict[Figure, int]:
    return {figure: count for figure, count in of.items() if count}


def put(theme: EditionTheme, number: int, body: Organisation, **extra: object) -> Addressee:
    made = rows.advice(theme, f"{theme.edition.year}-ARM-{number:02}", "Eén.", "Twee.")
    return rows.asked(made, body, **{"due": TODAY - timedelta(days=9)} | extra)


def test_each_way_to_answer_or_to_wait_has_its_own_figure(
    held: EditionTheme, ministry: Organisation, cast: Cast
) -> None:
    by = (cast.respondent, cast.approver)
    soon = TODAY + timedelta(days=9)
    rows.answered(put(held, 1, ministry), ["follow", "partly"], by, published_on=TODAY - timedelta(days=9))
    rows.answered(put(held, 2, ministry), ["follow", "deviate"], by, published_on=TODAY - timedelta(days=8))
    put(held, 3, ministry)
    put(held, 4, ministry, due=TODAY)
    put(held, 5, ministry, due=None)
    put(held, 6, ministry, due=None, state="not_found")
    extended = put(held, 7, ministry, extended_to=soon, extension_reason="Er is meer tijd nodig.")
    rows.answered(extended, ["follow", "follow"], by, published_on=TODAY)
    asked_again = put(held, 8, ministry, clarification_due_on=TODAY - timedelta(days=1))
    rows.answered(asked_again, ["follow", "follow"], by, state="clarification_due")
    found = counts(board.board(Scope(held.edition), TODAY), ministry)
    assert told({figure: found[figure] for figure in found if figure not in {F.PROMISED}}) == {
        F.ASKED: 8,
        F.IN_TIME: 3,
        F.LATER: 1,
        F.PAST_TERM: 1,
        F.WITHIN_TERM: 1,
        F.WAITING_NO_TERM: 1,
        F.NOT_FOUND: 1,
        F.EXTENDED: 1,
        F.IN_TIME_EXTENDED: 1,
        F.EXPLANATION_ASKED: 1,
        F.EXPLANATION_LATE: 1,
        F.PARTS: 16,
        F.FOLLOW: 6,
        F.PARTLY: 1,
        F.DEVIATE: 1,
        F.PART_OPEN: 6,
        F.PART_NOT_FOUND: 2,
    }


def test_a_part_that_went_to_another_counts_with_each_once(
    held: EditionTheme, ministry: Organisation, other_ministry: Organisation, cast: Cast
) -> None:
    giver = put(held, 1, ministry, due=TODAY + timedelta(days=9))
    first = giver.advice.parts.get(order=1)
    day = TODAY - timedelta(days=20)
    Transfer.objects.create(addressee=giver, part=first, to=other_ministry, state="accepted", settled_on=day)
    rows.asked(giver.advice, other_ministry, due=TODAY + timedelta(days=70), by_transfer=True)
    made = board.board(Scope(held.edition), TODAY)
    gave, took = counts(made, ministry), counts(made, other_ministry)
    assert told(gave) == {
        F.ASKED: 1,
        F.WITHIN_TERM: 1,
        F.PARTS: 2,
        F.PART_PASSED_ON: 1,
        F.PART_OPEN: 1,
        F.TO_ANOTHER: 1,
    }
    assert told(took) == {F.TAKEN_OVER: 1, F.WITHIN_TERM: 1, F.PARTS: 1, F.PART_OPEN: 1, F.FROM_ANOTHER: 1}
    assert made.advices == 1
    # whoever took over later waits from that day; whoever asked waits since the hand-over
    assert [(known.each[0].days, known.each[0].since_handover) for known in made.waits] == [(100, 100), (20, 100)]


def test_what_goes_along_to_the_next_dialogue_counts_once_in_the_whole(
    held: EditionTheme, later: EditionTheme, ministry: Organisation, cast: Cast
) -> None:
    waiting = put(held, 1, ministry)
    answered = put(held, 2, ministry)
    answer = rows.answered(answered, ["follow", "follow"], (cast.respondent, cast.approver))
    first = rows.promise("kaart", ministry, position=answer.positions.first(), state="carried_over")
    second = rows.promise("kaart-2027", ministry, carried_from=first, due_on=TODAY - timedelta(days=1))
    CarriedOver.objects.create(into=later.edition, commitment=first, successor=second, carried_on=TODAY)
    CarriedOver.objects.create(into=later.edition, addressee=waiting, carried_on=TODAY)
    of = {
        scope.edition: counts(board.board(scope, TODAY), ministry)
        for scope in map(Scope, (held.edition, later.edition, None))
    }
    assert [of[one][F.ASKED] for one in of] == [2, 0, 2]
    assert [of[one][F.ASKED_EARLIER] for one in of] == [0, 1, 0]
    assert [of[one][F.PROMISED] for one in of] == [1, 1, 1]
    assert [of[one][F.CARRIED_OVER] for one in of] == [1, 0, 0]
    assert [of[one][F.OVERDUE] for one in of] == [0, 1, 1]


@pytest.mark.parametrize(("days", "silent"), [(120, 0), (121, 1)])
def test_a_promise_that_was_taken_along_is_as_silent_as_it_was(
    client: Client, held: EditionTheme, later: EditionTheme, ministry: Organisation, cast: Cast, days: int, silent: int
) -> None:
    answer = rows.answered(put(held, 1, ministry), ["follow", "follow"], (cast.respondent, cast.approver))
    old = TODAY - timedelta(days=300)
    first = rows.promise("kaart", ministry, position=answer.positions.first(), made_on=old)
    rows.progress(first, TODAY - timedelta(days=days))
    Commitment.objects.filter(pk=first.pk).update(state="carried_over")
    second = rows.promise("kaart-2027", ministry, carried_from=first, made_on=old)
    CarriedOver.objects.create(into=later.edition, commitment=first, successor=second, carried_on=TODAY)
    assert counts(board.board(Scope(later.edition), TODAY), ministry)[F.SILENT] == silent
    assert len(titles(client.get("/toezeggingen/?tijd=stil"))) == silent


# --- against plain rules ----------------------------------------------------------------------------------------------


def many(theme: EditionTheme, bodies: list[Organisation], cast: Cast, seed: int) -> None:
    """A made-up history: each advice goes to some, who answer, wait, pass on, or promise."""
    dice = random.Random(seed)
    for number in range(1, 9):
        advice = rows.advice(theme, f"{theme.edition.year}-X{seed}-{number:02}", "Eén.", "Twee.", "Drie.")
        parts = list(advice.parts.order_by("order"))
        asked = dice.sample(bodies, dice.randint(1, len(bodies) - 1))
        for body in asked:
            due = dice.choice([None, TODAY - timedelta(days=dice.randint(0, 50)), TODAY + timedelta(days=5)])
            extended = due and dice.random() < 0.3
            addressee = Addressee.objects.create(
                advice=advice,
                organisation=body,
                due_on=due,
                extended_to=due + timedelta(days=30) if due and extended else None,
                extension_reason="Er is meer tijd nodig." if extended else "",
                state=dice.choice(["awaiting", "drafting", "not_found"]),
            )
            gone = []
            free = [one for one in bodies if one not in asked]
            if free and addressee.state == "awaiting" and dice.random() < 0.5:
                receiver = dice.choice(free)
                gone = dice.sample(parts, dice.randint(1, 3))
                for part in gone:
                    Transfer.objects.create(
                        addressee=addressee, part=part, to=receiver, state="accepted", settled_on=TODAY
                    )
                Addressee.objects.get_or_create(advice=advice, organisation=receiver, defaults={"by_transfer": True})
                if len(gone) == len(parts):
                    Addressee.objects.filter(pk=addressee.pk).update(state="transferred")
                    continue
            if addressee.state == "drafting":
                day = HANDED + timedelta(days=dice.randint(0, 100))
                answer = rows.answered(
                    addressee,
                    [dice.choice(["follow", "partly"])] + ["follow"] * 2,
                    (cast.respondent, cast.approver),
                    published_on=day,
                )
                state = dice.choice(["agreed", "done", "disputed", "withdrawn", "carried_over"])
                rows.promise(
                    f"p{addressee.pk}",
                    body,
                    state=state,
                    position=answer.positions.first(),
                    due_on=dice.choice([None, TODAY - timedelta(days=1), TODAY]),
                )


@pytest.fixture
def bodies(ministry: Organisation, other_ministry: Organisation) -> list[Organisation]:
    third = Organisation.objects.create(slug="ministerie-c", name="Ministerie C", kind="ministry")
    return [ministry, other_ministry, third]


@pytest.mark.parametrize("seed", [1, 2])
def test_every_history_adds_up(
    held: EditionTheme, later: EditionTheme, bodies: list[Organisation], cast: Cast, seed: int
) -> None:
    many(held, bodies, cast, seed)
    many(later, bodies, cast, seed)
    whole, parts = board.board(Scope(), TODAY), [board.board(Scope(theme.edition), TODAY) for theme in (held, later)]
    for made in (whole, *parts):
        for body in made.bodies:
            found = counts(made, body)
            for group in GROUPS:
                if group.parts_of_all:
                    assert sum(found[one] for one in group.whole) == sum(found[one] for one in group.parts_of_all)
            assert found[F.SILENT] <= found[F.TO_DO] + found[F.OVERDUE]
            assert found[F.IN_TIME_EXTENDED] <= min(found[F.IN_TIME], found[F.EXTENDED])
        # nothing counts twice: neither a row of a body, nor a part of it
        assert max(Counter((row.body.pk, row.number, row.href) for row in made.rows).values()) == 1
    rules = {
        F.ASKED: Addressee.objects.filter(by_transfer=False).count(),
        F.TAKEN_OVER: Addressee.objects.filter(by_transfer=True).count(),
        F.PASSED_ON: Addressee.objects.filter(state="transferred").count(),
        F.NOT_FOUND: Addressee.objects.filter(state="not_found").count(),
        F.TO_ANOTHER: Transfer.objects.count(),
        F.FROM_ANOTHER: Transfer.objects.values("to", "part").distinct().count(),
        F.FOLLOW: PartPosition.objects.filter(position="follow").count(),
        F.PARTLY: PartPosition.objects.filter(position="partly").count(),
        F.PROMISED: Commitment.objects.exclude(state="carried_over").count(),
        F.DISPUTED: Commitment.objects.filter(state="disputed").count(),
    }
    assert {figure: board.counted(whole.rows, figure) for figure in rules} == rules
    answered = board.counted(whole.rows, F.IN_TIME) + board.counted(whole.rows, F.LATER)
    assert answered + board.counted(whole.rows, F.ANSWERED_NO_TERM) == Answer.objects.count()
    for figure in Figure:
        of_editions = sum(board.counted(made.rows, figure) for made in parts)
        carried = sum(board.counted(made.rows, F.CARRIED_OVER) for made in parts)
        left_out = carried if figure in (F.PROMISED, F.CARRIED_OVER) else 0
        assert board.counted(whole.rows, figure) == of_editions - left_out
    waiting = [row.wait for row in whole.rows if row.wait]
    open_now = Addressee.objects.filter(state__in=["awaiting", "drafting"]).count()
    assert (len(waiting), sum(not wait.is_over for wait in waiting)) == (Answer.objects.count() + open_now, open_now)


def shown_counts(page: str) -> list[tuple[str, int]]:
    """Every figure of a page that has a list, with the address of that list."""
    found = re.findall(r'<td[^>]*data-label[^>]*><a href="([^"]+)">(\d+)<', page)
    return [(html.unescape(href), int(count)) for href, count in found]


def test_every_figure_is_as_long_as_the_list_it_leads_to(
    client: Client, held: EditionTheme, bodies: list[Organisation], cast: Cast
) -> None:
    many(held, bodies, cast, 3)
    figures = shown_counts(client.get("/dialoog/2026/antwoorden/").content.decode())
    # each figure of one body or another
    each = {href.partition("telt=")[2].partition("&")[0]: (href, count) for href, count in figures}
    assert len(each) > 10
    for href, count in each.values():
        assert client.get(f"{href}&vorm=json").json()["count"] == count
    href, count = next((href, count) for href, count in figures if "telt=onderdelen" in href)
    assert len(titles(client.get(href))) == min(count, 25)


@pytest.mark.parametrize("number", [1, 12])
def test_more_advices_ask_no_more_of_the_database(
    held: EditionTheme,
    bodies: list[Organisation],
    cast: Cast,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    by = (cast.respondent, cast.approver)
    for which in range(number):
        made = put(held, which, bodies[which % 3])
        answer = rows.answered(made, ["follow", "partly"], by)
        first = rows.promise(f"p{which}", made.organisation, position=answer.positions.first(), state="carried_over")
        rows.promise(f"q{which}", made.organisation, carried_from=first, position=answer.positions.last())
    with django_assert_num_queries(7):
        board.board(Scope(), TODAY)


# --- the pages --------------------------------------------------------------------------------------------------------


def test_bodies_stand_in_the_order_of_the_alphabet_whoever_is_late(
    client: Client, held: EditionTheme, bodies: list[Organisation]
) -> None:
    names = {
        "ministerie-a": "Ministerie Économie",
        "ministerie-b": "ministerie Defensie",
        "ministerie-c": "Ministerie Zorg",
    }
    for number, body in enumerate(reversed(bodies)):
        Organisation.objects.filter(pk=body.pk).update(name=names[body.slug])
        put(held, number, body, due=TODAY - timedelta(days=number))
    page = client.get("/antwoorden/").content.decode()
    table = page[page.index("<tbody") : page.index("</tbody>")]
    assert re.findall(r'role="rowheader"><a[^>]*>([^<]+)<', table) == [
        "ministerie Defensie",
        "Ministerie Économie",
        "Ministerie Zorg",
    ]


def test_fewer_than_three_waits_have_no_middle(client: Client, held: EditionTheme, ministry: Organisation) -> None:
    put(held, 1, ministry)
    put(held, 2, ministry)
    text = words(client.get("/antwoorden/"))
    assert "Te weinig om een midden te noemen. De waarden: al 100 dagen, wacht nog; al 100 dagen, wacht nog." in text
    put(held, 3, ministry)
    text = words(client.get("/antwoorden/"))
    assert "De helft van de 3 had antwoord na: ten minste 100 dagen." in text
    assert "3 wachten nog en tellen mee." in text


def test_each_wait_is_a_dot_and_a_row_of_the_table(
    client: Client, held: EditionTheme, ministry: Organisation, cast: Cast
) -> None:
    rows.answered(put(held, 1, ministry), ["follow", "follow"], (cast.respondent, cast.approver))
    put(held, 2, ministry)
    put(held, 3, ministry, state="not_found")
    page = client.get("/antwoorden/ministerie-a/?soort=echt")
    html_of_page = page.content.decode()
    assert (html_of_page.count('class="wait-over"'), html_of_page.count('class="wait-on"')) == (1, 1)
    assert "2026-ARM-01 90 dagen 90 dagen" in words(page)
    assert "1 keer is geen antwoord gevonden" in words(page)


def test_a_theme_and_an_edition_narrow_the_board(
    client: Client, held: EditionTheme, later: EditionTheme, ministry: Organisation
) -> None:
    put(held, 1, ministry)
    put(later, 1, ministry, due=TODAY)
    other = Theme.objects.create(slug="onderwijs", order=7)
    put(EditionTheme.objects.create(edition=held.edition, theme=other, name="Onderwijs", order=2), 2, ministry)
    asked = {
        query: client.get(f"/antwoorden/?vorm=json&{query}").json()["results"][0]["asked"]
        for query in ("", "editie=2027", "thema=onderwijs", "editie=2026&thema=armoede", "editie=bestaat-niet")
    }
    assert asked == {
        "": 3,
        "editie=2027": 1,
        "thema=onderwijs": 1,
        "editie=2026&thema=armoede": 1,
        "editie=bestaat-niet": 3,
    }
    page = client.get("/antwoorden/?editie=2027&thema=onderwijs")
    assert "Bij deze keuze is niemand iets gevraagd." in words(page)


def test_made_up_and_real_answers_never_stand_in_one_figure(
    client: Client, held: EditionTheme, edition_theme: EditionTheme, ministry: Organisation
) -> None:
    put(held, 1, ministry)
    rows.asked(rows.advice(edition_theme, "2026-DEM-01"), ministry, due=TODAY)
    real, made_up = client.get("/antwoorden/?vorm=json").json()["results"]
    assert (real["asked"], real["demonstration"], made_up["asked"], made_up["demonstration"]) == (1, False, 1, True)
    assert titles(client.get(real["link"])) == ["Advies 2026-ARM-01"]
    assert titles(client.get(made_up["link"])) == ["Advies 2026-DEM-01"]
    assert "<strong>Voorbeeld.</strong>" in client.get(made_up["link"]).content.decode()


def test_what_nobody_received_yet_waits_for_nobody(client: Client, held: EditionTheme, ministry: Organisation) -> None:
    made = put(held, 1, ministry)
    type(made.advice).objects.filter(pk=made.advice_id).update(state="frozen")
    page = client.get("/antwoorden/")
    assert heading(page) == "Wie is gevraagd, en wie antwoordde"
    assert lead(page) == "Er is nog geen advies overhandigd. Zodra dat zo is, staat hier wie moet antwoorden."
    assert "Zodra dat zo is, staat hier per organisatie wat er is gevraagd" in words(page)
    assert client.get("/antwoorden/?vorm=csv").status_code == 200


def test_a_list_is_searched_and_says_when_nothing_is_found(
    client: Client, held: EditionTheme, ministry: Organisation
) -> None:
    put(held, 1, ministry)
    put(held, 2, ministry)
    assert titles(client.get("/antwoorden/ministerie-a/?soort=echt&q=arm-02")) == ["Advies 2026-ARM-02"]
    assert "Bij deze keuze staat hier niets." in words(client.get("/antwoorden/ministerie-a/?soort=echt&q=fiets"))
    assert "Eén rij, van de 2." in words(client.get("/antwoorden/ministerie-a/?soort=echt&q=arm-02"))
    assert client.get("/antwoorden/bestaat-niet/").status_code == 404
    assert client.get("/antwoorden/ministerie-a/?vorm=pdf").status_code == 400
    assert client.get("/antwoorden/ministerie-a/?telt=nergens&page=9&editie=x").status_code == 200
