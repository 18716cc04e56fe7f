"""What every page knows about itself: its language, its direction and where in the house it stands."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi

# Django knows no Papiamentu, and people look for their own language in their own script.
OWN_NAMES = {
    "nl": "Nederlands",
    "nl-easy": "Makkelijk Nederlands",
    "en": "English",
    "ar": "العربية",
    "uk": "Українська",
    "pap": "Papiamentu",
    "tr": "Türkçe",
    "ti": "ትግርኛ",
    "fa": "فارسی",
}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
# what a screen reader and a browser call our languages; easy Dutch is a way of writing Dutch
TAGS = {"nl-easy": "nl"}
# the languages whose interface words a person has read; of the others the first pages say that a machine made them
READ_BY_A_PERSON = frozenset({"nl"})


def tag(language: str) -> str:
    """The language as `lang` attributes name it."""
    return TAGS.get(language, language)


@dataclass(frozen=True)
class Language:
    """One language in which this same page can be read."""

    code: str
    tag: str
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
            tag=tag(code),
            name=OWN_NAMES.get(code, str(name)),
            href=rest if code == settings.LANGUAGE_CODE else f"/{code}{rest}",
            direction="rtl" if code in RIGHT_TO_LEFT else "ltr",
            current=code == active,
        )
        for code, name in settings.LANGUAGES
    )


def page(request: HttpRequest) -> dict[str, Any]:
    """Give every template its language and direction, where it stands and what else it is in; no session is touched."""
    active = get_language() or settings.LANGUAGE_CODE
    here = address(request.path)
    return {
        "lang_prefix": here.prefix,
        "language": active,
        "language_tag": tag(active),
        "words_are_unread": active not in READ_BY_A_PERSON and _is_first_page(here),
        "direction": "rtl" if get_language_bidi() else "ltr",
        "section": here.section,
        "languages": languages(request.path, active),
        "is_demonstration": False,
    }


def _is_first_page(here: Address) -> bool:
    """Whether this is where a child or a teacher begins: where it is said who translated the words of the pages."""
    return here.section in ("doe-mee", "terug", "hulp", "groep") and here.rest.strip("/").count("/") <= 1
