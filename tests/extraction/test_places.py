"""Names of towns, and names of companies and institutes in which a town or a purpose stands."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told
from tests.extraction.test_names import named
from tracker.extraction.kinds import Kind
from tracker.extraction.towns import is_town


@pytest.mark.parametrize(
    ("sentence", "town"),
    [
        ("He answers to a vice president in Nashville, who runs sales.", "Nashville"),
        ("Quillon has closed its Grenoble laboratory.", "Grenoble"),
        ("The Salford outfit was set up by two brothers.", "Salford"),
        ("She grew up in Kumamoto, Japan, and in Osaka.", "Kumamoto"),
        ("Her brother runs the Bremen port operator Hansakai.", "Bremen"),
        ("Quillon was founded by two siblings from Beirut.", "Beirut"),
        ("He returned to Hanoi in 2020.", "Hanoi"),
        ("MANGALURU: Nine engineers of the software exporter have resigned.", "MANGALURU"),
    ],
)
def test_a_town_is_a_place_where_the_words_around_it_say_so(sentence: str, town: str) -> None:
    assert (town, Kind.PLACE) in named(sentence)


@pytest.mark.parametrize(
    ("sentence", "company"),
    [
        ("Erlangen, a maker of sensors, has raised $4 million.", "Erlangen"),
        ("She was a partner in Salford, the hedge fund, until May.", "Salford"),
    ],
)
def test_a_company_may_be_called_like_a_town(sentence: str, company: str) -> None:
    assert is_town(company)
    assert (company, Kind.PLACE) not in named(sentence)


@pytest.mark.parametrize(
    ("sentence", "organization"),
    [
        (
            "The Max Planck Institute for Intelligent Systems in Tübingen has hired her.",
            "Max Planck Institute for Intelligent Systems",
        ),
        ("Palantir Japan has lost its head of sales.", "Palantir Japan"),
    ],
)
def test_a_known_name_goes_on_with_its_purpose_or_its_country(
    sentence: str, organization: str
) -> None:
    assert (organization, Kind.ORG) in named(sentence)


def test_who_leaves_one_company_for_another_names_two() -> None:
    assert ("Microsoft", Kind.ORG) in named("She leaves Microsoft for Palantir in May.")


def test_a_longer_name_of_which_only_the_beginning_is_known_is_one_name() -> None:
    names = named(
        "Three engineers have gone to Scale Harbor, the start-up said.",
        "Scale Harbor has 64 employees.",
    )
    assert ("Scale Harbor", Kind.ORG) in names


def test_a_name_between_two_people_in_a_list_is_a_persons() -> None:
    names = named(
        "Nora Bell, Zirel Quanne-Ostby and Peter Olsen have joined with immediate effect."
    )
    assert ("Zirel Quanne-Ostby", Kind.PERSON) in names


@pytest.mark.parametrize(
    ("sentence", "organization"),
    [
        ("She is medical director of the Bergen hospital trust.", "Bergen hospital trust"),
        ("He was president of the Antwerp commercial court.", "Antwerp commercial court"),
        ("The head of governance at Goldman Sachs Investment Management has left.", "Goldman Sachs Investment Management"),
    ],
)  # fmt: skip
def test_what_a_body_is_belongs_to_its_name(sentence: str, organization: str) -> None:
    assert (organization, Kind.ORG) in named(sentence)


def test_a_company_that_is_told_to_be_a_towns_is_not_taken_for_the_town() -> None:
    names = named("Uppsala's Runsten, led by Ludvig Grahn, has raised $70 million.")
    assert ("Uppsala", Kind.PLACE) in names
    assert ("Runsten", Kind.PLACE) not in names


def test_the_rival_of_a_company_is_no_part_of_it() -> None:
    lines = told("Mei Tanaka, chief executive of Intel's rival Quillon, has resigned.")
    assert lines == {"left done: Mei Tanaka | Quillon | chief executive"}


def test_a_body_that_is_named_in_full_once_is_meant_by_its_last_word() -> None:
    lines = told(
        "The Quillon Mission was set up in 2021. The Mission's chief technology officer, Mei Tanaka, spoke on Monday."
    )
    assert "role held: Mei Tanaka | Quillon Mission | - | chief technology officer" in lines
