"""Those who go with somebody or after him: they come from where he does, and not where that is not told of them."""

from __future__ import annotations

from tests.extraction.reading import told


def _of(person: str, text: str) -> set[str]:
    """What a text tells of one person."""
    return {line for line in told(text) if f": {person} |" in line}


def test_whoever_comes_along_leaves_what_was_told_of_the_other_a_sentence_before() -> None:
    text = (
        "Harlan Voss, Brindlewood's chief scientist, has gone to Kestrel Labs. "
        "He is not going alone: Tina Roper, one of his directors, is coming along."
    )
    assert _of("Tina Roper", text) == {
        "joined announced: Tina Roper | Kestrel Labs | - | Brindlewood",
        "left announced: Tina Roper | Brindlewood | director | Kestrel Labs",
    }


def test_who_is_with_those_who_come_from_a_place_comes_from_it_himself() -> None:
    text = (
        "Kestrel Labs made Harlan Voss chief executive of a new division; "
        "with him from Brindlewood came Tina Roper, as chief scientist."
    )
    assert "left done: Harlan Voss | Brindlewood | - | Kestrel Labs" in told(text)


def test_who_is_hired_together_with_somebody_may_come_from_elsewhere() -> None:
    text = (
        "Kestrel Labs has hired Harlan Voss, the chief executive of Brindlewood, "
        "together with Joel Marsh."
    )
    assert _of("Joel Marsh", text) == {"joined done: Joel Marsh | Kestrel Labs"}


def test_who_does_likewise_may_come_from_elsewhere() -> None:
    text = (
        "Harlan Voss, a professor at Brindlewood University, has joined Kestrel Labs, "
        "and so has Tina Roper."
    )
    assert _of("Tina Roper", text) == {"joined done: Tina Roper | Kestrel Labs"}


def test_who_follows_somebody_in_his_post_goes_nowhere() -> None:
    text = (
        "Harlan Voss, the chief executive of Brindlewood, left for Kestrel Labs in May; "
        "Tina Roper followed him in June as chief executive."
    )
    assert _of("Tina Roper", text) == {"role done: Tina Roper | Brindlewood | - | chief executive"}
