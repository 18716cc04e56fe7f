"""The queue: oldest first, no words in it, and what is held is there for the safeguarding officer alone."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from weerklank.moderation import queries
from weerklank.moderation.queries import Asked, found
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


def test_what_is_perhaps_a_worry_is_read_before_what_is_older_and_by_every_moderator(send, cast):
    send("gewoon", received_on=date(2026, 11, 2))
    send("Mama ligt al dagen in bed en ik kook voor mijn zusje.", received_on=date(2026, 11, 19))
    send("zorg", state="safety_hold", received_on=date(2026, 11, 20))
    send("Mijn vader slaat mij altijd.", state="published", received_on=date(2026, 11, 1))
    assert [text[:6] for text in texts(queries.queue(cast.safeguarding, Asked()))] == ["zorg", "Mama l", "gewoon"]
    assert [text[:6] for text in texts(queries.queue(cast.moderator, Asked()))] == ["Mama l", "gewoon"]
    assert [text[:6] for text in texts(queries.queue(cast.moderator, Asked(mark="misschien")))] == ["Mama l"]
    page = cast.client("moderator").get(reverse("moderation-queue"))
    assert [row.perhaps for row in page.context["rows"]] == [True, False]
    said = page.content.decode()
    assert (said.count("Misschien zorg."), "zusje" in said, '<option value="misschien">misschien zorg' in said) == (
        1,
        False,
        True,
    )


@pytest.mark.parametrize(
    ("text", "said"), [("Mama ligt al dagen in bed en ik kook voor mijn zusje.", 1), ("Meer bomen op het plein.", 0)]
)
def test_whoever_reads_it_is_told_that_it_is_perhaps_a_worry_and_how_to_hand_it_on(text, said, send, cast):
    page = cast.client("moderator").get(reverse("moderation-item", args=[send(text).pk])).content.decode()
    assert (page.count("Misschien zorg."), page.count('href="#zorg"'), page.count('id="zorg"')) == (said, said, 1)


def test_what_the_officer_looked_at_already_is_not_put_in_front_again(send, cast):
    send("gewoon", received_on=date(2026, 11, 2))
    seen = send("Mijn vader slaat mij altijd.", received_on=date(2026, 11, 19))
    seen.safety_flags.create(raised_by="words", raised_on=date(2026, 11, 19), state="no_concern", outcome="geen zorg")
    assert [text[:6] for text in texts(queries.queue(cast.moderator, Asked()))] == ["gewoon", "Mijn v"]


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
    found._found.clear()
    near_duplicates._copies_kept.clear()
    # session, account, gate, is it the officer, languages, questions, ages, entrances, count, the list, what is alike
    # (ids, words), what was sent twice (ids, words), in what something is found (ids, words), what is late, proposals, appeals
    with django_assert_num_queries(22):
        client.get(reverse("moderation-queue"))


@pytest.mark.parametrize("number", [1, 3])
def test_the_signals_ask_as_often_with_one_as_with_three(number, send, cast, now, django_assert_num_queries):
    from weerklank.moderation import actions

    for _ in range(number):
        send("Ik wil dood", state="safety_hold")
    actions.raise_flags()
    client = cast.client("safeguarding")
    # session, account, gate, begin, what is held without a flag, end, count, the list, officers, the line for advice
    with django_assert_num_queries(10):
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
        ("Inbreng lezen", 1, date(2026, 11, 24))
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

    def asked_for(**asked):
        return texts(queries.queue(cast.moderator, Asked(**asked), today))

    assert asked_for(waited="te-laat") == ["oud"]
    assert asked_for(waited="week") == ["oud"]
    assert asked_for(waited="nieuw")[-1] == "nieuw"
    assert asked_for(mark="prive") == ["stil"]
    assert asked_for(mark="onvertaald") == ["stil"]
    assert len(asked_for(mark="dubbel")) == 2
    assert asked_for(mark="zorg") == asked_for(mark="eerder") == []
    assert asked_for(age="9-12") == ["oud"]
    assert len(asked_for(age="onbekend")) == 4
    assert asked_for(entry="open") == ["nieuw"]
    assert asked_for(entry="group") == ["oud"]
    assert len(asked_for(waited="onzin", mark="onzin", entry="onzin")) == 5


def test_the_page_says_what_is_late_and_the_file_until_when(send, cast):
    send(received_on=date(2020, 1, 6))
    client = cast.client("moderator")
    page = client.get(reverse("moderation-queue")).content.decode()
    assert "1 wacht langer." in page
    assert "2020-01-06,2020-01-13" in client.get(reverse("moderation-queue") + "?csv").content.decode()


def test_what_the_list_of_duties_calls_late_the_queue_calls_late(send, cast):
    from weerklank.moderation import terms

    for weekday in range(1, 29):
        since = date(2026, 2, weekday)
        for today in (date(2026, 3, day) for day in range(1, 15)):
            late = terms.is_late(since, terms.READ_WITHIN, today)
            assert late == (since < terms.late_before(today, terms.READ_WITHIN))
            assert late == (terms.due(since, terms.READ_WITHIN) < today)
    send(received_on=date(2026, 11, 13))
    for today in (date(2026, 11, 20), date(2026, 11, 21)):
        (duty,) = queries.duties(cast.moderator, today)
        queued = queries.queue(cast.moderator, Asked(waited="te-laat"), today).exists()
        assert (duty.due < today) == queued == (today == date(2026, 11, 21))


def test_the_duty_of_the_officer_is_due_when_the_clock_of_the_first_worry_says(send, cast, now):
    from weerklank.moderation import actions

    send("Ik wil dood", state="safety_hold", received_on=date(2026, 11, 19))
    assert [duty.due for duty in queries.duties(cast.safeguarding, now.date())] == [date(2026, 11, 20)]
    actions.raise_flags()
    (flag,) = queries.flags(cast.safeguarding)
    actions.open_flag(flag_id=flag.pk, by=cast.safeguarding, now=now)
    assert [duty.due for duty in queries.duties(cast.safeguarding, now.date())] == [date(2026, 11, 24)]


def test_the_queue_marks_and_narrows_to_what_the_finder_points_at_and_shows_no_word_of_it(send, cast):
    send("Ik heet Hamza en bel 06 12345678")
    send("Meer bomen")
    client = cast.client("moderator")
    page = client.get(reverse("moderation-queue") + "?teken=gegevens")
    assert [row.data for row in page.context["rows"]] == ["naam, telefoonnummer"]
    assert ("Hamza" in page.content.decode(), "Gevonden: naam, telefoonnummer" in page.content.decode()) == (
        False,
        True,
    )
    assert sorted(row.data for row in client.get(reverse("moderation-queue")).context["rows"]) == [
        "",
        "naam, telefoonnummer",
    ]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("taal=xx", ["‘Taal’ kent ‘xx’ niet. Daarop is niet gezocht."]),
        ("wacht=ooit&teken=mooi", ["‘Wacht’ kent ‘ooit’ niet. Daarop is niet gezocht.", "‘Bijzonder’ kent ‘mooi’ niet. Daarop is niet gezocht."]),
        ("staat=foo&vraag=bar", ["‘Vraag’ kent ‘bar’ niet. Daarop is niet gezocht.", "‘Stand’ kent ‘foo’ niet. Daarop is niet gezocht."]),
        ("staat=safety_hold", ["‘Stand’ kent ‘safety_hold’ niet. Daarop is niet gezocht."]),
        ("taal=%22%3Cx%3E", ["‘taal’ was niet te lezen. Daarop is niet gezocht."]),
        ("taal=uk", []),
    ],
)  # fmt: skip
def test_a_filter_that_is_not_understood_is_named_and_not_searched_by(asked, said, send, cast):
    send()
    page = cast.client("moderator").get(f"{reverse('moderation-queue')}?{asked}")
    assert page.context["unknown"] == said
    assert len(page.context["rows"]) == (0 if asked == "taal=uk" else 1)


def test_the_list_of_worries_names_what_it_does_not_understand_too(cast):
    page = cast.client("safeguarding").get(reverse("moderation-safety") + "?staat=foo")
    assert page.context["unknown"] == ["‘Stand’ kent ‘foo’ niet. Daarop is niet gezocht."]


def test_the_same_words_by_the_same_code_or_visit_may_be_a_copy_and_people_decide(send, entry_point, cast):
    from weerklank.participation.models import ReturnCode

    visit = ReturnCode.objects.create(ticket_hash="t", finder=1, salt=b"s", digest=b"d")
    one = send("Meer bomen in de straat.", entry_point=entry_point)
    two = send("MEER  BOMEN, in de straat!!", entry_point=entry_point)
    three = send("een bank bij de school", return_code=visit)
    four = send("Een bank bij\nde school", return_code=visit)
    send("meer bomen in de straat")
    send("Meer bloemen in de straat.", entry_point=entry_point)
    marked = queries.queue(cast.moderator, Asked(mark="kopie"))
    assert {entry.pk for entry in marked} == {one.pk, two.pk, three.pk, four.pk}
    client = cast.client("moderator")
    page = client.get(reverse("moderation-item", args=[two.pk]))
    assert (page.context["copy_of"], two.state) == (one.pk, "received")
    address = reverse("moderation-decline", args=[two.pk, "copy"])
    assert client.post(address, {"sentence": "Dit kwam twee keer binnen.", "note": ""}).status_code == 302
    assert two.decline_proposals.get().reason == "copy"


def test_the_preview_and_the_draft_of_a_text_with_a_name_do_not_show_it(send, cast):
    one = send("Ik heet Hamza en wil zwemmen")
    page = cast.client("moderator").get(reverse("moderation-item", args=[one.pk]))
    assert page.context["edited"]["text"].value() == "Ik heet [naam] en wil zwemmen"
    preview = page.content.decode().split('<aside class="preview"', 1)[1].split("</aside>", 1)[0]
    assert ("Hamza" in preview, "[naam]" in preview) == (False, True)
