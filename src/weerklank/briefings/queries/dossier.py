"""A dossier per theme, put together from what the platform holds: every sentence carries its sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.formats import date_format

from weerklank.advices.lifecycle import PUBLIC_STATES
from weerklank.advices.models import Advice
from weerklank.answers.lifecycle import OPEN_STATES, AddresseeState
from weerklank.answers.queries import PublicAdvice, PublicCommitment, commitments, public_advice
from weerklank.answers.queries.public import PublicAddressee
from weerklank.evidence import queries as evidence
from weerklank.evidence.models import Indicator
from weerklank.rights.lifecycle import RecommendationState, SuggestionState, TextState
from weerklank.rights.models import (
    Recommendation,
    RecommendationTheme,
    Register,
    ReportedTopic,
    SourceDocument,
    StatementType,
    Theme,
)
from weerklank.rights.queries import visible

SHOWN_LIMBS = (RecommendationState.PUBLISHED, RecommendationState.SUPERSEDED)
# fewer children than this are never counted aloud
MOST_QUOTES = 3


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where a sentence can be checked; an address of this site begins with a slash."""

    title: str
    href: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement with its sources. ``rank`` says how soon it may go when the page is full: the highest first."""

    text: str
    sources: tuple[SourceRef, ...]
    rank: int = 50
    quote: bool = False
    language: str = ""
    whose: str = ""

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("text: a sentence says something")
        if not self.sources:
            raise ValueError(f"sources: this sentence has none: {self.text[:60]}")


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the dossier with its sentences."""

    key: str
    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that a member of parliament needs to know of one theme, on a day."""

    theme: Theme
    title: str
    as_of: date
    sections: tuple[Section, ...]
    is_demonstration: bool

    @property
    def href(self) -> str:
        return f"/kamer/{self.theme.slug}/"

    @property
    def sources(self) -> tuple[SourceRef, ...]:
        """Every source once, in the order in which the sentences need them."""
        every = (source for section in self.sections for sentence in section.sentences for source in sentence.sources)
        return tuple(dict.fromkeys(every))


def themes_for_parliament() -> QuerySet[Theme]:
    return Theme.objects.prefetch_related("names")


@dataclass(frozen=True, slots=True)
class Held:
    """What the platform holds of one theme."""

    theme: Theme
    today: date
    figures: tuple[evidence.FigureRow, ...]
    limbs: tuple[Recommendation, ...]
    reported: tuple[ReportedTopic, ...]
    incomplete: tuple[SourceDocument, ...]
    advices: tuple[PublicAdvice, ...]
    promises: tuple[PublicCommitment, ...]

    @property
    def only_reported(self) -> tuple[ReportedTopic, ...]:
        """What organisations reported about documents of which no limb on this theme is known."""
        known = {limb.document_id for limb in self.limbs}
        return tuple(topic for topic in self.reported if topic.document_id not in known)

    @property
    def here(self) -> SourceRef:
        """For what is not there: the page on which it would stand, and the day on which it was looked up."""
        return SourceRef("Weerklank, dit thema", f"/themas/{self.theme.slug}/", self.today.isoformat())


def dossier_of(theme: Theme, today: date, *, demonstration: bool = False) -> Dossier:
    """The dossier of a theme; made-up advices stand in it only where a reader asks for the demonstration."""
    held = held_of(theme, today, demonstration=demonstration)
    sections = (
        Section("minuut", "In één minuut", tuple(_minute(held))),
        Section("kinderen", "Wat kinderen zeggen", tuple(_children(held))),
        Section("cijfers", "Cijfers", tuple(_figures(held))),
        Section("vn", "Wat de VN vroeg", tuple(_asked_by_un(held))),
        Section("adviezen", "Adviezen en antwoorden", tuple(_advices(held))),
        Section("laat", "Wat te laat is of stil ligt", tuple(_late(held))),
        Section("vragen", "Vragen die u kunt stellen", tuple(_questions(held))),
    )
    return Dossier(theme, str(theme), today, sections, demonstration)


def held_of(theme: Theme, today: date, *, demonstration: bool) -> Held:
    indicators = evidence.with_values(Indicator.objects.filter(theme=theme))
    linked = RecommendationTheme.objects.filter(theme=theme, state=SuggestionState.CONFIRMED).values("recommendation")
    limbs = (
        # a limb of which only the number is known is told in our own words, and says so
        visible()
        .filter(pk__in=linked)
        .exclude(statement_type__in=(StatementType.CONCERN, StatementType.POSITIVE, StatementType.INTRODUCTION))
        .select_related("document", "paragraph")
        .prefetch_related("texts")
        .order_by("-document__date", "order")
    )
    numbers = Advice.objects.filter(
        state__in=PUBLIC_STATES, edition_theme__theme=theme, edition__is_demonstration=demonstration
    ).order_by("-edition__year", "number")
    found = (public_advice(number, today) for number in numbers.values_list("number", flat=True))
    made_up = set(Advice.objects.filter(edition__is_demonstration=True).values_list("number", flat=True))
    return Held(
        theme=theme,
        today=today,
        figures=tuple(evidence.figure_row(indicator, today) for indicator in indicators),
        limbs=tuple(limbs),
        reported=tuple(ReportedTopic.objects.filter(theme=theme).select_related("document")),
        incomplete=tuple(SourceDocument.objects.filter(complete=False, cycle__isnull=False).order_by("-date")),
        advices=tuple(advice for advice in found if advice),
        promises=tuple(
            promise
            for promise in commitments(today=today, theme=theme.slug)
            if (promise.is_demonstration or promise.advice_number in made_up) == demonstration
        ),
    )


def day(value: date | None) -> str:
    return date_format(value, "j F Y") if value else ""


def _advice_source(advice: PublicAdvice) -> SourceRef:
    return SourceRef(
        f"Advies {advice.number}", advice.href, advice.handed_over_on.isoformat() if advice.handed_over_on else ""
    )


def _promise_source(promise: PublicCommitment) -> SourceRef:
    return SourceRef(
        f"Toezegging: {promise.title}", promise.href, promise.made_on.isoformat() if promise.made_on else ""
    )


def _figure_sources(row: evidence.FigureRow) -> tuple[SourceRef, ...]:
    return tuple(SourceRef(source.title, source.url, source.published) for source in row.sources) or (
        SourceRef(row.indicator.title, row.indicator.get_absolute_url()),
    )


# --- the sections ------------------------------------------------------------------------------------------------


def _minute(held: Held) -> Iterator[Sentence]:
    # an old figure may stand further down with its year, never as the first thing that is read
    for first in [row for row in held.figures if not row.is_old][:1]:
        yield Sentence(
            f"{first.indicator.title}: {_low(first.sentence)} {first.indicator.scope}", _figure_sources(first), 1
        )
    if topics := held.only_reported:
        when = topics[0].document.date
        names = ", ".join(_low(topic.topic) for topic in topics[:3])
        yield Sentence(
            f"Het VN-Kinderrechtencomité sprak hier{f' in {when.year}' if when else ''} over, "
            f"melden organisaties: {names}. De tekst zelf is nog niet ingelezen.",
            tuple(dict.fromkeys(SourceRef(topic.reported_by, topic.source_url) for topic in topics[:3])),
            1,
        )
    if held.limbs:
        documents = list(dict.fromkeys(limb.document for limb in held.limbs))
        asked = _count(len(held.limbs), "keer", "keer")
        years = " en ".join(str(document.date.year) for document in documents if document.date)
        yield Sentence(
            f"Het VN-Kinderrechtencomité vroeg hierover {asked} iets ({years}), voor zover op dit platform bekend.",
            tuple(SourceRef(document.symbol, f"/aanbevelingen/{document.slug}/") for document in documents),
            1,
        )
    if held.advices:
        answered = [advice for advice in held.advices if any(addressee.answers for addressee in advice.addressees)]
        given = _count(len(held.advices), "advies", "adviezen")
        answers = (
            "op geen daarvan is een openbaar antwoord"
            if not answered
            else f"op {len(answered)} daarvan is een openbaar antwoord"
        )
        yield Sentence(
            f"Kinderen en jongeren gaven {given} over dit thema; {answers}.",
            tuple(map(_advice_source, held.advices[:5])),
            1,
        )
    else:
        yield Sentence("Er is nog geen advies van kinderen en jongeren over dit thema overhandigd.", (held.here,), 1)


def _children(held: Held) -> Iterator[Sentence]:
    quotes, told = 0, set()
    for advice in held.advices:
        for group in advice.sources:
            # one group may stand under two advices and is told once
            if group.id in told:
                continue
            told.add(group.id)
            summary = f"{group.title}. {group.summary}".strip().rstrip(".")
            yield Sentence(f"{summary} (gezegd: {group.often}).", (_advice_source(advice),), 20)
            for quote in group.quotes[:1]:
                if quotes < MOST_QUOTES:
                    quotes += 1
                    words = quote.translation or quote.text
                    language = "nl" if quote.translation else quote.language
                    yield Sentence(
                        words, (_advice_source(advice),), 12, quote=True, language=language, whose=quote.whose
                    )
    if not quotes:
        yield Sentence("Er staan over dit thema nog geen woorden van kinderen openbaar.", (held.here,), 30)


def _figures(held: Held) -> Iterator[Sentence]:
    for order, row in enumerate(held.figures):
        indicator = row.indicator
        age = " Dit is een oud cijfer." if row.is_old else ""
        note = " ".join(item.note for item in indicator.breaks.all()) or indicator.check_note
        text = f"{indicator.title}: {_low(row.sentence)}{age} Geteld: {_low(indicator.definition)} {indicator.scope} {note}"
        page = SourceRef(f"Cijfer: {indicator.title}", indicator.get_absolute_url())
        yield Sentence(text.strip(), (*_figure_sources(row), page), 15 + 8 * order)
    for gap in evidence.gaps(held.theme):
        source = SourceRef(gap.source.title, gap.source.url, gap.source.published) if gap.source else held.here
        yield Sentence(f"Niemand telt: {_low(gap.description)}", (source,), 45)
    if not held.figures:
        yield Sentence(
            "Over dit thema staat nog geen cijfer op dit platform.",
            (SourceRef("Cijfers", "/cijfers/", held.today.isoformat()),),
            30,
        )


def _asked_by_un(held: Held) -> Iterator[Sentence]:
    for order, limb in enumerate(held.limbs):
        source = SourceRef(f"{limb.document.symbol}, {limb.number or 'zonder nummer'}", limb.get_absolute_url())
        text, quote = limb_words(limb)
        language = limb.language if quote else "nl"
        year = f" ({limb.document.date.year}, in onze woorden)" if limb.document.date and not quote else ""
        yield Sentence(f"{text}{year}", (source,), 20 + order, quote=quote, language=language)
    if not any(limb.text for limb in held.limbs):
        for document in held.incomplete[:1]:
            yield Sentence(
                f"De tekst van {document.symbol} is nog niet (helemaal) ingelezen; wat hier staat is van redactie en organisaties, niet van de VN.",
                (SourceRef(document.symbol, document.url),),
                10,
            )
    for order, topic in enumerate(held.reported):
        summary = _low(topic.summary).rstrip(".")
        yield Sentence(
            f"{topic.topic}: {summary} (gemeld door {topic.reported_by}).",
            (SourceRef(topic.reported_by, topic.source_url),),
            22 + 6 * order,
        )
    if not held.limbs and not held.reported:
        yield Sentence("Over dit thema is niets gevonden van wat de VN vroeg.", (held.here,), 30)


def limb_words(limb: Recommendation) -> tuple[str, bool]:
    """How a limb reads in Dutch, and whether it is the UN's own wording."""
    plain = next(
        (
            text.text
            for text in limb.texts.all()
            if text.language == "nl" and text.register == Register.PLAIN and text.state == TextState.PUBLISHED
        ),
        "",
    )
    if plain:
        return plain, False
    return (limb.text, True) if limb.text else (limb.subject or f"Onderdeel {limb.number}", False)


