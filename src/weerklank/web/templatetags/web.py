"""The words that templates use to dress a page: icons, steps, the path, the chart, pager and status."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from weerklank.web import icons
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
