"""Two editions side by side, each with one of everything: what is mine, and what is somebody else's."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from tests.conftest import NOW, TODAY, Cast
from weerklank.accounts.models import Account, Organisation, OrganisationKind
from weerklank.advices.models import Advice, AdvicePart
from weerklank.answers.models import (
    Action,
    Addressee,
    Answer,
    Commitment,
    CommitmentLink,
    Milestone,
    PartPosition,
    Transfer,
)
from weerklank.briefings.models import NewsArticle, SavedView
from weerklank.editions.models import (
    Bond,
    DayRegistration,
    Edition,
    EditionRole,
    EditionTheme,
    ProgrammeRelease,
    ProgrammeSession,
    Registration,
    Room,
    Seat,
    Seating,
    Selecting,
    SideEvent,
    ThemeTable,
)
from weerklank.editions.programme import Programme, as_content
from weerklank.editions.queries.programme import slot_of
from weerklank.evidence.models import Indicator
from weerklank.findings.models import Group, GroupMembership, Making, Objection, OpinionRun, Run
from weerklank.moderation.models import Appeal, DeclineProposal, SafetyFlag
from weerklank.participation import addresses
from weerklank.participation.models import Consultation, Contribution, EntryPoint, Statement
from weerklank.rights.models import (
    Concept,
    Dropped,
    ImportBatch,
    Recommendation,
    RecommendationRelation,
    RecommendationText,
    Responsibility,
    ReviewCycle,
    Scheme,
    SourceChange,
    SourceDocument,
    SourceParagraph,
    Theme,
)

UNREAD = "kanarie die niemand gelezen heeft"
HELD = "kanarie die in gevaar is"
PUBLISHED = "kanarie die iedereen mag lezen"


@dataclass
class World:
    """The objects of one edition by the name that the matrix uses; values are what stands in an address."""

    objects: dict[str, dict[str, Any]] = field(default_factory=dict)

    def kwargs(self, wanted: set[str], names: tuple[str, ...]) -> dict[str, Any]:
        """Fills the address: each parameter from the objects that the matrix names, in their order."""
        filled: dict[str, Any] = {}
        for name in names:
            for parameter, value in self.objects[name].items():
                if parameter in wanted:
                    filled.setdefault(parameter, value)
        return filled


def _said(consultation: Consultation, entry_point: EntryPoint, text: str, state: str, **more: str) -> Contribution:
    return Contribution.objects.create(
        consultation=consultation,
        entry_point=entry_point,
        original=text,
        received_on=TODAY,
        submission_key=uuid.uuid4().hex,
        state=state,
        **more,
    )


def _run(consultation: Consultation, number: int, cast: Cast, **more: Any) -> Run:
    return Run.objects.create(
        consultation=consultation, number=number, key=str(number), input_hash="0" * 64, method="exact",
        parameters={"level": 0.95}, library_version="1", program_version="1", made_at=NOW, made_by=cast.analyst,
        votes=0, results=[], analysis={}, left_out=[], outcome={"results": [], "sentences": []},
        channels=[{"channel": "code", "voters_at_least": None, "statements": [], "groups": []}], **more,
    )  # fmt: skip


def build(edition: Edition, theme: Theme, ministry: Organisation, cast: Cast, code: str) -> World:
    tag = edition.slug
    edition_theme, _ = EditionTheme.objects.get_or_create(edition=edition, theme=theme, defaults={"name": "Armoede"})
    consultation = Consultation.objects.create(
        edition=edition, edition_theme=edition_theme, slug=f"vraag-{tag}", question="Wat vind je?", can_change="iets",
        cannot_change="iets anders", who_decides="iemand", hear_by=date(2027, 5, 1), state="open",
    )  # fmt: skip
    entry_point = EntryPoint.objects.create(
        consultation=consultation, code=code, valid_from=date(2026, 1, 1), valid_to=date(2036, 1, 1), max_uses=500,
        page_hash=addresses.page_hash(2 * code),
    )  # fmt: skip
    statement = Statement.objects.create(consultation=consultation, text=f"Stelling van {tag}", state="open")
    unread = _said(consultation, entry_point, UNREAD, "received")
    held = _said(consultation, entry_point, HELD, "safety_hold")
    published = _said(consultation, entry_point, PUBLISHED, "published")
    grouped = _said(consultation, entry_point, PUBLISHED, "grouped")
    group = Group.objects.create(consultation=consultation, title=f"Groep van {tag}")
    GroupMembership.objects.create(group=group, contribution=grouped)
    objection = Objection.objects.create(contribution=grouped, about="place", group=group, raised_on=TODAY)
    run = _run(consultation, 1, cast)
    making = Making.objects.create(consultation=consultation, method="exact", made_by=cast.analyst, made_at=NOW)
    counted = OpinionRun.objects.create(
        consultation=consultation, made_at=NOW, library_version="1", votes=0, results=[]
    )
    public_run = _run(
        consultation, 2, cast, state="public", count=counted, published_on=TODAY,
        proposed_by=cast.analyst, published_by=cast.organiser,
    )  # fmt: skip
    flag = SafetyFlag.objects.create(contribution=held, raised_by="words", raised_on=TODAY)
    doubted = _said(consultation, entry_point, UNREAD, "received")
    proposal = DeclineProposal.objects.create(
        contribution=doubted, reason="hurtful", sentence="Zin.", proposed_by="iemand", proposed_on=TODAY
    )
    appeal = Appeal.objects.create(
        contribution=_said(
            consultation, entry_point, UNREAD, "not_published", decline_reason="hurtful", reason_for_child="Zin."
        ),
        asked_on=TODAY,
    )
    table = ThemeTable.objects.create(edition_theme=edition_theme, number=1)
    seat = Seat.objects.create(table=table, kind="child", alias="Kind 1")
    signing_up, _ = DayRegistration.objects.get_or_create(
        edition=edition, defaults={"opens_on": TODAY, "closes_on": TODAY, "reach": "dag@example.org"}
    )
    attendee, friend = (
        signing_up.attendees.create(
            role="ministry",
            name=name,
            registered_on=TODAY,
            place_in_line=signing_up.attendees.count() + 1,
            secret_digest=f"{tag} {name}",
            request_key=f"{tag} {name}",
        )
        for name in ("Deelnemer", "Vriend")
    )
    bond = Bond.objects.create(first=attendee, second=friend, kind="together")
    draw = Selecting.objects.create(
        registration=signing_up, number=1, seed="zaad", state="done", made_by=cast.organiser, made_on=TODAY
    )
    plan = Seating.objects.create(
        registration=signing_up, number=1, seed="zaad", state="done", made_by=cast.organiser, made_on=TODAY
    )
    hall = Room.objects.create(edition=edition, name="Zaal 1")
    session = ProgrammeSession.objects.create(edition=edition, title="Welkom")
    release = ProgrammeRelease.objects.create(
        edition=edition,
        number=1,
        published_on=TODAY,
        content=as_content(Programme(day=TODAY, slots=(slot_of(session),))),
    )
    advice = Advice.objects.create(
        number=f"2026-ARM-{code[:2]}",
        edition=edition,
        edition_theme=edition_theme,
        table=table,
        title="Advies",
        text="Doe iets.",
    )
    AdvicePart.objects.create(advice=advice, order=1, text="Doe iets.")
    addressee = Addressee.objects.create(
        advice=advice, organisation=ministry, due_on=date(2027, 1, 1), state="in_approval"
    )
    transfer = Transfer.objects.create(
        addressee=addressee, part=AdvicePart.objects.get(advice=advice), to=ministry, reason="Dit hoort daar."
    )
    answer = Answer.objects.create(addressee=addressee, state="submitted", written_by=cast.respondent)
    commitment = Commitment.objects.create(
        slug=f"belofte-{tag}", title="Belofte", organisation=ministry, state="agreed"
    )
    done = Commitment.objects.create(
        slug=f"gedaan-{tag}",
        title="Gedaan",
        organisation=ministry,
        state="done",
        fulfilled_by_url="https://example.org/brief",
        position=PartPosition.objects.create(answer=answer, part=transfer.part, position="follow"),
    )
    action = Action.objects.create(slug=f"actie-{tag}", title="Actie", lead=ministry, is_demonstration=True)
    milestone = Milestone.objects.create(action=action, title="Stap", due_on=date(2027, 1, 1))
    stranger = Account.objects.create_account(
        email=f"iemand@{tag}.example", name="iemand", organisation=cast.outsider.organisation
    )
    role = EditionRole.objects.create(edition=edition, account=stranger, role="facilitator")
    return World(
        {
            "edition": {"slug": edition.slug},
            "role": {"pk": role.pk},
            "consultation": {"slug": consultation.slug},
            "question": {"question": consultation.slug},
            "told": {"number": group.pk},
            "told_number": {"number": consultation.pk},
            "language": {"language": "en"},
            "statement": {"pk": statement.pk},
            "entry_point": {"pk": entry_point.pk},
            "contribution": {"pk": unread.pk},
            "published": {"pk": published.pk},
            "reason": {"reason": "hurtful"},
            "flag": {"pk": flag.pk},
            "proposal": {"pk": proposal.pk},
            "appeal": {"pk": appeal.pk},
            "group": {"pk": group.pk},
            "objection": {"pk": objection.pk},
            "run": {"pk": run.pk},
            "public_run": {"pk": public_run.pk},
            "making": {"pk": making.pk},
            "outcome": {"number": counted.pk},
            "edition_theme": {"theme_id": edition_theme.pk},
            "table": {"table_id": table.pk},
            "seat": {"seat_id": seat.pk},
            "attendee": {"attendee_id": attendee.pk},
            "move": {"move": "cancel"},
            "bond": {"bond_id": bond.pk},
            "hall": {"room_id": hall.pk},
            "draw": {"number": draw.number, "drawn": 1},
            "plan": {"number": plan.number},
            "session": {"session_id": session.pk},
            "release": {"number": release.number},
            "released": {"uid": session.uid},
            "advice": {"advice_id": advice.pk, "number": advice.number},
            "addressee": {"addressee_id": addressee.pk},
            "transfer": {"transfer_id": transfer.pk},
            "answer": {"answer_id": answer.pk},
            "commitment": {"slug": commitment.slug},
            "done": {"slug": done.slug},
            "action": {"slug": action.slug},
            "milestone": {"milestone_id": milestone.pk, "deed": "af"},
            "code": {"code": code},
            "teacher_page": {"secret": addresses.written(2 * code)},
            "number": {"number": 1},
            "rest": {"rest": "iets/anders"},
            "theme": {"slug": theme.slug},
        }
    )


@dataclass(frozen=True)
class Worlds:
    mine: World
    theirs: World


@pytest.fixture
def worlds(edition: Edition, theme: Theme, ministry: Organisation, cast: Cast) -> Worlds:
    other = Edition.objects.create(
        year=2027, slug="andere", title="Andere editie", state="collecting", is_demonstration=True
    )
    elsewhere = Organisation.objects.create(
        slug="ministerie-c", name="Ministerie C", kind=OrganisationKind.MINISTRY, is_demonstration=True
    )
    mine = build(edition, theme, ministry, cast, "BCDFGH")
    theirs = build(other, theme, elsewhere, cast, "JKMNPQ")
    meeting = SideEvent.objects.create(
        slug="bijeenkomst", title="Bijeenkomst", date=date(2027, 1, 1), is_demonstration=True
    )
    registration = Registration.objects.create(
        event=meeting,
        name="Iemand",
        role="member",
        email="iemand@voorbeeld.example",
        registered_on=TODAY,
        erase_after=date(2027, 2, 1),
    )
    article = NewsArticle.objects.create(slug="artikel", title="Artikel", lead="Lead", body="Tekst")
    document = SourceDocument.objects.create(symbol="CRC/C/NLD/CO/9", slug="crc-c-nld-co-9", title="Document")
    paragraph = SourceParagraph.objects.create(document=document, key="1", number=1, text="Text")
    limb = Recommendation.objects.create(
        paragraph=paragraph,
        document=document,
        number="1",
        slug="1",
        statement_type="recommendation",
        text="Text",
        state="imported",
    )
    promise = Commitment.objects.get(slug=f"belofte-{edition.slug}")
    link = CommitmentLink.objects.create(commitment=promise, recommendation=limb)
    responsibility = Responsibility.objects.create(recommendation=limb, organisation=ministry)
    asked_of_others = Responsibility.objects.create(recommendation=limb, organisation=elsewhere)
    earlier = Recommendation.objects.create(
        paragraph=paragraph, document=document, number="2", slug="2", statement_type="recommendation", text="Text"
    )
    relation = RecommendationRelation.objects.create(later=limb, earlier=earlier, type="reiterates", state="confirmed")
    cycle = ReviewCycle.objects.create(slug="2036", label="ronde", year=2036)
    dropped = Dropped.objects.create(recommendation=limb, cycle=cycle, note="Niet bekend.")
    wording = RecommendationText.objects.create(recommendation=limb, register="child", text="Tekst")
    scheme = Scheme.objects.create(code="crc-articles", title="Artikelen")
    concept = Concept.objects.create(scheme=scheme, notation="1")
    batch = ImportBatch.objects.create(
        file_name="proef.txt", sha256="0" * 64, format="ohchr-text", started_at=NOW, dry_run=True, state="done"
    )
    source_change = SourceChange.objects.create(
        recommendation=limb, batch=batch, stands="Text", offered="Other text", print="0" * 16
    )
    indicator = Indicator.objects.create(
        code="cijfer", title="Cijfer", definition="x", scope="y", unit="%", producer="z"
    )
    view = SavedView.objects.create(key="f" * 16, name="Weergave", filters={"alleen": ["dringend"]}, made_on=TODAY)
    for world in (mine, theirs):
        world.objects |= {
            "view": {"key": view.key},
            "meeting": {"slug": meeting.slug},
            "registration": {"registration_id": registration.pk},
            "article": {"article_id": article.pk, "slug": article.slug},
            "room": {"room": "werk"},
            "batch": {"pk": batch.pk},
            "responsibility": {"pk": responsibility.pk},
            "deed": {"deed": "check"},
            "upload": {"seal": "0" * 64},
            "source_change": {"pk": source_change.pk, "deed": "houden"},
            "paragraph": {"pk": paragraph.pk, "deed": "letter", "limb": limb.pk},
            "duty": {"pk": responsibility.pk if world is mine else asked_of_others.pk},
            "relation": {"pk": relation.pk},
            "dropped": {"pk": dropped.pk},
            "kind": {"kind": "kinderen"},
            "wording": {"pk": wording.pk},
            "concept": {"pk": concept.pk},
            "organisation": {"slug": ministry.slug},
            "document": {"document": document.slug, "slug": document.slug},
            "limb": {"limb": limb.slug},
            "link": {"kind": "toezegging", "link_id": link.pk},
            "body": {"body": ministry.slug},
            "indicator": {"code": indicator.code},
            "day": {"day": "2026-11-19"},
            "secret": {"secret": "geheim"},
        }
    return Worlds(mine, theirs)
