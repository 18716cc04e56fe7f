"""What the pages of a table ask: who sits there, what children said, how far each advice is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, TextChoices, Value, When

from weerklank.accounts.duties import Duty
from weerklank.accounts.models import Account, Role
from weerklank.advices import actions
from weerklank.advices.lifecycle import PUBLIC_STATES, AdviceState
from weerklank.advices.models import Advice, ReadBack, TableRecord
from weerklank.audit.models import AuditEvent
from weerklank.audit.queries import history_of
from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import Edition, EditionTheme, Seat, SeatKind, ThemeTable
from weerklank.findings.models import Group
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import Contribution
from weerklank.participation.origins import translation_of
from weerklank.participation.queries import channels
from weerklank.rights.models import Recommendation, RecommendationText, Register
from weerklank.rights.queries import visible

RTL = frozenset({"ar", "fa", "he", "ur"})
NOT_ADOPTED = (AdviceState.DRAFT, AdviceState.READ_BACK)


@dataclass(frozen=True, slots=True)
class Quote:
    """Published words of a child or a group, in their own language, with a translation where there is one."""

    text: str
    language: str
    direction: str
    whose: str
    translation: str = ""
    translation_checked: bool = False


@dataclass(frozen=True, slots=True)
class SaidGroup:
    """Contributions that say something alike; a group of one has the same place as a large one."""

    id: int
    title: str
    summary: str
    said: tuple[channels.Said, ...]
    quotes: tuple[Quote, ...]

    @property
    def alone(self) -> bool:
        return sum(one.times for one in self.said) == 1

    @property
    def has_unseen(self) -> bool:
        """Whether some count although nobody may read them."""
        return sum(one.times for one in self.said) > len(self.quotes)

    @property
    def exactly(self) -> str:
        return channels.exactly(self.said)

    @property
    def often(self) -> str:
        """How often it was said, by each way in, as everybody may know it."""
        return channels.at_least(self.said)


@dataclass(frozen=True, slots=True)
class TablePage:
    """One table: seats by alias, its record, what children said, and its advices."""

    table: ThemeTable
    seats: tuple[Seat, ...]
    record: TableRecord | None
    groups: tuple[SaidGroup, ...]
    advices: tuple[Advice, ...]

    @property
    def expected(self) -> bool:
        return bool(self.record and self.record.adult_expected_before)


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One seat at the read-back: what it said, or whether it may speak now."""

    seat: Seat
    said: ReadBack | None
    may_speak: bool


@dataclass(frozen=True, slots=True)
class ReadBackPage:
    """The read-back of one advice: young seats first, then the others."""

    advice: Advice
    young: tuple[SeatRow, ...]
    adults: tuple[SeatRow, ...]

    @property
    def order_of_speaking(self) -> str:
        return order_of_speaking([row.seat for row in (*self.young, *self.adults)])

    @property
    def young_spoke(self) -> bool:
        return bool(self.young) and all(row.said for row in self.young)

    @property
    def dissent(self) -> bool:
        return any(row.said and not row.said.agrees for row in (*self.young, *self.adults))


def order_of_speaking(seats: Iterable[Seat]) -> str:
    """Who says first whether a text is what they meant, at a table with these places."""
    young = {seat.kind for seat in seats if seat.is_young}
    if not young:
        return actions.NOBODY_YOUNG
    if SeatKind.CHILD not in young:
        return "Aan deze tafel zitten geen kinderen. De jongeren zeggen eerst of dit is wat zij bedoelden. Daarna de anderen."
    if SeatKind.YOUNG_PERSON not in young:
        return "Aan deze tafel zitten geen jongeren. De kinderen zeggen eerst of dit is wat zij bedoelden. Daarna de anderen."
    return "Kinderen en jongeren zeggen eerst of dit is wat zij bedoelden. Daarna de anderen."


def quote_of(contribution: Contribution) -> Quote | None:
    """The words of one contribution that a person published; nothing of what is private, declined or withdrawn."""
    if not contribution.shown_text:
        return None
    dutch = translation_of(contribution, "nl")
    group_size = contribution.group_size
    return Quote(
        text=contribution.shown_text,
        language=contribution.original_language,
        direction="rtl" if contribution.original_language in RTL else "ltr",
        whose=f"een groep van {group_size}"
        if contribution.kind == "group" and group_size
        else contribution.get_kind_display(),
        translation=dutch.text if dutch else "",
        translation_checked=bool(dutch and dutch.checked),
    )


def quotes_of(group: Group) -> tuple[Quote, ...]:
    """What a group says in its own words."""
    said = group.contributions.prefetch_related("texts").order_by("received_on", "id")
    return tuple(quote for contribution in said if (quote := quote_of(contribution)))


def said_in(groups: QuerySet[Group]) -> tuple[SaidGroup, ...]:
    """Groups in the order of the editor; never sorted or cut by their size."""
    return tuple(
        SaidGroup(
            id=group.pk,
            title=group.title,
            summary=group.summary,
            said=channels.said_by(group.contributions.exclude(state=ContributionState.WITHDRAWN)),
            quotes=quotes_of(group),
        )
        for group in groups
    )


def groups_of_theme(theme: EditionTheme) -> QuerySet[Group]:
    return Group.objects.filter(consultation__edition_theme=theme).order_by("consultation", "order", "id")


