"""Names, figures and quotations of a model that stand in a text, but not as what they are told for."""

import pytest

from tests.extraction.llm_answers import fact, reading
from tracker.extraction.measuring.plain import line


def told(text: str, *facts: object) -> list[str]:
    return [line(finding) for finding in reading(text, *facts).findings]


# ── names ────────────────────────────────────────────────────────────────────────────────────────


def test_a_name_does_not_reach_over_the_end_of_a_sentence_or_a_paragraph() -> None:
    text = "It was all the work of Ines. Moreau joined Cohere.\n\nLarkmoor\n\nLabs are quiet today."
    joined = "Moreau joined Cohere."
    given = fact("joined", joined, person="Moreau", org="Cohere")
    assert told(text, given) == ["joined done: Moreau | Cohere"]
    assert told(text, given | {"person": "Ines. Moreau"}) == []
    assert told(text, given | {"from_org": "Larkmoor Labs"}) == ["joined done: Moreau | Cohere"]


def test_a_name_may_go_on_in_the_next_line_of_its_sentence() -> None:
    text = (
        "Yesterday evening, long after the lights had gone out, it was said that Ines\n"
        "Moreau has joined Cohere, which had been looking for somebody like her for a\n"
        "long time. Nobody in the house was surprised, and few were ready to talk about\n"
        "it at length when they were asked."
    )
    assert told(
        text, fact("joined", "Moreau has joined Cohere", person="Ines Moreau", org="Cohere")
    ) == ["joined done: Ines Moreau | Cohere"]


@pytest.mark.parametrize(
    ("org", "kept"), [("xAI", True), ("4paradigm", True), ("rival", False), ("the company", False)]
)
def test_an_organization_has_a_capital_or_a_figure_or_is_known(org: str, kept: bool) -> None:
    text = f"Ines Moreau has joined {org} this week."
    made = reading(text, fact("joined", text, person="Ines Moreau", org=org))
    assert len(made.findings) == kept
    assert kept or made.dropped["without org"] == 1


def test_a_unit_needs_no_capital() -> None:
    text = "Cohere has closed its safety team."
    assert told(text, fact("unit_dissolved", text, org="Cohere", unit="safety team")) == [
        "unit_dissolved done: Cohere | safety team"
    ]


def test_a_little_word_of_a_name_is_not_the_name() -> None:
    filler = " ".join(f"A {n}th talk of the day was about chips and power." for n in range(20))
    text = f"The New School hired many. {filler} It cut the new jobs for good."
    given = fact("layoff", "It cut the new jobs for good.", org="The New School")
    assert reading(text, given).dropped == {"names far from the evidence": 1}


# ── figures ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Meta bought Larkmoor for $2 billion.", 100),
        ("Meta is taking over Larkmoor.", 100),
        ("Meta took a stake in Larkmoor.", None),
        ("Meta invested $2 billion in Larkmoor.", None),
        ("Meta bought 10 percent of Larkmoor.", None),
        ("Meta bought shares of Larkmoor.", None),
        ("Meta and Larkmoor work together from now on.", None),
        ("Meta bought half of Larkmoor.", None),
    ],
)
def test_the_whole_of_a_company_is_bought_where_no_part_of_it_is_told(
    text: str, percent: int | None
) -> None:
    given = fact("stake", text, acquirer="Meta", target="Larkmoor", percent=100)
    (found,) = reading(text, given).findings
    assert found.values.get("percent") == percent


def test_a_figure_is_the_texts_own() -> None:
    text = "Intel laid off 15,000 people, or 10.5 percent."
    given = fact("layoff", text, org="Intel", count=15_014, percent=10.509)
    assert told(text, given) == ["layoff done: Intel | - | 15000 | 10.5"]


def test_a_share_in_words_is_a_share() -> None:
    text = "Intel laid off a fifth of its people."
    assert told(text, fact("layoff", text, org="Intel", percent=20)) == ["layoff done: Intel | - | - | 20"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "kept"),
    [
        ("Shares of Intel fell 11 percent.", -11, True),
        ("Shares of Intel fell 11 percent.", 11, False),
        ("Shares of Intel rose 11 percent.", 11, True),
        ("Shares of Intel rose 11 percent.", -11, False),
        ("Shares of Intel rose, and then fell 11 percent.", -11, True),
        ("Shares of Intel ended 11 percent in the red.", -11, True),
    ],
)
def test_shares_go_where_the_sentence_says(text: str, value: int, kept: bool) -> None:
    made = reading(text, fact("market_reaction", text, org="Intel", percent=value))
    assert len(made.findings) == kept
    assert kept or made.dropped["without percent or amount_usd"] == 1


