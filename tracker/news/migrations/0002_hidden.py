"""Functions that tell what may not be shown."""

from django.db import migrations

from tracker.kernel.hiding import tells_hidden

#: Articles that may not be shown, on their own account or their outlet"s.
_ARTICLES = """
SELECT id FROM news_article WHERE hidden
UNION SELECT id FROM news_article WHERE outlet_id IN (SELECT id FROM news_outlet WHERE hidden)
"""


class Migration(migrations.Migration):
    dependencies = [("news", "0006_search")]

    operations = [
        tells_hidden("news_article", _ARTICLES),
        tells_hidden("news_outlet"),
    ]
