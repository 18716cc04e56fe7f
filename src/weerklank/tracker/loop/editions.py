"""Editions of the dialogue: what is known, with its sources, and what no source tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from weerklank.advices.models import Advice, Handover, TableRecord
from weerklank.answers.models import CarriedOver
from weerklank.answers.queries import passing_on
from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import Edition, EditionTheme, ThemeTable
from weerklank.findings.models import Destination, Group
from weerklank.participation.lifecycle import SHOWN_STATES, ConsultationState, ContributionState
from weerklank.participation.models import Consultation, Contribution, DeclineReason
from weerklank.participation.queries import channels
from weerklank.tracker import paths
from weerklank.tracker.loop import advices, promises
from weerklank.tracker.loop.advices import AdviceRow
from weerklank.tracker.loop.promises import PromiseRow
from weerklank.tracker.loop.voices import Words, words_of
from weerklank.tracker.loop.words import capital, number, protected, series
from weerklank.web.path import Path, PathsOfYear

ASKED_STATES = (
    ConsultationState.SCHEDULED,
    ConsultationState.OPEN,
    ConsultationState.CLOSED,
    ConsultationState.GROUPED,
    ConsultationState.FIXED,
    ConsultationState.REPORTED,
)
_BEFORE_THE_ADVICES = (
    EditionState.ANNOUNCED,
    EditionState.COLLECTING,
    EditionState.PREPARING,
    EditionState.DIALOGUE_DAY,
    EditionState.DRAFTING_ADVICE,
)
GROUPED_STATES = (ConsultationState.GROUPED, ConsultationState.FIXED, ConsultationState.REPORTED)


def public() -> QuerySet[Edition]:
    """Editions that everybody may see, the real ones first."""
    return (
        Edition.objects.exclude(state=EditionState.DRAFT)
        .select_related("handover")
        .prefetch_related("organisers__organisation", "themes__theme")
        .order_by("is_demonstration", "-year")
    )


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition as it stands in a list."""

    edition: Edition
    themes: int
    advices: int
    answered: int
    late: int
    sentence: str


def rows(today: date) -> tuple[EditionRow, ...]:
    counted: dict[int, list[AdviceRow]] = {}
    answered: Counter[int] = Counter()
    awaited: set[int] = set()
    for advice in advices.with_everything():
        counted.setdefault(advice.edition_id, []).append(advices.row(advice, today))
        answered[advice.edition_id] += paths.is_answered(advice, today)
        if not paths.never_found([advice]):
            awaited.add(advice.edition_id)
    return tuple(
        _row(edition, counted.get(edition.pk, []), answered[edition.pk], today, sought=edition.pk not in awaited)
        for edition in public()
    )


def _row(edition: Edition, made: list[AdviceRow], answered: int, today: date, *, sought: bool) -> EditionRow:
    late = sum(bool(advice.days_late) for advice in made)
    return EditionRow(
        edition=edition,
        themes=len(edition.themes.all()),
        advices=len(made),
        answered=answered,
        late=late,
        sentence=how_it_stands(edition, len(made), answered, late, today, sought=sought),
    )


def how_it_stands(edition: Edition, made: int, answered: int, late: int, today: date, *, sought: bool) -> str:
    """One sentence on an edition: what came of it."""
    if not made:
        going_on = edition.state in _BEFORE_THE_ADVICES and (edition.date is None or edition.date >= today)
        if going_on and edition.date:
            return _("Deze dialoog is op {day}. Nu: {label}.").format(
                day=date_format(edition.date, "j F Y"), label=edition.get_state_display()
            )
        if going_on:
            return _("Nog bezig: {label}.").format(label=edition.get_state_display())
        return _("Van deze dialoog is geen advies gevonden.")
    asked = capital(_("{n} adviezen").format(n=number(made)) if made != 1 else _("één advies"))
    if not answered:
        replied = _("Er is geen antwoord gevonden.") if sought else _("Nog geen antwoord.")
    elif answered == made:
        replied = _("Op alle kwam een antwoord.")
    else:
        replied = _("Op {n} kwam een antwoord.").format(n=number(answered))
    overdue = _(" Op {n} is het antwoord te laat.").format(n=number(late)) if late else ""
    return f"{asked}. {replied}{overdue}"


