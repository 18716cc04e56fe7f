"""The address of a document that comes in by import: never empty, never that of another, never behind a page of ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.conftest import NOW, Cast
from tests.rights.limbs import limb
from weerklank.moves import Refusal
from weerklank.rights.actions.importing import import_observations, import_table
from weerklank.rights.actions.mapping import save_mapping
from weerklank.rights.actions.writing import RESERVED
from weerklank.rights.models import ImportBatch, Recommendation, SourceDocument
from weerklank.rights.reading import TableKind


def _routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from _routes(pattern, route)


def test_every_address_beside_the_documents_is_reserved() -> None:
    routes = list(_routes(get_resolver()))
    roots = {route.partition("<slug:document>")[0] for route in routes if "/<slug:document>/" in route}
    assert {"aanbevelingen/", "werk/aanbevelingen/"} <= roots
    # below these every address is a document; deeper roots hold documents and nothing else
    beside = {route.removeprefix(root).split("/")[0] for root in roots for route in routes if route.startswith(root)}
    assert {word for word in beside if word and not word.startswith("<") and "." not in word} == RESERVED


def _table(path: Path, *rows: str) -> ImportBatch:
    path.write_text("\n".join(("Nr;Tekst;Doc", *rows)))
    mapping = save_mapping(
        name="Lijst",
        kind=TableKind.RECOMMENDATIONS,
        columns=[("number", "Nr"), ("text", "Tekst"), ("document", "Doc")],
        fixed={},
        header=None,
        by=None,
        now=NOW,
    )
    return import_table(path=path, mapping=mapping, by=None, now=NOW)


@pytest.mark.django_db
def test_a_row_whose_document_can_have_no_address_is_refused_and_the_others_come_in(tmp_path: Path) -> None:
    wrong = ("!!!", "???", "CRC-C-NLD-CO-9", *sorted(RESERVED))
    batch = _table(tmp_path / "x.csv", "1;Fly kites;CRC/C/NLD/CO/9", *(f"1;Ban kites;{symbol}" for symbol in wrong))
    assert (batch.created, batch.rejected) == (1, len(wrong))
    assert list(SourceDocument.objects.values_list("symbol", "slug")) == [("CRC/C/NLD/CO/9", "crc-c-nld-co-9")]
    assert list(Recommendation.objects.values_list("text", flat=True)) == ["Fly kites"]
    said = [row.message for row in batch.rows.filter(outcome="rejected")]
    assert said[0] == (
        "Van het documentnummer “!!!” is geen adres te maken. "
        "Typ het zoals het in de bron staat, bijvoorbeeld CRC/C/NLD/CO/5-6."
    )
    assert said[2] == (
        "Het documentnummer “CRC-C-NLD-CO-9” lijkt te veel op CRC/C/NLD/CO/9, dat hier al staat. "
        "Is het hetzelfde document, typ het dan precies zo."
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("territories")
def test_a_document_with_the_address_of_another_is_refused_whole(observations: Path) -> None:
    SourceDocument.objects.create(symbol="CRC C NLD CO 9", slug="crc-c-nld-co-9", title="Het andere")
    with pytest.raises(Refusal, match="lijkt te veel op CRC C NLD CO 9"):
        import_observations(path=observations, by=None, now=NOW)
    assert (SourceDocument.objects.count(), Recommendation.objects.count()) == (1, 0)
    assert ImportBatch.objects.count() == 0


def test_a_document_without_an_address_is_shown_with_a_way_to_mend_it(cast: Cast) -> None:
    found = limb(plain="Zo.").document
    SourceDocument.objects.filter(pk=found.pk).update(slug="")
    assert Client().get("/aanbevelingen/").status_code == 200
    client, page = cast.client("editor"), "/werk/aanbevelingen/vergelijken/"
    assert "Dit document heeft geen adres" in client.get(page).content.decode()
    for wrong, said in (("...", "geen adres te maken"), ("herhaald", "geen adres te maken")):
        refused = client.post(page, {"document": found.pk, "address": wrong}, follow=True)
        assert said in refused.content.decode()
    client.post(page, {"document": found.pk, "address": "CRC/C/NLD/CO/9"})
    assert SourceDocument.objects.get(pk=found.pk).slug == "crc-c-nld-co-9"
    again = client.post(page, {"document": found.pk, "address": "anders"}, follow=True)
    assert "Een adres blijft." in again.content.decode()
    assert client.post(page, {"document": "²", "address": "x"}).status_code == 302
