"""How pages for the staff say which language something is in."""

from django import template

from weerklank.participation.queries import staff

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """A language as Dutch readers call it: Arabisch, not ar."""
    return staff.language_name(code)
