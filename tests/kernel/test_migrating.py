"""Tables that are made in one step."""

from typing import Any

import pgtrigger
import pytest
from django.db import ProgrammingError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState

from tracker.kernel.migrating import CreateTables

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
