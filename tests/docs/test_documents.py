"""The documents say what the code does: their tables are checked against it."""

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from people.models import MoveKind
from people.titles import Role, meaning_of
from tracker.accounts.roles import Role as AccountRole
from tracker.extraction.measuring import published
from tracker.kernel.facts import Fact
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.periods import Period
from tracker.kernel.statuses import STEPS, Status
from tracker.stack.checks import checks

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def table_under(page: str, heading: str) -> list[list[str]]:
    """The cells of the first table under ``heading``, without its head."""
    text = (DOCS / page).read_text()
    section = re.split(r"^## ", text, flags=re.MULTILINE)
    (body,) = [part for part in section if part.startswith(heading + "\n")]
    rows = [line for line in body.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def rooms_on_disk() -> set[str]:
    folders = [path for path in ROOT.iterdir() if (path / "apps.py").exists()]
    folders += [path for path in (ROOT / "tracker").iterdir() if (path / "__init__.py").exists()]
    return {str(path.relative_to(ROOT)).replace("/", ".") for path in folders}


def test_the_map_has_the_layers_that_imports_are_held_to_in_their_order() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    (contract,) = [
        one
        for one in settings["tool"]["importlinter"]["contracts"]
        if one["name"] == "Imports run one way"
    ]
    layers = [re.findall(r"[\w.]+", layer) for layer in contract["layers"]]
    assert [names(row[0]) for row in table_under("contributors.md", "The map of rooms")] == layers


def test_the_map_shows_every_room_on_disk() -> None:
    shown = {
        room for row in table_under("contributors.md", "The map of rooms") for room in names(row[0])
    }
    assert rooms_on_disk() - shown == set()
    assert shown - rooms_on_disk() <= {"tracker.urls", "tracker.feeds"}


def test_the_checks_named_are_the_checks_that_run() -> None:
    told = {row[0] for row in table_under("contributors.md", "The checks")}
    assert told == {check.name for check in checks()}


@pytest.mark.parametrize(
    "page", ["contributors.md", "reading.md", "model.md", "charts.md", "api-charts.md", "README.md"]
)
def test_the_files_that_a_page_names_exist(page: str) -> None:
    text = (DOCS / page).read_text()
    paths = re.findall(r"`((?:tracker|people|tests|templates|static)/[\w/.]*)`", text)
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    missing = [path for path in paths if not (ROOT / path).exists()]
    missing += [link for link in links if not (DOCS / link).exists()]
    assert missing == []
    assert paths or links


def test_the_modules_that_read_are_called_as_the_page_about_reading_calls_them() -> None:
    named = set(re.findall(r"`([\w/]+\.(?:py|txt|jsonl))`", (DOCS / "reading.md").read_text()))
    folders = (ROOT, ROOT / "tracker/extraction", ROOT / "tracker/extraction/rules")
    texts = (ROOT / "tests/data/eval", ROOT / "tests/data/fitting")
    assert [one for one in named if not any((f / one).exists() for f in (*folders, *texts))] == []


def test_the_figures_told_of_reading_are_those_that_the_site_publishes() -> None:
    text = (DOCS / "reading.md").read_text()
    head, row = re.findall(r"^\| .* \|$", text.split("## Where reading goes wrong")[1], re.M)[:2]
    told = dict(zip(names(head), re.findall(r"[\d.]+", row), strict=True))
    known = {about.name: measured.figures.lines["core"].f1 for about, measured in published()}
    shared = known.keys() & told.keys()
    assert len(shared) >= 3
    assert {name: told[name] for name in shared} == {n: f"{known[n]:.2f}" for n in shared}


def test_every_document_is_listed() -> None:
    listed = set(re.findall(r"\]\((\w[\w-]*\.md)\)", (DOCS / "README.md").read_text()))
    assert listed == {path.name for path in DOCS.glob("*.md")} - {"README.md"}


def test_the_roles_told_are_the_roles_there_are_lowest_first() -> None:
    assert [
        names(row[0])[0] for row in table_under("operators.md", "Accounts")
    ] == AccountRole.values


def test_the_statuses_are_all_explained_and_said_of_the_right_things() -> None:
    told = {names(row[0])[0]: row[1] for row in table_under("model.md", "Status")}
    assert set(told) == set(Status.values)
    assert {status for status, of in told.items() if of == "facts and claims"} == set(STEPS)


def test_the_facts_named_are_the_tables_that_claims_support() -> None:
    told = {
        row[0]: (row[1] == "lasts", names(row[2])[0])
        for row in table_under("model.md", "From a sentence to a fact")
    }
    tables = {
        model.__name__: (issubclass(model, Period), model._meta.app_label)
        for model in _concrete(Fact)
    }
    assert told == tables


def _concrete(base: type[models.Model]) -> set[type[models.Model]]:
    return {model for model in apps.get_models() if issubclass(model, base)}


def test_the_dates_shown_allow_the_days_shown() -> None:
    for text, _, days in table_under("model.md", "Dates"):
        value = PartialDate.parse(names(text)[0])
        assert days == f"{value.earliest or 'unknown'} to {value.latest or 'unknown'}"


def test_the_titles_shown_mean_what_the_table_says_and_show_every_role() -> None:
    rows = table_under("model.md", "Titles")
    for title, role, seniority, exclusive in rows:
        meaning = meaning_of(title)
        told = (
            str(meaning.role),
            str(int(meaning.seniority)),
            "yes" if meaning.exclusive else "no",
        )
        assert told == (role, seniority, exclusive), title
    assert {row[1] for row in rows} == set(Role.values)


def test_the_kinds_of_moves_are_all_explained() -> None:
    told = {names(row[0])[0] for row in table_under("model.md", "Moves")}
    assert told == set(MoveKind.values)


def test_the_licence_is_the_one_the_project_declares() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert settings["project"]["license"] == "AGPL-3.0-or-later"
    licence = (ROOT / "LICENSE").read_text()
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
