"""What the pages about expectations ask: what somebody can still write, how far off it was, and what all expected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from weerklank.advices.expecting.counting import Together
from weerklank.advices.expecting.models import Expectation, ExpectationCount
from weerklank.advices.expecting.people import Person, seat_secret
from weerklank.advices.models import TableRecord
from weerklank.advices.voices.queries import ASKED
from weerklank.editions.models import Edition, EditionTheme, Seat, ThemeTable
from weerklank.findings import expected
from weerklank.findings.counting import CountChannel
from weerklank.findings.queries import ChannelCount, latest_counts
from weerklank.participation.lifecycle import StatementState
from weerklank.participation.models import Consultation, Statement
from weerklank.rights.models import Theme
from weerklank.web.shares import Drawing, Share, draw

# more than this nobody guesses with attention
MOST_STATEMENTS = 12


# -- until when one can write ---------------------------------------------------------------------------------------


def begun(tables: Iterable[int]) -> frozenset[int]:
    """The tables whose adults wrote together what they expect: from there the table reads what children said."""
    found = TableRecord.objects.filter(table__in=list(tables)).exclude(adult_expected_before="")
    return frozenset(found.values_list("table_id", flat=True))


def is_open(theme: EditionTheme, today: date, *, seated_at: frozenset[int] = frozenset()) -> bool:
    """Whether somebody who sits at these tables can still write about this theme."""
    if ExpectationCount.objects.filter(edition_theme=theme).exists():
        return False
    day = theme.edition.date
    if day is not None and day < today:
        return False
    tables = frozenset(theme.tables.values_list("pk", flat=True))
    own = tables & seated_at
    if own:
        return not begun(own)
    return not tables or begun(tables) != tables


def statements_of(theme: EditionTheme) -> QuerySet[Statement]:
    """What can be guessed at: sentences that children voted on, or still do."""
    return Statement.objects.filter(
        consultation__edition_theme=theme,
        consultation__state__in=ASKED,
        state__in=(StatementState.OPEN, StatementState.CLOSED),
    ).order_by("consultation", "order", "id")[:MOST_STATEMENTS]


# -- one person -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme about which somebody can write, or wrote."""

    theme: EditionTheme
    is_open: bool
    written: bool


def of_person(person: Person) -> QuerySet[Expectation]:
    mine = Q(attendee=person.attendee) if person.attendee else Q(seat=person.seat)
    return Expectation.objects.filter(mine)


def themes_of(person: Person, today: date) -> tuple[ThemeRow, ...]:
    """The themes of somebody's own tables; as long as no plan is told, every theme of the edition."""
    tables = person.table_ids
    written = frozenset(of_person(person).values_list("edition_theme_id", flat=True))
    themes = EditionTheme.objects.filter(edition=person.edition).select_related("edition").order_by("order", "id")
    if tables:
        themes = themes.filter(Q(tables__in=tables) | Q(pk__in=written)).distinct()
    return tuple(ThemeRow(one, is_open(one, today, seated_at=tables), one.pk in written) for one in themes)


@dataclass(frozen=True, slots=True)
class Beside:
    """What one way of voting gave, beside a guess: a share, and between what chance alone could have put it."""

    channel: CountChannel
    guess: int
    percent: int
    low: int
    high: int

    @property
    def points(self) -> int:
        """How far the guess was off, in percentage points, whichever way."""
        return abs(self.percent - self.guess)

    @property
    def within_chance(self) -> bool:
        return self.low <= self.guess <= self.high

    @property
    def more(self) -> bool:
        """Whether more children agreed than was guessed."""
        return self.percent > self.guess


@dataclass(frozen=True, slots=True)
class Off:
    """One statement: what somebody guessed, and what children said by each way of voting."""

    text: str
    guess: int
    beside: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class OwnPage:
    """What somebody wrote about one theme, and, once nobody can write any more, what children said."""

    theme: EditionTheme
    is_open: bool
    statements: tuple[Statement, ...]
    expectation: Expectation | None
    guesses: dict[int, int]
    off: tuple[Off, ...]

    @property
    def waits_for_count(self) -> bool:
        """Whether there is a guess of which the count is not made yet."""
        return bool(self.guesses) and not any(one.beside for one in self.off)


def own_page(person: Person, theme: EditionTheme, today: date) -> OwnPage:
    """Only of this one person; before the talk nothing of what children said is in it."""
    expectation = of_person(person).filter(edition_theme=theme).prefetch_related("guesses").first()
    guesses = {one.statement: one.percent for one in expectation.guesses.all()} if expectation else {}
    still = is_open(theme, today, seated_at=person.table_ids)
    statements = tuple(statements_of(theme))
    return OwnPage(
        theme=theme,
        is_open=still,
        statements=statements,
        expectation=expectation,
        guesses=guesses,
        off=() if still else _off(theme, statements, guesses),
    )


def _off(theme: EditionTheme, statements: Iterable[Statement], guesses: dict[int, int]) -> tuple[Off, ...]:
    said = _said_by_children(theme)
    return tuple(
        Off(one.text, guesses[one.pk], tuple(_beside(guesses[one.pk], row) for row in said.get(one.pk, ())))
        for one in statements
        if one.pk in guesses
    )


def _said_by_children(theme: EditionTheme) -> dict[int, tuple[ChannelCount, ...]]:
    """The counts of every statement of a theme that may be shown."""
    asked = Consultation.objects.filter(edition_theme=theme, state__in=ASKED).prefetch_related("opinion_runs")
    counts = (latest_counts(one) for one in asked)
    return {
        row.statement_id: tuple(channel for channel in row.channels if channel.share)
        for count in counts
        if count
        for row in count.statements
    }


