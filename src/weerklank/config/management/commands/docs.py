"""``weerklank docs``: prints the references that are made from the code itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from weerklank.config.access import access_table
from weerklank.tracker.dump import codebook


class Command(BaseCommand):
    help = "Maakt docs/reference/{lifecycles,privacy,access,codebook}.md opnieuw uit het programma."

    def handle(self, *args: Any, **options: Any) -> None:
        reference = Path(settings.BASE_DIR) / "docs" / "reference"
        call_command("lifecycles", write=reference / "lifecycles.md")
        call_command("privacy", write=str(reference / "privacy.md"))
        (reference / "access.md").write_text(access_table())
        (reference / "codebook.md").write_text(codebook.text(), encoding="utf-8")
        self.stdout.write("docs/reference is bijgewerkt.")
