"""What a page over the to-do list costs, beside the list page of another well-known Django site.

    python benchmarks/tracker_pages.py [--seconds 6] [--rows 3000] [--json FILE]

3,000 made-up limbs of 60 countries with 20,000 link rows, in a database of their own that is thrown away. Every page is
asked through the whole WSGI stack inside this process, one request at a time, so that no network and no server stands
between: the time is the processor's, as many requests as it gives in a second, and the wall's for median and p99.

Beside it stands the list page that most Django sites have: the admin's, over the same rows in the same database and
process, 25 a page, with five filters; as it comes, and with the counts per filter that our list always gives. It draws
no path, marks no word, knows no stem and no compound, and links each filter to one value at a time.

What our list reads of the database is kept until anybody writes anything. So it is measured twice: as readers meet it
between two changes, and with a change before every single request, when nothing that was kept can be given again.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FEWEST = 4
ROUNDS = 4


@dataclass(frozen=True)
class Figure:
    """What one page costs."""

    site: str
    page: str
    per_cpu_second: float
    median_ms: float
    p99_ms: float
    requests: int
    kilobytes: float


def ask(application: Any, address: str, cookie: str = "") -> tuple[str, int]:
    """One request through the whole stack; the status and how many bytes came back."""
    path, _, query = address.partition("?")
    said: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "HTTP_COOKIE": cookie,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    answer = application(environ, lambda status, headers, exc_info=None: said.append(status))
    size = sum(len(part) for part in answer)
    if hasattr(answer, "close"):
        answer.close()
    return said[0], size


@dataclass
class Page:
    """One page that is asked again and again, and what came of it."""

    site: str
    name: str
    address: str
    cookie: str = ""
    # whether something is written before every request, on which the clock stands still
    changed: bool = False
    spent: float = 0.0
    size: int = 0
    walls: list[float] = field(default_factory=list)

    def warm(self, application: Any) -> None:
        """Asks it for nothing; a page that is not there stops the whole run."""
        for _ in range(2):
            status, self.size = ask(application, self.address, self.cookie)
            if not status.startswith("200"):
                raise SystemExit(f"{self.address}: {status}")

    def run(self, application: Any, seconds: float) -> None:
        began, times = time.perf_counter(), 0
        while times < FEWEST or time.perf_counter() - began < seconds:
            if self.changed:
                _write()
            start, spent = time.perf_counter(), time.process_time()
            ask(application, self.address, self.cookie)
            self.spent += time.process_time() - spent
            self.walls.append((time.perf_counter() - start) * 1000)
            times += 1

    def figure(self) -> Figure:
        walls = sorted(self.walls)
        worst = walls[max(0, math.ceil(len(walls) * 0.99) - 1)]
        return Figure(self.site, self.name, len(walls) / self.spent, median(walls), worst, len(walls), self.size / 1000)


def _write() -> None:
    """A change that changes nothing to see."""
    from django.db.models import F

    from weerklank.rights.models import Theme

    Theme.objects.filter(order=1).update(order=F("order"))


def measured(application: Any, pages: list[Page], seconds: float) -> list[Figure]:
    """All pages in turn, and that a few times over: what else this machine does meets them all alike."""
    for page in pages:
        page.warm(application)
    # what the making of the rows left behind is no page's to sweep up
    gc.collect()
    gc.freeze()
    for _ in range(ROUNDS):
        for page in pages:
            page.run(application, seconds / ROUNDS)
    return [page.figure() for page in pages]


@contextmanager
def weerklank(rows: int) -> Iterator[Any]:
    """The platform with so many rows, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"WEERKLANK_HOME": home, "DJANGO_SETTINGS_MODULE": "weerklank.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
        from django.conf import settings

        # the admin that stands beside it needs these two, and addresses of its own
        settings.INSTALLED_APPS += ["django.contrib.admin"]
        settings.ROOT_URLCONF = __name__
        import django

        django.setup()
        from django.core.management import call_command
        from django.core.wsgi import get_wsgi_application
        from tests.tracker.many import many

        from weerklank.rights import search

        call_command("migrate", verbosity=0, skip_checks=True)
        made = many(rows)
        search.rebuild()
        print(f"{made.limbs} limbs, {made.links} link rows", file=sys.stderr)
        yield get_wsgi_application()


