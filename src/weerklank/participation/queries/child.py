"""What the child's pages ask, as frozen objects; nothing here says more of a child than it sees itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from weerklank.participation import disclosure, pictures, tickets
from weerklank.participation.lifecycle import SHOWN_STATES, ConsultationState, ContributionState
from weerklank.participation.models import (
    Consultation,
    ConsultationText,
    Contribution,
    EntryPoint,
    EntryPointKind,
    HelpLine,
    ReturnCode,
    Vote,
)
from weerklank.participation.origins import Origin, origin_of, origin_of_contribution, translation_of
from weerklank.participation.pictures import class_codes, codes
from weerklank.rights.models import Territory
from weerklank.web import first_help
from weerklank.web.context import tag

MAX_IDEAS = 5
HOME_TERRITORY = "NL-Europe"
_SOURCE_LANGUAGE = "nl"

# Which help line stands first for which signal; the lines themselves, with their numbers, are content.
_FIRST_FOR = {
    disclosure.SignalKind.SELF_HARM: ("113",),
    disclosure.SignalKind.SEXUAL: ("centrum-seksueel-geweld", "helpwanted"),
    disclosure.SignalKind.VIOLENCE: ("veilig-thuis",),
    disclosure.SignalKind.NEGLECT: ("veilig-thuis",),
    disclosure.SignalKind.DANGER: ("112",),
}


class Door(Enum):
    """How an entry point stands today."""

    OPEN = "open"
    UNKNOWN = "unknown"
    NOT_YET = "not_yet"
    CLOSED = "closed"
    FULL = "full"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Found:
    """What a code in an address, or a typed code, leads to."""

    door: Door
    entry_point: EntryPoint | None = None

    @property
    def opens_on(self) -> date | None:
        if self.entry_point is None:
            return None
        starts = (self.entry_point.valid_from, self.entry_point.consultation.opens_on)
        return max(start for start in starts if start)


def find_entry(code: str, today: date) -> Found:
    """The entry point behind a class code, or behind the open link of a consultation. Never suggests a near code."""
    # no code holds the sign that PostgreSQL cannot look for
    code = code.replace("\0", "")
    entries = EntryPoint.objects.select_related("consultation__edition", "consultation__edition_theme__theme")
    spellings = {class_codes.normalise(code).code, "".join(code.split()).upper()[:6]} - {None}
    entry_point = entries.filter(code__in=spellings).first()
    if entry_point is None:
        entry_point = entries.filter(_open_link(), consultation__slug=code[:80]).order_by("-valid_to", "id").first()
    if entry_point is None or entry_point.consultation.state in (
        ConsultationState.DRAFT,
        ConsultationState.PANEL_CHECK,
    ):
        return Found(Door.UNKNOWN)
    return Found(_door(entry_point, today), entry_point)


def _door(entry_point: EntryPoint, today: date) -> Door:
    consultation = entry_point.consultation
    if not entry_point.open_on(today):
        opens = max(entry_point.valid_from, consultation.opens_on or entry_point.valid_from)
        waits = consultation.state in (ConsultationState.SCHEDULED, ConsultationState.OPEN) and today < opens
        return Door.NOT_YET if waits or consultation.state == ConsultationState.SCHEDULED else Door.CLOSED
    if entry_point.ended:
        return Door.ENDED
    return Door.OPEN if entry_point.has_room else Door.FULL


def ended_sentence() -> str:
    return gettext(
        "Deze code is gestopt. Je kunt er niet meer mee beginnen. Vraag aan degene van wie je hem kreeg of er een nieuwe is."
    )


def _open_link() -> Q:
    return Q(kind=EntryPointKind.OPEN, code=None)


@dataclass(frozen=True, slots=True)
class Words:
    """A question in the child's language, or in Dutch and saying so."""

    question: str
    why: str
    can_change: str
    cannot_change: str
    who_decides: str
    language: str
    origin: Origin

    @property
    def is_fallback(self) -> bool:
        return self.origin is Origin.UNTRANSLATED


