"""What operators and machines ask: is it well, who to tell, what may be crawled."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from weerklank.accounts.access import public


@public("the operator's watch must see whether it is well without signing in")
def health(request: HttpRequest) -> HttpResponse:
    checks = {"database": False, "migrations": False}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        checks["database"] = True
        executor = MigrationExecutor(connection)
        checks["migrations"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        pass
    well = all(checks.values())
    response = JsonResponse({"well": well, "checks": checks}, status=200 if well else 503)
    response["Cache-Control"] = "no-store"
    return response


def _expires(now: datetime) -> str:
    return (now + timedelta(days=180)).replace(hour=0, minute=0, second=0, microsecond=0).isoformat()


@public("whoever finds a leak must know whom to tell")
def security_txt(request: HttpRequest) -> HttpResponse:
    lines = [
        f"Contact: {request.build_absolute_uri('/over/veiligheid/')}",
        f"Expires: {_expires(timezone.now())}",
        "Preferred-Languages: nl, en",
        f"Canonical: {request.build_absolute_uri('/.well-known/security.txt')}",
        f"Policy: {request.build_absolute_uri('/over/veiligheid/')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public("says what crawlers may read")
def robots_txt(request: HttpRequest) -> HttpResponse:
    # a child's steps are nobody's search result
    lines = [
        "User-agent: *",
        "Disallow: /werk/",
        "Disallow: /doe-mee/",
        "Disallow: /terug/",
        "Disallow: /*/doe-mee/",
        "Disallow: /*/terug/",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
