"""Outlets, sources, articles and stories."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import tracker.kernel.migrating
import tracker.kernel.word_search
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('news', '0001_initial'),
        ('news', '0002_address_needs_its_hash'),
        ('news', '0003_index_hidden'),
        ('news', '0004_stories_by_likeness'),
        ('news', '0005_trace_articles'),
        ('news', '0006_search'),
    ]

    initial = True

    dependencies = [
        ('companies', '0001_squashed_0007_by_name'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        tracker.kernel.migrating.CreateTables(
            models=[
                migrations.CreateModel(
                    name='Article',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('url', models.TextField(blank=True, help_text='The canonical address; empty for a bare text.')),
                        ('url_hash', models.CharField(editable=False, max_length=64, null=True, unique=True)),
                        ('title', models.CharField(blank=True, max_length=500)),
                        ('published_on', models.DateField(blank=True, db_index=True, help_text='The day that the outlet prints.', null=True)),
                        ('published_at', models.DateTimeField(blank=True, null=True)),
                        ('published_raw', models.CharField(blank=True, help_text='The date as the page or feed spells it.', max_length=100)),
                        ('language', models.CharField(blank=True, max_length=8)),
                        ('text', models.TextField(blank=True)),
                        ('content_hash', models.CharField(db_index=True, editable=False, max_length=64)),
                        ('unread', models.CharField(blank=True, help_text='Why the text was not read; empty when it can be.', max_length=300)),
                        ('hidden', models.BooleanField(default=False)),
                        ('hidden_reason', models.CharField(blank=True, max_length=300)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('copy_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='news.article')),
                        ('outlet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='news.outlet')),
                        ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='articles', to='news.source')),
                        ('story', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='news.story')),
                    ],
                    options={
                        'ordering': ('-published_on', '-pk'),
                        'indexes': [models.Index(condition=models.Q(('hidden', True)), fields=['id'], name='news_article_hidden'), django.contrib.postgres.indexes.GinIndex(tracker.kernel.word_search.TextVector('title', 'text'), name='news_article_words')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('content_hash__regex', '^[0-9a-f]{64}$')), name='news_article_has_a_content_hash'), models.UniqueConstraint(condition=models.Q(('url_hash', None)), fields=('content_hash',), name='news_article_bare_text_stands_once'), models.CheckConstraint(condition=models.Q(('published_at', None), ('published_on__isnull', False), _connector='OR'), name='news_article_moment_has_its_day'), models.CheckConstraint(condition=models.Q(('published_on', None), ('published_on__gte', '1995-01-01'), _connector='OR'), name='news_article_published_since_1995'), models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('unread', ''), _negated=True), _connector='OR'), name='news_article_has_a_text_or_a_reason'), models.CheckConstraint(condition=models.Q(('copy_of', models.F('id')), _negated=True), name='news_article_is_no_copy_of_itself'), models.CheckConstraint(condition=models.Q(models.Q(('url', ''), ('url_hash', None)), models.Q(models.Q(('url', ''), _negated=True), ('url_hash__isnull', False), ('url_hash__regex', '^[0-9a-f]{64}$')), _connector='OR'), name='news_article_address_has_its_hash')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "news_articleevent" ("content_hash", "copy_of_id", "hidden", "hidden_reason", "id", "language", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_on", "published_raw", "source_id", "story_id", "title", "unread", "url", "url_hash") VALUES (NEW."content_hash", NEW."copy_of_id", NEW."hidden", NEW."hidden_reason", NEW."id", NEW."language", NEW."outlet_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_on", NEW."published_raw", NEW."source_id", NEW."story_id", NEW."title", NEW."unread", NEW."url", NEW."url_hash"); RETURN NULL;', hash='1b03762c84c4f0dbfbc29e95b0b7f25e4837c189', operation='INSERT', pgid='pgtrigger_insert_insert_512b0', table='news_article', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."content_hash" IS DISTINCT FROM (NEW."content_hash") OR OLD."copy_of_id" IS DISTINCT FROM (NEW."copy_of_id") OR OLD."hidden" IS DISTINCT FROM (NEW."hidden") OR OLD."hidden_reason" IS DISTINCT FROM (NEW."hidden_reason") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."outlet_id" IS DISTINCT FROM (NEW."outlet_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_on" IS DISTINCT FROM (NEW."published_on") OR OLD."published_raw" IS DISTINCT FROM (NEW."published_raw") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."story_id" IS DISTINCT FROM (NEW."story_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."unread" IS DISTINCT FROM (NEW."unread") OR OLD."url" IS DISTINCT FROM (NEW."url") OR OLD."url_hash" IS DISTINCT FROM (NEW."url_hash"))', func='INSERT INTO "news_articleevent" ("content_hash", "copy_of_id", "hidden", "hidden_reason", "id", "language", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_on", "published_raw", "source_id", "story_id", "title", "unread", "url", "url_hash") VALUES (NEW."content_hash", NEW."copy_of_id", NEW."hidden", NEW."hidden_reason", NEW."id", NEW."language", NEW."outlet_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_on", NEW."published_raw", NEW."source_id", NEW."story_id", NEW."title", NEW."unread", NEW."url", NEW."url_hash"); RETURN NULL;', hash='61535d0d9ce8a1804a8e31fcd9463cddb4a89749', operation='UPDATE', pgid='pgtrigger_update_update_12d52', table='news_article', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "news_articleevent" ("content_hash", "copy_of_id", "hidden", "hidden_reason", "id", "language", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_on", "published_raw", "source_id", "story_id", "title", "unread", "url", "url_hash") VALUES (OLD."content_hash", OLD."copy_of_id", OLD."hidden", OLD."hidden_reason", OLD."id", OLD."language", OLD."outlet_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."published_on", OLD."published_raw", OLD."source_id", OLD."story_id", OLD."title", OLD."unread", OLD."url", OLD."url_hash"); RETURN NULL;', hash='1b3f98ac64e976c23cc869ad5897465bcc0953fa', operation='DELETE', pgid='pgtrigger_delete_delete_bcd3d', table='news_article', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='OutletDomain',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('domain', models.CharField(max_length=253, unique=True)),
                        ('outlet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='domains', to='news.outlet')),
                    ],
                    options={
                        'ordering': ('domain',),
                        'constraints': [models.CheckConstraint(condition=models.Q(('domain__regex', '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$')), name='news_outletdomain_is_lower_case')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "news_outletdomainevent" ("domain", "id", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."domain", NEW."id", NEW."outlet_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='6503f99c1bf6dde26494d2093793a3e418392ae9', operation='INSERT', pgid='pgtrigger_insert_insert_59dd2', table='news_outletdomain', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "news_outletdomainevent" ("domain", "id", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."domain", NEW."id", NEW."outlet_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='5f1326a58531e98b021abdd7540f72ce6dae4a3e', operation='UPDATE', pgid='pgtrigger_update_update_f9147', table='news_outletdomain', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "news_outletdomainevent" ("domain", "id", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."domain", OLD."id", OLD."outlet_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='71836a729474b88882b0c03359305fbf4be31040', operation='DELETE', pgid='pgtrigger_delete_delete_a6324', table='news_outletdomain', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='OutletDomainEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('domain', models.CharField(max_length=253)),
                        ('outlet', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='news.outlet')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='news.outletdomain')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='OutletEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('slug', models.SlugField(db_index=False, max_length=80)),
                        ('name', models.CharField(max_length=200)),
                        ('kind', models.CharField(blank=True, choices=[('newspaper', 'Newspaper'), ('wire', 'Wire'), ('magazine', 'Magazine'), ('broadcaster', 'Broadcaster'), ('newsroom', 'Newsroom'), ('blog', 'Blog'), ('person', 'Person'), ('agency', 'Agency'), ('reference', 'Reference')], help_text='Empty until an editor has said what an outlet met in the news is.', max_length=11)),
                        ('hidden', models.BooleanField(default=False)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='news.outlet')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Source',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('attempts', models.PositiveIntegerField(default=0)),
                        ('lease_until', models.DateTimeField(blank=True, null=True)),
                        ('lease_token', models.UUIDField(blank=True, editable=False, null=True)),
                        ('url', models.URLField(max_length=2000)),
                        ('url_hash', models.CharField(editable=False, max_length=64, unique=True)),
                        ('kind', models.CharField(choices=[('feed', 'Feed'), ('page', 'Page')], default='feed', max_length=4)),
                        ('active', models.BooleanField(default=True)),
                        ('queue', models.BooleanField(default=True, help_text='What its articles say waits for an editor before it is shown.')),
                        ('interval_seconds', models.PositiveIntegerField(default=900)),
                        ('next_due_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True)),
                        ('polled_at', models.DateTimeField(blank=True, null=True)),
                        ('changed_at', models.DateTimeField(blank=True, null=True)),
                        ('etag', models.CharField(blank=True, max_length=500)),
                        ('last_modified', models.CharField(blank=True, max_length=100)),
                        ('content_hash', models.CharField(blank=True, max_length=64)),
                        ('error', models.TextField(blank=True)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('outlet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sources', to='news.outlet')),
                    ],
                    options={
                        'ordering': ('outlet', 'pk'),
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('lease_token', None), ('lease_until', None)), models.Q(('lease_token__isnull', False), ('lease_until__isnull', False)), _connector='OR'), name='news_source_lease_has_end_and_token'), models.CheckConstraint(condition=models.Q(('kind__in', ('feed', 'page'))), name='news_source_kind_is_known'), models.CheckConstraint(condition=models.Q(('url_hash__regex', '^[0-9a-f]{64}$')), name='news_source_has_an_address'), models.CheckConstraint(condition=models.Q(('interval_seconds__gte', 60)), name='news_source_rests_a_minute')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "news_sourceevent" ("active", "interval_seconds", "kind", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "queue", "url") VALUES (NEW."active", NEW."interval_seconds", NEW."kind", NEW."outlet_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."queue", NEW."url"); RETURN NULL;', hash='b7421bf217ffa9d4700e64be746a54b4efe31b6e', operation='INSERT', pgid='pgtrigger_insert_insert_3a705', table='news_source', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."active" IS DISTINCT FROM (NEW."active") OR OLD."interval_seconds" IS DISTINCT FROM (NEW."interval_seconds") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."outlet_id" IS DISTINCT FROM (NEW."outlet_id") OR OLD."queue" IS DISTINCT FROM (NEW."queue") OR OLD."url" IS DISTINCT FROM (NEW."url"))', func='INSERT INTO "news_sourceevent" ("active", "interval_seconds", "kind", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "queue", "url") VALUES (NEW."active", NEW."interval_seconds", NEW."kind", NEW."outlet_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."queue", NEW."url"); RETURN NULL;', hash='3881560c7137c453c872138f6b70e2c129c77c47', operation='UPDATE', pgid='pgtrigger_update_update_a8576', table='news_source', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "news_sourceevent" ("active", "interval_seconds", "kind", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "queue", "url") VALUES (OLD."active", OLD."interval_seconds", OLD."kind", OLD."outlet_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."queue", OLD."url"); RETURN NULL;', hash='bd6988b5bd79e03c7dd8ad9a8f8d04ef049894e2', operation='DELETE', pgid='pgtrigger_delete_delete_cfce0', table='news_source', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='SourceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('url', models.URLField(max_length=2000)),
                        ('kind', models.CharField(choices=[('feed', 'Feed'), ('page', 'Page')], default='feed', max_length=4)),
                        ('active', models.BooleanField(default=True)),
                        ('queue', models.BooleanField(default=True, help_text='What its articles say waits for an editor before it is shown.')),
                        ('interval_seconds', models.PositiveIntegerField(default=900)),
                        ('outlet', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='news.outlet')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='outlet_url_kind_active_queue_interval_seconds_events', to='news.source')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Story',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('origin', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='begun_story', to='news.article')),
                        ('merged_into', models.ForeignKey(blank=True, help_text='The story that this one turned out to be; its address leads there.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='news.story')),
                    ],
                    options={
                        'verbose_name_plural': 'stories',
                        'constraints': [models.CheckConstraint(condition=models.Q(('merged_into', None), ('origin', None), _connector='OR'), name='news_story_merged_is_empty'), models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='news_story_is_not_merged_into_itself')],
                    },
                ),
                migrations.CreateModel(
                    name='ArticleOriginal',
                    fields=[
                        ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='original', serialize=False, to='news.article')),
                        ('content_type', models.CharField(blank=True, max_length=200)),
                        ('final_url', models.TextField(blank=True)),
                        ('size', models.PositiveIntegerField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('packed', models.BinaryField()),
                        ('fetched_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='news_articleoriginal_has_its_hash')],
                    },
                ),
                migrations.CreateModel(
                    name='Outlet',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(max_length=80, unique=True)),
                        ('name', models.CharField(max_length=200)),
                        ('kind', models.CharField(blank=True, choices=[('newspaper', 'Newspaper'), ('wire', 'Wire'), ('magazine', 'Magazine'), ('broadcaster', 'Broadcaster'), ('newsroom', 'Newsroom'), ('blog', 'Blog'), ('person', 'Person'), ('agency', 'Agency'), ('reference', 'Reference')], help_text='Empty until an editor has said what an outlet met in the news is.', max_length=11)),
                        ('hidden', models.BooleanField(default=False)),
                    ],
                    options={
                        'ordering': ('name', 'pk'),
                        'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='news_outlet_has_a_name'), models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9]+(-[a-z0-9]+)*$')), name='news_outlet_slug_is_a_slug'), models.CheckConstraint(condition=models.Q(('kind__in', ('', 'newspaper', 'wire', 'magazine', 'broadcaster', 'newsroom', 'blog', 'person', 'agency', 'reference'))), name='news_outlet_kind_is_known')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "news_outletevent" ("hidden", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."hidden", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug"); RETURN NULL;', hash='a0d5d8fd84598b221e0c602f98b8c85fbb552fbb', operation='INSERT', pgid='pgtrigger_insert_insert_63e6f', table='news_outlet', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "news_outletevent" ("hidden", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."hidden", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug"); RETURN NULL;', hash='6694da6fd889218bd4af301de2edc22e730a7800', operation='UPDATE', pgid='pgtrigger_update_update_18f5a', table='news_outlet', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "news_outletevent" ("hidden", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (OLD."hidden", OLD."id", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."slug"); RETURN NULL;', hash='7e1d212ac1b4f61ed4749ed2d693b3bb239b2682', operation='DELETE', pgid='pgtrigger_delete_delete_72d3d', table='news_outlet', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='Intake',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('attempts', models.PositiveIntegerField(default=0)),
                        ('lease_until', models.DateTimeField(blank=True, null=True)),
                        ('lease_token', models.UUIDField(blank=True, editable=False, null=True)),
                        ('kind', models.CharField(choices=[('url', 'Address'), ('text', 'Text')], max_length=4)),
                        ('key', models.CharField(editable=False, max_length=64, unique=True)),
                        ('url', models.TextField(blank=True)),
                        ('text', models.TextField(blank=True)),
                        ('title', models.CharField(blank=True, max_length=500)),
                        ('published_on', models.DateField(blank=True, null=True)),
                        ('published_at', models.DateTimeField(blank=True, null=True)),
                        ('queue', models.BooleanField(default=False)),
                        ('state', models.CharField(choices=[('due', 'Due'), ('leased', 'Being read'), ('done', 'Done'), ('failed', 'Failed, to be tried again'), ('set_aside', 'Set aside')], default='due', max_length=9)),
                        ('step', models.CharField(choices=[('fetch', 'Fetch'), ('extract', 'Extract'), ('settle', 'Settle')], default='fetch', max_length=7)),
                        ('outcome', models.CharField(blank=True, choices=[('new', 'New'), ('copy', 'Copy'), ('unreadable', 'Unreadable')], max_length=10)),
                        ('next_due_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True)),
                        ('error', models.TextField(blank=True)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('changed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('finished_at', models.DateTimeField(blank=True, null=True)),
                        ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='intakes', to='news.article')),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='children', to='news.intake')),
                        ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('outlet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='news.outlet')),
                        ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='news.source')),
                    ],
                    options={
                        'ordering': ('-pk',),
                        'abstract': False,
                        'indexes': [models.Index(condition=models.Q(('state__in', ('due', 'failed', 'leased'))), fields=['next_due_at'], name='news_intake_open'), models.Index(fields=['state', '-id'], name='news_intake_state')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('lease_token', None), ('lease_until', None)), models.Q(('lease_token__isnull', False), ('lease_until__isnull', False)), _connector='OR'), name='news_intake_lease_has_end_and_token'), models.CheckConstraint(condition=models.Q(models.Q(('lease_until__isnull', False), ('state', 'leased')), models.Q(models.Q(('state', 'leased'), _negated=True), ('lease_until', None)), _connector='OR'), name='news_intake_only_leased_rows_hold_a_lease'), models.CheckConstraint(condition=models.Q(('state__in', ('due', 'leased', 'done', 'failed', 'set_aside'))), name='news_intake_state_is_known'), models.CheckConstraint(condition=models.Q(('step__in', ('fetch', 'extract', 'settle'))), name='news_intake_step_is_known'), models.CheckConstraint(condition=models.Q(('outcome__in', ('', 'new', 'copy', 'unreadable'))), name='news_intake_outcome_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'url'), models.Q(('url', ''), _negated=True), ('text', '')), models.Q(('kind', 'text'), models.Q(('text', ''), _negated=True)), _connector='OR'), name='news_intake_holds_an_address_or_a_text'), models.CheckConstraint(condition=models.Q(('key__regex', '^[0-9a-f]{64}$')), name='news_intake_key_is_a_hash'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), ('finished_at__isnull', False)), models.Q(models.Q(('state', 'done'), _negated=True), ('finished_at', None)), _connector='OR'), name='news_intake_done_rows_have_their_moment'), models.CheckConstraint(condition=models.Q(('published_at', None), ('published_on__isnull', False), _connector='OR'), name='news_intake_moment_has_its_day')],
                    },
                ),
                migrations.CreateModel(
                    name='ArticleEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('url', models.TextField(blank=True, help_text='The canonical address; empty for a bare text.')),
                        ('url_hash', models.CharField(editable=False, max_length=64, null=True)),
                        ('title', models.CharField(blank=True, max_length=500)),
                        ('published_on', models.DateField(blank=True, help_text='The day that the outlet prints.', null=True)),
                        ('published_at', models.DateTimeField(blank=True, null=True)),
                        ('published_raw', models.CharField(blank=True, help_text='The date as the page or feed spells it.', max_length=100)),
                        ('language', models.CharField(blank=True, max_length=8)),
                        ('content_hash', models.CharField(editable=False, max_length=64)),
                        ('unread', models.CharField(blank=True, help_text='Why the text was not read; empty when it can be.', max_length=300)),
                        ('hidden', models.BooleanField(default=False)),
                        ('hidden_reason', models.CharField(blank=True, max_length=300)),
                        ('copy_of', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='news.article')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='news.article')),
                        ('outlet', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='news.outlet')),
                        ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='news.source')),
                        ('story', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='news.story')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Trace',
                    fields=[
                        ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='trace', serialize=False, to='news.article')),
                        ('sentences', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField())),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('sentences', []), _negated=True), name='news_trace_says_something')],
                    },
                ),
                migrations.CreateModel(
                    name='TraceBand',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('band', models.BigIntegerField()),
                        ('day', models.DateField()),
                        ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bands', to='news.article')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('band', 'day', 'article'), name='news_traceband_stands_once')],
                    },
                ),
            ],
        ),
    ]
