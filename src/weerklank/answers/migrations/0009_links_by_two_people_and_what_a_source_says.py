from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_contact_role'),
        ('answers', '0008_links_are_rows'),
        ('rights', '0006_texts_and_duties_guarded'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='commitment',
            name='commitment_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='progressupdate',
            name='progress_done_with_evidence',
        ),
        migrations.RemoveConstraint(
            model_name='progressupdate',
            name='progress_state_known',
        ),
        migrations.AddField(
            model_name='actioncommitment',
            name='decision_note',
            field=models.CharField(blank=True, help_text='why it was rejected, or looked at again', max_length=400),
        ),
        migrations.AddField(
            model_name='actionlink',
            name='decision_note',
            field=models.CharField(blank=True, help_text='why it was rejected, or looked at again', max_length=400),
        ),
        migrations.AddField(
            model_name='commitmentlink',
            name='decision_note',
            field=models.CharField(blank=True, help_text='why it was rejected, or looked at again', max_length=400),
        ),
        migrations.AddField(
            model_name='progressupdate',
            name='said_by',
            field=models.CharField(choices=[('promiser', 'wie het beloofde'), ('source', 'de bron, overgenomen door een redacteur')], default='promiser', max_length=8),
        ),
        migrations.AddField(
            model_name='progressupdate',
            name='status_original',
            field=models.CharField(blank=True, help_text='the status word that the source had from this day', max_length=40),
        ),
        migrations.AlterField(
            model_name='commitment',
            name='state',
            field=models.CharField(choices=[('proposed', 'voorgesteld'), ('agreed', 'toegezegd'), ('on_track', 'op schema'), ('at_risk', 'loopt gevaar'), ('partly', 'deels gedaan'), ('done', 'gedaan'), ('confirmed', 'gedaan, zeggen kinderen'), ('disputed', 'betwist'), ('withdrawn', 'ingetrokken'), ('lapsed', 'vervallen'), ('carried_over', 'meegenomen naar de volgende editie')], default='proposed', max_length=14),
        ),
        migrations.AlterField(
            model_name='progressupdate',
            name='state',
            field=models.CharField(choices=[('proposed', 'voorgesteld'), ('agreed', 'toegezegd'), ('on_track', 'op schema'), ('at_risk', 'loopt gevaar'), ('partly', 'deels gedaan'), ('done', 'gedaan'), ('confirmed', 'gedaan, zeggen kinderen'), ('disputed', 'betwist'), ('withdrawn', 'ingetrokken'), ('lapsed', 'vervallen'), ('carried_over', 'meegenomen naar de volgende editie')], max_length=14),
        ),
        migrations.AddConstraint(
            model_name='actioncommitment',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'suggested'), ('proposed_by__isnull', True), models.Q(('decided_by__isnull', False), models.Q(('decided_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='action_commitment_decided_by_another', violation_error_message='Een koppeling bevestigt of wijst iemand anders af dan wie haar voorstelde.'),
        ),
        migrations.AddConstraint(
            model_name='actioncommitment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'rejected'), _negated=True), models.Q(('decision_note', ''), _negated=True), _connector='OR'), name='action_commitment_rejected_with_reason', violation_error_message='Afwijzen kan alleen met een reden.'),
        ),
        migrations.AddConstraint(
            model_name='actionlink',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'suggested'), ('proposed_by__isnull', True), models.Q(('decided_by__isnull', False), models.Q(('decided_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='action_link_decided_by_another', violation_error_message='Een koppeling bevestigt of wijst iemand anders af dan wie haar voorstelde.'),
        ),
        migrations.AddConstraint(
            model_name='actionlink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'rejected'), _negated=True), models.Q(('decision_note', ''), _negated=True), _connector='OR'), name='action_link_rejected_with_reason', violation_error_message='Afwijzen kan alleen met een reden.'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['agreed', 'at_risk', 'carried_over', 'confirmed', 'disputed', 'done', 'lapsed', 'on_track', 'partly', 'proposed', 'withdrawn'])), name='commitment_state_known', violation_error_message='Deze stand bestaat niet.'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'dialogue'), models.Q(('state__in', ['partly', 'done']), _negated=True), models.Q(('fulfilled_by_url', ''), _negated=True), _connector='OR'), name='commitment_kept_with_document', violation_error_message='(Deels) gedaan kan alleen met het adres van de brief, de wet of het besluit.'),
        ),
        migrations.AddConstraint(
            model_name='commitmentlink',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'suggested'), ('proposed_by__isnull', True), models.Q(('decided_by__isnull', False), models.Q(('decided_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='commitment_link_decided_by_another', violation_error_message='Een koppeling bevestigt of wijst iemand anders af dan wie haar voorstelde.'),
        ),
        migrations.AddConstraint(
            model_name='commitmentlink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'rejected'), _negated=True), models.Q(('decision_note', ''), _negated=True), _connector='OR'), name='commitment_link_rejected_with_reason', violation_error_message='Afwijzen kan alleen met een reden.'),
        ),
        migrations.AddConstraint(
            model_name='progressupdate',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'agreed', 'on_track', 'at_risk', 'partly', 'done', 'confirmed', 'disputed', 'withdrawn', 'lapsed', 'carried_over'])), name='progress_state_known'),
        ),
        migrations.AddConstraint(
            model_name='progressupdate',
            constraint=models.CheckConstraint(condition=models.Q(('said_by__in', ['promiser', 'source'])), name='progress_said_by_known'),
        ),
        migrations.AddConstraint(
            model_name='progressupdate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['partly', 'done']), _negated=True), models.Q(('evidence_url', ''), _negated=True), _connector='OR'), name='progress_done_with_evidence', violation_error_message='Gedaan kan alleen met een bewijs dat iedereen kan bekijken.'),
        ),
    ]