def _admin() -> str:
    """Django's own list over the same rows, with its own filters, and a session that may see it."""
    from django.contrib import admin
    from django.contrib.admin.sites import AdminSite
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.urls import path

    from weerklank.accounts.models import Account
    from weerklank.config import urls
    from weerklank.rights.models import Recommendation

    class Open(AdminSite):
        def has_permission(self, request: Any) -> bool:
            return True

    class Limbs(admin.ModelAdmin):
        list_display = ("number", "subject", "document", "statement_type", "is_urgent", "state")
        list_filter = (
            "statement_type",
            "is_urgent",
            "document__cycle",
            "theme_links__theme",
            "territory_links__territory",
        )
        list_select_related = ("document",)
        list_per_page = 25
        search_fields = ("number", "subject", "text", "texts__text")

        def has_view_permission(self, request: Any, obj: Any = None) -> bool:
            return True

        has_module_permission = has_change_permission = has_view_permission
        has_delete_permission = has_add_permission = has_view_permission

    site = Open()
    site.register(Recommendation, Limbs)
    patterns = site.get_urls()
    _opened(patterns)
    sys.modules[__name__].urlpatterns = [
        path("peer/", (patterns, "admin", "admin")),
        *urls.urlpatterns,
    ]
    account = Account.objects.first()
    assert account is not None
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(account.pk), account.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session.save()
    return f"sessionid={session.session_key}"


def _opened(patterns: list[Any]) -> None:
    """The house closes what does not say that it is open."""
    from weerklank.accounts.access import public

    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            _opened(pattern.url_patterns)
        else:
            public("a figure beside ours")(getattr(pattern.callback, "__func__", pattern.callback))


OURS = (
    ("list", "/aanbevelingen/"),
    ("list, filtered", "/aanbevelingen/?thema=thema-1&alleen=herhaald"),
    ("search", "/aanbevelingen/?q=jeugdhulp"),
    ("search, typing error", "/aanbevelingen/?q=jeugdhlup"),
    ("one limb", "/aanbevelingen/crc-c-xaa-co-5-6/5-a/"),
    ("feed, 50 entries", "/aanbevelingen/?vorm=feed"),
    ("API, 50 rows", "/api/v1/recommendations"),
)
ADMINS = (
    ("list", "/peer/rights/recommendation/"),
    ("list with counts", "/peer/rights/recommendation/?_facets=True"),
    ("list, filtered", "/peer/rights/recommendation/?is_urgent__exact=1&_facets=True"),
    ("search", "/peer/rights/recommendation/?q=jeugdhulp"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=6, help="per page")
    parser.add_argument("--rows", type=int, default=3000)
    parser.add_argument("--json", type=Path, help="where to write the figures")
    options = parser.parse_args()
    with weerklank(options.rows) as application:
        cookie = _admin()
        pages = [Page("Weerklank", *one) for one in OURS]
        pages += [Page("Weerklank", f"{name}, just changed", at, changed=True) for name, at in OURS[:3]]
        pages += [Page("Django admin", *one, cookie) for one in ADMINS]
        figures = measured(application, pages, options.seconds)
    print(table(figures))
    if options.json:
        options.json.write_text(json.dumps([asdict(one) for one in figures], indent=1) + "\n")


def table(figures: list[Figure]) -> str:
    head = f"{'site':<13} {'page':<28} {'requests per CPU s':>18} {'median ms':>10} {'p99 ms':>8} {'kB':>7}"
    lines = [
        f"{one.site:<13} {one.page:<28} {one.per_cpu_second:>18.1f} {one.median_ms:>10.1f} {one.p99_ms:>8.1f}"
        f" {one.kilobytes:>7.1f}"
        for one in figures
    ]
    return "\n".join([head, *lines])


if __name__ == "__main__":
    main()