def _beside(guess: int, row: ChannelCount) -> Beside:
    share = row.share
    assert share is not None  # only those with a share are beside a guess
    return Beside(row.channel, guess, share.percent, share.low_percent, share.high_percent)


# -- everybody together ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Expected:
    """One statement: what adults expected together, and what children said by each way of voting."""

    text: str
    adults: Together
    beside: tuple[Beside, ...]
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class ExpectedOfTheme:
    """What the adults of one theme expected; without statements there were fewer than ten who guessed."""

    theme: EditionTheme
    closed_on: date
    statements: tuple[Expected, ...]


def expected_of_edition(edition: Edition) -> tuple[ExpectedOfTheme, ...]:
    """Every theme of an edition that was closed, also where too few guessed to show anything."""
    return expected_in(ExpectationCount.objects.filter(edition_theme__edition=edition))


def expected_of_theme(theme: Theme, *, made_up: bool) -> tuple[ExpectedOfTheme, ...]:
    """One theme over all editions, as far as there is something to show; what is made up stands apart."""
    counts = ExpectationCount.objects.filter(
        edition_theme__theme=theme, edition_theme__edition__is_demonstration=made_up
    )
    return tuple(one for one in expected_in(counts) if one.statements)


def expected_in(counts: QuerySet[ExpectationCount]) -> tuple[ExpectedOfTheme, ...]:
    """Per theme what was counted, as everybody may read it; a theme that is still open is not in it."""
    found = counts.select_related("edition_theme__edition").order_by(
        "-edition_theme__edition__year", "edition_theme__order"
    )
    return tuple(_expected(one) for one in found)


def _expected(count: ExpectationCount) -> ExpectedOfTheme:
    theme = count.edition_theme
    rows = {row["statement"]: row for row in cast(list[Together], count.results)}
    said = _said_by_children(theme) if rows else {}
    texts = Statement.objects.filter(pk__in=rows).exclude(state=StatementState.RETIRED).order_by("order", "id")
    return ExpectedOfTheme(
        theme=theme,
        closed_on=count.closed_on,
        statements=tuple(_statement(one.text, rows[one.pk], said.get(one.pk, ())) for one in texts),
    )


def _statement(text: str, adults: Together, said: tuple[ChannelCount, ...]) -> Expected:
    beside = tuple(_beside(adults["middle"], row) for row in said)
    guessed = Share(_("Volwassenen"), adults["middle"], adults["low"], adults["high"], guessed=True)
    heard = (Share(short(one.channel), one.percent, one.low, one.high) for one in beside)
    return Expected(text, adults, beside, draw((guessed, *heard)))


@expected.tells
def beside_the_run(theme: EditionTheme) -> Iterable[expected.Expected]:
    """For whoever works with the votes: the same in figures."""
    for found in expected_in(ExpectationCount.objects.filter(edition_theme=theme)):
        for one in found.statements:
            heard = (
                expected.Heard(it.channel, it.percent, it.low, it.high, it.points, it.within_chance)
                for it in one.beside
            )
            adults = one.adults
            yield expected.Expected(
                one.text, adults["people"], adults["middle"], adults["low"], adults["high"], tuple(heard)
            )


def short(channel: CountChannel) -> str:
    """A way of voting in the few words that a picture has room for."""
    return {
        CountChannel.CODE: _("Kinderen, met een code"),
        CountChannel.SELF_MADE: _("Kinderen, zelfgemaakte code"),
        CountChannel.OPEN: _("Kinderen, open link"),
        CountChannel.HANDS: _("Handen in groepen"),
        CountChannel.SELF_MADE_HANDS: _("Handen, zelfgemaakte code"),
    }[channel]


# -- the organiser and the table ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ThemeStand:
    """How far one theme is: how many adults wrote, at how many tables the talk has begun, and what was counted."""

    theme: EditionTheme
    written: int
    tables: int
    begun: int
    count: ExpectationCount | None
    is_open: bool


def stand_of(edition: Edition, today: date) -> tuple[ThemeStand, ...]:
    themes = edition.themes.select_related("edition", "expectation_count").prefetch_related("tables", "expectations")
    return tuple(stand_of_theme(theme, today) for theme in themes)


def stand_of_theme(theme: EditionTheme, today: date) -> ThemeStand:
    tables = [table.pk for table in theme.tables.all()]
    return ThemeStand(
        theme=theme,
        written=len(theme.expectations.all()),
        tables=len(tables),
        begun=len(begun(tables)),
        count=getattr(theme, "expectation_count", None),
        is_open=is_open(theme, today),
    )


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """An adult's place at a table: whether something was written there, and the link for whoever sits on it."""

    seat: Seat
    written: bool
    href: str


@dataclass(frozen=True, slots=True)
class TableStand:
    """The adults of one table. What somebody wrote is not in it."""

    places: tuple[PlaceRow, ...]
    is_open: bool


def stand_of_table(table: ThemeTable, today: date) -> TableStand:
    seats = [seat for seat in table.seats.all() if not seat.is_young]
    written = frozenset(Expectation.objects.filter(seat__in=seats).values_list("seat_id", flat=True))
    slug = table.edition.slug
    return TableStand(
        places=tuple(
            PlaceRow(seat, seat.pk in written, f"/dialoog/{slug}/verwacht/{seat_secret(seat)}/") for seat in seats
        ),
        is_open=is_open(table.edition_theme, today, seated_at=frozenset({table.pk})),
    )
