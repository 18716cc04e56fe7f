"""Limbs to work on, made up and whole."""

from __future__ import annotations

from datetime import date

from weerklank.rights.models import (
    Concept,
    Recommendation,
    RecommendationText,
    ReviewCycle,
    Scheme,
    SourceDocument,
    SourceParagraph,
)


def document(year: int = 2030, symbol: str = "CRC/C/NLD/CO/9") -> SourceDocument:
    cycle, _ = ReviewCycle.objects.get_or_create(
        slug=str(year), defaults={"label": f"ronde {year}", "year": year, "issued_on": date(year, 3, 1)}
    )
    found, _ = SourceDocument.objects.get_or_create(
        symbol=symbol,
        defaults={
            "slug": symbol.lower().replace("/", "-").replace(".", "-"),
            "title": f"Verzonnen document van {year}",
            "date": date(year, 3, 1),
            "cycle": cycle,
        },
    )
    return found


def limb(
    number: int = 3,
    *,
    text: str = "Open every playground in Saba, in line with article 31;",
    plain: str = "",
    of: SourceDocument | None = None,
    **values: object,
) -> Recommendation:
    home = of or document()
    paragraph = SourceParagraph.objects.create(
        document=home, key=str(number), number=number, heading="Play", text=text, order=number * 10
    )
    made = Recommendation.objects.create(
        paragraph=paragraph,
        document=home,
        number=str(number),
        slug=str(number),
        order=number * 1000,
        text=text,
        **{"statement_type": "recommendation", "complete": bool(text), **values},
    )
    if plain:
        RecommendationText.objects.create(recommendation=made, register="plain", text=plain, state="published")
    return made


def article(notation: str = "31", label: str = "Rust, spel, vrije tijd en cultuur") -> Concept:
    scheme, _ = Scheme.objects.get_or_create(code="crc-articles", defaults={"title": "Artikelen"})
    found, _ = Concept.objects.get_or_create(scheme=scheme, notation=notation, defaults={"label": label})
    return found
