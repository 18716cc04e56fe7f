"""All that a change must pass: style, types, directions, and the tests on SQLite and on PostgreSQL."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

from postgres import binaries, own_server  # noqa: E402

PYTHON = sys.executable
# seconds for one part; the whole suite on SQLite needs about 1,600 on two cores
LONGEST = 2400
CHECKS = (
    ("style", [PYTHON, "-m", "ruff", "check", "src", "tests", "benchmarks", "tools"]),
    ("format", [PYTHON, "-m", "ruff", "format", "--check", "src", "tests", "benchmarks", "tools"]),
    ("imports", [str(Path(PYTHON).parent / "lint-imports")]),
    ("types", [PYTHON, "-m", "mypy"]),
    ("settings", [PYTHON, "-m", "weerklank", "check", "--deploy", "--fail-level", "WARNING"]),
    ("migrations", [PYTHON, "-m", "weerklank", "makemigrations", "--check", "--dry-run", "--verbosity", "0"]),
)

# the pure libraries, the readers of files, the pictures, who may open what and the house's own rules do not depend on the
# database: once is enough
NO_DATABASE = [
    f"--ignore=tests/{name}"
    for name in (
        *("opinion", "seating", "linking", "architecture", "web", "permissions", "rights/reading"),
        *("participation/pictures", "participation/test_recall.py", "participation/test_folding.py"),
    )
]

# a page looks the same whichever database is behind it; what is written through a browser is tried on both
LOOP = "tests/journeys/test_the_loop.py::test_an_idea_of_a_child_goes_all_the_way_round"
WRITTEN_IN_A_BROWSER = ("test_the_loop.py",)
SEEN_ONCE = [
    *(
        f"--ignore={path.relative_to(ROOT)}"
        for path in sorted((ROOT / "tests" / "journeys").glob("test_*.py"))
        if path.name not in WRITTEN_IN_A_BROWSER
    ),
    *(f"--deselect={LOOP}[{how}]" for how in ("without scripts", "in Arabic")),
]
# where there is a PostgreSQL the whole loop with scripts goes round there
GOES_ROUND_THERE = [f"--deselect={LOOP}[with scripts]"] if binaries() else []


def chromium() -> str | None:
    """The browser of the journeys; installed from the system's packages where that can be done."""
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    if found or os.geteuid() != 0 or not shutil.which("apt-get"):
        return found
    print("Chromium is not here; installing it from the system's packages ...", flush=True)
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False, stdout=subprocess.DEVNULL)
    subprocess.run(
        ["apt-get", "install", "-y", "-qq", "chromium"], env=environment, check=False, stdout=subprocess.DEVNULL
    )
    return shutil.which("chromium")


def run(name: str, command: list[str], environment: dict[str, str]) -> bool:
    """One part, in a process group of its own: a part that hangs is ended and said, it does not hang the whole."""
    print(f"\n== {name}", flush=True)
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        passed = process.wait(timeout=LONGEST) == 0
    except subprocess.TimeoutExpired:
        passed = False
        print(f"== {name}: not ready after {LONGEST} s; ended", flush=True)
        print(waiting(environment.get("DATABASE_URL")), flush=True)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    print(f"== {name}: {'passed' if passed else 'FAILED'} in {time.monotonic() - began:.0f} s", flush=True)
    return passed


def waiting(database: str | None) -> str:
    """Which sessions of the tests' PostgreSQL wait, and for whom."""
    if not database:
        return ""
    import psycopg

    asked = "SELECT pid, datname, state, wait_event, pg_blocking_pids(pid), left(query, 160) FROM pg_stat_activity WHERE datname IS NOT NULL"
    with psycopg.connect(database, connect_timeout=5) as connection:
        return "\n".join(str(row) for row in connection.execute(asked))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=["check", "sqlite", "postgres"], help="one part")
    parser.add_argument("rest", nargs="*", help="handed to pytest")
    wanted = parser.parse_args()
    failures: list[str] = []
    notes: list[str] = []
    with tempfile.TemporaryDirectory(prefix="weerklank-test-") as home:
        environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        environment |= {"WEERKLANK_HOME": home, "PYTHONDONTWRITEBYTECODE": "1"}
        if wanted.only in (None, "check"):
            for name, command in CHECKS:
                secure = {"WEERKLANK_HTTPS": "1"} if name == "settings" else {}
                if not run(name, command, environment | secure):
                    failures.append(name)
        if wanted.only != "check":
            browser = chromium()
            if browser:
                environment["WEERKLANK_CHROMIUM"] = browser
            else:
                notes.append(
                    "the browser journeys did NOT run: there is no Chromium here and it could not be installed"
                )
            workers = str(max(2, os.cpu_count() or 2))
            pytest = [PYTHON, "-m", "pytest", "-q", "-n", workers, "--dist", "loadfile", "--durations=20"]
            # in the order of the folders: the long journeys in the middle, and many short files to end with
            pytest += ["--no-loadscope-reorder", *wanted.rest]
            there = GOES_ROUND_THERE if wanted.only is None else []
            if wanted.only in (None, "sqlite") and not run("tests on SQLite", [*pytest, *there], environment):
                failures.append("tests on SQLite")
            if wanted.only in (None, "postgres"):
                with own_server() as url:
                    if url is None:
                        notes.append(
                            "the tests did NOT run on PostgreSQL: no initdb and pg_ctl were found on this machine"
                        )
                    elif not run(
                        "tests on PostgreSQL", [*pytest, *NO_DATABASE, *SEEN_ONCE], environment | {"DATABASE_URL": url}
                    ):
                        failures.append("tests on PostgreSQL")
    print()
    for note in notes:
        print(f"Note: {note}.")
    print("FAILED: " + ", ".join(failures) if failures else "All of it passed.")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
