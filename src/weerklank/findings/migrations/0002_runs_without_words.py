"""A count keeps numbers; the words of a statement stand on the statement alone, where a child can take them back."""

from django.db import migrations


def forget_words(apps, schema_editor):
    for run in apps.get_model("findings", "OpinionRun").objects.all():
        run.results = [{name: value for name, value in row.items() if name != "text"} for row in run.results]
        run.save(update_fields=["results"])


class Migration(migrations.Migration):
    dependencies = [("findings", "0001_initial")]

    operations = [migrations.RunPython(forget_words, migrations.RunPython.noop)]
