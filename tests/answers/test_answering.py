from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.advices import stories
from tests.answers.conftest import CHILD, Asked, form_of, save, submit, with_part
from tests.conftest import NOW, TODAY, Cast
from weerklank.advices.models import Advice
from weerklank.answers.actions import answering, approving
from weerklank.answers.draft import Draft, problems
from weerklank.answers.lifecycle import AddresseeState, AnswerState
from weerklank.answers.models import Addressee, Answer, Commitment
from weerklank.answers.queries import work
from weerklank.findings.models import OpinionRun
from weerklank.moves import Refusal
from weerklank.participation.models import HelpLine, Statement

pytestmark = pytest.mark.django_db


def fields_of(draft: Draft, addressee: Addressee) -> list[str]:
    return [problem.field for problem in problems(draft, addressee, TODAY)]


def test_overdue_is_a_function_of_the_day(asked: Asked) -> None:
    due = asked.addressee.due_on
    assert due == TODAY + timedelta(days=91)
    days = {due - timedelta(days=1): 0, due: 0, due + timedelta(days=1): 1, due + timedelta(days=400): 400}
    assert {day: asked.addressee.overdue_on(day) for day in days} == days


def test_an_extension_moves_the_day_once_with_a_reason(asked: Asked, cast: Cast) -> None:
    until = date(2027, 3, 19)
    reason = "De Raad voor het Kinderrecht adviseert ons pas op 1 maart."
    addressee = answering.extend_term(
        addressee_id=asked.addressee.pk, until=until, reason=reason, by=cast.respondent, now=NOW
    )
    assert [addressee.overdue_on(until), addressee.overdue_on(until + timedelta(days=3))] == [0, 3]
    with pytest.raises(Refusal, match="één keer"):
        answering.extend_term(
            addressee_id=addressee.pk, until=date(2027, 9, 1), reason=reason, by=cast.respondent, now=NOW
        )


@pytest.mark.parametrize(
    ("until", "reason"),
    [
        (date(2027, 2, 19), "De Raad adviseert ons pas op 1 maart."),
        (date(2027, 4, 1), ""),
        (date(2027, 4, 1), "Nog in overweging, nog in overweging."),
        (date(2027, 5, 22), "De Raad adviseert ons pas op 1 maart."),
        (date.max, "De Raad adviseert ons pas op 1 maart."),
    ],
)
def test_an_extension_without_later_day_or_reason_is_refused(
    until: date, reason: str, asked: Asked, cast: Cast
) -> None:
    with pytest.raises(Refusal):
        answering.extend_term(addressee_id=asked.addressee.pk, until=until, reason=reason, by=cast.respondent, now=NOW)


def test_what_is_late_stays_late(asked: Asked, cast: Cast) -> None:
    with pytest.raises(Refusal, match="te laat blijft te laat"):
        answering.extend_term(
            addressee_id=asked.addressee.pk,
            until=date(2027, 4, 1),
            reason="De Raad adviseert ons pas op 1 maart.",
            by=cast.respondent,
            now=NOW + timedelta(days=92),
        )


def test_an_answer_after_its_term_says_so(published: Answer, asked: Asked) -> None:
    Addressee.objects.update(due_on=TODAY - timedelta(days=5))
    asked.addressee.refresh_from_db()
    assert (asked.addressee.answered_late(), asked.addressee.overdue_on(TODAY)) == (5, 0)


def test_the_database_holds_an_extension_within_bounds(asked: Asked) -> None:
    row = Addressee.objects.filter(pk=asked.addressee.pk)
    due = asked.addressee.due_on
    assert due is not None
    for beyond in (due + timedelta(days=92), date.max):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.update(extended_to=beyond, extension_reason="Omdat.")
    row.update(extended_to=due + timedelta(days=91), extension_reason="Omdat.")


@pytest.mark.parametrize("until", ["9999-12-31", "2027-05-22", "0001-01-01"])
def test_the_page_refuses_an_extension_beyond_the_bound_and_keeps_the_reason(
    until: str, asked: Asked, cast: Cast
) -> None:
    Addressee.objects.update(due_on=date(2999, 1, 1))
    response = cast.client("respondent").post(
        f"/werk/antwoorden/{asked.addressee.pk}/uitstel/", {"until": until, "reason": "De Raad adviseert pas in maart."}
    )
    assert (response.status_code, "De Raad adviseert pas in maart." in response.content.decode()) == (422, True)
    assert Addressee.objects.get(pk=asked.addressee.pk).extended_to is None


