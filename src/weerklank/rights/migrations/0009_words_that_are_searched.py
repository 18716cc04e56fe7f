import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    # an index is made from what stands elsewhere: it is laid anew, nothing is carried over

    dependencies = [('rights', '0008_the_original_beside_what_was_read')]

    operations = [
        migrations.DeleteModel(name='SearchPosting'),
        migrations.DeleteModel(name='SearchTerm'),
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
            name='SearchPosting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weight', models.FloatField()),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postings', to='rights.recommendation')),
                ('term', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postings', to='rights.searchterm')),
            ],
            options={
                'indexes': [models.Index(fields=['recommendation'], name='search_posting_limb')],
                'constraints': [models.UniqueConstraint(fields=('term', 'recommendation'), name='search_posting_once')],
            },
        ),
        migrations.CreateModel(
            name='SearchText',
            fields=[
                ('recommendation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search_text', serialize=False, to='rights.recommendation')),
                ('words', models.TextField()),
            ],
        ),
    ]