def words_of(consultation: Consultation, language: str) -> Words:
    text = consultation.texts.filter(language=language).first() if language != _SOURCE_LANGUAGE else None
    source: Consultation | ConsultationText = text or consultation
    return Words(
        question=source.question,
        why=source.why,
        can_change=source.can_change,
        cannot_change=source.cannot_change,
        who_decides=source.who_decides,
        language=tag(language) if text else _SOURCE_LANGUAGE,
        origin=origin_of(text, consultation) if text else Origin.of_untranslated(_SOURCE_LANGUAGE, language),
    )


def asked_by(consultation: Consultation) -> str:
    """Who puts the question, by name."""
    names = consultation.edition.organisers.select_related("organisation").order_by("organisation__name")
    return ", ".join(one.organisation.name for one in names)


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    slug: str
    words: Words
    closes_on: date | None
    is_demonstration: bool


def open_questions(today: date, language: str) -> tuple[OpenQuestion, ...]:
    """The questions that anybody may answer today, without a code."""
    entries = (
        EntryPoint.objects.filter(
            _open_link(),
            consultation__state=ConsultationState.OPEN,
            valid_from__lte=today,
            valid_to__gte=today,
            ended=False,
        )
        .select_related("consultation__edition")
        .order_by("consultation__closes_on", "consultation__slug", "id")
    )
    open_now = {entry.consultation_id: entry for entry in entries if entry.open_on(today)}
    return tuple(
        OpenQuestion(
            slug=entry.consultation.slug,
            words=words_of(entry.consultation, language),
            closes_on=entry.consultation.closes_on,
            is_demonstration=entry.consultation.edition.is_demonstration,
        )
        for entry in open_now.values()
    )


def own_contributions(ticket: str) -> tuple[Contribution, ...]:
    """What this visit said and did not take back."""
    keys = [tickets.submission_key(ticket, number) for number in range(1, MAX_IDEAS + 1)]
    return tuple(Contribution.objects.filter(submission_key__in=keys).exclude(state=ContributionState.WITHDRAWN))


def took_back(ticket: str) -> bool:
    """Whether this visit took its words back. What is sent again by a device that was late is then not wanted."""
    keys = [tickets.submission_key(ticket, number) for number in range(1, MAX_IDEAS + 1)]
    return Contribution.objects.filter(submission_key__in=keys, state=ContributionState.WITHDRAWN).exists()


def own_signals(ticket: str) -> tuple[disclosure.SignalKind, ...]:
    """What may be the matter in what this visit said, as long as nobody has looked and said otherwise."""
    held = [one.original for one in own_contributions(ticket) if one.state == ContributionState.SAFETY_HOLD]
    present = {kind for text in held for kind in disclosure.kinds(text)}
    return tuple(kind for kind in disclosure.SignalKind if kind in present)


@dataclass(frozen=True, slots=True)
class Said:
    """Words of another child that a person published."""

    text: str
    language: str
    origin: Origin
    group_size: int | None


def said_by_others(consultation: Consultation, ticket: str, language: str) -> list[Said]:
    """What a moderator published, in an order that says nothing about when it came."""
    own = [one.pk for one in own_contributions(ticket)]
    shown = (
        consultation.contributions.filter(state__in=SHOWN_STATES, wants_private=False)
        .exclude(pk__in=own)
        .order_by("id")
        .prefetch_related("texts")
    )
    return [_said(contribution, language) for contribution in shown if contribution.shown_text]


def _said(contribution: Contribution, language: str) -> Said:
    translation = translation_of(contribution, language)
    if translation is None:
        written = contribution.original_language
        origin = Origin.of_untranslated(written, tag(language))
        return Said(contribution.shown_text, written, origin, contribution.group_size)
    return Said(translation.text, tag(language), origin_of_contribution(translation), contribution.group_size)


def has_taken_part(consultation: Consultation, ticket: str) -> bool:
    """Whether this visit said or voted something: only then it reads what others said."""
    if own_contributions(ticket):
        return True
    return Vote.objects.filter(
        statement__consultation=consultation, voter_hash=tickets.voter_hash(ticket, consultation.pk)
    ).exists()


