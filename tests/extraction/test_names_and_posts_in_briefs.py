"""What short reports leave to their readers: whose name, whose company, who goes on with what."""

from __future__ import annotations

import pytest

from tests.extraction.reading import facts_of, findings, posts_of
from tracker.extraction import FactType, Status


@pytest.mark.parametrize("name", ["June Paulsen", "April Lindqvist", "May Okafor", "August Brandt"])
def test_people_may_be_called_by_months(name: str) -> None:
    text = f"Cohere is in Toronto. Its founder, {name}, used to work for Intel."
    assert posts_of(text, FactType.FOUNDED, name) == [("Cohere", None)]


def test_a_month_that_is_a_name_is_no_date() -> None:
    (found,) = facts_of("April Lindqvist has joined Cohere.", FactType.JOINED, "April Lindqvist")
    assert found.date is None


@pytest.mark.parametrize(
    "text",
    [
        "In April Google hired Nora Bell as head of sales.",
        "Between April and June Google hired Nora Bell as head of sales.",
        "Until May Intel employed nobody. In June Google hired Nora Bell as head of sales.",
    ],
)
def test_a_month_before_a_company_stays_a_month(text: str) -> None:
    assert posts_of(text, FactType.JOINED, "Nora Bell") == [("Google", "head of sales")]


def test_what_is_known_is_no_part_of_whoever_is_over_it() -> None:
    text = "Nora Bell was a policy adviser at Gwynne Shotwell's Tesla, where she wrote reports."
    assert ("Tesla", "policy adviser") in posts_of(text, FactType.ROLE, "Nora Bell")


def test_what_is_told_goes_on_behind_the_telling() -> None:
    text = "Nora Bell, Intel's finance chief, will retire in May, the company said, and serve as an adviser until then."
    assert ("Intel", "adviser") in posts_of(text, FactType.ROLE, "Nora Bell")


def test_his_company_is_the_one_that_he_heads() -> None:
    text = (
        "Intel buys power from Ostra Energy. Ivo Brandt, the chief executive of Ostra Energy, gave a party. "
        "His company's shares rose 12% on Friday."
    )
    found = [one for one in findings(text) if one.type is FactType.MARKET_REACTION]
    assert [one.values["org"] for one in found] == ["Ostra Energy"]


def test_whoever_goes_elsewhere_keeps_his_seat_where_he_was() -> None:
    text = "Ivo Brandt, the chief executive of Scale AI, is going to Meta. Brandt keeps his seat on the board."
    assert ("Scale AI", "board member") in posts_of(text, FactType.ROLE, "Ivo Brandt")


def test_nobody_has_founded_what_he_only_comes_to() -> None:
    text = "Ivo Brandt, the chief executive of Scale AI, is going to Meta. Brandt, who founded it in 2016, has many friends there."
    assert ("Meta", None) not in posts_of(text, FactType.FOUNDED, "Ivo Brandt")


def test_a_known_name_is_shortened_as_any_other() -> None:
    text = (
        "Nora Bell runs Scale AI. Ivo Brandt, Scale's chief strategy officer, resigned on Monday."
    )
    assert posts_of(text, FactType.LEFT, "Ivo Brandt") == [("Scale AI", "chief strategy officer")]


def test_what_was_earlier_is_not_left_now() -> None:
    text = "Nora Bell is to be finance chief of Cohere. Until now she has been in charge of sales there; earlier she was head of pricing at Stripe."
    assert ("Stripe", "head of pricing") in posts_of(text, FactType.ROLE, "Nora Bell")
    assert not facts_of(text, FactType.LEFT, "Nora Bell")


def test_what_was_held_until_last_month_is_left() -> None:
    text = "Nora Bell has joined Cohere. Until last month she was head of pricing at Stripe; she starts on Monday."
    assert posts_of(text, FactType.LEFT, "Nora Bell") == [("Stripe", "head of pricing")]


def test_who_is_to_be_something_at_a_company_that_opens_the_sentence() -> None:
    text = "At Cohere, the Toronto firm that sells chatbots to banks, Nora Bell is to be chief executive."
    assert posts_of(text, FactType.ROLE, "Nora Bell") == [("Cohere", "chief executive")]


