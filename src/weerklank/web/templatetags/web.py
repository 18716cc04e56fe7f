"""The words that templates use to dress a page: icons, steps, the path, the chart, pager and status."""

from datetime import date
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from weerklank.web import chart as charts
from weerklank.web import icons, people
from weerklank.web import path as paths
from weerklank.web import steps as step_line
from weerklank.web.context import tag

register = template.Library()


def _direction(context: Context) -> str:
    return str(context.get("direction") or "ltr")


@register.simple_tag
def icon(name: str) -> SafeString:
    """One drawing of the line set; it is decoration, so the word must stand beside it."""
    return icons.svg(name)


@register.inclusion_tag("web/steps.html", takes_context=True)
def steps(context: Context, current: int, total: int) -> dict[str, object]:
    """Where a child is on the way: a line with as many stations as there are steps."""
    return {"line": step_line.draw(int(current), int(total), _direction(context))}


@register.inclusion_tag("web/path.html", takes_context=True)
def draw_path(context: Context, path: paths.Path, layout: str = "auto", draws: bool = False) -> dict[str, object]:
    """A path in full: level where there is room, upright where there is not; or only one of both."""
    direction = _direction(context)
    wanted = ("horizontal", "vertical") if layout == "auto" else (layout,)
    drawings = {name: paths.draw(path, name, direction) for name in wanted}
    rows = [
        {"station": rows[0].station, "before_gap": rows[0].before_gap}
        | {name: row.piece for name, row in zip(drawings, rows, strict=True)}
        for rows in zip(*(drawing.rows for drawing in drawings.values()), strict=True)
    ]
    return {"path": path, "layout": layout, "rows": rows, "draws": draws}


@register.inclusion_tag("web/path_small.html", takes_context=True)
def small_path(context: Context, path: paths.Path) -> dict[str, object]:
    """A path for in a list, with the sentence that says how it stands."""
    return {"drawing": paths.draw(path, "small", _direction(context))}


@register.inclusion_tag("web/paths_of_year.html", takes_context=True)
def paths_of_year(context: Context, year: paths.PathsOfYear) -> dict[str, object]:
    """The paths of one year beside each other."""
    direction = _direction(context)
    return {"year": year, "drawings": [paths.draw(path, "year", direction) for path in year.paths]}


@register.inclusion_tag("web/chart.html", takes_context=True)
def draw_chart(context: Context, figure: charts.Figure) -> dict[str, object]:
    """A figure over time as a drawing with its table."""
    return {"chart": charts.draw(figure, _direction(context)), "columns": len(figure.series) + 2}


@register.inclusion_tag("web/people.html", takes_context=True)
def draw_people(context: Context, hands: int, label: str) -> dict[str, object]:
    """A row of ten of whom so many hold up a hand; their shapes must stand on the page once (web/people_shapes.html)."""
    return {"row": people.draw(hands, direction=_direction(context)), "label": label}


@register.inclusion_tag("web/pager.html", takes_context=True)
def pager(context: Context, pages: "Page[Any]", name: str = "page") -> dict[str, object]:
    """The way through a long list, keeping every filter in the address; `name` where a page has two lists."""
    asked = context["request"].GET if "request" in context else QueryDict()

    def href(number: int) -> str:
        query = asked.copy()
        query[name] = str(number)
        return f"?{query.urlencode()}"

    shown = pages.paginator.get_elided_page_range(pages.number, on_each_side=1, on_ends=1)
    return {
        "pages": pages,
        "numbers": [(number, href(number) if isinstance(number, int) else "") for number in shown],
        "previous": href(pages.number - 1),
        "next": href(pages.number + 1),
    }


@register.inclusion_tag("web/status.html", takes_context=True)
def status(context: Context, mood: str, words: str) -> dict[str, object]:
    """How something stands: a word, with the end of its line beside it."""
    return {"mood": mood, "words": words, "piece": paths.ending(mood, _direction(context))}


@register.filter
def dated(day: date | None, form: str = "j E Y") -> str:
    """A date as people write it, marked up for machines; empty where there is none."""
    if not day:
        return ""
    return format_html('<time datetime="{}">{}</time>', day.isoformat()[:10], date_format(day, form))


@register.simple_tag(takes_context=True)
def warning(context: Context) -> str:
    """Put before the title of a page that refuses what was sent, because the title is what is read aloud first."""
    request = context.get("request")
    if request is None or request.method != "POST":
        return ""
    # by its type: asking a token that is made when it is looked at what it is would leave a cookie on pages that have none
    known: dict[Any, Any] = context.flatten()
    found = [one for one in known.values() if issubclass(type(one), forms.BaseForm)]
    refused = any(form.is_bound and form.errors for form in found)
    return f"{_('Let op:')} " if refused else ""


@register.filter
def before_a_sentence(label: object) -> str:
    """A label with the colon that leads to what is wrong with it; a question has its own sign already."""
    said = str(label).rstrip()
    return said if said.endswith(("?", "!", "؟", ".", ":")) else f"{said}:"


@register.filter
def ordinal(number: int) -> str:
    """The place in a row: 1e in Dutch, 1st in English, a bare number elsewhere."""
    language = (get_language() or "nl").partition("-")[0]
    if language in ("nl", "pap"):
        return f"{number}e"
    if language == "en":
        teen = 10 <= number % 100 <= 20
        return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    return str(number)


@register.filter
def lang_tag(language: str) -> str:
    """A language as a `lang` attribute names it: easy Dutch is Dutch."""
    return tag(language)


@register.filter
def unlocalized(number: float) -> str:
    """A number for a drawing, which wants a point wherever people write a comma."""
    return f"{number:g}"
