"""Advices: the list, and one advice with everything that was said, asked, answered and promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerklank.accounts.models import Organisation
from weerklank.advices.lifecycle import PUBLIC_STATES, AdviceState
from weerklank.advices.models import Advice, AdvicePart
from weerklank.answers.lifecycle import OPEN_STATES, AddresseeState, AnswerState, CommitmentState
from weerklank.answers.models import Addressee, Answer, Appraisal, Commitment, Judgement, PartPosition, Position
from weerklank.audit.models import AuditEvent
from weerklank.editions.models import Edition
from weerklank.findings.models import Group
from weerklank.participation.lifecycle import SHOWN_STATES
from weerklank.participation.models import Contribution
from weerklank.rights.lifecycle import RecommendationState
from weerklank.rights.models import Recommendation, Theme
from weerklank.tracker import paths
from weerklank.tracker.asked import every_word
from weerklank.tracker.loop.words import capital, number, protected, series, who
from weerklank.web.path import Branch, NotFound, Path

MOST_QUOTES = 4


def with_everything() -> QuerySet[Advice]:
    """Public advices with all that a path or a row needs, in a fixed number of questions to the database."""
    promised = Commitment.objects.exclude(state=CommitmentState.PROPOSED).select_related("organisation")
    return (
        Advice.objects.filter(state__in=PUBLIC_STATES)
        .select_related("edition__handover", "edition_theme__theme", "raised_before__edition")
        .select_related("raised_before__raised_before__edition")
        .prefetch_related(
            "parts",
            "groups__consultation",
            Prefetch(
                "addressees",
                Addressee.objects.exclude(state=AddresseeState.TRANSFERRED).select_related("organisation"),
            ),
            Prefetch(
                "addressees__answers", Answer.objects.filter(state=AnswerState.PUBLISHED).order_by("version", "pk")
            ),
            Prefetch("addressees__answers__positions", PartPosition.objects.select_related("part")),
            Prefetch("addressees__answers__positions__commitments", promised.prefetch_related("updates")),
        )
        .order_by("edition__is_demonstration", "-edition__year", "number")
    )


def late(today: date) -> Q:
    """An advice of which somebody's term has passed: the same rule as ``days_overdue``, asked of the database."""
    overdue = Addressee.objects.annotate(term=Coalesce(F("extended_to"), F("due_on"))).filter(
        term__lt=today, state__in=OPEN_STATES
    )
    return Q(pk__in=overdue.values("advice"))


STANDS = ("late", "waiting", "answered", "not_found")


def standing(stand: str, today: date) -> Q:
    """The advices that stand so; everything where the word is unknown."""
    match stand:
        case "late":
            return late(today)
        case "waiting":
            return Q(addressees__state__in=OPEN_STATES) & ~late(today)
        case "answered":
            return Q(addressees__answers__state=AnswerState.PUBLISHED)
        case "not_found":
            return Q(addressees__state=AddresseeState.NOT_FOUND)
    return Q()


def searched(query: str) -> Q:
    return every_word(query, "number", "title", "text", "why", "parts__text", "edition_theme__name")


def positioned(position: str) -> Q:
    if position not in Position.values:
        return Q()
    return Q(addressees__answers__state=AnswerState.PUBLISHED, addressees__answers__positions__position=position)


def filtered(advices: QuerySet[Advice], chosen: Mapping[str, str], today: date) -> QuerySet[Advice]:
    """The advices that fit every filter; each filter asks by itself, so that none undoes another."""
    if edition := chosen.get("editie"):
        advices = advices.filter(edition__slug=edition)
    if theme := chosen.get("thema"):
        advices = advices.filter(edition_theme__theme__slug=theme)
    if body := chosen.get("wie"):
        advices = advices.filter(addressees__organisation__slug=body)
    advices = advices.filter(positioned(chosen.get("standpunt", "")))
    return advices.filter(standing(chosen.get("stand", ""), today)).distinct()


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """An advice as it stands in a list."""

    number: str
    title: str
    href: str
    theme: str
    edition: str
    asked_of: str
    days_late: int
    path: Path
    is_demonstration: bool


def row(advice: Advice, today: date) -> AdviceRow:
    addressees = list(advice.addressees.all())
    return AdviceRow(
        number=advice.number,
        title=advice.title,
        href=advice.get_absolute_url(),
        theme=advice.edition_theme.name if advice.edition_theme else "",
        edition=advice.edition.title,
        asked_of=series([str(addressee.organisation) for addressee in addressees]),
        days_late=max((addressee.overdue_on(today) for addressee in addressees), default=0),
        path=paths.of_advice(advice, today),
        is_demonstration=advice.edition.is_demonstration,
    )


