"""How fast claims are settled on one core, and whether a full database makes it slower.

`make bench-settle`, or `uv run python -m bench.settle [--small 10000] [--claims 100000] [--people 20000] [--window 1000]`.

Claims are made up from a seed: companies, outlets and people's shares of them fall off as in life, a few have most.
They come in article by article, and each article's are settled before the next is looked at. Two stretches of
``--window`` claims are timed, one with ``--small`` claims on record and one with ``--claims``, at the same number of
claims to a person. The clock is the processor's, that of this process and of its PostgreSQL backend together: one core.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time

import django
from django.core.management import call_command

from tracker import env
from tracker.stack.folder import Var
from tracker.stack.session import Session

LEAST_SPEED = 200
MOST_SLOWER = 1.3


@contextmanager
def scratch_database() -> Iterator[None]:
    """An embedded PostgreSQL of its own, migrated, that goes when the measuring is done."""
    folder = Path(tempfile.mkdtemp(prefix="reshuffle-bench-"))
    folder.chmod(0o755)  # root's PostgreSQL is not root
    var = Var(folder)
    var.prepare()
    session = Session(var, ("postgres",), scratch=True)
    try:
        env.put(session.join())
        env.put(
            {
                "VAR_DIR": str(folder),
                "REDIS_URL": "redis://127.0.0.1:9/0",
                "SECRET_KEY": "bench",
                "DEBUG": "0",
                "HTTPS": "0",
                "ALLOWED_HOSTS": "localhost",
                "DJANGO_SETTINGS_MODULE": "tracker.settings",
            }
        )
        django.setup()
        call_command("migrate", verbosity=0)
        yield
    finally:
        session.leave()
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--small", type=int, default=10_000, help="claims on record at first")
    parser.add_argument("--claims", type=int, default=100_000, help="claims on record in the end")
    parser.add_argument("--people", type=int, default=20_000, help="people in the end")
    parser.add_argument("--window", type=int, default=1_000, help="claims in each stretch")
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    options = parser.parse_args(arguments)
    with scratch_database():
        from bench.settling import Desk

        desk = Desk()
        speeds: list[float] = []
        for claims in (options.small, options.claims):
            desk.fill(claims, options.people * claims // options.claims)
            profile = cProfile.Profile(process_time) if options.profile else None
            timed = desk.time_articles(options.window, profile)
            speeds.append(timed.speed)
            print(
                f"{claims} claims on record: {timed.speed:.0f} claims settled a second on one core"
                f" ({_judged(timed.speed >= LEAST_SPEED, LEAST_SPEED)});"
                f" {1000 * timed.here / timed.claims:.1f} ms a claim here,"
                f" {1000 * timed.database / timed.claims:.1f} ms in PostgreSQL",
                flush=True,
            )
            if profile:
                pstats.Stats(profile).sort_stats("tottime").print_stats(60)
    slower = speeds[0] / speeds[1]
    print(
        f"a claim costs {slower:.2f} times as much ({_judged(slower <= MOST_SLOWER, MOST_SLOWER)})"
    )
    return 0


def _judged(met: object, bar: float) -> str:
    return f"bar {bar}, {'met' if met else 'missed'}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
