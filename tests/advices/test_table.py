from __future__ import annotations

import pytest

from tests.advices import stories
from tests.conftest import NOW, Cast
from tests.rights import limbs
from weerklank.advices import actions, queries
from weerklank.advices.lifecycle import AdviceState
from weerklank.advices.models import Advice, ReadBack, TableRecord
from weerklank.audit.models import AuditEvent
from weerklank.editions.models import EditionTheme, ThemeTable
from weerklank.moves import Refusal
from weerklank.participation.models import Consultation

pytestmark = pytest.mark.django_db


def test_adults_write_what_they_expect_before_anything_else(table: ThemeTable, cast: Cast) -> None:
    with pytest.raises(Refusal, match="Schrijf eerst op wat de volwassenen verwachten"):
        actions.save_record(
            table_id=table.pk, text=actions.RecordText(proud="De gratis bibliotheek."), by=cast.facilitator, now=NOW
        )
    assert TableRecord.objects.filter(proud="De gratis bibliotheek.").count() == 0


def test_what_adults_expected_stays_as_it_was(table: ThemeTable, cast: Cast) -> None:
    actions.save_record(
        table_id=table.pk,
        text=actions.RecordText(adult_expected_before="Ze willen een zwembad."),
        by=cast.facilitator,
        now=NOW,
    )
    with pytest.raises(Refusal, match="blijft staan zoals het was"):
        actions.save_record(
            table_id=table.pk,
            text=actions.RecordText(adult_expected_before="Ze willen rust."),
            by=cast.facilitator,
            now=NOW,
        )
    actions.save_record(
        table_id=table.pk,
        text=actions.RecordText(proud="Trots", changed_after="Geld is schaamte."),
        by=cast.facilitator,
        now=NOW,
    )
    record = actions.finish_record(table_id=table.pk, by=cast.facilitator, now=NOW)
    assert (record.adult_expected_before, record.proud, record.done) == ("Ze willen een zwembad.", "Trots", True)


def test_a_record_closes_only_with_what_changed(table: ThemeTable, cast: Cast) -> None:
    actions.save_record(
        table_id=table.pk, text=actions.RecordText(adult_expected_before="Iets."), by=cast.facilitator, now=NOW
    )
    with pytest.raises(Refusal, match="wat er bij de volwassenen is veranderd"):
        actions.finish_record(table_id=table.pk, by=cast.facilitator, now=NOW)


def test_what_children_said_appears_after_the_expectation(
    table: ThemeTable, cast: Cast, consultation: Consultation
) -> None:
    stories.group_of(consultation, "Schoolreis", stories.said(consultation, "De reis kost te veel geld voor ons"))
    client = cast.client("facilitator")
    before = client.get(f"/werk/tafels/{table.pk}/").content.decode()
    assert "De reis kost te veel geld voor ons" not in before
    client.post(f"/werk/tafels/{table.pk}/", {"adult_expected_before": "Ze willen langer vakantie."})
    after = client.get(f"/werk/tafels/{table.pk}/").content.decode()
    assert "De reis kost te veel geld voor ons" in after
    assert "Eén stem. Ook die telt." in after


def test_groups_never_show_what_is_private_or_withdrawn(
    consultation: Consultation, edition_theme: EditionTheme
) -> None:
    shown = stories.said(consultation, "Dit mag iedereen lezen")
    private = stories.said(consultation, stories.SECRET, wants_private=True)
    withdrawn = stories.said(consultation, "", state="withdrawn")
    stories.group_of(consultation, "Schoolreis", shown, private, withdrawn)
    (group,) = queries.said_in(queries.groups_of_theme(edition_theme))
    assert (sum(one.times for one in group.said), [quote.text for quote in group.quotes]) == (
        2,
        ["Dit mag iedereen lezen"],
    )


