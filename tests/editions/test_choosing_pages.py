"""The pages of the draw and the table plan, as an organiser, a second person and everybody meet them."""

from __future__ import annotations

import json
import re

import pytest
from django.core.management import call_command
from django.db import connection

from tests.editions.gathered import day_of, people, seatable, trait_of
from tests.editions.repeat_a_draw import repeated
from weerklank import calculating
from weerklank.editions.actions import choosing, running, seating
from weerklank.editions.choosing.gathering import Households
from weerklank.editions.models import Attendee, Seating, SeatNeed, Selecting, ThemeTable
from weerklank.editions.queries import choosing as draws
from weerklank.editions.queries import seating as plans

DRAW, PLAN, PUBLIC = (
    "/werk/edities/demonstratie/loting/",
    "/werk/edities/demonstratie/tafelplan/",
    "/dialoog/demonstratie/loting/",
)


@pytest.fixture
def called(monkeypatch):
    """Pages that call the programme are heard, and nothing is started."""
    heard = []
    monkeypatch.setattr(calculating, "call", lambda: heard.append("called"))
    return heard


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def lots(edition):
    """Twenty-four children for six places; half of them from the north."""
    day = day_of(edition, child=6)
    trait = trait_of(day, "streek", noord=(2, 4), zuid=(1, None))
    people(day, "child", 12, answers={trait: "noord"})
    people(day, "child", 12, answers={trait: "zuid"})
    return day


def drawn(day, cast, now) -> Selecting:
    selecting = choosing.start_selection(
        registration_id=day.pk, seed="14 27 3", one_per_household=True, by=cast.organiser, now=now
    )
    choosing.run_selection(selecting_id=selecting.pk)
    return Selecting.objects.get(pk=selecting.pk)


@pytest.fixture
def plan(edition, edition_theme, cast, now) -> Seating:
    day = day_of(edition, child=6)
    seatable(day)
    made = seating.start_seating(
        registration_id=day.pk, rounds=2, seed="zaad", households=Households.FREE, keep_pinned=True,
        by=cast.organiser, now=now,
    )  # fmt: skip
    seating.run_seating(seating_id=made.pk, effort=0.05)
    return Seating.objects.get(pk=made.pk)


def test_an_organiser_begins_a_draw_and_sees_how_far_it_is_without_a_script(
    lots, cast, called, monkeypatch, django_capture_on_commit_callbacks
):
    client = cast.client("organiser")
    assert "Er is nog niet geloot." in words(client.get(DRAW))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(DRAW, {"seed": "14 27 3", "one_per_household": "on"})
    assert (answer.status_code, answer["Location"], called) == (302, f"{DRAW}1/", ["called"])
    Selecting.objects.update(state="running", progress=37, told="Groepen zoeken")
    monkeypatch.setattr(calculating, "somebody_works", lambda: True)
    page = client.get(f"{DRAW}1/").content.decode()
    assert 'value="37"' in page
    assert "Groepen zoeken" in page
    assert "Kijk hoe ver het is" in page


def test_nobody_can_look_for_a_seed_that_draws_whom_they_like(lots, cast, called):
    client = cast.client("organiser")
    for _attempt in range(2):
        client.post(DRAW, {"seed": "14 27 3", "one_per_household": "on"})
        Selecting.objects.update(state="stopped")
    seeds = list(Selecting.objects.values_list("seed", flat=True))
    assert [seed.startswith("14 27 3 ") for seed in seeds] == [True, True]
    assert len(set(seeds)) == 2


def test_a_run_whose_programme_is_gone_says_so_and_can_go_on(
    lots, cast, now, called, django_capture_on_commit_callbacks
):
    choosing.start_selection(registration_id=lots.pk, seed="", one_per_household=True, by=cast.organiser, now=now)
    client = cast.client("organiser")
    assert "Het programma begint zo" in words(client.get(f"{DRAW}1/"))
    Selecting.objects.update(state="running")
    assert "Het rekenen staat stil" in words(client.get(f"{DRAW}1/"))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{DRAW}1/stap/", {"step": "go_on"})
    assert called == ["called"]
    client.post(f"{DRAW}1/stap/", {"step": "stop"})
    assert Selecting.objects.get().state == "stopped"


