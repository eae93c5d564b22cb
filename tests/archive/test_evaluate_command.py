"""``manage.py evaluate`` as scripts call it, without any database."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tests.claims.model_server import Behaviour, ModelServer, says, sends
from tracker import env
from tracker.claims.readers import lone_reader
from tracker.extraction import RULES_VERSION
from tracker.extraction.llm import reader_version
from tracker.extraction.measuring import Figures, published

ROOT = Path(__file__).parents[2]
NOWHERE = "postgres://nobody@127.0.0.1:1/nothing"

SENTENCE = "Zoë Müller has joined OpenAI as chief scientist."
HIRE: dict[str, Any] = {
    "id": "hire",
    "title": "A hire",
    "published": "2025-07-02",
    "text": f"{SENTENCE} The weather was fine.",
    "facts": [
        {
            "type": "joined",
            "person": "Zoë Müller",
            "org": "OpenAI",
            "title": "chief scientist",
            "status": "done",
            "evidence": SENTENCE,
        }
    ],
}
QUIET = HIRE | {"id": "quiet", "text": "The weather was fine. Nobody came.", "facts": []}
SETS = [{"name": "own", "title": "Own", "about": "Ours.", "agreement": 0.97}]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write(tmp_path / "own.jsonl", HIRE, QUIET)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where figures are stored, in place of the site's own."""
    (tmp_path / "sets.json").write_text(json.dumps(SETS), encoding="utf-8")
    return tmp_path


@pytest.fixture
def model(settings: Settings) -> Iterator[ModelServer]:
    """A model that the settings name as the reader."""
    server = ModelServer([])
    settings.EXTRACTOR, settings.LLM_BASE_URL, settings.LLM_MODEL = (
        "llm",
        server.base_url,
        "owner/m",
    )
    lone_reader.cache_clear()
    yield server
    lone_reader.cache_clear()
    server.stop()


def write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def evaluate(*arguments: object) -> tuple[str, str]:
    out, said = io.StringIO(), io.StringIO()
    call_command("evaluate", *map(str, arguments), stdout=out, stderr=said)
    return out.getvalue(), said.getvalue()


def test_the_figures_are_printed_by_line_type_attribute_and_probability(gold: Path) -> None:
    out, _ = evaluate(gold)
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines[:2] == ["2 articles", "2 read by rules"]
    assert "core P 1.000 R 1.000 F1 1.000 gold 1" in lines
    assert "org P - R - F1 0.000 gold 0" in lines
    assert "joined P 1.000 R 1.000 F1 1.000 gold 1" in lines
    assert "title right 1.000 of 1" in lines
    assert "evidence right 1.000 of 1" in lines
    assert "clean negatives 1.000 of 1" in lines
    assert lines[-1].startswith("expected calibration error 0.")
    assert lines[-1].endswith("1 findings")


def test_the_figures_as_json_are_those_that_are_stored(gold: Path, folder: Path) -> None:
    out, said = evaluate(gold, "--json", "--write", "--into", folder)
    told = json.loads(out)
    assert told["lines"]["core"] == {"precision": 1, "recall": 1, "f1": 1, "gold": 1}
    ((about, stored),) = published(folder)
    assert about.title == "Own"
    assert (stored.name, stored.reader, stored.rules_version) == ("own", "rules", RULES_VERSION)
    assert stored.figures.articles == 2
    assert stored.figures.lines == Figures.from_dict(told).lines
    assert said.split("\n") == ["  2 read by rules", f"stored in {folder / 'own.json'}", ""]
    assert sorted(path.name for path in folder.iterdir()) == ["own.json", "own.jsonl", "sets.json"]


def test_figures_of_other_articles_are_not_written_over_unless_that_is_asked_for(
    gold: Path, folder: Path
) -> None:
    evaluate(gold, "--write", "--into", folder)
    corrected = HIRE | {"facts": [HIRE["facts"][0] | {"title": "chief"}]}
    evaluate(write(gold, corrected, QUIET), "--write", "--into", folder)
    write(gold, HIRE, QUIET | {"text": "The weather was bad."})
    with pytest.raises(CommandError, match="figures of other articles") as told:
        evaluate(gold, "--write", "--into", folder)
    assert told.value.returncode == 1
    evaluate(gold)
    ((_, before),) = published(folder)
    evaluate(gold, "--write", "--replace", "--into", folder)
    ((_, after),) = published(folder)
    assert before.texts != after.texts


