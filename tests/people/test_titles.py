"""Titles as they are printed, and what each says about the post."""

import pytest

from people.titles import Role, Seniority, compatible, heads_all, held_alone, meaning_of

R, S = Role, Seniority

# title, role, seniority, interim, exclusive
TITLES = [
    ("CEO", R.CHIEF_EXECUTIVE, S.CHIEF_EXECUTIVE, False, True),
    ("C.E.O.", R.CHIEF_EXECUTIVE, S.CHIEF_EXECUTIVE, False, True),
    ("Chief Executive Officer", R.CHIEF_EXECUTIVE, S.CHIEF_EXECUTIVE, False, True),
    ("chief executive", R.CHIEF_EXECUTIVE, S.CHIEF_EXECUTIVE, False, True),
    ("Interim CEO", R.CHIEF_EXECUTIVE, S.CHIEF_EXECUTIVE, True, True),
    ("acting chief executive", R.CHIEF_EXECUTIVE, S.CHIEF_EXECUTIVE, True, True),
    ("Co-CEO", R.CHIEF_EXECUTIVE, S.CHIEF_EXECUTIVE, False, True),
    ("CEO of Applications", R.CHIEF_EXECUTIVE, S.CHIEF_EXECUTIVE, False, True),
    ("co-founder and CEO", R.CHIEF_EXECUTIVE, S.CHIEF_EXECUTIVE, False, True),
    ("Chairman and CEO", R.CHIEF_EXECUTIVE, S.CHIEF_EXECUTIVE, False, True),
    ("Deputy CEO", R.CHIEF_OFFICER, S.CHIEF_OFFICER, False, True),
    ("Executive Chairman", R.CHAIR, S.CHIEF_EXECUTIVE, False, True),
    ("Chairman of the Board", R.CHAIR, S.CHIEF_EXECUTIVE, False, False),
    ("chairwoman", R.CHAIR, S.CHIEF_EXECUTIVE, False, False),
    ("Chair", R.CHAIR, S.CHIEF_EXECUTIVE, False, False),
    ("Non-Executive Chairman", R.CHAIR, S.CHIEF_EXECUTIVE, False, False),
    ("interim chair of the board", R.CHAIR, S.CHIEF_EXECUTIVE, True, False),
    ("Chairman and CTO", R.CHAIR, S.CHIEF_EXECUTIVE, False, True),
    ("Founder and chairman", R.CHAIR, S.CHIEF_EXECUTIVE, False, False),
    ("Vice Chairman", R.BOARD_MEMBER, S.UNKNOWN, False, False),
    ("Vice Chair and President", R.PRESIDENT, S.CHIEF_OFFICER, False, True),
    ("Board Member", R.BOARD_MEMBER, S.UNKNOWN, False, False),
    ("Member of the Board of Directors", R.BOARD_MEMBER, S.UNKNOWN, False, False),
    ("Board of Directors", R.BOARD_MEMBER, S.UNKNOWN, False, False),
    ("board director", R.BOARD_MEMBER, S.UNKNOWN, False, False),
    ("Independent Director", R.BOARD_MEMBER, S.UNKNOWN, False, False),
    ("non-executive director", R.BOARD_MEMBER, S.UNKNOWN, False, False),
    ("Board observer", R.BOARD_MEMBER, S.UNKNOWN, False, False),
    ("Member, Board of Trustees", R.BOARD_MEMBER, S.UNKNOWN, False, False),
    ("a seat on the board", R.BOARD_MEMBER, S.UNKNOWN, False, False),
    ("board member and chief scientist", R.CHIEF_SCIENTIST, S.CHIEF_OFFICER, False, True),
    ("Advisory Board Member", R.ADVISER, S.UNKNOWN, False, False),
    ("chair of the scientific advisory board", R.ADVISER, S.UNKNOWN, False, False),
    ("Senior Advisor", R.ADVISER, S.UNKNOWN, False, False),
    ("strategic adviser", R.ADVISER, S.UNKNOWN, False, False),
    ("adviser to the CEO", R.ADVISER, S.UNKNOWN, False, False),
    ("consultant", R.ADVISER, S.UNKNOWN, False, False),
    ("Professor of Computer Science", R.ACADEMIC, S.UNKNOWN, False, False),
    ("Associate Professor", R.ACADEMIC, S.UNKNOWN, False, False),
    ("Adjunct Professor", R.ACADEMIC, S.UNKNOWN, False, False),
    ("professor and AI researcher", R.ACADEMIC, S.UNKNOWN, False, False),
    ("Dean of Engineering", R.ACADEMIC, S.UNKNOWN, False, False),
    ("postdoctoral researcher", R.ACADEMIC, S.UNKNOWN, False, False),
    ("PhD student", R.ACADEMIC, S.UNKNOWN, False, False),
    ("visiting scholar", R.ACADEMIC, S.UNKNOWN, False, False),
    ("Chair of the Department of Statistics", R.ACADEMIC, S.UNKNOWN, False, False),
    ("Vice-Chancellor", R.ACADEMIC, S.UNKNOWN, False, False),
    ("Chief AI Scientist", R.CHIEF_SCIENTIST, S.CHIEF_OFFICER, False, True),
    ("Chief Scientist", R.CHIEF_SCIENTIST, S.CHIEF_OFFICER, False, True),
    ("VP and chief AI scientist", R.CHIEF_SCIENTIST, S.CHIEF_OFFICER, False, True),
    ("Chief Scientific Officer", R.CHIEF_SCIENTIST, S.CHIEF_OFFICER, False, True),
    ("chief research officer", R.CHIEF_SCIENTIST, S.CHIEF_OFFICER, False, True),
    ("co-founder and chief scientist", R.CHIEF_SCIENTIST, S.CHIEF_OFFICER, False, True),
    ("Professor and Chief Scientist", R.CHIEF_SCIENTIST, S.CHIEF_OFFICER, False, True),
    ("CTO", R.CHIEF_OFFICER, S.CHIEF_OFFICER, False, True),
    ("Chief Technology Officer", R.CHIEF_OFFICER, S.CHIEF_OFFICER, False, True),
    ("Chief AI Officer", R.CHIEF_OFFICER, S.CHIEF_OFFICER, False, True),
    ("Chief Strategy and Finance Officer", R.CHIEF_OFFICER, S.CHIEF_OFFICER, False, True),
    ("CISO", R.CHIEF_OFFICER, S.CHIEF_OFFICER, False, True),
    ("interim CFO", R.CHIEF_OFFICER, S.CHIEF_OFFICER, True, True),
    ("General Counsel", R.CHIEF_OFFICER, S.CHIEF_OFFICER, False, True),
    ("finance chief", R.CHIEF_OFFICER, S.CHIEF_OFFICER, False, True),
    ("chief architect", R.CHIEF_OFFICER, S.CHIEF_OFFICER, False, True),
    ("President", R.PRESIDENT, S.CHIEF_OFFICER, False, True),
    ("co-founder and president", R.PRESIDENT, S.CHIEF_OFFICER, False, True),
    ("Vice President of AI Research", R.VICE_PRESIDENT, S.VICE_PRESIDENT, False, True),
    ("VP, Engineering", R.VICE_PRESIDENT, S.VICE_PRESIDENT, False, True),
    ("SVP", R.VICE_PRESIDENT, S.VICE_PRESIDENT, False, True),
    ("Corporate Vice-President", R.VICE_PRESIDENT, S.VICE_PRESIDENT, False, True),
    ("vice president, office of the CEO", R.VICE_PRESIDENT, S.VICE_PRESIDENT, False, True),
    ("Head of AI", R.UNIT_HEAD, S.DIRECTOR, False, True),
    ("Co-head of research", R.UNIT_HEAD, S.DIRECTOR, False, True),
    ("acting head of the lab", R.UNIT_HEAD, S.DIRECTOR, True, True),
    ("founding director", R.UNIT_HEAD, S.DIRECTOR, False, True),
    ("General Manager", R.UNIT_HEAD, S.DIRECTOR, False, True),
    ("AI chief", R.UNIT_HEAD, S.DIRECTOR, False, True),
    ("leader of the superintelligence lab", R.UNIT_HEAD, S.DIRECTOR, False, True),
    ("Director of AI Research", R.DIRECTOR, S.DIRECTOR, False, True),
    ("Managing Director", R.DIRECTOR, S.DIRECTOR, False, True),
    ("Founder", R.FOUNDER, S.UNKNOWN, False, True),
    ("Co-founder", R.FOUNDER, S.UNKNOWN, False, True),
    ("General Partner", R.INVESTOR, S.UNKNOWN, False, True),
    ("venture partner", R.INVESTOR, S.UNKNOWN, False, False),
    ("angel investor", R.INVESTOR, S.UNKNOWN, False, False),
    ("Partner Research Manager", R.STAFF, S.LEAD, False, True),
    ("Chief of Staff to the CEO", R.STAFF, S.LEAD, False, True),
    ("Deputy General Counsel", R.STAFF, S.LEAD, False, True),
    ("Research Lead", R.STAFF, S.LEAD, False, True),
    ("Engineering Manager", R.STAFF, S.LEAD, False, True),
    ("Distinguished Engineer", R.STAFF, S.LEAD, False, True),
    ("Research Fellow", R.STAFF, S.LEAD, False, True),
    ("Research Scientist", R.STAFF, S.STAFF, False, True),
    ("Member of Technical Staff", R.STAFF, S.STAFF, False, True),
    ("executive assistant to the CEO", R.STAFF, S.UNKNOWN, False, True),
    ("software engineer", R.STAFF, S.STAFF, False, True),
    ("spokesperson", R.STAFF, S.STAFF, False, True),
    ("Ambassador of Wonder", R.STAFF, S.UNKNOWN, False, True),
    ("", R.STAFF, S.UNKNOWN, False, True),
]


