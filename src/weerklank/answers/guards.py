"""What must be true of advices and answers before an edition takes a step."""

from __future__ import annotations

from collections.abc import Iterable

from weerklank.advices.lifecycle import AdviceState
from weerklank.answers.actions import carrying_over
from weerklank.editions.guards import Blocker, before
from weerklank.editions.models import Edition


@before("hand_over")
def every_advice_is_frozen(edition: Edition) -> Iterable[Blocker]:
    """Also asked halfway the hand-over itself, when the advices are still frozen."""
    advices = edition.advices.exclude(state=AdviceState.DISCARDED)
    if not advices:
        yield Blocker("Er is nog geen advies.", f"/werk/overhandiging/{edition.slug}/", "Naar de overhandiging")
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
    where = f"/werk/doorgeven/{edition.slug}/"
    for addressee in carrying_over.open_questions(edition):
        yield Blocker(
            f"{addressee.organisation} antwoordde nog niet op {addressee.advice.number}.", where, "Neem het mee"
        )
    for promise in carrying_over.open_promises(edition):
        yield Blocker(
            f"Toezegging ‘{promise.title}’ ({promise.slug}, {promise.organisation}) is nog niet gedaan en niet "
            "meegenomen naar een volgende editie.",
            where,
            "Neem haar mee",
        )
