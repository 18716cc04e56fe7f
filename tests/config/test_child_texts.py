"""No text for children is harder to read than the target, by what can be counted."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from tests.conftest import tally
from weerklank.config import child_texts
from weerklank.participation.models import Statement

HARD = "Beleidsmedewerkers verduurzamen onderwijsinstellingen"


def test_no_sentence_of_the_interface_is_longer_and_no_page_harder_than_the_target() -> None:
    measured = child_texts.interface()
    assert [one for one in measured if one.harder] == []
    tally("words of the interface for children measured", sum(one.words for one in measured))
    assert {one.language for one in measured} == {"nl", "nl-easy"}
    assert len({one.place for one in measured}) > 40


def test_every_kind_of_child_text_of_the_interface_is_among_them() -> None:
    places = {one.place for one in child_texts.interface()}
    for place in ("participation/actions/child.py", "moderation/reasons.py", "answers/class_sheet.py"):
        assert place in places
    # the page of what was said, its pictures and what was contested
    said = ("said.html", "said_contested.html", "said_figures.html", "said_idea.html", "said_sentence.html")
    for place in (
        "findings/pictures.py",
        "tracker/loop/said.py",
        *(f"tracker/templates/tracker/{one}" for one in said),
    ):
        assert place in places
    assert [place for place in places if "/teacher/" in place] == []


@pytest.mark.parametrize(
    ("text", "language", "harder"),
    [
        ("Wij willen een groot plein. Daar kun je spelen. " * 4, "nl", False),
        ("Ga mee. " + "kind " * 16 + ".", "nl", True),
        ("Ga mee. " + "kind " * 13 + ".", "nl-easy", True),
        (f"{HARD} onvoorwaardelijk. " * 7, "nl", True),
        (HARD, "nl", False),
    ],
)
def test_long_sentences_and_hard_words_are_harder_than_the_target(text: str, language: str, harder: bool) -> None:
    assert child_texts.measure("hier", language, [text]).harder is harder


def test_what_people_write_for_children_is_measured_and_a_childs_own_words_are_not(consultation) -> None:
    long = "Alle kinderen in Nederland die dat willen mogen elke dag na school gratis sporten bij een club in de buurt."
    Statement.objects.create(consultation=consultation, text=long, origin="child", state="open")
    assert [one.place for one in child_texts.written() if one.harder] == []
    Statement.objects.create(consultation=consultation, text=f"{long} Ja.", origin="editor", state="open")
    assert [one.place for one in child_texts.written() if one.harder] == [f"stellingen bij {consultation.slug}"]
    group = consultation.groups.create(title="Sport", summary=f"{long} Ja, dat is zo.")
    # a group without ideas is on no page
    assert [one.place for one in child_texts.written() if one.harder] == [f"stellingen bij {consultation.slug}"]
    idea = consultation.contributions.create(original=long, received_on=date(2026, 11, 5), submission_key="k")
    group.memberships.create(contribution=idea)
    assert [one.place for one in child_texts.written() if one.harder] == [
        f"stellingen bij {consultation.slug}", f"groepen bij {consultation.slug}",
    ]  # fmt: skip
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("reading", "--harder", stdout=out)
    assert f"te lang: {long}" in out.getvalue()
