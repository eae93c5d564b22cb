"""What short reports of campuses and laboratories say in turns of their own: names of bodies, posts told first, parts of a workforce."""

from __future__ import annotations

import pytest

from tests.extraction.reading import DAY, facts_of, findings, posts_of
from tracker.extraction import FactType, Finding, Status


def _all(text: str, kind: FactType) -> list[Finding]:
    return [one for one in findings(text, published=DAY) if one.type is kind]


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
    (left,) = facts_of(text, FactType.LEFT, "Nora Bell")
    assert (left.values["org"], left.values.get("unit")) == (org, unit)


def test_a_department_of_a_company_is_no_part_of_its_name() -> None:
    (left,) = facts_of("Nora Bell has left the AI Division of Cohere.", FactType.LEFT, "Nora Bell")
    assert left.values["org"] == "Cohere"


def test_a_town_of_which_something_is_the_best_known_is_no_company() -> None:
    text = "Pune's best-known export is changing hands. Cohere is losing Nora Bell, its co-founder."
    assert posts_of(text, FactType.FOUNDED, "Nora Bell") == [("Cohere", None)]


def test_a_town_of_two_words_in_which_something_is_is_nobody() -> None:
    text = "Cohere has opened a branch in São Paulo. Nora Bell, its head, has joined from Stripe."
    assert {one.values.get("person") for one in findings(text)} <= {"Nora Bell", None}


def test_who_walks_out_of_a_company_has_left_it() -> None:
    text = "Nora Bell, who walked out of Cohere in 2015, is a partner at Sequoia."
    assert posts_of(text, FactType.LEFT, "Nora Bell") == [("Cohere", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Nora Bell walked out of a meeting at Cohere.",
        "Nora Bell walked out of the hearing, where Cohere had sued her.",
    ],
)
def test_who_walks_out_of_a_meeting_has_not_left(text: str) -> None:
    assert not facts_of(text, FactType.LEFT, "Nora Bell")


def test_what_somebody_once_was_may_be_told_before_the_pronoun() -> None:
    text = "Nora Bell is retiring from Cohere. A former finance chief of Stripe, she leaves a house in order."
    assert posts_of(text, FactType.ROLE, "Nora Bell") == [("Stripe", "finance chief")]
    assert [org for org, _ in posts_of(text, FactType.LEFT, "Nora Bell")] == ["Cohere"]


def test_a_post_is_held_at_the_company_of_which_it_is_told() -> None:
    text = "Nora Bell once ran Sprint, and she spent a year at Cohere, of which she was chairwoman."
    assert ("Cohere", "chairwoman") in posts_of(text, FactType.ROLE, "Nora Bell")
    assert ("Sprint", "chairwoman") not in posts_of(text, FactType.ROLE, "Nora Bell")


def test_who_is_one_of_those_who_founded_a_company_beside_a_post_has_founded_it() -> None:
    text = (
        "Nora Bell, the strategy chief of Cohere and one of those who founded the firm, is leaving."
    )
    assert posts_of(text, FactType.FOUNDED, "Nora Bell") == [("Cohere", None)]


def test_what_somebody_would_let_happen_has_not_happened() -> None:
    assert not findings("Let Oracle acquire Cohere and make Nora Bell its chief executive.")


def test_who_leads_the_search_leads_no_search() -> None:
    told = posts_of(
        "Nora Bell, the chairwoman of Cohere, will lead the search.", FactType.ROLE, "Nora Bell"
    )
    assert told == [("Cohere", "chairwoman")]


def test_who_is_in_charge_of_a_company_is_its_head() -> None:
    told = posts_of("Nora Bell is in charge of Cohere.", FactType.ROLE, "Nora Bell")
    assert told == [("Cohere", "head")]


def test_a_title_does_not_take_the_years_with_it() -> None:
    told = posts_of("Nora Bell was dean for three years at Stanford.", FactType.ROLE, "Nora Bell")
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


