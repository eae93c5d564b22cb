"""Of what a model says only what stands in the text becomes a finding."""

import time
from datetime import date

import pytest

from tests.extraction.llm_answers import fact, reading
from tracker.extraction.measuring.plain import line

HIRE = "Ines Moreau has joined Cohere from Meta as chief scientist."
LEAVING = "Tomás Herrera left Mistral AI in January 2025."
MONEY = "Cohere raised $500 million at a valuation of $5.5 billion in a round led by Larkmoor."
ARTICLE = f"{HIRE} {LEAVING}\n\n{MONEY}"


def told(text: str, *facts: object, title: str = "") -> list[str]:
    return [line(finding) for finding in reading(text, *facts, title=title).findings]


def hire(evidence: object = HIRE, **changes: object) -> dict[str, object]:
    keys = {
        "person": "Ines Moreau",
        "org": "Cohere",
        "title": "chief scientist",
        "from_org": "Meta",
    }
    return fact("joined", evidence, **(keys | changes))


def test_a_fact_that_the_text_states_is_found_with_its_sentence() -> None:
    (found,) = reading(ARTICLE, hire()).findings
    assert line(found) == "joined done: Ines Moreau | Cohere | chief scientist | Meta"
    assert ARTICLE[found.start : found.end] == HIRE
    assert found.rule.startswith("llm-") and 0 < found.probability < 1


@pytest.mark.parametrize(
    "evidence",
    [
        "has joined Cohere from Meta",
        "“Ines Moreau has joined Cohere from Meta as chief scientist.”",
        "ines moreau has  joined\nCohere from Meta as chief scientist",
        f"{HIRE} {LEAVING}",
    ],
)
def test_the_evidence_is_the_texts_own_sentence_however_it_was_copied(evidence: str) -> None:
    (found,) = reading(ARTICLE, hire(evidence)).findings
    assert ARTICLE[found.start : found.end] == HIRE


@pytest.mark.parametrize("unseen", ["\0", "\ud800", "\u202e", "\u200b", "\x1b"])
def test_characters_that_nobody_sees_are_taken_out_of_what_a_model_says(unseen: str) -> None:
    title = f"chief{unseen} scientist{unseen}"
    assert told(ARTICLE, hire(title=title)) == told(ARTICLE, hire())
    plant = "Intel spent $2 billion on new chips in Oregon."
    spent = {"org": "Intel", "amount_usd": 2_000_000_000}
    (found,) = reading(plant, fact("spending", plant, **spent, purpose=f"new{unseen} chips")).findings  # fmt: skip
    assert found.values["purpose"] == "new chips"


def test_a_name_too_long_to_be_one_costs_no_time() -> None:
    pairs = "Ines Moreau was seen there at noon. Ines Moreau has joined Cohere as its head.\n" * 60
    start = time.process_time()
    reading(pairs, hire("was seen there at noon. Ines Moreau has joined", org="b " * 195_000))
    assert time.process_time() - start < 2