def test_the_post_at_what_somebody_left_goes_with_the_leaving() -> None:
    text = "Nora Bell has joined Cohere. Before that she was a director at Intel, which she left for reasons of health."
    assert posts_of(text, FactType.LEFT, "Nora Bell") == [("Intel", "director")]
    assert not facts_of(text, FactType.ROLE, "Nora Bell")


def test_a_seat_may_come_with_a_post() -> None:
    text = "Cohere has taken Nora Bell on as president, with a seat on the board."
    assert set(posts_of(text, FactType.JOINED, "Nora Bell")) == {
        ("Cohere", "president"),
        ("Cohere", "board member"),
    }


@pytest.mark.parametrize(
    "stays",
    [
        "She will move to strategy work elsewhere in the group.",
        "Bell stays with the company.",
        "She is to get another job inside the company.",
    ],
)
def test_who_gives_up_a_post_may_be_told_next_to_stay(stays: str) -> None:
    text = f"Nora Bell has stepped down as finance chief of Cohere. {stays}"
    assert posts_of(text, FactType.ROLE, "Nora Bell") == [("Cohere", "finance chief")]
    assert not facts_of(text, FactType.LEFT, "Nora Bell")


@pytest.mark.parametrize(
    "goes",
    [
        "She is looking for a job at another company.",
        "Ivo Brandt stays with the company.",
        "She will stay with the company until June.",
    ],
)
def test_who_gives_up_a_post_has_left_where_nobody_says_that_he_stays(goes: str) -> None:
    text = f"Nora Bell has stepped down as finance chief of Cohere. {goes}"
    assert posts_of(text, FactType.LEFT, "Nora Bell") == [("Cohere", "finance chief")]


def test_what_somebody_is_today_he_has_been_before() -> None:
    text = (
        "Nora Bell gave up the post of co-CEO at Cohere two years ago and is its chairwoman today."
    )
    assert {
        (one.values["title"], one.status) for one in facts_of(text, FactType.ROLE, "Nora Bell")
    } == {
        ("co-CEO", Status.FORMER),
        ("chairwoman", Status.HELD),
    }


def test_who_has_come_from_elsewhere_has_come_to_what_he_leaves() -> None:
    text = "Nora Bell left Cohere in May, the Financial Times reported, having come from Stripe only a year before."
    (found,) = facts_of(text, FactType.JOINED, "Nora Bell")
    assert (found.values["org"], found.values["from_org"]) == ("Cohere", "Stripe")


def test_a_seat_that_is_kept_is_not_left_with_the_company() -> None:
    text = "Nora Bell is leaving Cohere for Intel. She keeps a seat on the board of Cohere."
    assert ("Cohere", "board member") in posts_of(text, FactType.ROLE, "Nora Bell")


@pytest.mark.parametrize("what", ["company", "start-up", "chip firm"])
def test_the_president_of_a_company_is_no_company(what: str) -> None:
    text = f"Cohere has a new office. Nora Bell, the president of the {what}, cut the ribbon."
    assert posts_of(text, FactType.ROLE, "Nora Bell") == [("Cohere", "president")]


def test_whom_a_company_keeps_as_something_stays_it() -> None:
    text = "Nora Bell is joining Baidu as chief scientist. Dropbox keeps her as chairwoman."
    (found,) = facts_of(text, FactType.ROLE, "Nora Bell")
    assert (found.values["org"], found.values["title"], found.status) == (
        "Dropbox",
        "chairwoman",
        Status.HELD,
    )


@pytest.mark.parametrize(
    "came", ["She came in 2021 and saw two booms.", "Bell had been there since 2021."]
)
def test_who_came_in_a_year_came_to_where_he_is_told_to_be(came: str) -> None:
    text = f"Nora Bell, the chief lawyer of Cohere, resigned on Monday. {came}"
    (found,) = facts_of(text, FactType.JOINED, "Nora Bell")
    assert (found.values["org"], found.date) == ("Cohere", "2021")


@pytest.mark.parametrize(
    "came",
    [
        "She came in second in a race.",
        "Her son came in 2021.",
        "She came up with it in 2021.",
    ],
)
def test_who_only_came_has_joined_nothing(came: str) -> None:
    text = f"Nora Bell, the chief lawyer of Cohere, resigned on Monday. {came}"
    assert not facts_of(text, FactType.JOINED, "Nora Bell")


