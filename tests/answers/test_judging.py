from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.advices import stories
from tests.answers.conftest import EXPLANATION, Asked, publish, with_part
from tests.conftest import NOW, TODAY, Cast
from weerklank.answers.actions import answering, approving, judging, promising
from weerklank.answers.draft import Draft, problems
from weerklank.answers.lifecycle import AddresseeState
from weerklank.answers.models import Answer, Appraisal, Commitment
from weerklank.answers.queries.public import judged
from weerklank.answers.queries.work import answer_page
from weerklank.audit.models import AuditEvent
from weerklank.findings.models import GroupMembership
from weerklank.moves import Refusal
from weerklank.participation.models import Consultation

pytestmark = pytest.mark.django_db


def voices(answer: Answer, consultation: Consultation, *values: str) -> None:
    group = answer.addressee.advice.groups.get()
    for number, value in enumerate(values, start=100):
        code = stories.return_code(number)
        GroupMembership.objects.create(
            group=group, contribution=stories.said(consultation, f"Idee {number}", state="in_advice", return_code=code)
        )
        judging.judge_by_code(answer_id=answer.pk, return_code=code, value=value, now=NOW)


def state(answer: Answer) -> str:
    answer.addressee.refresh_from_db()
    return answer.addressee.state


def test_a_code_judges_once_and_may_change(published: Answer, asked: Asked) -> None:
    for value in ("unclear", "clear"):
        judging.judge_by_code(answer_id=published.pk, return_code=asked.code, value=value, now=NOW)
    assert list(Appraisal.objects.values_list("by", "value")) == [("code", "clear")]


def test_nothing_of_a_child_is_in_the_log(published: Answer, asked: Asked) -> None:
    before = AuditEvent.objects.count()
    judging.judge_by_code(answer_id=published.pk, return_code=asked.code, value="unclear", now=NOW)
    assert AuditEvent.objects.count() == before


def test_a_code_of_another_idea_does_not_judge(published: Answer) -> None:
    with pytest.raises(Refusal, match="hoort niet bij jouw idee"):
        judging.judge_by_code(answer_id=published.pk, return_code=stories.return_code(9), value="clear", now=NOW)


def test_ten_voices_of_which_more_than_half_unhappy_ask_for_an_explanation(
    published: Answer, consultation: Consultation
) -> None:
    voices(published, consultation, *["clear"] * 4, *["unclear"] * 5)
    assert state(published) == AddresseeState.ANSWERED
    voices(published, consultation, *["not_answered"] * 1)
    assert state(published) == AddresseeState.CLARIFICATION_DUE
    assert published.addressee.clarification_due_on == TODAY + timedelta(days=judging.DAYS_TO_CLARIFY)


def test_half_is_not_more_than_half(published: Answer, consultation: Consultation) -> None:
    voices(published, consultation, *["clear"] * 5, *["unclear"] * 5)
    assert state(published) == AddresseeState.ANSWERED


def test_the_panel_alone_is_enough(published: Answer, cast: Cast) -> None:
    judging.judge_by_panel(
        answer_id=published.pk,
        value="not_answered",
        text="De tweede vraag is niet beantwoord.",
        by=cast.panel_member,
        now=NOW,
    )
    assert state(published) == AddresseeState.CLARIFICATION_DUE


def test_the_panel_says_what_is_missing(published: Answer, cast: Cast) -> None:
    with pytest.raises(Refusal, match="Schrijf erbij"):
        judging.judge_by_panel(answer_id=published.pk, value="unclear", by=cast.panel_member, now=NOW)


def test_counts_below_ten_are_not_shown(published: Answer, consultation: Consultation) -> None:
    voices(published, consultation, *["clear"] * 9)
    assert (judged(published).shown, judged(published).total) == (False, 0)
    voices(published, consultation, "unclear")
    assert (judged(published).total, judged(published).clear, judged(published).unclear) == (10, 9, 1)


