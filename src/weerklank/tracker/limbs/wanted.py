"""What somebody asks of the list, as an address says it: the same question, the same address, whatever the order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from weerklank.tracker.limbs.facets import FACETS, Known

LONGEST_QUERY = 120
LONGEST_VALUE = 80
MOST_VALUES = 30
QUERY = "q"
SORT = "sorteer"
RELEVANCE = "relevantie"
SORTS: Mapping[str, Promise] = {
    "taken": gettext_lazy("wat gedaan moet worden eerst"),
    "document": gettext_lazy("volgorde van het document"),
    "nieuwste": gettext_lazy("nieuwste eerst"),
    RELEVANCE: gettext_lazy("best passend eerst"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question to the list in its one form: known answers only, in the order of the facets."""

    query: str = ""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    # what was asked and not understood, in words for a reader
    ignored: tuple[str, ...] = ()

    @property
    def active(self) -> bool:
        """Whether anything is asked at all; an order alone narrows nothing."""
        return bool(self.query or self.values)

    @property
    def order(self) -> str:
        """The order that holds: what fits best where words were asked, else what must be done first."""
        return self.sort or (RELEVANCE if self.query else "taken")

    def address(self, **also: str) -> str:
        """The one query of the address that asks exactly this."""
        pairs = [(QUERY, self.query)] if self.query else []
        pairs += [(facet.name, value) for facet in FACETS for value in self.values.get(facet.name, ())]
        pairs += [(SORT, self.sort)] if self.sort else []
        return urlencode([*pairs, *also.items()])

    def without(self, name: str, value: str = "") -> Wanted:
        """The same question without one of its answers."""
        if name == QUERY:
            return replace(self, query="", sort="" if self.sort == RELEVANCE else self.sort)
        left = {key: tuple(one for one in values if (key, one) != (name, value)) for key, values in self.values.items()}
        return replace(self, values={key: values for key, values in left.items() if values})

    @property
    def filters(self) -> dict[str, list[str]]:
        """What is kept of it under an address of its own: what is asked, without the order."""
        words = {QUERY: [self.query]} if self.query else {}
        return words | {name: list(values) for name, values in self.values.items()}


def printable(text: str, longest: int) -> str:
    """One thing that was asked: printable, and no longer than anybody types."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text[:longest]).split())


def read(asked: QueryDict, known: Known) -> Wanted:
    """What an address asks; what nobody knows is left out and said."""
    return of({name: asked.getlist(name) for name in asked}, known)


def of(asked: Mapping[str, Sequence[str]], known: Known) -> Wanted:
    """The question in its one form."""
    ignored: list[str] = []
    values: dict[str, tuple[str, ...]] = {}
    for facet in FACETS:
        given = [printable(one, LONGEST_VALUE) for one in asked.get(facet.name, ())[:MOST_VALUES]]
        answers = known.labels[facet.name]
        ignored += [f"{facet.label}: {one}" for one in dict.fromkeys(given) if one and one not in answers]
        if chosen := tuple(value for value in answers if value in given):
            values[facet.name] = chosen
    typed = next(iter(asked.get(QUERY, ())), "")
    query = printable(typed, LONGEST_QUERY)
    if len(typed) > LONGEST_QUERY:
        ignored.append(_("wat er na de eerste {n} tekens van uw zoekvraag stond").format(n=LONGEST_QUERY))
    sort = printable(next(iter(asked.get(SORT, ())), ""), LONGEST_VALUE)
    if sort and sort not in SORTS:
        ignored.append(_("Volgorde: {sort}").format(sort=sort))
        sort = ""
    if sort == (RELEVANCE if query else "taken") or (sort == RELEVANCE and not query):
        sort = ""
    return Wanted(query, values, sort, tuple(ignored))


def in_words(wanted: Wanted, known: Known) -> str:
    """What is asked, as a name that needs nobody to read it first: made of our own words alone."""
    said = [_("zoekwoorden “{query}”").format(query=wanted.query)] if wanted.query else []
    for facet in FACETS:
        if chosen := wanted.values.get(facet.name):
            labels = [known.labels[facet.name][value] for value in chosen]
            # what narrows by itself says enough by itself
            said += labels if facet.each else [f"{str(facet.label).lower()}: {_(' of ').join(labels)}"]
    return "; ".join(said)