def test_nothing_is_stored_unless_asked_for(gold: Path, folder: Path) -> None:
    evaluate(gold, "--into", folder)
    assert published(folder) == []


def test_an_article_that_is_refused_counts_as_missed_and_is_told(tmp_path: Path) -> None:
    words = "Zoë Müller ist als leitende Wissenschaftlerin zu OpenAI gewechselt, wie am Montag bekannt wurde."
    refused = HIRE | {
        "text": f"{words} {words}",
        "facts": [HIRE["facts"][0] | {"evidence": words}],
    }
    out, _ = evaluate(write(tmp_path / "own.jsonl", refused), "--json")
    told = json.loads(out)
    assert (told["unread"], told["lines"]["core"]["recall"]) == (1, 0)
    out, _ = evaluate(tmp_path / "own.jsonl")
    assert out.startswith("1 articles, of which 1 could not be read")


def test_a_bad_line_is_told_and_the_exit_code_is_one(tmp_path: Path) -> None:
    bad = HIRE | {"id": "bad", "facts": [HIRE["facts"][0] | {"evidence": "Somebody joined."}]}
    path = write(tmp_path / "own.jsonl", HIRE, bad)
    with pytest.raises(CommandError) as told:
        evaluate(path)
    assert told.value.returncode == 1
    assert str(told.value).startswith("own.jsonl line 2: fact 1: the evidence does not stand")
    with pytest.raises(CommandError, match="from 1"):
        evaluate(path, "--jobs", 0)
    with pytest.raises(CommandError, match="cannot be read"):
        evaluate(tmp_path / "gone.jsonl")


def test_figures_that_cannot_be_stored_are_told(gold: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        evaluate(gold, "--write", "--into", tmp_path / "gone")


@pytest.mark.parametrize(
    ("behaviours", "stored", "by"),
    [
        ([says('{"facts": []}')], True, "  2 read by llm-"),
        ([says('{"facts": []}'), says("No.")], False, "  1 read by llm-"),
        ([sends(404)], False, "  2 read by rules"),
    ],
    ids=["the model", "both", "the rules"],
)
def test_figures_are_stored_as_a_models_only_where_it_has_read_every_article(
    gold: Path,
    folder: Path,
    model: ModelServer,
    behaviours: list[Behaviour],
    stored: bool,
    by: str,
) -> None:
    model.will(*behaviours)
    out, refusal = io.StringIO(), ""
    try:
        call_command(
            "evaluate",
            str(gold),
            "--write",
            "--into",
            str(folder),
            stdout=out,
            stderr=io.StringIO(),
        )
    except CommandError as error:
        refusal = str(error)
    assert by in out.getvalue()
    assert [one.reader for _, one in published(folder)] == [reader_version("owner/m")] * stored
    assert ("of 2 articles were not read by llm-" in refusal) is not stored


def test_what_is_published_was_measured_with_the_rules_as_they_are() -> None:
    versions = {about.name: measured.rules_version for about, measured in published()}
    assert versions == dict.fromkeys(versions, RULES_VERSION), (
        "write the published sets again, as docs/reading.md tells"
    )


def test_without_a_description_of_the_sets_nothing_is_published(folder: Path, gold: Path) -> None:
    evaluate(gold, "--write", "--into", folder)
    (folder / "sets.json").unlink()
    assert published(folder) == []


def manage(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=env.copy(DATABASE_URL=NOWHERE, REDIS_URL="redis://127.0.0.1:1/0", **settings),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_several_processes_give_the_same_figures_without_a_database(tmp_path: Path) -> None:
    rows = [HIRE | {"id": f"n{n}", "text": f"{HIRE['text']} {n} people saw it."} for n in range(20)]
    path = write(tmp_path / "own.jsonl", *rows)
    alone, _ = evaluate(path)
    done = manage("evaluate", str(path), "--jobs", "2")
    assert (done.returncode, done.stdout) == (0, alone), done.stderr
