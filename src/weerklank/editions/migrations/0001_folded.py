from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion
import uuid

from weerklank.audit.triggers import frozen, never_replaced


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('editions', '0001_initial'),
        ('editions', '0002_the_day'),
        ('editions', '0003_choosing'),
        ('editions', '0004_a_message_that_waits'),
        ('editions', '0005_programme'),
        ('editions', '0006_check_in'),
        ('editions', '0007_consent_on_paper_links_and_pairs'),
    ]

    dependencies = [
        ('accounts', '0001_folded'),
        ('rights', '0001_folded'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('slug', models.SlugField(help_text='the year, or demonstratie for the made-up one', max_length=40, unique=True)),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('title', models.CharField(max_length=200)),
                ('date', models.DateField(blank=True, null=True)),
                ('place', models.CharField(blank=True, max_length=120)),
                ('state', models.CharField(choices=[('draft', 'concept'), ('announced', 'aangekondigd'), ('collecting', 'kinderen praten mee'), ('preparing', 'tafels worden voorbereid'), ('dialogue_day', 'dialoogdag'), ('drafting_advice', 'adviezen worden geschreven'), ('handed_over', 'adviezen overhandigd'), ('awaiting_answers', 'wacht op antwoorden'), ('follow_up', 'antwoorden worden gevolgd'), ('closed', 'gesloten')], default='draft', max_length=20)),
                ('summary', models.TextField(blank=True)),
                ('answer_term_days', models.PositiveSmallIntegerField(default=91)),
                ('advice_word', models.CharField(choices=[('advies', 'advies'), ('actiepunt', 'actiepunt')], default='advies', max_length=20)),
                ('previous', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next_editions', to='editions.edition')),
                ('is_demonstration', models.BooleanField(default=False)),
                ('missing_note', models.TextField(blank=True, help_text='what no source could be found for, as the page says it')),
                ('sources', models.JSONField(blank=True, default=list, help_text='list of addresses')),
                ('as_of', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-year'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['announced', 'awaiting_answers', 'closed', 'collecting', 'dialogue_day', 'draft', 'drafting_advice', 'follow_up', 'handed_over', 'preparing'])), name='edition_state_known', violation_error_message='Deze stand bestaat niet.')],
            },
        ),
        migrations.CreateModel(
            name='SideEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('date', models.DateField(blank=True, null=True)),
                ('place', models.CharField(blank=True, max_length=120)),
                ('audience', models.CharField(blank=True, max_length=200)),
                ('roles', models.JSONField(blank=True, default=list, help_text='who may sign up, as MeetingRole; empty is anybody')),
                ('elsewhere', models.CharField(blank=True, help_text='where to go for whoever may not, in words', max_length=300)),
                ('about', models.TextField(blank=True)),
                ('registration_closes_on', models.DateField(blank=True, null=True)),
                ('capacity', models.PositiveSmallIntegerField(default=60)),
                ('is_demonstration', models.BooleanField(default=False)),
                ('source_url', models.URLField(blank=True, max_length=500)),
                ('themes', models.ManyToManyField(blank=True, related_name='side_events', to='rights.theme')),
                ('organisers', models.ManyToManyField(blank=True, related_name='side_events', to='accounts.organisation')),
            ],
            options={
                'ordering': ['-date'],
            },
        ),
        migrations.CreateModel(
            name='DayRegistration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='day_registration', to='editions.edition')),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField(help_text='the last day')),
                ('entrance', models.CharField(choices=[('open', 'iedereen kan zich aanmelden'), ('invitation', 'alleen wie is uitgenodigd')], default='open', max_length=12)),
                ('choosing', models.CharField(choices=[('order', 'wie het eerst komt, met een wachtlijst per rol'), ('lottery', 'een eerlijke loting na de sluitingsdag')], default='order', max_length=8)),
                ('reach', models.CharField(help_text='whom to call or write to about coming, on every page and message', max_length=200)),
                ('erase_after_days', models.PositiveSmallIntegerField(default=30)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='day_registration_closes_after_opening'), models.CheckConstraint(condition=models.Q(('erase_after_days__gte', 1), ('erase_after_days__lte', 90)), name='day_registration_is_forgotten'), models.CheckConstraint(condition=models.Q(('entrance__in', ['open', 'invitation'])), name='day_registration_entrance_known'), models.CheckConstraint(condition=models.Q(('choosing__in', ['order', 'lottery'])), name='day_registration_choosing_known')],
            },
        ),
        migrations.CreateModel(
            name='EditionOrganiser',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='organisers', to='editions.edition')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='organised_editions', to='accounts.organisation')),
                ('note', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('edition', 'organisation'), name='edition_organiser_once')],
            },
        ),
        migrations.CreateModel(
            name='EditionRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='editions.edition')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='edition_roles', to=settings.AUTH_USER_MODEL)),
                ('role', models.CharField(choices=[('organiser', 'organisator'), ('moderator', 'moderator'), ('safeguarding', 'aandachtsfunctionaris'), ('analyst', 'redacteur inbreng'), ('facilitator', 'tafelbegeleider'), ('respondent', 'behandelend ambtenaar'), ('approver', 'goedkeurder'), ('panel_member', 'lid jongerenpanel')], max_length=20)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('edition', 'account', 'role'), name='edition_role_once'), models.CheckConstraint(condition=models.Q(('role__in', ['organiser', 'moderator', 'safeguarding', 'analyst', 'facilitator', 'respondent', 'approver', 'panel_member'])), name='edition_role_known')],
            },
        ),
        migrations.CreateModel(
            name='EditionTheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='themes', to='editions.edition')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='edition_themes', to='rights.theme')),
                ('name', models.CharField(max_length=120)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('source_url', models.URLField(blank=True, max_length=500)),
            ],
            options={
                'ordering': ['edition', 'order'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'theme'), name='edition_theme_once')],
            },
        ),
        migrations.CreateModel(
            name='PhaseDate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='phase_dates', to='editions.edition')),
                ('phase', models.CharField(choices=[('collecting', 'kinderen praten mee'), ('preparing', 'tafels worden voorbereid'), ('drafting_advice', 'adviezen worden geschreven'), ('handed_over', 'adviezen overhandigd'), ('awaiting_answers', 'wacht op antwoorden'), ('follow_up', 'antwoorden worden gevolgd')], max_length=20)),
                ('begins_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, help_text='the last day; empty is until the next phase', null=True)),
                ('sequence', models.PositiveIntegerField(default=0, help_text='how often the dates were changed')),
                ('changed_on', models.DateField()),
            ],
            options={
                'ordering': ['edition', 'begins_on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'phase'), name='phase_date_once'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('begins_on')), _connector='OR'), name='phase_date_ends_after'), models.CheckConstraint(condition=models.Q(('phase__in', ['collecting', 'preparing', 'drafting_advice', 'handed_over', 'awaiting_answers', 'follow_up'])), name='phase_date_known')],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='programme_day', to='editions.edition')),
                ('opens', models.TimeField()),
                ('closes', models.TimeField()),
                ('note', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('closes__gt', models.F('opens'))), name='programme_day_closes_after_opening')],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='programme', to='editions.edition')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField(blank=True)),
                ('source_url', models.URLField(blank=True, max_length=500)),
            ],
            options={
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeRelease',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programme_releases', to='editions.edition')),
                ('number', models.PositiveIntegerField()),
                ('published_on', models.DateField()),
                ('note', models.CharField(blank=True, help_text="what is different, in the organiser's words", max_length=500)),
                ('content', models.JSONField(help_text='the day and its sessions, see editions.programme')),
            ],
            options={
                'ordering': ['edition', '-number'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'number'), name='programme_release_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Room',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rooms', to='editions.edition')),
                ('name', models.CharField(max_length=80)),
                ('access', models.CharField(blank=True, help_text='induction loop, quiet room, step-free', max_length=300)),
            ],
            options={
                'ordering': ['edition', 'name'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'name'), name='room_once')],
            },
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='registrations', to='editions.sideevent')),
                ('name', models.CharField(max_length=120)),
                ('role', models.CharField(choices=[('member', 'Kamerlid'), ('staff', 'medewerker van een Kamerlid'), ('other', 'anders')], max_length=20)),
                ('email', models.EmailField(max_length=254)),
                ('needs', models.CharField(blank=True, max_length=300)),
                ('state', models.CharField(choices=[('registered', 'aangemeld'), ('waiting', 'op de wachtlijst'), ('confirmed', 'bevestigd'), ('cancelled', 'afgemeld')], default='registered', max_length=12)),
                ('registered_on', models.DateField()),
                ('erase_after', models.DateField(help_text='the row is removed after this day; the count stays')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('event', 'email'), name='registration_once'), models.CheckConstraint(condition=models.Q(('state__in', ['cancelled', 'confirmed', 'registered', 'waiting'])), name='registration_state_known', violation_error_message='Deze stand bestaat niet.')],
            },
        ),
        migrations.CreateModel(
            name='Attendee',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendees', to='editions.dayregistration')),
                ('role', models.CharField(choices=[('child', 'kind'), ('young_person', 'jongere'), ('organisation', 'organisatie'), ('ministry', 'ministerie'), ('parliament', 'parlement'), ('other', 'anders')], max_length=14)),
                ('name', models.CharField(max_length=120)),
                ('badge_name', models.CharField(blank=True, help_text='as the badge and the table say it', max_length=40)),
                ('email', models.EmailField(blank=True, help_text="of who registers; under sixteen that is the guardian's", max_length=254)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='attendees', to='accounts.organisation')),
                ('organisation_name', models.CharField(blank=True, max_length=120)),
                ('is_under_16', models.BooleanField(default=False)),
                ('guardian_name', models.CharField(blank=True, max_length=120)),
                ('guardian_phone', models.CharField(blank=True, max_length=30)),
                ('guardian_agreed_on', models.DateField(blank=True, null=True)),
                ('consent_seen_by', models.ForeignKey(blank=True, help_text='of a yes on paper', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('consent_seen_on', models.DateField(blank=True, null=True)),
                ('photo_self', models.BooleanField(help_text='what the person says; unknown is no', null=True)),
                ('photo_guardian', models.BooleanField(help_text='what the guardian says; unknown is no', null=True)),
                ('needs', models.CharField(blank=True, help_text="in the person's own words", max_length=500)),
                ('needs_met', models.CharField(blank=True, help_text='what will be arranged, as the organiser promised it', max_length=500)),
                ('needs_confirmed_on', models.DateField(blank=True, null=True)),
                ('language', models.CharField(default='nl', help_text='in which messages and the table speak', max_length=8)),
                ('buddy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='buddy_of', to='editions.attendee')),
                ('household', models.CharField(blank=True, help_text='the same word: of one household', max_length=40)),
                ('state', models.CharField(choices=[('invited', 'uitgenodigd'), ('registered', 'aangemeld'), ('consent_pending', 'wacht op toestemming'), ('waiting', 'op de wachtlijst'), ('confirmed', 'komt'), ('checked_in', 'is binnen'), ('attended', 'was er'), ('no_show', 'kwam niet'), ('cancelled', 'afgemeld')], default='registered', max_length=15)),
                ('registered_on', models.DateField()),
                ('place_in_line', models.PositiveIntegerField(default=0, help_text='order of arrival; no moment is kept')),
                ('secret_digest', models.CharField(help_text='of the link with which somebody changes it', max_length=64, unique=True)),
                ('request_key', models.CharField(help_text='the form was sent once, however often', max_length=64, unique=True)),
            ],
            options={
                'ordering': ['registration', 'place_in_line', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['attended', 'cancelled', 'checked_in', 'confirmed', 'consent_pending', 'invited', 'no_show', 'registered', 'waiting'])), name='attendance_state_known', violation_error_message='Deze stand bestaat niet.'), models.UniqueConstraint(fields=('registration', 'place_in_line'), name='attendee_place_in_line_once'), models.CheckConstraint(condition=models.Q(('role__in', ['child', 'young_person', 'organisation', 'ministry', 'parliament', 'other'])), name='attendee_role_known'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['confirmed', 'checked_in', 'attended']), _negated=True), ('is_under_16', False), ('guardian_agreed_on__isnull', False), _connector='OR'), name='attendee_under_16_with_consent', violation_error_message='Wie jonger is dan zestien komt pas als een ouder of voogd ja heeft gezegd.'), models.CheckConstraint(condition=models.Q(('buddy', models.F('id')), _negated=True), name='attendee_is_not_their_own_buddy'), models.CheckConstraint(condition=models.Q(models.Q(('consent_seen_by', None), ('consent_seen_on', None)), models.Q(('consent_seen_by__isnull', False), ('consent_seen_on__isnull', False), ('guardian_agreed_on__isnull', False)), _connector='OR'), name='attendee_paper_was_seen_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='ErasureReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='erasures', to='editions.dayregistration')),
                ('erased_on', models.DateField()),
                ('counts', models.JSONField(default=dict, help_text='by role and by state')),
            ],
            options={
                'ordering': ['-erased_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='RolePlaces',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='editions.dayregistration')),
                ('role', models.CharField(choices=[('child', 'kind'), ('young_person', 'jongere'), ('organisation', 'organisatie'), ('ministry', 'ministerie'), ('parliament', 'parlement'), ('other', 'anders')], max_length=14)),
                ('places', models.PositiveSmallIntegerField()),
                ('invitation', models.PositiveSmallIntegerField(default=0, help_text='which link with which anybody of this role can sign up is good now; 0: none was made')),
                ('invites', models.BooleanField(default=False, help_text='whether that link is good, or was taken back')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('registration', 'role'), name='role_places_once'), models.CheckConstraint(condition=models.Q(('role__in', ['child', 'young_person', 'organisation', 'ministry', 'parliament', 'other'])), name='role_places_known'), models.CheckConstraint(condition=models.Q(('invites', False), ('invitation__gte', 1), _connector='OR'), name='role_places_link_was_made')],
            },
        ),
        migrations.CreateModel(
            name='Seating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seatings', to='editions.dayregistration')),
                ('number', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('waiting', 'wacht'), ('running', 'rekent'), ('done', 'klaar'), ('impossible', 'kan niet'), ('stopped', 'gestopt'), ('approved', 'vastgesteld'), ('replaced', 'vervangen')], default='waiting', max_length=10)),
                ('rounds', models.PositiveSmallIntegerField(default=1)),
                ('seed', models.CharField(max_length=64)),
                ('version', models.CharField(blank=True, max_length=40)),
                ('input_hash', models.CharField(blank=True, max_length=64)),
                ('progress', models.PositiveSmallIntegerField(default=0)),
                ('told', models.CharField(blank=True, max_length=200)),
                ('result', models.JSONField(blank=True, default=dict, help_text='what is unmet and how far from the best it can be')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_on', models.DateField()),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_on', models.DateField(blank=True, null=True)),
                ('published_on', models.DateField(blank=True, help_text='from then on those who come see their own table', null=True)),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('registration', 'number'), name='seating_number_once'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running', 'done', 'impossible', 'stopped', 'approved', 'replaced'])), name='seating_state_known'), models.CheckConstraint(condition=models.Q(('rounds__gte', 1), ('rounds__lte', 12)), name='seating_rounds_possible'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), models.Q(('approved_by__isnull', False), ('approved_on__isnull', False)), _connector='OR'), name='seating_approved_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Selecting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='selections', to='editions.dayregistration')),
                ('number', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('waiting', 'wacht'), ('running', 'rekent'), ('done', 'klaar'), ('impossible', 'kan niet'), ('stopped', 'gestopt'), ('approved', 'vastgesteld'), ('replaced', 'vervangen')], default='waiting', max_length=10)),
                ('seed', models.CharField(help_text='decided before anything is drawn', max_length=64)),
                ('version', models.CharField(blank=True, max_length=40)),
                ('input_hash', models.CharField(blank=True, max_length=64)),
                ('progress', models.PositiveSmallIntegerField(default=0)),
                ('told', models.CharField(blank=True, help_text='what it is doing, or why there is no choice', max_length=200)),
                ('result', models.JSONField(blank=True, default=dict, help_text='panels, chances and the draw, by meaningless numbers')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_on', models.DateField()),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('registration', 'number'), name='selecting_number_once'), models.CheckConstraint(condition=models.Q(('state__in', ['approved', 'done', 'impossible', 'replaced', 'running', 'stopped', 'waiting'])), name='run_state_known', violation_error_message='Deze stand bestaat niet.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), models.Q(('approved_by__isnull', False), ('approved_on__isnull', False)), _connector='OR'), name='selecting_approved_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='programme_sessions', to='editions.edition')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('plenary', 'met iedereen'), ('table_round', 'tafelronde'), ('session', 'onderdeel'), ('break', 'pauze'), ('side_event', 'voor een eigen groep')], default='session', max_length=12)),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField(blank=True)),
                ('begins', models.TimeField(blank=True, null=True)),
                ('ends', models.TimeField(blank=True, null=True)),
                ('room', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='editions.room')),
                ('led_by', models.CharField(blank=True, help_text='an organisation or a role, in words', max_length=160)),
                ('access', models.CharField(blank=True, max_length=300)),
                ('language', models.CharField(blank=True, max_length=80)),
                ('audience', models.CharField(blank=True, help_text='empty: everybody', max_length=200)),
                ('side_event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='programme_sessions', to='editions.sideevent')),
            ],
            options={
                'ordering': ['edition', models.OrderBy(models.F('begins'), nulls_last=True), 'ends', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('begins__isnull', True), ('ends__isnull', True)), models.Q(('begins__isnull', False), ('ends__gt', models.F('begins')), ('ends__isnull', False)), _connector='OR'), name='programme_session_ends_after'), models.CheckConstraint(condition=models.Q(('kind__in', ['plenary', 'table_round', 'session', 'break', 'side_event'])), name='programme_session_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='ThemeTable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition_theme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tables', to='editions.editiontheme')),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('place', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'ordering': ['edition_theme', 'number'],
                'constraints': [models.UniqueConstraint(fields=('edition_theme', 'number'), name='theme_table_once')],
            },
        ),
        migrations.CreateModel(
            name='Trait',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='traits', to='editions.dayregistration')),
                ('name', models.CharField(max_length=60)),
                ('question', models.CharField(max_length=160)),
                ('order', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['order', 'id'],
                'constraints': [models.UniqueConstraint(fields=('registration', 'name'), name='trait_once')],
            },
        ),
        migrations.CreateModel(
            name='AttendanceMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attendee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='editions.attendee')),
                ('kind', models.CharField(max_length=20)),
                ('made_on', models.DateField()),
                ('sent_on', models.DateField(blank=True, null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('not_before', models.DateTimeField(blank=True, help_text='while somebody sends it, or before it is tried again; empty once it went', null=True)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='DoorPress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attendee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='door_presses', to='editions.attendee')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('is_in', models.BooleanField(help_text='came in; else a check-in that was a mistake')),
            ],
        ),
        migrations.CreateModel(
            name='SeatNeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attendee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seat_needs', to='editions.attendee')),
                ('feature', models.CharField(choices=[('step_free', 'zonder drempel, met plaats voor een rolstoel'), ('hearing_loop', 'ringleiding'), ('quiet', 'rustige plek'), ('sign_language', 'tolk gebarentaal'), ('near_exit', 'dicht bij de uitgang')], max_length=16)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('attendee', 'feature'), name='seat_need_once'), models.CheckConstraint(condition=models.Q(('feature__in', ['step_free', 'hearing_loop', 'quiet', 'sign_language', 'near_exit'])), name='seat_need_known')],
            },
        ),
        migrations.CreateModel(
            name='DrawNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('selecting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='numbers', to='editions.selecting')),
                ('attendee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='draw_numbers', to='editions.attendee')),
                ('number', models.PositiveIntegerField()),
                ('counts_as', models.JSONField(default=dict, help_text='role and traits as they were when the draw began')),
                ('household', models.CharField(blank=True, help_text='a word without meaning that a household shares', max_length=12)),
                ('party', models.CharField(blank=True, help_text='a word without meaning shared by people who come together or not at all', max_length=12)),
                ('is_drawn', models.BooleanField(default=False)),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replaced_by', to='editions.drawnumber')),
            ],
            options={
                'ordering': ['selecting', 'number'],
                'constraints': [models.UniqueConstraint(fields=('selecting', 'number'), name='draw_number_once'), models.UniqueConstraint(fields=('selecting', 'attendee'), name='draw_number_per_person')],
            },
        ),
        migrations.CreateModel(
            name='TableOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='offer', to='editions.themetable')),
                ('places', models.PositiveSmallIntegerField(default=8)),
                ('features', models.JSONField(blank=True, default=list, help_text='words of Feature')),
                ('languages', models.JSONField(blank=True, default=list, help_text='codes; empty is open to everybody')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('places__gte', 1), ('places__lte', 30)), name='table_offer_places_possible')],
            },
        ),
        migrations.CreateModel(
            name='Sitting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seating', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sittings', to='editions.seating')),
                ('attendee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sittings', to='editions.attendee')),
                ('table', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sittings', to='editions.themetable')),
                ('round', models.PositiveSmallIntegerField(default=1)),
                ('pinned', models.BooleanField(default=False, help_text='stays when the plan is made anew')),
                ('moved_because', models.CharField(blank=True, help_text='said by who moved it after approval', max_length=200)),
                ('unmet', models.JSONField(blank=True, default=list, help_text='wishes that this place does not meet, and why')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('seating', 'attendee', 'round'), name='sitting_once_a_round')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='editions.themetable')),
                ('kind', models.CharField(choices=[('child', 'kind'), ('young_person', 'jongere'), ('organisation', 'organisatie'), ('ministry', 'ministerie'), ('other', 'anders')], max_length=14)),
                ('alias', models.CharField(max_length=40)),
            ],
            options={
                'ordering': ['table', 'id'],
                'constraints': [models.UniqueConstraint(fields=('table', 'alias'), name='seat_alias_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['child', 'young_person', 'organisation', 'ministry', 'other'])), name='seat_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='ThemeWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attendee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='theme_wishes', to='editions.attendee')),
                ('edition_theme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='editions.editiontheme')),
                ('rank', models.PositiveSmallIntegerField()),
            ],
            options={
                'ordering': ['rank'],
                'constraints': [models.UniqueConstraint(fields=('attendee', 'edition_theme'), name='theme_wish_once'), models.UniqueConstraint(fields=('attendee', 'rank'), name='theme_wish_rank_once')],
            },
        ),
        migrations.CreateModel(
            name='TraitValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('trait', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='editions.trait')),
                ('name', models.CharField(max_length=60)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('minimum', models.PositiveSmallIntegerField(default=0)),
                ('maximum', models.PositiveSmallIntegerField(blank=True, null=True)),
            ],
            options={
                'ordering': ['order', 'id'],
                'constraints': [models.UniqueConstraint(fields=('trait', 'name'), name='trait_value_once'), models.CheckConstraint(condition=models.Q(('maximum__isnull', True), ('maximum__gte', models.F('minimum')), _connector='OR'), name='trait_value_quota_can_be_met')],
            },
        ),
        migrations.CreateModel(
            name='Bond',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bonds', to='editions.attendee')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bonds_from_others', to='editions.attendee')),
                ('kind', models.CharField(choices=[('together', 'samen aan tafel'), ('apart', 'niet samen aan tafel')], max_length=8)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='bond_once'), models.CheckConstraint(condition=models.Q(('first', models.F('second')), _negated=True), name='bond_of_two'), models.CheckConstraint(condition=models.Q(('kind__in', ['together', 'apart'])), name='bond_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='AttendeeTrait',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attendee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='traits', to='editions.attendee')),
                ('trait', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='editions.trait')),
                ('value', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='editions.traitvalue')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('attendee', 'trait'), name='attendee_trait_once')],
            },
        ),
        # a release is what people planned their day by: it stays as it was, and it stays
        frozen('editions_programmerelease'),
        never_replaced('editions_programmerelease', 'stands.edition_id = NEW.edition_id AND stands.number = NEW.number'),
    ]
