"""Thousands of limbs of many countries in the real shapes, with the rows that link them: for counts of queries and figures.

Everything in it is made up. The shapes are those of the concluding observations of the Committee: five to ninety
limbs a document, lettered parts under a paragraph, two articles and one or two themes for most, a goal for some.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from weerklank.accounts.models import Account, Organisation, OrganisationKind
from weerklank.answers.models import Commitment, CommitmentLink
from weerklank.rights.models import (
    Concept,
    Recommendation,
    RecommendationConcept,
    RecommendationRelation,
    RecommendationTerritory,
    RecommendationText,
    RecommendationTheme,
    Responsibility,
    ReviewCycle,
    Scheme,
    SourceDocument,
    SourceParagraph,
    StatePosition,
    Territory,
    Theme,
    ThemeName,
)

COUNTRIES = 60
LIMBS = 3000
LINKS = 20_000
_SUBJECTS = {
    "Jeugdhulp": "Guarantee that youth care is available without waiting lists to every child that needs it",
    "Onderwijs": "Ensure that all children, including children without papers, have access to inclusive education",
    "Armoede": "Take effective measures to end child poverty and to raise the income of single-parent families",
    "Geweld": "Prohibit explicitly by law the corporal punishment of children in all settings and in every territory",
    "Asiel": "Cease the detention of asylum-seeking and migrant children and offer alternatives to it",
    "Spelen": "Provide children with safe and accessible places to play, rest and take part in cultural life",
    "Gezondheid": "Strengthen mental health services for children and reduce the number of suicides among adolescents",
    "Meepraten": "Ensure that the views of children are heard in schools, in courts and in decisions on youth policy",
}
_PLAIN = "Zorg dat {subject} er is voor ieder kind in het land, ook voor kinderen op de eilanden, en zeg wat het kost."
_GROUPS = ("children-with-disabilities", "asylum-seeking-children", "girls", "children-in-poverty", "adolescents")
_TARGETS = ("1.2", "3.4", "4.1", "4.5", "5.2", "8.7", "10.2", "16.2", "16.3", "16.9")


@dataclass(frozen=True)
class Made:
    """How much there is now."""

    limbs: int
    links: int


def many(limbs: int = LIMBS, *, countries: int = COUNTRIES, links: int = LINKS, seed: int = 1989) -> Made:
    """So many published limbs, spread over the countries, and at least so many link rows."""
    chance = random.Random(seed)  # noqa: S311
    checker, publisher = (
        Account.objects.create(email=f"{name}@many.example", name=name) for name in ("many checker", "many publisher")
    )
    documents = _documents(min(countries, limbs))
    paragraphs, rows = [], []
    subjects = list(_SUBJECTS.items())
    for number in range(limbs):
        document = documents[number % len(documents)]
        place = number // len(documents)
        subject, text = subjects[number % len(subjects)]
        letter, paragraph_number = "abcdef"[place % 6], 5 + place // 6
        paragraph = SourceParagraph(
            document=document,
            key=f"{paragraph_number}{letter}",
            number=paragraph_number,
            heading=f"{subject} and family environment",
            text=f"The Committee recommends that the State party: ({letter}) {text};",
            order=place * 10,
        )
        paragraphs.append(paragraph)
        rows.append(
            Recommendation(
                paragraph=paragraph,
                document=document,
                letter=letter,
                number=f"{paragraph_number}({letter})",
                slug=f"{paragraph_number}-{letter}",
                subject=f"{subject}, deel {place + 1}",
                statement_type=("recommendation", "recommendation", "recommendation", "request", "concern")[place % 5],
                text=f"{text}; with resources enough for measure {number}, and with data that tell whether it works;",
                is_urgent=number % 17 == 0,
                order=place * 100,
                state="published",
                checked_by=checker,
                published_by=publisher,
                published_on=(document.date or date(2020, 1, 1)) + timedelta(days=30 + place % 20),
            )
        )
    SourceParagraph.objects.bulk_create(paragraphs, batch_size=500)
    Recommendation.objects.bulk_create(rows, batch_size=500)
    RecommendationText.objects.bulk_create(
        [
            RecommendationText(
                recommendation=row,
                register="plain",
                state="published",
                text=_PLAIN.format(subject=row.subject.partition(",")[0].lower()),
            )
            for row in rows
        ],
        batch_size=500,
    )
    made = Made(len(rows), _links(rows, chance, links))
    counted()
    return made


def counted() -> None:
    """As a PostgreSQL that has stood for a minute knows its tables: one that knows nothing plans a page of minutes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _documents(countries: int) -> list[SourceDocument]:
    cycles = [
        ReviewCycle(slug=f"many-{number}", label=f"land {number}, ronde 5-6", year=2016 + number % 9)
        for number in range(countries)
    ]
    ReviewCycle.objects.bulk_create(cycles)
    documents = [
        SourceDocument(
            cycle=cycle,
            symbol=f"CRC/C/{_code(number)}/CO/5-6",
            slug=f"crc-c-{_code(number).lower()}-co-5-6",
            title=f"Verzonnen slotbeschouwingen over land {number}",
            date=date(cycle.year, 1 + number % 12, 5),
            complete=True,
        )
        for number, cycle in enumerate(cycles)
    ]
    return list(SourceDocument.objects.bulk_create(documents))


