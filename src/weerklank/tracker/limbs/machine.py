"""The list for machines: the same questions under English names, and a plain no to what nobody knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from ninja import Field, Schema

from weerklank.rights import queries as rights
from weerklank.tracker.limbs import facets, wanted
from weerklank.tracker.limbs.listing import choose
from weerklank.tracker.limbs.wanted import QUERY, SORT, Wanted

NAMES = {
    "q": QUERY,
    "theme": "thema",
    "territory": "gebied",
    "duty_bearer": "wie",
    "article": "artikel",
    "cluster": "cluster",
    "target": "doel",
    "group": "groep",
    "cycle": "ronde",
    "type": "soort",
    "position": "standpunt",
    "assessment": "beoordeling",
    "promise": "toezegging",
    "only": "alleen",
    "sort": SORT,
}


class Narrow(Schema):
    """Each question may be answered several times; ``only`` narrows with each, of the others one must fit."""

    q: str = Field("", description="words or a number, in Dutch or English")
    theme: list[str] = Field([])
    territory: list[str] = Field([])
    duty_bearer: list[str] = Field([], description="the body that must act")
    article: list[str] = Field([], description="an article of the Convention, e.g. 31")
    cluster: list[str] = Field([])
    target: list[str] = Field([], description="a target of the sustainable development goals, e.g. 16.2")
    group: list[str] = Field([], description="whom it is about")
    cycle: list[str] = Field([])
    type: list[str] = Field([], description="recommendation, request, concern, positive, dissemination, introduction")
    position: list[str] = Field([], description=", ".join(facets.FLAGS["standpunt"]))
    assessment: list[str] = Field([], description="nog-niet: not assessed yet")
    promise: list[str] = Field([], description=", ".join(facets.FLAGS["toezegging"]))
    only: list[str] = Field([], description=", ".join(facets.FLAGS["alleen"]))
    sort: str = Field("", description=", ".join(wanted.SORTS))
    document: str = Field("", description="the slug of one document")


class UnknownAnswer(ValueError):
    """Something was asked that nobody knows: a machine must hear that, not get a list of something else."""


def keys(narrow: Narrow, today: date) -> tuple[int, ...]:
    """The limbs that are asked for, in the order of their documents where nothing else is asked."""
    given = {name: getattr(narrow, name) for name in NAMES}
    asked: Mapping[str, Sequence[str]] = {
        NAMES[name]: [value] if isinstance(value, str) else value for name, value in given.items() if value
    }
    known = facets.known()
    question = wanted.of(asked, known)
    if question.ignored:
        raise UnknownAnswer("; ".join(question.ignored))
    if not (question.sort or question.query):
        question = Wanted("", question.values, "document")
    found = choose(question, known, today).keys
    if not narrow.document:
        return found
    there = set(rights.visible().filter(document__slug=narrow.document).values_list("pk", flat=True))
    return tuple(pk for pk in found if pk in there)


def key_of(document: str, limb: str) -> tuple[int, ...]:
    """One limb by its address; nothing where it is not for everybody."""
    return tuple(rights.visible().filter(document__slug=document, slug=limb).values_list("pk", flat=True))


def address(question: Wanted) -> str:
    """The same question, asked of the API."""
    names = {ours: name for name, ours in NAMES.items()}
    pairs = [(names[name], value) for name, values in question.filters.items() for value in values]
    return urlencode([*pairs, ("sort", question.sort)] if question.sort else pairs)
