"""``manage.py extract`` as scripts call it, without any database; once in a process of its own."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tracker import env

ROOT = Path(__file__).parents[2]
NOWHERE = "postgres://nobody@127.0.0.1:1/nothing"

HIRE = "Yann LeCun has left Meta. 🤖 Zoë Müller, née Ångström, has joined OpenAI as chief scientist. 👩‍🔬"
LEAVING = "In May 2025, Zoë Müller left Mistral AI."


def extract(*arguments: object) -> tuple[list[dict[str, Any]], int, str]:
    """The objects printed, the exit code, and what stands on stderr."""
    done = subprocess.run(
        [sys.executable, "manage.py", "extract", *map(str, arguments)],
        cwd=ROOT,
        env=env.copy(DATABASE_URL=NOWHERE, REDIS_URL="redis://127.0.0.1:1/0"),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return [json.loads(line) for line in done.stdout.splitlines()], done.returncode, done.stderr


def extract_here(*arguments: object) -> tuple[list[dict[str, Any]], int]:
    """The same in this process, which saves its start."""
    out = io.StringIO()
    code = 0
    try:
        call_command("extract", *map(str, arguments), stdout=out)
    except CommandError as error:
        code = error.returncode
    return [json.loads(line) for line in out.getvalue().splitlines()], code


def lines(path: Path, rows: list[object]) -> Path:
    texts = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(texts), encoding="utf-8")
    return path


def test_files_give_an_object_each_by_their_stem_with_facts_that_point_into_the_text(
    tmp_path: Path,
) -> None:
    (tmp_path / "one.news.txt").write_text(HIRE, encoding="utf-8")
    (tmp_path / "two.txt").write_text("\ufeff" + LEAVING, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(b"\x00\xff\xfe" * 50)
    names = ["one.news.txt", "empty.txt", "binary.txt", "gone.txt", "two.txt"]
    told, code = extract_here("--published", "2025-07-02", *(tmp_path / name for name in names))
    assert [row["id"] for row in told] == ["one.news", "empty", "binary", "gone", "two"]
    assert code == 1
    one, *bad, two = told
    assert "error" not in one and "error" not in two
    for row in bad:
        assert row["facts"] == [] and row["error"]
    kinds = {(fact["type"], fact["person"], fact["org"]) for fact in one["facts"]}
    assert ("left", "Yann LeCun", "Meta") in kinds
    assert any(kind == "joined" and org == "OpenAI" for kind, _, org in kinds)
    for text, row in ((HIRE, one), (LEAVING, two)):
        assert row["facts"]
        for fact in row["facts"]:
            assert fact["evidence"] == text[fact["start"] : fact["end"]]
            assert fact["rule"] and 0 <= fact["probability"] <= 1
    assert {fact.get("date") for fact in two["facts"]} == {"2025-05"}


def test_lines_give_an_object_each_in_their_order_also_from_several_processes_without_a_database(
    tmp_path: Path,
) -> None:
    rows: list[object] = [
        {"id": f"n{number}", "title": "", "published": "2025-07-02", "text": f"{LEAVING} {number}."}
        for number in range(20)
    ]
    rows[3] = "no json"
    rows[7] = {"id": "without text", "published": "2025-07-02"}
    rows[11] = {"id": "bad day", "published": "soon", "text": LEAVING}
    rows[13] = '{"id": "half a character", "text": "\\ud800 In May 2025, Zoë Müller left Meta."}'
    path = lines(tmp_path / "in.jsonl", rows)
    alone, code = extract_here("--jsonl", path)
    assert code == 1
    names = [f"n{number}" for number in range(20)]
    names[3], names[7], names[11] = "line-4", "without text", "bad day"
    names[13] = "half a character"
    assert [row["id"] for row in alone] == names
    assert {row["id"] for row in alone if "error" in row} >= {"line-4", "without text", "bad day"}
    assert all(row["facts"] for row in alone if row["id"].startswith("n"))
    together, code, complaint = extract("--jsonl", path, "--jobs", "2")
    assert (together, code) == (alone, 1) and "Traceback" not in complaint


def test_what_can_all_be_read_exits_with_zero(tmp_path: Path) -> None:
    path = lines(tmp_path / "in.jsonl", [{"id": 7, "text": LEAVING}])
    (row,), code = extract_here("--jsonl", path)
    assert (row["id"], code) == ("7", 0)


@pytest.mark.parametrize(
    "arguments",
    [[], ["--jobs", "0", "x.txt"], ["--published", "soon", "x.txt"], ["--jsonl", "gone.jsonl"]],
)
def test_a_call_that_makes_no_sense_says_so(arguments: list[str]) -> None:
    with pytest.raises(CommandError, match=r"Name a file|from 1|soon|cannot be read"):
        call_command("extract", *arguments)
