"""Who comes to the day: what the database itself refuses, and that nothing there leads to what a child said."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from weerklank.editions.models import Attendee, DayRegistration, Edition, RolePlaces, Trait, TraitValue, attendance
from weerklank.privacy import Kept

MODELS = [model for model in apps.get_app_config("editions").get_models() if model.__module__ == attendance.__name__]


@pytest.fixture
def registration(edition: Edition) -> DayRegistration:
    return DayRegistration.objects.create(
        edition=edition, opens_on=date(2026, 11, 1), closes_on=date(2026, 12, 1), reach="dag@example.org"
    )


def attendee(registration: DayRegistration, number: int = 1, **fields: object) -> Attendee:
    known: dict[str, object] = {
        "role": "child",
        "name": "Noor Voorbeeld",
        "registered_on": date(2026, 11, 2),
        "place_in_line": number,
        "secret_digest": f"{number:064}",
        "request_key": f"{number:064}",
    }
    return Attendee.objects.create(registration=registration, **(known | fields))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_about_who_comes_says_why_it_is_kept(model: type[models.Model]) -> None:
    declared: dict[str, Kept] = getattr(model, "privacy", {})
    fields = {field.name for field in (*model._meta.fields, *model._meta.many_to_many)}
    assert "*" in declared or fields - set(declared) == set()
    assert set(declared) - fields - {"*"} == set()


@pytest.mark.parametrize("app", ["participation", "moderation", "findings"])
def test_nothing_that_a_child_said_leads_to_who_comes(app: str) -> None:
    pointed = {
        field.related_model
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields(include_hidden=True)
        if field.related_model
    }
    assert pointed & set(MODELS) == set()


@pytest.mark.parametrize("state", ["confirmed", "checked_in", "attended"])
def test_nobody_under_sixteen_comes_without_a_guardian_saying_yes(registration: DayRegistration, state: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        attendee(registration, is_under_16=True, state=state)
    agreed = attendee(registration, is_under_16=True, state=state, guardian_agreed_on=date(2026, 11, 3))
    assert agreed.state == state


def test_a_photo_needs_both_yeses_of_who_is_under_sixteen(registration: DayRegistration) -> None:
    child = attendee(registration, is_under_16=True, photo_self=True)
    assert not child.may_be_photographed
    child.photo_guardian = True
    assert child.may_be_photographed
    child.photo_self = None
    assert not child.may_be_photographed


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (RolePlaces, {"role": "king", "places": 3}),
        (Trait, {"name": "provincie", "question": "Waar woon je?"}),
    ],
)
def test_what_stands_twice_or_is_unknown_is_refused(
    registration: DayRegistration, model: type[models.Model], fields: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        for _ in range(2):
            model._default_manager.create(registration=registration, **fields)


def test_a_quota_whose_minimum_is_above_its_maximum_is_refused(registration: DayRegistration) -> None:
    trait = Trait.objects.create(registration=registration, name="provincie", question="Waar woon je?")
    with pytest.raises(IntegrityError), transaction.atomic():
        TraitValue.objects.create(trait=trait, name="Drenthe", minimum=3, maximum=2)


def test_who_comes_is_forgotten_a_number_of_days_after_the_day(registration: DayRegistration) -> None:
    assert registration.erase_after is None or registration.edition.date is not None
    registration.edition.date = date(2026, 12, 10)
    assert registration.erase_after == date(2027, 1, 9)
