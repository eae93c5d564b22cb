"""Every check and every test, as `make test` runs them: each told in a line, what failed shown in full."""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tracker import env
from tracker.stack.commandline import SERVERS
from tracker.stack.processes import ROOT

_PYTHON = sys.executable
_MANAGE = [_PYTHON, "manage.py"]
# What production looks like to `check --deploy`; it connects to nothing.
_PRODUCTION = {
    "SECRET_KEY": "c" * 20 + "h" * 20 + "e" * 20 + "ck5",
    "DATABASE_URL": env.NO_DATABASE,
    "REDIS_URL": "redis://broker.example:6379/0",
    "ALLOWED_HOSTS": "reshuffle.example",
    "HTTPS": "1",
    "DEBUG": "0",
}
#: What a Chromium may be called; the first has no windows to draw, which takes a third of its time.
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# What an operator may have set for a site of theirs or a shell, and what this process has set for itself.
_APART = {
    *SERVERS.values(),
    "ALLOWED_HOSTS",
    "BEHIND_PROXY",
    "CACHE_URL",
    "CSRF_TRUSTED_ORIGINS",
    "DATABASE_POOL",
    "DJANGO_SETTINGS_MODULE",
    "EXTRACTOR",
    "HOST",
    "LLM_API_KEY",
    "LLM_BASE_URL",
    "LLM_DAILY_TOKENS",
    "LLM_MODEL",
    "LLM_TIMEOUT",
    "LOG_JSON",
    "MAINTENANCE",
    "PORT",
    "REMEMBERED_MEGABYTES",
    "REQUIRE_SECOND_FACTOR",
    "SECRET_KEY_FALLBACKS",
    "STATIC_ROOT",
    "VAR_DIR",
    # Hundreds of processes start in a run: each would compile all it imports anew, which takes as long as starting.
    "PYTHONDONTWRITEBYTECODE",
}


@dataclass(frozen=True)
class Check:
    name: str
    command: list[str]
    changes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    name: str
    passed: bool
    seconds: float
    output: str


def checks() -> list[Check]:
    """Everything but the tests; first what takes so long that the tests begin beside it."""
    return [
        Check("mypy", [_PYTHON, "-m", "mypy", "."], {**_PRODUCTION}),
        Check("ruff format", [_PYTHON, "-m", "ruff", "format", "--check", "."]),
        Check("ruff check", [_PYTHON, "-m", "ruff", "check", "."]),
        Check("imports", [_tool("lint-imports"), "--no-cache"]),
        Check("templates", [_tool("djlint"), "templates", "--check", "--lint", "--profile=django"]),
        Check("migrations", [*_MANAGE, "makemigrations", "--check", "--dry-run"]),
        Check("Dockerfile", [_tool("hadolint"), "Dockerfile"]),
        Check(
            "compose file",
            [
                _tool("check-jsonschema"),
                "--builtin-schema=vendor.compose-spec",
                "docker-compose.yml",
            ],
        ),
        Check(
            "deployment", [*_MANAGE, "check", "--deploy", "--fail-level", "WARNING"], _PRODUCTION
        ),
    ]


def run(check: Check) -> Result:
    """Run ``check`` to its end."""
    began = time.monotonic()
    done = subprocess.run(
        check.command,
        check=False,
        cwd=ROOT,
        env=_environment(check.changes),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    return Result(check.name, done.returncode == 0, time.monotonic() - began, done.stdout)


def bring_chromium() -> Result:
    """Have a Chromium for the page tests; root installs Debian's, without its windows where it can be had so."""
    began = time.monotonic()
    output = ""
    if not _has_chromium() and os.geteuid() == 0 and (apt := shutil.which("apt-get")):
        install = [apt, "install", "-y", "-q", "--no-install-recommends"]
        update = [apt, "update", "-q"]
        for command in (update, [*install, "chromium-headless-shell"], [*install, "chromium"]):
            if _has_chromium():
                break
            result = run(Check("chromium", command, {"DEBIAN_FRONTEND": "noninteractive"}))
            output += result.output
    if not _has_chromium():
        output += "No Chromium for the page tests: run `apt-get install chromium`, then `make test` again.\n"
    return Result("chromium", _has_chromium(), time.monotonic() - began, output)


def main() -> int:
    began = time.monotonic()
    longest, *others = checks()
    with ThreadPoolExecutor(max_workers=2) as pool:
        beside = pool.submit(run, longest)
        browser = pool.submit(bring_chromium)
        results = [_told(run(check)) for check in others]
        results.append(_told(browser.result()))
        _say("")
        command = [_PYTHON, "-m", "pytest", "-n", "3", "--dist", "loadfile"]
        tests = subprocess.run(
            [*command, "--no-loadscope-reorder"],
            check=False,
            cwd=ROOT,
            env=_environment({}),
            stdin=subprocess.DEVNULL,
        )
        _say("")
        results.append(_told(beside.result()))
    failed = [result.name for result in results if not result.passed]
    if tests.returncode:
        failed.append("pytest")
    verdict = f"failed: {', '.join(failed)}" if failed else "every check and test passed"
    _say(f"\n{verdict} ({time.monotonic() - began:.0f} s)")
    return 1 if failed else 0


def _told(result: Result) -> Result:
    _say(f"{'ok  ' if result.passed else 'FAIL'} {result.name} ({result.seconds:.0f} s)")
    if not result.passed:
        _say(result.output)
    return result


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _environment(changes: dict[str, str]) -> dict[str, str]:
    """Ours without what it says about a site: checks and tests use no servers but their own."""
    return {name: value for name, value in env.copy().items() if name not in _APART} | changes


def _tool(name: str) -> str:
    return str(Path(_PYTHON).with_name(name))


def _has_chromium() -> bool:
    return any(shutil.which(name) for name in CHROMIUMS)


if __name__ == "__main__":
    sys.exit(main())
