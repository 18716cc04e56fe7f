"""A run in the making: asked for on a page, counted apart from the server, followed, stopped, lost and begun anew."""

from __future__ import annotations

import re
from contextlib import nullcontext

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

import opinion
from tests.concurrently import at_once
from tests.findings.runs import vote_alike, vote_in_camps
from weerklank import calculating
from weerklank.audit.models import AuditEvent
from weerklank.config.management.commands.runs import WORKS
from weerklank.findings import actions, runs
from weerklank.findings.actions import making as makings
from weerklank.findings.models import Making, Run, SignDecision
from weerklank.moves import Refusal
from weerklank.participation.models import Consultation, HandTally, Vote


@pytest.fixture
def voted(closed, eight) -> Consultation:
    vote_in_camps(eight)
    return closed


@pytest.fixture
def called(monkeypatch) -> list[str]:
    """Pages that call the programme are heard, and nothing is started."""
    heard: list[str] = []
    monkeypatch.setattr(calculating, "call", lambda: heard.append("called"))
    return heard


def ask(consultation, cast, now, **more) -> Making:
    return actions.start_making(consultation_id=consultation.pk, by=cast.analyst, now=now, **more)[0]


def work_off(now) -> int | None:
    return calculating.work_off(WORKS, clock=lambda: now)


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def page_of(making: Making) -> str:
    return reverse("findings-making", args=[making.pk])


# -- made ------------------------------------------------------------------------------------------------------


def test_what_was_asked_for_ends_in_a_run_by_who_asked(voted, cast, now):
    making = ask(voted, cast, now)
    assert (making.state, Run.objects.count()) == ("waiting", 0)
    assert work_off(now) == 1
    making.refresh_from_db()
    run = Run.objects.get()
    assert (making.state, making.progress, making.run, making.told) == (
        "done",
        100,
        run,
        "De stemmen zijn geteld: telling 1.",
    )
    assert (run.made_by, run.made_at, run.votes) == (cast.analyst, now, 480)
    assert work_off(now) == 0


def test_it_comes_out_as_when_it_is_counted_at_once(voted, cast, now):
    ask(voted, cast, now)
    work_off(now)
    made = Run.objects.get()
    again, new = actions.make_run(consultation_id=voted.pk, by=cast.analyst, now=now)
    assert (again, new) == (made, False)


def test_the_same_votes_asked_for_again_end_in_the_same_run(voted, cast, now):
    ask(voted, cast, now)
    work_off(now)
    second = ask(voted, cast, now)
    work_off(now)
    second.refresh_from_db()
    assert (second.run, second.told, Run.objects.count()) == (
        Run.objects.get(),
        "Niets is anders: dit is telling 1, precies dezelfde.",
        1,
    )


def test_while_one_is_made_another_press_means_that_one(voted, cast, now):
    first = ask(voted, cast, now)
    assert actions.start_making(consultation_id=voted.pk, by=cast.analyst, now=now) == (first, False)
    other, new = actions.start_making(consultation_id=voted.pk, by=cast.analyst, now=now, method=opinion.Method.POLIS)
    assert (new, other.method, Making.objects.count()) == (True, "polis", 2)


def test_two_who_press_at_once_ask_for_one_run(committed, voted, cast, now):
    asked = at_once(*[lambda: ask(voted, cast, now).pk] * 2)
    assert (len(set(asked)), Making.objects.count()) == (1, 1)