def test_acknowledging_twice_names_that_it_was_done(asked: Asked, cast: Cast) -> None:
    answering.acknowledge(addressee_id=asked.addressee.pk, by=cast.respondent, now=NOW)
    with pytest.raises(Refusal, match="net al bevestigd"):
        answering.acknowledge(addressee_id=asked.addressee.pk, by=cast.respondent, now=NOW)


def test_another_ministry_cannot_write_here(asked: Asked, cast: Cast, whole: Draft) -> None:
    with pytest.raises(Refusal, match="Alleen A kan hierop antwoorden"):
        answering.save_draft(
            addressee_id=asked.addressee.pk, draft=whole, revision=0, by=cast.other_respondent, now=NOW
        )


def test_a_half_answer_is_kept_with_what_is_missing(asked: Asked, cast: Cast) -> None:
    client, address = cast.client("respondent"), f"/werk/antwoorden/{asked.addressee.pk}/schrijven/"
    response = client.post(address, {"revision": "0", "summary": "Half af", "do": "save"}, follow=True)
    page = response.content.decode()
    assert (response.status_code, Addressee.objects.get(pk=asked.addressee.pk).state) == (200, AddresseeState.DRAFTING)
    assert "Half af</textarea>" in page
    assert "Onderdeel 2: kies een standpunt." in page


def test_two_officials_at_once_see_both_texts(asked: Asked, cast: Cast, whole: Draft) -> None:
    address = f"/werk/antwoorden/{asked.addressee.pk}/schrijven/"
    client = cast.client("respondent")
    assert client.post(address, form_of(whole, do="save")).status_code == 302
    mine = form_of(replace(whole, summary="Mijn eigen samenvatting"), do="save")
    second = client.post(address, mine)
    page = second.content.decode()
    assert second.status_code == 422
    assert "Een collega bewaarde dit antwoord net ook" in page
    assert "Mijn eigen samenvatting</textarea>" in page
    assert whole.summary in page
    assert Answer.objects.get().draft["summary"] == whole.summary
    third = client.post(address, {**mine, "revision": "1"})
    assert (third.status_code, Answer.objects.get().draft["summary"]) == (302, "Mijn eigen samenvatting")


def test_a_save_on_an_old_revision_changes_nothing(asked: Asked, cast: Cast, whole: Draft) -> None:
    save(asked, cast, whole)
    with pytest.raises(answering.OverwritesAColleague) as conflict:
        save(asked, cast, Draft(summary="Overschrijven"), revision=0)
    assert (conflict.value.theirs, conflict.value.revision) == (whole, 1)


def test_a_whole_answer_goes_to_the_second_person(asked: Asked, cast: Cast, whole: Draft) -> None:
    answer = submit(asked, cast, whole)
    asked.addressee.refresh_from_db()
    assert (answer.state, asked.addressee.state, answer.written_by) == (
        AnswerState.SUBMITTED,
        AddresseeState.IN_APPROVAL,
        cast.respondent,
    )
    assert list(answer.positions.values_list("position", flat=True)) == ["follow", "deviate"]
    assert Commitment.objects.get().state == "proposed"
    with pytest.raises(Refusal, match="net al ter goedkeuring verstuurd"):
        answering.submit_answer(addressee_id=asked.addressee.pk, by=cast.respondent, now=NOW)


@pytest.mark.parametrize("field", ["summary", "child_version", "not_thought_of", "signatory"])
def test_every_own_field_is_needed(field: str, asked: Asked, whole: Draft) -> None:
    assert field in fields_of(replace(whole, **{field: "  "}), asked.addressee)


def test_a_child_version_that_copies_the_summary_is_refused(asked: Asked, whole: Draft) -> None:
    assert "child_version" in fields_of(replace(whole, summary=CHILD.upper()), asked.addressee)


def test_a_hard_child_version_needs_a_public_note(asked: Asked, whole: Draft) -> None:
    hard = replace(
        whole,
        child_version="De verantwoordelijkheidsverdeling tussen onderwijsinstellingen en departementen verhindert momenteel landelijke kosteloosheid.",
    )
    assert fields_of(hard, asked.addressee) == ["reading_note"]
    assert fields_of(replace(hard, reading_note="Het woord staat zo in de wet."), asked.addressee) == []


