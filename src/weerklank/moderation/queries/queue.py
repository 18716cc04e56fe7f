"""The moderator's queue and item. A list never shows a child's words, and what is held shows to nobody but the officer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, TextChoices, Value, When

from weerklank.accounts.models import Account, Role
from weerklank.editions.models import EditionRole
from weerklank.moderation import highlights, terms
from weerklank.moderation.models import DeclineProposal, ModerationDecision, ProposalState
from weerklank.moderation.queries.found import data_found, perhaps_worries
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import Consultation, Contribution, ContributionText, EntryPointKind
from weerklank.participation.near_duplicates import Near
from weerklank.participation.queries import near_duplicates
from weerklank.participation.queries.staff import language_name

K = ContributionState
NO_AGE = "onbekend"
MODERATED_STATES = (K.RECEIVED, K.SAFETY_HOLD, K.PUBLISHED, K.PUBLISHED_EDITED, K.KEPT_PRIVATE, K.NOT_PUBLISHED)


def editions_with(account: Account, *roles: Role) -> QuerySet[EditionRole]:
    # its own subquery: a join would give a contribution twice to whoever has two roles
    return EditionRole.objects.filter(account=account, role__in=[role.value for role in roles])


def readable(account: Account) -> QuerySet[Contribution]:
    """What somebody may see of all contributions: held ones only where they are the safeguarding officer."""
    officer_of = editions_with(account, Role.SAFEGUARDING).values("edition")
    moderator_of = editions_with(account, Role.MODERATOR, Role.SAFEGUARDING).values("edition")
    return Contribution.objects.filter(
        Q(consultation__edition__in=officer_of) | (~Q(state=K.SAFETY_HOLD) & Q(consultation__edition__in=moderator_of))
    )


class Waited(TextChoices):
    """How long it waits, as somebody who reads on will ask for it."""

    LATE = "te-laat", "langer dan beloofd"
    WEEK = "week", "een week of langer"
    NEW = "nieuw", "vandaag of gisteren"


class Mark(TextChoices):
    """What is the matter with it."""

    WORRY = "zorg", "zorgsignaal"
    PERHAPS = "misschien", "misschien zorg"
    PRIVATE = "prive", "kind wil niet te zien zijn"
    DATA = "gegevens", "naam, nummer of adres gevonden"
    COPY = "kopie", "misschien twee keer verstuurd"
    TWIN = "dubbel", "lijkt op een andere inbreng"
    BEFORE = "eerder", "was al eens besloten"
    UNTRANSLATED = "onvertaald", "niet in het Nederlands, zonder vertaling"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of the queue; without a state it shows what waits."""

    search: str = ""
    language: str = ""
    consultation: str = ""
    state: str = ""
    waited: str = ""
    mark: str = ""
    entry: str = ""
    age: str = ""


def awaits_second() -> Exists:
    """Somebody proposed not to publish it: it stands on the list of proposals, not in the queue."""
    return Exists(DeclineProposal.objects.filter(contribution=OuterRef("pk"), state=ProposalState.OPEN))