def test_who_leaves_a_board_had_a_seat_since_he_was_there() -> None:
    text = "Nora Bell resigned on Wednesday from the board of Cohere. She had been there since May 2023."
    assert posts_of(text, FactType.JOINED, "Nora Bell") == [("Cohere", "board member")]


def test_who_will_look_after_a_group_heads_it() -> None:
    text = (
        "Nora Bell, Intel's finance chief, will look after the AI group herself for the time being."
    )
    (found,) = (one for one in facts_of(text, FactType.ROLE, "Nora Bell") if one.values.get("unit"))
    assert (found.values["unit"], found.status) == ("AI group", Status.ANNOUNCED)


def test_who_will_look_after_a_task_is_no_head() -> None:
    text = "Nora Bell, Intel's finance chief, will look after the day-to-day business herself."
    assert len(facts_of(text, FactType.ROLE, "Nora Bell")) == 1


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        ("remains", Status.HELD),
        ("will be", Status.ANNOUNCED),
        ("had been", Status.FORMER),
        ("until now has been", Status.FORMER),
        ("is", Status.HELD),
    ],
)
def test_when_somebody_is_in_charge(verb: str, status: Status) -> None:
    (found,) = facts_of(
        f"Nora Bell {verb} in charge of sales at Cohere.", FactType.ROLE, "Nora Bell"
    )
    assert (found.values["title"], found.status) == ("head of sales", status)


def test_nobody_is_head_of_a_search_for_somebody() -> None:
    text = "Cohere has no lawyer now. Nora Bell, the finance chief, is in charge of the search."
    assert posts_of(text, FactType.ROLE, "Nora Bell") == [("Cohere", "finance chief")]


def test_what_somebody_is_in_charge_of_may_be_two_things() -> None:
    text = "Nora Bell is in charge of search and artificial intelligence at Google."
    assert posts_of(text, FactType.ROLE, "Nora Bell") == [
        ("Google", "head of search and artificial intelligence")
    ]


def test_who_runs_a_company_as_its_president_is_its_president() -> None:
    text = "Nora Bell has run Cohere as its president since last March."
    assert posts_of(text, FactType.ROLE, "Nora Bell") == [("Cohere", "president")]


@pytest.mark.parametrize(
    "had", ["has held the post since 2019", "has had the job until now", "did the job for years"]
)
def test_who_had_the_post_that_another_gets_had_it_before(had: str) -> None:
    text = f"Cohere names Nora Bell chief executive. Ivo Brandt, who {had}, becomes chairman."
    assert ("Cohere", "chief executive") in posts_of(text, FactType.ROLE, "Ivo Brandt")
    assert ("Cohere", "chairman") in posts_of(text, FactType.ROLE, "Ivo Brandt")


@pytest.mark.parametrize("had", ["had the job of his life", "had the job at Intel", "had a job"])
def test_another_job_is_not_the_one_that_was_given(had: str) -> None:
    text = f"Cohere names Nora Bell chief executive. Ivo Brandt, who {had}, sent her flowers."
    assert ("Cohere", "chief executive") not in posts_of(text, FactType.ROLE, "Ivo Brandt")


def test_the_post_that_somebody_had_had_goes_with_his_leaving() -> None:
    text = "Nora Bell has left Google. Friends gave a party. At Google she had been in charge of sales."
    assert posts_of(text, FactType.LEFT, "Nora Bell") == [("Google", "head of sales")]


def test_a_name_may_stand_right_behind_that_of_a_company() -> None:
    text = "Banks buy chatbots. At Cohere Nora Bell is chief executive."
    assert posts_of(text, FactType.ROLE, "Nora Bell") == [("Cohere", "chief executive")]


@pytest.mark.parametrize(
    "gone",
    [
        "were among those dismissed",
        "are among the people laid off on Monday",
        "were among those let go",
    ],
)
def test_who_is_among_those_dismissed_has_left(gone: str) -> None:
    text = (
        f"Nora Bell, a research director at Cohere, wrote that she and some of her friends {gone}."
    )
    assert posts_of(text, FactType.LEFT, "Nora Bell") == [("Cohere", "research director")]


def test_who_is_among_those_praised_has_not_left() -> None:
    text = "Nora Bell, a research director at Cohere, was among those praised by Intel."
    assert not facts_of(text, FactType.LEFT, "Nora Bell")