def years_without_source(today: date) -> tuple[int, ...]:
    """Years since the first dialogue for which nothing could be found."""
    known = set(Edition.objects.filter(is_demonstration=False).values_list("year", flat=True))
    first = min(known, default=today.year)
    return tuple(year for year in range(first, today.year + 1) if year not in known)


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the dialogue: with its edition, or with the plain word that no source was found."""

    year: int
    row: EditionRow | None


def years(rows: Iterable[EditionRow], today: date) -> tuple[Year, ...]:
    """The real editions and the years in between, the newest first."""
    real = [Year(row.edition.year, row) for row in rows if not row.edition.is_demonstration]
    if not real:
        return ()
    missing = [Year(year, None) for year in years_without_source(today)]
    return tuple(sorted([*real, *missing], key=lambda entry: -entry.year))


def find(slug: str) -> Edition | None:
    return public().filter(slug=slug).first()


# --- One edition -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question put to children, with the room there is."""

    consultation: Consultation
    is_open: bool
    opens_later: bool
    path: Path
    read: str


@dataclass(frozen=True, slots=True)
class EditionPage:
    """One edition: facts with their sources, its questions and its advices."""

    edition: Edition
    sentence: str
    organisers: tuple[str, ...]
    themes: tuple[EditionTheme, ...]
    questions: tuple[QuestionView, ...]
    paths: PathsOfYear | None
    handover: Handover | None
    advices: tuple[AdviceRow, ...]
    first: tuple[CarriedOver, ...] = ()


def questions(edition: Edition, today: date) -> tuple[QuestionView, ...]:
    asked = Consultation.objects.filter(edition=edition, state__in=ASKED_STATES).select_related(
        "edition", "edition_theme__theme"
    )
    return tuple(_question(consultation, today) for consultation in asked)


def _question(consultation: Consultation, today: date) -> QuestionView:
    # what nobody has read counts for nobody
    read = consultation.contributions.filter(state__in=(*SHOWN_STATES, ContributionState.KEPT_PRIVATE))
    return QuestionView(
        consultation=consultation,
        is_open=consultation.takes_input_on(today),
        opens_later=bool(consultation.opens_on and consultation.opens_on > today),
        path=paths.of_question(consultation, today),
        read=channels.at_least(channels.said_by(read)),
    )


def page(edition: Edition, today: date) -> EditionPage:
    found = list(advices.with_everything().filter(edition=edition))
    made = advices.rows(found, today)
    answered = sum(paths.is_answered(advice, today) for advice in found)
    asked = questions(edition, today)
    lines = tuple(advice.path for advice in made) + tuple(
        question.path for question in asked if not _became_advice(question, found)
    )
    handover = getattr(edition, "handover", None)
    return EditionPage(
        edition=edition,
        sentence=how_it_stands(
            edition,
            len(made),
            answered,
            sum(bool(advice.days_late) for advice in made),
            today,
            sought=paths.never_found(found),
        ),
        organisers=tuple(
            f"{entry.organisation.name} ({entry.note})" if entry.note else entry.organisation.name
            for entry in edition.organisers.all()
        ),
        themes=tuple(edition.themes.all()),
        questions=asked,
        paths=PathsOfYear(_("De paden van {title}").format(title=edition.title), lines) if lines else None,
        handover=handover,
        advices=made,
        first=passing_on.first_on_the_agenda(edition),
    )


def _became_advice(question: QuestionView, made: list[Advice]) -> bool:
    groups = {group.consultation_id for advice in made for group in advice.groups.all()}
    return question.consultation.pk in groups


