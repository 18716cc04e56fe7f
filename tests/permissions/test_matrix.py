"""Every route, every role, every method, mine and somebody else's: the answer is as the matrix says."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, reverse

from tests.architecture.test_house import ROUTES as REAL_ROUTES
from tests.conftest import Cast, tally
from tests.permissions.conftest import HELD, UNREAD, Worlds
from tests.permissions.matrix import EVERYONE_SIGNED_IN, EVERYWHERE, PUBLIC, ROUTES, RULES, Route

pytestmark = pytest.mark.django_db

METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
ROLES = ("anonymous", *sorted(EVERYONE_SIGNED_IN))
# only these may ever see words that nobody has published
READERS_OF_UNREAD = {"moderator", "second_moderator", "safeguarding"}
READERS_OF_HELD = {"safeguarding"}
REAL = {route.name or "": (where, route) for where, route in REAL_ROUTES}


def test_every_route_is_in_the_matrix_and_nothing_else_is() -> None:
    assert {name: sorted(set(REAL) ^ set(ROUTES)) for name in ["missing or gone"]} == {"missing or gone": []}


@pytest.mark.parametrize("name", sorted(set(ROUTES) & set(REAL)))
def test_a_route_asks_for_the_rule_that_the_matrix_names(name: str) -> None:
    assert getattr(REAL[name][1].callback, "required_rule", PUBLIC) == ROUTES[name].rule


def _parameters(where: str, route: URLPattern) -> set[str]:
    return set(re.findall(r"<(?:[a-z_]+:)?([a-z_]+)>", where)) | set(re.findall(r"\(\?P<([a-z_]+)>", where))


class _Undo(Exception):
    """Every cell begins in the same world."""


def ask(client: Client, method: str, address: str) -> tuple[int, str, str]:
    try:
        with transaction.atomic():
            response = getattr(client, method)(address)
            content = b"".join(response.streaming_content) if response.streaming else response.content
            answer = (response.status_code, response.get("Location", ""), content.decode("utf-8", "replace"))
            raise _Undo
    except _Undo:
        return answer


def _expect(role: str, route: Route, status: int, location: str, *, mine: bool) -> str:
    """What is wrong with an answer; empty where nothing is."""
    to_sign_in = status == 302 and location.startswith("/werk/aanmelden/")
    if status >= 500:
        return f"broke with {status}"
    if route.rule == PUBLIC:
        return "asked to sign in" if to_sign_in else "refused" if status == 403 else ""
    if role == "anonymous":
        return "" if to_sign_in else f"was not sent to sign in but got {status}"
    if role not in RULES[route.rule]:
        return "" if status == 403 else f"may not, but got {status}"
    if mine or route.platform or not route.objects or role in EVERYWHERE.get(route.rule, ()):
        return f"may, but got {status}" if status == 403 or to_sign_in else ""
    return "" if status in (403, 404, 405) else f"is of another edition, but got {status}"


def cells(name: str, route: Route, worlds: Worlds) -> Iterator[tuple[str, bool]]:
    where, pattern = REAL[name]
    wanted = _parameters(where, pattern)
    for world, mine in ((worlds.mine, True), (worlds.theirs, False)):
        if route.objects or mine:
            yield (
                reverse(
                    name if not name.startswith(("list_", "csv_", "one_", "openapi", "api-root")) else f"api:{name}",
                    kwargs=world.kwargs(wanted, route.objects),
                ),
                mine,
            )


def _askers(route: Route) -> dict[str, tuple[str, ...]]:
    """Who asks by which methods.

    Everybody opens and sends. Whoever may, and somebody without an account, try every method: the rule of a page
    is asked before its method is looked at, and a public page is the same whoever reads it.
    """
    thorough = () if route.rule == PUBLIC else RULES[route.rule]
    return dict.fromkeys(ROLES, ("get", "post")) | dict.fromkeys(("anonymous", *sorted(thorough)), METHODS)


@pytest.mark.parametrize("name", sorted(set(ROUTES) & set(REAL)))
def test_every_cell(name: str, worlds: Worlds, cast: Cast) -> None:
    route, wrong, tried = ROUTES[name], [], 0
    askers = _askers(route)
    clients = {role: Client() if role == "anonymous" else cast.client(role) for role in askers}
    for address, mine in cells(name, route, worlds):
        for role, client in clients.items():
            # ministry A's own people speak for ministry A; the other ministry's people hold the rule, not the object
            elsewhere = role in ("other_respondent", "other_contact") and route.objects and not route.shared
            own = mine and not elsewhere
            for method in askers[role]:
                status, location, text = ask(client, method, address)
                tried += 1
                problem = _expect(role, route, status, location, mine=own)
                if not problem and HELD in text and not (role in READERS_OF_HELD and mine):
                    problem = "was shown what a child in danger said"
                if not problem and UNREAD in text and not (role in READERS_OF_UNREAD and mine):
                    problem = "was shown what nobody has published"
                if problem:
                    wrong.append(f"{role} {method.upper()} {address} ({'mine' if mine else 'theirs'}): {problem}")
    tally("permission cells", tried)
    assert wrong == []