def test_a_figure_that_is_no_number_costs_its_fact_only() -> None:
    text = "Intel laid off 1,200 people. Ines Moreau left Intel."
    first, second = text.split(". ")
    made = reading(
        text,
        fact("layoff", first, org="Intel", count=float("nan")),
        fact("layoff", first, org="Intel", count=float("inf"), percent=float("-inf")),
        fact("spending", first, org="Intel", amount_usd=float("nan")),
        float("nan"),
        fact("left", second, person="Ines Moreau", org="Intel"),
    )
    assert [line(found) for found in made.findings] == ["layoff done: Intel", "left done: Ines Moreau | Intel"]  # fmt: skip
    assert made.dropped == {"without amount_usd": 1, "no object": 1}


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("in 2019", True),
        ("(2019)", True),
        ("back in the spring of 2019", True),
        ("with 2019 people", False),
        ("after 2019 days", False),
        ("and 2019 engineers", False),
        ("for $2019", False),
    ],
)
def test_a_number_is_a_year_where_it_stands_as_one(words: str, kept: bool) -> None:
    text = f"Tomás Herrera left Mistral AI {words}."
    given = fact("left", text, person="Tomás Herrera", org="Mistral AI", date="2019")
    made = reading(text, given)
    assert made.findings[0].date == ("2019" if kept else None)
    assert kept or made.dropped == {"date: not in the text": 1}


# ── quotations ───────────────────────────────────────────────────────────────────────────────────

SAID = "“Models that can’t plan will never be trusted,” said Dana Whitfield of Cohere."


def statement(evidence: str = SAID, **changes: object) -> dict[str, object]:
    keys = {"person": "Dana Whitfield", "quote": "Models that can't plan will never be trusted"}
    return fact("statement", evidence, **(keys | changes))


@pytest.mark.parametrize(
    "text",
    [
        SAID,
        SAID.replace("“", '"').replace("”", '"'),
        SAID.replace("“", "‘").replace("”", "’"),
        SAID.replace("“", "'").replace("”", "'").replace("can’t", "can't"),
        SAID.replace("“", "«").replace("”", "»"),
        "Dana Whitfield of Cohere said: “Models that can’t plan will never be trusted.",
    ],
)
def test_a_quotation_stands_in_quotation_marks_of_any_shape(text: str) -> None:
    (found,) = reading(text, statement(text)).findings
    assert str(found.values["quote"]).replace("’", "'") == statement()["quote"]


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("Models that can’t plan will never be trusted, Dana Whitfield of Cohere said.", {}),
        ("“Oh,” said Dana Whitfield. Models that can’t plan will never be trusted. “No,” she said.", {}),
        (SAID, {"quote": "said Dana Whitfield of Cohere"}),
        (SAID, {"quote": "a"}),
        (f"“{'Plan it again. ' * 60}” said Dana Whitfield.", {"quote": "Plan it again. " * 60}),
    ],
)  # fmt: skip
def test_narration_is_no_quotation_and_nothing_endless_is_one(
    text: str, changes: dict[str, object]
) -> None:
    said = next(one for one in text.split(". ")[::-1] if "said" in one)
    made = reading(text, statement(said, **changes))
    assert not made.findings
    assert made.dropped["without quote"] == 1


def test_a_quotation_of_one_person_is_not_anothers() -> None:
    text = f"{SAID} Ines Moreau shook her head."
    made = reading(text, statement(person="Ines Moreau"))
    assert made.dropped == {"quote of somebody else": 1}


@pytest.mark.parametrize(
    "said",
    [
        "“Plans are all that matters to us,” she said on Monday.",
        "“Plans are all that matters to us,” the head of Cohere told Bloomberg.",
        "“Plans are all that matters to us,” Whitfield has said before.",
        "“Plans are all that matters to us,” said the head of Cohere.",
        "She told Ines Moreau: “Plans are all that matters to us.”",
    ],
)
def test_whoever_a_quotation_does_not_name_may_be_named_before(said: str) -> None:
    text = f"Dana Whitfield came to London. {said}"
    made = reading(text, statement(said, quote="Plans are all that matters to us"))
    assert len(made.findings) == 1, made.dropped


def test_a_quotation_far_from_its_evidence_is_none() -> None:
    filler = " ".join(f"The {n}th talk of the day was about chips and power." for n in range(9))
    last = "Dana Whitfield spoke of many other things that evening."
    made = reading(f"{SAID} {filler} {last}", statement(last))
    assert made.dropped == {"quote: not in the text": 1, "without quote": 1}


# ── what is counted ──────────────────────────────────────────────────────────────────────────────


def test_whatever_is_left_out_of_an_answer_is_counted() -> None:
    text = "Intel laid off 1,200 people."
    made = reading(text, *[fact("layoff", text, org="Intel", count=1200, via="Larkmoor Post")] * 95)
    assert [line(found) for found in made.findings] == ["layoff done: Intel | - | 1200"]
    assert made.dropped == {"too many facts": 15, "via: not in the text": 80}
