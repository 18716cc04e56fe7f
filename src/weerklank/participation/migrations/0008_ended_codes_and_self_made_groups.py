"""That a code ended is kept as such, and what came in with a code that a teacher made is counted by itself."""

from django.db import migrations, models
from django.db.models import F


def what_was_stopped_has_ended(apps, schema_editor):
    """Until now an ended code was one without room left; what was stopped stands in the log, what was full does not."""
    entry_points = apps.get_model("participation", "EntryPoint").objects
    entry_points.filter(kind="open", max_uses=0).update(ended=True)
    stopped = apps.get_model("audit", "AuditEvent").objects.filter(action="entry_point.ended")
    numbers = {int(one) for one in stopped.values_list("object_id", flat=True) if one.isdecimal()}
    full = entry_points.exclude(kind="open").filter(max_uses=F("uses")).values_list("pk", flat=True)
    entry_points.filter(pk__in=numbers & set(full)).update(ended=True)


class Migration(migrations.Migration):

    dependencies = [
        ('participation', '0007_a_card_is_typed_once'),
        ('audit', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='vote',
            name='vote_channel_known',
        ),
        migrations.AddField(
            model_name='entrypoint',
            name='ended',
            field=models.BooleanField(default=False, help_text='stopped by who leads it: nobody may begin any more, and nothing opens it again'),
        ),
        migrations.AddField(
            model_name='handtally',
            name='press',
            field=models.CharField(blank=True, help_text='which press of a button was counted last: pressed twice, counted once', max_length=16),
        ),
        migrations.AlterField(
            model_name='papercard',
            name='card_key',
            field=models.CharField(help_text='keyed hash of what the number on the card stands for, for this purpose alone', max_length=64, unique=True),
        ),
        migrations.AlterField(
            model_name='vote',
            name='channel',
            field=models.CharField(choices=[('code', 'met een code van de organisator'), ('self', 'met een code die een begeleider zelf maakte'), ('open', 'via de open link')], max_length=4),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.CheckConstraint(condition=models.Q(('channel__in', ['code', 'self', 'open'])), name='vote_channel_known'),
        ),
        migrations.RunPython(what_was_stopped_has_ended, migrations.RunPython.noop),
    ]
