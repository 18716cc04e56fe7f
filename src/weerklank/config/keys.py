"""The keys of this installation: made once, kept in a file that is no part of the database or its backup.

A stolen database then holds return codes that nothing can be tried against (the pepper is elsewhere).
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Keys:
    secret: str
    pepper: str


def load(home: Path) -> Keys:
    """The keys from the environment, else from ``keys.json`` in ``home``; made on the first start."""
    secret, pepper = os.environ.get("WEERKLANK_SECRET_KEY", ""), os.environ.get("WEERKLANK_PEPPER", "")
    if secret and pepper:
        return Keys(secret, pepper)
    path = home / "keys.json"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        fresh = json.dumps({"secret": secrets.token_urlsafe(48), "pepper": secrets.token_urlsafe(48)})
        scratch = home / f"keys.{os.getpid()}.{secrets.token_hex(4)}.new"
        with open(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(fresh)
            file.flush()
            os.fsync(file.fileno())
        try:
            # link() refuses to replace: of two processes starting together one wins and both read the same keys
            os.link(scratch, path)
        except FileExistsError:
            pass
        finally:
            scratch.unlink()
    stored = json.loads(path.read_text())
    return Keys(secret or stored["secret"], pepper or stored["pepper"])
