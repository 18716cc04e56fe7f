"""The state of the loop on a day: what was asked, what is answered, what is late, what opens next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerklank.advices.models import Advice
from weerklank.answers.lifecycle import OPEN_STATES
from weerklank.answers.models import Action, Addressee, Commitment
from weerklank.briefings.models import NewsArticle
from weerklank.editions.models import Edition, SideEvent
from weerklank.evidence.models import Indicator
from weerklank.participation.lifecycle import ConsultationState
from weerklank.participation.models import Consultation
from weerklank.rights.models import SourceDocument, Territory
from weerklank.rights.queries import visible
from weerklank.tracker import paths
from weerklank.tracker.loop import advices, editions, promises
from weerklank.tracker.loop.words import capital, number, series, who
from weerklank.web.path import Path, PathsOfYear

MOST_PATHS = 12
MOST_LATE = 8


@dataclass(frozen=True, slots=True)
class Overdue:
    """Something that should have been there: who, what and since when."""

    title: str
    href: str
    who: str
    due_on: date
    days: int
    is_promise: bool


@dataclass(frozen=True, slots=True)
class Opening:
    """Something that is open now, or opens on a day."""

    title: str
    href: str
    day: date | None
    words: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The loop of the real editions, or of the made-up one: never added together."""

    sentences: tuple[str, ...]
    lead: str
    year: PathsOfYear | None
    more: int
    late: tuple[Overdue, ...]
    openings: tuple[Opening, ...]
    is_demonstration: bool


@dataclass(frozen=True, slots=True)
class Door:
    """One room of the house, with what stands in it today."""

    title: str
    href: str
    says: str


@dataclass(frozen=True, slots=True)
class Home:
    """The whole page."""

    real: Part
    demonstration: Part | None
    doors: tuple[Door, ...]
    missing: str
    news: tuple[NewsArticle, ...]


def home(today: date) -> Home:
    asked = list(advices.with_everything())
    made = list(promises.with_everything())
    put = list(
        Consultation.objects.filter(state__in=editions.ASKED_STATES)
        .exclude(state=ConsultationState.REPORTED)
        .select_related("edition")
        .order_by("opens_on", "slug")
    )
    doing = list(Action.objects.filter(end_on__lt=today).select_related("lead"))
    events = list(SideEvent.objects.filter(date__gte=today).order_by("date"))
    known = list(editions.public())
    demonstration = _part(asked, made, doing, put, events, today, demonstration=True)
    return Home(
        real=_part(asked, made, doing, put, events, today, demonstration=False),
        demonstration=demonstration if any(edition.is_demonstration for edition in known) else None,
        doors=_doors(asked, made, put, known, today),
        missing=_missing(today),
        news=tuple(NewsArticle.objects.filter(state="published")[:3]),
    )


def _part(
    asked: list[Advice],
    made: list[Commitment],
    doing: list[Action],
    put: list[Consultation],
    events: list[SideEvent],
    today: date,
    *,
    demonstration: bool,
) -> Part:
    asked = [advice for advice in asked if advice.edition.is_demonstration == demonstration]
    made = [promise for promise in made if promise.is_demonstration == demonstration]
    put = [question for question in put if question.edition.is_demonstration == demonstration]
    events = [event for event in events if event.is_demonstration == demonstration]
    late = _late(asked, made, doing, today, demonstration=demonstration)
    lines = _lines(asked, put, today)
    return Part(
        sentences=_sentences(asked, late, put, today),
        lead=_lead(asked, made, late, today),
        year=PathsOfYear(_title(asked, put, demonstration), tuple(lines[:MOST_PATHS])) if lines else None,
        more=max(0, len(lines) - MOST_PATHS),
        late=late[:MOST_LATE],
        openings=_openings(put, events, today),
        is_demonstration=demonstration,
    )


def _lines(asked: list[Advice], put: list[Consultation], today: date) -> list[Path]:
    became = {group.consultation_id for advice in asked for group in advice.groups.all()}
    drawn = [paths.of_advice(advice, today) for advice in asked]
    return drawn + [paths.of_question(question, today) for question in put if question.pk not in became]


def _title(asked: list[Advice], put: list[Consultation], demonstration: bool) -> str:
    if demonstration:
        return _("De paden van het voorbeeld")
    years = {advice.edition.year for advice in asked} | {question.edition.year for question in put}
    if len(years) > 1:
        return _("De paden sinds {year}").format(year=min(years))
    return _("De paden van {year}").format(year=max(years, default=""))


