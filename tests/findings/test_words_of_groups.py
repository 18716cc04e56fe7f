"""The name and summary of a group are read by everybody: no words that a child took back, and nothing that says who it is."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from weerklank.findings import actions, queries
from weerklank.findings.models import Group, GroupText, Objection
from weerklank.moves import Refusal
from weerklank.participation.models import Consultation, Contribution, ContributionText, ReturnCode

WORDS = "Mijn stiefvader heeft geen geld voor de schoolreis van groep zeven"
OWN = "De schoolreis is te duur"


@pytest.fixture
def code(db):
    return ReturnCode.objects.create(ticket_hash="t" * 64, finder=1, salt=b"s" * 16, digest=b"d" * 32)


@pytest.fixture
def make(closed, cast, now):
    def one(*ideas, title=OWN, summary="", agreed=False) -> Group:
        return actions.make_group(
            consultation_id=closed.pk, title=title, summary=summary, agreed=agreed,
            contribution_ids=[idea.pk for idea in ideas], by=cast.analyst, now=now,
        )  # fmt: skip

    return one


def public_pages(group: Group) -> str:
    base = f"/dialoog/{group.edition.slug}/opbrengst/"
    asked = f"{base}{group.consultation.slug}"
    addresses = (base, f"{asked}/", f"{asked}.json", f"{asked}/{group.pk}/")
    return "".join(Client().get(address).content.decode() for address in addresses)


def test_words_taken_back_stand_in_no_name_or_summary_and_new_ones_may_come_though_the_groups_stand(
    closed, said, make, code, cast, now
):
    one, other = said(f"{WORDS}.", return_code=code), said("Schoolreis voor iedereen graag.")
    group = make(one, other, title=WORDS, summary=f"{WORDS} en anderen ook.", agreed=True)
    GroupText.objects.create(group=group, language="en", title="My stepfather", summary="", reason="")
    Consultation.objects.filter(pk=closed.pk).update(state="fixed")
    assert WORDS in public_pages(group)
    assert actions.take_back(return_code=code, now=now) == 1
    group.refresh_from_db()
    assert (group.is_nameless, group.summary, group.texts.count()) == (True, "", 0)
    assert WORDS not in public_pages(group)
    assert [duty.count for duty in queries.duties(cast.analyst, now.date()) if "naam" in duty.label] == [1]
    cast.client("analyst").post(reverse("findings-group", args=[group.pk]), {"title": OWN, "summary": ""})
    group.refresh_from_db()
    assert (group.title, group.is_nameless) == (OWN, False)
    with pytest.raises(Refusal):
        actions.describe_group(group_id=group.pk, title="Nog anders", summary="", by=cast.analyst, now=now)


def test_the_page_with_the_pictures_takes_them_out_of_the_name_too(closed, said, make, code, now):
    from weerklank.answers.views.back_steps import token_of

    one = said(f"{WORDS}.", return_code=code)
    group = make(one, said("Schoolreis graag."), title=WORDS, agreed=True)
    Client().post("/terug/", {"token": token_of(code), "step": "withdraw", "idea": str(one.pk)})
    group.refresh_from_db()
    assert group.is_nameless


def test_a_summary_goes_alone_and_a_translation_of_the_child_counts(said, make, code, now):
    one = said("زوج أمي لا يملك المال للرحلة", return_code=code, original_language="ar")
    ContributionText.objects.create(contribution=one, language="nl", text=f"{WORDS}.", made_by="person")
    group = make(one, said("Schoolreis graag."), summary=WORDS, agreed=True)
    actions.take_back(return_code=code, now=now)
    group.refresh_from_db()
    assert (group.title, group.summary) == (OWN, "")


def test_what_another_child_said_word_for_word_and_what_an_editor_wrote_stays(said, make, code, now):
    same, own = said(f"{WORDS}.", return_code=code), said("De reis kost te veel.", return_code=code)
    shared, ours = make(same, said(f"Ja! {WORDS}."), title=WORDS, agreed=True), make(own, said("Te veel geld."))
    assert actions.take_back(return_code=code, now=now) == 2
    shared.refresh_from_db()
    ours.refresh_from_db()
    assert (shared.title, ours.title) == (WORDS, OWN)


@pytest.mark.parametrize(
    ("title", "summary", "named"),
    [
        ("Bel me op 06-12345678", "", "telefoonnummer"),
        (OWN, "Schrijf naar jan.devries@example.org", "e-mailadres"),
        (WORDS, "", "woorden die een kind zelf schreef"),
    ],
)
def test_a_number_an_address_or_a_childs_own_words_are_asked_about_and_kept_as_typed(
    title, summary, named, closed, said, cast
):
    one = said(f"{WORDS}.")
    client, address = cast.client("analyst"), reverse("findings-group-new", args=[closed.slug])
    typed = {"title": title, "summary": summary, "contributions": [one.pk]}
    answer = client.post(address, typed)
    page = answer.content.decode()
    assert (answer.status_code, Group.objects.count()) == (422, 0)
    assert named in page and title in page and 'name="agreed"' in page
    client.post(address, typed | {"agreed": "on"})
    assert Group.objects.get().title == title


def test_words_of_a_child_that_wants_them_unseen_are_refused_whatever_is_ticked(said, make):
    one = said(f"{WORDS}.", state="kept_private", wants_private=True)
    with pytest.raises(Refusal) as refused:
        make(one, title=WORDS, agreed=True)
    assert refused.value.field == "title"


def test_a_citizen_service_number_is_refused_whatever_is_ticked(make):
    with pytest.raises(Refusal):
        make(title="Mijn nummer is 111222333", agreed=True)


def test_its_author_does_not_rewrite_words_about_which_a_child_waits_for_a_decision(said, make, code, cast, now):
    one = said(return_code=code)
    group = make(one)
    objection = actions.object_with_code(
        contribution_id=one.pk, about="words", thing_id=group.pk, return_code=code, now=now
    )
    with pytest.raises(Refusal):
        actions.describe_group(group_id=group.pk, title="Iets anders", summary="", by=cast.analyst, now=now)
    actions.change_group_words(
        objection_id=objection.pk, title="Iets anders", summary="", said=actions.Explanation("Je had gelijk."),
        by=cast.analyst, now=now,
    )  # fmt: skip
    group.refresh_from_db()
    assert (group.title, Objection.objects.get().state, Contribution.objects.get().state) == (
        "Iets anders", "changed", "grouped",
    )  # fmt: skip
