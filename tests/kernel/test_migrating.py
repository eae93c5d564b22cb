"""Tables that are made, and changed, in one step."""

from typing import Any

import pgtrigger
import pytest
from django.db import ProgrammingError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState

from tracker.kernel.migrating import CreateTables, InOneStep

_REFUSED = pgtrigger.Trigger(
    name="refused",
    when=pgtrigger.Before,
    operation=pgtrigger.Delete,
    func="RAISE EXCEPTION 'stays';",
)


def a_pair() -> CreateTables:
    """Of tables that name each other, one with a trigger."""
    pair = [
        migrations.CreateModel(
            name,
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("of", models.ForeignKey(other, models.SET_NULL, null=True, related_name="+")),
            ],
        )
        for name, other in (("Left", "kernel.right"), ("Right", "kernel.left"))
    ]
    state = ProjectState()
    CreateTables(pair).state_forwards("kernel", state)
    left: Any = state.apps.get_model("kernel", "left")
    pair[0].options["triggers"] = [_REFUSED.compile(left)]
    return CreateTables(pair)


@pytest.mark.django_db
def test_tables_may_name_each_other_and_come_and_go_with_their_triggers() -> None:
    empty, full = ProjectState(), ProjectState()
    operation = a_pair()
    assert (
        full.apps.get_models() == []
    )  # rendered before anything is added, as in a run of migrations
    operation.state_forwards("kernel", full)
    with connection.schema_editor() as editor:
        operation.database_forwards("kernel", editor, empty, full)
    left, right = (full.apps.get_model("kernel", name) for name in ("left", "right"))
    row = left.objects.create(of=right.objects.create())
    with pytest.raises(ProgrammingError, match="stays"), transaction.atomic():
        row.delete()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with connection.schema_editor() as editor:
        operation.database_backwards("kernel", editor, full, empty)
    assert not {"kernel_left", "kernel_right"} & set(connection.introspection.table_names())


def _columns_and_indexes(table: str) -> tuple[set[str], dict[str, list[str]]]:
    with connection.cursor() as cursor:
        columns = {
            one.name for one in connection.introspection.get_table_description(cursor, table)
        }
        found = connection.introspection.get_constraints(cursor, table)
    return columns, {name: one["columns"] for name, one in found.items() if one["index"]}


@pytest.mark.django_db
def test_a_table_is_changed_and_changed_back_in_one_step_though_an_index_keeps_its_name() -> None:
    empty, before, after = ProjectState(), ProjectState(), ProjectState()
    made = migrations.CreateModel(
        "Made",
        [("id", models.BigAutoField(primary_key=True)), ("one", models.IntegerField())],
        {"indexes": [models.Index(fields=["one"], name="kernel_found")]},
    )
    changes = InOneStep(
        [
            migrations.RemoveIndex("made", "kernel_found"),
            migrations.AddField("made", "other", models.IntegerField(default=0)),
            migrations.AddIndex("made", models.Index(fields=["other"], name="kernel_found")),
        ]
    )
    for state in (before, after):
        made.state_forwards("kernel", state)
    assert after.apps.get_models()  # rendered before anything is changed
    changes.state_forwards("kernel", after)
    with connection.schema_editor() as editor:
        made.database_forwards("kernel", editor, empty, before)
    first = _columns_and_indexes("kernel_made")
    with connection.schema_editor() as editor:
        changes.database_forwards("kernel", editor, before, after)
    columns, indexes = _columns_and_indexes("kernel_made")
    assert columns == {"id", "one", "other"}
    assert indexes["kernel_found"] == ["other"]
    with connection.schema_editor() as editor:
        changes.database_backwards("kernel", editor, after, before)
    assert _columns_and_indexes("kernel_made") == first