def test_the_database_holds_no_two_of_one_method_and_no_end_without_a_run(voted, cast, now):
    making = ask(voted, cast, now)
    for wrong in (
        lambda: Making.objects.create(consultation=voted, method="exact", made_by=cast.analyst, made_at=now),
        lambda: Making.objects.filter(pk=making.pk).update(state="done"),
        lambda: Making.objects.filter(pk=making.pk).update(state="failed", told=""),
        lambda: Making.objects.filter(pk=making.pk).update(state="weg"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_what_cannot_be_counted_is_refused_when_it_is_asked_for(consultation, statements, cast, now):
    Vote.objects.create(statement=statements[0], voter_hash="een", value="agree", channel="code")
    with pytest.raises(Refusal, match="als de raadpleging gesloten is"):
        ask(consultation, cast, now)
    Consultation.objects.update(state="closed")
    Vote.objects.all().delete()
    with pytest.raises(Refusal, match="nog niet gestemd"):
        ask(consultation, cast, now)
    assert Making.objects.count() == 0


def test_hands_alone_can_be_counted(closed, eight, entry_point, cast, now):
    HandTally.objects.create(statement=eight[0], entry_point=entry_point, agree=12, disagree=11, passed=2)
    ask(closed, cast, now)
    assert (work_off(now), Run.objects.get().channels[0]["channel"]) == (1, "hands")


# -- followed --------------------------------------------------------------------------------------------------


def test_a_run_tells_how_far_it_is_and_never_goes_back(voted, eight, cast, now, monkeypatch):
    vote_in_camps(eight, "open", 40)
    told: list[tuple[str, int]] = []
    making = ask(voted, cast, now)
    monkeypatch.setattr(calculating, "EVERY", 0)
    tell = calculating.Teller.tell

    def heard(teller, step, done):
        tell(teller, step, done)
        told.append(Making.objects.values_list("told", "progress").get())

    monkeypatch.setattr(calculating.Teller, "tell", heard)
    actions.run_making(making_id=making.pk, now=now)
    seen = [progress for _, progress in told]
    assert (seen == sorted(seen), seen[0], 80 < seen[-1] < 100) == (True, 0, True)
    assert {step for step, _ in told} == set(runs.STEPS.values())


def test_the_page_tells_how_far_it_is_without_a_script_and_leads_on_when_it_is_ready(
    voted, cast, now, called, monkeypatch, django_capture_on_commit_callbacks
):
    client = cast.client("analyst")
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("findings-counts", args=[voted.slug]), {"method": "exact"})
    making = Making.objects.get()
    assert (answer.headers["Location"], called) == (page_of(making), ["called"])
    assert "Het programma begint zo" in words(client.get(page_of(making)))
    Making.objects.update(state="running", progress=37, told="Groepen zoeken")
    monkeypatch.setattr(calculating, "somebody_works", lambda: True)
    page = client.get(page_of(making)).content.decode()
    assert ('value="37"' in page, "Groepen zoeken" in page, "Kijk hoe ver het is" in page) == (True, True, True)
    assert "37%. Groepen zoeken" in words(client.get(reverse("findings-counts", args=[voted.slug])))
    monkeypatch.undo()
    Making.objects.update(state="waiting")
    work_off(now)
    ready = client.get(page_of(making), follow=True)
    assert ready.redirect_chain == [(reverse("findings-run", args=[Run.objects.get().pk]), 302)]
    assert "De stemmen zijn geteld: telling 1." in words(ready)


def test_the_page_says_what_is_wrong_with_what_was_asked(consultation, cast, called):
    client, address = cast.client("analyst"), reverse("findings-counts", args=[consultation.slug])
    refused = client.post(address, {"method": "exact"})
    assert (refused.status_code, "Tellen kan als de raadpleging gesloten is." in words(refused)) == (422, True)
    Consultation.objects.update(state="closed")
    refused = client.post(address, {"method": "exact"})
    assert (refused.status_code, "nog niet gestemd" in words(refused)) == (422, True)
    assert (client.post(address, {"method": "raden"}).status_code, Making.objects.count(), called) == (422, 0, [])


def test_a_making_of_another_edition_is_opened_by_nobody_else(voted, cast, now):
    making = ask(voted, cast, now)
    assert [cast.client(who).get(page_of(making)).status_code for who in ("analyst", "organiser", "outsider")] == [
        200,
        403,
        403,
    ]


# -- stopped, lost and failed ----------------------------------------------------------------------------------


def test_what_is_stopped_leaves_nothing_and_can_be_asked_for_again(voted, cast, now, called):
    making, client = ask(voted, cast, now), cast.client("analyst")
    stopped = client.post(f"{page_of(making)}stap/", {"step": "stop"}, follow=True)
    assert "Gestopt door analyst. Er is niets bewaard." in words(stopped)
    assert "Opnieuw tellen" in words(stopped)
    assert (work_off(now), Run.objects.count()) == (0, 0)
    assert "gestopt" in words(client.get(reverse("findings-counts", args=[voted.slug])))
    with pytest.raises(Refusal, match="de stand is ‘gestopt’"):
        actions.stop_making(making_id=making.pk, by=cast.analyst, now=now)
    assert AuditEvent.objects.filter(action__in=["count.asked", "count.stopped"]).count() == 2
    ask(voted, cast, now)
    assert work_off(now) == 1
    # what came to nothing before the newest run no longer waits for anybody
    assert runs.makings_of(voted) == []


@pytest.mark.parametrize("step", ["axes", "stability"])
def test_what_is_stopped_while_it_counts_ends_soon_and_keeps_nothing(step, voted, cast, now, monkeypatch):
    making = ask(voted, cast, now)
    monkeypatch.setattr(calculating, "EVERY", 0)
    tell = calculating.Teller.tell

    def stopped_halfway(teller, where, done):
        tell(teller, where, done)
        if where == step and Making.objects.get().state == "running":
            actions.stop_making(making_id=making.pk, by=cast.analyst, now=now)

    monkeypatch.setattr(calculating.Teller, "tell", stopped_halfway)
    assert actions.run_making(making_id=making.pk, now=now) is None
    assert (Making.objects.get().state, Run.objects.count()) == ("stopped", 0)


def test_what_is_stopped_in_its_last_second_keeps_nothing(voted, cast, now, monkeypatch):
    making, real = ask(voted, cast, now), makings.analyse

    def analysed(*args, **options):
        found = real(*args, **options)
        actions.stop_making(making_id=making.pk, by=cast.analyst, now=now)
        return found

    monkeypatch.setattr(makings, "analyse", analysed)
    assert actions.run_making(making_id=making.pk, now=now) is None
    assert (Making.objects.get().state, Run.objects.count()) == ("stopped", 0)


def test_a_run_whose_programme_was_killed_begins_anew_and_comes_out_the_same(voted, cast, now):
    making = ask(voted, cast, now)
    Making.objects.update(state="running", progress=40, tries=1)
    client = cast.client("analyst")
    assert "Het rekenen staat stil" in words(client.get(page_of(making)))
    assert work_off(now) == 1
    again, new = actions.make_run(consultation_id=voted.pk, by=cast.analyst, now=now)
    assert (Making.objects.get().run, new) == (again, False)


def test_a_kill_between_the_run_and_its_end_leaves_neither(voted, cast, now, monkeypatch):
    making = ask(voted, cast, now)

    class Killed(BaseException):
        pass

    def killed(self, **more):
        raise Killed

    with monkeypatch.context() as once, pytest.raises(Killed):
        once.setattr(Making, "save", killed)
        once.setattr(makings, "_claimed", lambda pk: Making.objects.get(pk=pk))
        Making.objects.update(state="running")
        actions.run_making(making_id=making.pk, now=now)
    assert (Run.objects.count(), Making.objects.get().state) == (0, "running")
    work_off(now)
    assert Making.objects.get().told == "De stemmen zijn geteld: telling 1."


def test_a_count_that_takes_the_programme_with_it_is_given_up_and_says_so(voted, cast, now):
    making = ask(voted, cast, now)
    Making.objects.update(state="running", tries=makings.MOST_TRIES)
    work_off(now)
    making.refresh_from_db()
    assert (making.state, making.told, Run.objects.count()) == ("failed", makings.KILLED, 0)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (MemoryError(), makings.NO_ROOM),
        (Refusal("Iemand besloot zojuist."), "Iemand besloot zojuist."),
        (Refusal(makings.NOBODY), makings.NOBODY),
    ],
)
def test_what_cannot_be_counted_after_all_says_why(fault, told, voted, cast, now, monkeypatch):
    def breaks(*args, **options):
        raise fault

    monkeypatch.setattr(makings, "analyse", breaks)
    making = ask(voted, cast, now)
    assert work_off(now) == 1
    making.refresh_from_db()
    assert (making.state, making.told) == ("failed", told)
    page = words(cast.client("analyst").get(page_of(making)))
    assert (told in page, "Opnieuw tellen" in page) == (True, True)


