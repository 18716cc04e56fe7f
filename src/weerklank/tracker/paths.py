"""The way of an advice, a promise or a question as a line: made of what the rooms below hold, on a given day.

What is passed in must have been fetched with ``loop.advices.with_everything`` (or the like); nothing is asked here, but of what was taken along.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerklank.advices.lifecycle import PUBLIC_STATES, AdviceState
from weerklank.advices.models import Advice
from weerklank.answers.lifecycle import AddresseeState, CommitmentState
from weerklank.answers.models import Addressee, Answer, Commitment, PartPosition, Position
from weerklank.participation.lifecycle import ConsultationState
from weerklank.participation.models import Consultation
from weerklank.tracker.loop.words import number, shortened, who
from weerklank.web.path import (
    Branch,
    Disputed,
    Earlier,
    Kind,
    Late,
    LoopsBack,
    NotFound,
    Path,
    Reached,
    State,
    Station,
    Waiting,
    Withdrawn,
)

FINISHED = (CommitmentState.DONE, CommitmentState.CONFIRMED)
# of several answerers the one that says most about where it stops speaks for all
_GRAVITY = (Late, Waiting, NotFound, Disputed, Branch, Reached)


def latest_answer(addressee: Addressee) -> Answer | None:
    """The published answer that holds now."""
    answers = list(addressee.answers.all())
    return answers[-1] if answers else None


def answering(advice: Advice) -> list[Addressee]:
    """Who must answer; whoever handed it over to another body no longer does."""
    return [addressee for addressee in advice.addressees.all() if addressee.state != AddresseeState.TRANSFERRED]


def promises(advice: Advice) -> list[Commitment]:
    """What was promised in the answers to this advice."""
    answers = [answer for addressee in answering(advice) if (answer := latest_answer(addressee))]
    made = [promise for answer in answers for place in answer.positions.all() for promise in place.commitments.all()]
    # what a later dialogue took along stands under the name that it has there, with the same day
    return [promise.stands_as() for promise in made]


def fork(positions: Iterable[PartPosition]) -> State:
    """Whether an answer follows what was asked, forks, or goes another way; with the first reason given."""
    all_of_them = list(positions)
    others = [place for place in all_of_them if place.position != Position.FOLLOW]
    if not others:
        return Reached()
    wholly = all(place.position in (Position.DEVIATE, Position.NOT_OURS) for place in all_of_them)
    return Branch(shortened(others[0].explanation, 90), in_part=not wholly)


def gave_away_late(addressee: Addressee, day: date) -> str:
    """Nothing is left to answer, and it did not answer or pass on in time: both are said."""
    late = addressee.gave_away_late()
    return ngettext(
        "{name} gaf alles door op {day}, {n} dag te laat.", "{name} gaf alles door op {day}, {n} dagen te laat.", late
    ).format(name=who(addressee.organisation), day=date_format(day, "j F Y"), n=late)


def answer_station(addressee: Addressee, today: date) -> Station:
    """How it stands with one who must answer."""
    body, answer = addressee.organisation, latest_answer(addressee)
    if answer:
        return Station(
            Kind.ANSWERED,
            fork(answer.positions.all()),
            answer.published_on,
            detail=who(body),
            href=f"#antwoord-{body.slug}",
        )
    if addressee.state == AddresseeState.NOT_FOUND:
        return Station(Kind.ANSWERED, NotFound(), detail=_("Overhandigd aan {name}.").format(name=body))
    days = addressee.overdue_on(today)
    if days and (day := addressee.gave_all_away_on()):
        late = Late(addressee.gave_away_late())
        return Station(Kind.ANSWERED, late, addressee.term, detail=gave_away_late(addressee, day))
    if days:
        return Station(
            Kind.ANSWERED, Late(days), addressee.term, detail=_("{who} moet nog antwoorden.").format(who=who(body))
        )
    return Station(Kind.ANSWERED, Waiting(addressee.term), detail=_("{who} moet antwoorden.").format(who=who(body)))


def done_station(promise: Commitment, today: date) -> Station:
    """Whether a promise was kept; also where a later dialogue took it along."""
    promise = promise.stands_as()
    last = max((update.date for update in promise.updates.all()), default=None)
    detail = _("Toezegging van {who}.").format(who=promise.organisation)
    href = promise.get_absolute_url()
    if promise.state == CommitmentState.WITHDRAWN:
        return Station(Kind.DONE, Withdrawn(), last, detail=detail, href=href)
    if promise.state == CommitmentState.LAPSED:
        return Station(Kind.DONE, Withdrawn(), last, detail=_("Vervallen, zegt de bron."), href=href)
    if promise.state == CommitmentState.CARRIED_OVER:
        return Station(Kind.DONE, Waiting(promise.due_on), detail=_("Meegenomen naar de volgende editie."), href=href)
    if promise.state == CommitmentState.DISPUTED:
        return Station(
            Kind.DONE,
            Disputed(),
            last,
            detail=_("{who} zegt van wel.").format(who=who(promise.organisation)),
            href=href,
        )
    if promise.state in FINISHED:
        return Station(Kind.DONE, Reached(), last, detail=detail, href=href)
    days = promise.overdue_on(today)
    if days:
        return Station(Kind.DONE, Late(days), promise.due_on, detail=detail, href=href)
    return Station(Kind.DONE, Waiting(promise.due_on), detail=promise.due_note or detail, href=href)


def gravest(stations: list[Station]) -> Station | None:
    """Of several the one that says where it stops: the latest first, else what is due first, else the last reached."""

    def weight(station: Station) -> tuple[int, int]:
        rank = next((i for i, kind in enumerate(_GRAVITY) if isinstance(station.state, kind)), len(_GRAVITY))
        match station.state:
            case Late(days=days):
                return rank, -days
            case Waiting(by=by):
                return rank, (by or date.max).toordinal()
        return rank, 0

    return min(stations, key=weight) if stations else None


def _beginning(advice: Advice) -> list[Station]:
    edition, groups = advice.edition, list(advice.groups.all())
    # what no source tells of an earlier day stays off the line
    asked = min((g.consultation.opens_on for g in groups if g.consultation.opens_on), default=None)
    said = min((g.consultation.closes_on for g in groups if g.consultation.closes_on), default=None)
    stations = []
    if asked:
        stations.append(Station(Kind.ASKED, Reached(), asked, detail=groups[0].consultation.question))
    if groups:
        together = ngettext("{n} groep van ideeën.", "{n} groepen van ideeën.", len(groups)).format(n=len(groups))
        stations.append(Station(Kind.SAID, Reached(), said, detail=_("Kinderen gaven hun ideeën.")))
        stations.append(Station(Kind.TOGETHER, Reached(), detail=together, href="#gezegd"))
    elif edition.date:
        where = _("Op de dialoog in {place}.").format(place=edition.place) if edition.place else _("Op de dialoog.")
        stations.append(Station(Kind.SAID, Reached(), edition.date, detail=where, href=edition.get_absolute_url()))
    return stations


def handed_over_on(advice: Advice) -> date | None:
    handover = getattr(advice.edition, "handover", None)
    return handover.date if handover else advice.frozen_on


def _ending(advice: Advice, today: date) -> tuple[list[Station], list[Station], list[Station], list[Station]]:
    answers = [answer_station(addressee, today) for addressee in answering(advice)]
    made = promises(advice)
    promised = [
        Station(Kind.PROMISED, Reached(), promise.made_on, detail=promise.title, href=promise.get_absolute_url())
        for promise in made
    ]
    done = [done_station(promise, today) for promise in made]
    again = []
    for addressee in answering(advice):
        if addressee.state == AddresseeState.CLARIFICATION_DUE:
            again.append(
                Station(Kind.ASKED_AGAIN, LoopsBack(), detail=_("Aan {name}.").format(name=addressee.organisation))
            )
        elif addressee.state == AddresseeState.CLARIFIED:
            again.append(Station(Kind.ASKED_AGAIN, Reached(), detail=_("Nagevraagd en daarna uitgelegd.")))
        elif addressee.state == AddresseeState.DISSENT_RECORDED:
            again.append(Station(Kind.ASKED_AGAIN, Reached(), detail=_("Niet eens geworden. Dat blijft hier staan.")))
    return answers, promised, done, again


def _earlier(advice: Advice) -> tuple[Earlier, ...]:
    found: list[Earlier] = []
    before = advice.raised_before
    while before is not None and len(found) < 2:
        found.append(Earlier(before.edition.year, before.get_absolute_url() if before.state in PUBLIC_STATES else ""))
        before = before.raised_before if len(found) < 2 else None
    return tuple(found)


def drawn_answer(answers: list[Station]) -> Station | None:
    """The one station that speaks for all who must answer: who answered is not hidden by who still may, only by who is late."""
    given = [station for station in answers if station.happened]
    if given and not any(isinstance(station.state, Late) for station in answers):
        return gravest(given)
    return gravest(answers)


def is_answered(advice: Advice, today: date) -> bool:
    """Somebody answered and nobody is late: the one definition behind the headline, the columns and the lines."""
    drawn = drawn_answer([answer_station(addressee, today) for addressee in answering(advice)])
    return bool(drawn and drawn.happened)


def never_found(asked: Iterable[Advice]) -> bool:
    """Nobody who was asked still has a term: what there was to find was looked for, and not found."""
    return all(addressee.state == AddresseeState.NOT_FOUND for advice in asked for addressee in answering(advice))


def still_open(advice: Advice, today: date) -> str:
    """Where some answered and others not yet: who did, and until when the others may."""
    addressees = answering(advice)
    said = [addressee for addressee in addressees if latest_answer(addressee)]
    waiting = [
        addressee
        for addressee in addressees
        if not latest_answer(addressee) and addressee.state != AddresseeState.NOT_FOUND
    ]
    if not said or not waiting:
        return ""
    told = [_("{who} antwoordde.").format(who=who(addressee.organisation)) for addressee in said]
    for addressee in waiting:
        name, term = who(addressee.organisation), addressee.term
        if term is None:
            told.append(_("{who}: nog geen antwoord.").format(who=name))
        elif addressee.overdue_on(today) and (day := addressee.gave_all_away_on()):
            told.append(gave_away_late(addressee, day))
        elif addressee.overdue_on(today):
            told.append(
                _("{who} had uiterlijk {day} moeten antwoorden.").format(who=name, day=date_format(term, "j F Y"))
            )
        else:
            told.append(
                _("{who}: nog geen antwoord; uiterlijk {day}.").format(who=name, day=date_format(term, "j F Y"))
            )
    return " ".join(told)


def _without_anchors(stations: list[Station]) -> list[Station]:
    return [replace(station, href="") if station.href.startswith("#") else station for station in stations]


def of_advice(advice: Advice, today: date) -> Path:
    """An advice in as many stations as there are kinds: for lists, and for the paths of a year."""
    answers, promised, done, again = _ending(advice, today)
    stations = [*_beginning(advice), _advised(advice)]
    also = still_open(advice, today)
    drawn = drawn_answer(answers)
    if drawn:
        stations.append(replace(drawn, detail=also or drawn.detail))
    for several in (promised, done, again):
        station = gravest(several)
        if station:
            stations.append(station)
    if not answers:
        stations.append(Station(Kind.ANSWERED, Waiting(), detail=_("Nog niet overhandigd.")))
    return Path(advice.title, tuple(_without_anchors(stations)), _earlier(advice), advice.get_absolute_url(), also)


def _advised(advice: Advice) -> Station:
    day = handed_over_on(advice) if advice.state != AdviceState.FROZEN else advice.frozen_on
    return Station(Kind.ADVISED, Reached(), day, detail=_("Advies {number}").format(number=advice.number))


def of_advice_in_full(advice: Advice, today: date) -> Path:
    """An advice with a station for everyone who must answer: what happened first, then what is still open, by date."""
    answers, promised, done, again = _ending(advice, today)
    answers = _together(answers)
    rest = [*answers, *promised, *done, *again]
    happened = [station for station in rest if station.happened]
    pending = sorted((s for s in rest if not s.happened), key=_by_day)
    if not answers:
        pending = [Station(Kind.ANSWERED, Waiting(), detail=_("Nog niet overhandigd."))]
    stations = (*_beginning(advice), _advised(advice), *happened, *pending)
    here = advice.get_absolute_url()
    # whole addresses: the page for children shows this path too, and has no such places
    linked = (replace(stop, href=f"{here}{stop.href}") if stop.href.startswith("#") else stop for stop in stations)
    return Path(advice.title, tuple(linked), _earlier(advice))


def _together(answers: list[Station]) -> list[Station]:
    """Where nobody's answer was found, that is one station: to draw the same silence three times says no more."""
    if len(answers) < 2 or not all(isinstance(station.state, NotFound) for station in answers):
        return answers
    return [replace(answers[0], detail=_("Gezocht bij {n} ontvangers.").format(n=number(len(answers))))]