def test_quotes_and_dashes_of_another_shape_are_the_same_words() -> None:
    text = "“It’s a start,” said Priya Raman – who joined Cohere’s board."
    given = fact("joined", '"It\'s a start," said Priya Raman - who joined Cohere\'s board.',
                 person="Priya Raman", org="Cohere", title="board member")  # fmt: skip
    (found,) = reading(text, given).findings
    assert text[found.start : found.end] == text
    assert found.values["title"] == "board member"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (hire("Ines Moreau was hired by Cohere away from Meta."), "evidence not in the text"),
        (hire("has"), "no evidence"),
        (hire(""), "no evidence"),
        (hire(evidence=7), "no evidence"),
        (hire(person="Wren Oduya"), "without person"),
        (hire(person="Alexandra Moreau"), "without person"),
        (hire(person="She"), "without person"),
        (hire(person="Cohere", org="Meta"), "without person"),
        (hire(org="Tessaly"), "without org"),
        (hire(org=None), "without org"),
        (hire(org="Co"), "without org"),
        (hire(org=["Cohere"]), "without org"),
        (hire(status="held"), "no such status"),
        (hire(status="certain"), "no such status"),
        (hire(status=None), "no such status"),
        (hire() | {"type": "poached"}, "no such type"),
        (hire() | {"type": None}, "no such type"),
        ("joined", "no object"),
        (None, "no object"),
        (fact("role", HIRE, person="Ines Moreau", org="Cohere", title="prophet"), "without title"),
        (fact("role", HIRE, person="Ines Moreau", org="Cohere"), "without title"),
        (fact("reports_to", HIRE, person="Ines Moreau", manager="Ines Moreau", org="Cohere"),
         "one name for two"),
        (fact("founded", LEAVING, person="Tomás Herrera"), "without org"),
        (fact("spending", MONEY, org="Cohere", amount_usd=7_000_000_000), "without amount_usd"),
        (fact("spending", MONEY, org="Cohere", amount_usd=True), "without amount_usd"),
        (fact("spending", MONEY, org="Cohere", amount_usd="500000000"), "without amount_usd"),
        (fact("spending", MONEY, org="Cohere", amount_usd=10**400), "without amount_usd"),
        (fact("spending", MONEY, org="Cohere", amount_usd=-(10**400)), "without amount_usd"),
        (fact("spending", MONEY, org="Cohere", amount_usd=10.0**300), "without amount_usd"),
        (hire(HIRE * 200), "evidence not in the text"),
        (hire() | {"type": ["joined"]}, "no such type"),
        (fact("statement", HIRE, person="Ines Moreau", quote="We will win."), "without quote"),
    ],
)  # fmt: skip
def test_what_is_not_in_the_text_is_dropped_with_its_reason(given: object, why: str) -> None:
    made = reading(ARTICLE, given, hire())
    assert [line(f) for f in made.findings] == [
        "joined done: Ines Moreau | Cohere | chief scientist | Meta"
    ]
    assert made.dropped[why] == 1


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ({"from_org": "Tessaly"}, "joined done: Ines Moreau | Cohere | chief scientist"),
        ({"from_org": "Cohere"}, "joined done: Ines Moreau | Cohere | chief scientist"),
        ({"title": "chief prophet"}, "joined done: Ines Moreau | Cohere | - | Meta"),
        ({"title": 9}, "joined done: Ines Moreau | Cohere | - | Meta"),
        ({"title": "—"}, "joined done: Ines Moreau | Cohere | - | Meta"),
        ({"title": "#1"}, "joined done: Ines Moreau | Cohere | - | Meta"),
        ({"amount_usd": 5, "password": "x"},
         "joined done: Ines Moreau | Cohere | chief scientist | Meta"),
    ],
)  # fmt: skip
def test_a_value_that_is_not_in_the_text_is_left_out_where_the_fact_can_do_without(
    changes: dict[str, object], left: str
) -> None:
    assert told(ARTICLE, hire(**changes)) == [left]


def test_a_fact_about_people_who_are_named_far_from_its_evidence_is_dropped() -> None:
    filler = " ".join(f"The {n}th talk of the day was about chips and power." for n in range(20))
    text = f"{HIRE} {filler} Later somebody left the hall in Toronto."
    given = fact(
        "left", "Later somebody left the hall in Toronto.", person="Ines Moreau", org="Cohere"
    )
    assert reading(text, given).dropped == {"person far from the evidence": 1}


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("After a while Hope left the hall in Toronto.", True),
        ("IN SPRING HOPE LEFT THE HALL IN TORONTO.", True),
        ("In the hope of more she left the hall in Toronto.", False),
        ("Will they ever say who left the hall in Toronto?", False),
    ],
)
def test_somebody_is_named_by_a_surname_in_its_own_capitals(sentence: str, kept: bool) -> None:
    filler = " ".join(f"The {n}th talk of the day was about chips and power." for n in range(20))
    given = fact("left", sentence, person="Will Hope", org="Cohere")
    made = reading(f"Will Hope came to Cohere. {filler} {sentence}", given)
    assert len(made.findings) == kept
    assert kept or made.dropped == {"person far from the evidence": 1}


