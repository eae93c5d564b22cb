import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def _open_folder() -> Iterator[Path]:
    # Unlike pytest's own it can be entered by others: root's PostgreSQL keeps its data in it and nowhere else.
    folder = Path(tempfile.mkdtemp(prefix="reshuffle-stack-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    with _open_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def shared_path() -> Iterator[Path]:
    """One folder for all tests of a module."""
    with _open_folder() as folder:
        yield folder