def _code(number: int) -> str:
    """A country that does not exist: X and two letters."""
    return f"X{chr(65 + number // 26)}{chr(65 + number % 26)}"


def _concepts(code: str, notations: tuple[str, ...]) -> list[Concept]:
    scheme, _new = Scheme.objects.get_or_create(code=code, defaults={"title": code})
    made = [
        Concept(scheme=scheme, notation=notation, label=f"over {notation}", order=order)
        for order, notation in enumerate(notations)
    ]
    return list(Concept.objects.bulk_create(made))


def _links(rows: list[Recommendation], chance: random.Random, wanted: int) -> int:
    themes = list(Theme.objects.bulk_create(Theme(slug=f"thema-{number}", order=number) for number in range(10)))
    ThemeName.objects.bulk_create(ThemeName(theme=theme, name=f"Thema {theme.order}") for theme in themes)
    places = ("europees-deel", "bonaire", "sint-eustatius", "saba", "aruba", "curacao", "sint-maarten")
    territories = list(
        Territory.objects.bulk_create(
            Territory(code=f"M{number}", slug=slug, name=slug.replace("-", " ").title(), order=number)
            for number, slug in enumerate(places)
        )
    )
    bodies = list(
        Organisation.objects.bulk_create(
            Organisation(slug=f"ministerie-{number}", name=f"Ministerie {number}", kind=OrganisationKind.MINISTRY)
            for number in range(14)
        )
    )
    articles = _concepts("crc-articles", tuple(str(number) for number in range(1, 42)))
    clusters = _concepts("crc-clusters", tuple(str(number) for number in range(1, 11)))
    targets = _concepts("sdg-targets", _TARGETS)
    groups = _concepts("uhri-persons", _GROUPS)
    theme_links, territory_links, concept_links, duties, positions = [], [], [], [], []
    for index, row in enumerate(rows):
        # another step in each document, so that every page of the list meets every kind of row
        turn = index + index // COUNTRIES
        held = {"recommendation": row, "state": "confirmed"}
        theme_links += [RecommendationTheme(theme=one, **held) for one in chance.sample(themes, 1 + (index % 5 == 0))]
        if turn % 3 or index < 3:
            territory_links.append(RecommendationTerritory(territory=territories[index % 7], **held))
        concepts = [*chance.sample(articles, 1 + index % 2), clusters[index % 10]]
        concepts += [targets[index % 10]] if turn % 3 == 0 else []
        concepts += [groups[index % 5]] if turn % 2 == 0 else []
        concept_links += [RecommendationConcept(concept=one, **held) for one in concepts]
        if turn % 5 or index < 3:
            disputed = turn % 40 == 1
            duties.append(
                Responsibility(
                    recommendation=row,
                    organisation=bodies[index % 14],
                    state="disputed" if disputed else "proposed",
                    disputed_reason="Dit doet een ander ministerie." if disputed else "",
                )
            )
        if turn % 6 == 0:
            positions.append(StatePosition(recommendation=row, position="accepts", source=f"bron {index}"))
    relations = [
        RecommendationRelation(later=row, earlier=rows[index + 1], type="reiterates", state="confirmed")
        for index, row in enumerate(rows[:-1])
        if (index + index // COUNTRIES) % 3 == 0
    ]
    commitments, commitment_links = _promises(rows, bodies)
    every = (
        (RecommendationTheme, theme_links),
        (RecommendationTerritory, territory_links),
        (RecommendationConcept, concept_links),
        (Responsibility, duties),
        (StatePosition, positions),
        (RecommendationRelation, relations),
        (Commitment, commitments),
        (CommitmentLink, commitment_links),
    )
    for model, made in every:
        model.objects.bulk_create(made, batch_size=500)
    count = sum(len(made) for model, made in every if model is not Commitment)
    return count + _more_articles(rows, articles, wanted - count)


def _promises(rows: list[Recommendation], bodies: list[Organisation]) -> tuple[list[Commitment], list[CommitmentLink]]:
    commitments = [
        Commitment(
            slug=f"belofte-{number}",
            title=f"Verzonnen belofte {number}",
            organisation=bodies[number % 14],
            made_on=date(2022, 1, 10),
            due_on=date(2024 if number % 2 else 2040, 1, 1),
            state="on_track",
        )
        for number in range(max(2, len(rows) // 10))
    ]
    links = [
        CommitmentLink(commitment=commitments[index % len(commitments)], recommendation=row, state="confirmed")
        for index, row in enumerate(rows)
        if (index + index // COUNTRIES) % 4 == 0 or index < 3
    ]
    return commitments, links


def _more_articles(rows: list[Recommendation], articles: list[Concept], wanted: int) -> int:
    """Suggestions of a pattern that nobody decided on yet: they are rows too, and count for nothing."""
    known = set(RecommendationConcept.objects.values_list("recommendation_id", "concept_id"))
    free = (
        (row, article)
        for step in range(len(articles))
        for index, row in enumerate(rows)
        for article in [articles[(index + step) % len(articles)]]
        if (row.pk, article.pk) not in known
    )
    made = [
        RecommendationConcept(recommendation=row, concept=article, pattern="article N")
        for (row, article), _number in zip(free, range(max(0, wanted)), strict=False)
    ]
    RecommendationConcept.objects.bulk_create(made, batch_size=500)
    return len(made)
