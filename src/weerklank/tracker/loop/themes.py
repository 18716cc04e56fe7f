"""Themes: one subject over everything that the platform holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerklank.advices.lifecycle import PUBLIC_STATES
from weerklank.advices.models import Advice
from weerklank.answers.lifecycle import CommitmentState
from weerklank.answers.models import Commitment
from weerklank.briefings.models import NewsArticle
from weerklank.evidence.models import DataGap, Indicator, Observation, ParliamentDocument
from weerklank.findings.models import Group
from weerklank.rights.lifecycle import SuggestionState, TextState
from weerklank.rights.models import (
    Recommendation,
    RecommendationText,
    RecommendationTheme,
    Register,
    ReportedTopic,
    SourceDocument,
    Territory,
    Theme,
    ThemeName,
)
from weerklank.rights.queries import visible
from weerklank.tracker import paths
from weerklank.tracker.asked import every_word
from weerklank.tracker.loop import advices, promises
from weerklank.tracker.loop.advices import AdviceRow
from weerklank.tracker.loop.editions import GROUPED_STATES
from weerklank.tracker.loop.promises import PromiseRow
from weerklank.tracker.loop.voices import Words, words_of
from weerklank.tracker.loop.words import capital, number, series, theme_name

IMPORT_COMMAND = "weerklank import observations FILE"
MOST_LIMBS = 25
MOST_NEWS = 5


def territories() -> tuple[Territory, ...]:
    return tuple(Territory.objects.all())


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme as it stands in the list."""

    theme: Theme
    name: str
    child_name: str
    holds: str


def every_theme() -> QuerySet[Theme]:
    return Theme.objects.prefetch_related("names").order_by("order", "slug")


def searched(query: str) -> Q:
    return every_word(query, "names__name", "names__child_name", "slug")


def rows(themes: Iterable[Theme], territory: str) -> tuple[ThemeRow, ...]:
    """Themes with how much of each thing there is, for the whole Kingdom or for one part of it; nothing made up."""
    confirmed = RecommendationTheme.objects.filter(state=SuggestionState.CONFIRMED, recommendation__in=visible())
    if territory:
        confirmed = confirmed.filter(**_in_territory(territory, "recommendation__"))
    limbs = _counted(confirmed, "theme")
    figures = _counted(Indicator.objects.filter(_figure_in(territory)), "theme")
    asked = _counted(
        Advice.objects.filter(state__in=PUBLIC_STATES, edition__is_demonstration=False), "edition_theme__theme"
    )
    made = Commitment.objects.filter(is_demonstration=False).exclude(state=CommitmentState.PROPOSED)
    promised = _counted(made.filter(_promise_in(territory)), "themes")
    return tuple(
        ThemeRow(
            theme,
            theme_name(theme),
            child_name(theme),
            _holds(limbs[theme.pk], figures[theme.pk], asked[theme.pk], promised[theme.pk]),
        )
        for theme in themes
    )


def _counted(rows: QuerySet[Any], by: str) -> Counter[int]:
    counts = rows.order_by().values_list(by).annotate(n=Count("pk", distinct=True))
    return Counter({key: n for key, n in counts if key is not None})


def _holds(limbs: int, figures: int, asked: int, promised: int) -> str:
    said = [
        ngettext("{n} onderdeel van een aanbeveling", "{n} onderdelen van aanbevelingen", limbs).format(n=number(limbs))
        if limbs
        else "",
        ngettext("{n} cijfer", "{n} cijfers", figures).format(n=number(figures)) if figures else "",
        ngettext("{n} advies", "{n} adviezen", asked).format(n=number(asked)) if asked else "",
        ngettext("{n} toezegging", "{n} toezeggingen", promised).format(n=number(promised)) if promised else "",
    ]
    return capital(series([words for words in said if words])) or _("Hier is nog niets ingelezen")


def child_name(theme: Theme) -> str:
    names = [name.child_name for name in theme.names.all() if name.child_name]
    return names[-1] if names else ""


def _in_territory(slug: str, prefix: str = "") -> dict[str, str]:
    return {
        f"{prefix}territory_links__territory__slug": slug,
        f"{prefix}territory_links__state": SuggestionState.CONFIRMED,
    }


def _figure_in(slug: str) -> Q:
    return Q(territory__slug=slug) | Q(observations__territory__slug=slug) if slug else Q()


def _promise_in(slug: str) -> Q:
    return Q(territory__slug=slug) if slug else Q()


