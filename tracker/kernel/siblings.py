"""Which processes were started by the same one."""

import os
from pathlib import Path

_PROC = Path("/proc")


def siblings() -> str | None:
    """A text that all processes with this one's parent have in common, and no other process ever had: it names the
    parent by its number and start, and the start of the machine. None where the system does not tell, as outside of Linux.
    """
    parent = os.getppid()
    try:
        machine = (_PROC / "sys/kernel/random/boot_id").read_text().strip()
        # The name of the program, in brackets, may hold anything; the start is the 22nd word (proc_pid_stat(5)).
        told = (_PROC / str(parent) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return f"{machine} {parent} {told[19]}"
