"""Which day belongs to which fact: of its own clause, of its telling, of another sentence."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extraction.reading import findings
from tracker.extraction import FactType, Status
from tracker.extraction.measuring.plain import PUBLISHED


def _days(text: str, kind: FactType, *, published: date = PUBLISHED) -> list[tuple[object, ...]]:
    """The day and its kind of each fact of one type, in the order of the text."""
    return [
        (found.date, found.date_kind)
        for found in findings(text, published=published)
        if found.type is kind
    ]


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        # counted back from the change that came after
        ("Ines Duarte is leaving Cohere two years after joining it.", FactType.LEFT, None),
        ("Ines Duarte is back at Cohere a fortnight after she joined Adept.", FactType.JOINED, "2025-06"),
        # the clause of its own
        ("Ines Duarte and Per Holm, who founded Adept in 2019, have left it.", FactType.LEFT, None),
        ("Ines Duarte lost her job at Cohere in February 2024.", FactType.LEFT, "2024-02"),
        ("The previous spring Cohere had dismissed Ines Duarte.", FactType.LEFT, "2025"),
    ],
)  # fmt: skip
def test_a_day_belongs_to_the_fact_of_its_clause(
    text: str, kind: FactType, day: str | None
) -> None:
    assert day in [found for found, _ in _days(text, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Cohere has dismissed Ines Duarte. She had ignored two warnings, an internal memo said on Tuesday.",
        "Ines Duarte is leaving Cohere. \"It was a good time,\" she wrote on Tuesday.",
        "Ines Duarte is leaving Cohere. The news broke on Tuesday, and nobody was surprised.",
        "The Herald had the story on Tuesday: Ines Duarte is leaving Cohere.",
    ],
)  # fmt: skip
def test_a_day_told_beside_the_news_is_that_of_its_telling(text: str) -> None:
    assert _days(text, FactType.LEFT)[0] == ("2025-06-17", "told")


@pytest.mark.parametrize(
    "text",
    [
        "Ines Duarte is leaving Cohere. An analyst had called the firm's plans thin in 2023.",
        "Ines Duarte is leaving Cohere. Investors met on Tuesday to talk about chips.",
        "Ines Duarte left Cohere in March. \"It was a good time,\" she wrote on Tuesday.",
    ],
)  # fmt: skip
def test_what_the_next_sentence_tells_of_other_things_is_no_day_of_the_news(text: str) -> None:
    assert _days(text, FactType.LEFT)[0] in {(None, None), ("2025-03", "effective")}


@pytest.mark.parametrize(
    "last",
    [
        "Her last day is 30 June.",
        "Her final day at the firm will be 30 June.",
        "30 June is her last day.",
    ],
)
def test_the_last_day_is_that_of_the_leaving(last: str) -> None:
    text = f"Ines Duarte has resigned from Cohere. {last}"
    assert ("2025-06-30", "effective") in _days(text, FactType.LEFT)


def test_a_deal_that_closes_is_the_one_told_last() -> None:
    text = (
        "Databricks bought Kiln last year. Salesforce has agreed to buy Adept for $200 million."
        " The purchase should close in the second half of 2026."
    )
    found = {one.values["target"]: one.date for one in findings(text) if one.type is FactType.STAKE}
    assert found == {"Kiln": "2024", "Adept": "2026"}


@pytest.mark.parametrize(
    "denial",
    [
        "\"Not true,\" the firm's spokesman replied.",
        "\"That is simply false,\" the firm wrote.",
        "The firm denied the report.",
    ],
)  # fmt: skip
def test_a_report_that_the_next_sentence_denies_is_denied_and_has_no_day(denial: str) -> None:
    text = f"Bloomberg reported on Monday that Ines Duarte has left Cohere. {denial}"
    (left,) = [one for one in findings(text) if one.type is FactType.LEFT]
    assert (left.status, left.date) == (Status.DENIED, None)


@pytest.mark.parametrize(
    "reply",
    [
        "The firm has not denied the report.",
        "\"We are not true believers,\" the firm's spokesman said.",
        "The firm would not say whether the report was true.",
    ],
)  # fmt: skip
def test_what_is_no_denial_leaves_a_report_a_report(reply: str) -> None:
    text = f"Bloomberg reported on Monday that Ines Duarte has left Cohere. {reply}"
    (left,) = [one for one in findings(text) if one.type is FactType.LEFT]
    assert (left.status, left.date) == (Status.REPORTED, "2025-06-16")


def test_a_time_in_brackets_is_that_of_the_brackets() -> None:
    text = "Salesforce, having failed to buy Adept (it was valued at $2 billion in April), has bought Kiln."
    assert {found for found, _ in _days(text, FactType.STAKE)} == {None}


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        # "'d" is "had" where the day is past
        ("So is Mia Lund of Cohere, who'd come over from Nvidia in 2023 to lead sales.", FactType.LEFT, Status.DONE),
        ("Ines Duarte of Cohere had her last day on Friday.", FactType.LEFT, Status.DONE),
        ("Friday is the last day of Ines Duarte at Cohere, and Friday is her last day.", FactType.LEFT, Status.ANNOUNCED),
    ],
)  # fmt: skip
def test_what_has_its_day_in_the_past_has_happened(
    text: str, kind: FactType, status: Status
) -> None:
    assert {found.status for found in findings(text) if found.type is kind} == {status}


def test_a_post_that_is_announced_has_no_day_of_months_ago() -> None:
    text = "Mia Lund, who joined Cohere in March, becomes its chief scientist."
    found = {one.type: one.date for one in findings(text)}
    assert found[FactType.JOINED] == "2025-03"
    assert found[FactType.ROLE] is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Cohere has bought Adept, which trains agents. The purchase was announced on Monday.", FactType.STAKE),
        ("Cohere has raised $90 million. Lakestar led the round, which was made public on Monday.", FactType.FUNDING),
        ("Cohere is cutting 40 jobs in Toronto. Staff learned of the decision on Monday.", FactType.LAYOFF),
        ("Ines Duarte has left Cohere, the maker of language models. A spokesman confirmed it on Monday.", FactType.LEFT),
    ],
)  # fmt: skip
def test_the_news_that_a_report_begins_with_is_of_the_day_that_the_next_sentence_tells(
    text: str, kind: FactType
) -> None:
    assert _days(text, kind) == [("2025-06-16", "told")]


@pytest.mark.parametrize(
    "text",
    [
        "Ines Duarte will join Cohere. Adept announced on Monday that sales had doubled.",
        "Cohere has bought Adept. It opened an office on Monday, and on Tuesday another one.",
        "Cohere has bought Adept. Bo Lind, who founded it, went sailing on Monday.",
    ],
)
def test_a_day_of_other_things_is_not_that_of_the_news(text: str) -> None:
    assert [day for kind in (FactType.STAKE, FactType.JOINED) for day, _ in _days(text, kind)] == [
        None
    ]


def test_the_end_of_a_post_is_the_day_until_which_somebody_had_it() -> None:
    text = "Ines Duarte, who was chief scientist of Cohere until 2021, teaches in Lisbon."
    assert _days(text, FactType.ROLE) == [("2021", "effective")]


def test_whoever_is_succeeded_has_his_post_until_the_day_of_the_succession() -> None:
    text = "Ines Duarte succeeds Bo Lind as chief executive of Cohere on July 1."
    assert _days(text, FactType.ROLE) == [("2025-07-01", "effective")] * 2


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nora Bell is to step down as chief executive of Cohere. The change takes effect on July 1.", FactType.LEFT),
        ("Nora Bell is retiring as president of Cohere. Her departure takes effect on July 1.", FactType.LEFT),
        ("Cohere has promoted Nora Bell to president. The promotion is effective from July 1.", FactType.ROLE),
        ("Cohere has hired Nora Bell of Adept as president. Her first day is July 1.", FactType.JOINED),
        ("Nora Bell was named president of Cohere on Monday and will begin on July 1.", FactType.JOINED),
        ("Nora Bell starts at Cohere on July 1 and will report to Ivo Brandt.", FactType.REPORTS_TO),
    ],
)  # fmt: skip
def test_a_change_has_the_day_on_which_another_sentence_lets_it_begin(
    text: str, kind: FactType
) -> None:
    assert _days(text, kind) == [("2025-07-01", "effective")]


def test_what_the_lead_and_the_next_sentence_tell_happened_on_one_day() -> None:
    text = "The board of Cohere met on Monday. It dismissed Nora Bell as chief executive."
    assert [day for day, _ in _days(text, FactType.LEFT)] == ["2025-06-16"]


def test_who_is_to_come_has_not_left_yet() -> None:
    text = "Cohere has hired Nora Bell from Adept as president. She starts on July 1."
    assert {one.type: one.status for one in findings(text)} == {
        FactType.JOINED: Status.ANNOUNCED,
        FactType.LEFT: Status.ANNOUNCED,
    }
