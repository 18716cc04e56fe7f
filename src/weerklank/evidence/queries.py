"""What the pages about figures ask: each figure as a sentence that carries its definition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from weerklank.evidence.models import DataGap, Indicator, IndicatorBreak, Observation, Quality, Source
from weerklank.rights.models import Territory, Theme
from weerklank.web.chart import Break, Figure, Point, Series

# a figure older than this is called old, so that nobody takes it for today's
OLD_AFTER_YEARS = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor asks of the list of figures; empty is everything."""

    query: str = ""
    theme: str = ""
    territory: str = ""
    producer: str = ""
    kind: str = ""

    def __post_init__(self) -> None:
        # PostgreSQL refuses a NUL, and nobody means one
        for name in ("query", "theme", "territory", "producer", "kind"):
            object.__setattr__(self, name, getattr(self, name).replace("\x00", "").strip()[:200])


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure in the list: the sentence first, then what was counted, where and by whom."""

    indicator: Indicator
    sentence: str
    period: str
    sources: tuple[Source, ...]
    has_break: bool
    is_old: bool


@dataclass(frozen=True, slots=True)
class FigurePage:
    """One figure with everything that must travel with it."""

    row: FigureRow
    chart: Figure | None
    observations: tuple[Observation, ...]
    breaks: tuple[IndicatorBreak, ...]
    revised: tuple[Observation, ...]


def indicators(asked: Asked, today: date) -> QuerySet[Indicator]:
    """The figures that fit what is asked, with all that their sentence needs."""
    found = Indicator.objects.all()
    for word in asked.query.split()[:8]:
        found = found.filter(
            Q(title__icontains=word)
            | Q(definition__icontains=word)
            | Q(scope__icontains=word)
            | Q(producer__icontains=word)
            | Q(limits__icontains=word)
            | Q(theme__names__name__icontains=word)
        )
    if asked.theme:
        found = found.filter(theme__slug=asked.theme)
    if asked.territory:
        measured = Observation.objects.filter(indicator=OuterRef("pk"), territory__slug=asked.territory)
        found = found.filter(Q(territory__slug=asked.territory) | Exists(measured))
    if asked.producer:
        found = found.filter(producer=asked.producer)
    if asked.kind == "breuk":
        found = found.filter(Exists(IndicatorBreak.objects.filter(indicator=OuterRef("pk"))))
    if asked.kind == "oud":
        recent = Observation.objects.filter(
            indicator=OuterRef("pk"), period_start__year__gt=today.year - OLD_AFTER_YEARS
        )
        found = found.exclude(Exists(recent))
    return with_values(found.distinct())


def with_values(found: QuerySet[Indicator]) -> QuerySet[Indicator]:
    values = Observation.objects.select_related("source", "territory").order_by("period_start", "id")
    breaks = IndicatorBreak.objects.select_related("source")
    return found.select_related("theme", "territory", "claim_source").prefetch_related(
        "theme__names", Prefetch("observations", values), Prefetch("breaks", breaks)
    )


def figure_row(indicator: Indicator, today: date) -> FigureRow:
    """The figure as one sentence, with what must stand beside it."""
    values = list(indicator.observations.all())
    latest = newest(values)
    return FigureRow(
        indicator=indicator,
        sentence=sentence(indicator, latest) if latest else _("Er is nog geen waarde."),
        period=latest.period if latest else "",
        sources=tuple({value.source_id: value.source for value in values}.values()),
        has_break=bool(indicator.breaks.all()),
        is_old=bool(latest and latest.period_start and latest.period_start.year <= today.year - OLD_AFTER_YEARS),
    )


def figure_page(indicator: Indicator, today: date) -> FigurePage:
    values = tuple(indicator.observations.all())
    breaks = tuple(indicator.breaks.all())
    current = {value.pk for value in last_vintages(values)}
    return FigurePage(
        row=figure_row(indicator, today),
        chart=_chart(indicator, values, breaks),
        observations=values,
        breaks=breaks,
        revised=tuple(value for value in values if value.pk not in current),
    )


def newest(values: Iterable[Observation]) -> Observation | None:
    """The newest total, as last published."""
    totals = [value for value in last_vintages(values) if not value.breakdown]
    return max(totals, key=lambda value: (value.period_start or date.min, value.pk), default=None)


def last_vintages(values: Iterable[Observation]) -> list[Observation]:
    """Of each period the value as last published; what it replaced stays in the table."""
    last = {(value.definition_version, value.period, value.breakdown): value for value in values}
    return sorted(last.values(), key=lambda value: (value.period_start or date.min, value.pk))


def sentence(indicator: Indicator, value: Observation) -> str:
    """A value in words, never without its unit and its period."""
    words = " ".join(part for part in (value.qualifier, amount(value)) if part)
    unit = indicator.unit
    if value.value is None:
        words, unit = f"{share_words(value.share)} procent", f"({indicator.unit})"
    joined = f"{words}{unit}" if unit.startswith("e ") else f"{words} {unit}"
    share = f" ({share_words(value.share)} procent)" if value.share is not None and value.value is not None else ""
    quality = f", {value.get_quality_display()}" if value.quality not in (Quality.FINAL, Quality.REVISED) else ""
    return f"{joined[:1].upper()}{joined[1:]}{share}, {value.period}{quality}."


def amount(value: Observation) -> str:
    if value.value is None:
        return ""
    low = number(value.value)
    return f"{low} tot {number(value.value_high)}" if value.value_high is not None else low


def number(value: Decimal | None) -> str:
    """A number as people write it, without digits that say nothing."""
    if value is None:
        return ""
    digits = max(0, -int(value.normalize().as_tuple().exponent))
    # a share keeps its one decimal: 4,0 procent says more than 4 procent
    return number_format(value, decimal_pos=digits, force_grouping=True)


def share_words(value: Decimal | None) -> str:
    return "" if value is None else number_format(value, decimal_pos=1)


def _chart(indicator: Indicator, values: Sequence[Observation], breaks: Sequence[IndicatorBreak]) -> Figure | None:
    """A line over time; shares where every value has one, and nothing joined across a break."""
    totals = [value for value in last_vintages(values) if not value.breakdown and value.period_start]
    if len(totals) < 2:
        return None
    shares = all(value.share is not None for value in totals)
    same_day = len({(day.month, day.day) for value in totals if (day := value.period_start)}) == 1
    points = tuple(_point(value, shares=shares, same_day=same_day) for value in totals)
    source = totals[-1].source
    return Figure(
        title=indicator.title,
        unit=_("procent") if shares else indicator.unit,
        series=(
            Series(
                label=indicator.title,
                points=points,
                breaks=tuple(Break(at=_at(item.after), reason=item.note) for item in breaks),
            ),
        ),
        decimals=1 if shares else 0,
        source=source.title,
        source_href=source.url,
    )


def _point(value: Observation, *, shares: bool, same_day: bool) -> Point:
    day = value.period_start or date.min
    shown = value.share if shares else value.value
    notes = [value.qualifier, value.definition_version]
    if value.value_high is not None and not shares:
        notes.append(_("tot {high}").format(high=number(value.value_high)))
    return Point(
        period=str(day.year) if same_day else value.period,
        at=_at(day),
        value=shown,
        note=", ".join(note for note in notes if note),
        provisional=value.quality in (Quality.PROVISIONAL, Quality.ESTIMATED),
    )


def _at(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 366


def themes_with_figures() -> QuerySet[Theme]:
    return Theme.objects.filter(indicators__isnull=False).distinct().prefetch_related("names")


def territories_with_figures() -> QuerySet[Territory]:
    measured = Observation.objects.filter(territory=OuterRef("pk"))
    return Territory.objects.filter(Exists(measured))


def producers() -> list[str]:
    return sorted(set(Indicator.objects.order_by().values_list("producer", flat=True)))


def gaps(theme: Theme | None = None) -> QuerySet[DataGap]:
    """What nobody measures, though somebody asked."""
    found = DataGap.objects.select_related("source", "theme").prefetch_related("theme__names").order_by("id")
    return found.filter(theme=theme) if theme else found
