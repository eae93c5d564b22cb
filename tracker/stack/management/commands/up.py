import os
import signal
import sys
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections

from tracker import env
from tracker.stack import preparation, probe
from tracker.stack.folder import Var
from tracker.stack.locks import Lock
from tracker.stack.problems import CannotStart
from tracker.stack.session import Session
from tracker.stack.supervisor import (
    WEB_THREADS,
    WEB_WORKERS,
    Console,
    Supervisor,
    has_ended,
    parts_of_the_site,
)
from tracker.stack.tasks import heartbeat

SELF = "reshuffle"


class Command(BaseCommand):
    help = "Run everything on this machine: web, worker and scheduler, with embedded servers where none are named."
    # Migrating checks what it needs; a problem elsewhere is not to be told as a list of warnings.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--follow",
            type=int,
            metavar="PID",
            help="stop when that process, or the one that started this command, has ended",
        )
        parser.add_argument(
            "--no-archive",
            action="store_false",
            dest="archive",
            help="leave an empty database empty instead of loading the starter archive",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        parent = os.getppid()
        host = env.text("HOST", "127.0.0.1")
        port = env.number("PORT", 8000, least=1, most=65535)
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        name = probe.host_name(settings.ALLOWED_HOSTS)
        console = Console(sys.stdout)
        var = Var(settings.VAR_DIR)

        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _interrupt)
        only = _be_the_only_one(var, address)
        preparation.check_port(host, port)

        def say(line: str) -> None:
            console.say(SELF, line)

        preparation.prepare(
            say, unfinished=var.run / "archive.unfinished", archive=options["archive"]
        )
        preparation.collect_static(say, var.run / "static.sum")
        connections.close_all()

        with Session(var, tuple(env.words("EMBEDDED_SERVERS"))) as session:
            session.join()
            parts = parts_of_the_site(
                host=host,
                port=port,
                workers=env.number("WEB_WORKERS", WEB_WORKERS, least=1, most=64),
                threads=env.number("WEB_THREADS", WEB_THREADS, least=1, most=64),
                readers=env.number("WORKER_PROCESSES", 2, least=1, most=64),
                schedule=str(var.run / "beat-schedule"),
            )

            def look_after() -> None:
                session.join()  # starts again a server whose keeper was killed
                if options["follow"] and has_ended(options["follow"], parent=parent):
                    supervisor.stop()

            supervisor = Supervisor(parts, console, look_after)
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, lambda *_: supervisor.stop())
            supervisor.run(
                answers=lambda: probe.answers(host, port, name),
                announce=lambda: _announce(console, address),
            )
        only.release()
        console.say(SELF, "stopped")


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Until there is something to stop, leave like after a Ctrl-C."""
    del number, frame
    raise KeyboardInterrupt


def _be_the_only_one(var: Var, address: str) -> Lock:
    lock = Lock(var.run / "up.lock")
    note = var.run / "up.txt"
    if not lock.take():
        other = note.read_text().strip() if note.exists() else "it is just starting"
        raise CannotStart(
            f"Reshuffle already runs from this folder ({other}): use that one, or stop it first (Ctrl-C, or kill)."
        )
    note.write_text(f"process {os.getpid()}, {address}\n")
    return lock


def _announce(console: Console, address: str) -> None:
    console.say(SELF, f"Reshuffle is at {address} (Ctrl-C stops it)")
    heartbeat.apply_async(expires=60)  # the scheduler's first one is some seconds away
