"""What the ministry's pages ask: the work stock, one advice to answer, what waits for a second person, what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import rules
from django.db.models import Q, QuerySet

from weerklank.accounts.duties import Duty
from weerklank.accounts.models import Account, Organisation, OrganisationKind, Role
from weerklank.advices.lifecycle import PUBLIC_STATES, AdviceState
from weerklank.advices.models import Advice
from weerklank.advices.queries import SaidGroup, said_in
from weerklank.answers.draft import Draft, PartDraft, Problem, problems
from weerklank.answers.lifecycle import OPEN_STATES, AddresseeState, AnswerState
from weerklank.answers.models import Addressee, Answer
from weerklank.answers.queries import chasing, desk, keeping, passing_on
from weerklank.answers.reading import Indication, indicate
from weerklank.editions import guards
from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import Edition
from weerklank.findings.queries import Counts, latest_counts
from weerklank.participation.models import Consultation

TO_DO = (*OPEN_STATES, AddresseeState.CLARIFICATION_DUE)


@dataclass(frozen=True, slots=True)
class StockRow:
    """One advice that waits for my ministry."""

    addressee: Addressee
    parts: int
    days_left: int | None
    overdue: int
    times_raised: int
    gave_away_on: date | None = None

    @property
    def is_to_do(self) -> bool:
        """Whether this ministry still has to write something."""
        return self.addressee.state in TO_DO and self.gave_away_on is None

    @property
    def advice(self) -> Advice:
        return self.addressee.advice

    @property
    def is_handled(self) -> bool:
        """Whether somebody of the ministry writes at it; whoever moved to another ministry does not."""
        return not self.is_to_do or bool(desk.officials(self.addressee))

    @property
    def due(self) -> date | None:
        if self.addressee.state == AddresseeState.CLARIFICATION_DUE:
            return self.addressee.clarification_due_on
        return self.addressee.term


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """One advice as the official sees it: what was asked, by whom, what was answered before, and what is missing."""

    addressee: Addressee
    advice: Advice
    sources: tuple[SaidGroup, ...]
    counts: tuple[Counts, ...]
    row: StockRow
    earlier: tuple[desk.Fell, ...]
    before: tuple[desk.Fell, ...]
    fell: tuple[desk.Fell, ...]
    officials: tuple[Account, ...]
    heads: tuple[Account, ...]
    saved: desk.Saved | None
    beside: tuple[Addressee, ...]
    answer: Answer | None
    draft: Draft
    missing: tuple[Problem, ...]
    indication: Indication

    @property
    def panel_said(self) -> desk.Fell | None:
        """What the panel finds missing in the newest answer that stands: what a next version has to explain."""
        newest = self.earlier[0] if self.earlier else None
        return newest if newest and newest.judged.panel_words else None


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """One advice on the hand-over page, with who must answer it."""

    advice: Advice
    lead: Addressee | None
    others: tuple[Addressee, ...]


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """What is ready to hand over, and what still stands in the way."""

    edition: Edition
    rows: tuple[HandoverRow, ...]
    blockers: tuple[guards.Blocker, ...]
    ready: bool


def times_raised(advice: Advice) -> int:
    count, before = 1, advice.raised_before
    while before is not None and count < 20:
        count, before = count + 1, before.raised_before
    return count


def stock_row(addressee: Addressee, today: date) -> StockRow:
    clarifying = addressee.state == AddresseeState.CLARIFICATION_DUE
    due = addressee.clarification_due_on if clarifying else addressee.term
    overdue = max(0, (today - due).days) if clarifying and due else addressee.overdue_on(today)
    left = (due - today).days if due and addressee.state in TO_DO and not overdue else None
    gave = addressee.gave_all_away_on() if addressee.state in OPEN_STATES else None
    if gave is not None:
        # the days stop where another took over the last part
        left, overdue = None, addressee.gave_away_late()
    return StockRow(addressee, addressee.parts().count(), left, overdue, times_raised(addressee.advice), gave)


def addressed_to(account: Account, *roles: Role) -> QuerySet[Addressee]:
    """What was asked of this account's organisation, in the editions where it may answer or approve."""
    editions = account.edition_roles.filter(role__in=roles or (Role.RESPONDENT, Role.APPROVER)).values("edition")
    return (
        Addressee.objects.filter(
            organisation=account.organisation_id,
            advice__edition__in=editions,
            advice__state__in=PUBLIC_STATES,
            due_on__isnull=False,
        )
        .exclude(state=AddresseeState.TRANSFERRED)
        .select_related("advice__edition", "advice__edition_theme", "organisation")
    )


