"""An advice that was handed over to two ministries, with the voices it came from, and an answer that is whole."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from tests.advices import stories
from tests.conftest import NOW, TODAY, Cast
from weerklank.accounts.models import Organisation
from weerklank.advices.models import Advice
from weerklank.answers.actions import answering, approving, handing_over
from weerklank.answers.draft import Draft, PartDraft
from weerklank.answers.models import Addressee, Answer
from weerklank.editions.models import Edition, ThemeTable
from weerklank.participation.models import Consultation, Contribution, ReturnCode

EXPLANATION = (
    "Scholen mogen volgens artikel 40 van de onderwijswet een vrijwillige bijdrage vragen, en voor de schoolreis "
    "hangt die af van het besluit van elke medezeggenschapsraad."
)
CHANGE = "Als de Kamer in 2027 de wet verandert, vervalt deze reden."
CHILD = "Je vroeg om een gratis schoolreis. Dat doen we nog niet. De school beslist zelf. We praten er in mei over."


@dataclass(frozen=True)
class Asked:
    """One advice after the hand-over."""

    advice: Advice
    addressee: Addressee
    other: Addressee
    contribution: Contribution
    code: ReturnCode


@pytest.fixture
def frozen(edition: Edition, table: ThemeTable, cast: Cast, consultation: Consultation) -> Advice:
    code = stories.return_code()
    quoted = stories.said(consultation, "De schoolreis kost te veel geld voor ons thuis", return_code=code)
    private = stories.said(consultation, stories.SECRET, wants_private=True)
    group = stories.group_of(consultation, "Schoolreis", quoted, private)
    edition.state = "drafting_advice"
    edition.save()
    return stories.frozen(table, cast, group)


@pytest.fixture
def asked(frozen: Advice, edition: Edition, cast: Cast, ministry: Organisation, other_ministry: Organisation) -> Asked:
    handing_over.choose_addressees(
        advice_id=frozen.pk, lead_id=ministry.pk, other_ids=[other_ministry.pk], by=cast.organiser, now=NOW
    )
    handing_over.hand_over(edition_id=edition.pk, day=TODAY, receiver_ids=[ministry.pk], by=cast.organiser, now=NOW)
    frozen.refresh_from_db()
    contribution = Contribution.objects.get(original__startswith="De schoolreis")
    assert contribution.return_code is not None
    return Asked(
        advice=frozen,
        addressee=frozen.addressees.get(organisation=ministry),
        other=frozen.addressees.get(organisation=other_ministry),
        contribution=contribution,
        code=contribution.return_code,
    )


@pytest.fixture
def whole(asked: Asked) -> Draft:
    """An answer that follows one part and deviates on the other with a real reason."""
    follow, deviate = asked.advice.parts.all()
    return Draft(
        summary="Wij nemen één onderdeel over en wijken op het andere af, met redenen.",
        child_version=CHILD,
        not_thought_of="Dat de brief zelf al schaamte geeft.",
        signatory="de minister van A",
        parts=(
            PartDraft(
                follow.pk,
                "follow",
                promise="Een brief aan alle scholen",
                promise_by="directie onderwijs",
                promise_due="2027-05-01",
                promise_seen="de brief staat op de website",
            ),
            PartDraft(deviate.pk, "deviate", reason_type="law", explanation=EXPLANATION, would_change_mind=CHANGE),
        ),
    )


def with_part(draft: Draft, order: int, **changes: str) -> Draft:
    parts = list(draft.parts)
    parts[order - 1] = replace(parts[order - 1], **changes)
    return replace(draft, parts=tuple(parts))


def save(asked: Asked, cast: Cast, draft: Draft, revision: int = 0) -> Answer:
    return answering.save_draft(
        addressee_id=asked.addressee.pk, draft=draft, revision=revision, by=cast.respondent, now=NOW
    )


def submit(asked: Asked, cast: Cast, draft: Draft) -> Answer:
    save(asked, cast, draft)
    return answering.submit_answer(addressee_id=asked.addressee.pk, by=cast.respondent, now=NOW)


def publish(asked: Asked, cast: Cast, draft: Draft) -> Answer:
    return approving.publish_answer(answer_id=submit(asked, cast, draft).pk, by=cast.approver, now=NOW)


@pytest.fixture
def published(asked: Asked, cast: Cast, whole: Draft) -> Answer:
    return publish(asked, cast, whole)


def form_of(draft: Draft, revision: int = 0, **more: str) -> dict[str, str]:
    """The draft as a browser would send it."""
    data = {
        name: getattr(draft, name)
        for name in ("summary", "child_version", "reading_note", "not_thought_of", "signatory")
    }
    for part in draft.parts:
        for name in (
            "position",
            "reason_type",
            "explanation",
            "would_change_mind",
            "alternative",
            "promise",
            "promise_by",
            "promise_due",
            "promise_seen",
        ):
            data[f"part_{part.part_id}_{name}"] = getattr(part, name)
    return {**data, "revision": str(revision), **more}
