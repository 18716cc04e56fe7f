from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups

from weerklank.advices.triggers import laid
import weerklank.answers.terms
from weerklank.answers.triggers import PUBLISHED_ANSWER_STANDS, PUBLISHED_POSITION_STANDS, RULES
from weerklank.audit.triggers import never_replaced


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('answers', '0001_initial'),
        ('answers', '0002_published_answers_are_frozen'),
        ('answers', '0003_answers_are_real_answers'),
        ('answers', '0004_published_answers_stay_whole'),
        ('answers', '0005_terms_and_the_panel'),
        ('answers', '0006_actions_and_links'),
        ('answers', '0007_promises_keep_their_links'),
        ('answers', '0008_links_are_rows'),
        ('answers', '0009_links_by_two_people_and_what_a_source_says'),
        ('answers', '0010_done_with_evidence'),
        ('answers', '0011_kept_and_remembered'),
        ('answers', '0012_transfers_and_what_goes_along'),
        ('answers', '0013_reasons_are_real'),
        ('answers', '0014_reminders_of_a_term'),
        ('answers', '0015_asked_stays_asked'),
    ]

    dependencies = [
        ('accounts', '0001_folded'),
        ('advices', '0001_folded'),
        ('editions', '0001_folded'),
        ('participation', '0001_folded'),
        ('rights', '0001_folded'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Action',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('description', models.TextField(blank=True)),
                ('child_text', models.TextField(blank=True)),
                ('kind', models.CharField(choices=[('law', 'wet'), ('policy', 'beleid'), ('programme', 'programma'), ('funding', 'geld'), ('data', 'cijfers en onderzoek'), ('training', 'opleiding'), ('service', 'voorziening'), ('other', 'anders')], default='other', max_length=12)),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='accounts.organisation')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='rights.territory')),
                ('start_on', models.DateField(blank=True, null=True)),
                ('end_on', models.DateField(blank=True, null=True)),
                ('budget_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ('budget_note', models.CharField(blank=True, max_length=300)),
                ('state', models.CharField(choices=[('planned', 'gepland'), ('under_way', 'in uitvoering'), ('delivered', 'opgeleverd'), ('evaluated', 'geëvalueerd'), ('paused', 'ligt stil'), ('stopped', 'gestopt')], default='planned', max_length=10)),
                ('source_url', models.URLField(blank=True, max_length=500)),
                ('external_system', models.CharField(blank=True, max_length=40)),
                ('external_id', models.CharField(blank=True, max_length=80)),
                ('is_demonstration', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['end_on', 'slug'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['delivered', 'evaluated', 'paused', 'planned', 'stopped', 'under_way'])), name='action_state_known', violation_error_message='Deze stand bestaat niet.'), models.CheckConstraint(condition=models.Q(('kind__in', ['law', 'policy', 'programme', 'funding', 'data', 'training', 'service', 'other'])), name='action_kind_known'), models.CheckConstraint(condition=models.Q(('end_on__isnull', True), ('start_on__isnull', True), ('end_on__gte', models.F('start_on')), _connector='OR'), name='action_ends_after_start', violation_error_message='De einddatum ligt voor de begindatum.'), models.UniqueConstraint(condition=models.Q(('external_id', ''), _negated=True), fields=('external_system', 'external_id'), name='action_external_id_once')],
            },
        ),
        migrations.CreateModel(
            name='Addressee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('advice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='addressees', to='advices.advice')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='addressed', to='accounts.organisation')),
                ('lead', models.BooleanField(default=False)),
                ('due_on', models.DateField(blank=True, help_text='empty where the edition set no term', null=True)),
                ('extended_to', models.DateField(blank=True, null=True)),
                ('extension_reason', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('awaiting', 'wacht op antwoord'), ('acknowledged', 'ontvangst bevestigd'), ('drafting', 'antwoord wordt geschreven'), ('in_approval', 'ligt ter goedkeuring'), ('answered', 'beantwoord'), ('clarification_due', 'moet het uitleggen'), ('clarified', 'uitgelegd'), ('dissent_recorded', 'niet eens geworden'), ('transferred', 'overgedragen'), ('not_found', 'geen antwoord gevonden')], default='awaiting', max_length=20)),
                ('clarification_due_on', models.DateField(blank=True, help_text='by when it must explain, once those who asked say that it did not answer', null=True)),
                ('note', models.TextField(blank=True, help_text='public: what was looked for and not found, with the day')),
                ('by_transfer', models.BooleanField(default=False, help_text='was not asked at the hand-over, accepted parts of another: answers those parts alone')),
            ],
            options={
                'ordering': ['advice', '-lead', 'organisation__name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['acknowledged', 'answered', 'awaiting', 'clarification_due', 'clarified', 'dissent_recorded', 'drafting', 'in_approval', 'not_found', 'transferred'])), name='addressee_state_known', violation_error_message='Deze stand bestaat niet.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'clarification_due'), _negated=True), ('clarification_due_on__isnull', False), _connector='OR'), name='addressee_clarifies_before_a_day'), models.UniqueConstraint(fields=('advice', 'organisation'), name='addressee_once'), models.CheckConstraint(condition=models.Q(('extended_to__isnull', True), models.Q(models.Q(('extension_reason', ''), _negated=True), ('extended_to__gt', models.F('due_on'))), _connector='OR'), name='addressee_extended_with_reason', violation_error_message='Uitstel kan één keer, met een reden en een latere datum.'), models.CheckConstraint(condition=models.Q(('extended_to__isnull', True), models.Q(('due_on__isnull', False), django.db.models.lookups.LessThanOrEqual(weerklank.answers.terms.DaysBetween('extended_to', 'due_on'), models.Value(91))), _connector='OR'), name='addressee_extended_within_bounds', violation_error_message='Uitstel kan tot 91 dagen na de termijn.')],
            },
        ),
        migrations.CreateModel(
            name='ActionLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('share', models.CharField(choices=[('whole', 'de hele aanbeveling'), ('core', 'de kern ervan'), ('part', 'een deel ervan'), ('indirect', 'indirect'), ('unknown', 'nog niet bekeken')], default='unknown', max_length=8)),
                ('rationale', models.CharField(blank=True, max_length=400)),
                ('source', models.CharField(choices=[('government', 'overheid'), ('editor', 'redacteur'), ('ngo', 'organisatie'), ('dialogue', 'het antwoord zelf'), ('machine', 'patroon')], default='editor', max_length=12)),
                ('source_url', models.URLField(blank=True, max_length=500)),
                ('author', models.CharField(blank=True, max_length=120)),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_on', models.DateField(blank=True, null=True)),
                ('state', models.CharField(choices=[('suggested', 'voorgesteld'), ('confirmed', 'bevestigd'), ('rejected', 'afgewezen')], default='suggested', max_length=10)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('decision_note', models.CharField(blank=True, help_text='why it was rejected, or looked at again', max_length=400)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='limb_links', to='answers.action')),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='action_links', to='rights.recommendation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('action', 'recommendation'), name='action_link_once'), models.CheckConstraint(condition=models.Q(('share__in', ['whole', 'core', 'part', 'indirect', 'unknown'])), name='action_link_share_known'), models.CheckConstraint(condition=models.Q(('state__in', ['suggested', 'confirmed', 'rejected'])), name='action_link_state_known'), models.CheckConstraint(condition=models.Q(('state', 'suggested'), ('proposed_by__isnull', True), models.Q(('decided_by__isnull', False), models.Q(('decided_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='action_link_decided_by_another', violation_error_message='Een koppeling bevestigt of wijst iemand anders af dan wie haar voorstelde.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'rejected'), _negated=True), models.Q(('decision_note', ''), _negated=True), _connector='OR'), name='action_link_rejected_with_reason', violation_error_message='Afwijzen kan alleen met een reden.')],
            },
        ),
        migrations.CreateModel(
            name='ActionStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='answers.action')),
                ('date', models.DateField()),
                ('state', models.CharField(choices=[('planned', 'gepland'), ('under_way', 'in uitvoering'), ('delivered', 'opgeleverd'), ('evaluated', 'geëvalueerd'), ('paused', 'ligt stil'), ('stopped', 'gestopt')], max_length=10)),
                ('text', models.TextField()),
                ('evidence_url', models.URLField(blank=True, max_length=500)),
            ],
            options={
                'ordering': ['-date', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'under_way', 'delivered', 'evaluated', 'paused', 'stopped'])), name='action_step_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['delivered', 'evaluated']), _negated=True), models.Q(('evidence_url', ''), _negated=True), _connector='OR'), name='action_step_delivered_with_evidence', violation_error_message='Opgeleverd kan alleen met een bewijs dat iedereen kan bekijken.')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('addressee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='answers.addressee')),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('summary', models.TextField(blank=True)),
                ('child_version', models.TextField(blank=True)),
                ('reading_note', models.TextField(blank=True, help_text='public note where the child version is harder than the indication advises')),
                ('panel_check', models.CharField(choices=[('not_checked', 'niet gecontroleerd door jongeren'), ('approved', 'gelezen en goedgekeurd door het jongerenpanel')], default='not_checked', max_length=12)),
                ('not_thought_of', models.TextField(blank=True, help_text='Wat in dit advies had u zelf niet bedacht?')),
                ('since_then', models.TextField(blank=True)),
                ('signatory', models.CharField(blank=True, max_length=160)),
                ('state', models.CharField(choices=[('draft', 'concept'), ('submitted', 'ter goedkeuring'), ('published', 'gepubliceerd')], default='draft', max_length=10)),
                ('returned_note', models.TextField(blank=True)),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_on', models.DateField(blank=True, null=True)),
                ('draft', models.JSONField(blank=True, default=dict, help_text='what was typed so far, complete or not; empty once published')),
                ('revision', models.PositiveIntegerField(default=0, help_text='counts saves, so that two colleagues cannot overwrite each other unseen')),
            ],
            options={
                'ordering': ['addressee', 'version'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'published', 'submitted'])), name='answer_state_known', violation_error_message='Deze stand bestaat niet.'), models.UniqueConstraint(fields=('addressee', 'version'), name='answer_version_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), models.Q(models.Q(('summary', ''), _negated=True), models.Q(('child_version', ''), _negated=True), models.Q(('child_version', models.F('summary')), _negated=True), models.Q(('not_thought_of', ''), _negated=True), models.Q(('signatory', ''), _negated=True), ('published_on__isnull', False), ('approved_by__isnull', False), ('written_by__isnull', False), models.Q(('approved_by', models.F('written_by')), _negated=True)), _connector='OR'), name='answer_published_whole_and_by_two', violation_error_message='Een antwoord verschijnt pas met een kinderversie en met de goedkeuring van een tweede persoon.')],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='answers.action')),
                ('title', models.CharField(max_length=200)),
                ('due_on', models.DateField()),
                ('done_on', models.DateField(blank=True, null=True)),
                ('evidence_url', models.URLField(blank=True, max_length=500)),
            ],
            options={
                'ordering': ['action', 'due_on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('action', 'title'), name='milestone_once'), models.CheckConstraint(condition=models.Q(('done_on__isnull', True), models.Q(('evidence_url', ''), _negated=True), _connector='OR'), name='milestone_done_with_evidence', violation_error_message='Af kan alleen met een bewijs dat iedereen kan bekijken.')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('addressee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='answers.addressee')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('term', models.DateField(help_text='the last day as it was then; a longer term has reminders of its own')),
                ('percent', models.PositiveSmallIntegerField()),
                ('as_head', models.BooleanField(default=False, help_text='as the one who approves, not as the one who writes')),
                ('made_on', models.DateField()),
                ('sent_on', models.DateField(blank=True, null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('not_before', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-made_on', '-id'],
                'constraints': [models.UniqueConstraint(fields=('addressee', 'term', 'percent', 'account'), name='reminder_once'), models.CheckConstraint(condition=models.Q(('percent__in', (50, 75, 90, 100))), name='reminder_at_a_known_moment')],
            },
        ),
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('addressee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='answers.addressee')),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='advices.advicepart')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offered', to='accounts.organisation')),
                ('reason', models.TextField()),
                ('state', models.CharField(choices=[('proposed', 'voorgesteld'), ('accepted', 'aangenomen'), ('declined', 'niet aangenomen')], default='proposed', max_length=10)),
                ('proposed_on', models.DateField(blank=True, null=True)),
                ('settled_on', models.DateField(blank=True, null=True)),
                ('settled_note', models.TextField(blank=True, help_text='public: why the other does not take it over')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'accepted', 'declined'])), name='transfer_state_known'), models.CheckConstraint(condition=models.Q(('state', 'proposed'), ('settled_on__isnull', False), _connector='OR'), name='transfer_settled_on_a_day'), models.UniqueConstraint(condition=models.Q(('state', 'declined'), _negated=True), fields=('addressee', 'part'), name='transfer_once_per_part')],
            },
        ),
        migrations.CreateModel(
            name='AnswerText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='answers.answer')),
                ('language', models.CharField(max_length=8)),
                ('child_version', models.TextField()),
                ('made_by', models.CharField(choices=[('machine', 'machine'), ('person', 'vertaler')], default='person', max_length=8)),
                ('checked', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('answer', 'language'), name='answer_text_once')],
            },
        ),
        migrations.CreateModel(
            name='Appraisal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appraisals', to='answers.answer')),
                ('by', models.CharField(choices=[('code', 'met terugkomcode'), ('table_member', 'tafellid'), ('panel', 'jongerenpanel')], max_length=12)),
                ('return_code', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='appraisals', to='participation.returncode')),
                ('value', models.CharField(choices=[('clear', 'dit is een antwoord'), ('unclear', 'ik snap het niet'), ('not_answered', 'dit is geen antwoord')], max_length=14)),
                ('text', models.TextField(blank=True, help_text='for a person to read; never published unread')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('answer', 'return_code'), name='appraisal_once_per_code'), models.UniqueConstraint(condition=models.Q(('by', 'panel')), fields=('answer', 'by'), name='appraisal_once_by_the_panel'), models.CheckConstraint(condition=models.Q(('value__in', ['clear', 'unclear', 'not_answered'])), name='appraisal_value_known')],
            },
        ),
        migrations.CreateModel(
            name='PartPosition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='positions', to='answers.answer')),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='advices.advicepart')),
                ('position', models.CharField(choices=[('follow', 'overnemen'), ('partly', 'deels overnemen'), ('deviate', 'afwijken'), ('not_ours', 'niet van ons')], max_length=10)),
                ('reason_type', models.CharField(blank=True, choices=[('law', 'de wet laat het niet toe'), ('money', 'geld'), ('other_right', 'een ander recht weegt zwaarder'), ('evidence', 'wat we weten wijst een andere kant op'), ('already_done', 'het gebeurt al'), ('order_of_work', 'eerst moet er iets anders'), ('other', 'een andere reden')], max_length=16)),
                ('explanation', models.TextField(blank=True)),
                ('would_change_mind', models.TextField(blank=True)),
                ('alternative', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['answer', 'part__order'],
                'constraints': [models.UniqueConstraint(fields=('answer', 'part'), name='part_position_once'), models.CheckConstraint(condition=models.Q(('position__in', ['follow', 'partly', 'deviate', 'not_ours'])), name='part_position_known'), models.CheckConstraint(condition=models.Q(('position', 'follow'), models.Q(('reason_type__in', ['law', 'money', 'other_right', 'evidence', 'already_done', 'order_of_work', 'other']), django.db.models.lookups.GreaterThanOrEqual(django.db.models.functions.text.Length(django.db.models.functions.text.Trim('explanation')), 60), django.db.models.lookups.GreaterThanOrEqual(django.db.models.functions.text.Length(django.db.models.functions.text.Trim('would_change_mind')), 20)), _connector='OR'), name='part_position_deviates_with_reason', violation_error_message='Wie afwijkt, geeft een reden, een uitleg en wat hem van gedachten zou doen veranderen.')],
            },
        ),
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField(blank=True)),
                ('kind', models.CharField(choices=[('dialogue', 'antwoord op een advies'), ('cabinet', 'kabinetsreactie'), ('parliament', 'toezegging aan de Kamer'), ('motion', 'motie'), ('plan', 'plan'), ('coalition', 'coalitieakkoord'), ('budget', 'begroting')], default='dialogue', max_length=16)),
                ('position', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='answers.partposition')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='accounts.organisation')),
                ('owner', models.CharField(blank=True, max_length=160)),
                ('made_on', models.DateField(blank=True, null=True)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('due_note', models.CharField(blank=True, help_text='the term as the source words it, where it gives no day', max_length=200)),
                ('measure', models.TextField(blank=True, help_text='how one sees that it is done')),
                ('state', models.CharField(choices=[('proposed', 'voorgesteld'), ('agreed', 'toegezegd'), ('on_track', 'op schema'), ('at_risk', 'loopt gevaar'), ('partly', 'deels gedaan'), ('done', 'gedaan'), ('confirmed', 'gedaan, zeggen kinderen'), ('disputed', 'betwist'), ('withdrawn', 'ingetrokken'), ('lapsed', 'vervallen'), ('carried_over', 'meegenomen naar de volgende editie')], default='proposed', max_length=14)),
                ('status_original', models.CharField(blank=True, help_text='the status word of its source, kept as it is printed there', max_length=40)),
                ('status_original_on', models.DateField(blank=True, null=True)),
                ('external_system', models.CharField(blank=True, help_text='e.g. tweedekamer', max_length=40)),
                ('external_id', models.CharField(blank=True, max_length=80)),
                ('made_to', models.CharField(blank=True, help_text='to whom: a member, a committee, the children', max_length=200)),
                ('fulfilled_by_url', models.URLField(blank=True, help_text='the letter or law that fulfils it', max_length=500)),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='rights.territory')),
                ('carried_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_to', to='answers.commitment')),
                ('source_url', models.URLField(blank=True, max_length=500)),
                ('is_demonstration', models.BooleanField(default=False)),
                ('themes', models.ManyToManyField(blank=True, related_name='commitments', to='rights.theme')),
            ],
            options={
                'ordering': ['due_on', 'slug'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['agreed', 'at_risk', 'carried_over', 'confirmed', 'disputed', 'done', 'lapsed', 'on_track', 'partly', 'proposed', 'withdrawn'])), name='commitment_state_known', violation_error_message='Deze stand bestaat niet.'), models.UniqueConstraint(condition=models.Q(('external_id', ''), _negated=True), fields=('external_system', 'external_id'), name='commitment_external_id_once'), models.CheckConstraint(condition=models.Q(('kind', 'dialogue'), models.Q(('state__in', ['partly', 'done']), _negated=True), models.Q(('fulfilled_by_url', ''), _negated=True), _connector='OR'), name='commitment_kept_with_document', violation_error_message='(Deels) gedaan kan alleen met het adres van de brief, de wet of het besluit.')],
            },
        ),
        migrations.CreateModel(
            name='CarriedOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('into', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='carried_over', to='editions.edition')),
                ('addressee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_over', to='answers.addressee')),
                ('commitment', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_over', to='answers.commitment')),
                ('successor', models.OneToOneField(blank=True, help_text='in the next edition', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_as', to='answers.commitment')),
                ('carried_on', models.DateField()),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('into', 'addressee'), name='carried_over_once'), models.CheckConstraint(condition=models.Q(models.Q(('addressee__isnull', False), ('commitment__isnull', True), ('successor__isnull', True)), models.Q(('addressee__isnull', True), ('commitment__isnull', False), ('successor__isnull', False)), _connector='OR'), name='carried_over_one_thing')],
            },
        ),
        migrations.CreateModel(
            name='ActionCommitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('share', models.CharField(choices=[('whole', 'de hele aanbeveling'), ('core', 'de kern ervan'), ('part', 'een deel ervan'), ('indirect', 'indirect'), ('unknown', 'nog niet bekeken')], default='unknown', max_length=8)),
                ('rationale', models.CharField(blank=True, max_length=400)),
                ('source', models.CharField(choices=[('government', 'overheid'), ('editor', 'redacteur'), ('ngo', 'organisatie'), ('dialogue', 'het antwoord zelf'), ('machine', 'patroon')], default='editor', max_length=12)),
                ('source_url', models.URLField(blank=True, max_length=500)),
                ('author', models.CharField(blank=True, max_length=120)),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_on', models.DateField(blank=True, null=True)),
                ('state', models.CharField(choices=[('suggested', 'voorgesteld'), ('confirmed', 'bevestigd'), ('rejected', 'afgewezen')], default='suggested', max_length=10)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('decision_note', models.CharField(blank=True, help_text='why it was rejected, or looked at again', max_length=400)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='commitment_links', to='answers.action')),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='action_links', to='answers.commitment')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('action', 'commitment'), name='action_commitment_once'), models.CheckConstraint(condition=models.Q(('share__in', ['whole', 'core', 'part', 'indirect', 'unknown'])), name='action_commitment_share_known'), models.CheckConstraint(condition=models.Q(('state__in', ['suggested', 'confirmed', 'rejected'])), name='action_commitment_state_known'), models.CheckConstraint(condition=models.Q(('state', 'suggested'), ('proposed_by__isnull', True), models.Q(('decided_by__isnull', False), models.Q(('decided_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='action_commitment_decided_by_another', violation_error_message='Een koppeling bevestigt of wijst iemand anders af dan wie haar voorstelde.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'rejected'), _negated=True), models.Q(('decision_note', ''), _negated=True), _connector='OR'), name='action_commitment_rejected_with_reason', violation_error_message='Afwijzen kan alleen met een reden.')],
            },
        ),
        migrations.CreateModel(
            name='CommitmentLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('share', models.CharField(choices=[('whole', 'de hele aanbeveling'), ('core', 'de kern ervan'), ('part', 'een deel ervan'), ('indirect', 'indirect'), ('unknown', 'nog niet bekeken')], default='unknown', max_length=8)),
                ('rationale', models.CharField(blank=True, max_length=400)),
                ('source', models.CharField(choices=[('government', 'overheid'), ('editor', 'redacteur'), ('ngo', 'organisatie'), ('dialogue', 'het antwoord zelf'), ('machine', 'patroon')], default='editor', max_length=12)),
                ('source_url', models.URLField(blank=True, max_length=500)),
                ('author', models.CharField(blank=True, max_length=120)),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_on', models.DateField(blank=True, null=True)),
                ('state', models.CharField(choices=[('suggested', 'voorgesteld'), ('confirmed', 'bevestigd'), ('rejected', 'afgewezen')], default='suggested', max_length=10)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('decision_note', models.CharField(blank=True, help_text='why it was rejected, or looked at again', max_length=400)),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='limb_links', to='answers.commitment')),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='commitment_links', to='rights.recommendation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('commitment', 'recommendation'), name='commitment_link_once'), models.CheckConstraint(condition=models.Q(('share__in', ['whole', 'core', 'part', 'indirect', 'unknown'])), name='commitment_link_share_known'), models.CheckConstraint(condition=models.Q(('state__in', ['suggested', 'confirmed', 'rejected'])), name='commitment_link_state_known'), models.CheckConstraint(condition=models.Q(('state', 'suggested'), ('proposed_by__isnull', True), models.Q(('decided_by__isnull', False), models.Q(('decided_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='commitment_link_decided_by_another', violation_error_message='Een koppeling bevestigt of wijst iemand anders af dan wie haar voorstelde.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'rejected'), _negated=True), models.Q(('decision_note', ''), _negated=True), _connector='OR'), name='commitment_link_rejected_with_reason', violation_error_message='Afwijzen kan alleen met een reden.')],
            },
        ),
        migrations.CreateModel(
            name='ProgressUpdate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='updates', to='answers.commitment')),
                ('date', models.DateField()),
                ('state', models.CharField(choices=[('proposed', 'voorgesteld'), ('agreed', 'toegezegd'), ('on_track', 'op schema'), ('at_risk', 'loopt gevaar'), ('partly', 'deels gedaan'), ('done', 'gedaan'), ('confirmed', 'gedaan, zeggen kinderen'), ('disputed', 'betwist'), ('withdrawn', 'ingetrokken'), ('lapsed', 'vervallen'), ('carried_over', 'meegenomen naar de volgende editie')], max_length=14)),
                ('text', models.TextField()),
                ('child_text', models.TextField(blank=True)),
                ('evidence_url', models.URLField(blank=True, max_length=500)),
                ('said_by', models.CharField(choices=[('promiser', 'wie het beloofde'), ('source', 'de bron, overgenomen door een redacteur'), ('panel', 'het jongerenpanel')], default='promiser', max_length=8)),
                ('status_original', models.CharField(blank=True, help_text='the status word that the source had from this day', max_length=40)),
            ],
            options={
                'ordering': ['-date', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'agreed', 'on_track', 'at_risk', 'partly', 'done', 'confirmed', 'disputed', 'withdrawn', 'lapsed', 'carried_over'])), name='progress_state_known'), models.CheckConstraint(condition=models.Q(('said_by__in', ['promiser', 'source', 'panel'])), name='progress_said_by_known'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['partly', 'done']), _negated=True), models.Q(('evidence_url', ''), _negated=True), _connector='OR'), name='progress_done_with_evidence', violation_error_message='Gedaan kan alleen met een bewijs dat iedereen kan bekijken.')],
            },
        ),
        migrations.AddField(
            model_name='action',
            name='recommendations',
            field=models.ManyToManyField(blank=True, related_name='actions', through='answers.ActionLink', to='rights.recommendation'),
        ),
        migrations.AddField(
            model_name='action',
            name='commitments',
            field=models.ManyToManyField(blank=True, related_name='actions', through='answers.ActionCommitment', to='answers.commitment'),
        ),
        migrations.AddField(
            model_name='commitment',
            name='recommendations',
            field=models.ManyToManyField(blank=True, related_name='commitments', through='answers.CommitmentLink', to='rights.recommendation'),
        ),
        laid(*RULES),
        never_replaced('answers_answer', PUBLISHED_ANSWER_STANDS),
        never_replaced('answers_partposition', PUBLISHED_POSITION_STANDS),
    ]
