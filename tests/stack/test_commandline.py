from pathlib import Path

import pytest

from tests.stack.site import manage, processes_of
from tracker.stack.commandline import needs_servers


@pytest.mark.parametrize(
    ("line", "needs"),
    [
        ("", False),
        ("help migrate", False),
        ("migrate --help", False),
        ("check --deploy", False),
        ("check --database default", True),
        ("extract a.txt", False),
        ("makemigrations", False),
        ("migrate", True),
        ("ingest a.txt", True),
        ("a_command_of_tomorrow", True),
    ],
)
def test_servers_are_started_for_commands_that_use_them(line: str, needs: bool) -> None:
    assert needs_servers(["manage.py", *line.split()]) is needs


@pytest.mark.parametrize("line", ["check", "makemigrations --check --dry-run", "up --help"])
def test_a_command_without_a_database_writes_nothing_to_var(tmp_path: Path, line: str) -> None:
    var = tmp_path / "var"
    done = manage(var, *line.split())
    assert (done.returncode, done.stderr) == (0, "")
    assert not var.exists()


def test_a_command_starts_the_servers_it_needs_and_stops_them(tmp_path: Path) -> None:
    var = tmp_path / "var"
    done = manage(
        var, "shell", "-v0", "-c", "from django.db import connection as c; c.ensure_connection()"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (var / "secret-key").exists()
    assert processes_of(var) == []


def test_a_wrong_database_is_told_in_one_line_by_every_command(tmp_path: Path) -> None:
    nobody = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "SECRET_KEY": "x"}
    done = manage(tmp_path / "var", "migrate", **nobody)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("reshuffle: The database at DATABASE_URL cannot be used")
