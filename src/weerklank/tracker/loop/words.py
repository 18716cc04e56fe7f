"""Numbers, names and protected counts as a page says them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from weerklank.accounts.models import Organisation, OrganisationKind
from weerklank.editions.models import EditionTheme
from weerklank.rights.models import Theme

SMALLEST_SHOWN = 10
ROUNDED_TO = 5


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


def capital(sentence: str) -> str:
    """The first letter large, where a sentence starts with a counted word."""
    # a capital carries no accent of stress in Dutch: Eén, never Één
    return f"E{sentence[1:]}" if sentence.startswith("é") else sentence[:1].upper() + sentence[1:]


def series(names: Sequence[str]) -> str:
    """A, B en C."""
    if len(names) < 2:
        return "".join(names)
    return _("{first} en {last}").format(first=", ".join(names[:-1]), last=names[-1])


def who(body: Organisation) -> str:
    """A body as the subject of a sentence: ministries have an article in Dutch."""
    if body.kind == OrganisationKind.MINISTRY:
        short = body.short_name or body.name.removeprefix("Ministerie van ").removeprefix("Ministerie ")
        return (
            _("Het ministerie van {name}").format(name=short)
            if "van " in body.name
            else _("Het ministerie {name}").format(name=short)
        )
    return body.name


def protected(count: int) -> int | None:
    """A count of children as it may be shown: hidden below ten, rounded to five, so that nobody can be singled out."""
    if count < SMALLEST_SHOWN:
        return None
    return ROUNDED_TO * ((count + ROUNDED_TO // 2) // ROUNDED_TO)


def theme_name(theme: Theme) -> str:
    """What the theme is called now."""
    return theme.name_on(None)


def edition_theme_name(theme: EditionTheme | None) -> str:
    return theme.name if theme else ""


def shortened(text: str, most: int = 160) -> str:
    """The first words of a long text, cut at a word."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: flat.rfind(" ", 0, most)] + " …"
