"""Quotations of a model: where they stand, who says them, and what it takes to look them up."""

import time

import pytest

from tests.extraction.llm_answers import fact, reading

Q = "Plans are all that matters to us"
BEFORE = "Dana Whitfield came to London to meet Cohere."


def said(evidence: str, person: str = "Dana Whitfield", quote: str = Q) -> dict[str, object]:
    return fact("statement", evidence, person=person, quote=quote)


@pytest.mark.parametrize(
    "words",
    [
        f"“{Q},” the Cohere CEO said.",
        f"“{Q},” Cohere’s CTO told reporters.",
        f"“{Q},” the Cohere founder wrote on X.",
        f"“{Q},” the Canadian said.",
        f"“{Q},” the chief of Cohere in Toronto said.",
        f"Later She also said: “{Q}.”",
        f"Reuters said she was sure: “{Q}.”",
        f"“{Q},” explained Dana Whitfield.",
    ],
)
def test_a_post_a_company_or_a_paper_before_the_verb_is_nobody_else(words: str) -> None:
    made = reading(f"{BEFORE} {words}", said(words))
    assert [found.values["quote"] for found in made.findings] == [Q], made.dropped


@pytest.mark.parametrize(
    "words",
    [
        f"“{Q},” said Dana Whitfield of Cohere.",
        f"“{Q},” explained Dana Whitfield of Cohere.",
        f"“{Q},” said chief executive Dana Whitfield.",
        f"“{Q},” said the head of it all, Dana Whitfield.",
        f"According to Dana Whitfield, “{Q}.”",
        f"“It is hard. {Q},” said Whitfield.",
    ],
)
def test_what_one_says_is_not_said_by_whoever_is_named_beside(words: str) -> None:
    smiles = "Ines Moreau of Meta smiled at the remark."
    made = reading(
        f"{BEFORE} Ines Moreau was there too. {words} {smiles}",
        said(smiles, "Ines Moreau"),
        said(words.rsplit(". ", maxsplit=1)[-1], "Ines Moreau"),
    )
    assert not made.findings
    assert made.dropped["quote of somebody else"] == 2


def test_a_quotation_that_begins_sentences_before_is_known_from_what_is_told() -> None:
    text = (
        '"We have been at it for years. We plan it all with care. We are nearly there," Dana Whitfield said. '
        'The talks had failed for good. "Cohere will be fine without them," Whitfield said on Monday.'
    )
    last = "Whitfield said on Monday."
    kept = said(last, quote="Cohere will be fine without them")
    made = reading(text, kept, said(last, quote="The talks had failed for good"))
    assert [found.values["quote"] for found in made.findings] == [kept["quote"]]
    (found,) = reading(text, said("Dana Whitfield said", quote="We are nearly there")).findings
    assert found.values["quote"] == "We are nearly there"


def test_a_quotation_may_go_on_in_the_next_line_of_its_paragraph() -> None:
    text = (
        "At a meeting of the company that went on for most of the evening in Toronto, Dana\n"
        "Whitfield of Cohere told those present that “models that cannot plan will never be\n"
        "trusted by anybody who has to pay for them, and this will not change in our time,”\n"
        "and that the company had known as much for as long as there had been a company."
    )
    quote = "models that cannot plan will never be trusted by anybody who has to pay for them"
    (found,) = reading(text, said("told those present that", quote=quote)).findings
    assert found.values["quote"] == quote


def test_quotation_marks_without_end_cost_no_time() -> None:
    open_marks = "It was 'a 'b 'c 'd 'e 'f 'g at the time. " * 4_000
    text = f"{BEFORE} {open_marks}“{Q},” said Dana Whitfield of Cohere."
    began = time.process_time()
    reading(text, *[said("said Dana Whitfield of Cohere")] * 40)
    assert time.process_time() - began < 10
