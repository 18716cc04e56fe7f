"""What an organiser does about who comes: places, staying away, needs, who sits together, and asking somebody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.concurrently import at_once, refusals
from tests.conftest import NOW, TODAY, Cast
from tests.editions.gathered import people
from weerklank.audit.models import AuditEvent
from weerklank.editions import queries as all_queries
from weerklank.editions.actions import attendees as actions
from weerklank.editions.actions.attendees import Guest
from weerklank.editions.door_codes import code_of, keys_of
from weerklank.editions.letters import letter
from weerklank.editions.links import find, own_secret
from weerklank.editions.models import Attendee, Bond, BondKind, DayRegistration, ParticipantRole
from weerklank.editions.queries import attendees as queries
from weerklank.editions.queries.attendees import Asked, Found
from weerklank.moves import Refusal

pytestmark = pytest.mark.django_db


def told_of(row: Attendee) -> list[str]:
    return list(row.messages.values_list("kind", flat=True))


def asked(registration: DayRegistration, **what: str) -> list[str]:
    return [row.name.split()[0] for row in queries.attendees_of(registration, Asked(**what))]


def test_somebody_gets_a_place_before_the_line_and_hears_it(day: DayRegistration, cast: Cast) -> None:
    (row,) = people(day, "ministry", 1, state="waiting", email="a@b.example")
    assert actions.confirm(attendee_id=row.pk, by=cast.organiser, now=NOW).state == "confirmed"
    assert told_of(row) == ["place_free"]


def test_a_role_that_is_full_takes_nobody_more(day: DayRegistration, cast: Cast) -> None:
    people(day, "ministry", 2, state="confirmed")
    (row,) = people(day, "ministry", 1)
    with pytest.raises(Refusal, match="Alle plaatsen voor de rol ‘ministerie’ zijn bezet"):
        actions.confirm(attendee_id=row.pk, by=cast.organiser, now=NOW)


def test_a_child_gets_no_place_before_a_guardian_said_yes(day: DayRegistration, cast: Cast) -> None:
    (row,) = people(day, "child", 1, is_under_16=True)
    with pytest.raises(Refusal, match="pas als een ouder of voogd ja heeft gezegd"):
        actions.confirm(attendee_id=row.pk, by=cast.organiser, now=NOW)


def test_the_place_of_who_is_taken_off_goes_to_who_is_next(day: DayRegistration, cast: Cast) -> None:
    first, second, third = people(day, "ministry", 3, state="confirmed", email="a@b.example")
    Attendee.objects.filter(pk=third.pk).update(state="waiting")
    actions.cancel(attendee_id=first.pk, why="asked", by=cast.organiser, now=NOW)
    states = [Attendee.objects.get(pk=row.pk).state for row in (first, second, third)]
    assert (states, told_of(third)) == (["cancelled", "confirmed", "confirmed"], ["place_free"])


def test_nobody_is_taken_off_without_a_reason_of_the_list(day: DayRegistration, cast: Cast) -> None:
    (row,) = people(day, "ministry", 1)
    with pytest.raises(Refusal, match="Kies waarom"):
        actions.cancel(attendee_id=row.pk, why="Noor deed lelijk", by=cast.organiser, now=NOW)


def test_who_comes_after_all_stands_at_the_end_of_the_line(day: DayRegistration, cast: Cast) -> None:
    first, second, third = people(day, "ministry", 3, state="confirmed", email="a@b.example")
    Attendee.objects.filter(pk=third.pk).update(state="cancelled")
    back = actions.come_back(attendee_id=third.pk, by=cast.organiser, now=NOW)
    assert (back.state, back.place_in_line, told_of(back)) == ("waiting", 4, ["waiting"])
    assert {first.state, second.state} == {"confirmed"}


def test_a_child_that_comes_after_all_waits_for_its_guardian(day: DayRegistration, cast: Cast) -> None:
    (row,) = people(day, "child", 1, is_under_16=True, state="cancelled", email="ouder@b.example")
    back = actions.come_back(attendee_id=row.pk, by=cast.organiser, now=NOW)
    assert (back.state, told_of(back)) == ("consent_pending", ["consent"])


def test_after_the_day_nobody_is_moved(day: DayRegistration, cast: Cast) -> None:
    (row,) = people(day, "ministry", 1)
    with pytest.raises(Refusal, match="de dag is geweest"):
        actions.confirm(attendee_id=row.pk, by=cast.organiser, now=NOW + timedelta(days=60))


def test_free_places_go_to_who_came_first_and_a_second_press_gives_none(day: DayRegistration, cast: Cast) -> None:
    rows = people(day, "ministry", 3)
    given = [actions.fill_places(registration_id=day.pk, by=cast.organiser, now=NOW) for _ in range(2)]
    assert (given, [Attendee.objects.get(pk=row.pk).state for row in rows]) == (
        [2, 0],
        ["confirmed", "confirmed", "registered"],
    )


def test_an_answer_about_needs_is_told_once_and_stands_nowhere_in_the_log(day: DayRegistration, cast: Cast) -> None:
    (row,) = people(day, "ministry", 1, needs="Een ringleiding.", email="a@b.example")
    for _ in range(2):
        actions.answer_needs(attendee_id=row.pk, words="Die is er.", by=cast.organiser, now=NOW)
    row.refresh_from_db()
    assert (row.needs_met, row.needs_confirmed_on, told_of(row)) == ("Die is er.", TODAY, ["needs"])
    event = AuditEvent.objects.get(action="attendee.needs_answered")
    assert (event.note, event.object_label) == ("", "aanmelding voor Demonstratie-editie")


@pytest.mark.parametrize(("needs", "words"), [("", "Die is er."), ("Een ringleiding.", "  ")])
def test_an_answer_to_nothing_and_an_answer_of_nothing_are_refused(day, cast, needs: str, words: str) -> None:
    (row,) = people(day, "ministry", 1, needs=needs)
    with pytest.raises(Refusal):
        actions.answer_needs(attendee_id=row.pk, words=words, by=cast.organiser, now=NOW)


def test_two_people_are_never_together_and_apart(day: DayRegistration, cast: Cast) -> None:
    one, other = people(day, "ministry", 2)

    def bind(first: Attendee, second: Attendee, kind: BondKind) -> Bond:
        return actions.bind(attendee_id=first.pk, other_id=second.pk, kind=kind, by=cast.organiser, now=NOW)

    assert bind(one, other, BondKind.TOGETHER) == bind(other, one, BondKind.TOGETHER)
    with pytest.raises(Refusal, match="al ‘samen aan tafel’. Samen en niet samen gaat niet tegelijk"):
        bind(other, one, BondKind.APART)
    assert queries.bonds_of(other) == [(Bond.objects.get(), one)]
    actions.unbind(attendee_id=other.pk, bond_id=Bond.objects.get().pk, by=cast.organiser, now=NOW)
    assert bind(other, one, BondKind.APART).kind == "apart"
    with pytest.raises(Refusal, match="juist niet samen"):
        actions.set_buddy(attendee_id=one.pk, buddy_id=other.pk, by=cast.organiser, now=NOW)


def test_buddies_are_not_set_apart(day: DayRegistration, cast: Cast) -> None:
    one, other = people(day, "ministry", 2)
    actions.set_buddy(attendee_id=one.pk, buddy_id=other.pk, by=cast.organiser, now=NOW)
    with pytest.raises(Refusal, match="elkaars maatje"):
        actions.bind(attendee_id=other.pk, other_id=one.pk, kind=BondKind.APART, by=cast.organiser, now=NOW)


def test_who_is_invited_has_a_link_that_opens_only_their_row(day: DayRegistration, cast: Cast) -> None:
    guest = Guest(role=ParticipantRole.MINISTRY, name="Gast", email="Gast@b.example")
    invite = {"registration_id": day.pk, "guest": guest, "request_key": "k" * 24, "by": cast.organiser, "now": NOW}
    row, is_new = actions.invite(**invite)
    again, is_new_again = actions.invite(**invite)
    assert (row.state, row.email, told_of(row), is_new, is_new_again) == (
        "invited", "gast@b.example", ["invited"], True, False,
    )  # fmt: skip
    assert find(own_secret(row.pk), day.edition.slug) == again == row


def test_another_guest_with_the_same_form_is_invited_as_well(day: DayRegistration, cast: Cast) -> None:
    for name in ("Een", "Twee"):
        guest = Guest(role=ParticipantRole.MINISTRY, name=name, email=f"{name}@b.example")
        actions.invite(registration_id=day.pk, guest=guest, request_key="k" * 24, by=cast.organiser, now=NOW)
    assert list(Attendee.objects.values_list("name", flat=True)) == ["Een", "Twee"]


def test_nobody_is_invited_twice_or_for_a_role_without_places(day: DayRegistration, cast: Cast) -> None:
    people(day, "ministry", 1, name="Gast", email="gast@b.example")
    for role, why in (("ministry", "staat al op de lijst"), ("parliament", "geen plaatsen")):
        guest = Guest(role=ParticipantRole(role), name="Gast", email="gast@b.example")
        with pytest.raises(Refusal, match=why):
            actions.invite(registration_id=day.pk, guest=guest, request_key="k" * 24, by=cast.organiser, now=NOW)


def test_what_the_log_holds_of_people_is_a_key_and_no_name(day: DayRegistration, cast: Cast) -> None:
    one, other = people(day, "ministry", 2, name="Geheimenaam", needs="Geheimwens", email="geheim@b.example")
    actions.confirm(attendee_id=one.pk, by=cast.organiser, now=NOW)
    actions.answer_needs(attendee_id=one.pk, words="Geheimantwoord", by=cast.organiser, now=NOW)
    actions.bind(attendee_id=one.pk, other_id=other.pk, kind=BondKind.APART, by=cast.organiser, now=NOW)
    actions.cancel(attendee_id=one.pk, why="double", by=cast.organiser, now=NOW)
    log = " ".join(f"{event.object_label} {event.note}" for event in AuditEvent.objects.all()).lower()
    assert "geheim" not in log
    assert [what for what, _ in queries.history_of(one)] == [
        "afgemeld", "samen of niet samen gezet", "gezegd wat er wordt geregeld", "plaats gegeven",
    ]  # fmt: skip


def test_two_organisers_at_once_give_the_last_place_once(committed, day: DayRegistration, cast: Cast) -> None:
    day.places.filter(role="ministry").update(places=1)
    rows = people(day, "ministry", 2)
    said = at_once(*(lambda row=row: actions.confirm(attendee_id=row.pk, by=cast.organiser, now=NOW) for row in rows))
    assert (len(refusals(said)), Attendee.objects.filter(state="confirmed").count()) == (1, 1)


# --- What the pages ask -----------------------------------------------------------------------------------------------


def test_the_list_is_searched_narrowed_and_ordered(day: DayRegistration) -> None:
    people(day, "ministry", 1, name="Bo Mol", organisation_name="Zeerecht", language="uk", state="confirmed")
    people(day, "child", 1, name="Al Ros", needs="Rust.", is_under_16=True, state="consent_pending")
    people(day, "child", 1, name="Ce Ros", needs="Rust.", is_under_16=True, state="cancelled")
    trait = day.traits.create(name="provincie", question="Waar?")
    value = trait.values.create(name="Utrecht")
    Attendee.objects.get(name="Bo Mol").traits.create(trait=trait, value=value)
    assert asked(day) == ["Bo", "Al", "Ce"]
    assert asked(day, order="naam") == ["Al", "Bo", "Ce"]
    assert asked(day, order="-naam") == ["Ce", "Bo", "Al"]
    assert asked(day, search="ros") == ["Al", "Ce"]
    assert asked(day, search="zeerecht") == ["Bo"]
    assert asked(day, search=code_of(Attendee.objects.get(name="Al Ros").pk).lower()) == ["Al"]
    assert asked(day, role="child", state="cancelled") == ["Ce"]
    assert asked(day, lacks="antwoord") == asked(day, lacks="toestemming") == ["Al"]
    assert asked(day, language="uk") == asked(day, value=str(value.pk)) == ["Bo"]
    assert asked(day, value="9" * 40) == ["Bo", "Al", "Ce"]


def test_the_counts_of_a_role_say_what_is_free(day: DayRegistration) -> None:
    people(day, "ministry", 1, state="confirmed")
    people(day, "ministry", 3, state="waiting")
    (one,) = [count for count in queries.counts(day) if count.role == "ministry"]
    assert (one.places, one.coming, one.free, one.registered, one.waiting, one.invited) == (2, 1, 1, 0, 3, 0)


def test_somebody_is_found_by_a_name_or_a_code_and_never_guessed(day: DayRegistration) -> None:
    me, one, same = people(day, "ministry", 3, name="Noor Bakker")
    Attendee.objects.filter(pk=one.pk).update(name="Sem Bakker")
    assert queries.named(day, " sem  bakker ", apart_from=me) == one
    assert queries.named(day, code_of(same.pk), apart_from=me) == same
    for typed in ("bakker", "Karel"):
        assert isinstance(queries.named(day, typed, apart_from=me), Found)


def test_codes_are_read_however_they_are_typed(day: DayRegistration) -> None:
    (row,) = people(day, "ministry", 1)
    typed = code_of(row.pk).lower().replace("-", " ").replace("0", "o").replace("1", "l")
    first, last = keys_of(typed) or (row.pk, row.pk)
    assert (first <= row.pk <= last, keys_of("AB12"), keys_of("UUUU-UUUU")) == (True, None, None)


def test_an_organiser_has_work_while_somebody_waits(day: DayRegistration, cast: Cast) -> None:
    people(day, "child", 1, needs="Rust.", is_under_16=True, state="consent_pending")
    people(day, "ministry", 3, state="waiting")
    mine = [
        duty.label.partition(": ")[2] for duty in all_queries.duties(cast.organiser, TODAY) if "deelnemers" in duty.href
    ]
    assert mine == [
        "1 deelnemer wacht op antwoord over wat nodig is",
        "1 keer mist een ja van een ouder of voogd",
        "2 plaatsen zijn vrij terwijl er een wachtlijst is",
    ]
    assert [duty for duty in all_queries.duties(cast.moderator, TODAY) if "deelnemers" in duty.href] == []


def test_who_thinks_of_coming_hears_that_the_day_is_another_one(day, cast, now):
    placed, waiting = people(day, "ministry", 2, state="confirmed", email="a@b.example")
    Attendee.objects.filter(pk=waiting.pk).update(state="waiting")
    edition = day.edition
    client, where = cast.client("organiser"), f"/werk/edities/{edition.slug}/wijzigen/"
    typed = {"title": edition.title, "day": "2026-12-08", "answer_term_days": "91", "advice_word": "advies"}
    refused = client.post(where, typed)
    assert refused.status_code == 422
    assert refused.context["form"].errors["tell_people"] == [
        "1 mens heeft een plaats, 1 staat nog op de lijst. Verandert de dag of de plaats, dan moeten zij het horen. "
        "Vink aan dat zij bericht krijgen, of laat dag en plaats zoals ze zijn."
    ]
    assert client.post(where, typed | {"tell_people": "on"}).status_code == 302
    edition.refresh_from_db()
    assert (str(edition.date), [list(one.messages.values_list("kind", flat=True)) for one in (placed, waiting)]) == (
        "2026-12-08", [["moved"], ["moved"]],
    )  # fmt: skip
    placed.refresh_from_db()
    assert "Het is nu: Demonstratie-editie, 8 december 2026." in letter(placed, "moved").body
