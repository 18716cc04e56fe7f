from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.html import escape

from tests.advices import stories
from tests.answers.conftest import Asked
from tests.conftest import NOW, TODAY, Cast
from weerklank.accounts.models import Organisation
from weerklank.advices.models import Advice, Handover
from weerklank.answers.actions import handing_over
from weerklank.editions.models import Edition, ThemeTable
from weerklank.moves import Refusal
from weerklank.participation.models import Consultation

pytestmark = pytest.mark.django_db


def test_the_clocks_start_on_the_day_of_handing_over(asked: Asked, edition: Edition) -> None:
    edition.refresh_from_db()
    due = TODAY + timedelta(days=91)
    assert [(row.due_on, row.lead, row.state) for row in asked.advice.addressees.all()] == [
        (due, True, "awaiting"),
        (due, False, "awaiting"),
    ]
    assert (asked.advice.state, edition.state, edition.handover.date) == ("handed_over", "awaiting_answers", TODAY)


def test_what_children_said_reaches_its_advice(asked: Asked) -> None:
    states = set(asked.advice.groups.get().contributions.values_list("state", flat=True))
    assert (states, asked.advice.groups.get().destination) == ({"in_advice"}, "in_advice")


def test_an_idea_without_destination_blocks(
    frozen: Advice, edition: Edition, cast: Cast, ministry: Organisation, consultation: Consultation
) -> None:
    handing_over.choose_addressees(advice_id=frozen.pk, lead_id=ministry.pk, other_ids=[], by=cast.organiser, now=NOW)
    stories.group_of(consultation, "Vergeten", stories.said(consultation, "Dit is niemand opgevallen"))
    with pytest.raises(Refusal, match="nog geen bestemming"):
        handing_over.hand_over(edition_id=edition.pk, day=TODAY, receiver_ids=[ministry.pk], by=cast.organiser, now=NOW)
    assert Handover.objects.count() == 0


def test_an_advice_without_addressee_blocks(
    frozen: Advice, edition: Edition, cast: Cast, ministry: Organisation
) -> None:
    with pytest.raises(Refusal, match="nog niet wie moet antwoorden"):
        handing_over.hand_over(edition_id=edition.pk, day=TODAY, receiver_ids=[ministry.pk], by=cast.organiser, now=NOW)


def test_an_advice_that_is_not_adopted_blocks(
    frozen: Advice, edition: Edition, cast: Cast, ministry: Organisation, table: ThemeTable
) -> None:
    handing_over.choose_addressees(advice_id=frozen.pk, lead_id=ministry.pk, other_ids=[], by=cast.organiser, now=NOW)
    stories.written(table, cast, title="Nog bezig")
    with pytest.raises(Refusal, match="nog niet vastgesteld door de tafel"):
        handing_over.hand_over(edition_id=edition.pk, day=TODAY, receiver_ids=[ministry.pk], by=cast.organiser, now=NOW)


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), TODAY - timedelta(days=32), date.max, date.min])
def test_the_day_of_handing_over_is_no_day_to_come_nor_long_ago(
    day: date, frozen: Advice, edition: Edition, cast: Cast, ministry: Organisation
) -> None:
    handing_over.choose_addressees(advice_id=frozen.pk, lead_id=ministry.pk, other_ids=[], by=cast.organiser, now=NOW)
    with pytest.raises(Refusal, match="tot en met vandaag"):
        handing_over.hand_over(edition_id=edition.pk, day=day, receiver_ids=[ministry.pk], by=cast.organiser, now=NOW)


@pytest.mark.parametrize("days", [-32, 1])
def test_the_page_bounds_the_day_of_handing_over(
    days: int, frozen: Advice, edition: Edition, cast: Cast, ministry: Organisation
) -> None:
    day = timezone.localdate() + timedelta(days=days)
    for typed in (day.isoformat(), "9999-12-31"):
        response = cast.client("organiser").post(
            f"/werk/overhandiging/{edition.slug}/", {"day": typed, "receivers": [ministry.pk], "note": ""}
        )
        assert (response.status_code, list(response.context["form"].errors)) == (422, ["day"])


@pytest.mark.parametrize("key", [str(10**40), "-1", "abc", "\0", "²", "9" * 5000])
def test_a_receiver_that_is_no_row_is_an_ordinary_wrong_choice(
    key: str, frozen: Advice, edition: Edition, cast: Cast
) -> None:
    client = cast.client("organiser")
    response = client.post(
        f"/werk/overhandiging/{edition.slug}/", {"day": timezone.localdate().isoformat(), "receivers": [key]}
    )
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["receivers"])
    name = f"advice-{frozen.pk}"
    refused = client.post(
        f"/werk/overhandiging/advies/{frozen.pk}/geadresseerden/", {f"{name}-lead": key, f"{name}-others": [key]}
    )
    assert (refused.status_code, sorted(refused.context["wrong"].errors)) == (422, ["lead", "others"])


def test_a_second_hand_over_is_refused(asked: Asked, edition: Edition, cast: Cast, ministry: Organisation) -> None:
    with pytest.raises(Refusal):
        handing_over.hand_over(edition_id=edition.pk, day=TODAY, receiver_ids=[ministry.pk], by=cast.organiser, now=NOW)
    assert Handover.objects.count() == 1


def test_addressees_stay_after_the_hand_over(asked: Asked, cast: Cast, ministry: Organisation) -> None:
    with pytest.raises(Refusal, match="al overhandigd"):
        handing_over.choose_addressees(
            advice_id=asked.advice.pk, lead_id=ministry.pk, other_ids=[], by=cast.organiser, now=NOW
        )


