"""What moderators' pages ask. A list never shows a child's words, and what is held shows to nobody but the officer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Min, Q, QuerySet, Value, When

from weerklank.accounts.duties import Duty
from weerklank.accounts.models import Account, Role
from weerklank.editions.models import Edition, EditionRole
from weerklank.moderation import highlights
from weerklank.moderation.models import FlagState, ModerationDecision, SafetyFlag
from weerklank.participation.lifecycle import SHOWN_STATES, ContributionState
from weerklank.participation.models import Consultation, Contribution, ContributionText
from weerklank.participation.queries.staff import language_name

K = ContributionState
MODERATED_STATES = (K.RECEIVED, K.SAFETY_HOLD, K.PUBLISHED, K.PUBLISHED_EDITED, K.KEPT_PRIVATE, K.NOT_PUBLISHED)
SMALLEST_SHOWN = 10
ROUNDED_TO = 5


def _editions_with(account: Account, *roles: Role) -> QuerySet[EditionRole]:
    # its own subquery: a join would give a contribution twice to whoever has two roles
    return EditionRole.objects.filter(account=account, role__in=[role.value for role in roles])


def readable(account: Account) -> QuerySet[Contribution]:
    """What somebody may see of all contributions: held ones only where they are the safeguarding officer."""
    officer_of = _editions_with(account, Role.SAFEGUARDING).values("edition")
    moderator_of = _editions_with(account, Role.MODERATOR, Role.SAFEGUARDING).values("edition")
    return Contribution.objects.filter(
        Q(consultation__edition__in=officer_of) | (~Q(state=K.SAFETY_HOLD) & Q(consultation__edition__in=moderator_of))
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of the queue; without a state it shows what waits."""

    search: str = ""
    language: str = ""
    consultation: str = ""
    state: str = ""


def queue(account: Account, asked: Asked) -> QuerySet[Contribution]:
    """Oldest first, what may be unsafe before everything; the words themselves are not even fetched."""
    found = readable(account).select_related("consultation__edition").defer("original", "edited_text")
    states = [asked.state] if asked.state in MODERATED_STATES else [K.RECEIVED, K.SAFETY_HOLD]
    found = found.filter(state__in=states)
    if asked.language:
        found = found.filter(original_language=asked.language)
    if asked.consultation:
        found = found.filter(consultation__slug=asked.consultation)
    if asked.search:
        found = found.filter(Q(original__icontains=asked.search) | Q(edited_text__icontains=asked.search))
    first = Case(When(state=K.SAFETY_HOLD, then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.order_by(first, "received_on", "id")


@dataclass(frozen=True, slots=True)
class QueueFilters:
    """What the queue can be narrowed to: only what there is."""

    languages: tuple[str, ...]
    consultations: tuple[tuple[str, str], ...]


def queue_filters(account: Account) -> QueueFilters:
    mine = readable(account)
    languages = mine.order_by("original_language").values_list("original_language", flat=True).distinct()
    asked = Consultation.objects.filter(
        edition__in=_editions_with(account, Role.MODERATOR, Role.SAFEGUARDING).values("edition")
    )
    return QueueFilters(tuple(languages), tuple(asked.values_list("slug", "question")))


@dataclass(frozen=True, slots=True)
class Item:
    """One contribution on the moderator's page."""

    contribution: Contribution
    pieces: tuple[highlights.Piece, ...]
    translations: tuple[tuple[str, ContributionText], ...]
    decisions: tuple[ModerationDecision, ...]
    days: int
    following: UUID | None

    @property
    def marks(self) -> int:
        return highlights.count(self.pieces)


def following(account: Account, contribution: Contribution) -> UUID | None:
    """What waits longest beside this one."""
    waiting = queue(account, Asked(state=K.RECEIVED)).exclude(pk=contribution.pk)
    return waiting.values_list("pk", flat=True).first()


def item(contribution: Contribution, account: Account, today: date) -> Item:
    return Item(
        contribution=contribution,
        pieces=highlights.marked(contribution.original, signals=contribution.state == K.SAFETY_HOLD),
        translations=tuple((language_name(text.language), text) for text in contribution.texts.order_by("language")),
        decisions=tuple(contribution.decisions.all()),
        days=(today - contribution.received_on).days,
        following=following(account, contribution),
    )


def flags(account: Account, *, state: str = "", search: str = "") -> QuerySet[SafetyFlag]:
    """The signals of the editions somebody safeguards; open ones first, the longest waiting on top."""
    officer_of = _editions_with(account, Role.SAFEGUARDING).values("edition")
    found = SafetyFlag.objects.filter(contribution__consultation__edition__in=officer_of).select_related(
        "contribution__consultation__edition"
    )
    found = found.defer("contribution__original", "contribution__edited_text")
    if state in FlagState.values:
        found = found.filter(state=state)
    if search:
        found = found.filter(Q(signal__icontains=search) | Q(contribution__consultation__question__icontains=search))
    first = Case(When(state=FlagState.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.order_by(first, "raised_on", "id")


@dataclass(frozen=True, slots=True)
class PublicCounts:
    """How an edition was moderated, as everybody may read it; None is fewer than ten, rounded to fives above."""

    received: int | None
    waiting: int | None
    shown: int | None
    edited: int | None
    private: int | None
    declined: int | None
    withdrawn: int | None


def _public(number: int) -> int | None:
    return None if number < SMALLEST_SHOWN else (number + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO


def public_counts(edition: Edition) -> PublicCounts:
    """What became of everything that came in. What is held for safety counts as waiting: a handful would tell."""
    shown = [state.value for state in SHOWN_STATES]
    found = Contribution.objects.filter(consultation__edition=edition).aggregate(
        received=Count("pk"),
        waiting=Count("pk", filter=Q(state__in=[K.RECEIVED, K.SAFETY_HOLD])),
        shown=Count("pk", filter=Q(state__in=shown, wants_private=False)),
        edited=Count("pk", filter=Q(state__in=shown, wants_private=False) & ~Q(edited_text="")),
        private=Count("pk", filter=Q(state=K.KEPT_PRIVATE) | Q(state__in=shown, wants_private=True)),
        declined=Count("pk", filter=Q(state=K.NOT_PUBLISHED)),
        withdrawn=Count("pk", filter=Q(state=K.WITHDRAWN)),
    )
    return PublicCounts(**{name: _public(number) for name, number in found.items()})


def _waited(oldest: date | None, today: date) -> str:
    if oldest is None:
        return ""
    days = (today - oldest).days
    return "vandaag binnengekomen" if days == 0 else f"de oudste wacht {days} {'dag' if days == 1 else 'dagen'}"


def duties(account: Account, today: date) -> list[Duty]:
    """What waits to be read, with the age of the oldest; safety before everything."""
    waiting = []
    held = readable(account).filter(state=K.SAFETY_HOLD).aggregate(count=Count("pk"), oldest=Min("received_on"))
    if held["count"]:
        waiting.append(
            Duty(
                label="Zorgsignalen",
                href="/werk/veiligheid/",
                count=held["count"],
                due=held["oldest"],
                consequence=f"Een kind is misschien in gevaar; {_waited(held['oldest'], today)}. Niemand anders leest dit.",
            )
        )
    unread = readable(account).filter(state=K.RECEIVED).aggregate(count=Count("pk"), oldest=Min("received_on"))
    if unread["count"]:
        waiting.append(
            Duty(
                label="Inbreng lezen",
                href="/werk/moderatie/",
                count=unread["count"],
                due=unread["oldest"],
                consequence=f"Zonder besluit hoort het kind niets; {_waited(unread['oldest'], today)}.",
            )
        )
    return waiting
