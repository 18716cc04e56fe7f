"""How pages say which language, and how many without saying exactly how many."""

from django import template

from weerklank.participation.queries import staff

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """A language as Dutch readers call it: Arabisch, not ar."""
    return staff.language_name(code)


@register.filter
def at_least(number: int) -> int:
    """Rounded down to fives: an exact number, read twice, tells what came in between."""
    return number // 5 * 5