def _by_day(station: Station) -> date:
    if isinstance(station.state, Waiting):
        return station.state.by or date.max
    return station.date or date.max


def of_promise(promise: Commitment, today: date, origin: PartPosition | None = None) -> Path:
    """A promise: what asked for it, the promise itself, and whether it was kept; ``origin`` where it was taken along."""
    stations = []
    position = promise.position or origin
    if position:
        advice, answer = position.part.advice, position.answer
        stations = [*_beginning(advice), replace(_advised(advice), href=advice.get_absolute_url())]
        stations.append(
            Station(
                Kind.ANSWERED,
                fork([position]),
                answer.published_on,
                detail=who(promise.organisation),
                href=f"{advice.get_absolute_url()}#antwoord-{promise.organisation.slug}",
            )
        )
        stations = _without_anchors(stations)
    stations.append(
        Station(Kind.PROMISED, Reached(), promise.made_on, detail=_("Door {who}.").format(who=promise.organisation))
    )
    # its own page needs no link to itself
    stations.append(replace(done_station(promise, today), href=""))
    return Path(promise.title, tuple(stations), href=promise.get_absolute_url())


def of_question(consultation: Consultation, today: date) -> Path:
    """A question to children that is not an advice yet."""
    opens, closes = consultation.opens_on, consultation.closes_on
    asked = Station(Kind.ASKED, Reached(), opens)
    if consultation.state == ConsultationState.SCHEDULED or (opens and opens > today):
        stations: tuple[Station, ...] = (Station(Kind.ASKED, Waiting(opens)),)
    elif consultation.state == ConsultationState.OPEN and (not closes or closes >= today):
        stations = (asked, Station(Kind.SAID, Waiting(closes)))
    elif consultation.state in (ConsultationState.OPEN, ConsultationState.CLOSED):
        stations = (asked, Station(Kind.SAID, Reached(), closes), Station(Kind.TOGETHER, Waiting()))
    else:
        stations = (
            asked,
            Station(Kind.SAID, Reached(), closes),
            Station(Kind.TOGETHER, Reached()),
            Station(Kind.ADVISED, Waiting()),
        )
    return Path(consultation.question, stations, href=f"{consultation.edition.get_absolute_url()}#vragen")
