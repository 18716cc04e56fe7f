"""The words of a group in another language: only what there is in Dutch, told who made it, and gone when the Dutch changes."""

from __future__ import annotations

import pytest
from django.urls import reverse

from weerklank.advices.queries import quote_of
from weerklank.audit.models import AuditEvent
from weerklank.findings import actions, translated
from weerklank.findings.models import Group, GroupText
from weerklank.moves import Refusal
from weerklank.participation.actions.translations import translate_contribution
from weerklank.participation.models import ContributionText
from weerklank.participation.origins import translation_of
from weerklank.participation.queries.child import said_by_others


@pytest.fixture
def group(consultation, said) -> Group:
    made = Group.objects.create(consultation=consultation, title="Een hond in de klas", summary="Dat maakt rustig.")
    made.memberships.create(contribution=said("Een hond!", state="grouped"))
    return made


def translate(group, cast, now, **more):
    values = {"language": "en", "title": "A dog in class", "summary": "It calms.", "reason": "", "checked": True} | more
    return actions.translate_group(group_id=group.pk, by=cast.analyst, now=now, **values)


@pytest.mark.django_db
def test_it_is_kept_with_who_read_it_and_said_in_the_log(group, cast, now):
    translate(group, cast, now)
    text = GroupText.objects.get()
    assert (text.title, text.summary, text.checked_by, text.made_from) == (
        "A dog in class", "It calms.", cast.analyst.name, translated.fingerprint(group),
    )  # fmt: skip
    told = AuditEvent.objects.order_by("-id").first()
    assert (told.action, told.note) == ("group.translated", "Engels, nagelezen.")
    words = translated.words_in(group, "en")
    assert (words.title.text, words.title.language, words.origin.value) == ("A dog in class", "en", "checked")


@pytest.mark.django_db
def test_saved_empty_it_is_gone_and_a_name_comes_before_the_rest(group, cast, now):
    translate(group, cast, now)
    with pytest.raises(Refusal, match="Vertaal ook de naam"):
        translate(group, cast, now, title=" ")
    assert GroupText.objects.count() == 1
    translate(group, cast, now, title="", summary="")
    assert GroupText.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(("wrong", "sentence"), [({"language": "fr"}, "Deze taal"), ({"made_by": "dog"}, "Kies wie")])
def test_what_cannot_be_is_refused(wrong, sentence, group, cast, now):
    with pytest.raises(Refusal, match=sentence):
        translate(group, cast, now, **wrong)
    assert GroupText.objects.count() == 0


@pytest.mark.django_db
def test_a_group_that_is_gone_is_not_translated(group, cast, now):
    group.memberships.all().delete()
    Group.objects.all().delete()
    with pytest.raises(Refusal, match="Deze groep is er niet meer"):
        translate(group, cast, now)


@pytest.mark.django_db
def test_other_dutch_words_take_the_translation_off_the_pages(group, cast, now):
    translate(group, cast, now)
    group.title = "Een kat in de klas"
    assert translated.words_in(group, "en").title == translated.Spoken("Een kat in de klas", "nl")
    assert [one.words for one in translated.standings(group) if one.language == "en"] == [
        "het Nederlands is veranderd; kinderen lezen deze vertaling nu niet"
    ]


@pytest.mark.django_db
def test_another_reason_takes_only_the_translated_reason_away(group, cast, now):
    for reason in ("Dat bewaren we.", "Daar is een hond voor nodig."):
        actions.set_group_aside(group_id=group.pk, reason=reason, by=cast.analyst, now=now)
        group.refresh_from_db()
        if reason == "Dat bewaren we.":
            translate(group, cast, now, reason="We keep it.")
            assert translated.words_in(group, "en").reason.text == "We keep it."
    group.refresh_from_db()
    words = translated.words_in(Group.objects.get(), "en")
    assert (words.title.language, words.reason) == ("en", translated.Spoken("Daar is een hond voor nodig.", "nl"))


@pytest.mark.django_db
def test_the_page_asks_what_there_is_in_dutch_and_keeps_what_was_typed(group, cast):
    client = cast.client("analyst")
    address = reverse("findings-group-text", args=[group.pk, "ar"])
    html = client.get(address).content.decode()
    assert ("Een hond in de klas" in html, 'name="summary"' in html, 'name="reason"' in html) == (True, True, False)
    wrong = client.post(address, {"title": "", "summary": "هدوء", "made_by": "person"})
    assert (wrong.status_code, "هدوء" in wrong.content.decode(), GroupText.objects.count()) == (422, True, 0)
    client.post(address, {"title": "كلب في الصف", "summary": "هدوء", "made_by": "machine"})
    page = client.get(reverse("findings-group", args=[group.pk])).content.decode()
    assert "Arabisch</a>: vertaald door een computer, nog niet nagelezen" in page
    assert client.get(reverse("findings-group-text", args=[group.pk, "xx"])).status_code == 404


