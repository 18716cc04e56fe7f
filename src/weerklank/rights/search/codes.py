"""What is looked for to the letter: the number of a limb, a document, an article, a target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LIMB = r"(?P<number>\d{1,3})\s*(?:\(\s*(?P<letter>[a-z])\s*\)|(?P<bare>[a-z])\b)?"
_SYMBOL = re.compile(r"\b[a-z][a-z0-9]*(?:\.\d+)?(?:/[a-z0-9][a-z0-9.-]*)+", re.IGNORECASE)
_ARTICLES = re.compile(
    r"\b(?:articles?|artikel(?:en)?|arts?\.?)\s*(?P<list>\d{1,2}(?:[\s,()&–-]|\d|\band\b|\ben\b|\blid\b|\bor\b|\bof\b|\b[a-g]\b)*)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?P<number>\d{1,2})(?:\s*[–-]\s*(?P<last>\d{1,2}))?\s*(?:,?\s*lid\s*(?P<lid>\d)\b|\(\s*(?P<part>[a-g]|\d)\s*\)|(?P<bare>[a-g])\b)?",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\b(?:sdgs?|targets?|sub-?doel(?:en)?|doel(?:en|stelling)?|goals?)\s*(?P<goal>1[0-7]|[1-9])(?:\.(?P<sub>\d{1,2}|[a-d])\b)?\b",
    re.IGNORECASE,
)
_BARE_TARGET = re.compile(r"(?<![\w.])(?P<goal>1[0-7]|[1-9])\.(?P<sub>\d{1,2}|[a-d])(?![\w.])", re.IGNORECASE)
_NAMED_LIMB = re.compile(
    rf"\b(?:para(?:graa?f|graphs?|s)?|par|alinea|punt|nummer|nr|no|aanbeveling|recommendation)\.?\s*{_LIMB}|§\s*"
    + _LIMB.replace("number", "number2").replace("letter", "letter2").replace("bare", "bare2"),
    re.IGNORECASE,
)
_LETTERED_LIMB = re.compile(r"(?<![\w.])(?P<number>\d{1,3})\s*(?:\(\s*(?P<letter>[a-z])\s*\)|(?P<bare>[a-z])\b)", re.I)


@dataclass(frozen=True, slots=True)
class Code:
    """Something exact in a question: how it is kept in the index, and what comes near it."""

    word: str
    start: int
    end: int
    near: tuple[str, ...] = ()


def limb_codes(number: str) -> tuple[str, ...]:
    """22(b) is found by 22(b) and by 22."""
    whole = re.sub(r"\s", "", number.lower())
    bare = re.match(r"\d+", whole)
    return tuple(dict.fromkeys(f"nr:{code}" for code in (whole, bare.group() if bare else "") if code))


def symbol_code(symbol: str) -> str:
    return f"doc:{symbol.lower()}"[:80]


def article_codes(notation: str) -> tuple[str, ...]:
    whole = re.sub(r"\s", "", notation.lower())
    bare = re.match(r"\d+", whole)
    return tuple(dict.fromkeys(f"art:{code}" for code in (whole, bare.group() if bare else "") if code))


def target_codes(notation: str) -> tuple[str, ...]:
    whole = notation.lower()
    return tuple(dict.fromkeys(f"sdg:{code}" for code in (whole, whole.partition(".")[0])))


def _articles(listed: str, at: int) -> Iterator[Code]:
    for found in _ARTICLE.finditer(listed):
        number, last = int(found["number"]), int(found["last"] or 0)
        part = found["part"] or found["lid"] or found["bare"]
        start, end = at + found.start(), at + found.end()
        if part:
            yield Code(f"art:{number}({part.lower()})", start, end, (f"art:{number}",))
        else:
            # arts. 28-31; more than the treaty has is a typing error
            for each in range(number, last + 1 if number < last <= 54 else number + 1):
                yield Code(f"art:{each}", start, end)


def articles_and_targets(text: str) -> Iterator[Code]:
    """What a text names in so many words; a target only beside its name."""
    for found in _ARTICLES.finditer(text):
        yield from _articles(found["list"], found.start("list"))
    for found in _TARGET.finditer(text):
        yield _target(found)


def _target(found: re.Match[str]) -> Code:
    goal, sub = found["goal"], found["sub"]
    if sub:
        return Code(f"sdg:{goal}.{sub.lower()}", found.start(), found.end(), (f"sdg:{goal}",))
    return Code(f"sdg:{goal}", found.start(), found.end())


def _limb(number: str, letter: str | None, start: int, end: int) -> Code:
    if letter:
        part = f"{int(number)}({letter.lower()})"
        # who types 37(b) without more may mean the article
        return Code(f"nr:{part}", start, end, (f"art:{part}", f"nr:{int(number)}"))
    return Code(f"nr:{int(number)}", start, end)


def asked(question: str) -> list[Code]:
    """Every exact thing in a question, each stretch of it read once."""
    found: list[Code] = []

    def free(start: int, end: int) -> bool:
        return all(end <= code.start or code.end <= start for code in found)

    found += [Code(symbol_code(symbol.group()), *symbol.span()) for symbol in _SYMBOL.finditer(question)]
    for named in _ARTICLES.finditer(question):
        if free(*named.span()):
            found += _articles(named["list"], named.start("list"))
            # the word itself is not looked for
            found[-1] = Code(found[-1].word, named.start(), found[-1].end, found[-1].near)
    for pattern in (_TARGET, _BARE_TARGET):
        found += [_target(target) for target in pattern.finditer(question) if free(*target.span())]
    for limb in _NAMED_LIMB.finditer(question):
        if free(*limb.span()):
            number = limb["number"] or limb["number2"]
            letter = limb["letter"] or limb["bare"] or limb["letter2"] or limb["bare2"]
            found.append(_limb(number, letter, limb.start(), limb.end()))
    for limb in _LETTERED_LIMB.finditer(question):
        if free(*limb.span()):
            found.append(_limb(limb["number"], limb["letter"] or limb["bare"], limb.start(), limb.end()))
    return sorted(found, key=lambda code: code.start)