def test_it_is_the_company_told_of_last_and_not_the_one_that_it_dealt_with() -> None:
    text = (
        "Oracle may lead a very large round. Ostra Systems is negotiating with it over $700 million. "
        "The Palo Alto company last raised money in 2021. It computes with light. "
        "Nora Bell founded it with Ivo Brandt."
    )
    found = findings(text, title="Ostra Systems said to be near a very large round")
    founded = [f.values["org"] for f in found if f.type is FactType.FOUNDED]
    assert founded == ["Ostra Systems", "Ostra Systems"]


def test_no_institute_is_the_startup() -> None:
    text = (
        "The Larch Institute for AI has a new head, Nora Bell. She is best known around here for Ostra.ai. "
        "The start-up, which she founded with Ivo Brandt, was bought by Apple."
    )
    assert posts_of(text, FactType.FOUNDED, "Ivo Brandt") == [("Ostra.ai", None)]
    assert [s.values["target"] for s in _all(text, FactType.STAKE)] == ["Ostra.ai"]


def test_an_institute_is_still_the_institute() -> None:
    text = "The Larch Institute is losing Nora Bell. Ivo Brandt founded the institute in 2004."
    assert posts_of(text, FactType.FOUNDED, "Ivo Brandt") == [("Larch Institute", None)]


def test_a_founder_has_set_up_the_firm_that_bears_his_name() -> None:
    text = (
        "Nora Bell is joining Holm Ventures from Sequoia. She also runs Ostra, a web shop in Miami. "
        "Anders Holm, who set up the firm in 2004, greeted her."
    )
    assert posts_of(text, FactType.FOUNDED, "Anders Holm") == [("Holm Ventures", None)]


def test_who_sets_up_a_company_with_somebody_is_a_person() -> None:
    text = "Two desks were all they had when Karim Belhadj and Zohra Slim set up Ostra in 2014."
    assert posts_of(text, FactType.FOUNDED, "Zohra Slim") == [("Ostra", None)]


def test_with_whom_she_founds_is_somebody_else() -> None:
    text = (
        "Nora Bell has left Google. With Ivo Brandt, once of Stripe, she has founded Ostra Systems."
    )
    for person in ("Nora Bell", "Ivo Brandt"):
        assert posts_of(text, FactType.FOUNDED, person) == [("Ostra Systems", None)]


def test_a_company_that_somebody_had_started_is_his_and_not_his_bosss() -> None:
    text = (
        "Ivo Brandt came into Anders Holm's orbit when Cohere paid for 57% of Brightworks, "
        "the phone distributor he had started in Miami."
    )
    assert [f.values["person"] for f in _all(text, FactType.FOUNDED)] == ["Ivo Brandt"]


def test_where_a_company_is_says_of() -> None:
    (stake,) = _all("On Tuesday Kilnworks of Mainz agreed to buy Ostra.", FactType.STAKE)
    assert (stake.values["acquirer"], stake.values["target"]) == ("Kilnworks", "Ostra")


def test_who_reports_a_leaving_is_not_left() -> None:
    text = (
        "Cohere is splitting. Nora Bell, author of its memo, is departing with most of the team, "
        "Plinth reported this morning; the firm has since confirmed it."
    )
    assert [org for org, _ in posts_of(text, FactType.LEFT, "Nora Bell")] == ["Cohere"]


def test_whose_duties_pass_to_somebody_with_a_post_of_his_own_keeps_the_name_of_the_old() -> None:
    text = (
        "Nora Bell, the chief operating officer of Cohere, is out. Her duties pass to Ivo Brandt, "
        "who moves up from president to chief executive of its foreign arm."
    )
    titles = {title for _, title in posts_of(text, FactType.ROLE, "Ivo Brandt")}
    assert "chief executive" in titles
    assert "chief operating officer" not in titles


def test_talk_of_layoffs_may_be_not_right() -> None:
    (layoff,) = _all(
        'Talk of further layoffs at Cohere is "simply not right", a spokesperson told us.',
        FactType.LAYOFF,
    )
    assert layoff.status is Status.DENIED