def test_a_fault_in_the_programme_says_so_and_the_others_are_made(voted, cast, now, monkeypatch):
    real = makings.analyse

    def breaks(*args, parameters, **options):
        if parameters.method is opinion.Method.EXACT:
            raise ZeroDivisionError
        return real(*args, parameters=parameters, **options)

    monkeypatch.setattr(makings, "analyse", breaks)
    broken, other = ask(voted, cast, now), ask(voted, cast, now, method=opinion.Method.POLIS)
    with pytest.raises(ExceptionGroup) as told:
        work_off(now)
    assert [type(fault) for fault in told.value.exceptions] == [ZeroDivisionError]
    broken.refresh_from_db()
    other.refresh_from_db()
    assert (broken.state, broken.told, other.state) == ("failed", makings.BROKE, "done")


def test_a_decision_about_a_sign_during_the_count_ends_it_with_what_to_do(closed, eight, cast, now, monkeypatch):
    vote_in_camps(eight, "open", 40)
    vote_alike(eight, 12)
    run, _ = actions.make_run(consultation_id=closed.pk, by=cast.analyst, now=now)
    Vote.objects.filter(voter_hash="open3").delete()
    (sign,), real = runs.signs_in(run), makings.analyse

    def meanwhile(*args, **options):
        actions.decide_sign(
            run_id=run.pk, sign=sign["sign"], leave_out=True, reason="Eén computer.", by=cast.analyst, now=now
        )
        return real(*args, **options)

    making = ask(closed, cast, now)
    monkeypatch.setattr(makings, "analyse", meanwhile)
    work_off(now)
    making.refresh_from_db()
    assert (making.state, making.told, SignDecision.objects.count()) == (
        "failed",
        "Iemand besloot zojuist over een teken van sturing. Maak de telling opnieuw.",
        1,
    )


