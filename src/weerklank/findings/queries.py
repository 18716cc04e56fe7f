"""What was said, brought together: contributions beside groups, what has no destination yet, and the counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.db.models import Case, Count, Prefetch, Q, QuerySet, When

from weerklank.accounts.duties import Duty
from weerklank.accounts.models import Account, Role
from weerklank.editions.guards import Blocker
from weerklank.editions.models import Edition, EditionRole
from weerklank.editions.rules import serves_no_ministry
from weerklank.findings.counting import CountChannel, CountRow, ShareRow
from weerklank.findings.lifecycle import ObjectionState, RunState
from weerklank.findings.models import NAMELESS, Destination, Group, GroupMembership, Objection, Run
from weerklank.moderation import terms
from weerklank.participation import quotes
from weerklank.participation.lifecycle import ConsultationState, ContributionState, StatementState
from weerklank.participation.models import Consultation, Contribution, Statement

K = ContributionState
# what must stand in a group: what counts without being seen is answered as well
GROUPABLE = (K.PUBLISHED, K.PUBLISHED_EDITED, K.KEPT_PRIVATE)
SETTLED = (ConsultationState.FIXED, ConsultationState.REPORTED)
# of these everybody may read the words; only what stands here is compared by a machine
PUBLISHED_ALONE = (K.PUBLISHED, K.PUBLISHED_EDITED)


def without_destination(edition: Edition) -> QuerySet[Contribution]:
    """Everything that counts and went nowhere yet, seen or not; empty before advices are handed over."""
    return Contribution.objects.filter(consultation__edition=edition, state__in=[*GROUPABLE, K.GROUPED])


def consultations_of(account: Account) -> QuerySet[Consultation]:
    """The consultations somebody brings together, with what still waits for a group."""
    mine = EditionRole.objects.filter(account=account, role=Role.ANALYST).values("edition")
    return (
        Consultation.objects.filter(edition__in=mine)
        .exclude(state__in=[ConsultationState.DRAFT, ConsultationState.PANEL_CHECK, ConsultationState.SCHEDULED])
        .select_related("edition", "edition_theme")
        .annotate(
            loose=Count("contributions", filter=Q(contributions__state__in=PUBLISHED_ALONE), distinct=True),
            unseen=Count("contributions", filter=Q(contributions__state=K.KEPT_PRIVATE), distinct=True),
            grouped=Count("groups", distinct=True),
        )
        # counting drops the order that the model has by itself
        .order_by("edition", "slug")
    )


def loose(consultation: Consultation, *, search: str = "", language: str = "") -> QuerySet[Contribution]:
    """What stands in no group yet. Words of what is not shown are not searched."""
    found = (
        consultation.contributions.filter(state__in=GROUPABLE).prefetch_related("texts").order_by("received_on", "id")
    )
    if search:
        shown = Q(wants_private=False) & (
            Q(edited_text__icontains=search) | Q(edited_text="", original__icontains=search)
        )
        found = found.filter(shown)
    return found.filter(original_language=language) if language else found


@dataclass(frozen=True, slots=True)
class Waits:
    """What stands in no group and must get one: what was published, and what counts without being seen."""

    published: int
    unseen: int


def waits(consultation: Consultation) -> Waits:
    found = consultation.contributions.aggregate(
        published=Count("pk", filter=Q(state__in=PUBLISHED_ALONE)), unseen=Count("pk", filter=Q(state=K.KEPT_PRIVATE))
    )
    return Waits(**found)


def groups_of(consultation: Consultation, *, search: str = "", destination: str = "") -> QuerySet[Group]:
    """The groups with how much stands in each; what a child took back is not counted."""
    found = consultation.groups.annotate(
        size=Count("memberships", filter=~Q(memberships__contribution__state=K.WITHDRAWN))
    ).order_by("order", "id")
    if search:
        found = found.filter(Q(title__icontains=search) | Q(summary__icontains=search))
    if destination == "none":
        return found.filter(destination=Destination.NONE)
    return found.filter(destination=destination) if destination in Destination.values and destination else found


def members(group: Group) -> QuerySet[Contribution]:
    """What stands in a group; what a child took back has left it."""
    found = Contribution.objects.filter(membership__group=group).exclude(state=K.WITHDRAWN)
    return found.prefetch_related("texts").order_by("received_on", "id")


def with_members(groups: QuerySet[Group]) -> QuerySet[Group]:
    """Groups with what stands in them, in two queries however many there are."""
    there = GroupMembership.objects.exclude(contribution__state=K.WITHDRAWN).select_related("contribution")
    return groups.prefetch_related(Prefetch("memberships", queryset=there, to_attr="present"))


def languages_in(consultation: Consultation) -> tuple[str, ...]:
    found = consultation.contributions.order_by("original_language").values_list("original_language", flat=True)
    return tuple(found.distinct())


def unfinished(consultation: Consultation, today: date) -> tuple[Blocker, ...]:
    """What stands between the groups and their being fixed, and after that between the votes and their outcome.

    Words that come in once the groups stand get a group of their own; the outcome of votes does not wait for them.
    """
    gaps = [] if consultation.state in SETTLED else [Blocker(end) for end in _without_place(consultation)]
    if objected := open_objections(consultation).count():
        what = "1 bezwaar van een kind wacht" if objected == 1 else f"{objected} bezwaren van kinderen wachten"
        gaps.append(Blocker(f"{what} nog op een besluit.", OBJECTIONS, "Beslis erover"))
    term = getattr(consultation, "objection_term", None)
    if term is not None and term.runs_on(today):
        gaps.append(Blocker(f"Kinderen kunnen nog tot en met {term.closes_on:%d-%m-%Y} zeggen wat er niet klopt."))
    return tuple(gaps)


def _without_place(consultation: Consultation) -> list[str]:
    """What is not in a group yet, and what nobody read."""
    unread = consultation.contributions.filter(state__in=[K.RECEIVED, K.SAFETY_HOLD]).count()
    waiting = waits(consultation)
    ends = []
    if unread:
        what = "1 inbreng wacht" if unread == 1 else f"{unread} inbrengen wachten"
        ends.append(f"{what} nog op een besluit van een moderator.")
    if alone := waiting.published:
        what = "1 gepubliceerde inbreng staat" if alone == 1 else f"{alone} gepubliceerde inbrengen staan"
        ends.append(f"{what} nog in geen groep. Ook een groep van één is goed.")
    if unseen := waiting.unseen:
        what = (
            "1 inbreng die meetelt en niet te zien is, staat"
            if unseen == 1
            else f"{unseen} inbrengen die meetellen en niet te zien zijn, staan"
        )
        ends.append(f"{what} nog in geen groep. Ook dat kind leest waar zijn idee heen gaat.")
    return ends


def open_ends(consultation: Consultation) -> tuple[str, ...]:
    """What stands open when somebody says that everything was brought together."""
    ends = _without_place(consultation)
    if empty := sum(getattr(group, "size", 0) == 0 for group in groups_of(consultation)):
        ends.append(f"{'1 groep is' if empty == 1 else f'{empty} groepen zijn'} leeg.")
    return tuple(ends)


def late(consultation: Consultation) -> bool:
    """Whether something came in after the groups were fixed that has no place yet."""
    return consultation.state in SETTLED and loose(consultation).exists()


def words_of(contribution: Contribution) -> str:
    """Everything a child said in one contribution, in every language it is kept in."""
    translated = contribution.texts.values_list("text", flat=True)
    return "\n".join((contribution.original, contribution.edited_text, *translated))


# -- what children say is not right ---------------------------------------------------------------------------

OBJECTIONS = "/werk/bezwaren/"
# what a child sees of a sentence before anybody voted, and while they do; closed, nothing can be done about it
STATEMENTS_THAT_MAY_GO = (StatementState.ORIGIN_CHECK, StatementState.OPEN)


def group_to_object_to(contribution: Contribution) -> Group | None:
    """The group about which a child may still say that it is not right; None once that is fixed."""
    membership = getattr(contribution, "membership", None)
    if contribution.state != K.GROUPED or membership is None or contribution.consultation.state in SETTLED:
        return None
    return cast(Group, membership.group)


def statements_to_object_to(contribution: Contribution) -> QuerySet[Statement]:
    """Sentences made from this idea that can still go, and that show nothing of the child's own words."""
    if contribution.state not in (*GROUPABLE, K.GROUPED):
        return Statement.objects.none()
    found = contribution.statements.filter(state__in=STATEMENTS_THAT_MAY_GO).exclude(origin="child")
    said = words_of(contribution)
    # whoever finds the pictures must not read the child's words in a sentence either, whichever language the page is in
    echoing = [
        one.pk
        for one in found.prefetch_related("texts")
        if any(quotes.echoes(text, said) for text in (one.text, *(other.text for other in one.texts.all())))
    ]
    return found.exclude(pk__in=echoing)


