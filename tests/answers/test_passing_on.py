"""A part goes to another ministry only when they take it; what an edition leaves open goes on in the next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests.answers.conftest import Asked, save
from tests.concurrently import at_once, refusals
from tests.conftest import NOW, TODAY, Cast
from weerklank.accounts.models import Organisation
from weerklank.answers.actions import answering, approving, carrying_over, promising, transferring
from weerklank.answers.draft import Draft
from weerklank.answers.models import Addressee, CarriedOver, Commitment, Transfer
from weerklank.editions import guards
from weerklank.editions.models import Edition
from weerklank.moves import Refusal

pytestmark = pytest.mark.django_db
REASON = "De schoolreis valt onder het ministerie dat over de scholen gaat."


@pytest.fixture
def alone(asked: Asked) -> Asked:
    """The same advice, asked of one ministry only."""
    asked.other.delete()
    return asked


def offer(asked: Asked, cast: Cast, to: Organisation, part: int = 0, **given: object) -> Transfer:
    known: dict[str, Any] = {
        "addressee_id": asked.addressee.pk,
        "part_id": asked.advice.parts.all()[part].pk,
        "to_id": to.pk,
        "reason": REASON,
        "by": cast.respondent,
        "now": NOW,
    }
    return transferring.propose_transfer(**(known | given))


def accept(transfer: Transfer, cast: Cast, days: int = 1) -> Addressee:
    return transferring.accept_transfer(
        transfer_id=transfer.pk, by=cast.other_respondent, now=NOW + timedelta(days=days)
    )


def test_an_offer_changes_nothing_until_the_other_takes_it(
    alone: Asked, cast: Cast, other_ministry: Organisation
) -> None:
    transfer = offer(alone, cast, other_ministry)
    assert (transfer.state, alone.advice.addressees.count()) == ("proposed", 1)
    receiver = accept(transfer, cast)
    assert (receiver.due_on, receiver.by_transfer, [part.pk for part in receiver.parts()]) == (
        TODAY + timedelta(days=92),
        True,
        [transfer.part_id],
    )
    alone.addressee.refresh_from_db()
    assert (alone.addressee.state, alone.addressee.lead) == ("awaiting", True)


def test_whoever_gave_everything_in_time_is_relieved_and_the_receiver_leads(
    alone: Asked, cast: Cast, other_ministry: Organisation
) -> None:
    receivers = [accept(offer(alone, cast, other_ministry, part), cast) for part in (0, 1)]
    alone.addressee.refresh_from_db()
    receivers[0].refresh_from_db()
    assert (alone.addressee.state, alone.addressee.lead, receivers[0].lead) == ("transferred", False, True)
    assert receivers[0].parts().count() == alone.advice.parts.count()


def test_whoever_gave_everything_away_writes_no_further(
    alone: Asked, cast: Cast, other_ministry: Organisation, whole: Draft
) -> None:
    begun = save(alone, cast, whole)
    for part in (0, 1):
        accept(offer(alone, cast, other_ministry, part), cast)
    with pytest.raises(Refusal, match="nam dit over"):
        save(alone, cast, replace(whole, summary="Dit leest niemand meer."), revision=begun.revision)


def test_whoever_was_late_stays_late_with_empty_hands(alone: Asked, cast: Cast, other_ministry: Organisation) -> None:
    offers = [offer(alone, cast, other_ministry, part) for part in (0, 1)]
    for transfer in offers:
        accept(transfer, cast, days=100)
    alone.addressee.refresh_from_db()
    assert (alone.addressee.state, alone.addressee.overdue_on(TODAY + timedelta(days=100))) == ("awaiting", 9)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"reason": "Heeft onze aandacht."}, "Schrijf waarom"),
        ({"reason": "   "}, "Schrijf waarom"),
        ({"to_id": 0}, "Kies een andere organisatie"),
        ({"part_id": 0}, "hoort niet bij wat u is gevraagd"),
        ({"now": NOW + timedelta(days=92)}, "De termijn is voorbij"),
    ],
)
def test_what_cannot_be_offered(
    alone: Asked, cast: Cast, other_ministry: Organisation, given: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        offer(alone, cast, other_ministry, **given)
    assert Transfer.objects.count() == 0


def test_nothing_is_offered_to_oneself_twice_or_further_on(
    alone: Asked, cast: Cast, ministry: Organisation, other_ministry: Organisation
) -> None:
    with pytest.raises(Refusal, match="Kies een andere organisatie"):
        offer(alone, cast, ministry)
    receiver = accept(offer(alone, cast, other_ministry), cast)
    with pytest.raises(Refusal, match="al aangeboden of overgenomen"):
        offer(alone, cast, other_ministry)
    with pytest.raises(Refusal, match="niet nog een keer verder"):
        offer(alone, cast, ministry, addressee_id=receiver.pk, by=cast.other_respondent, now=NOW + timedelta(days=1))


def test_a_refusal_says_why_and_the_part_can_be_offered_again(
    alone: Asked, cast: Cast, other_ministry: Organisation
) -> None:
    transfer = offer(alone, cast, other_ministry)
    with pytest.raises(Refusal, match="Schrijf waarom niet"):
        transferring.decline_transfer(transfer_id=transfer.pk, reason="nee", by=cast.other_respondent, now=NOW)
    why = "Wij gaan over de ouderbijdrage niet: dat is de wet van het andere ministerie."
    transferring.decline_transfer(transfer_id=transfer.pk, reason=why, by=cast.other_respondent, now=NOW)
    transfer.refresh_from_db()
    assert (transfer.state, transfer.settled_note) == ("declined", why)
    assert offer(alone, cast, other_ministry).state == "proposed"


def test_only_the_one_to_whom_it_is_offered_takes_it(alone: Asked, cast: Cast, other_ministry: Organisation) -> None:
    transfer = offer(alone, cast, other_ministry)
    with pytest.raises(Refusal, match="Alleen"):
        transferring.accept_transfer(transfer_id=transfer.pk, by=cast.respondent, now=NOW)


def test_taking_and_refusing_in_one_moment_is_one_of_both(
    committed: None, asked: Asked, cast: Cast, other_ministry: Organisation
) -> None:
    transfer = offer(asked, cast, other_ministry)
    said = at_once(
        lambda: accept(transfer, cast),
        lambda: transferring.decline_transfer(
            transfer_id=transfer.pk, reason=REASON, by=cast.other_respondent, now=NOW
        ),
    )
    assert len(refusals(said)) == 1


def test_an_answer_that_is_sent_ends_what_was_still_offered(
    asked: Asked, cast: Cast, other_ministry: Organisation, whole: Draft
) -> None:
    transfer = offer(asked, cast, other_ministry)
    answering.save_draft(addressee_id=asked.addressee.pk, draft=whole, revision=0, by=cast.respondent, now=NOW)
    answering.submit_answer(addressee_id=asked.addressee.pk, by=cast.respondent, now=NOW)
    transfer.refresh_from_db()
    assert (transfer.state, transfer.settled_note) == ("declined", answering.ANSWERED_ITSELF)
    with pytest.raises(Refusal, match="al besloten"):
        accept(transfer, cast)


def test_whoever_took_over_a_part_answers_that_part_alone(
    alone: Asked, cast: Cast, other_ministry: Organisation, whole: Draft
) -> None:
    receiver = accept(offer(alone, cast, other_ministry, part=1), cast)
    own = replace(whole, parts=whole.parts[1:])
    answering.save_draft(
        addressee_id=receiver.pk, draft=own, revision=0, by=cast.other_respondent, now=NOW + timedelta(days=1)
    )
    answer = answering.submit_answer(addressee_id=receiver.pk, by=cast.other_respondent, now=NOW + timedelta(days=1))
    assert [row.part.order for row in answer.positions.all()] == [2]
    answer.state, answer.approved_by, answer.published_on = "published", cast.organiser, TODAY
    answer.save()
    assert answer.state == "published"


def test_the_database_keeps_what_was_accepted(alone: Asked, cast: Cast, other_ministry: Organisation) -> None:
    transfer = offer(alone, cast, other_ministry)
    accept(transfer, cast)
    for change in (lambda: Transfer.objects.update(state="declined"), lambda: Transfer.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_pages_of_an_offer(alone: Asked, cast: Cast, other_ministry: Organisation) -> None:
    writer, receiver = cast.client("respondent"), cast.client("other_respondent")
    address = f"/werk/antwoorden/{alone.addressee.pk}/aanbieden/"
    part = alone.advice.parts.first()
    assert part is not None
    wrong = writer.post(address, {"part": part.pk, "to": other_ministry.pk, "reason": "kort"})
    assert (wrong.status_code, b"kort</textarea>" in wrong.content) == (422, True)
    assert writer.post(address, {"part": part.pk, "to": other_ministry.pk, "reason": REASON}).status_code == 302
    transfer = Transfer.objects.get()
    assert b"onderdeel 1" in receiver.get("/werk/overnemen/").content
    page = receiver.get(f"/werk/overnemen/{transfer.pk}/").content.decode()
    assert ("Neem dit onderdeel over" in page, REASON in page) == (True, True)
    assert "Neem dit onderdeel over" not in writer.get(f"/werk/overnemen/{transfer.pk}/").content.decode()
    empty = receiver.post(f"/werk/overnemen/{transfer.pk}/weigeren/", {"reason": ""})
    assert empty.status_code == 422
    accepted = receiver.post(f"/werk/overnemen/{transfer.pk}/aannemen/")
    assert receiver.get(accepted["Location"]).status_code == 200
    assert receiver.post(f"/werk/overnemen/{transfer.pk}/aannemen/").status_code == 422


# -- to the next edition ------------------------------------------------------------------------------------------


def test_offers_are_searched_narrowed_and_saved_as_a_file(
    alone: Asked, cast: Cast, other_ministry: Organisation
) -> None:
    first, _second = (offer(alone, cast, other_ministry, part) for part in (0, 1))
    receiver, where = cast.client("other_respondent"), "/werk/overnemen/"
    accept(first, cast)
    page = receiver.get(f"{where}?stand=accepted&q=onbekend").content.decode()
    assert "Geen aanbod past bij deze vraag." in page
    page = receiver.get(f"{where}?stand=accepted&q={alone.advice.number}").content.decode()
    assert (f"{where}{first.pk}/" in page, "1 onderdeel." in page, "als=csv" in page) == (True, True, True)
    lines = receiver.get(f"{where}?stand=proposed&als=csv").content.decode("utf-8-sig").splitlines()
    assert (len(lines), lines[0].split(",")[:3]) == (2, ["advies", "titel", "onderdeel"])
    assert receiver.get(f"{where}?stand=koning").content.decode().count("list-title") == 2


@pytest.fixture
def promised(asked: Asked, cast: Cast, whole: Draft) -> Commitment:
    answering.save_draft(addressee_id=asked.addressee.pk, draft=whole, revision=0, by=cast.respondent, now=NOW)
    answer = answering.submit_answer(addressee_id=asked.addressee.pk, by=cast.respondent, now=NOW)
    approving.publish_answer(answer_id=answer.pk, by=cast.approver, now=NOW)
    editions_state(asked.advice.edition, "follow_up")
    return Commitment.objects.get(position__answer=answer)


def editions_state(edition: Edition, state: str) -> None:
    edition.state = state
    edition.save(update_fields=["state"])


@pytest.fixture
def later(edition: Edition) -> Edition:
    return Edition.objects.create(
        year=edition.year + 1,
        slug=str(edition.year + 1),
        title="Dialoog later",
        state="announced",
        previous=edition,
        is_demonstration=edition.is_demonstration,
    )


def test_an_edition_closes_when_all_that_is_open_goes_along(
    promised: Commitment, asked: Asked, edition: Edition, later: Edition, cast: Cast
) -> None:
    edition.refresh_from_db()
    causes = [blocker.cause for blocker in guards.blockers(edition, "close") if "raadpleging" not in blocker.cause]
    assert len(causes) == 2
    carried = carrying_over.carry_over(edition_id=edition.pk, into_id=later.pk, by=cast.organiser, now=NOW)
    promised.refresh_from_db()
    successor = Commitment.objects.get(carried_from=promised)
    assert (len(carried), promised.state, successor.state, successor.due_on) == (
        2,
        "carried_over",
        "agreed",
        promised.due_on,
    )
    assert [cause for b in guards.blockers(edition, "close") if "raadpleging" not in (cause := b.cause)] == []
    left = [blocker.cause for blocker in guards.blockers(later, "close")]
    assert [asked.other.advice.number in cause or successor.slug in cause for cause in left] == [True, True]


def test_what_opens_again_after_an_edition_closed_still_goes_along(
    promised: Commitment, asked: Asked, edition: Edition, later: Edition, cast: Cast
) -> None:
    Addressee.objects.filter(pk=asked.other.pk).update(state="not_found")
    edition.refresh_from_db()
    assert any("antwoordde nog niet" in blocker.cause for blocker in guards.blockers(edition, "close"))
    editions_state(edition, "closed")
    carried = carrying_over.carry_over(edition_id=edition.pk, into_id=later.pk, by=cast.organiser, now=NOW)
    assert {row.addressee or row.commitment for row in carried} == {asked.other, promised}


def test_a_clock_that_went_back_takes_no_question_away(alone: Asked, cast: Cast, other_ministry: Organisation) -> None:
    transfer = offer(alone, cast, other_ministry)
    for do in (
        lambda: offer(alone, cast, other_ministry, 1, now=NOW - timedelta(days=1)),
        lambda: accept(transfer, cast, -1),
    ):
        with pytest.raises(Refusal, match="de klok nakijken"):
            do()


def test_what_is_late_or_silent_stays_so_in_the_next_edition(
    promised: Commitment, asked: Asked, edition: Edition, later: Edition, cast: Cast
) -> None:
    far = TODAY + timedelta(days=400)
    before = (promised.silent_on(far), asked.other.overdue_on(far))
    carrying_over.carry_over(edition_id=edition.pk, into_id=later.pk, by=cast.organiser, now=NOW)
    successor = Commitment.objects.get(carried_from=promised)
    asked.other.refresh_from_db()
    assert ((successor.silent_on(far), asked.other.overdue_on(far)), before[0]) == (before, True)


def test_a_question_goes_along_from_edition_to_edition(
    promised: Commitment, asked: Asked, edition: Edition, later: Edition, cast: Cast
) -> None:
    carrying_over.carry_over(edition_id=edition.pk, into_id=later.pk, by=cast.organiser, now=NOW)
    editions_state(later, "follow_up")
    latest = Edition.objects.create(
        year=later.year + 1, slug="nog-later", title="Nog later", previous=later, is_demonstration=True
    )
    carrying_over.carry_over(edition_id=later.pk, into_id=latest.pk, by=cast.organiser, now=NOW)
    assert [row.into for row in asked.other.carried_over.all()] == [later, latest]
    assert Commitment.objects.filter(carried_from__carried_from=promised).count() == 1
    with pytest.raises(Refusal, match="Er staat niets meer open"):
        carrying_over.carry_over(edition_id=later.pk, into_id=latest.pk, by=cast.organiser, now=NOW)


@pytest.mark.parametrize("into", ["itself", "closed", "nothing"])
def test_nothing_goes_back_or_into_what_is_closed(
    promised: Commitment, edition: Edition, later: Edition, cast: Cast, into: str
) -> None:
    if into == "closed":
        editions_state(later, "closed")
    target = {"itself": edition.pk, "closed": later.pk, "nothing": 0}[into]
    with pytest.raises(Refusal, match="Kies een latere editie"):
        carrying_over.carry_over(edition_id=edition.pk, into_id=target, by=cast.organiser, now=NOW)
    assert CarriedOver.objects.count() == 0


def test_two_who_take_it_along_at_once_take_it_once(
    committed: None, promised: Commitment, edition: Edition, later: Edition, cast: Cast
) -> None:
    def go() -> object:
        return carrying_over.carry_over(edition_id=edition.pk, into_id=later.pk, by=cast.organiser, now=NOW)

    assert len(refusals(at_once(go, go))) == 1
    assert (CarriedOver.objects.count(), Commitment.objects.filter(carried_from=promised).count()) == (2, 1)


def test_the_page_of_what_goes_along(
    promised: Commitment, asked: Asked, edition: Edition, later: Edition, cast: Cast
) -> None:
    organiser = cast.client("organiser")
    page = organiser.get(f"/werk/doorgeven/{edition.slug}/").content.decode()
    assert (promised.title in page, f">{asked.advice.number}</span>" in page) == (True, True)
    assert organiser.post(f"/werk/doorgeven/{edition.slug}/", {"into": ""}).status_code == 422
    assert organiser.post(f"/werk/doorgeven/{edition.slug}/", {"into": later.pk}).status_code == 302
    after = organiser.get(f"/werk/doorgeven/{edition.slug}/").content.decode()
    assert ("Er staat niets meer open." in after, "Al meegenomen" in after) == (True, True)
    public = organiser.get(later.get_absolute_url()).content.decode()
    assert (promised.title in public, asked.advice.number in public) == (True, True)


# -- done, say the children -----------------------------------------------------------------------------------------


@pytest.fixture
def done(promised: Commitment, cast: Cast) -> Commitment:
    promising.report_progress(
        commitment_id=promised.pk,
        progress=promising.Progress("done", "De brief is verstuurd aan alle scholen.", "", "https://example.org/brief"),
        by=cast.respondent,
        now=NOW,
    )
    promised.refresh_from_db()
    return promised


@pytest.mark.parametrize(("said", "state"), [("ja", "confirmed"), ("nee", "disputed")])
def test_the_panel_says_whether_it_is_done(done: Commitment, cast: Cast, said: str, state: str) -> None:
    panel = cast.client("panel_member")
    assert done.title in panel.get("/werk/gedaan/").content.decode()
    why = "Op onze school heeft niemand de brief gezien."
    assert panel.post(f"/werk/gedaan/{done.slug}/", {"is_done": said, "text": why}).status_code == 302
    done.refresh_from_db()
    last = done.updates.first()
    assert last is not None
    assert (done.state, last.said_by, last.text) == (state, "panel", why)
    assert panel.post(f"/werk/gedaan/{done.slug}/", {"is_done": said, "text": why}).status_code == 422


def test_what_is_called_done_is_searched_narrowed_and_saved_as_a_file(done: Commitment, cast: Cast) -> None:
    panel, where = cast.client("panel_member"), "/werk/gedaan/"
    word = done.title.split()[0]
    assert "Geen toezegging past bij deze vraag." in panel.get(f"{where}?q={word}&stand=disputed").content.decode()
    page = panel.get(f"{where}?q={word}&stand=done").content.decode()
    assert (done.title in page, "1 toezegging." in page) == (True, True)
    lines = panel.get(f"{where}?als=csv").content.decode("utf-8-sig").splitlines()
    assert (len(lines), lines[1].split(",")[0]) == (2, done.slug)
    Commitment.objects.filter(pk=done.pk).update(state="at_risk")
    assert "Dat zegt nu niemand." in panel.get(where).content.decode()


def test_a_no_needs_to_say_what_is_missing(done: Commitment, cast: Cast) -> None:
    with pytest.raises(Refusal, match="wat er volgens jullie nog niet is gedaan"):
        promising.confirm_promise(commitment_id=done.pk, is_done=False, text=" ", by=cast.panel_member, now=NOW)
    done.refresh_from_db()
    assert done.state == "done"


def test_what_is_not_called_done_is_not_confirmed(promised: Commitment, cast: Cast) -> None:
    with pytest.raises(Refusal):
        promising.confirm_promise(commitment_id=promised.pk, is_done=True, text="", by=cast.panel_member, now=NOW)
    assert cast.client("panel_member").get(f"/werk/gedaan/{promised.slug}/").status_code == 404
