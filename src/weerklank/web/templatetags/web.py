"""The words that templates use to dress a page: icons, steps, the path, the chart, pager and status."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from weerklank.web import icons
from weerklank.web import path as paths
from weerklank.web import steps as step_line

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """One drawing of the line set; it is decoration, so the word must stand beside it."""
    return icons.svg(name)


@register.inclusion_tag("web/steps.html", takes_context=True)
def steps(context: Context, current: int, total: int) -> dict[str, object]:
    """Where a child is on the way: a line with as many stations as there are steps."""
    return {"line": step_line.draw(int(current), int(total), context.get("direction", "ltr"))}


@register.inclusion_tag("web/path.html", takes_context=True)
def draw_path(context: Context, path: paths.Path, layout: str = "auto", draws: bool = False) -> dict[str, object]:
    """A path in full: level where there is room, upright where there is not; or only one of both."""
    direction = context.get("direction", "ltr")
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
    return {"drawing": paths.draw(path, "small", context.get("direction", "ltr"))}


@register.inclusion_tag("web/paths_of_year.html", takes_context=True)
def paths_of_year(context: Context, year: paths.PathsOfYear) -> dict[str, object]:
    """The paths of one year beside each other."""
    direction = context.get("direction", "ltr")
    return {"year": year, "drawings": [paths.draw(path, "year", direction) for path in year.paths]}
