from django.db import migrations, models
from django.db.models import Value
from django.db.models.functions import Coalesce, NullIf

from tracker.kernel.word_search import NameKey

#: The letters of a name without accents or capitals, and without the signs that stand before them.
NAME_KEY = r"""
CREATE FUNCTION name_key(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 500 SET search_path FROM CURRENT AS $$
    SELECT regexp_replace(lower(unaccent('unaccent', name)), '^[^[:alnum:]]+', '')
$$
"""


class Migration(migrations.Migration):
    """Lists of organizations go by name."""

    dependencies = [("companies", "0002_hidden")]

    operations = [
        migrations.RunSQL(NAME_KEY, "DROP FUNCTION name_key"),
        migrations.AddIndex(
            "organization",
            models.Index(
                NameKey(Coalesce(NullIf("name", Value("")), "description")),
                "slug",
                name="companies_organization_from_a",
            ),
        ),
    ]