# --- One theme ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LimbRow:
    """A limb as it stands on a theme's page: in Dutch where somebody confirmed a wording, else as the UN wrote it."""

    number: str
    heading: str
    text: str
    language: str
    by: str
    href: str
    urgent: bool


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document of the Committee on this theme: its limbs, or what is known of it while its text is not here."""

    document: SourceDocument
    limbs: tuple[LimbRow, ...]
    known: tuple[LimbRow, ...]
    more: int
    reported: tuple[ReportedTopic, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """The latest value of an indicator, with what was counted."""

    indicator: Indicator
    value: str
    period: str
    source: Observation | None


@dataclass(frozen=True, slots=True)
class NameRow:
    """What the theme was called, by whom and from when."""

    name: str
    used_by: str
    since: date | None
    source_url: str


@dataclass(frozen=True, slots=True)
class ThemePage:
    """One theme over everything."""

    theme: Theme
    name: str
    child_name: str
    sentence: str
    documents: tuple[DocumentView, ...]
    figures: tuple[FigureRow, ...]
    gaps: tuple[DataGap, ...]
    words: tuple[Words, ...]
    made_up_words: tuple[Words, ...]
    advices: tuple[AdviceRow, ...]
    promises: tuple[PromiseRow, ...]
    news: tuple[NewsArticle, ...]
    parliament: tuple[ParliamentDocument, ...]
    names: tuple[NameRow, ...]
    territory: Territory | None

    @property
    def real_advices(self) -> tuple[AdviceRow, ...]:
        return tuple(row for row in self.advices if not row.is_demonstration)

    @property
    def made_up_advices(self) -> tuple[AdviceRow, ...]:
        return tuple(row for row in self.advices if row.is_demonstration)

    @property
    def real_promises(self) -> tuple[PromiseRow, ...]:
        return tuple(row for row in self.promises if not row.is_demonstration)

    @property
    def made_up_promises(self) -> tuple[PromiseRow, ...]:
        return tuple(row for row in self.promises if row.is_demonstration)


def find(slug: str) -> Theme | None:
    return Theme.objects.prefetch_related("names").filter(slug=slug).first()


def page(theme: Theme, territory: Territory | None, today: date) -> ThemePage:
    place = territory.slug if territory else ""
    asked = list(advices.with_everything().filter(edition_theme__theme=theme))
    made = promises.rows(promises.with_everything().filter(_promise_in(place), themes=theme).distinct(), today)
    rows = advices.rows(asked, today)
    documents = _documents(theme, place)
    figures = _figures(theme, place)
    return ThemePage(
        theme=theme,
        name=theme_name(theme),
        child_name=child_name(theme),
        sentence=_sentence(asked, rows, made, documents, today),
        documents=documents,
        figures=figures,
        gaps=tuple(DataGap.objects.filter(theme=theme).select_related("source")),
        words=_words(theme, made_up=False),
        made_up_words=_words(theme, made_up=True),
        advices=rows,
        promises=made,
        news=tuple(NewsArticle.objects.filter(themes=theme, state="published")[:MOST_NEWS]),
        parliament=tuple(ParliamentDocument.objects.filter(themes=theme).select_related("source")[:MOST_NEWS]),
        names=_names(theme),
        territory=territory,
    )


def _words(theme: Theme, *, made_up: bool) -> tuple[Words, ...]:
    return words_of(
        Group.objects.filter(
            consultation__edition_theme__theme=theme,
            consultation__state__in=GROUPED_STATES,
            consultation__edition__is_demonstration=made_up,
        ).select_related("consultation")
    )


def _sentence(
    asked: list[Advice],
    rows: tuple[AdviceRow, ...],
    made: tuple[PromiseRow, ...],
    documents: tuple[DocumentView, ...],
    today: date,
) -> str:
    """How it stands with this theme; the made-up edition does not count."""
    limbs = sum(len(document.limbs) + document.more for document in documents)
    real = [advice for advice in asked if not advice.edition.is_demonstration]
    answered = sum(paths.is_answered(advice, today) for advice in real)
    late = sum(bool(row.days_late) for row in rows if not row.is_demonstration)
    promised = sum(not row.is_demonstration for row in made)
    said = []
    if limbs:
        told = ngettext("{n} ding", "{n} dingen", limbs).format(n=number(limbs))
        said.append(_("Het VN-Kinderrechtencomité vraagt hierover {told}.").format(told=told))
    elif known := sum(len(document.known) for document in documents):
        told = ngettext("{n} onderdeel", "{n} onderdelen", known).format(n=number(known))
        said.append(
            _(
                "Van {told} is bekend dat het VN-Kinderrechtencomité erover schreef; de tekst is nog niet ingelezen."
            ).format(told=told)
        )
    else:
        said.append(_("Wat het VN-Kinderrechtencomité hierover vraagt, is hier nog niet ingelezen."))
    if real:
        told = ngettext("{n} advies", "{n} adviezen", len(real)).format(n=number(len(real)))
        said.append(_("Kinderen en jongeren gaven {told}.").format(told=told))
        said.append(_replied(len(real), answered, sought=paths.never_found(real)))
    if late:
        said.append(
            ngettext("{n} antwoord is te laat.", "{n} antwoorden zijn te laat.", late).format(n=capital(number(late)))
        )
    if promised:
        told = ngettext("{n} toezegging", "{n} toezeggingen", promised).format(n=capital(number(promised)))
        said.append(_("{told} van wie het moet doen.").format(told=told))
    return " ".join(said)


def _replied(asked: int, answered: int, *, sought: bool) -> str:
    if not answered and not sought:
        return _("Nog geen antwoord.")
    if not answered:
        return ngettext("Daarop is geen antwoord gevonden.", "Op geen ervan is een antwoord gevonden.", asked)
    if answered == asked:
        return ngettext("Daarop kwam een antwoord.", "Op alle kwam een antwoord.", asked)
    return _("Op {n} kwam een antwoord.").format(n=number(answered))


def _documents(theme: Theme, territory: str) -> tuple[DocumentView, ...]:
    wordings = RecommendationText.objects.filter(
        language="nl",
        state=TextState.PUBLISHED,
        register__in=[Register.OFFICIAL, Register.UNOFFICIAL, Register.PLAIN],
    )
    linked = RecommendationTheme.objects.filter(theme=theme, state=SuggestionState.CONFIRMED)
    limbs = (
        visible()
        .filter(pk__in=linked.values("recommendation"))
        .select_related("paragraph", "document")
        .prefetch_related(Prefetch("texts", wordings))
        .order_by("document", "order")
    )
    if territory:
        limbs = limbs.filter(**_in_territory(territory)).distinct()
    per_document: dict[int, list[LimbRow]] = {}
    # of some limbs only the number and our own word for the subject is known: they are shown as just that
    known: dict[int, list[LimbRow]] = {}
    for limb in limbs:
        (per_document if limb.text else known).setdefault(limb.document_id, []).append(_limb(limb))
    topics: dict[int, list[ReportedTopic]] = {}
    for topic in ReportedTopic.objects.filter(theme=theme):
        topics.setdefault(topic.document_id, []).append(topic)
    documents = SourceDocument.objects.filter(cycle__isnull=False).select_related("cycle")
    return tuple(
        DocumentView(
            document,
            tuple(per_document.get(document.pk, [])[:MOST_LIMBS]),
            tuple(known.get(document.pk, [])),
            max(0, len(per_document.get(document.pk, [])) - MOST_LIMBS),
            tuple(topics.get(document.pk, [])),
        )
        for document in documents
    )


def _limb(limb: Recommendation) -> LimbRow:
    wording = next(iter(limb.texts.all()), None)
    return LimbRow(
        number=limb.number,
        heading=limb.subject or limb.paragraph.heading,
        text=wording.text if wording else limb.text,
        language=wording.language if wording else limb.language,
        by=str(wording.get_register_display()) if wording else "",
        href=limb.get_absolute_url(),
        urgent=limb.is_urgent,
    )


def _figures(theme: Theme, territory: str) -> tuple[FigureRow, ...]:
    values = Observation.objects.filter(breakdown="").select_related("source").order_by("period_start", "id")
    if territory:
        values = values.filter(Q(territory__slug=territory) | Q(indicator__territory__slug=territory))
    shown = (
        Indicator.objects.filter(_figure_in(territory), theme=theme)
        .distinct()
        .select_related("territory")
        .prefetch_related(Prefetch("observations", values))
    )
    return tuple(_figure(indicator) for indicator in shown)


def _figure(indicator: Indicator) -> FigureRow:
    known = [value for value in indicator.observations.all() if value.value is not None]
    if not known:
        return FigureRow(indicator, "", "", None)
    last = known[-1]
    return FigureRow(indicator, _value(last), last.period, last)


def _value(seen: Observation) -> str:
    def plain(amount: Decimal) -> str:
        places = max(0, -int(amount.normalize().as_tuple().exponent))
        return number_format(amount, decimal_pos=places, force_grouping=True)

    low = plain(seen.value) if seen.value is not None else ""
    amount = _("{low} tot {high}").format(low=low, high=plain(seen.value_high)) if seen.value_high else low
    return f"{seen.qualifier} {amount}".strip()


def _names(theme: Theme) -> tuple[NameRow, ...]:
    named: list[ThemeName] = list(theme.names.all())
    rows = [NameRow(name.name, name.used_by, name.valid_from, name.source_url) for name in named]
    rows += [
        NameRow(entry.name, entry.edition.title, entry.edition.date, entry.source_url)
        for entry in theme.edition_themes.filter(edition__is_demonstration=False).select_related("edition")
    ]
    # the same name on the same day by two roads is one name
    once = {(row.name, row.since): row for row in reversed(rows)}
    return tuple(sorted(once.values(), key=lambda row: row.since or date.min))
