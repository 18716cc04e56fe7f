from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.answers.conftest import EXPLANATION
from tests.conftest import NOW, TODAY, Cast
from weerklank.answers.actions.promising import Progress, report_progress
from weerklank.answers.lifecycle import CommitmentState
from weerklank.answers.models import Answer, Commitment, ProgressUpdate
from weerklank.answers.queries import commitment, commitments
from weerklank.moves import Refusal

pytestmark = pytest.mark.django_db
TEXT = "De brief ligt klaar en gaat op 1 april naar alle scholen."


@pytest.fixture
def promise(published: Answer) -> Commitment:
    return Commitment.objects.get()


def say(promise: Commitment, cast: Cast, state: str, text: str = TEXT, **more: str) -> ProgressUpdate:
    return report_progress(
        commitment_id=promise.pk, progress=Progress(state, text, **more), by=cast.respondent, now=NOW
    )


def test_progress_is_a_new_row_and_moves_the_promise(promise: Commitment, cast: Cast) -> None:
    say(promise, cast, "on_track")
    say(promise, cast, "on_track", "De brief is nu ook vertaald in drie talen.")
    say(promise, cast, "at_risk", "De drukker heeft geen papier, dus het wordt later.")
    promise.refresh_from_db()
    assert (promise.state, promise.updates.count()) == (CommitmentState.AT_RISK, 3)


def test_done_needs_evidence_in_the_action_and_in_the_database(promise: Commitment, cast: Cast) -> None:
    with pytest.raises(Refusal, match="Gedaan kan alleen met een bewijs"):
        say(promise, cast, "done")
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgressUpdate.objects.create(commitment=promise, date=TODAY, state="done", text=TEXT)
    say(promise, cast, "done", evidence_url="https://voorbeeld.nl/brief")
    promise.refresh_from_db()
    assert promise.state == CommitmentState.DONE


@pytest.mark.parametrize("text", ["", "Heeft onze aandacht.", "Dit wordt meegenomen in het vervolg."])
def test_a_stock_phrase_is_no_progress(text: str, promise: Commitment, cast: Cast) -> None:
    with pytest.raises(Refusal):
        say(promise, cast, "on_track", text)


def test_withdrawing_needs_a_real_reason(promise: Commitment, cast: Cast) -> None:
    with pytest.raises(Refusal):
        say(promise, cast, "withdrawn", "We doen het toch maar niet.")
    say(promise, cast, "withdrawn", EXPLANATION)
    promise.refresh_from_db()
    assert promise.state == CommitmentState.WITHDRAWN


def test_another_ministry_says_nothing_of_it(promise: Commitment, cast: Cast) -> None:
    with pytest.raises(Refusal, match="Alleen A"):
        report_progress(
            commitment_id=promise.pk, progress=Progress("on_track", TEXT), by=cast.other_respondent, now=NOW
        )
    assert cast.client("other_respondent").get(f"/werk/toezeggingen/{promise.slug}/").status_code == 403


def test_overdue_and_silent_follow_from_the_day(promise: Commitment, cast: Cast) -> None:
    due = date(2027, 5, 1)
    assert [commitment(promise.slug, day).overdue_days for day in (due, due + timedelta(days=7))] == [0, 7]
    assert [commitment(promise.slug, TODAY + timedelta(days=days)).silent for days in (120, 121)] == [False, True]
    say(promise, cast, "done", evidence_url="https://voorbeeld.nl/brief")
    late = commitment(promise.slug, due + timedelta(days=400))
    assert (late.overdue_days, late.silent) == (0, False)


def test_promises_are_found_by_what_people_ask(promise: Commitment) -> None:
    day = date(2027, 5, 8)
    found = [
        commitments(today=day),
        commitments(today=day, theme="armoede"),
        commitments(today=day, organisation="ministerie-a"),
        commitments(today=day, state="late"),
        commitments(today=day, state="silent"),
        commitments(today=day, words="brief"),
    ]
    missed = [
        commitments(today=day, theme="wonen"),
        commitments(today=day, organisation="ministerie-b"),
        commitments(today=day, state="done"),
        commitments(today=TODAY, state="late"),
        commitments(today=day, words="zwembad"),
    ]
    assert ([len(rows) for rows in found], [len(rows) for rows in missed]) == ([1] * 6, [0] * 5)


def test_the_page_keeps_what_was_typed(promise: Commitment, cast: Cast) -> None:
    client = cast.client("respondent")
    assert promise.title in client.get("/werk/toezeggingen/").content.decode()
    response = client.post(f"/werk/toezeggingen/{promise.slug}/", {"state": "done", "text": TEXT})
    assert response.status_code == 422
    assert TEXT in response.content.decode()
    assert client.post(f"/werk/toezeggingen/{promise.slug}/", {"state": "on_track", "text": TEXT}).status_code == 302
