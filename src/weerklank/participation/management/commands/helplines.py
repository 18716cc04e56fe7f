"""``weerklank helplines``: which help lines are due to be looked at; fails when a child would read an old number."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from weerklank.participation.models import HelpLine
from weerklank.participation.queries import help_lines


class Command(BaseCommand):
    help = "Zegt welke hulplijnen nagekeken moeten worden; faalt als een hulplijn ouder is dan 180 dagen of van niemand is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--checked", metavar="NAAM", help="deze hulplijn is vandaag gebeld of bekeken en klopt")
        parser.add_argument("--owner", metavar="WIE", default="", help="wie haar nakijkt, voortaan")

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        if options["checked"]:
            self._checked(options["checked"], options["owner"].strip())
        standing = help_lines.all_standing(today)
        for one in standing:
            told = one.problem or f"nagekeken op {one.line.checked_on:%d-%m-%Y}, opnieuw voor {one.due:%d-%m-%Y}"
            number = one.line.phone or one.line.url
            self.stdout.write(f"{one.line.territory:10} {one.line.slug:24} {number:34} {one.line.owner}: {told}")
        wrong = [one.line.slug for one in standing if one.problem]
        if not standing:
            raise CommandError("Er staat geen enkele hulplijn. Laad ze met: weerklank content")
        if wrong:
            raise CommandError(f"Kijk na en bevestig met --checked: {', '.join(wrong)}.")

    def _checked(self, slug: str, owner: str) -> None:
        line = HelpLine.objects.filter(slug=slug).first()
        if line is None:
            known = ", ".join(HelpLine.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(f"De hulplijn ‘{slug}’ is er niet. Wel: {known}.")
        line.checked_on = timezone.localdate()
        line.owner = owner or line.owner
        line.save(update_fields=["checked_on", "owner"])
