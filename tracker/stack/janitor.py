"""The janitor: ends what its master started, should the master be killed before it can.

A script of its own, without imports of ours, so that it starts at once and stays small. It reads ``+N`` and ``-N`` for
each process group begun and ended; when the other end of the pipe closes, the master is gone, and what is left goes too.
"""

import os
import signal
import sys
import time

_PATIENCE = 10.0


def main() -> None:
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    groups: set[int] = set()
    for line in sys.stdin:
        number = int(line[1:])
        if line.startswith("+"):
            groups.add(number)
        else:
            groups.discard(number)
    end(groups)


def end(groups: set[int]) -> None:
    """Ask all ``groups`` to end, and make those that don't."""
    left = {group for group in groups if _send(group, signal.SIGTERM)}
    until = time.monotonic() + _PATIENCE
    while left and time.monotonic() < until:
        time.sleep(0.05)
        left = {group for group in left if _send(group, 0)}
    for group in left:
        _send(group, signal.SIGKILL)


def _send(group: int, number: int) -> bool:
    try:
        os.killpg(group, number)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
