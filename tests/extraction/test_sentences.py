"""How a text falls into sentences, and which of them are read."""

from __future__ import annotations

import pytest

from tracker.extraction.sentences import (
    LONGEST_SENTENCE,
    can_state_a_fact,
    is_boilerplate,
    segments,
)


def test_every_sentence_stands_where_its_offsets_say() -> None:
    text = "  Intel hired Ann Lee.  She starts in May!\n\n# A heading\n“It is time,” she said. (He agreed.)\n"
    assert [text[s.start : s.end] for s in segments(text)] == [s.text for s in segments(text)]
    assert [s.text for s in segments(text)] == [
        "Intel hired Ann Lee.",
        "She starts in May!",
        "A heading",
        "“It is time,” she said.",
        "(He agreed.)",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Lee joined Acme Inc. in May.",
        "He met J. R. Smith of the U.S. Navy.",
        "It raised $1.5 billion at 4 p.m. on Monday.",
        "She works for Yahoo! in Paris and X.AI in Rome.",
        "J. P. Morgan hired Ann Lee of St. Louis.",
        "Acme Inc. said so at 9 a.m. on Jan. 1.",
        "She is No. 2 at Yahoo! Inc. and a friend of Gen. Roe.",
    ],
)
def test_a_full_stop_inside_a_name_or_number_ends_nothing(text: str) -> None:
    assert len(segments(text)) == 1


def test_a_sentence_that_stands_twice_counts_once() -> None:
    text = "Intel has hired Ann Lee as its chief. " * 3
    assert len(segments(text)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to improve your experience.",
        "By Jane Doe, staff writer",
        "Subscribe to our newsletter for more.",
        "Reporting by John Roe; editing by Ann Lee",
        "© 2025 Example Media. All rights reserved.",
        "This page is no financial advice, see the disclaimer.",
        "Click here to read more about the chief executive of Intel.",
        "By Jane Doe, senior reporter",
        "By Jane Doe and John van der Roe",
        "(Reporting by Jane Doe in Oslo; Editing by John Roe)",
        "Sam Altman, chief executive of OpenAI, speaks in Davos. Photographer: John Roe/Bloomberg",
        "Ann Lee (left) with the chief executive of Intel",
        "Fernhill undertakes no obligation to update its forward-looking statements.",
        "By clicking accept you agree to our privacy policy.",
        "By Hamza al-Rashidi and Jean de la Cruz, Reuters, updated 3 May 2024",
        "By Jane Doe-Roe | London-based reporter",
        "press@fernhill.example",
        "NVDA 135.20 +1.2% INTC 22.10 -0.5%",
        "Company | Person | Role",
        "Ann Lee, chief executive of Intel, speaks in Berlin. Max Roe/Getty Images",
        "Ann Lee, chief executive of Intel, speaks in Berlin. Getty Images",
        "Ann Lee, chief executive of Intel, in Berlin (Getty Images)",
        "Ann Lee, chief executive of Intel, in Berlin | Shutterstock",
        "Ann Lee, chief executive of Intel. Photo: Unsplash",
        "Ann Lee of Intel in Berlin via Adobe Stock",
        "Max Roe Getty Images",
    ],
)
def test_page_furniture_is_left_out(line: str) -> None:
    assert segments(line) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "By Wednesday he was gone, back at his old employer.",
        "Photo editing start-up Lumen has hired Ann Lee.",
        "JavaScript inventor Rolf Berg left Mozilla in April.",
        "Newsletter platform Quill named Ann Lee chief executive.",
        "Ann Lee, a friend of this newsletter's inbox, left Intel.",
        "Ann Lee, who ran search, left, and Jon Roe took over.",
        "Up next: Falk Ventures, a firm that will back start-ups.",
        "Please join us in congratulating Ann Lee, who became a partner on Monday.",
        "Getty Images has hired Ann Lee as its chief technology officer.",
        "Ann Lee has left Meta for Shutterstock.",
        "Unsplash founder Ann Lee joins Getty Images.",
        "A fund bought Alamy, and Ann Lee left it.",
        "The Reckoner podcast has Ann Lee, a partner at Index, so that you need not ask.",
    ],
)
def test_a_sentence_with_a_word_of_page_furniture_is_no_furniture(sentence: str) -> None:
    assert not is_boilerplate(sentence)
    assert [segment.candidate for segment in segments(sentence)] == [True]


