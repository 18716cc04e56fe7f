"""Servers with a fault on purpose: a harness that finds nothing in them could not find anything in ours."""

from __future__ import annotations

import io
import os
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from weerklank.config.wsgi import application as sound
from weerklank.participation import tickets
from weerklank.participation.queries import child as queries

Start = Callable[..., Any]


def naive(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    """Every press is a new row: no idempotency key, no look at what this visit already said."""
    tickets.submission_key = lambda ticket, number: tickets.keyed_hash("submission", secrets.token_hex())
    queries.own_contributions = lambda ticket: []
    answer = sound(environ, start_response)
    # the moment between storing and saying so is short: made wide, so that a few kills fall into it
    time.sleep(0.1)
    return answer


def ack_first(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    """Says thank you, and stores a moment later."""
    if environ["REQUEST_METHOD"] != "POST" or not environ["PATH_INFO"].endswith("/idee/"):
        return sound(environ, start_response)
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    later = {key: value for key, value in environ.items() if isinstance(value, str)}
    later |= {
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http",
        "wsgi.multithread": True,
    }
    later |= {"wsgi.version": (1, 0), "wsgi.multiprocess": False, "wsgi.run_once": False}

    def store() -> None:
        time.sleep(0.03)
        sound(later, lambda *_: None)

    threading.Thread(target=store, daemon=True).start()
    start_response("302 Found", [("Location", environ["PATH_INFO"].replace("/idee/", "/stellingen/"))])
    return [b""]


def noting(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    """Writes down who asks for what, as a server out of the box does."""
    with open(os.environ["NOTES"], "a") as notes:
        notes.write(f"{environ['REMOTE_ADDR']} {environ['PATH_INFO']} {environ.get('HTTP_USER_AGENT')}\n")
    return sound(environ, start_response)
