"""Files made elsewhere are what their table says they are."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLES = (ROOT / "static/vendor/VENDOR.md", ROOT / "tests/vendor/VENDOR.md")
ROW = re.compile(r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$", re.MULTILINE)


def listed() -> list[tuple[Path, str]]:
    return [
        ((table.parent / name).resolve(), digest)
        for table in TABLES
        for name, digest in ROW.findall(table.read_text())
    ]


@pytest.mark.parametrize(("file", "digest"), listed(), ids=lambda value: str(value)[-30:])
def test_a_vendored_file_has_the_sum_that_its_table_gives(file: Path, digest: str) -> None:
    assert hashlib.sha256(file.read_bytes()).hexdigest() == digest


def test_every_vendored_script_and_font_is_in_a_table() -> None:
    there = {
        path
        for folder in ("static/vendor", "static/fonts", "tests/vendor")
        for path in (ROOT / folder).iterdir()
        if path.suffix in {".js", ".woff2"}
    }
    assert there == {file for file, _ in listed()}
