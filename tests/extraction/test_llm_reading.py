"""Long texts in windows, answers that are none, and the rules behind the model."""

import json
import time
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from tests.extraction.llm_answers import Says, answer, fact, reading
from tests.extraction.names import GAZETTEER
from tracker.extraction import RULES_VERSION, FactType, Text
from tracker.extraction.llm import (
    Message,
    NotRead,
    answer_schema,
    instead_version,
    read_by_model,
    read_many,
    reader_version,
    without_caps,
)
from tracker.extraction.llm.answers import NoAnswer, facts_of
from tracker.extraction.llm.checking import check
from tracker.extraction.llm.page import Page
from tracker.extraction.llm.shapes import KINDS, SHAPES
from tracker.extraction.llm.windows import joined, windows
from tracker.extraction.measuring.plain import PUBLISHED, line
from tracker.extraction.sentences import segments

HIRE = "Ines Moreau has joined Cohere from Meta as chief scientist."
GIVEN = fact("joined", HIRE, person="Ines Moreau", org="Cohere")
FIRSTS = ("Ines", "Dana", "Priya", "Wren", "Tomás", "Paul", "Alma", "Jonas")
LASTS = ("Moreau", "Whitfield", "Raman", "Oduya", "Herrera", "Lindgren", "Castellan")
PEOPLE = [f"{first} {last}" for first in FIRSTS for last in LASTS]
LONG = "\n\n".join(
    f"{person} has left Cohere for Meta after {number + 2} years. Little else was said about {person}."
    for number, person in enumerate(PEOPLE)
)


def read_with(text: str, complete: Any) -> Any:
    return read_by_model(
        Text(text, "", PUBLISHED), gazetteer=GAZETTEER, model="m", complete=complete
    )


# ── windows ──────────────────────────────────────────────────────────────────────────────────────


def test_windows_hold_every_sentence_within_their_size_and_overlap() -> None:
    cut = segments(LONG)
    parts = list(windows(cut, size=600, overlap=150))
    assert len(parts) > 5
    assert {s.start for part in parts for s in part} == {s.start for s in cut}
    assert all(sum(len(s.text) for s in part) <= 600 for part in parts)
    for before, after in pairwise(parts):
        assert before[0].start < after[0].start <= before[-1].start
        assert before[-1].end < after[-1].end


def test_a_sentence_longer_than_a_window_has_one_to_itself() -> None:
    cut = segments("Ines Moreau joined Cohere. Then Dana Whitfield left Meta. " * 1)
    assert [len(part) for part in windows(cut, size=5, overlap=100)] == [1, 1]


def test_what_can_state_no_fact_is_not_asked_about() -> None:
    headings = "\n\n".join(f"a quiet day in the north, part {n}" for n in range(30))
    cut = segments(f"{HIRE}\n\n{headings}\n\nDana Whitfield left Meta.")
    parts = list(windows(cut, size=200, overlap=40))
    assert [joined(part).count("Cohere") for part in parts] == [1, 0]
    assert "Dana Whitfield" in joined(parts[1])


def test_paragraphs_are_kept_apart() -> None:
    assert (
        joined(segments("One left. Two came.\n\nThree stayed."))
        == "One left. Two came.\n\nThree stayed."
    )


def test_a_long_text_is_asked_about_in_parts_and_each_fact_comes_once() -> None:
    text = LONG.replace(" years.", " years of long and quiet and rather dull work" * 4 + ".")

    def complete(messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
        words = messages[1]["content"]
        parts.append(words)
        told = [one for one in PEOPLE if f"{one} has left" in words]
        return answer(
            *(fact("left", f"{one} has left Cohere", person=one, org="Cohere") for one in told)
        )

    parts: list[str] = []
    made = read_with(text, complete)
    assert len(parts) > 1
    assert f"Part 2 of {len(parts)}" in parts[1]
    assert [f.values["person"] for f in made.findings] == PEOPLE
    assert all(f"{f.values['person']} has left" in text[f.start : f.end] for f in made.findings)
    assert made.reader == reader_version("m")


def test_a_text_of_too_many_parts_is_left_to_the_rules() -> None:
    endless = "\n\n".join(
        f"{person} has left Cohere for Meta after {years} years, as was said on that day."
        for years in range(2, 60)
        for person in PEOPLE
    )
    with pytest.raises(NotRead, match="parts") as refused:
        read_with(endless, Says(answer()))
    assert not refused.value.passing


# ── answers ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "Sure! Here are the facts:",
        answer(GIVEN)[:-20],
        "[]",
        '{"facts": {}}',
        '{"facts": NaN}',
        "[" * 100_000,
        '{"facts": ["' + "x" * 500_000 + '"]}',
    ],
    ids=["none", "chat", "cut off", "list", "object", "nan", "deep", "huge"],
)
def test_an_answer_that_is_none_is_asked_for_once_more_and_then_the_rules_read(bad: str) -> None:
    mended = Says(bad, answer(GIVEN))
    assert [line(f) for f in read_with(HIRE, mended).findings] == [
        "joined done: Ines Moreau | Cohere"
    ]
    first, second = mended.asked
    assert first[0] == second[0] and len(second) == 2
    assert second[1]["content"].startswith(first[1]["content"])

    stubborn = Says(bad)
    (made,) = read_many(
        [Text(HIRE, "", PUBLISHED)], gazetteer=GAZETTEER, model="m", begin=lambda: stubborn
    )
    assert len(stubborn.asked) == 2
    assert [line(f) for f in made.findings if f.type == "joined"] == [
        "joined done: Ines Moreau | Cohere | chief scientist | Meta"
    ]
    assert made.reader == instead_version("m") and made.instead


