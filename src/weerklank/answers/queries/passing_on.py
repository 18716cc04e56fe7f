"""What was offered to another, what an edition leaves open, and what is called done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from weerklank.accounts.duties import Duty
from weerklank.accounts.models import Account, Role
from weerklank.answers.actions import carrying_over
from weerklank.answers.lifecycle import CommitmentState
from weerklank.answers.models import Addressee, CarriedOver, Commitment, Transfer, TransferState
from weerklank.editions.models import Edition

SAID_DONE = (CommitmentState.DONE, CommitmentState.CONFIRMED, CommitmentState.DISPUTED)


def offered_to(account: Account) -> QuerySet[Transfer]:
    """What others offered to this account's organisation, in the editions where it answers or approves."""
    editions = account.edition_roles.filter(role__in=(Role.RESPONDENT, Role.APPROVER)).values("edition")
    waits = Case(When(state=TransferState.PROPOSED, then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        Transfer.objects.filter(to=account.organisation_id, addressee__advice__edition__in=editions)
        .select_related("addressee__advice__edition", "addressee__organisation", "part")
        .order_by(waits, "-id")
    )


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """What hangs when an edition ends, and what of it has a place in a next one already."""

    questions: tuple[tuple[Addressee, int], ...]
    promises: tuple[tuple[Commitment, bool], ...]
    carried: tuple[CarriedOver, ...]
    may_go: bool

    @property
    def is_empty(self) -> bool:
        return not self.questions and not self.promises


def left_open(edition: Edition, today: date) -> LeftOpen:
    """Questions with the days they are late, promises with whether they are silent."""
    promises = carrying_over.open_promises(edition).select_related("organisation").prefetch_related("updates")
    gone = CarriedOver.objects.filter(
        Q(addressee__advice__edition=edition) | Q(commitment__in=carrying_over.promises_of(edition))
    ).filter(into__year__gt=edition.year)
    return LeftOpen(
        questions=tuple((one, one.waited_for(today)) for one in carrying_over.open_questions(edition)),
        promises=tuple((one, one.silent_on(today)) for one in promises),
        carried=tuple(gone.select_related("into", "addressee__organisation", "addressee__advice", "commitment")),
        may_go=edition.state in carrying_over.MAY_GO_ALONG,
    )


def first_on_the_agenda(edition: Edition) -> tuple[CarriedOver, ...]:
    """What earlier editions left open: this one talks about it first."""
    rows = edition.carried_over.select_related(
        "addressee__organisation", "addressee__advice__edition", "commitment", "successor__organisation"
    )
    return tuple(rows)


def said_to_be_done(account: Account) -> QuerySet[Commitment]:
    """What is called done in the editions of this member of the panel; what waits for the panel first."""
    editions = account.edition_roles.filter(role=Role.PANEL_MEMBER).values("edition")
    waits = Case(When(state=CommitmentState.DONE, then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        Commitment.objects.filter(state__in=SAID_DONE)
        .filter(Q(position__answer__addressee__advice__edition__in=editions) | Q(carried_as__into__in=editions))
        .select_related("organisation")
        .order_by(waits, "due_on", "slug")
    )


def duties(account: Account) -> list[Duty]:
    """Parts that another ministry offered, and what is called done and waits for the panel."""
    roles = set(account.edition_roles.values_list("role", flat=True))
    found = []
    if account.organisation_id and roles & {Role.RESPONDENT, Role.APPROVER}:
        waiting = offered_to(account).filter(state=TransferState.PROPOSED).count()
        if waiting:
            found.append(
                Duty(
                    "Onderdelen die een ander u aanbiedt",
                    "/werk/overnemen/",
                    waiting,
                    consequence="Zolang u niets zegt, blijft het bij wie het aanbood, en loopt hun termijn door.",
                )
            )
    if Role.PANEL_MEMBER in roles:
        said = said_to_be_done(account).filter(state=CommitmentState.DONE).count()
        if said:
            found.append(
                Duty(
                    "Kijken of gedaan is wat is beloofd",
                    "/werk/gedaan/",
                    said,
                    consequence="Tot dan staat er alleen wat degene die het beloofde ervan zegt.",
                )
            )
    return found
