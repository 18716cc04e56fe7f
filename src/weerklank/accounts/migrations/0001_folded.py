from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('accounts', '0001_initial'),
        ('accounts', '0002_contact_role'),
    ]

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('short_name', models.CharField(blank=True, max_length=60)),
                ('kind', models.CharField(choices=[('ministry', 'ministerie'), ('ngo', 'kinderrechtenorganisatie'), ('youth', 'jongerenorganisatie'), ('coalition', 'coalitie'), ('ombuds', 'ombudsman'), ('nhri', 'mensenrechteninstituut'), ('rapporteur', 'nationaal rapporteur'), ('parliament', 'parlement'), ('municipal', 'gemeente'), ('school', 'school'), ('reception', 'opvang'), ('research', 'onderzoek'), ('un', 'Verenigde Naties'), ('other', 'andere organisatie')], max_length=20)),
                ('about', models.TextField(blank=True)),
                ('predecessor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='accounts.organisation')),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('source_url', models.URLField(blank=True, max_length=500)),
                ('verified_on', models.DateField(blank=True, null=True)),
                ('is_demonstration', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['ministry', 'ngo', 'youth', 'coalition', 'ombuds', 'nhri', 'rapporteur', 'parliament', 'municipal', 'school', 'reception', 'research', 'un', 'other'])), name='organisation_kind_known'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_from__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='organisation_ends_after_start', violation_error_message='De einddatum ligt voor de begindatum.')],
            },
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='accounts.organisation')),
                ('is_active', models.BooleanField(default=True)),
                ('is_demonstration', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='RoleAssignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='platform_roles', to=settings.AUTH_USER_MODEL)),
                ('role', models.CharField(choices=[('admin', 'beheerder'), ('editor', 'redacteur aanbevelingen'), ('contact', 'contactpersoon van een organisatie')], max_length=20)),
                ('valid_to', models.DateField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('account', 'role'), name='role_assignment_once'), models.CheckConstraint(condition=models.Q(('role__in', ['admin', 'editor', 'contact'])), name='role_assignment_platform_role')],
            },
        ),
    ]
