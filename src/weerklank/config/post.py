"""Where mail goes: one address in the environment, read as Django wants it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_BACKENDS = "django.core.mail.backends"


def settings_from(address: str) -> dict[str, Any]:
    """``smtp://user:password@host:587?tls=1``, ``smtps://…``, ``file:///folder``; nothing writes mail on the screen."""
    if not address:
        return {"EMAIL_BACKEND": f"{_BACKENDS}.console.EmailBackend"}
    parts = urlsplit(address)
    if parts.scheme == "file" and parts.path:
        return {"EMAIL_BACKEND": f"{_BACKENDS}.filebased.EmailBackend", "EMAIL_FILE_PATH": parts.path}
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ImproperlyConfigured(
            "WEERKLANK_MAIL is no address: write smtp://user:password@host:587?tls=1, or file:///folder."
        )
    secure = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": f"{_BACKENDS}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if secure else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": secure,
        "EMAIL_USE_TLS": not secure and parse_qs(parts.query).get("tls", ["1"])[0] != "0",
        # a mail server that does not answer must not hold the rest of the post
        "EMAIL_TIMEOUT": 30,
    }
