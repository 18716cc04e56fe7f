from django.db import migrations, models
import django.db.models.deletion
import uuid


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('findings', '0001_initial'),
        ('findings', '0002_runs_without_words'),
        ('findings', '0003_objections'),
    ]

    dependencies = [
        ('participation', '0001_folded'),
    ]

    operations = [
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='groups', to='participation.consultation')),
                ('title', models.CharField(max_length=160)),
                ('summary', models.TextField(blank=True)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('destination', models.CharField(blank=True, choices=[('', 'nog geen'), ('in_advice', 'in een advies'), ('not_used', 'dit jaar niet gebruikt')], default='', max_length=10)),
                ('reason', models.TextField(blank=True, help_text='why it is not used this year, in words a child understands')),
            ],
            options={
                'ordering': ['consultation', 'order', 'id'],
                'constraints': [models.UniqueConstraint(fields=('consultation', 'title'), name='group_title_once'), models.CheckConstraint(condition=models.Q(models.Q(('destination', 'not_used'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='group_not_used_with_reason', violation_error_message='Leg uit waarom deze groep dit jaar niet wordt gebruikt.')],
            },
        ),
        migrations.CreateModel(
            name='ObjectionTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('consultation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='objection_term', to='participation.consultation')),
                ('opened_on', models.DateField()),
                ('closes_on', models.DateField(help_text='the last day')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opened_on'))), name='objection_term_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='OpinionRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opinion_runs', to='participation.consultation')),
                ('made_at', models.DateTimeField()),
                ('library_version', models.CharField(max_length=20)),
                ('votes', models.PositiveIntegerField()),
                ('results', models.JSONField(help_text='per statement and channel: counts, shares with intervals, what is suppressed')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='GroupMembership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='findings.group')),
                ('contribution', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='membership', to='participation.contribution')),
                ('made_by', models.CharField(choices=[('person', 'redacteur'), ('machine', 'voorstel')], default='person', max_length=8)),
                ('placed_key', models.CharField(blank=True, help_text='keyed hash of this contribution and who put it here', max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objections', to='participation.contribution')),
                ('about', models.CharField(choices=[('place', 'mijn idee hoort hier niet'), ('words', 'jullie zin klopt niet'), ('statement', 'deze stelling klopt niet')], max_length=9)),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='objections', to='findings.group')),
                ('statement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='objections', to='participation.statement')),
                ('state', models.CharField(choices=[('open', 'wacht op een besluit'), ('moved', 'ergens anders neergezet'), ('changed', 'onze zin is veranderd of weg'), ('kept', 'blijft zoals het was, met uitleg')], default='open', max_length=7)),
                ('raised_on', models.DateField(help_text='the day only')),
                ('reason', models.TextField(blank=True, help_text='what the child reads about the decision, in Dutch')),
                ('reason_own', models.TextField(blank=True, help_text='the same in the language of the contribution')),
                ('decided_by', models.CharField(blank=True, max_length=120)),
                ('decided_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['raised_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['changed', 'kept', 'moved', 'open'])), name='objection_state_known', violation_error_message='Deze stand bestaat niet.'), models.CheckConstraint(condition=models.Q(('about__in', ['place', 'words', 'statement'])), name='objection_about_known'), models.UniqueConstraint(condition=models.Q(('group__isnull', False)), fields=('contribution', 'about', 'group'), name='objection_once_a_group'), models.UniqueConstraint(condition=models.Q(('statement__isnull', False)), fields=('contribution', 'statement'), name='objection_once_a_statement'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'kept'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='objection_kept_with_reason', violation_error_message='Laat u het zo, leg het kind dan uit waarom.'), models.CheckConstraint(condition=models.Q(('state', 'open'), models.Q(('decided_on__isnull', False), models.Q(('decided_by', ''), _negated=True)), _connector='OR'), name='objection_decided_by_somebody_on_a_day')],
            },
        ),
        migrations.AddField(
            model_name='group',
            name='contributions',
            field=models.ManyToManyField(related_name='groups', through='findings.GroupMembership', to='participation.contribution'),
        ),
    ]
