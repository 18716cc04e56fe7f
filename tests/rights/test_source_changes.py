"""A source that says something else: nothing overwritten, asked once, decided by a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import NOW, Cast
from tests.rights.conftest import OBSERVATIONS
from weerklank.audit.models import AuditEvent
from weerklank.moves import Refusal
from weerklank.rights.actions import changes
from weerklank.rights.actions.importing import import_observations
from weerklank.rights.models import ImportBatch, Recommendation, SourceChange, SourceParagraph
from weerklank.rights.queries import duties
from weerklank.rights.queries.incoming import difference

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("territories")]

OTHER = OBSERVATIONS.replace("Open every playground in Saba", "Open each playground in Saba, and keep it open")
LIST = "/werk/aanbevelingen/gewijzigd/"


def _read(path: Path, text: str) -> ImportBatch:
    path.write_text(text)
    return import_observations(path=path, by=None, now=NOW)


@pytest.fixture
def asked(tmp_path: Path, observations: Path) -> SourceChange:
    import_observations(path=observations, by=None, now=NOW)
    _read(tmp_path / "other.txt", OTHER)
    return SourceChange.objects.get()


def test_another_text_is_asked_and_overwrites_nothing(asked: SourceChange) -> None:
    assert (asked.recommendation.number, asked.state) == ("3(a)", "asked")
    assert asked.stands == asked.recommendation.text == "Open every playground in Saba;"
    assert asked.offered == "Open each playground in Saba, and keep it open;"
    assert [row.outcome for row in asked.batch.rows.filter(recommendation=asked.recommendation)] == ["rejected"]


def test_the_same_file_again_asks_nothing_again(asked: SourceChange, tmp_path: Path) -> None:
    batch = _read(tmp_path / "again.txt", OTHER)
    assert SourceChange.objects.count() == 1
    row = batch.rows.get(recommendation=asked.recommendation)
    assert (row.outcome, "wacht op een besluit" in row.message) == ("rejected", True)


def test_a_dry_run_asks_nothing(tmp_path: Path, observations: Path) -> None:
    import_observations(path=observations, by=None, now=NOW)
    path = tmp_path / "other.txt"
    path.write_text(OTHER)
    batch = import_observations(path=path, by=None, now=NOW, dry_run=True)
    assert (batch.rejected, SourceChange.objects.count()) == (1, 0)


def test_taking_puts_the_offered_text_in_its_place_and_says_who(
    asked: SourceChange, cast: Cast, tmp_path: Path
) -> None:
    changes.take(change_id=asked.pk, by=cast.editor, now=NOW)
    limb = Recommendation.objects.get(number="3(a)")
    assert (limb.text, limb.state) == ("Open each playground in Saba, and keep it open;", "imported")
    event = AuditEvent.objects.get(action="source_change.taken")
    assert (event.actor, event.public) == (cast.editor.audit_label, True)
    for text in (OTHER, OBSERVATIONS):
        batch = _read(tmp_path / "later.txt", text)
        assert (batch.updated, batch.rejected, SourceChange.objects.count()) == (0, 0, 1)


def test_keeping_needs_a_reason_and_ends_the_question(asked: SourceChange, cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="Schrijf waarom"):
        changes.keep(change_id=asked.pk, reason="nee", by=cast.editor, now=NOW)
    changes.keep(change_id=asked.pk, reason="De site van de VN geeft de eerste tekst.", by=cast.editor, now=NOW)
    batch = _read(tmp_path / "again.txt", OTHER)
    row = batch.rows.get(recommendation=asked.recommendation)
    assert (row.outcome, batch.rejected) == ("unchanged", 0)
    assert "De site van de VN geeft de eerste tekst." in row.message


@pytest.mark.parametrize(("state", "said"), [("checked", "Zet haar eerst terug"), ("published", "trek haar in")])
def test_a_frozen_text_cannot_be_taken_over(asked: SourceChange, cast: Cast, state: str, said: str) -> None:
    who = {"checked_by": cast.editor, "published_by": cast.second_editor if state == "published" else None}
    Recommendation.objects.filter(pk=asked.recommendation_id).update(state=state, **who)
    with pytest.raises(Refusal, match=said):
        changes.take(change_id=asked.pk, by=cast.editor, now=NOW)
    assert Recommendation.objects.get(pk=asked.recommendation_id).text == "Open every playground in Saba;"


def test_a_text_that_changed_meanwhile_is_not_taken_over(asked: SourceChange, cast: Cast) -> None:
    Recommendation.objects.filter(pk=asked.recommendation_id).update(text="Typed over from the page.")
    with pytest.raises(Refusal, match="veranderd sinds dit gevraagd werd"):
        changes.take(change_id=asked.pk, by=cast.editor, now=NOW)


def test_whoever_comes_second_reads_who_decided(asked: SourceChange, cast: Cast) -> None:
    changes.take(change_id=asked.pk, by=cast.editor, now=NOW)
    with pytest.raises(Refusal, match=f"net al besloten door {cast.editor.name}"):
        changes.keep(change_id=asked.pk, reason="Ik vond van niet, na lezing.", by=cast.second_editor, now=NOW)


def test_a_paragraph_without_letters_changes_with_its_limb(tmp_path: Path, observations: Path, cast: Cast) -> None:
    import_observations(path=observations, by=None, now=NOW)
    _read(tmp_path / "other.txt", OBSERVATIONS.replace("some playgrounds are closed", "many playgrounds are shut"))
    change = SourceChange.objects.get()
    changes.take(change_id=change.pk, by=cast.editor, now=NOW)
    paragraph = SourceParagraph.objects.get(number=2)
    assert paragraph.text == paragraph.limbs.get().text == change.offered


def test_the_difference_is_shown_word_by_word() -> None:
    parts = difference("Open every playground in Saba;", "Open each playground in Saba, now;")
    assert [(part.kind, part.text) for part in parts] == [
        ("", "Open "),
        ("weg", "every"),
        ("nieuw", "each"),
        ("", " playground in Saba"),
        ("nieuw", ", now"),
        ("", ";"),
    ]


def test_the_page_lists_filters_and_exports_what_is_asked(asked: SourceChange, cast: Cast) -> None:
    client = cast.client("editor")
    page = client.get(LIST)
    assert [change.pk for change in page.context["page"]] == [asked.pk]
    assert list(client.get(LIST, {"stand": "kept"}).context["page"]) == []
    assert list(client.get(LIST, {"document": "elders", "q": "%'\"*("}).context["page"]) == []
    rows = client.get(f"{LIST}lijst.csv").content.decode("utf-8-sig").splitlines()
    assert (len(rows), asked.offered in rows[1]) == (2, True)


def test_the_page_of_one_change_decides_and_keeps_what_was_typed(asked: SourceChange, cast: Cast) -> None:
    client = cast.client("editor")
    assert client.get(f"{LIST}{asked.pk}/").status_code == 200
    refused = client.post(f"{LIST}{asked.pk}/houden/", {"reason": "kort"})
    assert (refused.status_code, refused.context["form"]["reason"].value()) == (422, "kort")
    Recommendation.objects.filter(pk=asked.recommendation_id).update(state="checked", checked_by=cast.editor)
    frozen = client.post(f"{LIST}{asked.pk}/overnemen/")
    assert (frozen.status_code, "Zet haar eerst terug" in frozen.context["refused"]) == (422, True)
    done = client.post(f"{LIST}{asked.pk}/houden/", {"reason": "De eerste druk is de juiste."})
    assert (done.status_code, SourceChange.objects.get().state) == (302, "kept")
    assert client.get(f"{LIST}{asked.pk}/").status_code == 200
    assert client.get(f"{LIST}{asked.pk}/verzin/").status_code == 404


def test_an_editor_is_told_that_a_source_waits(asked: SourceChange, cast: Cast) -> None:
    waiting = {duty.href: duty.count for duty in duties(cast.editor, NOW.date())}
    assert waiting[LIST] == 1
    changes.take(change_id=asked.pk, by=cast.editor, now=NOW)
    assert LIST not in {duty.href for duty in duties(cast.editor, NOW.date())}
