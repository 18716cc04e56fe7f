from django.db import migrations, models
import django.db.models.deletion
import django.db.models.expressions
import uuid


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('participation', '0001_initial'),
        ('participation', '0002_spent_entry'),
        ('participation', '0003_taken_back_everywhere'),
        ('participation', '0004_groups_coverage_and_proofs'),
        ('participation', '0005_how_translations_came_about'),
        ('participation', '0006_paper_cards_and_hands_in_the_room'),
        ('participation', '0007_a_card_is_typed_once'),
        ('participation', '0008_ended_codes_and_self_made_groups'),
        ('participation', '0009_a_copy_is_a_reason'),
        ('participation', '0010_presses_that_were_counted'),
        ('participation', '0011_shapes_of_an_earlier_edition'),
    ]

    dependencies = [
        ('editions', '0001_folded'),
    ]

    operations = [
        migrations.CreateModel(
            name='HelpLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('for_whom', models.CharField(max_length=200)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('hours', models.CharField(blank=True, max_length=120)),
                ('url', models.URLField(blank=True)),
                ('territory', models.CharField(default='NL', help_text='code of the part of the Kingdom', max_length=12)),
                ('first', models.BooleanField(default=False, help_text='stands first, on every child page')),
                ('source_url', models.URLField(max_length=500)),
                ('checked_on', models.DateField()),
                ('owner', models.CharField(blank=True, help_text='who checks it again within 180 days', max_length=120)),
                ('order', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='ReturnCode',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('ticket_hash', models.CharField(help_text='keyed hash of the visit: the same visit gets the same pictures', max_length=64, unique=True)),
                ('counter', models.PositiveSmallIntegerField(default=0)),
                ('finder', models.PositiveIntegerField(db_index=True, help_text='the first two pictures, 18 bits')),
                ('salt', models.BinaryField(max_length=16)),
                ('digest', models.BinaryField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='SpentProof',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('proof', models.CharField(help_text='keyed hash of the puzzle, for this purpose alone', max_length=64, unique=True)),
                ('day', models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name='Consultation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consultations', to='editions.edition')),
                ('edition_theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consultations', to='editions.editiontheme')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('question', models.CharField(max_length=200)),
                ('why', models.TextField(blank=True)),
                ('can_change', models.TextField(blank=True)),
                ('cannot_change', models.TextField(blank=True)),
                ('who_decides', models.CharField(blank=True, max_length=200)),
                ('hear_by', models.DateField(blank=True, null=True)),
                ('opens_on', models.DateField(blank=True, null=True)),
                ('closes_on', models.DateField(blank=True, null=True)),
                ('panel_note', models.CharField(blank=True, help_text='public note where the youth panel did not check the question', max_length=300)),
                ('sensitive', models.BooleanField(default=False, help_text='quick exit and help lines stand first')),
                ('frame_to_confirm', models.BooleanField(default=False, help_text='what can change came from an earlier edition, and nobody said that it still holds')),
                ('state', models.CharField(choices=[('draft', 'concept'), ('panel_check', 'bij het jongerenpanel'), ('scheduled', 'ingepland'), ('open', 'open'), ('closed', 'gesloten'), ('grouped', 'bij elkaar gebracht'), ('fixed', 'vastgesteld'), ('reported', 'verslag is er')], default='draft', max_length=12)),
            ],
            options={
                'ordering': ['edition', 'slug'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['closed', 'draft', 'fixed', 'grouped', 'open', 'panel_check', 'reported', 'scheduled'])), name='consultation_state_known', violation_error_message='Deze stand bestaat niet.'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'panel_check']), models.Q(models.Q(('question', ''), _negated=True), models.Q(('can_change', ''), _negated=True), models.Q(('cannot_change', ''), _negated=True), models.Q(('who_decides', ''), _negated=True), ('hear_by__isnull', False)), _connector='OR'), name='consultation_says_what_can_change', violation_error_message='Een raadpleging gaat pas open met wat kan veranderen, wat niet, wie beslist en wanneer kinderen het horen.'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'panel_check']), ('frame_to_confirm', False), _connector='OR'), name='consultation_frame_was_confirmed', violation_error_message='Een raadpleging gaat pas open als iemand zei dat wat kan veranderen nog klopt.')],
            },
        ),
        migrations.CreateModel(
            name='EntryPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entry_plans', to='editions.edition')),
                ('kind', models.CharField(choices=[('open', 'open, zonder code'), ('group', 'klas of groep'), ('event_table', 'tafel op de dialoogdag'), ('paper_batch', 'papier')], max_length=12)),
                ('mode', models.CharField(choices=[('own_device', 'ieder een eigen apparaat'), ('shared_device', 'samen één apparaat'), ('one_sheet', 'één formulier voor de groep'), ('hands', 'handen opsteken'), ('paper', 'op papier, ieder een kaart')], max_length=14)),
                ('language', models.CharField(default='nl', max_length=8)),
                ('place', models.CharField(blank=True, choices=[('primary', 'basisschool'), ('secondary', 'middelbare school'), ('special', 'speciaal onderwijs'), ('reception', 'opvang voor wie asiel vraagt'), ('youth_care', 'jeugdhulp'), ('closed_care', 'gesloten jeugdhulp of detentie'), ('youth_work', 'jongerenwerk of club'), ('islands', 'school of club in het Caribisch deel'), ('other', 'anders')], max_length=12)),
                ('number', models.PositiveSmallIntegerField(help_text='how many the earlier edition had')),
                ('max_uses', models.PositiveIntegerField(default=35, help_text='how often the largest of them could be used')),
            ],
            options={
                'ordering': ['edition', '-number', 'id'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'kind', 'mode', 'language', 'place'), name='entry_plan_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['open', 'group', 'event_table', 'paper_batch'])), name='entry_plan_kind_known'), models.CheckConstraint(condition=models.Q(('mode__in', ['own_device', 'shared_device', 'one_sheet', 'hands', 'paper'])), name='entry_plan_mode_known')],
            },
        ),
        migrations.CreateModel(
            name='ConsultationText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_by', models.CharField(choices=[('machine', 'een computer'), ('person', 'een vertaler')], default='person', max_length=8)),
                ('checked', models.BooleanField(default=False, help_text='read by a person who speaks the language')),
                ('checked_by', models.CharField(blank=True, help_text='name of that person, a professional', max_length=150)),
                ('checked_on', models.DateField(blank=True, null=True)),
                ('made_from', models.CharField(blank=True, help_text='hash of the Dutch words it was made from; empty where that is not known', max_length=64)),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='participation.consultation')),
                ('language', models.CharField(max_length=8)),
                ('question', models.CharField(max_length=200)),
                ('why', models.TextField(blank=True)),
                ('can_change', models.TextField(blank=True)),
                ('cannot_change', models.TextField(blank=True)),
                ('who_decides', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('consultation', 'language'), name='consultation_text_once')],
            },
        ),
        migrations.CreateModel(
            name='CoverageTarget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='coverage_targets', to='participation.consultation')),
                ('place', models.CharField(choices=[('primary', 'basisschool'), ('secondary', 'middelbare school'), ('special', 'speciaal onderwijs'), ('reception', 'opvang voor wie asiel vraagt'), ('youth_care', 'jeugdhulp'), ('closed_care', 'gesloten jeugdhulp of detentie'), ('youth_work', 'jongerenwerk of club'), ('islands', 'school of club in het Caribisch deel'), ('other', 'anders')], max_length=12)),
                ('wanted', models.PositiveSmallIntegerField(help_text='groups')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('consultation', 'place'), name='coverage_target_once'), models.CheckConstraint(condition=models.Q(('place__in', ['primary', 'secondary', 'special', 'reception', 'youth_care', 'closed_care', 'youth_work', 'islands', 'other'])), name='coverage_target_place_known')],
            },
        ),
        migrations.CreateModel(
            name='EntryPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entry_points', to='participation.consultation')),
                ('kind', models.CharField(choices=[('open', 'open, zonder code'), ('group', 'klas of groep'), ('event_table', 'tafel op de dialoogdag'), ('paper_batch', 'papier')], default='group', max_length=12)),
                ('mode', models.CharField(choices=[('own_device', 'ieder een eigen apparaat'), ('shared_device', 'samen één apparaat'), ('one_sheet', 'één formulier voor de groep'), ('hands', 'handen opsteken'), ('paper', 'op papier, ieder een kaart')], default='own_device', max_length=14)),
                ('code', models.CharField(blank=True, help_text='six signs; empty for the open link', max_length=6, null=True, unique=True)),
                ('label', models.CharField(blank=True, max_length=120)),
                ('language', models.CharField(default='nl', max_length=8)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField()),
                ('max_uses', models.PositiveIntegerField(default=35)),
                ('uses', models.PositiveIntegerField(default=0)),
                ('made_by', models.CharField(choices=[('organiser', 'organisator'), ('teacher', 'begeleider zelf')], default='organiser', max_length=9)),
                ('page_hash', models.CharField(blank=True, help_text="keyed hash of the facilitator's own short address", max_length=64, null=True, unique=True)),
                ('place', models.CharField(blank=True, choices=[('primary', 'basisschool'), ('secondary', 'middelbare school'), ('special', 'speciaal onderwijs'), ('reception', 'opvang voor wie asiel vraagt'), ('youth_care', 'jeugdhulp'), ('closed_care', 'gesloten jeugdhulp of detentie'), ('youth_work', 'jongerenwerk of club'), ('islands', 'school of club in het Caribisch deel'), ('other', 'anders')], max_length=12)),
                ('ended', models.BooleanField(default=False, help_text='stopped by who leads it: nobody may begin any more, and nothing opens it again')),
            ],
            options={
                'ordering': ['consultation', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from'))), name='entry_point_ends_after_start'), models.CheckConstraint(condition=models.Q(('uses__lte', models.F('max_uses'))), name='entry_point_within_quota'), models.CheckConstraint(condition=models.Q(('kind__in', ['open', 'group', 'event_table', 'paper_batch'])), name='entry_point_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='participation.consultation')),
                ('entry_point', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contributions', to='participation.entrypoint')),
                ('kind', models.CharField(choices=[('individual', 'kind'), ('group', 'groep')], default='individual', max_length=12)),
                ('group_size', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('form', models.CharField(choices=[('text', 'tekst'), ('choice', 'keuze'), ('described', 'beschreven tekening'), ('transcript', 'uitgeschreven')], default='text', max_length=16)),
                ('original', models.TextField(blank=True)),
                ('original_language', models.CharField(default='nl', max_length=8)),
                ('edited_text', models.TextField(blank=True)),
                ('age_band', models.CharField(blank=True, choices=[('4-8', '4 tot 8'), ('9-12', '9 tot 12'), ('13-15', '13 tot 15'), ('16-18', '16 tot 18')], max_length=8)),
                ('received_on', models.DateField(help_text='the day only')),
                ('submission_key', models.CharField(help_text='keyed hash of the form: sent three times is stored once', max_length=64, unique=True)),
                ('return_code', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contributions', to='participation.returncode')),
                ('wants_private', models.BooleanField(default=False, help_text='niet laten zien, wel meetellen')),
                ('state', models.CharField(choices=[('received', 'binnen'), ('safety_hold', 'bij de aandachtsfunctionaris'), ('published', 'gepubliceerd'), ('published_edited', 'gepubliceerd, aangepast voor de veiligheid'), ('kept_private', 'telt mee, niet te zien'), ('not_published', 'niet gepubliceerd'), ('grouped', 'in een groep'), ('in_advice', 'in een advies'), ('not_used', 'dit jaar niet gebruikt'), ('withdrawn', 'teruggenomen')], default='received', max_length=20)),
                ('decline_reason', models.CharField(blank=True, choices=[('other_person', 'er staat iets in over iemand anders'), ('contact', 'er staat een adres, telefoonnummer of naam in'), ('hurtful', 'er staan woorden in die anderen pijn doen'), ('not_about', 'het gaat niet over deze vraag'), ('unreadable', 'we snappen niet wat er staat'), ('safety', 'om te zorgen dat iedereen veilig is'), ('copy', 'hetzelfde kwam al binnen')], max_length=14)),
                ('reason_for_child', models.TextField(blank=True, help_text="why it is not shown or not used, in a child's words")),
            ],
            options={
                'ordering': ['received_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['grouped', 'in_advice', 'kept_private', 'not_published', 'not_used', 'published', 'published_edited', 'received', 'safety_hold', 'withdrawn'])), name='contribution_state_known', violation_error_message='Deze stand bestaat niet.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'not_published'), _negated=True), models.Q(models.Q(('decline_reason', ''), _negated=True), models.Q(('reason_for_child', ''), _negated=True)), _connector='OR'), name='contribution_declined_with_reason', violation_error_message='Niet publiceren kan alleen met een reden in kindertaal.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'published_edited'), _negated=True), models.Q(('edited_text', ''), _negated=True), _connector='OR'), name='contribution_edited_has_text', violation_error_message='Een aangepaste inbreng heeft een aangepaste tekst nodig.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('original', ''), ('edited_text', '')), _connector='OR'), name='contribution_withdrawn_leaves_no_words'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'not_used'), _negated=True), models.Q(('reason_for_child', ''), _negated=True), _connector='OR'), name='contribution_not_used_with_reason', violation_error_message='Niet gebruiken kan alleen met uitleg.')],
            },
        ),
        migrations.CreateModel(
            name='PaperCard',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('entry_point', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='paper_cards', to='participation.entrypoint')),
                ('card_key', models.CharField(help_text='keyed hash of what the number on the card stands for, for this purpose alone', max_length=64, unique=True)),
                ('typed', models.BooleanField(default=False, help_text='it came back and was typed in; a second time is refused')),
            ],
        ),
        migrations.CreateModel(
            name='SpentEntry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('entry_point', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spent_entries', to='participation.entrypoint')),
                ('entry_key', models.CharField(help_text='keyed hash of the visit, for this purpose alone', max_length=64, unique=True)),
            ],
            options={
                'verbose_name_plural': 'spent entries',
            },
        ),
        migrations.CreateModel(
            name='ContributionText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='participation.contribution')),
                ('language', models.CharField(max_length=8)),
                ('text', models.TextField()),
                ('made_by', models.CharField(choices=[('child', 'kind'), ('machine', 'machine'), ('person', 'vertaler')], max_length=8)),
                ('checked', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('contribution', 'language'), name='contribution_text_once')],
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='participation.consultation')),
                ('text', models.CharField(max_length=160)),
                ('language', models.CharField(default='nl', max_length=8)),
                ('origin', models.CharField(choices=[('child', 'woorden van een kind'), ('child_edited', 'woorden van een kind, aangepast'), ('panel', 'jongerenpanel'), ('editor', 'redacteur')], default='editor', max_length=14)),
                ('state', models.CharField(choices=[('proposed', 'voorgesteld'), ('origin_check', 'klopt dit?'), ('open', 'open voor stemmen'), ('closed', 'gesloten'), ('retired', 'weggehaald')], default='proposed', max_length=14)),
                ('retired_reason', models.CharField(blank=True, max_length=300)),
                ('order', models.PositiveIntegerField(default=0)),
                ('sources', models.ManyToManyField(blank=True, related_name='statements', to='participation.contribution')),
            ],
            options={
                'ordering': ['consultation', 'order', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['closed', 'open', 'origin_check', 'proposed', 'retired'])), name='statement_state_known', violation_error_message='Deze stand bestaat niet.'), models.UniqueConstraint(fields=('consultation', 'text'), name='statement_text_once'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='statement_says_something')],
            },
        ),
        migrations.CreateModel(
            name='HandTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hand_tallies', to='participation.statement')),
                ('entry_point', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hand_tallies', to='participation.entrypoint')),
                ('agree', models.PositiveSmallIntegerField(default=0)),
                ('disagree', models.PositiveSmallIntegerField(default=0)),
                ('passed', models.PositiveSmallIntegerField(default=0)),
                ('present', models.PositiveSmallIntegerField(default=0, help_text='how many were in the room; 0 is not counted')),
                ('presses', models.TextField(blank=True, help_text='which presses of a button were counted last, with spaces: sent again, from any screen, counted once')),
            ],
            options={
                'verbose_name_plural': 'hand tallies',
                'constraints': [models.UniqueConstraint(fields=('statement', 'entry_point'), name='hand_tally_once'), models.CheckConstraint(condition=models.Q(('present', 0), ('present__gte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('agree'), '+', models.F('disagree')), '+', models.F('passed'))), _connector='OR'), name='hand_tally_within_the_room', violation_error_message='Er zijn meer handen geteld dan er kinderen zijn.')],
            },
        ),
        migrations.CreateModel(
            name='StatementText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_by', models.CharField(choices=[('machine', 'een computer'), ('person', 'een vertaler')], default='person', max_length=8)),
                ('checked', models.BooleanField(default=False, help_text='read by a person who speaks the language')),
                ('checked_by', models.CharField(blank=True, help_text='name of that person, a professional', max_length=150)),
                ('checked_on', models.DateField(blank=True, null=True)),
                ('made_from', models.CharField(blank=True, help_text='hash of the Dutch words it was made from; empty where that is not known', max_length=64)),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='participation.statement')),
                ('language', models.CharField(max_length=8)),
                ('text', models.CharField(max_length=200)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('statement', 'language'), name='statement_text_language_once')],
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='participation.statement')),
                ('voter_hash', models.CharField(max_length=64)),
                ('value', models.CharField(choices=[('agree', 'eens'), ('disagree', 'oneens'), ('pass', 'weet ik niet')], max_length=8)),
                ('important', models.BooleanField(default=False)),
                ('channel', models.CharField(choices=[('code', 'met een code van de organisator'), ('self', 'met een code die een begeleider zelf maakte'), ('open', 'via de open link')], max_length=4)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('statement', 'voter_hash'), name='vote_counts_once'), models.CheckConstraint(condition=models.Q(('value__in', ['agree', 'disagree', 'pass'])), name='vote_value_known'), models.CheckConstraint(condition=models.Q(('channel__in', ['code', 'self', 'open'])), name='vote_channel_known')],
            },
        ),
    ]
