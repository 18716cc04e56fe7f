"""The browser of this machine: where it stands, and how it is started so that it talks to nobody else."""

from __future__ import annotations

import os
import shutil

QUIET = (
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # no page may reach another host, not even by accident
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


def path_of_chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("WEERKLANK_CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)


def arguments() -> list[str]:
    # Chromium refuses its sandbox to root
    return [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
