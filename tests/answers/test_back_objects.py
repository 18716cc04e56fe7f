"""A child sees where its idea stands, says that it does not belong there, and reads what was decided."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from tests.advices import stories
from tests.answers.test_back import PICTURES, opened, seal, token_of
from tests.conftest import TODAY
from weerklank.findings.models import Group, GroupMembership, Objection, ObjectionTerm
from weerklank.participation.models import Consultation, Contribution, Statement, StatementText

pytestmark = pytest.mark.django_db

REASON = "Hier staan alle ideeën over reizen."


@pytest.fixture
def idea(consultation: Consultation) -> Contribution:
    code = seal(stories.return_code())
    said = stories.said(consultation, stories.SECRET, return_code=code, original_language="ar")
    stories.group_of(consultation, "De schoolreis gratis", said)
    return said


def presses(page: str) -> list[str]:
    return re.findall(r'name="about" value="(\w+):\d+"', page)


def object_(client: Client, page: str, idea: Contribution, about: str, thing: int) -> tuple[int, str]:
    form = {"token": token_of(page), "step": "object", "idea": str(idea.pk), "about": f"{about}:{thing}"}
    response = client.post("/terug/", form)
    return response.status_code, response.content.decode()


def test_a_child_objects_once_however_often_it_presses(idea: Contribution, client: Client) -> None:
    ObjectionTerm.objects.create(consultation=idea.consultation, opened_on=TODAY, closes_on=date(2036, 12, 6))
    page = opened(client, PICTURES.text("nl"))
    assert (presses(page), "Dat kan tot en met 6 december 2036." in page) == (["place", "words"], True)
    group = Group.objects.get()
    for _press in range(2):
        status, after = object_(client, page, idea, "place", group.pk)
        assert (status, presses(after), "Je zei: mijn idee hoort hier niet." in after) == (200, ["words"], True)
    assert (Objection.objects.count(), stories.SECRET in after) == (1, False)


def test_which_sentence_and_which_idea_is_meant_stands_above_the_buttons_without_the_childs_words(
    idea: Contribution, client: Client
) -> None:
    Group.objects.update(summary="Voor wie het niet kan betalen.")
    page = opened(client, PICTURES.text("nl"))
    form = page[page.index("Het gaat om je idee van") : page.index("Jullie zin klopt niet")]
    assert "De schoolreis gratis" in form and "Voor wie het niet kan betalen." in form
    assert stories.SECRET not in page
    Group.objects.update(summary=f"Iemand zei: {stories.SECRET}")
    assert stories.SECRET not in opened(client, PICTURES.text("nl"))


@pytest.mark.parametrize("about", ["", "place:", "place:x", "words:999999", "statement:1", "iets:1", f"place:{2**70}"])
def test_strange_objections_get_a_sentence(about: str, idea: Contribution, client: Client) -> None:
    page = opened(client, PICTURES.text("nl"))
    form = {"token": token_of(page), "step": "object", "idea": str(idea.pk), "about": about}
    assert (client.post("/terug/", form).status_code, Objection.objects.count()) == (422, 0)


def test_what_is_fixed_offers_nothing_to_press(idea: Contribution, client: Client) -> None:
    Consultation.objects.filter(pk=idea.consultation_id).update(state="fixed")
    assert presses(opened(client, PICTURES.text("nl"))) == []


DECISIONS = {
    "open": ("place", "Iemand kijkt er nog naar."),
    "moved": ("place", "Je had gelijk. Je idee staat nu ergens anders."),
    "changed": ("words", "Je had gelijk. We schreven de zin anders."),
    "kept": ("words", "Het blijft zoals het was. Dit is waarom:"),
}


@pytest.mark.parametrize("state", DECISIONS)
def test_the_decision_is_read_with_its_reason(state: str, idea: Contribution, client: Client) -> None:
    about, sentence = DECISIONS[state]
    decided = {} if state == "open" else {"reason": REASON, "decided_by": "redacteur", "decided_on": TODAY}
    Objection.objects.create(
        contribution=idea, about=about, group=Group.objects.get(), state=state, raised_on=TODAY, **decided
    )
    page = opened(client, PICTURES.text("nl"))
    assert (sentence in page, REASON in page, "redacteur" in page) == (True, state != "open", False)


def test_the_reason_is_read_in_the_language_of_the_child_where_somebody_wrote_it(
    idea: Contribution, client: Client
) -> None:
    objection = Objection.objects.create(
        contribution=idea, about="place", group=Group.objects.get(), state="kept", raised_on=TODAY, reason=REASON,
        reason_own="هنا كل الأفكار عن السفر.", decided_by="redacteur", decided_on=TODAY,
    )  # fmt: skip
    arabic, ukrainian = (opened(client, PICTURES.text(one), f"/{one}") for one in ("ar", "uk"))
    assert [text in arabic for text in ("هنا كل الأفكار عن السفر.", REASON)] == [True, False]
    assert [text in ukrainian for text in ("هنا كل الأفكار عن السفر.", f'<p lang="nl" dir="auto">{REASON}')] == [
        False,
        True,
    ]
    Objection.objects.filter(pk=objection.pk).update(reason_own="")
    assert f'<p lang="nl" dir="auto">{REASON}' in opened(client, PICTURES.text("ar"), "/ar")


def test_a_sentence_made_from_the_idea_can_be_contradicted(idea: Contribution, client: Client) -> None:
    statement = Statement.objects.create(consultation=idea.consultation, text="Brieven zijn lastig.", state="open")
    statement.sources.add(idea)
    page = opened(client, PICTURES.text("nl"))
    assert (presses(page), "Brieven zijn lastig." in page) == (["place", "words", "statement"], True)
    status, after = object_(client, page, idea, "statement", statement.pk)
    assert (status, presses(after)) == (200, ["place", "words"])


@pytest.mark.parametrize("state", ["published", "kept_private", "not_published", "in_advice", "not_used", "withdrawn"])
def test_what_was_said_and_decided_stays_to_be_read_wherever_the_idea_stands(
    state: str, idea: Contribution, client: Client
) -> None:
    decided = {"state": "kept", "reason": REASON, "decided_by": "redacteur", "decided_on": TODAY}
    Objection.objects.create(contribution=idea, about="place", group=Group.objects.get(), raised_on=TODAY, **decided)
    statement = Statement.objects.create(consultation=idea.consultation, text="Brieven zijn lastig.", state="open")
    Objection.objects.create(contribution=idea, about="statement", statement=statement, raised_on=TODAY)
    changes = {"decline_reason": "not_about", "reason_for_child": "Dit jaar niet."}
    words = {} if state != "withdrawn" else {"original": ""}
    Contribution.objects.filter(pk=idea.pk).update(state=state, **changes, **words)
    if state not in ("in_advice", "not_used"):
        idea.membership.delete()
    page = opened(client, PICTURES.text("nl"))
    waits = ("Iemand kijkt er nog naar." in page, "Daarom kijkt er niemand meer naar." in page)
    assert [sentence in page for sentence in ("Je zei: mijn idee hoort hier niet.", REASON)] == [True, True]
    assert waits == ((False, True) if state == "withdrawn" else (True, False))


def test_a_sentence_can_be_contradicted_before_the_idea_stands_in_a_group(idea: Contribution, client: Client) -> None:
    idea.membership.delete()
    Contribution.objects.filter(pk=idea.pk).update(state="published")
    statement = Statement.objects.create(consultation=idea.consultation, text="Brieven zijn lastig.", state="open")
    statement.sources.add(idea)
    page = opened(client, PICTURES.text("nl"))
    assert (presses(page), "Brieven zijn lastig." in page) == (["statement"], True)
    after = object_(client, page, idea, "statement", statement.pk)[1]
    assert (presses(after), "Je zei: de zin om over te stemmen klopt niet." in after) == ([], True)


def test_a_translation_in_the_childs_own_words_is_not_shown_on_its_page(idea: Contribution, client: Client) -> None:
    statement = Statement.objects.create(consultation=idea.consultation, text="Brieven zijn lastig.", state="open")
    statement.sources.add(idea)
    StatementText.objects.create(statement=statement, language="en", text=f"A child: {stories.SECRET}")
    pages = [opened(client, PICTURES.text("nl"), prefix) for prefix in ("", "/en")]
    assert [stories.SECRET in page or "statement" in presses(page) for page in pages] == [False, False]


OTHERS = "Ook andere kinderen zeiden zoiets."
TOGETHER = "Ook klassen of groepen zeiden samen zoiets."


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ({}, ["Ook één stem telt. Tot nu toe zei alleen jij dit."]),
        ({"individual": 1}, [OTHERS]),
        ({"group": 2}, [TOGETHER]),
        ({"individual": 6, "group": 6}, [OTHERS, TOGETHER]),
        (
            {"individual": 12, "group": 3},
            [OTHERS, TOGETHER, "Zo vaak: zeker 10 keer op een andere manier; een paar keer door een groep samen."],
        ),
    ],
)
def test_children_and_groups_are_not_added_up_and_few_are_not_counted(
    others: dict[str, int], said: list[str], idea: Contribution, client: Client
) -> None:
    group = Group.objects.get()
    # the child's own second idea is nobody else's
    mine = stories.said(idea.consultation, "Nog iets.", return_code=idea.return_code)
    GroupMembership.objects.create(group=group, contribution=mine)
    for kind, times in others.items():
        for _time in range(times):
            other = stories.said(idea.consultation, "Ook wij.", kind=kind)
            GroupMembership.objects.create(group=group, contribution=other)
    page = opened(client, PICTURES.text("nl"))
    every = ["Ook één stem telt. Tot nu toe zei alleen jij dit.", OTHERS, TOGETHER]
    assert [one for one in every if one in page] + re.findall(r"Zo vaak: [^.]+\.", page)[:1] == said
