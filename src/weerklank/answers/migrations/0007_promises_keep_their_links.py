"""Which promise belongs to which limb becomes a row with its own source; the links that stood came from answers."""

from django.db import migrations


def forwards(apps, schema_editor):
    commitment = apps.get_model("answers", "Commitment")
    link = apps.get_model("answers", "CommitmentLink")
    through = commitment.recommendations.through
    for row in through.objects.all():
        link.objects.get_or_create(
            commitment_id=row.commitment_id,
            recommendation_id=row.recommendation_id,
            defaults={"source": "dialogue", "state": "confirmed"},
        )


class Migration(migrations.Migration):
    dependencies = [("answers", "0006_actions_and_links")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