def test_names_are_spelt_as_the_text_spells_them() -> None:
    text = "INES MOREAU TO LEAVE\n\nInes  Moreau has joined Mila O’Brien at Cohere."
    sentence = "Ines Moreau has joined Mila O'Brien at Cohere."
    given = fact("joined", sentence, person="ines moreau", org="COHERE")
    assert told(text, given) == ["joined done: INES MOREAU | Cohere"]
    assert told(text, given | {"person": "Ines Moreau"}) == ["joined done: Ines Moreau | Cohere"]
    assert told(text, given | {"person": "Mila O'Brien"}) == ["joined done: Mila O’Brien | Cohere"]


def test_a_name_does_not_reach_from_the_text_into_its_title() -> None:
    text = "Somebody has joined Cohere, said Ines"
    given = fact("joined", text, person="Ines Moreau", org="Cohere")
    assert told(text, given, title="Moreau is gone") == []


def test_she_is_whoever_was_named_before() -> None:
    text = f"{HIRE} She leads the new research team."
    given = fact("role", "She leads the new research team.", person="Ines Moreau", org="Cohere", title="head", status="held")  # fmt: skip
    (found,) = reading(text, given).findings
    assert line(found) == "role held: Ines Moreau | Cohere | - | head"
    assert text[found.start : found.end] == "She leads the new research team."


def test_a_name_may_stand_in_the_title_only() -> None:
    given = fact(
        "left", "The chief scientist has left Cohere this week.", person="Moreau", org="Cohere"
    )
    text = "Moreau was the third to go. The chief scientist has left Cohere this week."
    assert told(text, given | {"org": "Tessaly"}, title="Tessaly loses Moreau")


def test_one_of_several_chiefs_is_a_chief() -> None:
    text = "Ines Moreau and Dana Whitfield become co-CEOs of Cohere at once."
    given = fact("role", text, person="Ines Moreau", org="Cohere", title="co-CEO")
    assert told(text, given) == ["role done: Ines Moreau | Cohere | - | co-CEO"]


# ── figures ──────────────────────────────────────────────────────────────────────────────────────


def test_sums_and_shares_are_those_of_the_sentence() -> None:
    given = fact("funding", MONEY, org="Cohere", amount_usd=500_000_000, valuation_usd=5.5e9, lead="Larkmoor")  # fmt: skip
    assert told(ARTICLE, given) == ["funding done: Cohere | 500000000 | 5500000000 | Larkmoor"]
    assert told(ARTICLE, given | {"amount_usd": 5_000_000_000, "valuation_usd": 1e300}) == [
        "funding done: Cohere | - | - | Larkmoor"
    ]


def test_all_of_a_company_is_a_hundred_percent_though_no_number_says_so() -> None:
    text = "Meta bought Larkmoor for $2 billion."
    given = fact("stake", text, acquirer="Meta", target="Larkmoor", percent=100, amount_usd=2e9)
    assert told(text, given) == ["stake done: Meta | Larkmoor | 100 | 2000000000"]
    assert told(text, given | {"percent": 51}) == ["stake done: Meta | Larkmoor | - | 2000000000"]


def test_shares_fall_below_nought_and_nothing_else_does() -> None:
    text = "Intel laid off 1,200 people and its shares fell 11 percent."
    fall = fact("market_reaction", text, org="Intel", percent=-11)
    cut = fact("layoff", text, org="Intel", count=1200, percent=-11)
    assert told(text, fall, cut) == [
        "layoff done: Intel | - | 1200", "market_reaction done: Intel | -11",
    ]  # fmt: skip


# ── dates ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2025-01", "2025-01"),
        ("2025-01-14", "2025-01"),
        ("2025", "2025"),
        ("2024-01", None),
        ("2025-13", None),
        ("2025-02-30", None),
        ("January 2025", None),
        ("0999", None),
        ("9999", None),
        (2025, None),
        ("2025-06-18", "2025"),
    ],
)
def test_a_date_agrees_with_the_words_for_it_and_is_no_finer(
    given: object, kept: str | None
) -> None:
    fact_given = fact("left", LEAVING, person="Tomás Herrera", org="Mistral AI", date=given)
    (found,) = reading(LEAVING, fact_given).findings
    assert found.date == kept
    assert found.date_kind == ("told" if kept else None)