def _advices(held: Held) -> Iterator[Sentence]:
    for order, advice in enumerate(held.advices):
        if not advice.addressees:
            yield Sentence(
                f"{advice.number}: ‘{advice.title}’. Nog niemand is gevraagd te antwoorden.",
                (_advice_source(advice),),
                16 + order,
            )
        lines = list(dict.fromkeys(standing(addressee) for addressee in advice.addressees))
        if lines:
            text = f"{advice.number}: ‘{advice.title}’. {' '.join(lines)}"
            yield Sentence(text, (_advice_source(advice),), 16 + order)
    if not held.advices:
        yield Sentence(
            "Over dit thema is nog geen advies overhandigd.",
            (SourceRef("De dialogen", "/dialoog/", held.today.isoformat()),),
            30,
        )
    for promise in held.promises:
        until = f", uiterlijk {day(promise.due_on)}" if promise.due_on else ""
        text = f"{promise.organisation} zegde toe: {_low(promise.title)}{until}. Stand: {promise.state_label}."
        yield Sentence(text, (_promise_source(promise),), 24)


def standing(addressee: PublicAddressee) -> str:
    """How one addressee stands, in a sentence that takes no side."""
    name = addressee.organisation
    if addressee.answers:
        positions = [position.position for position in addressee.answers[0].positions]
        words = [
            f"{positions.count(key)} {label}"
            for key, label in (
                ("follow", "overgenomen"),
                ("partly", "deels overgenomen"),
                ("deviate", "niet overgenomen"),
                ("not_ours", "niet van dit ministerie"),
            )
            if key in positions
        ]
        judged = (
            " Volgens de vragers is dit nog geen antwoord."
            if addressee.state == AddresseeState.CLARIFICATION_DUE
            else ""
        )
        return f"{name} antwoordde op {day(addressee.answers[0].published_on)}: {', '.join(words)}.{judged}"
    if addressee.state == AddresseeState.NOT_FOUND:
        return "Een openbaar antwoord is niet gevonden."
    if addressee.overdue_days:
        return f"{name} had uiterlijk {day(addressee.extended_to or addressee.due_on)} moeten antwoorden."
    if addressee.state in OPEN_STATES:
        term = addressee.extended_to or addressee.due_on
        return f"{name} antwoordt uiterlijk {day(term)}." if term else f"{name} heeft nog geen termijn."
    return f"{name}: {addressee.state_label}."