def open_objections(consultation: Consultation | None = None) -> QuerySet[Objection]:
    """What nobody decided yet; of an idea that was taken back there is nothing left to decide."""
    found = Objection.objects.filter(state=ObjectionState.OPEN).exclude(contribution__state=K.WITHDRAWN)
    return found.filter(contribution__consultation=consultation) if consultation else found


def objections_of(account: Account) -> QuerySet[Objection]:
    """All objections in the editions that somebody brings together."""
    mine = EditionRole.objects.filter(account=account, role=Role.ANALYST).values("edition")
    return (
        Objection.objects.filter(contribution__consultation__edition__in=mine)
        .exclude(contribution__state=K.WITHDRAWN)
        .select_related("contribution__consultation__edition", "group", "statement")
        .defer("contribution__original", "contribution__edited_text")
        .order_by(Case(When(state=ObjectionState.OPEN, then=0), default=1), "raised_on", "id")
    )


def objection_due(objection: Objection) -> date:
    """The last day on which a decision is still in time: as soon as a child is promised that we read."""
    return terms.due(objection.raised_on, terms.READ_WITHIN)


@dataclass(frozen=True, slots=True)
class Share:
    """The share that agrees, with what chance may have done to it, and out of how many."""

    value: float
    low: float
    high: float
    n: int

    @property
    def percent(self) -> int:
        return round(self.value * 100)

    @property
    def low_percent(self) -> int:
        return round(self.low * 100)

    @property
    def high_percent(self) -> int:
        return round(self.high * 100)