def test_what_was_typed_stays_when_a_draw_cannot_begin(edition, cast):
    day_of(edition, child=6)
    answer = cast.client("organiser").post(DRAW, {"seed": "dobbelsteen 6 2"})
    assert answer.status_code == 422
    assert "Er is niemand om uit te kiezen" in words(answer)
    assert 'value="dobbelsteen 6 2"' in answer.content.decode()


def test_a_second_person_approves_and_the_first_is_told_to_wait(lots, cast, now):
    drawn(lots, cast, now)
    assert "Een andere organisator of een beheerder stelt haar vast" in words(cast.client("organiser").get(f"{DRAW}1/"))
    assert cast.client("organiser").post(f"{DRAW}1/stap/", {"step": "approve"}).status_code == 409
    admin = cast.client("admin")
    assert "Loting vaststellen" in words(admin.get(f"{DRAW}1/"))
    assert admin.post(f"{DRAW}1/stap/", {"step": "approve"}).status_code == 302
    assert Attendee.objects.filter(state="confirmed").count() == 6


def test_a_manager_does_not_begin_or_stop(lots, cast, now):
    assert cast.client("admin").post(DRAW, {"seed": ""}).status_code == 409
    drawn(lots, cast, now)
    assert cast.client("admin").post(f"{DRAW}1/stap/", {"step": "stop"}).status_code == 403
    assert cast.client("organiser").post(f"{DRAW}1/stap/", {"step": "iets"}).status_code == 409


def test_quotas_that_clash_are_said_on_the_page(lots, cast, now):
    lots.traits.get().values.filter(name="noord").update(minimum=2, maximum=2)
    lots.traits.get().values.filter(name="zuid").update(maximum=3)
    drawn(lots, cast, now)
    page = words(cast.client("organiser").get(f"{DRAW}1/"))
    assert "streek ‘noord’: precies 2" in page
    assert "De kleinste verandering die helpt" in page


def test_who_took_part_can_be_searched_narrowed_and_saved(lots, cast, now):
    drawn(lots, cast, now)
    client = cast.client("organiser")
    assert len(draws.number_rows(Selecting.objects.get(), drawn=True)) == 6
    assert "Niemand gevonden" in words(client.get(f"{DRAW}1/?q=bestaatniet"))
    lines = client.get(f"{DRAW}1/?geloot=ja&csv").content.decode().splitlines()
    assert (len(lines), lines[0]) == (7, "\ufeffnummer,naam,rol,geloot,kans,stand,samen met")
    assert "14 27 3" in client.get(f"{DRAW}?csv").content.decode()
    assert "Geen loting gevonden" in words(client.get(f"{DRAW}?stand=impossible"))


def test_the_page_calls_who_comes_for_who_said_off(lots, cast, now):
    selecting = drawn(lots, cast, now)
    choosing.approve_selection(selecting_id=selecting.pk, by=cast.admin, now=now)
    gone = selecting.numbers.filter(is_drawn=True).first()
    Attendee.objects.filter(pk=gone.attendee_id).update(state="cancelled")
    client = cast.client("organiser")
    assert "Afgemeld en nog niet vervangen" in words(client.get(f"{DRAW}1/"))
    assert client.post(f"{DRAW}1/vervangen/{gone.number}/").status_code == 302
    assert "Afgemeld en nog niet vervangen" not in words(client.get(f"{DRAW}1/"))
    assert f"komt voor nummer {gone.number}" in words(client.get(f"{DRAW}1/"))


