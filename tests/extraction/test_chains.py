"""One person's moves as a chain: where somebody is by then, what he leaves, and where he comes back to, each on its day."""

from __future__ import annotations

from tests.extraction.reading import findings

type Move = tuple[str, object, str | None]


def _moves(text: str, *, person: str) -> set[Move]:
    """The comings and goings of somebody: of which kind, where, and when."""
    return {
        (found.type.value, found.values.get("org"), found.date)
        for found in findings(text)
        if found.values.get("person") == person and found.type.value in {"joined", "left"}
    }


def test_a_place_returned_to_in_the_same_sentence_is_come_to_twice() -> None:
    text = (
        "Nora Bell is leaving Mistral. She came to Cohere in 2016, "
        "went off to Anthropic in 2019 to be director of design, and returned in 2022."
    )
    assert {
        ("joined", "Cohere", "2016"),
        ("left", "Cohere", "2019"),
        ("joined", "Anthropic", "2019"),
        ("left", "Anthropic", "2022"),
        ("joined", "Cohere", "2022"),
    } <= _moves(text, person="Nora Bell")


def test_who_is_hired_away_leaves_the_place_come_to_last() -> None:
    text = (
        "Cohere took Nora Bell on in January 2016 as vice president of hardware, "
        "Mistral hired her away in April 2018, and in June 2020 she walked out of there as well."
    )
    assert _moves(text, person="Nora Bell") == {
        ("joined", "Cohere", "2016-01"),
        ("left", "Cohere", "2018-04"),
        ("joined", "Mistral", "2018-04"),
        ("left", "Mistral", "2020-06"),
    }


def test_who_moved_on_left_where_he_had_come_by_then() -> None:
    text = (
        "Ivo Brandt left Halden University in 1987 for the University of Turin. "
        "In 1998 he moved on to Calder University, and by 2001 he was back in Turin."
    )
    assert {
        ("left", "University of Turin", "1998"),
        ("left", "Calder University", "2001"),
        ("joined", "University of Turin", "2001"),
    } <= _moves(text, person="Ivo Brandt")


def test_a_return_for_a_time_does_not_undo_a_later_leaving() -> None:
    text = (
        "Nora Bell left Cohere in March 2019 to run a choir. "
        "In March 2016 she quit Cohere to work for Anthropic, only to return a year later."
    )
    left = [f for f in findings(text) if f.values.get("org") == "Cohere" and f.date == "2019-03"]
    assert [(f.type.value, f.status and f.status.value) for f in left] == [("left", "done")]


def test_who_came_from_elsewhere_in_another_year_is_not_where_he_went_then() -> None:
    text = (
        "Nora Bell retired from Cohere on June 2, the company said. Bell had come back in February 2021 "
        "from Mistral, which she ran as chief executive; she had first left Cohere in 2009, for Anthropic."
    )
    moves = _moves(text, person="Nora Bell")
    assert ("joined", "Cohere", "2021-02") in moves
    assert ("joined", "Anthropic", "2021-02") not in moves
