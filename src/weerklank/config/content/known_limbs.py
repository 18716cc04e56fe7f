"""Lays what is known of the UN's numbered paragraphs: our own words, no text of the UN. An import fills the text in."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from weerklank.config.content.rows import Layer, Report
from weerklank.rights.models import (
    Concept,
    Recommendation,
    RecommendationConcept,
    RecommendationTerritory,
    RecommendationText,
    RecommendationTheme,
    Register,
    SourceDocument,
    SourceParagraph,
    Territory,
    Theme,
)

FILE = Path(__file__).parent / "known_limbs.toml"
AUTHOR = "redactie Weerklank"
BY_EDITOR = {"source": "editor", "state": "confirmed"}
Row = dict[str, Any]


@transaction.atomic
def load() -> Report:
    """Everything that the file holds; what an import or an editor made of it since is left alone."""
    layer = Layer(Report())
    file = tomllib.loads(FILE.read_text(encoding="utf-8"))
    documents = {
        name: (SourceDocument.objects.get(symbol=row["symbol"]), row.get("source", ""))
        for name, row in file["document"].items()
    }
    for row in file["limb"]:
        document, pages = documents[row["document"]]
        _limb(layer, document, row, source=row.get("source") or f"{pages}{row['page']}")
    return layer.report


def _limb(layer: Layer, document: SourceDocument, row: Row, *, source: str) -> None:
    number, letter = row["number"], row.get("letter", "")
    # an import says itself what kind of paragraph it is, how whole and in which order
    paragraph = layer.once(
        SourceParagraph,
        {"document": document, "key": str(number)},
        {"number": number, "complete": False, "order": number * 10, "source_url": source},
    )
    limb = layer.fill(
        Recommendation,
        {"document": document, "slug": f"{number}-{letter}" if letter else str(number)},
        {
            "paragraph": paragraph,
            "letter": letter,
            "number": f"{number}({letter})" if letter else str(number),
            "subject": row["about"],
            "statement_type": row["type"],
            "complete": False,
            "order": paragraph.order * 100 + (ord(letter) - ord("a") + 1 if letter else 0),
        },
    )
    for register, words in ((Register.PLAIN, row["plain"]), (Register.CHILD, row["child"])):
        layer.once(
            RecommendationText,
            {"recommendation": limb, "language": "nl", "register": register},
            {"text": words, "author": AUTHOR, "state": "published"},
        )
    concepts = [("crc-articles", notation) for notation in row["articles"]]
    concepts += [("crc-clusters", row["cluster"])] if "cluster" in row else []
    for scheme, notation in concepts:
        concept = Concept.objects.get(scheme__code=scheme, notation=notation)
        layer.once(RecommendationConcept, {"recommendation": limb, "concept": concept}, BY_EDITOR)
    for code in row.get("territories", ()):
        territory = Territory.objects.get(code=code)
        layer.once(RecommendationTerritory, {"recommendation": limb, "territory": territory}, BY_EDITOR)
    for slug in row["themes"]:
        theme = Theme.objects.get(slug=slug)
        layer.once(RecommendationTheme, {"recommendation": limb, "theme": theme}, BY_EDITOR)
