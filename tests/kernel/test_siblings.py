"""Siblings: processes of one parent know each other, and nobody else takes them for one of theirs."""

import subprocess
import sys
from pathlib import Path

import pytest

from tracker.kernel import siblings as module
from tracker.kernel.siblings import siblings

ASKED = "from tracker.kernel.siblings import siblings; print(siblings())"


def children(number: int) -> list[str]:
    """What so many processes say that one process of their own starts."""
    each = f"subprocess.run([sys.executable, '-c', {ASKED!r}])"
    parent = f"import subprocess, sys\nfor _ in range({number}): {each}"
    return subprocess.run(
        [sys.executable, "-c", parent], capture_output=True, text=True, check=True
    ).stdout.split("\n")[:-1]


def test_children_of_one_process_agree_and_those_of_another_do_not() -> None:
    first, second = children(2)
    assert first == second != "None"
    assert [first] != children(1)
    assert first != siblings()


def test_where_the_system_does_not_tell_nobody_has_siblings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "_PROC", tmp_path)
    assert siblings() is None
