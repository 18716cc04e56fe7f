"""The UN's to-do list: the list, one document, and one limb with everything that came of it.

The made-up edition never counts in a sentence; where it appears on a page it is marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerklank.accounts.models import Organisation
from weerklank.advices.lifecycle import PUBLIC_STATES
from weerklank.advices.models import Advice
from weerklank.answers.lifecycle import AnswerState, CommitmentState
from weerklank.answers.models import Commitment
from weerklank.audit.queries import history_of
from weerklank.evidence.models import DataGap, Indicator
from weerklank.evidence.queries import FigureRow, figure_row, with_values
from weerklank.findings.models import Group
from weerklank.rights import queries as rights
from weerklank.rights.lifecycle import RecommendationState, SuggestionState, TextState
from weerklank.rights.models import (
    Concept,
    Recommendation,
    RecommendationConcept,
    RecommendationRelation,
    RecommendationTerritory,
    RecommendationText,
    RecommendationTheme,
    Register,
    ReportedTopic,
    Responsibility,
    ReviewCycle,
    SourceDocument,
    StatementType,
    Territory,
    Theme,
)
from weerklank.tracker import paths
from weerklank.tracker.asked import MOST_WORDS
from weerklank.tracker.loop import advices as advised
from weerklank.tracker.loop import promises as promised
from weerklank.tracker.loop.advice import Event
from weerklank.tracker.loop.voices import Words, words_of
from weerklank.tracker.loop.words import capital, number, series, theme_name, who
from weerklank.web.path import Earlier, Kind, NotFound, Path, RaisedBefore, Reached, State, Station, Withdrawn

CONFIRMED = SuggestionState.CONFIRMED
ASKS = (
    StatementType.RECOMMENDATION,
    StatementType.REQUEST,
    StatementType.CONCERN,
    StatementType.DISSEMINATION,
)
ONLY = ("dringend", "herhaald", "zonder-verantwoordelijke", "zonder-cijfer")
MOST_FIGURES = 6


# --- Which limbs ------------------------------------------------------------------------------------------------------


def _linked(model: type[Any], **fits: Any) -> Exists:
    return Exists(model.objects.filter(recommendation=OuterRef("pk"), state=CONFIRMED, **fits))


def _word(word: str) -> Q:
    """One word stands in the number, a text, our own words, or the name of a theme or a territory."""
    here = {"recommendation": OuterRef("pk")}
    return (
        Q(number__icontains=word)
        | Q(text__icontains=word)
        | Q(subject__icontains=word)
        | Q(paragraph__heading__icontains=word)
        | Q(document__symbol__icontains=word)
        | Q(Exists(RecommendationText.objects.filter(**here, state=TextState.PUBLISHED, text__icontains=word)))
        | Q(_linked(RecommendationTerritory, territory__name__icontains=word))
        | Q(_linked(RecommendationTheme, theme__names__name__icontains=word))
    )


def searched(query: str) -> Q:
    found = Q()
    for word in query.split()[:MOST_WORDS]:
        found &= _word(word)
    return found


def _only(which: str) -> Q:
    match which:
        case "dringend":
            return Q(is_urgent=True)
        case "herhaald":
            return Q(Exists(RecommendationRelation.objects.filter(later=OuterRef("pk")))) | Q(
                Exists(RecommendationRelation.objects.filter(earlier=OuterRef("pk")))
            )
        case "zonder-verantwoordelijke":
            lead = Responsibility.objects.filter(recommendation=OuterRef("pk"), role="lead").exclude(state="disputed")
            return ~Q(Exists(lead)) & Q(statement_type__in=ASKS)
        case "zonder-cijfer":
            measured = Indicator.objects.filter(theme__isnull=False).values("theme")
            return ~Q(_linked(RecommendationTheme, theme__in=measured)) & Q(statement_type__in=ASKS)
    return Q()


def filtered(limbs: QuerySet[Recommendation], chosen: Mapping[str, str]) -> QuerySet[Recommendation]:
    """The limbs that fit every filter; each asks by itself, so that none undoes another."""
    if theme := chosen.get("thema"):
        limbs = limbs.filter(_linked(RecommendationTheme, theme__slug=theme))
    if place := chosen.get("gebied"):
        limbs = limbs.filter(_linked(RecommendationTerritory, territory__slug=place))
    if body := chosen.get("wie"):
        duty = Responsibility.objects.filter(recommendation=OuterRef("pk"), organisation__slug=body)
        limbs = limbs.filter(Exists(duty))
    for name, scheme in (("artikel", "crc-articles"), ("cluster", "crc-clusters")):
        if notation := chosen.get(name):
            fits = {"concept__scheme__code": scheme, "concept__notation": notation}
            limbs = limbs.filter(_linked(RecommendationConcept, **fits))
    if cycle := chosen.get("ronde"):
        limbs = limbs.filter(document__cycle__slug=cycle)
    if kind := chosen.get("soort"):
        limbs = limbs.filter(statement_type=kind)
    return limbs.filter(_only(chosen.get("alleen", "")))


def with_everything(limbs: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """Limbs with all that a row and its path need, in a fixed number of questions to the database."""
    relations = RecommendationRelation.objects.select_related
    return (
        limbs.select_related("document__cycle", "paragraph")
        .prefetch_related(
            Prefetch("texts", RecommendationText.objects.filter(state=TextState.PUBLISHED)),
            Prefetch("theme_links", RecommendationTheme.objects.filter(state=CONFIRMED).select_related("theme")),
            "theme_links__theme__names",
            Prefetch(
                "territory_links",
                RecommendationTerritory.objects.filter(state=CONFIRMED).select_related("territory"),
            ),
            Prefetch("responsibilities", Responsibility.objects.select_related("organisation", "territory")),
            Prefetch("earlier_links", relations("earlier__document__cycle")),
            Prefetch("later_links", relations("later__document__cycle")),
            Prefetch("advices", advised.with_everything()),
            Prefetch("commitments", promised.with_everything()),
        )
        .order_by("-document__date", "document__symbol", "order", "pk")
    )


def asks_first(limbs: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """What must be done before what only belongs to the story; the newest round first."""
    asks = Case(When(statement_type__in=ASKS, then=Value(0)), default=Value(1))
    return limbs.order_by(asks, "-document__date", "document__symbol", "order", "pk")


# --- Wording ----------------------------------------------------------------------------------------------------------


def own_words(limb: Recommendation, register: str) -> RecommendationText | None:
    """A confirmed Dutch wording, from what was fetched along."""
    return next((text for text in limb.texts.all() if text.language == "nl" and text.register == register), None)


def in_short(limb: Recommendation) -> tuple[str, str]:
    """What the limb asks in the words that a reader of Dutch understands, and the language of those words."""
    for register in (Register.PLAIN, Register.OFFICIAL, Register.UNOFFICIAL):
        if words := own_words(limb, register):
            return words.text, "nl"
    return limb.text, limb.language


def _title(limb: Recommendation) -> str:
    return limb.subject or limb.paragraph.heading or str(limb.get_statement_type_display())


# --- The path ---------------------------------------------------------------------------------------------------------


def _asked_on(limb: Recommendation) -> date | None:
    cycle = limb.document.cycle
    return limb.document.date or (cycle.issued_on if cycle else None)


def _earlier(limb: Recommendation) -> tuple[Earlier, ...]:
    found = [
        Earlier(link.earlier.document.cycle.year, link.earlier.get_absolute_url())
        for link in limb.earlier_links.all()
        if link.earlier.document.cycle
    ]
    return tuple(sorted(found, key=lambda earlier: earlier.year))


def path_of(limb: Recommendation, today: date) -> Path:
    """The way of one limb: asked by the Committee, and what came of it since."""
    earlier = _earlier(limb)
    asks = limb.statement_type in ASKS
    asked: State = RaisedBefore(tuple(one.year for one in earlier)) if earlier else Reached()
    label = "" if asks else _("Genoemd")
    stations = [Station(Kind.ASKED, asked, _asked_on(limb), label=label)]
    if limb.state == RecommendationState.WITHDRAWN:
        return Path(_title(limb), (*stations, Station(Kind.DONE, Withdrawn())), earlier, limb.get_absolute_url())
    given = [paths.of_advice(advice, today) for advice in limb.advices.all()]
    also = ""
    if given:
        furthest = min(given, key=lambda path: (bool(path.standing and path.standing.happened), path.title))
        stations += [station for station in furthest.stations if station.kind != Kind.ASKED]
        also = furthest.also
    via_advice = {promise.pk for advice in limb.advices.all() for promise in paths.promises(advice)}
    direct = [promise for promise in limb.commitments.all() if promise.pk not in via_advice]
    stations += _promised(direct, today)
    if asks and len(stations) == 1:
        stations.append(Station(Kind.ANSWERED, NotFound(sought=False)))
    again = [link.later for link in limb.later_links.all()]
    stations += [
        Station(
            Kind.ASKED_AGAIN,
            Reached(),
            _asked_on(later),
            detail=_("Het comité vroeg dit later weer."),
            href=later.get_absolute_url(),
        )
        for later in again
    ]
    return Path(_title(limb), tuple(stations), earlier, limb.get_absolute_url(), also)


def _promised(made: list[Commitment], today: date) -> list[Station]:
    """Promises that point to the limb itself: the one that says where it stops speaks for all."""
    found = []
    if made:
        first = made[0]
        found.append(
            Station(Kind.PROMISED, Reached(), first.made_on, detail=first.title, href=first.get_absolute_url())
        )
        done = paths.gravest([paths.done_station(promise, today) for promise in made])
        found += [done] if done else []
    return found


# --- The list ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LimbRow:
    """A limb as it stands in a list."""

    number: str
    title: str
    title_language: str
    words: str
    language: str
    href: str
    document: str
    document_slug: str
    year: int | None
    kind: str
    urgent: bool
    responsible: str
    themes: tuple[str, ...]
    theme_slugs: tuple[str, ...]
    territories: tuple[str, ...]
    has_text: bool
    is_checked: bool
    has_made_up: bool
    path: Path
    limb: Recommendation

    @property
    def is_ask(self) -> bool:
        """Whether somebody must do something."""
        return self.limb.statement_type in ASKS

    @property
    def when(self) -> str:
        """The year of the round, or the document where it belongs to none."""
        return str(self.year or self.document)


def row(limb: Recommendation, today: date) -> LimbRow:
    words, language = in_short(limb)
    bodies = [str(one.organisation) for one in limb.responsibilities.all() if one.state != "disputed"]
    return LimbRow(
        number=limb.number,
        title=_title(limb),
        title_language="nl" if limb.subject or not limb.paragraph.heading else "en",
        words=words,
        language=language,
        href=limb.get_absolute_url(),
        document=limb.document.symbol,
        document_slug=limb.document.slug,
        year=limb.document.cycle.year if limb.document.cycle else None,
        kind=str(limb.get_statement_type_display()),
        urgent=limb.is_urgent,
        responsible=series(list(dict.fromkeys(bodies))),
        themes=tuple(theme_name(link.theme) for link in limb.theme_links.all()),
        theme_slugs=tuple(link.theme.slug for link in limb.theme_links.all()),
        territories=tuple(link.territory.name for link in limb.territory_links.all()),
        has_text=bool(limb.text),
        is_checked=rights.text_is_checked(limb),
        has_made_up=_has_made_up(limb),
        path=path_of(limb, today),
        limb=limb,
    )


def rows(limbs: Iterable[Recommendation], today: date) -> tuple[LimbRow, ...]:
    return tuple(row(limb, today) for limb in limbs)


def _has_made_up(limb: Recommendation) -> bool:
    """Whether a made-up advice or promise of the demonstration hangs on it."""
    return any(advice.edition.is_demonstration for advice in limb.advices.all()) or any(
        promise.is_demonstration for promise in limb.commitments.all()
    )


@dataclass(frozen=True, slots=True)
class Choices:
    """What the list can be filtered on: only what occurs."""

    themes: tuple[Theme, ...]
    territories: tuple[Territory, ...]
    organisations: tuple[Organisation, ...]
    articles: tuple[Concept, ...]
    clusters: tuple[Concept, ...]
    cycles: tuple[ReviewCycle, ...]


def choices() -> Choices:
    open_ = rights.visible().values("pk")
    here = {"limb_links__recommendation__in": open_, "limb_links__state": CONFIRMED}
    concepts = Concept.objects.filter(**here).distinct().order_by("order", "notation")
    return Choices(
        tuple(Theme.objects.filter(**here).distinct().prefetch_related("names").order_by("order")),
        tuple(Territory.objects.filter(**here).distinct().order_by("order")),
        tuple(Organisation.objects.filter(responsibilities__recommendation__in=open_).distinct().order_by("name")),
        tuple(concepts.filter(scheme__code="crc-articles")),
        tuple(concepts.filter(scheme__code="crc-clusters")),
        tuple(ReviewCycle.objects.filter(documents__limbs__in=open_).distinct()),
    )


def how_it_stands() -> str:
    """One sentence over the whole list: known, with a text, with somebody responsible, advised, promised."""
    limbs = rights.visible()
    of_real = Commitment.objects.filter(is_demonstration=False).exclude(state=CommitmentState.PROPOSED)
    has_advice = Advice.objects.filter(
        recommendations=OuterRef("pk"), state__in=PUBLIC_STATES, edition__is_demonstration=False
    )
    via_advice = of_real.filter(
        position__part__advice__recommendations=OuterRef("pk"), position__answer__state=AnswerState.PUBLISHED
    )
    has_promise = Exists(of_real.filter(recommendations=OuterRef("pk"))) | Exists(via_advice)
    lead = Responsibility.objects.filter(recommendation=OuterRef("pk")).exclude(state="disputed")
    told = limbs.aggregate(
        known=Count("pk"),
        text=Count("pk", filter=~Q(text="")),
        who=Count("pk", filter=Q(Exists(lead))),
        advised=Count("pk", filter=Q(Exists(has_advice))),
        promised=Count("pk", filter=Q(has_promise)),
    )
    if not told["known"]:
        return _("Er is nog niets bekend van wat het VN-Kinderrechtencomité vroeg.")
    cycles = ReviewCycle.objects.filter(documents__limbs__in=limbs.values("pk")).distinct().order_by("year")
    years = [str(cycle.year) for cycle in cycles]
    return " ".join(
        [
            ngettext(
                "We kennen {n} onderdeel van wat het VN-Kinderrechtencomité vroeg ({years}).",
                "We kennen {n} onderdelen van wat het VN-Kinderrechtencomité vroeg ({years}).",
                told["known"],
            ).format(n=number(told["known"]), years=series(years)),
            _("Bij {text} staat de tekst van de VN, voor {who} is iemand voorgesteld of aangewezen.").format(
                text=_some(told["text"]), who=_some(told["who"])
            ),
            _("Over {advised} gaven kinderen een advies, bij {promised} hoort een toezegging.").format(
                advised=_some(told["advised"]), promised=_some(told["promised"])
            ),
        ]
    )


def _some(count: int) -> str:
    return number(count) if count else _("geen enkel")


# --- One document -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the table of contents: a section or a cluster with its limbs."""

    section: str
    cluster: str
    language: str
    rows: tuple[LimbRow, ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One document of the Committee: its dates, how complete our copy is, and what stands in it."""

    document: SourceDocument
    cycle: ReviewCycle | None
    sentence: str
    dates: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    known: int
    with_text: int
    checked: int
    topics: tuple[tuple[str, tuple[ReportedTopic, ...]], ...]
    command: str


def find_document(slug: str) -> SourceDocument | None:
    return (
        SourceDocument.objects.filter(slug=slug, doc_type="concluding_observations", cycle__isnull=False)
        .select_related("cycle")
        .first()
    )


def documents() -> tuple[tuple[SourceDocument, int], ...]:
    """The documents of every round, with how many limbs of each are known."""
    known = dict(rights.visible().order_by().values_list("document").annotate(n=Count("pk")))
    found = SourceDocument.objects.filter(doc_type="concluding_observations", cycle__isnull=False)
    return tuple((document, known.get(document.pk, 0)) for document in found.select_related("cycle").order_by("-date"))


def document_page(document: SourceDocument, today: date) -> DocumentPage:
    limbs = list(with_everything(rights.visible().filter(document=document)))
    shown = rows(limbs, today)
    with_text = sum(one.has_text for one in shown)
    return DocumentPage(
        document=document,
        cycle=document.cycle,
        sentence=_document_sentence(document, len(shown), with_text),
        dates=_dates(document),
        parts=_parts(shown),
        known=len(shown),
        with_text=with_text,
        checked=sum(one.is_checked for one in shown),
        topics=_topics(document),
        command=rights.IMPORT_COMMAND,
    )


def _document_sentence(document: SourceDocument, known: int, with_text: int) -> str:
    if document.complete:
        return _("Onze kopie van dit document is compleet.")
    if not known:
        return _("De tekst van dit document is nog niet ingelezen.")
    counted = ngettext("{n} onderdeel", "{n} onderdelen", known).format(n=number(known))
    text = (
        _("van geen enkel onderdeel staat de tekst van de VN er al")
        if not with_text
        else _("bij {n} staat de tekst van de VN").format(n=number(with_text))
    )
    return _("We kennen {counted} van dit document; {text}. Hoeveel het er in totaal zijn, weten we nog niet.").format(
        counted=counted, text=text
    )


def _dates(document: SourceDocument) -> tuple[tuple[str, str], ...]:
    cycle = document.cycle
    if cycle is None:
        return ()

    def day(value: date | None) -> str:
        return date_format(value, "j F Y") if value else ""

    dialogue = day(cycle.dialogue_from)
    if cycle.dialogue_to and cycle.dialogue_to != cycle.dialogue_from:
        dialogue = _("{first} tot en met {last}").format(first=dialogue, last=day(cycle.dialogue_to))
    told = (
        (_("Rapport van de regering"), day(cycle.state_report_on)),
        (_("Gesprek met het comité"), dialogue),
        (_("Vastgesteld"), day(cycle.adopted_on)),
        (_("Uitgebracht"), day(cycle.issued_on)),
        (_("Volgend rapport"), cycle.next_report),
    )
    return tuple((name, value or _("niet gevonden")) for name, value in told)


def _parts(shown: tuple[LimbRow, ...]) -> tuple[Part, ...]:
    """Stretches of limbs under the same heading, in the order of the document."""
    clusters = _cluster_names([one.limb.pk for one in shown])
    found: list[tuple[tuple[str, str, str], list[LimbRow]]] = []
    section = ""
    for one in shown:
        paragraph = one.limb.paragraph
        # a source that prints no section says nothing about a new one
        section = paragraph.section or section
        name = clusters.get(one.limb.pk, "") or ("" if paragraph.cluster or not clusters else _("Zonder cluster"))
        key = (section, name or paragraph.cluster, "nl" if name else "en")
        if not found or found[-1][0] != key:
            found.append((key, []))
        found[-1][1].append(one)
    return tuple(Part(*key, tuple(limbs)) for key, limbs in found)


def _cluster_names(limbs: list[int]) -> dict[int, str]:
    links = (
        RecommendationConcept.objects.filter(recommendation__in=limbs, concept__scheme__code="crc-clusters")
        .exclude(state=SuggestionState.REJECTED)
        .order_by("-state")
        .values_list("recommendation", "concept__label")
    )
    return {limb: label for limb, label in links if label}


def _topics(document: SourceDocument) -> tuple[tuple[str, tuple[ReportedTopic, ...]], ...]:
    """What organisations reported about this document, per theme; subjects without a theme come last."""
    per_theme: dict[str, list[ReportedTopic]] = {}
    found = ReportedTopic.objects.filter(document=document).select_related("theme").prefetch_related("theme__names")
    for topic in sorted(found, key=lambda one: (one.theme is None, one.theme.order if one.theme else 0, one.pk)):
        name = theme_name(topic.theme) if topic.theme else _("Andere onderwerpen")
        per_theme.setdefault(name, []).append(topic)
    return tuple((name, tuple(topics)) for name, topics in per_theme.items())


# --- One limb ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Named:
    """Something that the limb is about, with how we know."""

    label: str
    child_label: str
    href: str
    known: str


@dataclass(frozen=True, slots=True)
class Related:
    """The same question in another round."""

    words: str
    number: str
    year: int | None
    href: str
    note: str
    later: bool


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The limb before or after, in the order of the document."""

    number: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class LimbPage:
    """One limb, whole."""

    limb: Recommendation
    title: str
    words: str
    language: str
    child: RecommendationText | None
    official: tuple[RecommendationText, ...]
    sentence: str
    path: Path
    is_checked: bool
    territories: tuple[Named, ...]
    articles: tuple[Named, ...]
    targets: tuple[Named, ...]
    clusters: tuple[Named, ...]
    themes: tuple[Theme, ...]
    responsibilities: tuple[Responsibility, ...]
    voices: tuple[Words, ...]
    made_up_voices: tuple[Words, ...]
    advices: tuple[advised.AdviceRow, ...]
    promises: tuple[promised.PromiseRow, ...]
    figures: tuple[FigureRow, ...]
    gaps: tuple[DataGap, ...]
    related: tuple[Related, ...]
    history: tuple[Event, ...]
    previous: Neighbour | None
    following: Neighbour | None
    has_made_up: bool
    command: str

    @property
    def real_advices(self) -> tuple[advised.AdviceRow, ...]:
        return tuple(one for one in self.advices if not one.is_demonstration)

    @property
    def made_up_advices(self) -> tuple[advised.AdviceRow, ...]:
        return tuple(one for one in self.advices if one.is_demonstration)

    @property
    def real_promises(self) -> tuple[promised.PromiseRow, ...]:
        return tuple(one for one in self.promises if not one.is_demonstration)

    @property
    def made_up_promises(self) -> tuple[promised.PromiseRow, ...]:
        return tuple(one for one in self.promises if one.is_demonstration)


def find(document: str, limb: str) -> Recommendation | None:
    """A limb that everybody may read, or one that was withdrawn and says so."""
    here = Q(pk__in=rights.visible().values("pk")) | Q(state=RecommendationState.WITHDRAWN)
    return with_everything(Recommendation.objects.filter(here, document__slug=document, slug=limb)).first()


def limb_page(limb: Recommendation, today: date) -> LimbPage:
    words, language = in_short(limb)
    asked = list(limb.advices.all())
    made = _promises_of(limb)
    shown_themes = tuple(link.theme for link in limb.theme_links.all())
    return LimbPage(
        limb=limb,
        title=_title(limb),
        words=words,
        language=language,
        child=own_words(limb, Register.CHILD),
        official=tuple(one for one in limb.texts.all() if one.register in (Register.OFFICIAL, Register.UNOFFICIAL)),
        sentence=limb_sentence(limb, made),
        path=path_of(limb, today),
        is_checked=rights.text_is_checked(limb),
        territories=_territories(limb),
        articles=_concepts(limb, "crc-articles"),
        targets=_concepts(limb, "sdg-targets"),
        clusters=_concepts(limb, "crc-clusters"),
        themes=shown_themes,
        responsibilities=tuple(limb.responsibilities.all()),
        voices=_voices(asked, made_up=False),
        made_up_voices=_voices(asked, made_up=True),
        advices=advised.rows(asked, today),
        promises=promised.rows(made, today),
        figures=_figures(shown_themes, today),
        gaps=tuple(DataGap.objects.filter(theme__in=shown_themes).select_related("source")),
        related=_related(limb),
        history=history(limb),
        previous=_beside(limb, later=False),
        following=_beside(limb, later=True),
        has_made_up=_has_made_up(limb),
        command=rights.IMPORT_COMMAND,
    )


def _voices(asked: list[Advice], *, made_up: bool) -> tuple[Words, ...]:
    of_those = [advice for advice in asked if advice.edition.is_demonstration == made_up]
    return words_of(Group.objects.filter(advices__in=of_those).select_related("consultation").distinct())


def _promises_of(limb: Recommendation) -> list[Commitment]:
    """Promises that point to the limb, or that were made in an answer to an advice that does."""
    via = Q(position__part__advice__recommendations=limb, position__answer__state=AnswerState.PUBLISHED)
    return list(promised.with_everything().filter(Q(recommendations=limb) | via).distinct())


def limb_sentence(limb: Recommendation, made: list[Commitment]) -> str:
    """How it stands with one limb, in a few short sentences."""
    if limb.statement_type not in ASKS:
        return _("Hier vraagt het comité niets; het hoort bij het verhaal.")
    times = len(_earlier(limb)) + 1
    said = []
    if times > 1:
        counted = _("Voor de {n}e keer gevraagd.").format(n=times)
        said.append({2: _("Voor de tweede keer gevraagd."), 3: _("Voor de derde keer gevraagd.")}.get(times, counted))
    leads = [who(one.organisation) for one in limb.responsibilities.all() if one.state != "disputed"]
    if leads:
        said.append(_("{who} moet handelen.").format(who=series(list(dict.fromkeys(leads)))))
    else:
        said.append(_("Niemand is aangewezen om dit te doen."))
    real = sum(not advice.edition.is_demonstration for advice in limb.advices.all())
    kept = sum(not promise.is_demonstration for promise in made)
    if real:
        said.append(
            ngettext("Kinderen gaven er {n} advies over.", "Kinderen gaven er {n} adviezen over.", real).format(
                n=number(real)
            )
        )
    else:
        said.append(_("Kinderen gaven er nog geen advies over."))
    if kept:
        counted = ngettext("{n} toezegging hoort erbij.", "{n} toezeggingen horen erbij.", kept)
        said.append(capital(counted.format(n=number(kept))))
    return " ".join(said)


def _known(link: Any) -> str:
    """How we know: who or what found it, and who confirmed it."""
    if link.source == "machine":
        return _("gevonden door patroon “{pattern}”, bevestigd door een redacteur").format(pattern=link.pattern)
    if link.source == "un":
        return _("genoemd door de VN, bevestigd door een redacteur")
    return _("toegekend door een redacteur")


def _territories(limb: Recommendation) -> tuple[Named, ...]:
    return tuple(
        Named(link.territory.name, "", f"/aanbevelingen/?gebied={link.territory.slug}", _known(link))
        for link in limb.territory_links.all()
    )


def _concepts(limb: Recommendation, scheme: str) -> tuple[Named, ...]:
    links = (
        RecommendationConcept.objects.filter(recommendation=limb, state=CONFIRMED, concept__scheme__code=scheme)
        .select_related("concept")
        .order_by("concept__order", "concept__notation")
    )
    names = {}
    if scheme == "crc-articles":
        bases = {rights.article_base(link.concept.notation) for link in links}
        names = {one.notation: one for one in Concept.objects.filter(scheme__code=scheme, notation__in=bases)}
    return tuple(_named(link, names, scheme) for link in links)


_ASKED_BY = {"crc-articles": "artikel", "crc-clusters": "cluster"}


def _named(link: RecommendationConcept, names: dict[str, Concept], scheme: str) -> Named:
    concept = link.concept
    base = names.get(rights.article_base(concept.notation), concept)
    label = f"{concept.notation}. {concept.label or base.label}" if concept.label or base.label else concept.notation
    href = f"/aanbevelingen/?{_ASKED_BY[scheme]}={concept.notation}" if scheme in _ASKED_BY else ""
    return Named(label, concept.child_label or base.child_label, href, _known(link))


def _figures(themes: tuple[Theme, ...], today: date) -> tuple[FigureRow, ...]:
    found = with_values(Indicator.objects.filter(theme__in=themes))[:MOST_FIGURES] if themes else ()
    return tuple(figure_row(indicator, today) for indicator in found)


def _related(limb: Recommendation) -> tuple[Related, ...]:
    def one(link: RecommendationRelation, other: Recommendation, words: str, *, later: bool) -> Related:
        cycle = other.document.cycle
        return Related(words, other.number, cycle.year if cycle else None, other.get_absolute_url(), link.note, later)

    before = [one(link, link.earlier, str(link.get_type_display()), later=False) for link in limb.earlier_links.all()]
    after = [one(link, link.later, str(link.get_type_display()), later=True) for link in limb.later_links.all()]
    return tuple(sorted([*before, *after], key=lambda related: related.year or 0))


def _beside(limb: Recommendation, *, later: bool) -> Neighbour | None:
    near = rights.visible().filter(document=limb.document).select_related("document", "paragraph")
    place = Q(order__gt=limb.order) if later else Q(order__lt=limb.order)
    found = near.filter(place).order_by("order" if later else "-order").first()
    return Neighbour(found.number, _title(found), found.get_absolute_url()) if found else None


def history(limb: Recommendation) -> tuple[Event, ...]:
    """The public part of the log, oldest first, by body and never by person."""
    events = history_of(limb).filter(public=True).order_by("id")
    return tuple(Event(localtime(event.at).date(), rights.deed(event), "") for event in events)
