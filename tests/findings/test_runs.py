"""A run of a closed question is kept as it came out, is made once, and becomes public by two people."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

import opinion
from opinion.manipulation import Kind, Sign
from tests.concurrently import at_once, refusals
from tests.findings.runs import published, vote_alike, vote_in_camps
from weerklank import calculating
from weerklank.accounts.models import Role
from weerklank.audit.models import AuditEvent
from weerklank.editions.models import EditionRole
from weerklank.findings import actions, queries, runs
from weerklank.findings.days import came
from weerklank.findings.group_map import draw
from weerklank.findings.models import ObjectionTerm, OpinionRun, Run, SignDecision
from weerklank.findings.reading import outcome_of
from weerklank.moves import Refusal
from weerklank.participation.models import Consultation, Contribution, HandTally, Statement, Vote


def make(consultation, cast, now, **more) -> Run:
    return actions.make_run(consultation_id=consultation.pk, by=cast.analyst, now=now, **more)[0]


@pytest.fixture
def run(closed, eight, cast, now) -> Run:
    vote_in_camps(eight)
    return make(closed, cast, now)


@pytest.fixture
def campaign(closed, eight, cast, now) -> Run:
    """Forty voters by the open link, and a dozen with the very same votes."""
    vote_in_camps(eight, "open", 40)
    vote_alike(eight, 12)
    return make(closed, cast, now)


# -- kept ------------------------------------------------------------------------------------------------------


def test_before_the_first_count_the_page_says_how_to_begin(closed, cast):
    answer = cast.client("analyst").get(f"/werk/groepen/{closed.slug}/telling/")
    assert (answer.status_code, list(answer.context["rows"])) == (200, [])


def test_a_run_says_with_what_it_was_made(run, cast, now):
    assert (run.number, run.method, run.library_version, run.made_by, run.votes) == (
        1,
        "exact",
        opinion.__version__,
        cast.analyst,
        60 * 8,
    )
    assert run.parameters == {"seed": 0, "level": 0.95, "minimum": 10, "most_groups": 5, "stability_rounds": 20}
    assert AuditEvent.objects.filter(action="votes.counted", object_id=str(run.pk)).count() == 1


def test_the_same_votes_counted_again_are_the_same_run(run, closed, cast, now):
    again, new = actions.make_run(consultation_id=closed.pk, by=cast.analyst, now=now)
    assert (again, new, Run.objects.count()) == (run, False, 1)


def test_one_other_vote_or_another_method_makes_another_run(run, closed, eight, cast, now):
    polis = make(closed, cast, now, method=opinion.Method.POLIS)
    Vote.objects.filter(statement=eight[3]).first().delete()
    later = make(closed, cast, now)
    assert (polis.number, later.number, later.input_hash != run.input_hash) == (2, 3, True)
    assert [one.what for one in runs.changes(polis, run)][:1] == ["Methode"]
    assert [one.what for one in runs.changes(later, run)][:1] == ["Wat is geteld"]


def test_what_came_out_cannot_be_changed_in_the_database_itself(run):
    for values in ({"results": []}, {"seed": 1}, {"analysis": {}}, {"input_hash": "0" * 64}):
        name, value = next(iter(values.items()))
        field = {name: value} if name != "seed" else {"parameters": run.parameters | {"seed": 1}}
        with pytest.raises(DatabaseError), transaction.atomic():
            Run.objects.filter(pk=run.pk).update(**field)
    assert Run.objects.get(pk=run.pk).input_hash == run.input_hash


def test_what_is_public_is_neither_changed_nor_removed(run, closed, cast, now):
    made = published(closed, cast, now)
    for change in (
        lambda: Run.objects.filter(pk=made.pk).update(state="made"),
        lambda: OpinionRun.objects.filter(pk=made.count_id).update(votes=1),
        lambda: Run.objects.filter(pk=made.pk)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Run.objects.get(pk=made.pk).state == "public"


def test_a_run_holds_no_child(run, closed):
    kept = str([run.results, run.channels, run.outcome, run.analysis])
    assert [one.voter_hash for one in Vote.objects.all() if one.voter_hash in kept] == []
    assert run.analysis["code"]["report"]["participants"] == []


def test_no_count_of_a_run_is_smaller_than_ten(run):
    counts = [
        count
        for channel in run.channels
        for rows in (channel["statements"], *(group["statements"] for group in channel["groups"]))
        for row in rows
        for count in (row["agree"], row["disagree"], row["pass"], row["answered"], row["seen"])
        if count is not None
    ]
    assert min(counts) >= 10
    assert {count % 5 for count in counts} == {0}


def test_nothing_is_told_of_a_group_whose_size_may_not_be_told(closed, eight, cast, now):
    Vote.objects.bulk_create(
        Vote(statement=one, voter_hash=f"p{p}", value="disagree" if p == 0 else "agree", channel="code")
        for p in range(32)
        for one in eight
    )
    alone = make(closed, cast, now)
    code = alone.analysis["code"]
    (number,) = (group["id"] for group in code["report"]["groups"] if group["size"] is None)
    assert code["says"][number] == []
    (opened,) = (group for group in alone.channels[0]["groups"] if group["group"] == number)
    assert (opened["people_at_least"], opened["stability"]) == (None, None)
    # as a run of before this was known may have kept it
    code["says"][number] = [{"statement": str(eight[0].pk), "direction": "disagree"}]
    code["report"]["groups"][number]["stability"] = 1.0
    group = runs.pages_of(alone)[0].groups[number]
    assert (group.people_at_least, group.steady, group.says) == (None, None, ())


def test_the_map_of_the_next_run_is_not_turned_over(run, closed, eight, cast, now):
    # without the axes of before, other votes may put everybody on the other side of nought
    Vote.objects.filter(voter_hash__in=[f"code{n}" for n in range(24)]).delete()
    later = make(closed, cast, now)
    before, after = ({group["group"]: group["x"] for group in one.analysis["code"]["map"]} for one in (run, later))
    first = [axes["axes"][0] for axes in (run.analysis["code"], later.analysis["code"])]
    assert sum(first[0][key] * first[1][key] for key in first[0]) > 0
    assert (len(before), len(after)) == (2, 2)


def test_a_drawing_of_no_group_is_none_and_ovals_stay_inside(run):
    drawn = draw(run.analysis["code"]["map"])
    assert draw([]) is None
    assert all(
        one.rx <= one.x <= drawn.width - one.rx and one.ry <= one.y <= drawn.height - one.ry for one in drawn.islands
    )


def test_hands_and_channels_stand_apart(run, closed, eight, entry_point, cast, now):
    HandTally.objects.create(statement=eight[0], entry_point=entry_point, agree=12, disagree=11, passed=2)
    vote_in_camps(eight, "open", 30)
    later = make(closed, cast, now)
    assert [(one["channel"], one["voters_at_least"], len(one["groups"])) for one in later.channels] == [
        ("code", 60, 2),
        ("open", 30, 2),
        ("hands", None, 0),
    ]


def test_nothing_to_count_and_a_question_that_is_open_are_refused(consultation, statements, cast, now):
    Vote.objects.create(statement=statements[0], voter_hash="een", value="agree", channel="code")
    with pytest.raises(Refusal, match="als de raadpleging gesloten is"):
        make(consultation, cast, now)
    Vote.objects.all().delete()
    Consultation.objects.update(state="closed")
    with pytest.raises(Refusal, match="nog niet gestemd"):
        make(consultation, cast, now)


def test_one_voter_is_counted_and_nothing_of_that_one_is_kept(closed, statements, cast, now):
    Vote.objects.create(statement=statements[0], voter_hash="een", value="agree", channel="code")
    run = make(closed, cast, now)
    (row,) = run.channels[0]["statements"]
    assert {name: value for name, value in row.items() if name != "statement"} == dict.fromkeys(
        ("agree", "disagree", "pass", "answered", "seen", "nearly")
    )


# -- manipulation ----------------------------------------------------------------------------------------------


def test_a_campaign_is_noticed_and_counts_until_a_person_decides(campaign):
    (sign,) = runs.signs_in(campaign)
    assert (sign["kind"], sign["channel"], sign["people"], sign["left_out"]) == ("copies", "open", 12, False)
    assert campaign.channels[0]["voters_at_least"] == 50


def test_votes_are_left_out_with_the_reason_and_that_is_another_run(campaign, closed, cast, now):
    (sign,) = runs.signs_in(campaign)
    actions.decide_sign(
        run_id=campaign.pk, sign=sign["sign"], leave_out=True, reason="Eén computer.", by=cast.analyst, now=now
    )
    later = make(closed, cast, now)
    assert (later.number, later.channels[0]["voters_at_least"]) == (2, 40)
    assert [(one["kind"], one["at_least"], one["reason"]) for one in later.left_out] == [
        ("copies", 10, "Eén computer.")
    ]
    assert AuditEvent.objects.get(action="sign.left_out").note == "Eén computer."


def test_nothing_is_proposed_while_a_sign_waits_or_was_decided_since(campaign, closed, cast, now):
    with pytest.raises(Refusal, match="Over 1 teken van sturing is nog niet beslist"):
        actions.propose_run(run_id=campaign.pk, by=cast.analyst, now=now)
    (sign,) = runs.signs_in(campaign)
    actions.decide_sign(run_id=campaign.pk, sign=sign["sign"], leave_out=True, reason="Zo.", by=cast.analyst, now=now)
    with pytest.raises(Refusal, match="Maak de telling opnieuw"):
        actions.propose_run(run_id=campaign.pk, by=cast.analyst, now=now)
    assert actions.propose_run(run_id=make(closed, cast, now).pk, by=cast.analyst, now=now).state == "proposed"


def test_a_sign_of_another_run_and_a_decision_without_reason_are_refused(campaign, cast, now):
    (sign,) = runs.signs_in(campaign)
    for key, reason, told in ((sign["sign"], " ", "Schrijf waarom"), ("0" * 64, "Zo.", "staat niet in deze telling")):
        with pytest.raises(Refusal, match=told):
            actions.decide_sign(run_id=campaign.pk, sign=key, leave_out=True, reason=reason, by=cast.analyst, now=now)


# -- public ----------------------------------------------------------------------------------------------------


def test_who_proposes_does_not_publish(run, closed, cast, now):
    Consultation.objects.update(state="fixed")
    actions.propose_run(run_id=run.pk, by=cast.analyst, now=now)
    with pytest.raises(Refusal, match="Een ander maakt haar openbaar"):
        actions.publish_run(run_id=run.pk, by=cast.analyst, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(state="public", published_by=cast.analyst, published_on=now)
    assert outcome_of(closed) is None


def test_nothing_is_public_before_children_could_object(run, closed, cast, now):
    actions.propose_run(run_id=run.pk, by=cast.analyst, now=now)
    with pytest.raises(Refusal, match="De groepen staan nog niet vast"):
        actions.publish_run(run_id=run.pk, by=cast.organiser, now=now)
    ObjectionTerm.objects.create(consultation=closed, opened_on=now.date(), closes_on=date(2026, 12, 1))
    with pytest.raises(Refusal, match="tot en met 01-12-2026"):
        actions.publish_run(run_id=run.pk, by=cast.organiser, now=now)


def test_what_was_proposed_can_be_taken_back(run, cast, now):
    actions.propose_run(run_id=run.pk, by=cast.analyst, now=now)
    assert actions.take_run_back(run_id=run.pk, by=cast.organiser, now=now).proposed_by is None


def test_a_second_person_reads_that_an_outcome_waits_for_them(run, closed, cast, now):
    Consultation.objects.update(state="fixed")
    actions.propose_run(run_id=run.pk, by=cast.analyst, now=now)
    waits = [
        [duty.href for duty in queries.duties(who, now.date()) if duty.label.startswith("Uitkomst")]
        for who in (cast.organiser, cast.analyst, cast.moderator)
    ]
    assert waits == [[f"/werk/telling/{run.pk}/"], [], []]


def test_a_published_outcome_says_what_was_left_out(campaign, closed, cast, now):
    (sign,) = runs.signs_in(campaign)
    actions.decide_sign(run_id=campaign.pk, sign=sign["sign"], leave_out=True, reason="Zo.", by=cast.analyst, now=now)
    Consultation.objects.update(state="fixed")
    later = make(closed, cast, now)
    actions.propose_run(run_id=later.pk, by=cast.analyst, now=now)
    actions.publish_run(run_id=later.pk, by=cast.organiser, now=now)
    outcome = outcome_of(closed)
    assert [(one.at_least, one.reason) for one in outcome.left_out] == [(10, "Zo.")]
    assert outcome.published_on == now.date()


def test_two_public_outcomes_are_never_a_few_voters_apart(run, closed, eight, cast, now):
    published(closed, cast, now)
    Vote.objects.filter(voter_hash__in=["code1", "code2"]).delete()
    later = make(closed, cast, now)
    actions.propose_run(run_id=later.pk, by=cast.analyst, now=now)
    with pytest.raises(Refusal, match="minder dan 10 stemmers"):
        actions.publish_run(run_id=later.pk, by=cast.organiser, now=now)


def test_who_works_at_a_ministry_opens_no_run(run, edition, cast):
    EditionRole.objects.create(edition=edition, account=cast.respondent, role=Role.ORGANISER)
    address = reverse("findings-run", args=[run.pk])
    assert [cast.client(who).get(address).status_code for who in ("respondent", "organiser", "analyst")] == [
        403,
        200,
        200,
    ]


def test_two_who_count_at_once_make_one_run(committed, closed, eight, cast, now):
    vote_in_camps(eight, people=20)
    made = at_once(lambda: make(closed, cast, now).pk, lambda: make(closed, cast, now).pk)
    assert (len(set(made)), Run.objects.count()) == (1, 1)


def decide(run, cast, now, *, leave_out: bool, reason: str = "Zo.") -> None:
    for sign in runs.signs_in(run):
        actions.decide_sign(
            run_id=run.pk, sign=sign["sign"], leave_out=leave_out, reason=reason, by=cast.analyst, now=now
        )


def propose(run, cast, now) -> Run:
    return actions.propose_run(run_id=run.pk, by=cast.analyst, now=now)


def publish(run, cast, now) -> Run:
    return actions.publish_run(run_id=run.pk, by=cast.organiser, now=now)


def test_what_was_decided_after_the_proposal_is_asked_again_before_it_is_public(campaign, closed, cast, now):
    Consultation.objects.update(state="fixed")
    decide(campaign, cast, now, leave_out=False)
    propose(campaign, cast, now)
    decide(campaign, cast, now, leave_out=True, reason="Toch een campagne.")
    with pytest.raises(Refusal, match="anders beslist over wat meetelt"):
        publish(campaign, cast, now)


def test_another_reason_is_another_run_and_the_old_reason_does_not_become_public(campaign, closed, cast, now):
    Consultation.objects.update(state="fixed")
    decide(campaign, cast, now, leave_out=True, reason="Dat was die en die.")
    second = make(closed, cast, now)
    decide(campaign, cast, now, leave_out=True, reason="Twaalf keer hetzelfde.")
    with pytest.raises(Refusal, match="anders beslist over wat meetelt"):
        propose(second, cast, now)
    third = make(closed, cast, now)
    assert (third.number, third.input_hash) == (3, second.input_hash)
    propose(third, cast, now)
    assert [one["reason"] for one in publish(third, cast, now).left_out] == ["Twaalf keer hetzelfde."]


@pytest.fixture
def noticing(monkeypatch):
    """What looks like manipulation is whatever a test says: of these kinds, all of the voters whose key begins so."""

    def notice(begin: str, *kinds: Kind) -> None:
        def found(ballots: opinion.Ballots) -> tuple[Sign, ...]:
            who = tuple(number for number, name in enumerate(ballots.names) if str(name).startswith(begin))
            return tuple(Sign(kind, who, None, 0.0, -9.0) for kind in kinds)

        monkeypatch.setattr(opinion, "signs", found)

    return notice


def test_two_signs_of_the_same_voters_are_decided_one_after_the_other(closed, eight, cast, now, noticing):
    vote_in_camps(eight, "open", 40)
    vote_alike(eight, 15)
    noticing("copy", Kind.PASSES, Kind.COPIES)
    first = make(closed, cast, now)
    for sign, leave_out in zip(runs.signs_in(first), (True, False), strict=True):
        actions.decide_sign(
            run_id=first.pk, sign=sign["sign"], leave_out=leave_out, reason="Zo.", by=cast.analyst, now=now
        )
    second = make(closed, cast, now)
    decide(second, cast, now, leave_out=True)
    third = make(closed, cast, now)
    assert (second.number, third.number, propose(third, cast, now).state) == (2, 3, "proposed")


def test_where_nobody_is_left_to_count_that_is_what_is_said(run, closed, cast, now, noticing):
    noticing("code", Kind.COPIES, Kind.PASSES)
    Run.objects.all().delete()
    decide(make(closed, cast, now), cast, now, leave_out=True)
    with pytest.raises(Refusal, match="dan telt niemand meer mee"):
        make(closed, cast, now)


def test_a_run_of_before_a_statement_was_taken_away_is_counted_again_first(run, closed, eight, entry_point, cast, now):
    Statement.objects.filter(pk=eight[2].pk).update(state="retired")
    with pytest.raises(Refusal, match="een stelling of een antwoord veranderd of weggehaald"):
        propose(run, cast, now)
    later = make(closed, cast, now)
    propose(later, cast, now)
    HandTally.objects.create(statement=eight[0], entry_point=entry_point, agree=12, disagree=11)
    Consultation.objects.update(state="fixed")
    with pytest.raises(Refusal, match="een stelling of een antwoord veranderd of weggehaald"):
        publish(later, cast, now)


def test_a_run_to_compare_with_does_not_become_public(run, closed, cast, now):
    with pytest.raises(Refusal, match="om mee te vergelijken"):
        propose(make(closed, cast, now, method=opinion.Method.POLIS), cast, now)


def test_one_proposal_stands_at_a_time(campaign, closed, cast, now):
    decide(campaign, cast, now, leave_out=False)
    propose(campaign, cast, now)
    decide(campaign, cast, now, leave_out=True)
    with pytest.raises(Refusal, match="Telling 1 is al voorgedragen"):
        propose(make(closed, cast, now), cast, now)


def test_two_public_outcomes_are_never_a_few_answers_to_one_statement_apart(run, closed, eight, cast, now):
    published(closed, cast, now)
    # many voters fewer, and of those only two had answered the last statement
    many = [f"many{n}" for n in range(30)]
    Vote.objects.bulk_create(
        Vote(statement=statement, voter_hash=voter, value="pass", channel="code")
        for voter in many
        for statement in eight[:3]
    )
    Vote.objects.bulk_create(
        Vote(statement=eight[7], voter_hash=voter, value="agree", channel="code") for voter in many[:4]
    )
    later = make(closed, cast, now)
    decide(later, cast, now, leave_out=False)
    propose(later, cast, now)
    with pytest.raises(Refusal, match="bij een stelling maar een paar antwoorden"):
        publish(later, cast, now)


def _beside(run: Run, voters: int) -> Run:
    """Another run of what lies there now, with so many voters: as one of another version of the library could be."""
    kept = (
        "consultation", "method", "parameters", "library_version", "program_version", "input_hash", "votes", "results",
        "channels", "outcome", "left_out", "made_by", "made_at",
    )  # fmt: skip
    analysis = {channel: part | {"voters": voters} for channel, part in run.analysis.items()}
    return Run.objects.create(number=2, key="2", analysis=analysis, **{name: getattr(run, name) for name in kept})


def test_two_who_publish_at_once_do_not_both(committed, closed, eight, cast, now):
    vote_in_camps(eight, people=40)
    Consultation.objects.update(state="fixed")
    one = make(closed, cast, now)
    decide(one, cast, now, leave_out=False)
    two = _beside(one, voters=46)
    # as it could be before one proposal stood at a time
    Run.objects.update(state="proposed", proposed_by=cast.analyst)
    said = at_once(lambda: publish(one, cast, now), lambda: publish(two, cast, now))
    assert ["minder dan 10 stemmers" in sentence for sentence in refusals(said)] == [True]
    assert Run.objects.filter(state="public").count() == 1


def test_two_who_propose_at_once_make_one_proposal(committed, closed, eight, cast, now):
    vote_in_camps(eight, people=20)
    one = make(closed, cast, now)
    decide(one, cast, now, leave_out=False)
    two = _beside(one, voters=20)
    said = at_once(lambda: propose(one, cast, now), lambda: propose(two, cast, now))
    assert ["is al voorgedragen" in sentence for sentence in refusals(said)] == [True]
    assert Run.objects.filter(state="proposed").count() == 1


def test_nothing_is_public_in_the_database_that_was_not_proposed(run, cast, now):
    with pytest.raises(DatabaseError), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(
            state="public", proposed_by=cast.analyst, published_by=cast.organiser, published_on=now.date()
        )


def test_why_votes_did_not_count_cannot_be_removed(campaign, cast, now):
    decide(campaign, cast, now, leave_out=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        SignDecision.objects.get().delete()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only there a row can be replaced")
@pytest.mark.parametrize("model", [Run, OpinionRun, SignDecision])
def test_what_is_kept_is_not_replaced_by_a_row_of_the_same_number(campaign, closed, cast, now, model):
    decide(campaign, cast, now, leave_out=False)
    published(closed, cast, now)
    table, columns = model._meta.db_table, ",".join(field.column for field in model._meta.concrete_fields)
    with connection.cursor() as cursor:
        # as in a shell of the database, where nobody turned it on
        cursor.execute("PRAGMA recursive_triggers=OFF")
        try:
            with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
                cursor.execute(f"REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table}")
        finally:
            cursor.execute("PRAGMA recursive_triggers=ON")


@pytest.mark.parametrize(("people", "told"), [(7, {True}), (15, {False})])
def test_with_and_without_tell_nothing_of_a_handful(closed, eight, cast, now, noticing, people, told):
    vote_in_camps(eight, "open", 40)
    vote_alike(eight, people)
    noticing("copy", Kind.COPIES)
    (sign,) = runs.signs_in(make(closed, cast, now))
    hidden = {one["without"] is None and one["answered_without"] is None for one in sign["changes"]}
    assert (sign["people"], hidden) == (people, told)
    assert {one["answered_with"] % 5 for one in sign["changes"]} == {0}


# -- pages -----------------------------------------------------------------------------------------------------


def test_a_run_is_made_decided_proposed_and_published_on_its_pages(closed, eight, cast, now):
    vote_in_camps(eight, "open", 40)
    vote_alike(eight, 12)
    Consultation.objects.update(state="fixed")
    analyst, organiser = cast.client("analyst"), cast.client("organiser")
    asked = analyst.post(reverse("findings-counts", args=[closed.slug]), {"method": "exact"})
    calculating.work_off([actions.COUNTS], clock=lambda: now)
    run = Run.objects.get()
    made = analyst.get(asked.headers["Location"])
    assert made.headers["Location"] == reverse("findings-run", args=[run.pk])
    (sign,) = runs.signs_in(run)
    decide = reverse("findings-run-decide", args=[run.pk])
    refused = analyst.post(decide, {"sign": sign["sign"], "leave_out": "no", "reason": ""})
    assert (refused.status_code, "Schrijf waarom u dit besluit." in refused.content.decode()) == (422, True)
    analyst.post(decide, {"sign": sign["sign"], "leave_out": "no", "reason": "Een klas die samen stemde."})
    analyst.post(reverse("findings-run-propose", args=[run.pk]))
    organiser.post(reverse("findings-run-publish", args=[run.pk]), {"do": "publish"})
    run.refresh_from_db()
    assert (run.state, run.proposed_by, run.published_by) == ("public", cast.analyst, cast.organiser)
    page = organiser.get(reverse("findings-run", args=[run.pk])).content.decode()
    assert f"/data/uitkomst-{run.count_id}.json" in page


def test_the_map_has_its_table_and_no_dot_for_a_child(run, cast):
    page = cast.client("analyst").get(reverse("findings-run", args=[run.pk])).content.decode()
    figure = page.partition("<figure")[2].partition("</figure>")[0]
    assert (figure.count("<ellipse"), figure.count("<circle"), page.count('<th scope="row">A</th>')) == (2, 0, 1)


def test_statements_by_group_are_searched_sorted_and_taken_home(run, eight, cast):
    client, address = cast.client("analyst"), reverse("findings-run-statements", args=[run.pk])
    assert client.get(address, {"q": "nummer 7"}).content.decode().count('<th scope="row">') == 1
    lines = client.get(address, {"volgorde": "eens", "csv": ""}).content.decode().splitlines()
    assert len(lines) == 9
    assert lines[0].endswith('groep A,"groep A, n",groep B,"groep B, n"')
    assert lines[1].startswith(f"{eight[0].text},met een code,")
    hidden = client.get(address, {"q": "niets"}).content.decode()
    assert "Geen stelling gevonden bij deze zoekvraag." in hidden


def test_a_statement_that_was_taken_back_has_no_words_on_any_page(run, eight, cast):
    Statement.objects.filter(pk=eight[0].pk).update(state="retired")
    client = cast.client("analyst")
    for name in ("findings-run", "findings-run-statements", "findings-run-signs", "findings-run-report"):
        assert eight[0].text not in client.get(reverse(name, args=[run.pk])).content.decode()


def test_the_runs_of_a_question_stand_in_a_list_that_can_be_taken_home(run, closed, cast):
    lines = cast.client("analyst").get(reverse("findings-counts", args=[closed.slug]) + "?csv").content.decode()
    assert lines.splitlines()[1].startswith("1,gemaakt,2026-11-20,analyst,exact,")


def test_days_with_fewer_than_ten_ideas_are_told_by_week_or_not_at_all(run, closed, cast):
    told = [(one.first.day, one.last.day, one.times) for one in came(
        {date(2026, 11, 2): 12, date(2026, 11, 3): 4, date(2026, 11, 4): 7, date(2026, 11, 10): 3}
    )]  # fmt: skip
    assert told == [(2, 2, 10), (2, 8, 10), (9, 15, None)]
    Contribution.objects.bulk_create(
        Contribution(consultation=closed, original="x", received_on=date(2026, 11, 18), submission_key=f"d{n}")
        for n in range(14)
    )
    page = cast.client("analyst").get(reverse("findings-run-taking-part", args=[run.pk])).content.decode()
    assert '<th scope="row">18 november 2026</th><td class="num">15</td>' in page


def test_a_run_says_whether_something_is_still_to_be_decided_and_whether_it_can_be_proposed(
    campaign, closed, cast, now
):
    client, address = cast.client("analyst"), reverse("findings-run", args=[campaign.pk])
    undecided = client.get(address).content.decode()
    decide(campaign, cast, now, leave_out=False)
    decided = client.get(address).content.decode()
    asked = "Beslis of die stemmen meetellen"
    assert [asked in undecided, asked in decided, "Over elk teken is beslist" in decided] == [True, False, True]
    polis = make(closed, cast, now, method=opinion.Method.POLIS)
    page = client.get(reverse("findings-run", args=[polis.pk])).content.decode()
    assert ("om mee te vergelijken" in page, "Voordragen</button>" in page) == (True, False)
