"""The lists of names beside these modules: one entry a line, lines that begin with # left out."""

from __future__ import annotations

from pathlib import Path


def entries(name: str) -> list[str]:
    """The entries of a list, in the order of the file."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