def test_relative_words_count_from_the_day_of_publication() -> None:
    text = "Tomás Herrera left Mistral AI on Monday."
    given = fact("left", text, person="Tomás Herrera", org="Mistral AI", date="2025-06-16", date_kind="effective")  # fmt: skip
    (found,) = reading(text, given).findings
    assert (found.date, found.date_kind) == ("2025-06-16", "effective")
    (found,) = reading(text, given, published=None).findings
    assert found.date is None


def test_the_day_of_publication_alone_is_no_date() -> None:
    (found,) = reading(HIRE, hire(date="2025-06-18"), published=date(2025, 6, 18)).findings
    assert found.date is None


# ── statements and credit ────────────────────────────────────────────────────────────────────────


def test_a_quotation_is_the_texts_own_words() -> None:
    text = "“Models that can’t plan will never be trusted,” said Dana Whitfield of Cohere."
    given = fact("statement", text, person="Dana Whitfield", topic="models", quote="Models that can't plan will never be trusted")  # fmt: skip
    (found,) = reading(text, given | {"topic": "the downfall of everything"}).findings
    assert found.values["quote"] == "Models that can’t plan will never be trusted"
    assert "topic" not in found.values and found.status is None


def test_credit_goes_to_whom_the_text_credits() -> None:
    text = "Tomás Herrera left Mistral AI, the Larkmoor Post reported."
    given = fact("left", text, person="Tomás Herrera", org="Mistral AI", status="reported")
    assert reading(text, given | {"via": "Larkmoor Post"}).findings[0].via == "Larkmoor Post"
    assert reading(text, given | {"via": "Larkmoor Times"}).findings[0].via is None
    assert reading(text, given | {"via": "larkmoor post"}).findings[0].via == "Larkmoor Post"
    assert reading(text, given | {"via": "reported"}).findings[0].via is None
    filler = " ".join(f"The {n}th talk of the day was about chips and power." for n in range(3))
    far = f"{text} {filler} Larkmoor News was there."
    assert reading(far, given | {"via": "Larkmoor News"}).findings[0].via is None


# ── each fact once ───────────────────────────────────────────────────────────────────────────────


def test_a_fact_told_twice_is_one_fact_with_all_that_was_said() -> None:
    text = f"{HIRE} Moreau joined Cohere in May 2025, the company confirmed."
    again = fact("joined", "Moreau joined Cohere in May 2025", person="Moreau", org="Cohere", date="2025-05")  # fmt: skip
    (found,) = reading(text, hire(status="reported"), again).findings
    assert line(found) == "joined done: Ines Moreau | Cohere | chief scientist | Meta"
    assert found.date == "2025-05"


def test_a_denial_stands_beside_what_it_denies() -> None:
    text = "Ines Moreau was said to join Cohere. Ines Moreau denied that she had joined Cohere."
    first, second = text.split(". ")
    facts = [
        fact("joined", first, person="Ines Moreau", org="Cohere", status="reported"),
        fact("joined", second, person="Ines Moreau", org="Cohere", status="denied"),
    ]
    assert told(text, *facts) == ["joined reported: Ines Moreau | Cohere", "joined denied: Ines Moreau | Cohere"]  # fmt: skip


def test_two_people_of_one_name_are_not_taken_for_one() -> None:
    text = "Ines Moreau joined Cohere. Paul Moreau joined Meta. Moreau left Intel."
    facts = [
        fact("joined", "Ines Moreau joined Cohere.", person="Ines Moreau", org="Cohere"),
        fact("joined", "Paul Moreau joined Meta.", person="Paul Moreau", org="Meta"),
        fact("left", "Moreau left Intel.", person="Moreau", org="Intel"),
    ]
    assert "left done: Moreau | Intel" in told(text, *facts)