@dataclass(frozen=True, slots=True)
class Picture:
    """One of the eight: a drawing and its word."""

    name: str
    drawing: pictures.Drawing


def pictures_of(ticket: str, language: str) -> tuple[Picture, ...]:
    """The eight pictures of this visit; empty as long as it has no code."""
    code = code_of(ticket)
    if code is None:
        return ()
    return tuple(Picture(pictures.name(index, language), pictures.svg(index)) for index in code.indexes)


def code_of(ticket: str) -> codes.ReturnCode | None:
    """The return code of this visit, derived anew: the database cannot give it back."""
    row = ReturnCode.objects.filter(ticket_hash=tickets.return_hash(ticket)).first()
    return codes.derive(ticket.encode(), settings.PEPPER, row.counter) if row else None


@dataclass(frozen=True, slots=True)
class Line:
    """A help line in the child's language; what is not translated says that it is Dutch."""

    name: str
    phone: str
    for_whom: str
    for_whom_language: str
    hours: str
    hours_language: str
    url: str
    checked_on: date

    @property
    def dial(self) -> str:
        return "".join(sign for sign in self.phone if sign.isdecimal() or sign == "+")


def help_lines(part: str, language: str) -> tuple[Line, ...]:
    """The lines of a part of the Kingdom and of what it belongs to."""
    codes_above = [part]
    territory = Territory.objects.filter(code=part).select_related("parent__parent").first()
    while territory and territory.parent:
        territory = territory.parent
        codes_above.append(territory.code)
    lines = HelpLine.objects.filter(territory__in=codes_above).order_by("-first", "order", "slug")
    return tuple(_line(line, language) for line in lines)


def first_help_lines(language: str, signals: tuple[disclosure.SignalKind, ...] = ()) -> tuple[Line, ...]:
    """The lines on every child page; after a signal the ones for it stand first."""
    lines = list(HelpLine.objects.filter(territory=HOME_TERRITORY).order_by("order", "slug"))
    wanted = [slug for kind in signals for slug in _FIRST_FOR[kind]]
    chosen = {line.slug: line for slug in wanted for line in lines if line.slug == slug}
    chosen |= {line.slug: line for line in lines if line.first and line.slug not in chosen}
    return tuple(_line(line, language) for line in chosen.values())


def help_at_hand() -> tuple[Line, ...]:
    """The first numbers while the database cannot be asked."""
    language = get_language() or _SOURCE_LANGUAGE
    return tuple(
        Line(
            name=number.name,
            phone=number.phone,
            for_whom=gettext(number.for_whom),
            for_whom_language=_SOURCE_LANGUAGE if gettext(number.for_whom) == number.for_whom else tag(language),
            hours="",
            hours_language=tag(language),
            url="",
            checked_on=first_help.CHECKED_ON,
        )
        for number in first_help.NUMBERS
    )


def _line(line: HelpLine, language: str) -> Line:
    for_whom, hours = (gettext(text) if text else "" for text in (line.for_whom, line.hours))
    return Line(
        name=line.name,
        phone=line.phone,
        for_whom=for_whom,
        for_whom_language=_SOURCE_LANGUAGE if for_whom == line.for_whom else tag(language),
        hours=hours,
        hours_language=_SOURCE_LANGUAGE if hours == line.hours else tag(language),
        url=line.url,
        checked_on=line.checked_on,
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the Kingdom in which one may look for help."""

    code: str
    name: str
    is_chosen: bool


PARTS = {
    HOME_TERRITORY: _("Nederland in Europa"),
    "BON": _("Bonaire"),
    "EUX": _("Sint Eustatius"),
    "SAB": _("Saba"),
    "AW": _("Aruba"),
    "CW": _("Curaçao"),
    "SX": _("Sint Maarten"),
}


def parts_of_the_kingdom(chosen: str) -> tuple[Part, ...]:
    """Every part, also one whose lines we still owe."""
    return tuple(Part(code, str(label), code == chosen) for code, label in PARTS.items())
