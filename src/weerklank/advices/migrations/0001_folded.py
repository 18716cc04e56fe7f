from django.db import migrations, models
import django.db.models.deletion
import uuid

from weerklank.advices.triggers import EXPECTATIONS_STAY, FROZEN_ADVICE, OPERATIONS_STAY, laid


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('advices', '0001_initial'),
        ('advices', '0002_frozen_advices_stay'),
        ('advices', '0003_a_mistaken_advice_is_put_aside'),
        ('advices', '0004_at_the_table'),
        ('advices', '0005_what_adults_expect'),
    ]

    dependencies = [
        ('accounts', '0001_folded'),
        ('editions', '0001_folded'),
        ('findings', '0001_folded'),
        ('rights', '0001_folded'),
    ]

    operations = [
        migrations.CreateModel(
            name='Advice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(help_text='2026-ARM-03', max_length=30, unique=True)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='advices', to='editions.edition')),
                ('edition_theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='advices', to='editions.editiontheme')),
                ('table', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='advices', to='editions.themetable')),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField(blank=True)),
                ('why', models.TextField(blank=True)),
                ('done_when', models.TextField(blank=True)),
                ('minority_note', models.TextField(blank=True)),
                ('adult_additions', models.TextField(blank=True, help_text='what adults added, visibly apart')),
                ('raised_before', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='raised_again', to='advices.advice')),
                ('state', models.CharField(choices=[('draft', 'concept'), ('read_back', 'wordt teruggelezen'), ('adopted', 'vastgesteld door de tafel'), ('frozen', 'bevroren'), ('handed_over', 'overhandigd'), ('closed', 'afgesloten'), ('discarded', 'weggelegd')], default='draft', max_length=12)),
                ('frozen_hash', models.CharField(blank=True, max_length=64)),
                ('frozen_on', models.DateField(blank=True, null=True)),
                ('note', models.TextField(blank=True, help_text='public: what is known and what is not')),
                ('source_url', models.URLField(blank=True, max_length=500)),
                ('groups', models.ManyToManyField(blank=True, related_name='advices', to='findings.group')),
                ('recommendations', models.ManyToManyField(blank=True, related_name='advices', to='rights.recommendation')),
            ],
            options={
                'ordering': ['edition', 'number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['adopted', 'closed', 'discarded', 'draft', 'frozen', 'handed_over', 'read_back'])), name='advice_state_known', violation_error_message='Deze stand bestaat niet.'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'read_back', 'adopted', 'discarded']), models.Q(('frozen_hash', ''), _negated=True), _connector='OR'), name='advice_frozen_has_hash')],
            },
        ),
        migrations.CreateModel(
            name='Expectation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edition_theme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expectations', to='editions.editiontheme')),
                ('attendee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='expectations', to='editions.attendee')),
                ('seat', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='expectations', to='editions.seat')),
                ('words', models.TextField(blank=True)),
                ('changed', models.TextField(blank=True, help_text='written after the talk')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('attendee__isnull', False), ('seat__isnull', True)), models.Q(('attendee__isnull', True), ('seat__isnull', False)), _connector='OR'), name='expectation_of_one_person'), models.UniqueConstraint(fields=('edition_theme', 'attendee'), name='expectation_once_a_person'), models.UniqueConstraint(fields=('edition_theme', 'seat'), name='expectation_once_a_seat')],
            },
        ),
        migrations.CreateModel(
            name='ExpectationCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition_theme', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='expectation_count', to='editions.editiontheme')),
                ('closed_on', models.DateField()),
                ('results', models.JSONField(default=list, help_text='per statement with at least ten guesses: how many, and the middle of them, rounded')),
            ],
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='handover', to='editions.edition')),
                ('date', models.DateField()),
                ('document_hash', models.CharField(blank=True, max_length=64)),
                ('note', models.TextField(blank=True)),
                ('source_url', models.URLField(blank=True, max_length=500)),
                ('receivers', models.ManyToManyField(related_name='received_handovers', to='accounts.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='SafePerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='safe_person', to='editions.edition')),
                ('name', models.CharField(max_length=80)),
                ('where', models.CharField(help_text='where this person is to be found, or a number to call', max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='TableKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='key', to='editions.themetable')),
                ('code', models.CharField(max_length=6, unique=True)),
                ('pin_hash', models.CharField(max_length=200)),
                ('day', models.DateField()),
                ('turn', models.PositiveIntegerField(default=1, help_text='another number for every PIN: an old one opens nothing')),
            ],
            options={
                'verbose_name': 'tafelcode',
                'verbose_name_plural': 'tafelcodes',
            },
        ),
        migrations.CreateModel(
            name='TableOperation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(help_text='given by the device: sent twice it is one row', unique=True)),
                ('table', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='operations', to='editions.themetable')),
                ('device', models.UUIDField(help_text='drawn at random for this session; no mark of the device itself')),
                ('clock', models.PositiveBigIntegerField(help_text='Lamport counter: more than everything that the device knew')),
                ('who', models.CharField(blank=True, help_text='the alias of who wrote; never an account', max_length=40)),
                ('kind', models.CharField(max_length=8)),
                ('data', models.JSONField()),
            ],
            options={
                'verbose_name': 'aantekening van de tafel',
                'verbose_name_plural': 'aantekeningen van de tafel',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='TableRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='record', to='editions.themetable')),
                ('adult_expected_before', models.TextField(blank=True)),
                ('proud', models.TextField(blank=True)),
                ('chances', models.TextField(blank=True)),
                ('tensions', models.TextField(blank=True)),
                ('changed_after', models.TextField(blank=True)),
                ('done', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='TableSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='session', to='editions.themetable')),
                ('laid', models.JSONField(default=dict, help_text='the fields of the record as the table last gave them')),
                ('held_back', models.JSONField(default=list, help_text='what could not be laid, each with the reason in a sentence')),
            ],
            options={
                'verbose_name': 'sessie aan tafel',
                'verbose_name_plural': 'sessies aan tafel',
            },
        ),
        migrations.CreateModel(
            name='AdvicePart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('advice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='advices.advice')),
                ('order', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
            ],
            options={
                'ordering': ['advice', 'order'],
                'constraints': [models.UniqueConstraint(fields=('advice', 'order'), name='advice_part_order_once')],
            },
        ),
        migrations.CreateModel(
            name='Guess',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('expectation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guesses', to='advices.expectation')),
                ('statement', models.PositiveBigIntegerField()),
                ('percent', models.PositiveSmallIntegerField()),
            ],
            options={
                'verbose_name_plural': 'guesses',
                'constraints': [models.UniqueConstraint(fields=('expectation', 'statement'), name='guess_once_a_statement'), models.CheckConstraint(condition=models.Q(('percent__lte', 100)), name='guess_is_a_share')],
            },
        ),
        migrations.CreateModel(
            name='ReadBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('advice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='read_backs', to='advices.advice')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='read_backs', to='editions.seat')),
                ('agrees', models.BooleanField()),
                ('dissent', models.TextField(blank=True)),
                ('said_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['said_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('advice', 'seat'), name='read_back_once')],
            },
        ),
        migrations.CreateModel(
            name='LaidAdvice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='advices', to='advices.tablesession')),
                ('key', models.UUIDField(unique=True)),
                ('advice', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='from_table', to='advices.advice')),
                ('fingerprint', models.CharField(max_length=64)),
            ],
        ),
        laid(*FROZEN_ADVICE, *OPERATIONS_STAY, *EXPECTATIONS_STAY),
    ]