@pytest.mark.parametrize(
    ("title", "role", "seniority", "interim", "exclusive"), TITLES, ids=[row[0] for row in TITLES]
)
def test_a_printed_title_says_role_seniority_interim_and_exclusive(
    title: str, role: Role, seniority: Seniority, interim: bool, exclusive: bool
) -> None:
    meaning = meaning_of(title)
    assert (meaning.role, meaning.seniority) == (role, seniority)
    assert (meaning.interim, meaning.exclusive) == (interim, exclusive)


SAME_POST = [
    ("CEO", "Chief Executive Officer"),
    ("chief executive", "CEO"),
    ("CTO", "chief technology officer"),
    ("VP of AI", "Vice President of Artificial Intelligence"),
    ("Chief Scientist", "chief AI scientist"),
    ("Chief Scientific Officer", "chief scientist"),
    ("head of AI", "AI lead"),
    ("research director", "Director of Research"),
    ("Chairman", "executive chair"),
    ("co-founder", "Cofounder and CEO"),
    ("Senior Advisor", "senior adviser"),
    ("interim CEO", "CEO"),
    ("", "Chief Scientist"),
    ("boss", "Chief Executive"),
    ("boss", "head of AI"),
    ("boss", "Boss"),
]
OTHER_POST = [
    ("CEO", "CFO"),
    ("Chief Technology Officer", "Chief Executive Officer"),
    ("Chief Technology Officer", "Chief Product Officer"),
    ("Chief AI Officer", "Chief AI Scientist"),
    ("President", "Vice President"),
    ("VP of AI", "VP of Policy"),
    ("Senior Vice President", "Executive Vice President"),
    ("CEO", "Deputy CEO"),
    ("Chairman", "Vice Chairman"),
    ("director", "board director"),
    ("senior research scientist", "principal research scientist"),
    ("assistant professor", "associate professor"),
    ("chief scientist", "professor"),
    ("head of AI", "head of policy"),
    ("research scientist", "research engineer"),
    ("boss", "board member"),
    ("boss", "research scientist"),
    ("boss", "vice president"),
]


