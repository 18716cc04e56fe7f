"""One limb taken in hand: locked against whoever presses in the same moment, named, and still open to change."""

from __future__ import annotations

from weerklank.audit.queries import history_of
from weerklank.moves import Refusal
from weerklank.rights.lifecycle import RECOMMENDATION, RecommendationState
from weerklank.rights.models import Recommendation

LEAST_REASON = 10
_PAST = {
    "check": ("checked", "gecontroleerd"),
    "return": ("returned", "teruggezet"),
    "publish": ("published", "gepubliceerd"),
    "supersede": ("superseded", "opgevolgd"),
    "withdraw": ("withdrawn", "ingetrokken"),
}


def locked(recommendation_id: int) -> Recommendation:
    try:
        return (
            Recommendation.objects.select_for_update(of=("self",))
            .select_related("document__cycle", "paragraph")
            .get(pk=recommendation_id)
        )
    except Recommendation.DoesNotExist:
        raise Refusal("Deze aanbeveling staat er niet meer. Ga terug naar de lijst.") from None


def move(limb: Recommendation, name: str) -> None:
    """The next state; whoever comes second reads who was first."""
    origin = limb.state
    try:
        limb.state = RECOMMENDATION.after(origin, name)
    except Refusal:
        target = next(step.target for step in RECOMMENDATION.moves if step.name == name)
        event, done = _PAST[name]
        last = history_of(limb).filter(action=f"recommendation.{event}").first()
        if origin == target and last:
            raise Refusal(f"Dit is net al gedaan door {last.actor}: {label(limb)} is {done}.") from None
        raise


def label(limb: Recommendation) -> str:
    return f"{limb.document.symbol} {limb.number or limb.slug}"


def reason(text: str, what: str, *, field: str = "reason") -> str:
    """What somebody said of the why; a word alone tells another nothing."""
    said = text.strip()
    if len(said) < LEAST_REASON:
        raise Refusal(f"Schrijf {what}, in een zin die een ander begrijpt.", field=field)
    return said


def still_open(limb: Recommendation) -> None:
    """Beside a limb that was succeeded or withdrawn nothing is written any more."""
    if limb.state in (RecommendationState.SUPERSEDED, RecommendationState.WITHDRAWN):
        raise Refusal(f"Hieraan verandert niets meer: de aanbeveling is {limb.get_state_display()}.")