def _late(
    asked: list[Advice], made: list[Commitment], doing: list[Action], today: date, *, demonstration: bool
) -> tuple[Overdue, ...]:
    found = [
        Overdue(
            advice.title,
            advice.get_absolute_url(),
            who(addressee.organisation),
            addressee.term,
            addressee.overdue_on(today),
            is_promise=False,
        )
        for advice in asked
        for addressee in paths.answering(advice)
        if addressee.term and addressee.overdue_on(today)
    ]
    found += [
        Overdue(
            promise.title,
            promise.get_absolute_url(),
            who(promise.organisation),
            promise.due_on,
            promise.overdue_on(today),
            is_promise=True,
        )
        for promise in made
        if promise.due_on and promise.overdue_on(today)
    ]
    found += [
        Overdue(
            action.title,
            action.get_absolute_url(),
            who(action.lead),
            action.end_on,
            action.overdue_on(today),
            is_promise=True,
        )
        for action in doing
        if action.end_on and action.is_demonstration == demonstration and action.overdue_on(today)
    ]
    return tuple(sorted(found, key=lambda item: -item.days))


def _openings(put: list[Consultation], events: list[SideEvent], today: date) -> tuple[Opening, ...]:
    found = []
    for question in put:
        if question.takes_input_on(today):
            until = (
                _("Open tot en met {day}.").format(day=date_format(question.closes_on, "j F Y"))
                if question.closes_on
                else _("Open.")
            )
            found.append(Opening(question.question, "/doe-mee/", question.closes_on, until, is_open=True))
        elif question.opens_on and question.opens_on > today:
            words = _("Gaat open op {day}.").format(day=date_format(question.opens_on, "j F Y"))
            found.append(
                Opening(
                    question.question,
                    f"{question.edition.get_absolute_url()}#vragen",
                    question.opens_on,
                    words,
                    is_open=False,
                )
            )
    for event in events:
        if event.date:
            words = _("Op {day}.").format(day=date_format(event.date, "j F Y"))
            found.append(Opening(event.title, f"/kamer/masterclass/{event.slug}/", event.date, words, is_open=False))
    return tuple(found)


def _answered(asked: list[Advice], today: date) -> int:
    return sum(paths.is_answered(advice, today) for advice in asked)


def _sentences(asked: list[Advice], late: tuple[Overdue, ...], put: list[Consultation], today: date) -> tuple[str, ...]:
    """How it stands, in two or three short sentences: the heart of the page."""
    if not asked:
        is_open = sum(question.takes_input_on(today) for question in put)
        if not is_open:
            return (_("Er is nog niets gevraagd waarop een antwoord moet komen."),)
        waiting = ngettext("{n} vraag aan kinderen staat open.", "{n} vragen aan kinderen staan open.", is_open)
        return (capital(waiting.format(n=number(is_open))),)
    count, answered = len(asked), _answered(asked, today)
    of_all = ngettext("{n} advies van kinderen en jongeren.", "{n} adviezen van kinderen en jongeren.", count)
    said = [capital(of_all.format(n=number(count)))]
    if not answered:
        said.append(_("Geen antwoord gevonden.") if paths.never_found(asked) else _("Nog geen antwoord."))
    elif answered == count:
        said.append(_("Beantwoord.") if count == 1 else _("Alle beantwoord."))
    else:
        said.append(capital(_("{n} beantwoord.").format(n=number(answered))))
    answers_late = sum(not item.is_promise for item in late)
    if answers_late:
        too_late = ngettext("{n} antwoord is te laat.", "{n} antwoorden zijn te laat.", answers_late)
        said.append(capital(too_late.format(n=number(answers_late))))
    return tuple(said)


def _first_term(asked: list[Advice], today: date) -> Addressee | None:
    waiting = [
        addressee
        for advice in asked
        for addressee in paths.answering(advice)
        if addressee.state in OPEN_STATES and addressee.term and addressee.term >= today
    ]
    return min(waiting, key=lambda addressee: addressee.term or date.max, default=None)


