"""What stood keeps standing, in the words of the new lives."""

from django.db import migrations

TEXTS = {"confirmed": "published", "suggested": "draft", "rejected": "retired"}


def forwards(apps, schema_editor):
    text = apps.get_model("rights", "RecommendationText")
    for old, new in TEXTS.items():
        text.objects.filter(state=old).update(state=new)
    duty = apps.get_model("rights", "Responsibility")
    for row in duty.objects.filter(state="disputed", disputed_reason=""):
        row.disputed_reason = row.note or "Er is geen reden bewaard van voor deze regel."
        row.save(update_fields=["disputed_reason"])


def backwards(apps, schema_editor):
    text = apps.get_model("rights", "RecommendationText")
    for old, new in TEXTS.items():
        text.objects.filter(state=new).update(state=old)


class Migration(migrations.Migration):
    dependencies = [("rights", "0004_versions_duties_and_search")]
    operations = [migrations.RunPython(forwards, backwards)]
