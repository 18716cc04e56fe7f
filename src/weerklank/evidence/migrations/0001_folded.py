from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('evidence', '0001_initial'),
    ]

    dependencies = [
        ('accounts', '0001_folded'),
        ('rights', '0001_folded'),
    ]

    operations = [
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300)),
                ('publisher', models.CharField(blank=True, max_length=160)),
                ('url', models.URLField(max_length=500, unique=True)),
                ('published', models.CharField(blank=True, help_text='as precise as the source is: 2025, 2025-05 or 2025-05-12', max_length=40)),
                ('retrieved_on', models.DateField(blank=True, null=True)),
                ('kind', models.CharField(blank=True, max_length=30)),
            ],
            options={
                'ordering': ['title'],
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='rights.theme')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='rights.territory')),
                ('definition', models.TextField()),
                ('scope', models.TextField(help_text='who or what was counted, and where')),
                ('unit', models.CharField(max_length=60)),
                ('mode', models.CharField(choices=[('count', 'tellen'), ('tell', 'vertellen')], default='count', max_length=6)),
                ('producer', models.CharField(max_length=160)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='accounts.organisation')),
                ('claim', models.TextField(blank=True, help_text='how the figure was told to parliament or the press')),
                ('claim_source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.source')),
                ('check_note', models.TextField(blank=True, help_text='what the definition says that the claim left out')),
                ('limits', models.TextField(blank=True)),
                ('order', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['order', 'title'],
            },
        ),
        migrations.CreateModel(
            name='ParliamentDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=60, unique=True)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('title', models.CharField(max_length=300)),
                ('date', models.DateField(blank=True, null=True)),
                ('summary', models.TextField(blank=True)),
                ('by', models.CharField(blank=True, max_length=200)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parliament_documents', to='evidence.source')),
                ('organisations', models.ManyToManyField(blank=True, related_name='parliament_documents', to='accounts.organisation')),
                ('themes', models.ManyToManyField(blank=True, related_name='parliament_documents', to='rights.theme')),
            ],
            options={
                'ordering': ['-date'],
            },
        ),
        migrations.CreateModel(
            name='DataGap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='data_gaps', to='rights.theme')),
                ('description', models.TextField(unique=True)),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.source')),
            ],
        ),
        migrations.CreateModel(
            name='IndicatorBreak',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='breaks', to='evidence.indicator')),
                ('between', models.CharField(help_text='2021 en 2022', max_length=60)),
                ('after', models.DateField(help_text='values that start after this day are not comparable with those before')),
                ('note', models.TextField()),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.source')),
            ],
            options={
                'ordering': ['after'],
            },
        ),
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='observations', to='evidence.indicator')),
                ('definition_version', models.CharField(blank=True, help_text='values with different versions are never joined by a line', max_length=60)),
                ('period', models.CharField(help_text='as it is written: 2021, 31 december 2022, juli 2024', max_length=60)),
                ('period_start', models.DateField(blank=True, null=True)),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='rights.territory')),
                ('breakdown', models.CharField(blank=True, help_text='empty for the total', max_length=120)),
                ('value', models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True)),
                ('value_high', models.DecimalField(blank=True, decimal_places=3, help_text='upper end where a range is given', max_digits=14, null=True)),
                ('share', models.DecimalField(blank=True, decimal_places=2, help_text='percent, where the source gives it too', max_digits=6, null=True)),
                ('qualifier', models.CharField(blank=True, help_text='ongeveer, ruim, minstens: as the source words it', max_length=60)),
                ('quality', models.CharField(choices=[('final', 'definitief'), ('provisional', 'voorlopig'), ('revised', 'herzien'), ('estimated', 'schatting')], default='final', max_length=12)),
                ('vintage', models.CharField(blank=True, help_text='the release that this value stood in', max_length=40)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='evidence.source')),
            ],
            options={
                'ordering': ['indicator', 'period_start', 'id'],
                'constraints': [models.UniqueConstraint(fields=('indicator', 'definition_version', 'period', 'breakdown', 'vintage', 'source'), name='observation_once'), models.CheckConstraint(condition=models.Q(('quality__in', ['final', 'provisional', 'revised', 'estimated'])), name='observation_quality_known')],
            },
        ),
    ]
