"""What an edition leaves open goes along to the next one, where it is the first thing that is talked about."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from weerklank.accounts.models import Account
from weerklank.advices.lifecycle import AdviceState
from weerklank.advices.models import Advice
from weerklank.answers.lifecycle import ACTIVE_STATES, COMMITMENT, OPEN_STATES, AddresseeState, LinkState
from weerklank.answers.models import Addressee, CarriedOver, Commitment
from weerklank.audit import actions as audit
from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import Edition
from weerklank.moves import Refusal

FOLLOWING = (EditionState.AWAITING_ANSWERS, EditionState.FOLLOW_UP)
# what opens again after an edition closed, such as a promise that was withdrawn, still gets its place
MAY_GO_ALONG = (*FOLLOWING, EditionState.CLOSED)
# an explanation that was asked for and did not come is as open as an answer; so is an answer that nobody ever found
STILL_TO_ANSWER = (*OPEN_STATES, AddresseeState.CLARIFICATION_DUE, AddresseeState.NOT_FOUND)


def promises_of(edition: Edition) -> QuerySet[Commitment]:
    """Made in an answer of this edition, or taken along into it."""
    return Commitment.objects.filter(
        Q(position__answer__addressee__advice__edition=edition) | Q(carried_as__into=edition)
    )


def open_promises(edition: Edition) -> QuerySet[Commitment]:
    return promises_of(edition).filter(state__in=ACTIVE_STATES).order_by("due_on", "slug")


def open_questions(edition: Edition) -> QuerySet[Addressee]:
    """Who did not answer yet, and has no place in a later edition: neither taken along nor asked again."""
    rows = CarriedOver.objects.filter(addressee=OuterRef("pk"))
    asked_again = Advice.objects.filter(raised_before=OuterRef("advice"), edition__year__gt=edition.year).exclude(
        state=AdviceState.DISCARDED
    )
    return (
        Addressee.objects.filter(state__in=STILL_TO_ANSWER)
        .filter(Q(advice__edition=edition) | Exists(rows.filter(into=edition)))
        .exclude(Exists(rows.filter(into__year__gt=edition.year)))
        .exclude(Exists(asked_again))
        .select_related("organisation", "advice__edition")
        .order_by("advice__number", "organisation__name")
    )


def possible_targets(edition: Edition) -> QuerySet[Edition]:
    """The editions after this one that are still being worked on."""
    return (
        Edition.objects.filter(year__gt=edition.year, is_demonstration=edition.is_demonstration)
        .exclude(state=EditionState.CLOSED)
        .order_by("year")
    )


@transaction.atomic
def carry_over(*, edition_id: int, into_id: int, by: Account, now: datetime) -> tuple[CarriedOver, ...]:
    """Takes along all that is open. No term starts anew: what was late stays late in the next edition."""
    editions = {one.pk: one for one in Edition.objects.select_for_update().filter(pk__in=[edition_id, into_id])}
    edition, into = editions.get(edition_id), editions.get(into_id)
    if edition is None or into is None or not possible_targets(edition).filter(pk=into.pk).exists():
        raise Refusal("Kies een latere editie die nog niet gesloten is.", field="into")
    if edition.state not in MAY_GO_ALONG:
        raise Refusal(f"Meenemen kan als de antwoorden lopen. De stand is nu ‘{edition.get_state_display()}’.")
    today = timezone.localdate(now)
    # everybody reads the log, and nobody an edition in concept
    note = f"naar {into}" if into.state != EditionState.DRAFT else "naar een volgende editie"
    carried = []
    for addressee in open_questions(edition):
        carried.append(CarriedOver.objects.create(addressee=addressee, into=into, carried_on=today))
        audit.record(action="advice.carried_over", obj=addressee, by=by, now=now, note=note, public=True)
    promises = list(open_promises(edition).select_for_update(of=("self",)))
    carried += [_taken_along(promise, into, note=note, by=by, now=now) for promise in promises]
    if not carried:
        raise Refusal("Er staat niets meer open. Alles is beantwoord, gedaan of al meegenomen.")
    return tuple(carried)


def _taken_along(promise: Commitment, into: Edition, *, note: str, by: Account, now: datetime) -> CarriedOver:
    """The promise goes on under a name of the next edition; the old one says where."""
    successor = Commitment.objects.create(
        slug=_free_slug(promise, into),
        title=promise.title,
        text=promise.text,
        kind=promise.kind,
        organisation=promise.organisation,
        owner=promise.owner,
        made_on=promise.made_on,
        due_on=promise.due_on,
        due_note=promise.due_note,
        measure=promise.measure,
        state=promise.state,
        made_to=promise.made_to,
        fulfilled_by_url=promise.fulfilled_by_url,
        territory=promise.territory,
        carried_from=promise,
        source_url=promise.source_url,
        is_demonstration=promise.is_demonstration,
    )
    successor.themes.set(promise.themes.all())
    link = {"source": "dialogue", "state": LinkState.CONFIRMED, "author": str(promise.organisation)[:120]}
    confirmed = promise.recommendations.filter(commitment_links__state=LinkState.CONFIRMED)
    successor.recommendations.set(confirmed, through_defaults=link)
    promise.state = COMMITMENT.after(promise.state, "carry_over")
    promise.save(update_fields=["state"])
    audit.record(action="commitment.carried_over", obj=promise, by=by, now=now, note=note, public=True)
    return CarriedOver.objects.create(
        into=into, commitment=promise, successor=successor, carried_on=timezone.localdate(now)
    )


def _free_slug(promise: Commitment, into: Edition) -> str:
    base = f"{promise.slug[:50]}-{into.year}"
    taken = set(Commitment.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number = 1
    while (slug := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return slug
