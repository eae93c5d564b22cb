"""Servers for the tests, then Django: both stand before any other conftest is read.

Without ``DATABASE_URL`` and ``REDIS_URL`` the tests run on embedded servers of their own, in a folder that goes with them.
"""

import gc
import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import django
import pytest
from _pytest import runner

from tests.browser import browser, chromium, page, plain_page
from tests.order import longest_first
from tests.worker import Worker
from tracker import env
from tracker.kernel.roomy import with_room
from tracker.stack.folder import Var
from tracker.stack.processes import Family
from tracker.stack.session import Session

__all__ = ("browser", "chromium", "page", "plain_page")

_SERVERS = {"postgres": "DATABASE_URL", "valkey": "REDIS_URL"}
#: Half of all tests, of a room that knows neither records nor a cache.
_READING = Path(__file__).parent / "extraction"
_xdist_worker = os.environ.get("PYTEST_XDIST_WORKER", "")


def _start_servers() -> tuple[Session, Path] | None:
    missing = tuple(name for name, variable in _SERVERS.items() if not env.is_set(variable))
    if not missing:
        return None
    folder = Path(tempfile.mkdtemp(prefix="reshuffle-tests-"))
    folder.chmod(0o755)  # root's PostgreSQL is not root
    var = Var(folder)
    var.prepare()
    session = Session(var, missing, scratch=True)
    env.put(session.join())
    env.put({"VAR_DIR": str(folder)})
    if "valkey" in missing:
        env.put({"TEST_VALKEY_IS_OURS": "1"})
    return session, folder


_servers = _start_servers()
if env.is_set("TEST_VALKEY_IS_OURS"):
    # Each of xdist's workers has a broker and a cache of its own.
    _nth = int(_xdist_worker.removeprefix("gw") or 0) if _xdist_worker else -1
    env.put({"REDIS_URL": env.redis_beside(env.text("REDIS_URL"), 2 * (_nth + 1))})
    os.environ.pop("CACHE_URL", None)
elif not env.is_set("CACHE_URL"):
    env.put({"CACHE_URL": env.redis_beside(env.text("REDIS_URL"), 16)})

os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
django.setup()
# Were xdist's workers to inherit it, pytest-django would read their settings before they have a broker of their own.
del os.environ["DJANGO_SETTINGS_MODULE"]

from django.conf import settings  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.db import connection  # noqa: E402

import tracker.urls  # noqa: E402, F401 (needs the servers; brings the admin's pages)
from tests.databases import empty_quickly, migrated_once, run_of_xdist, share_connections  # noqa: E402
from tracker.claims.withholding import withheld  # noqa: E402
from tracker.web.remembered import pages  # noqa: E402
from tracker.web.shared_pages import shared_pages  # noqa: E402

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
empty_quickly()
share_connections()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """The first worker keeps the tests as it compiled them; the others wait for it and read that, side by side."""
    with Path(__file__).open() as ours:
        try:
            flock(ours, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            flock(ours, LOCK_SH)
        return (yield)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    longest_first(items)


def pytest_collection_finish() -> None:
    """Spare the garbage collector what stays for good: modules, and thousands of tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """pytest's own; each test with its fixtures has room for its frames."""
    return with_room(runner.pytest_runtest_protocol, item, nextitem)


def pytest_unconfigure() -> None:
    if _servers:
        session, folder = _servers
        session.leave()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
    django_db_keepdb: bool,
) -> Iterator[None]:
    """pytest-django's; with several workers, one of them migrates for all."""
    run = run_of_xdist()
    if run is None or django_db_keepdb:
        request.getfixturevalue("django_db_setup")
        yield
        gc.collect()
        return
    with django_db_blocker.unblock():
        before = migrated_once(*run)
    yield
    gc.collect()  # a thread that has ended leaves its connection in a ring
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(before, verbosity=0)


@pytest.fixture(autouse=True)
def _nothing_kept(request: pytest.FixtureRequest) -> None:
    """Nothing of the test before is in the cache or in memory, and whoever has loaded a server's application shares no pages."""
    if _READING not in request.path.parents:
        cache.clear()
    pages.clear()
    shared_pages.share_with(None)


@pytest.fixture
def django_assert_max_num_queries(django_assert_max_num_queries: Any) -> Any:
    """Counts as of the second request on: which names are withheld is known by then."""
    return _after_withheld_names(django_assert_max_num_queries)


@pytest.fixture
def django_assert_num_queries(django_assert_num_queries: Any) -> Any:
    """Likewise."""
    return _after_withheld_names(django_assert_num_queries)


def _after_withheld_names(count: Any) -> Any:
    def counted(*args: Any, **kwargs: Any) -> Any:
        withheld()
        return count(*args, **kwargs)

    return counted


@pytest.fixture(scope="session")
def family() -> Iterator[Family]:
    """Processes that go with the tests, also when those are killed."""
    with Family() as family:
        yield family


@pytest.fixture(scope="module")
def _one_worker(django_db_setup: None, family: Family) -> Iterator[Worker]:
    parts = urlsplit(env.text("DATABASE_URL"))
    address = urlunsplit(parts._replace(path=f"/{settings.DATABASES['default']['NAME']}"))
    worker = Worker(family, {"DATABASE_URL": address})
    yield worker
    worker.stop()


@pytest.fixture
def celery_worker(_one_worker: Worker) -> Worker:
    """A real Celery worker on the test database and broker, ready; its queue is empty.

    Ask for ``transactional_db`` too: the worker sees only what has been committed. It may be killed by a test.
    """
    _one_worker.make_ready()
    return _one_worker
