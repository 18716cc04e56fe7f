"""Links are claims of one person that another confirms; only then they count for anybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from tests.answers import keeping
from tests.answers.keeping import BECAUSE, CLAIM
from tests.conftest import NOW, TODAY, Cast
from weerklank.accounts.models import Account, Organisation
from weerklank.answers.actions import linking
from weerklank.answers.actions.linking import Claim
from weerklank.answers.models import Action, ActionCommitment, ActionLink, Commitment, CommitmentLink
from weerklank.answers.queries import keeping as work
from weerklank.answers.queries import kept_by_limb, kept_for, prefetched_promises
from weerklank.moves import Refusal
from weerklank.rights.models import Recommendation

pytestmark = pytest.mark.django_db
NOT_SO = "De brief gaat over iets heel anders."


@pytest.fixture
def promise(cast: Cast, ministry: Organisation) -> Commitment:
    return keeping.entered(cast, ministry, due_on=TODAY - timedelta(days=3))


@pytest.fixture
def action(cast: Cast, ministry: Organisation) -> Action:
    return keeping.planned(cast.contact, ministry, source_url="")


@pytest.fixture
def limb() -> Recommendation:
    return keeping.limb()


@pytest.fixture
def link(promise: Commitment, limb: Recommendation, cast: Cast) -> CommitmentLink:
    return linking.link_promise(promise=promise, limb=limb, claim=CLAIM, by=cast.editor, now=NOW)


def decide(link: CommitmentLink | ActionLink, move: str, by: Account, note: str = "", share: str = "") -> None:
    kind = "toezegging" if isinstance(link, CommitmentLink) else "actie"
    linking.decide_link(kind=kind, link_id=link.pk, move=move, note=note, share=share, by=by, now=NOW)
    link.refresh_from_db()


def test_a_suggestion_counts_for_nobody_until_a_second_person_confirms(
    link: CommitmentLink, limb: Recommendation, cast: Cast
) -> None:
    assert kept_for(limb, TODAY).promises == ()
    with pytest.raises(Refusal, match="Een collega beslist"):
        decide(link, "confirm", cast.editor)
    decide(link, "confirm", cast.second_editor)
    kept = kept_for(limb, TODAY).promises
    assert [(one.title, one.share.label, one.share.rationale, one.days_overdue) for one in kept] == [
        ("Een brief over de wachttijden", "een deel ervan", BECAUSE, 3)
    ]


def test_the_database_too_wants_a_second_person(link: CommitmentLink, cast: Cast) -> None:
    for values in ({"decided_by": cast.editor}, {"decided_by": None}):
        # a CHECK or a trigger says it, whichever the engine asks first
        with pytest.raises(DatabaseError), transaction.atomic():
            CommitmentLink.objects.filter(pk=link.pk).update(state="confirmed", **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitmentLink.objects.filter(pk=link.pk).update(state="rejected", decided_by=cast.second_editor)


def test_no_proposer_is_wiped_or_swapped_and_nobody_confirms_nothing(link: CommitmentLink, cast: Cast) -> None:
    row = CommitmentLink.objects.filter(pk=link.pk)
    for values in (
        {"proposed_by": None},
        {"state": "confirmed", "proposed_by": None, "decided_by": cast.editor},
        {"state": "confirmed", "proposed_by": cast.contact, "decided_by": cast.editor},
    ):
        with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
            row.update(**values)
    row.update(state="confirmed", decided_by=cast.second_editor)
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        row.update(decided_by=None)


def test_the_database_lets_nobody_confirm_what_a_pattern_found(
    promise: Commitment, limb: Recommendation, cast: Cast
) -> None:
    CommitmentLink.objects.create(commitment=promise, recommendation=limb, source="machine")
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        CommitmentLink.objects.update(state="confirmed")
    CommitmentLink.objects.update(state="confirmed", decided_by=cast.editor)
    assert CommitmentLink.objects.get().decided_by == cast.editor


def test_a_rejection_has_a_reason_and_is_remembered(
    link: CommitmentLink, promise: Commitment, limb: Recommendation, cast: Cast
) -> None:
    with pytest.raises(Refusal, match="Schrijf waarom"):
        decide(link, "reject", cast.second_editor)
    decide(link, "reject", cast.second_editor, NOT_SO)
    with pytest.raises(Refusal, match="eerder voorgesteld en afgewezen: ‘De brief gaat over iets heel anders.’"):
        linking.link_promise(promise=promise, limb=limb, claim=CLAIM, by=cast.editor, now=NOW)
    assert (CommitmentLink.objects.count(), kept_for(limb, TODAY).promises) == (1, ())


def test_the_second_to_decide_hears_who_was_first(link: CommitmentLink, cast: Cast) -> None:
    decide(link, "confirm", cast.second_editor)
    with pytest.raises(Refusal, match="net al bevestigd door second editor"):
        decide(link, "reject", cast.second_editor, NOT_SO)


def test_who_asks_to_look_again_does_not_decide(link: CommitmentLink, cast: Cast) -> None:
    decide(link, "reject", cast.second_editor, NOT_SO)
    decide(link, "reconsider", cast.second_editor, "De brief noemt toch de wachttijden.")
    assert (link.state, link.proposed_by, link.decided_by) == ("suggested", cast.second_editor, None)
    with pytest.raises(Refusal, match="Een collega beslist"):
        decide(link, "confirm", cast.second_editor)
    decide(link, "confirm", cast.editor)
    assert link.state == "confirmed"


@pytest.mark.parametrize("claim", [Claim("unknown", BECAUSE), Claim("onzin", BECAUSE), Claim("part", "daarom")])
def test_a_claim_says_how_much_and_why(claim: Claim, promise: Commitment, limb: Recommendation, cast: Cast) -> None:
    with pytest.raises(Refusal):
        linking.link_promise(promise=promise, limb=limb, claim=claim, by=cast.editor, now=NOW)


def test_what_a_pattern_found_is_confirmed_with_its_share(
    promise: Commitment, limb: Recommendation, cast: Cast
) -> None:
    found = CommitmentLink.objects.create(commitment=promise, recommendation=limb, source="machine")
    with pytest.raises(Refusal, match="welk deel"):
        decide(found, "confirm", cast.editor)
    decide(found, "confirm", cast.editor, share="core")
    assert (found.state, found.share) == ("confirmed", "core")


def test_words_that_name_the_decider_as_author_count_where_no_account_stands(
    action: Action, limb: Recommendation, cast: Cast
) -> None:
    found = ActionLink.objects.create(
        action=action, recommendation=limb, source="machine", share="core", author=cast.editor.audit_label
    )
    with pytest.raises(Refusal, match="Een collega beslist"):
        decide(found, "confirm", cast.editor)
    decide(found, "confirm", cast.second_editor)
    assert (found.state, found.decided_by) == ("confirmed", cast.second_editor)


def test_a_promise_linked_to_two_limbs_shows_only_at_the_confirmed_one(
    link: CommitmentLink, promise: Commitment, limb: Recommendation, cast: Cast
) -> None:
    decide(link, "confirm", cast.second_editor)
    other = keeping.limb("22(c)")
    linking.link_promise(promise=promise, limb=other, claim=CLAIM, by=cast.editor, now=NOW)
    limbs = Recommendation.objects.prefetch_related(prefetched_promises(Commitment.objects.all())).order_by("number")
    assert {one.number: [row.commitment.slug for row in one.commitment_links.all()] for one in limbs} == {
        "22(b)": [promise.slug],
        "22(c)": [],
    }


def test_an_action_serves_a_limb_and_keeps_a_promise(
    action: Action, promise: Commitment, limb: Recommendation, cast: Cast
) -> None:
    serves = linking.link_action(action=action, limb=limb, claim=CLAIM, by=cast.contact, now=NOW)
    keeps = linking.link_keeping(
        action=action, promise=promise, claim=Claim("whole", BECAUSE), by=cast.contact, now=NOW
    )
    assert (serves.source, keeps.source, kept_for(limb, TODAY).actions) == ("government", "government", ())
    decide(serves, "confirm", cast.editor)
    linking.decide_link(kind="nakoming", link_id=keeps.pk, move="confirm", by=cast.editor, now=NOW)
    assert [(one.title, one.milestones) for one in kept_for(limb, TODAY).actions] == [("Een brief schrijven", 0)]
    assert work.links_of_promise(promise, cast.editor)[0].share.label == "de hele toezegging"


def test_made_up_actions_keep_no_real_promise(action: Action, promise: Commitment, cast: Cast) -> None:
    Commitment.objects.filter(pk=promise.pk).update(is_demonstration=False)
    promise.refresh_from_db()
    with pytest.raises(Refusal, match="verzonnen"):
        linking.link_keeping(action=action, promise=promise, claim=CLAIM, by=cast.contact, now=NOW)


@pytest.mark.parametrize("count", [1, 3])
def test_three_limbs_cost_as_much_as_one(
    count: int, cast: Cast, ministry: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    limbs = [keeping.limb(f"22({letter})") for letter in "abc"[:count]]
    for limb in limbs:
        promise = keeping.entered(cast, ministry, title=f"Bij {limb.number}")
        CommitmentLink.objects.create(commitment=promise, recommendation=limb, state="confirmed")
    with django_assert_num_queries(3):
        assert [len(kept.promises) for kept in kept_by_limb([limb.pk for limb in limbs], TODAY).values()] == [1] * count


# --- pages -------------------------------------------------------------------------------------------------------------


def test_an_editor_finds_a_limb_and_proposes(promise: Commitment, limb: Recommendation, cast: Cast) -> None:
    client, address = cast.client("editor"), f"/werk/toezeggingen/{promise.slug}/koppelen/"
    assert "Niets gevonden" in client.get(f"{address}?q=zwembad").content.decode()
    assert "22(b): Wachttijden" in client.get(f"{address}?q=22(b)").content.decode()
    typed = {"q": "22(b)", "target": limb.pk, "share": "part", "rationale": "daarom"}
    refused = client.post(address, typed)
    assert (refused.status_code, "daarom" in refused.content.decode()) == (422, True)
    assert client.post(address, {**typed, "rationale": BECAUSE}).status_code == 302
    assert CommitmentLink.objects.get().state == "suggested"


def test_a_contact_links_its_action_to_a_promise(action: Action, promise: Commitment, cast: Cast) -> None:
    client, address = cast.client("contact"), f"/werk/acties/{action.slug}/koppelen/?aan=toezegging"
    assert promise.title in client.get(f"{address}&q=wachttijden").content.decode()
    typed = {"q": "wachttijden", "target": promise.pk, "share": "whole", "rationale": BECAUSE}
    assert client.post(address, typed).status_code == 302
    assert ActionCommitment.objects.get().proposed_by == cast.contact
    assert client.get("/werk/koppelingen/").status_code == 403


def test_the_list_of_links_shows_what_waits_and_takes_a_decision(link: CommitmentLink, cast: Cast) -> None:
    client, address = cast.client("second_editor"), f"/werk/koppelingen/toezegging/{link.pk}/"
    assert BECAUSE in client.get("/werk/koppelingen/").content.decode()
    assert "U stelde dit zelf voor" in cast.client("editor").get("/werk/koppelingen/").content.decode()
    refused = client.post(address, {"do": "reject", "note": "nee"})
    assert (refused.status_code, 'value="nee"' in refused.content.decode()) == (422, True)
    assert client.post(address, {"do": "confirm"}).status_code == 302
    assert BECAUSE not in client.get("/werk/koppelingen/").content.decode()
    assert BECAUSE in client.get("/werk/koppelingen/?stand=confirmed&soort=toezegging&q=wachttijden").content.decode()
    assert len(client.get("/werk/koppelingen/?stand=confirmed&als=csv").content.decode().strip().splitlines()) == 2
    assert client.post("/werk/koppelingen/onzin/1/", {"do": "confirm"}).status_code == 404
    assert client.post("/werk/koppelingen/actie/99999999999999999999/", {"do": "confirm"}).status_code == 404


def test_the_workspace_says_what_waits(link: CommitmentLink, cast: Cast) -> None:
    counts = {name: work.waiting_links(getattr(cast, name)) for name in ("editor", "second_editor")}
    assert counts == {"editor": 0, "second_editor": 1}
    assert [duty.label for duty in work.duties(cast.second_editor, TODAY)] == ["Koppelingen beoordelen"]
    assert [duty.label for duty in work.duties(cast.contact, TODAY)] == ["Acties"]
