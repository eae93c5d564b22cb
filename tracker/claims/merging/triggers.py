"""What the database itself does for merges: it remembers each change, and holds three rules.

- While a merge runs (``reshuffle.merge`` names it), each row of a watched table that it writes is kept
  in ``claims_mergechange``, before and after.
- A claim never names a merged record: one that comes too late is turned to the winner.
- A record is merged only into one that stands, so that ``merged_into`` is one step and never a circle.
"""

import hashlib

from django.db import migrations

#: Held alone by a merge or its undoing, and shared by whoever stores a claim or gives it records.
MERGING = "merging"
#: The setting of the transaction that names the merge under way.
SETTING = "reshuffle.merge"

_WATCH = """
CREATE TRIGGER claims_remember_merge AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW
WHEN (current_setting('reshuffle.merge', true) <> '') EXECUTE FUNCTION claims_remember_merge()
"""
_UNWATCH = "DROP TRIGGER claims_remember_merge ON {table}"

_REMEMBER = """
CREATE FUNCTION claims_remember_merge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO claims_mergechange (merge_id, "table", key, before, after) VALUES (
        current_setting('reshuffle.merge')::bigint, TG_TABLE_NAME,
        CASE WHEN TG_OP = 'DELETE' THEN OLD.id ELSE NEW.id END,
        CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END,
        CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END
    );
    RETURN NULL;
END $$
"""

_FOLLOW = """
CREATE FUNCTION claims_follow_merges() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared({merging});
    IF EXISTS (SELECT FROM people_person
               WHERE id IN (NEW.person_id, NEW.manager_id) AND merged_into_id IS NOT NULL) THEN
        NEW.person_id := (SELECT coalesce(merged_into_id, id) FROM people_person
                          WHERE id = NEW.person_id);
        NEW.manager_id := (SELECT coalesce(merged_into_id, id) FROM people_person
                           WHERE id = NEW.manager_id);
    END IF;
    IF EXISTS (SELECT FROM companies_organization
               WHERE id IN (NEW.organization_id, NEW.unit_id, NEW.other_id)
                 AND merged_into_id IS NOT NULL) THEN
        NEW.organization_id := (SELECT coalesce(merged_into_id, id) FROM companies_organization
                                WHERE id = NEW.organization_id);
        NEW.unit_id := (SELECT coalesce(merged_into_id, id) FROM companies_organization
                        WHERE id = NEW.unit_id);
        NEW.other_id := (SELECT coalesce(merged_into_id, id) FROM companies_organization
                         WHERE id = NEW.other_id);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claims_follow_merges
BEFORE INSERT OR UPDATE OF person_id, manager_id, organization_id, unit_id, other_id
ON claims_claim FOR EACH ROW EXECUTE FUNCTION claims_follow_merges()
"""

_ONE_STEP = """
CREATE FUNCTION claims_merge_is_one_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    bad boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE id = $1 AND merged_into_id IS NOT NULL)'
                   ' OR EXISTS (SELECT FROM %I WHERE merged_into_id = $2)',
                   TG_TABLE_NAME, TG_TABLE_NAME)
    INTO bad USING NEW.merged_into_id, NEW.id;
    IF bad THEN
        RAISE check_violation USING MESSAGE = 'a record is merged only into one that stands';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claims_merge_is_one_step BEFORE INSERT OR UPDATE OF merged_into_id
ON people_person FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL)
EXECUTE FUNCTION claims_merge_is_one_step();
CREATE TRIGGER claims_merge_is_one_step BEFORE INSERT OR UPDATE OF merged_into_id
ON companies_organization FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL)
EXECUTE FUNCTION claims_merge_is_one_step()
"""

_DROP = """
DROP TRIGGER claims_follow_merges ON claims_claim;
DROP TRIGGER claims_merge_is_one_step ON people_person;
DROP TRIGGER claims_merge_is_one_step ON companies_organization;
DROP FUNCTION claims_follow_merges(), claims_merge_is_one_step(), claims_remember_merge()
"""


def number_of(subject: str) -> int:
    """The number under which PostgreSQL locks ``subject``."""
    return int.from_bytes(hashlib.sha256(subject.encode()).digest()[:8], signed=True)


def watch(*tables: str) -> migrations.RunSQL:
    """Remember what merges do to ``tables``: each that names people or organizations, or follows."""
    return migrations.RunSQL(
        [_WATCH.format(table=table) for table in tables],
        [_UNWATCH.format(table=table) for table in tables],
    )


def rules() -> migrations.RunSQL:
    """The functions behind all this, and the two rules."""
    follow = _FOLLOW.format(merging=number_of(MERGING))
    return migrations.RunSQL([_REMEMBER, follow, _ONE_STEP], _DROP)
