import os
import pwd
import shutil
import signal
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from tests.patience import wait_for
from tests.stack.site import processes_of
from tracker.stack.folder import Var
from tracker.stack.postgres import megabytes_kept
from tracker.stack.problems import CannotStart
from tracker.stack.session import Session

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

BOTH = ("postgres", "valkey")


@pytest.fixture
def var(shared_path: Path) -> Iterator[Var]:
    var = Var(shared_path / "var")
    var.prepare()
    yield var
    assert wait_for(lambda: not processes_of(var.path)), processes_of(var.path)


def _count(values: dict[str, str], table: str) -> int:
    with psycopg.connect(values["DATABASE_URL"]) as connection:
        row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return row[0] if row else 0


def test_servers_run_while_they_are_used_and_keep_their_data(var: Var) -> None:
    with Session(var, BOTH, scratch=False) as session:
        values = session.join()
        with psycopg.connect(values["DATABASE_URL"]) as connection:
            connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 7)")
            connection.execute("CREATE EXTENSION pg_trgm")
            connection.execute("CREATE EXTENSION btree_gist")
            connection.execute("CREATE EXTENSION unaccent")
            kept = connection.execute(
                "SELECT setting::bigint * 8192 FROM pg_settings WHERE name = 'shared_buffers'"
            ).fetchone()
        redis.Redis.from_url(values["REDIS_URL"]).set("kept", "7")
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    assert kept is not None and 128 * 2**20 <= kept[0] <= max(machine // 4, 128 * 2**20)
    assert processes_of(var.path) == []
    with Session(var, BOTH) as session:
        values = session.join()
        assert _count(values, "kept") == 7
        assert redis.Redis.from_url(values["REDIS_URL"]).get("kept") == b"7"


def test_the_last_user_to_leave_has_the_servers_stopped(var: Var) -> None:
    first, second = Session(var, BOTH), Session(var, BOTH)
    assert first.join() == second.join()
    first.leave()
    assert _count(second.join(), "kept") == 7
    second.leave()
    assert processes_of(var.path) == []


@pytest.mark.parametrize("victim", ["keeper postgres", "pginstall/bin/postgres -D", "both"])
def test_a_killed_server_comes_back_with_its_data(var: Var, victim: str) -> None:
    with Session(var, ("postgres",)) as session:
        session.join()
        for words in ("keeper postgres", "bin/postgres -D") if victim == "both" else (victim,):
            kill_in(var, words)

        def counts() -> bool:
            try:
                return _count(session.join(), "kept") == 7
            except psycopg.OperationalError:
                return False

        assert wait_for(counts)


def kill_in(var: Var, words: str) -> None:
    """``kill -9`` to the process of ``var`` with ``words`` in its command line."""
    last = words.rsplit(maxsplit=1)[-1]
    between = b"\0".join(os.fsencode(word) for word in words.split())
    place = os.fsencode((var.path / "postgres").resolve()), os.fsencode(var.path)
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue  # somebody else's, and gone since
            if between in command and any(path in command for path in place):
                os.kill(int(entry.name), signal.SIGKILL)
                return
    pytest.fail(f"no process {last}")


def test_a_lock_file_that_names_a_strangers_process_is_stale(var: Var) -> None:
    lock = (var.path / "postgres").resolve() / "data" / "postmaster.pid"
    lock.write_text(f"{os.getpid()}\n{lock.parent}\n")
    with Session(var, ("postgres",)) as session:
        assert _count(session.join(), "kept") == 7


def test_secrets_and_sockets_are_closed_to_others(var: Var) -> None:
    with Session(var, BOTH) as session:
        session.join()
        place = (var.path / "postgres").resolve()
        for file in (place / "password", var.run / "postgres.json"):
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
        for closed in (place / "socket", place / "data", var.path / "valkey" / "socket"):
            assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def test_a_path_too_long_for_a_socket_is_no_hindrance(tmp_path: Path) -> None:
    var = Var(tmp_path / ("long" * 30) / "var")
    var.prepare()
    with Session(var, BOTH, scratch=True) as session:
        values = session.join()
        assert redis.Redis.from_url(values["REDIS_URL"]).ping()
        socket = (var.run / "valkey.socket").readlink()
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700
    assert not socket.exists()
    assert processes_of(var.path) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's PostgreSQL becomes somebody else")
def test_roots_database_works_below_a_folder_that_others_cannot_enter(tmp_path: Path) -> None:
    closed = tmp_path / "home"
    closed.mkdir(mode=0o700)
    var = Var(closed / "clone" / "var")
    var.prepare()
    with Session(var, ("postgres",), scratch=True) as session:
        values = session.join()
        place = (var.path / "postgres").readlink()
        with psycopg.connect(values["DATABASE_URL"]) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1")
        assert (place / "data").stat().st_uid != 0
    try:
        with Session(var, ("postgres",), scratch=True) as session:
            assert _count(session.join(), "kept") == 1
        shutil.rmtree(place)
        with pytest.raises(CannotStart, match="which is gone: bring that folder back"):
            Session(var, ("postgres",), scratch=True).join()
    finally:
        shutil.rmtree(place, ignore_errors=True)


def test_data_of_another_postgresql_is_left_alone(var: Var) -> None:
    version = (var.path / "postgres").resolve() / "data" / "PG_VERSION"
    before = version.read_text()
    version.write_text("17\n")
    try:
        with pytest.raises(CannotStart, match="was written by PostgreSQL 17"):
            Session(var, ("postgres",)).join()
    finally:
        version.write_text(before)


@pytest.mark.parametrize("path", ["/proc/reshuffle/var", "{file}/var"])
def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path: Path, path: str) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(CannotStart, match="set VAR_DIR to a folder") as told:
        Var(Path(path.format(file=file))).prepare()
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("below", "advice"),
    [("", "give it to {me} (chown -R {me} {theirs}), or set VAR_DIR"), ("var", "set VAR_DIR")],
)
def test_only_our_own_folder_is_to_be_given_away(tmp_path: Path, below: str, advice: str) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir(mode=0o555)
    before = os.geteuid()
    if before == 0:
        os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        with pytest.raises(CannotStart) as told:
            Var(theirs / below).prepare()
        me = pwd.getpwuid(os.geteuid()).pw_name
    finally:
        os.seteuid(before)
    assert str(told.value).startswith(
        f"{theirs} cannot be written (Permission denied): {advice.format(me=me, theirs=theirs)}"
    )


def test_a_secret_is_made_once(tmp_path: Path) -> None:
    var = Var(tmp_path)
    made = var.secret("key")
    assert len(made) >= 50
    assert var.secret("key") == made
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("memory", "kept"), [(2**28, 128), (2**31, 512), (6 * 2**30, 1536), (2**40, 4096)]
)
def test_postgresql_keeps_pages_in_a_quarter_of_the_memory_within_bounds(
    memory: int, kept: int
) -> None:
    assert megabytes_kept(memory) == kept
