"""A real model on a real server: requests, schema and checks fit together. It shows nothing of quality."""

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
from tracker.extraction.llm import Message, answer_schema, read_many, reader_version

ROOT = Path(__file__).parents[2]
TEXTS = [
    "Ines Moreau has joined Cohere from Meta as chief scientist, the company said on Monday.",
    "Tomás Herrera has left Mistral AI for Cohere, where he will be head of research.",
]
NAMES = Gazetteer(KnownOrganization(name) for name in ("Cohere", "Meta", "Mistral AI"))


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


def test_a_real_model_obeys_the_schema_and_only_what_the_text_says_survives(address: str) -> None:
    endpoint = Endpoint(
        base_url=f"{address}/v1",
        model="smollm2",
        allowance=Allowance(cache, 100_000),
        seconds=60,
        answer_tokens=300,
    )
    answers: list[str] = []

    def begin() -> Any:
        asking = endpoint.begin()

        def complete(messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
            answers.append(asking(messages, schema))
            return answers[-1]

        return complete

    texts = [Text(text, "", date(2025, 6, 18)) for text in TEXTS]
    readings = list(read_many(texts, gazetteer=NAMES, model="smollm2", begin=begin))
    assert [made.reader for made in readings] == [reader_version("smollm2")] * 2
    validator = Draft202012Validator(answer_schema())
    said = 0
    for answer, text, made in zip(answers, TEXTS, readings, strict=True):
        facts = json.loads(answer)
        validator.validate(facts)
        said += len(facts["facts"])
        for finding in made.findings:
            assert finding.start < finding.end
            assert text[finding.start : finding.end] in text
            for key in ("person", "org"):
                assert str(finding.values[key]) in text
        assert len(made.findings) + sum(made.dropped.values()) >= len(facts["facts"])
    assert said > 0
    spent = [cache.get(key) for key in (f"llm:spent:{endpoint.allowance.today()}",)]
    assert 1000 < spent[0] < 10_000
