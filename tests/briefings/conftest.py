"""One theme with everything: a figure, a reported topic, an advice that was answered, a promise that is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from tests.conftest import TODAY, Cast
from weerklank.accounts.models import Organisation
from weerklank.advices.actions import fingerprint
from weerklank.advices.models import Advice, AdvicePart, Handover
from weerklank.answers.models import Addressee, Answer, Commitment, PartPosition
from weerklank.briefings.models import NewsArticle
from weerklank.editions.models import Edition, EditionTheme, SideEvent
from weerklank.evidence.models import Indicator, Observation, Source
from weerklank.findings.models import Group, GroupMembership
from weerklank.participation.models import Consultation, Contribution
from weerklank.rights.models import ReportedTopic, ReviewCycle, SourceDocument, Theme

QUOTE = "Op schoolreis ging ik niet mee."
PRIVATE = "Dit mag niemand lezen, alleen meetellen."
DECLINED = "Dit is niet openbaar geworden."


@dataclass(frozen=True)
class Round:
    """What the dossier of the theme is put together from."""

    theme: Theme
    advice: Advice
    late: Advice
    promise: Commitment
    indicator: Indicator


def _advice(edition: Edition, edition_theme: EditionTheme, number: str, title: str, parts: list[str]) -> Advice:
    advice = Advice.objects.create(number=number, edition=edition, edition_theme=edition_theme, title=title, text=title)
    for order, text in enumerate(parts, start=1):
        AdvicePart.objects.create(advice=advice, order=order, text=text)
    advice.frozen_hash, advice.frozen_on, advice.state = fingerprint(advice), date(2026, 6, 1), "handed_over"
    advice.save()
    return advice


@pytest.fixture
def whole_round(
    cast: Cast,
    edition: Edition,
    edition_theme: EditionTheme,
    theme: Theme,
    consultation: Consultation,
    ministry: Organisation,
    other_ministry: Organisation,
) -> Round:
    Edition.objects.filter(pk=edition.pk).update(is_demonstration=False)
    edition.refresh_from_db()
    cycle = ReviewCycle.objects.create(slug="2022", label="2022", year=2022)
    document = SourceDocument.objects.create(
        cycle=cycle,
        symbol="CRC/C/NLD/CO/5-6",
        slug="crc-c-nld-co-5-6",
        title="t",
        url="https://un.example/1",
        date=date(2022, 3, 9),
    )
    ReportedTopic.objects.create(
        document=document, theme=theme, topic="Te veel armoede", summary="Er zijn te veel kinderen in armoede.",
        reported_by="Een organisatie", source_url="https://organisatie.example/1",
    )  # fmt: skip
    source = Source.objects.create(title="Een telling", url="https://tellers.example/1", published="2026-01")
    indicator = Indicator.objects.create(
        code="telling", title="Kinderen geteld", theme=theme, definition="Wie geteld is.", scope="Alleen hier.", unit="kinderen",
        producer="De Tellers", limits="Het zegt weinig.",
    )  # fmt: skip
    Observation.objects.create(
        indicator=indicator, period="2025", period_start=date(2025, 1, 1), value=4000, source=source
    )

    group = Group.objects.create(
        consultation=consultation, title="Geld op school", summary="Schoolreis kost geld.", destination="in_advice"
    )
    for key, text, state, private in (
        ("a", QUOTE, "in_advice", False),
        ("b", PRIVATE, "in_advice", True),
        ("c", DECLINED, "not_published", False),
    ):
        contribution = Contribution.objects.create(
            consultation=consultation, original=text, received_on=date(2026, 5, 1), submission_key=key, state=state,
            wants_private=private, decline_reason="hurtful" if state == "not_published" else "",
            reason_for_child="Dit deed pijn." if state == "not_published" else "",
        )  # fmt: skip
        GroupMembership.objects.create(group=group, contribution=contribution)

    Handover.objects.create(edition=edition, date=date(2026, 6, 1))
    advice = _advice(
        edition, edition_theme, "2026-ARM-01", "Maak de schoolreis gratis", ["Vraag geen geld.", "Geef een fiets."]
    )
    advice.groups.add(group)
    addressee = Addressee.objects.create(advice=advice, organisation=ministry, lead=True, due_on=date(2026, 9, 1))
    answer = Answer.objects.create(
        addressee=addressee, summary="Ja en nee.", child_version="Eén ding wel, één ding niet.", not_thought_of="De fiets.",
        signatory="de minister", written_by=cast.respondent, approved_by=cast.approver,
    )  # fmt: skip
    first, second = advice.parts.order_by("order")
    follow = PartPosition.objects.create(answer=answer, part=first, position="follow")
    PartPosition.objects.create(
        answer=answer, part=second, position="deviate", reason_type="evidence",
        explanation="De meeste kinderen wonen dichtbij school en hebben al een fiets die ze gebruiken.",
        would_change_mind="Cijfers die iets anders laten zien.",
    )  # fmt: skip
    Answer.objects.filter(pk=answer.pk).update(state="published", published_on=date(2026, 8, 20))
    Addressee.objects.filter(pk=addressee.pk).update(state="answered")
    promise = Commitment.objects.create(
        slug="schoolreis", title="Scholen vragen niets meer", position=follow, organisation=ministry, made_on=date(2026, 8, 20),
        due_on=date(2026, 11, 1), state="on_track",
    )  # fmt: skip
    promise.themes.add(theme)
    late = _advice(edition, edition_theme, "2026-ARM-02", "Laat hulp stil zijn", ["Maak een stille manier."])
    Addressee.objects.create(advice=late, organisation=other_ministry, lead=True, due_on=date(2026, 11, 10))
    return Round(theme, advice, late, promise, indicator)


@pytest.fixture
def masterclass(db: None) -> SideEvent:
    return SideEvent.objects.create(
        slug="avond", title="Een avond", date=date(2026, 12, 20), place="Hier", capacity=2,
        registration_closes_on=date(2026, 12, 10), is_demonstration=True,
    )  # fmt: skip


@pytest.fixture
def article(db: None) -> NewsArticle:
    return NewsArticle.objects.create(
        slug="bericht", title="Een bericht", lead="Waar het om gaat.", body="Een alinea.\n\n- [bron](https://bron.example/)",
        state="published", published_on=TODAY, sources=[{"title": "Bron", "url": "https://bron.example/", "date": "2026"}],
    )  # fmt: skip
