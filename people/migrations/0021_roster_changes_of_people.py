
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from tracker.kernel.migrating import InOneStep


class Migration(migrations.Migration):
    """Changes of rosters say whose posts and lines they concern; those noted before concern anybody's."""

    dependencies = [
        ('companies', '0002_hidden'),
        ('people', '0020_known_tallies'),
    ]

    operations = [
        InOneStep([
            pgtrigger.migrations.RemoveTrigger(
                model_name='person',
                name='roster_slug',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='position',
                name='roster_insert',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='position',
                name='roster_update',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='position',
                name='roster_delete',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='positionstate',
                name='roster_insert',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='positionstate',
                name='roster_update',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='positionstate',
                name='roster_delete',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='reportingline',
                name='roster_insert',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='reportingline',
                name='roster_update',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='reportingline',
                name='roster_delete',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='reportinglinestate',
                name='roster_insert',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='reportinglinestate',
                name='roster_update',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='reportinglinestate',
                name='roster_delete',
            ),
            migrations.RemoveConstraint(
                model_name='rosterchange',
                name='people_roster_change_once',
            ),
            migrations.AddField(
                model_name='rosterchange',
                name='person',
                field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='person',
                trigger=pgtrigger.compiler.Trigger(name='roster_slug', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."slug" IS DISTINCT FROM (NEW."slug"))', func='INSERT INTO people_rosterchange (organization_id, person_id, xact) VALUES (NULL, NULL, pg_current_xact_id()::text::bigint) ON CONFLICT DO NOTHING; RETURN NULL;', hash='d61a80144a3d44b0736e45157d5abfa234ff4708', operation='UPDATE OF "slug"', pgid='pgtrigger_roster_slug_26ab2', table='people_person', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='position',
                trigger=pgtrigger.compiler.Trigger(name='roster_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO people_rosterchange (organization_id, person_id, xact) SELECT DISTINCT id, who, pg_current_xact_id()::text::bigint FROM (SELECT unnest(ARRAY[organization_id, unit_id]), person_id FROM added) written (id, who) WHERE id IS NOT NULL ON CONFLICT DO NOTHING; RETURN NULL;', hash='423d179e5e095b518bdfe6afebc7a5d96f489eec', level='STATEMENT', operation='INSERT', pgid='pgtrigger_roster_insert_bad8d', referencing='REFERENCING NEW TABLE AS added ', table='people_position', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='position',
                trigger=pgtrigger.compiler.Trigger(name='roster_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO people_rosterchange (organization_id, person_id, xact) SELECT DISTINCT id, who, pg_current_xact_id()::text::bigint FROM (SELECT unnest(ARRAY[organization_id, unit_id]), person_id FROM gone UNION ALL SELECT unnest(ARRAY[organization_id, unit_id]), person_id FROM added) written (id, who) WHERE id IS NOT NULL ON CONFLICT DO NOTHING; RETURN NULL;', hash='f07cf9406910018a3ba4b1a0b01bf7b89caa4842', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_roster_update_c6720', referencing='REFERENCING OLD TABLE AS gone  NEW TABLE AS added ', table='people_position', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='position',
                trigger=pgtrigger.compiler.Trigger(name='roster_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO people_rosterchange (organization_id, person_id, xact) SELECT DISTINCT id, who, pg_current_xact_id()::text::bigint FROM (SELECT unnest(ARRAY[organization_id, unit_id]), person_id FROM gone) written (id, who) WHERE id IS NOT NULL ON CONFLICT DO NOTHING; RETURN NULL;', hash='cf542fe5385238444754491f159e3f24c645a827', level='STATEMENT', operation='DELETE', pgid='pgtrigger_roster_delete_48fa7', referencing='REFERENCING OLD TABLE AS gone ', table='people_position', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='positionstate',
                trigger=pgtrigger.compiler.Trigger(name='roster_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO people_rosterchange (organization_id, person_id, xact) SELECT DISTINCT id, who, pg_current_xact_id()::text::bigint FROM (SELECT unnest(ARRAY[post.organization_id, post.unit_id, state.unit_id]), post.person_id FROM added state JOIN people_position post ON post.id = state.position_id) written (id, who) WHERE id IS NOT NULL ON CONFLICT DO NOTHING; RETURN NULL;', hash='e0c8e4a5955b258b712cec80af8fc3e3aa7b8c50', level='STATEMENT', operation='INSERT', pgid='pgtrigger_roster_insert_9d066', referencing='REFERENCING NEW TABLE AS added ', table='people_positionstate', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='positionstate',
                trigger=pgtrigger.compiler.Trigger(name='roster_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO people_rosterchange (organization_id, person_id, xact) SELECT DISTINCT id, who, pg_current_xact_id()::text::bigint FROM (SELECT unnest(ARRAY[post.organization_id, post.unit_id, state.unit_id]), post.person_id FROM gone state JOIN people_position post ON post.id = state.position_id UNION ALL SELECT unnest(ARRAY[post.organization_id, post.unit_id, state.unit_id]), post.person_id FROM added state JOIN people_position post ON post.id = state.position_id) written (id, who) WHERE id IS NOT NULL ON CONFLICT DO NOTHING; RETURN NULL;', hash='8cba43c1b18e6e1c23e0c439fe9f7cc6f57e7a0a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_roster_update_80db7', referencing='REFERENCING OLD TABLE AS gone  NEW TABLE AS added ', table='people_positionstate', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='positionstate',
                trigger=pgtrigger.compiler.Trigger(name='roster_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO people_rosterchange (organization_id, person_id, xact) SELECT DISTINCT id, who, pg_current_xact_id()::text::bigint FROM (SELECT unnest(ARRAY[post.organization_id, post.unit_id, state.unit_id]), post.person_id FROM gone state JOIN people_position post ON post.id = state.position_id) written (id, who) WHERE id IS NOT NULL ON CONFLICT DO NOTHING; RETURN NULL;', hash='f045a27618e83ff9f2d3ec488e98d78850e6e1da', level='STATEMENT', operation='DELETE', pgid='pgtrigger_roster_delete_aa543', referencing='REFERENCING OLD TABLE AS gone ', table='people_positionstate', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='reportingline',
                trigger=pgtrigger.compiler.Trigger(name='roster_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO people_rosterchange (organization_id, person_id, xact) SELECT DISTINCT id, who, pg_current_xact_id()::text::bigint FROM (SELECT organization_id, person_id FROM added) written (id, who) WHERE id IS NOT NULL ON CONFLICT DO NOTHING; RETURN NULL;', hash='4b88a395ac6ea49485ce42d5cab58db0159daae2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_roster_insert_19be1', referencing='REFERENCING NEW TABLE AS added ', table='people_reportingline', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='reportingline',
                trigger=pgtrigger.compiler.Trigger(name='roster_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO people_rosterchange (organization_id, person_id, xact) SELECT DISTINCT id, who, pg_current_xact_id()::text::bigint FROM (SELECT organization_id, person_id FROM gone UNION ALL SELECT organization_id, person_id FROM added) written (id, who) WHERE id IS NOT NULL ON CONFLICT DO NOTHING; RETURN NULL;', hash='b426442414b634b05bdb9ff6d716bd323b4806ac', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_roster_update_13a1f', referencing='REFERENCING OLD TABLE AS gone  NEW TABLE AS added ', table='people_reportingline', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='reportingline',
                trigger=pgtrigger.compiler.Trigger(name='roster_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO people_rosterchange (organization_id, person_id, xact) SELECT DISTINCT id, who, pg_current_xact_id()::text::bigint FROM (SELECT organization_id, person_id FROM gone) written (id, who) WHERE id IS NOT NULL ON CONFLICT DO NOTHING; RETURN NULL;', hash='56b74bbb92e4144bfcada6ed21d7b4b5bb8a3cf6', level='STATEMENT', operation='DELETE', pgid='pgtrigger_roster_delete_c9f78', referencing='REFERENCING OLD TABLE AS gone ', table='people_reportingline', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='reportinglinestate',
                trigger=pgtrigger.compiler.Trigger(name='roster_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO people_rosterchange (organization_id, person_id, xact) SELECT DISTINCT id, who, pg_current_xact_id()::text::bigint FROM (SELECT line.organization_id, line.person_id FROM added state JOIN people_reportingline line ON line.id = state.line_id) written (id, who) WHERE id IS NOT NULL ON CONFLICT DO NOTHING; RETURN NULL;', hash='82fbb1f24980bf99652ae7c37fab5c22ae90bea2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_roster_insert_be7e9', referencing='REFERENCING NEW TABLE AS added ', table='people_reportinglinestate', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='reportinglinestate',
                trigger=pgtrigger.compiler.Trigger(name='roster_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO people_rosterchange (organization_id, person_id, xact) SELECT DISTINCT id, who, pg_current_xact_id()::text::bigint FROM (SELECT line.organization_id, line.person_id FROM gone state JOIN people_reportingline line ON line.id = state.line_id UNION ALL SELECT line.organization_id, line.person_id FROM added state JOIN people_reportingline line ON line.id = state.line_id) written (id, who) WHERE id IS NOT NULL ON CONFLICT DO NOTHING; RETURN NULL;', hash='2eadff1e7ee11c2c7290e71ce9c152fa306c25d2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_roster_update_e124b', referencing='REFERENCING OLD TABLE AS gone  NEW TABLE AS added ', table='people_reportinglinestate', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='reportinglinestate',
                trigger=pgtrigger.compiler.Trigger(name='roster_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO people_rosterchange (organization_id, person_id, xact) SELECT DISTINCT id, who, pg_current_xact_id()::text::bigint FROM (SELECT line.organization_id, line.person_id FROM gone state JOIN people_reportingline line ON line.id = state.line_id) written (id, who) WHERE id IS NOT NULL ON CONFLICT DO NOTHING; RETURN NULL;', hash='e317c969a4bc06f957643a8ddb62a6ff9ed6a0e8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_roster_delete_9177c', referencing='REFERENCING OLD TABLE AS gone ', table='people_reportinglinestate', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='rosterchange',
                constraint=models.UniqueConstraint(fields=('xact', 'organization', 'person'), name='people_roster_change_once', nulls_distinct=False),
            ),
        ]),
    ]
