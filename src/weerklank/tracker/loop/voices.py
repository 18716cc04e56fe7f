"""What children said, in groups: the words that a person published, and for each way in a count that singles nobody out."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from weerklank.findings.models import Group
from weerklank.participation.lifecycle import SHOWN_STATES
from weerklank.participation.models import Contribution
from weerklank.participation.queries import channels
from weerklank.tracker.loop.words import protected

MOST_QUOTES = 4


@dataclass(frozen=True, slots=True)
class Quote:
    """A child's or a group's own words, as published."""

    text: str
    by: str
    language: str
    together: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A group of ideas with the words that a person published, and how often that was said, by each way in."""

    title: str
    summary: str
    quotes: tuple[Quote, ...]
    often: str
    alone: bool
    destination: str = ""
    reason: str = ""
    href: str = ""
    key: int = 0
    few: bool = False
    more: bool = False


def words_of(groups: QuerySet[Group], most: int | None = MOST_QUOTES) -> tuple[Words, ...]:
    """Groups with their published words; a group of one keeps its place among the others."""
    said = (
        Contribution.objects.filter(state__in=SHOWN_STATES).select_related("entry_point").order_by("received_on", "id")
    )
    return tuple(_words(group, most) for group in groups.prefetch_related(Prefetch("contributions", said)))


def _words(group: Group, most: int | None) -> Words:
    said = list(group.contributions.all())
    ways = channels.said_by(said)
    quotes = tuple(
        Quote(idea.shown_text, _who_said(idea), idea.original_language, idea.kind == "group")
        for idea in said
        if idea.shown_text
    )
    return Words(
        title=group.title,
        summary=group.summary,
        quotes=quotes[:most],
        more=most is not None and len(quotes) > most,
        often=channels.at_least(ways),
        alone=len(said) == 1,
        destination=group.destination,
        reason=group.reason,
        key=group.pk,
        few=bool(said) and all(one.times < channels.SMALLEST for one in ways),
    )


def _who_said(idea: Contribution) -> str:
    if idea.kind != "group":
        return _("Een kind")
    shown = protected(idea.group_size or 0)
    return _("Een groep van ongeveer {n} kinderen").format(n=shown) if shown else _("Een groep kinderen")
