"""How pages for the staff say which language something is in, and how often a code was used."""

from django import template

from weerklank.participation.queries import groups, staff

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """A language as Dutch readers call it: Arabisch, not ar."""
    return staff.language_name(code)


@register.filter
def in_words(count: int) -> str:
    """A count from which nobody can see who was the last, as whoever leads the group reads it."""
    return groups.in_words(count)
