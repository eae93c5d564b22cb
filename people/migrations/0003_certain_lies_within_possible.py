"""``possible`` and ``certain`` anew: a generated column's expression cannot be altered in place."""

import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import tracker.kernel.periods
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_history_of_names_and_deletions'),
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
        migrations.AddField(
            model_name='position',
            name='certain',
            field=models.GeneratedField(db_persist=True, expression=tracker.kernel.periods._Days(template='CASE WHEN "start_status" NOT IN (\'done\', \'\') THEN \'empty\'::daterange WHEN (GREATEST(lower("start"), LEAST(upper("start") - 1, "confirmed_first"))) IS NULL OR (CASE WHEN "end_status" = \'done\' THEN LEAST(COALESCE(lower("end"), "confirmed_last" + 1), upper("end") - 1) WHEN "end_status" = \'announced\' THEN LEAST(lower("end"), (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date) ELSE (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date END) IS NULL THEN \'empty\'::daterange WHEN (CASE WHEN "end_status" = \'done\' THEN LEAST(COALESCE(lower("end"), "confirmed_last" + 1), upper("end") - 1) WHEN "end_status" = \'announced\' THEN LEAST(lower("end"), (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date) ELSE (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date END) <= (GREATEST(lower("start"), LEAST(upper("start") - 1, "confirmed_first"))) THEN \'empty\'::daterange ELSE daterange((GREATEST(lower("start"), LEAST(upper("start") - 1, "confirmed_first"))), (CASE WHEN "end_status" = \'done\' THEN LEAST(COALESCE(lower("end"), "confirmed_last" + 1), upper("end") - 1) WHEN "end_status" = \'announced\' THEN LEAST(lower("end"), (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date) ELSE (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date END)) END'), output_field=django.contrib.postgres.fields.ranges.DateRangeField()),
        ),
        migrations.AddField(
            model_name='position',
            name='possible',
            field=models.GeneratedField(db_persist=True, expression=tracker.kernel.periods._Days(template='CASE WHEN "start_status" IN (\'denied\', \'reversed\') THEN \'empty\'::daterange WHEN (CASE WHEN "end_status" = \'done\' THEN upper("end") - 1 END) <= (CASE WHEN "start" IS NOT NULL THEN lower("start") WHEN "start_status" IN (\'rumoured\', \'announced\') THEN LEAST("start_told_on", "start_first_on", "confirmed_first") ELSE (LEAST("start_told_on", "start_first_on", "confirmed_first", lower("end")) - interval \'24 months\')::date END) THEN \'empty\'::daterange ELSE daterange((CASE WHEN "start" IS NOT NULL THEN lower("start") WHEN "start_status" IN (\'rumoured\', \'announced\') THEN LEAST("start_told_on", "start_first_on", "confirmed_first") ELSE (LEAST("start_told_on", "start_first_on", "confirmed_first", lower("end")) - interval \'24 months\')::date END), (CASE WHEN "end_status" = \'done\' THEN upper("end") - 1 END)) END'), output_field=django.contrib.postgres.fields.ranges.DateRangeField()),
        ),
        migrations.AddField(
            model_name='positionstate',
            name='certain',
            field=models.GeneratedField(db_persist=True, expression=tracker.kernel.periods._Days(template='CASE WHEN "start_status" NOT IN (\'done\', \'\') THEN \'empty\'::daterange WHEN (GREATEST(lower("start"), LEAST(upper("start") - 1, "confirmed_first"))) IS NULL OR (CASE WHEN "end_status" = \'done\' THEN LEAST(COALESCE(lower("end"), "confirmed_last" + 1), upper("end") - 1) WHEN "end_status" = \'announced\' THEN LEAST(lower("end"), (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date) ELSE (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date END) IS NULL THEN \'empty\'::daterange WHEN (CASE WHEN "end_status" = \'done\' THEN LEAST(COALESCE(lower("end"), "confirmed_last" + 1), upper("end") - 1) WHEN "end_status" = \'announced\' THEN LEAST(lower("end"), (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date) ELSE (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date END) <= (GREATEST(lower("start"), LEAST(upper("start") - 1, "confirmed_first"))) THEN \'empty\'::daterange ELSE daterange((GREATEST(lower("start"), LEAST(upper("start") - 1, "confirmed_first"))), (CASE WHEN "end_status" = \'done\' THEN LEAST(COALESCE(lower("end"), "confirmed_last" + 1), upper("end") - 1) WHEN "end_status" = \'announced\' THEN LEAST(lower("end"), (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date) ELSE (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date END)) END'), output_field=django.contrib.postgres.fields.ranges.DateRangeField()),
        ),
        migrations.AddField(
            model_name='positionstate',
            name='possible',
            field=models.GeneratedField(db_persist=True, expression=tracker.kernel.periods._Days(template='CASE WHEN "start_status" IN (\'denied\', \'reversed\') THEN \'empty\'::daterange WHEN (CASE WHEN "end_status" = \'done\' THEN upper("end") - 1 END) <= (CASE WHEN "start" IS NOT NULL THEN lower("start") WHEN "start_status" IN (\'rumoured\', \'announced\') THEN LEAST("start_told_on", "start_first_on", "confirmed_first") ELSE (LEAST("start_told_on", "start_first_on", "confirmed_first", lower("end")) - interval \'24 months\')::date END) THEN \'empty\'::daterange ELSE daterange((CASE WHEN "start" IS NOT NULL THEN lower("start") WHEN "start_status" IN (\'rumoured\', \'announced\') THEN LEAST("start_told_on", "start_first_on", "confirmed_first") ELSE (LEAST("start_told_on", "start_first_on", "confirmed_first", lower("end")) - interval \'24 months\')::date END), (CASE WHEN "end_status" = \'done\' THEN upper("end") - 1 END)) END'), output_field=django.contrib.postgres.fields.ranges.DateRangeField()),
        ),
        migrations.AddField(
            model_name='reportingline',
            name='certain',
            field=models.GeneratedField(db_persist=True, expression=tracker.kernel.periods._Days(template='CASE WHEN "start_status" NOT IN (\'done\', \'\') THEN \'empty\'::daterange WHEN (GREATEST(lower("start"), LEAST(upper("start") - 1, "confirmed_first"))) IS NULL OR (CASE WHEN "end_status" = \'done\' THEN LEAST(COALESCE(lower("end"), "confirmed_last" + 1), upper("end") - 1) WHEN "end_status" = \'announced\' THEN LEAST(lower("end"), (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date) ELSE (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date END) IS NULL THEN \'empty\'::daterange WHEN (CASE WHEN "end_status" = \'done\' THEN LEAST(COALESCE(lower("end"), "confirmed_last" + 1), upper("end") - 1) WHEN "end_status" = \'announced\' THEN LEAST(lower("end"), (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date) ELSE (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date END) <= (GREATEST(lower("start"), LEAST(upper("start") - 1, "confirmed_first"))) THEN \'empty\'::daterange ELSE daterange((GREATEST(lower("start"), LEAST(upper("start") - 1, "confirmed_first"))), (CASE WHEN "end_status" = \'done\' THEN LEAST(COALESCE(lower("end"), "confirmed_last" + 1), upper("end") - 1) WHEN "end_status" = \'announced\' THEN LEAST(lower("end"), (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date) ELSE (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date END)) END'), output_field=django.contrib.postgres.fields.ranges.DateRangeField()),
        ),
        migrations.AddField(
            model_name='reportingline',
            name='possible',
            field=models.GeneratedField(db_persist=True, expression=tracker.kernel.periods._Days(template='CASE WHEN "start_status" IN (\'denied\', \'reversed\') THEN \'empty\'::daterange WHEN (CASE WHEN "end_status" = \'done\' THEN upper("end") - 1 END) <= (CASE WHEN "start" IS NOT NULL THEN lower("start") WHEN "start_status" IN (\'rumoured\', \'announced\') THEN LEAST("start_told_on", "start_first_on", "confirmed_first") ELSE (LEAST("start_told_on", "start_first_on", "confirmed_first", lower("end")) - interval \'24 months\')::date END) THEN \'empty\'::daterange ELSE daterange((CASE WHEN "start" IS NOT NULL THEN lower("start") WHEN "start_status" IN (\'rumoured\', \'announced\') THEN LEAST("start_told_on", "start_first_on", "confirmed_first") ELSE (LEAST("start_told_on", "start_first_on", "confirmed_first", lower("end")) - interval \'24 months\')::date END), (CASE WHEN "end_status" = \'done\' THEN upper("end") - 1 END)) END'), output_field=django.contrib.postgres.fields.ranges.DateRangeField()),
        ),
        migrations.AddField(
            model_name='reportinglinestate',
            name='certain',
            field=models.GeneratedField(db_persist=True, expression=tracker.kernel.periods._Days(template='CASE WHEN "start_status" NOT IN (\'done\', \'\') THEN \'empty\'::daterange WHEN (GREATEST(lower("start"), LEAST(upper("start") - 1, "confirmed_first"))) IS NULL OR (CASE WHEN "end_status" = \'done\' THEN LEAST(COALESCE(lower("end"), "confirmed_last" + 1), upper("end") - 1) WHEN "end_status" = \'announced\' THEN LEAST(lower("end"), (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date) ELSE (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date END) IS NULL THEN \'empty\'::daterange WHEN (CASE WHEN "end_status" = \'done\' THEN LEAST(COALESCE(lower("end"), "confirmed_last" + 1), upper("end") - 1) WHEN "end_status" = \'announced\' THEN LEAST(lower("end"), (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date) ELSE (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date END) <= (GREATEST(lower("start"), LEAST(upper("start") - 1, "confirmed_first"))) THEN \'empty\'::daterange ELSE daterange((GREATEST(lower("start"), LEAST(upper("start") - 1, "confirmed_first"))), (CASE WHEN "end_status" = \'done\' THEN LEAST(COALESCE(lower("end"), "confirmed_last" + 1), upper("end") - 1) WHEN "end_status" = \'announced\' THEN LEAST(lower("end"), (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date) ELSE (GREATEST("confirmed_last", upper("start") - 1) + interval \'24 months\')::date END)) END'), output_field=django.contrib.postgres.fields.ranges.DateRangeField()),
        ),
        migrations.AddField(
            model_name='reportinglinestate',
            name='possible',
            field=models.GeneratedField(db_persist=True, expression=tracker.kernel.periods._Days(template='CASE WHEN "start_status" IN (\'denied\', \'reversed\') THEN \'empty\'::daterange WHEN (CASE WHEN "end_status" = \'done\' THEN upper("end") - 1 END) <= (CASE WHEN "start" IS NOT NULL THEN lower("start") WHEN "start_status" IN (\'rumoured\', \'announced\') THEN LEAST("start_told_on", "start_first_on", "confirmed_first") ELSE (LEAST("start_told_on", "start_first_on", "confirmed_first", lower("end")) - interval \'24 months\')::date END) THEN \'empty\'::daterange ELSE daterange((CASE WHEN "start" IS NOT NULL THEN lower("start") WHEN "start_status" IN (\'rumoured\', \'announced\') THEN LEAST("start_told_on", "start_first_on", "confirmed_first") ELSE (LEAST("start_told_on", "start_first_on", "confirmed_first", lower("end")) - interval \'24 months\')::date END), (CASE WHEN "end_status" = \'done\' THEN upper("end") - 1 END)) END'), output_field=django.contrib.postgres.fields.ranges.DateRangeField()),
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