@pytest.mark.parametrize(
    "wrapped",
    [
        "```json\n{}\n```",
        "\n ```\n\n{}```\n\n",
        "<think>Hm. {{</think>\n{}",
        "<think>Hm.</think>\n```json\n{}\n```",
        "  {}\n",
        "Hm, hm.</think>\n\n{}",
        "\ufeff{}",
    ],
)
def test_an_answer_in_a_wrapping_is_one(wrapped: str) -> None:
    told = read_with(HIRE, Says(wrapped.replace("{{", "<").replace("{}", answer(GIVEN))))
    assert len(told.findings) == 1


@pytest.mark.parametrize(
    "bad", ["```" + "\n" * 300_000, "```json\n" * 40_000, "\n" * 300_000 + "x"]
)
def test_an_answer_of_line_breaks_is_refused_at_once(bad: str) -> None:
    began = time.process_time()
    with pytest.raises(NoAnswer):
        facts_of(bad)
    assert time.process_time() - began < 1


@pytest.mark.parametrize("evidence", ["a " * 150_000, "was so " * 500, "\n" * 300_000])
def test_no_evidence_takes_long_to_look_up(evidence: str) -> None:
    text = f"{HIRE} " + "He was so so so. " * 5_000
    page = Page(Text(text, "", PUBLISHED), GAZETTEER)
    began = time.process_time()
    checked = check([{**GIVEN, "evidence": evidence}] * 20, page)
    assert time.process_time() - began < 10
    assert not checked.findings


def test_whatever_fails_in_reading_one_text_by_the_model_the_rules_read_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
        raise ZeroDivisionError("a key that nobody may see")

    asked: list[Any] = [fail, Says(answer(GIVEN))]
    texts = [Text(HIRE, "", PUBLISHED)] * 2
    first, second = read_many(texts, gazetteer=GAZETTEER, model="m", begin=lambda: asked.pop(0))
    assert first.findings and first.reader == instead_version("m")
    assert first.instead == "Reading by the model failed: ZeroDivisionError."
    assert second.reader == reader_version("m")
    assert "ZeroDivisionError" in caplog.text and "nobody may see" not in caplog.text


def test_a_task_whose_time_is_up_is_not_kept_by_its_reading() -> None:
    def late(messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
        raise SoftTimeLimitExceeded

    made = read_many([Text(HIRE)], gazetteer=GAZETTEER, model="m", begin=lambda: late)
    with pytest.raises(SoftTimeLimitExceeded):
        next(made)


def test_where_the_model_cannot_be_asked_for_now_the_rules_read_as_themselves() -> None:
    def refuse(messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
        raise NotRead("spent", passing=True)

    made = list(
        read_many(
            [Text(HIRE, "", PUBLISHED), Text("Hallo Welt, das ist ein deutscher Text über nichts als das Wetter.")],
            gazetteer=GAZETTEER, model="m", begin=lambda: refuse,
        )
    )  # fmt: skip
    assert made[0].findings and made[0].reader == RULES_VERSION and made[0].instead == "spent"
    assert made[1].unread and made[1].reader == reader_version("m")


# ── schema and versions ──────────────────────────────────────────────────────────────────────────


def test_the_schema_has_every_type_with_its_keys_and_asks_for_all_of_them() -> None:
    schema = answer_schema()
    Draft202012Validator.check_schema(schema)
    alternatives = schema["properties"]["facts"]["items"]["anyOf"]
    assert {one["properties"]["type"]["enum"][0] for one in alternatives} == set(FactType)
    for one in alternatives:
        shape = SHAPES[FactType(one["properties"]["type"]["enum"][0])]
        assert set(shape.keys) | {"type", "evidence", "via"} <= set(one["properties"])
        assert one["required"] == list(one["properties"])
        assert one["additionalProperties"] is False
    assert all(set(shape.keys) <= set(KINDS) and set(shape.same) <= set(shape.keys) for shape in SHAPES.values())  # fmt: skip


def test_the_schema_allows_what_it_should_and_nothing_else() -> None:
    validator = Draft202012Validator(answer_schema())
    good = {**GIVEN, "title": None, "unit": None, "from_org": "Meta", "date": None, "date_kind": None, "via": None}  # fmt: skip
    validator.validate({"facts": [good]})
    for bad in (
        {**good, "status": "held"}, {**good, "to_org": "Meta"}, {**good, "evidence": "x" * 601}, GIVEN,
    ):  # fmt: skip
        with pytest.raises(ValidationError):
            validator.validate({"facts": [bad]})


def test_a_schema_without_caps_has_none_anywhere() -> None:
    bare = json.dumps(without_caps(answer_schema()))
    assert "maxLength" not in bare and "maxItems" not in bare
    assert bare.count('"type"') == json.dumps(answer_schema()).count('"type"')


def test_versions_name_the_model_and_fit_their_column() -> None:
    long = "owner/" + "a-model-with-a-very-long-name-indeed-" * 3
    models = ("m", "owner/m", "other/m", "m/", "n/", "/m", "owner/m/", long, long + "b", long[6:])
    names = {reader_version(name) for name in models}
    assert len(names) == len(models)
    assert reader_version("m").endswith(" m") and " m-" in reader_version("owner/m")
    assert all(name == name.strip() and len(name.split()) == 2 for name in names)
    assert all(len(instead_version(name)) <= 40 for name in models)
    assert reading(HIRE, GIVEN).reader == reader_version("m")
