from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('moderation', '0001_initial'),
        ('moderation', '0002_steps_of_the_reporting_code'),
        ('moderation', '0003_back_to_reading'),
        ('moderation', '0004_two_people_appeals_and_a_clock'),
        ('moderation', '0005_private_and_other_words_take_two'),
    ]

    dependencies = [
        ('participation', '0001_folded'),
    ]

    operations = [
        migrations.CreateModel(
            name='SafetyFlag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='safety_flags', to='participation.contribution')),
                ('raised_by', models.CharField(choices=[('words', 'woorden'), ('moderator', 'moderator')], max_length=10)),
                ('signal', models.CharField(blank=True, help_text='which kind of sign, never the words themselves', max_length=60)),
                ('state', models.CharField(choices=[('open', 'wacht op een mens'), ('handled', 'opgepakt'), ('no_concern', 'geen zorg')], default='open', max_length=12)),
                ('raised_on', models.DateField()),
                ('handled_by', models.CharField(blank=True, max_length=120)),
                ('outcome', models.TextField(blank=True)),
                ('read_on', models.DateField(blank=True, help_text='the day on which the officer first read it', null=True)),
                ('steps', models.JSONField(blank=True, default=list, help_text='the steps of the reporting code that were taken, by name')),
            ],
            options={
                'ordering': ['raised_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['handled', 'no_concern', 'open'])), name='safety_flag_state_known', violation_error_message='Deze stand bestaat niet.'), models.CheckConstraint(condition=models.Q(('state', 'open'), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='safety_flag_closed_with_outcome')],
            },
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('contribution', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='appeal', to='participation.contribution')),
                ('state', models.CharField(choices=[('open', 'wacht op een andere moderator'), ('reopened', 'opnieuw gelezen'), ('upheld', 'besluit blijft, beter uitgelegd')], default='open', max_length=10)),
                ('asked_on', models.DateField(help_text='the day only')),
                ('decided_by', models.CharField(blank=True, max_length=120)),
                ('decided_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['asked_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'reopened', 'upheld'])), name='appeal_state_known', violation_error_message='Deze stand bestaat niet.'), models.CheckConstraint(condition=models.Q(('state', 'open'), ('decided_on__isnull', False), _connector='OR'), name='appeal_decided_on_a_day')],
            },
        ),
        migrations.CreateModel(
            name='DeclineProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decline_proposals', to='participation.contribution')),
                ('what', models.CharField(choices=[('decline', 'niet publiceren'), ('private', 'telt mee, niet te zien'), ('reword', 'publiceren in andere woorden')], default='decline', max_length=8)),
                ('reason', models.CharField(blank=True, max_length=14)),
                ('sentence', models.TextField(blank=True, help_text='what the child will read, never its own words')),
                ('stays', models.JSONField(blank=True, default=dict, help_text='which kinds of mark may stay in other words, by name, and why')),
                ('note', models.TextField(blank=True, help_text='for colleagues; never shown to the public')),
                ('state', models.CharField(choices=[('open', 'wacht op een tweede moderator'), ('confirmed', 'bevestigd door een tweede'), ('returned', 'teruggegeven')], default='open', max_length=10)),
                ('proposed_by', models.CharField(max_length=120)),
                ('proposed_key', models.CharField(help_text='keyed hash of this contribution and who proposed', max_length=64)),
                ('proposed_on', models.DateField()),
                ('decided_by', models.CharField(blank=True, max_length=120)),
                ('decided_key', models.CharField(blank=True, max_length=64)),
                ('decided_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['proposed_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['confirmed', 'open', 'returned'])), name='decline_proposal_state_known', violation_error_message='Deze stand bestaat niet.'), models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('contribution',), name='decline_proposal_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'confirmed'), _negated=True), models.Q(models.Q(('decided_key', ''), _negated=True), models.Q(('decided_key', models.F('proposed_key')), _negated=True)), _connector='OR'), name='decline_proposal_two_people', violation_error_message='Wie het voorstelde, kan het niet zelf bevestigen.'), models.CheckConstraint(condition=models.Q(('state', 'open'), ('decided_on__isnull', False), _connector='OR'), name='decline_proposal_decided_on_a_day'), models.CheckConstraint(condition=models.Q(('what__in', ['private', 'reword']), models.Q(('what', 'decline'), models.Q(('reason', ''), _negated=True), models.Q(('sentence', ''), _negated=True)), _connector='OR'), name='decline_proposal_with_what_it_needs')],
            },
        ),
        migrations.CreateModel(
            name='ModerationDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='participation.contribution')),
                ('outcome', models.CharField(choices=[('published', 'gepubliceerd'), ('edited', 'aangepast en gepubliceerd'), ('private', 'telt mee, niet te zien'), ('declined', 'niet gepubliceerd'), ('held', 'naar de aandachtsfunctionaris'), ('released', 'terug in de wachtrij'), ('reopened', 'terug naar lezen'), ('proposed', 'voorgesteld aan een tweede moderator'), ('returned', 'voorstel teruggegeven'), ('upheld', 'na bezwaar gebleven')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=14)),
                ('note', models.TextField(blank=True, help_text='for colleagues; never shown to the public')),
                ('decided_by', models.CharField(max_length=120)),
                ('decided_on', models.DateField()),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['published', 'edited', 'private', 'declined', 'held', 'released', 'reopened', 'proposed', 'returned', 'upheld'])), name='moderation_outcome_known')],
            },
        ),
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('flag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='escalations', to='moderation.safetyflag')),
                ('level', models.CharField(choices=[('unread', 'niet op tijd gelezen'), ('undecided', 'niet op tijd besloten')], max_length=10)),
                ('since', models.DateField()),
                ('told_on', models.DateField(blank=True, help_text='empty as long as no mail could be sent', null=True)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('flag', 'level'), name='escalation_once_a_step'), models.CheckConstraint(condition=models.Q(('level__in', ['unread', 'undecided'])), name='escalation_level_known')],
            },
        ),
    ]