def test_the_ministry_explains_in_a_second_version(published: Answer, asked: Asked, cast: Cast, whole: Draft) -> None:
    judging.judge_by_panel(
        answer_id=published.pk, value="not_answered", text="Er staat niet wie beslist.", by=cast.panel_member, now=NOW
    )
    asked.addressee.refresh_from_db()
    before = answer_page(asked.addressee, TODAY)
    assert (before.draft.child_version, before.draft.parts[0].promise) == (published.child_version, "")
    saved = answering.save_draft(
        addressee_id=asked.addressee.pk, draft=before.draft, revision=0, by=cast.respondent, now=NOW
    )
    assert (saved.version, saved.state) == (2, "draft")
    with pytest.raises(Refusal, match="hetzelfde als in het antwoord"):
        answering.submit_answer(addressee_id=asked.addressee.pk, by=cast.respondent, now=NOW)
    explained = replace(before.draft, summary="De schoolraad beslist over de reis; wij schrijven alle raden in mei.")
    answering.save_draft(addressee_id=asked.addressee.pk, draft=explained, revision=1, by=cast.respondent, now=NOW)
    answer = answering.submit_answer(addressee_id=asked.addressee.pk, by=cast.respondent, now=NOW)
    approving.publish_answer(answer_id=answer.pk, by=cast.approver, now=NOW)
    assert state(answer) == AddresseeState.CLARIFIED
    judging.judge_by_panel(
        answer_id=answer.pk, value="not_answered", text="Nog steeds niet.", by=cast.panel_member, now=NOW
    )
    assert state(answer) == AddresseeState.DISSENT_RECORDED


def test_no_ministry_judges_its_own_answer(asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = publish(asked, cast, whole)
    codes = [
        cast.client(name).post(f"/werk/oordelen/{answer.pk}/", {"value": "clear"}).status_code
        for name in ("respondent", "approver", "organiser", "outsider", "admin")
    ]
    assert codes == [403] * 5
    assert cast.client("panel_member").post(f"/werk/oordelen/{answer.pk}/", {"value": "clear"}).status_code == 302
    assert cast.client("panel_member").get("/werk/oordelen/").status_code == 200


def test_the_database_holds_one_word_of_the_panel_per_answer(published: Answer) -> None:
    Appraisal.objects.create(answer=published, by="panel", value="clear")
    with pytest.raises(IntegrityError), transaction.atomic():
        Appraisal.objects.create(answer=published, by="panel", value="not_answered")


@pytest.mark.parametrize("withdrawn", [False, True])
def test_an_explanation_keeps_the_promises_that_stand(
    published: Answer, asked: Asked, cast: Cast, whole: Draft, *, withdrawn: bool
) -> None:
    promise = Commitment.objects.get(position__answer=published)
    if withdrawn:
        promising.report_progress(
            commitment_id=promise.pk, progress=promising.Progress("withdrawn", EXPLANATION), by=cast.respondent, now=NOW
        )
    judging.judge_by_panel(
        answer_id=published.pk, value="not_answered", text="Er staat niet wie beslist.", by=cast.panel_member, now=NOW
    )
    again = with_part(whole, 1, promise="", promise_by="", promise_due="", promise_seen="")
    assert [one.field for one in problems(again, asked.addressee, TODAY)] == (
        [f"part_{promise.position.part_id}_promise"] if withdrawn else []
    )


MISSING = "Er staat niet wie beslist, en niet wanneer."


def test_what_the_panel_misses_is_read_by_whoever_must_explain_it_and_by_everybody(
    published: Answer, asked: Asked, cast: Cast, whole: Draft
) -> None:
    judging.judge_by_panel(answer_id=published.pk, value="not_answered", text=MISSING, by=cast.panel_member, now=NOW)
    explained = with_part(whole, 2, explanation=f"{EXPLANATION} Elke raad beslist voor 1 mei.")
    again = answering.save_draft(
        addressee_id=asked.addressee.pk, draft=explained, revision=0, by=cast.respondent, now=NOW
    )
    work = f"/werk/antwoorden/{asked.addressee.pk}/"
    seen = [
        cast.client("respondent").get(where).content.decode().count(MISSING) for where in (work, f"{work}schrijven/")
    ]
    answering.submit_answer(addressee_id=asked.addressee.pk, by=cast.respondent, now=NOW)
    seen.append(cast.client("approver").get(f"/werk/goedkeuren/{again.pk}/").content.decode().count(MISSING))
    page = cast.client("outsider").get(f"/adviezen/{asked.advice.number}/").content.decode()
    assert (seen, page.count(MISSING), page.count("<footer>Het jongerenpanel</footer>")) == ([1, 1, 1], 1, 1)
    assert "heeft nog niet gezegd of dit een antwoord is" not in page


@pytest.mark.parametrize("words", ["Bel ons op 06 12345678.", f"Een kind zei: {stories.SECRET}"])
def test_the_panel_repeats_no_child_and_says_nowhere_how_to_reach_one(
    published: Answer, cast: Cast, words: str
) -> None:
    with pytest.raises(Refusal):
        judging.judge_by_panel(answer_id=published.pk, value="not_answered", text=words, by=cast.panel_member, now=NOW)
    assert not Appraisal.objects.exists()