def test_an_advice_gets_the_next_number_of_its_theme(table: ThemeTable, cast: Cast) -> None:
    numbers = [stories.written(table, cast, title=f"Advies {at}").number for at in range(3)]
    assert numbers == ["2026-ARM-01", "2026-ARM-02", "2026-ARM-03"]


@pytest.mark.parametrize(
    ("name", "letters"), [("Armoede", "ARM"), ("Één thuis", "EEN"), ("’t A", "TAX"), ("Veilig opgroeien", "VEI")]
)
def test_the_letters_of_a_number_come_from_the_theme(name: str, letters: str) -> None:
    assert actions.letters_of(name) == letters


def test_an_advice_needs_a_part(table: ThemeTable, cast: Cast) -> None:
    with pytest.raises(Refusal, match="minstens één onderdeel"):
        actions.create_advice(
            table_id=table.pk, text=actions.AdviceText(title="Leeg", parts=("  ",)), by=cast.facilitator, now=NOW
        )
    assert Advice.objects.count() == 0


def test_adults_speak_only_after_every_child_and_young_person(table: ThemeTable, cast: Cast) -> None:
    advice = stories.written(table, cast)
    actions.start_read_back(advice_id=advice.pk, by=cast.facilitator, now=NOW)
    adult = table.seats.get(alias="Ambtenaar 1")
    child = table.seats.get(alias="Kind 1")
    actions.say_read_back(advice_id=advice.pk, seat_id=child.pk, agrees=True, by=cast.facilitator, now=NOW)
    with pytest.raises(Refusal, match="Kinderen en jongeren eerst. Nog niet gehoord: Kind 2, Jongere 1"):
        actions.say_read_back(advice_id=advice.pk, seat_id=adult.pk, agrees=True, by=cast.facilitator, now=NOW)
    assert list(ReadBack.objects.values_list("seat__alias", flat=True)) == ["Kind 1"]


def test_an_adult_row_is_closed_on_the_page_until_then(table: ThemeTable, cast: Cast) -> None:
    advice = actions.start_read_back(advice_id=stories.written(table, cast).pk, by=cast.facilitator, now=NOW)
    assert [row.may_speak for row in queries.read_back_page(advice).adults] == [False, False]
    for seat in actions.young_seats(advice):
        actions.say_read_back(advice_id=advice.pk, seat_id=seat.pk, agrees=True, by=cast.facilitator, now=NOW)
    assert [row.may_speak for row in queries.read_back_page(advice).adults] == [True, True]


def test_dissent_without_words_is_refused(table: ThemeTable, cast: Cast) -> None:
    advice = stories.written(table, cast)
    actions.start_read_back(advice_id=advice.pk, by=cast.facilitator, now=NOW)
    child = table.seats.get(alias="Kind 1")
    with pytest.raises(Refusal, match="Schrijf op wat Kind 1 anders bedoelde"):
        actions.say_read_back(advice_id=advice.pk, seat_id=child.pk, agrees=False, by=cast.facilitator, now=NOW)


def test_an_edit_after_read_back_starts_again(table: ThemeTable, cast: Cast) -> None:
    advice = stories.read_back(stories.written(table, cast), cast)
    text = actions.AdviceText(title="Anders", parts=("Een ander onderdeel.",))
    edited = actions.edit_advice(advice_id=advice.pk, text=text, seen="", by=cast.facilitator, now=NOW)
    assert (edited.state, edited.read_backs.count()) == (AdviceState.DRAFT, 0)


def test_adoption_waits_for_every_young_seat(table: ThemeTable, cast: Cast) -> None:
    advice = stories.written(table, cast)
    actions.start_read_back(advice_id=advice.pk, by=cast.facilitator, now=NOW)
    with pytest.raises(Refusal, match="Nog niet gehoord: Kind 1, Kind 2, Jongere 1"):
        actions.adopt_advice(advice_id=advice.pk, by=cast.facilitator, now=NOW)


