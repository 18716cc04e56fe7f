"""Actions: planned by who leads them, told with reason and proof, late by the day; delivered is not implemented."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.answers import keeping
from tests.answers.keeping import LETTER, SOURCE
from tests.conftest import NOW, TODAY, Cast
from weerklank.accounts.models import Organisation
from weerklank.answers.actions import acting
from weerklank.answers.actions.acting import Told
from weerklank.answers.models import Action, ActionStep, Commitment, Milestone, ProgressUpdate
from weerklank.audit.models import AuditEvent
from weerklank.moves import Refusal

pytestmark = pytest.mark.django_db
WHY = "De brief is af en ligt bij de drukker."


@pytest.fixture
def action(cast: Cast, ministry: Organisation) -> Action:
    return keeping.planned(cast.contact, ministry, source_url="", end_on=TODAY + timedelta(days=60))


def tell(action: Action, cast: Cast, move: str = "", text: str = WHY, proof: str = "") -> ActionStep:
    told = Told(text=text, on=TODAY, move=move, evidence_url=proof)
    step = acting.tell_of_action(action_id=action.pk, told=told, by=cast.contact, now=NOW)
    action.refresh_from_db()
    return step


def test_who_leads_may_write_without_a_source_and_an_editor_may_not(cast: Cast, ministry: Organisation) -> None:
    assert keeping.planned(cast.contact, ministry, source_url="").state == "planned"
    with pytest.raises(Refusal, match="zonder bron"):
        keeping.planned(cast.editor, ministry, source_url="")


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"title": " "}, "titel"),
        ({"start_on": TODAY, "end_on": TODAY - timedelta(days=1)}, "voor de begindatum"),
        ({"budget_amount": Decimal(5)}, "waarvoor dit geld is"),
        ({"budget_amount": Decimal(-5), "budget_note": "iets"}, "niet negatief"),
        ({"child_text": "Bel 06 12345678"}, "contact"),
    ],
)
def test_an_action_that_is_none_is_refused(
    more: dict[str, object], sentence: str, cast: Cast, ministry: Organisation
) -> None:
    with pytest.raises(Refusal, match=sentence):
        keeping.planned(cast.contact, ministry, **more)


def test_the_whole_life_of_an_action_stands_in_rows(action: Action, cast: Cast) -> None:
    for move, proof in (("start", ""), ("back_to_plan", ""), ("start", ""), ("deliver", LETTER), ("evaluate", LETTER)):
        tell(action, cast, move, proof=proof)
    assert [step.state for step in action.steps.order_by("pk")] == [
        "under_way",
        "planned",
        "under_way",
        "delivered",
        "evaluated",
    ]


@pytest.mark.parametrize("text", ["", "kort", "Heeft onze aandacht."])
def test_every_move_has_a_reason(text: str, action: Action, cast: Cast) -> None:
    with pytest.raises(Refusal, match="Schrijf wat er is gebeurd"):
        tell(action, cast, "start", text)


def test_delivered_needs_evidence_and_a_planned_action_cannot_be_delivered(action: Action, cast: Cast) -> None:
    with pytest.raises(Refusal, match="Dit kan nu niet"):
        tell(action, cast, "deliver", proof=LETTER)
    tell(action, cast, "start")
    with pytest.raises(Refusal, match="Opgeleverd kan alleen met een bewijs"):
        tell(action, cast, "deliver")
    action.refresh_from_db()
    assert action.state == "under_way"


def test_overdue_follows_from_the_day(action: Action, cast: Cast) -> None:
    late = TODAY + timedelta(days=70)
    assert [action.overdue_on(day) for day in (TODAY, TODAY + timedelta(days=60), late)] == [0, 0, 10]
    tell(action, cast, "start")
    tell(action, cast, "deliver", proof=LETTER)
    assert action.overdue_on(late) == 0


# --- milestones --------------------------------------------------------------------------------------------------------


@pytest.fixture
def milestone(action: Action, cast: Cast) -> Milestone:
    return acting.add_milestone(
        action_id=action.pk, title="De brief is gedrukt", due_on=TODAY + timedelta(days=5), by=cast.contact, now=NOW
    )


def test_a_milestone_is_late_by_the_day_and_done_with_proof(milestone: Milestone, action: Action, cast: Cast) -> None:
    assert [milestone.overdue_on(TODAY + timedelta(days=days)) for days in (5, 6)] == [0, 1]
    done = {"action_id": action.pk, "milestone_id": milestone.pk, "by": cast.contact, "now": NOW}
    with pytest.raises(Refusal, match="Af kan alleen met een bewijs"):
        acting.finish_milestone(**done, done_on=TODAY, evidence_url="")
    with pytest.raises(Refusal, match="nog niet geweest"):
        acting.finish_milestone(**done, done_on=TODAY + timedelta(days=1), evidence_url=LETTER)
    finished = acting.finish_milestone(**done, done_on=TODAY, evidence_url=LETTER)
    assert finished.overdue_on(TODAY + timedelta(days=100)) == 0
    with pytest.raises(Refusal, match="net al afgerond"):
        acting.finish_milestone(**done, done_on=TODAY, evidence_url=LETTER)


def test_another_day_keeps_the_first_one_in_the_history(milestone: Milestone, action: Action, cast: Cast) -> None:
    acting.move_milestone(
        action_id=action.pk,
        milestone_id=milestone.pk,
        due_on=TODAY + timedelta(days=20),
        reason="De drukker heeft geen papier.",
        by=cast.contact,
        now=NOW,
    )
    assert action.steps.get().text == (
        "‘De brief is gedrukt’ gaat van 25-11-2026 naar 10-12-2026. De drukker heeft geen papier."
    )


def test_a_dropped_milestone_leaves_its_reason(milestone: Milestone, action: Action, cast: Cast) -> None:
    with pytest.raises(Refusal, match="Schrijf waarom"):
        acting.drop_milestone(action_id=action.pk, milestone_id=milestone.pk, reason="", by=cast.contact, now=NOW)
    acting.drop_milestone(
        action_id=action.pk, milestone_id=milestone.pk, reason="De brief gaat digitaal.", by=cast.contact, now=NOW
    )
    assert action.steps.get().text == "‘De brief is gedrukt’ (25-11-2026) vervalt. De brief gaat digitaal."
    assert action.milestones.count() == 0


def test_a_milestone_of_another_action_is_not_touched(milestone: Milestone, cast: Cast, ministry: Organisation) -> None:
    other = keeping.planned(cast.contact, ministry, title="Iets anders")
    with pytest.raises(Refusal, match="er niet meer"):
        acting.drop_milestone(
            action_id=other.pk, milestone_id=milestone.pk, reason="Een goede reden.", by=cast.contact, now=NOW
        )


def test_of_a_stopped_action_no_milestone_changes(milestone: Milestone, action: Action, cast: Cast) -> None:
    tell(action, cast, "stop")
    with pytest.raises(Refusal, match="gestopt"):
        acting.add_milestone(action_id=action.pk, title="Nog iets", due_on=TODAY, by=cast.contact, now=NOW)
    with pytest.raises(Refusal, match="gestopt"):
        acting.finish_milestone(
            action_id=action.pk,
            milestone_id=milestone.pk,
            done_on=TODAY,
            evidence_url=LETTER,
            by=cast.contact,
            now=NOW,
        )


def test_another_plan_keeps_what_was_planned(action: Action, cast: Cast, ministry: Organisation) -> None:
    later = keeping.plan(ministry, source_url="", end_on=TODAY + timedelta(days=90))
    with pytest.raises(Refusal, match="waarom dit verandert"):
        acting.change_action(action_id=action.pk, plan=later, reason="", by=cast.contact, now=NOW)
    acting.change_action(action_id=action.pk, plan=later, reason="De drukker is ziek.", by=cast.contact, now=NOW)
    assert action.steps.get().text == "De drukker is ziek. (einde: 19-01-2027 → 18-02-2027)"


def test_every_change_of_an_action_has_a_reason_and_keeps_what_stood_there_whole(
    action: Action, cast: Cast, ministry: Organisation
) -> None:
    before = "Wij beloven gratis schoolmaaltijden. " * 20
    Action.objects.filter(pk=action.pk).update(description=before)
    end = action.end_on
    other = keeping.plan(ministry, source_url="", end_on=end, description="Wij beloven niets.")
    with pytest.raises(Refusal, match="waarom dit verandert"):
        acting.change_action(action_id=action.pk, plan=other, reason="", by=cast.contact, now=NOW)
    acting.change_action(action_id=action.pk, plan=other, reason="Het geld is op.", by=cast.contact, now=NOW)
    logged = AuditEvent.objects.get(action="action.changed")
    assert (logged.note, logged.public) == (f"Het geld is op. (uitleg: {before} → Wij beloven niets.)", True)


# --- what the database refuses whoever writes there ----------------------------------------------------------------------


def refused(write: object) -> None:
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        write()


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize("state", ["delivered", "evaluated"])
def test_no_action_is_delivered_without_evidence_by_any_way(state: str, action: Action) -> None:
    def save() -> None:
        action.state = state
        action.save()

    refused(save)
    refused(lambda: Action.objects.filter(pk=action.pk).update(state=state))
    refused(lambda: sql("UPDATE answers_action SET state = %s WHERE id = %s", state, action.pk))
    refused(lambda: Action.objects.create(slug="nieuw", title="Nieuw", lead=action.lead, state=state))
    refused(lambda: ActionStep.objects.create(action=action, date=TODAY, state=state, text=WHY))
    step = ActionStep.objects.create(action=action, date=TODAY, state=state, text=WHY, evidence_url=LETTER)
    refused(lambda: ActionStep.objects.filter(pk=step.pk).update(evidence_url=""))
    refused(lambda: sql("UPDATE answers_actionstep SET evidence_url = '' WHERE id = %s", step.pk))


def test_no_milestone_is_done_without_evidence_by_any_way(milestone: Milestone) -> None:
    def save() -> None:
        milestone.done_on = TODAY
        milestone.save()

    refused(save)
    refused(lambda: Milestone.objects.filter(pk=milestone.pk).update(done_on=TODAY))
    refused(lambda: sql("UPDATE answers_milestone SET done_on = %s WHERE id = %s", TODAY.isoformat(), milestone.pk))


@pytest.mark.parametrize("state", ["partly", "done"])
@pytest.mark.parametrize("kind", ["dialogue", "parliament"])
def test_no_promise_is_kept_without_a_document_by_any_way(state: str, kind: str, ministry: Organisation) -> None:
    made = Commitment.objects.create(slug="belofte", title="Belofte", organisation=ministry, state="agreed", kind=kind)

    def save() -> None:
        made.state = state
        made.save()

    refused(save)
    refused(lambda: Commitment.objects.filter(pk=made.pk).update(state=state))
    refused(lambda: sql("UPDATE answers_commitment SET state = %s WHERE id = %s", state, made.pk))
    refused(lambda: ProgressUpdate.objects.create(commitment=made, date=TODAY, state=state, text=WHY))
    Commitment.objects.filter(pk=made.pk).update(state=state, fulfilled_by_url=SOURCE)


@pytest.mark.parametrize("state", ["partly", "done", "confirmed"])
@pytest.mark.parametrize("kind", ["dialogue", "parliament"])
def test_no_promise_begins_as_kept_without_a_document(state: str, kind: str, ministry: Organisation) -> None:
    told = {"slug": "belofte", "title": "Belofte", "organisation": ministry, "kind": kind, "state": state}
    refused(lambda: Commitment.objects.create(**told))
    assert Commitment.objects.create(**told, fulfilled_by_url=SOURCE).state == state


def test_children_confirm_only_what_was_proven_and_the_proof_stays(ministry: Organisation) -> None:
    made = Commitment.objects.create(slug="belofte", title="Belofte", organisation=ministry, state="agreed")
    row = Commitment.objects.filter(pk=made.pk)
    refused(lambda: row.update(state="confirmed"))
    refused(lambda: sql("UPDATE answers_commitment SET state = 'confirmed' WHERE id = %s", made.pk))
    row.update(state="done", fulfilled_by_url=SOURCE)
    refused(lambda: row.update(fulfilled_by_url=""))
    ProgressUpdate.objects.create(commitment=made, date=TODAY, state="done", text=WHY, evidence_url=LETTER)
    row.update(state="confirmed", fulfilled_by_url="")
    assert row.get().state == "confirmed"


@pytest.mark.parametrize("table", ["answers_actionstep", "answers_progressupdate"])
def test_what_was_said_on_a_day_is_neither_rewritten_nor_removed(
    table: str, action: Action, ministry: Organisation
) -> None:
    made = Commitment.objects.create(slug="belofte", title="Belofte", organisation=ministry, state="agreed")
    ActionStep.objects.create(action=action, date=TODAY, state="planned", text=WHY)
    ProgressUpdate.objects.create(commitment=made, date=TODAY, state="agreed", text=WHY)
    refused(lambda: sql(f"UPDATE {table} SET text = 'anders'"))
    refused(lambda: sql(f"DELETE FROM {table}"))
    refused(action.delete)
    refused(made.delete)
    assert (action.steps.get().text, made.updates.get().text) == (WHY, WHY)


# --- pages -------------------------------------------------------------------------------------------------------------


def test_a_contact_plans_tells_and_finishes(cast: Cast, ministry: Organisation) -> None:
    client = cast.client("contact")
    assert client.post("/werk/acties/nieuw/", {"title": "", "kind": "law", "lead": ministry.pk}).status_code == 422
    typed = {"title": "Een wet", "kind": "law", "lead": ministry.pk, "budget_amount": "12,5", "budget_note": "drukwerk"}
    assert client.post("/werk/acties/nieuw/", typed)["Location"] == "/werk/acties/een-wet/"
    action = Action.objects.get()
    assert (action.lead, action.budget_amount) == (ministry, Decimal("12.50"))
    base = "/werk/acties/een-wet/"
    assert client.post(f"{base}mijlpaal/", {"title": "Wetstekst", "due_on": "2026-12-01"}).status_code == 302
    step = action.milestones.get()
    refused = client.post(f"{base}mijlpaal/{step.pk}/af/", {"done_on": "2026-11-20"})
    assert (refused.status_code, "Zet er het adres bij" in refused.content.decode()) == (422, True)
    assert (
        client.post(f"{base}mijlpaal/{step.pk}/af/", {"done_on": "2026-11-20", "evidence_url": LETTER}).status_code
        == 302
    )
    assert client.post(f"{base}vertellen/", {"on": "2026-11-20", "move": "start", "text": "kort"}).status_code == 422
    assert client.post(f"{base}vertellen/", {"on": "2026-11-20", "move": "start", "text": WHY}).status_code == 302
    assert client.get(base).status_code == 200
    assert client.post(f"{base}mijlpaal/{step.pk}/onzin/").status_code == 404
    assert client.post(f"{base}mijlpaal/99999999999999999999/af/").status_code == 404


def test_a_contact_cannot_lead_for_another(cast: Cast, other_ministry: Organisation) -> None:
    typed = {"title": "Een wet", "kind": "law", "lead": other_ministry.pk}
    assert cast.client("contact").post("/werk/acties/nieuw/", typed).status_code == 422
    assert Action.objects.count() == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [("", 2), ("tijd=te-laat", 1), ("soort=law", 1), ("q=sport", 1), ("stand=planned", 2), ("vn=met", 0)],
)
def test_the_list_is_filtered_and_exported_alike(
    query: str, found: int, action: Action, cast: Cast, other_ministry: Organisation
) -> None:
    late = TODAY - timedelta(days=1)
    keeping.planned(cast.editor, other_ministry, title="Sport", kind="law", end_on=late)
    client = cast.client("editor")
    page = client.get(f"/werk/acties/?{query}").content.decode()
    rows = client.get(f"/werk/acties/?{query}&als=csv").content.decode().strip().splitlines()
    assert (page.count('class="list-title"'), len(rows) - 1) == (found, found)