@pytest.mark.parametrize(
    ("sentence", "candidate"),
    [
        ("Intel has hired Ann Lee.", True),
        ("Ann Lee is chief executive of Intel.", True),
        ("Rosa Lind bolted in March.", True),
        ("Jan Roe hung up his badge.", True),
        ("On Friday she decamped to Zurich.", True),
        ("Its head of research now fronts a rival.", True),
        ("Kilnworks was swallowed whole.", True),
        ("The shares leapt 14 per cent.", True),
        ("The price: $2.5bn for the lot.", True),
        ("Cohere will own 51 percent of the company.", True),
        ("Intel holds 14 per cent and Nvidia 13.", True),
        ("Intel has its own cafeteria in Oslo.", False),
        ("Oslo gets a new Cohere hub.", True),
        ("The model answers in half the time.", False),
        ("It costs $30 and weighs 2 kilos.", False),
        ("Version 2.4 repairs a bug on Linux.", False),
        ("The sky over Oslo is blue tonight.", False),
        ("nobody hired anybody.", False),
        ("A New Chief for Intel", False),
    ],
)
def test_a_sentence_without_a_name_or_a_telling_word_is_not_parsed(
    sentence: str, candidate: bool
) -> None:
    assert can_state_a_fact(sentence) is candidate


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("She joined Apple Inc. The firm pays well.", 2),
        ("It rose at 4 p.m. Shares had been flat.", 2),
        ("He moved to the U.S. He likes it.", 2),
        ("It closed its Series B. It grew.", 2),
        ("She said no. Then she left.", 2),
        ("Lee left. xAI hired her.", 2),
        ("“It is over.” He smiled.", 2),
        ("She left in May.[3] He stayed.", 2),
        ("She left.The chief stayed.", 2),
        ("“Really?” she asked.", 1),
    ],
)
def test_a_full_stop_ends_a_sentence_where_another_opens(text: str, parts: int) -> None:
    assert len(segments(text)) == parts


def test_lines_broken_to_a_width_are_one_paragraph() -> None:
    text = (
        "Intel said on Tuesday that it had hired\nAnn Lee from Google to run its chip\n"
        "design team in Oregon from May. She will\nreport to Pat Roe.\n"
    )
    assert [segment.text for segment in segments(text)] == [
        "Intel said on Tuesday that it had hired Ann Lee from Google to run its chip design team in Oregon from May.",
        "She will report to Pat Roe.",
    ]
    assert [text[s.start : s.end].replace("\n", " ") for s in segments(text)] == [
        segment.text for segment in segments(text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Intel has hired Ann Lee as its chief scientist",
        "The sky is blue.\nIntel has hired Ann Lee as its chief scientist",
        "Moves:\n- Ann Lee, from Intel to Cohere as CTO\n- Jon Roe, to Runway",
    ],
)
def test_a_last_line_without_a_full_stop_is_read(text: str) -> None:
    assert segments(text)[-1].candidate


def test_of_a_paragraph_that_holds_the_credit_of_a_picture_the_rest_is_read() -> None:
    talk = "The board met on Sunday, as it does once in a month. " * 9
    text = f"Ann Lee has joined Intel. (Photo by Max Roe/Getty Images) {talk}Bo Roe has left Intel."
    cut = [sentence.text for sentence in segments(text)]
    assert cut[0] == "Ann Lee has joined Intel." and cut[-1] == "Bo Roe has left Intel."


def test_a_sentence_too_long_to_read_is_read_in_parts() -> None:
    text = "; ".join(
        f"Ann Lee of Intel met Jon Roe of Cohere for the {n}th time" for n in range(60)
    )
    assert len(segments(f"{text}.")) > 1


def test_a_sentence_too_long_to_read_is_cut_at_its_commas_where_nothing_else_parts_it() -> None:
    talk = ", ".join(f"the {n}th of many who came to talk about it" for n in range(200))
    text = f"Intel has hired Ann Lee, {talk}, Meta has hired Bo Roe."
    cut = segments(text)
    assert all(len(sentence.text) <= LONGEST_SENTENCE for sentence in cut)
    assert cut[0].text.startswith("Intel has hired Ann Lee")
    assert cut[-1].text.endswith("Meta has hired Bo Roe.")
    assert sum(len(sentence.text) for sentence in cut) > len(text) - 2 * len(cut)


