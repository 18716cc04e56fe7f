"""What every page knows about itself: its language, its direction and where in the house it stands."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi

# Django knows no Papiamentu, and people look for their own language in their own script.
OWN_NAMES = {
    "nl": "Nederlands",
    "en": "English",
    "ar": "العربية",
    "uk": "Українська",
    "pap": "Papiamentu",
    "tr": "Türkçe",
    "ti": "ትግርኛ",
    "fa": "فارسی",
}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


@dataclass(frozen=True)
class Language:
    """One language in which this same page can be read."""

    code: str
    name: str
    href: str
    direction: str
    current: bool


@dataclass(frozen=True)
class Address:
    """A path split in the language it asks for and the rest, which is the same in every language."""

    prefix: str
    rest: str

    @property
    def section(self) -> str:
        """The first word of the address: the part of the house."""
        return self.rest.strip("/").partition("/")[0]


def address(path: str) -> Address:
    """Split '/ar/terug/' in '/ar' and '/terug/'; Dutch has no prefix."""
    first, _, rest = path.lstrip("/").partition("/")
    codes = {code for code, _ in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
    if first in codes:
        return Address(f"/{first}", f"/{rest}")
    return Address("", path)


def languages(path: str, active: str) -> tuple[Language, ...]:
    """The languages of this page, each under its own name and with the address of this page in it."""
    rest = address(path).rest
    return tuple(
        Language(
            code=code,
            name=OWN_NAMES.get(code, str(name)),
            href=rest if code == settings.LANGUAGE_CODE else f"/{code}{rest}",
            direction="rtl" if code in RIGHT_TO_LEFT else "ltr",
            current=code == active,
        )
        for code, name in settings.LANGUAGES
    )


def page(request: HttpRequest) -> dict[str, Any]:
    """Give every template lang_prefix, direction, section and languages, without touching the session."""
    active = get_language() or settings.LANGUAGE_CODE
    here = address(request.path)
    return {
        "lang_prefix": here.prefix,
        "language": active,
        "direction": "rtl" if get_language_bidi() else "ltr",
        "section": here.section,
        "languages": languages(request.path, active),
        "is_demonstration": False,
    }