def test_what_is_called_something_at_a_company_is_a_part_of_it() -> None:
    text = "Nora Bell has left Salesforce and announced that she will head a new group called Business AI at Meta."
    (found,) = facts_of(text, FactType.JOINED, "Nora Bell")
    assert (found.values["org"], found.values["unit"]) == ("Meta", "Business AI")


def test_the_same_employer_is_the_one_that_was_left_last() -> None:
    text = "Ivo Brandt has gone from Google to Apple. Nora Bell, whom Apple lured from the same employer in May, is its head of design."
    (found,) = facts_of(text, FactType.JOINED, "Nora Bell")
    assert (found.values["org"], found.values["from_org"]) == ("Apple", "Google")


def test_a_place_may_be_taken_by_somebody() -> None:
    text = "Nora Bell has left Cohere, where she was chief executive. Her place is taken by Ivo Brandt."
    assert posts_of(text, FactType.ROLE, "Ivo Brandt") == [("Cohere", "chief executive")]


def test_what_somebody_was_in_charge_of_was_where_he_was() -> None:
    text = "Nora Bell came to Microsoft from Stripe, where she was in charge of engineering."
    assert all(one.values["org"] == "Stripe" for one in facts_of(text, FactType.ROLE, "Nora Bell"))


def test_a_president_elect_is_no_president() -> None:
    text = "Nora Bell of Intel met the president-elect, Ivo Brandt, in Berlin."
    assert not facts_of(text, FactType.ROLE, "Ivo Brandt")


def test_a_loss_of_value_is_told_once_by_its_figure() -> None:
    text = "Cohere lost a third of its value on Thursday: the shares fell 34%."
    found = [one for one in findings(text) if one.type is FactType.MARKET_REACTION]
    assert [one.values["percent"] for one in found] == [-34]


def test_the_combined_lab_is_what_labs_are_merged_into() -> None:
    text = "Maple Labs and Birch Labs are being merged into Cohere Research Labs. Nora Bell will be chief executive of the combined lab."
    assert posts_of(text, FactType.ROLE, "Nora Bell") == [
        ("Cohere Research Labs", "chief executive")
    ]


def test_a_unit_dates_from_when_it_was_made() -> None:
    text = "Nora Bell runs Uber's Maple Labs. The laboratory dates from December 2016."
    (found,) = (one for one in findings(text) if one.type is FactType.UNIT_CREATED)
    assert (found.values["org"], found.values["unit"], found.date) == (
        "Uber",
        "Maple Labs",
        "2016-12",
    )


def test_a_company_that_dates_from_a_year_is_no_unit() -> None:
    text = "Nora Bell runs Uber's Maple Labs. The company dates from 2009."
    assert all(one.type is not FactType.UNIT_CREATED for one in findings(text))


def test_who_acts_before_the_colon_says_what_follows() -> None:
    text = 'Nora Bell, the investor, lit the fuse on Sunday: "This model is a gift to the whole world of science."'
    assert len(facts_of(text, FactType.STATEMENT, "Nora Bell")) == 1


def test_of_two_people_before_the_colon_nobody_knows_who_speaks() -> None:
    text = 'Nora Bell sent Ivo Brandt a card on Sunday: "This model is a gift to the whole world of science."'
    assert all(one.type is not FactType.STATEMENT for one in findings(text))


def test_a_new_unit_may_have_no_name_but_what_it_is_for() -> None:
    text = "Intel has hired Nora Bell. She is expected to head a new unit for AI research."
    (found,) = (one for one in findings(text) if one.type is FactType.UNIT_CREATED)
    assert (found.values["org"], found.values["unit"]) == ("Intel", "unit for AI research")


def test_a_team_for_something_at_a_company_is_not_called_by_the_company() -> None:
    text = "Nora Bell will run a new team for the project at Cohere."
    assert all(
        one.values.get("unit") != "Cohere" for one in facts_of(text, FactType.ROLE, "Nora Bell")
    )


def test_who_saw_several_chief_executives_is_none() -> None:
    text = "Nora Bell, the chief lawyer of Cohere, resigned on Monday. She came in 2021 and saw four chief executives."
    assert ("Cohere", "chief executive") not in posts_of(text, FactType.ROLE, "Nora Bell")
