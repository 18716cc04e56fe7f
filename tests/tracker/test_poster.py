"""The poster: one sheet of A4, on paper and on a page, that says what the page says, in black and white, and leads back to it."""

from __future__ import annotations

import io
import re

import pytest
from django.test import Client
from pypdf import PdfReader

from tests.conftest import TODAY
from tests.tracker.test_said import HERE, Children, children, read, told
from weerklank.answers.reading import indicate, sentences_of
from weerklank.findings.models import Group
from weerklank.participation.models import Consultation, Statement
from weerklank.tracker import poster_sheet
from weerklank.tracker.loop.poster import MOST_FEW, MOST_ROWS, poster_of
from weerklank.tracker.loop.said import said_page
from weerklank.web import people

__all__ = ["children", "told"]
pytestmark = [pytest.mark.usefixtures("on_the_day"), pytest.mark.django_db]
SENTENCE = "Op elke school in het land hoort een plek te zijn waar je stil kunt zijn."


def pdf(address: str = f"{HERE}/poster.pdf") -> tuple[PdfReader, str]:
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    reader = PdfReader(io.BytesIO(answer.content))
    return reader, " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_it_says_what_the_page_says_on_one_tagged_sheet(told: Children) -> None:
    reader, words = pdf()
    root = reader.trailer["/Root"]
    assert (len(reader.pages), bool(root["/MarkInfo"]["/Marked"]), root["/Lang"]) == (1, True, "nl")
    width, height = (round(float(side) / 72 * 25.4) for side in reader.pages[0].mediabox[2:])
    assert (width, height) == (210, 297)
    number = told.consultation.pk
    for part in (
        "Wat kinderen zeiden", "Wat moet er anders als meedoen geld kost?", "Hier denken we anders over",
        "De reis is gratis.", "Met een code, zo’n 300 kinderen.", "Dit zeiden weinig kinderen, en het telt",
        "Een dier mag naar de dokter.", "Een huisdier", f"testserver/gezegd/{number}/", "nooit bij elkaar op",
    ):  # fmt: skip
        assert part in words
    _html, page = read(f"{HERE}/poster/")
    shown = " ".join("".join(page.words).split())
    for part in ("De reis is gratis.", "Een huisdier", f"testserver/gezegd/{number}/", "Sport kost te veel."):
        assert part in shown
    assert [name for name in page.pictures if "poppetjes" in name] == [
        "Plaatje: van tien poppetjes steken er negen een hand op.",
        "Plaatje: van tien poppetjes steken er acht een hand op.",
        "Plaatje: van tien poppetjes steken er vijf een hand op.",
        "Plaatje: van tien poppetjes steken er drie een hand op.",
    ]


def test_the_short_address_leads_to_the_page_in_the_language_of_the_wall(told: Children) -> None:
    number = told.consultation.pk
    for prefix in ("", "/ar"):
        answer = Client().get(f"{prefix}/gezegd/{number}/")
        assert (answer.status_code, answer["Location"]) == (302, f"{prefix}{HERE}/")
    assert f"/ar/gezegd/{number}/" in pdf(f"/ar{HERE}/poster.pdf")[1]
    assert Client().get("/gezegd/999999/").status_code == 404
    Consultation.objects.update(state="draft")
    assert Client().get(f"/gezegd/{number}/").status_code == 404


@pytest.mark.parametrize("state", ["open", "draft"])
def test_while_nothing_may_be_told_there_is_no_poster(told: Children, state: str) -> None:
    Consultation.objects.update(state=state)
    for address in (f"{HERE}/poster/", f"{HERE}/poster.pdf"):
        answer = Client().get(address)
        assert (answer.status_code, "De reis is gratis" in answer.content.decode()) == (404, False)


def test_much_still_fits_on_one_sheet_and_says_that_there_is_more(told: Children) -> None:
    ways = {"code": (60, 50, 12), "open": (20, 60, 0), "hands": (70, 20, 10)}
    for number in range(8):
        told.asked(f"{SENTENCE} {'Dat helpt. ' * 7}{number}", **ways)
        told.asked(f"{SENTENCE} {number}", code=(450, 20, 5), open=(300, 10, 5))
        told.group(f"{SENTENCE} {'Dat helpt. ' * 5}{number}", "Eén.")
    told.counted()
    poster = poster_of(said_page(told.consultation, "nl", TODAY))
    assert poster is not None
    assert (poster.rows <= MOST_ROWS, len(poster.few) + len(poster.few_ideas)) == (True, MOST_FEW)
    for language in ("", "/ar"):
        assert len(pdf(f"{language}{HERE}/poster.pdf")[0].pages) == 1
    assert "Niet alles past op dit blad." in pdf()[1]
    assert "Niet alles past op dit blad." in read(f"{HERE}/poster/")[0]


def test_it_is_chosen_by_place_and_never_by_how_many(told: Children) -> None:
    before = poster_of(said_page(told.consultation, "nl", TODAY))
    Statement.objects.filter(text="De reis is gratis.").update(order=5)
    after = poster_of(said_page(told.consultation, "nl", TODAY))
    assert before is not None
    assert after is not None
    assert [one.shown.said.text for one in (*before.differ, *after.differ)] == [
        "De reis is gratis.", "Sport kost te veel.", "Sport kost te veel.", "De reis is gratis.",
    ]  # fmt: skip


def test_where_everything_stands_on_it_nothing_says_that_there_is_more(children: Children) -> None:
    children.asked("De reis is gratis.", code=(450, 30, 20))
    children.group("Een huisdier", "Mijn konijn is ziek.")
    children.counted()
    html, _page = read(f"{HERE}/poster/")
    assert ("Niet alles past" in html, "Niet alles past" in pdf()[1], "Een huisdier" in html) == (False, False, True)


def test_what_was_taken_back_is_not_on_it(told: Children) -> None:
    Group.objects.get(title="Een huisdier").contributions.update(state="withdrawn", original="")
    Statement.objects.filter(text="Sport kost te veel.").update(state="retired")
    for text in (read(f"{HERE}/poster/")[0], pdf()[1]):
        assert re.findall("Een huisdier|Sport kost te veel", text) == []


def test_no_colour_and_no_grey_is_drawn(told: Children) -> None:
    drawing = people.for_paper(people.draw(3))
    assert set(re.findall(r"#[0-9a-fA-F]{3,6}\b|rgb\([^)]*\)", re.sub(r'href="[^"]*"', "", drawing))) == {"#000"}
    assert re.findall(r"rgb|luma|cmyk", poster_sheet.TEMPLATE.read_text()) == []


def test_its_sentences_can_be_read_by_a_child(told: Children) -> None:
    _html, page = read(f"{HERE}/poster/")
    text = re.sub(r"[ \t]+", " ", "".join(page.words))
    assert [one for one in sentences_of(text) if len(one.split()) > 15] == []
    told_easily = indicate(text)
    assert (told_easily.hard, told_easily.passives) == (False, 0)
