"""What the database itself holds about takedowns, whoever writes: a page, a task, or plain SQL.

- While a takedown that hides stands, its record is neither shown again nor put back as shown.
- A takedown that hides does not stand beside a record that is shown; looked at when all is written.

What follows from a record (its positions, moves, claims) is not shown because its own flag says so:
``visible()`` asks that of the record, however those rows came in.
"""

from collections.abc import Mapping

from django.db import migrations

#: Of a takedown ``d``, inside a quoted text.
_STANDS = "d.lifted_at IS NULL AND d.kind IN (''hide'', ''erase'')"

_HIDES = f"""
CREATE FUNCTION claims_takedown_hides() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    target record;
    shown boolean;
BEGIN
    FOR target IN SELECT * FROM (VALUES {{targets}}) AS t (name, id, "column") WHERE t.id IS NOT NULL LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %I r JOIN claims_takedown d ON d.%I = r.id'
                       ' WHERE r.id = $1 AND d.id = $2 AND NOT r.hidden AND {_STANDS})',
                       target.name, target."column")
        INTO shown USING target.id, NEW.id;
        IF shown THEN
            RAISE check_violation USING MESSAGE = format('%s %s is taken down and shown', target.name, target.id),
                                        CONSTRAINT = 'claims_takedown_hides';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claims_takedown_hides AFTER INSERT OR UPDATE ON claims_takedown
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN (NEW.lifted_at IS NULL AND NEW.kind IN ('hide', 'erase')) EXECUTE FUNCTION claims_takedown_hides()
"""  # noqa: S608 - no value of anybody's is in it

_STAYS_HIDDEN = """
CREATE FUNCTION claims_stays_hidden_{column}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM claims_takedown
               WHERE {column} = NEW.id AND lifted_at IS NULL AND kind IN ('hide', 'erase')) THEN
        RAISE check_violation USING MESSAGE = format('%s %s is taken down: lift that first', TG_TABLE_NAME, NEW.id),
                                    CONSTRAINT = 'claims_takedown_stays_hidden';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claims_stays_hidden BEFORE INSERT OR UPDATE OF hidden, id ON {table} FOR EACH ROW
WHEN (NOT NEW.hidden) EXECUTE FUNCTION claims_stays_hidden_{column}()
"""


def guard(tables: Mapping[str, str]) -> migrations.RunSQL:
    """Both rules for the records of ``tables``: the column of a takedown that names each, by table.

    That a record stays hidden is asked by a function for each table, whose question is planned only once.
    """
    targets = ", ".join(
        f"('{table}', NEW.{column}, '{column}')" for table, column in tables.items()
    )
    return migrations.RunSQL(
        [
            _HIDES.replace("{targets}", targets),
            *(_STAYS_HIDDEN.format(table=table, column=column) for table, column in tables.items()),
        ],
        [
            *(f"DROP TRIGGER claims_stays_hidden ON {table}" for table in tables),
            *(f"DROP FUNCTION claims_stays_hidden_{column}()" for column in tables.values()),
            "DROP TRIGGER claims_takedown_hides ON claims_takedown",
            "DROP FUNCTION claims_takedown_hides()",
        ],
    )
