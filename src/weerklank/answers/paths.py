"""The path of one contribution, one advice or one promise: how far it came, what waits, and what is late today."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from weerklank.advices.lifecycle import PUBLIC_STATES
from weerklank.advices.models import Advice
from weerklank.answers.lifecycle import ACTIVE_STATES, AddresseeState, AnswerState, CommitmentState
from weerklank.answers.models import Addressee, Answer, Commitment, Position
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import Contribution
from weerklank.participation.queries import channels
from weerklank.web.path import (
    Branch,
    Disputed,
    Earlier,
    Ended,
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

KEPT = (CommitmentState.DONE, CommitmentState.CONFIRMED)
UNHAPPY = (AddresseeState.CLARIFICATION_DUE, AddresseeState.DISSENT_RECORDED)
_REASON_AT_THE_FORK = 140


def standing_answer(addressee: Addressee) -> Answer | None:
    """The published version that holds now."""
    return addressee.answers.filter(state=AnswerState.PUBLISHED).order_by("-version").first()


def _short(text: str) -> str:
    return text if len(text) <= _REASON_AT_THE_FORK else text[:_REASON_AT_THE_FORK].rsplit(" ", 1)[0] + "…"


def _fork(answer: Answer, *, for_child: bool) -> State:
    positions = list(answer.positions.all())
    other = [position for position in positions if position.position != Position.FOLLOW]
    if not other:
        return Reached()
    in_part = any(position.position in (Position.FOLLOW, Position.PARTLY) for position in positions)
    # the reason of an official is written for adults; the child version says it in a child's words
    reason = _("lees het antwoord hierboven.") if for_child else _short(other[0].explanation)
    return Branch(reason, in_part=in_part)


def answer_station(addressee: Addressee, today: date, *, for_child: bool = False) -> Station:
    """How it stands with one organisation that must answer."""
    name = str(addressee.organisation)
    answer = standing_answer(addressee)
    if answer is not None:
        return Station(
            Kind.ANSWERED, _fork(answer, for_child=for_child), answer.published_on, detail=name, detail_language="nl"
        )
    if addressee.state == AddresseeState.NOT_FOUND:
        return Station(Kind.ANSWERED, NotFound(), detail=name, detail_language="nl")
    days = addressee.overdue_on(today)
    if days and addressee.gave_all_away_on():
        passed = _("{name} gaf alles door aan een ander.").format(name=name)
        return Station(Kind.ANSWERED, Late(addressee.gave_away_late()), addressee.term, detail=passed)
    if days:
        return Station(Kind.ANSWERED, Late(days), addressee.term, detail=name, detail_language="nl")
    return Station(Kind.ANSWERED, Waiting(addressee.term), detail=name, detail_language="nl")


def _answers(advice: Advice, today: date, *, for_child: bool) -> list[Station]:
    stations = []
    for addressee in advice.addressees.exclude(state=AddresseeState.TRANSFERRED).select_related("organisation"):
        stations.append(answer_station(addressee, today, for_child=for_child))
        if addressee.state in UNHAPPY:
            stations.append(
                Station(Kind.ASKED_AGAIN, LoopsBack(), detail=str(addressee.organisation), detail_language="nl")
            )
    return stations


def done_station(promise: Commitment, today: date) -> Station:
    """Whether a promise was kept, is on its way, or is late; also where a later edition took it along."""
    promise = promise.stands_as()
    last = promise.updates.order_by("-date", "-id").first()
    day, href = (last.date if last else None), promise.get_absolute_url()
    if promise.state == CommitmentState.DISPUTED:
        return Station(Kind.DONE, Disputed(), day, detail=promise.title, href=href, detail_language="nl")
    if promise.state in KEPT:
        return Station(Kind.DONE, Reached(), day, detail=promise.title, href=href, detail_language="nl")
    if promise.state == CommitmentState.WITHDRAWN:
        return Station(
            Kind.DONE,
            Branch(_short(last.text) if last else "", in_part=False),
            day,
            detail=promise.title,
            href=href,
            detail_language="nl",
        )
    if promise.state == CommitmentState.LAPSED:
        return Station(Kind.DONE, Withdrawn(), day, detail=promise.title, href=href, detail_language="nl")
    if days := promise.overdue_on(today):
        return Station(Kind.DONE, Late(days), promise.due_on, detail=promise.title, href=href, detail_language="nl")
    return Station(Kind.DONE, Waiting(promise.due_on), detail=promise.title, href=href, detail_language="nl")


def _promises(advice: Advice, today: date) -> list[Station]:
    promises = Commitment.objects.filter(
        position__answer__addressee__advice=advice, position__answer__state=AnswerState.PUBLISHED
    ).order_by("due_on", "pk")
    stations = []
    for promise in promises:
        stations.append(
            Station(
                Kind.PROMISED,
                Reached(),
                promise.made_on,
                detail=promise.title,
                href=promise.get_absolute_url(),
                detail_language="nl",
            )
        )
        stations.append(done_station(promise, today))
    return stations


def _advised(advice: Advice, *, href: str = "") -> Station:
    handed = getattr(advice.edition, "handover", None)
    if handed is None:
        return Station(Kind.ADVISED, Waiting(), detail=_("De tafel schrijft een advies."))
    return Station(Kind.ADVISED, Reached(), handed.date, detail=advice.title, href=href, detail_language="nl")


def _and_then(advice: Advice, today: date, *, for_child: bool = False) -> list[Station]:
    """The advice itself and everything after it; a draft shows nothing of its words."""
    if advice.state not in PUBLIC_STATES:
        return [
            Station(Kind.ADVISED, Waiting(), detail=_("De tafel schrijft een advies.")),
            Station(Kind.ANSWERED, Waiting()),
        ]
    later = [*_answers(advice, today, for_child=for_child), *_promises(advice, today)]
    return [_advised(advice, href=advice.get_absolute_url()), *later]


def path_of_advice(advice: Advice, today: date) -> Path:
    """From what children said to what was done with it."""
    stations = []
    voices = channels.said_by(
        Contribution.objects.filter(groups__advices=advice).exclude(state=ContributionState.WITHDRAWN)
    )
    if voices:
        alone = sum(one.times for one in voices) == 1
        said = _("Eén keer gezegd.") if alone else _("Gezegd: {often}.").format(often=channels.at_least(voices))
        stations += [Station(Kind.SAID, Reached(), detail=said), Station(Kind.TOGETHER, Reached())]
    earlier: list[Earlier] = []
    before = advice.raised_before
    while before is not None and len(earlier) < 20:
        earlier.append(Earlier(before.edition.year, before.get_absolute_url()))
        before = before.raised_before
    return Path(advice.title, (*stations, *_and_then(advice, today)), tuple(earlier), advice.get_absolute_url())


def path_of_promise(promise: Commitment, today: date) -> Path:
    """From the promise to the deed."""
    promised = Station(Kind.PROMISED, Reached(), promise.made_on, detail=str(promise.organisation))
    return Path(promise.title, (promised, done_station(promise, today)), href=promise.get_absolute_url())


def path_of_contribution(contribution: Contribution, today: date, question: str = "") -> Path:
    """What became of one idea, without a word of it: it may be read over a shoulder."""
    asked = contribution.consultation
    said = Station(Kind.SAID, Reached(), contribution.received_on)
    title = question or asked.question
    if contribution.state == ContributionState.WITHDRAWN:
        return Path(title, (replace_state(said, Withdrawn()),))
    if contribution.state in (ContributionState.RECEIVED, ContributionState.SAFETY_HOLD):
        reading = Station(
            Kind.TOGETHER, Waiting(), label=_("Lezen"), detail=_("Iemand van Weerklank leest je idee nog.")
        )
        return Path(title, (said, reading, Station(Kind.ANSWERED, Waiting(asked.hear_by))))
    if contribution.state == ContributionState.NOT_PUBLISHED:
        return Path(title, (said, Station(Kind.TOGETHER, Ended(), label=_("Gelezen"))))
    membership = getattr(contribution, "membership", None)
    if membership is None:
        together = Station(Kind.TOGETHER, Waiting(), detail=_("Je idee is gelezen. Het komt nog bij andere ideeën."))
        return Path(title, (said, together, Station(Kind.ANSWERED, Waiting(asked.hear_by))))
    group = membership.group
    together = Station(Kind.TOGETHER, Reached(), detail=group.title, detail_language="nl")
    if contribution.state == ContributionState.NOT_USED:
        return Path(title, (said, together, Station(Kind.ADVISED, Ended())))
    advices = list(group.advices.order_by("number"))
    if not advices:
        waiting = Station(Kind.ADVISED, Waiting(), detail=_("Aan tafel wordt over dit onderwerp gepraat."))
        return Path(title, (said, together, waiting, Station(Kind.ANSWERED, Waiting(asked.hear_by))))
    later = [station for advice in advices for station in _and_then(advice, today, for_child=True)]
    return Path(title, (said, together, *later))


def replace_state(station: Station, state: State) -> Station:
    return Station(
        station.kind, state, station.date, station.label, station.detail, station.href, station.detail_language
    )


def still_to_do(promise: Commitment) -> bool:
    return promise.state in ACTIVE_STATES
