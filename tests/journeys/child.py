"""A child taking part, step by step, in its own language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation

from tests.journeys.browsing import Visitor


def said(language: str, words: str) -> str:
    """What stands on the button in this language, for the Dutch words of the source."""
    with translation.override(language):
        return translation.gettext(words)


@dataclass(frozen=True)
class Child:
    """A child with a device of its own."""

    visitor: Visitor

    @property
    def language(self) -> str:
        return self.visitor.language

    @property
    def prefix(self) -> str:
        return "" if self.language == "nl" else f"/{self.language}"

    def presses(self, words: str, *, status: int = 200) -> None:
        self.visitor.press(said(self.language, words), status=status)

    def types_the_code(self, code: str, *, status: int = 200) -> None:
        self.visitor.open(f"{self.prefix}/doe-mee/")
        self.visitor.fill(said(self.language, "Wat is jouw code?"), code)
        self.presses("Verder", status=status)

    def begins(self, code: str) -> None:
        self.types_the_code(code)
        self.presses("Begin")

    def writes(self, idea: str, *, status: int = 200) -> None:
        self.visitor.fill(said(self.language, "Wat vind jij?"), idea)
        self.presses("Verstuur", status=status)

    def votes(self, *answers: str) -> None:
        """One answer per sentence, in the order they come."""
        for answer in answers:
            self.visitor.tick(said(self.language, answer))
            self.presses("Volgende")

    def pictures(self) -> list[str]:
        """The words under the eight pictures, as they stand on the page."""
        return [word.strip() for word in self.visitor.page.locator("ol.pictures li span").all_inner_texts()]

    def comes_back(self, words: str, *, status: int = 200) -> None:
        self.visitor.open(f"{self.prefix}/terug/")
        self.visitor.fill(said(self.language, "Welke acht plaatjes kreeg je?"), words)
        self.presses("Laat het zien", status=status)

    def reads(self, *sentences: str) -> None:
        self.visitor.reads(*(said(self.language, sentence) for sentence in sentences))
