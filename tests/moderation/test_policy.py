"""Everybody may read by which rules words are not shown, how soon somebody reads, and what became of everything."""

from __future__ import annotations

from datetime import date

from weerklank.moderation import queries, reasons
from weerklank.moderation.models import ModerationDecision


def _decided(send, number, **more):
    for _ in range(number):
        one = send(received_on=date(2026, 11, 16), **more)
        ModerationDecision.objects.create(
            contribution=one, outcome="published", decided_by="iemand", decided_on=date(2026, 11, 18)
        )


def test_the_page_says_every_reason_in_the_words_of_a_child(client, consultation):
    page = client.get("/over/moderatie/").content.decode()
    for sentence in reasons.SENTENCES.values():
        assert sentence.split(".")[0] in page
    assert "binnen 5 werkdagen" in page


def test_before_any_question_the_page_says_so(client, db):
    assert "Er is nog geen vraag aan kinderen gesteld." in client.get("/over/moderatie/").content.decode()


def test_fewer_than_ten_are_not_told_and_the_rest_is_rounded(client, send, edition):
    _decided(send, 12, state="published")
    for _ in range(3):
        send("KANARIE", state="not_published", decline_reason="hurtful", reason_for_child="x")
    page = client.get("/over/moderatie/").content.decode()
    assert "<dd>15" in page
    assert "minder dan 10" in page
    assert "KANARIE" not in page


def test_how_soon_is_told_from_ten_decisions_on(send, edition):
    _decided(send, 9, state="published")
    assert queries.speed(edition) is None
    _decided(send, 1, state="published")
    assert queries.speed(edition) == queries.Speed(2, 100)


def test_the_safety_page_leads_to_it(client, db):
    assert 'href="/over/moderatie/"' in client.get("/over/veiligheid/").content.decode()