def rows(advices: Iterable[Advice], today: date) -> tuple[AdviceRow, ...]:
    return tuple(row(advice, today) for advice in advices)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a list of advices can be filtered on."""

    editions: tuple[Edition, ...]
    themes: tuple[Theme, ...]
    organisations: tuple[Organisation, ...]


def choices() -> Choices:
    public = Advice.objects.filter(state__in=PUBLIC_STATES)
    return Choices(
        tuple(Edition.objects.filter(advices__in=public).distinct().order_by("is_demonstration", "-year")),
        tuple(Theme.objects.filter(edition_themes__advices__in=public).distinct().prefetch_related("names")),
        tuple(Organisation.objects.filter(addressed__advice__in=public).distinct()),
    )


# --- One advice --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """A group of ideas with the words that a person published, and how many said so where that may be told."""

    title: str
    summary: str
    quotes: tuple[Quote, ...]
    count: int | None
    alone: bool
    destination: str = ""
    reason: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A child's or a group's own words, as published."""

    text: str
    by: str
    language: str


@dataclass(frozen=True, slots=True)
class PlaceTaken:
    """What one addressee does with one part."""

    organisation: str
    position: str
    mood: str
    words: str
    reason: str
    explanation: str
    would_change_mind: str
    alternative: str
    promises: tuple[Commitment, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """One part with everybody's position on it."""

    order: int
    text: str
    places: tuple[PlaceTaken, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JudgementView:
    """How those who asked judge the answer: counts that single nobody out."""

    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class AnswerView:
    """A published answer with its version for children and how it was judged."""

    answer: Answer
    checked_by_young: bool
    judged: tuple[JudgementView, ...]
    judged_by_any: bool
    judged_shown: bool
    panel: str
    earlier_versions: int


@dataclass(frozen=True, slots=True)
class AddresseeView:
    """Who must answer, with the clock."""

    organisation: str
    slug: str
    lead: bool
    mood: str
    stands: str
    due_on: date | None
    extended_to: date | None
    extension_reason: str
    note: str
    answer: AnswerView | None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done, as everybody may read it."""

    day: date
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class AdvicePage:
    """One advice, whole."""

    advice: Advice
    theme: Theme | None
    theme_name: str
    sentence: str
    path: Path
    parts: tuple[PartView, ...]
    words: tuple[Words, ...]
    addressees: tuple[AddresseeView, ...]
    promises: tuple[Commitment, ...]
    recommendations: tuple[Recommendation, ...]
    raised_again: tuple[Advice, ...]
    history: tuple[Event, ...]

    @property
    def earlier_count(self) -> int:
        """How often it was asked by now, where it was asked before."""
        return len(self.path.before) + 1 if self.path.before else 0

    @property
    def quotation(self) -> str:
        """The text without the marks that the page sets itself."""
        return self.advice.text.strip().strip("‘’“”\"'")

    @property
    def handed_over_on(self) -> date | None:
        return paths.handed_over_on(self.advice) if self.advice.state != AdviceState.FROZEN else None

    @property
    def answers(self) -> tuple[AddresseeView, ...]:
        return tuple(addressee for addressee in self.addressees if addressee.answer)

    @property
    def is_late(self) -> bool:
        return any(addressee.mood == "late" for addressee in self.addressees)


def find(wanted: str) -> Advice | None:
    return with_everything().filter(number=wanted).first()


def page(advice: Advice, today: date) -> AdvicePage:
    theme = advice.edition_theme.theme if advice.edition_theme else None
    return AdvicePage(
        advice=advice,
        theme=theme,
        theme_name=advice.edition_theme.name if advice.edition_theme else "",
        sentence=how_it_stands(advice, today),
        path=paths.of_advice_in_full(advice, today),
        parts=tuple(_part(part, advice) for part in advice.parts.all()),
        words=words_of(Group.objects.filter(advices=advice).select_related("consultation")),
        addressees=_addressees(advice, today),
        promises=tuple(paths.promises(advice)),
        recommendations=tuple(
            advice.recommendations.filter(
                state__in=[RecommendationState.PUBLISHED, RecommendationState.SUPERSEDED]
            ).select_related("document", "paragraph")
        ),
        raised_again=tuple(advice.raised_again.filter(state__in=PUBLIC_STATES).select_related("edition")),
        history=history(advice),
    )


def words_of(groups: QuerySet[Group]) -> tuple[Words, ...]:
    """Groups with their published words; a group of one keeps its place among the others."""
    said = Contribution.objects.filter(state__in=SHOWN_STATES).order_by("received_on", "id")
    return tuple(_words(group) for group in groups.prefetch_related(Prefetch("contributions", said)))


def _words(group: Group) -> Words:
    said = list(group.contributions.all())
    quotes = tuple(Quote(idea.shown_text, _who_said(idea), idea.original_language) for idea in said if idea.shown_text)
    return Words(
        title=group.title,
        summary=group.summary,
        quotes=quotes[:MOST_QUOTES],
        count=protected(sum(idea.group_size or 1 for idea in said)),
        alone=len(said) == 1,
        destination=group.destination,
        reason=group.reason,
    )


def _who_said(idea: Contribution) -> str:
    if idea.kind != "group":
        return _("Een kind")
    shown = protected(idea.group_size or 0)
    return _("Een groep van ongeveer {n} kinderen").format(n=shown) if shown else _("Een groep kinderen")


_MOODS = {
    Position.FOLLOW: "reached",
    Position.PARTLY: "branch",
    Position.DEVIATE: "deviated",
    Position.NOT_OURS: "deviated",
}


def _place_words(position: Position) -> str:
    return {
        Position.FOLLOW: _("doet dit"),
        Position.PARTLY: _("doet dit voor een deel"),
        Position.DEVIATE: _("doet dit niet"),
        Position.NOT_OURS: _("zegt: dit is niet van ons"),
    }[position]


def _part(part: AdvicePart, advice: Advice) -> PartView:
    places, silent = [], []
    for addressee in advice.addressees.all():
        answer = paths.latest_answer(addressee)
        taken = next((place for place in answer.positions.all() if place.part_id == part.pk), None) if answer else None
        if taken is None:
            silent.append(str(addressee.organisation))
            continue
        position = Position(taken.position)
        places.append(
            PlaceTaken(
                organisation=who(addressee.organisation),
                position=taken.position,
                mood=_MOODS[position],
                words=_place_words(position),
                reason=taken.get_reason_type_display() if taken.reason_type else "",
                explanation=taken.explanation,
                would_change_mind=taken.would_change_mind,
                alternative=taken.alternative,
                promises=tuple(taken.commitments.all()),
            )
        )
    return PartView(part.order, part.text, tuple(places), tuple(silent))


def _addressees(advice: Advice, today: date) -> tuple[AddresseeView, ...]:
    found = []
    for addressee in advice.addressees.all():
        station = paths.answer_station(addressee, today)
        mood = "deviated" if isinstance(station.state, Branch) and not station.state.in_part else station.mood
        found.append(
            AddresseeView(
                organisation=who(addressee.organisation),
                slug=addressee.organisation.slug,
                lead=addressee.lead,
                mood=mood,
                stands=_stands(addressee, today),
                due_on=addressee.due_on,
                extended_to=addressee.extended_to,
                extension_reason=addressee.extension_reason,
                note=addressee.note,
                answer=_answer(addressee),
            )
        )
    return tuple(found)


def _answer(addressee: Addressee) -> AnswerView | None:
    answers = list(addressee.answers.all())
    if not answers:
        return None
    rows = list(Appraisal.objects.filter(answer=answers[-1]).values_list("by", "value"))
    said = Counter(value for by, value in rows if by != "panel")
    judged = tuple(JudgementView(str(label), protected(said[value])) for value, label in Judgement.choices)
    panel = next((value for by, value in rows if by == "panel"), "")
    return AnswerView(
        answer=answers[-1],
        checked_by_young=answers[-1].panel_check == "approved",
        judged=judged,
        judged_by_any=bool(said),
        judged_shown=any(row.count is not None for row in judged),
        panel=str(Judgement(panel).label) if panel else "",
        earlier_versions=len(answers) - 1,
    )


def _stands(addressee: Addressee, today: date) -> str:
    """One sentence on one addressee, with the day and, where it is late, the number of days."""
    name, term = who(addressee.organisation), addressee.term
    answer = paths.latest_answer(addressee)
    if answer:
        return " ".join([_positions_sentence(name, answer), *_not_answered(addressee, today)])
    if addressee.state == AddresseeState.NOT_FOUND:
        return _("Van {name} is geen antwoord gevonden.").format(name=_inside(name))
    days = addressee.overdue_on(today)
    if days and term:
        ago = ngettext("Dat is {n} dag geleden.", "Dat is {n} dagen geleden.", days).format(n=days)
        due = _("{name} had uiterlijk {day} moeten antwoorden.").format(name=name, day=date_format(term, "j F Y"))
        return f"{due} {ago}"
    if term:
        left = (term - today).days
        until = ngettext("Dat is nog {n} dag.", "Dat is nog {n} dagen.", left).format(n=left)
        until = until if left else _("Dat is vandaag.")
        return (
            _("{name} moet uiterlijk {day} antwoorden.").format(name=name, day=date_format(term, "j F Y")) + f" {until}"
        )
    return _("{name} moet antwoorden. Er is geen dag afgesproken.").format(name=name)


def _not_answered(addressee: Addressee, today: date) -> list[str]:
    """What follows where those who asked say that this is no answer."""
    due = addressee.clarification_due_on
    if addressee.state != AddresseeState.CLARIFICATION_DUE or due is None:
        return []
    said = _("Wie het vroeg, zegt: dit is geen antwoord.")
    day = date_format(due, "j F Y")
    if due < today:
        days = (today - due).days
        ago = ngettext("Dat is {n} dag geleden.", "Dat is {n} dagen geleden.", days).format(n=days)
        return [said, _("Uitleg had er uiterlijk {day} moeten zijn.").format(day=day), ago]
    return [said, _("Uiterlijk {day} moet er uitleg zijn.").format(day=day)]


def _inside(name: str) -> str:
    """A name in the middle of a sentence."""
    return name[:1].lower() + name[1:] if name.startswith("Het ") else name


def _positions_sentence(name: str, answer: Answer) -> str:
    taken = Counter(place.position for place in answer.positions.all())
    said: list[str] = []
    for position, how in (
        (Position.FOLLOW, _("{things} wel")),
        (Position.PARTLY, _("{things} voor een deel")),
        (Position.DEVIATE, _("{things} niet")),
    ):
        if taken[position]:
            said.append(how.format(things=_things(taken[position], said)))
    sentences = [_("{name} doet {said}.").format(name=name, said=series(said))] if said else []
    if taken[Position.NOT_OURS]:
        others = _things(taken[Position.NOT_OURS])
        sentences.append(_("Bij {things} zegt {name}: dit is niet van ons.").format(things=others, name=_inside(name)))
    return " ".join(sentences) or _("{name} heeft geantwoord.").format(name=name)


def _things(count: int, before: Sequence[str] = ()) -> str:
    if before:
        return number(count)
    return ngettext("{n} ding", "{n} dingen", count).format(n=number(count))


def how_it_stands(advice: Advice, today: date) -> str:
    """One or two sentences that say how it stands with an advice today."""
    addressees = list(advice.addressees.all())
    if advice.state == AdviceState.FROZEN or not addressees:
        return _("Dit advies ligt vast. Het is nog niet overhandigd.")
    stations = [paths.answer_station(addressee, today) for addressee in addressees]
    if all(isinstance(station.state, NotFound) for station in stations):
        names = series([str(addressee.organisation) for addressee in addressees])
        return _("Dit advies is overhandigd aan {names}. Er is geen antwoord gevonden.").format(names=names)
    broken = sum(bool(promise.overdue_on(today)) for promise in paths.promises(advice))
    late = ngettext("{n} toezegging is te laat.", "{n} toezeggingen zijn te laat.", broken).format(n=number(broken))
    said = [_stands(addressee, today) for addressee in addressees]
    return " ".join([*said, capital(late)] if broken else said)


def deed(action: str) -> str:
    """An action of the log in a reader's words."""
    known = {
        "advice.adopted": _("De tafel stelde het advies vast, nadat kinderen en jongeren hadden gesproken"),
        "advice.frozen": _("De tekst ligt vast"),
        "advice.addressed": _("Wie moet antwoorden, staat vast"),
        "advice.handed_over": _("Overhandigd"),
        "advice.acknowledged": _("Ontvangst bevestigd"),
        "advice.term_extended": _("Uitstel, met een reden"),
        "answer.published": _("Antwoord gepubliceerd"),
        "answer.judged_by_panel": _("Het jongerenpanel gaf een oordeel over het antwoord"),
    }
    return known.get(action, _("Bijgewerkt"))


def history(advice: Advice) -> tuple[Event, ...]:
    """The public part of the log on this advice, on those who must answer and on their answers."""
    addressees = [str(addressee.pk) for addressee in advice.addressees.all()]
    answers = [str(answer.pk) for addressee in advice.addressees.all() for answer in addressee.answers.all()]
    events = AuditEvent.objects.filter(
        Q(object_type="advices.advice", object_id=str(advice.pk))
        | Q(object_type="answers.addressee", object_id__in=addressees)
        | Q(object_type="answers.answer", object_id__in=answers),
        public=True,
    ).order_by("id")
    return tuple(Event(localtime(event.at).date(), deed(event.action), _body_of(event.actor)) for event in events)


def _body_of(actor: str) -> str:
    """The body that somebody acted for; who that person is stays inside."""
    return actor.rpartition("(")[2].rstrip(")") if "(" in actor else ""
