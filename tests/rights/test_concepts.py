"""What an article, a cluster or a target is called: per language, per kind of reader, mended by an editor."""

from __future__ import annotations

import pytest

from tests.conftest import NOW, Cast
from tests.rights.limbs import article
from weerklank.audit.models import AuditEvent
from weerklank.moves import Refusal
from weerklank.rights import queries
from weerklank.rights.actions.concepts import name_concept
from weerklank.rights.models import Concept, ConceptLabel

pytestmark = pytest.mark.django_db
LIST = "/werk/begrippen/"


def test_names_are_kept_per_reader_and_the_dutch_ones_stand_on_the_concept(cast: Cast) -> None:
    concept = article()
    labels = {("nl", "formal"): "Rust en spel", ("nl", "child"): "Je mag spelen", ("en", "formal"): "Rest and play"}
    name_concept(concept_id=concept.pk, labels=labels, source_url="", by=cast.editor, now=NOW)
    concept.refresh_from_db()
    assert (concept.label, concept.child_label) == ("Rust en spel", "Je mag spelen")
    assert {(one.language, one.register): one.text for one in ConceptLabel.objects.all()} == labels
    assert AuditEvent.objects.get().action == "concept.named"
    name_concept(concept_id=concept.pk, labels={**labels, ("en", "formal"): ""}, source_url="", by=cast.editor, now=NOW)
    assert ConceptLabel.objects.count() == 2
    with pytest.raises(Refusal, match="niets veranderd"):
        name_concept(
            concept_id=concept.pk, labels=labels | {("en", "formal"): ""}, source_url="", by=cast.editor, now=NOW
        )


def test_a_concept_that_is_gone_says_so(cast: Cast) -> None:
    with pytest.raises(Refusal, match="staat er niet meer"):
        name_concept(concept_id=4000, labels={}, source_url="", by=cast.editor, now=NOW)


@pytest.mark.parametrize(
    ("language", "register", "words"),
    [
        ("nl", "formal", "Rust"),
        ("nl", "child", "Spelen"),
        ("en", "formal", "Rest"),
        ("en", "child", "Rest"),
        ("pap", "child", "Spelen"),
    ],
)
def test_a_reader_gets_the_nearest_name(language: str, register: str, words: str) -> None:
    concept = article("31", "Rust")
    for where, text in ((("nl", "formal"), "Rust"), (("nl", "child"), "Spelen"), (("en", "formal"), "Rest")):
        ConceptLabel.objects.create(concept=concept, language=where[0], register=where[1], text=text)
    assert queries.concept_words([concept], language=language, register=register) == {concept.pk: words}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("q=geweld", 1),
        ("q=rest", 1),
        ("lijst=crc-articles", 2),
        ("lijst=x", 0),
        ("mist=en-formal", 1),
        ("mist=nl-formal", 0),
    ],
)
def test_the_list_finds_what_has_no_name_yet(cast: Cast, query: str, found: int) -> None:
    ConceptLabel.objects.create(concept=article(), language="en", register="formal", text="Rest and play")
    article("19", "Geweld")
    client = cast.client("editor")
    assert client.get(f"{LIST}?{query}").context["page"].paginator.count == found
    assert len(client.get(f"{LIST}lijst.csv?{query}").content.decode().splitlines()) == found + 1


def test_an_editor_mends_a_name_through_the_page(cast: Cast) -> None:
    concept = article()
    client, here = cast.client("editor"), f"{LIST}{concept.pk}/"
    assert concept.label in client.get(here).content.decode()
    refused = client.post(here, {"nl-formal": concept.label, "nl-child": "x" * 400})
    assert refused.status_code == 422
    assert client.post(here, {"nl-formal": "Spel", "nl-child": "Spelen"})["Location"] == LIST
    assert Concept.objects.get().child_label == "Spelen"
