"""Posts at the company whose chief another one hires, and none at the one that hires him."""

from __future__ import annotations

from tests.extraction.reading import posts_of
from tracker.extraction import FactType

_HIRED = "Corlane is hiring Oskar Brandt, the founder and chief executive of Brackwell Systems. "


def test_who_heads_a_company_after_its_chief_is_hired_away_does_so_there() -> None:
    text = f"{_HIRED}Priya Nandan, who had been head of business, was promoted to interim chief executive."
    assert set(posts_of(text, FactType.ROLE, "Priya Nandan")) == {
        ("Brackwell Systems", "head of business"),
        ("Brackwell Systems", "interim chief executive"),
    }


def test_who_rises_beside_the_new_chief_rises_there_as_well() -> None:
    text = f"{_HIRED}Priya Nandan was promoted to interim chief executive. Louis Ferrand, vice president of sales, became president."
    assert ("Brackwell Systems", "president") in posts_of(text, FactType.ROLE, "Louis Ferrand")


def test_the_chief_of_the_company_that_hires_stays_its_chief() -> None:
    text = f"{_HIRED}Priya Nandan, chief executive of Corlane, called him a friend."
    assert posts_of(text, FactType.ROLE, "Priya Nandan") == [("Corlane", "chief executive")]


def test_whoever_is_poached_had_his_post_where_he_was() -> None:
    text = "Brackwell Systems has a problem. Corlane has poached Oskar Brandt, the chief technology officer."
    assert posts_of(text, FactType.LEFT, "Oskar Brandt") == [
        ("Brackwell Systems", "chief technology officer")
    ]
