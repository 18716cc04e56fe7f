from datetime import timedelta

from django.db import migrations, models
from django.db.models import F, Q, Value
from django.db.models.lookups import LessThanOrEqual

from weerklank.advices.triggers import laid, lifted
from weerklank.answers.terms import DaysBetween
from weerklank.answers.triggers import PUBLISHED_ANSWER


def bound(apps, editor):
    # whatever was put further away falls back to the bound: a term nobody can hide is the rule
    for row in apps.get_model("answers", "Addressee").objects.filter(extended_to__isnull=False):
        if row.due_on is None:
            row.extended_to = None
        else:
            row.extended_to = min(row.extended_to, row.due_on + timedelta(days=91))
        row.save(update_fields=["extended_to"])


def once(apps, editor):
    # the newest word of the panel is the one it holds
    appraisals = apps.get_model("answers", "Appraisal").objects
    kept = set()
    for row in appraisals.filter(by="panel").order_by("-id"):
        if row.answer_id in kept:
            row.delete()
        kept.add(row.answer_id)


class Migration(migrations.Migration):
    dependencies = [("answers", "0004_published_answers_stay_whole")]
    operations = [
        migrations.RunPython(bound, migrations.RunPython.noop),
        migrations.RunPython(once, migrations.RunPython.noop),
        lifted(*PUBLISHED_ANSWER),
        migrations.AddConstraint(
            model_name="addressee",
            constraint=models.CheckConstraint(
                condition=Q(extended_to__isnull=True)
                | (Q(due_on__isnull=False) & Q(LessThanOrEqual(DaysBetween("extended_to", "due_on"), Value(91)))),
                name="addressee_extended_within_bounds",
                violation_error_message="Uitstel kan tot 91 dagen na de termijn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="appraisal",
            constraint=models.UniqueConstraint(
                condition=Q(by="panel"), fields=("answer", "by"), name="appraisal_once_by_the_panel"
            ),
        ),
        laid(*PUBLISHED_ANSWER),
    ]
