"""What is kept of the database goes as soon as anybody wrote anything, and nothing is kept of what can be undone."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import translation

from tests.rights.limbs import document
from weerklank.rights import kept as kept_of
from weerklank.rights.kept import kept
from weerklank.rights.models import Theme


def _count() -> int:
    return kept("themes", Theme.objects.count)


def _elsewhere(do: object) -> None:
    """On another connection, as another reader's request would."""

    def run() -> None:
        try:
            do()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


@pytest.mark.django_db(transaction=True)
def test_it_is_read_once_until_this_connection_writes() -> None:
    name, times = _asked_twice("before")
    assert (kept(name, Theme.objects.count), times) == (0, 1)
    Theme.objects.create(slug="spelen")
    assert kept(name, Theme.objects.count) == 1
    name, times = _asked_twice("after")
    assert (kept(name, Theme.objects.count), times) == (1, 1)
    Theme.objects.all().delete()
    assert kept(name, Theme.objects.count) == 0


def _asked_twice(when: str) -> tuple[str, int]:
    """A name asked for twice while nobody at all wrote, and how often it was made for that.

    PostgreSQL's snapshot is that of all its databases: what others write there throws away as well, and is right to.
    """
    for name in (f"{when} {number}" for number in range(200)):
        made: list[int] = []

        def make(made: list[int] = made) -> int:
            made.append(1)
            return Theme.objects.count()

        before = kept_of._state()
        assert kept(name, make) == kept(name, make)
        if kept_of._state() == before:
            return name, len(made)
    pytest.fail("there was no moment at which nobody wrote")


@pytest.mark.django_db(transaction=True)
def test_what_another_connection_writes_is_seen_at_once() -> None:
    assert _count() == 0
    _elsewhere(lambda: Theme.objects.create(slug="spelen"))
    assert _count() == 1


@pytest.mark.django_db(transaction=True)
def test_nothing_is_kept_of_what_is_undone() -> None:
    assert _count() == 0
    with transaction.atomic():
        Theme.objects.create(slug="spelen")
        assert _count() == 1
        transaction.set_rollback(True)
    assert _count() == 0


@pytest.mark.django_db(transaction=True)
def test_each_language_is_kept_apart() -> None:
    assert kept("said", translation.get_language) == "nl"
    with translation.override("en"):
        assert kept("said", translation.get_language) == "en"
    assert kept("said", translation.get_language) == "nl"


@pytest.mark.django_db(transaction=True)
def test_the_page_shows_what_was_read_in_a_moment_ago() -> None:
    def documents() -> int:
        return Client().get("/aanbevelingen/").content.decode().count("CRC/C/NLD/CO/")

    document(2015, "CRC/C/NLD/CO/4")
    assert documents() == 1
    _elsewhere(lambda: document(2022, "CRC/C/NLD/CO/5-6"))
    assert documents() == 2
