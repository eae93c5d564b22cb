"""Likeness of texts: rewrites of one report, templates filled in twice, and texts that only repeat."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.news.likeness import bands_of, copies, is_rewrite, sentences_of, shingles, words_of

REPORT = (
    "Halden's chief scientist, Mira Talvik, is leaving the company after nine years to start a "
    "laboratory of her own, according to three people who were told of her plans this week. "
    "Talvik has argued for years that language models alone will never plan or reason, and her "
    "group lost half of its computing budget in the spring. Halden declined to comment. "
    "The company, which employs 4,200 people, reorganised its research in July and put a new "
    "division above her laboratory. Investors have offered the new firm $300 million, two of the "
    "people said. Colleagues expect a dozen researchers to follow her before the end of the year."
)
REWRITE = (
    "Mira Talvik, Halden's chief scientist, is leaving the company after nine years to start a "
    "laboratory of her own, the Harbour Gazette reported. "
    "Talvik has argued for years that language models alone will never plan or reason. "
    "The company, which employs 4,200 people, reorganised its research in July and put a new "
    "division above her laboratory. Investors have offered the new firm $300 million. "
    "Halden shares fell in early trading."
)
OWN_REPORT = (
    "After months of quarrels over computing budgets, Mira Talvik has told colleagues at Halden "
    "that she will go, people close to her said. She wants to found a laboratory for models that "
    "plan, and several investors are ready to pay for it. A spokesman for Halden would not say who "
    "will lead its research then. Talvik came to Halden nine years ago from a university chair."
)
NOTICE = (
    "{company} has appointed {name} as {title}, the company said on {day}. {last} will take up the "
    "post on 1 September and report to the chief executive. Before that {last} spent {years} years "
    "at {before}. {company} is based in Oslo, builds models for industrial robots and is backed by "
    "a group of Nordic pension funds. It did not give the terms of the appointment."
)
ADA = NOTICE.format(
    company="Halden",
    name="Ada Lindqvist",
    last="Lindqvist",
    title="chief financial officer",
    day="Monday",
    years="eleven",
    before="Ostra",
)
BEN = NOTICE.format(
    company="Halden",
    name="Ben Okafor",
    last="Okafor",
    title="chief financial officer",
    day="Thursday",
    years="eleven",
    before="Norwick",
)
STAKE = (
    "Halden has raised its stake in Ostra to {percent} percent, a filing showed on Friday. The fund "
    "has bought shares since the spring and says that it has no plans for an offer. Ostra builds "
    "chips for data centres and employs 800 people."
)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (REPORT, REPORT.upper(), True),
        (REPORT, REWRITE, True),
        (REPORT, REPORT[: len(REPORT) // 2], True),
        (ADA, ADA.replace("on Monday", "on 9 June").replace("eleven", "11"), True),
        (REPORT, OWN_REPORT, False),
        (ADA, BEN, False),
        (f"{REPORT}\n\n{ADA}", ADA, False),
        (f"{REPORT}\n\n{ADA}", REPORT, True),
        (ADA, ADA.replace("Halden", "Norwick"), False),
        (ADA, ADA.replace("Ada Lindqvist", "Bea Lindqvist"), False),
        (STAKE.format(percent="5.1"), STAKE.format(percent="9.8"), False),
        (STAKE.format(percent="5.1"), STAKE.format(percent="5.1") + " It was told late.", True),
        ("", "", False),
        ("Ada", "Ada", True),
    ],
)
def test_a_rewrite_is_told_from_a_report_of_one_s_own_and_from_a_template_filled_in_again(
    one: str, other: str, alike: bool
) -> None:
    assert is_rewrite(one, other) is alike
    assert is_rewrite(other, one) is alike


@pytest.mark.parametrize("other", [REWRITE, REPORT[: len(REPORT) // 2], REPORT + " " + OWN_REPORT])
def test_a_rewrite_shares_a_band_and_so_is_found(other: str) -> None:
    assert set(bands_of(REPORT)) & set(bands_of(other))


def test_a_report_of_one_s_own_shares_no_band() -> None:
    assert not set(bands_of(REPORT)) & set(bands_of(OWN_REPORT))


KNOWN_BANDS = [-6641381881405219577, -6220143632031440671]


def test_bands_are_the_same_in_every_process_and_release() -> None:
    """They are stored: another number would find none of the articles that stand."""
    assert bands_of("Ada Lindqvist has joined Halden as chief scientist.")[:2] == KNOWN_BANDS


@pytest.mark.parametrize("text", ["", "...", "Ada leaves"])
def test_a_text_of_fewer_than_three_words_is_looked_for_nowhere(text: str) -> None:
    assert bands_of(text) == []


@pytest.mark.parametrize(
    ("shorter", "repeats"),
    [
        (REPORT, True),
        (REPORT.split("Halden declined", maxsplit=1)[0], True),
        (f"OSLO, June 12 (Wire) - {REPORT}", True),
        (
            f"By Ines Moreau and Tom Vale\n\n{REPORT}\n\nReporting by Ines Moreau; editing by B. Low",
            True,
        ),
        (f"{REPORT} This article was first published by the Harbour Gazette.", True),
        (REPORT.replace("is leaving", "is not leaving"), False),
        (f"{REPORT} She denied it.", False),
        (REPORT.replace("$300 million", "$400 million"), False),
        (f"{REPORT} Ada leaves.", False),
    ],
)
def test_only_what_says_nothing_of_its_own_repeats_a_report(shorter: str, *, repeats: bool) -> None:
    assert (set(sentences_of(shorter)) <= set(sentences_of(REPORT))) is repeats


def test_a_text_of_bylines_only_is_no_part_of_another() -> None:
    assert sentences_of("By Ines Moreau") and sentences_of("") != sentences_of("By Ines Moreau")


def test_copies_follow_from_the_order_of_publication_and_lead_to_an_original() -> None:
    members = [
        (1, "a", [10, 11]),
        (2, "b", [10]),
        (3, "b", [10]),
        (4, "c", [10, 12]),
        (5, "d", [12]),
    ]
    assert copies(members) == {1: None, 2: 1, 3: 1, 4: None, 5: 4}


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sets(st.integers(1, 4), min_size=1)), max_size=6)
)
def test_a_copy_repeats_an_earlier_article_that_repeats_nobody(
    drawn: list[tuple[str, set[int]]],
) -> None:
    members = [(pk, words, sorted(said)) for pk, (words, said) in enumerate(drawn)]
    result = copies(members)
    for article, repeated in result.items():
        if repeated is not None:
            assert repeated < article
            assert result[repeated] is None


@given(st.text(max_size=200), st.text(max_size=200))
def test_likeness_of_any_two_texts_is_mutual_and_never_fails(one: str, other: str) -> None:
    assert is_rewrite(one, other) is is_rewrite(other, one)
    assert len(bands_of(one)) in {0, 42}
    assert sentences_of(one)


def test_words_are_the_same_however_they_are_set() -> None:
    assert words_of("Halden’s “new” lab—it’s open") == ["halden", "new", "lab", "it", "open"]
    assert shingles("One two") == {"one two"}
    assert len({bands_of(" ".join(words))[0] for words in permutations(["ada", "bea", "cy"])}) > 1
