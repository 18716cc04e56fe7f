"""Dit zeiden jullie, dit gebeurde ermee: what comes back to a class, never more than everybody may know."""

from __future__ import annotations

import io
import random
import uuid
from typing import Any
from unittest import mock

import pytest
from django.test import Client
from pypdf import PdfReader

from tests.answers.conftest import CHILD, Asked
from tests.conftest import NOW, TODAY, Cast
from weerklank.answers import class_sheet
from weerklank.answers.models import Answer
from weerklank.answers.queries.class_feedback import Feedback, at_least, feedback_of
from weerklank.findings.models import Group, GroupMembership
from weerklank.participation import addresses
from weerklank.participation.actions import groups
from weerklank.participation.models import Consultation, Contribution, EntryPoint, HandTally, Statement

pytestmark = pytest.mark.django_db
OWN = "Mijn kanarie zong een lied"


@pytest.fixture
def entry_point(consultation: Consultation) -> EntryPoint:
    return EntryPoint.objects.create(
        consultation=consultation, code="KLMNPQ", valid_from="2026-01-01", valid_to="2036-01-01", max_uses=30
    )


@pytest.fixture
def page(entry_point: EntryPoint, cast: Cast) -> str:
    made = groups.give_address(entry_point_id=entry_point.pk, by=cast.organiser, now=NOW, chance=random.Random(5))
    return f"/groep/{addresses.written(made.secret)}/terug"


def says(entry_point: EntryPoint, text: str, state: str = "grouped", **more: object) -> Contribution:
    return Contribution.objects.create(
        consultation=entry_point.consultation,
        entry_point=entry_point,
        original=text,
        received_on=TODAY,
        submission_key=uuid.uuid4().hex,
        state=state,
        **more,
    )


def in_the_advice(asked: Asked, entry_point: EntryPoint, count: int) -> None:
    group = Group.objects.get(advices=asked.advice)
    for number in range(count):
        GroupMembership.objects.create(group=group, contribution=says(entry_point, f"{OWN} {number}"))


def of(entry_point: EntryPoint) -> Feedback:
    return feedback_of(entry_point, "nl", TODAY)


@pytest.mark.parametrize(("count", "said"), [(0, 0), (1, 0), (9, 0), (10, 10), (14, 10), (15, 15), (24, 20)])
def test_a_count_below_ten_is_not_said_and_one_above_is_rounded_down(count: int, said: int) -> None:
    assert at_least(count) == said


def test_before_there_is_an_answer_the_class_reads_until_when_it_waits(page: str, entry_point: EntryPoint) -> None:
    words = Client().get(f"{page}/").content.decode()
    assert "Er is nog geen antwoord. Uiterlijk op 1 mei 2027 lezen jullie hier wat ermee gebeurt." in words
    assert (of(entry_point).answered, of(entry_point).advices) == (False, ())


def test_after_the_answer_the_class_reads_the_advice_the_childs_version_and_the_promise(
    page: str, published: Answer, asked: Asked
) -> None:
    words = Client().get(f"{page}/").content.decode()
    assert [part for part in (asked.advice.title, CHILD, "Een brief aan alle scholen") if part not in words] == []
    assert "Deze tekst is niet door jongeren gecontroleerd." in words
    assert "Er is nog geen antwoord. Uiterlijk" not in words


def test_the_path_goes_with_it(published: Answer, entry_point: EntryPoint) -> None:
    (advice,) = of(entry_point).advices
    kinds = [station.kind.value for station in advice.path.stations]
    assert (kinds[:2], "promised" in kinds) == (["said", "advised"], True)


@pytest.mark.parametrize(("count", "own"), [(0, 0), (9, 0), (12, 10)])
def test_what_the_class_had_to_do_with_an_advice_is_said_from_ten_on(
    published: Answer, asked: Asked, entry_point: EntryPoint, count: int, own: int
) -> None:
    in_the_advice(asked, entry_point, count)
    assert of(entry_point).advices[0].own == own


def test_the_words_of_one_child_stand_nowhere_however_public_they_are(
    page: str, published: Answer, asked: Asked, entry_point: EntryPoint
) -> None:
    in_the_advice(asked, entry_point, 12)
    words = Client().get(f"{page}/").content.decode() + _text(Client().get(f"{page}.pdf").content)
    assert (OWN in words, "Zeker 10 ideeën van jullie zijn binnen." in words) == (False, True)


