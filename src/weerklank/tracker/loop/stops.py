"""Everything that there is of an edition, as stops on its path: what is there, what is still to come, and what hangs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerklank.advices.models import ExpectationCount
from weerklank.editions.models import Edition, Selecting, ThemeTable
from weerklank.editions.queries import choosing
from weerklank.editions.queries import programme as programmes
from weerklank.editions.queries.calendar import Calendar
from weerklank.findings.models import Group
from weerklank.tracker.loop.answering import ledger
from weerklank.tracker.loop.answering.board import ANSWERED, WAITING, counted
from weerklank.tracker.loop.answering.figures import Figure as F
from weerklank.tracker.loop.answering.ledger import Item, Scope
from weerklank.tracker.loop.editions import GROUPED_STATES, EditionPage
from weerklank.tracker.loop.words import capital, number, who

MOST_HANGING = 12


@dataclass(frozen=True, slots=True)
class Stop:
    """One part of an edition: where it stands, and in a few words what there is."""

    title: str
    href: str
    says: str
    is_there: bool = True


@dataclass(frozen=True, slots=True)
class Hanging:
    """Something that should have come by now and did not; or of which nothing is heard any more."""

    title: str
    href: str
    words: str
    days: int


@dataclass(frozen=True, slots=True)
class DataFile:
    """What anybody can take along, with each form that it has and its address."""

    label: str
    forms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """What an edition holds, in the order in which it happens."""

    stops: tuple[Stop, ...]
    hanging: tuple[Hanging, ...]
    more_hanging: int
    still_open: str
    files: tuple[DataFile, ...]


def whole(edition: Edition, page: EditionPage, calendar: Calendar, today: date) -> Whole:
    rows = ledger.items(Scope(edition), today)
    release = programmes.latest(edition)
    draws = choosing.public_draws(edition)
    hanging = _hanging(rows)
    return Whole(
        stops=_stops(edition, page, calendar, rows, draws, programme=_programme(edition, release)),
        hanging=hanging[:MOST_HANGING],
        more_hanging=max(0, len(hanging) - MOST_HANGING),
        still_open=_still_open(rows),
        files=_files(edition, calendar, draws, has_release=release is not None),
    )


def told(count: int, one: str, many: str, none: str) -> str:
    return capital(f"{number(count)} {one if count == 1 else many}") if count else none


def _stops(
    edition: Edition,
    page: EditionPage,
    calendar: Calendar,
    rows: Sequence[Item],
    draws: Sequence[Selecting],
    *,
    programme: str,
) -> tuple[Stop, ...]:
    here = edition.get_absolute_url()
    themes, asked = len(page.themes), len(page.questions)
    groups = Group.objects.filter(consultation__edition=edition, consultation__state__in=GROUPED_STATES).count()
    tables = ThemeTable.objects.filter(edition_theme__edition=edition).count()
    promised = counted(rows, F.PROMISED)
    found = [
        Stop(
            _("Thema’s"),
            "#bekend",
            told(themes, _("thema"), _("thema’s"), _("Thema’s zijn niet bekend")),
            bool(themes),
        ),
        Stop(
            _("Vragen aan kinderen"),
            "#vragen",
            told(asked, _("vraag"), _("vragen"), _("Geen vraag bewaard")) + _open(page),
            bool(asked),
        ),
        Stop(
            _("Wat kinderen zeiden"),
            f"{here}opbrengst/",
            told(groups, _("groep van ideeën"), _("groepen van ideeën"), _none_said(page)),
            bool(groups),
        ),
        Stop(_("Programma"), f"{here}programma/", programme or _("Niet bekend"), bool(programme)),
        Stop(
            _("Tafels"),
            f"{here}tafels/",
            told(tables, _("tafel"), _("tafels"), _("Welke tafels er waren, is niet bekend")),
            bool(tables),
        ),
        Stop(_("Adviezen"), f"{here}adviezen/", _advices(page), bool(page.advices)),
        Stop(_("Antwoorden"), f"{here}antwoorden/", *_answers(rows)),
        Stop(
            _("Toezeggingen"),
            f"/toezeggingen/?editie={edition.slug}",
            told(promised, _("toezegging"), _("toezeggingen"), _none_promised(rows)),
            bool(promised),
        ),
    ]
    if calendar.planned:
        found.insert(0, Stop(_("Kalender"), "#kalender", capital(str(edition.get_state_display()))))
    if draws:
        drawn = told(len(draws), _("loting"), _("lotingen"), "")
        found.insert(-4, Stop(_("Loting"), f"{here}loting/", drawn))
    if closed := ExpectationCount.objects.filter(edition_theme__edition=edition).count():
        expected = told(closed, _("thema"), _("thema’s"), "")
        found.insert(-3, Stop(_("Wat volwassenen verwachtten"), f"{here}opbrengst/#verwacht", expected))
    return tuple(found)


def _open(page: EditionPage) -> str:
    is_open = sum(question.is_open for question in page.questions)
    return _(", waarvan {n} open").format(n=number(is_open)) if is_open else ""


def _none_said(page: EditionPage) -> str:
    return _("Nog niet bij elkaar gebracht") if page.questions else _("Geen woorden van kinderen bewaard")


def _none_promised(rows: Sequence[Item]) -> str:
    """Where an answer may still come, a promise may too; else nobody knows of one."""
    may_come = not rows or any(counted(rows, figure) for figure in WAITING)
    return _("Nog niets beloofd") if may_come else _("Geen toezegging gevonden")


def _programme(edition: Edition, release: programmes.Release | None) -> str:
    if release is not None:
        day = date_format(release.release.published_on, "j F Y")
        return _("Uitgave {n}, van {day}").format(n=release.number, day=day)
    items = edition.programme.count()
    return told(items, _("onderdeel"), _("onderdelen"), "")


def _advices(page: EditionPage) -> str:
    made = told(len(page.advices), _("advies"), _("adviezen"), _("Nog geen advies"))
    if not page.handover:
        return made
    return _("{made}, overhandigd op {day}").format(made=made, day=date_format(page.handover.date, "j F Y"))


def _answers(rows: Sequence[Item]) -> tuple[str, bool]:
    """What came of what was asked, in counts alone, and whether anything came."""
    answered = sum(counted(rows, figure) for figure in ANSWERED)
    waiting = sum(counted(rows, figure) for figure in WAITING)
    parts = [
        _("{n} beantwoord").format(n=number(answered)) if answered else "",
        _("{n} wacht").format(n=number(waiting)) if waiting else "",
        _("{n} niet gevonden").format(n=number(counted(rows, F.NOT_FOUND))) if counted(rows, F.NOT_FOUND) else "",
    ]
    said = ", ".join(part for part in parts if part)
    return capital(said) or _("Nog niemand gevraagd"), bool(answered)


def _hanging(rows: Sequence[Item]) -> tuple[Hanging, ...]:
    """What is late or silent; each once, what hangs longest first."""
    found = []
    for row in rows:
        name = who(row.body)
        late = ngettext("{n} dag te laat", "{n} dagen te laat", row.days_late).format(n=row.days_late)
        if row.note:
            words = row.note
        elif row.stands == F.PAST_TERM:
            words = _("{who} moet nog antwoorden: {late}.").format(who=name, late=late)
        elif F.EXPLANATION_LATE in row.figures:
            words = _("{who} moet het nog uitleggen.").format(who=name)
        elif row.stands == F.OVERDUE:
            words = _("{who} beloofde dit: {late}.").format(who=name, late=late)
            words += _(" Er is lang niets van gehoord.") if F.SILENT in row.figures else ""
        elif F.SILENT in row.figures:
            words = _("{who} beloofde dit. Er is lang niets van gehoord.").format(who=name)
        else:
            continue
        days = row.days_late if row.stands in (F.PAST_TERM, F.OVERDUE) else 0
        found.append(Hanging(row.title, row.href, words, days))
    return tuple(sorted(found, key=lambda one: (-one.days, one.href)))


def _still_open(rows: Sequence[Item]) -> str:
    """What may still come: it does not hang, and is not forgotten."""
    waiting = counted(rows, F.WITHIN_TERM) + counted(rows, F.WAITING_NO_TERM)
    to_do = sum(F.TO_DO in row.figures and F.SILENT not in row.figures for row in rows)
    said = []
    if waiting:
        asked = ngettext("{n} antwoord kan nog komen.", "{n} antwoorden kunnen nog komen.", waiting)
        said.append(capital(asked.format(n=number(waiting))))
    if to_do:
        made = ngettext("{n} toezegging loopt nog.", "{n} toezeggingen lopen nog.", to_do)
        said.append(capital(made.format(n=number(to_do))))
    return " ".join(said)


def _files(
    edition: Edition, calendar: Calendar, draws: Sequence[Selecting], *, has_release: bool
) -> tuple[DataFile, ...]:
    here, asked = edition.get_absolute_url(), f"edition={edition.slug}"
    found = [DataFile(_("Wat nieuw is"), ((_("feed"), f"{here}feed/"),))]
    if calendar.planned:
        found.append(DataFile(_("De fasen, voor een agenda"), (("iCal", f"{here}kalender.ics"),)))
    if has_release:
        found.append(DataFile(_("Het programma, voor een agenda"), (("iCal", f"{here}programma.ics"),)))
    found += [
        DataFile(label, (("CSV", f"/api/v1/{name}.csv?{asked}"), ("JSON", f"/api/v1/{name}?{asked}")))
        for name, label in (
            ("programme", _("Programma")),
            ("advices", _("Adviezen")),
            ("answers", _("Antwoorden, per onderdeel")),
        )
    ]
    for label, address in (
        (_("Wie antwoordde, geteld"), f"{here}antwoorden/?"),
        (_("Toezeggingen"), f"/toezeggingen/?editie={edition.slug}&"),
    ):
        found.append(DataFile(label, (("CSV", f"{address}vorm=csv"), ("JSON", f"{address}vorm=json"))))
    found += [
        DataFile(
            _("Loting {n}, om zelf na te doen").format(n=draw.number), (("JSON", f"{here}loting/{draw.number}.json"),)
        )
        for draw in draws
        if draw.approved_on
    ]
    return tuple(found)