@dataclass(frozen=True, slots=True)
class TableView:
    """A theme table with the public part of its record."""

    table: ThemeTable
    young: int
    adults: int
    record: TableRecord | None


@dataclass(frozen=True, slots=True)
class TablesPage:
    """The tables of an edition; what adults expected and what changed stands apart, for all tables together."""

    tables: tuple[TableView, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


def tables(edition: Edition) -> TablesPage:
    found = (
        ThemeTable.objects.filter(edition_theme__edition=edition)
        .select_related("edition_theme__theme", "record")
        .prefetch_related("seats")
    )
    views = []
    for table in found:
        record = getattr(table, "record", None)
        seats = list(table.seats.all())
        young = sum(seat.is_young for seat in seats)
        views.append(
            TableView(table, young, len(seats) - young, record if record is not None and record.done else None)
        )
    done = [view.record for view in views if view.record]
    return TablesPage(
        tuple(views),
        tuple(record.adult_expected_before for record in done if record.adult_expected_before),
        tuple(record.changed_after for record in done if record.changed_after),
    )


@dataclass(frozen=True, slots=True)
class ReadCount:
    """What moderators did with what came in: a count that singles nobody out."""

    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class YieldPage:
    """What came of an edition."""

    read: tuple[ReadCount, ...]
    declined: tuple[ReadCount, ...]
    any_read: bool
    in_advice: tuple[Words, ...]
    not_used: tuple[Words, ...]
    undecided: tuple[Words, ...]
    handover: Handover | None
    receivers: str
    promises: tuple[PromiseRow, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


def outcome(edition: Edition, today: date) -> YieldPage:
    states: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for state, reason, size, private in Contribution.objects.filter(consultation__edition=edition).values_list(
        "state", "decline_reason", "group_size", "wants_private"
    ):
        # in a group or not: what a child wants to keep private counts and is not to be read
        state = ContributionState.KEPT_PRIVATE if private and state in SHOWN_STATES else state
        states[state] += size or 1
        if state == ContributionState.NOT_PUBLISHED:
            reasons[reason] += size or 1
    groups = words_of(
        Group.objects.filter(consultation__edition=edition, consultation__state__in=GROUPED_STATES)
        .select_related("consultation")
        .order_by("consultation", "order", "id")
    )
    spoken = tables(edition)
    handover = Handover.objects.filter(edition=edition).prefetch_related("receivers").first()
    made = promises.under_every_name().filter(position__part__advice__edition=edition)
    return YieldPage(
        read=_read(states),
        declined=tuple(
            ReadCount(capital(str(label)), protected(reasons[value]))
            for value, label in DeclineReason.choices
            if reasons[value] and value != DeclineReason.SAFETY
        ),
        any_read=bool(states),
        in_advice=tuple(group for group in groups if group.destination == Destination.IN_ADVICE),
        not_used=tuple(group for group in groups if group.destination == Destination.NOT_USED),
        undecided=tuple(group for group in groups if not group.destination),
        handover=handover,
        receivers=series([str(body) for body in handover.receivers.all()]) if handover else "",
        promises=promises.rows(made, today),
        before=spoken.before,
        after=spoken.after,
    )


def _read(states: Counter[str]) -> tuple[ReadCount, ...]:
    """Each count by itself; what lies with the safeguarding officer is told to nobody."""
    return (
        ReadCount(_("Binnengekomen"), protected(sum(states.values()))),
        ReadCount(_("Te lezen voor iedereen"), protected(sum(states[state] for state in SHOWN_STATES))),
        ReadCount(_("Telt mee, niet te zien"), protected(states[ContributionState.KEPT_PRIVATE])),
        ReadCount(_("Niet gepubliceerd, met een reden"), protected(states[ContributionState.NOT_PUBLISHED])),
        ReadCount(_("Teruggenomen door wie het zei"), protected(states[ContributionState.WITHDRAWN])),
    )
