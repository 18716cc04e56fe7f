"""A draft keeps itself, belongs to the ministry, and outlives whoever wrote it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils.html import escape

from tests.answers.conftest import EXPLANATION, Asked, form_of, publish, save, submit
from tests.concurrently import at_once, refusals
from tests.conftest import NOW, TODAY, Cast
from weerklank.accounts.models import Account, Role
from weerklank.answers.actions import answering, approving, judging, reminding
from weerklank.answers.draft import Draft
from weerklank.answers.models import Addressee, Answer, Commitment
from weerklank.answers.queries import work
from weerklank.audit.models import AuditEvent
from weerklank.editions.models import EditionRole
from weerklank.moves import Refusal

pytestmark = pytest.mark.django_db

REASON = "De Raad voor het Kinderrecht adviseert ons pas op 1 maart."


def address(asked: Asked) -> str:
    return f"/werk/antwoorden/{asked.addressee.pk}/schrijven/"


def test_a_draft_keeps_itself_and_the_log_has_one_line_for_one_sitting(asked: Asked, cast: Cast, whole: Draft) -> None:
    client = cast.client("respondent")
    revisions = []
    for number, words in enumerate(("Een", "Een begin", "Een begin van", "Een begin van")):
        form = form_of(replace(whole, summary=words), revision=min(number, 3), do="by-itself")
        revisions.append(client.post(address(asked), form).json())
    assert revisions == [{"revision": 1}, {"revision": 2}, {"revision": 3}, {"revision": 3}]
    assert Draft.from_json(Answer.objects.get().draft).summary == "Een begin van"
    assert AuditEvent.objects.filter(action="answer.saved").count() == 1
    # whoever wrote a little of it, wrote it
    assert approving.wrote_it(Answer.objects.get(), cast.respondent)


def test_a_draft_that_keeps_itself_overwrites_nobody(asked: Asked, cast: Cast, whole: Draft) -> None:
    save(asked, cast, replace(whole, summary="Van een collega."))
    answer = cast.client("respondent").post(address(asked), form_of(whole, do="by-itself"))
    assert (answer.status_code, "druk op" in answer.json()["said"].casefold()) == (409, True)
    assert Draft.from_json(Answer.objects.get().draft).summary == "Van een collega."
    both = cast.client("respondent").post(address(asked), form_of(whole, do="save"))
    page = both.content.decode()
    assert (both.status_code, "Van een collega." in page, whole.summary in page) == (422, True, True)


def test_what_was_sent_meanwhile_is_not_written_any_more(asked: Asked, cast: Cast, whole: Draft) -> None:
    client = cast.client("respondent")
    submit(asked, cast, whole)
    assert client.post(address(asked), form_of(whole, revision=1, do="by-itself")).status_code == 302
    assert Answer.objects.get().state == "submitted"


@pytest.fixture
def colleague(cast: Cast, asked: Asked) -> Account:
    account = Account.objects.create_account(
        email="colleague@weerklank.example",
        name="Collega",
        password="een lang wachtwoord",
        organisation=cast.respondent.organisation,
    )
    EditionRole.objects.create(edition=asked.advice.edition, account=account, role=Role.RESPONDENT)
    return account


def test_a_colleague_takes_over_where_another_stopped(
    asked: Asked, cast: Cast, whole: Draft, colleague: Account
) -> None:
    save(asked, cast, whole)
    EditionRole.objects.filter(account=cast.respondent).delete()
    page = cast.client("approver").get(f"/werk/antwoorden/{asked.addressee.pk}/").content.decode()
    assert [text in page for text in ("Behandelend ambtenaar: Collega.", "Laatst bewaard door respondent")] == [
        True
    ] * 2
    answer = answering.submit_answer(addressee_id=asked.addressee.pk, by=colleague, now=NOW)
    assert answer.written_by == colleague


def test_who_moves_to_another_ministry_leaves_the_draft_and_loses_the_way_in_at_once(
    asked: Asked, cast: Cast, whole: Draft
) -> None:
    client = cast.client("respondent")
    client.post(address(asked), form_of(whole, do="save"))
    cast.respondent.organisation = asked.other.organisation
    cast.respondent.save()
    pages = (
        address(asked),
        f"/werk/antwoorden/{asked.addressee.pk}/",
        f"/werk/antwoorden/{asked.addressee.pk}/antwoord.docx",
    )
    assert [client.get(page).status_code for page in pages] == [403] * 3
    assert client.post(address(asked), form_of(whole, revision=1, do="by-itself")).status_code == 403
    with pytest.raises(Refusal, match="Alleen A kan hierop antwoorden"):
        save(asked, cast, Draft(summary="Nog iets."), revision=1)
    assert Draft.from_json(Answer.objects.get().draft) == whole
    head = cast.client("approver")
    assert "niemand van uw ministerie behandelt dit" in head.get("/werk/antwoorden/").content.decode()
    seen = head.get(f"/werk/antwoorden/{asked.addressee.pk}/").content.decode()
    assert "Niemand van Ministerie A staat in deze editie als behandelend ambtenaar." in seen
    duty = next(one for one in work.duties(cast.approver, TODAY) if one.label == "Zonder behandelaar")
    assert (duty.count, duty.due) == (1, asked.addressee.due_on)


def test_with_somebody_to_write_the_head_has_no_such_duty(asked: Asked, cast: Cast) -> None:
    assert "Zonder behandelaar" not in [one.label for one in work.duties(cast.approver, TODAY)]
    assert "niemand van uw ministerie" not in cast.client("approver").get("/werk/antwoorden/").content.decode()


@pytest.mark.usefixtures("committed")
def test_what_two_do_in_one_moment_happens_once(asked: Asked, cast: Cast, whole: Draft, colleague: Account) -> None:
    """Two ask for more time, two programs remind, two approvers press the button."""

    def extend(by: Account, day: int) -> Addressee:
        until = date(2027, 3, day)
        return answering.extend_term(addressee_id=asked.addressee.pk, until=until, reason=REASON, by=by, now=NOW)

    said = at_once(lambda: extend(cast.respondent, 1), lambda: extend(colleague, 2))
    assert refusals(said) == ["Uitstel kan één keer, en dat is al gebruikt."]

    later = NOW + timedelta(days=55)
    at_once(*[lambda: reminding.work(now=later)] * 2)
    people = sorted(message.to[0].partition("@")[0] for message in mail.outbox)
    assert people == ["approver", "colleague", "other_respondent", "respondent"]

    EditionRole.objects.create(edition=asked.advice.edition, account=colleague, role=Role.APPROVER)
    answer = submit(asked, cast, whole)
    said = at_once(
        lambda: approving.publish_answer(answer_id=answer.pk, by=cast.approver, now=NOW),
        lambda: approving.publish_answer(answer_id=answer.pk, by=colleague, now=NOW),
    )
    assert refusals(said) == ["Dit antwoord is net al gepubliceerd door een collega."]
    done = ("advice.term_extended", "answer.published")
    assert (Commitment.objects.count(), AuditEvent.objects.filter(action__in=done).count()) == (1, 2)


def test_more_time_asked_twice_keeps_what_was_typed(asked: Asked, cast: Cast) -> None:
    client, where = cast.client("respondent"), f"/werk/antwoorden/{asked.addressee.pk}/uitstel/"
    form = {"until": "2027-03-01", "reason": REASON}
    assert client.post(where, form).status_code == 302
    again = client.post(where, {"until": "2027-03-05", "reason": "Wij wachten nog op de Kamer en op gemeenten."})
    page = again.content.decode()
    assert again.status_code == 422
    assert "Uitstel kan één keer, en dat is al gebruikt." in page
    assert "Wij wachten nog op de Kamer en op gemeenten." in page


def test_a_clock_that_went_back_a_year_dates_nothing(asked: Asked, cast: Cast, whole: Draft) -> None:
    past = NOW - timedelta(days=365)
    answer = save(asked, cast, whole)
    tries = (
        lambda: answering.submit_answer(addressee_id=asked.addressee.pk, by=cast.respondent, now=past),
        lambda: answering.extend_term(
            addressee_id=asked.addressee.pk, until=date(2027, 3, 1), reason=REASON, by=cast.respondent, now=past
        ),
    )
    for attempt in tries:
        with pytest.raises(Refusal, match="is het 20-11-2025, maar dit advies is pas overhandigd op 20-11-2026"):
            attempt()
    answering.submit_answer(addressee_id=asked.addressee.pk, by=cast.respondent, now=NOW)
    with pytest.raises(Refusal, match="Laat de beheerder de klok nakijken"):
        approving.publish_answer(answer_id=answer.pk, by=cast.approver, now=past)
    assert (Answer.objects.get().state, Addressee.objects.get(pk=asked.addressee.pk).overdue_on(past.date())) == (
        "submitted",
        0,
    )


def test_not_ours_without_an_acceptance_says_what_to_do(asked: Asked, cast: Cast, whole: Draft) -> None:
    parts = (whole.parts[0], replace(whole.parts[1], position="not_ours"))
    answer = cast.client("respondent").post(address(asked), form_of(replace(whole, parts=parts), do="submit"))
    assert answer.status_code == 422
    assert "Kies tot die tijd een ander standpunt." in answer.content.decode()


def test_the_official_reads_the_rule_and_how_earlier_answers_fell(asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = publish(asked, cast, whole)
    judging.judge_by_panel(
        answer_id=answer.pk, value="not_answered", text="Dit zegt niets.", by=cast.panel_member, now=NOW
    )
    page = cast.client("respondent").get(f"/werk/antwoorden/{asked.addressee.pk}/").content.decode()
    assert "het jongerenpanel zei ‘dit is geen antwoord’" in page
    write = cast.client("respondent").get(address(asked)).content.decode()
    assert [
        text in write
        for text in ("artikel 3:50 van de Algemene wet bestuursrecht", "Wat in dit advies had u zelf niet bedacht?")
    ] == [True] * 2
    # an answer of another ministry, and one that nobody judged, are not shown here
    other = cast.client("other_respondent").get(f"/werk/antwoorden/{asked.other.pk}/schrijven/").content.decode()
    assert "Hoe eerdere antwoorden van uw ministerie vielen" not in other


def test_who_loses_the_role_while_writing_gets_the_words_back(asked: Asked, cast: Cast, whole: Draft) -> None:
    writer = cast.client("respondent")
    cast.respondent.edition_roles.all().delete()
    page = writer.post(f"/werk/antwoorden/{asked.addressee.pk}/schrijven/", form_of(whole, do="save"))
    assert page.status_code == 403
    assert (escape(whole.summary) in page.content.decode(), escape(EXPLANATION) in page.content.decode()) == (
        True,
        True,
    )
    assert "Wat u typte" not in writer.get(f"/werk/antwoorden/{asked.addressee.pk}/schrijven/").content.decode()
