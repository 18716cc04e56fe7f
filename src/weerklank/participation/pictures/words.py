"""How a typed word is compared with a name: forgiving of what children and keyboards do differently."""

import unicodedata
from collections.abc import Iterable, Sequence

# Letters that Unicode does not take apart, or that one keyboard writes differently from another.
_SAME_LETTER = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "ґ": "г",
        "ة": "ه",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ٱ": "ا",
        "ء": "",
        "ـ": "",
    }
)
_HYPHENS = "-‐‑‒–—―−"
_SPACED = str.maketrans(dict.fromkeys(_HYPHENS + ".", " "))
_ARTICLE = "ال"


def fold(text: str) -> str:
    """Return the text without case, accents, spaces, hyphens, apostrophes and Arabic vowel signs."""
    apart = unicodedata.normalize("NFKD", text).casefold().translate(_SAME_LETTER)
    # Case folding can bring back a combined letter (Turkish İ), hence the second taking apart.
    return "".join(sign for sign in unicodedata.normalize("NFKD", apart) if _counts(sign))


def _counts(sign: str) -> bool:
    # The Ukrainian apostrophe is a letter to Unicode, and left out or typed otherwise by everybody.
    return sign.isalnum() and unicodedata.category(sign) != "Lm"


def split(text: str) -> list[str]:
    """Return the words of a name or a typed line, as they were written."""
    return text.translate(_SPACED).split()


def key(words: Iterable[str], language: str) -> str:
    """Return what two ways of writing one name have in common, in one language."""
    folded = (fold(word) for word in words)
    if language == "ar":
        folded = (_without_article(word) for word in folded)
    return "".join(folded)


def key_of(name: str, language: str) -> str:
    """Return the key of a whole name."""
    return key(split(name), language)


def _without_article(word: str) -> str:
    # Short words may begin with these two letters without having an article (آلة, a machine).
    return word[2:] if word.startswith(_ARTICLE) and len(word) >= 5 else word


def script_of(words: Sequence[str]) -> str:
    """Return the script of the first letter: ``latin``, ``cyrillic``, ``arabic`` or nothing."""
    for sign in "".join(words):
        name = unicodedata.name(sign, "")
        for script in ("LATIN", "CYRILLIC", "ARABIC"):
            if name.startswith(script):
                return script.lower()
    return ""
