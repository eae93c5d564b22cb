"""A web server that misbehaves on purpose, on a port of this machine."""

import contextlib
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

type Behaviour = Callable[["Talk"], None]


@dataclass
class Talk:
    """One request and the socket to answer it on, byte by byte if need be."""

    sock: socket.socket
    path: str
    headers: dict[str, str]
    stopping: threading.Event

    def send(self, *parts: bytes) -> None:
        for part in parts:
            self.sock.sendall(part)

    def answer(
        self,
        body: bytes = b"",
        *,
        status: str = "200 OK",
        content_type: str = "text/html; charset=utf-8",
        **headers: str,
    ) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
        if content_type:
            lines.append(f"Content-Type: {content_type}")
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.send("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    def pause(self, seconds: float) -> None:
        """Say nothing for a while."""
        self.stopping.wait(seconds)

    def drip(self, piece: bytes, *, every: float) -> None:
        """Send ``piece`` again and again until the other side has had enough."""
        while not self.stopping.is_set():
            self.send(piece)
            self.stopping.wait(every)


@dataclass
class Server:
    """Answers each path with the behaviour given for it; counts what was asked for."""

    behaviours: dict[str, Behaviour] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._stopping = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def on(self, path: str, behaviour: Behaviour) -> str:
        """Answer ``path`` with ``behaviour``; returns the whole address."""
        self.behaviours[path] = behaviour
        return self.url(path)

    def stop(self) -> None:
        self._stopping.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _listen(self) -> None:
        while not self._stopping.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(sock,), daemon=True).start()

    def _serve(self, sock: socket.socket) -> None:
        with sock:
            try:
                head = self._head(sock)
                line, *rest = head.decode("latin-1").split("\r\n")
                path = line.split(" ")[1]
                headers = {
                    name.lower(): value.strip()
                    for name, _, value in (entry.partition(":") for entry in rest)
                }
                self.asked.append(path)
                talk = Talk(sock, path, headers, self._stopping)
                self.behaviours.get(path, _not_found)(talk)
            except (OSError, IndexError):
                return

    @staticmethod
    def _head(sock: socket.socket) -> bytes:
        head = b""
        while b"\r\n\r\n" not in head:
            piece = sock.recv(4096)
            if not piece:
                break
            head += piece
        return head.partition(b"\r\n\r\n")[0]


def _not_found(talk: Talk) -> None:
    talk.answer(status="404 Not Found")