ARABIC = "أريد كلبًا في المدرسة"


def in_dutch(idea, cast, now, **more):
    values = {"text": "Ik wil een hond op school.", "checked": True} | more
    return translate_contribution(contribution_id=idea.pk, by=cast.analyst, now=now, **values)


@pytest.mark.django_db
def test_what_a_child_said_in_another_language_is_put_into_dutch_and_taken_away_again(said, cast, now):
    idea = said(ARABIC, original_language="ar")
    in_dutch(idea, cast, now)
    text = ContributionText.objects.get()
    assert (text.language, text.text, text.made_by, text.checked) == (
        "nl",
        "Ik wil een hond op school.",
        "person",
        True,
    )
    told = AuditEvent.objects.order_by("-id").first()
    # the log says that it was done, and none of the words
    assert (told.action, told.object_label, told.note) == ("contribution.translated", "inbreng", "nagelezen.")
    in_dutch(idea, cast, now, text=" ")
    assert ContributionText.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("idea", "typed", "sentence"),
    [
        ({"state": "received"}, {}, "niet openbaar"),
        ({"wants_private": True}, {}, "niet openbaar"),
        ({"original_language": "nl"}, {}, "al in het Nederlands"),
        ({"state": "published_edited", "edited_text": "أريد كلبًا"}, {}, "iets weggehaald"),
        ({}, {"text": "Bel mij op 06 12345678."}, "In deze vertaling staat nog"),
        ({}, {"made_by": "dog"}, "Kies wie"),
    ],
)
def test_what_may_not_stand_beside_it_is_refused_with_a_sentence(idea, typed, sentence, said, cast, now):
    held = said(ARABIC, **({"original_language": "ar"} | idea))
    with pytest.raises(Refusal, match=sentence):
        in_dutch(held, cast, now, **typed)
    assert ContributionText.objects.count() == 0


@pytest.mark.django_db
def test_what_a_child_translated_itself_is_nobody_elses_to_change(said, cast, now):
    held = said(ARABIC, original_language="ar")
    held.texts.create(language="nl", text="Ik wil hond.", made_by="child")
    with pytest.raises(Refusal, match="Het kind schreef dit zelf"):
        in_dutch(held, cast, now)
    assert held.texts.get().text == "Ik wil hond."


@pytest.mark.django_db
def test_the_page_for_a_childs_words_keeps_what_was_typed_and_shows_nothing_that_is_not_public(said, cast):
    client, held = cast.client("analyst"), said(ARABIC, original_language="ar")
    address = reverse("findings-words-in-dutch", args=[held.pk])
    assert ARABIC in client.get(address).content.decode()
    wrong = client.post(address, {"text": "Bel 06 12345678.", "made_by": "person"})
    assert (wrong.status_code, "Bel 06 12345678." in wrong.content.decode()) == (422, True)
    assert client.post(address, {"text": "Ik wil een hond.", "made_by": "machine"}).status_code == 302
    arrange = client.get(reverse("findings-arrange", args=[held.consultation.slug])).content.decode()
    assert ("Ik wil een hond." in arrange, f'href="{address}"' in arrange) == (True, True)
    hidden = said("سر", original_language="ar", wants_private=True)
    answer = client.get(reverse("findings-words-in-dutch", args=[hidden.pk]))
    assert (answer.status_code, "سر" in answer.content.decode()) == (409, False)


@pytest.mark.django_db
@pytest.mark.parametrize("edited", ["", "أريد كلبًا"])
def test_at_the_table_and_among_other_children_a_translation_of_what_was_taken_out_is_not_read(edited, said, cast, now):
    held = said(ARABIC, original_language="ar", edited_text=edited, state="published_edited" if edited else "published")
    held.texts.create(language="nl", text="Leila wil een hond.", made_by="person", checked=True)
    shown = "" if edited else "Leila wil een hond."
    quote = quote_of(held)
    assert quote is not None
    assert (quote.translation, quote.translation_checked) == (shown, not edited)
    (other,) = said_by_others(held.consultation, "een ander kaartje", "nl")
    assert (other.text, other.language) == ((shown, "nl") if shown else (edited, "ar"))
    found = translation_of(held, "nl-easy")
    assert (found.text if found else "") == shown
