from django.db import migrations, models

from tracker.kernel.word_search import NameKey


class Migration(migrations.Migration):
    """Lists of people go by name."""

    dependencies = [("companies", "0003_from_a"), ("people", "0023_starts_told_as_news")]

    operations = [
        migrations.AddIndex(
            "person", models.Index(NameKey("name"), "slug", name="people_person_from_a")
        ),
    ]
