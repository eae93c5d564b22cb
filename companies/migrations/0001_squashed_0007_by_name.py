"""Organizations and what happens to them, and the functions that search needs."""

import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import tracker.kernel.fields
import tracker.kernel.migrating
import tracker.kernel.word_search
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations, models

#: The words of a name without accents, two neighbours written as one, and initials with a ^. Its cost
#: is told, so that it is looked up in the index and not worked out again for every row.
IDENTITY_KEYS = r"""
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

    replaces = [
        ('companies', '0001_initial'),
        ('companies', '0002_history_of_names_and_deletions'),
        ('companies', '0003_index_hidden'),
        ('companies', '0004_find_hidden_facts'),
        ('companies', '0005_merged_records'),
        ('companies', '0006_search'),
        ('companies', '0007_by_name'),
    ]

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        TrigramExtension(),
        BtreeGistExtension(),
        UnaccentExtension(),
        migrations.RunSQL(
            [IDENTITY_KEYS, NEAR_KEYS, ACCENT_BLIND],
            """
            DROP TEXT SEARCH CONFIGURATION accent_blind;
            DROP FUNCTION near_keys(text), identity_keys(text)
            """,
        ),
        tracker.kernel.migrating.CreateTables(
            models=[
                migrations.CreateModel(
                    name='Organization',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(max_length=80, unique=True)),
                        ('name', models.CharField(blank=True, max_length=200)),
                        ('description', models.CharField(blank=True, max_length=300)),
                        ('kind', models.CharField(choices=[('company', 'Company'), ('university', 'University'), ('fund', 'Fund'), ('foundation', 'Foundation'), ('agency', 'Agency'), ('lab', 'Lab'), ('division', 'Division'), ('team', 'Team')], default='company', max_length=10)),
                        ('country', models.CharField(blank=True, max_length=2)),
                        ('founded', tracker.kernel.fields.PartialDateField(blank=True, null=True)),
                        ('website', models.URLField(blank=True)),
                        ('wikidata', models.CharField(blank=True, max_length=20)),
                        ('stub', models.BooleanField(default=False)),
                        ('hidden', models.BooleanField(default=False)),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='companies.organization')),
                        ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='companies.organization')),
                    ],
                    options={
                        'ordering': ('name', 'pk'),
                        'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('name'), name='gin_trgm_ops'), name='companies_organization_trgm'), models.Index(condition=models.Q(('hidden', True)), fields=['id'], name='companies_organization_hidden'), django.contrib.postgres.indexes.GinIndex(tracker.kernel.word_search.NameVector('name', 'slug'), name='companies_organization_words'), django.contrib.postgres.indexes.GinIndex(tracker.kernel.word_search.NearKeys('name'), name='companies_organization_near'), models.Index(django.db.models.functions.text.Lower('name'), models.F('id'), name='companies_organization_by_name')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('description', ''), _negated=True), _connector='OR'), name='companies_organization_is_named_or_described'), models.CheckConstraint(condition=models.Q(('parent', models.F('pk')), _negated=True), name='companies_organization_is_not_its_own_parent'), models.UniqueConstraint(models.F('wikidata'), condition=models.Q(('wikidata', ''), _negated=True), name='companies_organization_one_per_item'), models.CheckConstraint(condition=models.Q(('kind__in', ['company', 'university', 'fund', 'foundation', 'agency', 'lab', 'division', 'team'])), name='companies_organization_kind_is_known'), models.CheckConstraint(condition=models.Q(('merged_into', models.F('pk')), _negated=True), name='companies_organization_merges_into_another')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_organizationevent" ("country", "description", "founded", "hidden", "id", "kind", "merged_into_id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "stub", "website", "wikidata") VALUES (NEW."country", NEW."description", NEW."founded", NEW."hidden", NEW."id", NEW."kind", NEW."merged_into_id", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."stub", NEW."website", NEW."wikidata"); RETURN NULL;', hash='025c0ae1bffe6f5ce915ffc72e98a908654f5076', operation='INSERT', pgid='pgtrigger_insert_insert_d735e', table='companies_organization', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_organizationevent" ("country", "description", "founded", "hidden", "id", "kind", "merged_into_id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "stub", "website", "wikidata") VALUES (NEW."country", NEW."description", NEW."founded", NEW."hidden", NEW."id", NEW."kind", NEW."merged_into_id", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."stub", NEW."website", NEW."wikidata"); RETURN NULL;', hash='c5afd7c3b2e1ee73df392210b63d77f5fee7ba81', operation='UPDATE', pgid='pgtrigger_update_update_93908', table='companies_organization', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_organizationevent" ("country", "description", "founded", "hidden", "id", "kind", "merged_into_id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "stub", "website", "wikidata") VALUES (OLD."country", OLD."description", OLD."founded", OLD."hidden", OLD."id", OLD."kind", OLD."merged_into_id", OLD."name", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug", OLD."stub", OLD."website", OLD."wikidata"); RETURN NULL;', hash='eb35f61a8004362b5725900f47a022d8d293f30d', operation='DELETE', pgid='pgtrigger_delete_delete_0383f', table='companies_organization', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='OrganizationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('slug', models.SlugField(db_index=False, max_length=80)),
                        ('name', models.CharField(blank=True, max_length=200)),
                        ('description', models.CharField(blank=True, max_length=300)),
                        ('kind', models.CharField(choices=[('company', 'Company'), ('university', 'University'), ('fund', 'Fund'), ('foundation', 'Foundation'), ('agency', 'Agency'), ('lab', 'Lab'), ('division', 'Division'), ('team', 'Team')], default='company', max_length=10)),
                        ('country', models.CharField(blank=True, max_length=2)),
                        ('founded', tracker.kernel.fields.PartialDateField(blank=True, null=True)),
                        ('website', models.URLField(blank=True)),
                        ('wikidata', models.CharField(blank=True, max_length=20)),
                        ('stub', models.BooleanField(default=False)),
                        ('hidden', models.BooleanField(default=False)),
                        ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.organization')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='companies.organization')),
                        ('merged_into', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.organization')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='OrganizationKind',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('since', tracker.kernel.fields.PartialDateField(blank=True, null=True)),
                        ('until', tracker.kernel.fields.PartialDateField(blank=True, null=True)),
                        ('kind', models.CharField(choices=[('company', 'Company'), ('university', 'University'), ('fund', 'Fund'), ('foundation', 'Foundation'), ('agency', 'Agency'), ('lab', 'Lab'), ('division', 'Division'), ('team', 'Team')], max_length=10)),
                        ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kinds', to='companies.organization')),
                    ],
                    options={
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(('until__endswith__gt', models.F('since__startswith'))), name='companies_organizationkind_ends_after_it_starts'), models.UniqueConstraint(fields=('organization', 'kind', 'since'), name='companies_kind_once_per_start', nulls_distinct=False)],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_organizationkindevent" ("id", "kind", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") VALUES (NEW."id", NEW."kind", NEW."organization_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."since", NEW."until"); RETURN NULL;', hash='cab200903070c940041e097bd4495d861440c335', operation='INSERT', pgid='pgtrigger_insert_insert_c0e83', table='companies_organizationkind', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_organizationkindevent" ("id", "kind", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") VALUES (NEW."id", NEW."kind", NEW."organization_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."since", NEW."until"); RETURN NULL;', hash='027a370a8e16229045a8b1732edd1dcb8173cdbc', operation='UPDATE', pgid='pgtrigger_update_update_2f98c', table='companies_organizationkind', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_organizationkindevent" ("id", "kind", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") VALUES (OLD."id", OLD."kind", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."since", OLD."until"); RETURN NULL;', hash='fc8739e9f87175a03da8933c3fb861eda63487bb', operation='DELETE', pgid='pgtrigger_delete_delete_4a63f', table='companies_organizationkind', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='OrganizationName',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('since', tracker.kernel.fields.PartialDateField(blank=True, null=True)),
                        ('until', tracker.kernel.fields.PartialDateField(blank=True, null=True)),
                        ('name', models.CharField(max_length=200)),
                        ('alias', models.BooleanField(default=False)),
                        ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='companies.organization')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(django.db.models.functions.text.Upper('name'), name='companies_name_upper'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('name'), name='gin_trgm_ops'), name='companies_name_trgm'), django.contrib.postgres.indexes.GinIndex(tracker.kernel.word_search.NameVector('name'), name='companies_name_words'), django.contrib.postgres.indexes.GinIndex(tracker.kernel.word_search.NearKeys('name'), name='companies_name_near')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('until__endswith__gt', models.F('since__startswith'))), name='companies_organizationname_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='companies_name_is_not_empty'), models.UniqueConstraint(fields=('organization', 'name', 'since'), name='companies_name_once_per_start', nulls_distinct=False)],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_organizationnameevent" ("alias", "id", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") VALUES (NEW."alias", NEW."id", NEW."name", NEW."organization_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."since", NEW."until"); RETURN NULL;', hash='3274e2f605fb97dc59a307785490d202b44d39cc', operation='INSERT', pgid='pgtrigger_insert_insert_751e8', table='companies_organizationname', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_organizationnameevent" ("alias", "id", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") VALUES (NEW."alias", NEW."id", NEW."name", NEW."organization_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."since", NEW."until"); RETURN NULL;', hash='6d2e2b055864f2f296be2311656ef08743d0b7da', operation='UPDATE', pgid='pgtrigger_update_update_819eb', table='companies_organizationname', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_organizationnameevent" ("alias", "id", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") VALUES (OLD."alias", OLD."id", OLD."name", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."since", OLD."until"); RETURN NULL;', hash='470300cc4509b71044f27202da0f701cac39a02c', operation='DELETE', pgid='pgtrigger_delete_delete_f8ad5', table='companies_organizationname', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='OrganizationParent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('since', tracker.kernel.fields.PartialDateField(blank=True, null=True)),
                        ('until', tracker.kernel.fields.PartialDateField(blank=True, null=True)),
                        ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parents', to='companies.organization')),
                        ('parent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dated_children', to='companies.organization')),
                    ],
                    options={
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(('until__endswith__gt', models.F('since__startswith'))), name='companies_organizationparent_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('parent', models.F('organization')), _negated=True), name='companies_parent_is_another'), models.UniqueConstraint(fields=('organization', 'parent', 'since'), name='companies_parent_once_per_start', nulls_distinct=False)],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_organizationparentevent" ("id", "organization_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") VALUES (NEW."id", NEW."organization_id", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."since", NEW."until"); RETURN NULL;', hash='05b4c000d674297c5a6299995fbcf7563ef602e9', operation='INSERT', pgid='pgtrigger_insert_insert_8dbfa', table='companies_organizationparent', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_organizationparentevent" ("id", "organization_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") VALUES (NEW."id", NEW."organization_id", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."since", NEW."until"); RETURN NULL;', hash='48bbc5711b98ff6c1e12ce4b76f514cc4c7cd505', operation='UPDATE', pgid='pgtrigger_update_update_ff75d', table='companies_organizationparent', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_organizationparentevent" ("id", "organization_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") VALUES (OLD."id", OLD."organization_id", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."since", OLD."until"); RETURN NULL;', hash='bc9cdf0fab61da9582222b4af7bf1b6b5d2a78cd', operation='DELETE', pgid='pgtrigger_delete_delete_c003e', table='companies_organizationparent', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='OrgEvent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('hidden', models.BooleanField(default=False)),
                        ('withdrawn', models.BooleanField(default=False)),
                        ('status', models.CharField(choices=[('rumoured', 'Rumoured'), ('reported', 'Reported'), ('announced', 'Announced'), ('done', 'Done'), ('denied', 'Denied'), ('reversed', 'Reversed')], max_length=9)),
                        ('happened', tracker.kernel.fields.PartialDateField(blank=True, null=True)),
                        ('told_on', models.DateField(blank=True, null=True)),
                        ('disputed', models.BooleanField(default=False)),
                        ('origins', models.PositiveSmallIntegerField(default=0)),
                        ('first_outlet', models.SlugField(blank=True, db_index=False, max_length=80)),
                        ('first_on', models.DateField(blank=True, null=True)),
                        ('count', models.PositiveIntegerField(blank=True, null=True)),
                        ('percent', models.DecimalField(blank=True, decimal_places=3, max_digits=7, null=True)),
                        ('amount_usd', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True)),
                        ('valuation_usd', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True)),
                        ('purpose', models.CharField(blank=True, max_length=200)),
                        ('kind', models.CharField(choices=[('unit_created', 'Unit created'), ('unit_renamed', 'Unit renamed'), ('unit_merged', 'Unit merged'), ('unit_dissolved', 'Unit dissolved'), ('layoff', 'Layoff'), ('funding', 'Funding'), ('spending', 'Spending'), ('compensation', 'Compensation'), ('market_reaction', 'Market reaction')], max_length=15)),
                        ('beneficiary', models.CharField(blank=True, max_length=200)),
                        ('into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events_as_result', to='companies.organization')),
                        ('lead', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events_as_lead', to='companies.organization')),
                        ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='org_events', to='companies.organization')),
                        ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events_as_unit', to='companies.organization')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(models.F('organization'), models.OrderBy(models.F('happened__startswith'), descending=True), name='companies_event_by_day'), models.Index(condition=models.Q(('hidden', True)), fields=['id'], name='companies_orgevent_hidden')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['rumoured', 'reported', 'announced', 'done', 'denied', 'reversed'])), name='companies_orgevent_status_is_a_step'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('unit_created', 'unit_renamed', 'unit_merged', 'unit_dissolved')), _negated=True), ('unit__isnull', False), _connector='OR'), name='companies_event_of_a_unit_names_it'), models.CheckConstraint(condition=models.Q(('kind__in', ['unit_created', 'unit_renamed', 'unit_merged', 'unit_dissolved', 'layoff', 'funding', 'spending', 'compensation', 'market_reaction'])), name='companies_event_kind_is_known')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_orgeventevent" ("amount_usd", "beneficiary", "count", "disputed", "first_on", "first_outlet", "happened", "hidden", "id", "into_id", "kind", "lead_id", "organization_id", "origins", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "status", "told_on", "unit_id", "valuation_usd", "withdrawn") VALUES (NEW."amount_usd", NEW."beneficiary", NEW."count", NEW."disputed", NEW."first_on", NEW."first_outlet", NEW."happened", NEW."hidden", NEW."id", NEW."into_id", NEW."kind", NEW."lead_id", NEW."organization_id", NEW."origins", NEW."percent", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purpose", NEW."status", NEW."told_on", NEW."unit_id", NEW."valuation_usd", NEW."withdrawn"); RETURN NULL;', hash='d9ce06b74c69e890a91528f725966549e0b10773', operation='INSERT', pgid='pgtrigger_insert_insert_b493a', table='companies_orgevent', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_orgeventevent" ("amount_usd", "beneficiary", "count", "disputed", "first_on", "first_outlet", "happened", "hidden", "id", "into_id", "kind", "lead_id", "organization_id", "origins", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "status", "told_on", "unit_id", "valuation_usd", "withdrawn") VALUES (NEW."amount_usd", NEW."beneficiary", NEW."count", NEW."disputed", NEW."first_on", NEW."first_outlet", NEW."happened", NEW."hidden", NEW."id", NEW."into_id", NEW."kind", NEW."lead_id", NEW."organization_id", NEW."origins", NEW."percent", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purpose", NEW."status", NEW."told_on", NEW."unit_id", NEW."valuation_usd", NEW."withdrawn"); RETURN NULL;', hash='feedcc9401d4ba7cf252da2a28a5c6747082c9d5', operation='UPDATE', pgid='pgtrigger_update_update_2815b', table='companies_orgevent', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_orgeventevent" ("amount_usd", "beneficiary", "count", "disputed", "first_on", "first_outlet", "happened", "hidden", "id", "into_id", "kind", "lead_id", "organization_id", "origins", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "status", "told_on", "unit_id", "valuation_usd", "withdrawn") VALUES (OLD."amount_usd", OLD."beneficiary", OLD."count", OLD."disputed", OLD."first_on", OLD."first_outlet", OLD."happened", OLD."hidden", OLD."id", OLD."into_id", OLD."kind", OLD."lead_id", OLD."organization_id", OLD."origins", OLD."percent", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."purpose", OLD."status", OLD."told_on", OLD."unit_id", OLD."valuation_usd", OLD."withdrawn"); RETURN NULL;', hash='006af0a78cbae3150e0eb0fd19e7c28b6f8933b9', operation='DELETE', pgid='pgtrigger_delete_delete_200a4', table='companies_orgevent', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='OrgEventEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('hidden', models.BooleanField(default=False)),
                        ('withdrawn', models.BooleanField(default=False)),
                        ('status', models.CharField(choices=[('rumoured', 'Rumoured'), ('reported', 'Reported'), ('announced', 'Announced'), ('done', 'Done'), ('denied', 'Denied'), ('reversed', 'Reversed')], max_length=9)),
                        ('happened', tracker.kernel.fields.PartialDateField(blank=True, null=True)),
                        ('told_on', models.DateField(blank=True, null=True)),
                        ('disputed', models.BooleanField(default=False)),
                        ('origins', models.PositiveSmallIntegerField(default=0)),
                        ('first_outlet', models.SlugField(blank=True, db_index=False, max_length=80)),
                        ('first_on', models.DateField(blank=True, null=True)),
                        ('count', models.PositiveIntegerField(blank=True, null=True)),
                        ('percent', models.DecimalField(blank=True, decimal_places=3, max_digits=7, null=True)),
                        ('amount_usd', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True)),
                        ('valuation_usd', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True)),
                        ('purpose', models.CharField(blank=True, max_length=200)),
                        ('kind', models.CharField(choices=[('unit_created', 'Unit created'), ('unit_renamed', 'Unit renamed'), ('unit_merged', 'Unit merged'), ('unit_dissolved', 'Unit dissolved'), ('layoff', 'Layoff'), ('funding', 'Funding'), ('spending', 'Spending'), ('compensation', 'Compensation'), ('market_reaction', 'Market reaction')], max_length=15)),
                        ('beneficiary', models.CharField(blank=True, max_length=200)),
                        ('into', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.organization')),
                        ('lead', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.organization')),
                        ('organization', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.organization')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='companies.orgevent')),
                        ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.organization')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='OrgEventState',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('known', django.contrib.postgres.fields.ranges.DateRangeField()),
                        ('status', models.CharField(choices=[('rumoured', 'Rumoured'), ('reported', 'Reported'), ('announced', 'Announced'), ('done', 'Done'), ('denied', 'Denied'), ('reversed', 'Reversed')], max_length=9)),
                        ('happened', tracker.kernel.fields.PartialDateField(blank=True, null=True)),
                        ('told_on', models.DateField(blank=True, null=True)),
                        ('disputed', models.BooleanField(default=False)),
                        ('origins', models.PositiveSmallIntegerField(default=0)),
                        ('first_outlet', models.SlugField(blank=True, db_index=False, max_length=80)),
                        ('first_on', models.DateField(blank=True, null=True)),
                        ('count', models.PositiveIntegerField(blank=True, null=True)),
                        ('percent', models.DecimalField(blank=True, decimal_places=3, max_digits=7, null=True)),
                        ('amount_usd', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True)),
                        ('valuation_usd', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True)),
                        ('purpose', models.CharField(blank=True, max_length=200)),
                        ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='states', to='companies.orgevent')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.GistIndex(fields=['known'], name='companies_event_known')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['rumoured', 'reported', 'announced', 'done', 'denied', 'reversed'])), name='companies_orgeventstate_status_is_a_step'), models.CheckConstraint(condition=models.Q(('known__isempty', False)), name='companies_orgeventstate_known_some_day')],
                    },
                ),
                migrations.CreateModel(
                    name='Stake',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('hidden', models.BooleanField(default=False)),
                        ('withdrawn', models.BooleanField(default=False)),
                        ('status', models.CharField(choices=[('rumoured', 'Rumoured'), ('reported', 'Reported'), ('announced', 'Announced'), ('done', 'Done'), ('denied', 'Denied'), ('reversed', 'Reversed')], max_length=9)),
                        ('happened', tracker.kernel.fields.PartialDateField(blank=True, null=True)),
                        ('told_on', models.DateField(blank=True, null=True)),
                        ('disputed', models.BooleanField(default=False)),
                        ('origins', models.PositiveSmallIntegerField(default=0)),
                        ('first_outlet', models.SlugField(blank=True, db_index=False, max_length=80)),
                        ('first_on', models.DateField(blank=True, null=True)),
                        ('percent', models.DecimalField(blank=True, decimal_places=3, max_digits=6, null=True)),
                        ('amount_usd', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True)),
                        ('acquirer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stakes_taken', to='companies.organization')),
                        ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stakes_given', to='companies.organization')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(condition=models.Q(('hidden', True)), fields=['id'], name='companies_stake_hidden')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['rumoured', 'reported', 'announced', 'done', 'denied', 'reversed'])), name='companies_stake_status_is_a_step'), models.CheckConstraint(condition=models.Q(('acquirer', models.F('target')), _negated=True), name='companies_stake_is_in_another'), models.CheckConstraint(condition=models.Q(('percent', None), models.Q(('percent__gt', 0), ('percent__lte', 100)), _connector='OR'), name='companies_stake_is_a_share')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_stakeevent" ("acquirer_id", "amount_usd", "disputed", "first_on", "first_outlet", "happened", "hidden", "id", "origins", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "target_id", "told_on", "withdrawn") VALUES (NEW."acquirer_id", NEW."amount_usd", NEW."disputed", NEW."first_on", NEW."first_outlet", NEW."happened", NEW."hidden", NEW."id", NEW."origins", NEW."percent", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."target_id", NEW."told_on", NEW."withdrawn"); RETURN NULL;', hash='0d89ec5577395277c208806f98eee068c4483bbb', operation='INSERT', pgid='pgtrigger_insert_insert_0c1df', table='companies_stake', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_stakeevent" ("acquirer_id", "amount_usd", "disputed", "first_on", "first_outlet", "happened", "hidden", "id", "origins", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "target_id", "told_on", "withdrawn") VALUES (NEW."acquirer_id", NEW."amount_usd", NEW."disputed", NEW."first_on", NEW."first_outlet", NEW."happened", NEW."hidden", NEW."id", NEW."origins", NEW."percent", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."target_id", NEW."told_on", NEW."withdrawn"); RETURN NULL;', hash='c0e9f459bb2e91d4b3cbb0c953ac2ea57de1364d', operation='UPDATE', pgid='pgtrigger_update_update_ab8cb', table='companies_stake', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_stakeevent" ("acquirer_id", "amount_usd", "disputed", "first_on", "first_outlet", "happened", "hidden", "id", "origins", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "target_id", "told_on", "withdrawn") VALUES (OLD."acquirer_id", OLD."amount_usd", OLD."disputed", OLD."first_on", OLD."first_outlet", OLD."happened", OLD."hidden", OLD."id", OLD."origins", OLD."percent", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."status", OLD."target_id", OLD."told_on", OLD."withdrawn"); RETURN NULL;', hash='0e41d0effe8aa7a51b10d5242a6923d8ac03d32f', operation='DELETE', pgid='pgtrigger_delete_delete_96c04', table='companies_stake', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='StakeEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('hidden', models.BooleanField(default=False)),
                        ('withdrawn', models.BooleanField(default=False)),
                        ('status', models.CharField(choices=[('rumoured', 'Rumoured'), ('reported', 'Reported'), ('announced', 'Announced'), ('done', 'Done'), ('denied', 'Denied'), ('reversed', 'Reversed')], max_length=9)),
                        ('happened', tracker.kernel.fields.PartialDateField(blank=True, null=True)),
                        ('told_on', models.DateField(blank=True, null=True)),
                        ('disputed', models.BooleanField(default=False)),
                        ('origins', models.PositiveSmallIntegerField(default=0)),
                        ('first_outlet', models.SlugField(blank=True, db_index=False, max_length=80)),
                        ('first_on', models.DateField(blank=True, null=True)),
                        ('percent', models.DecimalField(blank=True, decimal_places=3, max_digits=6, null=True)),
                        ('amount_usd', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True)),
                        ('acquirer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.organization')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='companies.stake')),
                        ('target', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.organization')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='StakeState',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('known', django.contrib.postgres.fields.ranges.DateRangeField()),
                        ('status', models.CharField(choices=[('rumoured', 'Rumoured'), ('reported', 'Reported'), ('announced', 'Announced'), ('done', 'Done'), ('denied', 'Denied'), ('reversed', 'Reversed')], max_length=9)),
                        ('happened', tracker.kernel.fields.PartialDateField(blank=True, null=True)),
                        ('told_on', models.DateField(blank=True, null=True)),
                        ('disputed', models.BooleanField(default=False)),
                        ('origins', models.PositiveSmallIntegerField(default=0)),
                        ('first_outlet', models.SlugField(blank=True, db_index=False, max_length=80)),
                        ('first_on', models.DateField(blank=True, null=True)),
                        ('percent', models.DecimalField(blank=True, decimal_places=3, max_digits=6, null=True)),
                        ('amount_usd', models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True)),
                        ('stake', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='states', to='companies.stake')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.GistIndex(fields=['known'], name='companies_stake_known')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['rumoured', 'reported', 'announced', 'done', 'denied', 'reversed'])), name='companies_stakestate_status_is_a_step'), models.CheckConstraint(condition=models.Q(('known__isempty', False)), name='companies_stakestate_known_some_day')],
                    },
                ),
                migrations.CreateModel(
                    name='Succession',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('renamed', 'Renamed'), ('merged_into', 'Merged into'), ('split_from', 'Split from'), ('acquired_by', 'Acquired by')], max_length=11)),
                        ('happened', tracker.kernel.fields.PartialDateField(blank=True, null=True)),
                        ('earlier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='successors', to='companies.organization')),
                        ('later', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='predecessors', to='companies.organization')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('earlier', models.F('later')), _negated=True), name='companies_succession_joins_two'), models.UniqueConstraint(fields=('earlier', 'later', 'kind'), name='companies_succession_once')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_successionevent" ("earlier_id", "happened", "id", "kind", "later_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."earlier_id", NEW."happened", NEW."id", NEW."kind", NEW."later_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='50a799e1085181ce781f1c615c73a6fafb05815b', operation='INSERT', pgid='pgtrigger_insert_insert_afe06', table='companies_succession', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "companies_successionevent" ("earlier_id", "happened", "id", "kind", "later_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."earlier_id", NEW."happened", NEW."id", NEW."kind", NEW."later_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='85140eb753beda4de9c5a31b5f34035fab5f59b5', operation='UPDATE', pgid='pgtrigger_update_update_8c90f', table='companies_succession', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "companies_successionevent" ("earlier_id", "happened", "id", "kind", "later_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."earlier_id", OLD."happened", OLD."id", OLD."kind", OLD."later_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='7b75cbb4e2cc4ebaaa654837829c00ceaad64134', operation='DELETE', pgid='pgtrigger_delete_delete_1f63d', table='companies_succession', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='OrganizationKindEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('since', tracker.kernel.fields.PartialDateField(blank=True, null=True)),
                        ('until', tracker.kernel.fields.PartialDateField(blank=True, null=True)),
                        ('kind', models.CharField(choices=[('company', 'Company'), ('university', 'University'), ('fund', 'Fund'), ('foundation', 'Foundation'), ('agency', 'Agency'), ('lab', 'Lab'), ('division', 'Division'), ('team', 'Team')], max_length=10)),
                        ('organization', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.organization')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='companies.organizationkind')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='OrganizationNameEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('since', tracker.kernel.fields.PartialDateField(blank=True, null=True)),
                        ('until', tracker.kernel.fields.PartialDateField(blank=True, null=True)),
                        ('name', models.CharField(max_length=200)),
                        ('alias', models.BooleanField(default=False)),
                        ('organization', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.organization')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='companies.organizationname')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='OrganizationParentEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('since', tracker.kernel.fields.PartialDateField(blank=True, null=True)),
                        ('until', tracker.kernel.fields.PartialDateField(blank=True, null=True)),
                        ('organization', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.organization')),
                        ('parent', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.organization')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='companies.organizationparent')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='SuccessionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('renamed', 'Renamed'), ('merged_into', 'Merged into'), ('split_from', 'Split from'), ('acquired_by', 'Acquired by')], max_length=11)),
                        ('happened', tracker.kernel.fields.PartialDateField(blank=True, null=True)),
                        ('earlier', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.organization')),
                        ('later', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='companies.organization')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='companies.succession')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
            ],
        ),
    ]