def tables_for(account: Account) -> QuerySet[ThemeTable]:
    """The tables of the editions in which this account facilitates."""
    editions = account.edition_roles.filter(role=Role.FACILITATOR).values("edition")
    return (
        ThemeTable.objects.filter(edition_theme__edition__in=editions)
        .select_related("edition_theme__edition")
        .order_by("edition_theme__edition", "edition_theme__order", "number")
    )


class TableStand(TextChoices):
    """How far a table is with its advices, as its facilitator meets it in the list."""

    NOTHING = "niets", "nog geen advies"
    OPEN = "open", "advies nog niet vastgesteld"
    DONE = "klaar", "alle adviezen vastgesteld"
    CLOSED = "gesloten", "editie gesloten"


def editions_of_tables(tables: QuerySet[ThemeTable]) -> list[Edition]:
    return list(Edition.objects.filter(pk__in=tables.order_by().values("edition_theme__edition")).order_by("-year"))


def _with_stand(tables: QuerySet[ThemeTable]) -> QuerySet[ThemeTable]:
    advices = Advice.objects.filter(table=OuterRef("pk")).exclude(state=AdviceState.DISCARDED)
    return tables.annotate(
        stand=Case(
            When(edition_theme__edition__state=EditionState.CLOSED, then=Value(TableStand.CLOSED.value)),
            When(Exists(advices.filter(state__in=NOT_ADOPTED)), then=Value(TableStand.OPEN.value)),
            When(Exists(advices), then=Value(TableStand.DONE.value)),
            default=Value(TableStand.NOTHING.value),
        )
    )


def tables_narrowed(
    tables: QuerySet[ThemeTable], *, edition: str = "", stand: str = "", words: str = ""
) -> QuerySet[ThemeTable]:
    found: QuerySet[Any, Any] = _with_stand(tables)
    if edition:
        found = found.filter(edition_theme__edition__slug=edition)
    if stand:
        found = found.filter(stand=stand)
    if words:
        found = found.filter(edition_theme__name__icontains=words)
    return found


@dataclass(frozen=True, slots=True)
class ListedTable:
    """A table in the list, with how far it is."""

    table: ThemeTable
    stand: TableStand


def table_rows(tables: Iterable[ThemeTable]) -> tuple[ListedTable, ...]:
    """Tables that were narrowed, with their stand."""
    return tuple(ListedTable(one, TableStand(getattr(one, "stand", TableStand.NOTHING))) for one in tables)


def table_page(table: ThemeTable) -> TablePage:
    return TablePage(
        table=table,
        seats=tuple(table.seats.all()),
        record=TableRecord.objects.filter(table=table).first(),
        groups=said_in(groups_of_theme(table.edition_theme)),
        advices=tuple(table.advices.prefetch_related("parts", "read_backs").order_by("number")),
    )


def read_back_page(advice: Advice) -> ReadBackPage:
    said = {row.seat_id: row for row in advice.read_backs.all()}
    seats = list(Seat.objects.filter(table=advice.table_id))
    open_now = advice.state == AdviceState.READ_BACK
    adults_may = open_now and not actions.young_still_silent(advice)
    return ReadBackPage(
        advice=advice,
        young=tuple(SeatRow(seat, said.get(seat.pk), open_now) for seat in seats if seat.is_young),
        adults=tuple(SeatRow(seat, said.get(seat.pk), adults_may) for seat in seats if not seat.is_young),
    )


def discarded(advice: Advice) -> AuditEvent | None:
    """Who put this advice aside, when, and why."""
    return history_of(advice).filter(action="advice.discarded").first()


def matching_recommendations(words: str, limit: int = 25) -> list[Recommendation]:
    """What everybody may read, where number, subject, our own words or the UN's text hold all the words."""
    found = visible().select_related("document")
    for word in words.split()[:8]:
        ours = RecommendationText.objects.filter(
            recommendation=OuterRef("pk"), language="nl", register=Register.PLAIN, text__icontains=word
        )
        found = found.filter(
            Q(number__icontains=word)
            | Q(subject__icontains=word)
            | Q(text__icontains=word)
            | Q(document__symbol__icontains=word)
            | Q(Exists(ours))
        )
    return list(found[:limit]) if words.strip() else []


def label_of(limb: Recommendation) -> str:
    """A recommendation as one picks it from a list: its number, and what it is about."""
    return f"{limb.number or limb}: {limb.subject or limb.text[:160]}"


def earlier_advices(edition: Edition) -> QuerySet[Advice]:
    """Advices of other editions that this one may raise again."""
    return Advice.objects.filter(state__in=PUBLIC_STATES).exclude(edition=edition).order_by("-edition__year", "number")


def not_adopted(edition: Edition) -> QuerySet[Advice]:
    return edition.advices.filter(state__in=NOT_ADOPTED).order_by("number")


def duties(account: Account, today: date) -> list[Duty]:
    """What waits at the tables of this account."""
    tables = tables_for(account).exclude(edition_theme__edition__state=EditionState.CLOSED)
    if not tables:
        return []
    waiting = Advice.objects.filter(table__in=tables, state__in=NOT_ADOPTED).count()
    return [
        Duty(
            label="Thematafels",
            href=f"/werk/tafels/?stand={TableStand.OPEN.value}" if waiting else "/werk/tafels/",
            count=waiting,
            consequence="Een advies dat niet is vastgesteld, kan niet worden overhandigd." if waiting else "",
        )
    ]
