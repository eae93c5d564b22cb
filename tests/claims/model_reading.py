"""An article of one hire, and a reader that asks a test's own endpoint about it."""

import json
from datetime import date
from typing import Any

from django.core.cache import cache

from tests.claims.model_server import ModelServer
from tracker.claims.llm_allowance import Allowance
from tracker.claims.llm_endpoint import Endpoint
from tracker.claims.readers import ModelReader
from tracker.extraction import Gazetteer, KnownOrganization, Text
from tracker.extraction.llm import ModelReading, instead_version, reader_version

HIRE = "Ines Moreau has joined Cohere from Meta as chief scientist."
#: So long that it is asked about in two parts.
DULL = [
    f"The north saw another long and quiet and rather dull day, its {day}th." for day in range(230)
]
LONG = "\n\n".join([HIRE, *DULL, "Dana Whitfield has left Meta."])
FACT = {"type": "joined", "evidence": HIRE, "person": "Ines Moreau", "org": "Cohere", "status": "done"}  # fmt: skip
ANSWER = json.dumps({"facts": [FACT]})
NAMES = Gazetteer([KnownOrganization("Cohere"), KnownOrganization("Meta")])
MODEL = "some-model"
BY_MODEL = reader_version(MODEL)
BY_RULES_FOR_GOOD = instead_version(MODEL)
KEY = "sk-a-key-that-nobody-may-see"


def reader(
    server: ModelServer, *, tokens: int = 1_000_000, pauses: list[float] | None = None, **rest: Any
) -> ModelReader:
    """A reader that asks ``server``; its pauses are written down, not waited for."""
    return ModelReader(
        Endpoint(
            base_url=server.base_url,
            model=MODEL,
            api_key=KEY,
            allowance=Allowance(cache, tokens),
            sleep=(pauses if pauses is not None else []).append,
            **rest,
        )
    )


def read(by: ModelReader, text: str = HIRE) -> ModelReading:
    (made,) = by.read_many([Text(text, "", date(2025, 6, 18))], gazetteer=NAMES)
    assert isinstance(made, ModelReading)
    assert [f.values["person"] for f in made.findings if f.type == "joined"] == ["Ines Moreau"]
    return made