def test_dissent_needs_a_minority_note(table: ThemeTable, cast: Cast) -> None:
    advice = stories.read_back(stories.written(table, cast), cast, dissent="Ik bedoelde alle uitjes.")
    with pytest.raises(Refusal, match="minderheidsnoot"):
        actions.adopt_advice(advice_id=advice.pk, by=cast.facilitator, now=NOW)
    adopted = actions.adopt_advice(
        advice_id=advice.pk, minority_note="Een kind bedoelde alle uitjes.", by=cast.facilitator, now=NOW
    )
    assert (adopted.state, adopted.minority_note) == (AdviceState.ADOPTED, "Een kind bedoelde alle uitjes.")


def test_an_adopted_text_is_not_edited(table: ThemeTable, cast: Cast) -> None:
    advice = stories.adopted(table, cast)
    with pytest.raises(Refusal, match="De tafel heeft dit advies vastgesteld"):
        actions.edit_advice(
            advice_id=advice.pk, text=actions.AdviceText(title="X", parts=("Y",)), seen="", by=cast.facilitator, now=NOW
        )


def test_a_table_without_children_cannot_read_back(table: ThemeTable, cast: Cast) -> None:
    table.seats.filter(kind__in=["child", "young_person"]).delete()
    advice = stories.written(table, cast)
    with pytest.raises(Refusal, match="geen kind of jongere"):
        actions.start_read_back(advice_id=advice.pk, by=cast.facilitator, now=NOW)
    page = cast.client("facilitator").get(f"/werk/tafels/advies/{advice.pk}/teruglezen/").content.decode()
    assert actions.NOBODY_YOUNG in page and "Begin met teruglezen" not in page


def test_a_table_says_who_speaks_first_there(table: ThemeTable) -> None:
    seats = list(table.seats.all())
    told = [
        queries.order_of_speaking(one for one in seats if one.kind not in without).partition(".")[0]
        for without in ((), ("child",), ("young_person",), ("child", "young_person"))
    ]
    assert told == [
        "Kinderen en jongeren zeggen eerst of dit is wat zij bedoelden", "Aan deze tafel zitten geen kinderen",
        "Aan deze tafel zitten geen jongeren", "Aan deze tafel zit geen kind of jongere",
    ]  # fmt: skip


def test_the_log_says_nothing_of_one_child(table: ThemeTable, cast: Cast) -> None:
    stories.read_back(stories.written(table, cast), cast, dissent="Ik bedoelde alle uitjes.")
    notes = set(AuditEvent.objects.filter(action="advice.read_back").values_list("note", flat=True))
    assert notes == {""}


def test_two_facilitators_do_not_overwrite_each_other(table: ThemeTable, cast: Cast) -> None:
    advice = stories.written(table, cast)
    client, address = cast.client("facilitator"), f"/werk/tafels/advies/{advice.pk}/"
    seen = actions.fingerprint(advice)
    form = {"seen": seen, "title": "Van de een", "text": "Tekst", "part_1": "Eerste"}
    assert client.post(address, form).status_code == 302
    second = client.post(address, {**form, "title": "Van de ander"})
    assert second.status_code == 422
    page = second.content.decode()
    assert "Van de een" in page
    assert 'value="Van de ander"' in page
    advice.refresh_from_db()
    assert advice.title == "Van de een"


def test_searching_a_recommendation_keeps_what_was_typed(table: ThemeTable, cast: Cast) -> None:
    form = {"title": "Half af", "text": "Nog bezig", "part_1": "Een", "search": "armoede", "find": "1"}
    response = cast.client("facilitator").post(f"/werk/tafels/{table.pk}/advies/", form)
    assert (response.status_code, Advice.objects.count()) == (200, 0)
    assert 'value="Half af"' in response.content.decode()


