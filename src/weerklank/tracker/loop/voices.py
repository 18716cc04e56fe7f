"""What children said, in groups: the words that a person published, and for each way in a count that singles nobody out."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from weerklank.findings.models import Group
from weerklank.findings.translated import words_in
from weerklank.participation.lifecycle import SHOWN_STATES
from weerklank.participation.models import Contribution
from weerklank.participation.origins import Origin, origin_of_contribution, translation_of
from weerklank.participation.queries import channels
from weerklank.tracker.loop.words import protected
from weerklank.web.context import tag

MOST_QUOTES = 4


@dataclass(frozen=True, slots=True)
class Translation:
    """The same words in the language of the reader, and where that translation comes from."""

    text: str
    language: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Quote:
    """A child's or a group's own words, as published; beside words in another language what they say, where that is kept."""

    text: str
    by: str
    language: str
    together: bool = False
    translation: Translation | None = None
    foreign: bool = False

    @property
    def untranslated(self) -> bool:
        return self.foreign and self.translation is None


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
    title_language: str = "nl"
    summary_language: str = "nl"
    reason_language: str = "nl"
    origin: Origin = Origin.OWN

    @property
    def dutch_left(self) -> bool:
        """For who reads another language: whether some of it is there in Dutch alone."""
        ours = (
            (self.title, self.title_language),
            (self.summary, self.summary_language),
            (self.reason, self.reason_language),
        )
        return any(words and language == "nl" for words, language in ours) or any(
            quote.untranslated and quote.language == "nl" for quote in self.quotes
        )


def words_of(groups: QuerySet[Group], most: int | None = MOST_QUOTES, *, language: str = "nl") -> tuple[Words, ...]:
    """Groups with their published words, for a reader of this language; a group of one keeps its place among the others."""
    said = (
        Contribution.objects.filter(state__in=SHOWN_STATES)
        .select_related("entry_point")
        .prefetch_related("texts")
        .order_by("received_on", "id")
    )
    there = groups.prefetch_related(Prefetch("contributions", said), "texts")
    return tuple(_words(group, most, language) for group in there)


def _words(group: Group, most: int | None, language: str) -> Words:
    said = list(group.contributions.all())
    ways = channels.said_by(said)
    quotes = tuple(_quote(idea, language) for idea in said if idea.shown_text)
    told = words_in(group, language)
    return Words(
        title=told.title.text,
        title_language=told.title.language,
        summary=told.summary.text,
        summary_language=told.summary.language,
        origin=told.origin,
        quotes=quotes[:most],
        more=most is not None and len(quotes) > most,
        often=channels.at_least(ways),
        alone=len(said) == 1,
        destination=group.destination,
        reason=told.reason.text,
        reason_language=told.reason.language,
        key=group.pk,
        few=bool(said) and all(one.times < channels.SMALLEST for one in ways),
    )


def _quote(idea: Contribution, language: str) -> Quote:
    found = translation_of(idea, language)
    return Quote(
        idea.shown_text,
        _who_said(idea),
        tag(idea.original_language),
        idea.kind == "group",
        Translation(found.text, tag(language), origin_of_contribution(found)) if found else None,
        foreign=tag(idea.original_language) != tag(language),
    )


def _who_said(idea: Contribution) -> str:
    if idea.kind != "group":
        return _("Een kind")
    shown = protected(idea.group_size or 0)
    return _("Een groep van ongeveer {n} kinderen").format(n=shown) if shown else _("Een groep kinderen")
