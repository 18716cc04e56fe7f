"""The list that goes round: out as a Word file, back with what was written in its last column."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from django.core.management import call_command

from tests.conftest import NOW, Cast
from tests.rights.conftest import REAL
from tests.rights.reading.test_thematic import TEXT
from weerklank.audit.models import AuditEvent
from weerklank.moves import Refusal
from weerklank.rights.actions.importing import import_observations
from weerklank.rights.models import (
    ImplementationComment,
    ImportBatch,
    Recommendation,
    RecommendationConcept,
    SourceChange,
    SourceDocument,
    StatePosition,
)
from weerklank.rights.queries import incoming
from weerklank.rights.thematic_docx import HEADS, thematic_docx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("territories")]


@pytest.fixture
def listed(tmp_path: Path) -> SourceDocument:
    path = tmp_path / "list.txt"
    path.write_text(TEXT)
    import_observations(path=path, by=None, now=NOW, country="Slovenia")
    return SourceDocument.objects.get(symbol="UPR Slovenia")


def _written(path: Path, slug: str, comments: dict[str, str] | None = None) -> Path:
    """The list as a Word file, with words typed into its last column."""
    path.write_bytes(thematic_docx(incoming.thematic_list(SourceDocument.objects.get(slug=slug))))
    document = docx.Document(str(path))
    for row in document.tables[0].rows[1:]:
        for number, words in (comments or {}).items():
            if row.cells[0].text.startswith(f"{number} "):
                row.cells[3].text = words
    document.save(str(path))
    return path


def _state() -> dict[str, list[object]]:
    models = (SourceDocument, Recommendation, RecommendationConcept, StatePosition, ImplementationComment, SourceChange)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def _again(path: Path) -> ImportBatch:
    return import_observations(path=path, by=None, now=NOW)


def test_the_position_comes_in_with_its_words_and_its_source(listed: SourceDocument) -> None:
    rows = StatePosition.objects.values_list("recommendation__number", "position", "words", "source")
    assert list(rows) == [("77.1", "accepts", "Supported", "A/HRC/99/77/Add.1 - Para.3")]


def test_the_table_has_the_columns_that_governments_know(tmp_path: Path, listed: SourceDocument) -> None:
    document = docx.Document(str(_written(tmp_path / "x.docx", listed.slug)))
    table = document.tables[0]
    assert tuple(cell.text for cell in table.rows[0].cells) == HEADS
    assert table.rows[1].cells[0].text == "Theme: Kites & strings"
    assert [cell.text for cell in table.rows[2].cells] == [
        "77.1 Let every child in Slovenia fly a kite (Examplia) (Invented (Republic of));\n"
        "Source of Position: A/HRC/99/77/Add.1 - Para.3",
        "Supported",
        "- Kites & strings\n- 2030 Agenda & other invented commitments\nSDGs:\n- 4 - INVENTED EDUCATION\n"
        "- 10 - INVENTED EQUALITY\nAffected persons:\n- Children",
        "",
    ]


def test_what_goes_out_and_comes_back_changes_nothing(tmp_path: Path, listed: SourceDocument) -> None:
    path = _written(tmp_path / "x.docx", listed.slug)
    before = _state()
    batch = _again(path)
    assert (batch.created, batch.updated, batch.rejected) == (0, 0, 0)
    assert _state() == before


def test_a_comment_written_in_word_comes_back_with_its_writer(
    tmp_path: Path, listed: SourceDocument, cast: Cast
) -> None:
    path = _written(tmp_path / "x.docx", listed.slug, {"77.1": "In 2031 every school\ngot a kite."})
    batch = import_observations(path=path, by=cast.editor, now=NOW)
    assert (batch.created, batch.updated) == (0, 1)
    comment = ImplementationComment.objects.get()
    assert (comment.recommendation.number, comment.text, comment.author, comment.written_on) == (
        "77.1",
        "In 2031 every school\ngot a kite.",
        cast.editor.audit_label,
        NOW.date(),
    )
    before = _state()
    again = _again(_written(tmp_path / "y.docx", listed.slug))
    assert (again.created, again.updated) == (0, 0)
    assert _state() == before


def test_a_comment_altered_in_word_is_altered_and_the_log_keeps_what_stood(
    tmp_path: Path, listed: SourceDocument
) -> None:
    _again(_written(tmp_path / "x.docx", listed.slug, {"77.1": "A plan is being made."}))
    _again(_written(tmp_path / "y.docx", listed.slug, {"77.1": "The plan is there."}))
    assert [comment.text for comment in ImplementationComment.objects.all()] == ["The plan is there."]
    assert AuditEvent.objects.get(action="comment.changed").note == "Er stond: A plan is being made."


def test_an_emptied_cell_takes_nothing_away(tmp_path: Path, listed: SourceDocument) -> None:
    _again(_written(tmp_path / "x.docx", listed.slug, {"77.1": "A plan is being made."}))
    batch = _again(_written(tmp_path / "y.docx", listed.slug, {"77.1": ""}))
    assert batch.updated == 0
    assert ImplementationComment.objects.count() == 1


def test_a_list_of_a_treaty_body_goes_back_to_its_own_limbs(tmp_path: Path, observations: Path) -> None:
    import_observations(path=observations, by=None, now=NOW)
    slug = "crc-c-nld-co-9"
    before = _state()
    path = _written(tmp_path / "x.docx", slug, {"3(b)": "Children were asked in May."})
    batch = _again(path)
    assert (batch.created, batch.updated, batch.unchanged, batch.rejected) == (0, 1, 1, 0)
    assert [(one.recommendation.number, one.text) for one in ImplementationComment.objects.all()] == [
        ("3(b)", "Children were asked in May.")
    ]
    after = _state()
    assert {name: rows for name, rows in after.items() if name != "ImplementationComment"} == {
        name: rows for name, rows in before.items() if name != "ImplementationComment"
    }


def test_a_list_of_a_document_that_is_not_here_is_refused(tmp_path: Path, observations: Path) -> None:
    import_observations(path=observations, by=None, now=NOW)
    path = _written(tmp_path / "x.docx", "crc-c-nld-co-9")
    SourceDocument.objects.update(symbol="CRC/C/NLD/CO/10")
    with pytest.raises(Refusal, match="Lees eerst het document zelf in"):
        _again(path)
    assert ImportBatch.objects.count() == 1


def test_signs_that_xml_cannot_hold_do_not_break_the_list(tmp_path: Path, listed: SourceDocument) -> None:
    limb = Recommendation.objects.get(number="77.1")
    ImplementationComment.objects.create(recommendation=limb, text="line\x0bbreak \x01 & <b>")
    document = docx.Document(BytesIO(thematic_docx(incoming.thematic_list(listed))))
    assert document.tables[0].rows[2].cells[3].text == "linebreak  & <b>"


def test_the_button_gives_a_word_file_and_the_command_writes_one(
    tmp_path: Path, listed: SourceDocument, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = cast.client("editor").get(f"/werk/aanbevelingen/vergelijken/{listed.slug}/lijst.docx")
    assert answer.status_code == 200
    assert len(docx.Document(BytesIO(answer.content)).tables[0].rows) == 4
    path = tmp_path / "list.docx"
    call_command("export", "thematic-list", "--document", listed.slug, str(path))
    assert "2 aanbevelingen van UPR Slovenia" in capsys.readouterr().out
    assert _again(path).created == 0


@pytest.mark.skipif(not REAL.exists(), reason="the real UN files do not lie beside this checkout")
def test_the_real_list_goes_out_and_comes_back_without_a_change(tmp_path: Path) -> None:
    first = import_observations(path=REAL / "upr48_slovenia_thematic_list.txt", by=None, now=NOW, country="Slovenia")
    assert (first.created, StatePosition.objects.count()) == (254, 254)
    assert list(StatePosition.objects.order_by("position").values_list("position", flat=True).distinct()) == [
        "accepts",
        "takes_note",
    ]
    before = _state()
    path = _written(tmp_path / "x.docx", "upr-slovenia")
    batch = _again(path)
    assert (batch.created, batch.updated, batch.unchanged, batch.rejected) == (0, 0, 254, 0)
    assert _state() == before
    number = Recommendation.objects.order_by("order").values_list("number", flat=True)[100]
    commented = _again(_written(tmp_path / "y.docx", "upr-slovenia", {number: "Done in 2031."}))
    assert (commented.updated, commented.unchanged) == (1, 253)
    assert ImplementationComment.objects.get().recommendation.number == number
