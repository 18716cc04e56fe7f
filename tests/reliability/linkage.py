"""Gives an attacker the whole database and counts how often it lays a visit's entry, votes and words beside each other.

    python tests/reliability/linkage.py --worlds 1000
    python tests/reliability/linkage.py --worlds 20 --fault        (rows in the order they came: must be caught)

A world is one class of thirty at one question: each child enters, says something, votes three times and takes pictures
home, one after the other, so that any order of coming in gives everything away. The attacker has every column and what
the engine keeps unseen: the numbers of rows, their places in the file, the transactions that wrote them. It sorts both
sides by each of these and lays the first beside the first. Chance is one right pair in a world, whatever its size.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import secrets
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CHILDREN = 30
STATEMENTS = 3
# what hangs together on purpose: the answer of a return code is found through what was said with it
BY_DESIGN = {("idea", "code")}
# over some forty ways to sort and pair: one of them lies beyond this by chance once in seven hundred runs
SIGMAS = 4.5


@dataclass(frozen=True)
class Trace:
    """One thing that a child left behind: whose it was, which the attacker may not see, and all by which it can be sorted."""

    child: int
    sorts: dict[str, Any]


World = dict[str, list[Trace]]


def live(number: int) -> dict[str, dict[str, int]]:
    """One class takes part for real, through the actions of the pages; gives whose key is whose."""
    from django.utils import timezone

    from weerklank.editions.models import Edition, EditionTheme
    from weerklank.participation import tickets
    from weerklank.participation.actions import child as actions
    from weerklank.participation.models import Consultation, EntryPoint, ReturnCode, Statement, VoteValue
    from weerklank.rights.models import Theme

    now = timezone.now()
    today = timezone.localdate(now)
    edition, _ = Edition.objects.get_or_create(
        slug="koppelproef", defaults={"year": today.year, "title": "Proef", "state": "collecting"}
    )
    theme, _ = EditionTheme.objects.get_or_create(
        edition=edition, theme=Theme.objects.get_or_create(slug="koppelproef")[0], defaults={"name": "Proef"}
    )
    consultation = Consultation.objects.create(
        edition=edition, edition_theme=theme, slug=f"koppelproef-{number}", question="Wat vind je?", can_change="iets", cannot_change="iets anders",
        who_decides="iemand", hear_by=today + timedelta(days=90), opens_on=today - timedelta(days=1), state="open",
    )  # fmt: skip
    asked = [
        Statement.objects.create(consultation=consultation, text=f"Stelling {order}", state="open", order=order)
        for order in range(STATEMENTS)
    ]
    entry_point = EntryPoint.objects.create(
        consultation=consultation, code=f"{number:06d}", valid_from=today, valid_to=today + timedelta(days=1)
    )
    keys: dict[str, dict[str, int]] = {"entry": {}, "idea": {}, "votes": {}, "code": {}}
    for child in range(CHILDREN):
        visit = tickets.begin(entry_point.pk)
        actions.enter(visit=visit, now=now)
        words = "".join(random.choice("abcdefghij ") for _ in range(40))
        actions.receive_contribution(visit=visit, text=f"idee {words}", language="nl", now=now)
        for statement in asked:
            actions.vote(visit=visit, statement=statement, value=random.choice(VoteValue.values), now=now)
        # the pictures without their strong hash: a thousand worlds would take a day of it
        code = ReturnCode.objects.create(
            ticket_hash=tickets.return_hash(visit.ticket), finder=secrets.randbelow(1 << 18),
            salt=secrets.token_bytes(16), digest=secrets.token_bytes(32),
        )  # fmt: skip
        _tie(visit, code)
        keys["entry"][tickets.entry_key(visit.ticket, entry_point.pk)] = child
        keys["idea"][tickets.submission_key(visit.ticket, 1)] = child
        keys["votes"][tickets.voter_hash(visit.ticket, consultation.pk)] = child
        keys["code"][tickets.return_hash(visit.ticket)] = child
    return keys


def _tie(visit: Any, code: Any) -> None:
    from weerklank.participation.models import Contribution
    from weerklank.participation.queries import child as queries

    own = [one.pk for one in queries.own_contributions(visit.ticket)]
    Contribution.objects.filter(pk__in=own).update(return_code=code)


_WHERE = {
    "entry": ("participation_spententry", "entry_key"),
    "idea": ("participation_contribution", "submission_key"),
    "votes": ("participation_vote", "voter_hash"),
    "code": ("participation_returncode", "ticket_hash"),
}


def steal() -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Every row of the four tables, with what the engine keeps unseen, by the key that stands in it."""
    from django.db import connection

    unseen = {"sqlite": "rowid AS place", "postgresql": "ctid::text AS place, xmin::text AS written_by"}
    stolen: dict[str, dict[str, list[dict[str, Any]]]] = {}
    with connection.cursor() as cursor:
        for what, (table, key) in _WHERE.items():
            cursor.execute(f"SELECT {unseen[connection.vendor]}, {table}.* FROM {table}")
            names = [column[0] for column in cursor.description]
            rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
            for met, row in enumerate(cursor.fetchall()):
                found = dict(zip(names, row, strict=True)) | {"met": met}
                rows[found[key]].append(found)
            stolen[what] = rows
    return stolen


