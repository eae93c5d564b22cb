"""Keeps the process that reads documents: starts it, feeds it, and kills it when it takes too long.

A plain subprocess, so that it also works in Celery's workers, whose children may have no children
of their own by ``multiprocessing``. It is kept warm, for starting it takes a second.
"""

import atexit
import contextlib
import json
import os
import select
import signal
import struct
import subprocess
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from tracker.news.decoding import MEGABYTE
from tracker.news.documents.shapes import Document, Feed

ROOT = Path(__file__).resolve().parents[3]
LARGEST = 10 * MEGABYTE
DOCUMENTS_PER_PROCESS = 500
START_SECONDS = 60.0
_LENGTH = struct.Struct(">I")
_PIECE = 64 * 1024


class _Ended(Exception):
    """The process ended without an answer."""


class _TooSlow(Exception):
    """The process did not answer in time."""


class DocumentReader:
    """Reads documents one after the other in one process of its own, within time and memory.

    Threads take turns. A process that was forked off starts a reading process of its own.
    """

    def __init__(self, *, seconds: float = 10.0, memory: int = 512 * MEGABYTE) -> None:
        self._seconds = seconds
        self._memory = memory
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._served = 0
        atexit.register(self.close)
        os.register_at_fork(after_in_child=self._forget)

    def read(
        self,
        content: bytes,
        content_type: str = "",
        url: str = "",
        *,
        now: datetime | None = None,
    ) -> Document | Feed:
        """Read a page, feed or text; what cannot be read in time comes back with the reason."""
        if len(content) > LARGEST:
            return Document(unread=f"The document is longer than {LARGEST // MEGABYTE} MB.")
        asked = {
            "content_type": content_type,
            "url": url,
            "now": (now or timezone.now()).isoformat(),
        }
        with self._lock:
            try:
                answer = json.loads(self._ask(json.dumps(asked).encode(), content))
            except _TooSlow:
                self._kill()
                return self._took_too_long()
            except _Ended:
                if self._kill() == -signal.SIGALRM:  # its own clock was ahead of ours
                    return self._took_too_long()
                return Document(unread="Reading it broke off: it needs too much time or memory.")
            self._served += 1
            if answer["last"] or self._served >= DOCUMENTS_PER_PROCESS:
                self._kill()
        shape = Feed if answer["kind"] == "feed" else Document
        return shape.from_json(answer["value"])

    def close(self) -> None:
        """End the process; the next document starts a new one."""
        with self._lock:
            self._kill()

    @property
    def process_id(self) -> int | None:
        """The reading process, while there is one."""
        return self._process.pid if self._process else None

    def _ask(self, request: bytes, content: bytes) -> bytes:
        process = self._started()
        question = b"".join(
            part for body in (request, content) for part in (_LENGTH.pack(len(body)), body)
        )
        ends_at = time.monotonic() + self._seconds
        self._put(process, question, ends_at)
        (length,) = _LENGTH.unpack(self._take(process, _LENGTH.size, ends_at))
        return self._take(process, length, ends_at)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._kill()
        process = subprocess.Popen(  # noqa: S603 - our own module
            [
                sys.executable,
                "-m",
                "tracker.news.documents.child",
                str(self._seconds),
                str(self._memory),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            # Nothing of ours: no password for the database is near a hostile page.
            env={"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"},
        )
        self._process, self._served = process, 0
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                os.set_blocking(pipe.fileno(), False)
        self._take(process, _LENGTH.size, time.monotonic() + START_SECONDS)
        return process

    def _put(self, process: subprocess.Popen[bytes], body: bytes, ends_at: float) -> None:
        assert process.stdin is not None  # noqa: S101 - asked for at the start
        pipe, rest = process.stdin.fileno(), memoryview(body)
        while rest:
            _, ready, _ = select.select([], [pipe], [], max(0.0, ends_at - time.monotonic()))
            if not ready:
                raise _TooSlow
            try:
                rest = rest[os.write(pipe, rest[:_PIECE]) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise _Ended from error

    def _take(self, process: subprocess.Popen[bytes], length: int, ends_at: float) -> bytes:
        assert process.stdout is not None  # noqa: S101 - asked for at the start
        pipe, body = process.stdout.fileno(), bytearray()
        while len(body) < length:
            ready, _, _ = select.select([pipe], [], [], max(0.0, ends_at - time.monotonic()))
            if not ready:
                raise _TooSlow
            piece = os.read(pipe, min(_PIECE, length - len(body)))
            if not piece:
                raise _Ended
            body += piece
        return bytes(body)

    def _took_too_long(self) -> Document:
        return Document(unread=f"Reading it took longer than {self._seconds:g} seconds.")

    def _kill(self) -> int | None:
        """End the process, if there is one, and tell what it has ended by."""
        process, self._process = self._process, None
        if process is None:
            return None
        process.kill()
        ended_by = process.wait()
        self._close_pipes(process)
        return ended_by

    def _forget(self) -> None:
        """In a forked process: the reading process is the parent's, and so is its lock."""
        self._lock = threading.Lock()
        process, self._process = self._process, None
        if process is not None:
            self._close_pipes(process)
            process.returncode = 0  # not ours to wait for

    @staticmethod
    def _close_pipes(process: subprocess.Popen[bytes]) -> None:
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


_READER = DocumentReader()


def read_document(content: bytes, content_type: str = "", url: str = "") -> Document | Feed:
    """Read a page, feed or text within 10 seconds and 512 MB, in a process that may be killed.

    Never raises on content: what cannot be read comes back as a Document that says why.
    """
    return _READER.read(content, content_type, url)
