"""A real model on a real server: requests, schema and checks fit together. It shows nothing of quality."""

import copy
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from jsonschema import Draft202012Validator

from tracker.claims.llm_allowance import Allowance
from tracker.claims.llm_endpoint import Endpoint
from tracker.extraction import Gazetteer, KnownOrganization, Text
from tracker.extraction.llm import Completion, Message, answer_schema, read_many, reader_version

ROOT = Path(__file__).parents[2]
#: So small a model repeats the example of its instructions, which is true of this text.
TEXT = """\
Wren Oduya has left Larkmoor for Tessaly, where she will be chief scientist, the company said on Monday. \
Ines Moreau has joined Cohere from Meta."""
NAMES = Gazetteer(KnownOrganization(name) for name in ("Cohere", "Meta"))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.claims.local_model"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.kill()


def test_a_real_model_obeys_the_schema_and_what_survives_stands_in_the_text(address: str) -> None:
    endpoint = Endpoint(
        base_url=f"{address}/v1",
        model="smollm2",
        allowance=Allowance(cache, 100_000),
        seconds=300,
        answer_tokens=250,
    )
    answers: list[str] = []
    begun = endpoint.allowance.today()
    text = Text(TEXT, "", date(2025, 6, 18))

    def begin() -> Completion:
        asking = endpoint.begin(text)

        def complete(messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
            narrowed = copy.deepcopy(dict(schema))
            narrowed["properties"]["facts"]["maxItems"] = 1  # it would go on and on
            answers.append(asking(messages, narrowed))
            return answers[-1]

        return complete

    (made,) = read_many([text], gazetteer=NAMES, model="smollm2", begin=begin)
    (answer,) = answers
    Draft202012Validator(answer_schema()).validate(json.loads(answer))
    assert made.reader == reader_version("smollm2")
    (finding,) = made.findings
    assert TEXT[finding.start : finding.end] == TEXT.split(" Ines", maxsplit=1)[0]
    assert all(str(value) in TEXT for value in finding.values.values())
    days = {begun, endpoint.allowance.today()}  # it may take past midnight
    spent = sum(cache.get(f"llm:spent:{day}", 0) for day in days)
    assert 1000 < spent < 3000
