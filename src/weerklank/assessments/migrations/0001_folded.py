from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('assessments', '0001_initial'),
    ]

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='GradeScale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('based_on', models.CharField(max_length=300)),
                ('source_url', models.URLField(blank=True, max_length=500)),
                ('guidance', models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name='Grade',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scale', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grades', to='assessments.gradescale')),
                ('code', models.CharField(max_length=4)),
                ('order', models.PositiveSmallIntegerField()),
                ('label', models.CharField(max_length=80)),
                ('child_label', models.CharField(blank=True, max_length=80)),
                ('test', models.TextField()),
                ('icon', models.CharField(blank=True, max_length=40)),
                ('pattern', models.CharField(blank=True, max_length=40)),
            ],
            options={
                'ordering': ['scale', 'order'],
                'constraints': [models.UniqueConstraint(fields=('scale', 'code'), name='grade_code_once')],
            },
        ),
    ]
