from django.db import migrations, models

from weerklank.audit.triggers import frozen


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('audit', '0001_initial'),
        ('audit', '0002_append_only'),
    ]

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('actor', models.CharField(help_text="role and name as shown, or 'systeem'", max_length=120)),
                ('actor_id', models.CharField(blank=True, max_length=40)),
                ('action', models.CharField(max_length=80)),
                ('object_type', models.CharField(max_length=60)),
                ('object_id', models.CharField(max_length=60)),
                ('object_label', models.CharField(blank=True, max_length=200)),
                ('note', models.TextField(blank=True)),
                ('public', models.BooleanField(default=False)),
                ('previous_hash', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64, unique=True)),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['object_type', 'object_id'], name='audit_by_object')],
            },
        ),
        frozen('audit_auditevent'),
    ]