@pytest.mark.parametrize("mark", ["•", "•  ", "▪", "✅", "✅\ufe0f ", "• 🚀 "])
def test_a_mark_before_an_entry_is_no_part_of_it(mark: str) -> None:
    text = "\n".join(f"{mark}{name} has joined Meta." for name in ("Ann Lee", "Bo Roe", "Cy Day"))
    cut = segments(text)
    assert [sentence.text.split(" has ")[0] for sentence in cut] == ["Ann Lee", "Bo Roe", "Cy Day"]
    assert [sentence.entry for sentence in cut] == [1, 2, 3]


@pytest.mark.parametrize("mark", ["🚀 ", "🤖", "☀️ ", "👩🏽 💥"])
def test_a_picture_before_a_paragraph_makes_no_list_of_it(mark: str) -> None:
    text = "\n\n".join(f"{mark}{name} has joined Meta." for name in ("Ann Lee", "She", "Cy Day"))
    cut = segments(text)
    assert [sentence.text.split(" has ")[0] for sentence in cut] == ["Ann Lee", "She", "Cy Day"]
    assert [sentence.entry for sentence in cut] == [None, None, None]


@pytest.mark.parametrize("above", ["", "EXCLUSIVE\n\n", "Technology\n3 June 2025\n\n"])
def test_the_lead_is_read_whatever_stands_above_it(above: str) -> None:
    cut = segments(f"{above}Kilnworks would like it quieter.\n\nThe sky over Oslo is blue tonight.")
    read = [sentence.text for sentence in cut if sentence.candidate]
    assert read == ["Kilnworks would like it quieter."]


def test_a_list_is_numbered_and_so_are_the_items_of_a_digest() -> None:
    bullets = "Intel hired four:\n- Ann Lee\n- Jon Roe, of Cohere\n- Uma Rao\nThe firm is glad."
    assert [segment.entry for segment in segments(bullets)] == [None, 1, 2, 3, None]
    assert {segment.item for segment in segments(bullets)} == {0}
    live = "10:32 a.m.\nCohere hired Ann Lee.\n10:40 a.m.\nRunway grew.\n11:02 a.m.\nUma Rao left Oracle. She slept."
    assert [segment.item for segment in segments(live)] == [0, 1, 2, 2]


def test_subheads_of_one_story_are_no_digest() -> None:
    text = "\n".join(
        f"{heading}\nCohere said that {name} would leave. She was its chief."
        for heading, name in (
            ("A search", "Ann Lee"),
            ("A start", "Jon Roe"),
            ("An end", "Uma Rao"),
        )
    )
    assert {segment.item for segment in segments(text)} == {0}


def test_lines_broken_to_a_width_by_any_mark_are_one_paragraph() -> None:
    words = (
        "Intel said on Tuesday that it had hired",
        "Ann Lee from Google to run its chip",
        "design team in Oregon from May. She will",
        "report to Pat Roe.",
    )
    parts = [
        [s.text for s in segments(mark.join(words))] for mark in ("\n", "\x0b", "\x85", "\u2028")
    ]
    assert parts[1:] == parts[:1] * 3


PAID = "Ann Lee, the chief scientist, hires engineers."


def test_an_advertisement_for_a_post_is_known_by_its_headings() -> None:
    text = "\n\n".join(
        (
            "About the role",
            PAID,
            "* Key responsibilities",
            PAID,
            "Requirements",
            PAID,
            "Benefits",
            PAID,
        )
    )
    assert not any(segment.candidate for segment in segments(text))


def test_a_sentence_is_read_for_the_company_that_the_next_one_takes_up() -> None:
    text = "The spring was quiet. Cohere did the same again. It has hired Ann Lee from Anthropic."
    assert [segment.candidate for segment in segments(text)][1:] == [True, True]


def test_a_name_that_an_item_of_a_digest_begins_with_is_read() -> None:
    text = "Halden. Its chief, Ann Lee, has left.\n\nThe spring was quiet. Quiet. So was May."
    assert [segment.candidate for segment in segments(text)][:2] == [True, True]
    assert not any(segment.candidate for segment in segments(text)[2:])