def test_following_without_a_promise_is_refused(asked: Asked, whole: Draft) -> None:
    assert fields_of(with_part(whole, 1, promise=""), asked.addressee) == [f"part_{whole.parts[0].part_id}_promise"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("promise", "Dit heeft onze volle aandacht."),
        ("promise", "x"),
        ("promise_by", ""),
        ("promise_by", "."),
        ("promise_due", ""),
        ("promise_due", "31-02-2027"),
        ("promise_due", "2026-11-20"),
        ("promise_due", "2025-01-01"),
        ("promise_seen", ""),
        ("promise_seen", "-"),
    ],
)
def test_a_promise_says_who_when_and_how_one_sees_it(field: str, value: str, asked: Asked, whole: Draft) -> None:
    assert fields_of(with_part(whole, 1, **{field: value}), asked.addressee) == [
        f"part_{whole.parts[0].part_id}_{field}"
    ]


@pytest.mark.parametrize("field", ["summary", "child_version", "not_thought_of", "reading_note"])
def test_an_answer_does_not_quote_unpublished_words(field: str, asked: Asked, whole: Draft) -> None:
    quoting = f"Een kind zei: mijn MOEDER huilt, als de brief komt. {CHILD}"
    assert field in fields_of(replace(whole, **{field: quoting}), asked.addressee)
    assert stories.SECRET.startswith("Mijn moeder huilt als de brief")


def test_published_words_may_be_quoted(asked: Asked, whole: Draft) -> None:
    assert (
        fields_of(
            replace(whole, summary="Je zei: de schoolreis kost te veel geld voor ons thuis. Dat hoorden we."),
            asked.addressee,
        )
        == []
    )


@pytest.mark.parametrize(
    "contact",
    [
        "bel 06 12345678",
        "bel 06-1234 5678",
        "+31 6 12 34 56 78",
        "mail naar jan@minvws.nl",
        "jan (at) minvws.nl",
        "zie www.voorbeeld.nl",
        "https://voorbeeld.org/x",
        "voorbeeld.nl",
        "volg @jan_van_a",
    ],
)
def test_a_child_version_holds_no_way_to_make_contact(contact: str, asked: Asked, whole: Draft) -> None:
    assert fields_of(replace(whole, child_version=f"{CHILD} {contact}"), asked.addressee)[:1] == ["child_version"]


@pytest.mark.parametrize(
    "text",
    [
        "Bel gratis 0800-0432.",
        "Bel 0800 0432.",
        "Kijk op kindertelefoon.nl.",
        "Kijk op https://www.kindertelefoon.nl/.",
        "Dat was in 2026 en 2027.",
        "Er is 1.250.000 euro voor.",
        "Bel 112.",
    ],
)
def test_help_lines_years_and_amounts_may_stand(text: str, asked: Asked, whole: Draft) -> None:
    HelpLine.objects.create(
        slug="kt",
        name="Kindertelefoon",
        for_whom="alle kinderen",
        phone="0800 0432",
        url="https://www.kindertelefoon.nl/",
        source_url="https://www.kindertelefoon.nl/",
        checked_on=TODAY,
    )
    assert fields_of(replace(whole, child_version=f"{CHILD} {text}"), asked.addressee) == []


def test_an_advice_raised_before_asks_what_was_done_since(asked: Asked, whole: Draft, cast: Cast, table) -> None:
    earlier = Advice.objects.create(number="2026-ARM-90", edition=asked.advice.edition, table=table, title="Vorig jaar")
    asked.advice.raised_before = earlier
    asked.advice.save()
    asked.addressee.refresh_from_db()
    assert fields_of(whole, asked.addressee) == ["since_then"]
    assert fields_of(replace(whole, since_then="We telden de scholen."), asked.addressee) == []


def test_the_work_stock_says_days_and_who_leads(asked: Asked, cast: Cast) -> None:
    (row,) = work.work_stock(cast.respondent, TODAY + timedelta(days=81))
    (late,) = work.work_stock(cast.respondent, TODAY + timedelta(days=101))
    assert (row.days_left, row.overdue, row.parts, row.addressee.lead, row.times_raised) == (10, 0, 2, True, 1)
    assert (late.days_left, late.overdue) == (None, 10)


