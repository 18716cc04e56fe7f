"""Two organisers who press in the same moment: both are heard, or the second reads why not."""

from __future__ import annotations

from tests.concurrently import at_once, refusals
from weerklank.editions import actions
from weerklank.editions.models import Edition, Seat, SeatKind, ThemeTable


def begin(cast, coalition, now, *, by, title):
    return actions.create_edition(
        year=2027, title=title, day=None, place="", answer_term_days=91, advice_word="advies", organisation=coalition,
        previous=None, by=by, now=now,
    )  # fmt: skip


def test_two_editions_of_a_year_at_once_get_an_address_each(committed, cast, coalition, now):
    said = at_once(
        lambda: begin(cast, coalition, now, by=cast.organiser, title="De ene"),
        lambda: begin(cast, coalition, now, by=cast.admin, title="De andere"),
    )
    assert refusals(said) == []
    assert sorted(Edition.objects.filter(year=2027).values_list("slug", flat=True)) == ["2027", "2027-2"]


def test_one_press_counted_twice_makes_one_edition(committed, cast, coalition, now):
    said = at_once(*[lambda: begin(cast, coalition, now, by=cast.organiser, title="Dialoog")] * 2)
    assert (len(refusals(said)), Edition.objects.filter(year=2027).count()) == (1, 1)


def test_two_tables_at_once_get_a_number_each(committed, edition, edition_theme, cast, now):
    def add():
        return actions.add_table(
            edition_id=edition.pk, edition_theme_id=edition_theme.pk, number=None, place="", by=cast.organiser, now=now
        )

    assert refusals(at_once(add, add)) == []
    assert sorted(ThemeTable.objects.values_list("number", flat=True)) == [1, 2]


def test_places_added_at_once_never_share_an_alias(committed, table, cast, now):
    def add():
        return actions.add_seats(table_id=table.pk, counts={SeatKind.CHILD: 3}, by=cast.organiser, now=now)

    assert refusals(at_once(add, add)) == []
    assert sorted(Seat.objects.filter(kind="child").values_list("alias", flat=True)) == [
        f"Kind {number}" for number in range(1, 9)
    ]


def test_a_table_that_goes_while_places_come_leaves_no_places_behind(committed, table, cast, now):
    said = at_once(
        lambda: actions.remove_table(table_id=table.pk, by=cast.organiser, now=now),
        lambda: actions.add_seats(table_id=table.pk, counts={SeatKind.CHILD: 1}, by=cast.organiser, now=now),
    )
    assert refusals(said) in ([], ["Deze tafel is net weggehaald. Ga terug naar de lijst met tafels."])
    assert (ThemeTable.objects.count(), Seat.objects.count()) == (0, 0)


def test_a_theme_removed_twice_at_once_is_removed_once(committed, edition, edition_theme, safety, cast, now):
    edition.themes.create(theme=safety, name="Veiligheid", order=2)

    def remove():
        return actions.remove_theme(edition_id=edition.pk, theme_id=edition_theme.pk, by=cast.organiser, now=now)

    assert refusals(at_once(remove, remove)) == ["Dit thema is al weggehaald. Ververs de bladzijde."]
