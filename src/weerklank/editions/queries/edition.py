"""What the organiser's pages ask about an edition."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from weerklank.accounts.duties import Duty
from weerklank.accounts.models import Account, Organisation, Role
from weerklank.accounts.rules import is_admin
from weerklank.editions import guards
from weerklank.editions.balance import shortfalls
from weerklank.editions.lifecycle import EDITION, EditionState, RunState
from weerklank.editions.models import Edition, EditionRole, EditionTheme, Seating, SeatKind, ThemeTable
from weerklank.editions.queries import choosing
from weerklank.editions.words import counted
from weerklank.rights.models import Theme

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
    warnings: tuple[guards.Blocker, ...] = ()

    @property
    def ready(self) -> bool:
        """The organiser can take this step on this page, now."""
        return self.next and not self.blockers and not self.elsewhere and "organisator" in self.who


def editions_of(account: Account, *roles: Role) -> QuerySet[Edition]:
    """The editions in which somebody has one of these roles: work is for who may do it, a manager's badge is none."""
    wanted = [role.value for role in roles or (Role.ORGANISER,)]
    return Edition.objects.filter(pk__in=EditionRole.objects.filter(account=account, role__in=wanted).values("edition"))


def editions_to_look_at(account: Account, *, search: str = "", state: str = "") -> QuerySet[Edition]:
    """What the list of editions shows: one's own; a manager of the platform sees them all."""
    found = Edition.objects.all() if is_admin(account) else editions_of(account)
    if state in EditionState.values:
        found = found.filter(state=state)
    if search:
        asked = Q(title__icontains=search) | Q(place__icontains=search)
        if search.isascii() and search.isdecimal() and len(search) == 4:
            asked |= Q(year=int(search))
        found = found.filter(asked)
    return found


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
            warnings=guards.warnings(edition, move.name) if origin == edition.state else (),
        )
        for move in EDITION.moves
        for origin in move.origins
    )


def roles_in(edition: Edition) -> QuerySet[EditionRole]:
    """Who does what in this edition, by name."""
    return edition.roles.select_related("account__organisation").order_by("account__name", "role")


def may_precede(account: Account) -> QuerySet[Edition]:
    """The editions that a new one of this account can follow: announced, and made up only if the account is."""
    return Edition.objects.filter(is_demonstration=account.is_demonstration).exclude(state=EditionState.DRAFT)


def may_organise(account: Account) -> QuerySet[Organisation]:
    """The organisations in whose name this account can begin an edition; its own always."""
    return Organisation.objects.filter(
        Q(is_demonstration=account.is_demonstration, valid_to__isnull=True) | Q(pk=account.organisation_id)
    )


def themes_left(edition: Edition) -> QuerySet[Theme]:
    """The themes that this edition does not have yet."""
    return Theme.objects.exclude(edition_themes__edition=edition).prefetch_related("names")


def themes_of(edition: Edition) -> QuerySet[EditionTheme]:
    """The themes as this edition names and orders them, each with the name it has elsewhere."""
    return edition.themes.select_related("theme").prefetch_related("theme__names").order_by("order", "id")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One table: who sits there in numbers, and every hard minimum that is not met."""

    table: ThemeTable
    sitting: int
    who: str
    shortfalls: tuple[str, ...]


def _left_empty(edition: Edition) -> tuple[Seating | None, frozenset[int]]:
    """The plan that stands, and the tables at which it seats nobody, whatever places were laid there."""
    plan = Seating.objects.filter(registration__edition=edition, state=RunState.APPROVED).order_by("-number").first()
    if plan is None:
        return None, frozenset()
    tables = ThemeTable.objects.filter(edition_theme__edition=edition).exclude(pk__in=plan.sittings.values("table"))
    return plan, frozenset(tables.values_list("pk", flat=True))


def _rows(tables: QuerySet[ThemeTable]) -> tuple[TableRow, ...]:
    listed = list(tables.select_related("edition_theme__edition").prefetch_related("seats"))
    missing = shortfalls(listed)
    plan, empty = _left_empty(listed[0].edition) if listed else (None, frozenset())
    for table in listed:
        # a table with no places says already that nobody sits there
        if table.pk in empty and table.seats.all():
            missing[table.pk] = (f"In {plan} zit hier niemand.", *missing[table.pk])
    return tuple(
        TableRow(
            table=table,
            sitting=len(table.seats.all()),
            who=counted(Counter(SeatKind(seat.kind) for seat in table.seats.all())),
            shortfalls=missing[table.pk],
        )
        for table in listed
    )


def table_row(table: ThemeTable) -> TableRow:
    return _rows(ThemeTable.objects.filter(pk=table.pk))[0]


def table_rows(
    edition: Edition, *, theme: int | None = None, unmet: bool | None = None, search: str = ""
) -> tuple[TableRow, ...]:
    """The tables of an edition in the order of its themes; of one theme, or those that do or do not lack somebody."""
    tables = ThemeTable.objects.filter(edition_theme__edition=edition).order_by("edition_theme__order", "number", "id")
    if theme is not None:
        tables = tables.filter(edition_theme=theme)
    if search:
        tables = tables.filter(Q(place__icontains=search) | Q(edition_theme__name__icontains=search))
    return tuple(row for row in _rows(tables) if unmet is None or bool(row.shortfalls) == unmet)


# while tables are set; on the day itself the table speaks as it is
SETTING_TABLES = (EditionState.ANNOUNCED, EditionState.COLLECTING, EditionState.PREPARING)


def duties(account: Account, today: date) -> list[Duty]:
    """The step that each of somebody's editions waits for, and the tables that lack somebody."""
    waiting = choosing.duties(account)
    for edition in editions_of(account).exclude(state=EditionState.CLOSED):
        unmet = len(table_rows(edition, unmet=True)) if edition.state in SETTING_TABLES else 0
        if unmet:
            waiting.append(
                Duty(
                    label=f"{edition.title}: {unmet} {'tafel mist' if unmet == 1 else 'tafels missen'} nog iemand",
                    href=f"/werk/edities/{edition.slug}/tafels/?stand=mist",
                    count=unmet,
                    due=edition.date,
                    consequence="Anders zitten kinderen op de dag alleen, of praten er te weinig mee.",
                )
            )
        step = next((step for step in steps(edition) if step.next), None)
        if step is None or "organisator" not in step.who:
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
