"""What the organiser's pages ask about an edition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from weerklank.accounts.duties import Duty
from weerklank.accounts.models import Account, Role
from weerklank.accounts.rules import is_admin
from weerklank.editions import guards
from weerklank.editions.lifecycle import EDITION, EditionState
from weerklank.editions.models import Edition, EditionRole

MOVE_LABELS = {
    "announce": "Aankondigen",
    "collect": "Kinderen laten meepraten",
    "prepare": "Tafels voorbereiden",
    "open_day": "Dialoogdag openen",
    "draft_advices": "Adviezen laten schrijven",
    "hand_over": "Adviezen overhandigen",
    "await_answers": "Termijnen laten lopen",
    "follow_up": "Antwoorden volgen",
    "close": "Editie sluiten",
}
# taken on the page of the advices, because each advice then gets its clock
ELSEWHERE = {"hand_over": "De overhandiging doet u bij de adviezen, want daar begint de termijn voor elk antwoord."}


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the life of this edition, and what stands in its way."""

    move: str
    label: str
    origin: str
    target: str
    who: str
    rule: str
    done: bool
    next: bool
    elsewhere: str
    blockers: tuple[guards.Blocker, ...]

    @property
    def ready(self) -> bool:
        """The organiser can take this step on this page, now."""
        return self.next and not self.blockers and not self.elsewhere and self.who == "organisator"


def editions_of(account: Account, *roles: Role) -> QuerySet[Edition]:
    """The editions in which somebody has one of these roles; a manager of the platform sees them all."""
    if is_admin(account):
        return Edition.objects.all()
    wanted = [role.value for role in roles or (Role.ORGANISER,)]
    return Edition.objects.filter(pk__in=EditionRole.objects.filter(account=account, role__in=wanted).values("edition"))


def steps(edition: Edition) -> tuple[Step, ...]:
    """The whole life of the edition, the next step with its blocking rules."""
    labels = dict(EditionState.choices)
    order = list(EditionState.values)
    here = order.index(edition.state)
    return tuple(
        Step(
            move=move.name,
            label=MOVE_LABELS[move.name],
            origin=str(labels[origin]),
            target=str(labels[move.target]),
            who=move.who,
            rule=move.rule,
            done=order.index(move.target) <= here,
            next=origin == edition.state,
            elsewhere=ELSEWHERE.get(move.name, ""),
            blockers=guards.blockers(edition, move.name) if origin == edition.state else (),
        )
        for move in EDITION.moves
        for origin in move.origins
    )


def roles_in(edition: Edition) -> QuerySet[EditionRole]:
    """Who does what in this edition, by name."""
    return edition.roles.select_related("account__organisation").order_by("account__name", "role")


def duties(account: Account, today: date) -> list[Duty]:
    """The step that each of somebody's editions waits for."""
    waiting = []
    for edition in editions_of(account).exclude(state=EditionState.CLOSED):
        step = next((step for step in steps(edition) if step.next), None)
        if step is None or step.who != "organisator":
            continue
        waiting.append(
            Duty(
                label=f"{edition.title}: {step.label.lower()}",
                href=f"/werk/edities/{edition.slug}/",
                count=len(step.blockers),
                consequence=f"Zolang dit niet gebeurt, blijft de editie op ‘{edition.get_state_display()}’ staan.",
            )
        )
    return waiting
