"""Small counts as people say them."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _


def number(count: int) -> str:
    """A count in words up to twelve, in figures above."""
    words = (
        _("nul"),
        _("één"),
        _("twee"),
        _("drie"),
        _("vier"),
        _("vijf"),
        _("zes"),
        _("zeven"),
        _("acht"),
        _("negen"),
        _("tien"),
        _("elf"),
        _("twaalf"),
    )
    return words[count] if 0 <= count < len(words) else number_format(count, force_grouping=True)