def _lead(asked: list[Advice], made: list[Commitment], late: tuple[Overdue, ...], today: date) -> str:
    """What the sentence stands for: since when, who, and what is the worst."""
    if late:
        worst = late[0]
        ago = ngettext("Dat is {n} dag geleden.", "Dat is {n} dagen geleden.", worst.days).format(n=worst.days)
        what = (
            _("{who} had uiterlijk {day} moeten doen wat was beloofd.")
            if worst.is_promise
            else _("{who} had uiterlijk {day} moeten antwoorden.")
        )
        return what.format(who=worst.who, day=date_format(worst.due_on, "j F Y")) + f" {ago}"
    if asked and not _answered(asked, today) and paths.never_found(asked):
        newest = max(asked, key=lambda advice: advice.edition.year).edition
        if newest.date:
            said = _("Zij overhandigden ze op {day}. Er was geen dag afgesproken waarop een antwoord moest komen.")
            sought = (
                _("Een openbaar antwoord is niet gevonden; gezocht tot {day}.").format(
                    day=date_format(newest.as_of, "j F Y")
                )
                if newest.as_of
                else _("Een openbaar antwoord is niet gevonden.")
            )
            return said.format(day=date_format(newest.date, "j F Y")) + f" {sought}"
    first = _first_term(asked, today)
    if first and first.term:
        day = date_format(first.term, "j F Y")
        return _("{who} moet uiterlijk {day} antwoorden.").format(who=who(first.organisation), day=day)
    if made:
        return ngettext(
            "Er staat {n} toezegging open of gedaan.", "Er staan {n} toezeggingen open of gedaan.", len(made)
        ).format(n=number(len(made)))
    return _("Wie kinderen om hun mening vraagt, zegt ook wat ermee gebeurt. Hier is te zien of dat zo is.")


def _missing(today: date) -> str:
    years = editions.years_without_source(today)
    if not years:
        return ""
    return _("Voor {years} is geen bron over een dialoog gevonden. Daarom staat er niets.").format(
        years=series([str(year) for year in years])
    )


def _doors(
    asked: list[Advice], made: list[Commitment], put: list[Consultation], known: list[Edition], today: date
) -> tuple[Door, ...]:
    """The ten parts of the work, each with what is in it; the made-up edition does not count."""
    limbs = visible().count()
    documents = SourceDocument.objects.filter(cycle__isnull=False).count()
    figures = Indicator.objects.count()
    territories = Territory.objects.filter(parent__isnull=False).count()
    real = [advice for advice in asked if not advice.edition.is_demonstration]
    held = sum(not edition.is_demonstration for edition in known)
    promised = sum(not promise.is_demonstration for promise in made)
    open_now = sum(question.takes_input_on(today) for question in put if not question.edition.is_demonstration)

    def told(count: int, one: str, many: str, none: str) -> str:
        return capital(f"{number(count)} {one if count == 1 else many}") if count else none

    return (
        Door(
            _("Wat de VN vraagt"),
            "/aanbevelingen/",
            told(limbs, _("onderdeel om te volgen"), _("onderdelen om te volgen"), _("De tekst is nog niet ingelezen"))
            + (_(", uit {n} documenten").format(n=number(documents)) if documents else ""),
        ),
        Door(
            _("Hoe het ervoor staat"),
            "/cijfers/",
            told(figures, _("cijfer met uitleg en bron"), _("cijfers, elk met uitleg en bron"), _("Nog geen cijfers")),
        ),
        Door(
            _("De dialoog"),
            "/dialoog/",
            told(held, _("dialoog"), _("dialogen, met programma en thema’s"), _("Nog geen dialoog")),
        ),
        Door(
            _("Kinderen praten mee"),
            "/doe-mee/",
            told(
                open_now,
                _("vraag staat open, ook voor een hele klas"),
                _("vragen staan open, ook voor een hele klas"),
                _("Er staat nu geen echte vraag open. Het voorbeeld kun je proberen"),
            ),
        ),
        Door(
            _("Wat kinderen adviseren"),
            "/adviezen/",
            told(len(real), _("advies"), _("adviezen, met wie moet antwoorden"), _("Nog geen advies")),
        ),
        Door(
            _("Wat is beloofd"),
            "/toezeggingen/",
            told(promised, _("toezegging"), _("toezeggingen, met de dag erbij"), _("Nog geen toezegging gevonden")),
        ),
        Door(_("Per thema"), "/themas/", _("Alles over één onderwerp bij elkaar")),
        Door(_("Hoe meedoen gaat"), "/over/werkwijze/", _("Het pad van vraag tot antwoord, stap voor stap")),
        Door(_("Voor de Kamer"), "/kamer/", _("Een bladzijde per thema, en de masterclass")),
        Door(_("Nieuws"), "/nieuws/", _("Met bij elk bericht de bron")),
        Door(_("Terug naar de VN"), "/rapportage/", _("De hele keten, om over te nemen in een rapport")),
        Door(
            _("Het hele Koninkrijk"),
            "/aanbevelingen/#gebied",
            told(territories, _("gebied"), _("gebieden, elk apart te bekijken"), _("Per gebied te bekijken")),
        ),
    )