@pytest.mark.parametrize(("one", "other"), SAME_POST)
def test_two_spellings_of_one_post_are_compatible(one: str, other: str) -> None:
    assert compatible(one, other)
    assert compatible(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER_POST)
def test_titles_of_different_posts_are_not_compatible(one: str, other: str) -> None:
    assert not compatible(one, other)
    assert not compatible(other, one)


@pytest.mark.parametrize(
    "title", ["Co-CEO", "interim co-chief executive", "Joint CEO", "CEO of Apps", "CEO, Norwick AI"]
)
def test_a_post_that_is_shared_or_leads_a_part_is_not_held_alone(title: str) -> None:
    assert not held_alone(title)


@pytest.mark.parametrize("title", ["CEO", "interim chief executive", "co-founder and CEO"])
def test_a_post_of_the_whole_organization_is_held_alone(title: str) -> None:
    assert held_alone(title)


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("head of FAIR", "FAIR"),
        ("chief executive of Norwick Mind", "Norwick Mind"),
        ("founding director", "Norwick Mind"),
        ("engineering lead of Spindle", "Norwick Spindle team"),
        ("leader of the Spindle team", "Spindle"),
        ("chief AI officer", "Norwick Mind"),
    ],
)
def test_the_head_of_a_unit_heads_all_of_it(title: str, unit: str) -> None:
    assert heads_all(title, unit)


@pytest.mark.parametrize(
    "title", ["head of hiring", "CTO", "chief operating officer", "CEO of Apps", "researcher"]
)
def test_who_heads_a_part_of_a_unit_or_serves_in_it_does_not_head_it(title: str) -> None:
    assert not heads_all(title, "Norwick Mind")
