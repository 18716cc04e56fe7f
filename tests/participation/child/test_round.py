"""A whole round at once: stored once however often it is sent, and never an error without a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.participation.child.conftest import Visitor, hidden, text_of
from weerklank.participation import tickets
from weerklank.participation.models import (
    Contribution,
    EntryMode,
    EntryPoint,
    ReturnCode,
    SpentEntry,
    Statement,
    Vote,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def start(visitor: Visitor) -> str:
    """What the question page carries when it is opened."""
    return hidden(visitor.get())["start"]


def send(code: str, said: Any, client: Client | None = None, prefix: str = "", **headers: str) -> HttpResponse:
    body = said if isinstance(said, bytes | str) else json.dumps(said)
    return (client or Client()).post(f"{prefix}/doe-mee/{code}/ronde/", body, "application/json", headers=headers)


def a_round(start: str, statements: list[Statement], text: str = "De bus moet gratis zijn.") -> dict[str, Any]:
    values = ("agree", "disagree", "pass")
    return {
        "start": start,
        "ideas": [{"item": "een", "text": text, "private": False, "group_size": None}],
        "votes": [
            {"item": f"s{one.pk}", "statement": one.pk, "value": value, "important": value == "agree"}
            for one, value in zip(statements, values, strict=True)
        ],
    }


def test_a_whole_round_is_stored_and_said(visitor: Visitor, start: str, statements: list[Statement]) -> None:
    answer = send(visitor.code, a_round(start, statements), visitor.client)
    assert (answer.status_code, answer.json()) == (
        200,
        {
            "stored": ["een", *(f"s{one.pk}" for one in statements)],
            "refused": [],
            "pictures": f"/doe-mee/{visitor.code}/klaar/",
            "help": "",
        },
    )
    assert list(Contribution.objects.values_list("original", "kind", "state")) == [
        ("De bus moet gratis zijn.", "individual", "received")
    ]
    assert list(Vote.objects.order_by("statement__order").values_list("value", "important", "channel")) == [
        ("agree", True, "code"),
        ("disagree", False, "code"),
        ("pass", False, "code"),
    ]
    assert Contribution.objects.get().return_code == ReturnCode.objects.get()
    assert "Klaar. Bewaar deze acht plaatjes" in text_of(visitor.get("klaar/"))


def test_sent_three_times_it_is_one_row_and_one_place(
    visitor: Visitor, start: str, statements: list[Statement], entry_point: EntryPoint
) -> None:
    answers = [send(visitor.code, a_round(start, statements)) for _ in range(3)]
    entry_point.refresh_from_db()
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert len({answer.content for answer in answers}) == 1
    assert (Contribution.objects.count(), Vote.objects.count(), SpentEntry.objects.count(), entry_point.uses) == (
        1,
        3,
        1,
        1,
    )


def test_what_was_sent_by_the_pages_is_not_sent_again(
    visitor: Visitor, start: str, statements: list[Statement]
) -> None:
    visitor.post("", start=start)
    visitor.send("De bus moet gratis zijn.")
    visitor.vote(1, "disagree")
    assert send(visitor.code, a_round(start, statements)).status_code == 200
    assert (Contribution.objects.count(), Vote.objects.count(), SpentEntry.objects.count()) == (1, 3, 1)
    assert Vote.objects.get(statement=statements[0]).value == "agree"


def test_the_pages_go_on_where_the_round_ended(visitor: Visitor, start: str, statements: list[Statement]) -> None:
    send(visitor.code, {"start": start, "ideas": [{"item": "a", "text": "Iets."}], "votes": []}, visitor.client)
    assert list(visitor.client.cookies) == [tickets.COOKIE]
    assert visitor.get("stellingen/")["Location"] == visitor.address("stellingen/1/")


def test_a_visit_of_somebody_else_on_this_device_stays_theirs(
    visitor: Visitor, start: str, statements: list[Statement]
) -> None:
    visitor.begin()
    theirs = visitor.ticket
    assert send(visitor.code, a_round(start, statements), visitor.client).status_code == 200
    assert visitor.ticket == theirs


def test_each_thing_that_cannot_be_stored_gets_its_sentence_and_the_rest_is_stored(
    visitor: Visitor, start: str, statements: list[Statement]
) -> None:
    statements[1].state = "retired"
    statements[1].retired_reason = "dubbel"
    statements[1].save()
    said = a_round(start, statements, text="Mijn nummer is 111222333.")
    said["ideas"] += [{"item": "twee", "text": "x" * 4001}, {"item": "drie", "text": "Mijn nummer is 111222333."}]
    said["votes"].append({"item": "vier", "statement": statements[0].pk, "value": "misschien"})
    answer = send(visitor.code, said)
    refused = {one["item"]: (one["field"], one["sentence"].split(".")[0]) for one in answer.json()["refused"]}
    assert answer.status_code == 422
    assert refused == {
        "een": ("text", "Er staat een nummer in dat op een burgerservicenummer lijkt"),
        "twee": ("text", "Dit is te lang: het zijn 4001 tekens en er passen er 4000"),
        "drie": ("text", "Er staat een nummer in dat op een burgerservicenummer lijkt"),
        "vier": ("value", "Kies een van de drie antwoorden, of sla deze zin over"),
        f"s{statements[1].pk}": ("value", "Over deze zin kun je niet meer stemmen"),
    }
    assert answer.json()["stored"] == [f"s{statements[0].pk}", f"s{statements[2].pk}"]
    assert (Contribution.objects.count(), Vote.objects.count()) == (0, 2)


def test_the_quota_of_the_code_holds_for_rounds_too(
    visitor: Visitor, start: str, statements: list[Statement], entry_point: EntryPoint
) -> None:
    EntryPoint.objects.filter(pk=entry_point.pk).update(max_uses=1)
    other = hidden(visitor.get())["start"]
    assert send(visitor.code, a_round(other, statements)).status_code == 200
    full = send(visitor.code, a_round(start, statements, text="Te laat."))
    assert (full.status_code, full.json()["sentence"].split(".")[0]) == (
        409,
        "Deze code is al zo vaak gebruikt als mocht",
    )
    # who is in stays in, also when the code is full
    assert send(visitor.code, a_round(other, statements)).status_code == 200
    assert (Contribution.objects.count(), SpentEntry.objects.count()) == (1, 1)


def test_a_code_that_closed_yesterday_lets_finish_who_was_in(
    visitor: Visitor, start: str, statements: list[Statement], entry_point: EntryPoint
) -> None:
    visitor.post("", start=start)
    EntryPoint.objects.filter(pk=entry_point.pk).update(valid_to="2026-11-19")
    late = hidden(Visitor(visitor.code).get()) or {
        "start": tickets.seal(tickets.begin(entry_point.pk), purpose="start")
    }
    assert send(visitor.code, a_round(start, statements)).status_code == 200
    assert send(visitor.code, a_round(late["start"], statements)).status_code == 409


def test_a_device_of_ones_own_is_one_voice_whatever_size_it_says(visitor: Visitor, start: str) -> None:
    said = {"start": start, "ideas": [{"item": "a", "text": "Wij samen.", "group_size": 24, "private": True}]}
    assert send(visitor.code, said).status_code == 200
    assert list(Contribution.objects.values_list("kind", "group_size", "wants_private")) == [("individual", None, True)]


def test_the_language_of_the_page_is_kept(visitor: Visitor, start: str) -> None:
    said = {"start": start, "ideas": [{"item": "a", "text": "الحافلة مجانية"}]}
    answer = send(visitor.code, said, prefix="/ar")
    assert (answer.status_code, answer.json()["pictures"]) == (200, f"/ar/doe-mee/{visitor.code}/klaar/")
    assert Contribution.objects.get().original_language == "ar"


def test_a_cry_for_help_is_held_and_the_answer_leads_to_help(
    visitor: Visitor, start: str, statements: list[Statement]
) -> None:
    said = {"start": start, "ideas": [{"item": "a", "text": "mijn vader slaat me"}]}
    answer = send(visitor.code, said, visitor.client)
    assert answer.json()["help"] == f"/doe-mee/{visitor.code}/stellingen/1/"
    assert "Wij weten niet wie je bent. Daarom kunnen we niet naar je toe komen." in text_of(
        visitor.client.get(answer.json()["help"])
    )


def test_a_form_without_scripts_sends_the_same_round(visitor: Visitor, start: str, statements: list[Statement]) -> None:
    fields = {"start": start, "text": "Met een formulier.", "wants_private": "on", "group_size": ""}
    fields |= {f"value-{statements[0].pk}": "agree", f"important-{statements[0].pk}": "on"}
    answer = Client(enforce_csrf_checks=True).post(f"/doe-mee/{visitor.code}/ronde/", fields)
    assert (answer.status_code, answer.json()["stored"]) == (200, ["text", f"value-{statements[0].pk}"])
    assert (Contribution.objects.get().wants_private, Vote.objects.get().important) == (True, True)


def test_another_site_cannot_send_in_the_childs_name(visitor: Visitor, start: str) -> None:
    answer = send(
        visitor.code,
        {"start": start, "ideas": [{"item": "a", "text": "Van elders."}]},
        **{"Sec-Fetch-Site": "cross-site"},
    )
    assert (answer.status_code, Contribution.objects.count()) == (403, 0)


def test_an_unknown_code_and_a_start_of_another_code_get_a_sentence(visitor: Visitor, start: str) -> None:
    said = {"start": start, "ideas": [{"item": "a", "text": "Iets."}]}
    assert send("XXXXXX", said).status_code == 404
    assert send(visitor.code, said | {"start": ""}).status_code == 409
    assert send(visitor.code, said | {"start": start[:-1]}).status_code == 409
    other = tickets.seal(tickets.begin(999_999), purpose="start")
    assert send(visitor.code, said | {"start": other}).status_code == 409
    assert Contribution.objects.count() == 0


NONSENSE: list[Any] = [
    b"", b"\xff\xfe", b"[]", b"null", b"7", b"{", b"[" * 100_000, b'{"a":' * 20_000, b'{"start":' + b"9" * 50_000 + b"}",
    {"start": None}, {"ideas": 7}, {"ideas": [7]}, {"votes": {"a": 1}}, {"votes": [[]]}, {"ideas": [{}] * 6},
    {"votes": [{}] * 61}, {"start": "\ud800", "ideas": [{"text": "\ud800\u0000"}]}, {"start": ["a"]},
    {"ideas": [{"item": {"a": 1}, "text": 9, "group_size": 1.5}]},
    {"votes": [{"statement": 10**30, "value": "agree"}]}, {"votes": [{"statement": -1, "value": ["agree"]}]},
    {"votes": [{"statement": True, "value": "agree"}, {"statement": "1e9", "value": "agree"}]},
    {"puzzle": 3, "work": {}},
]  # fmt: skip


@pytest.mark.parametrize("said", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_gets_a_sentence_and_stores_nothing(visitor: Visitor, start: str, said: Any) -> None:
    if isinstance(said, dict) and "start" not in said:
        said = {"start": start} | said
    answer = send(visitor.code, said)
    assert answer.status_code in (200, 409, 422)
    assert answer.json().get("sentence") or answer.json()["refused"] or answer.json()["stored"] == []
    assert (Contribution.objects.count(), Vote.objects.count()) == (0, 0)


def test_a_body_that_is_far_too_big_is_refused_with_a_sentence(visitor: Visitor, start: str) -> None:
    answer = send(visitor.code, {"start": start, "ideas": [{"item": "a", "text": "x" * 1_100_000}]})
    assert (answer.status_code, answer.json()["sentence"]) == (
        413,
        "Dit is te veel om in één keer te versturen. Maak je tekst korter.",
    )


def test_the_round_is_sent_only_by_post(visitor: Visitor) -> None:
    assert [Client().get(visitor.address(rest)).status_code for rest in ("ronde/", "onderweg/")] == [405, 302]


def test_the_kept_steps_hold_every_step_and_only_for_a_device_of_ones_own(
    visitor: Visitor, start: str, statements: list[Statement], entry_point: EntryPoint
) -> None:
    page = visitor.client.post(visitor.address("onderweg/"), {"start": start})
    steps = page.content.decode()
    assert page.status_code == 200
    assert [f'data-step="{step}"' in steps for step in ("", "idee/", "stellingen/3/", "klaar/")] == [True] * 4
    assert [one.text in steps for one in statements] == [True, True, True]
    assert tickets.COOKIE not in page.cookies
    for mode in (EntryMode.SHARED_DEVICE, EntryMode.ONE_SHEET, EntryMode.HANDS):
        EntryPoint.objects.filter(pk=entry_point.pk).update(mode=mode)
        assert visitor.client.post(visitor.address("onderweg/"), {"start": start}).status_code == 302
        page = visitor.get().content.decode()
        assert ["round.js" in page, "onderweg" in page] == [False, False]


def test_the_worker_is_served_from_the_steps_and_knows_nobody() -> None:
    first, arabic = Client().get("/doe-mee/werker.js"), Client().get("/ar/doe-mee/werker.js")
    assert (first.status_code, first["Content-Type"], dict(first.cookies)) == (200, "text/javascript", {})
    assert first.content == arabic.content
    again = Client().get("/doe-mee/werker.js", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_the_next_page_says_in_its_fragment_which_press_was_stored(visitor: Visitor) -> None:
    visitor.begin()
    assert visitor.send("Iets.", press="k3p9")["Location"] == visitor.address("stellingen/#p-k3p9")
    assert visitor.vote(1, "agree", press="x" * 13)["Location"] == visitor.address("stellingen/2/")
    assert visitor.vote(1, "agree", press='"><b>')["Location"] == visitor.address("stellingen/2/")


def test_going_back_keeps_what_was_chosen(visitor: Visitor) -> None:
    visitor.begin()
    back = visitor.vote(2, "agree", back="1", important="on")
    assert (back["Location"], Vote.objects.get().important) == (visitor.address("stellingen/1/"), True)
    assert visitor.vote(2, "", back="1").status_code == 302
    assert Vote.objects.get().value == "agree"


def presses(chance: Random, statements: list[Statement]) -> Iterator[tuple[str, list[Any]]]:
    """Rounds as a bad connection sends them: the same, a part, more than once, in another order."""
    for child in range(40):
        text = f"Idee {child} van een kind."
        votes = [(one.pk, chance.choice(["agree", "disagree", "pass"])) for one in statements]
        for _ in range(chance.randint(1, 8)):
            yield text, chance.sample(votes, chance.randint(0, len(votes)))
        yield text, votes


def test_random_double_sends_and_reconnects_lose_nothing_and_double_nothing(
    visitor: Visitor, statements: list[Statement], entry_point: EntryPoint
) -> None:
    EntryPoint.objects.filter(pk=entry_point.pk).update(max_uses=1000)
    starts: dict[str, str] = {}
    expected: dict[tuple[str, int], str] = {}
    for text, votes in presses(Random(4), statements):
        start = starts.setdefault(text, tickets.seal(tickets.begin(entry_point.pk), purpose="start"))
        said = [{"item": str(pk), "statement": pk, "value": value} for pk, value in votes]
        answer = send(visitor.code, {"start": start, "ideas": [{"item": "i", "text": text}], "votes": said})
        assert answer.status_code == 200
        expected |= {(text, pk): value for pk, value in votes}
    assert sorted(Contribution.objects.values_list("original", flat=True)) == sorted(starts)
    voters = {
        tickets.voter_hash(visit.ticket, entry_point.consultation_id): text
        for text, start in starts.items()
        if (visit := tickets.unseal(start, purpose="start"))
    }
    stored = {
        (voters[voter], pk): value for voter, pk, value in Vote.objects.values_list("voter_hash", "statement", "value")
    }
    assert stored == expected
    assert SpentEntry.objects.count() == 40
