"""Where in a text the question is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weerklank.rights.search.asking import Found
from weerklank.rights.search.words import folded, stem, tokens

if TYPE_CHECKING:
    from weerklank.rights.queries import Piece

SHORT = 240


def highlight(text: str, found: Found, language: str) -> tuple[Piece, ...]:
    """The text cut at the whole words that answer the question, each with why."""
    # the lists of an editor search too: on top of this file the two would wait for each other
    from weerklank.rights.queries import Piece

    wanted = {stem(word, language) for word in found.asked}
    pieces, here = [], 0
    for token in tokens(text):
        if stem(folded(token.group()), language) in wanted:
            pieces += [Piece(text[here : token.start()]), Piece(token.group(), "staat er")]
            here = token.end()
    return tuple(piece for piece in (*pieces, Piece(text[here:])) if piece.text)


def excerpt(text: str, found: Found, language: str, *, length: int = SHORT) -> tuple[Piece, ...]:
    """The stretch of the text around the first word that answers."""
    return highlight(text if len(text) <= length else f"{text[:length].rsplit(' ', 1)[0]} …", found, language)
