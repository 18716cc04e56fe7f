from django.db import migrations

from weerklank.answers.triggers import PUBLISHED_ANSWER


def relay(apps, editor):
    # SQLite rebuilt the table in the migration before this one and lost its triggers; PostgreSQL kept them
    for rule in PUBLISHED_ANSWER:
        for statement in rule.create(editor.connection.vendor):
            editor.execute(statement, params=None)


def remove(apps, editor):
    for rule in PUBLISHED_ANSWER:
        for statement in rule.drop(editor.connection.vendor):
            editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("answers", "0003_answers_are_real_answers")]
    operations = [migrations.RunPython(relay, remove)]
