import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.patience import wait_for
from tests.stack.site import Site, free_port, kill, manage, processes_of

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="reads /proc")


@pytest.fixture(scope="module")
def var(shared_path: Path) -> Path:
    """A folder that every test of this module finds as the test before it left it."""
    return shared_path / "var"


@pytest.fixture
def site(var: Path) -> Iterator[Site]:
    site = Site(var)
    yield site
    if site.process.poll() is None:
        site.end(signal.SIGKILL)
    assert wait_for(lambda: not processes_of(var)), processes_of(var)


def test_up_runs_the_site_meets_a_second_one_and_leaves_no_process_behind(site: Site) -> None:
    assert site.answers("/healthz"), site.said()
    assert wait_for(lambda: f"Reshuffle is at http://127.0.0.1:{site.port}" in site.said())
    assert "one-time password" in site.said()

    second = manage(site.var, "up", PORT=str(free_port()))
    assert second.returncode == 1
    assert second.stderr.count("\n") == 1
    assert f"already runs from this folder (process {site.process.pid}, http" in second.stderr

    command = manage(site.var, "migrate", "--check")
    assert (command.returncode, command.stderr) == (0, "")

    assert site.answers("/readyz"), site.said()
    assert site.end(signal.SIGTERM) == 0
    assert processes_of(site.var) == []


def test_what_is_killed_comes_back_and_after_a_kill_of_all_the_data_are_there(site: Site) -> None:
    assert site.answers("/healthz"), site.said()
    kill(f"--port={site.port}")
    assert wait_for(lambda: "web ended (signal 9); starting it again" in site.said())
    assert site.answers("/healthz"), site.said()

    site.end(signal.SIGKILL)
    assert wait_for(lambda: not processes_of(site.var)), processes_of(site.var)
    again = Site(site.var)
    assert again.answers("/healthz"), again.said()
    assert "one-time password" not in again.said()  # the account of the first start is there
    assert again.end(signal.SIGINT) == 0


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
        ({"REDIS_URL": "redis://127.0.0.1:1/0"}, "REDIS_URL=redis://127.0.0.1:1/0 cannot be used"),
        ({"PORT": "eighty"}, "PORT='eighty' is not a whole number"),
    ],
)
def test_a_wrong_setting_is_told_in_one_line(var: Path, changes: dict[str, str], line: str) -> None:
    refused = manage(var, "up", **{"PORT": str(free_port()), **changes})
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1, refused.stderr
    assert line in refused.stderr
