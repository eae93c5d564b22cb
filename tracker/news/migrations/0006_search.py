"""Search by words: the index of headlines and texts."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

import tracker.kernel.word_search


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0006_search"),
        ("news", "0005_trace_articles"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=GinIndex(
                tracker.kernel.word_search.TextVector("title", "text"), name="news_article_words"
            ),
        ),
    ]
