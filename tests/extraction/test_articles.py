"""Whole articles, written for these tests: what one sentence leaves for the next."""

from __future__ import annotations

from datetime import date

from tests.extraction.reading import told

HIRE = """\
Runway said on Tuesday that it had hired Paula Novak as its first chief financial officer. Novak spent six years at \
Spotify, most recently as vice president of finance. She will report to Cristobal Reyes, the co-founder and chief \
executive. The New York start-up raised $140 million from a group led by Salesforce Ventures last year.
"""
HIRE_TOLD = {
    "joined done: Paula Novak | Runway | chief financial officer | Spotify",
    "left done: Paula Novak | Spotify | vice president of finance | Runway",
    "reports_to announced: Paula Novak | Cristobal Reyes | Runway",
    "founded done: Cristobal Reyes | Runway",
    "role held: Cristobal Reyes | Runway | - | chief executive",
    "funding done: Runway | 140000000 | - | Salesforce Ventures",
}


def test_a_hire_with_its_background_is_read() -> None:
    assert told(HIRE, title="Runway hires a finance chief", published=date(2024, 5, 7)) == HIRE_TOLD


def test_an_article_that_stands_twice_in_one_text_tells_every_fact_once() -> None:
    twice = f"## Runway hires a finance chief\n{HIRE}\nSee the disclaimer for details.\n## Runway hires a finance chief\n{HIRE}"
    assert told(twice, published=date(2024, 5, 7)) == HIRE_TOLD


def test_page_furniture_around_an_article_adds_nothing() -> None:
    page = (
        "By Jane Doe\nWe use cookies to improve your experience.\n"
        f"{HIRE}"
        "Jane Doe is a reporter at Example News. Subscribe to our newsletter.\n© 2024 Example News. All rights reserved.\n"
    )
    assert told(page, title="Runway hires a finance chief", published=date(2024, 5, 7)) == HIRE_TOLD


def test_a_leaving_and_the_return_that_undoes_it() -> None:
    text = (
        "Nina Holt returned to Cohere as chief executive on Tuesday, a week after the board dismissed her. "
        "Carl Boyle and Uma Rao left the board."
    )
    assert told(text, title="Cohere's chief is back") == {
        "joined done: Nina Holt | Cohere | chief executive",
        "left reversed: Nina Holt | Cohere",
        "left done: Carl Boyle | Cohere | board member",
        "left done: Uma Rao | Cohere | board member",
    }


def test_two_who_are_back_have_undone_their_first_move() -> None:
    text = "Ida Falk and Jon Wells are back at Anthropic two weeks after they joined Runway."
    assert told(text) == {
        "joined done: Ida Falk | Anthropic | - | Runway",
        "joined done: Jon Wells | Anthropic | - | Runway",
        "joined reversed: Ida Falk | Runway | - | Anthropic",
        "joined reversed: Jon Wells | Runway | - | Anthropic",
        "left done: Ida Falk | Runway | - | Anthropic",
        "left done: Jon Wells | Runway | - | Anthropic",
        "left reversed: Ida Falk | Anthropic | - | Runway",
        "left reversed: Jon Wells | Anthropic | - | Runway",
    }


def test_stepping_down_but_staying_is_a_change_of_role() -> None:
    text = "Peter Olsen is stepping down as chief executive of Graphcore. Olsen will stay at Graphcore as an adviser."
    facts = told(text, title="Graphcore's chief steps back")
    assert "role former: Peter Olsen | Graphcore | - | chief executive" in facts
    assert not any(fact.startswith("left") for fact in facts)


def test_a_purchase_tells_whose_founders_come_along() -> None:
    text = (
        "Oracle has acquired Tessera, a robotics start-up, for $90 million. "
        "Its founders, Nora Bell and Igor Pavlov, will report to Clara Voss, a senior vice president at Oracle."
    )
    facts = told(text, title="Oracle buys Tessera")
    coming_along = {
        f"joined announced: {name} | Oracle | - | Tessera" for name in ("Nora Bell", "Igor Pavlov")
    }
    assert facts == coming_along | {
        "stake done: Oracle | Tessera | 100 | 90000000",
        "founded done: Nora Bell | Tessera",
        "founded done: Igor Pavlov | Tessera",
        "reports_to announced: Nora Bell | Clara Voss | Oracle",
        "reports_to announced: Igor Pavlov | Clara Voss | Oracle",
        "role held: Clara Voss | Oracle | - | senior vice president",
    }


