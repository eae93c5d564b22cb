"""What a model tells of one event is one fact, and what it tells of two events is two."""

import random
import time
from datetime import date

import pytest

from tests.extraction.llm_answers import fact, reading
from tests.extraction.names import GAZETTEER
from tracker.extraction import FactType, Finding, Status, Text
from tracker.extraction.llm.merging import merge
from tracker.extraction.llm.page import Page
from tracker.extraction.measuring.plain import line

PERSON = {"person": "Ines Moreau", "org": "Cohere"}


def told(text: str, *facts: object) -> list[tuple[str, str | None]]:
    found = reading(text, *facts, published=date(2025, 6, 18)).findings
    return [(line(finding), finding.date) for finding in found]


def sentences(*words: str) -> tuple[str, ...]:
    return tuple(f"{one}." for one in words)


def test_who_comes_goes_and_comes_back_has_joined_twice() -> None:
    came, went, back = sentences(
        "Ines Moreau joined Cohere in 2019",
        "Ines Moreau left Cohere in 2021",
        "Ines Moreau rejoined Cohere in March 2025 as chief scientist",
    )
    facts = [
        fact("joined", came, **PERSON, date="2019", date_kind="effective"),
        fact("left", went, **PERSON, date="2021", date_kind="effective"),
        fact("joined", back, **PERSON, title="chief scientist", date="2025-03", date_kind="effective"),
    ]  # fmt: skip
    assert told(f"{came} {went} {back}", *facts) == [
        ("joined done: Ines Moreau | Cohere", "2019"),
        ("left done: Ines Moreau | Cohere", "2021"),
        ("joined done: Ines Moreau | Cohere | chief scientist", "2025-03"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "events"),
    [
        (("2025-03", "effective"), ("2025-05", "effective"), 1),
        (("2025-01", "effective"), ("2025-05", "effective"), 2),
        (("2025-01", "effective"), ("2025-05", "told"), 1),
        (("2023-01", "effective"), ("2025-05", "told"), 2),
        (("2025", "effective"), ("2025-05", "effective"), 1),
        ((None, None), ("2025-05", "effective"), 1),
        ((None, None), ("2019", "effective"), 1),
    ],
)
def test_a_move_told_of_two_days_is_one_where_the_days_are_near(
    first: tuple[str, str], second: tuple[str, str], events: int
) -> None:
    text = "Ines Moreau left Cohere in {}. Ines Moreau left Cohere, it was said in {}."
    text = text.format(*(_in_words(day) for day, _ in (first, second)))
    facts = [
        fact("left", one, **PERSON, date=day, date_kind=kind)
        for one, (day, kind) in zip(text.split(". "), (first, second), strict=True)
    ]
    assert len(told(text, *facts)) == events


def _in_words(day: str | None) -> str:
    months = {"01": "January", "03": "March", "05": "May"}
    return f"{months.get(day[5:], '')} {day[:4]}".strip() if day else "the end"


def test_what_is_to_come_is_not_what_was_done_long_ago() -> None:
    came, comes = sentences(
        "Ines Moreau joined Cohere in 2016", "Ines Moreau will join Cohere again"
    )
    facts = [
        fact("joined", came, **PERSON, date="2016", date_kind="effective"),
        fact("joined", comes, **PERSON, status="announced"),
    ]
    assert told(f"{came} {comes}", *facts) == [
        ("joined done: Ines Moreau | Cohere", "2016"),
        ("joined announced: Ines Moreau | Cohere", None),
    ]


def test_a_seat_on_a_board_is_another_arrival_than_a_post() -> None:
    text = "Ines Moreau joined Cohere and joined Cohere's board."
    facts = [fact("joined", text, **PERSON), fact("joined", text, **PERSON, title="board member")]
    assert len(told(text, *facts)) == 2