def test_what_the_class_said_together_is_quoted_once_a_person_published_it(page: str, entry_point: EntryPoint) -> None:
    said = says(entry_point, "Wij willen samen zwemles.", "received", kind="group", group_size=22)
    unread = Client().get(f"{page}/").content.decode()
    Contribution.objects.filter(pk=said.pk).update(state="published_edited", edited_text="Wij willen zwemles.")
    read = Client().get(f"{page}/").content.decode()
    assert ("zwemles" in unread, "Wij willen zwemles." in read, "samen zwemles" in read) == (False, True, False)
    assert "Samen gezegd door 22 kinderen." in read


@pytest.mark.parametrize("state", ["received", "safety_hold", "kept_private", "not_published", "withdrawn"])
def test_nothing_that_nobody_published_is_read_by_the_class(page: str, entry_point: EntryPoint, state: str) -> None:
    more = {"reason_for_child": "Dit doet pijn.", "decline_reason": "hurtful"} if state == "not_published" else {}
    says(entry_point, "" if state == "withdrawn" else OWN, state, kind="group", group_size=20, **more)
    assert (OWN in Client().get(f"{page}/").content.decode(), of(entry_point).said_together) == (False, ())


def test_the_hands_of_the_class_are_its_own(page: str, entry_point: EntryPoint, statements: list[Statement]) -> None:
    HandTally.objects.create(
        statement=statements[0], entry_point=entry_point, agree=12, disagree=3, passed=5, present=22
    )
    HandTally.objects.create(statement=statements[1], entry_point=entry_point, present=22)
    (raised,) = of(entry_point).hands
    assert (raised.text, raised.agree, raised.disagree, raised.passed) == (statements[0].text, 12, 3, 5)
    assert statements[0].text in Client().get(f"{page}/").content.decode()


def _text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def test_the_sheet_says_the_same_and_is_tagged(page: str, published: Answer, asked: Asked) -> None:
    answer = Client().get(f"{page}.pdf")
    reader = PdfReader(io.BytesIO(answer.content))
    root = reader.trailer["/Root"]
    assert (answer.status_code, bool(root["/MarkInfo"]["/Marked"]), "/StructTreeRoot" in root) == (200, True, True)
    words = _text(answer.content)
    assert [part for part in (asked.advice.title, CHILD, "Een brief aan alle scholen") if part not in words] == []


def test_on_the_sheet_every_hand_is_a_little_person_told_in_words_once(
    page: str, entry_point: EntryPoint, statements: list[Statement]
) -> None:
    for statement, agree in zip(statements, (12, 70), strict=False):
        HandTally.objects.create(
            statement=statement, entry_point=entry_point, agree=agree, disagree=3, passed=5, present=90
        )
    data: dict[str, Any] = {}
    with mock.patch.object(class_sheet.press, "printed", lambda _template, given, on: data.update(given) or b""):
        class_sheet.class_sheet(of(entry_point), language="nl", on=TODAY)
    small, large = data["hands"]
    assert (small["drawing"].count('href="#hand-up"'), small["drawing"].count('href="#hand-down"')) == (12, 3)
    assert small["label"] == "Plaatje van jullie handen. Eens: 12. Oneens: 3."
    assert small["counts"] == "Eens: 12. Oneens: 3. Weet ik niet: 5."
    # seventy little people nobody counts: the words say it
    assert (large["drawing"], large["counts"]) == ("", "Eens: 70. Oneens: 3. Weet ik niet: 5.")
    assert data["hands_legend"] == "Elk poppetje is een kind. Hand omhoog: eens. Armen omlaag: oneens."
    words = _text(Client().get(f"{page}.pdf").content)
    assert (words.count("Eens: 12. Oneens: 3. Weet ik niet: 5."), statements[0].text in words) == (1, True)


@pytest.mark.parametrize("language", ["en", "ar", "uk"])
def test_the_sheet_is_printed_in_the_language_of_the_class(page: str, published: Answer, language: str) -> None:
    answer = Client().get(f"/{language}{page}.pdf")
    root = PdfReader(io.BytesIO(answer.content)).trailer["/Root"]
    assert (answer.status_code, root["/Lang"]) == (200, language)


def test_the_page_is_kept_by_nobody(page: str, published: Answer) -> None:
    client = Client()
    answer = client.get(f"{page}/")
    assert (answer["Cache-Control"], answer["Referrer-Policy"], client.cookies.keys()) == (
        "no-store", "no-referrer", set(),
    )  # fmt: skip
