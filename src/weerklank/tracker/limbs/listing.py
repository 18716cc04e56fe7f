"""The list as somebody asked for it: which limbs, this page of them, what was found, and what else could be asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerklank.rights import queries as rights
from weerklank.rights.kept import kept
from weerklank.rights.search import Found, find
from weerklank.tracker.asked import PER_PAGE, Empty
from weerklank.tracker.limbs import choosing
from weerklank.tracker.limbs.facets import FACETS, Counts, Known, Reading
from weerklank.tracker.limbs.rows import LimbRow, rows
from weerklank.tracker.limbs.wanted import QUERY, RELEVANCE, SORTS, Wanted
from weerklank.tracker.loop.words import capital, number
from weerklank.web.listing import Chip, Narrowing, Option, Question


@dataclass(frozen=True, slots=True)
class Chosen:
    """The limbs that answer a question, by their keys, in the order that was asked."""

    wanted: Wanted
    known: Known
    found: Found | None
    reading: Reading
    # what the words alone give: on these every filter is counted
    ground: tuple[int, ...]
    keys: tuple[int, ...]


def choose(wanted: Wanted, known: Known, today: date) -> Chosen:
    """Looks the words up once, and narrows what they give."""
    everything = kept(("limbs", wanted.order), lambda: choosing.keys(rights.visible(), wanted.order))
    reading = kept(("reading", today), lambda: Reading(everything, known, today))
    ground, found = [limb.pk for limb in everything], None
    if wanted.query:
        found = find(wanted.query)
        best_first = list(found.apply(rights.visible()).values_list("pk", flat=True)) if not found.empty else []
        ground = best_first if wanted.order == RELEVANCE else _among(ground, set(best_first))
    keys = _among(ground, reading.narrowed(wanted.values)) if wanted.values else ground
    return Chosen(wanted, known, found, reading, tuple(ground), tuple(keys))


def _among(ordered: Iterable[int], fitting: Collection[int]) -> list[int]:
    return [pk for pk in ordered if pk in fitting]


def to_keep(chosen: Chosen) -> Wanted:
    """What can be kept under an address of its own: of the words only those that the recommendations hold.

    Whatever else was typed would stand on a page, and in the subject of a mail, without anybody having read it.
    """
    found, words = chosen.found, ""
    if found and not found.empty:
        used = {one.typed: one.used for one in found.instead}
        words = " ".join(used.get(word, word) for word in found.asked if word not in found.unknown)
    return Wanted(words if chosen.keys else "", chosen.wanted.values)


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that nobody wrote, the word that was looked for instead, and the address that asks the latter."""

    typed: str
    used: str
    href: str


@dataclass(frozen=True, slots=True)
class LimbList:
    """One page of the list, with everything that stands around it."""

    wanted: Wanted
    page: Page[int]
    rows: tuple[LimbRow, ...]
    narrowing: Narrowing
    sentence: str
    empty: Empty | None
    corrections: tuple[Correction, ...]
    unknown: tuple[str, ...]


def limb_list(chosen: Chosen, page: str, today: date, *, base: str = "") -> LimbList:
    """The page that was asked for; where nothing was found, what can be asked instead.

    ``base`` is where the list itself stands, for a page that is not it.
    """
    pages = Paginator(chosen.keys, PER_PAGE).get_page(page)
    counts = chosen.reading.counts(chosen.wanted.values, chosen.ground)
    total = len(chosen.reading.limbs)
    count = len(chosen.keys)
    return LimbList(
        wanted=chosen.wanted,
        page=pages,
        rows=rows(choosing.fetched(pages.object_list), today, chosen.found),
        narrowing=_narrowing(chosen, counts, base),
        sentence=_sentence(chosen, count, total) if count else "",
        empty=None if count else _nothing(chosen, total, base),
        corrections=_corrections(chosen, base),
        unknown=chosen.found.unknown if chosen.found else (),
    )


def _narrowing(chosen: Chosen, counts: Counts, base: str) -> Narrowing:
    wanted, known = chosen.wanted, chosen.known
    questions = []
    for facet in FACETS:
        given, counted = wanted.values.get(facet.name, ()), counts.get(facet.name, {})
        options = (
            Option(value, label, counted.get(value, 0), value in given)
            for value, label in known.labels[facet.name].items()
            if counted.get(value) or value in given
        )
        questions.append(Question(facet.name, str(facet.label), tuple(options)))
    orders = (
        Option(value, str(label), 0, value == wanted.order)
        for value, label in SORTS.items()
        if value != RELEVANCE or wanted.query
    )
    words = _("Zoek op nummer of woorden")
    return Narrowing(wanted.query, words, tuple(questions), tuple(orders), _chips(wanted, known, base), base)


def _chips(wanted: Wanted, known: Known, base: str) -> tuple[Chip, ...]:
    chips = [Chip(f"“{wanted.query}”", f"{base}?{wanted.without(QUERY).address()}")] if wanted.query else []
    for facet in FACETS:
        for value in wanted.values.get(facet.name, ()):
            label = f"{facet.label}: {known.labels[facet.name][value]}"
            chips.append(Chip(label, f"{base}?{wanted.without(facet.name, value).address()}"))
    return tuple(chips)


# --- In words ----------------------------------------------------------------------------------------------------------


def _asked_for(chosen: Chosen) -> str:
    labels = [
        chosen.known.labels[facet.name][value] for facet in FACETS for value in chosen.wanted.values.get(facet.name, ())
    ]
    said = [_("over “{query}”").format(query=chosen.wanted.query)] if chosen.wanted.query else []
    return " ".join([*said, f"({', '.join(labels)})" if labels else ""]).strip()


def _sentence(chosen: Chosen, count: int, total: int) -> str:
    words = capital(f"{number(count)} {_('aanbeveling') if count == 1 else _('aanbevelingen')}")
    if chosen.wanted.active:
        words = _("{found} {asked}, van de {total}").format(found=words, asked=_asked_for(chosen), total=total)
    return f"{words}."


def _corrections(chosen: Chosen, base: str) -> tuple[Correction, ...]:
    if chosen.found is None:
        return ()
    made = []
    for one in chosen.found.instead:
        query = chosen.wanted.query.replace(one.typed, one.used)
        made.append(Correction(one.typed, one.used, base + _with_query(chosen.wanted, query)))
    return tuple(made)


def _with_query(wanted: Wanted, query: str) -> str:
    return f"?{Wanted(query, wanted.values, wanted.sort).address()}"


def _nothing(chosen: Chosen, total: int, base: str) -> Empty:
    if not total:
        return Empty(
            _("Hier komt alles te staan wat het VN-Kinderrechtencomité aan het Koninkrijk vroeg."),
            _("Er is nog niets ingelezen en nog geen inhoud klaargezet."),
        )
    wanted = chosen.wanted
    if wanted.query and chosen.found and chosen.found.empty:
        return Empty(
            _("In “{query}” staat geen woord om op te zoeken.").format(query=wanted.query),
            _("Zoek op een onderwerp, een gebied, of een nummer als 22(b)."),
            _("Alles tonen"),
            f"{base}?",
        )
    what = _("Geen aanbeveling gevonden {asked}.").format(asked=_asked_for(chosen))
    if wanted.query and wanted.values and chosen.ground:
        return Empty(
            what,
            _("Zonder de filters is er wel iets gevonden."),
            _("Zoek zonder filters"),
            base + _with_query(Wanted(), wanted.query),
        )
    there_are = ngettext("Er staat hier {n} aanbeveling.", "Er staan hier {n} aanbevelingen.", total)
    return Empty(what, there_are.format(n=number(total)), _("Alles tonen"), f"{base}?")