# -- the programme ---------------------------------------------------------------------------------------------


def test_every_work_of_the_programme_waits_runs_and_begins_anew():
    for work in WORKS:
        assert work.life.initial == calculating.WAITING
        assert work.life.after(calculating.RUNNING, "begin_anew") == calculating.WAITING
        assert {"progress", "told", "state"} <= {field.name for field in work.rows._meta.concrete_fields}


def test_what_lies_waiting_is_called_by_the_programme_that_always_works(voted, cast, now, called):
    makings.keep_up()
    assert called == []
    ask(voted, cast, now)
    makings.keep_up()
    assert called == ["called"]


def test_who_waits_presses_and_the_programme_is_called(voted, cast, now, called, django_capture_on_commit_callbacks):
    making, client = ask(voted, cast, now), cast.client("analyst")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{page_of(making)}stap/", {"step": "go_on"})
    assert called == ["called"]
    assert client.post(f"{page_of(making)}stap/", {"step": "dansen"}).status_code == 409


def test_who_goes_on_after_a_kill_sees_that_it_begins_and_follows_it(
    voted, cast, now, called, django_capture_on_commit_callbacks
):
    making, client = ask(voted, cast, now), cast.client("analyst")
    Making.objects.update(state="running", progress=40, tries=1)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{page_of(making)}stap/", {"step": "go_on"})
    page = client.get(page_of(making)).content.decode()
    assert ("Het programma begint zo" in page, "data-goes-on" in page, called) == (True, True, ["called"])


def test_who_goes_on_while_somebody_works_takes_nothing_away(
    voted, cast, now, called, monkeypatch, django_capture_on_commit_callbacks
):
    making, client = ask(voted, cast, now), cast.client("analyst")
    Making.objects.update(state="running", progress=40, tries=1)
    # another programme holds the turn
    monkeypatch.setattr(calculating, "alone", lambda: nullcontext(False))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{page_of(making)}stap/", {"step": "go_on"})
    making.refresh_from_db()
    assert (making.state, making.progress) == ("running", 40)


def test_the_command_counts_what_waits_and_says_so(voted, cast, now, monkeypatch, capsys):
    monkeypatch.setattr("weerklank.config.management.commands.runs.os.nice", lambda more: None)
    ask(voted, cast, now)
    call_command("runs")
    assert (capsys.readouterr().out, Run.objects.count()) == ("Klaar: 1 berekening.\n", 1)


# -- the lists -------------------------------------------------------------------------------------------------


def test_the_runs_are_narrowed_by_state_method_maker_and_words(voted, eight, cast, now):
    client, address = cast.client("analyst"), reverse("findings-counts", args=[voted.slug])
    actions.make_run(consultation_id=voted.pk, by=cast.analyst, now=now)
    polis, _ = actions.make_run(consultation_id=voted.pk, by=cast.editor, now=now, method=opinion.Method.POLIS)
    Vote.objects.filter(statement=eight[3]).first().delete()
    third, _ = actions.make_run(consultation_id=voted.pk, by=cast.analyst, now=now)
    actions.propose_run(run_id=third.pk, by=cast.analyst, now=now)

    def found(**asked: str) -> list[int]:
        return [run.number for run, _ in client.get(address, asked).context["rows"]]

    assert found() == [3, 2, 1]
    assert found(stand="proposed") == [3]
    assert found(methode="polis") == [2]
    assert found(door=str(cast.editor.pk)) == [2]
    assert found(q="2") == [2]
    assert found(q=third.input_hash[:8].upper()) == [3]
    assert found(q="edit") == [2]
    assert found(stand="weg", methode="raden", door="0") == [3, 2, 1]
    # what differs is told of the run before, also where that one is not in the list
    ((_, changed),) = client.get(address, {"methode": "polis"}).context["rows"]
    assert [one.what for one in changed][:1] == ["Methode"]
    lines = client.get(address, {"methode": "polis", "als": "csv"}).content.decode().splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["2"]
    assert "Geen telling gevonden bij deze zoekvraag." in words(client.get(address, {"q": "niemand"}))


