"""The way of one limb through all its rounds, as one line: asked, answered, promised, done, asked again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from weerklank.answers import queries as answers
from weerklank.answers.models import Commitment
from weerklank.rights.lifecycle import RecommendationState
from weerklank.rights.models import Recommendation, RelationType, StatePosition
from weerklank.tracker import paths
from weerklank.tracker.limbs.came import Doing
from weerklank.tracker.limbs.chains import Chain
from weerklank.tracker.limbs.choosing import ASKS
from weerklank.tracker.limbs.rows import asked_on, title
from weerklank.tracker.loop import promises as promised
from weerklank.tracker.loop.words import shortened
from weerklank.web.path import Branch, Kind, Late, NotFound, Path, Reached, State, Station, Waiting, Withdrawn

_P = StatePosition.Position


def in_chain(chain: Chain | None) -> dict[int, Recommendation]:
    """The limbs of a chain with their promises, in a fixed number of questions."""
    if chain is None:
        return {}
    return (
        Recommendation.objects.select_related("document__cycle", "paragraph")
        .prefetch_related(answers.prefetched_promises(promised.with_everything()))
        .in_bulk(chain.limbs)
    )


def path_through_rounds(
    limb: Recommendation,
    chain: Chain | None,
    others: Mapping[int, Recommendation],
    made: Iterable[Commitment],
    doing: Iterable[Doing],
    today: date,
) -> Path:
    """One line over all rounds; an earlier round that led to nothing goes straight on to the next."""
    year = limb.document.cycle.year if limb.document.cycle else 0
    before = [step for step in chain.steps if step.year < year] if chain else []
    after = [step for step in chain.steps if step.year > year] if chain else []
    stations: list[Station] = []
    for step in before:
        earlier = others[step.limb]
        kind = Kind.ASKED_AGAIN if step.types else Kind.ASKED
        stations.append(_asked(earlier, kind, step.types, linked=True))
        stations += _promised([link.commitment for link in earlier.commitment_links.all()], today)
    here = chain.step_of(limb.pk) if chain else None
    kind = Kind.ASKED_AGAIN if before else Kind.ASKED
    stations.append(_asked(limb, kind, here.types if here else (), linked=False))
    if limb.state == RecommendationState.WITHDRAWN:
        return Path(title(limb), (*stations, Station(Kind.DONE, Withdrawn())), href=limb.get_absolute_url())
    came, also = _came_of(limb, list(made), list(doing), today)
    stations += came
    for step in after:
        stations.append(_asked(others[step.limb], Kind.ASKED_AGAIN, step.types, linked=True))
    stations += [
        Station(Kind.ASKED_AGAIN, Reached(), label=_("{year}: niet meer gevraagd").format(year=gone.cycle.year), detail=gone.note)
        for gone in limb.dropped_in.all()
    ]  # fmt: skip
    return Path(title(limb), tuple(stations), href=limb.get_absolute_url(), also=also)


def _again(types: Iterable[str], year: int) -> str:
    match next(iter(types), ""):
        case RelationType.STRENGTHENS:
            return _("{year}: scherper gevraagd").format(year=year)
        case RelationType.NARROWS:
            return _("{year}: smaller gevraagd").format(year=year)
    return _("{year}: weer gevraagd").format(year=year)


def _asked(limb: Recommendation, kind: Kind, types: Iterable[str], *, linked: bool) -> Station:
    label, year = "", limb.document.cycle.year if limb.document.cycle else None
    if limb.statement_type not in ASKS:
        label = _("Genoemd")
    elif kind == Kind.ASKED_AGAIN and year:
        label = _again(types, year)
    elif linked and year:
        label = _("{year}: gevraagd").format(year=year)
    detail = limb.number if linked else ""
    return Station(
        kind, Reached(), asked_on(limb), label=label, detail=detail, href=limb.get_absolute_url() if linked else ""
    )


def _came_of(
    limb: Recommendation, made: list[Commitment], doing: list[Doing], today: date
) -> tuple[list[Station], str]:
    stations = [_answered(position) for position in list(limb.positions.all())[-1:]]
    also = ""
    via_advice: set[int] = set()
    given = [paths.of_advice(advice, today) for advice in limb.advices.all()]
    if given:
        furthest = min(given, key=lambda path: (bool(path.standing and path.standing.happened), path.title))
        stations += [station for station in furthest.stations if station.kind != Kind.ASKED]
        also = furthest.also
        via_advice = {one.pk for advice in limb.advices.all() for one in paths.promises(advice)}
    stations += _promised([one for one in made if one.pk not in via_advice], today)
    stations += _done(doing)
    if not stations and limb.statement_type in ASKS:
        stations.append(Station(Kind.ANSWERED, NotFound(sought=False)))
    return stations, also


def _answered(position: StatePosition) -> Station:
    """What the State said of it: a fork where it follows in part or not at all."""
    words = shortened(position.words, 90) or str(position.get_position_display())
    state: State = Reached()
    if position.position in (_P.ACCEPTS_IN_PART, _P.REJECTS):
        state = Branch(words, in_part=position.position == _P.ACCEPTS_IN_PART)
    elif position.position == _P.NONE_STATED:
        state = NotFound()
    said = (
        ""
        if isinstance(state, Branch | NotFound)
        else _("Het Koninkrijk {says}.").format(says=position.get_position_display())
    )
    return Station(Kind.ANSWERED, state, position.stated_on, detail=said, href="#standpunt")


def _promised(made: list[Commitment], today: date) -> list[Station]:
    """Of several promises the one that says where it stops speaks for all."""
    if not made:
        return []
    done = [(paths.done_station(promise, today), promise) for promise in made]
    gravest = paths.gravest([station for station, _promise in done])
    drawn = next(promise for station, promise in done if station is gravest)
    said = Station(Kind.PROMISED, Reached(), drawn.made_on, detail=drawn.title, href=drawn.get_absolute_url())
    return [said, gravest] if gravest else [said]


def _done(doing: list[Doing]) -> list[Station]:
    """The actions: delivered is a station; that what was asked is so, no action can say."""
    found = []
    for one in doing:
        action, state = one.action, one.mood
        if state == "late":
            found.append(Station(Kind.DONE, Late(one.days_late), action.end_on, _("Actie"), action.title, "#gedaan"))
        elif state == "reached":
            found.append(Station(Kind.DONE, Reached(), action.end_on, _("Opgeleverd"), action.title, "#gedaan"))
        elif state == "withdrawn":
            found.append(Station(Kind.DONE, Withdrawn(), None, _("Actie gestopt"), action.title, "#gedaan"))
        else:
            found.append(Station(Kind.DONE, Waiting(action.end_on), None, _("Actie"), action.title, "#gedaan"))
    drawn = paths.gravest(found)
    return [drawn] if drawn else []