@pytest.mark.parametrize(
    ("titles", "posts"),
    [
        (("CEO", "chief executive officer"), ["CEO"]),
        (("Chief Scientist", "chief scientist"), ["Chief Scientist"]),
        (("chief scientist", "chief executive"), ["chief scientist", "chief executive"]),
    ],
)
def test_a_post_is_one_however_its_title_is_written(
    titles: tuple[str, str], posts: list[str]
) -> None:
    text = "Ines Moreau is {} of Cohere. She was made {} of Cohere.".format(*titles)
    facts = [
        fact("role", one, **PERSON, title=title)
        for one, title in zip(text.split(". "), titles, strict=True)
    ]
    assert [line(f).split(" | ")[-1] for f in reading(text, *facts).findings] == posts


def test_the_same_post_in_two_units_is_two() -> None:
    text = "Ines Moreau is head of Cohere Labs. She was head of Cohere Health, and head of it all."
    first, second = text.split(". ")
    facts = [
        fact("role", first, **PERSON, title="head", unit="Cohere Labs"),
        fact("role", second, **PERSON, title="head", unit="Cohere Health"),
        fact("role", second, **PERSON, title="head"),
    ]
    assert [one for one, _ in told(text, *facts)] == [
        "role done: Ines Moreau | Cohere | Cohere Labs | head",
        "role done: Ines Moreau | Cohere | Cohere Health | head",
    ]


# ── organizations ────────────────────────────────────────────────────────────────────────────────


def test_two_layoffs_are_two_and_what_has_no_figure_is_of_the_nearest() -> None:
    first, second, third = sentences(
        "Intel laid off 1,200 people in January 2025",
        "Intel laid off 300 people in May 2025",
        "Intel cut jobs",
    )
    facts = [
        fact("layoff", first, org="Intel", count=1200, date="2025-01", date_kind="effective"),
        fact("layoff", second, org="Intel", count=300, date="2025-05", date_kind="effective"),
        fact("layoff", third, org="Intel"),
    ]
    assert told(f"{first} {second} {third}", *facts) == [
        ("layoff done: Intel | - | 1200", "2025-01"),
        ("layoff done: Intel | - | 300", "2025-05"),
    ]


def test_a_layoff_is_one_whose_share_and_number_are_told_apart() -> None:
    text = "Intel laid off 1,200 people. It was a tenth of the people of Intel, or 10 percent."
    first, second = text.split(". ")
    facts = [
        fact("layoff", first, org="Intel", count=1200),
        fact("layoff", second, org="Intel", percent=10),
    ]
    (found,) = reading(text, *facts).findings
    assert (found.values["count"], found.values["percent"]) == (1200, 10)


def test_layoffs_of_two_months_are_two() -> None:
    text = "Intel laid people off in January 2025. Intel laid people off in March 2025."
    facts = [
        fact("layoff", one, org="Intel", date=day, date_kind="effective")
        for one, day in zip(text.split(". "), ("2025-01", "2025-03"), strict=True)
    ]
    assert len(told(text, *facts)) == 2


def test_stakes_of_two_sizes_are_two() -> None:
    text = "Meta bought 10 percent of Larkmoor. Meta bought 49 percent of Larkmoor for $2 billion."
    first, second = text.split(". ")
    both = {"acquirer": "Meta", "target": "Larkmoor"}
    facts = [
        fact("stake", first, **both, percent=10),
        fact("stake", second, **both, percent=49, amount_usd=2e9),
        fact("stake", second, **both, amount_usd=2e9),
    ]
    assert [one for one, _ in told(text, *facts)] == [
        "stake done: Meta | Larkmoor | 10",
        "stake done: Meta | Larkmoor | 49 | 2000000000",
    ]


def test_a_round_of_which_the_sum_comes_later_is_one() -> None:
    text = "Cohere raised money in a round led by Larkmoor. Cohere raised $500 million."
    first, second = text.split(". ")
    facts = [
        fact("funding", first, org="Cohere", lead="Larkmoor"),
        fact("funding", second, org="Cohere", amount_usd=500_000_000),
    ]
    assert [one for one, _ in told(text, *facts)] == [
        "funding done: Cohere | 500000000 | - | Larkmoor"
    ]


