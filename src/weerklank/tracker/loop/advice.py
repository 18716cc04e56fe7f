"""One advice with everything that was said, asked, answered and promised."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from weerklank.advices.lifecycle import PUBLIC_STATES, AdviceState
from weerklank.advices.models import Advice, AdvicePart
from weerklank.answers.lifecycle import AddresseeState
from weerklank.answers.models import (
    Addressee,
    Answer,
    Appraisal,
    Commitment,
    Judgement,
    Position,
    Transfer,
    TransferState,
)
from weerklank.audit.models import AuditEvent
from weerklank.findings.models import Group
from weerklank.rights.models import Recommendation, Theme
from weerklank.rights.queries import visible
from weerklank.tracker import paths
from weerklank.tracker.loop import advices, standing, voices
from weerklank.tracker.loop.after import After, after
from weerklank.tracker.loop.words import protected, who
from weerklank.web.path import Branch, Path


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
    panel_words: str
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
    days_late: int
    answer: AnswerView | None
    passed_on: tuple[tuple[int, str], ...]


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
    words: tuple[voices.Words, ...]
    addressees: tuple[AddresseeView, ...]
    promises: tuple[Commitment, ...]
    recommendations: tuple[Recommendation, ...]
    raised_again: tuple[Advice, ...]
    history: tuple[Event, ...]
    after: After

    @property
    def earlier_count(self) -> int:
        """How often it was asked by now, where it was asked before."""
        return len(self.after.chain) + 1 if self.after.chain else 0

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
    return advices.with_everything().filter(number=wanted).first()


def page(advice: Advice, today: date) -> AdvicePage:
    accepted = tuple(
        Transfer.objects.filter(addressee__advice=advice, state=TransferState.ACCEPTED).select_related("to", "part")
    )
    theme = advice.edition_theme.theme if advice.edition_theme else None
    return AdvicePage(
        advice=advice,
        theme=theme,
        theme_name=advice.edition_theme.name if advice.edition_theme else "",
        sentence=standing.of_advice(advice, today),
        path=paths.of_advice_in_full(advice, today),
        parts=tuple(_part(part, advice, accepted, today) for part in advice.parts.all()),
        words=voices.words_of(Group.objects.filter(advices=advice).select_related("consultation")),
        addressees=_addressees(advice, accepted, today),
        promises=tuple(paths.promises(advice)),
        recommendations=tuple(advice.recommendations.filter(pk__in=visible()).select_related("document", "paragraph")),
        raised_again=tuple(advice.raised_again.filter(state__in=PUBLIC_STATES).select_related("edition")),
        history=history(advice),
        after=after(advice, today),
    )


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


def _silence(addressee: Addressee, *, answered: bool, today: date) -> str:
    """Why nothing of this addressee stands at a part: fair to who still has time."""
    name, term = who(addressee.organisation), addressee.term
    if answered:
        return _("{name}: geen antwoord op dit onderdeel.").format(name=name)
    if addressee.state == AddresseeState.NOT_FOUND:
        return _("{name}: geen antwoord gevonden.").format(name=name)
    if term is None:
        return _("{name}: nog geen antwoord.").format(name=name)
    if addressee.overdue_on(today):
        return _("{who} had uiterlijk {day} moeten antwoorden.").format(who=name, day=date_format(term, "j F Y"))
    return _("{who}: nog geen antwoord; uiterlijk {day}.").format(who=name, day=date_format(term, "j F Y"))


def _part(part: AdvicePart, advice: Advice, accepted: Sequence[Transfer], today: date) -> PartView:
    places, silent = [], []
    given = {one.addressee_id: one for one in accepted if one.part_id == part.pk}
    taken_over = {one.to_id for one in given.values()}
    for addressee in paths.answering(advice):
        if addressee.by_transfer and addressee.organisation_id not in taken_over:
            continue
        answer = paths.latest_answer(addressee)
        if answer is None and addressee.pk in given:
            name, to = who(addressee.organisation), given[addressee.pk].to
            silent.append(_("{name}: overgenomen door {to}.").format(name=name, to=to))
            continue
        taken = next((place for place in answer.positions.all() if place.part_id == part.pk), None) if answer else None
        if taken is None:
            silent.append(_silence(addressee, answered=answer is not None, today=today))
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
                promises=tuple(promise.stands_as() for promise in taken.commitments.all()),
            )
        )
    return PartView(part.order, part.text, tuple(places), tuple(silent))


def _addressees(advice: Advice, accepted: Sequence[Transfer], today: date) -> tuple[AddresseeView, ...]:
    found = []
    judged: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for answer, by, value, text in Appraisal.objects.filter(answer__addressee__advice=advice).values_list(
        "answer", "by", "value", "text"
    ):
        # what a child adds behind its code is for no page at all
        judged[answer].append((by, value, text if by == "panel" else ""))
    for addressee in advice.addressees.all():
        station = paths.answer_station(addressee, today)
        mood = "deviated" if isinstance(station.state, Branch) and not station.state.in_part else station.mood
        found.append(
            AddresseeView(
                organisation=who(addressee.organisation),
                slug=addressee.organisation.slug,
                lead=addressee.lead,
                mood=mood,
                stands=standing.of_addressee(addressee, today),
                due_on=addressee.due_on,
                extended_to=addressee.extended_to,
                extension_reason=addressee.extension_reason,
                note=addressee.note,
                days_late=addressee.answered_late(),
                answer=_answer(addressee, judged),
                passed_on=tuple((one.part.order, str(one.to)) for one in accepted if one.addressee_id == addressee.pk),
            )
        )
    return tuple(found)


def _answer(addressee: Addressee, appraised: Mapping[int, Sequence[tuple[str, str, str]]]) -> AnswerView | None:
    answers = list(addressee.answers.all())
    if not answers:
        return None
    rows = appraised.get(answers[-1].pk, ())
    said = Counter(value for by, value, _text in rows if by != "panel")
    judged = tuple(JudgementView(str(label), protected(said[value])) for value, label in Judgement.choices)
    panel, words = next(((value, text) for by, value, text in rows if by == "panel"), ("", ""))
    return AnswerView(
        answer=answers[-1],
        checked_by_young=answers[-1].panel_check == "approved",
        judged=judged,
        judged_by_any=bool(said),
        judged_shown=any(row.count is not None for row in judged),
        panel=str(Judgement(panel).label) if panel else "",
        panel_words=words,
        earlier_versions=len(answers) - 1,
    )


def deed(action: str) -> str:
    """An action of the log in a reader's words."""
    known = {
        "advice.adopted": _("De tafel stelde het advies vast, nadat kinderen en jongeren hadden gesproken"),
        "advice.frozen": _("De tekst ligt vast"),
        "advice.addressed": _("Wie moet antwoorden, staat vast"),
        "advice.handed_over": _("Overhandigd"),
        "advice.acknowledged": _("Ontvangst bevestigd"),
        "advice.term_extended": _("Uitstel, met een reden"),
        "advice.transfer_proposed": _("Een onderdeel aangeboden aan een ander"),
        "advice.transfer_accepted": _("Een onderdeel overgenomen van een ander"),
        "advice.transfer_declined": _("Een aangeboden onderdeel niet overgenomen"),
        "advice.carried_over": _("Meegenomen naar een volgende dialoog"),
        "answer.published": _("Antwoord gepubliceerd"),
        "answer.judged_by_panel": _("Het jongerenpanel gaf een oordeel over het antwoord"),
        "commitment.agreed": _("Een toezegging gedaan"),
        "commitment.progress": _("Iets gemeld over een toezegging"),
        "commitment.confirmed_by_panel": _("Het jongerenpanel zegt dat een toezegging is gedaan"),
        "commitment.disputed_by_panel": _("Het jongerenpanel vindt dat een toezegging niet is gedaan"),
        "commitment.carried_over": _("Een toezegging meegenomen naar een volgende dialoog"),
    }
    return known.get(action, _("Bijgewerkt"))


def history(advice: Advice) -> tuple[Event, ...]:
    """The public part of the log on this advice, on those who must answer, on their answers and their promises."""
    # whoever handed everything over did something too
    addressees = [str(addressee.pk) for addressee in advice.addressees.all()]
    answers = [str(answer.pk) for addressee in advice.addressees.all() for answer in addressee.answers.all()]
    promised = Commitment.objects.filter(position__part__advice=advice).values_list("pk", flat=True)
    events = AuditEvent.objects.filter(
        Q(object_type="advices.advice", object_id=str(advice.pk))
        | Q(object_type="answers.commitment", object_id__in=[str(pk) for pk in promised])
        | Q(object_type="answers.addressee", object_id__in=addressees)
        | Q(object_type="answers.answer", object_id__in=answers),
        public=True,
    ).order_by("id")
    return tuple(Event(localtime(event.at).date(), deed(event.action), _body_of(event.actor)) for event in events)


def _body_of(actor: str) -> str:
    """The body that somebody acted for; who that person is stays inside."""
    return actor.rpartition("(")[2].rstrip(")") if "(" in actor else ""
