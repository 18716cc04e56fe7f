"""Prints how hard every text for children is to read; fails where one is harder than the target."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from weerklank.config import child_texts
from weerklank.config.child_texts import LANGUAGE_NAMES, TARGETS


class Command(BaseCommand):
    help = "Zegt van elke tekst voor kinderen hoe moeilijk hij te lezen is, en welke moeilijker is dan het doel."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--harder", action="store_true", help="alleen wat moeilijker is dan het doel")

    def handle(self, *args: Any, **options: Any) -> None:
        measured = (*child_texts.interface(), *child_texts.written())
        for language, target in TARGETS.items():
            self.stdout.write(
                f"Doel, {LANGUAGE_NAMES[language]}: zinnen van hoogstens {target.longest} woorden; "
                f"per plek van {child_texts.ENOUGH_WORDS} woorden of meer een Flesch-Douma van minstens {target.score:.0f}."
            )
        self.stdout.write(f"\n{'zinnen':>6} {'woorden':>7} {'per zin':>7} {'langste':>7} {'score':>6}  plek")
        for one in measured:
            if one.harder or not options["harder"]:
                self.stdout.write(
                    f"{one.sentences:>6} {one.words:>7} {one.per_sentence:>7} {one.longest:>7} {one.score:>6}  "
                    f"{one.place} ({one.language}){'  MOEILIJKER DAN HET DOEL' if one.harder else ''}"
                )
            for sentence in one.too_long:
                self.stdout.write(f"{'':>38}te lang: {sentence}")
        harder = [one for one in measured if one.harder]
        words = sum(one.words for one in measured)
        self.stdout.write(f"\n{len(measured)} plekken, {words} woorden; {len(harder)} moeilijker dan het doel.")
        if harder:
            raise CommandError(f"{len(harder)} teksten voor kinderen zijn moeilijker dan het doel.")
