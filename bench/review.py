"""How long an editor waits for the next claim after one key, in a real browser.

`uv run python -m bench.review [--claims 100] [--queue 2000]`. It starts servers of its own, fills a queue of claims on
people with a history, and decides with the keyboard alone: first with a pause for reading, as an editor does, then without
one. `shown` is from the key to the next claim on the desk, `stored` from the key to the server's word that the decision
is kept. Before that it tells what the server works for one claim: finding out what it would change (the trial), the whole
next desk with it, and a decision; that clock is the processor's.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import django

from tracker import env
from tracker.stack.folder import Var
from tracker.stack.session import Session


@contextmanager
def servers() -> Iterator[None]:
    folder = Path(tempfile.mkdtemp(prefix="reshuffle-bench-"))
    folder.chmod(0o755)
    session = Session(prepared(folder), ("postgres", "valkey"), scratch=True)
    settings = {
        "SECRET_KEY": "for a benchmark only",
        "DEBUG": "0",
        "HTTPS": "0",
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "LOG_LEVEL": "ERROR",
    }
    env.put({**settings, "STATIC_HASHED": "0", "VAR_DIR": str(folder)})
    env.put(session.join())
    os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    try:
        yield
    finally:
        session.leave()
        shutil.rmtree(folder, ignore_errors=True)


def prepared(folder: Path) -> Var:
    var = Var(folder)
    var.prepare()
    return var


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--claims", type=int, default=100)
    parser.add_argument("--queue", type=int, default=2_000)
    given = parser.parse_args()
    with servers():
        django.setup()
        # Imported late: the tables can be spoken of only now.
        import_module("bench.review_desk").measure(given.claims, given.queue)


if __name__ == "__main__":
    main()