def test_the_work_stock_is_also_a_table(asked: Asked, cast: Cast) -> None:
    response = cast.client("respondent").get("/werk/antwoorden/?als=csv")
    lines = response.content.decode().splitlines()
    assert (response["Content-Type"], len(lines), lines[1].split(",")[0]) == (
        "text/csv; charset=utf-8",
        2,
        "2026-ARM-01",
    )


def test_before_the_hand_over_nothing_waits(frozen, cast: Cast) -> None:
    assert work.work_stock(cast.respondent, TODAY) == []


def test_duties_name_the_term_and_what_happens(asked: Asked, cast: Cast) -> None:
    (answering_duty, promises) = work.duties(cast.respondent, TODAY + timedelta(days=101))
    assert (answering_duty.count, answering_duty.due, answering_duty.consequence) == (
        1,
        asked.addressee.due_on,
        "1 te laat. Dat staat openbaar.",
    )
    assert (promises.count, work.duties(cast.outsider, TODAY)) == (0, [])


ADDRESSES = ("/werk/antwoorden/", "/werk/antwoorden/{id}/", "/werk/antwoorden/{id}/schrijven/")


@pytest.mark.parametrize(
    "name", ["organiser", "facilitator", "moderator", "analyst", "panel_member", "outsider", "admin"]
)
def test_only_officials_open_the_work_stock(name: str, asked: Asked, cast: Cast) -> None:
    client = cast.client(name)
    assert [client.get(address.format(id=asked.addressee.pk)).status_code for address in ADDRESSES] == [403, 403, 403]


def test_an_official_of_another_ministry_sees_only_its_own(asked: Asked, cast: Cast) -> None:
    client = cast.client("other_respondent")
    assert [client.get(address.format(id=asked.addressee.pk)).status_code for address in ADDRESSES] == [200, 403, 403]
    assert client.get(f"/werk/antwoorden/{asked.other.pk}/schrijven/").status_code == 200


def test_an_approver_reads_but_does_not_write(asked: Asked, cast: Cast) -> None:
    client = cast.client("approver")
    assert [client.get(address.format(id=asked.addressee.pk)).status_code for address in ADDRESSES] == [200, 200, 403]


@pytest.mark.parametrize("address", ["/werk/antwoorden/{id}/ontvangen/", "/werk/antwoorden/{id}/uitstel/"])
def test_what_changes_something_takes_a_post_only(address: str, asked: Asked, cast: Cast) -> None:
    assert cast.client("respondent").get(address.format(id=asked.addressee.pk)).status_code == 405


def test_the_official_sees_the_votes_by_channel_and_no_total(asked: Asked, cast: Cast) -> None:
    statement = Statement.objects.create(
        consultation=asked.contribution.consultation, text="De reis moet gratis.", state="closed"
    )
    rows = [
        {
            "statement": statement.pk,
            "channel": channel,
            "agree": agree,
            "disagree": 20,
            "passed": None,
            "answered": None,
            "seen": None,
            "share": None,
        }
        for channel, agree in (("code", 45), ("open", 30))
    ]
    OpinionRun.objects.create(
        consultation=asked.contribution.consultation, made_at=NOW, library_version="1", votes=95, results=rows
    )
    page = cast.client("respondent").get(f"/werk/antwoorden/{asked.addressee.pk}/").content.decode()
    assert [f'<td class="num">{number}</td>' in page for number in ("45", "30", "75")] == [True, True, False]


@pytest.mark.parametrize("summary", ["x", "Ja.", "Wij doen dit", "nee nee nee nee nee"])
def test_a_few_letters_are_no_summary(asked: Asked, whole: Draft, summary: str) -> None:
    assert fields_of(replace(whole, summary=summary), asked.addressee) == ["summary"]


def test_a_promise_whose_day_passed_before_it_was_approved_goes_back(asked: Asked, cast: Cast, whole: Draft) -> None:
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    answer = submit(asked, cast, with_part(whole, 1, promise_due=tomorrow))
    with pytest.raises(Refusal, match="is al geweest"):
        approving.publish_answer(answer_id=answer.pk, by=cast.approver, now=NOW + timedelta(days=1))
