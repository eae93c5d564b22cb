"""The process that reads documents, under limits: ``python -m tracker.news.documents.child``.

It takes one document after the other from standard input and answers on standard output; each
message is a length in four bytes and then so many bytes. It ends when its input does.
"""

import json
import os
import resource
import signal
import struct
import sys
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from tracker.news.documents.kinds import read_here
from tracker.news.documents.shapes import Document, Feed

_LENGTH = struct.Struct(">I")
NO_MEMORY = "Reading it took more memory than one document gets."


def _message(stream: BinaryIO) -> bytes | None:
    header = stream.read(_LENGTH.size)
    if len(header) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(header)
    body = stream.read(length)
    return body if len(body) == length else None


def _answer(request: bytes, content: bytes) -> Document | Feed:
    asked = json.loads(request)
    try:
        return read_here(
            content, asked["content_type"], asked["url"], datetime.fromisoformat(asked["now"])
        )
    except MemoryError:
        return Document(unread=NO_MEMORY)
    except RecursionError:
        return Document(unread="The document is nested too deeply to be read.")
    except Exception as error:  # noqa: BLE001 - no document may end the reading of the next ones
        return Document(unread=f"The document cannot be read ({type(error).__name__}).")


def _grown() -> int:
    """The address space this process holds, in bytes; it seldom gives any back.

    Not ``ru_maxrss``: that counts what the process that started this one had. Where the system
    doesn't tell, 0: the process is then renewed by the number of its documents alone.
    """
    try:
        pages = Path("/proc/self/statm").read_text().split()[0]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()


def main(seconds: float, memory: int) -> None:
    """Serve until the input ends. A document that takes longer than ``seconds`` ends the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it and closes our input
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers.write(_LENGTH.pack(0))
    answers.flush()
    while (request := _message(requests)) is not None:
        content = _message(requests)
        if content is None:
            return
        signal.setitimer(signal.ITIMER_REAL, seconds)
        found = _answer(request, content)
        kind = "feed" if isinstance(found, Feed) else "document"
        body = json.dumps(
            {"kind": kind, "value": found.as_json(), "last": _grown() > memory * 3 // 4}
        ).encode()
        signal.setitimer(signal.ITIMER_REAL, 0)
        answers.write(_LENGTH.pack(len(body)))
        answers.write(body)
        answers.flush()


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]))
