"""What is known before its text: an import fills it in, our own words stay, and twice is once."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from tests.conftest import NOW, Cast
from tests.rights.conftest import REAL
from weerklank.config.content import known_limbs
from weerklank.rights import queries
from weerklank.rights.actions import importing
from weerklank.rights.actions.changes import take
from weerklank.rights.actions.importing import import_observations, import_table
from weerklank.rights.actions.mapping import save_mapping
from weerklank.rights.models import (
    Recommendation,
    RecommendationConcept,
    RecommendationTerritory,
    RecommendationText,
    RecommendationTheme,
    SourceChange,
    SourceParagraph,
)
from weerklank.rights.reading import TableKind

pytestmark = pytest.mark.django_db

SAYS_54 = """CRC/C/15/Add.227
Distr.: General
26 February 2004
Original: English
Committee on the Rights of the Child
Concluding observations: Kingdom of the Netherlands
Special protection measures
53. The Committee is concerned about a made-up thing in Aruba.
54. The Committee recommends that the State party:
(a) Look again at its made-up law;
(b) Change a made-up definition.
"""


def _all() -> dict[str, list[object]]:
    models = (
        SourceParagraph,
        Recommendation,
        RecommendationText,
        RecommendationConcept,
        RecommendationTerritory,
        RecommendationTheme,
    )
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


@pytest.fixture
def _content() -> None:
    call_command("content", verbosity=0)


@pytest.mark.usefixtures("_content")
def test_every_known_limb_is_visible_without_a_text_of_the_un() -> None:
    known = Recommendation.objects.all()
    assert known.count() == 31
    assert queries.visible().count() == 31
    assert set(known.values_list("text", "complete", "state")) == {("", False, "imported")}
    assert set(SourceParagraph.objects.values_list("text", flat=True)) == {""}
    assert not known.filter(subject="").exists()
    assert RecommendationText.objects.filter(state="published").count() == 62
    assert set(RecommendationTheme.objects.values_list("source", "state")) == {("editor", "confirmed")}


@pytest.mark.usefixtures("_content")
def test_laying_the_content_again_changes_nothing() -> None:
    before = _all()
    report = known_limbs.load()
    assert (report.total("created"), report.total("updated")) == (0, 0)
    assert _all() == before


@pytest.mark.usefixtures("_content")
def test_an_import_fills_the_text_and_twice_is_once(tmp_path: Path) -> None:
    path = tmp_path / "54.txt"
    path.write_text(SAYS_54)
    filled = import_observations(path=path, by=None, now=NOW)
    assert (filled.created, filled.updated, filled.rejected) == (0, 3, 0)
    limb = Recommendation.objects.get(slug="54-a")
    assert (limb.text, limb.complete, limb.subject) == (
        "Look again at its made-up law;",
        True,
        "De vreemdelingenwet nakijken",
    )
    assert limb.texts.get(register="plain").text.startswith("Kijk de vreemdelingenwet na")
    before = _all()
    again = import_observations(path=path, by=None, now=NOW)
    assert (again.created, again.updated, again.rejected) == (0, 0, 0)
    known_limbs.load()
    assert _all() == before


@pytest.mark.usefixtures("_content")
@pytest.mark.skipif(not REAL.exists(), reason="the real UN files do not lie beside this checkout")
def test_the_real_files_fill_every_known_limb_and_twice_change_nothing() -> None:
    files = [path for path in sorted(REAL.iterdir()) if path.name.lower().startswith("crc_c_")]
    for path in files:
        import_observations(path=path, by=None, now=NOW, bodies=importing.CRC_BODIES)
    assert not Recommendation.objects.filter(text="").exists()
    assert queries.visible().count() == 31
    before = _all()
    for path in files:
        batch = import_observations(path=path, by=None, now=NOW)
        assert (batch.created, batch.updated) == (0, 0), path.name
    assert known_limbs.load().total("updated") == 0
    assert _all() == before


@pytest.mark.usefixtures("_content")
def test_a_table_of_somebody_asks_before_its_text_stands_in_public(tmp_path: Path, cast: Cast) -> None:
    limb = queries.visible().exclude(letter="").select_related("document", "paragraph").order_by("pk")[0]
    path = tmp_path / "lijst.csv"
    path.write_text(f"Nr;Tekst\n{limb.number};Ban every kite\n")
    mapping = save_mapping(
        name="Lijst",
        kind=TableKind.RECOMMENDATIONS,
        columns=[("number", "Nr"), ("text", "Tekst")],
        fixed={"document": limb.document.symbol},
        header=None,
        by=None,
        now=NOW,
    )
    batch = import_table(path=path, mapping=mapping, by=None, now=NOW)
    limb.refresh_from_db()
    change = SourceChange.objects.get()
    assert (batch.rejected, limb.text, change.stands, change.offered) == (1, "", "", "Ban every kite")
    assert cast.client("editor").get(f"/werk/aanbevelingen/gewijzigd/{change.pk}/").status_code == 200
    take(change_id=change.pk, by=cast.editor, now=NOW)
    limb.refresh_from_db()
    assert (limb.text, limb.complete, SourceParagraph.objects.get(pk=limb.paragraph_id).text) == (
        "Ban every kite",
        True,
        "",
    )
