"""What made-up ministries offered each other, a yes on paper that somebody saw, and a link for a role."""

from __future__ import annotations

from datetime import timedelta

from weerklank.accounts.models import Account
from weerklank.answers.models import Addressee, Transfer, TransferState
from weerklank.config.content.demonstration.scene import SLUG, Scene, organisation
from weerklank.editions.models import Attendee, DayRegistration, ParticipantRole, RolePlaces

# by the number of the advice: the part, who it is offered to, why, and what the other said
_OFFERS = (
    ("02", 1, "demo-ministerie-a", "Dit gaat over scholen (demonstratie). Daarover gaat het andere ministerie.", ""),
    (
        "03",
        1,
        "demo-ministerie-b",
        "Het andere ministerie maakt deze regelingen (demonstratie).",
        "Elk ministerie praat zelf met kinderen; dit nemen wij niet over (demonstratie).",
    ),
)
_ON_PAPER = (1, 2)


def lay_passing_on(scene: Scene, accounts: dict[str, Account]) -> None:
    """Apart from the rest, so that an installation of before it existed gets it too."""
    for number, order, to, reason, declined in _OFFERS:
        asked = Addressee.objects.filter(advice__number__endswith=f"-DEM-{number}", answers=None)
        addressee = asked.exclude(organisation__slug=to).first()
        if addressee is None:
            continue
        scene.layer.once(
            Transfer,
            {"addressee": addressee, "part": addressee.advice.parts.get(order=order)},
            {
                "to": organisation(to),
                "reason": reason,
                "proposed_on": scene.ago(12),
                "state": TransferState.DECLINED if declined else TransferState.PROPOSED,
                "settled_on": scene.ago(5) if declined else None,
                "settled_note": declined,
            },
        )
    _lay_paper_and_link(scene, accounts["organiser"])


def _lay_paper_and_link(scene: Scene, organiser: Account) -> None:
    registration = DayRegistration.objects.get(edition__slug=SLUG)
    seen = Attendee.objects.filter(registration=registration, place_in_line__in=_ON_PAPER, consent_seen_by=None)
    seen.exclude(guardian_agreed_on=None).update(
        consent_seen_by=organiser, consent_seen_on=scene.today - timedelta(days=9)
    )
    RolePlaces.objects.filter(registration=registration, role=ParticipantRole.PARLIAMENT, invitation=0).update(
        invitation=1, invites=True
    )
