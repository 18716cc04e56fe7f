"""What must be true of advices and answers before an edition takes a step."""

from __future__ import annotations

from collections.abc import Iterable

from weerklank.advices.lifecycle import AdviceState
from weerklank.answers.lifecycle import ACTIVE_STATES, OPEN_STATES
from weerklank.answers.models import Addressee, Commitment
from weerklank.editions.guards import Blocker, before
from weerklank.editions.models import Edition


@before("hand_over")
def every_advice_is_frozen(edition: Edition) -> Iterable[Blocker]:
    """Also asked halfway the hand-over itself, when the advices are still frozen."""
    advices = edition.advices.exclude(state=AdviceState.DISCARDED)
    if not advices:
        yield Blocker("Er is nog geen advies.")
    for advice in advices.filter(state__in=(AdviceState.DRAFT, AdviceState.READ_BACK)):
        yield Blocker(
            f"{advice.number} is nog niet vastgesteld door de tafel. Dat doet de tafelbegeleider; een advies dat een "
            "vergissing is, legt u hier weg.",
            f"/werk/overhandiging/{edition.slug}/#advies-{advice.pk}",
            "Bekijk het advies",
        )
    for advice in advices.filter(state=AdviceState.ADOPTED):
        yield Blocker(
            f"{advice.number} is nog niet bevroren.", f"/werk/overhandiging/{edition.slug}/", "Bevries het advies"
        )


@before("hand_over")
def every_advice_has_an_addressee(edition: Edition) -> Iterable[Blocker]:
    for advice in edition.advices.exclude(state=AdviceState.DISCARDED).filter(addressees__isnull=True):
        yield Blocker(
            f"Bij {advice.number} staat nog niet wie moet antwoorden.",
            f"/werk/overhandiging/{edition.slug}/",
            "Kies wie antwoordt",
        )


@before("close")
def nothing_stays_open_unseen(edition: Edition) -> Iterable[Blocker]:
    """An edition closes when what is open has a place in the next one."""
    for addressee in Addressee.objects.filter(advice__edition=edition, state__in=OPEN_STATES).select_related(
        "organisation", "advice"
    ):
        if not addressee.advice.raised_again.exists():
            yield Blocker(f"{addressee.organisation} antwoordde nog niet op {addressee.advice.number}.")
    promises = Commitment.objects.filter(position__answer__addressee__advice__edition=edition, state__in=ACTIVE_STATES)
    for promise in promises.filter(carried_to__isnull=True):
        yield Blocker(f"Toezegging {promise.slug} is nog niet gedaan en niet meegenomen naar een volgende editie.")
