"""The README's commands do what it says."""

import re
import shlex
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client

from people.models import Move
from tests.factories import OrganizationFactory, PersonFactory

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^uv run manage\.py (.+article\.txt)$", README, re.MULTILINE)
ADDRESSES = re.findall(r"^curl '([^']+)'$", README, re.MULTILINE)
ARTICLE = "Greta Lindqvist has joined Kiln Robotics from Anthropic as chief scientist.\n"


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE)
    return path


def test_the_readme_shows_how_to_ingest_and_to_extract_and_to_ask() -> None:
    assert {command.split()[0] for command in COMMANDS} == {"ingest", "extract"}
    assert len(ADDRESSES) >= 2


@pytest.mark.django_db
@pytest.mark.usefixtures("article")
def test_the_commands_of_the_readme_read_an_article() -> None:
    OrganizationFactory.create(name="Kiln Robotics", slug="kiln-robotics")
    for command in COMMANDS:
        out = StringIO()
        call_command(*shlex.split(command), stdout=out)
        assert "joined" in out.getvalue() or "new" in out.getvalue()
    assert Move.objects.filter(to_company__slug="kiln-robotics").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_addresses_of_the_readme_answer(client: Client, address: str) -> None:
    PersonFactory.create(name="Yann LeCun", slug="yann-lecun")
    OrganizationFactory.create(name="Meta", slug="meta")
    parts = urlsplit(address)
    answer = client.get(f"{parts.path}?{parts.query}")
    assert answer.status_code == 200
    assert "results" in answer.json()


def test_every_file_the_readme_points_at_is_there() -> None:
    for target in re.findall(r"\]\(([^):]+)\)", README):
        assert (ROOT / target).exists(), target
