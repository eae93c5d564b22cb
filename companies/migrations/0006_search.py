"""Search by words: keys of misspelt names, a configuration without accents, and the indexes of names."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

import tracker.kernel.word_search

#: Words of four letters and more, and each with one letter left out. The cost is told, so that it is
#: looked up in the index and not worked out again for every row.
NEAR_KEYS = r"""
CREATE FUNCTION near_keys(name text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 2000 SET search_path FROM CURRENT AS $$
    SELECT coalesce(array_agg(DISTINCT key), '{}') FROM (
        SELECT CASE at WHEN 0 THEN word ELSE left(word, at - 1) || substr(word, at + 1) END AS key
        FROM regexp_split_to_table(lower(unaccent('unaccent', name)), '[^[:alnum:]]+') AS word,
            generate_series(0, length(word)) AS at
        WHERE length(word) BETWEEN 4 AND 40
    ) AS keys
$$
"""
ACCENT_BLIND = """
CREATE TEXT SEARCH CONFIGURATION accent_blind (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION accent_blind
    ALTER MAPPING FOR word, hword, hword_part WITH unaccent, simple;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0008_name_keys"),
        ("companies", "0005_merged_records"),
    ]

    operations = [
        migrations.RunSQL(NEAR_KEYS, "DROP FUNCTION near_keys(text)"),
        migrations.RunSQL(ACCENT_BLIND, "DROP TEXT SEARCH CONFIGURATION accent_blind"),
        migrations.AddIndex(
            model_name="organization",
            index=GinIndex(
                tracker.kernel.word_search.NameVector("name", "slug"),
                name="companies_organization_words",
            ),
        ),
        migrations.AddIndex(
            model_name="organization",
            index=GinIndex(
                tracker.kernel.word_search.NearKeys("name"), name="companies_organization_near"
            ),
        ),
        migrations.AddIndex(
            model_name="organizationname",
            index=GinIndex(
                tracker.kernel.word_search.NameVector("name"), name="companies_name_words"
            ),
        ),
        migrations.AddIndex(
            model_name="organizationname",
            index=GinIndex(tracker.kernel.word_search.NearKeys("name"), name="companies_name_near"),
        ),
    ]
