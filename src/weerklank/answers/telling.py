"""Which words of a reason tell something: counted here and, with the same steps, by either database itself.

The database knows no list of sentences; it folds a text to plain letters, splits it, and leaves out every word that goes
with any subject. A word with anything else in it than the letters a to z counts as no word: padding that nobody sees, and
letters that only look like ours, make a text poorer and never richer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from weerklank.answers.stock import empty_words, placeholder, stock_phrases

LEAST_TELLING = 4
LEAST_TELLING_CHANGE = 2
SHORTEST_WORD = 3
# SQLite's parser holds so many calls within each other, with room to spare
_CALLS_AT_ONCE = 12

_SEPARATORS = "\t\n\r!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~0123456789\u00a0\u2009\u202f–—‑‐‘’“”„‚…•·´€°§«»"
_JOINED = "\u00ad\u0300\u0301\u0302\u0303\u0308\u0327"
_ACCENTED = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ"


@cache
def folding() -> dict[str, str]:
    """Sign by sign what stands for it: a space, nothing, or a plain small letter."""
    letters = {sign: unicodedata.normalize("NFD", sign)[0] for sign in _ACCENTED}
    capitals = {sign.upper(): plain for sign, plain in letters.items() if len(sign.upper()) == 1}
    plain_capitals = {chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    return {**dict.fromkeys(_SEPARATORS, " "), **dict.fromkeys(_JOINED, ""), **letters, **capitals, **plain_capitals}


@cache
def _by_code() -> dict[int, str]:
    return {ord(sign): stands_for for sign, stands_for in folding().items()}


@cache
def untelling() -> tuple[str, ...]:
    """The words that go with every subject: of stock phrases, of courtesies, of policy in general, of a typesetter."""
    known = stock_phrases()
    said = {word for phrase in (*known.phrases, *known.courtesies) for word in phrase.split()}
    return tuple(sorted(word for word in said | empty_words() | placeholder() if is_word(word)))


def is_word(word: str) -> bool:
    """Three letters or more, not the same one again and again."""
    return len(word) >= SHORTEST_WORD and word.isascii() and word.isalpha() and word.islower() and len(set(word)) > 1


def words_of(text: str) -> list[str]:
    """Every word of plain letters, folded, in the order in which they stand."""
    return [word for word in text.translate(_by_code()).split(" ") if is_word(word)]


def has_letters(text: str) -> bool:
    """Whether anything can be read: neither spaces nor signs without width are a text."""
    return re.search("[A-Za-z]", text) is not None


def telling_words(text: str) -> frozenset[str]:
    """The different words of a reason that say something of its own subject."""
    return frozenset(words_of(text)) - frozenset(untelling())


def adds_nothing(text: str, other: str) -> bool:
    """Whether everything that a reason tells stands in another one already."""
    told = telling_words(text)
    return bool(told) and told <= telling_words(other)


# --- The same, for a database ------------------------------------------------------------------------------------------


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _stages(column: str, name: str) -> Iterator[str]:
    """For SQLite: the folding in steps of a few signs, each a table of one row that reads the one before it."""
    signs, value = list(folding().items()), column
    for at in range(0, len(signs), _CALLS_AT_ONCE):
        folded = value
        for sign, stands_for in signs[at : at + _CALLS_AT_ONCE]:
            # char() because some of these signs are invisible in the text of a rule, and newlines are lost in it
            folded = f"replace({folded}, char({ord(sign)}), {_quoted(stands_for)})"
        yield f"json_each(json_array({folded})) {name}{at}"
        value = f"{name}{at}.value"
    yield f"json_each('[' || replace(json_quote({value}), ' ', '\",\"') || ']') {name}"


def _words(vendor: str, column: str, name: str) -> tuple[str, str]:
    """FROM and WHERE of a question that has one row for each word of a column."""
    if vendor == "postgresql":
        signs = sorted(folding().items(), key=lambda pair: pair[1] == "")
        found = _quoted("".join(sign for sign, _ in signs)), _quoted("".join(plain for _, plain in signs))
        return (
            f"unnest(string_to_array(translate({column}, {', '.join(found)}), ' ')) AS {name}(value)",
            f"{name}.value ~ '^[a-z]{{{SHORTEST_WORD},}}$' AND {name}.value !~ '^(.)\\1*$'",
        )
    return (
        ", ".join(_stages(column, name)),
        f"{name}.value NOT GLOB '*[^a-z]*' AND length({name}.value) >= {SHORTEST_WORD} "
        f"AND replace({name}.value, substr({name}.value, 1, 1), '') <> ''",
    )


def _telling(vendor: str, column: str, name: str) -> tuple[str, str]:
    rows, is_one = _words(vendor, column, name)
    return rows, f"{is_one} AND {name}.value NOT IN ({', '.join(map(_quoted, untelling()))})"


def sql_telling(vendor: str, column: str) -> str:
    """How many different words of a column tell something."""
    rows, is_one = _telling(vendor, column, "w")
    return f"(SELECT count(DISTINCT w.value) FROM {rows} WHERE {is_one})"


def sql_has_letters(vendor: str, column: str) -> str:
    """Whether a column has a letter that can be read."""
    return f"{column} ~ '[A-Za-z]'" if vendor == "postgresql" else f"{column} GLOB '*[A-Za-z]*'"


def sql_same_words(vendor: str, column: str, other: str) -> str:
    """Whether two columns have the same words, in whatever order."""
    rows, is_one = _words(vendor, column, "w")
    others, is_other = _words(vendor, other, "o")
    listed, listed_other = (
        f"SELECT w.value FROM {rows} WHERE {is_one}",
        f"SELECT o.value FROM {others} WHERE {is_other}",
    )
    return (
        f"(EXISTS ({listed}) AND NOT EXISTS ({listed} AND w.value NOT IN ({listed_other})) "
        f"AND NOT EXISTS ({listed_other} AND o.value NOT IN ({listed})))"
    )


def sql_adds_nothing(vendor: str, column: str, other: str) -> str:
    """Whether everything that a column tells is told by another one."""
    rows, is_one = _telling(vendor, column, "w")
    others, stands = _telling(vendor, other, "o")
    return (
        f"({sql_telling(vendor, column)} > 0 AND NOT EXISTS (SELECT 1 FROM {rows} WHERE {is_one} "
        f"AND w.value NOT IN (SELECT o.value FROM {others} WHERE {stands})))"
    )
