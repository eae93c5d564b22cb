"""The moves of several people who are told of together: the day of each, both ends, and whose board they sit on."""

from __future__ import annotations

from tests.extraction.reading import findings, told


def _days(text: str, what: str) -> dict[object, str | None]:
    """Who comes, or goes, on which day."""
    return {one.values.get("person"): one.date for one in findings(text) if one.type.value == what}


def test_each_has_gone_on_a_day_of_his_own() -> None:
    text = "Harlan Voss left Kestrel Labs in December, Lena Katz and Joel Marsh in February."
    assert _days(text, "left") == {
        "Harlan Voss": "2024-12",
        "Lena Katz": "2025-02",
        "Joel Marsh": "2025-02",
    }


def test_who_makes_the_same_journey_has_his_own_day_and_both_its_ends() -> None:
    text = (
        "Tina Roper has joined Brindlewood. In May she had left Kestrel Labs. "
        "Joel Marsh made the same move in 2022."
    )
    assert _days(text, "joined")["Joel Marsh"] == _days(text, "left")["Joel Marsh"] == "2022"
    assert "left done: Joel Marsh | Kestrel Labs | - | Brindlewood" in told(text)


def test_a_board_is_that_of_the_company_whose_board_was_spoken_of_last() -> None:
    text = (
        "The co-founder of Kestrel Labs, Reid Hoff, has left the board of Brindlewood. "
        "Shiv Zill has disappeared from the list of directors as well."
    )
    assert "left done: Shiv Zill | Brindlewood | board member" in told(text)


def test_who_was_dismissed_has_left_where_the_sentence_before_puts_him() -> None:
    text = (
        "Brindlewood has hired Harlan Voss. At Kestrel Labs he had stood by Tina Roper, who worked for him. "
        "Roper was dismissed in May."
    )
    assert "left done: Tina Roper | Kestrel Labs" in told(text)
    assert "left done: Tina Roper | Brindlewood" not in told(text)
