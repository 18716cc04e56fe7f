"""Words that are pointed at become neutral ones, and the original stays as the child wrote it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from weerklank.audit.models import AuditEvent
from weerklank.moderation import redaction

TEXT = "Ik heet Sanne de Vries en Bo, mijn buur, pest mij."


def numbers(text, *words):
    return {tap.number for tap in redaction.taps(text) if tap.text in words}


@pytest.mark.parametrize(
    "text", ["", TEXT, "  twee  spaties\nen een regel ", "🙂 [naam] bel 06 12345678!", "اسمي سارة"]
)
def test_the_pieces_are_the_whole_text(text):
    assert "".join(tap.text for tap in redaction.taps(text)) == text
    assert redaction.without(text, set()) == text


def test_a_found_place_is_one_piece_with_its_own_neutral_word():
    (name,) = [tap for tap in redaction.taps(TEXT) if tap.text == "Sanne de Vries"]
    assert (name.is_word, name.neutral) == (True, "[naam]")


def test_found_and_chosen_words_become_neutral():
    chosen = numbers(TEXT, "Sanne de Vries", "buur")
    assert redaction.without(TEXT, chosen, "[naam]") == "Ik heet [naam] en Bo, mijn [naam], pest mij."
    assert redaction.without(TEXT, numbers(TEXT, "buur")).count("[weggehaald]") == 1


def test_an_invented_neutral_word_is_not_taken():
    assert redaction.without("dag buur", numbers("dag buur", "buur"), "<b>") == "dag [weggehaald]"


def test_two_beside_each_other_become_one():
    assert redaction.without("dag grote buur", numbers("dag grote buur", "grote", "buur")) == "dag [weggehaald]"


def test_what_stands_between_words_cannot_be_chosen():
    assert redaction.without("a, b", {1}) == "a, b"


def test_the_page_has_a_box_for_every_word_and_what_was_found_is_ticked(send, cast):
    page = cast.client("moderator").get(reverse("moderation-item", args=[send(TEXT).pk])).content.decode()
    assert page.count('name="weg"') == sum(tap.is_word for tap in redaction.taps(TEXT))
    assert page.count(" checked") == sum(tap.kind is not None for tap in redaction.taps(TEXT))


def test_pointing_makes_the_text_and_publishes_nothing(send, cast):
    one = send(TEXT)
    chosen = [str(number) for number in numbers(TEXT, "Sanne de Vries")]
    answer = cast.client("moderator").post(
        reverse("moderation-redact", args=[one.pk]), {"weg": chosen, "woord": "[naam]"}
    )
    one.refresh_from_db()
    assert answer.context["edited"]["text"].value() == "Ik heet [naam] en Bo, mijn buur, pest mij."
    assert (one.state, one.original, one.edited_text) == ("received", TEXT, "")


@pytest.mark.parametrize("sent", [["x"], ["99999999999999999999"], ["-1"], [""]])
def test_what_is_no_number_of_a_word_points_at_nothing(sent, send, cast):
    one = send(TEXT)
    answer = cast.client("moderator").post(reverse("moderation-redact", args=[one.pk]), {"weg": sent})
    assert answer.context["edited"]["text"].value() == TEXT


def test_every_opening_of_an_original_is_in_the_log(send, cast):
    one = send(TEXT)
    client = cast.client("moderator")
    client.get(reverse("moderation-item", args=[one.pk]))
    client.post(reverse("moderation-redact", args=[one.pk]), {})
    events = AuditEvent.objects.filter(action="contribution.read")
    assert (events.count(), [event.note for event in events]) == (2, ["", ""])