def work_stock(account: Account, today: date, *, words: str = "", state: str = "") -> list[StockRow]:
    """My ministry's advices: what is late first, then what is due first, what is answered last."""
    found = addressed_to(account)
    if words:
        found = found.filter(advice__title__icontains=words) | found.filter(advice__number__icontains=words)
    rows = [stock_row(addressee, today) for addressee in found.distinct()]
    if state == "open":
        rows = [row for row in rows if row.is_to_do]
    elif state == "late":
        rows = [row for row in rows if row.overdue]
    elif state == "answered":
        rows = [row for row in rows if row.addressee.state not in TO_DO]
    return sorted(rows, key=lambda row: (not row.is_to_do, row.due or date.max, row.advice.number))


def _draft_of(addressee: Addressee, answer: Answer | None) -> Draft:
    """What stands in the form: the open version; for a clarification what was said before, without its promises."""
    if answer is not None:
        return Draft.from_json(answer.draft)
    last = addressee.answers.order_by("-version").first()
    if last is None:
        return Draft()
    return Draft(
        summary=last.summary,
        child_version=last.child_version,
        reading_note=last.reading_note,
        not_thought_of=last.not_thought_of,
        since_then=last.since_then,
        signatory=last.signatory,
        parts=tuple(
            PartDraft(
                row.part_id, row.position, row.reason_type, row.explanation, row.would_change_mind, row.alternative
            )
            for row in last.positions.all()
        ),
    )


def _counts_behind(advice: Advice) -> tuple[Counts, ...]:
    """The votes of the consultations that the sources come from, channel by channel and never summed."""
    asked = Consultation.objects.filter(groups__advices=advice).distinct().order_by("slug")
    return tuple(counts for consultation in asked if (counts := latest_counts(consultation)))


def answer_page(addressee: Addressee, today: date) -> AnswerPage:
    advice = addressee.advice
    answer = addressee.answers.exclude(state=AnswerState.PUBLISHED).order_by("-version").first()
    draft = _draft_of(addressee, answer)
    before = advice.raised_before
    published = Answer.objects.filter(state=AnswerState.PUBLISHED)
    sources = said_in(advice.groups.order_by("order", "id"))
    return AnswerPage(
        addressee=addressee,
        advice=advice,
        sources=sources,
        counts=_counts_behind(advice),
        row=stock_row(addressee, today),
        earlier=desk.fell(published.filter(addressee=addressee).order_by("-version")),
        before=desk.fell(published.filter(addressee__advice=before).order_by("-published_on")) if before else (),
        fell=desk.fell_before(addressee),
        officials=desk.officials(addressee),
        heads=desk.heads(addressee),
        saved=desk.saved(answer),
        beside=tuple(advice.addressees.exclude(pk=addressee.pk).select_related("organisation")),
        answer=answer,
        draft=draft,
        missing=problems(draft, addressee, today),
        indication=indicate(draft.child_version),
    )


def waiting_for_approval(account: Account) -> QuerySet[Answer]:
    return (
        Answer.objects.filter(state=AnswerState.SUBMITTED, addressee__in=addressed_to(account, Role.APPROVER))
        .select_related("addressee__advice__edition", "addressee__organisation", "written_by")
        .order_by("addressee__due_on")
    )


def answers_to_judge(account: Account) -> QuerySet[Answer]:
    """The published answers that the youth panel may judge; the newest version of each."""
    editions = account.edition_roles.filter(role=Role.PANEL_MEMBER).values("edition")
    return (
        Answer.objects.filter(state=AnswerState.PUBLISHED, addressee__advice__edition__in=editions)
        .select_related("addressee__advice__edition", "addressee__organisation")
        .prefetch_related("appraisals")
        .order_by("-published_on", "-pk")
    )


def possible_addressees(edition: Edition | None = None) -> QuerySet[Organisation]:
    """Who can be asked: ministries first of all, and other public bodies; a made-up edition asks made-up ones only."""
    kinds = (OrganisationKind.MINISTRY, OrganisationKind.MUNICIPAL, OrganisationKind.PARLIAMENT, OrganisationKind.OTHER)
    found = Organisation.objects.filter(valid_to__isnull=True).order_by("kind", "name")
    if edition is None:
        return found.filter(kind__in=kinds)
    # whoever organises the dialogue is told too what it must do itself, as the three of the first one were
    organises = Q(pk__in=edition.organisers.values("organisation"))
    return found.filter(Q(kind__in=kinds) | organises, is_demonstration=edition.is_demonstration)


def possible_receivers(edition: Edition) -> QuerySet[Organisation]:
    """Who can be handed the advices: whoever is there on the day, also who need not answer."""
    return Organisation.objects.filter(valid_to__isnull=True, is_demonstration=edition.is_demonstration).order_by(
        "name"
    )


