import io
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.patience import wait_for
from tracker.stack import supervisor
from tracker.stack.processes import ROOT, Family
from tracker.stack.supervisor import Console, Part, Supervisor


class Run:
    """A supervisor at work in a thread of its own."""

    def __init__(self, *parts: Part, patience: float = supervisor.PATIENCE) -> None:
        self.stream = io.StringIO()
        self.announced = 0
        console = Console(self.stream)
        self.supervisor = Supervisor(list(parts), console, lambda: None, patience=patience)
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        self.supervisor.run(answers=lambda: True, announce=self._announce)

    def _announce(self) -> None:
        self.announced += 1

    def said(self, words: str) -> bool:
        return words in self.stream.getvalue()

    def stop(self) -> None:
        self.supervisor.stop()
        self._thread.join(30)
        assert not self._thread.is_alive()


def _python(name: str, script: str) -> Part:
    return Part(name, [sys.executable, "-u", "-c", script])


@pytest.fixture
def runs() -> Iterator[list[Run]]:
    runs: list[Run] = []
    yield runs
    for run in runs:
        run.stop()


def test_each_line_stands_behind_the_name_of_its_speaker(runs: list[Run]) -> None:
    talks = "import time; print('one\\n\\ntwo é'); time.sleep(60)"
    runs.append(run := Run(_python("web", talks), _python("worker", talks)))
    assert wait_for(lambda: run.said("web        | two é") and run.said("worker     | two é"))
    assert not run.said("|\n")
    assert run.announced == 1


def test_a_part_that_keeps_dying_is_started_ever_more_slowly(runs: list[Run]) -> None:
    runs.append(run := Run(_python("web", "import sys; sys.exit(3)")))
    assert wait_for(lambda: run.said("web ended (exit code 3); starting it again\n"))
    assert wait_for(lambda: run.said("web ended (exit code 3); starting it again in 1 s"))
    assert wait_for(lambda: run.said("web ended (exit code 3); starting it again in 2 s"))


def test_stopping_ends_also_the_children_of_a_part_and_the_deaf(tmp_path: Path) -> None:
    note = tmp_path / "child"
    deaf = (
        "import os, signal, subprocess, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"child = subprocess.Popen(['sleep', '600'])\n"
        f"open({str(note)!r}, 'w').write(str(child.pid))\n"
        "time.sleep(600)\n"
    )
    run = Run(_python("web", deaf), patience=0.5)
    assert wait_for(lambda: note.exists() and note.read_text() != "")
    run.stop()
    assert wait_for(lambda: not _lives(int(note.read_text())))


def test_the_family_of_a_killed_process_ends_with_it(tmp_path: Path) -> None:
    note = tmp_path / "child"
    script = (
        "import time, sys\n"
        "from tracker.stack.processes import Family\n"
        "family = Family()\n"
        f"child = family.start(['sleep', '600'])\n"
        f"open({str(note)!r}, 'w').write(str(child.pid))\n"
        "time.sleep(600)\n"
    )
    head = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT)
    assert wait_for(lambda: note.exists() and note.read_text() != "")
    child = int(note.read_text())
    assert _lives(child)
    head.send_signal(signal.SIGKILL)
    head.wait()
    assert wait_for(lambda: not _lives(child), seconds=5)


def test_a_process_that_hears_is_given_time_to_finish(tmp_path: Path) -> None:
    note = tmp_path / "finished"
    script = (
        "import signal, sys, time\n"
        f"signal.signal(signal.SIGTERM, lambda *_: (time.sleep(0.3), open({str(note)!r}, 'w').close(), sys.exit(0)))\n"
        f"open({str(note) + '.begun'!r}, 'w').close()\n"
        "time.sleep(600)\n"
    )
    with Family() as family:
        process = family.start([sys.executable, "-c", script])
        assert wait_for(Path(f"{note}.begun").exists)
        family.stop(process)
        assert (process.returncode, note.exists()) == (0, True)


def test_the_followed_process_is_missed_when_it_has_ended() -> None:
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert not supervisor.has_ended(other.pid, parent=os.getppid())
    assert supervisor.has_ended(other.pid, parent=other.pid)
    other.communicate()
    assert supervisor.has_ended(other.pid, parent=os.getppid())


def _lives(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"
