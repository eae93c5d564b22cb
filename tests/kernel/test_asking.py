"""How the site asks PostgreSQL: what is small is answered at once, by the process that was asked."""

import pytest
from django.db import connection


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("setting", "said"), [("jit", "off"), ("max_parallel_workers_per_gather", "0")]
)
def test_no_question_is_compiled_or_shared_out_among_processes(setting: str, said: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {setting}")
        assert cursor.fetchone()[0] == said
