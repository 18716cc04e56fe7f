"""A file between its dry run and the real one: under any name, and run with what was chosen when it was tried."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.conftest import NOW, Cast
from weerklank.rights.actions.mapping import save_mapping
from weerklank.rights.models import ImportBatch, Recommendation, SourceDocument
from weerklank.rights.reading import TableKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("territories")]

IMPORTS = "/werk/aanbevelingen/inlezen/"
IMPACT = b"draft,reference,title,support_level\nfalse,22,Fly kites,2\n"
TABLE = b"Nr;Tekst\n1;Fly kites\n"
COLUMNS = {"name": "Mijn lijst", "column_0": "number", "column_1": "text"}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, settings: object) -> None:
    settings.HOME = tmp_path / "home"


@pytest.mark.parametrize("name", ["over", "over.json", "bestand", "proef-1.json", "é" * 120])
def test_a_file_of_any_name_is_tried_and_run(cast: Cast, observations: Path, name: str) -> None:
    client = cast.client("editor")
    sent = client.post(IMPORTS, {"file": SimpleUploadedFile(name, observations.read_bytes())})
    tried = ImportBatch.objects.get()
    assert (sent.status_code, tried.dry_run, Recommendation.objects.count()) == (302, True, 0)
    client.post(f"{IMPORTS}{tried.pk}/uitvoeren/")
    assert Recommendation.objects.count() == tried.created


def test_the_real_run_is_of_what_was_tried_though_another_sends_the_same_file(cast: Cast) -> None:
    first, second = cast.client("editor"), cast.client("second_editor")
    first.post(IMPORTS, {"file": SimpleUploadedFile("a.csv", IMPACT), "document": "CRC/C/NLD/CO/9"})
    tried = ImportBatch.objects.get()
    second.post(IMPORTS, {"file": SimpleUploadedFile("b.csv", IMPACT), "document": "CRC/C/NLD/CO/8"})
    first.post(f"{IMPORTS}{tried.pk}/uitvoeren/")
    assert list(Recommendation.objects.values_list("document__symbol", "text")) == [("CRC/C/NLD/CO/9", "Fly kites")]
    assert ImportBatch.objects.get(dry_run=False).file_name == "a.csv"


def test_a_mapping_that_changed_since_the_dry_run_is_not_run(cast: Cast) -> None:
    client = cast.client("editor")
    sent = client.post(IMPORTS, {"file": SimpleUploadedFile("a.csv", TABLE)})
    client.post(sent.url, {**COLUMNS, "document": "CRC/C/NLD/CO/9"})
    tried = ImportBatch.objects.get()
    save_mapping(
        name="Mijn lijst",
        kind=TableKind.RECOMMENDATIONS,
        columns=[("number", "Nr"), ("text", "Tekst")],
        fixed={"document": "CRC/C/NLD/CO/8"},
        header=None,
        by=cast.second_editor,
        now=NOW,
    )
    refused = client.post(f"{IMPORTS}{tried.pk}/uitvoeren/", follow=True)
    assert [str(message) for message in refused.context["messages"]] == [
        "De indeling ‘Mijn lijst’ is veranderd sinds deze proef, dus er zou iets anders worden ingelezen dan u ziet. "
        "Kies het bestand opnieuw."
    ]
    assert SourceDocument.objects.count() == 0
    client.post(sent.url, {**COLUMNS, "document": "CRC/C/NLD/CO/9"})
    again = ImportBatch.objects.order_by("-pk")[0]
    client.post(f"{IMPORTS}{again.pk}/uitvoeren/")
    assert SourceDocument.objects.get().symbol == "CRC/C/NLD/CO/9"
