"""Words that were taken back leave the statements too, and an open link counts nobody any more."""

import secrets

from django.db import migrations
from django.db.models import F, Q


def blank_statements(apps, schema_editor):
    Statement = apps.get_model("participation", "Statement")
    taken_back = Statement.objects.filter(origin__in=["child", "child_edited"], sources__state="withdrawn").distinct()
    for statement in taken_back:
        statement.texts.all().delete()
        statement.text = f"(teruggenomen {secrets.token_hex(4)})"
        statement.state, statement.retired_reason = "retired", "teruggenomen door wie het zei"
        statement.save(update_fields=["state", "text", "retired_reason"])


def open_links_count_nobody(apps, schema_editor):
    links = apps.get_model("participation", "EntryPoint").objects.filter(kind="open")
    # what was full or ended stays shut: which of both it was, the row does not say
    links.filter(Q(uses__gte=F("max_uses"))).update(uses=0, max_uses=0)
    links.update(uses=0)


class Migration(migrations.Migration):
    dependencies = [("participation", "0002_spent_entry")]

    operations = [
        migrations.RunPython(blank_statements, migrations.RunPython.noop),
        migrations.RunPython(open_links_count_nobody, migrations.RunPython.noop),
    ]
