"""Settings of the registration: what may change, and what was promised and stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.conftest import NOW, TODAY, Cast
from tests.editions.gathered import people, trait_of
from weerklank.audit.models import AuditEvent
from weerklank.editions.actions.registration import Answer, Asked, Settings, set_registration
from weerklank.editions.forms.registration import RegistrationForm
from weerklank.editions.models import Attendee, Choosing, DayRegistration, Edition, Entrance, ParticipantRole, Trait
from weerklank.moves import Refusal

pytestmark = pytest.mark.django_db

AS_IT_IS = Settings(
    opens_on=date(2026, 11, 1),
    closes_on=date(2026, 11, 30),
    entrance=Entrance.OPEN,
    choosing=Choosing.ORDER,
    reach="dag@voorbeeld.example",
    erase_after_days=30,
    places={
        ParticipantRole.CHILD: 1,
        ParticipantRole.YOUNG_PERSON: 2,
        ParticipantRole.ORGANISATION: 5,
        ParticipantRole.MINISTRY: 2,
    },
)


def sets(edition: Edition, cast: Cast, **other: object) -> DayRegistration:
    wanted = replace(AS_IT_IS, **other)
    return set_registration(edition_id=edition.pk, wanted=wanted, by=cast.organiser, now=NOW)


def test_a_day_without_registration_gets_one(edition: Edition, cast: Cast) -> None:
    edition.date = date(2026, 12, 10)
    edition.save()
    made = sets(edition, cast, traits=(Asked(None, "provincie", "Waar?", (Answer("A", 1, 3), Answer("B"))),))
    assert [(row.role, row.places) for row in made.places.order_by("role")] == [
        ("child", 1), ("ministry", 2), ("organisation", 5), ("young_person", 2),
    ]  # fmt: skip
    values = Trait.objects.get().values.values_list("name", "minimum", "maximum")
    assert (list(values), AuditEvent.objects.get().action) == ([("A", 1, 3), ("B", 0, None)], "registration.set")


def test_saving_without_a_change_is_no_line_in_the_log(day: DayRegistration, cast: Cast) -> None:
    sets(day.edition, cast)
    assert AuditEvent.objects.count() == 0
    sets(day.edition, cast, closes_on=date(2026, 12, 5))
    assert AuditEvent.objects.get().note == "sluit: 5 december 2026."


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"closes_on": date(2026, 11, 25)}, "tot en met 30 november 2026. Later mag, eerder niet"),
        ({"opens_on": date(2026, 11, 2)}, "al open sinds 1 november 2026"),
        ({"closes_on": date(2026, 12, 11)}, "uiterlijk op die dag"),
        ({"closes_on": date(2026, 10, 1)}, "sluit voordat zij opengaat"),
        ({"places": {}}, "hoeveel plaatsen"),
        ({"places": {**AS_IT_IS.places, ParticipantRole.MINISTRY: 0}}, "hebben al 1 mensen een plaats"),
        ({"choosing": Choosing.LOTTERY}, "verandert daarna niet meer"),
        ({"erase_after_days": 31}, "Eerder mag, later niet"),
        ({"traits": (Asked(None, "x", "?", (Answer("a", 6), Answer("b", 5))),)}, "meer dan de 10 plaatsen"),
    ],
)
def test_what_was_promised_stays(day: DayRegistration, cast: Cast, other: dict[str, object], why: str) -> None:
    people(day, "ministry", 1, state="confirmed")
    with pytest.raises(Refusal, match=why):
        sets(day.edition, cast, **other)
    assert AuditEvent.objects.count() == 0


def test_before_anybody_could_read_it_everything_may_change(day: DayRegistration, cast: Cast) -> None:
    DayRegistration.objects.update(opens_on=TODAY + timedelta(days=3))
    sets(day.edition, cast, opens_on=TODAY + timedelta(days=1), closes_on=date(2026, 11, 25), choosing=Choosing.LOTTERY)
    assert DayRegistration.objects.get().closes_on == date(2026, 11, 25)


def test_an_answer_that_somebody_gave_stays_and_one_that_nobody_gave_goes(day: DayRegistration, cast: Cast) -> None:
    trait = trait_of(day, "provincie", Utrecht=(0, None), Friesland=(0, None), Drenthe=(0, None))
    people(day, "ministry", 1, answers={trait: "Utrecht"})
    kept = Asked(trait.pk, "provincie", "Waar?", (Answer("Utrecht", 1), Answer("Friesland")))
    sets(day.edition, cast, traits=(kept,))
    assert list(trait.values.values_list("name", flat=True)) == ["Utrecht", "Friesland"]
    with pytest.raises(Refusal, match="al ‘Utrecht’ geantwoord"):
        sets(day.edition, cast, traits=(replace(kept, answers=(Answer("Friesland"), Answer("Zeeland"))),))
    with pytest.raises(Refusal, match="al geantwoord op ‘provincie’"):
        sets(day.edition, cast, traits=())


def test_more_places_are_given_at_once_to_who_waits(day: DayRegistration, cast: Cast) -> None:
    people(day, "ministry", 2, state="confirmed")
    (row,) = people(day, "ministry", 1, state="waiting")
    sets(day.edition, cast, places={**AS_IT_IS.places, ParticipantRole.MINISTRY: 3})
    assert Attendee.objects.get(pk=row.pk).state == "confirmed"


def test_a_day_that_is_not_known_has_no_registration(edition: Edition, cast: Cast) -> None:
    with pytest.raises(Refusal, match="datum van de dialoogdag"):
        sets(edition, cast)


def test_the_first_day_of_a_concept_can_be_another_one(day: DayRegistration, cast: Cast) -> None:
    Edition.objects.update(state="draft")
    changed = sets(day.edition, cast, opens_on=date(2026, 11, 25), closes_on=date(2026, 11, 28))
    assert (changed.opens_on, changed.closes_on) == (date(2026, 11, 25), date(2026, 11, 28))


def test_where_to_ask_is_a_number_or_an_address(day: DayRegistration, cast: Cast) -> None:
    form = RegistrationForm({"reach": "Stichting Voorbeeld"}, registration=day)
    assert form.errors["reach"] == ["Zet hier een telefoonnummer of een e-mailadres. Een naam mag erbij."]
    for reach in ("Kim, 06 12345678", "dag@voorbeeld.example"):
        assert "reach" not in RegistrationForm({"reach": reach}, registration=day).errors
