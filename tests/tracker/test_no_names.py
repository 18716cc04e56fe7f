"""No person who works with Weerklank is named where everybody reads: pages, files and the open data."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.answers import keeping
from tests.answers.keeping import CLAIM
from tests.conftest import NOW, Cast
from tests.rights.limbs import limb as unread
from weerklank.accounts.models import Account, Organisation
from weerklank.answers.actions import linking
from weerklank.answers.models import Action, ActionLink, Commitment, CommitmentLink
from weerklank.rights.actions import wording
from weerklank.rights.kinds import BY_SLUG
from weerklank.rights.models import Recommendation, RecommendationText
from weerklank.tracker.dump.rows import every_row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
NAME = "Wilhelmina Quispel"


@pytest.fixture
def told(cast: Cast, ministry: Organisation) -> tuple[Recommendation, Commitment, Action]:
    """Everything that somebody may say of a limb, said by people with names that stand out."""
    for number, one in enumerate(Account.objects.order_by("pk")):
        one.name = f"{NAME} {number}"
        one.save()
    for name in ("contact", "editor", "second_editor"):
        getattr(cast, name).refresh_from_db()
    limb = keeping.limb()
    promise, action = keeping.entered(cast, ministry), keeping.planned(cast.contact, ministry)
    links = (
        ("toezegging", linking.link_promise(promise=promise, limb=limb, claim=CLAIM, by=cast.contact, now=NOW)),
        ("actie", linking.link_action(action=action, limb=limb, claim=CLAIM, by=cast.contact, now=NOW)),
        ("nakoming", linking.link_keeping(action=action, promise=promise, claim=CLAIM, by=cast.contact, now=NOW)),
    )
    for kind, link in links:
        linking.decide_link(kind=kind, link_id=link.pk, move="confirm", by=cast.second_editor, now=NOW)
    text = RecommendationText.objects.create(
        recommendation=limb,
        register="unofficial_translation",
        text="Maak de wachtlijsten korter.",
        state="published",
        author=cast.editor.audit_label,
        written_by=cast.editor,
        approved_by=cast.second_editor,
    )
    assert text.public_author == "Coalitie"
    return limb, promise, action


def _public(limb: Recommendation, promise: Commitment, action: Action) -> dict[str, str]:
    addresses = [
        *(one.get_absolute_url() for one in (limb, promise, action)),
        *(
            f"{base}{form}"
            for base in ("/aanbevelingen/", "/aanbevelingen/veranderd/", "/acties/", "/toezeggingen/")
            for form in ("", "?vorm=csv", "?vorm=json")
        ),
        "/aanbevelingen/veranderd/feed/",
        "/aanbevelingen/?vorm=feed",
        "/",
    ]
    found = {}
    for address in addresses:
        response = Client().get(address)
        assert response.status_code == 200, address
        found[address] = (b"".join(response) if response.streaming else response.content).decode()
    return found


@pytest.mark.parametrize("stored", ["as it is stored now", "as it was stored before"])
def test_no_name_of_a_person_is_public(told: tuple[Recommendation, Commitment, Action], stored: str) -> None:
    limb, _, _ = told
    if stored == "as it was stored before":
        for model in (CommitmentLink, ActionLink):
            link = model.objects.get()
            assert link.author == "A"
            model.objects.update(author=link.proposed_by.audit_label)
    pages = _public(*told)
    data = {table.file: "\n".join(",".join(row.cells) for row in rows) for table, rows in every_row()}
    assert [where for where, words in (pages | data).items() if NAME in words] == []
    assert "Dat zegt: A." in pages[limb.get_absolute_url()]
    assert "Vertaald door Coalitie." in pages[limb.get_absolute_url()]
    assert any(cells.endswith("2026-11-20") and ",A," in cells for cells in data["data/action_limbs.csv"].splitlines())


def test_a_translation_without_a_name_is_that_of_the_body(cast: Cast) -> None:
    text = wording.write_text(
        recommendation_id=unread().pk, kind=BY_SLUG["vertaling"], text="Korter.", by=cast.editor, now=NOW
    )
    assert (text.author, Account(name="Jan").public_label) == ("Coalitie", "redactie")


def test_what_a_programme_read_in_for_somebody_without_an_account_is_said_by_a_pattern(cast: Cast) -> None:
    link = ActionLink(source="machine", author=cast.editor.audit_label)
    assert link.said_by == "patroon"