def test_everybody_sees_the_seed_before_and_the_file_only_after_approval(client, lots, cast, now):
    selecting = drawn(lots, cast, now)
    before = words(client.get(PUBLIC))
    assert "14 27 3" in before
    assert "Iemand anders moet haar nog nakijken" in before
    assert client.get(f"{PUBLIC}1.json").status_code == 404
    choosing.approve_selection(selecting_id=selecting.pk, by=cast.admin, now=now)
    file = json.loads(client.get(f"{PUBLIC}1.json").content)
    assert repeated(file) == file["panel"]
    after = words(client.get(PUBLIC))
    assert "24 mensen wilden komen. Er waren 6 plaatsen." in after
    assert "De kleinste kans die iemand had, was 0,25" in after
    assert [one["people"] for one in selecting.result["groups"]] == [24, 12, 12]
    assert not any(row.name in after or row.name in str(file) for row in lots.attendees.all())


def test_a_public_page_without_a_draw_says_so_and_a_draft_has_none(client, edition):
    assert "Er is nog niet geloot." in words(client.get(PUBLIC))
    edition.state = "draft"
    edition.save()
    assert client.get(PUBLIC).status_code == 404


def test_the_whole_file_is_for_who_organises_and_holds_no_name(lots, cast, now):
    drawn(lots, cast, now)
    file = json.loads(cast.client("organiser").get(f"{DRAW}1/volledig.json").content)
    assert len(file["asked"]["people"]) == 24
    assert not any(row.name in str(file) for row in lots.attendees.all())
    assert cast.client("admin").get(f"{DRAW}1/volledig.json").status_code == 403


def test_a_table_plan_begins_from_the_page(edition, edition_theme, cast, called, django_capture_on_commit_callbacks):
    seatable(day_of(edition))
    client = cast.client("organiser")
    assert "Er is nog geen indeling." in words(client.get(PLAN))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(PLAN, {"rounds": "2", "households": "free", "seed": ""})
    assert (answer["Location"], called) == (f"{PLAN}1/", ["called"])
    refused = client.post(PLAN, {"rounds": "40", "households": "free", "seed": "zaad"})
    assert refused.status_code == 422
    assert 'value="40"' in refused.content.decode()


def test_without_a_day_or_people_the_pages_say_what_is_missing(edition, cast):
    client = cast.client("organiser")
    for address in (DRAW, PLAN, f"{PLAN}tafels/", f"{PLAN}nodig/"):
        assert client.get(address).status_code == 200
    assert client.post(PLAN, {"rounds": "1", "households": "free"}).status_code == 409
    day_of(edition)
    answer = client.post(PLAN, {"rounds": "1", "households": "free"})
    assert (answer.status_code, "Er komt nog niemand" in words(answer)) == (422, True)


@pytest.mark.parametrize(
    ("there", "sentence"),
    [
        ({}, "Er heeft zich nog niemand aangemeld. Er valt dus nog niets te loten"),
        ({"ministry": "confirmed", "child": "cancelled"}, "Er heeft zich nog geen kind of jongere aangemeld."),
        ({"young_person": "registered"}, "Er heeft zich nog geen kind aangemeld, alleen jongeren."),
        ({"child": "consent_pending"}, ""),
    ],
)
def test_where_no_child_signed_up_every_page_of_the_draw_and_the_tables_says_so(
    edition, edition_theme, cast, there, sentence
):
    day = day_of(edition, child=6)
    for role, state in there.items():
        people(day, role, 1, state=state)
    client = cast.client("organiser")
    for address in (DRAW, PLAN, f"{PLAN}tafels/", f"{PLAN}nodig/", "/werk/edities/demonstratie/tafels/"):
        page = words(client.get(address))
        assert (sentence in page, "Er heeft zich nog" in page) == (True, bool(sentence)), address


def test_a_plan_without_anybody_young_is_refused_in_one_sentence(edition, edition_theme, cast):
    day = day_of(edition)
    seatable(day)
    Attendee.objects.filter(role="child").delete()
    answer = cast.client("organiser").post(PLAN, {"rounds": "1", "households": "free"})
    assert (answer.status_code, "Er komt nog geen kind of jongere." in words(answer)) == (422, True)