def queue(account: Account, asked: Asked, today: date | None = None) -> QuerySet[Contribution]:
    """What may be unsafe before everything, then what is perhaps a worry, then the oldest first; the words are not even fetched."""
    found = readable(account).select_related("consultation__edition", "entry_point")
    found = found.defer("original", "edited_text")
    states = [asked.state] if asked.state in MODERATED_STATES else [K.RECEIVED, K.SAFETY_HOLD]
    found = found.filter(state__in=states).exclude(awaits_second())
    if asked.language:
        found = found.filter(original_language=asked.language)
    if asked.consultation:
        found = found.filter(consultation__slug=asked.consultation)
    if asked.age:
        found = found.filter(age_band="" if asked.age == NO_AGE else asked.age)
    if asked.entry in EntryPointKind.values:
        found = found.filter(entry_point__kind=asked.entry)
    if asked.waited in Waited.values and today:
        found = found.filter(_waited(Waited(asked.waited), today))
    if asked.mark in Mark.values:
        found = _marked(found, Mark(asked.mark))
    if asked.search:
        found = found.filter(Q(original__icontains=asked.search) | Q(edited_text__icontains=asked.search))
    first = Case(
        When(state=K.SAFETY_HOLD, then=Value(0)),
        When(pk__in=perhaps_worries(found), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return found.order_by(first, "received_on", "id")


def _waited(waited: Waited, today: date) -> Q:
    if waited is Waited.LATE:
        return Q(received_on__lt=terms.late_before(today, terms.READ_WITHIN))
    if waited is Waited.WEEK:
        return Q(received_on__lte=today - timedelta(days=7))
    return Q(received_on__gte=today - timedelta(days=1))


def _marked(found: QuerySet[Contribution], mark: Mark) -> QuerySet[Contribution]:
    if mark is Mark.WORRY:
        return found.filter(state=K.SAFETY_HOLD)
    if mark is Mark.PERHAPS:
        return found.filter(pk__in=perhaps_worries(found))
    if mark is Mark.PRIVATE:
        return found.filter(wants_private=True)
    if mark is Mark.BEFORE:
        return found.filter(Exists(ModerationDecision.objects.filter(contribution=OuterRef("pk"))))
    if mark is Mark.UNTRANSLATED:
        translated = ContributionText.objects.filter(contribution=OuterRef("pk"), language="nl")
        return found.exclude(original_language="nl").exclude(Exists(translated))
    if mark is Mark.DATA:
        return found.filter(pk__in=[pk for pk, kinds in data_found(found).items() if kinds])
    asked_in = Consultation.objects.filter(pk__in=found.order_by().values("consultation"))
    if mark is Mark.COPY:
        return found.filter(pk__in=[pk for one in asked_in for pk in near_duplicates.copies(one)])
    return found.filter(
        pk__in=[pk for one in asked_in for pk, near in near_duplicates.of(one).items() if near.size > 1]
    )


def twins_of(contributions: Iterable[Contribution]) -> dict[UUID, int]:
    """For those on one page: how many others say nearly the same."""
    of: dict[int, dict[UUID, Near[UUID]]] = {}
    sizes: dict[UUID, int] = {}
    for one in contributions:
        if one.consultation_id not in of:
            of[one.consultation_id] = near_duplicates.of(one.consultation)
        near = of[one.consultation_id].get(one.pk)
        if near is not None and near.size > 1:
            sizes[one.pk] = near.size - 1
    return sizes


@dataclass(frozen=True, slots=True)
class QueueFilters:
    """What the queue can be narrowed to: only what there is."""

    languages: tuple[str, ...]
    consultations: tuple[tuple[str, str], ...]
    ages: tuple[str, ...]
    entries: tuple[str, ...]


def queue_filters(account: Account) -> QueueFilters:
    mine = readable(account)
    languages = mine.order_by("original_language").values_list("original_language", flat=True).distinct()
    asked = Consultation.objects.filter(
        edition__in=editions_with(account, Role.MODERATOR, Role.SAFEGUARDING).values("edition")
    )
    ages = mine.order_by("age_band").values_list("age_band", flat=True).distinct()
    entries = mine.order_by("entry_point__kind").values_list("entry_point__kind", flat=True).distinct()
    return QueueFilters(
        tuple(languages),
        tuple(asked.values_list("slug", "question")),
        tuple(ages),
        tuple(kind for kind in entries if kind),
    )


@dataclass(frozen=True, slots=True)
class Translated:
    """A translation of what a child said, marked like the original: a name in it is a name too."""

    language_name: str
    text: ContributionText
    pieces: tuple[highlights.Piece, ...]


def translations(contribution: Contribution) -> tuple[Translated, ...]:
    return tuple(
        Translated(language_name(text.language), text, highlights.marked(text.text))
        for text in contribution.texts.order_by("language")
    )


@dataclass(frozen=True, slots=True)
class Item:
    """One contribution on the moderator's page."""

    contribution: Contribution
    pieces: tuple[highlights.Piece, ...]
    translations: tuple[Translated, ...]
    decisions: tuple[ModerationDecision, ...]
    days: int
    following: UUID | None
    twins: int = 0
    due: date | None = None
    perhaps: bool = False

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
        translations=translations(contribution),
        decisions=tuple(contribution.decisions.all()),
        days=(today - contribution.received_on).days,
        following=following(account, contribution),
        twins=twins_of([contribution]).get(contribution.pk, 0),
        due=terms.due(contribution.received_on, terms.READ_WITHIN),
        perhaps=bool(perhaps_worries(Contribution.objects.filter(pk=contribution.pk))),
    )
