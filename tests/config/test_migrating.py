"""A new database is laid in one step per app; one that stands half-way is not passed over."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db


def test_a_database_that_was_laid_step_by_step_goes_on() -> None:
    folded = MigrationLoader(connection).replacements
    MigrationRecorder.Migration.objects.filter(name="0001_folded").delete()
    call_command("migrate", verbosity=0)
    assert set(MigrationRecorder.Migration.objects.filter(name="0001_folded").values_list("app", flat=True)) == {
        app for app, _ in folded
    }


def test_a_database_that_stands_half_way_is_told_what_to_do() -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("answers", "0001_folded")
    recorder.record_unapplied("answers", "0015_asked_stays_asked")
    with pytest.raises(CommandError, match="bij ‘answers’ ontbreekt 0015_asked_stays_asked"):
        call_command("migrate", verbosity=0)
