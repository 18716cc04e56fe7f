"""The queue: oldest first, no words in it, and what is held is there for the safeguarding officer alone."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from weerklank.moderation import queries
from weerklank.moderation.queries import Asked
from weerklank.participation.models import EntryPoint
from weerklank.participation.queries import near_duplicates


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
    # what is alike is worked out once for every set of contributions, and kept: here anew
    near_duplicates._kept.clear()
    # session, account, gate, where it works, is it the officer, count, the list, what is alike (ids, words), what is late, proposals,
    # appeals, languages, questions, ages, entrances
    with django_assert_num_queries(16):
        client.get(reverse("moderation-queue"))


@pytest.mark.parametrize("number", [1, 3])
def test_the_signals_ask_as_often_with_one_as_with_three(number, send, cast, now, django_assert_num_queries):
    from weerklank.moderation import actions

    for _ in range(number):
        send("Ik wil dood", state="safety_hold")
    actions.raise_flags(now=now)
    client = cast.client("safeguarding")
    # session, account, gate, where it works, begin, what is held without a flag, end, count, the list, officers, the line for advice
    with django_assert_num_queries(11):
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


def test_the_queue_narrows_by_wait_mark_age_and_entrance(send, consultation, entry_point, cast):
    open_door = EntryPoint.objects.create(
        consultation=consultation, kind="open", valid_from=date(2026, 11, 1), valid_to=date(2026, 12, 1)
    )
    send("oud", received_on=date(2026, 11, 2), entry_point=entry_point, age_band="9-12")
    send("nieuw", received_on=date(2026, 11, 20), entry_point=open_door)
    send("stil", received_on=date(2026, 11, 18), wants_private=True, original_language="ar")
    send("zelfde verhaal over de bus die nooit komt", received_on=date(2026, 11, 19))
    send("zelfde verhaal over de bus die nooit komt", received_on=date(2026, 11, 19))
    today = date(2026, 11, 20)

    def found(**asked):
        return texts(queries.queue(cast.moderator, Asked(**asked), today))

    assert found(waited="te-laat") == ["oud"]
    assert found(waited="week") == ["oud"]
    assert found(waited="nieuw")[-1] == "nieuw"
    assert found(mark="prive") == ["stil"]
    assert found(mark="onvertaald") == ["stil"]
    assert len(found(mark="dubbel")) == 2
    assert found(mark="zorg") == found(mark="eerder") == []
    assert found(age="9-12") == ["oud"]
    assert len(found(age="onbekend")) == 4
    assert found(entry="open") == ["nieuw"]
    assert found(entry="group") == ["oud"]
    assert len(found(waited="onzin", mark="onzin", entry="onzin")) == 5


def test_the_page_says_what_is_late_and_the_file_until_when(send, cast):
    send(received_on=date(2020, 1, 6))
    client = cast.client("moderator")
    page = client.get(reverse("moderation-queue")).content.decode()
    assert "1 wacht langer." in page
    assert "2020-01-06,2020-01-13" in client.get(reverse("moderation-queue") + "?csv").content.decode()
