"""The readers stand on their own: no database, no settings."""

from __future__ import annotations

import subprocess
import sys


def test_reading_needs_no_django() -> None:
    code = "import sys, weerklank.rights.reading; print('django' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
