"""The queue: oldest first, no words in it, and what is held is there for the safeguarding officer alone."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from weerklank.moderation import queries
from weerklank.moderation.queries import Asked


def texts(found):
    return [one.original for one in found]


def test_the_oldest_waits_on_top(send, cast):
    send("nieuw", received_on=date(2026, 11, 19))
    send("oud", received_on=date(2026, 11, 2))
    assert texts(queries.queue(cast.moderator, Asked())) == ["oud", "nieuw"]


def test_safety_stands_first_for_the_officer_and_nowhere_for_a_moderator(send, cast):
    send("gewoon", received_on=date(2026, 11, 2))
    send("zorg", state="safety_hold", received_on=date(2026, 11, 19))
    assert texts(queries.queue(cast.safeguarding, Asked())) == ["zorg", "gewoon"]
    assert texts(queries.queue(cast.moderator, Asked())) == ["gewoon"]
    assert texts(queries.queue(cast.moderator, Asked(state="safety_hold"))) == []
    assert texts(queries.queue(cast.moderator, Asked(search="zorg"))) == []


def test_the_queue_narrows_by_language_question_state_and_words(send, consultation, cast):
    send("nl een")
    send("ar twee", original_language="ar")
    send("nl drie", state="published")
    assert texts(queries.queue(cast.moderator, Asked(language="ar"))) == ["ar twee"]
    assert texts(queries.queue(cast.moderator, Asked(state="published"))) == ["nl drie"]
    assert texts(queries.queue(cast.moderator, Asked(search="EEN"))) == ["nl een"]
    assert texts(queries.queue(cast.moderator, Asked(consultation="anders"))) == []


def test_the_list_and_its_file_hold_no_words_of_a_child(send, cast):
    send("KANARIE", edited_text="KANARIE")
    client = cast.client("moderator")
    for address in ("", "?csv"):
        assert "KANARIE" not in client.get(reverse("moderation-queue") + address).content.decode()


def test_whoever_has_two_roles_sees_each_contribution_once(send, edition, cast):
    edition.roles.create(account=cast.safeguarding, role="moderator")
    send("een")
    assert texts(queries.queue(cast.safeguarding, Asked())) == ["een"]


def test_an_empty_queue_says_what_will_stand_there(cast):
    page = cast.client("moderator").get(reverse("moderation-queue")).content.decode()
    assert "Alles is gelezen. Nieuwe inbreng staat hier meteen." in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_queue_asks_as_often_with_one_as_with_three(number, send, cast, django_assert_num_queries):
    for _ in range(number):
        send()
    client = cast.client("moderator")
    # session, account, gate, languages, questions, is it the officer, count, the list
    with django_assert_num_queries(8):
        client.get(reverse("moderation-queue"))


@pytest.mark.parametrize("number", [1, 3])
def test_the_signals_ask_as_often_with_one_as_with_three(number, send, cast, now, django_assert_num_queries):
    from weerklank.moderation import actions

    for _ in range(number):
        send("Ik wil dood", state="safety_hold")
    actions.raise_flags(now=now)
    client = cast.client("safeguarding")
    # session, account, gate, begin, what is held without a flag, end, count, the list
    with django_assert_num_queries(8):
        client.get(reverse("moderation-safety"))


def test_a_page_holds_twenty_five(send, cast):
    for _ in range(26):
        send()
    client = cast.client("moderator")
    assert len(client.get(reverse("moderation-queue")).context["rows"]) == 25
    assert len(client.get(reverse("moderation-queue") + "?page=2").context["rows"]) == 1


def test_the_duty_of_a_moderator_tells_how_long_the_oldest_waits(send, cast, now):
    send(received_on=date(2026, 11, 17))
    send(state="safety_hold")
    assert [(duty.label, duty.count, duty.due) for duty in queries.duties(cast.moderator, now.date())] == [
        ("Inbreng lezen", 1, date(2026, 11, 17))
    ]
    assert [duty.label for duty in queries.duties(cast.safeguarding, now.date())] == ["Zorgsignalen", "Inbreng lezen"]
    assert queries.duties(cast.organiser, now.date()) == []


def test_public_counts_hide_fewer_than_ten_and_round_the_rest(send, edition):
    for number, state in ((12, "published"), (9, "kept_private"), (3, "safety_hold")):
        for _ in range(number):
            send(state=state)
    counts = queries.public_counts(edition)
    assert (counts.received, counts.shown, counts.private, counts.waiting) == (25, 10, None, None)
