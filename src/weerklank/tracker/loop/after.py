"""What there is around an advice besides its answer of today: earlier years, earlier versions, offers, what went along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from weerklank.advices.lifecycle import PUBLIC_STATES
from weerklank.advices.models import Advice
from weerklank.answers.lifecycle import AddresseeState
from weerklank.answers.models import Addressee, Answer, Appraisal, CarriedOver, Judgement, Transfer, TransferState
from weerklank.editions.lifecycle import EditionState
from weerklank.tracker.loop import advices, standing
from weerklank.tracker.loop.words import who

# a ring of references made by hand must not hold the page
MOST_EARLIER = 20


@dataclass(frozen=True, slots=True)
class AskedEarlier:
    """The same question in an earlier year, and how that stands today."""

    year: int
    title: str
    href: str
    stands: str


@dataclass(frozen=True, slots=True)
class Version:
    """An answer that was corrected or explained since: nothing of it is gone."""

    body: str
    slug: str
    answer: Answer
    positions: tuple[tuple[int, str], ...]
    panel: str
    panel_words: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A part that one body offered to another, with the words of both."""

    part: int
    giver: str
    to: str
    reason: str
    said: str
    day: date | None
    note: str


@dataclass(frozen=True, slots=True)
class WentAlong:
    """Not answered when the edition ended: the next one talks about it first."""

    body: str
    edition: str
    href: str
    day: date


@dataclass(frozen=True, slots=True)
class After:
    """All of these for one advice."""

    chain: tuple[AskedEarlier, ...]
    versions: tuple[Version, ...]
    offers: tuple[Offer, ...]
    along: tuple[WentAlong, ...]
    disagreed: tuple[str, ...]


def after(advice: Advice, today: date) -> After:
    addressees = list(advice.addressees.all())
    return After(
        chain=_chain(advice, today),
        versions=_versions(addressees),
        offers=_offers(advice),
        along=_along(advice),
        disagreed=tuple(
            who(addressee.organisation)
            for addressee in addressees
            if addressee.state == AddresseeState.DISSENT_RECORDED
        ),
    )


def _chain(advice: Advice, today: date) -> tuple[AskedEarlier, ...]:
    """The newest first; of one that nobody may read there is the year alone."""
    found: list[Advice] = []
    seen, before = {advice.pk}, advice.raised_before
    while before is not None and before.pk not in seen and len(found) < MOST_EARLIER:
        found.append(before)
        seen.add(before.pk)
        before = before.raised_before
    public = [one.pk for one in found if one.state in PUBLIC_STATES]
    known = {one.pk: one for one in advices.with_everything().filter(pk__in=public)} if public else {}
    return tuple(
        AskedEarlier(
            one.edition.year,
            one.title if one.pk in known else "",
            one.get_absolute_url() if one.pk in known else "",
            standing.of_advice(known[one.pk], today) if one.pk in known else "",
        )
        for one in found
    )


def _versions(addressees: Sequence[Addressee]) -> tuple[Version, ...]:
    earlier = [
        (addressee, answer) for addressee in addressees for answer in reversed(list(addressee.answers.all())[:-1])
    ]
    said = Appraisal.objects.filter(by="panel", answer__in=[answer.pk for _addressee, answer in earlier])
    rows = said.values_list("answer", "value", "text") if earlier else ()
    panel = {answer: (str(Judgement(value).label), text) for answer, value, text in rows}
    return tuple(
        Version(
            body=who(addressee.organisation),
            slug=addressee.organisation.slug,
            answer=answer,
            positions=tuple(
                (place.part.order, str(place.get_position_display()))
                for place in sorted(answer.positions.all(), key=lambda place: place.part.order)
            ),
            panel=panel.get(answer.pk, ("", ""))[0],
            panel_words=panel.get(answer.pk, ("", ""))[1],
        )
        for addressee, answer in earlier
    )


def _offers(advice: Advice) -> tuple[Offer, ...]:
    words = {
        TransferState.PROPOSED: _("aangeboden; daarop is nog niet geantwoord, en de termijn loopt door"),
        TransferState.ACCEPTED: _("overgenomen"),
        TransferState.DECLINED: _("niet overgenomen"),
    }
    rows = Transfer.objects.filter(addressee__advice=advice).select_related("addressee__organisation", "part", "to")
    return tuple(
        Offer(
            part=row.part.order,
            giver=who(row.addressee.organisation),
            to=str(row.to),
            reason=row.reason,
            said=words[TransferState(row.state)],
            day=row.settled_on or row.proposed_on,
            note=row.settled_note,
        )
        for row in rows
    )


def _along(advice: Advice) -> tuple[WentAlong, ...]:
    rows = (
        CarriedOver.objects.filter(addressee__advice=advice)
        .exclude(into__state=EditionState.DRAFT)
        .select_related("into", "addressee__organisation")
    )
    return tuple(
        WentAlong(who(row.addressee.organisation), row.into.title, row.into.get_absolute_url(), row.carried_on)
        for row in rows
        if row.addressee
    )
