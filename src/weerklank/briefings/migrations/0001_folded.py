from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('briefings', '0001_initial'),
        ('briefings', '0002_saved_views_and_mail'),
        ('briefings', '0003_mail_that_is_under_way'),
        ('briefings', '0004_never_again'),
    ]

    dependencies = [
        ('rights', '0001_folded'),
    ]

    operations = [
        migrations.CreateModel(
            name='NeverAgain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(help_text='keyed digest of the mailbox, never the address', max_length=64, unique=True)),
            ],
            options={
                'verbose_name_plural': 'never again',
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='made from the filters: the same filters, the same view', max_length=16, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('filters', models.JSONField(default=dict)),
                ('made_on', models.DateField()),
            ],
            options={
                'ordering': ['name', 'key'],
            },
        ),
        migrations.CreateModel(
            name='NewsArticle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('lead', models.TextField()),
                ('body', models.TextField(help_text='Markdown, written by staff')),
                ('published_on', models.DateField(blank=True, null=True)),
                ('state', models.CharField(choices=[('draft', 'concept'), ('published', 'gepubliceerd'), ('withdrawn', 'ingetrokken')], default='draft', max_length=10)),
                ('correction', models.TextField(blank=True)),
                ('sources', models.JSONField(default=list, help_text='list of {title, url, date}')),
                ('themes', models.ManyToManyField(blank=True, related_name='news', to='rights.theme')),
            ],
            options={
                'ordering': ['-published_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'published', 'withdrawn'])), name='news_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('published_on__isnull', False), _connector='OR'), name='news_published_has_day'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('correction', ''), _negated=True), _connector='OR'), name='news_withdrawn_with_correction')],
            },
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('view', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='subscriptions', to='briefings.savedview')),
                ('email', models.EmailField(help_text='personal: asked by the person, confirmed from that mailbox, erased on leaving', max_length=254)),
                ('frequency', models.CharField(choices=[('daily', 'elke dag'), ('weekly', 'elke week')], max_length=8)),
                ('language', models.CharField(default='nl', max_length=8)),
                ('key', models.CharField(help_text="digest of the secret in the mail's own links", max_length=64, unique=True)),
                ('asked_at', models.DateTimeField(help_text='not confirmed within a week: erased')),
                ('confirmed_on', models.DateField(blank=True, null=True)),
                ('seen_until', models.BigIntegerField(default=0, help_text='the last event of the log that was told')),
                ('last_sent_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('view', 'email'), name='subscription_once'), models.CheckConstraint(condition=models.Q(('frequency__in', ['daily', 'weekly'])), name='subscription_frequency_known')],
            },
        ),
        migrations.CreateModel(
            name='Outbox',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subscription', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='briefings.subscription')),
                ('kind', models.CharField(choices=[('confirm', 'bevestigen'), ('digest', 'overzicht')], max_length=12)),
                ('to', models.EmailField(max_length=254)),
                ('subject', models.CharField(max_length=200)),
                ('body', models.TextField()),
                ('unsubscribe_url', models.URLField(blank=True, max_length=300)),
                ('once', models.CharField(help_text='what makes it the same mail: never sent twice', max_length=120, unique=True)),
                ('made_at', models.DateTimeField()),
                ('since', models.BigIntegerField(default=0, help_text='the event of the log before the first that this mail tells')),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('not_before', models.DateTimeField(blank=True, help_text='the next try, after a growing pause', null=True)),
                ('claimed_at', models.DateTimeField(blank=True, help_text='given to the mail server; without an outcome nobody knows whether it went', null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
    ]
