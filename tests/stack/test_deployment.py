import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from tests.stack.site import manage
from tracker.stack import probe
from tracker.stack.processes import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
READ = re.compile(
    r'env\.(?:text|flag|number|words|choice|web_address|header|database|redis)\(\s*"([A-Z_]+)"'
)
# Said to ourselves, from one of our processes to the next.
OWN = {"EMBEDDED_SERVERS"}


def _read_by_the_code() -> set[str]:
    sources = (ROOT / "tracker").rglob("*.py")
    return {name for source in sources for name in READ.findall(source.read_text())} - OWN


def _set_in_compose() -> set[str]:
    return {name for service in SERVICES.values() for name in service.get("environment", {})}


def test_every_setting_has_its_line_in_the_example() -> None:
    example = (ROOT / ".env.example").read_text()
    named = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    assert named - {"POSTGRES_PASSWORD", "BIND"} == _read_by_the_code()


def test_every_setting_is_told_to_operators() -> None:
    told = (ROOT / "docs" / "operators.md").read_text()
    assert {name for name in _read_by_the_code() if f"`{name}`" not in told} == set()


def test_the_environment_is_read_in_one_place() -> None:
    elsewhere = {
        str(source.relative_to(ROOT))
        for room in ("tracker", "people", "companies")
        for source in (ROOT / room).rglob("*.py")
        if re.search(r"os\.environ\b(?!\.setdefault\()|os\.getenv", source.read_text())
    }
    assert elsewhere == {"tracker/env.py"}


def test_compose_sets_nothing_that_the_code_does_not_read() -> None:
    ours = _set_in_compose() - set(SERVICES["postgres"]["environment"])
    assert ours <= _read_by_the_code()
    assert {"SECRET_KEY", "DATABASE_URL", "REDIS_URL", "ALLOWED_HOSTS"} <= ours


def test_compose_runs_the_parts_that_up_runs() -> None:
    assert set(SERVICES) == {"postgres", "valkey", "prepare", "web", "worker", "beat"}
    for name, service in SERVICES.items():
        if name != "prepare":
            assert service["restart"] == "unless-stopped"
            assert service["healthcheck"]["test"]
            assert service["volumes"]
    mounted = {
        volume.split(":")[0] for service in SERVICES.values() for volume in service["volumes"]
    }
    assert mounted == set(COMPOSE["volumes"])


def test_compose_never_lets_the_broker_evict() -> None:
    command = SERVICES["valkey"]["command"]
    assert command[command.index("--maxmemory-policy") + 1] == "noeviction"
    assert command[command.index("--appendonly") + 1] == "yes"


def test_a_worker_may_finish_its_task_before_compose_kills_it() -> None:
    patience = int(SERVICES["worker"]["stop_grace_period"].removesuffix("s"))
    assert patience > settings.CELERY_TASK_TIME_LIMIT


def test_lost_work_is_begun_again_only_when_it_cannot_still_run() -> None:
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    assert options["visibility_timeout"] > 2 * settings.CELERY_TASK_TIME_LIMIT


def test_the_image_holds_every_room_and_runs_as_nobody_special() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    copied = {line.split()[1] for line in lines if line.startswith("COPY") and "--from" not in line}
    rooms = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert rooms | {"tracker", "static", "templates", "manage.py"} <= copied
    assert "USER 10001:10001" in lines[lines.index("COPY --from=build /app /app") :]


def test_static_files_can_be_hashed_without_any_server(tmp_path: Path) -> None:
    root = tmp_path / "hashed"
    done = manage(
        tmp_path / "var", "collectstatic", "--noinput", STATIC_ROOT=str(root), STATIC_HASHED="1"
    )
    assert done.returncode == 0, done.stderr
    assert (root / "staticfiles.json").exists()


@pytest.mark.parametrize(
    ("allowed", "name"),
    [
        (["a.example", "b"], "a.example"),
        (["*"], "localhost"),
        ([".a.example"], "a.example"),
        ([], "localhost"),
    ],
)
def test_the_probe_calls_the_site_by_a_name_that_it_allows(allowed: list[str], name: str) -> None:
    assert probe.host_name(allowed) == name