def _late(held: Held) -> Iterator[Sentence]:
    found = False
    for advice in held.advices:
        for addressee in advice.addressees:
            if addressee.overdue_days:
                found = True
                term = day(addressee.extended_to or addressee.due_on)
                days = _count(addressee.overdue_days, "dag", "dagen")
                yield Sentence(
                    f"{addressee.organisation} had uiterlijk {term} moeten antwoorden op advies {advice.number}. Dat is {days} geleden.",
                    (_advice_source(advice),),
                    5,
                )
    for promise in held.promises:
        if promise.overdue_days:
            found = True
            days = _count(promise.overdue_days, "dag", "dagen")
            yield Sentence(
                f"De toezegging ‘{promise.title}’ had {days} geleden gedaan moeten zijn.",
                (_promise_source(promise),),
                6,
            )
        elif promise.silent:
            found = True
            last = promise.updates[0].date if promise.updates else promise.made_on
            yield Sentence(
                f"Over de toezegging ‘{promise.title}’ is sinds {day(last)} niets gemeld.",
                (_promise_source(promise),),
                6,
            )
    if not found:
        yield Sentence("Op dit thema is nu niets over zijn termijn heen.", (held.here,), 35)


def _questions(held: Held) -> Iterator[Sentence]:
    """Questions that follow from what deviates, is late, is silent or cannot be found; the same for every party."""
    found = False
    for text, source, rank in (*_questions_on_advices(held), *_questions_on_promises(held)):
        found = True
        yield Sentence(text, (source,), rank)
    for gap in evidence.gaps(held.theme):
        found = True
        source = SourceRef(gap.source.title, gap.source.url, gap.source.published) if gap.source else held.here
        yield Sentence(f"Wie gaat dit tellen, en vanaf wanneer: {_low(gap.description)}", (source,), 18)
    for topic in held.only_reported[:1]:
        found = True
        since = topic.document.date.year if topic.document.date else "toen"
        yield Sentence(
            f"Wat heeft het kabinet sinds {since} gedaan op het punt ‘{_low(topic.topic)}’, en waar is dat te lezen?",
            (SourceRef(topic.reported_by, topic.source_url),),
            19,
        )
    if not found:
        yield Sentence("Uit wat dit platform nu heeft, volgt nog geen vraag over dit thema.", (held.here,), 30)


