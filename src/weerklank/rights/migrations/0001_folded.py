from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion

from weerklank.rights.triggers import KEPT_WORDS


def add_empty_profile(apps, editor):
    """A profile without columns for other trackers: nobody has published theirs, so whoever has an export fills it."""
    apps.get_model('rights', 'ColumnMapping').objects.get_or_create(
        slug='nrtd-other', defaults={'name': 'NRTD of een ander volgsysteem (nog leeg)', 'kind': 'recommendations'}
    )


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('rights', '0001_initial'),
        ('rights', '0002_paragraph_doubts'),
        ('rights', '0003_a_limb_known_before_its_text'),
        ('rights', '0004_versions_duties_and_search'),
        ('rights', '0005_texts_and_duties_in_their_new_words'),
        ('rights', '0006_texts_and_duties_guarded'),
        ('rights', '0007_frozen_words_and_who_instead'),
        ('rights', '0008_the_original_beside_what_was_read'),
        ('rights', '0009_words_that_are_searched'),
        ('rights', '0010_an_empty_profile'),
        ('rights', '0011_second_persons_that_stay'),
        ('rights', '0012_relations_by_two_persons'),
    ]

    dependencies = [
        ('accounts', '0001_folded'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ColumnMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('recommendations', 'aanbevelingen'), ('actions', 'acties'), ('indicators', 'indicatoren')], default='recommendations', max_length=16)),
                ('columns', models.JSONField(default=dict, help_text='our field: their header')),
                ('fixed', models.JSONField(blank=True, default=dict, help_text='our field: a value that holds for every row')),
                ('by', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='ReviewCycle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=40, unique=True)),
                ('label', models.CharField(max_length=80)),
                ('body', models.CharField(default='CRC', max_length=20)),
                ('year', models.PositiveSmallIntegerField()),
                ('state_report_on', models.DateField(blank=True, null=True)),
                ('dialogue_from', models.DateField(blank=True, null=True)),
                ('dialogue_to', models.DateField(blank=True, null=True)),
                ('adopted_on', models.DateField(blank=True, null=True)),
                ('issued_on', models.DateField(blank=True, null=True)),
                ('next_report', models.CharField(blank=True, help_text='when the next report is due, as a source words it', max_length=200)),
                ('next_report_source', models.URLField(blank=True, max_length=500)),
                ('note', models.TextField(blank=True)),
                ('source_url', models.URLField(blank=True, max_length=500)),
            ],
            options={
                'ordering': ['-year'],
            },
        ),
        migrations.CreateModel(
            name='Scheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('version', models.CharField(blank=True, max_length=40)),
                ('source_url', models.URLField(blank=True, max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('icon', models.CharField(blank=True, max_length=40)),
                ('order', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['order', 'slug'],
            },
        ),
        migrations.CreateModel(
            name='SearchTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(blank=True, max_length=8)),
                ('word', models.CharField(max_length=80)),
                ('stem', models.CharField(db_index=True, max_length=80)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('word', 'language'), name='search_term_once')],
            },
        ),
        migrations.CreateModel(
            name='Territory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, unique=True)),
                ('slug', models.SlugField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='rights.territory')),
                ('order', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name_plural': 'territories',
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='Concept',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='concepts', to='rights.scheme')),
                ('notation', models.CharField(max_length=40)),
                ('label', models.CharField(blank=True, max_length=300)),
                ('child_label', models.CharField(blank=True, max_length=300)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='narrower', to='rights.concept')),
                ('order', models.PositiveIntegerField(default=0)),
            ],
            options={
                'ordering': ['scheme', 'order', 'notation'],
                'constraints': [models.UniqueConstraint(fields=('scheme', 'notation'), name='concept_notation_once')],
            },
        ),
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=200)),
                ('sha256', models.CharField(max_length=64)),
                ('format', models.CharField(max_length=40)),
                ('mapping', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='rights.columnmapping')),
                ('dry_run', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('running', 'bezig'), ('stopped', 'onderbroken'), ('done', 'klaar'), ('refused', 'geweigerd')], default='running', max_length=12)),
                ('position', models.PositiveIntegerField(default=0, help_text='records handled so far: a resumed run goes on from here')),
                ('created', models.PositiveIntegerField(default=0)),
                ('updated', models.PositiveIntegerField(default=0)),
                ('unchanged', models.PositiveIntegerField(default=0)),
                ('rejected', models.PositiveIntegerField(default=0)),
                ('by', models.CharField(blank=True, max_length=120)),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('message', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['done', 'refused', 'running', 'stopped'])), name='import_batch_state_known', violation_error_message='Deze stand bestaat niet.')],
            },
        ),
        migrations.CreateModel(
            name='SourceDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cycle', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='rights.reviewcycle')),
                ('symbol', models.CharField(max_length=60, unique=True)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('doc_type', models.CharField(default='concluding_observations', max_length=40)),
                ('title', models.CharField(max_length=300)),
                ('date', models.DateField(blank=True, null=True)),
                ('language', models.CharField(default='en', max_length=8)),
                ('publisher', models.CharField(blank=True, max_length=120)),
                ('url', models.URLField(blank=True, max_length=500)),
                ('licence', models.CharField(blank=True, max_length=200)),
                ('complete', models.BooleanField(default=False)),
                ('completeness_note', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['-date', 'symbol'],
            },
        ),
        migrations.CreateModel(
            name='ThemeName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='rights.theme')),
                ('name', models.CharField(max_length=120)),
                ('child_name', models.CharField(blank=True, max_length=120)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('used_by', models.CharField(blank=True, max_length=200)),
                ('source_url', models.URLField(blank=True, max_length=500)),
            ],
            options={
                'ordering': ['valid_from'],
                'constraints': [models.UniqueConstraint(fields=('theme', 'name', 'valid_from'), name='theme_name_once')],
            },
        ),
        migrations.CreateModel(
            name='SourceParagraph',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='paragraphs', to='rights.sourcedocument')),
                ('key', models.CharField(help_text='number, or a fingerprint of the text where the number is unknown', max_length=64)),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('section', models.CharField(blank=True, max_length=300)),
                ('cluster', models.CharField(blank=True, max_length=300)),
                ('heading', models.CharField(blank=True, max_length=300)),
                ('kind', models.CharField(blank=True, max_length=40)),
                ('text', models.TextField(blank=True, help_text='empty while only its number is known')),
                ('complete', models.BooleanField(default=True)),
                ('problems', models.JSONField(blank=True, default=list)),
                ('doubtful', models.BooleanField(default=False, help_text='something in it could not be read with certainty')),
                ('uhri_annotation_id', models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ('original', models.TextField(blank=True, help_text='as the file gave it, line by line, to lay beside what was read')),
                ('found', models.JSONField(blank=True, default=dict, help_text="which pattern found the number (under '') and each limb (under its slug)")),
                ('read_print', models.CharField(blank=True, help_text='fingerprint of what a file last gave here', max_length=16)),
                ('mended', models.BooleanField(default=False, help_text='an editor changed number or letters; the same file does not undo that')),
                ('source_url', models.URLField(blank=True, max_length=800)),
                ('order', models.PositiveIntegerField(default=0)),
            ],
            options={
                'ordering': ['document', 'order'],
                'constraints': [models.UniqueConstraint(fields=('document', 'key'), name='paragraph_key_once')],
            },
        ),
        migrations.CreateModel(
            name='ReportedTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reported_topics', to='rights.sourcedocument')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reported_topics', to='rights.theme')),
                ('topic', models.CharField(max_length=80)),
                ('summary', models.TextField()),
                ('reported_by', models.CharField(max_length=120)),
                ('source_url', models.URLField(max_length=500)),
            ],
            options={
                'ordering': ['topic', 'id'],
                'constraints': [models.UniqueConstraint(fields=('document', 'source_url', 'summary'), name='reported_topic_once')],
            },
        ),
        migrations.CreateModel(
            name='ConceptLabel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('concept', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='labels', to='rights.concept')),
                ('language', models.CharField(max_length=8)),
                ('register', models.CharField(choices=[('formal', 'officieel'), ('plain', 'gewone taal'), ('child', 'kinderen')], default='formal', max_length=8)),
                ('text', models.CharField(max_length=300)),
                ('source_url', models.URLField(blank=True, max_length=500)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('concept', 'language', 'register'), name='concept_label_once'), models.CheckConstraint(condition=models.Q(('register__in', ['formal', 'plain', 'child'])), name='concept_label_register_known')],
            },
        ),
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paragraph', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='limbs', to='rights.sourceparagraph')),
                ('letter', models.CharField(blank=True, max_length=8)),
                ('number', models.CharField(blank=True, help_text='22(b); empty where the number is unknown', max_length=20)),
                ('slug', models.SlugField(max_length=80)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='limbs', to='rights.sourcedocument')),
                ('subject', models.CharField(blank=True, help_text='what it is about, in our own Dutch words', max_length=160)),
                ('statement_type', models.CharField(choices=[('recommendation', 'aanbeveling'), ('request', 'verzoek'), ('concern', 'zorg'), ('positive', 'positief punt'), ('dissemination', 'verspreiding'), ('introduction', 'inleiding')], max_length=20)),
                ('text', models.TextField(blank=True, help_text='empty while only its number is known')),
                ('language', models.CharField(default='en', max_length=8)),
                ('complete', models.BooleanField(default=True)),
                ('doubtful', models.CharField(blank=True, help_text='what could not be read with certainty', max_length=300)),
                ('is_urgent', models.BooleanField(default=False)),
                ('urgent_area', models.CharField(blank=True, max_length=200)),
                ('order', models.PositiveIntegerField(default=0)),
                ('state', models.CharField(choices=[('imported', 'ingelezen'), ('checked', 'gecontroleerd'), ('published', 'gepubliceerd'), ('superseded', 'opgevolgd'), ('withdrawn', 'ingetrokken')], default='imported', max_length=12)),
                ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('checked_on', models.DateField(blank=True, null=True)),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_on', models.DateField(blank=True, null=True)),
                ('correction', models.TextField(blank=True, help_text='public note where a limb was withdrawn or corrected')),
            ],
            options={
                'ordering': ['document', 'order'],
                'constraints': [models.UniqueConstraint(fields=('document', 'slug'), name='recommendation_slug_once'), models.CheckConstraint(condition=models.Q(('state__in', ['checked', 'imported', 'published', 'superseded', 'withdrawn'])), name='recommendation_state_known', violation_error_message='Deze stand bestaat niet.'), models.CheckConstraint(condition=models.Q(('statement_type__in', ['recommendation', 'request', 'concern', 'positive', 'dissemination', 'introduction'])), name='recommendation_statement_type_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), models.Q(('checked_by__isnull', False), ('published_by__isnull', False), models.Q(('published_by', models.F('checked_by')), _negated=True)), _connector='OR'), name='recommendation_published_by_a_second_person', violation_error_message='Publiceren doet iemand anders dan wie controleerde.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('correction', ''), _negated=True), _connector='OR'), name='recommendation_withdrawn_with_correction', violation_error_message='Een ingetrokken aanbeveling heeft een openbare uitleg nodig.')],
            },
        ),
        migrations.CreateModel(
            name='SearchText',
            fields=[
                ('recommendation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search_text', serialize=False, to='rights.recommendation')),
                ('words', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='rights.importbatch')),
                ('locator', models.CharField(max_length=120)),
                ('outcome', models.CharField(choices=[('created', 'nieuw'), ('updated', 'gewijzigd'), ('unchanged', 'gelijk'), ('rejected', 'niet overgenomen'), ('warning', 'let op')], max_length=12)),
                ('message', models.TextField(blank=True)),
                ('recommendation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='rights.recommendation')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ImplementationComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='rights.recommendation')),
                ('text', models.TextField()),
                ('author', models.CharField(blank=True, max_length=120)),
                ('written_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['recommendation', 'id'],
                'constraints': [models.UniqueConstraint(fields=('recommendation', 'text'), name='implementation_comment_once')],
            },
        ),
        migrations.CreateModel(
            name='RecommendationConcept',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('un', 'VN'), ('editor', 'redacteur'), ('machine', 'patroon')], default='machine', max_length=12)),
                ('pattern', models.CharField(blank=True, help_text='the name of the pattern that found it', max_length=200)),
                ('matched_text', models.CharField(blank=True, max_length=300)),
                ('state', models.CharField(choices=[('suggested', 'voorgesteld'), ('confirmed', 'bevestigd'), ('rejected', 'afgewezen')], default='suggested', max_length=12)),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='concept_links', to='rights.recommendation')),
                ('concept', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='limb_links', to='rights.concept')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('recommendation', 'concept'), name='recommendation_concept_once'), models.CheckConstraint(condition=models.Q(('state__in', ['suggested', 'confirmed', 'rejected'])), name='recommendation_concept_state_known')],
            },
        ),
        migrations.CreateModel(
            name='RecommendationRelation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('later', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='earlier_links', to='rights.recommendation')),
                ('earlier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='later_links', to='rights.recommendation')),
                ('type', models.CharField(choices=[('reiterates', 'herhaalt'), ('strengthens', 'verscherpt'), ('narrows', 'beperkt'), ('overlaps', 'overlapt met')], max_length=12)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('source', models.CharField(choices=[('un', 'VN'), ('editor', 'redacteur'), ('machine', 'patroon')], default='editor', max_length=12)),
                ('state', models.CharField(choices=[('suggested', 'voorgesteld'), ('confirmed', 'bevestigd'), ('rejected', 'afgewezen')], default='suggested', help_text='public from confirmed on', max_length=12)),
                ('related_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('later', 'earlier'), name='recommendation_relation_once'), models.CheckConstraint(condition=models.Q(('later', models.F('earlier')), _negated=True), name='recommendation_relation_not_itself'), models.CheckConstraint(condition=models.Q(('state__in', ['suggested', 'confirmed', 'rejected'])), name='recommendation_relation_state_known'), models.CheckConstraint(condition=models.Q(('related_by__isnull', True), ('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('related_by')), _negated=True), _connector='OR'), name='recommendation_relation_by_a_second_person', violation_error_message='Een verband bevestigt iemand anders dan wie het legde.')],
            },
        ),
        migrations.CreateModel(
            name='RecommendationText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='rights.recommendation')),
                ('language', models.CharField(default='nl', max_length=8)),
                ('register', models.CharField(choices=[('official', 'officiële vertaling'), ('unofficial_translation', 'niet-officiële vertaling'), ('plain', 'in gewone taal'), ('child', 'voor kinderen')], max_length=24)),
                ('age_band', models.CharField(blank=True, choices=[('', 'alle leeftijden'), ('6-8', '6 tot en met 8 jaar'), ('9-12', '9 tot en met 12 jaar'), ('13-17', '13 tot en met 17 jaar')], default='', max_length=8)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('text', models.TextField()),
                ('author', models.CharField(blank=True, max_length=120)),
                ('source_url', models.URLField(blank=True, max_length=500)),
                ('reviewed_by_children', models.BooleanField(default=False, help_text='without it the page says: nog niet met kinderen getoetst')),
                ('state', models.CharField(choices=[('draft', 'concept'), ('in_review', 'wordt nagelezen'), ('approved', 'goedgekeurd'), ('published', 'gepubliceerd'), ('retired', 'vervangen')], default='draft', max_length=12)),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('recommendation', 'language', 'register', 'age_band', 'version'), name='recommendation_text_version_once'), models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('recommendation', 'language', 'register', 'age_band'), name='recommendation_text_one_published'), models.CheckConstraint(condition=models.Q(('state__in', ['approved', 'draft', 'in_review', 'published', 'retired'])), name='recommendation_text_state_known', violation_error_message='Deze stand bestaat niet.'), models.CheckConstraint(condition=models.Q(('age_band', ''), ('register', 'child'), _connector='OR'), name='recommendation_text_age_only_for_children'), models.CheckConstraint(condition=models.Q(('written_by__isnull', True), ('approved_by__isnull', True), models.Q(('written_by', models.F('approved_by')), _negated=True), _connector='OR'), name='recommendation_text_approved_by_a_second_person', violation_error_message='Goedkeuren doet iemand anders dan wie schreef.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('written_by__isnull', True), ('approved_by__isnull', False), _connector='OR'), name='recommendation_text_published_with_approval', violation_error_message='Een tekst staat pas voor iedereen als een tweede persoon haar goedkeurde.')],
            },
        ),
        migrations.CreateModel(
            name='Dropped',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dropped_in', to='rights.recommendation')),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dropped', to='rights.reviewcycle')),
                ('note', models.CharField(max_length=300)),
            ],
            options={
                'verbose_name_plural': 'dropped',
                'constraints': [models.UniqueConstraint(fields=('recommendation', 'cycle'), name='dropped_once')],
            },
        ),
        migrations.CreateModel(
            name='SearchPosting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('term', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postings', to='rights.searchterm')),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postings', to='rights.recommendation')),
                ('weight', models.FloatField()),
            ],
            options={
                'indexes': [models.Index(fields=['recommendation'], name='search_posting_limb')],
                'constraints': [models.UniqueConstraint(fields=('term', 'recommendation'), name='search_posting_once')],
            },
        ),
        migrations.CreateModel(
            name='SourceChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='source_changes', to='rights.recommendation')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='rights.importbatch')),
                ('stands', models.TextField()),
                ('offered', models.TextField()),
                ('state', models.CharField(choices=[('asked', 'wacht op een besluit'), ('taken', 'overgenomen'), ('kept', 'niet overgenomen')], default='asked', max_length=8)),
                ('reason', models.TextField(blank=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('print', models.CharField(help_text='fingerprint of the offered text: asked once, not at every import', max_length=16)),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'kept', 'taken'])), name='source_change_state_known', violation_error_message='Deze stand bestaat niet.'), models.UniqueConstraint(fields=('recommendation', 'print'), name='source_change_asked_once'), models.CheckConstraint(condition=models.Q(('state', 'asked'), models.Q(('decided_by__isnull', False), ('decided_on__isnull', False)), _connector='OR'), name='source_change_decided_by_someone')],
            },
        ),
        migrations.CreateModel(
            name='StatePosition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='positions', to='rights.recommendation')),
                ('position', models.CharField(choices=[('accepts', 'aanvaardt'), ('accepts_in_part', 'aanvaardt deels'), ('takes_note', 'neemt kennis'), ('rejects', 'wijst af'), ('none_stated', 'geen standpunt gevonden')], max_length=16)),
                ('words', models.TextField(blank=True, help_text='as the source prints it')),
                ('source', models.CharField(blank=True, help_text='document and paragraph', max_length=300)),
                ('source_url', models.URLField(blank=True, max_length=500)),
                ('stated_on', models.DateField(blank=True, null=True)),
                ('recorded_by', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'ordering': ['recommendation', 'stated_on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('recommendation', 'position', 'source', 'words'), name='state_position_once'), models.CheckConstraint(condition=models.Q(('position__in', ['accepts', 'accepts_in_part', 'takes_note', 'rejects', 'none_stated'])), name='state_position_known')],
            },
        ),
        migrations.CreateModel(
            name='Responsibility',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='responsibilities', to='rights.recommendation')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responsibilities', to='accounts.organisation')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='rights.territory')),
                ('role', models.CharField(choices=[('lead', 'eerste verantwoordelijke'), ('co_lead', 'mede verantwoordelijk'), ('contributor', 'werkt mee'), ('oversight', 'houdt toezicht'), ('consulted', 'wordt geraadpleegd')], default='lead', max_length=12)),
                ('state', models.CharField(choices=[('proposed', 'voorgesteld'), ('accepted', 'aanvaard'), ('disputed', 'betwist'), ('ended', 'beëindigd')], default='proposed', max_length=12)),
                ('basis', models.CharField(blank=True, help_text='the paragraph, law or decree that says so', max_length=300)),
                ('source_url', models.URLField(blank=True, max_length=500)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('disputed_reason', models.TextField(blank=True)),
                ('instead', models.ForeignKey(blank=True, help_text='who must act according to the body that disputes it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='named_instead', to='accounts.organisation')),
                ('ended_reason', models.TextField(blank=True)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('proposed_by', models.CharField(blank=True, max_length=120)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answered_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'verbose_name_plural': 'responsibilities',
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'ended'), _negated=True), fields=('recommendation', 'organisation', 'territory', 'role'), name='responsibility_once'), models.UniqueConstraint(condition=models.Q(models.Q(('state', 'ended'), _negated=True), ('territory__isnull', True)), fields=('recommendation', 'organisation', 'role'), name='responsibility_once_everywhere'), models.CheckConstraint(condition=models.Q(('state__in', ['accepted', 'disputed', 'ended', 'proposed'])), name='responsibility_state_known', violation_error_message='Deze stand bestaat niet.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'disputed'), _negated=True), models.Q(('disputed_reason', ''), _negated=True), _connector='OR'), name='responsibility_disputed_with_reason', violation_error_message='Betwisten kan alleen met een reden.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ended'), _negated=True), ('valid_to__isnull', False), _connector='OR'), name='responsibility_ended_on_a_day')],
            },
        ),
        migrations.CreateModel(
            name='RecommendationTerritory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('un', 'VN'), ('editor', 'redacteur'), ('machine', 'patroon')], default='machine', max_length=12)),
                ('pattern', models.CharField(blank=True, help_text='the name of the pattern that found it', max_length=200)),
                ('matched_text', models.CharField(blank=True, max_length=300)),
                ('state', models.CharField(choices=[('suggested', 'voorgesteld'), ('confirmed', 'bevestigd'), ('rejected', 'afgewezen')], default='suggested', max_length=12)),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='territory_links', to='rights.recommendation')),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='limb_links', to='rights.territory')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('recommendation', 'territory'), name='recommendation_territory_once'), models.CheckConstraint(condition=models.Q(('state__in', ['suggested', 'confirmed', 'rejected'])), name='recommendation_territory_state_known')],
            },
        ),
        migrations.CreateModel(
            name='RecommendationTheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('un', 'VN'), ('editor', 'redacteur'), ('machine', 'patroon')], default='machine', max_length=12)),
                ('pattern', models.CharField(blank=True, help_text='the name of the pattern that found it', max_length=200)),
                ('matched_text', models.CharField(blank=True, max_length=300)),
                ('state', models.CharField(choices=[('suggested', 'voorgesteld'), ('confirmed', 'bevestigd'), ('rejected', 'afgewezen')], default='suggested', max_length=12)),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='theme_links', to='rights.recommendation')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='limb_links', to='rights.theme')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('recommendation', 'theme'), name='recommendation_theme_once'), models.CheckConstraint(condition=models.Q(('state__in', ['suggested', 'confirmed', 'rejected'])), name='recommendation_theme_state_known')],
            },
        ),
        *KEPT_WORDS,
        migrations.RunPython(add_empty_profile, migrations.RunPython.noop),
    ]
