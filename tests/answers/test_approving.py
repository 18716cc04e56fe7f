from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.answers.conftest import EXPLANATION, Asked, publish, submit
from tests.conftest import NOW, TODAY, Cast
from weerklank.accounts.models import Account
from weerklank.answers.actions import answering, approving
from weerklank.answers.draft import Draft
from weerklank.answers.lifecycle import AddresseeState, AnswerState, CommitmentState
from weerklank.answers.models import Answer, AnswerText, Commitment
from weerklank.editions.models import EditionRole
from weerklank.moves import Refusal

pytestmark = pytest.mark.django_db


def refuses(sql: str, values: list[object]) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    except DatabaseError:
        return True
    return False


def test_a_second_person_publishes(asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = publish(asked, cast, whole)
    asked.addressee.refresh_from_db()
    assert (answer.state, answer.published_on, answer.approved_by, answer.draft) == (
        AnswerState.PUBLISHED,
        TODAY,
        cast.approver,
        {},
    )
    assert asked.addressee.state == AddresseeState.ANSWERED


def test_a_promise_is_agreed_and_gets_its_address(published: Answer, asked: Asked) -> None:
    promise = Commitment.objects.get()
    assert (promise.slug, promise.state, promise.made_on) == ("2026-a-01", CommitmentState.AGREED, TODAY)
    assert (promise.organisation, list(promise.themes.values_list("slug", flat=True))) == (
        asked.addressee.organisation,
        ["armoede"],
    )


def test_the_writer_cannot_approve(asked: Asked, cast: Cast, whole: Draft) -> None:
    EditionRole.objects.create(edition=asked.advice.edition, account=cast.respondent, role="approver")
    answer = submit(asked, cast, whole)
    with pytest.raises(Refusal, match="Een tweede persoon"):
        approving.publish_answer(answer_id=answer.pk, by=cast.respondent, now=NOW)
    response = cast.client("respondent").post(f"/werk/goedkeuren/{answer.pk}/publiceren/")
    assert (response.status_code, Answer.objects.get().state) == (422, AnswerState.SUBMITTED)


def test_whoever_saved_the_draft_cannot_approve_it_either(asked: Asked, cast: Cast, whole: Draft) -> None:
    answering.save_draft(addressee_id=asked.addressee.pk, draft=whole, revision=0, by=cast.approver, now=NOW)
    answer = answering.submit_answer(addressee_id=asked.addressee.pk, by=cast.respondent, now=NOW)
    with pytest.raises(Refusal, match="U schreef zelf mee"):
        approving.publish_answer(answer_id=answer.pk, by=cast.approver, now=NOW)


def test_the_database_refuses_an_answer_by_one_person(asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = submit(asked, cast, whole)
    sql = "UPDATE answers_answer SET state = 'published', published_on = '2026-11-20', approved_by_id = written_by_id WHERE id = %s"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [answer.pk])


@pytest.mark.parametrize("column", ["summary", "child_version", "not_thought_of", "signatory"])
def test_the_database_refuses_an_answer_that_is_not_whole(column: str, asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = submit(asked, cast, whole)
    sql = f"UPDATE answers_answer SET state = 'published', published_on = '2026-11-20', approved_by_id = %s, {column} = '' WHERE id = %s"
    assert refuses(sql, [cast.approver.pk, answer.pk])


def test_the_database_refuses_a_child_version_that_copies_the_summary(asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = submit(asked, cast, whole)
    sql = "UPDATE answers_answer SET state = 'published', published_on = '2026-11-20', approved_by_id = %s, child_version = summary WHERE id = %s"
    assert refuses(sql, [cast.approver.pk, answer.pk])


def test_the_database_refuses_an_answer_with_a_part_left_open(asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = submit(asked, cast, whole)
    answer.positions.filter(position="deviate").delete()
    sql = (
        "UPDATE answers_answer SET state = 'published', published_on = '2026-11-20', approved_by_id = %s WHERE id = %s"
    )
    assert refuses(sql, [cast.approver.pk, answer.pk])


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE answers_answer SET summary = 'anders' WHERE id = %s",
        "UPDATE answers_answer SET state = 'draft' WHERE id = %s",
        "DELETE FROM answers_answer WHERE id = %s",
        "UPDATE answers_partposition SET position = 'follow' WHERE answer_id = %s",
        "UPDATE answers_partposition SET explanation = explanation || ' en meer' WHERE answer_id = %s",
        "DELETE FROM answers_partposition WHERE answer_id = %s",
        "UPDATE answers_answertext SET child_version = 'anders' WHERE answer_id = %s",
        "DELETE FROM answers_answertext WHERE answer_id = %s",
    ],
)
def test_a_published_answer_does_not_change_by_sql(sql: str, asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = submit(asked, cast, whole)
    AnswerText.objects.create(answer=answer, language="en", child_version="Not yet.")
    approving.publish_answer(answer_id=answer.pk, by=cast.approver, now=NOW)
    assert refuses(sql, [answer.pk])


def test_no_position_enters_a_published_answer(published: Answer, asked: Asked) -> None:
    sql = (
        "INSERT INTO answers_partposition (answer_id, part_id, position, reason_type, explanation, would_change_mind, alternative) "
        "SELECT %s, id, 'follow', '', %s, '', '' FROM advices_advicepart"
    )
    assert refuses(sql, [published.pk, EXPLANATION])


def test_returning_needs_a_note_and_keeps_the_text(asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = submit(asked, cast, whole)
    with pytest.raises(Refusal, match="Schrijf wat er anders moet"):
        approving.return_answer(answer_id=answer.pk, note=" ", by=cast.approver, now=NOW)
    returned = approving.return_answer(answer_id=answer.pk, note="Noem de wet.", by=cast.approver, now=NOW)
    asked.addressee.refresh_from_db()
    assert (returned.state, returned.returned_note, Draft.from_json(returned.draft)) == (
        AnswerState.DRAFT,
        "Noem de wet.",
        whole,
    )
    assert asked.addressee.state == AddresseeState.DRAFTING
    again = answering.submit_answer(addressee_id=asked.addressee.pk, by=cast.respondent, now=NOW)
    assert (again.positions.count(), Commitment.objects.count()) == (2, 1)


def test_the_second_to_publish_hears_that_it_is_done(published: Answer, cast: Cast) -> None:
    with pytest.raises(Refusal, match="net al gepubliceerd door een collega"):
        approving.publish_answer(answer_id=published.pk, by=cast.approver, now=NOW)


def test_a_published_answer_is_not_written_again(published: Answer, asked: Asked, cast: Cast, whole: Draft) -> None:
    with pytest.raises(Refusal, match="gepubliceerd en verandert niet meer"):
        answering.save_draft(addressee_id=asked.addressee.pk, draft=whole, revision=0, by=cast.respondent, now=NOW)


def test_a_translation_is_marked_and_then_fixed(asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = submit(asked, cast, whole)
    client = cast.client("respondent")
    form = {"language": "ar", "text": "ليس بعد.", "made_by": "machine"}
    assert client.post(f"/werk/goedkeuren/{answer.pk}/vertalen/", form).status_code == 302
    assert AnswerText.objects.values_list("language", "made_by", "checked").get() == ("ar", "machine", False)
    approving.publish_answer(answer_id=answer.pk, by=cast.approver, now=NOW)
    again = client.post(f"/werk/goedkeuren/{answer.pk}/vertalen/", {**form, "text": "نعم."})
    assert (again.status_code, AnswerText.objects.get().child_version) == (422, "ليس بعد.")


def translate(answer: Answer, by: Account, *, text: str = "Not yet.", checked: bool = False) -> AnswerText | None:
    return approving.save_translation(
        answer_id=answer.pk, language="en", text=text, made_by="person", checked=checked, by=by, now=NOW
    )


def test_whoever_translated_cannot_publish(asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = submit(asked, cast, whole)
    translate(answer, cast.approver)
    with pytest.raises(Refusal, match="Een tweede persoon"):
        approving.publish_answer(answer_id=answer.pk, by=cast.approver, now=NOW)


def test_taking_a_translation_away_is_writing_too(asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = submit(asked, cast, whole)
    translate(answer, cast.respondent)
    assert translate(answer, cast.approver, text="") is None
    assert approving.wrote_it(answer, cast.approver)


def test_nobody_reads_over_its_own_translation(asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = submit(asked, cast, whole)
    with pytest.raises(Refusal, match="uw eigen vertaling"):
        translate(answer, cast.respondent, checked=True)
    translate(answer, cast.respondent)
    with pytest.raises(Refusal, match="uw eigen vertaling"):
        translate(answer, cast.respondent, checked=True)
    assert AnswerText.objects.get().checked is False


def test_a_second_person_reads_a_translation_and_may_still_publish(asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = submit(asked, cast, whole)
    translate(answer, cast.respondent)
    translate(answer, cast.approver, checked=True)
    approving.publish_answer(answer_id=answer.pk, by=cast.approver, now=NOW)
    assert AnswerText.objects.get().checked is True


def test_no_translation_is_added_after_publication(published: Answer, cast: Cast) -> None:
    with pytest.raises(Refusal, match="nieuwe versie van het antwoord"):
        translate(published, cast.approver)
    page = cast.client("approver").get(f"/werk/goedkeuren/{published.pk}/").content.decode()
    assert "Bewaar de vertaling" not in page
    assert AnswerText.objects.count() == 0


def test_a_translation_holds_no_way_to_make_contact(asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = submit(asked, cast, whole)
    with pytest.raises(Refusal, match="contact"):
        approving.save_translation(
            answer_id=answer.pk,
            language="en",
            text="Call 06 12345678",
            made_by="person",
            checked=False,
            by=cast.approver,
            now=NOW,
        )


def test_the_approver_sees_everything_side_by_side(asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = submit(asked, cast, whole)
    client = cast.client("approver")
    page = client.get(f"/werk/goedkeuren/{answer.pk}/").content.decode()
    assert [
        text in page
        for text in (whole.summary, whole.child_version, EXPLANATION, "Wat een kind leest", "Publiceer dit antwoord")
    ] == [True] * 5
    assert asked.advice.title in client.get("/werk/goedkeuren/").content.decode()
    assert client.post(f"/werk/goedkeuren/{answer.pk}/publiceren/").status_code == 302
    assert Answer.objects.get().state == AnswerState.PUBLISHED


@pytest.mark.parametrize(
    "name",
    [
        "organiser",
        "facilitator",
        "moderator",
        "analyst",
        "panel_member",
        "outsider",
        "admin",
        "respondent",
        "other_respondent",
    ],
)
def test_nobody_else_approves(name: str, asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = submit(asked, cast, whole)
    client = cast.client(name)
    got = [
        client.get(f"/werk/goedkeuren/{answer.pk}/").status_code,
        client.post(f"/werk/goedkeuren/{answer.pk}/publiceren/").status_code,
        client.post(f"/werk/goedkeuren/{answer.pk}/terug/", {"note": "x"}).status_code,
    ]
    assert got == [403, 403, 403]