@pytest.mark.parametrize("key", [str(10**40), "-1", "abc", "\0", "²", "9" * 5000])
def test_a_choice_that_is_no_row_is_an_ordinary_wrong_choice(key: str, table: ThemeTable, cast: Cast) -> None:
    form = {
        "title": "Reis",
        "text": "Doe het",
        "part_1": "Maak gratis",
        "part_²": "Nog een",
        "groups": [key],
        "recommendations": [key],
        "raised_before": key,
    }
    response = cast.client("facilitator").post(f"/werk/tafels/{table.pk}/advies/", form)
    assert (response.status_code, Advice.objects.count()) == (422, 0)
    assert sorted(response.context["form"].errors) == ["groups", "raised_before", "recommendations"]


def test_the_whole_table_by_pages(table: ThemeTable, cast: Cast, consultation: Consultation) -> None:
    group = stories.group_of(consultation, "Schoolreis", stories.said(consultation, "De reis is te duur"))
    client = cast.client("facilitator")
    client.post(f"/werk/tafels/{table.pk}/", {"adult_expected_before": "Iets"})
    form = {
        "title": "Gratis reis",
        "text": "Doe het",
        "part_1": "Maak gratis",
        "part_2": "Zeg niets",
        "groups": [group.pk],
    }
    client.post(f"/werk/tafels/{table.pk}/advies/", form)
    advice = Advice.objects.get()
    client.post(f"/werk/tafels/advies/{advice.pk}/teruglezen/begin/")
    for seat in table.seats.all():
        client.post(f"/werk/tafels/advies/{advice.pk}/teruglezen/plaats/", {"seat": seat.pk, "agrees": "yes"})
    client.post(f"/werk/tafels/advies/{advice.pk}/vaststellen/", {"minority_note": ""})
    advice.refresh_from_db()
    assert (advice.state, advice.read_backs.count(), advice.parts.count()) == (AdviceState.ADOPTED, 5, 2)


@pytest.mark.parametrize(
    "name", ["organiser", "moderator", "respondent", "approver", "analyst", "panel_member", "outsider", "admin"]
)
def test_only_a_facilitator_opens_a_table(name: str, table: ThemeTable, cast: Cast) -> None:
    client = cast.client(name)
    assert [client.get("/werk/tafels/").status_code, client.get(f"/werk/tafels/{table.pk}/").status_code] == [403, 403]


def test_a_facilitator_of_another_edition_is_refused(table: ThemeTable, cast: Cast) -> None:
    cast.facilitator.edition_roles.all().delete()
    assert cast.client("facilitator").get(f"/werk/tafels/{table.pk}/").status_code == 403


def test_a_number_that_is_too_large_is_not_found(table: ThemeTable, cast: Cast) -> None:
    assert cast.client("facilitator").get(f"/werk/tafels/{2**40}/").status_code == 404


def test_a_mistaken_advice_is_put_aside_and_its_groups_are_free(
    table: ThemeTable, cast: Cast, consultation: Consultation
) -> None:
    group = stories.group_of(consultation, "Schoolreis", stories.said(consultation, "Te duur"))
    advice = stories.written(table, cast, group)
    discarded = actions.discard_advice(advice_id=advice.pk, reason="Dubbel gemaakt.", by=cast.facilitator, now=NOW)
    event = AuditEvent.objects.get(action="advice.discarded")
    assert (discarded.state, list(group.advices.all()), event.note, event.public) == (
        AdviceState.DISCARDED,
        [],
        "Dubbel gemaakt.",
        False,
    )


def test_an_advice_is_not_put_aside_without_a_reason(table: ThemeTable, cast: Cast) -> None:
    advice = stories.written(table, cast)
    page = cast.client("facilitator").post(f"/werk/tafels/advies/{advice.pk}/wegleggen/", {"reason": " "})
    advice.refresh_from_db()
    assert (page.status_code, advice.state) == (422, "draft")


def test_an_adopted_advice_is_not_put_aside(table: ThemeTable, cast: Cast) -> None:
    advice = stories.adopted(table, cast)
    with pytest.raises(Refusal, match="vastgesteld door de tafel"):
        actions.discard_advice(advice_id=advice.pk, reason="Toch niet.", by=cast.organiser, now=NOW)


