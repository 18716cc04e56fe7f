"""A child that chose a language reads that language: every page of the walk, its errors and its dead ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode

from tests.participation.child.conftest import Visitor, hidden
from weerklank.participation.models import Consultation, EntryPoint, HelpLine, Statement
from weerklank.participation.queries.child import code_of
from weerklank.participation.queries.staff import LANGUAGES
from weerklank.web import catalogues

_BLANK = re.compile(r"%\\\((\w+)\\\)[sd]|\\\{\w+\\\}")
_LATIN = re.compile(r"[A-Za-zÀ-ž]{3,}")
# short Dutch words that no other language of ours has
_DUTCH = re.compile(
    r"\b(niet|geen|deze|dit|jouw|jullie|wordt|voor|het|een|kinderen|vraag|weet|kies|ik|wij)\b", re.IGNORECASE
)
# Names stay what they are, in every script: of the platform, of what a browser calls its own, of a code.
_NAMES = {"Weerklank", "cookie", "cookies", "BCD", "BSN", "PDF"}


@dataclass(frozen=True)
class Read:
    """One piece of text that a child sees or hears on a page."""

    where: str
    text: str


def walk(prefix: str, code: str) -> Iterator[tuple[str, HttpResponse]]:
    """Every page that a child can meet, with what goes wrong on the way."""
    client, child = Client(), Visitor(code, prefix)
    begin = f"{prefix}/doe-mee/"
    yield "start", client.get(begin)
    yield "start, nothing typed", client.post(begin, {"code": ""})
    yield "start, a sign that is in no code", client.post(begin, {"code": "BCD23A"})
    yield "start, too short", client.post(begin, {"code": "BC"})
    yield "start, unknown code", client.post(begin, {"code": "ZZZZZZ"})
    yield "unknown address", client.get(f"{begin}a/b/c/")
    yield "code that is not there", client.get(f"{begin}ZZZZZZ/")
    yield "lost", client.get(f"{begin}{code}/klaar/")
    yield "question", child.get()
    child.begin()
    yield "idea", child.get("idee/")
    yield "idea, nothing written", child.send("")
    yield "idea, too long", child.send("1" * 5000)
    yield "idea, a number that is secret", child.send("111222333")
    EntryPoint.objects.filter(code=code).update(mode="one_sheet")
    yield "idea, of too many", child.send("1", together="on", group_size="100000")
    yield "idea, nobody counted", child.send("1", together="on", group_size="")
    EntryPoint.objects.filter(code=code).update(mode="own_device")
    yield "others, too early", child.get("anderen/")
    child.send("123 456")
    yield "idea, one sent", child.get("idee/")
    yield "statement", child.get("stellingen/1/")
    yield "statement, no answer", child.vote(1, "")
    child.vote(1, "agree")
    yield "others", child.get("anderen/")
    yield "done, before the pictures", child.get("klaar/")
    child.post("klaar/", **hidden(child.get("klaar/")))
    yield "done", child.get("klaar/")
    child_ticket = child.ticket
    yield "stop", child.client.get(f"{begin}stop/")
    yield "stopped", child.client.post(f"{begin}stop/", follow=True)
    for part in ("NL-Europe", "BON", "CW"):
        yield f"help in {part}", client.get(f"{prefix}/hulp/?deel={part}")
    back = f"{prefix}/terug/"
    yield "return", client.get(back)
    for wrong in ("", "🐕 🐈", "🐕 " * 8, "🐕 " * 9, "###", "1" * 10_001):
        yield f"return, {wrong[:4]}", client.post(back, {"code": wrong})
    own = code_of(child_ticket)
    assert own is not None
    answer = client.post(back, {"code": own.signs})
    yield "my idea", answer
    token = hidden(answer)["token"]
    yield "my idea, a judgement that is none", client.post(back, {"step": "judge", "token": token, "answer": "x"})
    yield "my idea, an answer that is not there", client.post(back, {"step": "judge", "token": token, "answer": "99"})
    yield "withdraw", client.post(back, {"step": "ask_withdraw", "token": token})
    yield "withdrawn", client.post(back, {"step": "withdraw", "token": token})
    yield "return, too late", client.post(back, {"step": "show", "token": "x"})


def read_on(page: HttpResponse) -> Iterator[str]:
    """What stands on the page for its reader, without what says itself to be in another language."""
    tree = HTMLParser(page.content.decode())
    own = tree.css_first("html").attributes["lang"]
    yield from _heard(tree.css_first("title"), own)
    yield from _heard(tree.body, own)


def _heard(node: LexborNode | None, own: str | None) -> Iterator[str]:
    if node is None or node.tag in ("script", "style", "svg", "textarea"):
        return
    said = node.attributes.get("lang") if node.tag not in ("-text", "html") else own
    if said and said != own:
        return
    if node.tag == "-text":
        yield " ".join(unescape(node.text_content or "").split())
        return
    yield from (value for name in ("aria-label", "title", "placeholder", "alt") if (value := node.attributes.get(name)))
    child = node.child
    while child is not None:
        yield from _heard(child, own)
        child = child.next


def dutch_sentences(language: str) -> tuple[re.Pattern[str], ...]:
    """What the interface says in Dutch, as patterns; what is the same in the other language is left out."""
    found = []
    for one in catalogues.sentences(language):
        for text in filter(None, (one.text, one.plural)):
            if any(text.rstrip(".") in form for form in one.forms):
                continue
            pattern = _BLANK.sub(".+?", re.escape(" ".join(text.split())))
            words = len(text.split())
            # a short word may be part of a name, a sentence is one wherever it stands
            found.append(re.compile(pattern if words > 3 else f"^{pattern}$"))
    return tuple(found)


@pytest.fixture
def pages(
    entry_point: EntryPoint, translated: Consultation, statements: list[Statement], published_help_lines: list[HelpLine]
) -> str:
    cache.clear()
    return str(entry_point.code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_a_child_shows_a_dutch_sentence_of_the_interface(language: str, pages: str) -> None:
    dutch = dutch_sentences(language)
    seen, wrong = 0, []
    for where, page in walk(f"/{language}", pages):
        assert page.status_code < 500, where
        if "html" not in page.get("Content-Type", ""):
            continue
        seen += 1
        assert 'lang="nl-easy"' not in page.content.decode(), where
        wrong += [Read(where, text) for text in read_on(page) if any(one.search(text) for one in dutch)]
    assert (wrong, seen > 25) == ([], True)


@pytest.mark.parametrize("language", ["ar", "uk"])
def test_a_page_in_another_script_holds_no_word_in_latin_letters(language: str, pages: str) -> None:
    names = _NAMES | {word for line in HelpLine.objects.all() for word in _LATIN.findall(line.name)}
    wrong = [
        Read(where, text)
        for where, page in walk(f"/{language}", pages)
        for text in read_on(page)
        if set(_LATIN.findall(text)) - names
    ]
    assert wrong == []


@pytest.mark.parametrize("language", ["en", "pap"])
def test_a_page_in_another_latin_language_holds_no_small_word_of_dutch(language: str, pages: str) -> None:
    wrong = [
        Read(where, text)
        for where, page in walk(f"/{language}", pages)
        for text in read_on(page)
        if _DUTCH.search(text)
    ]
    assert wrong == []


def test_the_walk_would_see_dutch_if_it_were_there(pages: str) -> None:
    dutch = dutch_sentences("uk")
    found = [
        text for _where, page in walk("", pages) for text in read_on(page) if any(one.search(text) for one in dutch)
    ]
    assert len(found) > 100
