import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stack.site import Site, free_port, kill, manage, processes_of, wait_for

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="reads /proc")


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that every test of this module finds as the test before it left it."""
    return tmp_path_factory.mktemp("clone") / "var"


@pytest.fixture
def site(var: Path) -> Iterator[Site]:
    site = Site(var)
    yield site
    if site.process.poll() is None:
        site.end(signal.SIGKILL)
    assert wait_for(lambda: not processes_of(var)), processes_of(var)


def test_up_serves_the_site_and_leaves_no_process_behind(site: Site) -> None:
    assert site.answers("/healthz"), site.said()
    assert site.answers("/readyz"), site.said()
    assert f"Reshuffle is at http://127.0.0.1:{site.port}" in site.said()
    assert "one-time password" in site.said()
    assert site.end(signal.SIGTERM) == 0
    assert processes_of(site.var) == []


def test_after_a_kill_nothing_runs_on_and_the_next_start_has_the_data(site: Site) -> None:
    assert site.answers("/healthz"), site.said()
    assert "one-time password" not in site.said()  # the account of the first start is there
    site.end(signal.SIGKILL)
    assert wait_for(lambda: not processes_of(site.var)), processes_of(site.var)
    again = Site(site.var)
    assert again.answers("/healthz"), again.said()
    assert "one-time password" not in again.said()
    assert again.end(signal.SIGINT) == 0


def test_a_second_up_and_a_command_meet_the_first(site: Site) -> None:
    assert site.answers("/healthz"), site.said()
    second = manage(site.var, "up", PORT=str(free_port()))
    assert second.returncode == 1
    assert second.stderr.count("\n") == 1
    assert f"already runs from this folder (process {site.process.pid}, http" in second.stderr
    command = manage(site.var, "migrate", "--check")
    assert (command.returncode, command.stderr) == (0, "")
    assert site.status("/healthz") == 200
    assert site.end(signal.SIGTERM) == 0
    assert processes_of(site.var) == []


def test_a_part_that_dies_is_started_again(site: Site) -> None:
    assert site.answers("/healthz"), site.said()
    kill(f"--port={site.port}")
    assert wait_for(lambda: "web ended (signal 9); starting it again" in site.said())
    assert site.answers("/healthz"), site.said()


def test_a_port_in_use_is_told_in_one_line(var: Path) -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        port = door.getsockname()[1]
        refused = manage(var, "up", PORT=str(port))
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert f"Port {port} on 127.0.0.1 cannot be used" in refused.stderr
    assert f"PORT={port + 1} make run" in refused.stderr
    assert processes_of(var) == []


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"DATABASE_URL": "mysql://a/b"}, "DATABASE_URL must look like postgres://"),
        ({"DATABASE_URL": "postgres://a@127.0.0.1:1/b"}, "DATABASE_URL cannot be used (connection"),
        ({"REDIS_URL": "http://a"}, "REDIS_URL must look like redis://"),
        ({"REDIS_URL": "redis://127.0.0.1:1/0"}, "REDIS_URL=redis://127.0.0.1:1/0 cannot be used"),
        ({"PORT": "eighty"}, "PORT='eighty' is not a whole number"),
        ({"DEBUG": "yes"}, "DEBUG='yes' is neither 0 nor 1"),
    ],
)
def test_a_wrong_setting_is_told_in_one_line(var: Path, changes: dict[str, str], line: str) -> None:
    refused = manage(var, "up", **{"PORT": str(free_port()), **changes})
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1, refused.stderr
    assert line in refused.stderr