def test_a_second_person_hears_who_put_it_aside(table: ThemeTable, cast: Cast) -> None:
    advice = stories.written(table, cast)
    actions.discard_advice(advice_id=advice.pk, reason="Dubbel.", by=cast.facilitator, now=NOW)
    with pytest.raises(Refusal, match="net al gedaan door"):
        actions.discard_advice(advice_id=advice.pk, reason="Dubbel.", by=cast.organiser, now=NOW)


def test_the_page_of_a_discarded_advice_says_why(table: ThemeTable, cast: Cast) -> None:
    advice = stories.written(table, cast)
    client = cast.client("facilitator")
    page = client.post(f"/werk/tafels/advies/{advice.pk}/wegleggen/", {"reason": "Dubbel gemaakt."}, follow=True)
    text = page.content.decode()
    assert (page.status_code, text.count("Dubbel gemaakt."), "Leg het advies weg" in text) == (200, 1, False)


@pytest.mark.parametrize("state", ["handed_over", "awaiting_answers", "follow_up", "closed"])
def test_no_advice_is_written_after_the_hand_over(state: str, table: ThemeTable, cast: Cast) -> None:
    advice = stories.written(table, cast)
    edition = table.edition
    edition.state = state
    edition.save()
    with pytest.raises(Refusal, match="al overhandigd"):
        stories.written(table, cast)
    with pytest.raises(Refusal, match="al overhandigd"):
        actions.edit_advice(
            advice_id=advice.pk, text=actions.AdviceText("Anders", parts=("A",)), seen="", by=cast.facilitator, now=NOW
        )
    client = cast.client("facilitator")
    form = client.get(f"/werk/tafels/{table.pk}/advies/")
    assert (form.status_code, f"/werk/tafels/{table.pk}/advies/" in client.get(form["Location"]).content.decode()) == (
        302,
        False,
    )


@pytest.mark.parametrize("words", ["17", "Speelplekken", "schommel", "playground", "schommel 17"])
def test_a_recommendation_is_found_by_number_subject_own_words_and_text(
    words: str, table: ThemeTable, cast: Cast
) -> None:
    limbs.limb(17, plain="Ieder kind heeft een schommel dichtbij.", subject="Speelplekken")
    limbs.limb(18, text="Hidden from the public", subject="Iets anders")
    form = {"title": "Half af", "search": words, "find": "1"}
    page = cast.client("facilitator").post(f"/werk/tafels/{table.pk}/advies/", form).content.decode()
    assert ("17: Speelplekken" in page, "18: " in page) == (True, False)


def test_the_list_of_tables_is_narrowed_to_what_the_duty_counts(
    table: ThemeTable, edition_theme: EditionTheme, cast: Cast
) -> None:
    other = ThemeTable.objects.create(edition_theme=edition_theme, number=9)
    Advice.objects.create(
        number="2026-ARM-01", edition=table.edition, edition_theme=edition_theme, table=table, title="A", state="draft"
    )
    (duty,) = queries.duties(cast.facilitator, NOW.date())
    assert (duty.count, duty.href) == (1, "/werk/tafels/?stand=open")
    client = cast.client("facilitator")

    def shown(address: str) -> list[tuple[ThemeTable, str]]:
        return [(row.table, str(row.stand.label)) for row in client.get(address).context["rows"]]

    both = [(table, "advies nog niet vastgesteld"), (other, "nog geen advies")]
    assert (shown("/werk/tafels/"), shown(duty.href)) == (both, both[:1])
    assert shown(f"/werk/tafels/?editie={table.edition.slug}&stand=niets") == both[1:]
    assert "Geen tafel gevonden" in client.get("/werk/tafels/?q=zzz").content.decode()
    assert "nog geen advies" in client.get("/werk/tafels/?csv").content.decode()
