"""Keys of names, for finding in every article who may be meant: a function and an index over it."""

from django.db import migrations

#: The words of a name without accents, two neighbours written as one, and initials with a ^. Its cost
#: is told, so that it is looked up in the index and not worked out again for every row.
FUNCTION = r"""
CREATE FUNCTION identity_keys(name text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 2000 SET search_path FROM CURRENT AS $$
    WITH words AS (
        SELECT word, lead(word) OVER (ORDER BY place) AS next
        FROM unnest(
            regexp_split_to_array(lower(unaccent('unaccent', name)), '[^[:alnum:]]+')
        ) WITH ORDINALITY AS split(word, place)
        WHERE word <> ''
    )
    SELECT coalesce(array_agg(key), '{}') FROM (
        SELECT word AS key FROM words
        UNION SELECT word || next FROM words WHERE next IS NOT NULL
        UNION SELECT '^' || left(word, 1) FROM words
    ) AS keys
$$
"""
TABLES = ("people_person", "people_personname", "companies_organization", "companies_organizationname")


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0007_who_is_meant"),
        ("companies", "0003_index_hidden"),
        ("people", "0004_index_hidden"),
    ]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION identity_keys(text)"),
        *(
            migrations.RunSQL(
                f"CREATE INDEX {table}_keys ON {table} USING gin (identity_keys(name))"
                " WITH (fastupdate = off)",
                f"DROP INDEX {table}_keys",
            )
            for table in TABLES
        ),
    ]