def test_whose_posts_would_go_are_laid_off() -> None:
    text = (
        "Nora Bell is leaving Cohere. Some 50, a tenth of the workforce, were told that their posts "
        "would go."
    )
    (layoff,) = _all(text, FactType.LAYOFF)
    assert (layoff.values["count"], layoff.values["percent"]) == (50, 10)


def test_a_software_company_that_somebody_heads_is_no_part_of_another() -> None:
    text = (
        "The University of Oslo is renaming a school. Nora Bell, who heads the software company "
        "Ostra.ai and studied there, pays."
    )
    (role,) = facts_of(text, FactType.ROLE, "Nora Bell")
    assert (role.values["org"], role.values.get("unit")) == ("Ostra.ai", None)


def test_who_manages_the_place_heads_the_company() -> None:
    text = "Cohere has lost its chief executive. In between, the place was managed by Nora Bell."
    assert ("Cohere", "head") in posts_of(text, FactType.ROLE, "Nora Bell")


def test_who_goes_back_to_run_the_place_does_not_head_it_yet() -> None:
    text = "Nora Bell, who walked out of Cohere in 2015, is going back to run the place."
    assert not facts_of(text, FactType.ROLE, "Nora Bell")


def test_part_of_a_career_is_no_leaving() -> None:
    text = "Nora Bell joins Cohere. She is an engineer by training and spent part of her career at NASA."
    assert not facts_of(text, FactType.LEFT, "Nora Bell")


def test_who_once_ran_a_part_and_comes_back_as_its_chief_joins() -> None:
    text = (
        "Nora Bell, who ran Cohere's vision group before she turned founder, will be its chief "
        "executive from July. She set up Ostra Systems in 2019."
    )
    assert ("Cohere", "chief executive") in posts_of(text, FactType.JOINED, "Nora Bell")


def test_who_replaces_whoever_steps_down_in_the_same_sentence_gets_that_post() -> None:
    text = (
        "Nora Bell will step down as chief executive of Cohere for the sake of her health, and "
        "Ivo Brandt, who chairs the board, replaces her."
    )
    assert ("Cohere", "chief executive") in posts_of(text, FactType.ROLE, "Ivo Brandt")


def test_who_will_sit_on_the_board_as_something_gets_that_post() -> None:
    text = (
        "Nora Bell has passed the post of chief executive of Cohere to Ivo Brandt. "
        "She will sit on the board as a non-executive director."
    )
    assert ("Cohere", "non-executive director") in posts_of(text, FactType.ROLE, "Nora Bell")


def test_one_coming_is_told_once() -> None:
    text = (
        "Nora Bell left Cohere in 2015. Cohere said on Monday that she would take over as president "
        "from Ivo Brandt in January."
    )
    told = posts_of(text, FactType.JOINED, "Nora Bell") + posts_of(text, FactType.ROLE, "Nora Bell")
    assert told.count(("Cohere", "president")) == 1


def test_whoever_acts_together_with_her_does_the_same() -> None:
    text = (
        "Nora Bell is leaving Cohere. She and Ivo Brandt, once of Stripe, will start a fund of their "
        "own."
    )
    for person in ("Nora Bell", "Ivo Brandt"):
        assert [f.status for f in facts_of(text, FactType.FOUNDED, person)] == [Status.ANNOUNCED]


def test_who_runs_a_company_as_something_is_that_and_no_mere_head() -> None:
    told = posts_of("Nora Bell will run Cohere as chief executive.", FactType.ROLE, "Nora Bell")
    assert told == [("Cohere", "chief executive")]


@pytest.mark.parametrize(
    ("text", "title", "status"),
    [
        ("Cohere now has Nora Bell as its finance chief.", "finance chief", Status.DONE),
        ("Cohere gets Nora Bell as its head of research.", "head of research", Status.ANNOUNCED),
        ("Cohere will have as its finance chief Nora Bell.", "finance chief", Status.ANNOUNCED),
        ("Cohere has Nora Bell as an adviser.", "adviser", Status.HELD),
    ],
)
def test_a_company_has_somebody_as_something(text: str, title: str, status: Status) -> None:
    found = [
        *facts_of(text, FactType.ROLE, "Nora Bell"),
        *facts_of(text, FactType.JOINED, "Nora Bell"),
    ]
    assert [(f.values["title"], f.status) for f in found] == [(title, status)]


