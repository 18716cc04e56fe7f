"""Two rounds side by side: what came back, what is new, what was dropped, and what nobody compared yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from weerklank.rights import queries as rights
from weerklank.rights.lifecycle import TextState
from weerklank.rights.models import (
    Dropped,
    Recommendation,
    RecommendationConcept,
    RecommendationRelation,
    RecommendationText,
    RecommendationTheme,
    ReviewCycle,
    SourceDocument,
)
from weerklank.rights.queries import Lineage
from weerklank.tracker.limbs.choosing import ASKS, CONFIRMED
from weerklank.tracker.limbs.rows import in_short, title
from weerklank.tracker.loop.words import capital, number, series, theme_name

NO_GROUP = "zonder"


class Fate(StrEnum):
    """What became of a question from one round to the next."""

    REITERATES = "reiterates"
    STRENGTHENS = "strengthens"
    NARROWS = "narrows"
    OVERLAPS = "overlaps"
    EARLIER = "earlier"
    NEW = "new"
    DROPPED = "dropped"
    UNKNOWN = "unknown"


FATES = {
    Fate.REITERATES: gettext_lazy("herhaald"),
    Fate.STRENGTHENS: gettext_lazy("verscherpt"),
    Fate.NARROWS: gettext_lazy("beperkt"),
    Fate.OVERLAPS: gettext_lazy("overlapt"),
    Fate.EARLIER: gettext_lazy("eerder gevraagd, in een andere ronde"),
    Fate.NEW: gettext_lazy("alleen in de latere ronde"),
    Fate.DROPPED: gettext_lazy("niet meer gevraagd"),
    Fate.UNKNOWN: gettext_lazy("nog niet vergeleken"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """A limb as one half of a pair."""

    number: str
    title: str
    title_language: str
    words: str
    language: str
    href: str
    symbol: str


@dataclass(frozen=True, slots=True)
class Pair:
    """What was asked then, what is asked now, and how the two relate; one of them can be missing."""

    fate: Fate
    earlier: Side | None
    later: Side | None
    note: str
    groups: tuple[str, ...]
    asked_before: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        return str(FATES[self.fate])


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A theme or cluster with how many of its questions went which way."""

    key: str
    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rounds, whole."""

    van: ReviewCycle
    naar: ReviewCycle
    pairs: tuple[Pair, ...]
    groups: tuple[GroupRow, ...]
    totals: tuple[int, ...]
    sentence: str
    cautions: tuple[str, ...]

    def chosen(self, fate: str, group: str) -> list[Pair]:
        return [
            pair
            for pair in self.pairs
            if (not fate or pair.fate == fate) and (not group or group in (pair.groups or (NO_GROUP,)))
        ]


def cycles() -> tuple[ReviewCycle, ...]:
    """Rounds of which a document is known, the newest first."""
    return tuple(ReviewCycle.objects.filter(documents__isnull=False).distinct().order_by("-year", "slug"))


def ends(known: Sequence[ReviewCycle], van: str, naar: str) -> tuple[ReviewCycle, ReviewCycle] | None:
    """The two rounds that were asked for, in the order of time; without an answer, the two newest."""
    if len(known) < 2:
        return None
    by_slug = {cycle.slug: cycle for cycle in known}
    later = by_slug.get(naar, known[0])
    earlier = by_slug.get(van) or next((one for one in known if one.year < later.year), known[-1])
    if earlier == later:
        earlier = next(one for one in known if one != later)
    return (earlier, later) if earlier.year <= later.year else (later, earlier)


def _limbs(cycle: ReviewCycle, per: str) -> list[Recommendation]:
    found = rights.visible().filter(document__cycle=cycle, statement_type__in=ASKS)
    themes = RecommendationTheme.objects.filter(state=CONFIRMED).select_related("theme")
    clusters = RecommendationConcept.objects.filter(state=CONFIRMED, concept__scheme__code="crc-clusters")
    grouped = (
        (Prefetch("concept_links", clusters.select_related("concept"), to_attr="clusters"),)
        if per == "cluster"
        else (Prefetch("theme_links", themes), "theme_links__theme__names")
    )
    texts = Prefetch("texts", RecommendationText.objects.filter(state=TextState.PUBLISHED, language="nl"))
    return list(
        found.select_related("document__cycle", "paragraph").prefetch_related(texts, *grouped).order_by("order", "pk")
    )


def _groups(limb: Recommendation, per: str) -> dict[str, tuple[int, str]]:
    if per == "cluster":
        # set by the prefetch above
        links = getattr(limb, "clusters", [])
        return {one.concept.notation: (one.concept.order, one.concept.label) for one in links}
    return {link.theme.slug: (link.theme.order, theme_name(link.theme)) for link in limb.theme_links.all()}


def compare(van: ReviewCycle, naar: ReviewCycle, per: str) -> Comparison:
    """Everything that both rounds asked, each question once, in a fixed number of questions to the database."""
    before, after = _limbs(van, per), _limbs(naar, per)
    names: dict[str, tuple[int, str]] = {}
    for limb in (*before, *after):
        names |= _groups(limb, per)
    links = list(rights.open_relations().filter(later__in=after, earlier__in=before))
    gone = {one.recommendation_id: one.note for one in Dropped.objects.filter(cycle=naar, recommendation__in=before)}
    pairs = _pairs(before, after, links, gone, per)
    return Comparison(
        van=van,
        naar=naar,
        pairs=pairs,
        groups=_rows(pairs, names),
        totals=_counted(pairs),
        sentence=_sentence(van, naar, pairs),
        cautions=_cautions(van, naar, before, after, pairs),
    )


def _pairs(
    before: list[Recommendation],
    after: list[Recommendation],
    links: list[RecommendationRelation],
    gone: Mapping[int, str],
    per: str,
) -> tuple[Pair, ...]:
    earlier = {limb.pk: limb for limb in before}
    linked: dict[int, list[tuple[int, Fate, str]]] = defaultdict(list)
    for link in links:
        linked[link.later_id].append((link.earlier_id, Fate(link.type), link.note))
    rounds = rights.rounds()
    pairs = []
    for limb in after:
        here = tuple(_groups(limb, per))
        lineage = rounds.of(limb.pk)
        if lineage:
            linked[limb.pk] += _by_way_of_others(limb.pk, lineage, earlier, {one for one, *_ in linked[limb.pk]})
        for was_key, fate, note in linked[limb.pk]:
            was = earlier[was_key]
            both = tuple(dict.fromkeys([*here, *_groups(was, per)]))
            pairs.append(Pair(fate, _side(was), _side(limb), note, both))
        if not linked[limb.pk]:
            before_it = tuple(year for year in lineage.years if year < _year(limb)) if lineage else ()
            fate = Fate.EARLIER if before_it else Fate.NEW
            pairs.append(Pair(fate, None, _side(limb), "", here, before_it))
    came_back = {was for found in linked.values() for was, *_ in found}
    for limb in before:
        if limb.pk not in came_back:
            fate = Fate.DROPPED if limb.pk in gone else Fate.UNKNOWN
            pairs.append(Pair(fate, _side(limb), None, gone.get(limb.pk, ""), tuple(_groups(limb, per))))
    order = list(Fate)
    return tuple(sorted(pairs, key=lambda pair: order.index(pair.fate)))


def _year(limb: Recommendation) -> int:
    return limb.document.cycle.year if limb.document.cycle else 0


def _by_way_of_others(
    limb: int, lineage: Lineage, earlier: Mapping[int, Recommendation], known: set[int]
) -> list[tuple[int, Fate, str]]:
    """What no link ties to the earlier round itself, but a round between the two does."""
    here = next(one for one in lineage.askings if one.limb == limb)
    fate = next((Fate(kind) for kind in ("strengthens", "narrows") if kind in here.types), Fate.REITERATES)
    found = []
    for was in lineage.askings:
        if was.limb in earlier and was.limb not in known:
            between = [str(year) for year in lineage.years if was.year < year < here.year]
            found.append((was.limb, fate, _("via {years}").format(years=series(between)) if between else ""))
    return found


def _side(limb: Recommendation) -> Side:
    words, language = in_short(limb)
    title_language = "nl" if limb.subject or not limb.paragraph.heading else "en"
    return Side(
        limb.number, title(limb), title_language, words, language, limb.get_absolute_url(), limb.document.symbol
    )


def _counted(pairs: Iterable[Pair]) -> tuple[int, ...]:
    counts = Counter(pair.fate for pair in pairs)
    return tuple(counts[fate] for fate in Fate)


def _rows(pairs: Sequence[Pair], names: Mapping[str, tuple[int, str]]) -> tuple[GroupRow, ...]:
    per_group: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        for key in pair.groups or (NO_GROUP,):
            per_group[key].append(pair)
    order = sorted((key for key in per_group if key != NO_GROUP), key=lambda key: (names[key][0], key))
    rows = [GroupRow(key, names[key][1], _counted(per_group[key])) for key in order]
    if per_group[NO_GROUP]:
        rows.append(GroupRow(NO_GROUP, _("Nog bij geen van deze gezet"), _counted(per_group[NO_GROUP])))
    return tuple(rows)


def _sentence(van: ReviewCycle, naar: ReviewCycle, pairs: Sequence[Pair]) -> str:
    counts = Counter(pair.fate for pair in pairs)
    back = sum(counts[fate] for fate in (Fate.REITERATES, Fate.STRENGTHENS, Fate.NARROWS))
    if not pairs:
        return _("Van deze twee rondes is nog geen onderdeel bekend dat iets vraagt.")
    kinds = [
        f"{number(counts[fate])} {FATES[fate]}"
        for fate in (Fate.REITERATES, Fate.STRENGTHENS, Fate.NARROWS)
        if counts[fate]
    ]
    came = _("{n} keer kwam een vraag uit {van} terug in {naar}").format(
        n=capital(number(back)), van=van.year, naar=naar.year
    )
    new = ngettext("{n} staat alleen in {naar}", "{n} staan alleen in {naar}", counts[Fate.NEW]).format(
        n=capital(number(counts[Fate.NEW])), naar=naar.year
    )
    gone = _("{n} vroeg het comité niet meer").format(n=number(counts[Fate.DROPPED]))
    return f"{came}: {series(kinds)}. {new}, {gone}." if kinds else f"{came}. {new}, {gone}."


def _cautions(
    van: ReviewCycle,
    naar: ReviewCycle,
    before: list[Recommendation],
    after: list[Recommendation],
    pairs: Sequence[Pair],
) -> tuple[str, ...]:
    """What keeps this comparison from being the whole truth."""
    said = []
    open_ = sum(pair.fate is Fate.UNKNOWN for pair in pairs)
    if open_ == sum(pair.earlier is not None for pair in pairs):
        said.append(
            _(
                "Nog niemand legde deze twee rondes naast elkaar. Wat hieronder “alleen in {year}” staat, kan dus eerder zijn gevraagd."
            ).format(year=naar.year)
        )
    else:
        if open_:
            said.append(
                ngettext(
                    "{n} onderdeel uit {year} is nog niet naast de latere ronde gelegd.",
                    "{n} onderdelen uit {year} zijn nog niet naast de latere ronde gelegd.",
                    open_,
                ).format(n=capital(number(open_)), year=van.year)
            )
    for document in SourceDocument.objects.filter(cycle__in=(van, naar), complete=False).order_by("date"):
        known = sum(limb.document_id == document.pk for limb in (*before, *after))
        said.append(
            _("Onze kopie van {symbol} is niet compleet: we kennen er {n} onderdelen van die iets vragen.").format(
                symbol=document.symbol, n=number(known)
            )
        )
    return tuple(said)
