"""What is printed is tagged, says what it must, and takes nothing that was typed for markup."""

from __future__ import annotations

import io
import random

import pytest
from pypdf import PdfReader

from tests.conftest import NOW
from tests.participation.groups.conftest import Group
from weerklank.participation import addresses, paper
from weerklank.participation.actions import paper as actions
from weerklank.participation.models import Consultation, PaperCard, ReturnCode, Statement
from weerklank.participation.printing import press

pytestmark = pytest.mark.django_db


def read(pdf: bytes) -> tuple[PdfReader, str]:
    reader = PdfReader(io.BytesIO(pdf))
    return reader, " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def is_tagged(reader: PdfReader) -> bool:
    root = reader.trailer["/Root"]
    return bool(root["/MarkInfo"]["/Marked"]) and "/StructTreeRoot" in root and bool(root.get("/Lang"))


def test_the_sheet_has_the_code_on_one_side_and_the_secret_address_on_the_other(group: Group) -> None:
    reader, _words = read(group.client.get(group.address("blad.pdf")).content)
    board, own = (" ".join(page.extract_text().split()) for page in reader.pages[:2])
    code = group.entry_point.code or ""
    secret = addresses.written(group.secret)
    assert (is_tagged(reader), f"{code[:3]} {code[3:]}" in board, secret in board, secret in own) == (
        True, True, False, True,
    )  # fmt: skip


def test_the_sheet_of_a_stopped_code_says_so(group: Group) -> None:
    _reader, before = read(group.client.get(group.address("blad.pdf")).content)
    group.client.post(group.address("einde/"))
    _reader, after = read(group.client.get(group.address("blad.pdf")).content)
    assert ("Deze code is gestopt." in before, "Deze code is gestopt." in after) == (False, True)


@pytest.mark.parametrize("mode", ["own_device", "shared_device", "paper", "hands", "one_sheet"])
def test_the_letter_has_three_lessons_the_agreements_and_what_to_do_when_a_child_tells_something(
    group: Group, mode: str
) -> None:
    type(group.entry_point).objects.filter(pk=group.entry_point.pk).update(mode=mode)
    reader, words = read(group.client.get(group.address("lesbrief.pdf")).content)
    wanted = ("In 15 minuten", "In 30 minuten", "In 45 minuten", "Afspraken", "meldcode")
    assert ([part for part in wanted if part not in words], is_tagged(reader)) == ([], True)


def test_what_the_organiser_typed_is_never_markup(group: Group, consultation: Consultation) -> None:
    typed = '#read("/etc/passwd") *vet* $x$ <label> @noot \\ [haak]'
    Consultation.objects.filter(pk=consultation.pk).update(question=typed)
    _reader, words = read(group.client.get(group.address("lesbrief.pdf")).content)
    assert '#read("/etc/passwd") *vet* $x$ <label> @noot \\ [haak]' in words


def test_a_small_picture_that_no_font_holds_is_left_out(group: Group, consultation: Consultation) -> None:
    Consultation.objects.filter(pk=consultation.pk).update(question="Wat maakt jou blij \U0001f600\ufe0f?")
    _reader, words = read(group.client.get(group.address("blad.pdf")).content)
    assert "Wat maakt jou blij ?" in words


def test_a_pdf_that_cannot_be_made_says_so_and_names_the_page_to_print(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_how: object) -> bytes:
        raise press.NotPrinted("no font")

    monkeypatch.setattr(press, "printed", broken)
    answers = {
        "blad.pdf": group.client.get(group.address("blad.pdf")),
        "kaarten/": group.client.post(group.address("kaarten/"), {"how_many": "1", "language": "nl"}),
        "terug.pdf": group.client.get(group.address("terug.pdf")),
    }
    for answer in answers.values():
        assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
        assert "De pdf kon niet worden gemaakt" in answer.content.decode()
    # a card that is on no paper is no card
    assert (PaperCard.objects.count(), ReturnCode.objects.count()) == (0, 0)


@pytest.mark.parametrize("language", ["nl", "nl-easy", "en", "ar", "uk", "pap"])
def test_a_card_has_its_pictures_in_words_and_in_a_square_and_the_statements_with_boxes(
    group: Group, statements: list[Statement], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(11)
    monkeypatch.setattr(actions.random, "SystemRandom", lambda: chance)
    answer = group.client.post(group.address("kaarten/"), {"how_many": "2", "language": language})
    reader, words = read(answer.content)
    assert (answer.status_code, answer["Content-Type"], len(reader.pages), is_tagged(reader)) == (
        200, "application/pdf", 2, True,
    )  # fmt: skip
    assert PaperCard.objects.filter(entry_point=group.entry_point).count() == 2
    assert all(f"({statement.pk})" in words for statement in statements)
    if language == "nl":
        again = random.Random(11)
        first, number = paper.new_code(again).words("nl"), paper.new_number(again)
        # the half of the envelope ends where the strip for the child begins
        envelope, _keep, strip = words.partition("Scheur af en bewaar")
        assert [word for word in first if word not in strip] == []
        assert envelope.count("Dit vind ik belangrijk") == 1
        assert (paper.written(number) in envelope, [word for word in first if f" {word} " in envelope]) == (True, [])


@pytest.mark.parametrize(("how_many", "made"), [("0", 0), ("36", 0), ("veel", 0), ("", 0)])
def test_as_many_cards_as_a_class_needs(group: Group, how_many: str, made: int) -> None:
    answer = group.client.post(group.address("kaarten/"), {"how_many": how_many, "language": "nl"})
    assert (answer.status_code, PaperCard.objects.count()) == (422, made)


def test_a_group_gets_no_endless_cards(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_CARDS", 1)
    first, second = (
        group.client.post(group.address("kaarten/"), {"how_many": "1", "language": "nl"}).status_code for _ in range(2)
    )
    assert (first, second, PaperCard.objects.count()) == (200, 422, 1)


def test_nothing_that_is_kept_of_a_card_gives_its_pictures_back(group: Group) -> None:
    (card,) = actions.draw_cards(entry_point_id=group.entry_point.pk, how_many=1, now=NOW)
    actions.keep_cards(entry_point_id=group.entry_point.pk, cards=(card,), now=NOW)
    row, kept = ReturnCode.objects.get(), PaperCard.objects.get()
    values = {str(value) for one in (row, kept) for value in vars(one).values()}
    assert {card.ticket, card.number, *card.code.words("nl"), card.code.signs} & values == set()
    assert (paper.ticket_of(card.number) == card.ticket, "pictures" in repr(card), card.ticket in repr(card)) == (
        True, False, False,
    )  # fmt: skip