def test_what_a_company_has_in_common_with_somebody_is_no_post() -> None:
    assert not findings("Cohere has something in common with Nora Bell as a person.")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Nora Bell gave up the chairmanship of Cohere in May.", "chairman"),
        ("Nora Bell founded Cohere. She gave up the presidency in May.", "president"),
        ("Nora Bell is giving up her directorship at Cohere.", "board member"),
    ],
)
def test_whoever_gives_up_an_office_had_its_title(text: str, title: str) -> None:
    assert posts_of(text, FactType.LEFT, "Nora Bell") == [("Cohere", title)]


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("Cohere has closed its laboratory in Zurich.", FactType.UNIT_DISSOLVED, "laboratory in Zurich"),
        ("Cohere has opened a laboratory in Zurich.", FactType.UNIT_CREATED, "laboratory in Zurich"),
        ("Cohere is shrinking. A month later the branch in Zurich was closed.",
         FactType.UNIT_DISSOLVED, "branch in Zurich"),
        ("Cohere has closed its voice laboratory in Zurich.",
         FactType.UNIT_DISSOLVED, "voice laboratory in Zurich"),
    ],
)  # fmt: skip
def test_a_laboratory_without_a_name_is_called_by_its_town(
    text: str, kind: FactType, unit: str
) -> None:
    assert [f.values["unit"] for f in _all(text, kind)] == [unit]


def test_no_deal_that_was_closed_is_a_unit() -> None:
    assert not findings("Cohere has been quiet. The deal was closed in May.")


def test_those_who_come_from_two_places_respectively_come_each_from_one() -> None:
    text = (
        "Cohere is growing. Karen Holm, once of Valeo, is in charge; her first researchers include "
        "Nora Bell and Ivo Brandt, who come from Apple and Stripe respectively."
    )
    left = {f.values["person"]: f.values["org"] for f in _all(text, FactType.LEFT)}
    assert left == {"Nora Bell": "Apple", "Ivo Brandt": "Stripe"}


def test_there_is_the_company_told_of_before() -> None:
    text = (
        "Cohere has found a chief at last. Nora Bell, a technical fellow at Microsoft, moves there "
        "in January as research chief."
    )
    assert posts_of(text, FactType.JOINED, "Nora Bell") == [("Cohere", "research chief")]


def test_there_is_the_town_where_one_is_named() -> None:
    text = "Cohere is growing. Nora Bell was born in Paris and moved there as a professor."
    assert "moves_there" not in {one.rule for one in findings(text)}


def test_a_fund_that_a_company_winds_down_is_a_part_of_it() -> None:
    text = "Cohere is winding down Larchmont, the fund with which it backed its own alumni."
    (ended,) = _all(text, FactType.UNIT_DISSOLVED)
    assert (ended.values["org"], ended.values["unit"]) == ("Cohere", "Larchmont")


def test_a_towns_professor_is_at_its_university() -> None:
    text = "Nora Bell, a former Bristol professor who heads Cohere, spoke in Bristol."
    assert ("Bristol", "professor") in posts_of(text, FactType.ROLE, "Nora Bell")


def test_an_appointment_that_is_not_given_up_is_still_held() -> None:
    text = (
        "Nora Bell, a dean at Oslo University who isn't giving up that appointment, likes Cohere."
    )
    assert posts_of(text, FactType.ROLE, "Nora Bell") == [("Oslo University", "dean")]
    assert not facts_of(text, FactType.LEFT, "Nora Bell")


def test_an_office_given_up_is_not_an_older_post() -> None:
    text = (
        "Nora Bell, once the security chief of Stripe, founded Cohere. She gave up the directorship "
        "in November."
    )
    assert "Stripe" not in {org for org, _ in posts_of(text, FactType.LEFT, "Nora Bell")}