def test_the_plan_is_a_picture_with_a_list_beside_it(plan, cast):
    page = cast.client("organiser").get(f"{PLAN}1/?ronde=2").content.decode()
    assert page.count('class="round-table"') == 2
    assert page.count('role="img"') == 2
    for row in Attendee.objects.all():
        assert row.name in page
    assert 'href="?ronde=2" aria-current="page"' in page
    assert "Aan elke harde regel is voldaan" in page


def test_the_plan_is_narrowed_by_name_role_and_theme(plan, cast):
    client = cast.client("organiser")
    name = Attendee.objects.filter(role="child").first().name
    page = client.get(f"{PLAN}1/?q={name}").content.decode()
    assert page.count('class="round-table"') == 1
    assert f"<strong>{name}</strong>" in page
    assert "Geen tafel gevonden" in words(client.get(f"{PLAN}1/?q=bestaatniet"))
    assert client.get(f"{PLAN}1/?ronde=99&rol=koning&thema=x&wie=y").content.decode().count('class="round-table"') == 2


@pytest.mark.parametrize(
    ("which", "head", "rows"),
    [("personen", "naam,rol,ronde 1,ronde 2", 10), ("tafels", "ronde,thema,tafel,waar,naam,rol,staat vast", 20)],
)
def test_the_plan_as_a_file(plan, cast, which, head, rows):
    lines = cast.client("organiser").get(f"{PLAN}1/?csv={which}").content.decode().splitlines()
    assert (lines[0], len(lines)) == (f"\ufeff{head}", rows + 1)


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_the_plan_on_paper(plan, cast, paper):
    page = cast.client("organiser").get(f"{PLAN}1/?prent={paper}").content.decode()
    assert ("tables-a3" in page) == (paper == "a3")
    assert "Verplaatsen" not in page


def test_somebody_is_moved_after_seeing_what_it_means(plan, cast):
    client = cast.client("organiser")
    one = plan.sittings.filter(round=1, attendee__role="child").first()
    other = plan.sittings.filter(round=1, attendee__role="child").exclude(table=one.table).first()
    address = f"{PLAN}1/verplaatsen/"
    assert "Waarheen" in words(client.get(f"{address}?wie={one.pk}"))
    shown = client.get(f"{address}?wie={one.pk}&target=p{other.attendee_id}")
    assert "Wat beter en slechter wordt" in words(shown)
    one.refresh_from_db()
    assert one.table_id != other.table_id
    mark = shown.context["preview"].mark
    data = {"wie": one.pk, "target": f"p{other.attendee_id}", "mark": mark, "because": ""}
    assert client.post(address, data).status_code == 302
    table = one.table_id
    one.refresh_from_db()
    assert (one.table_id, one.table_id != table, one.pinned) == (other.table_id, True, True)
    again = client.post(address, data)
    assert (again.status_code, "intussen veranderd" in words(again)) == (422, True)


def test_a_move_of_nobody_or_to_nowhere_is_refused(plan, cast):
    client = cast.client("organiser")
    assert client.get(f"{PLAN}1/verplaatsen/").status_code == 409
    one = plan.sittings.first()
    assert client.get(f"{PLAN}1/verplaatsen/?wie={one.pk}&target=t999").status_code == 422


def test_after_approval_and_making_known_those_who_come_find_their_own_table(plan, cast, now):
    child = plan.sittings.filter(attendee__role="child").first()
    assert plans.own_seats(child.attendee_id) == ()
    assert cast.client("admin").post(f"{PLAN}1/stap/", {"step": "approve", "despite": ""}).status_code == 302
    organiser = cast.client("organiser")
    assert "Indeling bekendmaken" in words(organiser.get(f"{PLAN}1/"))
    organiser.post(f"{PLAN}1/stap/", {"step": "publish"})
    assert [one.round for one in plans.own_seats(child.attendee_id)] == [1, 2]