def test_a_refused_bid_is_denied_and_a_deal_that_fell_through_reversed() -> None:
    assert told("Apple tried to buy Mistral last year, but the company rebuffed the offer.") == {
        "stake denied: Apple | Mistral | 100"
    }
    assert told("Oracle's deal to buy the start-up Tessera has fallen through.") == {
        "stake reversed: Oracle | Tessera | 100"
    }


def test_a_report_by_an_outlet_is_reported_until_the_company_confirms_it() -> None:
    report = "Jane Foster is leaving OpenAI, Bloomberg reported on Monday."
    assert told(report) == {"left reported: Jane Foster | OpenAI"}
    assert told(f"{report} A spokesman confirmed the move.") == {
        "left announced: Jane Foster | OpenAI"
    }


def test_product_news_tells_of_nobody_who_moves() -> None:
    text = (
        "Nvidia showed a new chip in San Jose on Tuesday. It is twice as fast as the last one and costs $30,000. "
        "Developers queued for hours to try it, and some of them left early. The first machines ship in May."
    )
    assert told(text, title="Nvidia shows a chip") == set()


def test_an_opinion_about_what_might_be_tells_nothing() -> None:
    text = (
        "If I ran Intel, I would hire Jim Keller and fire the board. Suppose Apple bought it tomorrow: who would notice? "
        "A company that listens to nobody learns nothing."
    )
    assert told(text, title="If I ran Intel") == set()


def test_people_without_a_known_company_are_told_apart_from_places() -> None:
    text = "Aisha Rahman has joined Fernhill, a start-up in Lagos, as chief executive. She moved to Nairobi in May."
    assert told(text) == {"joined done: Aisha Rahman | Fernhill | chief executive"}


def test_a_successor_takes_the_post_that_was_given_up() -> None:
    text = (
        "Kurt Weber is retiring as chief executive of Snowflake and remains chairman of its board. "
        "His successor is Dev Kapoor, who came to the company last year when it bought Larkspur, the search start-up he had founded."
    )
    assert {
        "role former: Kurt Weber | Snowflake | - | chief executive",
        "role held: Kurt Weber | Snowflake | - | chairman",
        "role done: Dev Kapoor | Snowflake | - | chief executive",
        "joined done: Dev Kapoor | Snowflake | - | Larkspur",
        "founded done: Dev Kapoor | Larkspur",
        "stake done: Snowflake | Larkspur | 100",
    } == told(text, title="Snowflake changes its chief")


def test_several_who_come_from_one_company_all_come_from_there() -> None:
    text = "OpenAI has taken Ida Falk, Jon Wells and Uma Rao from Cohere."
    people = ("Ida Falk", "Jon Wells", "Uma Rao")
    assert told(text) == {
        *(f"joined done: {person} | OpenAI | - | Cohere" for person in people),
        *(f"left done: {person} | Cohere | - | OpenAI" for person in people),
    }


def test_of_several_former_employers_nobody_knows_whose_is_whose() -> None:
    text = "Eleven researchers have been hired from OpenAI, Anthropic and Cohere, Meta says, among them Ida Falk and Uma Rao."
    assert told(text, title="Meta hires") == {
        "joined done: Ida Falk | Meta",
        "joined done: Uma Rao | Meta",
    }


def test_the_company_of_a_hire_is_not_the_one_that_the_hire_comes_from() -> None:
    text = (
        "Mistral has picked an operating chief. Johanna Faber, who spent eight years at Oracle, joins the Paris company as chief "
        "operating officer next month."
    )
    facts = told(text, title="Mistral finds an operating chief")
    assert {fact.removesuffix(" | Oracle") for fact in facts if fact.startswith("joined")} == {
        "joined announced: Johanna Faber | Mistral | chief operating officer"
    }


def test_a_denial_of_leaving_is_denied() -> None:
    text = "Reports that Ida Falk is about to leave Google are untrue, a spokesman said. Falk denied that she would step down."
    assert told(text, title="Falk stays") == {"left denied: Ida Falk | Google"}
