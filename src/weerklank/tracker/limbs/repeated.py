"""What was asked in more than one round: every question as a chain, oldest round first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from weerklank.rights import queries as rights
from weerklank.rights import search
from weerklank.rights.lifecycle import TextState
from weerklank.rights.models import (
    Dropped,
    Recommendation,
    RecommendationText,
    RecommendationTheme,
    RelationType,
)
from weerklank.tracker.limbs import narrowing
from weerklank.tracker.limbs.chains import Chain, often
from weerklank.tracker.limbs.choosing import CONFIRMED
from weerklank.tracker.limbs.rows import in_short, title
from weerklank.tracker.loop.words import capital, theme_name

DROPPED = "niet-meer"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks of the list of repeated questions."""

    query: str = ""
    theme: str = ""
    territory: str = ""
    body: str = ""
    times: str = ""
    type: str = ""

    @property
    def values(self) -> dict[str, str]:
        found = {"thema": self.theme, "gebied": self.territory, "wie": self.body}
        return {name: value for name, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class Round:
    """One limb in a chain, and how it says again what was said before."""

    year: int
    number: str
    symbol: str
    title: str
    words: str
    language: str
    href: str
    type: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question through the rounds."""

    title: str
    title_language: str
    href: str
    times: int
    sentence: str
    themes: tuple[str, ...]
    rounds: tuple[Round, ...]
    dropped: tuple[tuple[int, str], ...]


def fitting(chains: Iterable[Chain], asked: Asked) -> list[Chain]:
    """A chain fits where one of its limbs does."""
    wanted = [chain for chain in chains if _fits(chain, asked)]
    if not asked.query and not asked.values:
        return wanted
    limbs = narrowing.narrowed(rights.visible(), asked.values)
    if asked.query:
        limbs = search.find(asked.query).apply(limbs)
    found = set(limbs.order_by().values_list("pk", flat=True))
    return [chain for chain in wanted if found.intersection(chain.limbs)]


def _fits(chain: Chain, asked: Asked) -> bool:
    if asked.times == "2" and chain.times != 2:
        return False
    if asked.times == "3" and chain.times < 3:
        return False
    if asked.type == DROPPED:
        return bool(chain.dropped_in)
    return not asked.type or any(asked.type in step.types for step in chain.steps)


def questions(chains: Iterable[Chain]) -> tuple[Question, ...]:
    """Chains with all that a page says of them, in a fixed number of questions."""
    wanted = list(chains)
    keys = [limb for chain in wanted for limb in chain.limbs]
    links = RecommendationTheme.objects.filter(state=CONFIRMED).select_related("theme")
    limbs = (
        Recommendation.objects.filter(pk__in=keys)
        .select_related("document", "paragraph")
        .prefetch_related(
            Prefetch("texts", RecommendationText.objects.filter(state=TextState.PUBLISHED, language="nl")),
            Prefetch("theme_links", links),
            "theme_links__theme__names",
            Prefetch("earlier_links", rights.open_relations().filter(type__in=rights.SAME_QUESTION)),
            Prefetch("dropped_in", Dropped.objects.select_related("cycle")),
        )
    )
    known = {limb.pk: limb for limb in limbs}
    return tuple(_question(chain, known) for chain in wanted)


def _question(chain: Chain, known: dict[int, Recommendation]) -> Question:
    # of two limbs of one round the first carries the question
    latest = known[next(step.limb for step in chain.steps if step.year == chain.years[-1])]
    themes = [theme_name(link.theme) for step in chain.steps for link in known[step.limb].theme_links.all()]
    gone = [(one.cycle.year, one.note) for step in chain.steps for one in known[step.limb].dropped_in.all()]
    return Question(
        title=title(latest),
        title_language="nl" if latest.subject or not latest.paragraph.heading else "en",
        href=latest.get_absolute_url(),
        times=chain.times,
        sentence=_("{often} gevraagd sinds {year}").format(often=capital(often(chain.times)), year=chain.years[0]),
        themes=tuple(dict.fromkeys(themes)),
        rounds=tuple(_round(known[step.limb], step.year, step.types) for step in chain.steps),
        dropped=tuple((year, note) for year, note in sorted(gone) if year in chain.dropped_in),
    )


def _round(limb: Recommendation, year: int, types: tuple[str, ...]) -> Round:
    words, language = in_short(limb)
    return Round(
        year=year,
        number=limb.number,
        symbol=limb.document.symbol,
        title=title(limb),
        words=words,
        language=language,
        href=limb.get_absolute_url(),
        type=", ".join(str(RelationType(kind).label) for kind in types) or _("voor het eerst gevraagd"),
        notes=tuple(link.note for link in limb.earlier_links.all() if link.note),
    )
