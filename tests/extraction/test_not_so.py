"""Sentences that seem to tell a move or a founding, and do not."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Lena Ford almost joined Apple in 2019 but chose Cohere.",
            {"joined done: Lena Ford | Apple"},
        ),
        ("Tom Reyes nearly left OpenAI last year.", {"left done: Tom Reyes | OpenAI"}),
        (
            "Tom Reyes is leaving Google DeepMind to start a company, Bloomberg reported, citing people familiar with the matter.",
            {"founded reported: Tom Reyes | Google DeepMind"},
        ),
        (
            "The lawsuit says Tom Reyes took xAI's secrets to OpenAI, where he began in August.",
            {"founded done: Tom Reyes | OpenAI"},
        ),
        (
            "Google DeepMind has lost Lena Ford to Microsoft, whose AI chief, Mustafa Suleyman, once worked with her.",
            {"left done: Mustafa Suleyman | Google DeepMind | AI chief"},
        ),
        (
            "Investor Lena Ford of Sequoia Capital has joined the board of Harvey.",
            {"left done: Lena Ford | Sequoia Capital | - | Harvey"},
        ),
        (
            "OpenAI has hired Convogo's team, including co-founders Matt Cooper and Evan Cater, it said on Thursday.",
            {"founded done: Matt Cooper | OpenAI", "founded done: Evan Cater | OpenAI"},
        ),
        (
            "Dee Templeton becomes Microsoft's deputy CTO. Safe Superintelligence hired its first head of security, a woman "
            "named Orla Byrne.",
            {"joined done: Dee Templeton | Safe Superintelligence | head of security"},
        ),
        (
            "Lakera has appointed Anna Brandt, formerly of Palo Alto Networks, to its Board of Directors.",
            {"left done: Anna Brandt | Palo Alto Networks"},
        ),
        (
            "Lena Ford has a new boss: Databricks moved her team under Tom Reyes, the chief product officer.",
            {"role done: Lena Ford | Databricks | - | boss"},
        ),
        (
            "Hires: Lena Ford (Google to Anthropic), Tom Reyes (Meta to xAI), Mia Lund (Apple to OpenAI).",
            {"left done: Lena Ford | Meta", "left done: Tom Reyes | Google"},
        ),
    ],
)
def test_what_only_seems_to_be_told_is_no_fact(text: str, facts: set[str]) -> None:
    assert not facts & told(text)


def test_whoever_starts_as_chief_of_a_company_after_a_post_elsewhere_has_joined_it() -> None:
    text = (
        "Lena Ford, most recently chief product officer at Figma, starts as CEO of Replit in May."
    )
    assert "joined announced: Lena Ford | Replit | CEO" in told(text)


def test_whoever_takes_a_seat_on_a_board_has_joined_the_board() -> None:
    text = "Investor Lena Ford of Sequoia Capital has joined the board of Harvey."
    assert "joined done: Lena Ford | Harvey | board member" in told(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Tom Reyes, Amazon's head of AGI, denied on Friday that he was about to quit.",
            {
                "left denied: Tom Reyes | Amazon | head of AGI",
                "role held: Tom Reyes | Amazon | - | head of AGI",
            },
        ),
        (
            "Tom Reyes did not deny that he was about to leave Amazon.",
            {"left rumoured: Tom Reyes | Amazon"},
        ),
        (
            "Salesforce's AI chief Lena Ford is said to be heading for the exit.",
            {"left reported: Lena Ford | Salesforce | AI chief"},
        ),
    ],
)
def test_what_is_denied_or_hearsay_is_told_as_such(text: str, facts: set[str]) -> None:
    assert told(text) == facts


def test_a_list_of_moves_gives_both_ends_in_brackets() -> None:
    text = "Hires: Lena Ford (Google to Anthropic), Tom Reyes (Meta to xAI), Mia Lund (Apple to OpenAI)."
    assert told(text) >= {
        "joined done: Lena Ford | Anthropic | - | Google",
        "left done: Mia Lund | Apple | - | OpenAI",
        "left done: Tom Reyes | Meta | - | xAI",
    }


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "“I have decided to leave Anthropic,” Lena Ford wrote.",
            "left announced: Lena Ford | Anthropic",
        ),
        (
            "“I will join Mistral as chief scientist in May,” Lena Ford said on X.",
            "joined announced: Lena Ford | Mistral | chief scientist",
        ),
    ],
)
def test_whoever_speaks_of_himself_tells_his_own_move_and_states_no_view(
    text: str, fact: str
) -> None:
    assert told(text) == {fact}


def test_whoever_is_hired_with_the_team_comes_from_its_company() -> None:
    text = "OpenAI has hired Convogo's team, including co-founders Matt Cooper and Evan Cater, it said on Thursday."
    assert told(text) == {
        "founded done: Evan Cater | Convogo",
        "founded done: Matt Cooper | Convogo",
        "joined done: Evan Cater | OpenAI | - | Convogo",
        "joined done: Matt Cooper | OpenAI | - | Convogo",
        "left done: Evan Cater | Convogo | - | OpenAI",
        "left done: Matt Cooper | Convogo | - | OpenAI",
    }


def test_whom_a_company_employed_before_has_not_left_it_now() -> None:
    text = "Nora Bell won the prize. Cohere, which employed her before she was famous, applauded."
    assert not any(fact.startswith("left") for fact in told(text))
