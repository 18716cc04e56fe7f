"""Who may open what, printed from the addresses themselves."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from weerklank.accounts.rules import WHOSE


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route of the platform with its whole address."""
    for pattern in (resolver or get_resolver()).url_patterns:
        where = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, where)
        else:
            yield where, pattern


def access_table() -> str:
    """Each address with whom it is for, or why it is public."""
    rows = []
    for where, route in routes():
        rule = getattr(route.callback, "required_rule", "")
        reason = getattr(route.callback, "public_reason", "")
        rows.append(
            f"| `/{where}` | {WHOSE.get(rule, rule) if rule else 'everybody'} | {f'`{rule}`' if rule else reason} |"
        )
    head = "# Who may open what\n\nPrinted by `weerklank docs` from the addresses; a test fails when it differs.\n\n"
    return head + "| address | for | rule, or why it is public |\n|---|---|---|\n" + "\n".join(rows) + "\n"
