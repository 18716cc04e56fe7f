"""A browser of a child, without a window: its own address on the loop, one connection kept, pressing again when no answer comes."""

from __future__ import annotations

import http.client
import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
OPEN_LINK = "proef-voor-iedereen"


def letters(length: int = 20) -> str:
    """A word like no other, without a digit that could be taken for a number of a person."""
    return uuid.uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))[:length]


@dataclass
class Browser:
    """One child behind one address. What every press took is kept by the name of the step."""

    port: int
    address: str = "127.0.0.1"
    headers: dict[str, str] = field(default_factory=dict)
    cookie: str = ""
    took: list[tuple[str, float]] = field(default_factory=list)
    pressed_again: int = 0
    _connection: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        is_used = self._connection is not None
        if self._connection is None:
            self._connection = http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=60, source_address=(self.address, 0)
            )
        headers = dict(self.headers)
        if self.cookie:
            headers["Cookie"] = self.cookie
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self._connection.request(method, path, urlencode(form) if form is not None else None, headers)
            answer = self._connection.getresponse()
            body = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.close()
            # a connection that stood idle may be closed at the other side: a browser opens another and says nothing
            if is_used:
                return self.ask(method, path, form)
            raise
        given = (answer.getheader("Set-Cookie") or "").partition(";")[0]
        if given.startswith("wk_visit"):
            self.cookie = given
        return answer.status, body

    def press(self, step: str, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """Until an answer comes that is no 'come back in a moment', as long as a lesson lasts."""
        until = time.monotonic() + 45 * 60
        while True:
            began = time.monotonic()
            try:
                status, body = self.ask(method, path, form)
            except (OSError, http.client.HTTPException):
                status, body = 0, ""
            self.took.append((step, time.monotonic() - began))
            if status and status < 500:
                return status, body
            if time.monotonic() > until:
                raise RuntimeError(f"{step}: no answer during a whole lesson, last {status}")
            self.pressed_again += 1
            time.sleep(0.2)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def begin(self, code: str, answer: Callable[[dict[str, str]], dict[str, str]] = dict) -> int:
        """Opens the question and presses start; `answer` may add to what the form holds."""
        _, body = self.press("question", "GET", f"/doe-mee/{code}/")
        return self.press("begin", "POST", f"/doe-mee/{code}/", answer(hidden(body)))[0]

    def write(self, code: str, words: str) -> int:
        _, body = self.press("page to write", "GET", f"/doe-mee/{code}/idee/")
        return self.press("send", "POST", f"/doe-mee/{code}/idee/", hidden(body) | {"text": words})[0]

    def vote(self, code: str, number: int, value: str) -> int:
        page = f"/doe-mee/{code}/stellingen/{number}/"
        _, body = self.press("sentence", "GET", page)
        return self.press("vote", "POST", page, hidden(body) | {"value": value})[0]

    def pictures(self, code: str) -> str:
        """The last page, with the pictures; asked for with the button where the way there was too busy to make them."""
        page = f"/doe-mee/{code}/klaar/"
        _, body = self.press("pictures", "GET", page)
        if 'class="pictures' not in body:
            self.press("pictures", "POST", page, hidden(body))
            _, body = self.press("pictures", "GET", page)
        return body


def hidden(body: str) -> dict[str, str]:
    """What the forms of a page send along unseen."""
    return dict(_HIDDEN.findall(body))


def prepare(home: Path, classes: int, places: int) -> list[str]:
    """An own database with one open question, an open link, and a code for each class; gives the codes."""
    from tests.reliability import kill

    kill.prepare(home)
    from django.db import connections
    from django.utils import timezone

    from weerklank.participation.models import Consultation, EntryPoint
    from weerklank.participation.pictures.class_codes import ALPHABET

    today = timezone.localdate()
    consultation = Consultation.objects.get()
    # as long as addresses of real questions are: a short one could be the code of a class
    consultation.slug = OPEN_LINK
    consultation.save(update_fields=["slug"])
    period = {"valid_from": today - timedelta(days=1), "valid_to": today + timedelta(days=30)}
    EntryPoint.objects.create(consultation=consultation, kind="open", **period)
    codes = [f"ZZZZ{ALPHABET[number // 20]}{ALPHABET[number % 20]}" for number in range(classes)]
    for code in codes:
        EntryPoint.objects.create(consultation=consultation, code=code, max_uses=places, **period)
    connections.close_all()
    return codes


def of_a_hundred(took: list[float], share: int) -> float:
    """The time within which so many of a hundred presses were answered, in milliseconds."""
    ordered = sorted(took)
    return round(1000 * ordered[min(len(ordered) - 1, len(ordered) * share // 100)], 1) if ordered else 0.0
