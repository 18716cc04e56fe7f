"""A profile without columns for other trackers: nobody has published their columns, so whoever has an export fills it."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SLUG = "nrtd-other"


def add(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("rights", "ColumnMapping").objects.get_or_create(
        slug=SLUG, defaults={"name": "NRTD of een ander volgsysteem (nog leeg)", "kind": "recommendations"}
    )


def remove(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("rights", "ColumnMapping").objects.filter(slug=SLUG, columns={}).delete()


class Migration(migrations.Migration):
    dependencies = [("rights", "0009_words_that_are_searched")]

    operations = [migrations.RunPython(add, remove)]
