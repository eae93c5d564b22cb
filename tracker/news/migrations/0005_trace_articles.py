"""What was stored before likeness was looked for is found by later articles too."""

from django.db import migrations

from tracker.news.likeness import bands_of, sentences_of


def trace(apps, schema_editor):
    Article = apps.get_model("news", "Article")
    Trace = apps.get_model("news", "Trace")
    TraceBand = apps.get_model("news", "TraceBand")
    untraced = Article.objects.exclude(text="").filter(trace=None).order_by("pk")
    for article in untraced.only("text", "published_on").iterator(chunk_size=100):
        Trace.objects.create(article=article, sentences=sentences_of(article.text))
        if article.published_on:
            TraceBand.objects.bulk_create(
                TraceBand(article=article, band=band, day=article.published_on)
                for band in bands_of(article.text)
            )


class Migration(migrations.Migration):
    dependencies = [("news", "0004_stories_by_likeness")]

    operations = [migrations.RunPython(trace, migrations.RunPython.noop, elidable=True)]