def _questions_on_advices(held: Held) -> Iterator[tuple[str, SourceRef, int]]:
    missing = [
        advice for advice in held.advices if any(row.state == AddresseeState.NOT_FOUND for row in advice.addressees)
    ]
    if missing:
        numbers = ", ".join(advice.number for advice in missing)
        yield (
            f"Is er een antwoord gekomen op de adviezen van kinderen ({numbers}), en waar kunnen zij het lezen?",
            _advice_source(missing[0]),
            7,
        )
    for advice in held.advices:
        for addressee in advice.addressees:
            if addressee.overdue_days:
                yield (
                    f"Wanneer krijgen de kinderen antwoord van {addressee.organisation} op advies {advice.number}?",
                    _advice_source(advice),
                    7,
                )
            for position in addressee.answers[0].positions if addressee.answers else ():
                if position.position == "deviate":
                    yield (
                        f"{addressee.organisation} volgt ‘{_low(position.part).rstrip('.')}’ niet (reden: {position.reason_label}). Wat zou dat veranderen?",
                        _advice_source(advice),
                        8,
                    )


def _questions_on_promises(held: Held) -> Iterator[tuple[str, SourceRef, int]]:
    for promise in held.promises:
        if promise.overdue_days:
            yield f"Wanneer is de toezegging ‘{promise.title}’ wel gedaan?", _promise_source(promise), 9
        elif promise.silent:
            last = promise.updates[0].date if promise.updates else promise.made_on
            yield (
                f"Wat is er sinds {day(last)} gebeurd met de toezegging ‘{promise.title}’?",
                _promise_source(promise),
                9,
            )


_NAMES = frozenset({"Nederland", "Curaçao", "Aruba", "Bonaire", "Saba", "Sint", "Caribisch", "Europees", "Koninkrijk"})


def _low(text: str) -> str:
    """A sentence inside another; names and abbreviations keep their capitals."""
    first = text.partition(" ")[0].strip(",.:;")
    return text if first in _NAMES or first[1:2].isupper() else text[:1].lower() + text[1:]


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
