"""What the pages of organisers ask about consultations, statements and ways in; never who wrote what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from weerklank.accounts.duties import Duty
from weerklank.accounts.models import Account, Role
from weerklank.editions import queries as editions
from weerklank.editions.models import Edition
from weerklank.participation.lifecycle import CONSULTATION, ConsultationState, ContributionState
from weerklank.participation.models import (
    TEACHER,
    Consultation,
    ConsultationText,
    Contribution,
    EntryPoint,
    MadeBy,
    Statement,
)
from weerklank.participation.queries import panel, paper

# the children's steps are spoken in these, beside Dutch
LANGUAGES = {
    "nl-easy": "makkelijk Nederlands",
    "en": "Engels",
    "ar": "Arabisch",
    "uk": "Oekraïens",
    "pap": "Papiaments",
}
LANGUAGE_NAMES = {
    "nl": "Nederlands",
    **LANGUAGES,
    "tr": "Turks",
    "pl": "Pools",
    "fr": "Frans",
    "ti": "Tigrinya",
    "fa": "Farsi",
}
MOVE_LABELS = {
    "ask_panel": "Voorleggen aan het jongerenpanel",
    "schedule": "Inplannen",
    "open": "Openen voor kinderen",
    "close": "Sluiten",
    "report": "Verslag is er",
}
# what the editor of the findings does on the page of the groups
OF_FINDINGS = ("group", "fix")
SETTLED = (ConsultationState.FIXED, ConsultationState.REPORTED)


def language_name(code: str) -> str:
    """A language as Dutch readers call it; one we have no name for keeps its code."""
    return LANGUAGE_NAMES.get(code, code)


def why_it_stays_public(held: Contribution) -> str:
    """Who can first take out what a moderator wants to read again; empty where a moderator can do it at once."""
    if held.state not in (ContributionState.GROUPED, ContributionState.IN_ADVICE, ContributionState.NOT_USED):
        return ""
    if held.state == ContributionState.GROUPED and held.consultation.state not in SETTLED:
        editors = _names(held.edition, Role.ANALYST) or "nog niemand: vraag de organisator"
        return f"Deze inbreng staat in een groep. Een redacteur van de inbreng haalt haar er eerst uit ({editors})."
    where = "in een advies" if held.state == ContributionState.IN_ADVICE else "in een groep die is vastgesteld"
    organisers = _names(held.edition, Role.ORGANISER) or "nog niemand aangewezen"
    return f"Deze inbreng staat {where}. Overleg met de organisator van deze editie ({organisers})."


def _names(edition: Edition, role: Role) -> str:
    found = edition.roles.filter(role=role.value, account__is_active=True).select_related("account")
    return ", ".join(sorted(one.account.name for one in found))


def room_missing(consultation: Consultation) -> tuple[str, ...]:
    """What children must be told before they are asked anything, and is not there yet."""
    wanted = (
        ("de vraag", consultation.question),
        ("wat kan veranderen", consultation.can_change),
        ("wat niet kan veranderen", consultation.cannot_change),
        ("wie beslist", consultation.who_decides),
        ("wanneer kinderen het horen", consultation.hear_by),
    )
    return tuple(name for name, value in wanted if not value)


def consultations_for(
    account: Account, *, search: str = "", edition: str = "", state: str = ""
) -> QuerySet[Consultation]:
    """The consultations of the editions that somebody organises or edits."""
    mine = editions.editions_of(account, Role.ORGANISER, Role.ANALYST)
    found = Consultation.objects.filter(edition__in=mine).select_related("edition", "edition_theme")
    if search:
        found = found.filter(Q(question__icontains=search) | Q(edition_theme__name__icontains=search))
    if edition:
        found = found.filter(edition__slug=edition)
    return found.filter(state=state) if state else found


@dataclass(frozen=True, slots=True)
class Translation:
    """The question in one language: there or not, read by a person or not."""

    language: str
    name: str
    text: ConsultationText | None

    @property
    def says(self) -> str:
        if self.text is None:
            return "nog niet vertaald"
        if self.text.checked:
            return "nagelezen door een mens"
        by_machine = self.text.made_by == MadeBy.MACHINE
        return f"vertaald{' door een computer' if by_machine else ''}, nog niet nagelezen"


def translations(consultation: Consultation) -> tuple[Translation, ...]:
    found = {text.language: text for text in consultation.texts.all()}
    return tuple(Translation(code, name, found.get(code)) for code, name in LANGUAGES.items())


@dataclass(frozen=True, slots=True)
class NextMove:
    """One step a consultation can take, and what is missing for it."""

    move: str
    label: str
    missing: tuple[str, ...]


def next_moves(consultation: Consultation, today: date) -> tuple[NextMove, ...]:
    return tuple(
        NextMove(step.name, MOVE_LABELS[step.name], obstacles(consultation, step.name, today))
        for step in CONSULTATION.targets(consultation.state)
        if step.name not in OF_FINDINGS
    )


_TOO_EARLY = ("draft", "announced")


def obstacles(consultation: Consultation, move: str, today: date) -> tuple[str, ...]:
    """What stands between a consultation and its next step, each as a sentence."""
    found: list[str] = []
    if move in ("open", "schedule"):
        missing = room_missing(consultation)
        if missing:
            found.append(f"Nog niet ingevuld: {', '.join(missing)}.")
        if consultation.frame_to_confirm:
            found.append(
                "Wat kan en niet kan veranderen komt uit een eerdere editie. Lees het na en zeg of het nu ook klopt."
            )
        if not consultation.panel_note and not panel.said_of(consultation).exists():
            found.append(
                "Het jongerenpanel heeft nog niets over de vraag gezegd. Leg haar voor en wacht af, of schrijf openbaar "
                "op waarom het panel haar niet leest."
            )
    if move == "open" and consultation.edition.state in _TOO_EARLY:
        found.append(
            f"De editie staat nog op ‘{consultation.edition.get_state_display()}’: kinderen kunnen nog niet meepraten."
        )
    if move == "close" and consultation.closes_on and today < consultation.closes_on:
        found.append(
            f"Kinderen kregen tot en met {consultation.closes_on:%d-%m-%Y}. Een periode die bekend is, wordt nooit korter."
        )
    return tuple(found)


def statements_of(consultation: Consultation, *, search: str = "", state: str = "") -> QuerySet[Statement]:
    found = consultation.statements.annotate(drawn_from=Count("sources", distinct=True)).prefetch_related("texts")
    if search:
        found = found.filter(text__icontains=search)
    if state:
        found = found.filter(state=state)
    return found.order_by("order", "id")


MAKERS = (("organiser", "de organisator"), (TEACHER, "een begeleider zelf"))
ENTRY_STATES = (("open", "kan nu"), ("ended", "gestopt"), ("over", "voorbij"))


def entry_points_of(
    consultation: Consultation, today: date, *, search: str = "", maker: str = "", state: str = ""
) -> QuerySet[EntryPoint]:
    """The ways in, newest first; how often each was used is all there is to see."""
    found = consultation.entry_points.order_by("-id")
    if search:
        found = found.filter(Q(code__icontains="".join(search.split())) | Q(label__icontains=search))
    if maker in dict(MAKERS):
        found = found.filter(made_by=maker)
    if state == "ended":
        return found.filter(ended=True)
    if state == "over":
        return found.filter(ended=False, valid_to__lt=today)
    return found.filter(ended=False, valid_to__gte=today) if state == "open" else found


def editions_to_ask_in(account: Account) -> QuerySet[Edition]:
    return editions.editions_of(account, Role.ORGANISER)


def duties(account: Account, today: date) -> list[Duty]:
    """Consultations that should have closed, or are ready to be opened."""
    organised = Consultation.objects.filter(edition__in=editions.editions_of(account, Role.ORGANISER)).select_related(
        "edition"
    )
    late = organised.filter(state=ConsultationState.OPEN, closes_on__lt=today)
    drafts = organised.filter(state__in=[ConsultationState.DRAFT, ConsultationState.PANEL_CHECK])
    waiting = [
        Duty(
            label=f"Sluiten: {consultation}",
            href=f"/werk/raadplegingen/{consultation.slug}/",
            count=1,
            due=consultation.closes_on,
            consequence="De termijn is voorbij; kinderen kunnen niet meer meedoen, maar de uitkomst kan nog niet worden geteld.",
        )
        for consultation in late
    ]
    waiting += [
        Duty(
            label=f"Afmaken en openen: {consultation}",
            href=f"/werk/raadplegingen/{consultation.slug}/",
            count=1,
            due=consultation.opens_on,
            consequence="Tot die tijd kan geen kind antwoorden.",
        )
        for consultation in drafts
    ]
    unread = [
        asked
        for asked in panel.questions_for(account)
        if not panel.said_of(asked).filter(actor_id=account.audit_id).exists()
    ]
    if unread:
        consequence = "Kinderen krijgen een vraag pas als jullie haar lazen, of als openbaar staat waarom niet."
        waiting.append(Duty("Vragen om na te lezen", "/werk/panel/", len(unread), consequence=consequence))
    waiting += paper.duties(account, today)
    return waiting
