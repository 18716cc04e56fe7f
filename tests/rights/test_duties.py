"""Who must act: proposed by an editor, answered by the body itself, ended on a day; and nobody is a finding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from tests.conftest import NOW, Cast
from tests.rights.limbs import document, limb
from weerklank.accounts.models import Organisation
from weerklank.audit.models import AuditEvent
from weerklank.moves import Refusal
from weerklank.rights import queries
from weerklank.rights.actions import duties
from weerklank.rights.lifecycle import RESPONSIBILITY, ResponsibilityState
from weerklank.rights.models import Recommendation, Responsibility, Territory

pytestmark = pytest.mark.django_db
OURS = "/werk/verantwoordelijk/"
REASON = "Dit valt onder de gemeente."
MOVES: dict[str, Callable[..., object]] = {
    "accept": duties.accept,
    "dispute": duties.dispute,
    "end": duties.end_responsible,
}


def _sentence(do: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refusal:
        do()
    return refusal.value.sentence


def _duty(
    body: Organisation, *, of: Recommendation | None = None, state: str = "proposed", **more: object
) -> Responsibility:
    values = {"role": "lead", "disputed_reason": REASON if state == "disputed" else "", **more}
    values |= {"valid_to": NOW.date()} if state == "ended" else {}
    return Responsibility.objects.create(recommendation=of or limb(), organisation=body, state=state, **values)


# --- Moves -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ResponsibilityState.values)
@pytest.mark.parametrize("move", MOVES)
def test_every_step_that_the_table_does_not_hold_is_refused(
    cast: Cast, ministry: Organisation, state: str, move: str
) -> None:
    duty = _duty(ministry, state=state)
    more = {"accept": {}, "dispute": {"reason": REASON}, "end": {"on": NOW.date(), "reason": REASON}}[move]

    def do() -> object:
        return MOVES[move](responsibility_id=duty.pk, by=cast.contact, now=NOW, **more)

    if RESPONSIBILITY.allows(state, move):
        do()
    else:
        assert _sentence(do).startswith("Dit kan nu niet: de stand is")
        assert Responsibility.objects.get().state == state


def test_a_body_accepts_and_everybody_can_read_that(cast: Cast, ministry: Organisation) -> None:
    done = duties.accept(responsibility_id=_duty(ministry).pk, by=cast.contact, now=NOW)
    assert (done.state, done.answered_by, done.answered_on) == ("accepted", cast.contact, NOW.date())
    event = AuditEvent.objects.get()
    assert (event.action, event.note, event.public) == (
        "recommendation.responsible_accepted",
        "A, eerste verantwoordelijke",
        True,
    )


def test_a_body_disputes_with_a_reason_and_says_who_instead(
    cast: Cast, ministry: Organisation, other_ministry: Organisation
) -> None:
    duty = _duty(ministry)
    done = duties.dispute(responsibility_id=duty.pk, reason=REASON, instead=other_ministry, by=cast.contact, now=NOW)
    assert (done.state, done.disputed_reason, done.instead) == ("disputed", REASON, other_ministry)
    assert AuditEvent.objects.get().note == f"A, eerste verantwoordelijke: {REASON} Volgens hen: B."
    again = duties.accept(responsibility_id=duty.pk, by=cast.contact, now=NOW)
    assert (again.state, again.disputed_reason, again.instead) == ("accepted", "", None)


@pytest.mark.parametrize(
    ("reason", "own", "field"), [("nee", False, "reason"), (" ", False, "reason"), (REASON, True, "instead")]
)
def test_a_dispute_says_why_and_names_another(
    cast: Cast, ministry: Organisation, reason: str, own: bool, field: str
) -> None:
    duty = _duty(ministry)
    with pytest.raises(Refusal) as refusal:
        duties.dispute(
            responsibility_id=duty.pk, reason=reason, instead=ministry if own else None, by=cast.contact, now=NOW
        )
    assert refusal.value.field == field
    assert Responsibility.objects.get().state == "proposed"


def test_no_dispute_without_a_reason_in_the_database(ministry: Organisation) -> None:
    duty = _duty(ministry)
    with pytest.raises(IntegrityError), transaction.atomic():
        Responsibility.objects.filter(pk=duty.pk).update(state="disputed")


def test_the_second_of_two_reads_who_answered_first(cast: Cast, ministry: Organisation) -> None:
    duty = _duty(ministry)
    duties.accept(responsibility_id=duty.pk, by=cast.contact, now=NOW)
    said = _sentence(lambda: duties.accept(responsibility_id=duty.pk, by=cast.contact, now=NOW))
    assert said == "Dit is net al gedaan door contact (A): aanvaard."


def test_for_a_withdrawn_limb_nobody_answers(cast: Cast, ministry: Organisation) -> None:
    duty = _duty(ministry, of=limb(state="withdrawn", correction="Dit klopte niet."))
    said = _sentence(lambda: duties.accept(responsibility_id=duty.pk, by=cast.contact, now=NOW))
    assert said == "Deze aanbeveling is ingetrokken; er hoeft niemand meer iets."


def test_a_responsibility_ends_on_a_day_with_a_reason_and_can_be_proposed_again(
    cast: Cast, ministry: Organisation
) -> None:
    duty = _duty(ministry, state="accepted", valid_from=date(2026, 1, 1))

    def end(on: date, reason: str = "Het ging over naar een ander.") -> Responsibility:
        return duties.end_responsible(responsibility_id=duty.pk, on=on, reason=reason, by=cast.editor, now=NOW)

    assert _sentence(lambda: end(date(2030, 1, 1))) == ("Deze dag moet nog komen. Beëindig het op of na de dag zelf.")
    assert _sentence(lambda: end(date(2025, 1, 1))) == "Dit begon pas op 1 januari 2026."
    assert _sentence(lambda: end(NOW.date(), "weg")) == "Schrijf waarom dit eindigt, in een zin die een ander begrijpt."
    assert end(NOW.date()).valid_to == NOW.date()
    again = duties.propose_responsible(
        recommendation_id=duty.recommendation_id,
        organisation=ministry,
        territory=None,
        role="lead",
        basis="Wet",
        by=cast.editor,
        now=NOW,
    )
    assert (again.state, Responsibility.objects.count()) == ("proposed", 2)


@pytest.mark.parametrize(
    ("changes", "field"), [({"basis": " "}, "basis"), ({"role": "koning"}, "role"), ({}, "organisation")]
)
def test_a_proposal_stands_on_something_and_once(
    cast: Cast, ministry: Organisation, changes: dict[str, str], field: str
) -> None:
    duty = _duty(ministry)
    values = {"role": "lead", "basis": "Wet", **changes}
    with pytest.raises(Refusal) as refusal:
        duties.propose_responsible(
            recommendation_id=duty.recommendation_id,
            organisation=ministry,
            territory=None,
            by=cast.editor,
            now=NOW,
            **values,
        )
    assert refusal.value.field == field


def test_several_are_answered_at_once_or_none(cast: Cast, ministry: Organisation) -> None:
    rows = [_duty(ministry, of=limb(number)) for number in (1, 2, 3)]
    ids = [row.pk for row in rows]
    assert duties.accept_several(responsibility_ids=ids[:2], by=cast.contact, now=NOW) == 2
    assert _sentence(
        lambda: duties.dispute_several(responsibility_ids=ids, reason=REASON, instead=None, by=cast.contact, now=NOW)
    ).startswith("Dit kan nu niet")
    assert dict(Responsibility.objects.values_list("pk", "state")) == dict(
        zip(ids, ["accepted", "accepted", "proposed"], strict=True)
    )
    assert _sentence(lambda: duties.accept_several(responsibility_ids=[], by=cast.contact, now=NOW)) == (
        "Kies eerst één of meer onderdelen."
    )


# --- Findings ----------------------------------------------------------------------------------------------------------


def test_nobody_and_disputed_are_findings_with_a_count_per_round(
    ministry: Organisation, other_ministry: Organisation
) -> None:
    old = document(2004, "CRC/C/15/Add.9")
    rows = {number: limb(number, plain="Zo.", of=old if number == 9 else None) for number in range(1, 10)}
    limb(20, plain="Mooi zo.", statement_type="positive")
    limb(21)
    _duty(ministry, of=rows[2])
    _duty(ministry, of=rows[3], state="accepted")
    _duty(ministry, of=rows[4], state="disputed")
    _duty(ministry, of=rows[5], role="oversight", state="accepted")
    _duty(ministry, of=rows[6], state="ended")
    _duty(ministry, of=rows[7], state="disputed")
    _duty(other_ministry, of=rows[7], state="proposed")
    _duty(ministry, of=rows[8], state="disputed")
    _duty(other_ministry, of=rows[8], role="co_lead", state="accepted")
    assert [
        (one.cycle.year if one.cycle else None, one.nobody, one.proposed, one.accepted, one.disputed, one.total)
        for one in queries.leads_standing()
    ] == [(2030, 3, 1, 2, 2, 8), (2004, 1, 0, 0, 0, 1)]
    assert sorted(queries.unled().values_list("number", flat=True)) == ["1", "5", "6", "9"]
    assert sorted(queries.disputed().values_list("number", flat=True)) == ["4", "7"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_findings_cost_the_same_for_one_round_and_for_three(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for year in range(2030, 2030 + count):
        limb(plain="Zo.", of=document(year, f"CRC/C/NLD/CO/{year}"))
    with django_assert_num_queries(2):
        assert len(queries.leads_standing()) == count


# --- The pages of the body ---------------------------------------------------------------------------------------------


def test_a_body_sees_its_own_and_nobody_elses(cast: Cast, ministry: Organisation, other_ministry: Organisation) -> None:
    mine, theirs = _duty(ministry, of=limb(1)), _duty(other_ministry, of=limb(2))
    client = cast.client("contact")
    assert [duty.pk for duty in client.get(OURS).context["page"]] == [mine.pk]
    assert client.get(f"{OURS}{mine.pk}/").status_code == 200
    assert client.get(f"{OURS}{theirs.pk}/").status_code == 403
    assert client.post(f"{OURS}{theirs.pk}/", {"do": "accept"}).status_code == 403
    refused = client.post(OURS, {"do": "accept", "rows": [str(mine.pk), str(theirs.pk)]})
    assert refused.status_code == 422
    assert "niet aan uw organisatie voorgesteld" in refused.content.decode()
    assert set(Responsibility.objects.values_list("state", flat=True)) == {"proposed"}


def test_a_contact_without_an_organisation_speaks_for_nobody(cast: Cast, ministry: Organisation) -> None:
    _duty(ministry)
    type(cast.contact).objects.filter(pk=cast.contact.pk).update(organisation=None)
    assert cast.client("contact").get(OURS).status_code == 403


def test_a_renamed_body_answers_for_what_was_asked_under_its_old_name(cast: Cast, ministry: Organisation) -> None:
    new = Organisation.objects.create(slug="nieuw-a", name="Ministerie N", kind="ministry", predecessor=ministry)
    old_duty, new_duty = _duty(ministry, of=limb(1)), _duty(new, of=limb(2))
    client = cast.client("contact")
    assert {duty.pk for duty in client.get(OURS).context["page"]} == {old_duty.pk, new_duty.pk}
    assert client.post(f"{OURS}{new_duty.pk}/", {"do": "accept"}).status_code == 302
    # split in two: neither half speaks for the other
    Organisation.objects.create(slug="ook-a", name="Ministerie O", kind="ministry", predecessor=ministry)
    assert {duty.pk for duty in client.get(OURS).context["page"]} == {old_duty.pk}


def test_chosen_ones_are_disputed_at_once_and_the_page_keeps_what_was_asked(
    cast: Cast, ministry: Organisation, other_ministry: Organisation
) -> None:
    Organisation.objects.update(is_demonstration=False)
    rows = [_duty(ministry, of=limb(number)) for number in (1, 2)]
    client, sent = cast.client("contact"), {"do": "dispute", "rows": [str(row.pk) for row in rows]}
    refused = client.post(f"{OURS}?staat=proposed", {**sent, "reason": "nee", "instead": other_ministry.pk})
    page = refused.content.decode()
    assert (refused.status_code, page.count(" checked>")) == (422, 2)
    assert "nee</textarea>" in page
    done = client.post(f"{OURS}?staat=proposed", {**sent, "reason": REASON, "instead": other_ministry.pk})
    assert done["Location"] == f"{OURS}?staat=proposed"
    assert set(Responsibility.objects.values_list("state", "instead")) == {("disputed", other_ministry.pk)}


@pytest.mark.parametrize("rows", [[], ["²"], ["9" * 40], ["-1", "x"]])
@pytest.mark.parametrize("do", ["accept", "dispute"])
def test_a_press_that_means_nothing_changes_nothing(
    cast: Cast, ministry: Organisation, rows: list[str], do: str
) -> None:
    _duty(ministry)
    response = cast.client("contact").post(OURS, {"do": do, "rows": rows, "reason": REASON})
    assert response.status_code == 422
    assert "Kies eerst één of meer onderdelen." in response.content.decode()
    assert Responsibility.objects.get().state == "proposed"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 3),
        ("staat=accepted", 1),
        ("rol=oversight", 1),
        ("gebied=saba", 1),
        ("gebied=overal", 2),
        ("q=schommel", 1),
        ("document=nergens", 0),
        ("q=%00%25&staat='&page=-4", 0),
    ],
)
def test_the_list_is_filtered_and_goes_out_as_it_is(cast: Cast, ministry: Organisation, query: str, found: int) -> None:
    saba = Territory.objects.create(code="SAB", slug="saba", name="Saba")
    _duty(ministry, of=limb(1, subject="De schommel"), state="accepted")
    _duty(ministry, of=limb(2), territory=saba)
    _duty(ministry, of=limb(3), role="oversight")
    client = cast.client("contact")
    page = client.get(f"{OURS}?{query}").context["page"]
    assert page.paginator.count == found
    assert len(client.get(f"{OURS}lijst.csv?{query}").content.decode().splitlines()) == found + 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    cast: Cast, ministry: Organisation, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, count + 1):
        _duty(ministry, of=limb(number))
    client = cast.client("contact")
    client.get(OURS)
    with django_assert_num_queries(14):
        response = client.get(OURS)
    assert response.content.decode().count("Lees en antwoord") == count


def test_an_empty_list_says_what_will_stand_there(cast: Cast) -> None:
    assert "De redactie stelde uw organisatie nog nergens voor." in cast.client("contact").get(OURS).content.decode()


def test_what_is_proposed_is_a_duty_of_the_body_and_a_dispute_one_of_the_editors(
    cast: Cast, ministry: Organisation
) -> None:
    duty = _duty(ministry, of=limb(plain="Zo."))
    today = NOW.date()
    assert [(one.label, one.count) for one in queries.duties(cast.contact, today)] == [
        ("Voorgesteld aan uw organisatie", 1)
    ]
    assert queries.duties(cast.other_contact, today) == []
    duties.dispute(responsibility_id=duty.pk, reason=REASON, by=cast.contact, now=NOW)
    assert queries.duties(cast.contact, today) == []
    assert [(one.label, one.href) for one in queries.duties(cast.editor, today)][-1] == (
        "Betwiste verantwoordelijkheid",
        "/werk/aanbevelingen/?let-op=betwist",
    )


def test_an_editor_ends_it_on_its_own_page(cast: Cast, ministry: Organisation) -> None:
    duty = _duty(ministry, state="accepted")
    here = f"/werk/aanbevelingen/crc-c-nld-co-9/3/verantwoordelijke/{duty.pk}/beeindigen/"
    client = cast.client("editor")
    assert client.get(here).status_code == 200
    refused = client.post(here, {"on": "morgen", "reason": "Het ging over."})
    assert (refused.status_code, "morgen" in refused.content.decode()) == (422, True)
    assert client.post(here, {"on": "2026-11-20", "reason": "Het ging over."}).status_code == 302
    assert Responsibility.objects.get().state == "ended"
