"""Coming back with eight pictures, and taking words back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.participation.child.conftest import Visitor, hidden
from tests.participation.child.test_privacy import everything
from weerklank.findings import queries as findings
from weerklank.findings.models import OpinionRun
from weerklank.participation.actions import child as actions
from weerklank.participation.models import Contribution, ContributionText, ReturnCode, Statement, StatementText
from weerklank.participation.pictures import codes
from weerklank.participation.queries import child as queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(visitor: Visitor) -> Visitor:
    visitor.begin()
    visitor.send("Woord dat weg moet kunnen.")
    visitor.send("Nog een woord.")
    visitor.post("klaar/", **hidden(visitor.get("klaar/")))
    return visitor


def code_of(visitor: Visitor) -> codes.ReturnCode:
    code = queries.code_of(visitor.ticket)
    assert code is not None
    return code


def test_the_pictures_find_their_row_and_nothing_else_does(sent: Visitor) -> None:
    code = code_of(sent)
    assert actions.find_by_return_code(code=code) == ReturnCode.objects.get()
    one_wrong = codes.ReturnCode((*code.indexes[:7], (code.indexes[7] + 1) % 512))
    elsewhere = codes.ReturnCode(((code.indexes[0] + 1) % 512, *code.indexes[1:]))
    assert [actions.find_by_return_code(code=wrong) for wrong in (one_wrong, elsewhere)] == [None, None]


def test_an_unknown_code_costs_a_hash_like_a_known_one(sent: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    spent: list[str] = []
    monkeypatch.setattr(codes, "dummy", lambda: spent.append("dummy"))
    monkeypatch.setattr(codes, "matches", lambda *args: bool(spent.append("matches")))
    code = code_of(sent)
    actions.find_by_return_code(code=code)
    actions.find_by_return_code(code=codes.ReturnCode(((code.indexes[0] + 1) % 512, *code.indexes[1:])))
    assert spent == ["matches", "dummy"]


def test_withdrawing_erases_the_words_at_once_and_keeps_the_number(sent: Visitor, now: Any) -> None:
    contribution = Contribution.objects.order_by("original").last()
    assert contribution is not None
    Contribution.objects.filter(pk=contribution.pk).update(state="grouped", edited_text="Aangepast.")
    ContributionText.objects.create(contribution=contribution, language="en", text="A word.", made_by="machine")
    withdrawn = actions.withdraw_contributions(return_code=ReturnCode.objects.get(), now=now)
    assert withdrawn == 2
    assert set(Contribution.objects.values_list("original", "edited_text", "state")) == {("", "", "withdrawn")}
    assert (Contribution.objects.count(), ContributionText.objects.count()) == (2, 0)
    assert actions.withdraw_contributions(return_code=ReturnCode.objects.get(), now=now) == 0


def test_the_stored_code_holds_neither_ticket_nor_pictures(sent: Visitor) -> None:
    row = ReturnCode.objects.get()
    code = code_of(sent)
    stored = " ".join(
        str(getattr(row, field.name))
        for field in ReturnCode._meta.get_fields()
        if hasattr(row, field.attname if hasattr(field, "attname") else "")
    )
    assert sent.ticket not in stored
    assert code.secret not in bytes(row.digest) + bytes(row.salt)


CANARY = "Woord dat weg moet kunnen."


@pytest.mark.parametrize(("origin", "state"), [("child", "open"), ("child_edited", "closed"), ("editor", "open")])
def test_a_statement_in_the_words_that_were_taken_back_goes_with_them(
    sent: Visitor, now: Any, origin: str, state: str
) -> None:
    own = Contribution.objects.get(original=CANARY)
    made = Statement.objects.create(consultation=own.consultation, text=CANARY, origin=origin, state=state)
    made.sources.set([own])
    StatementText.objects.create(statement=made, language="en", text=f"{CANARY} (en)")
    row = {"statement": made.pk, "channel": "code", "agree": 20, "disagree": 20, "passed": 0}
    row |= {"answered": 40, "seen": 40, "share": None}
    OpinionRun.objects.create(consultation=own.consultation, made_at=now, library_version="1", votes=40, results=[row])
    actions.withdraw_contributions(return_code=ReturnCode.objects.get(), now=now)
    made.refresh_from_db()
    assert (made.state, made.retired_reason, made.texts.count()) == ("retired", actions.TAKEN_BACK, 0)
    assert [table for table, value in everything() if CANARY in value] == []
    counted = findings.latest_counts(own.consultation)
    assert counted is not None
    assert counted.statements == ()


def test_a_statement_that_an_editor_drew_from_many_stays(sent: Visitor, now: Any) -> None:
    own = list(Contribution.objects.all())
    other = Contribution.objects.create(
        consultation=own[0].consultation, original="Iets anders", received_on=own[0].received_on, submission_key="x"
    )
    made = Statement.objects.create(consultation=own[0].consultation, text="Samen gezegd.", state="open")
    made.sources.set([*own, other])
    actions.withdraw_contributions(return_code=ReturnCode.objects.get(), now=now)
    made.refresh_from_db()
    assert (made.state, made.text) == ("open", "Samen gezegd.")
