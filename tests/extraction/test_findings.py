"""What a finding carries."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import MutableMapping
from typing import cast

import pytest

from tests.extraction.names import GAZETTEER
from tests.extraction.reading import findings
from tracker.extraction import FactType, Finding, Status, read

TEXT = "The weather was fine. Intel said on Monday that Ann Lee had joined it from Nvidia as chief scientist."


def test_the_evidence_is_the_sentence_at_the_offsets() -> None:
    for finding in findings(TEXT):
        row = finding.as_dict(TEXT)
        assert row["evidence"] == TEXT[finding.start : finding.end] == TEXT[22:]


def test_a_finding_as_an_object_has_the_keys_of_its_type_and_can_be_written_as_json() -> None:
    row = next(f.as_dict(TEXT) for f in findings(TEXT) if f.type is FactType.JOINED)
    assert json.loads(json.dumps(row)) == row
    assert {"type", "status", "person", "org", "title", "from_org", "date", "date_kind", "evidence", "start", "end", "rule",
            "probability"} == set(row)  # fmt: skip
    assert (row["type"], row["status"]) == ("joined", "done")


def test_a_finding_and_its_values_cannot_be_changed() -> None:
    finding = Finding(
        FactType.LEFT, Status.DONE, {"person": "Ann Lee", "org": "Intel"}, 0, 5, "leaves", 0.8
    )
    with pytest.raises(dataclasses.FrozenInstanceError):
        finding.rule = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        cast("MutableMapping[str, str]", finding.values)["org"] = "Nvidia"


def test_probabilities_lie_between_nought_and_one() -> None:
    assert all(0 < finding.probability <= 1 for finding in findings(TEXT))


def test_the_outlet_that_is_credited_is_named() -> None:
    text = "Ann Lee is leaving Intel for Nvidia, the Financial Times reported."
    reading = read(text, gazetteer=GAZETTEER)
    assert {(f.status, f.via) for f in reading.findings} == {
        (Status.REPORTED, "the Financial Times")
    }