def who_must_answer(edition: Edition) -> QuerySet[Addressee, int]:
    """The organisations that an advice of this edition is for."""
    asked = Addressee.objects.filter(advice__edition=edition).exclude(advice__state=AdviceState.DISCARDED)
    return asked.order_by("organisation").values_list("organisation", flat=True).distinct()


def editions_to_hand_over(account: Account) -> QuerySet[Edition]:
    editions = account.edition_roles.filter(role=Role.ORGANISER).values("edition")
    return Edition.objects.filter(pk__in=editions).order_by("-year")


def handover_page(edition: Edition) -> HandoverPage:
    """Every advice with its addressees, and every cause that stands in the way of handing over."""
    rows = []
    for advice in edition.advices.prefetch_related("addressees__organisation", "parts").order_by("number"):
        addressees = list(advice.addressees.all())
        rows.append(
            HandoverRow(
                advice=advice,
                lead=next((row for row in addressees if row.lead), None),
                others=tuple(row for row in addressees if not row.lead),
            )
        )
    blockers = tuple(guards.blockers(edition, "hand_over"))
    return HandoverPage(edition, tuple(rows), blockers, edition.state == EditionState.DRAFTING_ADVICE and not blockers)


def duties(account: Account, today: date) -> list[Duty]:
    """What waits here for this account: handing over, answering, approving, and telling how a promise stands."""
    return [
        *_organiser(account),
        *_official(account, today),
        *_promiser(account, today),
        *_approver(account),
        *_panel(account),
        *passing_on.duties(account),
        *keeping.duties(account, today),
        *chasing.duties(account, today),
    ]


def _organiser(account: Account) -> list[Duty]:
    writing = editions_to_hand_over(account).filter(state=EditionState.DRAFTING_ADVICE)
    waiting = Advice.objects.filter(edition__in=writing, state__in=(AdviceState.ADOPTED, AdviceState.FROZEN)).count()
    if not writing:
        return []
    return [
        Duty(
            "Adviezen overhandigen",
            "/werk/overhandiging/",
            waiting,
            consequence="Zolang er niet is overhandigd, hoeft niemand te antwoorden.",
        )
    ]


def _official(account: Account, today: date) -> list[Duty]:
    asked = addressed_to(account, Role.RESPONDENT)
    if (
        account.organisation_id is None
        or not account.edition_roles.filter(role__in=(Role.RESPONDENT, Role.APPROVER)).exists()
    ):
        return []
    rows = (stock_row(addressee, today) for addressee in asked.filter(state__in=TO_DO))
    open_rows = [row for row in rows if row.is_to_do]
    late = sum(bool(row.overdue) for row in open_rows)
    return [
        Duty(
            "Antwoorden geven",
            "/werk/antwoorden/",
            len(open_rows),
            due=min((row.due for row in open_rows if row.due), default=None),
            consequence=f"{late} te laat. Dat staat openbaar."
            if late
            else "Na de laatste dag staat er openbaar dat het antwoord te laat is.",
        )
    ]


def _promiser(account: Account, today: date) -> list[Duty]:
    if not rules.test_rule("commitments.report", account, None):
        return []
    waiting = list(keeping.promises_that_wait(account, today))
    return [
        Duty(
            "Toezeggingen",
            "/werk/toezeggingen/",
            len(waiting),
            due=min((promise.due_on for promise in waiting if promise.due_on), default=None),
            consequence="Zonder bericht staat er openbaar dat het stil is." if waiting else "",
        )
    ]


def _approver(account: Account) -> list[Duty]:
    if not account.edition_roles.filter(role=Role.APPROVER).exists():
        return []
    waiting = list(waiting_for_approval(account))
    due = min((answer.addressee.term for answer in waiting if answer.addressee.term), default=None)
    duties = [Duty("Antwoorden goedkeuren", "/werk/goedkeuren/", len(waiting), due=due)]
    nobodys = list(addressed_to(account, Role.APPROVER).filter(state__in=TO_DO).exclude(desk.HANDLED))
    if nobodys:
        why = "Niemand van uw ministerie schrijft hieraan. Vraag de organisator om een behandelend ambtenaar."
        term = min((one.term for one in nobodys if one.term), default=None)
        duties.append(Duty("Zonder behandelaar", "/werk/antwoorden/", len(nobodys), due=term, consequence=why))
    return duties


def _panel(account: Account) -> list[Duty]:
    if not account.edition_roles.filter(role=Role.PANEL_MEMBER).exists():
        return []
    waiting = [
        answer for answer in answers_to_judge(account) if not any(row.by == "panel" for row in answer.appraisals.all())
    ]
    return [Duty("Is dit een antwoord?", "/werk/oordelen/", len(waiting))]