def _place(text: Any) -> Any:
    """A place in the file as two numbers; a number of a row as it is."""
    return tuple(int(part) for part in text.strip("()").split(",")) if isinstance(text, str) else (text,)


def trace(keys: dict[str, dict[str, int]], stolen: dict[str, dict[str, list[dict[str, Any]]]]) -> World:
    world: World = {}
    for what, (_table, key) in _WHERE.items():
        world[what] = []
        for hash_, child in keys[what].items():
            rows = stolen[what][hash_]
            sorts = {
                "the order in which they are met": min(row["met"] for row in rows),
                "the first place in the file": min(_place(row["place"]) for row in rows),
                "the last place in the file": max(_place(row["place"]) for row in rows),
                "the key": min(str(row["id"]) for row in rows),
                "the hash": rows[0][key],
            }
            if "written_by" in rows[0]:
                sorts["the transaction"] = min(int(row["written_by"]) for row in rows)
            world[what].append(Trace(child, sorts))
        # the attacker gets them in no order: what is alike in a sort stays as it came
        random.shuffle(world[what])
    return world


def attack(world: World) -> Iterator[tuple[str, int]]:
    """Each way to sort and pair, with how many of the children it laid beside themselves."""
    for left, right in combinations(world, 2):
        if (left, right) in BY_DESIGN:
            continue
        for sort in world[left][0].sorts:
            ours, theirs = (
                [one.child for one in sorted(world[side], key=lambda one: one.sorts[sort])] for side in (left, right)
            )
            for way, other in (("", theirs), (" backwards", theirs[::-1])):
                right_ones = sum(one == another for one, another in zip(ours, other, strict=True))
                yield f"{left} and {right} by {sort}{way}", right_ones


def measure(worlds: list[dict[str, dict[str, int]]]) -> dict[str, Any]:
    """The best of all ways over all worlds, against chance."""
    stolen = steal()
    right: dict[str, int] = defaultdict(int)
    for keys in worlds:
        for way, found in attack(trace(keys, stolen)):
            right[way] += found
    best, found = max(right.items(), key=lambda item: item[1])
    # right pairs of a random laying are one a world on average, with a spread of one
    allowed = 1 / CHILDREN + SIGMAS / CHILDREN / len(worlds) ** 0.5
    return {
        "worlds": len(worlds), "children in each": CHILDREN, "ways to sort and pair": len(right), "best way": best,
        "laid right by it": round(found / CHILDREN / len(worlds), 4), "chance": round(1 / CHILDREN, 4),
        "allowed": round(allowed, 4), "no better than chance": found / CHILDREN / len(worlds) <= allowed,
    }  # fmt: skip


def undo_the_rule() -> None:
    """The fault on purpose: rows lie in the order they came, as they do on PostgreSQL until the night."""
    from django.db import connection

    from weerklank.participation import row_order

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for table in row_order.tables():
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_anywhere")


def run(worlds: int, *, fault: bool) -> dict[str, Any]:
    from weerklank.participation import row_order

    if fault:
        undo_the_rule()
    lived = []
    for number in range(worlds):
        lived.append(live(number))
        if number % 50 == 49:
            sys.stderr.write(f"{number + 1} worlds\n")
    if not fault:
        row_order.shuffle()
    return measure(lived)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=100)
    parser.add_argument("--fault", action="store_true")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="weerklank-linkage-") as home:
        os.environ["WEERKLANK_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weerklank.config.settings")
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection, connections

        call_command("migrate", verbosity=0)
        if connection.vendor == "sqlite":
            # this proof is of order, not of power loss: a thousand worlds need not wait for the disk
            connection.cursor().execute("PRAGMA synchronous=OFF")
        found = run(wanted.worlds, fault=wanted.fault)
        connections.close_all()
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 0 if found["no better than chance"] else 1


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    sys.exit(main())