def test_a_long_list_of_runs_has_pages_and_asks_no_more_of_the_database(
    voted, cast, now, django_assert_max_num_queries
):
    run, _ = actions.make_run(consultation_id=voted.pk, by=cast.analyst, now=now)
    client, address = cast.client("analyst"), reverse("findings-counts", args=[voted.slug])

    def more(numbers) -> None:
        for number in numbers:
            run.pk, run.number, run.key = None, number, f"{number}"
            run.save(force_insert=True)

    more(range(2, 4))
    with django_assert_max_num_queries(20) as few:
        client.get(address)
    more(range(4, 32))
    with django_assert_max_num_queries(len(few.captured_queries)):
        first = client.get(address)
    assert (len(first.context["rows"]), len(client.get(address, {"page": "2"}).context["rows"])) == (25, 6)


@pytest.fixture
def campaigns(closed, eight, cast, now) -> Run:
    """By the open link a dozen voted the very same, and by a code a dozen as well."""
    for channel in ("open", "code"):
        vote_in_camps(eight, channel, 40)
        vote_alike(eight, 12, channel)
    return actions.make_run(consultation_id=closed.pk, by=cast.analyst, now=now)[0]


def test_signs_are_narrowed_and_taken_home(campaigns, eight, cast, now):
    client, address = cast.client("analyst"), reverse("findings-run-signs", args=[campaigns.pk])
    first, second = runs.signs_in(campaigns)
    actions.decide_sign(
        run_id=campaigns.pk, sign=first["sign"], leave_out=True, reason="Eén computer.", by=cast.analyst, now=now
    )

    def found(**asked: str) -> list[str]:
        return [sign.key for sign, _ in client.get(address, asked).context["rows"]]

    assert found() == [first["sign"], second["sign"]]
    assert (found(besluit="open"), found(besluit="left_out"), found(besluit="counts")) == (
        [second["sign"]],
        [first["sign"]],
        [],
    )
    assert found(kanaal=second["channel"]) == [second["sign"]]
    assert (len(found(soort="copies")), found(soort="passes")) == (2, [])
    assert found(q="computer") == [first["sign"]]
    assert found(soort="weg", kanaal="hands", besluit="ooit") == [first["sign"], second["sign"]]
    assert "Geen teken gevonden bij deze zoekvraag." in words(client.get(address, {"q": "niets"}))
    lines = client.get(address, {"besluit": "left_out", "als": "csv"}).content.decode().splitlines()
    assert (len(lines), "tellen niet mee,Eén computer.,analyst" in lines[1]) == (2, True)


def test_a_run_without_signs_says_what_would_stand_there(voted, cast, now):
    run, _ = actions.make_run(consultation_id=voted.pk, by=cast.analyst, now=now)
    page = words(cast.client("analyst").get(reverse("findings-run-signs", args=[run.pk])))
    assert "In deze telling is niets van dien aard opgevallen." in page


def test_who_decides_in_a_narrowed_list_comes_back_to_it_and_sees_what_is_wrong(campaigns, cast):
    client = cast.client("analyst")
    decide, address = (reverse(f"findings-run-{name}", args=[campaigns.pk]) for name in ("decide", "signs"))
    _, second = runs.signs_in(campaigns)
    wrong = client.post(f"{decide}?besluit=open&page=1", {"sign": second["sign"], "leave_out": "no", "reason": ""})
    assert wrong.status_code == 422
    assert [sign.key for sign, _ in wrong.context["rows"]] == [second["sign"]]
    assert "Schrijf waarom u dit besluit." in words(wrong)
    right = client.post(f"{decide}?besluit=open", {"sign": second["sign"], "leave_out": "no", "reason": "Een klas."})
    assert right.headers["Location"] == f"{address}?besluit=open"
    unknown = client.post(decide, {"sign": "0" * 64, "leave_out": "no", "reason": "Zo."})
    assert (unknown.status_code, "staat niet in deze telling" in words(unknown)) == (422, True)