def test_the_organiser_does_it_by_pages(
    edition: Edition,
    table: ThemeTable,
    cast: Cast,
    ministry: Organisation,
    other_ministry: Organisation,
    consultation: Consultation,
) -> None:
    edition.state = "drafting_advice"
    edition.save()
    advice = stories.adopted(
        table, cast, stories.group_of(consultation, "Schoolreis", stories.said(consultation, "Te duur"))
    )
    client, page = cast.client("organiser"), f"/werk/overhandiging/{edition.slug}/"
    assert "nog niet bevroren" in client.get(page).content.decode()
    name = f"advice-{advice.pk}"
    client.post(
        f"/werk/overhandiging/advies/{advice.pk}/geadresseerden/",
        {f"{name}-lead": ministry.pk, f"{name}-others": [other_ministry.pk]},
    )
    client.post(f"/werk/overhandiging/advies/{advice.pk}/bevriezen/")
    advice.refresh_from_db()
    assert advice.frozen_hash in client.get(page).content.decode()
    response = client.post(page, {"day": timezone.localdate().isoformat(), "receivers": [ministry.pk], "note": ""})
    assert (response.status_code, Handover.objects.count(), advice.addressees.count()) == (302, 1, 2)


def test_a_refused_hand_over_keeps_what_was_typed(
    frozen: Advice, edition: Edition, cast: Cast, ministry: Organisation
) -> None:
    response = cast.client("organiser").post(
        f"/werk/overhandiging/{edition.slug}/",
        {"day": timezone.localdate().isoformat(), "receivers": [ministry.pk], "note": "In de Ridderzaal"},
    )
    assert response.status_code == 422
    assert "In de Ridderzaal" in response.content.decode()


@pytest.mark.parametrize(
    "name", ["facilitator", "moderator", "respondent", "approver", "analyst", "panel_member", "outsider", "admin"]
)
def test_only_an_organiser_hands_over(name: str, frozen: Advice, edition: Edition, cast: Cast) -> None:
    client = cast.client(name)
    answers = [
        client.get("/werk/overhandiging/"),
        client.get(f"/werk/overhandiging/{edition.slug}/"),
        client.post(f"/werk/overhandiging/advies/{frozen.pk}/bevriezen/"),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403]


def test_a_mistaken_draft_blocks_until_the_organiser_puts_it_aside(
    frozen: Advice, edition: Edition, cast: Cast, ministry: Organisation, table: ThemeTable
) -> None:
    handing_over.choose_addressees(advice_id=frozen.pk, lead_id=ministry.pk, other_ids=[], by=cast.organiser, now=NOW)
    mistake = stories.written(table, cast, title="Per ongeluk")
    client, page = cast.client("organiser"), f"/werk/overhandiging/{edition.slug}/"
    assert f'href="{page}#advies-{mistake.pk}"' in client.get(page).content.decode()
    name = f"discard-{mistake.pk}-reason"
    put_aside = f"/werk/overhandiging/advies/{mistake.pk}/wegleggen/"
    assert client.post(put_aside, {name: ""}).status_code == 422
    assert client.post(put_aside, {name: "Dubbel"}).status_code == 302
    client.post(page, {"day": timezone.localdate().isoformat(), "receivers": [ministry.pk], "note": ""})
    mistake.refresh_from_db()
    assert (Handover.objects.count(), mistake.state) == (1, "discarded")


def test_a_demonstration_asks_no_real_ministry(frozen: Advice, edition: Edition, cast: Cast) -> None:
    real = Organisation.objects.create(slug="echt", name="Echt Ministerie", kind="ministry")
    assert (
        "Echt Ministerie" not in cast.client("organiser").get(f"/werk/overhandiging/{edition.slug}/").content.decode()
    )
    with pytest.raises(Refusal, match="Dit is een demonstratie"):
        handing_over.choose_addressees(advice_id=frozen.pk, lead_id=real.pk, other_ids=[], by=cast.organiser, now=NOW)
    with pytest.raises(Refusal, match="Dit is een demonstratie"):
        handing_over.hand_over(edition_id=edition.pk, day=TODAY, receiver_ids=[real.pk], by=cast.organiser, now=NOW)


def test_a_real_edition_asks_no_made_up_ministry(
    frozen: Advice, edition: Edition, cast: Cast, ministry: Organisation
) -> None:
    Edition.objects.filter(pk=edition.pk).update(is_demonstration=False)
    with pytest.raises(Refusal, match="verzonnen voor de demonstratie"):
        handing_over.choose_addressees(
            advice_id=frozen.pk, lead_id=ministry.pk, other_ids=[], by=cast.organiser, now=NOW
        )


def test_who_must_answer_is_proposed_to_receive_and_the_text_is_read_before_it_is_frozen(
    table: ThemeTable, edition: Edition, cast: Cast, ministry: Organisation, consultation: Consultation
) -> None:
    edition.state = "drafting_advice"
    edition.save()
    group = stories.group_of(consultation, "Schoolreis", stories.said(consultation, "Te duur"))
    advice = stories.adopted(table, cast, group)
    handing_over.choose_addressees(advice_id=advice.pk, lead_id=ministry.pk, other_ids=[], by=cast.organiser, now=NOW)
    page = cast.client("organiser").get(f"/werk/overhandiging/{edition.slug}/")
    assert page.context["form"].initial["receivers"] == [ministry.pk]
    shown = page.content.decode().split("Bevries de tekst")[0]
    texts = [advice.text, *advice.parts.values_list("text", flat=True)]
    assert [text for text in texts if escape(text) not in shown] == []
