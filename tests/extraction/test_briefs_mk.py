"""What short reports say in turns of their own: names of bodies, posts told first, parts of a workforce."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extraction.reading import findings
from tracker.extraction import FactType, Finding, Status


def _all(text: str, kind: FactType) -> list[Finding]:
    return [one for one in findings(text, published=date(2025, 6, 12)) if one.type is kind]


def _of(text: str, kind: FactType, person: str) -> list[Finding]:
    return [one for one in _all(text, kind) if one.values.get("person") == person]


def _told(text: str, kind: FactType, person: str) -> list[tuple[object, object]]:
    return [(one.values.get("org"), one.values.get("title")) for one in _of(text, kind, person)]


@pytest.mark.parametrize(
    ("text", "org", "unit"),
    [
        ("Nora Bell, dean of the Faculty of Information Technology at Monash University, has resigned.",
         "Monash University", "Faculty of Information Technology"),
        ("Nora Bell, dean of the Larch School of Computing and Data Science, has resigned.",
         "Larch School of Computing and Data Science", None),
        ("Nora Bell has left the Centre for the Governance of AI.", "Centre for the Governance of AI", None),
        ("Nora Bell, a fellow at the Future of Speech Institute, has resigned.", "Future of Speech Institute", None),
    ],
)  # fmt: skip
def test_a_body_is_called_by_all_that_it_studies(text: str, org: str, unit: str | None) -> None:
    (left,) = _of(text, FactType.LEFT, "Nora Bell")
    assert (left.values["org"], left.values.get("unit")) == (org, unit)


def test_a_department_of_a_company_is_no_part_of_its_name() -> None:
    (left,) = _of("Nora Bell has left the AI Division of Cohere.", FactType.LEFT, "Nora Bell")
    assert left.values["org"] == "Cohere"


def test_a_town_of_which_something_is_the_best_known_is_no_company() -> None:
    text = "Pune's best-known export is changing hands. Cohere is losing Nora Bell, its co-founder."
    assert _told(text, FactType.FOUNDED, "Nora Bell") == [("Cohere", None)]


def test_a_town_of_two_words_in_which_something_is_is_nobody() -> None:
    text = "Cohere has opened a branch in São Paulo. Nora Bell, its head, has joined from Stripe."
    assert {one.values.get("person") for one in findings(text)} == {"Nora Bell"}


def test_who_walks_out_of_a_company_has_left_it() -> None:
    text = "Nora Bell, who walked out of Cohere in 2015, is a partner at Sequoia."
    assert _told(text, FactType.LEFT, "Nora Bell") == [("Cohere", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Nora Bell walked out of a meeting at Cohere.",
        "Nora Bell walked out of the hearing, where Cohere had sued her.",
    ],
)
def test_who_walks_out_of_a_meeting_has_not_left(text: str) -> None:
    assert not _of(text, FactType.LEFT, "Nora Bell")


def test_what_somebody_once_was_may_be_told_before_the_pronoun() -> None:
    text = "Nora Bell is retiring from Cohere. A former finance chief of Stripe, she leaves a house in order."
    assert _told(text, FactType.ROLE, "Nora Bell") == [("Stripe", "finance chief")]
    assert [org for org, _ in _told(text, FactType.LEFT, "Nora Bell")] == ["Cohere"]


def test_a_post_is_held_at_the_company_of_which_it_is_told() -> None:
    text = "Nora Bell once ran Sprint, and she spent a year at Cohere, of which she was chairwoman."
    assert ("Cohere", "chairwoman") in _told(text, FactType.ROLE, "Nora Bell")
    assert ("Sprint", "chairwoman") not in _told(text, FactType.ROLE, "Nora Bell")


def test_who_is_one_of_those_who_founded_a_company_beside_a_post_has_founded_it() -> None:
    text = (
        "Nora Bell, the strategy chief of Cohere and one of those who founded the firm, is leaving."
    )
    assert _told(text, FactType.FOUNDED, "Nora Bell") == [("Cohere", None)]


def test_what_somebody_would_let_happen_has_not_happened() -> None:
    assert not findings("Let Oracle acquire Cohere and make Nora Bell its chief executive.")


def test_who_leads_the_search_leads_no_search() -> None:
    told = _told(
        "Nora Bell, the chairwoman of Cohere, will lead the search.", FactType.ROLE, "Nora Bell"
    )
    assert told == [("Cohere", "chairwoman")]


def test_who_is_in_charge_of_a_company_is_its_head() -> None:
    told = _told("Nora Bell is in charge of Cohere.", FactType.ROLE, "Nora Bell")
    assert told == [("Cohere", "head")]


def test_a_title_does_not_take_the_years_with_it() -> None:
    told = _told("Nora Bell was dean for three years at Stanford.", FactType.ROLE, "Nora Bell")
    assert told == [("Stanford", "dean")]


@pytest.mark.parametrize(
    ("text", "percent", "count"),
    [
        ("Cohere dismissed roughly one in five of its employees on Wednesday, 75 in all.", 20, 75),
        ("One in ten of Cohere's employees has been laid off.", 10, None),
        ("Cohere laid off one in four people on Monday.", 25, None),
    ],
)
def test_one_in_so_many_is_a_share(text: str, percent: int, count: int | None) -> None:
    (layoff,) = _all(text, FactType.LAYOFF)
    assert (layoff.values.get("percent"), layoff.values.get("count")) == (percent, count)
    assert layoff.status is Status.DONE