def test_of_two_copies_of_a_quotation_the_longer_one_stays() -> None:
    text = "“Models that cannot plan will never be trusted,” said Dana Whitfield of Cohere."
    facts = [
        fact("statement", text, person="Dana Whitfield", quote=quote)
        for quote in ("Models that cannot plan", "Models that cannot plan will never be trusted")
    ]
    (found,) = reading(text, *facts).findings
    assert found.values["quote"] == "Models that cannot plan will never be trusted"


def test_the_order_in_which_a_model_tells_facts_changes_none() -> None:
    text = "Ines Moreau left Cohere in 2021, and Ines Moreau left Cohere in May 2025."
    days = (None, "2021", "2025-05")
    facts = [
        fact("left", text, **PERSON, date=day, date_kind="effective", status=status)
        for day in days
        for status in ("announced", "done")
    ]
    dice = random.Random(5)
    told_so = set()
    for _ in range(20):
        dice.shuffle(facts)
        told_so.add(tuple(told(text, *facts)))
    assert told_so == {
        (
            ("left done: Ines Moreau | Cohere", "2021"),
            ("left done: Ines Moreau | Cohere", "2025-05"),
        )
    }


def test_a_thousand_quotations_of_one_person_are_soon_told_apart() -> None:
    page = Page(Text("Ann Lee spoke."), GAZETTEER)
    said = [
        Finding(FactType.STATEMENT, None, {"person": "Ann Lee", "quote": f"{n}. " + "So it is. " * 50}, 0, 14, "m", 0.7)
        for n in range(1000, 2000)
    ]  # fmt: skip
    began = time.process_time()
    assert len(merge(said, page)) == 1000
    assert time.process_time() - began < 10


def test_the_day_of_a_change_goes_before_that_of_its_telling() -> None:
    text = "Ines Moreau will join Cohere in September 2025. That Ines Moreau joins Cohere was confirmed on Monday."
    first, second = text.split(". ")
    facts = [
        fact("joined", first, **PERSON, status="announced", date="2025-09", date_kind="effective"),
        fact("joined", second, **PERSON, date="2025-06-16", date_kind="told"),
    ]
    assert told(text, *facts) == [("joined done: Ines Moreau | Cohere", "2025-09")]


def test_a_round_of_long_ago_lends_nothing_to_one_without_a_day() -> None:
    text = (
        "Cohere raised $500 million, it said. Cohere raised money in 2022 in a round led by Inovia."
    )
    first, second = text.split(". ")
    facts = [
        fact("funding", first, org="Cohere", amount_usd=500_000_000),
        fact("funding", second, org="Cohere", lead="Inovia", date="2022", date_kind="effective"),
    ]
    assert told(text, *facts) == [
        ("funding done: Cohere | 500000000", None),
        ("funding done: Cohere | - | - | Inovia", "2022"),
    ]


def test_nobody_reports_to_whoever_has_the_same_name_in_full() -> None:
    text = "Moreau reports to Ines Moreau at Cohere."
    given = fact("reports_to", text, person="Moreau", manager="Ines Moreau", org="Cohere")
    assert told(text, given) == []


def test_names_of_hundreds_are_filled_out_at_once() -> None:
    page = Page(Text("Ann Lee spoke."), GAZETTEER)
    lines = [
        Finding(
            FactType.REPORTS_TO, Status.DONE,
            {"person": f"Ann {'Bo ' * 40}N{n}", "manager": f"Cy {'Di ' * 40}M{n}", "org": "Intel"}, 0, 14, "m", 0.7,
        )
        for n in range(900)
    ]  # fmt: skip
    began = time.process_time()
    assert len(merge(lines, page)) == 900
    assert time.process_time() - began < 10
