"""Twice is once, half is never left behind, and what is better known stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.conftest import NOW, Cast
from tests.rights.conftest import OBSERVATIONS, REAL
from weerklank.audit.models import AuditEvent
from weerklank.moves import Refusal
from weerklank.rights.actions import importing, writing
from weerklank.rights.actions.importing import import_observations
from weerklank.rights.models import (
    ImportBatch,
    Recommendation,
    RecommendationConcept,
    RecommendationTerritory,
    SourceDocument,
    SourceParagraph,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("territories")]


def _counts(batch: ImportBatch) -> tuple[int, int, int, int]:
    return batch.created, batch.updated, batch.unchanged, batch.rejected


def _all_rows() -> dict[str, list[object]]:
    models = (SourceDocument, SourceParagraph, Recommendation, RecommendationConcept, RecommendationTerritory)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_limbs_stand_under_their_numbers(observations: Path) -> None:
    batch = import_observations(path=observations, by=None, now=NOW)
    assert _counts(batch) == (4, 0, 0, 0)
    assert list(Recommendation.objects.order_by("order").values_list("number", "slug", "statement_type", "state")) == [
        ("1", "1", "introduction", "imported"),
        ("2", "2", "concern", "imported"),
        ("3(a)", "3-a", "recommendation", "imported"),
        ("3(b)", "3-b", "recommendation", "imported"),
    ]


def test_what_is_derived_is_a_suggestion_beside_its_pattern(observations: Path) -> None:
    import_observations(path=observations, by=None, now=NOW)
    limb = Recommendation.objects.get(slug="3-b")
    found = {(link.concept.scheme.code, link.concept.notation) for link in limb.concept_links.all()}
    assert {("crc-articles", "31"), ("sdg-targets", "4.2"), ("crc-clusters", "8")} <= found
    assert set(limb.concept_links.values_list("state", "source")) == {("suggested", "machine")}
    assert "" not in set(limb.concept_links.values_list("pattern", flat=True))
    assert [link.territory.code for link in RecommendationTerritory.objects.filter(recommendation__slug="3-a")] == [
        "SAB"
    ]


def test_the_second_time_changes_nothing(observations: Path) -> None:
    import_observations(path=observations, by=None, now=NOW)
    before = _all_rows()
    assert _counts(import_observations(path=observations, by=None, now=NOW)) == (0, 0, 4, 0)
    assert _all_rows() == before
    assert AuditEvent.objects.filter(action="observations.imported").count() == 1


def test_a_dry_run_reports_and_leaves_nothing(observations: Path) -> None:
    batch = import_observations(path=observations, by=None, now=NOW, dry_run=True)
    assert _counts(batch) == (4, 0, 0, 0)
    assert Recommendation.objects.count() == 0
    assert batch.rows.filter(outcome="created").count() == 4


def test_what_an_editor_rejected_is_not_suggested_again(observations: Path) -> None:
    import_observations(path=observations, by=None, now=NOW)
    RecommendationConcept.objects.filter(concept__notation="31").update(state="rejected")
    import_observations(path=observations, by=None, now=NOW)
    assert set(RecommendationConcept.objects.filter(concept__notation="31").values_list("state", flat=True)) == {
        "rejected"
    }


def test_another_text_under_the_same_number_is_reported_and_not_taken(observations: Path, tmp_path: Path) -> None:
    import_observations(path=observations, by=None, now=NOW)
    other = tmp_path / "other.txt"
    other.write_text(OBSERVATIONS.replace("Open every playground in Saba", "Close every playground in Saba"))
    batch = import_observations(path=other, by=None, now=NOW)
    assert _counts(batch) == (0, 0, 3, 1)
    assert Recommendation.objects.get(slug="3-a").text == "Open every playground in Saba;"
    assert _counts(import_observations(path=other, by=None, now=NOW)) == (0, 0, 3, 1)


def test_a_checked_text_stays_even_when_a_better_source_comes(observations: Path, cast: Cast) -> None:
    import_observations(path=observations, by=None, now=NOW)
    Recommendation.objects.filter(slug="3-a").update(
        text="Open every", complete=False, state="checked", checked_by=cast.editor
    )
    batch = import_observations(path=observations, by=None, now=NOW)
    assert Recommendation.objects.get(slug="3-a").text == "Open every"
    assert batch.rejected == 1


def test_a_fragment_is_replaced_by_the_whole(observations: Path) -> None:
    import_observations(path=observations, by=None, now=NOW)
    Recommendation.objects.filter(slug="3-a").update(text="Open every", complete=False)
    assert _counts(import_observations(path=observations, by=None, now=NOW)) == (0, 1, 3, 0)
    assert Recommendation.objects.get(slug="3-a").text == "Open every playground in Saba;"


def _export(path: Path, count: int) -> Path:
    records = [
        {
            "AnnotationId": f"00000000-0000-4000-8000-{number:012d}",
            "AnnotationType": "- Recommendations",
            "Body": "- CRC",
            "Countries": ["- Netherlands"],
            "Symbol": "CRC/C/NLD/CO/9",
            "PublicationDate": "2030-03-01T00:00:00",
            "Text": f"{number}.The Committee recommends that the State party plant made-up tree number {number}.",
            "Themes": ["- Environment"],
            "AffectedPersons": ["- Children"],
            "Sdgs": ["- 15.2 - Trees"],
        }
        for number in range(1, count + 1)
    ]
    path.write_text(json.dumps(records))
    return path


def test_an_interrupted_export_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _export(tmp_path / "export.json", 25)
    monkeypatch.setattr(importing, "CHUNK", 10)
    real = writing.Writer.uhri

    def breaks(self: writing.Writer, read: object) -> None:
        if read.ordinal == 17:
            raise KeyboardInterrupt
        real(self, read)

    monkeypatch.setattr(writing.Writer, "uhri", breaks)
    with pytest.raises(KeyboardInterrupt):
        import_observations(path=path, by=None, now=NOW)
    stopped = ImportBatch.objects.get()
    assert (stopped.state, stopped.position, Recommendation.objects.count()) == ("stopped", 10, 10)

    monkeypatch.setattr(writing.Writer, "uhri", real)
    finished = import_observations(path=path, by=None, now=NOW)
    assert (finished.pk, finished.state, finished.created) == (stopped.pk, "done", 25)
    assert Recommendation.objects.count() == 25
    assert _counts(import_observations(path=path, by=None, now=NOW)) == (0, 0, 25, 0)


def test_what_the_un_tagged_says_so(tmp_path: Path) -> None:
    import_observations(path=_export(tmp_path / "export.json", 1), by=None, now=NOW)
    link = RecommendationConcept.objects.get(concept__scheme__code="uhri-persons")
    assert (link.source, link.state, link.concept.label) == ("un", "suggested", "Children")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("leeg.json", b""),
        ("ander-land.txt", OBSERVATIONS.replace("NLD", "GBR").replace("the Netherlands", "Great Britain").encode()),
        ("haken.json", b"[" * 2_000_000),
        ("diep.html", b"<!doctype html><html><body>" + b"<div>" * 300_000),
        ("bom.docx", b"PK\x03\x04 not a zip"),
        ("plaatje.json", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence_and_changes_nothing(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refusal) as refusal:
        import_observations(path=path, by=None, now=NOW)
    assert name in refusal.value.sentence
    assert (Recommendation.objects.count(), ImportBatch.objects.count()) == (0, 0)


def test_a_truncated_export_keeps_what_came_before_and_names_the_break(tmp_path: Path) -> None:
    path = _export(tmp_path / "export.json", 12)
    path.write_bytes(path.read_bytes()[:-700])
    batch = import_observations(path=path, by=None, now=NOW)
    assert 0 < batch.created < 12
    broken = [row.message for row in batch.rows.filter(outcome="rejected")]
    assert len(broken) == 1
    assert "byte" in broken[0]


def test_the_command_says_what_it_did(observations: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import", "observations", str(observations))
    assert "4 nieuw, 0 gewijzigd, 0 gelijk, 0 niet overgenomen" in capsys.readouterr().out
    with pytest.raises(CommandError, match="Er is niets veranderd"):
        call_command("import", "observations", str(observations.with_name("weg.txt")))


@pytest.mark.skipif(not REAL.exists(), reason="the real UN files do not lie beside this checkout")
def test_the_real_files_twice_change_nothing_the_second_time() -> None:
    def read(path: Path) -> ImportBatch | None:
        country = "Slovenia" if path.name.startswith("upr48") else "Australia" if path.name.startswith("uhri") else None
        return import_observations(
            path=path, by=None, now=NOW, country=country, bodies=() if country else importing.CRC_BODIES
        )

    files = sorted(REAL.iterdir())
    first = {path.name: read(path) for path in files}
    before = _all_rows()
    second = {path.name: read(path) for path in files}
    assert {name: (batch.created, batch.updated) for name, batch in second.items() if batch} == dict.fromkeys(
        first, (0, 0)
    )
    assert _all_rows() == before
    assert sum(batch.created for batch in first.values() if batch) > 300
