"""Whatever a process begins with can be imported first: no module waits for one that waits for it."""

import os
import subprocess
import sys
from pathlib import Path

_TOP = Path(__file__).resolve().parents[1]
BEGUN_WITH = sorted(
    ".".join(path.relative_to(_TOP).with_suffix("").parts)
    for room in ("tracker", "people", "companies")
    for path in (_TOP / room).rglob("*.py")
    if path.parent.name == "commands" or path.name in {"tasks.py", "urls.py"}
)
#: Each module in a process of its own that has only the models, and what many of them need of others.
_ONE_BY_ONE = """
import os, sys, traceback
import django
django.setup()
ours = [name for name in sys.modules if name.startswith(("tracker", "people", "companies"))]
import ahocorasick_rs, cryptography, httpx, jsonschema, numpy, onnxruntime, openpyxl, py3langid, rapidfuzz, redis, requests, spacy, tokenizers
loaded = [name for name in sys.modules if name.startswith(("tracker", "people", "companies"))]
if loaded != ours:
    print("packages of others have loaded ours")
for name in sys.argv[1:]:
    child = os.fork()
    if not child:
        try:
            __import__(name)
        except BaseException:
            print(name, traceback.format_exc(), flush=True)
        os._exit(0)
    os.waitpid(child, 0)
"""


_SERVED = """
import gc
import tracker.wsgi
from django.urls import get_resolver
print(gc.get_freeze_count() > 100_000, "url_patterns" in vars(get_resolver()))
"""


def begun(code: str, *arguments: str) -> str:
    """What a process of its own prints that runs this code."""
    process = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        cwd=_TOP,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tracker.settings"},
        timeout=300,
        check=True,
    )
    return process.stdout


def test_each_module_that_a_process_begins_with_can_be_the_first_to_be_imported() -> None:
    assert "tracker.archive.management.commands.load_archive" in BEGUN_WITH
    assert begun(_ONE_BY_ONE, *BEGUN_WITH) == ""


def test_a_web_process_begins_with_its_views_and_leaves_them_alone_in_search_of_rings() -> None:
    assert begun(_SERVED) == "True True\n"
