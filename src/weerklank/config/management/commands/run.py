"""``weerklank run``: everything from nothing, then serve; a second run keeps the data."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from argparse import ArgumentParser
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection


class Command(BaseCommand):
    help = "Zet de database, de voorbeeldinhoud en de server klaar en opent de deur."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=str, default=os.environ.get("PORT", "8000"))
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--bare", action="store_true", help="zonder voorbeeldinhoud en demonstratie-editie")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], self._port(options["port"])
        self._door_is_free(host, port)
        self._prepare(bare=options["bare"])
        self.stdout.write(f"\nWeerklank staat open op http://{host}:{port}/   (stoppen: Ctrl-C)\n")
        self.stdout.flush()
        connection.close()
        # one writer has no tail on SQLite; PostgreSQL takes two workers
        workers = "1" if connection.vendor == "sqlite" else "2"
        os.execv(
            sys.executable,
            [
                sys.executable, "-m", "granian", "weerklank.config.wsgi:application", "--interface", "wsgi",
                "--host", host, "--port", str(port), "--workers", workers, "--blocking-threads", "8",
                "--log-level", "warning", "--no-ws", "--respawn-failed-workers",
            ],
        )  # fmt: skip

    def _port(self, given: str) -> int:
        if not given.isdecimal() or not 0 < int(given) < 65536:
            raise CommandError(
                f"PORT={given} is geen poort. Kies een getal van 1 tot 65535, bijvoorbeeld: PORT=8123 make run"
            )
        return int(given)

    def _door_is_free(self, host: str, port: int) -> None:
        with socket.socket() as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                door.bind((host, port))
            except PermissionError as error:
                raise CommandError(
                    f"Poort {port} mag alleen de beheerder van deze machine openen. Kies een hogere: PORT=8123 make run"
                ) from error
            except OSError as error:
                raise CommandError(
                    f"Poort {port} is al in gebruik door een ander programma. Kies een andere: PORT={port + 123 if port < 65000 else 8123} make run"
                ) from error

    def _prepare(self, *, bare: bool) -> None:
        try:
            call_command("migrate", verbosity=0, interactive=False)
        except OperationalError as error:
            where = settings.DATABASES["default"].get("HOST") or settings.DATABASES["default"]["NAME"]
            raise CommandError(
                f"De database ({where}) laat zich niet openen: {str(error).strip().splitlines()[0]}. "
                "Is zij bezet door een ander programma, of klopt DATABASE_URL niet? Er is niets veranderd."
            ) from error
        except OSError as error:
            raise CommandError(
                f"Er kan niet geschreven worden in {settings.HOME}: {error.strerror}. Maak ruimte of kies WEERKLANK_HOME."
            ) from error
        collected = subprocess.run(
            [sys.executable, "-m", "weerklank", "collectstatic", "--noinput", "--verbosity", "0"],
            env=dict(os.environ, WEERKLANK_COLLECT="1"),
            check=False,
        )
        if collected.returncode:
            raise CommandError("De stijlbladen konden niet worden klaargezet (zie de melding hierboven).")
        call_command("check", fail_level="ERROR", stdout=StringIO())
        if not bare:
            call_command("content", "--demonstration")
