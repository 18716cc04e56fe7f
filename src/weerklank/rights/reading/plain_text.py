"""Markup and odd spaces out of a text, words kept."""

from __future__ import annotations

import html
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from weerklank.rights.reading.records import Unreadable

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_MAX_NESTING = 400
_CONTAINERS = re.compile(
    r"<(/?)(?:div|section|article|main|span|table|tbody|tr|td|ul|ol|blockquote|b|i|em|strong|font)\b", re.IGNORECASE
)
_DROPPED = ("script", "style", "noscript", "template", "head", "iframe", "object", "svg")
# A text may speak of "a < b": only a known tag makes it markup.
_TAG = re.compile(r"</?(?:p|br|div|span|b|i|u|em|strong|sup|sub|a|ul|ol|li|table|tr|td|font|h[1-6])\b", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_MAX_DEPTH = 200
# What no feed, sheet or page can carry. Tabs, new lines and the like stay, and become spaces where lines are made.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """The text as a reader sees it: no tags, entities resolved, each block on a line of its own."""
    if _TAG.search(text):
        return "\n".join(blocks(text))
    if "&" in text:
        text = html.unescape(text)
    return "\n".join(line for line in map(tidy, text.splitlines()) if line)


def tidy(line: str) -> str:
    """One line with single ordinary spaces; a non-breaking space becomes a space, never nothing."""
    return _SPACES.sub(" ", without_controls(line.translate(_INVISIBLE))).strip()


def without_controls(text: str) -> str:
    """The text without the signs that no reader sees and no feed can carry."""
    return _CONTROLS.sub("", text)


def controls_in(*texts: object) -> bool:
    """Whether such a sign stands in one of them, so that leaving it out can be said."""
    return any(isinstance(text, str) and _CONTROLS.search(text) for text in texts)


def _nests_deeper_than(markup: str, most: int) -> bool:
    depth = 0
    for tag in _CONTAINERS.finditer(markup):
        depth = max(0, depth - 1) if tag.group(1) else depth + 1
        if depth > most:
            return True
    return False


def blocks(markup: str) -> list[str]:
    """The blocks of an HTML text in reading order, each on one line; footnote anchors left out."""
    # A page of the UN is some twenty deep. Far deeper is no page, and would cost the square of its depth.
    if _nests_deeper_than(markup, _MAX_NESTING):
        raise Unreadable(
            f"de HTML is meer dan {_MAX_NESTING} lagen diep; dit is geen bladzijde van de VN. Haal de bladzijde opnieuw op."
        )
    tree = LexborHTMLParser(markup)
    tree.strip_tags(list(_DROPPED))
    found: list[str] = []
    current: list[str] = []

    def close() -> None:
        line = tidy("".join(current).replace("\n", " "))
        current.clear()
        if line:
            found.append(line)

    # A stack of our own: even so, a deep page must not end in a recursion error.
    stack: list[tuple[LexborNode | None, bool]] = [(tree.body or tree.root, False)]
    while stack:
        node, leaving = stack.pop()
        if node is None or (leaving and node.tag not in _BLOCKS):
            continue
        if leaving:
            close()
            continue
        if node.tag == "-text":
            current.append(node.text_content or "")
            continue
        if _is_footnote_anchor(node):
            continue
        if node.tag in _BLOCKS:
            close()
            stack.append((node, True))
        children = list(node.iter(include_text=True))
        stack.extend((child, False) for child in reversed(children))
    close()
    return found


def _is_footnote_anchor(node: LexborNode) -> bool:
    if node.tag == "a" and "ftn" in (node.attributes.get("href") or ""):
        return True
    return node.tag == "sup" and (node.text() or "").strip().strip("*[]").isdecimal()