def test_a_broken_rule_asks_the_second_person_for_a_reason(plan, cast, now):
    Attendee.objects.filter(role="ministry").first().delete()
    admin = cast.client("admin")
    page = words(admin.get(f"{PLAN}1/"))
    assert "geen mensen van een ministerie; minstens 1 nodig" in page
    refused = admin.post(f"{PLAN}1/stap/", {"step": "approve", "despite": ""})
    assert (refused.status_code, "zeg waarom zij toch zo mag" in words(refused)) == (422, True)
    assert (
        admin.post(f"{PLAN}1/stap/", {"step": "approve", "despite": "Er komt iemand in de plaats"}).status_code == 302
    )


def test_a_place_is_pinned_and_let_go(plan, cast):
    client, one = cast.client("organiser"), plan.sittings.first()
    for address, pinned in ((f"{PLAN}1/vastzetten/", True), (f"{PLAN}1/vastzetten/?los", False)):
        client.post(address, {"wie": one.pk})
        one.refresh_from_db()
        assert one.pinned == pinned


def test_late_and_absent_are_shown_before_anything_moves(plan, cast, now):
    client, address = cast.client("organiser"), f"{PLAN}1/wie-er-is/"
    assert "Er verandert niets." in words(client.get(address))
    gone = Attendee.objects.filter(role="child").first()
    Attendee.objects.filter(pk=gone.pk).update(state="cancelled")
    (late,) = people(plan.registration, "child", 1, state="confirmed")
    shown = client.get(address)
    assert gone.name in words(shown)
    assert late.name in words(shown)
    assert not plan.sittings.filter(attendee=late).exists()
    client.post(address, {"mark": shown.context["preview"].mark, "because": ""})
    assert plan.sittings.filter(attendee=late).count() == 2
    assert "niemand is binnen" in words(client.get(f"{address}?binnen=ja"))


def test_what_tables_offer_and_people_need_is_set_on_pages(plan, cast):
    client = cast.client("organiser")
    table = plan.sittings.first().table
    data = {"tafel": table.pk, f"tafel-{table.pk}-places": "6", f"tafel-{table.pk}-features": ["step_free"]}
    assert client.post(f"{PLAN}tafels/", data).status_code == 302
    assert (table.offer.places, table.offer.features) == (6, ["step_free"])
    wrong = client.post(f"{PLAN}tafels/", data | {f"tafel-{table.pk}-places": "99"})
    assert (wrong.status_code, 'value="99"' in wrong.content.decode()) == (422, True)
    row = Attendee.objects.filter(role="child").first()
    Attendee.objects.filter(pk=row.pk).update(needs="Ik zit in een rolstoel")
    assert "Ik zit in een rolstoel" in words(client.get(f"{PLAN}nodig/"))
    client.post(f"{PLAN}nodig/", {"wie": str(row.pk), f"wie-{row.pk}-features": ["step_free"]})
    assert SeatNeed.objects.get().attendee_id == row.pk


def test_a_clash_names_who_it_is_about(edition, edition_theme, cast, now):
    day = day_of(edition)
    seatable(day)
    one, two = Attendee.objects.filter(role="child")[:2]
    one.bonds.create(second=two, kind="apart")
    Attendee.objects.filter(pk=one.pk).update(buddy=two)
    made = seating.start_seating(
        registration_id=day.pk,
        rounds=1,
        seed="",
        households=Households.FREE,
        keep_pinned=False,
        by=cast.organiser,
        now=now,
    )
    seating.run_seating(seating_id=made.pk)
    page = words(cast.client("organiser").get(f"{PLAN}1/"))
    pair = sorted((one, two), key=lambda row: str(row.pk))
    assert f"{pair[0].name} en {pair[1].name} niet samen" in page
    assert "laat los dat" in page


def test_the_second_person_finds_what_waits_among_their_work(lots, cast, now):
    assert draws.duties(cast.admin) == []
    drawn(lots, cast, now)
    assert draws.duties(cast.organiser) == []
    assert [one.href for one in draws.duties(cast.admin)] == [f"{DRAW}1/"]
    assert draws.duties(cast.outsider) == []
    assert "wacht op een tweede persoon" in words(cast.client("admin").get("/werk/"))


