"""``possible`` and ``certain`` by functions, which PostgreSQL reads once, not with every statement that writes."""

import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import tracker.kernel.periods
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0010_count_moves'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='position', name='people_position_possible'),
        migrations.RemoveIndex(model_name='position', name='people_position_certain'),
        migrations.RemoveIndex(model_name='reportingline', name='people_line_possible'),
        migrations.RemoveField(model_name='position', name='certain'),
        migrations.RemoveField(model_name='position', name='possible'),
        migrations.RemoveField(model_name='positionstate', name='certain'),
        migrations.RemoveField(model_name='positionstate', name='possible'),
        migrations.RemoveField(model_name='reportingline', name='certain'),
        migrations.RemoveField(model_name='reportingline', name='possible'),
        migrations.RemoveField(model_name='reportinglinestate', name='certain'),
        migrations.RemoveField(model_name='reportinglinestate', name='possible'),
        migrations.RunSQL(
            [tracker.kernel.periods.POSSIBLE_DAYS, tracker.kernel.periods.CERTAIN_DAYS],
            "DROP FUNCTION possible_days, certain_days",
        ),
        migrations.AddField(
            model_name='position',
            name='certain',
            field=models.GeneratedField(db_persist=True, expression=tracker.kernel.periods._Days(template='certain_days("start", "end", "start_status", "end_status", "confirmed_first", "confirmed_last")'), output_field=django.contrib.postgres.fields.ranges.DateRangeField()),
        ),
        migrations.AddField(
            model_name='position',
            name='possible',
            field=models.GeneratedField(db_persist=True, expression=tracker.kernel.periods._Days(template='possible_days("start", "end", "start_status", "end_status", "start_told_on", "start_first_on", "confirmed_first")'), output_field=django.contrib.postgres.fields.ranges.DateRangeField()),
        ),
        migrations.AddField(
            model_name='positionstate',
            name='certain',
            field=models.GeneratedField(db_persist=True, expression=tracker.kernel.periods._Days(template='certain_days("start", "end", "start_status", "end_status", "confirmed_first", "confirmed_last")'), output_field=django.contrib.postgres.fields.ranges.DateRangeField()),
        ),
        migrations.AddField(
            model_name='positionstate',
            name='possible',
            field=models.GeneratedField(db_persist=True, expression=tracker.kernel.periods._Days(template='possible_days("start", "end", "start_status", "end_status", "start_told_on", "start_first_on", "confirmed_first")'), output_field=django.contrib.postgres.fields.ranges.DateRangeField()),
        ),
        migrations.AddField(
            model_name='reportingline',
            name='certain',
            field=models.GeneratedField(db_persist=True, expression=tracker.kernel.periods._Days(template='certain_days("start", "end", "start_status", "end_status", "confirmed_first", "confirmed_last")'), output_field=django.contrib.postgres.fields.ranges.DateRangeField()),
        ),
        migrations.AddField(
            model_name='reportingline',
            name='possible',
            field=models.GeneratedField(db_persist=True, expression=tracker.kernel.periods._Days(template='possible_days("start", "end", "start_status", "end_status", "start_told_on", "start_first_on", "confirmed_first")'), output_field=django.contrib.postgres.fields.ranges.DateRangeField()),
        ),
        migrations.AddField(
            model_name='reportinglinestate',
            name='certain',
            field=models.GeneratedField(db_persist=True, expression=tracker.kernel.periods._Days(template='certain_days("start", "end", "start_status", "end_status", "confirmed_first", "confirmed_last")'), output_field=django.contrib.postgres.fields.ranges.DateRangeField()),
        ),
        migrations.AddField(
            model_name='reportinglinestate',
            name='possible',
            field=models.GeneratedField(db_persist=True, expression=tracker.kernel.periods._Days(template='possible_days("start", "end", "start_status", "end_status", "start_told_on", "start_first_on", "confirmed_first")'), output_field=django.contrib.postgres.fields.ranges.DateRangeField()),
        ),
        migrations.AddIndex(
            model_name='position',
            index=django.contrib.postgres.indexes.GistIndex(fields=['possible'], name='people_position_possible'),
        ),
        migrations.AddIndex(
            model_name='position',
            index=django.contrib.postgres.indexes.GistIndex(fields=['certain'], name='people_position_certain'),
        ),
        migrations.AddIndex(
            model_name='reportingline',
            index=django.contrib.postgres.indexes.GistIndex(fields=['possible'], name='people_line_possible'),
        ),
    ]