@dataclass(frozen=True, slots=True)
class ChannelCount:
    """One statement in one channel; None is hidden because fewer than ten would be told apart, never zero."""

    channel: CountChannel
    agree: int | None
    disagree: int | None
    passed: int | None
    answered: int | None
    seen: int | None
    share: Share | None


@dataclass(frozen=True, slots=True)
class StatementCount:
    """One statement with its channels beside each other. There is no total over channels."""

    statement_id: int
    text: str
    channels: tuple[ChannelCount, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """The latest count of a consultation, with when and by which version it was made."""

    run_id: int
    made_at: datetime
    library_version: str
    statements: tuple[StatementCount, ...]


def _share(row: ShareRow | None) -> Share | None:
    return Share(**row) if row else None


def _channel(row: CountRow) -> ChannelCount:
    return ChannelCount(
        channel=CountChannel(row["channel"]),
        agree=row["agree"],
        disagree=row["disagree"],
        passed=row["passed"],
        answered=row["answered"],
        seen=row["seen"],
        share=_share(row["share"]),
    )


def latest_counts(consultation: Consultation) -> Counts | None:
    """What the public may read of the votes; None while nothing was counted."""
    run = consultation.opinion_runs.first()
    if run is None:
        return None
    rows = cast(list[CountRow], run.results)
    # The words come from the statement itself: one that was taken away or back is shown nowhere any more.
    asked = consultation.statements.exclude(state=StatementState.RETIRED)
    texts = dict(
        asked.filter(pk__in={row["statement"] for row in rows}).order_by("order", "id").values_list("pk", "text")
    )
    return Counts(
        run_id=run.pk,
        made_at=run.made_at,
        library_version=run.library_version,
        statements=tuple(
            StatementCount(statement, text, tuple(_channel(row) for row in rows if row["statement"] == statement))
            for statement, text in texts.items()
        ),
    )


def duties(account: Account, today: date) -> list[Duty]:
    """Consultations where something published stands in no group, or groups that lead nowhere yet."""
    waiting = []
    objected = objections_of(account).filter(state=ObjectionState.OPEN)
    if first := objected.first():
        waiting.append(
            Duty(
                label="Bezwaren van kinderen",
                href=f"{OBJECTIONS}?stand=open",
                count=objected.count(),
                due=objection_due(first),
                consequence="Een kind zegt dat het niet klopt. Zolang staan de groepen niet vast.",
            )
        )
    waiting += _to_publish(account)
    waiting += _to_name(account)
    for consultation in consultations_of(account).select_related("objection_term"):
        href = f"/werk/groepen/{consultation.slug}/"
        alone: int = getattr(consultation, "loose", 0) + getattr(consultation, "unseen", 0)
        if alone:
            waiting.append(
                Duty(
                    label=f"Bij elkaar brengen: {consultation}",
                    href=href,
                    count=alone,
                    due=consultation.closes_on,
                    consequence="Wat in geen groep staat, komt aan geen tafel.",
                )
            )
        elif consultation.state in (ConsultationState.CLOSED, ConsultationState.GROUPED):
            term = getattr(consultation, "objection_term", None)
            if term is not None and term.runs_on(today):
                # children can still say what is not right: until then nothing is to be done
                continue
            waiting.append(
                Duty(
                    label=f"Groepen vaststellen: {consultation}",
                    href=href,
                    count=1,
                    consequence="Tot dan kan geen tafel ermee verder.",
                )
            )
    return waiting


def _to_name(account: Account) -> list[Duty]:
    """Groups whose name were words that a child took back."""
    mine = EditionRole.objects.filter(account=account, role=Role.ANALYST).values("edition")
    nameless = Group.objects.filter(consultation__edition__in=mine, title__endswith=NAMELESS).order_by("pk")
    return [
        Duty(
            label=f"Groep zonder naam: {group.consultation}",
            href=f"/werk/groepen/groep/{group.pk}/",
            count=1,
            consequence="Een kind nam de woorden terug. Tot er nieuwe zijn, zegt de groep niemand iets.",
        )
        for group in nameless.select_related("consultation")
    ]


def _to_publish(account: Account) -> list[Duty]:
    """Outcomes that somebody else proposed: a second person makes them public."""
    if not serves_no_ministry(account):
        return []
    mine = EditionRole.objects.filter(account=account, role__in=[Role.ANALYST, Role.ORGANISER]).values("edition")
    proposed = Run.objects.filter(state=RunState.PROPOSED, consultation__edition__in=mine).exclude(proposed_by=account)
    settled = proposed.filter(consultation__state__in=SETTLED).select_related("consultation")
    return [
        Duty(
            label=f"Uitkomst openbaar maken: {run.consultation}",
            href=f"/werk/telling/{run.pk}/",
            count=1,
            consequence="Tot dan leest niemand wat er uit de stemmen kwam.",
        )
        for run in settled.defer("results", "channels", "outcome", "analysis")
    ]
