"""An OpenAI-compatible endpoint on this machine that does what a test tells it, answer by answer."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

type Behaviour = Callable[["Call"], None]


@dataclass
class Call:
    """One request, and the ways to answer it."""

    handler: BaseHTTPRequestHandler
    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    stopping: threading.Event

    def send(self, status: int, content: bytes = b"", **headers: str) -> None:
        self.handler.send_response(status)
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.send_header("Content-Length", str(len(content)))
        self.handler.end_headers()
        self.handler.wfile.write(content)


@dataclass
class ModelServer:
    """Answers each request with the next behaviour, the last one for ever; keeps what it was asked."""

    behaviours: list[Behaviour] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._stopping = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", "0"))
                body = json.loads(self.rfile.read(length) or b"{}")
                headers = {name.lower(): value for name, value in self.headers.items()}
                call = Call(self, self.path, headers, body, server._stopping)
                server.calls.append(call)
                behaviour = server.behaviours[0]
                if len(server.behaviours) > 1:
                    server.behaviours.pop(0)
                try:
                    behaviour(call)
                except OSError:
                    self.close_connection = True

            def do_GET(self) -> None:
                server.calls.append(Call(self, self.path, {}, {}, server._stopping))
                self.send_error(404)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def will(self, *behaviours: Behaviour) -> None:
        self.behaviours = list(behaviours)

    def stop(self) -> None:
        self._stopping.set()
        self._http.shutdown()
        self._http.server_close()


def says(content: object, tokens: object = 3_000) -> Behaviour:
    """A chat completion with ``content`` that cost ``tokens``."""
    told = {
        "choices": [{"index": 0, "message": {"role": "assistant", "content": content}}],
        "usage": {"total_tokens": tokens},
    }
    return sends(200, json.dumps(told).encode())


def sends(status: int, content: bytes = b"", **headers: str) -> Behaviour:
    return lambda call: call.send(status, content, **headers)


def stalls(call: Call) -> None:
    """Says nothing at all."""
    call.stopping.wait(30)


def drips(call: Call) -> None:
    """Sends its answer a blank at a time."""
    call.handler.send_response(200)
    call.handler.end_headers()
    while not call.stopping.wait(0.05):
        call.handler.wfile.write(b" ")


def pours(call: Call) -> None:
    """Sends more than anybody wants."""
    call.handler.send_response(200)
    call.handler.end_headers()
    for _ in range(200):
        call.handler.wfile.write(b" " * 100_000)


def hangs_up(call: Call) -> None:
    """Promises an answer and sends half of it."""
    call.handler.send_response(200)
    call.handler.send_header("Content-Length", "1000")
    call.handler.end_headers()
    call.handler.wfile.write(b'{"choices": [')
    call.handler.close_connection = True


def drips_headers(call: Call) -> None:
    """Sends its headers a letter at a time, and never the end of them."""
    call.handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not call.stopping.wait(0.05):
        call.handler.wfile.write(b"x")


def falls_silent(after: float) -> Behaviour:
    """Says nothing for a while, then a little, then nothing any more."""

    def behaviour(call: Call) -> None:
        call.stopping.wait(after)
        call.handler.send_response(200)
        call.handler.end_headers()
        call.handler.wfile.write(b'{"choices": [')
        call.stopping.wait(30)

    return behaviour
