"""What a step of the archive's files says as a claim."""

from typing import Any

from tests.archive.small import step
from tracker.archive.files import Entry
from tracker.archive.lines import Line, lines_of


def told(status: str = "done", **said: Any) -> Line:
    entry: Entry = {
        "person": "ada", "organization": "quill", "title": "clerk", "end": "2026-01", "to": "nib",
        "steps": [step("end", status, "2026-01-01", **said)],
    }  # fmt: skip
    (line,) = lines_of("positions", entry)
    return line


def test_a_report_that_does_not_know_whither_tells_of_leaving_all_the_same() -> None:
    knew, did_not = told(), told(to=None)
    assert (knew.other, knew.type) == ("nib", "role")
    assert (did_not.other, did_not.type) == ("", "left")


def test_a_claim_is_known_again_when_it_no_longer_says_whither() -> None:
    assert told().key == told(to=None).key != told(to=None, status="announced").key