def test_what_lies_waiting_is_called_again_by_the_programme_that_always_works(lots, cast, now, called):
    assert (running.keep_up(now=now), called) == (0, [])
    choosing.start_selection(registration_id=lots.pk, seed="", one_per_household=True, by=cast.organiser, now=now)
    running.keep_up(now=now)
    assert called == ["called"]


def test_the_pages_of_a_dialogue_lead_to_its_draw_once_there_is_one(client, lots, cast, now):
    assert PUBLIC not in client.get("/dialoog/demonstratie/").content.decode()
    drawn(lots, cast, now)
    assert PUBLIC in client.get("/dialoog/demonstratie/").content.decode()


def test_the_programme_that_the_page_calls_knows_the_database_of_the_page(db, monkeypatch):
    begun = []
    monkeypatch.setattr(
        calculating.subprocess, "Popen", lambda command, *, env, **options: begun.append((command, env))
    )
    calculating.call()
    (command, environment) = begun[0]
    assert command[1:] == ["-m", "weerklank", "runs"]
    assert str(connection.settings_dict["NAME"]) in environment["DATABASE_URL"]


def test_the_command_makes_what_waits_and_says_so(lots, cast, now, monkeypatch, capsys):
    polite = []
    monkeypatch.setattr("weerklank.config.management.commands.runs.os.nice", polite.append)
    choosing.start_selection(registration_id=lots.pk, seed="", one_per_household=True, by=cast.organiser, now=now)
    call_command("runs")
    call_command("runs")
    assert (polite, capsys.readouterr().out) == ([5, 5], "Klaar: 1 berekening.\n")


def test_the_seed_and_the_numbers_stand_in_public_before_anything_is_drawn(lots, client, cast, now):
    choosing.start_selection(
        registration_id=lots.pk, seed="14 27 3", one_per_household=True, by=cast.organiser, now=now
    )
    public = words(client.get(PUBLIC))
    assert "Zaad: 14 27 3 . Zegel" in public
    assert "De nummers 1 tot en met 24 doen mee, voor 6 plaatsen. Deze loting is nog bezig." in public


def test_in_a_concept_the_page_of_the_draw_says_what_to_do_instead(lots, edition, cast):
    type(edition).objects.update(state="draft")
    page = cast.client("organiser").get(DRAW).content.decode()
    assert ("Loten kan nog niet." in page, "Loting beginnen" in page) == (True, False)


def test_tables_that_a_plan_leaves_empty_are_named_there_and_are_not_complete(plan, edition_theme, cast, now):
    from_now_on = ThemeTable.objects.create(edition_theme=edition_theme, number=9)
    for kind, number in (("child", 3), ("ministry", 1), ("organisation", 1)):
        for one in range(number):
            from_now_on.seats.create(kind=kind, alias=f"{kind} {one}")
    seating.approve_seating(seating_id=plan.pk, despite="", by=cast.admin, now=now)
    client = cast.client("organiser")
    page = words(client.get(f"{PLAN}1/"))
    assert "Aan elke harde regel is voldaan. Maar niet aan elke tafel zit iemand." in page
    assert "1 tafel is leeg" in page
    rows = client.get("/werk/edities/demonstratie/tafels/?stand=mist").context["page"].object_list
    assert ("In tafelindeling 1 zit hier niemand.",) in [row.shortfalls for row in rows if row.table == from_now_on]


def test_who_came_late_is_counted_in_the_head_of_the_plan(plan, cast, now):
    people(plan.registration, "child", 1, state="confirmed", name="Laatkomer")
    client = cast.client("organiser")
    mark = client.get(f"{PLAN}1/wie-er-is/").context["preview"].mark
    client.post(f"{PLAN}1/wie-er-is/", {"mark": mark, "because": ""})
    assert "11 mensen hebben een plaats." in words(client.get(f"{PLAN}1/"))
