"""Search by words: the indexes of names, titles and statements."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

import tracker.kernel.word_search


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0006_search"),
        ("people", "0007_merged_records"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=GinIndex(
                tracker.kernel.word_search.NameVector("name", "slug"), name="people_person_words"
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=GinIndex(tracker.kernel.word_search.NearKeys("name"), name="people_person_near"),
        ),
        migrations.AddIndex(
            model_name="personname",
            index=GinIndex(tracker.kernel.word_search.NameVector("name"), name="people_name_words"),
        ),
        migrations.AddIndex(
            model_name="personname",
            index=GinIndex(tracker.kernel.word_search.NearKeys("name"), name="people_name_near"),
        ),
        migrations.AddIndex(
            model_name="position",
            index=GinIndex(
                tracker.kernel.word_search.NameVector("title"), name="people_position_title_words"
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=GinIndex(
                tracker.kernel.word_search.TextVector("topic", "quote"), name="people_statement_words"
            ),
        ),
    ]
